"""Names brought to a common writing, so that spelling habits do not hide that two are one.

Comes in: a name as some article writes it. Goes out: its folded words, its compact form and its slug for IRIs.
It never decides whether two names denote the same thing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "þ": "th",
        "Þ": "Th",
        "ħ": "h",
        "ŋ": "ng",
        "ə": "a",
        "ʻ": "'",
        "ʼ": "'",
        "‘": "'",
        "’": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
    }
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SPELLINGS = {
    "defence": "defense",
    "labour": "labor",
    "centre": "center",
    "organisation": "organization",
    "peoples": "people",
    "programme": "program",
    "chairperson": "chairman",
    "chairwoman": "chairman",
    "co": "co",
}


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """`text` in ASCII-like letters with its case kept: no diacritics, straight quotes and hyphens, single spaces."""
    letters = unicodedata.normalize("NFKD", INVISIBLE.sub("", text).translate(LETTERS))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` as lower-case words parted by single spaces: no diacritics, marks, possessive endings or hyphens."""
    bare = re.sub(r"(?<=s)'(?=\s|$)", "", re.sub(r"'s\b", "", plain(text).casefold()))
    return " ".join(re.sub(r"[^\w\s]|_", " ", bare.replace("'", "").replace(".", "")).split())


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The folded words of `text`, regional spellings made one ("defence" is "defense")."""
    return tuple(SPELLINGS.get(word, word) for word in fold(text).split())


@lru_cache(maxsize=65536)
def slugify(text: str) -> str:
    """The name of a thing in an IRI: lower-case ASCII words joined by hyphens; "unnamed" if nothing is left."""
    ascii_words = re.findall(r"[a-z0-9]+", plain(text).casefold().replace("'", "").encode("ascii", "ignore").decode())
    return "-".join(ascii_words)[:120].strip("-") or "unnamed"
