"""Questions in SPARQL put to a build, and the list of those that are stored.

Comes in: a build, a question and its parameters as a person writes them. Goes out: tables, or bytes in one of the query
room's formats. It never changes a build and never chooses between things that bear one name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.naming import Choose
from kg.pipeline.asking import Built, table_of
from kg.query import (
    Limits,
    Param,
    StoredQuery,
    Table,
    catalogue,
    list_queries,
    load_query,
    parse_query,
    render,
    run_query,
)

__all__ = ["Asking", "ask", "queries", "queries_table", "query", "render"]

TOPICS = tuple(
    "parties officials offices meetings visits agreements statements figures findings provenance checks".split()
)
SPARQL = re.compile(
    r"\s*(#|(prefix|base|select|ask|construct|describe|insert|delete|with|load|clear|drop|create|add|move|copy)\b\s*\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question is asked: with quotes or not, the seconds it may take, the rows wanted, who chooses between
    things of one name.
    """

    evidence: bool = False
    timeout: float | None = None
    limit: int | None = None
    choose: Choose | None = None


def ask(built: Built | str, question: str, params: Mapping[str, str], how: Asking | None = None) -> Table:
    """The answer to a stored query's name, the path of a .rq file, or SPARQL text, of a build or of the graph behind
    the query service at an address.

    With `evidence` each row ends in the quotes that it rests on, where the query names them. A question with a
    `timeout` runs in a child process, stored or not.
    """
    how = how or Asking()
    if isinstance(built, str):
        from kg.pipeline.remote import ask_remote

        return ask_remote(built, _query(question), params, how)
    limits = None if how.timeout is None else Limits(seconds=how.timeout)
    table = run_query(
        built.store, _query(question), params, base=built.base, limits=limits, evidence=how.evidence,
        bare=bare_name, choose=how.choose, apart=built.place,
    )  # fmt: skip
    return table if how.limit is None else table.first(how.limit)


def query(
    built: Built | str,
    question: str,
    params: Mapping[str, str],
    format: str,
    how: Asking | None = None,
    excel: bool = False,
) -> bytes:
    """The answer in one of the query room's formats; `excel` makes CSV that a spreadsheet opens safely."""
    return render(ask(built, question, params, how), format, excel=excel)


def _query(question: str) -> StoredQuery:
    is_text = SPARQL.match(question) is not None and not Path(question.split("\n")[0][:200]).is_file()
    return parse_query(question, "query") if is_text else load_query(question)


def bare_name(name: str) -> str:
    """A person's name as resolution compares it; the room is loaded only where labels alone do not tell."""
    from kg.resolve.names import person_name

    bare = person_name(name)
    return " ".join((*bare.words, bare.generation or ""))


def queries(format: str, topic: str | None = None) -> bytes:
    """The stored queries by topic, as `queries_table` has them; as a graph, in terms of SHACL."""
    if format in ("ttl", "nt", "turtle", "ntriples"):
        return render(catalogue(_about(topic)), format)
    listed = queries_table(topic)
    if format == "table":
        above = ["", *(row[0] for row in listed.values())]
        shown = [(row[0] if row[0] != top else "", *row[1:]) for row, top in zip(listed.values(), above, strict=False)]
        listed = table_of(listed.columns, shown)
    return render(listed, format)


def queries_table(topic: str | None = None) -> Table:
    """The stored queries by topic: topic, id, question, parameters with types and defaults; UsageError if none is."""
    ranked = sorted(_about(topic), key=lambda q: (_rank(q), q.id))
    rows = [(next(iter(q.tags), ""), q.id, q.question, "; ".join(map(_parameter, q.params))) for q in ranked]
    return table_of(("topic", "id", "question", "parameters"), rows)


def _about(topic: str | None) -> list[StoredQuery]:
    listed = [q for q in list_queries() if topic in (None, *q.tags)]
    if not listed:
        raise UsageError("kg queries", f"no question is about {topic!r}", f"use one of {', '.join(TOPICS)}")
    return listed


def _rank(stored: StoredQuery) -> int:
    return min((TOPICS.index(tag) for tag in stored.tags if tag in TOPICS), default=len(TOPICS))


def _parameter(param: Param) -> str:
    allowed = f", one of {', '.join(param.choices)}" if param.choices else ""
    return f"{param.name} ({param.type}{allowed}{'' if param.default is None else f', {param.default} unless given'})"
