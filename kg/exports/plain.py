"""Turtle, TriG, N-Quads, N-Triples and RDF/XML.

Comes in: a store. Goes out: the bytes of one serialization, statements sorted by their N-Quads form. It never writes a
prefix that the context of the project does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.exports.context import prefixes

DEFAULT = ox.DefaultGraph()
TYPE = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
FIRST = " <!> "  # before each IRI, which begins with a letter


def nquads(store: ox.Store) -> bytes:
    """N-Quads (W3C), every graph, one sorted line for each statement."""
    return _sorted(store.dump(format=ox.RdfFormat.N_QUADS))


def ntriples(store: ox.Store) -> bytes:
    """N-Triples (W3C), the merged view."""
    return _sorted(store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()))


def turtle(store: ox.Store) -> bytes:
    """Turtle (W3C), the merged view."""
    return _serialize(_of_graph(store, DEFAULT), ox.RdfFormat.TURTLE)


def rdfxml(store: ox.Store) -> bytes:
    """RDF/XML (W3C), the merged view."""
    return _serialize(_of_graph(store, DEFAULT), ox.RdfFormat.RDF_XML)


def trig(store: ox.Store) -> bytes:
    """TriG (W3C), every graph."""
    return _serialize(all_sorted(store), ox.RdfFormat.TRIG)


def quads_as(quads: Iterable[ox.Quad], format: ox.RdfFormat, more: Mapping[str, str]) -> bytes:
    """Statements made for one export, sorted likewise, with prefixes of its own beside the project's."""
    listed = sorted(quads, key=lambda q: ("" if q.graph_name == DEFAULT else str(q.graph_name), *_place(q)))
    statements = listed if format.supports_datasets else [quad.triple for quad in listed]
    return ox.serialize(statements, format=format, prefixes={**prefixes(), **more}) or b""


def all_sorted(store: ox.Store) -> list[ox.Quad]:
    """All statements by graph (the default graph first), then by subject, predicate, object; rdf:type comes as "a",
    first.
    """
    graphs = [DEFAULT, *sorted(store.named_graphs(), key=str)]
    return [quad for graph in graphs for quad in _of_graph(store, graph)]


def _of_graph(store: ox.Store, graph: ox.DefaultGraph | ox.NamedNode | ox.BlankNode) -> list[ox.Quad]:
    return sorted(store.quads_for_pattern(None, None, None, graph), key=_place)


def _place(quad: ox.Quad) -> tuple[str, str]:
    """The statement's line with rdf:type before all other predicates, and as it is for those that this makes alike."""
    line = str(quad)
    return line.replace(TYPE, FIRST, 1), line


def _sorted(lines: bytes | None) -> bytes:
    """Lines by their bytes, which is by code points too (UTF-8)."""
    return b"".join(sorted((lines or b"").splitlines(keepends=True)))


def _serialize(statements: list[ox.Quad], format: ox.RdfFormat) -> bytes:
    return ox.serialize(statements, format=format, prefixes=dict(prefixes())) or b""
