"""What many articles take: rates of mapping, loading and resolution, and what they make of 1 and of 100 million.

Comes in: folders of articles (`python -m bench.far tests/gold/texts tests/development/texts`), how long an article is
elsewhere, how many cores a machine has. Goes out: Markdown on standard output: rates as measured, in processor time,
then the sums of docs/scale.md. It uses no cache, opens no connection but to a server of its own on the loopback
interface, and never says that what was worked out was measured.
"""

from __future__ import annotations

import argparse
import gzip
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.resolution import newsroom
from kg import cache, shards
from kg.articles import read_articles
from kg.pipeline.loading import load
from kg.pipeline.mapping import map_articles, shard_of
from kg.pipeline.reading import Options, key, read_article
from kg.resolve import Authority, resolve

SIZES = (1_000_000, 100_000_000)
RESOLVED = (1_000, 2_000, 4_000)  # articles that resolution is timed on
HOUR = 3600.0


@dataclass(frozen=True)
class Rates:
    """As measured: seconds of processor time for a thousand characters (reading) or an article; quads and bytes of a
    thousand characters; of a store: quads a second of one client, bytes a quad on disk; of resolution: seconds and
    bytes an article at its largest size, and the exponent of growth.
    """

    reading: float
    drawing: float
    quads: float
    plain: float
    packed: float
    loading: float
    disk: float
    resolving: float
    resolving_bytes: float
    growth: float


def main(words: Sequence[str]) -> None:
    """Measure, then work out."""
    parser = argparse.ArgumentParser(prog="python -m bench.far", description="What many articles take.")
    parser.add_argument("folders", type=Path, nargs="+", help="folders of articles")
    parser.add_argument("--characters", type=int, default=3000, help="length of an article in what is worked out")
    parser.add_argument("--cores", type=int, default=32, help="cores of a machine in what is worked out")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        rates = measured(given.folders, Path(folder))
    print(told(rates))
    print(worked_out(rates, given.characters, given.cores))


def measured(folders: Sequence[Path], folder: Path) -> Rates:
    """Read, draw, load into an oxigraph server on disk, resolve."""
    articles, _ = read_articles(sorted(path for each in folders for path in each.iterdir()), max_bytes=2_000_000)
    read_article(articles[0])
    start = time.process_time()
    readings = [read_article(article) for article in articles]
    reading, start = time.process_time() - start, time.process_time()
    made = [shard_of(one, "0" * 64) for one in readings]
    drawing, thousands = time.process_time() - start, sum(len(a.text) for a in articles) / 1000
    quads = sum(data.count(b"\n") - 1 for data in made)
    plain, packed = sum(map(len, made)), sum(len(gzip.compress(data, 6)) for data in made)
    for one in readings:
        cache.store(folder / "cache", key(one.article), one)
    print(f"{len(articles)} articles, {thousands * 1000:,.0f} characters, {quads:,} quads", file=sys.stderr)
    loading, disk = _loaded(folders, folder, quads)
    seconds, held, growth = _resolved()
    return Rates(
        reading / thousands, drawing / len(articles), quads / thousands, plain / thousands, packed / thousands,
        loading, disk, seconds, held, growth,
    )  # fmt: skip


def _loaded(folders: Sequence[Path], folder: Path, quads: int) -> tuple[float, float]:
    """Quads a second that a server takes, graphs and view together, by the processor time of both; its bytes a quad."""
    map_articles(folders, folder / "shards", Options(cache=folder / "cache"))
    place = folder / "store"
    command = [str(Path(sys.executable).parent / "oxigraph"), "serve", "--location", str(place), "--bind"]
    with subprocess.Popen([*command, "127.0.0.1:17879"], stderr=subprocess.DEVNULL) as server:
        try:
            _wait("http://127.0.0.1:17879/")
            clock = psutil.Process(server.pid)
            start, before = time.process_time(), sum(clock.cpu_times()[:2])
            load("http://127.0.0.1:17879/store", folder / "shards")
            took = time.process_time() - start + sum(clock.cpu_times()[:2]) - before
        finally:
            server.terminate()
    subprocess.run([command[0], "optimize", "--location", str(place)], check=True)
    assert len(shards.read_list(folder / "shards")[1]) > 0
    return quads / took, sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / quads


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 the address is this program's own
            return
        except OSError:
            time.sleep(0.05)


def _resolved() -> tuple[float, float, float]:
    """Seconds and bytes an article at the largest size, and the exponent of growth, of joining invented articles."""
    took = {}
    for size in RESOLVED:
        readings = newsroom(size)
        start, before = time.process_time(), _memory()
        made = resolve(readings, Authority())
        took[size], held = time.process_time() - start, _memory() - before + sys.getsizeof(made)
    large, small = RESOLVED[-1], RESOLVED[0]
    return took[large] / large, held / large, math.log(took[large] / took[small]) / math.log(large / small)


def _memory() -> int:
    """Bytes that this process holds."""
    return int(psutil.Process(os.getpid()).memory_info().rss)


def told(rates: Rates) -> str:
    """The rates as a table."""
    rows = [
        ("reading, 1,000 characters", f"{rates.reading * 1000:.0f} ms"),
        ("drawing a shard from a reading", f"{rates.drawing * 1000:.0f} ms"),
        ("quads of 1,000 characters", f"{rates.quads:.0f}"),
        ("N-Quads of 1,000 characters", f"{rates.plain / 1000:.0f} kB, {rates.packed / 1000:.1f} kB gzipped"),
        ("loading, client and server", f"{rates.loading:,.0f} quads a second, graphs and view together"),
        ("oxigraph's store on disk", f"{rates.disk:.0f} bytes a quad of the shards, graphs and view together"),
        (f"resolution of {RESOLVED[-1]:,}", f"{rates.resolving * 1000:.1f} ms an article, n^{rates.growth:.2f}"),
        ("memory of resolution", f"{rates.resolving_bytes / 1000:.0f} kB an article beyond the readings"),
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    lines = [f"| {what} | {rate} |" for what, rate in rows]
    return "\n".join(["| what | measured |", "| --- | --- |", *lines, f"\nPeak memory of this run: {peak:.1f} GB.\n"])


def worked_out(rates: Rates, characters: int, cores: int) -> str:
    """What so many articles of this length take on machines with so many cores, by the rates."""
    lines = [f"| | {' | '.join(f'{size:,} articles' for size in SIZES)} |", "| --- | --- | --- |"]
    for what, of in _sums(rates, characters / 1000, cores):
        lines.append(f"| {what} | {' | '.join(of(size) for size in SIZES)} |")
    return "\n".join(lines) + "\n"


def _sums(rates: Rates, length: float, cores: int):  # type: ignore[no-untyped-def]
    """Each line of what is worked out: its name, and a function from the number of articles to words."""
    mapping = rates.reading * length + rates.drawing
    largest = RESOLVED[-1]

    def resolving(size: int) -> float:
        return rates.resolving * largest * (size / largest) ** max(rates.growth, 1.0)

    return [
        ("characters", lambda n: f"{n * length / 1e6:,.0f} GB"),
        (f"mapping: n × ({length:g} × {rates.reading * 1000:.0f} + {rates.drawing * 1000:.0f}) ms",
         lambda n: f"{n * mapping / HOUR:,.0f} core-hours"),
        (f"on one machine of {cores} cores", lambda n: _time(n * mapping / cores)),
        (f"on 20 such machines ({20 * cores} cores)", lambda n: _time(n * mapping / cores / 20)),
        (f"quads: n × {length:g} × {rates.quads:.0f}", lambda n: f"{n * length * rates.quads / 1e9:,.1f} billion"),
        ("shards on disk, plain", lambda n: _size(n * length * rates.plain)),
        ("shards on disk, gzipped", lambda n: _size(n * length * rates.packed)),
        ("store on disk (graphs and view)", lambda n: _size(n * length * rates.quads * rates.disk)),
        ("loading by one client into one store", lambda n: _time(n * length * rates.quads / rates.loading)),
        (f"resolution, one process, if it grows by n^{rates.growth:.2f}", lambda n: _time(resolving(n))),
        ("memory of resolution, beyond the readings", lambda n: _size(n * rates.resolving_bytes)),
    ]  # fmt: skip


def _time(seconds: float) -> str:
    return f"{seconds / HOUR:,.1f} h" if seconds < 72 * HOUR else f"{seconds / HOUR / 24:,.0f} days"


def _size(size: float) -> str:
    return f"{size / 1e9:,.0f} GB" if size < 1e12 else f"{size / 1e12:,.1f} TB"


if __name__ == "__main__":
    main(sys.argv[1:])
