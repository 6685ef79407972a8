"""The evaluation of free SPARQL, within its bounds, in a process that may be lost.

Comes in: a store and an order: text, bound terms, the graphs that are asked, how much may come out. Goes out: a table,
and by which bound it is cut. It never runs what the guard refuses, and adds nothing to the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

import pyoxigraph as ox

from kg.errors import TooMuch
from kg.query.guard import Data, examine
from kg.query.substituting import substituted
from kg.query.table import Cell, Table, cell_of, table_of
from kg.query.writing import render
from kg.vocab import BASE, PREFIXES

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Bound = Literal["rows", "bytes"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a query gave, and which bound cut it; None if it is whole."""

    table: Table
    cut: Bound | None = None


def free_answer(store: ox.Store, order: Mapping[str, Any], base: str) -> tuple[dict[str, Any], bytes]:
    """The answer to free text as bytes that the asker reads back; TooMuch if it breaks a bound."""
    found = evaluate(store, order, base)
    if found.cut == "rows":
        raise TooMuch(str(order["where"]), f"more than {order['rows']} rows", "ask for less, or add LIMIT")
    body = render(found.table, "nt" if found.table.kind == "graph" else "json")
    if found.cut or len(body) > int(order["output_bytes"]):
        raise TooMuch(str(order["where"]), f"the answer is larger than {order['output_bytes']} bytes", "ask for less")
    return {"kind": found.table.kind}, body


def evaluate(store: ox.Store, order: Mapping[str, Any], base: str) -> Found:
    """The first rows of the answer, as many as the bounds allow.

    `order` has `text` and `where`; `bound`, terms by variable; `rows` and `output_bytes`; `data`, the graphs asked by
    the protocol ({"default": […], "named": […]}), None for the merged and inferred view; `data_in_query` allows
    FROM. BadInput for what the guard refuses.
    """
    asked = examine(order["text"], str(order["where"]), data_allowed=bool(order.get("data_in_query")))
    given = order.get("data")
    data = Data(tuple(given["default"]), tuple(given["named"])) if given is not None else asked.data
    text = substituted(asked.text, {n: _term(parts) for n, parts in order.get("bound", {}).items()})
    asks, default, named = _data_set(store, data, base)
    results = asks.query(
        text, base_iri=base, prefixes=dict(PREFIXES), default_graph=default, named_graphs=named
    )
    return _collected(results, int(order["rows"]), int(order["output_bytes"]))


def view(base: str = BASE) -> list[Graph]:
    """The graphs that queries see as one: the merged view and the inferred triples, which share none."""
    return [ox.DefaultGraph(), ox.NamedNode(f"{base}graph/inferred")]


def _data_set(store: ox.Store, data: Data | None, base: str) -> tuple[ox.Store, list[Graph], list[Any] | None]:
    """The store to ask with its default graph and named graphs: graphs of the store alone, those unknown are empty.

    A union of several named graphs is made in a store of its own, for the engine counts what they share more than once.
    """
    if data is None:
        return store, view(base), None
    named = [ox.NamedNode(iri) for iri in data.named]
    if len(data.default) < 2:
        return store, [ox.NamedNode(iri) for iri in data.default], named
    made = ox.Store()
    for iri in data.default:
        quads = store.quads_for_pattern(None, None, None, ox.NamedNode(iri))
        made.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    for graph in named:
        made.extend(store.quads_for_pattern(None, None, None, graph))
    return made, [ox.DefaultGraph()], list(named)


def _collected(results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, rows: int, size: int) -> Found:
    if isinstance(results, ox.QueryBoolean):
        return Found(table_of(results))
    if isinstance(results, ox.QuerySolutions):
        columns = tuple(v.value for v in results.variables)
        kept, cut = first(results, rows, size)
        return Found(Table("select", columns, tuple(kept)), cut)
    kept, cut = first(_once(results), rows, size)
    return Found(Table("graph", ("subject", "predicate", "object"), tuple(kept)).sorted(), cut)


def _once(triples: Iterable[ox.Triple]) -> Iterable[Sequence[object]]:
    seen = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple.subject, triple.predicate, triple.object


def first(results: Iterable[Iterable[object]], rows: int, size: int) -> tuple[list[tuple[Cell, ...]], Bound | None]:
    """At most `rows` rows whose values hold at most `size` characters; and which bound there is more than."""
    kept: list[tuple[Cell, ...]] = []
    held = 0
    for result in islice(results, rows):
        row = tuple(None if value is None else cell_of(value) for value in result)
        held += sum(len(cell.value) for cell in row if cell is not None)
        if held > size:
            return kept, "bytes"
        kept.append(row)
    return kept, "rows" if len(kept) == rows and next(iter(results), None) is not None else None


def _term(parts: list[str]) -> ox.NamedNode | ox.Literal:
    return ox.NamedNode(parts[0]) if len(parts) == 1 else ox.Literal(parts[0], datatype=ox.NamedNode(parts[1]))
