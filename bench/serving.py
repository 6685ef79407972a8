"""Soak the server: benign clients alone, then beside hostile ones; answer times, memory, handles, unintended faults.

`python bench/serving.py [--build build] [--minutes 0.5] [--clients 50] [--hostile 8]` starts `kg serve` with two
workers and prints a line for each phase. The full soak is `--minutes 15`: fifteen minutes for each of the two phases.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
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


def held(process: psutil.Process) -> str:
    """Memory and handles of the server and of the process that holds the graph, and how many children that has."""
    holders = process.children()
    own = [(one.memory_info().rss >> 20, one.num_fds()) for one in (process, *holders)]
    children = sum(len(one.children()) for one in holders)
    return f"MB, handles {own}; {children} children"


def told(heard: Heard) -> str:
    """How often each status, and why the server was busy."""
    return f"{dict(sorted(heard.statuses.items()))} {dict(heard.busy)}"


def main() -> None:
    """Soak, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", type=Path)
    parser.add_argument("--minutes", default=0.5, type=float)
    parser.add_argument("--clients", default=50, type=int)
    parser.add_argument("--hostile", default=8, type=int)
    parser.add_argument("--pause", default=1.0, type=float, help="mean seconds between two requests of a benign client")
    given = parser.parse_args()
    words = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--build", str(given.build)]
    running = subprocess.Popen([*words, "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    said = running.stderr.readline()
    port = int(re.search(r":(\d+)/", said)[1])  # type: ignore[index]
    threading.Thread(target=lambda: [None for _ in running.stderr], daemon=True).start()  # type: ignore[union-attr]
    process = psutil.Process(running.pid)
    try:
        phase(port, 5, 5, 0, 0.1)
        print("at rest        ", held(process), flush=True)
        record = {}
        for name, hostile in (("alone", 0), ("beside hostile", given.hostile)):
            ours, theirs = phase(port, given.minutes * 60, given.clients, hostile, given.pause)
            record[name] = ours.percentile(0.99)
            times = f"p50 {ours.percentile(0.5):.0f} ms, p99 {ours.percentile(0.99):.0f} ms"
            print(f"{name:15} {len(ours.seconds)} answers, {times}, {told(ours)}", flush=True)
            print(
                f"{'':15} stored questions p50 {ours.percentile(0.5, '/queries/'):.0f} ms; {held(process)}", flush=True
            )
            if hostile:
                print(f"{'hostile':15} {len(theirs.seconds)} answers, {told(theirs)}", flush=True)
            print(f"{'':15} faults: {json.dumps(Counter(ours.faults + theirs.faults))}", flush=True)
        print(f"p99 beside hostile / alone: {record['beside hostile'] / record['alone']:.2f}")
        time.sleep(6)
        print("at rest        ", held(process))
    finally:
        running.terminate()
        running.wait()


if __name__ == "__main__":
    main()
