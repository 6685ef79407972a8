"""The words that references turn on, read once from the table beside this file.

Comes in: lexicons/references.tsv (class, word, value). Goes out: the words of a class, and how many a number word
counts. It never looks at a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "lexicons" / "references.tsv"


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            group, word, *value = line.split("\t")
            found.setdefault(group, {})[word] = value[0] if value else ""
    return found


def words(group: str) -> frozenset[str]:
    """The case-folded words of a class; KeyError for an unknown class."""
    return _sets()[group]


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    return {group: frozenset(rows) for group, rows in _table().items()}


def value(group: str, word: str) -> str:
    """The third column of a word in a class; KeyError for an unknown word."""
    return _table()[group][word]


def count_of(found: Iterable[str]) -> int | None:
    """The number that the first number word among these names, None for none."""
    numbers = _table()["number"]
    return next((int(numbers[word]) for word in found if word in numbers), None)
