"""Dates counted from a date of the text, and lengths of time: "the following day", "two weeks later", "on the 21st".

Comes in: a sentence's bounds in a text. Goes out: matches, each with the function that reads it against a setting. It
never counts from a date that is not given: the reading then has no value.
"""

from __future__ import annotations

import re

from kg.dates.reading import (
    GRAINS,
    Reader,
    Reading,
    Setting,
    day_values,
    is_day,
    month_value,
    of_day,
    one_unit,
    range_values,
    shift_days,
    shift_months,
)
from kg.dates.values import bounds, shifted
from kg.dates.words import (
    COUNT,
    DAY,
    MONTH,
    OF_MONTHS,
    OF_NUMBERS,
    OF_UNITS,
    Cue,
    count_number,
    day_number,
    month_number,
)

_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
PARTS_OF_DAY = ("morning", "afternoon", "evening", "night", "noon")
_ISO_UNITS = {"day": "D", "week": "W", "fortnight": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M"}


def _same(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the same day", "that month", "later in the day": the date mentioned last, cut to the unit."""
    unit = _unit_of(match)
    if unit == "day":
        values = shifted(setting.previous, 0) if setting.previous else ()
    else:
        base = setting.base(unit)
        limits = bounds(base) if base else None
        values = one_unit(limits[0], limits[1], unit) if limits else ()
    return Reading(match.start(), match.end(), values, "relative", bool(values))


def _in_same_year(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "November of that year", "5 May of the same year": in the year of the date mentioned last."""
    limits = bounds(setting.base("year") or "")
    month = month_number(match["name"])
    if limits is None or limits[0].year != limits[1].year:
        return Reading(match.start(), match.end(), (), "month")
    day = match["before"] or match["after"]
    if day is None:
        return Reading(match.start(), match.end(), (month_value(limits[0].year, month),), "month", True)
    if not is_day(limits[0].year, month, day_number(day)):
        return None
    return Reading(match.start(), match.end(), day_values(limits[0].year, month, day_number(day)), "day", True)


def _stepped(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the following day", "the month before", "two weeks later": counted from the date mentioned last."""
    groups = match.groupdict()
    unit, count = _unit_of(match), count_number(groups.get("count") or "1")
    direction = -1 if match["way"].casefold() in {"before", "earlier", "previous", "preceding"} else 1
    vague = groups.get("vague") or _tied(match)
    values = () if vague else _step_values(setting.base(unit), unit, direction * count)
    return Reading(match.start(), match.end(), values, "relative", bool(values), 0)


def _unit_of(match: re.Match[str]) -> str:
    """The unit that a match counts in; a part of the day is one of its day."""
    unit = match["unit"].casefold().rstrip("s")
    return "day" if unit in PARTS_OF_DAY else unit


def _tied(match: re.Match[str]) -> bool:
    """Whether "the day before" counts from what follows ("the day before the vote") instead of from an earlier date."""
    after = match.string[match.end() : match.end() + 24]
    return match["way"].casefold() in {"before", "after"} and bool(
        re.match(r"\s+(?!(?:by|in|at|on|to|when|with|and|but|as|or|was|were|had|has|is|said|that)\b)\w", after)
    )


def _step_values(previous: str | None, unit: str, steps: int) -> tuple[str, ...]:
    if previous and unit in _UNIT_DAYS:
        return shifted(previous, steps * _UNIT_DAYS[unit])
    limits = bounds(previous) if previous else None
    if limits is None:
        return ()
    start = one_unit(limits[0], limits[1], unit)
    moved = shift_months(limits[0], steps * (12 if unit == "year" else 1)) if start else None
    return one_unit(moved, moved, unit) if moved else ()


def _ago(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "three days ago" is a day; "two weeks ago" about a day; months and years ago are months and years; so are
    those "from now".
    """
    lean = 1 if match["ahead"] else -1
    unit = match["unit"].casefold().rstrip("s")
    if setting.anchor is None or match["vague"]:
        return Reading(match.start(), match.end(), (), "relative", False, lean)
    count = lean * count_number(match["count"])
    if unit in _UNIT_DAYS:
        day = shift_days(setting.anchor, count * _UNIT_DAYS[unit])
        values = of_day(day) if day else ()
        if values and unit != "day":
            values = (f"{values[0]}~", *values[1:])
        return Reading(match.start(), match.end(), values, "day", bool(values), lean)
    moved = shift_months(setting.anchor, count * (12 if unit == "year" else 1))
    values = one_unit(moved, moved, unit) if moved else ()
    return Reading(match.start(), match.end(), values, GRAINS[unit], bool(values), lean)


def _duration(match: re.Match[str], setting: Setting) -> Reading | None:
    unit = match["unit"].casefold().rstrip("s")
    count = count_number(match["count"])
    weeks = 2 * count if unit == "fortnight" else count
    time = "T" if unit in {"hour", "minute"} else ""
    days = count * _UNIT_DAYS[unit] if unit in _UNIT_DAYS else None
    duration = f"P{time}{weeks}{_ISO_UNITS[unit]}"
    return Reading(match.start(), match.end(), (), "duration", False, 0, days, duration)


def _ordinal_day(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "on the 21st": in the month of the date mentioned last, else the nearest such day that the tense points to;
    "the 5th of this month", "the 5th inst.": in that month.
    """
    day, month = day_number(match["d"]), _month_for(match, setting, day_number(match["d"]))
    year = None if month is None or month.startswith("X") else int(month[:4])
    if month is None or not is_day(year or 2000, int(month[5:]), day):
        return Reading(match.start(), match.end(), (), "relative")
    return Reading(match.start(), match.end(), day_values(year, int(month[5:]), day), "relative", True)


def _ordinal_days(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "from the 17th to the 20th", "between the 24th and the 28th of this month"."""
    first, last = day_number(match["d"]), day_number(match["to"])
    month = _month_for(match, setting, last)
    year = None if month is None or month.startswith("X") else int(month[:4])
    if month is None or first >= last or not is_day(year or 2000, int(month[5:]), last):
        return Reading(match.start(), match.end(), (), "relative")
    ends = [day_values(year, int(month[5:]), day)[0] for day in (first, last)]
    return Reading(match.start(), match.end(), range_values(*ends), "range", True)


def _month_for(match: re.Match[str], setting: Setting, day: int) -> str | None:
    """The month of a day told by its number alone."""
    of, anchor = "this" if match["inst"] else match["of"], setting.anchor
    if of:
        steps = {"last": -1, "this": 0, "next": 1}[of.casefold()]
        base = shift_months(anchor.replace(day=1), steps) if anchor is not None else None
        return month_value(base.year, base.month) if base else None
    if setting.previous:
        return _month_of(setting.previous)
    if anchor is None or setting.tense not in {"past", "future"}:
        return None
    over = day <= anchor.day if setting.tense == "past" else day >= anchor.day
    base = shift_months(anchor.replace(day=1), 0 if over else -1 if setting.tense == "past" else 1)
    return month_value(base.year, base.month) if base else None


def _month_of(edtf: str) -> str | None:
    """YYYY-MM (or XXXX-MM) where all ends of the value lie in one month."""
    months = {found[0] for part in edtf.split("/") if (found := re.match(r"(?:\d{4}|XXXX)-(?:0[1-9]|1[0-2])", part))}
    return months.pop() if len(months) == 1 else None


_OF_DAY = "|".join(PARTS_OF_DAY)
_UNITS = r"(?P<unit>days?|weeks?|fortnights?|months?|years?)"
_SPAN = r"(?P<unit>days?|weeks?|fortnights?|months?|years?|hours?|minutes?)"
_NEXT = r"(?=[,.;)]|\s+(?:and|when|after|before|as|at|with|to|by|in)\b|$)"
_VAGUE = r"(?:(?P<vague>a\s+few|several|some|many)|(?P<count>{COUNT}))".replace("{COUNT}", COUNT)
_NUMBERED = r"the\s+(?P<d>(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th))"
_OF_MONTH = rf"(?:\s+of\s+(?P<of>this|last|next)\s+month\b|\s+(?P<inst>inst(?:\.|ant\b))|{_NEXT})"

PATTERNS: tuple[tuple[re.Pattern[str], Reader, Cue], ...] = tuple(
    (re.compile(pattern), reader, cue)
    for pattern, reader, cue in (
        (
            rf"(?<![\w.,-])(?:(?P<before>{DAY})\s+)?(?P<name>{MONTH})(?:\s+(?P<after>{DAY}))?,?\s+"
            r"(?i:(?:of\s+)?(?:that(?:\s+same)?|the\s+(?:very\s+)?same)\s+year)\b",
            _in_same_year,
            OF_MONTHS,
        ),
        (
            r"\b(?i:(?:(?:later|earlier)\s+(?:on\s+)?)?(?:the\s+(?:very\s+)?same|that(?:\s+same)?)|"
            rf"(?:later|earlier)\s+in\s+the)\s+(?P<unit>(?i:day|week|month|year|{_OF_DAY}))\b(?!-)",
            _same,
            (*OF_UNITS, *PARTS_OF_DAY),
        ),
        (
            rf"\b(?i:the\s+(?P<way>previous|preceding|following|next)\s+"
            rf"(?P<unit>day|week|month|year|{_OF_DAY}))\b(?!-)",
            _stepped,
            (*OF_UNITS, *PARTS_OF_DAY),
        ),
        (
            rf"\b(?i:the\s+(?P<unit>day|week|month|year|{_OF_DAY})\s+(?P<way>before|after|earlier))\b",
            _stepped,
            (*OF_UNITS, *PARTS_OF_DAY),
        ),
        (
            rf"(?<![\w.,-])(?i:{_VAGUE}\s+{_UNITS}\s+(?P<way>later|earlier|before|after|afterwards))\b",
            _stepped,
            OF_UNITS,
        ),
        (rf"(?<![\w.,-])(?i:{_VAGUE}\s+{_UNITS}\s+(?:ago|(?P<ahead>from\s+now)))\b", _ago, OF_UNITS),
        (
            rf"(?<![\w.,-])(?i:(?!an?\b)(?P<count>{COUNT})(?:\s+|[-‑](?:and[-‑])?){_SPAN})\b(?![\s-]old)",
            _duration,
            OF_UNITS,
        ),
        (
            rf"(?=\s)(?i:(?<=\bfrom)|(?<=\bbetween))\s+{_NUMBERED}\s+(?:to|until|till|and)\s+"
            rf"{_NUMBERED.replace('<d>', '<to>')}{_OF_MONTH}",
            _ordinal_days,
            OF_NUMBERS,
        ),
        (
            rf"(?=\s)(?i:(?<=\bon)|(?<=\buntil)|(?<=\bsince)|(?<=\bfrom))\s+(?:(?i:the\s+(?:{_OF_DAY})\s+of)\s+)?"
            rf"{_NUMBERED}{_OF_MONTH}",
            _ordinal_day,
            OF_NUMBERS,
        ),
    )
)
