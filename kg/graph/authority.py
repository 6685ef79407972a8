"""The reference data of ontology/authority.ttl.

Comes in: a Turtle file of states and parties. Goes out: its triples under this build's base, and the labels by which
the graph calls its things. It never adds to what the file says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.delta import Node, Triple
from kg.errors import BadInput
from kg.graph.ids import Ids
from kg.paths import ontology_dir
from kg.vocab import term


def read_authority(ids: Ids, path: Path | None = None) -> list[Triple]:
    """The authority's triples; BadInput if the file is no Turtle or holds a blank node."""
    path = path or ontology_dir() / "authority.ttl"
    try:
        with path.open("rb") as file:
            quads = list(parse(file, RdfFormat.TURTLE))
    except (OSError, SyntaxError) as fault:
        raise BadInput(str(path), f"cannot be read as Turtle ({fault})", "restore it from the project") from None
    return [(_named(ids, path, q.subject), q.predicate, _moved(ids, path, q.object)) for q in quads]


def labels(triples: Iterable[Triple]) -> Mapping[NamedNode, str]:
    """The preferred label of each thing of the authority."""
    return {s: o.value for s, p, o in triples if p == term("rdfs:label")}


def _moved(ids: Ids, path: Path, value: object) -> Node:
    return value if isinstance(value, Literal) else _named(ids, path, value)


def _named(ids: Ids, path: Path, value: object) -> NamedNode:
    if not isinstance(value, NamedNode):
        raise BadInput(str(path), "holds a blank node", "give each thing an IRI")
    return ids.rebased(value.value)
