"""The part of a store that an export is to hold.

Comes in: a store and a choice. Goes out: the store itself, or a new one with the graphs, the thing or the form chosen.
It never changes the store it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import UsageError
from kg.vocab import PREFIXES, term

MERGED = ox.DefaultGraph()
# What is part of the description of the thing that these lead to.
NEAR = (
    "pd:describesEvent", "pd:hasHolder", "pd:hasOffice", "pd:hasParticipant", "pd:isMadeBy", "pd:isBetween",
    "pd:isFigureFor", "pd:isSignedAt", "pd:isOfficeOf", "pd:isPartOf",
)  # fmt: skip
OF_CLAIM = ("pd:claimsAbout", "rdf:subject", "rdf:object")
SHOWN = ("rdf:type", "rdfs:label")
REIFIED = ("rdf:subject", "rdf:predicate", "rdf:object")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a build is written, and how; see the options of `kg export` of the same names.

    `inferred` None: formats of triples hold what articles state, all others what was inferred too.
    """

    graph: str | None = None
    about: ox.NamedNode | None = None
    inferred: bool | None = None
    reifiers: bool = False
    excel: bool = False
    table: str | None = None

    def named(self) -> list[str]:
        """The options that were given, by name."""
        given = {
            "graph": self.graph is not None,
            "about": self.about is not None,
            "inferred": self.inferred is not None,
            "reifiers": self.reifiers,
            "excel": self.excel,
            "table": self.table is not None,
        }
        return [name for name, is_given in given.items() if is_given]


def chosen(store: ox.Store, choice: Choice, base: str, *, triples: bool) -> ox.Store:
    """What the choice leaves; for a format of triples the graph that is chosen becomes the default graph.

    UsageError for a graph that the store does not hold.
    """
    if choice.graph:
        quads = _of_graph(store, choice.graph, base, triples)
        quads = list(described(_store(quads), choice.about)) if choice.about else quads
    else:
        quads = _of_view(store, choice, base, triples)
    return _store(_reified(quads) if choice.reifiers else quads)


def _store(quads: Iterable[ox.Quad]) -> ox.Store:
    part = ox.Store()
    part.extend(quads)
    return part


def _of_graph(store: ox.Store, name: str, base: str, triples: bool) -> list[ox.Quad]:
    graph = _graph(store, name, base)
    quads = store.quads_for_pattern(None, None, None, graph)
    return [_merged(quad) for quad in quads] if triples else list(quads)


def _merged(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, MERGED)


def _graph(store: ox.Store, name: str, base: str) -> ox.NamedNode | ox.DefaultGraph:
    """The graph of this name: `default`, the end of its IRI, `graph:NAME`, or its IRI."""
    if name == "default":
        return MERGED
    prefix, _, rest = name.partition(":")
    written = {name.strip("<>"), f"{base}graph/{name}", f"{base}graph/article/{name}", PREFIXES.get(prefix, "") + rest}
    known = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    for graph in known:
        if graph in written:
            return ox.NamedNode(graph)
    ends = ", ".join(["default", *(graph.removeprefix(f"{base}graph/") for graph in known)])
    raise UsageError("--graph", f"no graph {name!r} is here", f"choose one of {ends}")


def _of_view(store: ox.Store, choice: Choice, base: str, triples: bool) -> list[ox.Quad]:
    inferred = ox.NamedNode(f"{base}graph/inferred")
    seen = {MERGED, inferred} if choice.inferred else {MERGED}

    def is_in(quad: ox.Quad) -> bool:
        return quad.graph_name in seen if triples else choice.inferred is not False or quad.graph_name != inferred

    quads = store if choice.about is None else described(store, choice.about, is_in)
    return [_merged(quad) if triples else quad for quad in quads if is_in(quad)]


def described(
    store: ox.Store, thing: ox.NamedNode, is_in: Callable[[ox.Quad], bool] = lambda quad: True
) -> Iterator[ox.Quad]:
    """A thing with its accounts, participations, tenures, claims, evidence, and the names of what these speak of.

    Only quads that are `in` count, each comes once, in no order; what it costs grows with the thing, not the store.
    """
    part = _Part(store, is_in)
    nodes = part.near(thing)
    nodes |= part.claims(thing, nodes)
    for predicates in (("pd:hasEvidence",), ("oa:hasSelector", "pd:bindsReference")):
        nodes |= part.led_to(predicates, nodes)
    for node in nodes:
        yield from part.quads(node, None, None)
    for node in part.led_to(None, nodes) - nodes:
        for predicate in SHOWN:
            yield from part.quads(node, term(predicate), None)


def claims_about(store: ox.Store, thing: ox.NamedNode) -> list[str]:
    """The claims that support a thing, its accounts, participations and tenures, sorted by IRI."""
    part = _Part(store, lambda quad: quad.graph_name == MERGED)
    found = part.claims(thing, part.near(thing))
    return sorted(n.value for n in found if any(part.quads(n, term("rdf:type"), term("pd:Claim"))))


@dataclass(frozen=True, slots=True)
class _Part:
    """Questions to those quads of a store that are `in`."""

    store: ox.Store
    is_in: Callable[[ox.Quad], bool]

    def quads(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, value: ox.NamedNode | None
    ) -> Iterator[ox.Quad]:
        return (quad for quad in self.store.quads_for_pattern(subject, predicate, value, None) if self.is_in(quad))

    def near(self, thing: ox.NamedNode) -> set[ox.NamedNode]:
        nodes = {thing} | self.leading(NEAR, {thing})
        return nodes | self.leading(("pd:isParticipationIn",), nodes)

    def claims(self, thing: ox.NamedNode, near: set[ox.NamedNode]) -> set[ox.NamedNode]:
        """The claims, and the inferences, that make these nodes; the thing itself where it is one."""
        return self.leading(("pd:claimsAbout", "rdf:subject"), near) | self.leading(OF_CLAIM, {thing}) | {thing}

    def leading(self, predicates: Iterable[str], nodes: set[ox.NamedNode]) -> set[ox.NamedNode]:
        found = (q.subject for p in predicates for node in nodes for q in self.quads(None, term(p), node))
        return {node for node in found if isinstance(node, ox.NamedNode)}

    def led_to(self, predicates: Iterable[str] | None, nodes: set[ox.NamedNode]) -> set[ox.NamedNode]:
        asked = [None] if predicates is None else [term(predicate) for predicate in predicates]
        found = (quad.object for p in asked for node in nodes for quad in self.quads(node, p, None))
        return {node for node in found if isinstance(node, ox.NamedNode)}


def _reified(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Each claim as a reifier of its triple (RDF 1.2 Concepts, 1.5) in place of the three of RDF 1.0."""
    claims = {q.subject for q in quads if q.predicate == term("rdf:type") and q.object == term("pd:Claim")}
    parts: dict[tuple[object, object], dict[str, object]] = {}
    rest = []
    names = {term(name): name for name in REIFIED}
    for quad in quads:
        if quad.subject in claims and quad.predicate in names:
            parts.setdefault((quad.subject, quad.graph_name), {})[names[quad.predicate]] = quad.object
        else:
            rest.append(quad)
    for (claim, graph), said in parts.items():
        triple = ox.Triple(*(said[name] for name in REIFIED))  # type: ignore[arg-type]
        rest.append(ox.Quad(claim, term("rdf:reifies"), triple, graph))  # type: ignore[arg-type]
    return rest
