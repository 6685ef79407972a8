"""Dates that name a day, month, season or year: "3 March 2031", "Nov. 8–9", "late October", "2041-2045".

Comes in: a sentence's bounds in a text. Goes out: matches, each with the function that reads it against a setting. It
never reads words that depend on another date, and takes no number for a year without a cue.
"""

from __future__ import annotations

import re
from datetime import date

from kg.dates.reading import Reader, Reading, Setting, day_values, is_day, month_value, range_values, year_for
from kg.dates.words import (
    DASH,
    DAY,
    MONTH,
    OF_MONTHS,
    OF_SEASONS,
    OF_YEARS,
    SEASONS,
    TO_OR_AND,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
    Cue,
    day_number,
    month_number,
)

_EDGE = r"(?<![\w/:$€£#@])(?<![\d][.,\-–])"
_OF = r"(?:,?\s+(?:of\s+)?|\s+of\s+)"
_YEARISH = rf"(?:,?\s+(?:of\s+|in\s+)?(?P<y>{YEAR}|(?:this|last|next|that|the\s+same)\s+year(?!['’\w])))?"
_INNER = rf"(?:,?\s+(?P<y1>{YEAR}))?"
_WEEKDAY = rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT})\s*[,(]?\s*)?(?:the\s+)?"
_PART = (
    r"(?:(?i:(?:the\s+)?(?:beginning|start|end|middle|month|(?:first|second|latter)\s+half|"
    r"(?:first|second|third|last)\s+week)\s+of|(?:early|mid|late)(?:\s+in)?(?:\s+the)?)[\s\-–]+)"
)
# Such a pattern begins with a look at the white space that it takes: looking back from every letter takes long.
_CUE = r"(?=\s)(?i:(?<=\bin)|(?<=\bsince)|(?<=\buntil)|(?<=\bduring)|(?<=\bthroughout))\s+"
_SOFT_CUE = (
    r"(?=\s)(?i:(?<=\bby)|(?<=\bfrom)|(?<=\bbefore)|(?<=\bafter)|(?<=\btill)|(?<=\b(?:planned|slotted)\sfor)|"
    r"(?<=\bscheduled\sfor)|(?<=\b(?:set|due)\sfor)|(?<=\bfixed\sfor)|(?<=\b(?:slated|billed)\sfor))\s+"
)
_YEAR_CUE = (
    r"(?=\s)(?i:(?<=\bin)|(?<=\bof)|(?<=\bsince)|(?<=\bby)|(?<=\buntil)|(?<=\btill)|(?<=\bfrom)|(?<=\bto)|(?<=\bbefore)|"
    r"(?<=\bafter)|(?<=\bduring)|(?<=\byear)|(?<=\bthrough)|(?<=\baround)|(?<=\bin\sabout)|(?<=\bthroughout)|(?<=\bfor))\s+"
)
_EVENT_PLURALS = (
    "elections|talks|games|olympics|accords|agreements|goals|targets|results|plans|consultations|floods|polls|protests"
)
_COUNTED = (
    r"(?!\s+(?:people|troops|men|women|children|staff|of)\b)"
    rf"(?!\s+(?!(?:{_EVENT_PLURALS})\b)[a-z]+(?<!s)s\b(?!['’]))"
)


def _year(match: re.Match[str], setting: Setting, month: int, day: int | None) -> tuple[int | None, bool]:
    """The year that the words give, and whether the setting supplied it."""
    given = match.groupdict().get("y")
    if given is None:
        year = year_for(setting, month, day)
        return year, year is not None
    if given[0].isdigit():
        return int(given), False
    if given.split()[0] in {"that", "the"}:
        told = (setting.latest or setting.previous or "")[:4]
        return (int(told), True) if told.isdigit() else (year_for(setting, month, day), True)
    shift = {"this": 0, "last": -1, "next": 1}[given.split()[0]]
    base = setting.anchor.year if setting.anchor else None
    if base is None and shift == 0:
        base = setting.year_hint.year if setting.year_hint else None
    return (None if base is None else base + shift), base is not None


def _day(match: re.Match[str], setting: Setting) -> Reading | None:
    month, day = month_number(match["m1"]), day_number(match["d1"])
    year, resolved = _year(match, setting, month, day)
    if not is_day(year or 2000, month, day):
        return None
    return Reading(match.start(), match.end(), day_values(year, month, day), "day", resolved)


def _days(match: re.Match[str], setting: Setting) -> Reading | None:
    groups = match.groupdict()
    first = (month_number(match["m1"]), day_number(match["d1"]))
    last = (month_number(groups.get("m2") or match["m1"]), day_number(match["d2"]))
    if " and " in match[0] and not _runs_on(match, first, last):
        return _first_of_two(match, setting, first) if match.end("d1") < match.start("m1") else None
    if groups.get("y"):
        end, resolved = _year(match, setting, *last)
        start = int(groups["y1"]) if groups.get("y1") else end if first <= last or end is None else end - 1
    else:
        start, resolved = (int(groups["y1"]), False) if groups.get("y1") else _year(match, setting, *first)
        end = start if first <= last or start is None else start + 1
    if not (is_day(start or 2000, *first) and is_day(end or 2000, *last)) or (start, first) == (end, last):
        return None
    if start is not None and end is not None and (start, first) > (end, last):
        return None
    values = range_values(day_values(start, *first)[0], day_values(end, *last)[0])
    return Reading(match.start(), match.end(), values, "range", resolved)


def _row(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "27, 28 and 29 October": days in a row, each of them named."""
    first, last = day_number(match["d1"]), day_number(match["d2"])
    named = [int(number) for number in re.findall(r"\d+", match["mid"])]
    month = month_number(match["m1"])
    year, resolved = _year(match, setting, month, first)
    if named != list(range(first + 1, last)) or not is_day(year or 2000, month, last):
        return None
    values = range_values(day_values(year, month, first)[0], day_values(year, month, last)[0])
    return Reading(match.start(), match.end(), values, "range", resolved)


def _first_of_two(match: re.Match[str], setting: Setting, first: tuple[int, int]) -> Reading | None:
    """The "6" of "6 and 20 May", two separate days."""
    year, resolved = _year(match, setting, *first)
    if "m2" in match.groupdict() or not is_day(year or 2000, *first):
        return None
    return Reading(match.start(), match.end("d1"), day_values(year, *first), "day", resolved)


def _runs_on(match: re.Match[str], first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether "6 and 7 May" is a stretch: days in a row, or after "between"."""
    if re.search(r"(?i)\bbetween\s+(?:the\s+)?$", match.string[max(0, match.start() - 14) : match.start()]):
        return True
    if not (is_day(2000, *first) and is_day(2000, *last)):
        return False
    return (date(2000, *last) - date(2000, *first)).days in (1, -365)


def _numeric(match: re.Match[str], setting: Setting) -> Reading | None:
    groups = match.groupdict()
    if groups.get("iy"):
        options = [(int(match["iy"]), int(match["im"]), int(match["id"]))]
    else:
        a, b, year = int(match["a"]), int(match["b"]), int(match["ny"])
        options = [(year, b, a), (year, a, b)]  # day first, as in most of the world, unless the anchor says otherwise
    options = [option for option in options if is_day(*option)]
    anchor = setting.anchor
    if anchor is not None:
        options.sort(key=lambda option: abs(date(*option) - anchor))
    if not options:
        return None
    return Reading(match.start(), match.end(), day_values(*options[0]), "day", False)


def _month(match: re.Match[str], setting: Setting) -> Reading | None:
    month = month_number(match["m1"])
    year, resolved = _year(match, setting, month, None)
    return Reading(match.start(), match.end(), (month_value(year, month),), "month", resolved)


def _months(match: re.Match[str], setting: Setting) -> Reading | None:
    first, last = month_number(match["m1"]), month_number(match["m2"])
    end, resolved = _year(match, setting, last, None)
    start = int(match["y1"]) if match["y1"] else end if first <= last or end is None else end - 1
    if start is not None and end is not None and (start, first) >= (end, last):
        return None
    values = range_values(month_value(start, first), month_value(end, last))
    return Reading(match.start(), match.end(), values, "range", resolved)


def _year_alone(match: re.Match[str], setting: Setting) -> Reading | None:
    return Reading(match.start(), match.end(), (match["y"],), "year", False)


def _years(match: re.Match[str], setting: Setting) -> Reading | None:
    first = int(match["y1"])
    last = int(match["y2"]) if len(match["y2"]) == 4 else first - first % 100 + int(match["y2"])
    if first >= last or last - first > 200:
        return None
    return Reading(match.start(), match.end(), (f"{first}/{last}",), "range", False)


def _decade(match: re.Match[str], setting: Setting) -> Reading | None:
    return Reading(match.start(), match.end(), (f"{match['dec'][:3]}X",), "year", False)


def _season(match: re.Match[str], setting: Setting) -> Reading | None:
    year = match["y"]
    return Reading(match.start(), match.end(), (f"{year}-{SEASONS[match['s'].casefold()]}", year), "season", False)


_DM1 = rf"(?P<d1>{DAY})\s+(?:of\s+)?(?P<m1>{MONTH})"
_DM2 = rf"(?:the\s+)?(?P<d2>{DAY})\s+(?:of\s+)?(?P<m2>{MONTH})"
_MD1 = rf"(?P<m1>{MONTH})\s+(?P<d1>{DAY})"
_MD2 = rf"(?P<m2>{MONTH})\s+(?P<d2>{DAY})"
_DM_END = rf"(?P<d2>{DAY})\s+(?:of\s+)?(?P<m1>{MONTH})"
_ISO = r"(?P<iy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<im>\d\d?)(?P=sep)(?P<id>\d\d?)(?![\d/.-]*\d)"
_DMY = r"(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)(?P=sep)(?P<ny>(?:19|20)\d\d)(?![\d/-]|\.\d)"
_FROM = r"(?=\s)(?i:(?<=\bfrom)|(?<=\bbetween))\s+"
_ATTRIBUTE = r"(?=\s)(?i:(?<=\bthe)|(?<=\bits)|(?<=\btheir)|(?<=\bthis)|(?<=['’]s))\s+"
_BEFORE_EVENT = r"(?=\s)(?i:(?<=\bthe)|(?<=\bthis)|(?<=\bits)|(?<=\btheir)|(?<=\bnext))\s+"
_EVENTS = (
    "elections?|polls?|ballot|vote|run-?off|referendum|summit|congress|convention|conference|talks|visit|trip|plenum"
)
_OF_SEASON = rf"(?i:(?:the\s+|early\s+|late\s+|mid-)?(?P<s>{'|'.join(SEASONS)})(?:\s+of|,)?\s+)"
_BARE = rf"(?P<m1>{MONTH})(?!\s+\d)"
_SURE = rf"(?P<m1>(?!May\b|MAY\b|March\b|MARCH\b|August\b){MONTH})(?!\s+\d)"

PATTERNS: tuple[tuple[re.Pattern[str], Reader, Cue], ...] = tuple(
    (re.compile(pattern), reader, cue)
    for pattern, reader, cue in (
        (rf"{_EDGE}{_WEEKDAY}{_DM1}{_INNER}{TO_OR_AND}(?:{WEEKDAY},?\s+)?{_DM2}{_YEARISH}", _days, OF_MONTHS),
        (rf"{_EDGE}{_WEEKDAY}{_MD1}{_INNER}{TO_OR_AND}(?:{WEEKDAY},?\s+)?{_MD2}{_YEARISH}", _days, OF_MONTHS),
        (rf"{_EDGE}(?P<d1>{DAY})(?P<mid>(?:,\s+{DAY}){{1,4}}){TO_OR_AND}{_DM_END}{_YEARISH}", _row, OF_MONTHS),
        (rf"{_EDGE}{_MD1}(?P<mid>(?:,\s+{DAY}){{1,4}}){TO_OR_AND}(?P<d2>{DAY}){_YEARISH}", _row, OF_MONTHS),
        (rf"{_EDGE}(?:the\s+)?(?P<d1>{DAY}){TO_OR_AND}(?:the\s+)?{_DM_END}{_YEARISH}", _days, OF_MONTHS),
        (rf"{_EDGE}{_MD1}{TO_OR_AND}(?P<d2>{DAY}){_YEARISH}", _days, OF_MONTHS),
        (rf"{_EDGE}{_WEEKDAY}{_DM1}{_YEARISH}", _day, OF_MONTHS),
        (rf"{_EDGE}{_WEEKDAY}{_MD1}{_YEARISH}", _day, OF_MONTHS),
        (rf"{_EDGE}{_WEEKDAY}{_ISO}", _numeric, OF_YEARS),
        (rf"{_EDGE}{_WEEKDAY}{_DMY}", _numeric, OF_YEARS),
        (
            rf"{_EDGE}(?P<m1>{MONTH})(?:{_OF}(?P<y1>{YEAR}))?{TO_OR_AND}(?P<m2>{MONTH}){_OF}(?P<y>{YEAR})",
            _months,
            OF_MONTHS,
        ),
        (rf"{_FROM}(?P<m1>{MONTH})(?P<y1>(?!))?{TO_OR_AND}(?P<m2>{MONTH}){_YEARISH}", _months, OF_MONTHS),
        (
            rf"{_EDGE}(?:{_PART}?(?P<m1>{MONTH}){_OF}(?P<y>{YEAR}|(?:this|last|next)\s+year(?!['’\w])))",
            _month,
            OF_MONTHS,
        ),
        (rf"{_EDGE}(?:{_PART}{_BARE})", _month, OF_MONTHS),
        (rf"{_CUE}(?:{_BARE})", _month, OF_MONTHS),
        (rf"{_SOFT_CUE}(?:{_SURE})", _month, OF_MONTHS),
        (rf"{_BEFORE_EVENT}(?:{_BARE})(?=\s+(?:[a-z-]+\s+){{0,2}}(?:{_EVENTS})\b)", _month, OF_MONTHS),
        (rf"{_EDGE}(?P<y1>{YEAR}){DASH}(?P<y2>{YEAR}|(?<!\s)\d\d(?![\d%]|[-–/.,]\d))", _years, OF_YEARS),
        (rf"{_FROM}(?P<y1>{YEAR})(?:{TO_OR_AND})(?P<y2>{YEAR})", _years, OF_YEARS),
        (rf"{_EDGE}(?:{_PART}(?P<y>{YEAR})){_COUNTED}", _year_alone, OF_YEARS),
        (rf"{_YEAR_CUE}(?:(?P<y>{YEAR})){_COUNTED}(?!\s?[-–]\s?\w)", _year_alone, OF_YEARS),
        (rf"{_ATTRIBUTE}(?P<y>(?:19|20)\d\d)(?=\s+\w){_COUNTED}", _year_alone, OF_YEARS),
        (r"(?<=\()(?:(?P<y>(?:19|20)\d\d))(?=\))", _year_alone, OF_YEARS),
        (
            rf"{_EDGE}(?i:(?:the\s+)?(?:(?:early|mid|late)[\s\-–]+)?)(?P<dec>(?:1[5-9]|20)\d0)['’]?s(?!\w)",
            _decade,
            OF_YEARS,
        ),
        (rf"{_EDGE}{_OF_SEASON}(?P<y>{YEAR})", _season, OF_SEASONS),
    )
)
