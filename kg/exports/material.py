"""What an export is made of.

Comes in: the store of a build, the part of it that is wanted, what the build's other rooms found. Goes out: an object
that every writer takes, whose index and tables are made when first used. It never changes the store it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg.exports.index import Index
from kg.exports.tables import Table, tables
from kg.vocab import BASE

Files = Mapping[str, bytes]  # of a folder or an archive: name to content


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a build is written, and how; see the options of `kg export` of the same names.

    `inferred` None: formats of triples hold what articles state, all others what was inferred too.
    """

    graph: str | None = None
    about: ox.NamedNode | None = None
    inferred: bool | None = None
    reifiers: bool = False
    excel: bool = False
    table: str | None = None

    def named(self) -> list[str]:
        """The options that were given, by name."""
        given = {
            "graph": self.graph is not None,
            "about": self.about is not None,
            "inferred": self.inferred is not None,
            "reifiers": self.reifiers,
            "excel": self.excel,
            "table": self.table is not None,
        }
        return [name for name, is_given in given.items() if is_given]


@dataclass(frozen=True, slots=True)
class Dump:
    """A file in which a build holds the graph: its name, its format, its size in bytes, its SHA-256."""

    name: str
    format: str
    size: int
    sha256: str


@dataclass
class Material:
    """A store to write out; `findings` gives report, kind and sentence of each finding when it is asked for."""

    store: ox.Store
    base: str = BASE
    findings: Callable[[], Sequence[tuple[str, str, str]]] = tuple
    dumps: Callable[[], Sequence[Dump]] = tuple
    choice: Choice = field(default_factory=Choice)

    @cached_property
    def index(self) -> Index:
        """The merged view and what was inferred, as look-up tables."""
        return Index(self.store, self.base)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the build."""
        return tables(self.index, self.findings())
