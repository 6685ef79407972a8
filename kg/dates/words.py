"""The words of dates in news English as data, and the pieces of regular expressions made from them.

Comes in: nothing. Goes out: months, weekdays, seasons and number words with their values, and patterns for them. It
never reads a text: `dates` does.
"""

from __future__ import annotations

from kg.numbers import SMALL

MONTH_NAMES = (
    "January February March April May June July August September October November December"
).split()
WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

MONTH_NUMBERS: dict[str, int] = {name.casefold(): n for n, name in enumerate(MONTH_NAMES, start=1)}
MONTH_NUMBERS |= {name[:3].casefold(): n for n, name in enumerate(MONTH_NAMES, start=1)} | {"sept": 9}
WEEKDAY_NUMBERS: dict[str, int] = {name.casefold(): n for n, name in enumerate(WEEKDAY_NAMES)}

# Names are read as printed, in title case or capitals: "may", "march" and "sat" in lower case are other words.
_FULL = "|".join(form for name in MONTH_NAMES for form in (name, name.upper()))
_SHORT_NAMES = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
_SHORT = "|".join(form for name in _SHORT_NAMES for form in (name, name.upper()))
MONTH = rf"(?:(?:{_FULL})(?!\w)|(?:{_SHORT})(?!\w)\.?)"
WEEKDAY = rf"(?:{'|'.join(form for name in WEEKDAY_NAMES for form in (name, name.upper()))})(?!\w)"
WEEKDAY_SHORT = r"(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)(?!\w)\.?"

_END = r"(?![\w%]|[.,:/]\d|\s?(?:percent|per\s?cent|million|billion)\b)"
DAY = rf"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?{_END}"
YEAR = rf"(?:1[5-9]\d\d|20\d\d|2100){_END}"
DASH = r"\s?[-‐‑–—]\s?"
TO = rf"(?:{DASH}|\s+(?:to|until|till|through)\s+)"
TO_OR_AND = rf"(?:{DASH}|\s+(?:to|until|till|through|and)\s+)"

# What must stand in a sentence, as printed or in lower case, for a pattern to match there: one of the words of a cue.
Cue = tuple[str, ...]
OF_NUMBERS: Cue = tuple("0123456789")
OF_YEARS: Cue = ("15", "16", "17", "18", "19", "20", "21")
OF_MONTHS: Cue = tuple(form for name in MONTH_NAMES for form in (name[:3], name[:3].upper()))
OF_WEEKDAYS: Cue = tuple(WEEKDAY_NUMBERS)
OF_SEASONS: Cue = tuple(SEASONS)
OF_UNITS: Cue = ("day", "week", "fortnight", "month", "year", "hour", "minute")

COUNT_WORDS: dict[str, int] = {word: n for word, n in SMALL.items() if n} | {"a": 1, "an": 1}
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(COUNT_WORDS, key=lambda w: (-len(w), w)))})"


def is_calendar(word: str) -> bool:
    """Whether a word is the name of a weekday or a month."""
    return word.casefold() in WEEKDAY_NUMBERS or word.casefold() in MONTH_NUMBERS


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation as MONTH matches it."""
    return MONTH_NUMBERS[word.casefold().rstrip(".")]


def day_number(word: str) -> int:
    """The day of the month for "6" or "6th" as DAY matches it."""
    return int("".join(c for c in word if c.isdigit()))


def count_number(word: str) -> int:
    """The number for a word or digits as COUNT matches it."""
    return int(word) if word.isdigit() else COUNT_WORDS[word.casefold()]
