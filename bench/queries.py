"""How long each stored question takes, on a build as it is or on that build many times over.

Comes in: the folder of a build and how many times over (`python bench/queries.py build/ 41`: about a million quads of
the seeds' build). Goes out: a line a query with the least processor time of three runs in milliseconds and its number
of rows, the slowest last. It never changes the build: each copy is made in memory, with things of its own.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.naming import Bearer
from kg.query import StoredQuery, list_queries, run_query

OWN = "/id/"  # what IRIs of things hold; those of reference data are shared by all copies
SHARED = ("/id/state/", "/id/party/")


def store_of(folder: Path, times: int) -> ox.Store:
    """The graph of a build, and copies of it in which everything but states and parties is another thing."""
    store = ox.Store()
    store.bulk_load(path=str(folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    quads = list(store)
    for number in range(1, times):
        store.bulk_extend(_copied(quads, number))
    store.optimize()
    return store


def _copied(quads: Sequence[ox.Quad], number: int) -> Iterator[ox.Quad]:
    for quad in quads:
        yield ox.Quad(_own(quad.subject, number), quad.predicate, _own(quad.object, number), quad.graph_name)


def _own(term, number):  # type: ignore[no-untyped-def]
    if not isinstance(term, ox.NamedNode) or OWN not in term.value or any(part in term.value for part in SHARED):
        return term
    return ox.NamedNode(term.value.replace(OWN, f"{OWN}copy-{number}/", 1))


def first(words: str, found: Sequence[Bearer]) -> Bearer:
    """Of the copies of one thing, one."""
    return found[0]


def least(store: ox.Store, query: StoredQuery) -> tuple[float, int]:
    """Milliseconds of processor time of the fastest of three runs, and the rows."""
    took, rows = [], 0
    for _ in range(3):
        start = time.process_time()
        rows = len(run_query(store, query, choose=first).rows)
        took.append((time.process_time() - start) * 1000)
    return min(took), rows


def main(folder: Path, times: int) -> None:
    """Measure, then print."""
    store = store_of(folder, times)
    print(f"{len(store)} quads")
    measured = sorted((*least(store, query), query.id) for query in list_queries())
    for milliseconds, rows, name in measured:
        print(f"{milliseconds:9.1f} ms {rows:6} rows  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
