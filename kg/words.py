"""How a name's spelling is compared: one folding for every room.

Comes in: words. Goes out: the same words without what spellings differ in. It never decides that two names are one
thing.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Case folded, without diacritics (Unicode NFKD), apostrophes straight, the Vietnamese đ as d."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D").replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def is_foreign(word: str) -> bool:
    """Whether a word has a letter of another script than the Latin one."""
    return any(letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN") for letter in word)
