"""What can be asked of a build: queries, findings, explanations, validation, statistics.

Comes in: the folder of a build, or a store just made, and a question. Goes out: bytes and text ready to be printed. It
never changes a build, and loads of it only what the question needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.engines import Engine
from kg.errors import BadInput
from kg.manifest import written_in
from kg.nquads import loaded
from kg.paths import settled
from kg.pipeline.storing import kept, place_of
from kg.query import StoredQuery, Table, list_queries, load_query, render, run_query
from kg.vocab import BASE, iri

if TYPE_CHECKING:
    from kg.explain import Explanation
    from kg.model import Reading
    from kg.resolution import Decision
    from kg.validate import Report


@dataclass(frozen=True, slots=True)
class Finding:
    """What one row of a report says: the query that found it, its kind, the sentence."""

    report: str
    kind: str
    sentence: str

    def __str__(self) -> str:
        """The sentence with its kind in front."""
        return f"[{self.kind}] {self.sentence}" if self.kind else self.sentence


@dataclass
class Built:
    """A build to ask: from its folder, or from a store and readings just made. Its parts are loaded when first used."""

    folder: Path
    base: str = BASE
    made: ox.Store | None = None
    read: tuple[Reading, ...] | None = None

    @cached_property
    def store(self) -> ox.Store:
        """The whole data set: the merged view as default graph, the named graphs beside it. Not to be changed."""
        if self.made is not None:
            return self.made
        if (on_disk := kept(self.folder)) is not None:
            return on_disk
        try:
            return loaded(self.folder / "graph.nq")
        except (OSError, SyntaxError, ValueError):
            raise self._broken("graph.nq") from None

    @cached_property
    def place(self) -> Path | None:
        """Where the store lies on disk; None for one that is loaded into memory."""
        return place_of(self.folder) if self.made is None else None

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What each article says, its text included."""
        if self.read is not None:
            return self.read
        from kg.cache import parse

        try:
            records = json.loads((self.folder / "private" / "readings.json").read_bytes())
            return tuple(parse(json.dumps(record).encode()) for record in records)
        except (OSError, ValueError):
            raise self._broken("private/readings.json") from None

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What persons had decided when the build was made."""
        from kg.decisions import NAME, read

        return read(self.folder / NAME) if self.made is None else ()

    @cached_property
    def texts(self) -> dict[str, str]:
        """The articles' texts by name."""
        return {reading.article.name: reading.article.text for reading in self.readings}

    @property
    def inferred(self) -> ox.NamedNode:
        """The graph of what reasoning added."""
        return iri(f"{self.base}graph/inferred")

    def _broken(self, name: str) -> BadInput:
        return BadInput(str(self.folder / name), "this part of the build is missing or damaged", "run kg build again")


def open_build(folder: Path) -> Built:
    """The build in a folder; BadInput if there is none."""
    try:
        return Built(folder, written_in(settled(folder), "base"))
    except FileNotFoundError:
        raise BadInput(str(folder), "no build is here", "run kg build first, or name one with --build") from None


def report_of(built: Built, engine: Engine = "reference") -> Report:
    """The build held against the shapes by an engine (kg.validate), its quotes against the articles' texts."""
    from kg.validate import validate as hold

    return hold(built.store, texts=built.texts, base=built.base, engine=engine)


def explanation(built: Built, subject: str) -> Explanation:
    """What stands behind a thing, event or claim: sentences, rules, references, merges, reasoning steps."""
    from kg import explain as explaining
    from kg.reason import derivations, read_axioms

    axioms = read_axioms()

    def derive(triple: explaining.Triple) -> Sequence[explaining.Step]:
        return derivations(built.store, triple, base=built.base, axioms=axioms)

    return explaining.explain(built.store, built.texts, subject, base=built.base, derive=derive)


def explain(built: Built, subject: str) -> str:
    """The explanation of a thing, event or claim in words."""
    return explanation(built, subject).render()


def counts(built: Built) -> list[tuple[str, int]]:
    """What a build holds: things by class and claims by kind, as report-counts has them, and triples, once each."""
    rows = [(what, int(n)) for what, n in run_query(built.store, load_query("report-counts"), base=built.base).values()]
    sizes = (("triples asserted", ox.DefaultGraph()), ("triples inferred", built.inferred))
    return rows + [(what, sum(1 for _ in built.store.quads_for_pattern(None, None, None, g))) for what, g in sizes]


def stats(built: Built, format: str) -> bytes:
    """The counts of a build as a table."""
    return render(table_of(("what", "count"), [(what, str(number)) for what, number in counts(built)]), format)


def table_of(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """Rows of words as a table."""
    return Table("select", columns, tuple(tuple(ox.Literal(cell) for cell in row) for row in rows))


def findings(built: Built) -> list[Finding]:
    """What the stored reports find: each row of a report-*.rq query that has a column `finding`, by query."""
    found: list[Finding] = []
    for stored, table in reports(built):
        rows = (dict(zip(table.columns, row, strict=True)) for row in table.values())
        found += [Finding(stored.id, row.get("kind", ""), row["finding"]) for row in rows]
    return found


def reports(built: Built) -> Iterator[tuple[StoredQuery, Table]]:
    """Each report-*.rq query that has a column `finding`, with its rows."""
    for stored in list_queries():
        if stored.id.startswith("report-"):
            table = run_query(built.store, stored, base=built.base)
            if "finding" in table.columns:
                yield stored, table


def findings_as(found: Sequence[Finding], format: str) -> bytes:
    """Findings as sentences, a line each (`text`), or as a table of report, kind and finding."""
    if format == "text":
        return "".join(f"{finding}\n" for finding in found).encode()
    return render(findings_table(found), format)


def findings_table(found: Sequence[Finding]) -> Table:
    """Findings as a table of report, kind and finding."""
    return table_of(("report", "kind", "finding"), [(f.report, f.kind, f.sentence) for f in found])
