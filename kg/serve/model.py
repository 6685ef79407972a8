"""What the server and the pipeline tell each other.

Comes in: nothing; both construct these. Goes out: orders, replies, the shape of a snapshot, the stored questions. It
never evaluates anything.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox

from kg.serve.bounds import Bounds

Order = Mapping[str, Any]
Answer = tuple[Mapping[str, Any], bytes]
Record = Mapping[str, object]


class Underway(Protocol):
    """An order that is being answered."""

    async def come(self) -> Answer:
        """Head and body; BadInput, TooMuch or UsageError. Cancelling it ends the work."""

    def worked(self) -> float:
        """Seconds of processor time used so far."""

    def cost(self) -> float:
        """Seconds of work that it has cost; of what did not end by itself, all since it was asked."""

    @property
    def ended(self) -> bool:
        """Whether an answer came, or a refusal: the work was not cut off."""

    def give_way(self) -> None:
        """Let others go first from now on."""


class Snapshot(Protocol):
    """One state of the graph. `id` changes with every build; `void` is its description in Turtle."""

    id: str
    void: bytes
    graphs: Sequence[str]

    def begin(self, order: Order) -> Underway:
        """Hand an order to a process that may be lost."""

    @property
    def alive(self) -> bool:
        """Whether it can answer."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a stored question; `kind` is a type of kg queries, `choices` its only values if there are any."""

    name: str
    kind: str
    default: str | None
    about: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question: its name, what it asks, its parameters, its SPARQL without the header, its topics."""

    name: str
    asks: str
    parameters: tuple[Parameter, ...]
    sparql: str
    topics: tuple[str, ...] = ()
    about: str = ""
    evidence: bool = False


Write = Callable[[Sequence[ox.Quad], str], bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """What an application serves: `snapshot` gives the graph of the moment, `write` serializes quads in a format of
    RDF, `manual` the pages on the ontology with the files beside them, `published` is the folder of a site whose pages
    show things, `log` takes a record of each request; `hosts` are the names of the server, `origins` those whose pages
    may ask it.
    """

    snapshot: Callable[[], Snapshot]
    base: str
    questions: Mapping[str, Question]
    write: Write
    ontology: Callable[[], Sequence[ox.Quad]]
    manual: Callable[[], Mapping[str, bytes]]
    version: str = ""
    bounds: Bounds = field(default_factory=Bounds)
    published: Path | None = None
    log: Callable[[Record], None] | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    origins: tuple[str, ...] = ()
    starting: Callable[[], Awaitable[None]] | None = None
    stopping: Callable[[], Awaitable[None]] | None = None
