"""OWL 2 RL as the library owlrl finds it: slow, and what the project's own engine is measured against.

Comes in: the axioms, triples that come and triples that go, in as many portions as one likes. Goes out: for each of
them what follows now and did not, what followed and does no more. It never passes on owlrl's axiomatic noise, nor a
literal as subject or object.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.delta import Triple
from kg.reason.axioms import Axioms
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

NEW = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd"))


class Reference:
    """The closure of the triples given, computed whole at each change."""

    def __init__(self, axioms: Axioms) -> None:
        self.closure = set[Triple]()
        self._axioms, self._given = axioms, set[Triple]()

    def add(self, triples: Iterable[Triple]) -> set[Triple]:
        """What follows from these triples and those before them, and was neither given nor found before."""
        return self.change(triples, ())[0]

    def change(self, came: Iterable[Triple], went: Iterable[Triple]) -> tuple[set[Triple], set[Triple]]:
        """Give triples and take others back: what is in the closure now and was not, and what is no more."""
        came = set(came)
        self._given = (self._given - (set(went) - came)) | came
        before, self.closure = self.closure, closure(self._axioms, self._given)
        return self.closure - before, before - self.closure


def closure(axioms: Axioms, known: Iterable[Triple]) -> set[Triple]:
    """What OWL 2 RL adds to the triples: no blank node, no literal subject, nothing of the ontology's own terms, no
    identity of a thing with itself, no class of the RDF, RDFS or OWL vocabularies.
    """
    from owlrl import DeductiveClosure, OWLRL_Semantics

    known = set(known)
    graph = _to_rdflib([*axioms.triples, *axioms.abox(known)])
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return _of_interest(graph) - known


def _to_rdflib(triples: Iterable[tuple[object, object, object]]) -> Graph:
    import rdflib

    def convert(node: object) -> rdflib.term.Node:
        if isinstance(node, NamedNode):
            return rdflib.URIRef(node.value)
        if isinstance(node, BlankNode):
            return rdflib.BNode(node.value)
        assert isinstance(node, Literal)
        return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value))

    graph = rdflib.Graph()
    for subject, predicate, value in triples:
        graph.add((convert(subject), convert(predicate), convert(value)))
    return graph


def _of_interest(graph: Graph) -> set[Triple]:
    import rdflib

    found: set[Triple] = set()
    own, a = PREFIXES["pd"], str(rdflib.RDF.type)
    for subject, predicate, value in graph:
        if not all(isinstance(node, rdflib.URIRef) for node in (subject, predicate, value)):
            continue
        s, p, o = str(subject), str(predicate), str(value)
        if s.startswith((own, *NEW)) or (p != a and p.startswith(NEW)) or (p == a and o.startswith(NEW)):
            continue
        found.add((NamedNode(s), NamedNode(p), NamedNode(o)))
    return found
