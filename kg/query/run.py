"""Running queries: stored ones here, free text in a child process that can do no harm.

Comes in: a store, a query, parameters. Goes out: a `Table`. It never runs free text in its own process and never lets a
query change the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadInput, UsageError
from kg.naming import Bare, Choose
from kg.query.binding import Term, bind
from kg.query.evaluating import view
from kg.query.evidence import cited, with_evidence
from kg.query.stored import MAX_QUERY_BYTES, StoredQuery
from kg.query.substituting import substituted
from kg.query.table import Table, table_of
from kg.vocab import BASE, PREFIXES


@dataclass(frozen=True, slots=True)
class Limits:
    """What a free query may use: seconds from asking to answer, megabytes of memory beyond the data, rows and bytes of
    output.
    """

    seconds: float = 30.0
    megabytes: int = 1024
    rows: int = 100_000
    output_bytes: int = 50_000_000


def run_query(
    store: ox.Store,
    query: StoredQuery,
    params: Mapping[str, str] | None = None,
    *,
    base: str = BASE,
    limits: Limits | None = None,
    evidence: bool = False,
    bare: Bare | None = None,
    choose: Choose | None = None,
    apart: Path | None = None,
) -> Table:
    """Answer a query over the merged view and what was inferred; parameters are bound as terms.

    A reviewed query runs here unless `limits` are given; any other in a child. The columns of parameters are left out,
    and what a row rests on, unless `evidence` asks for its quotes. `bare` and `choose` help to find things by name
    (kg.naming); `apart` is where the store lies on disk, if it does, for a child to open. BadInput for a query that
    fails, UsageError for wrong parameters or for evidence of a query that names none.
    """
    if evidence:
        hold_evidence(query)
    bound = bind(store, query, params or {}, base=base, bare=bare, choose=choose)
    if query.reviewed and limits is None:
        table = _run_here(store, query, bound, base)
    else:
        table = run_free(apart or store, query.text, bound, base=base, limits=limits, where=query.id)
    return finished(store, table, query, evidence=evidence)


def finished(store: ox.Store, table: Table, query: StoredQuery, *, evidence: bool = False) -> Table:
    """An engine's answer as its readers get it: without the columns of parameters, lists and rows in order, with quotes
    in place of the column that names what a row rests on, or without it.
    """
    return _told(store, _finished(table, query), query, evidence)


def run_cited(
    store: ox.Store, query: StoredQuery, params: Mapping[str, str], *, base: str = BASE, bare: Bare | None = None
) -> tuple[Table, list[list[tuple[str, str]]]]:
    """The answer to a reviewed query, and for each row its quotes with their links.

    UsageError for wrong parameters, or a query that names no evidence.
    """
    hold_evidence(query)
    table, nodes = run_resting(store, query, params, base=base, bare=bare)
    return table, [cited(store, one.split()) for one in nodes]


def run_resting(
    store: ox.Store, query: StoredQuery, params: Mapping[str, str], *, base: str = BASE, bare: Bare | None = None
) -> tuple[Table, list[str]]:
    """The answer to a reviewed query, and for each row the IRIs that it rests on, parted by blanks: for who wants the
    quotes (kg.query.evidence) of some rows alone. UsageError for wrong parameters.
    """
    bound = bind(store, query, params, base=base, bare=bare)
    table = _finished(_run_here(store, query, bound, base), query)
    if query.evidence not in table.columns:
        return table, [""] * len(table.rows)
    at = table.columns.index(query.evidence)
    nodes = [cell.value if cell is not None else "" for cell in (row[at] for row in table.rows)]
    return table.without([query.evidence]), nodes


def hold_evidence(query: StoredQuery) -> str:
    """The column that names what each row rests on; UsageError if the query names none."""
    if query.evidence is None:
        raise UsageError(query.id, "names no evidence", "see “#+ evidence:” in the stored questions")
    return query.evidence


def _run_here(store: ox.Store, query: StoredQuery, bound: Mapping[ox.Variable, Term], base: str) -> Table:
    try:
        # The engine's own substitution leaves BOUND false of what has a value.
        text = substituted(query.text, {variable.value: term for variable, term in bound.items()}, query.id)
        results = store.query(text, prefixes=dict(PREFIXES), default_graph=view(base))
        return table_of(results)
    except (SyntaxError, ValueError, RuntimeError, OSError) as fault:
        raise BadInput(query.id, _line(fault), "mend the stored query") from None


def _told(store: ox.Store, table: Table, query: StoredQuery, evidence: bool) -> Table:
    """The table without the column of what its rows rest on, or with its quotes."""
    if query.evidence is None or query.evidence not in table.columns:
        return table
    return with_evidence(store, table, query.evidence) if evidence else table.without([query.evidence])


def _finished(table: Table, query: StoredQuery) -> Table:
    table = table.without(p.name for p in query.params) if table.kind == "select" else table
    table = table.with_ordered_lists(query.lists)
    return table if query.keeps_order and table.kind == "select" else table.sorted()


def run_free(
    store: ox.Store | Path,
    text: str,
    bound: Mapping[ox.Variable, Term] | None = None,
    *,
    base: str = BASE,
    limits: Limits | None = None,
    where: str = "query",
) -> Table:
    """Answer free SPARQL in a child process without network, with bounded memory, time and output.

    `store` is a store, or the path of one on disk or of an N-Quads file. BadInput if the query is refused, fails or
    breaks a limit.
    """
    if len(text) > MAX_QUERY_BYTES:
        raise BadInput(where, f"longer than {MAX_QUERY_BYTES} characters", "write it shorter")
    order = {
        "job": "free",
        "text": text,
        "where": where,
        "bound": {v.value: _shipped(t) for v, t in (bound or {}).items()},
        **asdict(limits or Limits()),
    }
    from kg.query.guarded import ask_once  # its asyncio and sockets are no need of stored questions

    head, body = ask_once(store, base, order)
    return read_answer(head["kind"], body)


def read_answer(kind: str, body: bytes) -> Table:
    """The table of an answer: N-Triples of a "graph", else SPARQL 1.1 results in JSON."""
    if kind == "graph":
        triples = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        rows = tuple((t.subject, t.predicate, t.object) for t in triples)
        return Table("graph", ("subject", "predicate", "object"), rows).sorted()
    return table_of(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))


def _shipped(term: Term) -> list[str]:
    return [term.value] if isinstance(term, ox.NamedNode) else [term.value, term.datatype.value]


def _line(fault: Exception) -> str:
    return " ".join(str(fault).split())[:300]
