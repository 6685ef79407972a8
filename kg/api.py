"""The graph from Python and from notebooks: open a build, ask it, have things explained.

Comes in: the folder of a build, questions, names as people write them. Goes out: answers with Python values that become
data frames, rdflib graphs or HTML, and explanations. It never changes a build, reaches the network or prints.

    >>> import kg
    >>> graph = kg.open("build")
    >>> answer = graph.query("cq-39-articles")
    >>> answer.columns
    ('article', 'outlet', 'issued', 'place', 'title')
    >>> len(answer)
    5
    >>> bool(graph.query("ASK { ?event a pd:Meeting }"))
    True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import pipeline
from kg.errors import UsageError
from kg.paths import write_atomically
from kg.vocab import PREFIXES, shorten

if TYPE_CHECKING:
    import pandas
    import rdflib

    from kg.explain import Explanation
    from kg.pipeline.asking import Built
    from kg.query import Table
    from kg.validate import Report

Value = str | int | Decimal | bool | date | None
XSD = PREFIXES["xsd"]
SHOWN = 200  # rows of an answer that a notebook shows


def open_graph(folder: str | Path = "build") -> Graph:
    """The graph of a build (`kg.open`). BadInput if the folder holds none."""
    return Graph(pipeline.open_build(Path(folder)))


@dataclass(frozen=True)
class Graph:
    """A build to ask; its parts are loaded when they are first needed."""

    built: Built

    def query(
        self,
        question: str,
        /,
        *,
        evidence: bool = False,
        limit: int | None = None,
        timeout: float | None = None,
        **params: object,
    ) -> Answer:
        """The answer to a stored query (by name or the start of it), the path of a .rq file, or SPARQL text.

        Parameters are given as people write them: names, days, numbers; `evidence` adds quotes and links, `limit`
        bounds rows, `timeout` seconds. UsageError for a wrong name or parameter, BadInput for a query that fails.

            >>> graph = open_graph("build")
            >>> graph.query("cq-21", state="laos").column("abbreviations")
            ('LPRP',)
            >>> graph.query("SELECT ?label { ?p a pd:Party ; rdfs:label ?label } ORDER BY ?label", limit=1)[0]
            {'label': 'A Just Russia'}
            >>> graph.query("cq-33", since="2027", until="2027").column("state")
            ('announced',)
        """
        how = pipeline.Asking(evidence=evidence, limit=limit, timeout=timeout)
        return Answer(pipeline.ask(self.built, question, {n: _written(v) for n, v in params.items()}, how))

    def queries(self, topic: str | None = None) -> Answer:
        """The stored queries: topic, id, question, parameters.

        >>> open_graph("build").queries("visits").columns
        ('topic', 'id', 'question', 'parameters')
        """
        return Answer(pipeline.queries_table(topic))

    def explain(self, thing: str) -> Explained:
        """What stands behind a thing or claim, named by IRI, prefix:name or label: sentences, rules, premises.

        >>> open_graph("build").explain("laos").iri
        'https://w3id.org/party-diplomacy/id/state/laos'
        """
        found = pipeline.explanation(self.built, thing)
        made = Explained(found.render())
        made.iri, made.explanation = found.iri, found
        return made

    def findings(self) -> Answer:
        """What the comparison of accounts shows: report, kind, finding.

        >>> open_graph("build").findings().columns
        ('report', 'kind', 'finding')
        """
        return Answer(pipeline.findings_table(pipeline.findings(self.built)))

    def validate(self) -> Report:
        """The build held against the shapes: `.violations`, worst first, and `.counts` by severity.

        >>> open_graph("build").validate().counts["violation"]
        0
        """
        return pipeline.report_of(self.built)

    def as_of(self, day: str | date) -> Graph:
        """The graph as of a day (YYYY-MM-DD): from the articles that had appeared by then."""
        return Graph(pipeline.as_known(self.built, str(day))[0])

    def to_rdflib(self, *, inferred: bool = True) -> rdflib.Graph:
        """The merged view, with or without what reasoning added, as an rdflib graph of the project's prefixes.

        >>> len(open_graph("build").to_rdflib(inferred=False)) > 1000
        True
        """
        graphs: list[ox.DefaultGraph | ox.NamedNode] = [ox.DefaultGraph(), *([self.built.inferred] if inferred else [])]
        quads = (quad for graph in graphs for quad in self.built.store.quads_for_pattern(None, None, None, graph))
        return _rdflib_graph(sorted({f"{q.subject} {q.predicate} {q.object} ." for q in quads}))

    def __repr__(self) -> str:
        return f"kg.open({str(self.built.folder)!r})"


@dataclass(frozen=True, repr=False)
class Answer:
    """A table: `columns`, and `rows` of Python values (str for IRIs and words, int, Decimal, date, bool, None).

    Iterate over it for rows as dicts; index it for one of them. The answer to ASK is its truth; a graph (CONSTRUCT,
    DESCRIBE) has triples as rows.
    """

    table: Table
    rows: tuple[tuple[Value, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", tuple(tuple(map(_value, row)) for row in self.table.rows))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.table.columns

    def column(self, name: str) -> tuple[Value, ...]:
        """The values of one column; KeyError if there is none of this name."""
        if name not in self.columns:
            raise KeyError(name)
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame; UsageError without pandas, which is an extra.

        >>> open_graph("build").query("cq-39").to_pandas().shape
        (5, 5)
        """
        try:
            import pandas
        except ImportError:
            remedy = 'install it: pip install "party-diplomacy-graph[pandas]"'
            raise UsageError("to_pandas", "pandas is not installed", remedy) from None
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))

    def to_rdflib(self) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE as an rdflib graph; UsageError for rows that are none.

        >>> len(open_graph("build").query("CONSTRUCT { ?s a ?t } { ?s a ?t } LIMIT 3").to_rdflib())
        3
        """
        if self.table.kind != "graph":
            raise UsageError("to_rdflib", "these rows are no graph", "ask with CONSTRUCT or DESCRIBE")
        return _rdflib_graph([f"{s} {p} {o} ." for s, p, o in self.table.rows])

    def render(self, format: str = "csv") -> str:
        """The answer as csv, tsv, json, xml, md or table; a graph as ttl or nt."""
        return pipeline.render(self.table, format).decode()

    def save(self, path: str | Path) -> None:
        """Write the answer to a file, whole or not at all, in the format of its suffix."""
        write_atomically(Path(path), self.render(Path(path).suffix.removeprefix(".").lower()))

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return self.rows[0][0] is True if self.table.kind == "ask" else bool(self.rows)

    def __iter__(self) -> Iterator[Mapping[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __getitem__(self, at: int) -> Mapping[str, Value]:
        return dict(zip(self.columns, self.rows[at], strict=True))

    def __repr__(self) -> str:
        return self.render("table").rstrip("\n")

    def _repr_html_(self) -> str:
        """A table for a notebook: everything escaped, addresses of the web as links."""
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>" for row in self.table.rows[:SHOWN])
        more = f"<p>{len(self.rows) - SHOWN} more rows</p>" if len(self.rows) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class Explained(str):
    """An explanation in words; `.iri` is what it explains, `.explanation` its parts."""

    iri: str
    explanation: Explanation

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self)}</pre>"


def _written(value: object) -> str:
    """A parameter as a person would write it; the short form of truth values is SPARQL's."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> Value:
    if not isinstance(term, ox.Literal):
        return None if term is None else term.value
    kind = term.datatype.value.removeprefix(XSD)
    if kind == "boolean":
        return term.value == "true"
    try:
        if kind == "integer":
            return int(term.value)
        if kind == "decimal":
            return Decimal(term.value)
        return date.fromisoformat(term.value) if kind == "date" else term.value
    except (ValueError, ArithmeticError):
        return term.value


def _html_cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str:
    if isinstance(term, ox.NamedNode):
        shown = escape(shorten(term.value))
        web = term.value.startswith(("http://", "https://"))
        return f'<td><a href="{escape(term.value)}">{shown}</a></td>' if web else f"<td>{shown}</td>"
    return f"<td>{'' if term is None else escape(term.value)}</td>"


def _rdflib_graph(lines: list[str]) -> rdflib.Graph:
    import rdflib

    made: rdflib.Graph = rdflib.Graph().parse(data="\n".join(lines), format="nt")
    for prefix, space in PREFIXES.items():
        made.bind(prefix, space, replace=True)
    return made
