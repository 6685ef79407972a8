"""The names of months and weekdays in other languages than English, as the furniture of an outlet's page writes them.

Comes in: the table calendar.tsv. Goes out: the number of a month, whether a word is a weekday. It never knows a name
that two languages give to different months.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kg.words import fold

_TABLE = Path(__file__).parent / "calendar.tsv"


@lru_cache(maxsize=1)
def _rows() -> dict[tuple[str, str], str]:
    lines = _TABLE.read_text("utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(group, word): "".join(number) for group, word, *number in cells}


def month_abroad(word: str) -> int | None:
    """1 to 12 for a month's full name in another language; None for other words."""
    number = _rows().get(("month", fold(word)))
    return int(number) if number else None


def is_weekday_abroad(word: str) -> bool:
    """Whether a word is a weekday's full name in another language."""
    return ("weekday", fold(word)) in _rows()
