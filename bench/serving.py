"""Soak the server: benign clients alone, then beside hostile ones; answer times, memory, handles, unintended faults.

`python bench/serving.py --build build --minutes 30` starts `kg serve` with two workers, takes half of the minutes for
each of the two phases, and prints Markdown: what was measured, and whether it is what is asked. Exit status 1 if not.
"""

from __future__ import annotations

import argparse
import http.client
import json
import platform
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil

from kg.query import list_queries

BENIGN = [f"/queries/{one.id}.json" for one in list_queries() if one.id.startswith("cq-")] + [
    "/health",
    "/id/state/laos.ttl",
    "/id/state/laos",
    "/sparql?query=" + quote("ASK { ?e a pd:Meeting }"),
    "/sparql?query=" + quote("SELECT ?p { ?p a pd:Party } LIMIT 20"),
]
PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
BINDS = "".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(34))
HOSTILE = [
    PRODUCT,
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a",
    f'SELECT (STRLEN(?x34) AS ?n) {{ BIND ("xx" AS ?x0) {BINDS} }}',
    "SELECT * { ?s (<urn:a>|!<urn:a>)* ?o . ?o (<urn:b>|!<urn:b>)* ?t }",
    'SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), "(a+)+(b+)+c") }',
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "ASK " + "{" * 20 + "}" * 20,
    "INSERT DATA { <a:b> <a:b> <a:b> }",
    "SELECT * { ?s ?p ?o }",
    "x" * 15_000,
]
RATIO, MEDIAN = 3.0, 20.0  # what is asked of the p99s, and of stored questions in ms
GROWTH, HANDLES = 1.1, 2  # what is still flat: a tenth, and 5 MB, more memory; so many handles more
WARM, LOOK, REST = 15.0, 5.0, 3.0  # seconds before anything counts, between two looks, until connections are closed
FAIR = {200, 303, 304, 400, 413, 422, 429, 503}  # 503 is intended where it says when to come again


@dataclass
class Heard:
    """What clients heard: seconds by address, how often each status, faults."""

    seconds: list[tuple[str, float]] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    busy: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def percentile(self, part: float, only: str = "") -> float:
        """Milliseconds within which this part of the answers came."""
        found = sorted(seconds for path, seconds in self.seconds if only in path) or [0.0]
        return 1000 * found[min(len(found) - 1, int(part * len(found)))]


def client(port: int, paths: Sequence[str], pause: float, until: float, heard: Heard, source: str, seed: int) -> None:
    """One client: a request, its answer, a pause, on a connection that is kept."""
    draw = random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
    while time.monotonic() < until:
        path, since = draw.choice(paths), time.monotonic()
        try:
            connection.request("GET", path, headers={"Accept": "application/json, text/turtle;q=0.5"})
            got = connection.getresponse()
            said = got.read()
            heard.seconds.append((path, time.monotonic() - since))
            heard.statuses[got.status] += 1
            if got.status in (429, 503):
                heard.busy[json.loads(said)["detail"]] += 1
            if got.status not in FAIR or (got.status == 503 and not got.getheader("retry-after")):
                heard.faults.append(f"{got.status} {path[:80]}")
        except (OSError, http.client.HTTPException) as fault:
            heard.faults.append(f"{type(fault).__name__} {path[:80]}")
            connection.close()
        time.sleep(draw.uniform(0, 2 * pause))
    connection.close()


def phase(port: int, seconds: float, benign: int, hostile: int, pause: float) -> tuple[Heard, Heard]:
    """What benign and hostile clients hear within so many seconds; all hostile ones have three addresses."""
    until, ours, theirs = time.monotonic() + seconds, Heard(), Heard()
    attacks = ["/sparql?query=" + quote(text) for text in HOSTILE]
    threads = [
        threading.Thread(target=client, args=(port, BENIGN, pause, until, ours, f"127.0.1.{n + 1}", n))
        for n in range(benign)
    ]
    threads += [
        threading.Thread(target=client, args=(port, attacks, 0.01, until, theirs, f"127.0.2.{n % 3 + 1}", 1000 + n))
        for n in range(hostile)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ours, theirs


@dataclass
class Watched:
    """Memory in MB of the server, of the process that holds the graph, and of the largest of its children."""

    server: psutil.Process
    taken: list[tuple[float, ...]] = field(default_factory=list)

    def handles(self) -> int:
        """Handles of the two processes that last, once those of clients that have left are closed."""
        time.sleep(REST)
        return sum(one.num_fds() for one in (self.server, self.server.children()[0]))

    def look(self) -> None:
        """Take one sample."""
        holder = self.server.children()[0]
        sizes = [0]
        for child in holder.children():
            with suppress(psutil.Error):
                sizes.append(child.memory_info().rss)
        self.taken.append(tuple(size / 1e6 for size in (rss(self.server), rss(holder), max(sizes))))

    def until(self, end: float) -> None:
        """Look every few seconds until then."""
        while time.monotonic() < end:
            self.look()
            time.sleep(max(0.0, min(LOOK, end - time.monotonic())))

    def ends(self) -> list[tuple[float, float]]:
        """Medians of two quarters of the time. Of those that last, the first and the last: nothing may be left of all
        that went on between. Children end with their answers, and each weighs what its query does: of these the third
        and the last, which hear the same queries.
        """
        part = max(1, len(self.taken) // 4)
        columns = list(zip(*self.taken, strict=True))
        earlier = (slice(part), slice(part), slice(-2 * part, -part))
        return [
            (statistics.median(one[first]), statistics.median(one[-part:]))
            for one, first in zip(columns, earlier, strict=True)
        ]


def rss(process: psutil.Process) -> int:
    """Bytes of memory that a process has."""
    return int(process.memory_info().rss)


def quiet(port: int) -> float:
    """The median of milliseconds that a stored question takes one client alone, each asked three times, first once."""
    heard, connection = Heard(), http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for turn in range(4):
        for path in (path for path in BENIGN if path.startswith("/queries/")):
            since = time.perf_counter()
            connection.request("GET", path)
            connection.getresponse().read()
            if turn:
                heard.seconds.append((path, time.perf_counter() - since))
    connection.close()
    return heard.percentile(0.5)


def row(*cells: object) -> str:
    """A row of a table in Markdown."""
    return f"| {' | '.join(map(str, cells))} |"


def phase_row(name: str, clients: int, heard: Heard) -> str:
    """What clients heard, as a row."""
    times = f"{heard.percentile(0.5):.0f}", f"{heard.percentile(0.99):.0f}"
    said = ", ".join(f"{status}: {count}" for status, count in sorted(heard.statuses.items()))
    return row(name, clients, len(heard.seconds), *times, said, dict(Counter(heard.faults)) or "none")


def judged(
    every: tuple[Heard, Heard, Heard], watched: Watched, rest: tuple[int, int], median: float
) -> tuple[str, bool]:
    """What is asked and what was measured, as a table; and whether all of it holds. `every` is what was heard by benign
    clients alone, beside hostile ones, and by these; `rest` are the handles at rest, before and after.
    """
    alone, beside, _ = every
    ratio = beside.percentile(0.99) / max(alone.percentile(0.99), 1e-9)
    faults = sum(len(heard.faults) for heard in every)
    names = ("server", "holder of the graph", "largest child beside hostile clients")
    memory = [(name, *pair) for name, pair in zip(names, watched.ends(), strict=True)]
    flat = all(last <= first * GROWTH + 5 for _, first, last in memory)
    asked = (
        ("no unintended 5xx, no broken connection", faults, faults == 0),
        (f"p99 beside hostile clients at most {RATIO:g} times that alone", f"{ratio:.2f}", ratio <= RATIO),
        ("memory flat, MB", "; ".join(f"{name} {first:.0f} → {last:.0f}" for name, first, last in memory), flat),
        ("handles flat, before and after, at rest", f"{rest[0]} → {rest[1]}", rest[1] <= rest[0] + HANDLES),
        (f"stored questions under {MEDIAN:g} ms at the median, one client", f"{median:.1f} ms", median < MEDIAN),
    )  # fmt: skip
    lines = [row("asked", "measured", "holds"), row("---", "---", "---")]
    lines += [row(what, found, "yes" if holds else "**no**") for what, found, holds in asked]
    return "\n".join(lines), all(holds for *_, holds in asked)


def soak(port: int, server: psutil.Process, given: argparse.Namespace) -> bool:
    """Run both phases, print what came of them; whether all holds that is asked."""
    median = quiet(port)
    phase(port, WARM, given.clients, 0, given.pause)
    watched, half = Watched(server), given.minutes * 30
    before = watched.handles()
    threading.Thread(target=watched.until, args=(time.monotonic() + 2 * half,), daemon=True).start()
    alone, _ = phase(port, half, given.clients, 0, given.pause)
    beside, hostile = phase(port, half, given.clients, given.hostile, given.pause)
    table, holds = judged((alone, beside, hostile), watched, (before, watched.handles()), median)
    print(f"{given.minutes:g} minutes, two workers, Python {platform.python_version()}.\n")
    print(row("phase", "clients", "answers", "p50, ms", "p99, ms", "statuses", "faults"))
    print(row(*["---"] * 7))
    print(phase_row("benign alone", given.clients, alone))
    print(phase_row("benign beside hostile", given.clients, beside))
    print(phase_row("hostile", given.hostile, hostile))
    print(f"\nWhy hostile clients had to wait: {dict(hostile.busy)}; benign: {dict(alone.busy + beside.busy)}.\n")
    print(f"{table}\n\n{'PASS' if holds else 'FAIL'}")
    return holds


def main() -> int:
    """Start the server, soak it, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", type=Path)
    parser.add_argument("--minutes", default=1.0, type=float, help="of both phases together")
    parser.add_argument("--clients", default=50, type=int)
    parser.add_argument("--hostile", default=8, type=int)
    parser.add_argument("--pause", default=1.0, type=float, help="mean seconds between two requests of a benign client")
    given = parser.parse_args()
    words = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--build", str(given.build)]
    running = subprocess.Popen([*words, "--port", "0", "--bound", "running=2"], stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    said = running.stderr.readline()
    found = re.search(r":(\d+)/", said)
    if found is None:
        sys.exit(said)
    threading.Thread(target=lambda: [None for _ in running.stderr], daemon=True).start()  # type: ignore[union-attr]
    try:
        return 0 if soak(int(found[1]), psutil.Process(running.pid), given) else 1
    finally:
        running.terminate()
        running.wait()


if __name__ == "__main__":
    sys.exit(main())
