"""The states of the world by name, demonym and seat of government, as ontology/authority.ttl has them.

Comes in: words. Goes out: the state that they name, whether by its name, its adjective, or its seat of government. It
never guesses: words that the reference data does not hold are none of its business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.paths import ontology_dir
from kg.words import fold

Form = Literal["name", "adjective", "city"]
BASE = "https://w3id.org/party-diplomacy/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
FORMS: dict[str, Form] = {
    "http://www.w3.org/2000/01/rdf-schema#label": "name",
    f"{SKOS}altLabel": "name",
    f"{BASE}hasDemonym": "adjective",
    f"{BASE}hasSeatOfGovernment": "city",
}


FORMAL = re.compile(
    r"\b(?:republi\w+|kingdom|union|federa\w+|commonwealth|states? of|principality|sultanate|emirate)\b"
)


@dataclass(frozen=True, slots=True)
class Territory:
    """A state of the world: its ISO 3166-1 code in lower case, its common name, and how the words name it."""

    code: str
    name: str
    form: Form


@lru_cache(maxsize=1)
def _known() -> dict[str, Territory]:
    """Folded names to territories; where two states share one, a name goes before a demonym, a demonym before a
    seat.
    """
    from pyoxigraph import Literal as Text
    from pyoxigraph import RdfFormat, parse

    rows: dict[str, dict[str, list[str]]] = {}
    for quad in parse(path=str(ontology_dir() / "authority.ttl"), format=RdfFormat.TURTLE):
        if isinstance(quad.object, Text):
            rows.setdefault(str(quad.subject), {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    states = [(r, r[f"{SKOS}notation"][0].lower()) for r in rows.values() if f"{SKOS}notation" in r]
    known: dict[str, Territory] = {}
    for predicate, form in FORMS.items():
        for row, code in sorted(states, key=lambda pair: pair[1]):
            label = row["http://www.w3.org/2000/01/rdf-schema#label"][0]
            for name in row.get(predicate, []):
                known.setdefault(_spelt(name), Territory(code, label, form))
    return known


def _spelt(words: str) -> str:
    """Folded, "Viet Nam" and "Vietnam" alike, without the article."""
    return fold(words).replace("viet nam", "vietnam").removeprefix("the ")


@lru_cache(maxsize=8192)
def territory(words: str) -> Territory | None:
    """The state that `words` name as a name, adjective or seat of government; None for anything else."""
    found = _known().get(_spelt(words))
    if found is not None and words.isupper() and len(words) < 3 and words not in {"UK", "US"}:
        return None
    return found


@lru_cache(maxsize=512)
def common_names(code: str) -> tuple[str, ...]:
    """The short names, folded, under which the reference data knows the state of a code, sorted; none for an unknown
    code.
    """
    known = (name for name, land in _known().items() if land.code == code and land.form == "name")
    return tuple(sorted(n for n in known if not FORMAL.search(n) and n.isascii()))
