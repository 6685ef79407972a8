"""Look-ups in the ontology's files.

Comes in: Turtle files. Goes out: values of nodes in a fixed order, and references to terms: within the document if they
are this ontology's own. It never judges and never fetches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.manual.model import Ref
from kg.vocab import PREFIXES, shorten, term

Node = ox.NamedNode | ox.BlankNode
Value = ox.NamedNode | ox.BlankNode | ox.Literal


class Files:
    """Some Turtle files as one graph."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._store = ox.Store()
        for path in paths:
            self._store.load(path=str(path), format=ox.RdfFormat.TURTLE)
        self.own = {str(subject).strip("<>") for subject, _ in self._pairs(None, "rdfs:isDefinedBy", None)}

    def _pairs(self, subject: Node | None, predicate: str, value: Value | None) -> Iterator[tuple[Node, Value]]:
        for quad in self._store.quads_for_pattern(subject, term(predicate), value):
            if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
                yield quad.subject, quad.object

    def values(self, subject: Node, predicate: str) -> list[Value]:
        """The values of a property, sorted; blank nodes by what they hold."""
        found = [value for _, value in self._pairs(subject, predicate, None)]
        return sorted(found, key=lambda one: self.ref(one).text if isinstance(one, ox.BlankNode) else str(one))

    def nodes(self, subject: Node, predicate: str) -> list[Node]:
        """The values that are no literals."""
        return [value for value in self.values(subject, predicate) if not isinstance(value, ox.Literal)]

    def text(self, subject: Node, predicate: str) -> str:
        """The first literal of a property, else nothing."""
        return next((v.value for v in self.values(subject, predicate) if isinstance(v, ox.Literal)), "")

    def subjects(self, predicate: str, value: Value) -> list[Node]:
        """The nodes that have a value, sorted."""
        return sorted((subject for subject, _ in self._pairs(None, predicate, value)), key=str)

    def members(self, head: Node) -> list[Value]:
        """The members of a list (RDF Schema, section 5.2)."""
        found: list[Value] = []
        while head != term("rdf:nil") and self.values(head, "rdf:first"):
            found += self.values(head, "rdf:first")
            head = self.nodes(head, "rdf:rest")[0]
        return found

    def ref(self, value: Value) -> Ref:
        """Words for a value: own terms by their label's term with an anchor, others by their short form and address."""
        if isinstance(value, ox.Literal):
            kind = shorten(value.datatype.value)
            return Ref(value.value if kind in ("xsd:string", "rdf:langString") else f"{value.value} ({kind})")
        if isinstance(value, ox.BlankNode):
            return Ref(", then ".join(self.ref(member).text for member in self.members(value)) or self._inverse(value))
        own = value.value in self.own
        return Ref(shorten(value.value).strip("<>"), f"#{local(value.value)}" if own else value.value)

    def _inverse(self, path: ox.BlankNode) -> str:
        found = self.nodes(path, "sh:inversePath")
        return f"inverse of {self.ref(found[0]).text}" if found else "a path"


def local(iri: str) -> str:
    """The part of an IRI that its namespace leaves; of shapes and rules the kind stands before it."""
    for prefix, kind in (("pds", "shape-"), ("pdr", "rule-"), ("pd", "")):
        if iri.startswith(PREFIXES[prefix]):
            return kind + iri[len(PREFIXES[prefix]) :]
    return iri
