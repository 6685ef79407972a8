"""How long each stored question takes on graphs of several sizes, and how that grows.

Comes in: a folder to keep the graphs in, and numbers of quads (`python -m bench.queries graphs/ 10000 100000`).
Goes out: a line a question with the least processor time of three runs in milliseconds for each size, its number of
rows in the largest, and the exponent of its growth from the smallest to the largest, the slowest last. It asserts
nothing.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from bench.asked import parameters
from bench.graphs import graph_of
from kg.nquads import loaded
from kg.query import StoredQuery, list_queries, run_query

SIZES = (10_000, 100_000, 1_000_000)


def least(store: ox.Store, query: StoredQuery, params: Mapping[str, str]) -> tuple[float, int]:
    """Milliseconds of processor time of the fastest of three runs, and the rows."""
    took, rows = [], 0
    for _ in range(3):
        start = time.process_time()
        rows = len(run_query(store, query, params).rows)
        took.append((time.process_time() - start) * 1000)
    return min(took), rows


def exponent(times: Mapping[int, float]) -> float:
    """The p of a growth by n^p between the smallest and the largest size; not a number for one size."""
    small, large = min(times), max(times)
    return math.log(times[large] / times[small]) / math.log(large / small) if large > small else math.nan


def measured(folder: Path, wanted: Sequence[int]) -> dict[str, dict[int, tuple[float, int]]]:
    """Milliseconds and rows of each question at each size whose graph holds something to ask for."""
    found: dict[str, dict[int, tuple[float, int]]] = {query.id: {} for query in list_queries()}
    for quads in wanted:
        store = loaded(graph_of(quads, folder))
        for query in list_queries():
            with suppress(LookupError):
                found[query.id][len(store)] = least(store, query, parameters(store, query))
    return found


def main(folder: Path, wanted: Sequence[int]) -> None:
    """Measure, then print."""
    found = measured(folder, wanted)
    sizes = sorted({size for times in found.values() for size in times})
    print("ms at", *(f"{size} quads" for size in sizes), "| rows | growth")
    for name, answers in sorted(found.items(), key=lambda pair: pair[1][sizes[-1]]):
        shown = "".join(f"{answers[size][0]:10.1f}" if size in answers else f"{'-':>10}" for size in sizes)
        growth = exponent({size: milliseconds for size, (milliseconds, _) in answers.items()})
        print(f"{shown} {answers[sizes[-1]][1]:6} n^{growth:4.2f}  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(word) for word in sys.argv[2:]] or SIZES)
