"""Single measures: one job on one graph, by the project and by its peer.

Comes in: the N-Quads file of a graph, and whether the peer runs too. Goes out: what both took. It asserts that the
results are equal before it tells any figure, and never compares figures of different runs.
"""

from __future__ import annotations

import hashlib
import json
import math
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql.sparql import NotBoundError

from bench.asked import parameters
from bench.engines import in_memory, ours, theirs
from bench.graphs import articles_for
from bench.newsroom import newsroom
from kg.exports import serialize
from kg.manifest import MANIFEST
from kg.nquads import loaded
from kg.pipeline.keeping import Keeping
from kg.pipeline.storing import GRAPH, keep
from kg.query import list_queries
from kg.reason import infer
from kg.validate import validate
from kg.vocab import BASE

T = TypeVar("T")
SINGLE = 5  # so many articles come and go one by one
FEW = 100  # what is kept of fewer articles is compared as a whole
TOO_SLOW = ("cq-02", "cq-18", "cq-35")  # what takes rdflib up to minutes


@dataclass(frozen=True, slots=True)
class Measured:
    """What a job took: seconds of processor time, or bytes a quad; `peer` is None where the peer did not run."""

    own: float
    peer: float | None = None
    peer_name: str = "rdflib"
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """How many times the peer takes what the project takes."""
        return (self.peer or 0.0) / self.own

    def shown(self) -> str:
        """The project's figure with its unit."""
        return f"{self.own:.3g} s" if self.unit == "s" else f"{self.own:.0f} {self.unit}"


def timed(job: Callable[[], T], rounds: int = 1) -> tuple[float, T]:
    """The least processor time of some rounds, and the last result."""
    best = math.inf
    for _ in range(rounds):
        start = time.process_time()
        made = job()
        best = min(best, time.process_time() - start)
    return best, made


def load(path: Path, peer: bool) -> Measured:
    """N-Quads into memory, from the folder of a build; the peer must hold as many quads."""
    with tempfile.TemporaryDirectory() as name:
        graph = Path(name) / "graph.nq"
        graph.symlink_to(path.absolute())
        hashed = hashlib.sha256(path.read_bytes()).hexdigest()
        graph.with_name(MANIFEST).write_text(json.dumps({"files": {graph.name: hashed}}))
        own, store = timed(lambda: loaded(graph), 2)
    if not peer:
        return Measured(own)
    took, theirs_ = timed(lambda: _parsed(path))
    assert len(store) == sum(1 for _ in theirs_.quads()), "load: the numbers of quads differ"
    return Measured(own, took)


def serializing(format: str, name: str) -> Callable[[Path, bool], Measured]:
    """A whole store as a document of one format; what the peer writes must hold the same."""

    def measure(path: Path, peer: bool) -> Measured:
        store = loaded(path)
        own, made = timed(lambda: serialize(store, format), 2)
        if not peer:
            return Measured(own)
        graph = rdflib.Graph() if format == "turtle" else rdflib.Dataset()
        graph.parse(data=made, format=name)
        took, written = timed(lambda: graph.serialize(format=name))
        types = {"turtle": "text/turtle", "trig": "application/trig", "nquads": "application/n-quads"}
        kind = ox.RdfFormat.from_media_type(types[format])
        assert kind is not None
        assert _quads(made, kind) == _quads(written, kind), f"{format}: the documents differ"
        return Measured(own, took)

    return measure


def reasoning(path: Path, peer: bool) -> Measured:
    """The inferred graph filled anew; owlrl's must be the same."""
    store = loaded(path)
    own, found = timed(lambda: infer(store))
    if not peer:
        return Measured(own)
    other = loaded(path)
    took, expected = timed(lambda: infer(other, engine="reference"))
    assert found == expected, "reasoning: the engines differ"
    assert set(store) == set(other), "reasoning: the graphs differ"
    return Measured(own, took, "owlrl")


def validation(path: Path, peer: bool) -> Measured:
    """The whole store held against the shapes; pyshacl must find as much."""
    store = loaded(path)
    own, report = timed(lambda: validate(store, engine="own"))
    if not peer:
        return Measured(own)
    took, expected = timed(lambda: validate(store, engine="reference"))
    assert report.counts == expected.counts, "validation: the reports differ"
    return Measured(own, took, "pyshacl")


def changing(path: Path, peer: bool) -> Measured:
    """One article added to what is kept, resolution and reasoning included, and taken away again: the median of both.

    What is kept must then be the graph again that it was.
    """
    size = articles_for(len(loaded(path)))
    readings, keeping, took = newsroom(size + SINGLE), Keeping(), list[float]()
    held = keeping.hold(readings[:size]).store
    before = set(held) if size < FEW else None
    for number in range(SINGLE):
        one = readings[size + number]
        took.append(timed(lambda one=one: keeping.hold([*readings[:size], one]))[0])
        took.append(timed(lambda: keeping.hold(readings[:size]))[0])
    assert before is None or set(keeping.hold(readings[:size]).store) == before, "changing: the graph is another"
    return Measured(statistics.median(took))


def starting(path: Path, peer: bool) -> Measured:
    """The command's help, start of Python included: seconds on the clock, whatever the graph."""
    start = time.perf_counter()
    subprocess.run([Path(sys.executable).parent / "kg", "--help"], check=True, capture_output=True)
    return Measured(time.perf_counter() - start)


def cold(path: Path, peer: bool) -> Measured:
    """A stored question put to the store on disk by the command, start of Python included: the least of five."""
    question = ["query", "cq-01", "--build"]
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        build = Path(folder) / "build"
        (build / "private").mkdir(parents=True)
        shutil.copyfile(path, build / GRAPH)
        hashed = hashlib.sha256(path.read_bytes()).hexdigest()
        (build / MANIFEST).write_text(json.dumps({"base": BASE, "files": {GRAPH: hashed}}))
        keep(build, Path(folder) / "store")
        took = list[float]()
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([Path(sys.executable).parent / "kg", *question, build], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return Measured(min(took))


def memory(path: Path, peer: bool) -> Measured:
    """Bytes of memory a quad, in a process that does nothing else."""
    quads = len(loaded(path))
    own = _grown(
        "import pyoxigraph as ox; s = ox.Store()", f"s.bulk_load(path={str(path)!r}, format=ox.RdfFormat.N_QUADS)"
    )
    took = _grown("import rdflib; d = rdflib.Dataset()", f"d.parse({str(path)!r}, format='nquads')") if peer else None
    return Measured(own / quads, None if took is None else took / quads, unit="bytes")


def asking(path: Path, peer: bool) -> Measured:
    """All stored questions that find something to be asked for, one after the other."""
    store = loaded(path)
    own = 0.0
    for query in list_queries():
        try:
            params = parameters(store, query)
        except LookupError:
            continue
        own += timed(lambda query=query, params=params: ours(store, query, params), 2)[0]
    return Measured(own)


def questions(path: Path) -> str:
    """Each question beside rdflib, equal answers first: the geometric mean and the least of the ratios."""
    store = loaded(path)
    data, ratios = in_memory(store), dict[str, float]()
    for query in list_queries():
        if query.id.startswith(TOO_SLOW):
            continue
        try:
            params = parameters(store, query)
            took, other = timed(lambda query=query, params=params: theirs(data, store, query, params))
        except (LookupError, NotBoundError):
            continue
        own, mine = timed(lambda query=query, params=params: ours(store, query, params), 3)
        assert mine == other or (not mine and len(other) <= query.text.count("GROUP BY")), query.id
        ratios[query.id] = took / own
    mean = math.exp(sum(map(math.log, ratios.values())) / len(ratios))
    least = min(ratios, key=lambda name: ratios[name])
    said = (
        f"{len(ratios)} stored questions on {len(store):,} quads, answers equal: rdflib takes {mean:.0f} times as long"
    )
    return f"{said} in the geometric mean, {ratios[least]:.0f} times at the least (`{least}`).\n"


def _quads(document: str | bytes, format: ox.RdfFormat) -> set[ox.Quad]:
    """What a document says; numbers by value: rdflib's Turtle makes 186.0 of the decimal 186."""
    store = ox.Store()
    store.load(document, format=format)
    return set(store)


def _parsed(path: Path) -> rdflib.Dataset:
    data = rdflib.Dataset()
    data.parse(path, format="nquads")
    return data


def _grown(before: str, job: str) -> float:
    """Bytes by which a job makes a fresh process grow."""
    size = "int(open('/proc/self/statm').read().split()[1]) * resource.getpagesize()"
    code = f"import resource; {before}; a = {size}; {job}; print({size} - a)"
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)


MEASURES: dict[str, Callable[[Path, bool], Measured]] = {
    "load N-Quads": load,
    "write N-Quads": serializing("nquads", "nquads"),
    "write Turtle": serializing("turtle", "turtle"),
    "write TriG": serializing("trig", "trig"),
    "stored questions, all": asking,
    "reasoning": reasoning,
    "validation": validation,
    "one article more or less": changing,
    "kg --help": starting,
    "cold kg query on a store": cold,
    "memory a quad": memory,
}
