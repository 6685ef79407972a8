"""The states of the world, by every name and demonym that a maintained library knows (`rigour`, OpenSanctions).

Comes in: words. Goes out: the state that they name, whether as its name, its adjective, or one of its cities. It never guesses:
words that the library does not know are none of its business.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.words import fold

SHORT_STATES = frozenset({"USA", "UAE", "PRC", "UK", "US", "U.S.", "U.K.", "Lao"})  # the others are codes, not words
ADJECTIVES = frozenset(
    "lao thai greek czech french dutch swiss filipino philippine turkish british irish welsh spanish danish swedish finnish polish".split()
)


@dataclass(frozen=True, slots=True)
class Territory:
    """A state of the world as the library knows it: its code, common name, and whether `form` is its adjective or a city."""

    code: str
    name: str
    form: str


@lru_cache(maxsize=4096)
def territory(words: str) -> Territory | None:
    """The state that `words` name, as `name`, `adjective` or `city`; None for anything else, subdivisions too."""
    from rigour.territories import lookup_territory

    plain = words.replace("’", "'")
    if len(plain) < 4 and plain not in SHORT_STATES or len(plain) == 4 and plain.isupper() and plain != "DPRK":
        return None
    found = lookup_territory(plain)
    if found is None or not found.is_country:
        return None
    low = fold(plain)
    if low in {fold(str(city)) for city in found.places} and low != fold(found.name):
        return Territory(found.code, found.name, "city")
    names = {fold(n) for n in (found.name, found.full_name, found.in_sentence)}
    adjective = low not in names and (low in ADJECTIVES or low.endswith(("an", "ese", "ish", "ian", "i", "ino", "ine", "ic")))
    return Territory(found.code, found.name, "adjective" if adjective else "name")
