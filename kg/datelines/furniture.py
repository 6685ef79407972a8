"""Reads the date of a line that is furniture of a page: a date among labels, hours, numbers and a few names.

Comes in: a line of an article. Goes out: its date of publication with the span of its words, or None. It never takes
a line for furniture that has a word of running text in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from kg.datelines.dates import CHANGED, CLOCK, MONTH, PUBLISHED, WEEKDAY, ZONE, Found, find_dates
from kg.datelines.languages import is_weekday_abroad
from kg.model import Span

_LONGEST = 200
_MOST_NAMES, _MOST_BESIDE = 8, 3  # names in the line; names that touch the date without a mark between
_SMALL = (
    r"(?:on|at|by|in|of|from|the|for|and|last|first|latest|page|story|written|hrs?|hours?|min(?:ute)?s?|sec|read(?:ing)?|time"
    r"|views?|hits?|shares?|comments?|no|nos|ref(?:erence)?|id|code|number|source|author|photo|reporter|correspondent|staff|am|pm"
    r"|admin(?:istrator)?|webmaster|editor|this|our|done|given|signed"
    r"|noon|gmt|utc|print|online|web|edition|issue|vol|local|standard|summer)"
)
_TOKEN = re.compile(
    rf"(?P<clock>{CLOCK}(?:\s?{ZONE})?|{ZONE})|(?P<later>\b{CHANGED}\b)|(?P<first>\b{PUBLISHED}\b)|(?P<day>\b{WEEKDAY}|\b{MONTH})"
    rf"|(?P<small>\b{_SMALL}\b\.?)|(?P<name>@?[^\W\d_][\w.&'’/-]*)|(?P<number>#?\d[\d,./:_-]*(?:st|nd|rd|th)?)|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
_NAMED = re.compile(r"@?(?:[^\W\d_a-z]|\w+\.\w)")  # a capital or a letter without case in front; a web address


@dataclass(frozen=True, slots=True)
class Furnished:
    """A date in a line: `later` if it is said to be that of a change."""

    found: Found
    later: bool


def dated_furniture(line: str, whole: str = "") -> Furnished | None:
    """The date of publication in a line of furniture; None for any other line, or where several dates contend.

    A date behind a word like "Published" wins over others, any over one behind a word like "Updated".
    """
    if len(line) > _LONGEST:
        return None
    dates = list(find_dates(line, whole))
    full = [date for date in dates if not date.value.startswith("--")]
    if not full or not _is_furniture(line, [date.span for date in dates]):
        return None
    ranked = [(_rank(line[: date.span.start]), date) for date in full]
    best = min(rank for rank, _ in ranked)
    chosen = [date for rank, date in ranked if rank == best]
    return Furnished(chosen[0], best == 2) if len({date.value for date in chosen}) == 1 else None


def _rank(before: str) -> int:
    """By the last label in front of a date: 0 published, 1 none, 2 changed."""
    labels = [token.lastgroup for token in _TOKEN.finditer(before) if token.lastgroup in ("first", "later")]
    return 1 if not labels else 0 if labels[-1] == "first" else 2


def _is_furniture(line: str, dates: list[Span]) -> bool:
    blanked = list(line)
    for span in dates:
        blanked[span.start : span.end] = "\0" * (span.end - span.start)
    rest = "".join(blanked)
    tokens = list(_TOKEN.finditer(rest.replace("\0", " ")))
    names = [token for token in tokens if token.lastgroup == "name" and not is_weekday_abroad(token[0])]
    if len(names) > _MOST_NAMES or not all(_NAMED.match(token[0]) for token in names):
        return False
    return all(_beside(rest, span) <= _MOST_BESIDE for span in dates)


def _beside(rest: str, date: Span) -> int:
    """How many names touch the date on the side that has more, with neither mark, label nor hour between."""
    left = _TOKEN.finditer(rest[: date.start].replace("\0", ","))
    right = _TOKEN.finditer(rest[date.end :].replace("\0", ","))
    return max(_run(list(left)[::-1]), _run(right))


def _run(tokens: Iterable[re.Match[str]]) -> int:
    near = takewhile(lambda token: token.lastgroup in ("name", "small"), tokens)
    return sum(token.lastgroup == "name" for token in near)
