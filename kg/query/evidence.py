"""The words behind the rows of an answer.

Comes in: a store and, for each row, the nodes that it rests on. Goes out: the quotes of the claims that state them,
each with its article and a link to the place. It never searches for evidence: the query itself names what each row
rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote as percent

import pyoxigraph as ox

from kg.query.table import Cell, Table
from kg.vocab import term

MERGED = ox.DefaultGraph()
COLUMNS = ("evidence", "links")
PARTED = " | "


def with_evidence(store: ox.Store, table: Table, rests_on: str) -> Table:
    """The table with two last columns in place of the column of nodes: quotes (`article: “words”`) and, in the same
    order, links, each parted by " | ".

    A link is the article's address with a text fragment (WICG) of the quote where the address is known, else the
    article's IRI with a character position (RFC 5147); a merge's reason has none.
    """
    at = table.columns.index(rests_on)
    rows = tuple((*row[:at], *row[at + 1 :], *_cells(store, row[at])) for row in table.rows)
    return Table(table.kind, (*table.columns[:at], *table.columns[at + 1 :], *COLUMNS), rows)


def cited(store: ox.Store, nodes: Iterable[str]) -> list[tuple[str, str]]:
    """(`article: “words”`, link) for each quote of the claims about these nodes, sorted, once each."""
    return sorted({told for node in nodes for told in _of_node(store, ox.NamedNode(node))})


def _cells(store: ox.Store, cell: Cell) -> tuple[Cell, Cell]:
    said = cited(store, cell.value.split() if cell is not None else ())
    return ox.Literal(PARTED.join(words for words, _ in said)), ox.Literal(PARTED.join(link for _, link in said))


def _of_node(store: ox.Store, node: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """(words, link) of the claims about a node, or of the claim that it is; for a merge its reason."""
    yield from ((reason, "") for reason in _values(store, node, "pd:hasReason"))
    about = store.quads_for_pattern(None, term("pd:claimsAbout"), node, MERGED)
    for claim in (node, *(quad.subject for quad in about)):
        for evidence in _objects(store, claim, "pd:hasEvidence"):
            for article in _objects(store, evidence, "oa:hasSource"):
                yield _told(store, evidence, article)


def _told(store: ox.Store, evidence: ox.NamedNode, article: ox.NamedNode) -> tuple[str, str]:
    def selected(predicate: str) -> str:
        found = (v for s in _objects(store, evidence, "oa:hasSelector") for v in _values(store, s, predicate))
        return next(found, "")

    words = " ".join(selected("oa:exact").split())
    name = next(_values(store, article, "dcterms:identifier"), article.value)
    address = next((node.value for node in _objects(store, article, "dcterms:source")), None)
    fragment = f"#:~:text={_fragment(words)}" if address else f"#char={selected('oa:start')},{selected('oa:end')}"
    return f"{name}: “{words}”", (address or article.value) + fragment


def _fragment(words: str) -> str:
    """The first and last words of a long quote, as text fragments are matched; "-" and "," are percent-encoded."""
    parts = words.split()
    ends = [words] if len(parts) <= 8 else [" ".join(parts[:4]), " ".join(parts[-4:])]
    return ",".join(percent(end, safe="").replace("-", "%2D") for end in ends)


def _objects(store: ox.Store, subject: object, predicate: str) -> Iterator[ox.NamedNode]:
    for quad in store.quads_for_pattern(subject, term(predicate), None, MERGED):  # type: ignore[arg-type]
        if isinstance(quad.object, ox.NamedNode):
            yield quad.object


def _values(store: ox.Store, subject: object, predicate: str) -> Iterator[str]:
    for quad in store.quads_for_pattern(subject, term(predicate), None, MERGED):  # type: ignore[arg-type]
        if isinstance(quad.object, ox.Literal):
            yield quad.object.value
