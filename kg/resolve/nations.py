"""The states of the world by name and demonym, and the state that a seat of government lies in.

Comes in: a name as an article writes it. Goes out: the two-letter code of the state, from the reference data. It never
guesses a country from part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.resolve.fold import fold, plain
from kg.territories import Territory, territory

# A demonym that several states share says none of them.
SHARED = frozenset({"european", "korean", "congolese", "guinean"})


@lru_cache(maxsize=65536)
def nation(name: str) -> str | None:
    """The lower-case code of the state that `name` is a name, short name or demonym of; None if it is none."""
    found = _found(name)
    return found.code if found is not None and found.form != "city" else None


def state_name(code: str, names: Iterable[str]) -> str:
    """The common name of the state of this code, which one of `names` names; the code itself if none does."""
    return next((found.name for name in names if (found := _found(name)) is not None and found.code == code), code)


@lru_cache(maxsize=65536)
def city_state(name: str) -> str | None:
    """The code of the state whose seat of government has this name, written in one word or two; None if none has."""
    found = _found(name) or _found(fold(name).replace(" ", ""))
    return found.code if found is not None and found.form == "city" else None


def _found(name: str) -> Territory | None:
    bare = re.sub(r"^the\s+|['’]s$", "", plain(name).strip(), flags=re.IGNORECASE)
    folded = fold(bare)
    if not folded or folded in SHARED:
        return None
    short = bare.replace(".", "")
    if len(short) < 4 and folded != "lao":
        # Letters in capitals are a state's code only where the reference data says so, and never in lower case.
        return territory(short) if short.isupper() else None
    return territory(bare) or territory(folded)
