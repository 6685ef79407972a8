"""A result as a table of RDF terms.

Comes in: what a query engine gives. Goes out: columns and rows that do not change, whatever the form of the query. It
never orders rows on its own unless asked to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Cell = Term | None
Kind = Literal["select", "ask", "graph"]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of terms (None: unbound). An "ask" has one row with a boolean; a "graph" has triples as rows."""

    kind: Kind
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def values(self) -> tuple[tuple[str, ...], ...]:
        """The rows as plain strings, "" for unbound."""
        return tuple(self.values_of(number) for number in range(len(self.rows)))

    def values_of(self, number: int) -> tuple[str, ...]:
        """One row as plain strings, by its number from 0."""
        return tuple("" if c is None else c.value for c in self.rows[number])

    def without(self, names: Iterable[str]) -> Table:
        """The same table without these columns."""
        gone = set(names)
        kept = [i for i, c in enumerate(self.columns) if c not in gone]
        rows = tuple(tuple(row[i] for i in kept) for row in self.rows)
        return Table(self.kind, tuple(self.columns[i] for i in kept), rows)

    def with_ordered_lists(self, names: Iterable[str]) -> Table:
        """The same table with the parts of list values in these columns sorted, each once; SPARQL leaves their order
        open.
        """
        listed = {i for i, c in enumerate(self.columns) if c in set(names)}
        rows = tuple(tuple(_ordered(c) if i in listed else c for i, c in enumerate(row)) for row in self.rows)
        return Table(self.kind, self.columns, rows)

    def first(self, most: int) -> Table:
        """The same table with at most this many rows."""
        return Table(self.kind, self.columns, self.rows[:most])

    def sorted(self) -> Table:
        """The same table with its rows in the order of their terms."""
        return Table(self.kind, self.columns, tuple(sorted(self.rows, key=lambda r: [str(c or "") for c in r])))


def _ordered(cell: Cell) -> Cell:
    return ox.Literal("; ".join(sorted(set(cell.value.split("; "))))) if isinstance(cell, ox.Literal) else cell


def table_of(results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Table:
    """Read out an engine's results."""
    if isinstance(results, ox.QueryBoolean):
        return Table("ask", ("answer",), ((ox.Literal(bool(results)),),))
    rows: list[tuple[Cell, ...]] = []
    for result in results:
        if isinstance(result, ox.Triple):
            rows.append((cell_of(result.subject), result.predicate, cell_of(result.object)))
        else:
            rows.append(tuple(None if c is None else cell_of(c) for c in result))
    if isinstance(results, ox.QuerySolutions):
        return Table("select", tuple(v.value for v in results.variables), tuple(rows))
    return Table("graph", ("subject", "predicate", "object"), tuple(rows))


def cell_of(term: object) -> Term:
    """A term of an engine's answer; ValueError for what RDF 1.1 does not know."""
    if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal):
        return term
    raise ValueError("a triple inside a term is not supported")
