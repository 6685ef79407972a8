"""The stored questions put to other engines: rdflib's own, and rdflib over Oxigraph.

Comes in: a store as a build makes it. Goes out: a data set of rdflib with the same view, and answers as plain rows that
can be compared. It hides no fault of an engine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore

from kg.query import StoredQuery, bind
from kg.query.run import _finished, _run_here, view
from kg.query.table import Table, Term
from kg.vocab import BASE, PREFIXES

STACK = 3000  # frames
Rows = list[tuple[str, ...]]


def viewed(store: ox.Store) -> ox.Store:
    """A copy whose default graph is what queries see as one."""
    copy, seen = ox.Store(), view(BASE)
    copy.bulk_extend(store)
    copy.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in store if q.graph_name in seen)
    return copy


def in_memory(store: ox.Store) -> rdflib.Dataset:
    """The view and the named graphs in rdflib's own store, lexical forms as they are."""
    made = rdflib.Dataset()
    for quad in viewed(store):
        graph = made.default_graph if quad.graph_name == ox.DefaultGraph() else made.graph(_node(quad.graph_name))
        graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return made


def over_oxigraph(store: ox.Store) -> rdflib.Dataset:
    """The same, by rdflib's interface over Oxigraph's store."""
    return rdflib.Dataset(store=OxigraphStore(store=viewed(store)))


def ours(store: ox.Store, query: StoredQuery, params: Mapping[str, str]) -> Rows:
    """The project's own answer."""
    return _rows(_finished(_run_here(store, query, bind(store, query, params), BASE), query), query)


def theirs(data: rdflib.Dataset, store: ox.Store, query: StoredQuery, params: Mapping[str, str]) -> Rows:
    """The answer of another engine, finished as the project finishes its own."""
    given = {variable.value: _node(term) for variable, term in bind(store, query, params).items()}
    with _deep():
        found = data.query(query.text, initNs=dict(PREFIXES), initBindings=given)
    columns = tuple(str(name) for name in found.vars or ())
    rows = tuple(tuple(_term(row.get(rdflib.Variable(name))) for name in columns) for row in found.bindings)
    return _rows(_finished(Table("select", columns, rows), query), query)


@contextmanager
def _deep() -> Iterator[None]:
    """More stack: rdflib's parser takes some 700 frames of Python's 1,000 for a stored question."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, STACK))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _rows(table: Table, query: StoredQuery) -> Rows:
    """Rows as text, sorted; what a row rests on is a set of nodes, its order is left open."""
    own = [name == query.evidence for name in table.columns]
    values = (
        (" ".join(sorted(set(v.split()))) if e else v for v, e in zip(r, own, strict=True)) for r in table.values()
    )
    return sorted(map(tuple, values))


def _node(term: Any) -> Any:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value.endswith("XMLSchema#string"):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _term(node: Any) -> Term | None:
    if node is None:
        return None
    return ox.NamedNode(str(node)) if isinstance(node, rdflib.URIRef) else ox.Literal(str(node))
