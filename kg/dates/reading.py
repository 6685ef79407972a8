"""What a date expression is read against, what comes out of one, and the inference of years.

Comes in: the article's date, the tense, a date mentioned before. Goes out: readings (span, EDTF values, grain). It
holds no pattern and never chooses a year without an anchor or a hint.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from kg.dates.values import bounds

Tense = Literal["past", "future", "either", "unknown"]  # either: the nearest, on whichever side
Grain = Literal["day", "range", "month", "year", "season", "relative", "duration", "open"]

GRAINS: dict[str, Grain] = {
    "week": "range",
    "weekend": "range",
    "month": "month",
    "year": "year",
    "season": "season",
}

_SOON = timedelta(days=60)  # a day so near ahead is rather meant than one of long ago
_LONG_AGO = timedelta(days=240)
_SLACK = timedelta(days=3)  # a past event may be dated shortly after the anchor, by time zones and late updates


@dataclass(frozen=True, slots=True)
class Week:
    """A day (YYYY-MM-DD, or XXXX-MM-DD) and its weekday (Monday 0), from which weekdays count in an article without a
    date of its own; `told`: the day of something that happened, not the article's.
    """

    day: str
    weekday: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """The anchor (publication date), the clause's tense, the day mentioned last, a year to use without an anchor.

    `latest` is the date mentioned last, of whatever grain: years and months count from it, days from `previous`.
    `open_day` (XXXX-MM-DD) is the article's day where nothing tells its year, `week` what weekdays count from.
    """

    anchor: date | None
    tense: Tense
    previous: str | None
    year_hint: date | None
    latest: str | None = None
    open_day: str | None = None
    week: Week | None = None

    def base(self, unit: str) -> str | None:
        """The date from which so many of a unit are counted."""
        return self.previous if unit in {"day", "week", "fortnight"} else self.latest or self.previous

    @property
    def told_year(self) -> int | None:
        """The year that a story of long ago is in: that of the day mentioned last, two years back or more."""
        year = (self.previous or "")[:4]
        if self.tense != "past" or self.anchor is None or not year.isdigit():
            return None
        return int(year) if int(year) <= self.anchor.year - 2 else None

    def after(self, edtf: str) -> Setting:
        """The setting once this date has been mentioned."""
        has_day = any(len(end.rstrip("~")) == 10 for end in edtf.split("/"))
        return replace(self, previous=edtf if has_day or self.previous is None else self.previous, latest=edtf)

    @property
    def known_week(self) -> Week | None:
        """What weekdays count from: the anchor; where only the text tells a day, the one mentioned last."""
        if self.week is None:
            return Week(self.anchor.isoformat(), self.anchor.weekday()) if self.anchor is not None else None
        day = _full_day(self.previous) if self.week.told else None
        return Week(day.isoformat(), day.weekday(), told=True) if day is not None else self.week

    @property
    def forward(self) -> bool:
        """Whether the clause looks ahead."""
        return self.tense == "future"


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression read: `edtf` best first; `lean` is -1 for past, 1 for future wording; `duration` is ISO 8601."""

    start: int
    end: int
    edtf: tuple[str, ...]
    grain: Grain
    resolved: bool = False
    lean: int = 0
    days: int | None = None
    duration: str | None = None

    def moved(self, start: int) -> Reading:
        """The same reading with another start."""
        return replace(self, start=start)


Reader = Callable[[re.Match[str], Setting], Reading | None]


def _full_day(value: str | None) -> date | None:
    """The day of an EDTF value that is one, else None."""
    try:
        return date.fromisoformat(value) if value is not None and len(value) == len("2000-01-01") else None
    except ValueError:
        return None


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def year_for(setting: Setting, month: int, day: int | None) -> int | None:
    """The year of a month (and day) given without one: by the anchor and tense, else the hint, else None."""
    if setting.anchor is None:
        return _hinted(setting.year_hint, month, day)
    anchor, near = setting.anchor, setting.anchor.year
    told = setting.told_year
    if told is not None and is_day(told, month, day or 1):
        return told
    years = [y for y in (near - 1, near, near + 1) if is_day(y, month, day or 1)]
    if setting.tense == "past":
        soon = [y for y in years if day and _SLACK < date(y, month, day) - anchor < _SOON]
        years = [y for y in years if date(y, month, day or 1) <= _plus(anchor, _SLACK)]
        last = max(years, default=None)
        ahead = soon and (last is None or day is None or anchor - date(last, month, day) > _LONG_AGO)
        return soon[0] if ahead else last  # a day of ten months ago is told with its year
    if setting.tense == "future":
        years = [y for y in years if _end(y, month, day) >= _plus(anchor, -_SLACK)]
        return min(years, default=None)
    return min(years, key=lambda y: (abs(date(y, month, day or 15) - anchor), y), default=None)


def _hinted(hint: date | None, month: int, day: int | None) -> int | None:
    """The year of the one full day that an article gives, or the one beside it that brings a day much nearer to it."""
    if hint is None or not is_day(hint.year, month, day or 1):
        return None
    years = [y for y in (hint.year - 1, hint.year, hint.year + 1) if is_day(y, month, day or 1)]
    nearest = min(years, key=lambda y: (abs(date(y, month, day or 15) - hint), y))
    close = abs(date(nearest, month, day or 15) - hint) < _SOON
    far = abs(date(hint.year, month, day or 15) - hint) > _LONG_AGO
    return nearest if close and far else hint.year


def _end(year: int, month: int, day: int | None) -> date:
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _plus(day: date, delta: timedelta) -> date:
    try:
        return day + delta
    except OverflowError:
        return day


def day_values(year: int | None, month: int, day: int) -> tuple[str, ...]:
    """EDTF of a day, then of its month; of an open year the day alone."""
    if year is None:
        return (f"XXXX-{month:02d}-{day:02d}",)
    return (f"{year:04d}-{month:02d}-{day:02d}", f"{year:04d}-{month:02d}")


def of_day(day: date) -> tuple[str, ...]:
    """EDTF of a calendar day, then of its month."""
    return day_values(day.year, day.month, day.day)


def month_value(year: int | None, month: int) -> str:
    """EDTF of a month, the year open if None."""
    return f"XXXX-{month:02d}" if year is None else f"{year:04d}-{month:02d}"


def range_values(first: str, last: str) -> tuple[str, ...]:
    """EDTF of an interval, then of the month or year that holds it whole."""
    values = [f"{first}/{last}"]
    if "XXXX" not in first and first[:7] == last[:7] and len(first) == len(last) == 10:
        values.append(first[:7])
    elif "XXXX" not in first and first[:4] == last[:4] and len(first) > 4:
        values.append(first[:4])
    return tuple(values)


def lean_of(value: str, anchor: date | None) -> int:
    """-1 where the value lies before the anchor, 1 where after it, else 0."""
    limits = bounds(value)
    if anchor is None or limits is None:
        return 0
    return -1 if limits[1] < anchor else 1 if limits[0] > anchor else 0


def shift_days(day: date, days: int) -> date | None:
    """So many days later (earlier); None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """So many months later (earlier), on the same day or the month's last; None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_values(anchor: date, unit: str, step: int) -> tuple[str, ...]:
    """EDTF of the week, weekend, month or year that lies `step` units from the anchor's."""
    if unit in {"week", "weekend"}:
        start = shift_days(anchor, 7 * step - anchor.weekday() + (5 if unit == "weekend" else 0))
        end = shift_days(start, 1 if unit == "weekend" else 6) if start else None
        return range_values(start.isoformat(), end.isoformat()) if start and end else ()
    moved = shift_months(anchor, step * (12 if unit == "year" else 1))
    if moved is None:
        return ()
    return (f"{moved.year:04d}",) if unit == "year" else (month_value(moved.year, moved.month),)


def one_unit(first: date, last: date, unit: str) -> tuple[str, ...]:
    """The one month, year or week that holds both days, if one does."""
    if unit == "year":
        return (f"{first.year:04d}",) if first.year == last.year else ()
    if unit == "month":
        return (month_value(first.year, first.month),) if (first.year, first.month) == (last.year, last.month) else ()
    return unit_values(first, "week", 0) if last - first < timedelta(days=7) else ()
