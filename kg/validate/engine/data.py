"""The data graph as SHACL walks it: values along paths, instances of classes, literals as values.

Comes in: a store whose default graph is the data, and paths as shapes files write them. Goes out: nodes. It never
changes the store and never asks another graph.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store

from kg.errors import BadInput
from kg.vocab import term

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Term = NamedNode | BlankNode | Literal
Path = Callable[[Term], set[Term]]
_A, _BELOW = term("rdf:type"), term("rdfs:subClassOf")


class Data:
    """The default graph of a store."""

    def __init__(self, store: Store) -> None:
        self.store, self._above = store, dict[Term, frozenset[Term]]()

    def objects(self, node: Term, predicate: NamedNode) -> set[Term]:
        """The values of a property; none for a literal."""
        if isinstance(node, Literal):
            return set()
        return {q.object for q in self.store.quads_for_pattern(node, predicate, None, DefaultGraph())}  # type: ignore[misc]

    def subjects(self, predicate: NamedNode, node: Term) -> set[Term]:
        """What has this value of a property."""
        return {q.subject for q in self.store.quads_for_pattern(None, predicate, node, DefaultGraph())}  # type: ignore[misc]

    def is_instance(self, node: Term, kind: Term) -> bool:
        """Whether the node is a SHACL instance of the class (SHACL, section 1.1: through rdfs:subClassOf)."""
        return any(kind in self._classes_above(one) for one in self.objects(node, _A))

    def instances(self, kind: Term) -> set[Term]:
        """The SHACL instances of a class."""
        below = reach(kind, lambda one: self.subjects(_BELOW, one))
        return {node for one in below for node in self.subjects(_A, one)}

    def _classes_above(self, kind: Term) -> frozenset[Term]:
        if (known := self._above.get(kind)) is None:
            known = self._above[kind] = frozenset(reach(kind, lambda one: self.objects(one, _BELOW)))
        return known

    def path(self, shapes: Graph, node: Node) -> Path:
        """The values that a path leads to (SHACL, section 2.3.1); BadInput for what is no path."""
        from rdflib import SH, URIRef

        if isinstance(node, URIRef):
            predicate = NamedNode(str(node))
            return lambda focus: self.objects(focus, predicate)
        if (shapes.value(node, _rdf("first"))) is not None:
            return _sequence([self.path(shapes, step) for step in shapes.items(node)])
        if (inverse := shapes.value(node, SH.inversePath)) is not None:
            if not isinstance(inverse, URIRef):
                raise BadInput("shapes", "the inverse of a longer path is not covered", "use --engine reference")
            backwards = NamedNode(str(inverse))
            return lambda focus: self.subjects(backwards, focus)
        if (ways := shapes.value(node, SH.alternativePath)) is not None:
            listed = [self.path(shapes, way) for way in shapes.items(ways)]
            return lambda focus: {value for way in listed for value in way(focus)}
        return self._repeated(shapes, node)

    def _repeated(self, shapes: Graph, node: Node) -> Path:
        from rdflib import SH

        for predicate, least, most in (
            (SH.zeroOrMorePath, 0, None), (SH.oneOrMorePath, 1, None), (SH.zeroOrOnePath, 0, 1),
        ):  # fmt: skip
            if (inner := shapes.value(node, predicate)) is not None:
                step = self.path(shapes, inner)
                if most == 1:
                    return lambda focus: {focus} | step(focus)
                if least == 0:
                    return lambda focus: reach(focus, step)
                return lambda focus: {value for first in step(focus) for value in reach(first, step)}
        raise BadInput("shapes", f"{node} is no path", "mend sh:path")


def reach(start: Term, step: Path) -> set[Term]:
    """The node and all that steps lead to."""
    found, open_ = {start}, [start]
    while open_:
        for value in step(open_.pop()) - found:
            found.add(value)
            open_.append(value)
    return found


def _sequence(steps: list[Path]) -> Path:
    def walk(focus: Term) -> set[Term]:
        here = {focus}
        for step in steps:
            here = {value for node in here for value in step(node)}
        return here

    return walk


def _rdf(name: str) -> Node:
    from rdflib import RDF

    return RDF[name]


def said(shapes: Graph, node: Node, parameter: str) -> str:
    """The words of a parameter of a shape; empty where there is none."""
    from rdflib import SH

    value = shapes.value(node, SH[parameter])
    return "" if value is None else str(value)


def to_term(node: Node) -> Term:
    """An rdflib term as pyoxigraph's."""
    import rdflib

    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Literal(str(node))
    return NamedNode(str(node)) if isinstance(node, rdflib.URIRef) else BlankNode(str(node))


@lru_cache(maxsize=100_000)
def value_of(literal: Literal) -> object:
    """The Python value of a literal as rdflib reads it; None for an ill-typed one."""
    import rdflib

    if literal.language:
        return str(literal.value)
    if literal.datatype == term("xsd:boolean"):  # rdflib takes any word for false
        return {"true": True, "1": True, "false": False, "0": False}.get(literal.value)
    read = rdflib.Literal(literal.value, datatype=rdflib.URIRef(literal.datatype.value), normalize=False)
    return None if read.ill_typed else (read.value if read.value is not None else literal.value)


def compare(one: Term, other: Term) -> int | None:
    """-1, 0 or 1 as SPARQL's operators would have it (section 11.3); None for terms that cannot be compared."""
    if not isinstance(one, Literal) or not isinstance(other, Literal):
        return None
    left, right = value_of(one), value_of(other)
    for kind in (bool, (int, float, Decimal), datetime, date, time, str):
        if isinstance(left, kind) and isinstance(right, kind):
            return _ordered(left, right) if kind is not str or one.datatype == other.datatype else None
        if isinstance(left, kind) or isinstance(right, kind):
            return None
    return None


def _ordered(left: object, right: object) -> int | None:
    try:
        return int(left > right) - int(left < right)  # type: ignore[operator]
    except TypeError:  # a time with a zone and one without
        return None
