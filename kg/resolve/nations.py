"""The states of the world by name, short name and demonym.

Comes in: a name. Goes out: the two-letter code of the state, and the state that a well-known city lies in, both from
maintained open data. It never guesses a country from part of a name.
"""

from __future__ import annotations

from functools import lru_cache

import countrynames
from rigour.territories import get_territories

from kg.resolve.fold import fold, plain

# Short forms in diplomatic use that the library does not list; each is a name of one state only.
SHORT = {
    "lao pdr": "la",
    "lao people democratic republic": "la",
    "dprk": "kp",
    "rok": "kr",
    "prc": "cn",
    "uae": "ae",
    "drc": "cd",
    "viet nam": "vn",
    "us": "us",
    "usa": "us",
    "uk": "gb",
    "lao": "la",
}
# Words that the library takes for a state but that are as often a place, a person or a region.
NOT_STATES = frozenset(
    {"european", "european union", "eu", "korean", "korea", "congolese", "guinean", "union", "lam", "to", "man"}
)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    cities: dict[str, str] = {}
    labels: dict[str, str] = {}
    for state in sorted(get_territories(), key=lambda t: t.code):
        if not state.is_country or len(state.code) != 2:
            continue
        labels[state.code] = state.name
        names.setdefault(fold(state.name), state.code)
        names.setdefault(fold(state.full_name), state.code)
        for place in state.places:
            cities.setdefault(fold(place).replace(" ", ""), state.code)
    return names, cities, labels


@lru_cache(maxsize=65536)
def nation(name: str) -> str | None:
    """The lower-case code of the state that `name` is a name, short name or demonym of; None if it is none."""
    folded = fold(name)
    if folded.startswith("the "):
        folded = folded[4:]
    if not folded or folded in NOT_STATES or len(folded) < 2 or len(folded.split()) > 6:
        return None
    if len(folded) < 4 and folded != "lao":
        # Three letters in capitals are as often a party as a state's code.
        return SHORT.get(folded) if plain(name).replace(".", "").isupper() else None
    if code := SHORT.get(folded) or _tables()[0].get(folded):
        return code
    found = countrynames.to_code(folded)
    return found.lower() if isinstance(found, str) and found.lower() in _tables()[2] else None


def state_name(code: str) -> str:
    """The short name of a state of this code."""
    return _tables()[2].get(code, code)


def city_state(name: str) -> str | None:
    """The code of the state in which a capital or other well-known city of this name lies; None if it is not listed."""
    return _tables()[1].get(fold(name).replace(" ", ""))
