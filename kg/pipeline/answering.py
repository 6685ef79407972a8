"""What the guarded process of the server can do: free queries, stored questions, things, whole graphs.

Comes in: orders with their bounds. Goes out: answers written in the format wanted, cut where a bound says so. It never
answers in the server's own process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg import exports
from kg.pipeline.querying import bare_name
from kg.pipeline.telling import jobs
from kg.query import Table, list_queries, render, run_query
from kg.query.binding import VOCABULARY, vocabulary
from kg.query.child import Answer, Job, Order, prepared
from kg.query.child import main as serve_orders
from kg.query.evaluating import Bound, evaluate, first, view
from kg.serve.media import BY_NAME
from kg.serve.plain import table_page, thing_page
from kg.vocab import iri, term

SHOWN = ("rdf:type", "rdfs:label")
LASTING = ("stored", "describe", "graph", "graphs", "find", "told", "explain")  # all but text from outside
TRIPLE = ("subject", "predicate", "object")


def main() -> None:
    """Serve orders from the graph that the command line names."""
    serve_orders(prepare, LASTING)


def prepare(store: ox.Store, base: str) -> Mapping[str, Job]:
    """The jobs; all that they read from files or load is read and loaded now, for a child cannot."""
    prepared(store, base)
    bare_name("")
    for kind in VOCABULARY.values():
        vocabulary(kind)
    questions = {question.id: question for question in list_queries()}
    for format in exports.RDF:
        exports.serialize(ox.Store(), format)

    def free(order: Order) -> Answer:
        found = evaluate(store, {**order, "data_in_query": True}, base)
        wanted = order["formats"]["graph" if found.table.kind == "graph" else "table"]
        if wanted is None:
            return {"unacceptable": found.table.kind}, b""
        return written(found.table, wanted, order, base, found.cut)

    def stored(order: Order) -> Answer:
        question = questions[order["name"]]
        table = run_query(
            store, question, order["params"], base=base, evidence=order["evidence"], bare=bare_name
        )  # fmt: skip
        kept = table.first(order["rows"])
        return written(kept, order["format"], order, base, "rows" if len(kept.rows) < len(table.rows) else None)

    return {
        "sparql": free,
        "stored": stored,
        "describe": lambda order: _described(store, order, base),
        "graph": lambda order: _whole(store, order, base),
        **jobs(store, base, questions),
        "graphs": lambda order: ({}, json.dumps(sorted(g.value for g in store.named_graphs())).encode()),
    }


def written(table: Table, format: str, order: Order, base: str, cut: Bound | None) -> Answer:
    """A table in a format, with as many rows as the bound on bytes allows, and the sign that it is cut."""
    most = int(order["output_bytes"])
    while True:
        note = f"{order['rows']} rows" if cut == "rows" else f"{most} bytes"
        body = _body(table, format, str(order.get("title", "Answer")), base, f"Cut: more than {note}." if cut else "")
        if len(body) <= most or not table.rows:
            return {"kind": table.kind, "format": format, "cut": note if cut else None}, body
        table, cut = table.first(min(len(table.rows) - 1, len(table.rows) * most // len(body))), "bytes"


def _body(table: Table, format: str, title: str, base: str, note: str) -> bytes:
    if table.kind == "graph":
        part = ox.Store()
        part.extend(ox.Quad(*row) for row in table.rows)  # type: ignore[arg-type]
        return _marked_graph(exports.serialize(part, format), format, note)
    if format == "html":
        return table_page(title, table.columns, table.rows, base, note)
    return _marked_table(render(table, format), format, note)


def _marked_table(body: bytes, format: str, note: str) -> bytes:
    """The sign that a table is cut: a link in its head (SPARQL results JSON and XML); CSV and TSV have no place."""
    if not note:
        return body
    if format == "json":
        return body.replace(b'"head": {', f'"head": {{\n  "link": ["/bounds"],\n  "cut": "{note}",'.encode(), 1)
    if format == "xml":
        return body.replace(b"</head>", f'<link href="/bounds"/></head><!-- {note} -->'.encode(), 1)
    return body + f"\n{note}\n".encode() if format == "md" else body


def _marked_graph(body: bytes, format: str, note: str) -> bytes:
    """The sign that a graph is cut, as a comment; JSON-LD has none."""
    if note and format == "rdfxml":
        return body.replace(b"?>\n", f"?>\n<!-- {note} -->\n".encode(), 1)
    return BY_NAME[format].comment.format(note).encode() + body if note else body


def _described(store: ox.Store, order: Order, base: str) -> Answer:
    """The first of the things that the graph holds: what is said of it, what speaks of it, the names of both."""
    for thing in order["things"]:
        try:
            node = iri(thing)
        except ValueError:
            continue
        said, of_it = _quads(store, node, None, base), _quads(store, None, node, base)
        if any(said) or any(of_it):
            break
    else:
        return {"thing": None}, b""
    triples = ((q.subject, q.predicate, q.object) for q in (*said, *of_it))
    rows, cut = first(triples, order["rows"], order["output_bytes"])
    if order["format"] == "html":
        pairs = [(p, o) for s, p, o in rows if s == node], [(s, p) for s, p, o in rows if s != node]
        labels = sorted(o.value for p, o in pairs[0] if p == term("rdfs:label") and o is not None)
        page = thing_page(labels[0] if labels else thing, thing, *pairs, base)
        return {"thing": thing, "format": "html", "cut": cut}, page
    named = {cell for row in rows for cell in (row[0], row[2]) if isinstance(cell, ox.NamedNode)} - {node}
    shown = {q for one in named for p in SHOWN for q in store.quads_for_pattern(one, term(p), None, ox.DefaultGraph())}
    more, _ = first(((q.subject, q.predicate, q.object) for q in shown), 1 << 62, order["output_bytes"])
    table = Table("graph", TRIPLE, tuple({*rows, *more})).sorted()
    head, body = written(table, order["format"], order, base, cut)
    return {**head, "thing": thing}, body


def _quads(store: ox.Store, subject: ox.NamedNode | None, value: ox.NamedNode | None, base: str) -> list[ox.Quad]:
    found = {
        ox.Quad(q.subject, q.predicate, q.object)
        for graph in view(base)
        for q in store.quads_for_pattern(subject, None, value, graph)
    }
    return sorted(found, key=str)


def _whole(store: ox.Store, order: Order, base: str) -> Answer:
    """A graph; its size alone bounds it."""
    graphs: Iterable[Any] = view(base) if order["graph"] is None else [ox.NamedNode(order["graph"])]

    def triples() -> Iterator[tuple[object, ...]]:
        for graph in graphs:
            for quad in store.quads_for_pattern(None, None, None, graph):
                yield quad.subject, quad.predicate, quad.object

    rows, cut = first(triples(), 1 << 62, order["output_bytes"])
    table = Table("graph", TRIPLE, tuple(rows))
    return written(table, order["format"], order, base, cut)
