"""A build, served: its snapshot swapped for the next one when a build has written it.

Comes in: the folder of a build, an address, bounds. Goes out: an application, or a server that runs until told to stop.
It never changes a build and never lets a request see two of them.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import BadInput, UsageError
from kg.manifest import MANIFEST
from kg.paths import ontology_dir, settled
from kg.pipeline.asking import open_build
from kg.pipeline.storing import place_of
from kg.query import StoredQuery, list_queries
from kg.query.guarded import Asked, Guarded
from kg.query.header import without_header
from kg.site.writing import MARK

try:
    from kg.serve import Bounds, Listening, Order, Parameter, Question, Record, Site, create_app, run
except ImportError:
    remedy = 'install it: pip install "party-diplomacy-graph[serve]"'
    raise UsageError("kg serve", "the server is not installed", remedy) from None

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer
    from starlette.applications import Starlette

__all__ = ["Bounds", "Listening", "Serving", "application", "serve", "serve_tools", "tools"]

MODULE = "kg.pipeline.answering"
EVERY = 1.0  # seconds between two looks at the folder
AGAIN = 30.0  # seconds until a build that could not be loaded is tried again
ONTOLOGY = ("party-diplomacy.ttl", "alignments.ttl")


@dataclass(frozen=True, slots=True)
class Serving:
    """How a build is served: bounds, names of this server, pages that may ask it, its published site, who logs."""

    bounds: Bounds = field(default_factory=Bounds)
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    published: Path | None = None
    log: Callable[[Record], None] | None = None


@dataclass
class Served:
    """One state of a build, held by a process of its own."""

    id: str
    void: bytes
    graphs: Sequence[str]
    guarded: Guarded

    def begin(self, order: Order) -> Asked:
        """Hand an order to a child."""
        return self.guarded.begin(order)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.guarded.alive


def serve(
    folder: Path, where: Listening, how: Serving | None = None, ready: Callable[[str], None] | None = None
) -> None:
    """Serve a build until interrupted; `ready` is told the address."""
    how = how or Serving()
    run(application(folder, how), where, how.bounds, ready)


def application(folder: Path, how: Serving | None = None) -> Starlette:
    """The application that serves a build and what later builds put in its place; BadInput if there is none,
    UsageError if the folder of its pages holds no site.
    """
    how = how or Serving()
    if how.published is not None and not (how.published / MARK).is_file():
        raise UsageError(str(how.published), "no site is here", "publish one: kg site --out FOLDER")
    base, watch = open_build(folder).base, Watch(folder, how)
    site = Site(
        lambda: watch.now, base, {q.id: _question(q) for q in list_queries()}, _write, _ontology, _manual,
        version("party-diplomacy-graph"), how.bounds, how.published, how.log, origins=how.origins,
        hosts=("127.0.0.1", "localhost", "[::1]", *how.hosts), starting=watch.start, stopping=watch.stop,
    )  # fmt: skip
    return create_app(site)


def serve_tools(folder: Path) -> None:
    """Serve the tools of the Model Context Protocol on standard input and output until the other side leaves."""
    tools(folder).run("stdio")


def tools(folder: Path) -> MCPServer[None]:
    """The tools over a build; UsageError if the protocol's package is not installed."""
    try:
        from kg.serve.tools import create_tools
    except ImportError:
        remedy = 'install it: pip install "party-diplomacy-graph[mcp]"'
        raise UsageError("kg mcp", "the protocol's package is not installed", remedy) from None
    how = Serving()
    watch = Watch(folder, how)

    @asynccontextmanager
    async def life() -> AsyncIterator[None]:
        await watch.start()
        try:
            yield
        finally:
            await watch.stop()

    questions = {q.id: _question(q) for q in list_queries()}
    return create_tools(lambda: watch.now, questions, version("party-diplomacy-graph"), how.bounds, life)


class Watch:
    """The snapshot of the moment; while it is watched, a new build takes its place as soon as it is loaded."""

    def __init__(self, folder: Path, how: Serving) -> None:
        self.folder, self.how = folder, how
        self.now = _snapshot(folder, how.bounds)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Look at the folder from now on."""
        self._task = asyncio.create_task(self._look())

    async def stop(self) -> None:
        """Look no more, and let the process end."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await asyncio.to_thread(self.now.guarded.close)

    async def _look(self) -> None:
        refused, again = "", 0.0
        while True:
            await asyncio.sleep(EVERY)
            found = await asyncio.to_thread(_mark, self.folder)
            if not found or (found == self.now.id and self.now.alive):
                continue
            if found == refused and time.monotonic() < again:
                continue
            try:
                made = await asyncio.to_thread(_snapshot, self.folder, self.how.bounds)
            except Exception as fault:  # whatever it is, what is served goes on being served
                refused, again = found, time.monotonic() + AGAIN
                self._tell("snapshot refused", found, str(fault))
                continue
            old, self.now = self.now, made
            self._tell("snapshot", made.id)
            await asyncio.to_thread(old.guarded.close)

    def _tell(self, event: str, snapshot: str, what: str = "") -> None:
        if self.how.log:
            self.how.log({"event": event, "snapshot": snapshot} | ({"what": what} if what else {}))


def _mark(folder: Path) -> str:
    """What changes with every build, and when a store of it is there; empty while no build is."""
    try:
        manifest = (settled(folder) / MANIFEST).read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(manifest + bytes(_data(folder))).hexdigest()[:16]


def _data(folder: Path) -> Path:
    """What holds the graph of a build: its store on disk, else its file, as while its store is still being made."""
    with suppress(BadInput):
        if place := place_of(folder):
            return place
    return folder / "graph.nq"


def _snapshot(folder: Path, bounds: Bounds) -> Served:
    """The build of the moment, loaded; once more if another took its place meanwhile."""
    for _ in range(3):
        mark, built, data = _mark(folder), open_build(folder), _data(folder)
        children = bounds.running + bounds.long + 1
        guarded = Guarded(data, built.base, children=children, module=MODULE)
        order = {"job": "graphs", "where": "graphs", "seconds": 60, "megabytes": bounds.megabytes}
        try:
            graphs = json.loads(guarded.begin(order).answer()[1])
            void = (folder / "void.ttl").read_bytes()
            if mark == _mark(folder):
                return Served(mark, void, graphs, guarded)
        except OSError:
            pass  # another build takes its place at this moment
        except BaseException:
            guarded.close()
            raise
        guarded.close()
    raise BadInput(str(folder), "the build changes or is not whole", "run kg build again")


def _question(stored: StoredQuery) -> Question:
    params = tuple(Parameter(p.name, p.type, p.default, p.description, p.choices) for p in stored.params)
    text = without_header(stored.text)
    return Question(
        stored.id, stored.question, params, text, stored.tags, stored.description, stored.evidence is not None
    )


def _write(quads: Sequence[ox.Quad], format: str) -> bytes:
    from kg import exports

    store = ox.Store()
    store.extend(quads)
    return exports.serialize(store, format)


@cache
def _ontology() -> list[ox.Quad]:
    triples = (t for name in ONTOLOGY for t in ox.parse(path=str(ontology_dir() / name), format=ox.RdfFormat.TURTLE))
    return [ox.Quad(t.subject, t.predicate, t.object) for t in triples]


@cache
def _manual() -> Mapping[str, bytes]:
    from kg.manual import explain_ontology

    return explain_ontology(ontology_dir())
