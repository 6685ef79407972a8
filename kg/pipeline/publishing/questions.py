"""The stored questions with their answers.

Comes in: a build. Goes out: the list of the questions, and a page for each with answer, evidence, parameters, SPARQL.
It never fails because a corpus lacks what a question asks about unless told otherwise: it asks about what is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import UsageError
from kg.pipeline.publishing.desk import FOLDERS, Desk, row
from kg.pipeline.publishing.lists import title_of
from kg.query import Param, StoredQuery, list_queries
from kg.query import Table as Answer
from kg.query.header import without_header
from kg.query.run import run_resting
from kg.site import Code, Fact, Facts, Head, Link, Made, Page, Row, Table

ROWS_OF_ANSWER = 200
ENTITIES = ("party", "person", "state")  # which things a question about any thing is put about
NO_ROWS = "No row: the graph holds nothing that fits."
NOT_HERE = "This corpus holds nothing that the question could be about without a parameter."


def questions_page(desk: Desk) -> Page:
    """The stored questions."""
    rows = tuple(
        row(Link(stored.question, f"questions/{stored.id}/index.html"), next(iter(stored.tags), ""), stored.id)
        for stored in asked()
    )
    table = Table("list", "Questions", ("Question", "About", "Name"), rows, quoted=False)
    lead = "Each with its answer from this corpus, the words it rests on, and its SPARQL."
    return Page(Head("questions/index.html", "Questions", lead=lead), (table,))


def asked() -> list[StoredQuery]:
    """The stored questions and reports that have a page."""
    return [stored for stored in list_queries() if not stored.id.startswith("check-")]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to the graph: the values of its parameters as a user would write them, the answer if one is, and
    what each of its rows rests on.
    """

    given: Mapping[str, str]
    answer: Answer | None
    nodes: Sequence[str] = ()


def ask(desk: Desk, stored: StoredQuery) -> Asked:
    """The answer with the question's own defaults; where these name nothing here, about what most articles tell of."""
    given = {} if all(_is_here(desk, param) for param in stored.params) else _told_most(desk, stored)
    try:
        return Asked(given, *run_resting(desk.built.store, stored, given, base=desk.built.base))
    except UsageError:
        return Asked({}, None)


def _is_here(desk: Desk, param: Param) -> bool:
    """Whether what the default of a parameter names is in the graph, where it names a thing."""
    if param.default is None or not (param.type == "entity" or param.type.startswith("pd:")):
        return True
    return desk.is_name(param.default)


def _told_most(desk: Desk, stored: StoredQuery) -> dict[str, str]:
    """For each parameter that means a thing, the IRI of one of its kind, the most told first, none of them twice."""
    given: dict[str, str] = {}
    for param in stored.params:
        folders = ENTITIES if param.type == "entity" else [f for f, (kind, _) in FOLDERS.items() if kind == param.type]
        ranked = (thing for thing in desk.told_most(folders) if thing not in given.values())
        if folders and (thing := next(ranked, None)):
            given[param.name] = thing
    return given


def question_page(desk: Desk, stored: StoredQuery) -> Page:
    """A stored question with its answer, evidence, parameters and SPARQL."""
    asked = ask(desk, stored)
    params = tuple(Fact(param.name, (_value(desk, param, asked),)) for param in stored.params)
    blocks = (
        *((Facts(params),) if params else ()),
        _answer(asked, stored, desk, "With the parameters above." if params else ""),
        Code("sparql", "SPARQL", without_header(stored.text), f"Ask it yourself: {_command(stored, asked)}"),
    )  # fmt: skip
    head = Head(
        f"questions/{stored.id}/index.html", stored.question, kind=title_of(stored), lead=stored.description,
        crumbs=(Link("Questions", "questions/index.html"), Link(stored.id)),
    )  # fmt: skip
    return Page(head, blocks)


def _value(desk: Desk, param: Param, asked: Asked) -> Link:
    note = f"{param.type}, {param.description}"
    if param.name in asked.given:
        return replace(desk.link(asked.given[param.name]), note=note)
    return Link(param.default or "open", None, note)


def _command(stored: StoredQuery, asked: Asked) -> str:
    given = "".join(f" --param {name}={value}" for name, value in asked.given.items())
    return f"kg query {stored.id}{given}{' --evidence' if stored.evidence else ''}"


def _answer(asked: Asked, stored: StoredQuery, desk: Desk, note: str) -> Table:
    answer = asked.answer
    if answer is None:
        return Table("answer", "Answer", (), (), NOT_HERE)

    def made(number: int) -> Row:
        return row(*map(desk.named, answer.values_of(number)), quotes=desk.cited(asked.nodes[number]))

    heads = tuple(column.replace("_", " ") for column in answer.columns)
    note = note if answer.rows else f"{note} {NO_ROWS}".strip()
    rows = Made(range(min(ROWS_OF_ANSWER, len(answer.rows))), made)
    return Table("answer", "Answer", heads, rows, note, stored.evidence is not None, len(answer.rows))
