"""Turtle, TriG, N-Quads, N-Triples and RDF/XML.

Comes in: a store. Goes out: the bytes of one serialization, statements sorted by their N-Quads form. It never writes a
prefix that the context of the project does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.exports.context import prefixes


def nquads(store: ox.Store) -> bytes:
    """N-Quads (W3C), every graph, one sorted line for each statement."""
    return _sorted(store.dump(format=ox.RdfFormat.N_QUADS))


def ntriples(store: ox.Store) -> bytes:
    """N-Triples (W3C), the merged view."""
    return _sorted(store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()))


def turtle(store: ox.Store) -> bytes:
    """Turtle (W3C), the merged view."""
    return _serialize([q.triple for q in sorted_quads(_merged(store))], ox.RdfFormat.TURTLE)


def rdfxml(store: ox.Store) -> bytes:
    """RDF/XML (W3C), the merged view."""
    return _serialize([q.triple for q in sorted_quads(_merged(store))], ox.RdfFormat.RDF_XML)


def trig(store: ox.Store) -> bytes:
    """TriG (W3C), every graph."""
    return _serialize(sorted_quads(list(store)), ox.RdfFormat.TRIG)


def quads_as(quads: Iterable[ox.Quad], format: ox.RdfFormat, more: Mapping[str, str]) -> bytes:
    """Statements made for one export, sorted, with prefixes of its own beside the project's."""
    listed = sorted_quads(list(quads))
    statements = listed if format.supports_datasets else [quad.triple for quad in listed]
    return ox.serialize(statements, format=format, prefixes={**prefixes(), **more}) or b""


def sorted_quads(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Statements by graph (the default graph first), then by subject, predicate, object; rdf:type comes as "a",
    first.
    """
    return sorted(quads, key=_place)


def _place(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    typed = quad.predicate.value == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return graph, str(quad.subject), not typed, str(quad.predicate), str(quad.object)


def _merged(store: ox.Store) -> list[ox.Quad]:
    return list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def _sorted(lines: bytes | None) -> bytes:
    """Lines by their bytes, which is by code points too (UTF-8)."""
    return b"".join(sorted((lines or b"").splitlines(keepends=True)))


def _serialize(statements: list[ox.Triple] | list[ox.Quad], format: ox.RdfFormat) -> bytes:
    return ox.serialize(statements, format=format, prefixes=dict(prefixes())) or b""
