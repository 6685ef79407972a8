"""What an export is made of.

Comes in: the store of a build, the part of it that is wanted, what the build's other rooms found. Goes out: an object
that every writer takes, whose index and tables are made when first used. It never changes the store it was given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg.exports.choosing import Choice, claims_about
from kg.exports.index import Index
from kg.exports.tables import Table, tables
from kg.vocab import BASE

DUMPS = {"graph.nq": "nquads", "graph.ttl": "turtle", "graph.jsonld": "jsonld"}  # the graph as a folder holds it
Files = Mapping[str, bytes]  # of a folder or an archive: name to content


@dataclass(frozen=True, slots=True)
class Dump:
    """A file in which a build holds the graph: its name, its format, its size in bytes, its SHA-256."""

    name: str
    format: str
    size: int
    sha256: str


def dumps(files: Files) -> Sequence[Dump]:
    """The files of the graph among these."""
    return [
        Dump(name, DUMPS[name], len(data), hashlib.sha256(data).hexdigest())
        for name, data in sorted(files.items())
        if name in DUMPS
    ]


@dataclass
class Material:
    """A store to write out; `findings` gives report, kind and sentence of each finding when it is asked for.

    `dumps` tells of the files that hold the graph, `manual` gives the ontology's documentation.
    """

    store: ox.Store
    base: str = BASE
    findings: Callable[[], Sequence[tuple[str, str, str]]] = tuple
    dumps: Callable[[], Sequence[Dump]] = tuple
    manual: Callable[[], Files] = dict
    choice: Choice = field(default_factory=Choice)

    @cached_property
    def index(self) -> Index:
        """The merged view and what was inferred, as look-up tables."""
        return Index(self.store, self.base)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the build."""
        return tables(self.index, self.findings())

    @cached_property
    def claims(self) -> list[str]:
        """The claims that are wanted, sorted by IRI: all, or those that support the thing chosen."""
        about = self.choice.about
        return self.index.things("pd:Claim") if about is None else claims_about(self.store, about)
