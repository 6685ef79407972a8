"""The words behind the rows of an answer.

Comes in: a store and, for each row, the nodes that it rests on. Goes out: the quotes of the claims that state them,
each with its article. It never searches for evidence: the query itself names what each row rests on.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.query.table import Cell, Table
from kg.vocab import term

MERGED = ox.DefaultGraph()
COLUMN = "evidence"


def with_evidence(store: ox.Store, table: Table, rests_on: str) -> Table:
    """The table with a last column of quotes, `article: “words”` parted by " | ", in place of the column of nodes."""
    at = table.columns.index(rests_on)
    rows = tuple((*row[:at], *row[at + 1 :], _quotes(store, row[at])) for row in table.rows)
    return Table(table.kind, (*table.columns[:at], *table.columns[at + 1 :], COLUMN), rows)


def _quotes(store: ox.Store, cell: Cell) -> ox.Literal:
    nodes = cell.value.split() if cell is not None else []
    said = {quote for node in nodes for quote in _of_node(store, ox.NamedNode(node))}
    return ox.Literal(" | ".join(sorted(said)))


def _of_node(store: ox.Store, node: ox.NamedNode) -> Iterator[str]:
    """The words of the claims about a node, or of the claim that it is; for a merge its reason."""
    yield from _values(store, node, "pd:hasReason")
    about = store.quads_for_pattern(None, term("pd:claimsAbout"), node, MERGED)
    for claim in (node, *(quad.subject for quad in about)):
        for evidence in _objects(store, claim, "pd:hasEvidence"):
            source = next(_objects(store, evidence, "oa:hasSource"), None)
            article = next(_values(store, source, "dcterms:identifier"), "") if source else ""
            for selector in _objects(store, evidence, "oa:hasSelector"):
                for words in _values(store, selector, "oa:exact"):
                    yield f"{article}: “{' '.join(words.split())}”"


def _objects(store: ox.Store, subject: object, predicate: str) -> Iterator[ox.NamedNode]:
    for quad in store.quads_for_pattern(subject, term(predicate), None, MERGED):  # type: ignore[arg-type]
        if isinstance(quad.object, ox.NamedNode):
            yield quad.object


def _values(store: ox.Store, subject: object, predicate: str) -> Iterator[str]:
    for quad in store.quads_for_pattern(subject, term(predicate), None, MERGED):  # type: ignore[arg-type]
        if isinstance(quad.object, ox.Literal):
            yield quad.object.value
