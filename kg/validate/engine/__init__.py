"""SHACL Core and SPARQL constraints over a pyoxigraph store: what a graph of shapes rejects.

Comes in: a store whose default graph is the data, shapes as an rdflib graph. Goes out: results, each with the shape it
comes from, as the reference engine pyshacl gives them. It never leaves a constraint out: one that it has no component
for is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.errors import BadInput
from kg.validate.engine.constraints import COMPONENTS, Check
from kg.validate.engine.data import Data, Path, Term, said, to_term
from kg.validate.engine.queries import rows
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Engine", "Result", "Term"]
MOST_NESTED = 30
# Parameters that a component reads beside its own, and what constrains nothing.
BESIDE = frozenset(
    "path property sparql message severity deactivated name description order group defaultValue flags closed "
    "ignoredProperties qualifiedValueShape qualifiedValueShapesDisjoint targetClass targetNode targetObjectsOf "
    "targetSubjectsOf declare select prefixes".split()
)


@dataclass(frozen=True, slots=True)
class Result:
    """A fault: the shape and component it breaks, the focus node, the path and value if there are, and the messages of
    a SPARQL constraint with their variables put in.
    """

    source: Node
    component: str
    focus: Term
    path: Node | None
    value: Term | None
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape made ready: its path, its checks by component, its property shapes and its queries."""

    node: Node
    path: Node | None
    values: Path | None
    checks: tuple[tuple[str, Check], ...]
    properties: tuple[Node, ...]
    queries: tuple[Node, ...]
    closed: frozenset[Term] | None


class Engine:
    """The shapes of one graph over the data of one store."""

    def __init__(self, shapes: Graph, store: Store) -> None:
        self.shapes, self.data = shapes, Data(store)
        self._ready: dict[Node, Shape | None] = {}
        self._known: dict[tuple[Node, Term], bool] = {}
        self._depth = 0

    def results(self) -> Iterator[Result]:
        """All faults, each once; BadInput for shapes that nest without end or ask what is not covered."""
        from rdflib import SH

        if (own := next(self.shapes.subjects(SH.parameter), None)) is not None:
            raise BadInput("shapes", f"the component {own} is not covered", "use --engine reference")
        for shape in sorted(self._targeted, key=str):
            for focus in self._targets(shape):
                yield from self.check(shape, focus)

    @cached_property
    def _targeted(self) -> set[Node]:
        from rdflib import OWL, RDF, RDFS, SH

        kinds = {*self.shapes.subjects(RDF.type, RDFS.Class), *self.shapes.subjects(RDF.type, OWL.Class)}
        shapes = {*self.shapes.subjects(RDF.type, SH.NodeShape), *self.shapes.subjects(RDF.type, SH.PropertyShape)}
        targets = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
        return {node for target in targets for node in self.shapes.subjects(target)} | (kinds & shapes)

    def _targets(self, shape: Node) -> set[Term]:
        """The focus nodes of a shape (SHACL, section 2.1.3)."""
        from rdflib import OWL, RDF, RDFS, SH

        def named(target: Node) -> list[Term]:
            return [to_term(node) for node in self.shapes.objects(shape, target)]

        kinds = named(SH.targetClass)
        if {RDFS.Class, OWL.Class} & set(self.shapes.objects(shape, RDF.type)):
            kinds.append(to_term(shape))
        found = {node for kind in kinds for node in self.data.instances(kind)} | set(named(SH.targetNode))
        for role, target in (("object", SH.targetObjectsOf), ("subject", SH.targetSubjectsOf)):
            for predicate in named(target):
                quads = self.data.store.quads_for_pattern(None, predicate, None)  # type: ignore[arg-type]
                found |= {getattr(quad, role) for quad in quads}
        return found

    def conforms(self, shape: Node, node: Term) -> bool:
        """Whether a node breaks nothing of a shape."""
        if (known := self._known.get((shape, node))) is None:
            self._depth += 1
            known = self._known[shape, node] = next(self.check(shape, node), None) is None
            self._depth -= 1
        return known

    def siblings(self, shape: Node) -> list[Node]:
        """The qualified value shapes of the properties beside this one (SHACL, section 4.7.3)."""
        from rdflib import SH

        own = self.shapes.value(shape, SH.qualifiedValueShape)
        beside = (
            one for above in self.shapes.subjects(SH.property, shape) for one in self.shapes.objects(above, SH.property)
        )
        wanted = {self.shapes.value(one, SH.qualifiedValueShape) for one in beside if one != shape}
        return [one for one in sorted(wanted - {None, own}, key=str) if one is not None]

    def check(self, node: Node, focus: Term, depth: int = 0) -> Iterator[Result]:
        """The faults of one focus node against one shape, `depth` property shapes deep."""
        if self._depth + depth > MOST_NESTED:
            raise BadInput("shapes", f"{node} is nested more than {MOST_NESTED} deep", "look for a shape within itself")
        shape = self._ready[node] if node in self._ready else self._make_ready(node)
        if shape is None:
            return
        values = {focus} if shape.values is None else shape.values(focus)
        for component, check in shape.checks:
            for value in check(focus, values):
                yield Result(node, component, focus, shape.path, value)
        if shape.closed is not None:
            yield from self._beyond(shape, focus, shape.closed)
        for query in shape.queries:
            yield from self._asked(shape, query, focus)
        for inner in shape.properties:
            for value in values:
                yield from self.check(inner, value, depth + 1)

    def _make_ready(self, node: Node) -> Shape | None:
        from rdflib import SH

        if said(self.shapes, node, "deactivated") == "true":
            self._ready[node] = None
            return None
        checks = []
        for predicate, value in sorted(self.shapes.predicate_objects(node), key=str):
            if not str(predicate).startswith(PREFIXES["sh"]):
                continue
            name = str(predicate)[len(PREFIXES["sh"]) :]
            if name in COMPONENTS:
                checks.append((_component(name), COMPONENTS[name](self, node, value)))
            elif name not in BESIDE:
                raise BadInput("shapes", f"sh:{name} is not covered by the own engine", "use --engine reference")
        path = self.shapes.value(node, SH.path)
        ready = Shape(
            node,
            path,
            None if path is None else self.data.path(self.shapes, path),
            tuple(checks),
            self._listed(node, SH.property),
            self._listed(node, SH.sparql),
            self._allowed(node),
        )
        self._ready[node] = ready
        return ready

    def _listed(self, node: Node, predicate: Node) -> tuple[Node, ...]:
        return tuple(sorted(self.shapes.objects(node, predicate), key=str))

    def _allowed(self, node: Node) -> frozenset[Term] | None:
        """The predicates that a closed shape allows; None for an open one (SHACL, section 4.8.1)."""
        from rdflib import SH, URIRef

        if said(self.shapes, node, "closed") != "true":
            return None
        listed = self.shapes.value(node, SH.ignoredProperties)
        ignored = set(self.shapes.items(listed)) if listed is not None else set()
        paths = {self.shapes.value(one, SH.path) for one in self.shapes.objects(node, SH.property)}
        return frozenset(to_term(one) for one in paths | ignored if isinstance(one, URIRef))

    def _beyond(self, shape: Shape, focus: Term, allowed: frozenset[Term]) -> Iterator[Result]:
        from rdflib import URIRef

        for quad in self.data.store.quads_for_pattern(focus, None, None):  # type: ignore[arg-type]
            if quad.predicate not in allowed:
                path = URIRef(quad.predicate.value)
                yield Result(shape.node, _component("closed"), focus, path, quad.object)  # type: ignore[arg-type]

    def _asked(self, shape: Shape, constraint: Node, focus: Term) -> Iterator[Result]:
        for row in rows(self.shapes, constraint, self.data.store, focus, shape.path):
            value = row.value or (focus if shape.values is None else None)
            yield Result(shape.node, _component("SPARQL"), focus, row.path or shape.path, value, row.messages)


def _component(parameter: str) -> str:
    return f"{PREFIXES['sh']}{parameter[0].upper()}{parameter[1:]}ConstraintComponent"
