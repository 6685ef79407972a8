"""Finds when an article was published, by the layout of its page.

Comes in: the lines of the text, its dateline. Goes out: a Sourced date with the place in the layout where it stands.
It never takes a date of running text for that of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.articles.lines import CAPTION, Line, is_prose
from kg.datelines import Dateline
from kg.datelines.dates import CHANGED, Found, date_only, find_dates
from kg.datelines.furniture import dated_furniture
from kg.model import Sourced, Span

BRACKET_PREFIX = re.compile(r"^\s*\(([^()]{8,40})\)\s+(?=\S)")
_HEAD = re.compile(r"^(?:[^.—–]{8,100}?(?=\s+(?:—|–|--|-)\s)|\[[^.\]]{8,100}(?=[.\]]))")  # a dateline; an editor's note
_CREDIT = re.compile(r"\(([^()]{8,60})\)\W*$")  # an outlet and its day in brackets behind the last sentence
_TOLD = re.compile(  # "This article first appeared in The Herald of 3 May 2031."
    r"\W*(?:this|the)\s+(?:article|story|interview|text|report|statement|piece|letter|speech|item)\s+"
    r"(?:was\s+|is\s+|has been\s+)?(?:(?:first|originally)\s+)?"
    r"(?:published|appeared|printed|posted|broadcast|aired|ran)\b"
    r"(?:(?!\s(?:after|following|during|before))\s+[\w.'’-]+){0,9}?,?\s+(?:(?:on|of|dated)\s+)?(?:[A-Z][a-z]+day,?\s+)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\(((?:19|20)\d\d)\)")


def published_in(lines: list[Line], dateline: Dateline | None, text: str) -> Sourced | None:
    """The date of publication as the layout shows it, with the name of the place where it stands; None if nothing does.

    A dateline's own comes first, then that of a line of its own or with a label, of furniture above the article, below
    it, of a caption, and of what stands before the first sentence.
    """
    if dateline and dateline.published:
        return dateline.published
    front, back = lines[:10], lines[10:][-4:]
    below = [(rank + 1, date) for rank, date in _furnished(back, text)]
    ranked = [*_alone(lines, [*front, *back], text), *_furnished(front, text)]
    ranked += below if len({date.value for _, date in below}) == 1 else []  # several are those of other articles
    if ranked:
        return min(ranked, key=lambda one: one[0])[1]
    return _from_caption(lines, dateline, text) or _from_head(lines, text) or _from_credit(front, back or front, text)


def _alone(lines: list[Line], outer: list[Line], text: str) -> Iterator[tuple[int, Sourced]]:
    """Dates that are alone in a line, beside a label or on the outside of the article, those of a change after all
    others.
    """
    for line in lines:
        bracketed = BRACKET_PREFIX.match(line.words)
        words = bracketed[1] if bracketed else line.words
        only = date_only(words, text)
        if only is None or not (only[1] or line in outer):
            continue
        rank = 4 if re.search(CHANGED, only[1]) else 0 if only[1] else 1
        at = line.span.start + (bracketed.start(1) if bracketed else 0)
        yield rank, sourced(only[0], _date_source(only[1]), at)


def _furnished(lines: list[Line], text: str) -> Iterator[tuple[int, Sourced]]:
    """Dates of lines that are furniture of the page."""
    for line in lines:
        found = None if is_prose(line.words) or CAPTION.search(line.words) else dated_furniture(line.words, text)
        if found is not None:
            yield 5 if found.later else 2, sourced(found.found, "head line", line.span.start)


def sourced(found: Found, source: str, at: int) -> Sourced:
    """A date found in words that begin at offset `at` of the text, with the place in the layout where it stands."""
    return Sourced(found.value, source, Span(at + found.span.start, at + found.span.end))


def _date_source(label: str) -> str:
    return f"{label} line" if label else "date line"


def _from_caption(lines: list[Line], dateline: Dateline | None, text: str) -> Sourced | None:
    """The date of a dateline without a year, where a caption gives the same month and day with its year."""
    if dateline is None or dateline.day is None:
        return None
    for line in lines:
        if CAPTION.search(line.words):
            for found in find_dates(line.words, text):
                if found.value[4:] == dateline.day[1:]:
                    return sourced(found, "caption, the day of the dateline", line.span.start)
    return None


def _from_head(lines: list[Line], text: str) -> Sourced | None:
    """The one full date of what stands before a dateline's dash, or before an editor's first full stop in brackets."""
    for line in lines[:8]:
        words = _HEAD.match(line.words)
        if words is None:
            continue
        read = list(find_dates(words[0], text))
        year = _YEAR.search(words[0])
        dated = [f for f in read if not f.value.startswith("--")] if dated_furniture(words[0], text) else []
        if not dated and year and len(read) == 1:  # "August 30, Juche 114 (2025)"
            dated = [replace(read[0], value=f"{year[1]}{read[0].value[1:]}")]
        if len(dated) == 1:
            return sourced(dated[0], "head line", line.span.start)
    return None


def _from_credit(front: list[Line], back: list[Line], text: str) -> Sourced | None:
    """The date of an outlet's bracket around the article's sentences, or of a sentence that tells when it appeared."""
    for line in front + back:
        read = [found for found in find_dates(line.words, text) if not found.value.startswith("--")]
        if len(read) == 1 and _TOLD.fullmatch(line.words[: read[0].span.start]):
            return sourced(read[0], "sentence on its publication", line.span.start)
    marks = [(line, BRACKET_PREFIX.match(line.words)) for line in front[:4]]
    marks += [(line, _CREDIT.search(line.words)) for line in back[::-1]]
    for line, mark in marks:
        found = dated_furniture(mark[1], text) if mark is not None else None
        if mark is not None and found is not None and not found.later:
            return sourced(found.found, "credit line", line.span.start + mark.start(1))
    return None
