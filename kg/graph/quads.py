"""Triples on their way into the store, by named graph.

Comes in: triples, one at a time, with the graph that states them. Goes out: a store whose default graph is the union
of the named ones, each triple once. It never mints a term and never infers.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.delta import Triple


class Quads:
    """A set of triples for each graph."""

    __slots__ = ("_graphs",)

    def __init__(self) -> None:
        self._graphs: dict[NamedNode, set[Triple]] = {}

    def add(self, graph: NamedNode, triple: Triple) -> None:
        """Put a triple into a graph; a second time changes nothing."""
        self._graphs.setdefault(graph, set()).add(triple)

    def merged(self) -> set[Triple]:
        """The union of all graphs."""
        return set().union(*self._graphs.values()) if self._graphs else set()

    def quads(self) -> Iterator[Quad]:
        """Every triple in its graph, then once more in the default graph; sorted, so that a store is built alike."""
        for graph in sorted(self._graphs, key=str):
            yield from (Quad(*triple, graph) for triple in sorted(self._graphs[graph], key=str))
        yield from (Quad(*triple, DefaultGraph()) for triple in sorted(self.merged(), key=str))

    def store(self) -> Store:
        """A new store in memory that holds them all."""
        store = Store()
        store.bulk_extend(self.quads())
        return store
