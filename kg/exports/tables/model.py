"""What a table of an export is: columns that say what they hold, and rows.

Comes in: nothing; the modules beside this one construct tables. Goes out: frozen tables with typed columns, keys and
references between tables. It never writes a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Type = Literal["text", "integer", "decimal", "date", "boolean"]
Value = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `meaning` for people; `refers` names the table whose key it holds; `allowed` closes the list.

    `many` marks a cell that may hold several values, parted by " | ". A date is YYYY-MM-DD; EDTF dates are text.
    """

    name: str
    meaning: str
    type: Type = "text"
    refers: str | None = None
    allowed: tuple[str, ...] = ()
    required: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `key` names the columns whose values tell a row from all others; None is an empty cell."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...] = ("id",)

    def values(self, column: str) -> list[Value]:
        """A column's cells, in the order of the rows."""
        at = [one.name for one in self.columns].index(column)
        return [row[at] for row in self.rows]


def key(what: str) -> Column:
    """The column `id` of a table of things."""
    return Column("id", f"key: {what}, its IRI without the part that all IRIs of things share", required=True)


IRI = Column("iri", "IRI in the RDF exports", required=True)
STAGES = ("announced", "held", "cancelled", "postponed")
