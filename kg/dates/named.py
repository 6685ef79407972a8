"""Days told by a name or in words: "on New Year's Day", "the eleventh of July", "the last day of September".

Comes in: a sentence's bounds in a text. Goes out: matches, each with the function that reads it against a setting. It
never takes a day for what is only called after it ("a May Day rally"), nor a feast that moves.
"""

from __future__ import annotations

import calendar
import re

from kg.dates.reading import Reader, Reading, Setting, day_values, is_day, year_for
from kg.dates.words import MONTH, OF_MONTHS, YEAR, Cue, month_number

# Feasts on the same day of each year, in many countries.
_FEASTS: dict[str, tuple[int, int]] = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "may day": (5, 1),
    "europe day": (5, 9),
    "bastille day": (7, 14),
    "united nations day": (10, 24),
    "armistice day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_TEENS = "ten eleven twelf thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_NUMBERS = [*_ONES, *(f"{word}th" for word in _TEENS), "twentieth", *(f"twenty-{word}" for word in _ONES), "thirtieth"]
_ORDINALS = {word: number for number, word in enumerate([*_NUMBERS, "thirty-first"], start=1)}


def _feast(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read a feast in the year that the tense points to."""
    month, day = _FEASTS[" ".join(match["feast"].casefold().replace("’", "'").split())]
    return _made(match, setting, month, day)


def _in_words(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the eleventh of July"."""
    return _made(match, setting, month_number(match["m"]), _ORDINALS[match["d"].casefold()])


def _edge(match: re.Match[str], setting: Setting) -> Reading | None:
    """Read "the first day of May", "the last day of February"."""
    month = month_number(match["m"])
    if match["edge"].casefold() == "first":
        return _made(match, setting, month, 1)
    year = int(match["y"]) if match["y"] else year_for(setting, month, 28)
    return _made(match, setting, month, calendar.monthrange(year, month)[1]) if year else None


def _made(match: re.Match[str], setting: Setting, month: int, day: int) -> Reading | None:
    year = int(match["y"]) if match["y"] else year_for(setting, month, day)
    if not is_day(year or 2000, month, day):
        return None
    return Reading(match.start(), match.end(), day_values(year, month, day), "day", match["y"] is None)


_YEARISH = rf"(?:,?\s+(?P<y>{YEAR}))?"
_NAMES = "|".join(sorted((name.replace(" ", r"\s+").replace("'", "['’]") for name in _FEASTS), key=len, reverse=True))
_WORDS = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_OF_FEASTS: Cue = tuple({name.split()[-1] for name in _FEASTS})

PATTERNS: tuple[tuple[re.Pattern[str], Reader, Cue], ...] = tuple(
    (re.compile(pattern), reader, cue)
    for pattern, reader, cue in (
        (rf"(?=\s)(?<=\bon)\s+(?P<feast>(?i:{_NAMES}))\b{_YEARISH}(?!\s+[a-z]+(?:s|ing)\b)", _feast, _OF_FEASTS),
        (rf"\b(?i:the\s+)(?P<d>(?i:{_WORDS}))\s+of\s+(?P<m>{MONTH}){_YEARISH}", _in_words, OF_MONTHS),
        (rf"\b(?i:the\s+(?P<edge>first|last)\s+day\s+of)\s+(?P<m>{MONTH}){_YEARISH}", _edge, OF_MONTHS),
    )
)
