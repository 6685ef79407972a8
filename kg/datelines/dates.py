"""Reads the calendar dates that news layouts carry: date lines, datelines, "Published:" lines.

Comes in: a line of an article. Goes out: YYYY-MM-DD values with the span of their words in that line. It never guesses
a missing year, nor which of two numbers is the month unless the article's own words settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import strptime

from kg.datelines.languages import is_weekday_abroad, month_abroad
from kg.model import Span

_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b\.?)"
CLOCK = r"(?:\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?)"
_OFFSET = r"(?:[+-]\d{1,2}(?::?\d{2})?)"
ZONE = rf"(?:\(?(?:(?<![^\W\d_])(?-i:Z|UTC|GMT|[A-Z]{{2,4}}T)\b(?:\s?{_OFFSET})?|{_OFFSET})\)?)"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\s{_DAY.format('day')}(?:(?:,\s?|\s)(?P<year>\d{{4}}))?\b", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"\b{_DAY.format('day')}\s(?:(?:day\s)?of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>\d{{4}}))?", re.IGNORECASE
)
_ABROAD = re.compile(r"\b(?P<day>\d{1,2})\.?\s(?:d['’e]\s?)?(?P<month>[^\W\d_]{3,})\.?,?\s(?:de\s)?(?P<year>\d{4})\b")
_ABROAD_MONTH_FIRST = re.compile(r"\b(?P<month>[^\W\d_]{3,})\s(?P<day>\d{1,2}),?\s(?:de\s)?(?P<year>\d{4})\b")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})([-/]|\.\s?)(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)")
_HYPHENED = re.compile(
    rf"\b{_DAY.format('day')}(?P<mark>\s?-\s?|/)(?P<month>{MONTH})(?P=mark)(?P<year>\d{{4}})\b", re.IGNORECASE
)
_MONTH_HYPHENED = re.compile(
    rf"\b(?P<month>{MONTH})(?P<mark>\s?-\s?){_DAY.format('day')}(?P=mark)(?P<year>\d{{4}})\b", re.IGNORECASE
)
_JUCHE = re.compile(r"\bJuche\s?(?P<era>\d{2,3})\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})(?!\d)")
_BEFORE_JUCHE = 1911  # that calendar has the months and days of the Gregorian, its first year being 1912
_EASTERN = re.compile(r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")
_NUMBERS = re.compile(r"(?<!\d)(?P<one>\d{1,2})([-/.])(?P<two>\d{1,2})\2(?P<year>\d{4})(?!\d)")
PUBLISHED = (
    r"(?:publish(?:ed)?|publication|post(?:ed)?|create[ds]?|issued?|releas(?:ed?)|upload(?:ed)?|dated?|submitted)"
)
CHANGED = r"(?:up-?dated?|modified|edited|revised|amended)"
_LABEL = re.compile(
    rf"^\W*(?P<label>(?:first\s|last\s)?(?:date\s)?(?:{PUBLISHED}|{CHANGED})\b(?:\s(?:date|time|on|at))*)\s*:?\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 200
_SHORT = re.compile(
    rf"(?<!\d){_DAY.format('day')}(?P<mark>[-. ])(?P<month>{MONTH}|(?<=\.)\d{{1,2}})(?P=mark)(?P<year>\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_FORMS = (
    _JUCHE, _YEAR_FIRST, _EASTERN, _NUMBERS, _HYPHENED, _MONTH_HYPHENED, _MONTH_FIRST, _DAY_FIRST, _ABROAD,
    _ABROAD_MONTH_FIRST,
)  # fmt: skip
EARLIEST = 1583  # the first whole year of the Gregorian calendar: years before it are those of other calendars
_FEW = 4  # words of a field beside a date that name a section or an outlet
# What may stand beside a date alone. No part of it matches nothing and none is tried anew: of a broken line each way to
# take its marks apart would be tried.
_LEFTOVER = re.compile(rf"^(?:{WEEKDAY}|{CLOCK}|{ZONE}|T(?=\d)|at\b|on\b|hrs\b|[\s,|@()\[\]–—\-.:/])*+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line: `value` is YYYY-MM-DD, or --MM-DD where the year is not stated; `span` counts from the line."""

    value: str
    span: Span


def find_dates(line: str, whole: str = "") -> Iterator[Found]:
    """Every date in `line`, in order; `whole` is the article, asked where 05/11/2025 could be May or November."""
    found: list[Found] = []
    for pattern in _FORMS:
        for match in pattern.finditer(line):
            span = Span(*match.span())
            if not any(span.overlaps(other.span) for other in found):
                value = _value(match, line, whole)
                if value is not None:
                    found.append(Found(value, span))
    return iter(sorted(found, key=lambda f: f.span))


def date_only(line: str, whole: str = "") -> tuple[Found, str] | None:
    """The date of a line that holds nothing but a date (weekday, time and a label such as "Published:" allowed), with
    the label in lower case ("" if none); None for any other line and for a date without a year. A part between bars
    ("Interviews | 9 March 2021 | 5 min") counts as a line.
    """
    if len(line) > _LONGEST:
        return None
    return _date_alone(line, whole) or _date_in_field(line, whole)


def _date_in_field(line: str, whole: str) -> tuple[Found, str] | None:
    """The date that is one of the fields of a line parted by bars, the others being a few words ("Interviews")."""
    fields = [(m[0], m.start()) for m in re.finditer(r"[^|•·]+", line)]
    if len(fields) < 2 or any(len(_WORD.findall(words)) > _FEW and not any(find_dates(words)) for words, _ in fields):
        return None
    read = [(_date_alone(words, whole), at) for words, at in fields]
    dated = [(found, at) for found, at in read if found is not None]
    if len(dated) != 1:
        return None
    ((found, label), at) = dated[0]
    return Found(found.value, Span(found.span.start + at, found.span.end + at)), label


def _date_alone(line: str, whole: str) -> tuple[Found, str] | None:
    label = _LABEL.match(line)
    offset = label.end() if label else 0
    dates = [d for d in find_dates(line, whole) if d.span.start >= offset and not d.value.startswith("--")]
    dates = dates or list(short_dates(line))
    if not dates:
        return None
    first = dates[0]
    rest = (line[offset : first.span.start], line[first.span.end :])
    if label and len(dates) > 1:
        rest = (rest[0], "")
    if not all(_LEFTOVER.match(_WORD.sub(_without_weekday, part)) for part in rest):
        return None
    return first, label["label"].lower() if label else ""


def short_dates(line: str) -> Iterator[Found]:
    """Dates with two digits of the year ("11.05.23", "11-May-23"), for a line or a dateline that is nothing else."""
    for found in _SHORT.finditer(line):
        year, day = strptime(found["year"], "%y").tm_year, int(found["day"])
        month = int(found["month"]) if found["month"].isdigit() else _month(found["month"])
        value = month and (_checked(year, month, day) or (found["month"].isdigit() and _checked(year, day, month)))
        if value:
            yield Found(value, Span(*found.span()))


def _without_weekday(word: re.Match[str]) -> str:
    return "" if is_weekday_abroad(word[0]) else word[0]


def _value(match: re.Match[str], line: str, whole: str) -> str | None:
    groups = match.groupdict()
    if "one" in groups:
        return _numbers(match, line, whole)
    year = str(int(groups["era"]) + _BEFORE_JUCHE) if "era" in groups else groups["year"]
    month = int(groups["month"]) if groups["month"].isdigit() else _month(groups["month"])
    if month is None:
        return None
    if year is None:
        return f"--{month:02}-{int(groups['day']):02}" if 1 <= int(groups["day"]) <= 31 else None
    return _checked(int(year), month, int(groups["day"]))


def _numbers(match: re.Match[str], line: str, whole: str) -> str | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if match[2] == ".":  # no convention writes the month first with dots
        return _checked(year, two, one)
    first_is_day, first_is_month = _checked(year, two, one), _checked(year, one, two)
    readings = sorted({v for v in (first_is_day, first_is_month) if v})
    if first_is_day and first_is_month and len(readings) == 2:
        readings = (
            _by_weekday(readings, line)
            or _by_order(first_is_day, first_is_month, line, whole)
            or _by_month_named(readings, whole)
            or _by_day_named(readings, whole)
        )
    return readings[0] if len(readings) == 1 else None


def _by_weekday(readings: list[str], line: str) -> list[str]:
    named = re.search(WEEKDAY, line, re.IGNORECASE)
    if not named:
        return []
    return [r for r in readings if _DAYS[date.fromisoformat(r).weekday()].startswith(named[0][:3].lower())]


def _by_order(first_is_day: str, first_is_month: str, line: str, whole: str) -> list[str]:
    """The reading in the order that the other dates of the line are in, or those of the article, where all agree."""
    for text in (line, whole):
        others = [(int(m["one"]) > 12, int(m["two"]) > 12) for m in _NUMBERS.finditer(text) if m[2] != "."]
        orders = {one for one, two in others if one != two}
        if len(orders) == 1:
            return [first_is_day if orders.pop() else first_is_month]
    return []


def _by_month_named(readings: list[str], whole: str) -> list[str]:
    named = {_month(m["month"]) for p in (_MONTH_FIRST, _DAY_FIRST) for m in p.finditer(whole)}
    return [r for r in readings if int(r[5:7]) in named]


def _by_day_named(readings: list[str], whole: str) -> list[str]:
    """The reading that lies within a week behind a day of a month that the article names; none where both do."""
    days = [(_month(m["month"]), int(m["day"])) for p in (_MONTH_FIRST, _DAY_FIRST) for m in p.finditer(whole)]
    return [r for r in readings if any(_follows(r, month, day) for month, day in days if month)]


def _follows(reading: str, month: int, day: int) -> bool:
    told = _checked(int(reading[:4]), month, day)
    return told is not None and 0 <= (date.fromisoformat(reading) - date.fromisoformat(told)).days <= 7


def _month(word: str) -> int | None:
    english = re.fullmatch(MONTH, word, re.IGNORECASE)
    if english is None:
        return month_abroad(word)
    return next(n for n, name in enumerate(_NAMES, 1) if name.startswith(word.rstrip(".").lower()[:3]))


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= EARLIEST else None
    except ValueError:
        return None
