"""Dates that hang on another date: "yesterday", "on Wednesday", "last June", "the following day", "two weeks later".

Comes in: a sentence's bounds in a text. Goes out: matches, each with the function that reads it against a setting. It
never resolves an expression whose anchor is missing: the reading then has no value.
"""

from __future__ import annotations

import re
from datetime import date

from kg.dates.reading import GRAINS, Reader, Reading, Setting, Week, of_day, range_values, shift_days, unit_values
from kg.dates.values import bounds, shifted
from kg.dates.words import (
    DASH,
    MONTH,
    OF_MONTHS,
    OF_SEASONS,
    OF_UNITS,
    OF_WEEKDAYS,
    SEASONS,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    Cue,
    month_number,
)

_DEICTIC = {
    "the day before yesterday": -2,
    "the night before last": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "this noon": 0,
    "this forenoon": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


_THAT_WEEK = 4  # days behind a day told in the text that a weekday without more words is rather of than before it
_SINCE = re.compile(r"(?i)\bsince\s+(?:on\s+)?$")


def _made(match: re.Match[str], day: date | None, lean: int = 0) -> Reading:
    """A reading of one day; without it, of nothing."""
    return Reading(match.start(), match.end(), of_day(day) if day else (), "day", day is not None, lean)


def _deictic(match: re.Match[str], setting: Setting) -> Reading | None:
    days = _DEICTIC[" ".join(match[0].casefold().split())]
    lean = (days > 0) - (days < 0)
    if setting.week is not None and setting.week.told:
        return Reading(match.start(), match.end(), (), "day", False, lean)  # the article's day is another
    if setting.open_day is not None:
        values = shifted(setting.open_day, days)
        return Reading(match.start(), match.end(), values, "day", bool(values), lean)
    return _made(match, shift_days(setting.anchor, days) if setting.anchor else None, lean)


def _weekday_values(number: int, how: str, setting: Setting, length: int = 0) -> tuple[str, ...]:
    """The day that a weekday with its modifier means, or so many days from it on; nothing without an anchor."""
    week = setting.known_week
    if week is None:
        return ()
    days = shifted(week.day, _steps(number, how, week, setting))
    if not (days and length):
        return days
    last = shifted(days[0], length)
    return range_values(days[0], last[0]) if last else ()


def _steps(number: int, how: str, week: Week, setting: Setting) -> int:
    """How many days a weekday lies behind (before) the day of a known one: by its modifier and the tense; beside a day
    that the text tells of, within the days around it.
    """
    if how.endswith(" week"):
        return number - week.weekday + {"last": -7, "this": 0, "next": 7}[how.split()[0]]
    back, ahead = (week.weekday - number) % 7, (number - week.weekday) % 7
    if how in {"last", "past", "this past"}:
        return -(back or 7)
    if how == "next":
        return ahead or 7
    if week.told:
        return ahead if ahead <= _THAT_WEEK else -back
    if setting.forward or (how in {"this", "coming", "this coming"} and setting.tense != "past"):
        return ahead
    return ahead if setting.tense == "either" and ahead < back else -back


def _how(match: re.Match[str]) -> str:
    words = match["how"] or match["week"] or ""
    return " ".join(words.casefold().replace("of ", "").replace("the ", "").split())


def _weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    how = _how(match) or ("last" if _SINCE.search(match.string, max(0, match.start() - 12), match.start()) else "")
    lean = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(how.removeprefix("this ").removesuffix(" week"), 0)
    values = _weekday_values(WEEKDAY_NUMBERS[match["w"].casefold()], how, setting)
    return Reading(match.start(), match.end(), values, "day", bool(values), lean)


def _weekdays(match: re.Match[str], setting: Setting) -> Reading | None:
    first, last = WEEKDAY_NUMBERS[match["w1"].casefold()], WEEKDAY_NUMBERS[match["w2"].casefold()]
    length = (last - first) % 7
    between = re.search(r"(?i)\bbetween\s+$", match.string[max(0, match.start() - 9) : match.start()])
    if length == 0 or (" and " in match[0] and length != 1 and not between):
        return None
    values = _weekday_values(first, _how(match), setting, length)
    return Reading(match.start(), match.end(), values, "range", bool(values))


def _unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "last month", "this week", "later this year", "next weekend"."""
    unit = match["unit"].casefold()
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(match["how"].casefold().split()[-1], 0)
    if unit == "weekend" and setting.tense == "past" and setting.anchor is not None and setting.anchor.weekday() < 5:
        step = step or -1  # "ended this weekend", told on a weekday: the one just over
    lean = step or {"earlier": -1, "later": 1}.get((match["part"] or "").casefold().strip(), 0)
    values = unit_values(setting.anchor, unit, step) if setting.anchor else ()
    return Reading(match.start(), match.end(), values, GRAINS[unit], bool(values), lean)


def _before_last(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the week before last", "the weekend after next"."""
    unit, step = match["unit"].casefold(), -2 if match["way"].casefold().startswith("before") else 2
    values = unit_values(setting.anchor, unit, step) if setting.anchor else ()
    return Reading(match.start(), match.end(), values, GRAINS[unit], bool(values), step // 2)


def _weekend(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "over the weekend": the one that the tense points to, the last one that began without it."""
    values = _weekday_values(WEEKDAY_NUMBERS["saturday"], "", setting, 1)
    return Reading(match.start(), match.end(), values, "range", bool(values))


def _last_next(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "last June", "next September", "this autumn": the nearest on that side of the anchor."""
    how, name = match["how"].casefold().split()[-1], match["name"]
    step = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(how, 0)
    grain = "season" if name.casefold() in SEASONS else "month"
    number = SEASONS[name.casefold()] if grain == "season" else month_number(name)
    if setting.anchor is None:
        return Reading(match.start(), match.end(), (), GRAINS[grain], False, step)
    year = _nearest_year(setting.anchor, f"{number:02d}", step)
    values = (f"{year:04d}-{number:02d}",) + ((f"{year:04d}",) if grain == "season" else ())
    return Reading(match.start(), match.end(), values, GRAINS[grain], True, step)


def _nearest_year(anchor: date, month: str, step: int) -> int:
    """The year of the last (next) such month or season that is over (to come); for "this", the anchor's."""
    limits = bounds(f"{anchor.year:04d}-{month}")
    if step == 0 or limits is None or (limits[1] < anchor if step < 0 else limits[0] > anchor):
        return anchor.year
    return anchor.year + step


def _vague(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "in the coming days", "in recent weeks": a time that no value tells."""
    return Reading(match.start(), match.end(), (), "month", False)


def _bare_season(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "in the autumn", "late in the spring": by the tense; unresolved without one or an anchor."""
    number = SEASONS[match["name"].casefold()]
    if setting.anchor is None or setting.tense == "unknown":
        return Reading(match.start(), match.end(), (), "season")
    ahead = setting.forward
    limits = bounds(f"{setting.anchor.year:04d}-{number}")
    passed = limits is not None and (limits[1] < setting.anchor if ahead else limits[0] > setting.anchor)
    year = setting.anchor.year + ((1 if ahead else -1) if passed else 0)
    return Reading(match.start(), match.end(), (f"{year:04d}-{number}", f"{year:04d}"), "season", True)


_OF_NOW: Cue = ("day", "night", "this", "tomorrow")
_NOT_NAME = r"(?!\s+(?:Times|Telegraph|Mirror|Express|Post|School|Club|Group)\b)(?!s\b)"
_NO_HOLIDAY = r"(?<!Ash )(?<!Good )(?<!Black )(?<!Bloody )(?<!Palm )(?<!Holy )(?<!Easter )(?<!every )(?<!each )"
_WEEKDAY_HOW = r"(?:(?P<how>(?i:last|next|this past|this coming|this|past|coming))\s+)?"
_WEEK = r"(?:,?\s+(?P<week>(?i:(?:of\s+)?(?:last|this|next)\s+week|last(?=[.,;)]|$))))?"
_TO = rf"(?:{DASH}|\s+(?:to|until|till|through|and)\s+)"
_NAMES = rf"(?P<name>{MONTH}|(?i:{'|'.join(SEASONS)}))(?!\w)(?!\s+\d)"
_PART = r"(?:(?i:early|late|mid|later|earlier|(?:at\s+)?the\s+(?:end|beginning|start)\s+of)[\s-]+)?"
_SIDE = r"(?P<how>(?i:last|next|this|this\s+past|this\s+coming))\s+"
_SEASON_CUE = (
    r"(?i:(?:(?<=\bin)|(?<=\buntil)|(?<=\bsince)|(?<=\bby))\s+(?:the\s+)?|"
    r"\b(?:early|late|mid)[\s-]+(?:in\s+)?(?:the\s+)?)"
)
_VAGUE = (
    r"(?=\s)(?i:(?<=\bin)|(?<=\bover)|(?<=\bduring)|(?<=\bwithin))\s+(?i:(?:the\s+)?(?:coming|next|recent|past|last|following)\s+"
    r"(?:few\s+|several\s+|couple\s+of\s+)?(?:days|weeks|months)|the\s+near\s+future)\b"
)
_NEXT = r"(?=[,.;)]|\s+(?:and|when|after|before|as|at|with|to|by|in)\b|$)"

PATTERNS: tuple[tuple[re.Pattern[str], Reader, Cue], ...] = tuple(
    (re.compile(pattern), reader, cue)
    for pattern, reader, cue in (
        (rf"(?i:\b(?:{'|'.join(_DEICTIC).replace(' ', chr(92) + 's+')})\b)", _deictic, _OF_NOW),
        (rf"{_NO_HOLIDAY}\b{_WEEKDAY_HOW}(?P<w>{WEEKDAY}){_NOT_NAME}{_WEEK}", _weekday, OF_WEEKDAYS),
        (rf"\b{_WEEKDAY_HOW}(?P<w1>{WEEKDAY}){_TO}(?P<w2>{WEEKDAY}){_WEEK}", _weekdays, OF_WEEKDAYS),
        (
            r"(?<!\bthe\s)\b(?i:(?P<part>earlier|later|early|late|(?:at\s+)?the\s+(?:end|beginning|start)\s+of)\s+)?"
            r"(?P<how>(?i:last|next|this|this\s+coming|this\s+past))\s+(?P<unit>(?i:week|month|year|weekend))\b(?!-)",
            _unit,
            OF_UNITS,
        ),
        (
            r"\b(?i:the\s+(?P<unit>week|weekend|month|year)\s+(?P<way>before\s+last|after\s+next))\b",
            _before_last,
            OF_UNITS,
        ),
        (_VAGUE, _vague, (*OF_UNITS, "future")),
        (r"(?=\s)(?i:(?<=\bover)|(?<=\bat)|(?<=\bon))\s+the\s+weekend\b(?!-)", _weekend, ("weekend",)),
        (rf"\b{_PART}{_SIDE}(?:(?i:early|late)\s+)?{_NAMES}", _last_next, OF_MONTHS + OF_SEASONS),
        (rf"{_SEASON_CUE}(?P<name>(?i:{'|'.join(SEASONS)}))\b{_NEXT}", _bare_season, OF_SEASONS),
    )
)
