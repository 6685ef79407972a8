"""Tables as CSV files with a Frictionless description.

Comes in: tables. Goes out: one CSV (RFC 4180) each, and a datapackage.json (Frictionless Data Package v1) with types,
keys and references. It never changes a cell unless a spreadsheet would run it and that was asked for.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from kg.cells import BOM, safe_cell
from kg.errors import UsageError
from kg.exports.material import Files, Material
from kg.exports.ontology import RIGHTS, licence
from kg.exports.tables import Table
from kg.exports.tables.model import Column, Value

TYPES = {"text": "string", "integer": "integer", "decimal": "number", "date": "date", "boolean": "boolean"}


def csv_files(material: Material) -> Files | bytes:
    """All tables and their description; the one table as bytes if a table is chosen; UsageError for an unknown one."""
    excel = material.choice.excel
    if (name := material.choice.table) is not None:
        for table in material.tables:
            if table.name == name:
                return written(table, excel=excel)
        known = ", ".join(table.name for table in material.tables)
        raise UsageError("--table", f"no table {name!r} is here", f"choose one of {known}")
    return described(material.tables, "party-diplomacy", "Party diplomacy graph: tables", excel=excel)


def described(tables: Sequence[Table], name: str, title: str, *, excel: bool = False) -> dict[str, bytes]:
    """Tables as CSV files with their datapackage.json."""
    files = {f"{table.name}.csv": written(table, excel=excel) for table in tables}
    return files | {"datapackage.json": _package(tables, name, title)}


def written(table: Table, *, excel: bool = False) -> bytes:
    """A table as CSV in UTF-8; with `excel` a byte-order mark leads and no cell begins like a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(value, excel) for value in row] for row in table.rows)
    data = out.getvalue().encode()
    return BOM + data if excel else data


def _cell(value: Value, excel: bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    return safe_cell(text) if excel and isinstance(value, str) else text


def _package(tables: Sequence[Table], name: str, title: str) -> bytes:
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": f"Keys are IRIs without their common part. {RIGHTS}",
        "licenses": [{"path": licence(), "title": "Creative Commons Attribution 4.0"}],
        "resources": [_resource(table, {t.name: t for t in tables}) for table in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, known: dict[str, Table]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    keys = [
        {"fields": one.name, "reference": {"resource": one.refers, "fields": known[one.refers].key[0]}}
        for one in table.columns
        if one.refers in known and one.refers is not None
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": schema | ({"foreignKeys": [_hyphened(key) for key in keys]} if keys else {}),
    }  # fmt: skip


def _hyphened(key: dict[str, Any]) -> dict[str, Any]:
    """A resource's name may hold no underscore (Data Package, `name`)."""
    reference = {**key["reference"], "resource": key["reference"]["resource"].replace("_", "-")}
    return {**key, "reference": reference}


def _field(column: Column) -> dict[str, Any]:
    held: dict[str, Any] = {}
    if column.required:
        held["required"] = True
    if column.allowed:
        held["enum"] = list(column.allowed)
    made: dict[str, Any] = {"name": column.name, "type": TYPES[column.type], "description": column.meaning}
    return made | ({"constraints": held} if held else {})
