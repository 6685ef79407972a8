"""Tables as an Excel workbook.

Comes in: tables. Goes out: an .xlsx file, one sheet a table, its header frozen, its dates as dates; the same bytes for
the same tables. It never writes a formula or a link: whatever a cell holds, it is words, a number, a date or a truth.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

from kg.errors import BadInput
from kg.exports.material import Material
from kg.exports.tables import Table
from kg.exports.tables.model import Column, Value

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS, MOST_LETTERS = 1_048_575, 32_767  # Excel's limits
WIDEST, NARROWEST = 60, 8
SAMPLE = 200  # rows that a column's width is taken from
CREATED = datetime(2000, 1, 1)
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx(material: Material) -> bytes:
    """The tables as a workbook; BadInput for a table of more rows than a sheet holds."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, SAFE)
    book.set_properties({"title": "Party diplomacy graph", "created": CREATED})
    head, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
    for table in material.tables:
        if len(table.rows) > MOST_ROWS:
            raise BadInput(table.name, "more rows than a sheet holds", "export csv or sqlite")
        _write(book.add_worksheet(table.name), table, head, day)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, table: Table, head: Format, day: Format) -> None:
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, head)
        sheet.set_column(at, at, _width(table, at))
    for line, row in enumerate(table.rows, 1):
        for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, line, at, column, value, day)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)


def _cell(sheet: Worksheet, line: int, at: int, column: Column, value: Value, day: Format) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif not isinstance(value, str):
        sheet.write_number(line, at, float(value))
    elif column.type == "date" and (found := _day(value)) is not None:
        sheet.write_datetime(line, at, found, day)
    else:
        sheet.write_string(line, at, value if len(value) <= MOST_LETTERS else f"{value[: MOST_LETTERS - 1]}…")


def _day(text: str) -> datetime | None:
    """A day that Excel can count (from 1900-03-01 on, where its calendar is right), else None: it stays words."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(found.year, found.month, found.day) if found >= date(1900, 3, 1) else None


def _width(table: Table, at: int) -> int:
    longest = max((len(str(row[at])) for row in table.rows[:SAMPLE] if row[at] is not None), default=0)
    return min(WIDEST, max(NARROWEST, longest, len(table.columns[at].name)) + 1)
