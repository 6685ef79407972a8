"""Tables as an SQLite file.

Comes in: tables. Goes out: the bytes of one database with keys, foreign keys, indexes, a description of each column and
a full-text index over the quotes. It never writes to a file itself and notes no time.
"""

from __future__ import annotations

import sqlite3
from decimal import Decimal

from kg.exports.material import Material
from kg.exports.tables import Table
from kg.exports.tables.model import Value

TYPES = {"text": "TEXT", "integer": "INTEGER", "decimal": "NUMERIC", "date": "TEXT", "boolean": "INTEGER"}
INDEXED = ("stage", "kind", "type", "published", "earliest", "date")
FULL_TEXT = ("evidence", "quote")
WIDEST = 2**63  # SQLite's integers have 64 bits


def sqlite(material: Material) -> bytes:
    """The tables as an SQLite 3 database."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        base.execute("BEGIN")
        for table in material.tables:
            _write(base, table)
        base.execute("COMMIT")
        _index_words(base)
        base.execute("PRAGMA user_version = 1")
        base.execute("VACUUM")
        return base.serialize()
    finally:
        base.close()


def _write(base: sqlite3.Connection, table: Table) -> None:
    key = ", ".join(f'"{name}"' for name in table.key)
    parts = [*(f'"{one.name}" {TYPES[one.type]}' for one in table.columns), f"PRIMARY KEY ({key})"]
    parts += [f'FOREIGN KEY ("{c.name}") REFERENCES "{c.refers}" ("id")' for c in table.columns if c.refers]
    base.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)})')
    marks = ", ".join("?" * len(table.columns))
    rows = ([_value(value) for value in row] for row in table.rows)
    base.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 - names are the program's own
    for one in table.columns:
        if (one.refers and (one.name,) != table.key) or one.name in INDEXED:
            base.execute(f'CREATE INDEX "{table.name}_{one.name}" ON "{table.name}" ("{one.name}")')


def _value(value: Value) -> str | int | float | None:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) >= WIDEST):
        return float(value)
    return value


def _index_words(base: sqlite3.Connection) -> None:
    """A full-text index over the quotes, where this SQLite can make one (FTS5)."""
    if not base.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]:
        return
    table, column = FULL_TEXT
    base.execute(f"CREATE VIRTUAL TABLE {table}_fts USING fts5({column}, content='{table}', tokenize='unicode61')")
    base.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")  # noqa: S608
