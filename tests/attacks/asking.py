"""Putting hostile queries to a store and seeing what comes of them.

Comes in: the N-Quads file of a store, queries, limits. Goes out: what became of each query: answered or refused, in how
many seconds, with what left behind. It goes in by the public way alone: kg.query.run_free.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from attacks.watch import Watch, children, resident
from kg.errors import BadInput
from kg.query import Limits, run_free

LATE, BUSY = 1.2, 0.3  # times the limit, and seconds that a busy machine may take to end a process
LIMITS = Limits(seconds=2.0, megabytes=256, rows=10_000, output_bytes=5_000_000)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a query: `said` is the refusal, '' if it was answered; `faults` are what it must not have done;
    `late` is true if all of that was to take too long.
    """

    name: str
    number: int
    text: str
    seconds: float
    said: str
    faults: tuple[str, ...]
    late: bool


def put(store: Path, attacks: Iterable[tuple[str, int, str]], watch: Watch, limits: Limits = LIMITS) -> Iterator[Fate]:
    """The fate of each query, in order."""
    for name, number, text in attacks:
        before, started = resident(), time.monotonic()
        said, faults = "", []
        try:
            table = run_free(store, text, limits=limits)
            if len(table.rows) > limits.rows:
                faults.append(f"{len(table.rows)} rows")
        except BadInput as fault:
            said = str(fault)
            if "\n" in said or len(said) > 600:
                faults.append("not one short line")
        except Exception as fault:
            faults.append(f"{type(fault).__name__}: {fault}"[:200])
        seconds = time.monotonic() - started
        if late := seconds > limits.seconds * LATE + BUSY:
            faults.append(f"{seconds:.1f} s for a limit of {limits.seconds:g} s")
        faults += [
            f"{n} {what}"
            for what, n in (
                ("connections", watch.knocks()),
                ("files opened", watch.opened()),
                ("processes left", len(children())),
            )
            if n
        ]
        if resident() - before > 4 * limits.output_bytes + 50_000_000:
            faults.append(f"{(resident() - before) >> 20} MB kept")
        yield Fate(name, number, text, seconds, said, tuple(faults), late and len(faults) == 1)
