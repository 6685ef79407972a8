"""A build, or a folder of shards, into a SPARQL 1.1 store over the Graph Store HTTP Protocol.

Comes in: a store's address, a folder. Goes out: the store with each named graph of the folder, and the view that
questions are asked of. It never sends again what the store was given, and nothing else than what the folder holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from kg import shards
from kg.errors import UsageError
from kg.paths import locked
from kg.pipeline.asking import open_build
from kg.pipeline.ledger import Ledger
from kg.pipeline.remote import MERGED
from kg.query import view
from kg.remote import PAUSE, Bounds, GraphStore, Server

PART = 8_000_000  # bytes of triples that are sent at a time
MOST_REPLY = 1_000_000  # bytes of a store's reply to what it is sent
VIEW = ""  # the view's name in the ledger, wherever it lies in the store


@dataclass(frozen=True, slots=True)
class Piece:
    """A graph to load: its IRI, a hash of what it holds, its triples when they are wanted, sorted."""

    graph: str
    digest: str
    triples: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Loading:
    """How to load: `add` to the store's default graph rather than take its place; `replace` what others put there;
    `anew`: whatever was sent before. A request may take `seconds`, and is tried so often where the store is in trouble.
    `tick` is told how many graphs are dealt with of how many.
    """

    add: bool = False
    replace: bool = False
    anew: bool = False
    seconds: float = 120.0
    tries: int = 5
    tick: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What was done: graphs sent, graphs that stood, graphs withdrawn, bytes sent, where the view lies."""

    sent: int
    stood: int
    gone: int
    size: int
    view: str | None

    def text(self) -> str:
        """Two lines for a person."""
        where = f"the graph {self.view}" if self.view else "the store's default graph"
        counted = f"{self.sent} graphs sent ({self.size:,} bytes), {self.stood} stood, {self.gone} withdrawn"
        return f"{counted}\nquestions are asked of {where}\n"


def load(url: str, folder: Path, how: Loading | None = None) -> LoadSummary:
    """Load a folder into the store whose Graph Store is at `url`; done again, nothing is sent.

    Each named graph replaces the one in the store. The view (each triple once, what reasoning added included) takes the
    place of the store's default graph or, where it has none of its own, lies in the graph `…/graph/merged`. What was
    sent is noted beside the folder, so that a load that was stopped goes on. UsageError if the view's place holds
    something else; BadInput if the store refuses or cannot be reached.
    """
    how = how or Loading()
    if how.add and how.replace:
        raise UsageError("--add", "--replace is given as well", "leave one of them out")
    bounds = Bounds(how.seconds, how.tries * (how.seconds + PAUSE), MOST_REPLY, how.tries)
    store = GraphStore(Server(url, bounds))
    with locked(folder.absolute()), Ledger(folder, url) as ledger:
        if how.anew:
            ledger.forget()
        base, pieces, merged = _of_shards(folder) if shards.is_folder(folder) else _of_build(folder)
        if (known := ledger.any()) is not None and not store.holds(known):
            ledger.forget()  # the store was emptied
        target = None if store.has_default() else f"{base}{MERGED}"
        if not (how.add or how.replace) and ledger.empty():
            _hold_place(store, target, pieces, url)
        done = _Sender(store, ledger)
        for number, piece in enumerate(pieces, 1):
            done.send(piece)
            if how.tick is not None:
                how.tick(number, len(pieces))
        gone = done.withdraw({piece.graph for piece in pieces})
        _view(done, target, pieces, merged, add=how.add)
    return LoadSummary(done.sent, done.stood, gone, done.size, target)


@dataclass
class _Sender:
    """Sends graphs in parts and notes each in the ledger once the store has it."""

    store: GraphStore
    ledger: Ledger
    sent: int = 0
    stood: int = 0
    size: int = 0

    def send(self, piece: Piece, target: str | None = None, name: str | None = None) -> None:
        """A graph that takes the place of the store's; what a stopped load has sent of it stays sent."""
        name = piece.graph if name is None else name
        begun = self.ledger.parts(name, piece.digest)
        if begun is None:
            self.stood += 1
            return
        for number, part in enumerate(in_parts([piece.triples()])):
            if number >= begun:
                place = self.store.add if number else self.store.put
                place(piece.graph if name else target, part)
                self.size += len(part)
                self.ledger.note(name, piece.digest, number + 1)
        self.ledger.note(name, piece.digest, None)
        self.sent += 1

    def withdraw(self, kept: set[str]) -> int:
        """Take graphs out of the store that a former load put there and the folder no longer holds."""
        gone = [graph for graph in self.ledger.graphs() if graph not in kept]
        for graph in gone:
            self.store.drop(graph)
            self.ledger.drop(graph)
        return len(gone)


def _view(done: _Sender, target: str | None, pieces: list[Piece], merged: Piece | None, *, add: bool) -> None:
    """The view: a build's own, or all shards together. Shards that came are added to it; where one changed or went, it
    is made anew.
    """
    ledger, store = done.ledger, done.store
    if merged is not None:
        done.send(merged, target, VIEW)
        return
    wanted = {piece.graph: piece.digest for piece in pieces}
    have = ledger.viewed()
    if not add and any(wanted.get(graph) != digest for graph, digest in have.items()):
        ledger.unview()
        have = {}
    new = [piece for piece in pieces if have.get(piece.graph) != piece.digest]
    first = not have and not add
    for group, lines in _grouped(new):
        body = b"".join(sorted(lines))
        (store.put if first else store.add)(target, body)
        done.size += len(body)
        first = False
        ledger.view(group)


def _grouped(pieces: Iterable[Piece]) -> Iterator[tuple[dict[str, str], set[bytes]]]:
    """Pieces with their hashes, and what they hold, together as long as it is not too much to be sent at once."""
    group, held, size = dict[str, str](), set[bytes](), 0
    for piece in pieces:
        lines = set(piece.triples().splitlines(keepends=True)) - held
        more = sum(map(len, lines))
        if group and size + more > PART:
            yield group, held
            group, held, size = {}, set(), 0
        group[piece.graph] = piece.digest
        held |= lines
        size += more
    if group:
        yield group, held


def in_parts(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines in parts of at most PART bytes, each of whole lines; one empty part of nothing."""
    part, size, none = list[bytes](), 0, True
    for line in (line for block in blocks for line in block.splitlines(keepends=True)):
        if part and size + len(line) > PART:
            yield b"".join(part)
            part, size, none = [], 0, False
        part.append(line)
        size += len(line)
    if part or none:
        yield b"".join(part)


def _hold_place(store: GraphStore, target: str | None, pieces: list[Piece], url: str) -> None:
    """No other view is taken by mistake: there is none, or the store has this folder's graphs already."""
    if pieces and not store.is_empty(target) and not store.holds(pieces[0].graph):
        remedy = "name a data set of its own; --add puts the graph beside what is there, --replace in its place"
        raise UsageError(url, f"{target or 'the default graph'} of the store holds something already", remedy)


def _of_shards(folder: Path) -> tuple[str, list[Piece], None]:
    base, listed = shards.read_list(folder)
    return base, [_shard(folder, one) for one in listed], None


def _shard(folder: Path, one: shards.Shard) -> Piece:
    return Piece(one.graph, one.sha256, lambda: shards.triples(folder, one))


def _of_build(folder: Path) -> tuple[str, list[Piece], Piece]:
    built = open_build(folder)
    named = sorted(graph.value for graph in built.store.named_graphs() if isinstance(graph, ox.NamedNode))
    pieces = [_graph(built.store, graph, [ox.NamedNode(graph)]) for graph in named]
    return built.base, pieces, _graph(built.store, VIEW, view(built.base))


def _graph(store: ox.Store, name: str, graphs: Iterable[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]) -> Piece:
    def lines() -> bytes:
        quads = (quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph))
        return "".join(sorted({f"{q.subject} {q.predicate} {q.object} .\n" for q in quads})).encode()

    return Piece(name, sha256(lines()).hexdigest(), lines)
