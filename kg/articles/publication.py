"""Finds when an article was published, by the layout of its page.

Comes in: the lines of the text, its dateline. Goes out: a Sourced date with the place in the layout where it stands.
It never takes a date of running text for that of publication.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.articles.lines import CAPTION, Line, is_prose
from kg.datelines import Dateline
from kg.datelines.dates import date_only, find_dates
from kg.datelines.furniture import dated_furniture
from kg.model import Sourced, Span

BRACKET_PREFIX = re.compile(r"^\s*\(([^()]{8,40})\)\s+(?=\S)")
_HEAD = re.compile(r"^(?:[^.—–]{8,100}?(?=\s+(?:—|–|--|-)\s)|\[[^.\]]{8,100}(?=[.\]]))")  # a dateline; an editor's note
_YEAR = re.compile(r"\(((?:19|20)\d\d)\)")


def published_in(lines: list[Line], dateline: Dateline | None, text: str) -> Sourced | None:
    """The date of publication as the layout shows it, with the name of the place where it stands; None if nothing does.

    A dateline's own comes first, then that of a line of its own or with a label, of furniture above the article, below
    it, of a caption, and of what stands before the first sentence.
    """
    if dateline and dateline.published:
        return dateline.published
    found: list[tuple[int, Sourced]] = []
    front, back = lines[:10], lines[10:][-4:]
    outer = {id(line) for line in (*front, *back)}
    for line in lines:
        bracketed = BRACKET_PREFIX.match(line.words)
        words = bracketed[1] if bracketed else line.words
        only = date_only(words, text)
        if only is None or not (only[1] or id(line) in outer):
            continue
        rank = 2 if re.search("updat|modif", only[1]) else 0 if only[1] else 1
        start = line.span.start + (bracketed.start(1) if bracketed else 0) + only[0].span.start
        size = only[0].span.end - only[0].span.start
        found.append((rank, Sourced(only[0].value, _date_source(only[1]), Span(start, start + size))))
    if found:
        return min(found, key=lambda f: f[0])[1]
    furnished = [one for one in (_furnished(line, text) for line in front) if one]
    furnished = furnished or _agreeing([one for one in (_furnished(line, text) for line in back) if one])
    if furnished:
        return min(furnished, key=lambda one: one[0])[1]
    return _from_caption(lines, dateline, text) or _from_head(lines, text)


def _furnished(line: Line, text: str) -> tuple[bool, Sourced] | None:
    """The date of a line that is furniture of the page, and whether it is that of a later change."""
    furnished = None if is_prose(line.words) or CAPTION.search(line.words) else dated_furniture(line.words, text)
    if furnished is None:
        return None
    found, at = furnished.found, line.span.start
    return furnished.later, Sourced(found.value, "head line", Span(at + found.span.start, at + found.span.end))


def _agreeing(furnished: list[tuple[bool, Sourced]]) -> list[tuple[bool, Sourced]]:
    """Dates below an article, where other articles are listed too, if they are one."""
    return furnished if len({one.value for _, one in furnished}) == 1 else []


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
                    span = Span(line.span.start + found.span.start, line.span.start + found.span.end)
                    return Sourced(found.value, "caption, the day of the dateline", span)
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
            at = line.span.start
            return Sourced(dated[0].value, "head line", Span(at + dated[0].span.start, at + dated[0].span.end))
    return None
