"""Finds what an article says of itself: its headline, outlet, place and date of publication, by layout alone.

Comes in: the text. Goes out: Sourced values, each with the name of the place in the layout and the span of its words.
It never looks a name up in a list and never fills in what the text leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.articles.lines import CAPTION, Line, is_prose, lines_of
from kg.articles.publication import BRACKET_PREFIX, published_in, sourced
from kg.datelines import read_dateline
from kg.datelines.dates import date_only, find_dates
from kg.datelines.furniture import dated_furniture
from kg.model import Sourced, Span

_DATE_PREFIX = re.compile(r"^\s*date\s+(\d{4}-\d{2}-\d{2})(?=\s|$)")
_BYLINE = re.compile(
    r"^\W*(?:[Bb]y|BY)\s+(?P<who>[^\W\d_][^|,–—(]{1,60}?)(?:\s*(?:[,|(]|\s[–—-]\s)\s*(?P<rest>.+?)\)?)?$"
)
_BYLINE_PLACE = re.compile(r"\bin\s+(?P<place>[^\W\d_].*)$")
_TAIL = re.compile(r"[.!?\"”’)]\s*(?:[—–]|--|\s-)\s*(?P<outlet>[^\W\d_](?:[\w.&'’/ -]){1,48})\.?$")
_TAIL_BRACKET = re.compile(r"[.!?”\"]\s*\((?P<outlet>[A-Z][\w.&'’/ -]{1,40})\)\.?$")
_SOURCE_LINE = re.compile(r"^\W*(?:Source|Agency)\s*:\s*(?P<outlet>[^\W\d_][^|()]{1,60}?)\W*$", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^\W*(?:related|read (?:more|also|next)|also read|see (?:also|more)|more (?:news|stories)|back to top"
    r"|share|tags?\b|print|comments?|advertisement|https?:)",
    re.IGNORECASE,
)
_TURN = re.compile(r"^\W*[^\W\d_][\w.' -]{0,40}:\s")
_LONGEST = 200
_KICKER = 2  # words that the name of a section has at most
_GLUED = re.compile(r"[a-z][A-Z][a-z]")
_SALUTATION = re.compile(r"^(?:Dear|Your\s\w+|Excellency|Respected|Esteemed)\b.{0,80}[,:]?$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the text says of itself; None where it says nothing."""

    title: Sourced | None = None
    outlet: Sourced | None = None
    place: Sourced | None = None
    published: Sourced | None = None
    url: Sourced | None = None


def read_metadata(text: str) -> Metadata:
    """Title, outlet, place and date of publication as the layout of `text` shows them; `url` is never read from it."""
    lines = lines_of(text)
    prefix = _leading_date(text)
    if prefix is not None and lines:
        lines = _without(lines, prefix.span.end if prefix.span else 0, text)
    front = _front(lines)
    dateline = next((d for d in (read_dateline(line.words, line.span.start, text) for line in front) if d), None)
    title = _title(lines, text)
    published = prefix or published_in(lines, dateline, text)
    byline = _byline(front, text)
    return Metadata(
        title,
        (dateline.outlet if dateline else None) or _tail(lines, title) or byline.outlet,
        (dateline.place if dateline else None) or byline.place,
        published or byline.published,
    )


def _leading_date(text: str) -> Sourced | None:
    match = _DATE_PREFIX.match(text)
    if match:
        return _sourced_date(match[1], match.start(1), "date line", text)
    match = BRACKET_PREFIX.match(text)
    return _sourced_date(match[1], match.start(1), "date line", text) if match else None


def _sourced_date(words: str, start: int, source: str, text: str) -> Sourced | None:
    found = date_only(words, text)
    return found and sourced(found[0], source, start)


def _without(lines: list[Line], end: int, text: str) -> list[Line]:
    """The lines from `end` on: what follows a date at the very start of the text stands as a first line."""
    head = lines[0]
    rest = text[end : head.span.end].lstrip(" \t)")
    start = head.span.end - len(rest)
    return ([Line(Span(start, head.span.end), rest)] if rest else []) + lines[1:]


def _front(lines: list[Line]) -> list[Line]:
    """The lines up to the first paragraph of prose, at most eight."""
    for index, line in enumerate(lines[:8]):
        if is_prose(line.words) and not CAPTION.search(line.words):
            return lines[: index + 1]
    return lines[:8]


def _byline(front: list[Line], text: str) -> Metadata:
    for line in front:
        match = _BYLINE.match(line.words) if len(line.words) <= _LONGEST else None
        if not match or is_prose(line.words):
            continue
        at = line.span.start
        published = next(
            (sourced(f, "byline", at)
             for f in find_dates(line.words, text) if not f.value.startswith("--")), None)  # fmt: skip
        place, rest = _BYLINE_PLACE.search(match["who"]), match["rest"]
        where = _part(at + match.start("who"), place, "place") if place else None
        named = rest and not any(find_dates(rest, text)) and re.match(r"^[^\W\d_][\w.&'’ -]{1,40}$", rest)
        outlet = _part(at, match, "rest") if named else None
        return Metadata(None, outlet, where, published)
    return Metadata()


def _part(at: int, match: re.Match[str], group: str) -> Sourced:
    words = match[group].rstrip()
    start = at + match.start(group)
    return Sourced(words, "byline", Span(start, start + len(words)))


def _tail(lines: list[Line], title: Sourced | None) -> Sourced | None:
    """The agency at the end: "— VNA/VNS" after the last full stop, a "Source:" line, or a bare last line."""
    body = list(lines)
    for index, line in enumerate(lines):
        if index > 1 and _FURNITURE.match(line.words) and not is_prose(line.words):
            body = lines[:index]
            break
    for back, line in enumerate(reversed(body[-4:])):
        for pattern, source in ((_SOURCE_LINE, "source line"), (_TAIL, "tail"), (_TAIL_BRACKET, "tail")):
            cut = max(0, len(line.words) - 120) if source == "tail" else 0
            match = pattern.search(line.words[cut : cut + _LONGEST])
            if match and not CAPTION.search(line.words):
                words = match["outlet"].strip(" .")
                start = line.span.start + cut + match.start("outlet")
                return Sourced(words, source, Span(start, start + len(words)))
        if back == 0 and len(body) > 2 and _bare(line, body[-2], title):
            return Sourced(line.words, "last line", line.span)
    return None


def _bare(line: Line, before: Line, title: Sourced | None) -> bool:
    words = line.words.split()
    return (
        len(words) <= 5
        and len(line.words) <= 50
        and words[0][0].isupper()
        and bool(re.fullmatch(r"[^\W\d_][\w.&'’/ -]*[^\W_]", line.words))
        and (title is None or line.words != title.value)
        and is_prose(before.words)
        and not CAPTION.search(before.words)
    )


def _title(lines: list[Line], text: str) -> Sourced | None:
    """The first line, if it stands as a headline over what follows: a paragraph, a date, a byline or a caption. The
    name of a section is none if a longer line comes behind it.
    """
    found = list(_headlines(lines[:6], text))
    longer = [index for index in found[1:] if len(lines[index].words.split()) > _KICKER]
    for index in (longer if found and _is_kicker(lines[found[0]].words) else found)[:1] or found[:1]:
        line = lines[index]
        words = re.sub(r"^#+\s*", "", line.words)
        at = line.span.start + len(line.words) - len(words)
        return Sourced(words, "headline", replace(line.span, start=at)) if _over(lines[index:], text) else None
    return None


def _headlines(lines: list[Line], text: str) -> Iterator[int]:
    """The places of lines in front that are shaped as headlines, up to the first that is neither this nor furniture."""
    for index, line in enumerate(lines):
        words = line.words
        if _BYLINE.match(words) or _dates(words, text) or _FURNITURE.match(words):
            continue
        if _headline_shape(line, text):
            yield index
        elif len(words.split()) > 1 or not _is_kicker(words):
            return


def _is_kicker(words: str) -> bool:
    """Whether a line can be the name of a section: one or two words with capitals, or such as a broken page has run
    together ("HomeNews").
    """
    listed = re.findall(r"[^\W\d_][\w'’-]*", words)
    few = len(listed) <= _KICKER and all(word[0].isupper() for word in listed)
    return bool(listed) and ((few and not re.search(r"[.;:!?]$", words)) or len(_GLUED.findall(words)) > 1)


def _dates(words: str, text: str) -> bool:
    """Whether a line only dates the article."""
    return date_only(words, text) is not None or dated_furniture(words, text) is not None


def _headline_shape(line: Line, text: str) -> bool:
    words = line.words
    return (
        len(words) <= _LONGEST
        and len(words.split()) >= 2
        and not re.search(r"[.;:,]$", words)
        and read_dateline(words, 0, text) is None
        and not CAPTION.search(words)
        and not _SALUTATION.match(words)
        and not re.match(r"^(?:[QA]|Question|Answer)\s*[:.]", words)
    )


def _over(lines: list[Line], text: str) -> bool:
    """Whether the first of `lines` heads the others: at most one short line (a deck) before something that follows a
    headline.
    """
    decks = 0
    for line in lines[1:]:
        words = line.words
        if (len(words) > _LONGEST or is_prose(words)
                or _dates(words, text) or _BYLINE.match(words) or CAPTION.search(words)
                or read_dateline(words, 0, text) or _TURN.match(words)):  # fmt: skip
            return True
        decks += words != lines[0].words
        if decks > 1:
            return False
    return False
