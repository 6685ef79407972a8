"""EDTF values (levels 0 and 1): checked, bounded, compared and composed.

Comes in: EDTF strings, calendar dates. Goes out: bounds, overlaps and new EDTF strings. It never reads a text and
never fills in a year, month or day that a value leaves open.

Source: Extended Date/Time Format (EDTF) Specification, Library of Congress, 2019.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_VALUE = re.compile(r"(?P<y>\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?P<m>\d{2}|XX)(?:-(?P<d>\d{2}|XX))?)?[~?%]?", re.ASCII)
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_YEARS = re.compile(r"\d{4}/\d{4}", re.ASCII)
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}", re.ASCII)
_A_YEAR = 366  # days
Bounds = tuple[date, date]


def is_edtf(value: str) -> bool:
    """Whether `value` is an EDTF string of level 0 or 1 as the library `edtf` reads it, with its ends in order."""
    from edtf import parse_edtf  # 0.2 s to import

    parts = value.split("/")
    if len(parts) > 2 or not all(part == ".." or _is_simple(part) for part in parts) or parts == ["..", ".."]:
        return False
    try:
        parse_edtf(value)
    except Exception:  # the library raises its parser's own errors as well as ValueError
        return False
    limits = bounds(value)
    return limits is None or limits[0] <= limits[1]


def _is_simple(part: str) -> bool:
    found = _VALUE.fullmatch(part)
    if found is None or "X" in f"{found['m']}{found['d']}":
        return found is not None and bool(found["m"] or found["d"])
    month, day = int(found["m"] or 1), int(found["d"] or 1)
    if 21 <= month <= 24:
        return found["d"] is None
    year = int(found["y"]) if found["y"].isdigit() else 2000
    return 1 <= month <= 12 and day >= 1 and year >= 1 and day <= calendar.monthrange(year, month)[1]


def bounds(edtf: str) -> Bounds | None:
    """The earliest and the latest day that `edtf` allows, both included; None if its year is open or it is no EDTF.

    An open end is bounded by date.min or date.max. A season runs over its months of the northern hemisphere.
    """
    if "/" in edtf:
        left, _, right = edtf.partition("/")
        first, last = bounds(left) if left != ".." else None, bounds(right) if right != ".." else None
        if (first is None and left != "..") or (last is None and right != ".."):
            return None
        return (first[0] if first else date.min), (last[1] if last else date.max)
    found = _VALUE.fullmatch(edtf)
    if found is None or not _is_simple(edtf) or found["y"].startswith("X"):
        return None
    return _simple_bounds(found["y"], found["m"], found["d"])


def _simple_bounds(year: str, month: str | None, day: str | None) -> Bounds:
    low, high = int(year.replace("X", "0")) or 1, int(year.replace("X", "9"))
    if month is None or month == "XX":
        return date(low, 1, 1), date(high, 12, 31)
    if int(month) in _SEASON_MONTHS:
        first, last = _SEASON_MONTHS[int(month)]
        high, last = (high + 1, last - 12) if last > 12 and high < date.max.year else (high, min(last, 12))
    else:
        first = last = int(month)
    if day is None or day == "XX":
        return date(low, first, 1), date(high, last, calendar.monthrange(high, last)[1])
    return date(low, first, int(day)), date(high, last, int(day))


def overlap(a: str, b: str) -> bool:
    """Whether some day satisfies both values; an open year is any year, so XXXX-08-16 overlaps 2031-08."""
    if "XXXX" in a and "XXXX" in b:
        a, b = a.replace("XXXX", "2000"), b.replace("XXXX", "2000")
    elif "XXXX" in b:
        a, b = b, a
    other = bounds(b)
    if other is None:
        return False
    if "XXXX" not in a:
        mine = bounds(a)
        return mine is not None and _meet(mine, other)
    # Every four years hold each day of the calendar, so eight years from the start of an open range suffice.
    years = range(other[0].year, min(other[1].year, other[0].year + 8) + 1)
    filled = (bounds(a.replace("XXXX", f"{year:04d}")) for year in years)
    return any(mine is not None and _meet(mine, other) for mine in filled)


def _meet(a: Bounds, b: Bounds) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def interval(first: str, last: str) -> str:
    """The EDTF interval from `first` to `last`, of ranges their outer ends; equal ends give the value itself."""
    left, right = first.split("/")[0], last.split("/")[-1]
    return left if left == right else f"{left}/{right}"


def with_duration(edtf: str, days: int, *, ending: bool = False) -> str:
    """The interval of `days` days that begins (or, with `ending`, ends) on the day `edtf`; other values come back as
    they are.
    """
    found = _VALUE.fullmatch(edtf)
    if days < 2 or found is None or not _is_simple(edtf) or not (found["d"] or "").isdigit():
        return edtf
    other = shifted(edtf, 1 - days if ending else days - 1)
    if not other:
        return edtf
    return f"{other[0]}/{found[0].rstrip('~?%')}" if ending else f"{found[0].rstrip('~?%')}/{other[0]}"


def shifted(edtf: str, days: int) -> tuple[str, ...]:
    """The day so many days after (before) a day or a range of days, and its month; empty where it is neither.

    An open year stays open, and gives nothing across its end.
    """
    found = _VALUE.fullmatch(edtf.split("/")[-1 if days > 0 else 0])
    if found is None or not _is_simple(found[0]) or not (found["d"] or "").isdigit():
        return ()
    open_year = found["y"] == "XXXX"
    if not open_year and not found["y"].isdigit():
        return ()
    try:
        day = date(2000 if open_year else int(found["y"]), int(found["m"]), int(found["d"]))
        moved = day + timedelta(days=days)
    except (ValueError, OverflowError):
        return ()
    if open_year:
        return (f"XXXX{moved.isoformat()[4:]}",) if moved.year == day.year else ()
    return moved.isoformat(), moved.isoformat()[:7]


def covers_years(value: str) -> bool:
    """Whether a value is a period of years, as that of an agreement or from a founding to its anniversary: no time at
    which something is done.
    """
    limits = bounds(value) if _DAYS.fullmatch(value) else None
    return _YEARS.fullmatch(value) is not None or (limits is not None and (limits[1] - limits[0]).days > _A_YEAR)
