"""The noun that a number counts, by the shape of the words after it.

Comes in: the words after a number. Goes out: the noun phrase up to its plural head. It uses no tagger and never reads
across a function word, a verb of reporting or a punctuation mark.
"""

from __future__ import annotations

import re

from kg.figures.words import IRREGULAR_PLURALS, NOT_NOUNS, STOPS

_WORD = re.compile(r"\s+(?P<w>[^\W\d_][\w'’\-]*)")


def counted_noun(after: str) -> tuple[str, int] | None:
    """The noun phrase at the start of `after` up to its plural head, and its length; None if there is no plural."""
    at = 0
    words: list[str] = []
    while len(words) < 5 and (match := _WORD.match(after, at)):
        word = match["w"].removesuffix("'s").removesuffix("’s")
        if word.casefold() in STOPS or word != match["w"]:
            return None
        words.append(word)
        at = match.end()
        if _is_plural(word, len(words)):
            return " ".join(word.strip("'’") for word in words), at
    return None


def _is_plural(word: str, place: int) -> bool:
    low = word.casefold().rstrip("'’")
    if low in IRREGULAR_PLURALS:
        return True
    if re.fullmatch(r"[A-Z]{2,}s", word):
        return True
    if word[0].isupper() and place > 1:
        return False
    return low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is", "ous")) and low not in NOT_NOUNS
