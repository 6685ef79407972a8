"""What a store was given of a folder: noted beside the folder, part by part, so that a load that was stopped goes on.

Comes in: a folder, the address of a store, what was sent. Goes out: what is still to be sent. It never holds
credentials, and a stop at any moment loses nothing but the note of the part under way, which is then sent again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS sent (url TEXT, graph TEXT, digest TEXT, parts INTEGER, PRIMARY KEY (url, graph));
CREATE TABLE IF NOT EXISTS viewed (url TEXT, graph TEXT, digest TEXT, PRIMARY KEY (url, graph));
"""


@dataclass
class Ledger:
    """The notes on one store at `url`; they lie in `FOLDER.loaded`, those on other stores beside them."""

    folder: Path
    url: str
    _notes: sqlite3.Connection = field(init=False, repr=False)

    def __enter__(self) -> Ledger:
        place = self.folder.absolute().with_name(f"{self.folder.absolute().name}.loaded")
        try:
            self._open(place)
        except sqlite3.DatabaseError:  # no ledger, or a broken one: all is sent again, which changes nothing
            with suppress(FileNotFoundError):
                place.unlink()
            self._open(place)
        return self

    def _open(self, place: Path) -> None:
        self._notes = sqlite3.connect(place, isolation_level=None)
        self._notes.executescript(TABLES)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._notes.close()

    def parts(self, graph: str, digest: str) -> int | None:
        """How many parts of the graph with this content the store has; None if all."""
        found = self._rows("SELECT parts FROM sent WHERE url = ? AND graph = ? AND digest = ?", graph, digest)
        return found[0][0] if found else 0

    def note(self, graph: str, digest: str, parts: int | None) -> None:
        """The store has this many parts of the graph, None: all."""
        self._notes.execute("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?)", (self.url, graph, digest, parts))

    def graphs(self) -> list[str]:
        """The named graphs that the store was given."""
        return [graph for (graph,) in self._rows("SELECT graph FROM sent WHERE url = ? AND graph <> '' ORDER BY graph")]

    def any(self) -> str | None:
        """A named graph that the store has whole; None if it was given none."""
        query = "SELECT MIN(graph) FROM sent WHERE url = ? AND graph <> '' AND parts IS NULL"
        found: str | None = self._rows(query)[0][0]
        return found

    def drop(self, graph: str) -> None:
        """The store no longer has the graph."""
        self._notes.execute("DELETE FROM sent WHERE url = ? AND graph = ?", (self.url, graph))

    def viewed(self) -> dict[str, str]:
        """The shards that the view holds, each with the hash that it had."""
        return dict(self._rows("SELECT graph, digest FROM viewed WHERE url = ?"))

    def view(self, added: Mapping[str, str]) -> None:
        """The view holds these shards too."""
        rows = [(self.url, graph, digest) for graph, digest in added.items()]
        self._notes.execute("BEGIN")
        self._notes.executemany("INSERT OR REPLACE INTO viewed VALUES (?, ?, ?)", rows)
        self._notes.execute("COMMIT")

    def unview(self) -> None:
        """The view is to be made anew."""
        self._notes.execute("DELETE FROM viewed WHERE url = ?", (self.url,))

    def empty(self) -> bool:
        """Whether the store was given nothing yet."""
        return not self._rows("SELECT 1 FROM sent WHERE url = ? LIMIT 1")

    def forget(self) -> None:
        """The store has nothing any more."""
        for table in ("sent", "viewed"):
            self._notes.execute(f"DELETE FROM {table} WHERE url = ?", (self.url,))  # noqa: S608 no words from outside

    def _rows(self, query: str, *given: str) -> list[tuple[Any, ...]]:
        return self._notes.execute(query, (self.url, *given)).fetchall()
