"""Reference data on parties and states, as far as names go.

Comes in: the project's authority file (Turtle). Goes out: each entry's IRI, label, other names and kind. It never
asks a server and it does without the file, which then ties no names.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadInput
from kg.model import EntityKind

LABELS = ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2000/01/rdf-schema#label")
OTHERS = (
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "http://www.w3.org/2004/02/skos/core#hiddenLabel",
    "https://w3id.org/party-diplomacy/ontology#hasDemonym",
)
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
KINDS: dict[str, EntityKind] = {
    "Party": "party",
    "State": "state",
    "PartyBody": "party_body",
    "StateBody": "state_body",
    "Place": "place",
    "InternationalOrganization": "organization",
    "Organization": "organization",
    "Outlet": "outlet",
    "Official": "person",
}


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One known party, state or organisation: `names` holds its other names and abbreviations."""

    iri: str
    label: str
    names: tuple[str, ...]
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Authority:
    """All entries, sorted by IRI."""

    entries: tuple[AuthorityEntry, ...] = ()


def load_authority(path: Path | None) -> Authority:
    """Read an authority file; no file gives an empty authority, a broken one BadInput."""
    if path is None or not path.is_file():
        return Authority()
    import pyoxigraph as ox

    found: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    except (SyntaxError, OSError) as fault:
        raise BadInput(str(path), f"no readable Turtle ({fault})", "mend the authority file") from None
    return Authority(tuple(e for iri in sorted(found) if (e := _entry(iri, found[iri])) is not None))


def _entry(iri: str, values: dict[str, list[str]]) -> AuthorityEntry | None:
    kinds = [KINDS[n] for t in sorted(values.get(TYPE, [])) if (n := t.rpartition("#")[2]) in KINDS]
    labels = [v for p in LABELS for v in sorted(values.get(p, []))]
    if not kinds or not labels:
        return None
    names = sorted({v for p in (*LABELS, *OTHERS) for v in values.get(p, [])} - {labels[0]})
    return AuthorityEntry(iri, labels[0], tuple(names), kinds[0])
