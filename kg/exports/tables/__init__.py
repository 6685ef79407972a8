"""The tables of a build, which CSV, Excel and SQLite exports share.

Comes in: an index of the graph, findings. Goes out: the tables in an order in which none refers to a later one, and a
dictionary of their columns. It never writes a file.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.exports.index import Index
from kg.exports.tables import entities, events, sayings
from kg.exports.tables.model import Column, Table

# Each refers only to those above it.
OF_GRAPH = (
    entities.entities, entities.articles, entities.persons, entities.offices, entities.tenures, entities.parties,
    events.events, events.accounts, events.participations,
    sayings.agreements, sayings.agreement_sides, sayings.statements, sayings.figures, sayings.claims, sayings.evidence,
)  # fmt: skip
DICTIONARY_COLUMNS = (
    Column("table", "table", required=True),
    Column("column", "column", required=True),
    Column("type", "text, integer, decimal, date (YYYY-MM-DD) or boolean"),
    Column("meaning", "what the column holds"),
    Column("refers", "table whose key it holds"),
    Column("allowed", "the values that may stand there", many=True),
    Column("many", "whether a cell may hold several values, parted by “ | ”", "boolean"),
)


def tables(index: Index, found: Sequence[tuple[str, str, str]]) -> tuple[Table, ...]:
    """All tables of a build; `found` are its findings as report, kind and sentence. The last describes the others."""
    made = (*(table(index) for table in OF_GRAPH), sayings.findings(found))
    return (*made, dictionary(made))


def dictionary(described: Sequence[Table]) -> Table:
    """One row a column of the tables given."""
    rows = tuple(
        (table.name, one.name, one.type, one.meaning, one.refers, " | ".join(one.allowed) or None, one.many)
        for table in described
        for one in table.columns
    )
    return Table("dictionary", "what each column holds", DICTIONARY_COLUMNS, rows, ("table", "column"))


__all__ = ["Column", "Table", "dictionary", "tables"]
