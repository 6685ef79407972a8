"""A graph that lies in somebody's SPARQL 1.1 store: asked from here, with the answers of a build.

Comes in: the address of a query service, a question. Goes out: tables, and what of the graph is needed to read names
and show quotes. It never sends what would change the store, and never asks one that would count a triple twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import BadInput, TooMuch, UsageError
from kg.query import (
    Examined,
    Limits,
    StoredQuery,
    Table,
    bind,
    finished,
    hold_evidence,
    judged,
    names_asked,
    read_answer,
    substituted,
)
from kg.query.binding import Term
from kg.remote import BUSY, Bounds, Endpoint, Server
from kg.vocab import expand, iri, sparql_prefixes

if TYPE_CHECKING:
    from kg.pipeline.querying import Asking

MERGED = "graph/merged"  # the view of queries, in a store that has no default graph of its own
DATASET = "id/dataset"
NO_BASE = "urn:base:"
TRIES, MANY = 3, 200  # tries of a question; nodes asked about at a time
LAYOUT = "load it with kg load, which lays it out as questions need it"


@dataclass(frozen=True)
class Remote:
    """A graph in a store: where to ask, what its IRIs begin with, whether GRAPH reaches the articles' graphs."""

    endpoint: Endpoint
    base: str
    by_graph: bool = True
    limits: Limits = field(default_factory=Limits)

    def answer(self, where: str, asked: Examined, bound: Mapping[str, Term] | None = None) -> Table:
        """The table of a query that was judged; TooMuch for more rows than are allowed."""
        if asked.by_graph and not self.by_graph:
            words = "it asks graphs by name, which this server hides where a default graph is named"
            raise BadInput(where, words, "load the graph into a store that has a default graph of its own")
        text = f"BASE <{self.base}>\n{sparql_prefixes()}{substituted(asked.text, bound or {}, where)}"
        made = self.endpoint.ask(text, graph=asked.form in ("CONSTRUCT", "DESCRIBE"))
        table = read_answer("graph" if made.graph else "table", made.body)
        if len(table.rows) > self.limits.rows:
            raise TooMuch(where, f"more than {self.limits.rows} rows", "ask for less, or add LIMIT")
        return table

    def part(self, query: str) -> ox.Store:
        """The triples of a CONSTRUCT as a store of their own."""
        store = ox.Store()
        rows = self.answer("names and quotes", Examined(query, "CONSTRUCT")).rows
        store.extend(ox.Quad(*row) for row in rows)  # type: ignore[arg-type]
        return store

    def gathered(self, nodes: Iterable[str], query: str) -> ox.Store:
        """The triples of a CONSTRUCT over nodes, whose IRIs take the place of %s, so many at a time."""
        store = ox.Store()
        listed = [f"<{iri(node).value}>" for node in sorted(nodes)]
        for first in range(0, len(listed), MANY):
            store.extend(self.part(query % " ".join(listed[first : first + MANY])))
        return store


def open_remote(url: str, limits: Limits | None = None) -> Remote:
    """The graph behind a query service; BadInput if none is there, or if it is laid out so that answers would be wrong.

    Questions are asked of the merged and inferred graph, each triple once. That is the service's default graph or,
    where it has none of its own, the graph `…/graph/merged`.
    """
    limits = limits or Limits()
    server = Server(url, Bounds(limits.seconds, limits.seconds, limits.output_bytes, TRIES, passing=BUSY))
    found = _data_sets(Remote(Endpoint(server), NO_BASE))
    named = set[str]() if list(found.values()) == [1] else _merged(Endpoint(server))
    if named:
        base = _one(sorted(named), url)
        remote = Remote(Endpoint(server, f"{base}{MERGED}"), base, limits=limits)
        if _data_sets(remote).get(base) != 1:
            raise BadInput(url, f"asked for {base}{MERGED} it answers from elsewhere", LAYOUT)
        return _held(Remote(remote.endpoint, base, _sees_graphs(remote), limits))
    if not found:
        raise BadInput(url, "its default graph holds no graph of this program", LAYOUT)
    base = _one(sorted(found), url)
    if found[base] != 1:
        raise BadInput(url, "its default graph counts a triple once for each graph that holds it", LAYOUT)
    return _held(Remote(Endpoint(server), base, limits=limits))


def ask_remote(url: str, stored: StoredQuery, params: Mapping[str, str], how: Asking) -> Table:
    """The answer of a remote graph to a question, as a build would give it (kg.pipeline.ask)."""
    from kg.pipeline.querying import bare_name

    asked = judged(stored)
    if how.evidence:
        hold_evidence(stored)
    remote = open_remote(url, Limits() if how.timeout is None else Limits(seconds=how.timeout))
    known = _named(remote, names_asked(stored, params, remote.base))
    bound = bind(known, stored, params, base=remote.base, bare=bare_name, choose=how.choose)
    table = remote.answer(stored.id, asked, {variable.value: term for variable, term in bound.items()})
    quotes = _quotes(remote, table, stored) if how.evidence else ox.Store()
    table = finished(quotes, table, stored, evidence=how.evidence)
    return table if how.limit is None else table.first(how.limit)


def _data_sets(remote: Remote) -> dict[str, int]:
    """The bases of the program's data sets in the default graph, with how often one triple of each is found there."""
    ours = f"?d a void:Dataset . FILTER (STRENDS(STR(?d), '/{DATASET}'))"
    query = f"SELECT ?d (COUNT(*) AS ?n) WHERE {{ {ours} }} GROUP BY ?d"
    rows = remote.answer("layout", Examined(query, "SELECT")).values()
    return {dataset.removesuffix(DATASET): int(number) for dataset, number in rows}


def _merged(endpoint: Endpoint) -> set[str]:
    """The bases whose merged view is a named graph."""
    query = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?d a void:Dataset }} FILTER (STRENDS(STR(?g), '/{MERGED}')) }}"
    rows = Remote(endpoint, NO_BASE).answer("layout", Examined(query, "SELECT", by_graph=True)).values()
    return {graph.removesuffix(MERGED) for (graph,) in rows}


def _sees_graphs(remote: Remote) -> bool:
    query = f"ASK {{ GRAPH ?g {{ <{remote.base}{DATASET}> a void:Dataset }} FILTER (!STRENDS(STR(?g), '/{MERGED}')) }}"
    return remote.answer("layout", Examined(query, "ASK")).values() == (("true",),)


def _held(remote: Remote) -> Remote:
    """The graph, if what reasoning added is in what is asked: one such triple tells, for none is asserted as well."""
    query = (
        f"ASK {{ {{ SELECT ?s ?p ?o WHERE {{ GRAPH <{remote.base}graph/inferred> {{ ?s ?p ?o }} }} LIMIT 1 }} "
        "FILTER NOT EXISTS { ?s ?p ?o } }"
    )
    if remote.answer("layout", Examined(query, "ASK")).values() == (("true",),):
        raise BadInput(remote.endpoint.server.url, "its default graph lacks what reasoning added", LAYOUT)
    return remote


def _one(bases: Sequence[str], url: str) -> str:
    if len(bases) > 1:
        listed = ", ".join(bases[:3])
        raise BadInput(url, f"several graphs are in one ({listed})", "give each a store of its own")
    try:
        return iri(bases[0]).value
    except ValueError:
        raise BadInput(url, "its IRIs are none", LAYOUT) from None


def _named(remote: Remote, asked: Iterable[tuple[str, str | None]]) -> ox.Store:
    """What is needed to find things by name as kg.naming does: of a label as written its bearers, else all names of the
    class. UsageError where those are too many.
    """
    known = ox.Store()
    for words, kind in asked:
        of_kind = f"?t a <{expand(kind)}> . " if kind else ""
        label = str(ox.Literal(words))
        found = remote.part(
            f"CONSTRUCT {{ ?t rdfs:label {label} . ?t a ?c }} WHERE {{ ?t rdfs:label {label} . {of_kind}?t a ?c }}"
        )
        try:
            known.extend(found if len(found) else remote.part(
                f"CONSTRUCT {{ ?t ?p ?l . ?t a ?c }} WHERE {{ {of_kind}VALUES ?p {{ rdfs:label skos:altLabel }} "
                "?t ?p ?l ; a ?c }"
            ))  # fmt: skip
        except TooMuch:
            remedy = "give its label as written there, or its IRI"
            raise UsageError(words, "no label is written so, and there are too many names to search", remedy) from None
    return known


def _quotes(remote: Remote, table: Table, stored: StoredQuery) -> ox.Store:
    """What kg.query needs of the graph to show the quotes that the rows of an answer rest on."""
    at = table.columns.index(hold_evidence(stored))
    cells = (row[at] for row in table.rows)
    nodes = {node for cell in cells if cell is not None for node in cell.value.split()}
    about = remote.gathered(nodes, (
        "CONSTRUCT { ?node pd:hasReason ?r . ?c pd:claimsAbout ?node } WHERE { VALUES ?node { %s } "
        "{ ?node pd:hasReason ?r } UNION { ?c pd:claimsAbout ?node } }"
    ))  # fmt: skip
    claims = nodes | {quad.subject.value for quad in about if isinstance(quad.subject, ox.NamedNode)}
    about.extend(remote.gathered(claims, (
        "CONSTRUCT { ?c pd:hasEvidence ?e . ?e oa:hasSource ?a ; oa:hasSelector ?s . ?s ?p ?v . ?a ?q ?w } "
        "WHERE { VALUES ?c { %s } VALUES ?p { oa:exact oa:start oa:end } "
        "VALUES ?q { dcterms:identifier dcterms:source } "
        "?c pd:hasEvidence ?e . ?e oa:hasSource ?a ; oa:hasSelector ?s . ?s ?p ?v . OPTIONAL { ?a ?q ?w } }"
    )))  # fmt: skip
    return about
