"""The own engine of OWL 2 RL beside owlrl: the same closure, and how much sooner.

Comes in: sizes in triples (`python bench/reasoning.py 3000 10000`). Goes out: a line a size: what follows, seconds of
both, their ratio; it stops where the two differ. It never compares times of different runs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

from random_triples import random_triples

from kg.reason.axioms import read_axioms
from kg.reason.reference import Reference
from kg.reason.rl import Closing


def main(sizes: Iterable[int]) -> None:
    """Time both engines on random triples in the ontology's terms."""
    axioms = read_axioms(alignments=True)
    print("triples  follow  own s  owlrl s  ratio")
    for size in sizes:
        triples = random_triples(axioms, size, seed=1)
        start = time.perf_counter()
        found = Closing(axioms).add(triples)
        middle = time.perf_counter()
        expected = Reference(axioms).add(triples)
        end = time.perf_counter()
        assert found == expected, f"the engines differ on {size} triples"
        own, peer = middle - start, end - middle
        print(f"{size:7}  {len(found):6}  {own:5.2f}  {peer:7.1f}  {peer / own:5.0f}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [3000, 10000])
