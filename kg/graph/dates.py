"""EDTF dates bounded by days.

Comes in: an EDTF string of level 0 or 1 as a claim holds it. Goes out: the first and the last day it can mean, each
None where the string leaves it open. It never guesses a year and never raises: what it cannot read has no bounds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(?P<year>\d{3}[\dX]|\d\dXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[?~%]?")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}

Bounds = tuple[date | None, date | None]


def bounds(text: str) -> Bounds:
    """First and last day of an EDTF date or interval; "XXXX-08-16" and the open ends ".." and "" have none."""
    first, slash, last = text.strip().partition("/")
    if not slash:
        return _bounds_of_one(first)
    return _bounds_of_one(first)[0], _bounds_of_one(last)[1]


def _bounds_of_one(text: str) -> Bounds:
    found = _DATE.fullmatch(text)
    if found is None:
        return None, None
    years = int(found["year"].replace("X", "0")), int(found["year"].replace("X", "9"))
    months = _months(found["month"])
    try:
        if found["day"] is None or found["day"] == "XX":
            return date(years[0], months[0], 1), date(years[1], months[1], monthrange(years[1], months[1])[1])
        if months[0] != months[1]:
            return date(years[0], 1, 1), date(years[1], 12, 31)
        return date(years[0], months[0], int(found["day"])), date(years[1], months[1], int(found["day"]))
    except (ValueError, IndexError):
        return None, None


def _months(text: str | None) -> tuple[int, int]:
    if text is None or text == "XX":
        return 1, 12
    month = int(text)
    # Seasons carry no hemisphere in EDTF; winter (24) lies in two years, so it is bounded by the whole year.
    return _SEASON_MONTHS.get(month, (1, 12)) if 21 <= month <= 24 else (month, month)
