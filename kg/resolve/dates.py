"""EDTF dates as stretches of days, to tell whether two accounts can be of one time.

Comes in: EDTF level 0/1 strings (ISO 8601-2, Library of Congress), also with an unknown year ("XXXX-08-16").
Goes out: their bounds and whether they overlap. It never fills in what a date leaves open.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?[?~%]?")
OPEN = {"", ".."}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, None where open; `yearless` ones lie in the year 4 and mean any year."""

    first: date | None
    last: date | None
    yearless: bool = False

    @property
    def days(self) -> int | None:
        """How many days it covers; None if it is open at an end."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1


def stretch(edtf: str) -> Stretch | None:
    """The days an EDTF string covers; None for what is no such string."""
    start, slash, end = edtf.strip().partition("/")
    first, last = _point(start), _point(end) if slash else _point(start)
    if (
        (first is None and start not in OPEN)
        or (slash and last is None and end not in OPEN)
        or (first is None and last is None)
    ):
        return None
    yearless = any(p is not None and p[2] for p in (first, last))
    return Stretch(first[0] if first else None, last[1] if last else None, yearless)


def overlap(a: Stretch, b: Stretch) -> bool:
    """Whether the two share a day; one without a year is tried in every year of the other."""
    if a.yearless and not b.yearless:
        years = sorted({d.year for d in (b.first, b.last) if d is not None})
        return any(overlap(_in_year(a, year), b) for year in years)
    if b.yearless and not a.yearless:
        return overlap(b, a)
    return not (
        (a.last is not None and b.first is not None and a.last < b.first)
        or (b.last is not None and a.first is not None and b.last < a.first)
    )


def _in_year(s: Stretch, year: int) -> Stretch:
    def moved(d: date | None) -> date | None:
        if d is None:
            return None
        return d.replace(year=year, day=min(d.day, calendar.monthrange(year, d.month)[1]))

    return Stretch(moved(s.first), moved(s.last))


def _point(text: str) -> tuple[date, date, bool] | None:
    found = POINT.fullmatch(text)
    if not found:
        return None
    year, month, day = found.groups()
    yearless = year == "XXXX"
    low, high = (4, 4) if yearless else (int(year.replace("X", "0")), int(year.replace("X", "9")))
    try:
        if day:
            return date(low, int(month), int(day)), date(high, int(month), int(day)), yearless
        if month:
            return date(low, int(month), 1), date(high, int(month), calendar.monthrange(high, int(month))[1]), yearless
        return date(max(low, 1), 1, 1), date(max(high, 1), 12, 31), yearless
    except ValueError:
        return None
