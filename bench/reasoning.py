"""The own engine of OWL 2 RL beside owlrl: the same closure, and how much sooner.

Comes in: sizes in triples (`python bench/reasoning.py 3000 10000`). Goes out: a line a size: what follows, seconds of
processor time of both (the own engine's median of five, owlrl's one), their ratio; it stops where the two differ. It
never compares times of different runs.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterable

from random_triples import random_triples

from kg.delta import Triple
from kg.reason.axioms import Axioms, read_axioms
from kg.reason.reference import Reference
from kg.reason.rl import Closing


def main(sizes: Iterable[int]) -> None:
    """Time both engines on random triples in the ontology's terms."""
    axioms = read_axioms(alignments=True)
    print("triples  follow  own s  owlrl s  ratio")
    for size in sizes:
        triples = random_triples(axioms, size, seed=1)
        own, found = zip(*(_timed(Closing, axioms, triples) for _ in range(5)), strict=True)
        peer, expected = _timed(Reference, axioms, triples)
        assert all(one == expected for one in found), f"the engines differ on {size} triples"
        taken = statistics.median(own)
        print(f"{size:7}  {len(expected):6}  {taken:5.2f}  {peer:7.1f}  {peer / taken:5.0f}", flush=True)


def _timed(engine: type[Closing] | type[Reference], axioms: Axioms, triples: set[Triple]) -> tuple[float, set[Triple]]:
    start = time.process_time()
    found = engine(axioms).add(triples)
    return time.process_time() - start, found


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [3000, 10000])
