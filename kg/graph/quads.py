"""Triples on their way into the graph, by named graph.

Comes in: triples, one at a time, with the graph that states them. Goes out: the same as sets, by graph. It never mints
a term and never infers.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.delta import Triple

Graphs = dict[NamedNode, set[Triple]]


class Quads:
    """A set of triples for each graph: `graphs`."""

    __slots__ = ("graphs",)

    def __init__(self) -> None:
        self.graphs: Graphs = {}

    def add(self, graph: NamedNode, triple: Triple) -> None:
        """Put a triple into a graph; a second time changes nothing."""
        self.graphs.setdefault(graph, set()).add(triple)
