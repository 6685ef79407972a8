"""Work on a graph without a collection of garbage.

Comes in: a piece of work that makes no cycles of references. Goes out: the same work, done while Python's collector
rests. It never leaves the collector off where it was on, nor on where it was off.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 100_000  # objects made in one piece of work


@contextmanager
def no_collection() -> Iterator[None]:
    """A while without collections, each of which would go through all that is held, to find nothing.

    Where the work has made more than MANY objects, no later collection goes through what is held now: what was made is
    kept for long, and half a second would pass at every quarter more.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            if gc.get_count()[0] > MANY:
                gc.freeze()
            gc.enable()
