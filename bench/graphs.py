"""Graphs of a wanted size, made by the project's own rooms from invented articles, and kept for the next time.

Comes in: a number of quads and a folder to keep them in. Goes out: the path of an N-Quads file, made if it is not there
yet. It never uses a graph that another program version or other articles would not make again.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from bench.newsroom import newsroom
from kg.cache import hash_of_files
from kg.paths import CHECKOUT, write_atomically

MADE_BY = ["bench/newsroom.py", "bench/world.py", "kg/graph", "kg/reason", "kg/resolve", "ontology"]
REFERENCE, PER_ARTICLE = 4_600, 2_250  # quads of the reference data, and of one article: to know how many to write


def articles_for(quads: int) -> int:
    """About how many articles make a graph of this size."""
    return max(1, round((quads - REFERENCE) / PER_ARTICLE))


def graph_of(quads: int, folder: Path) -> Path:
    """The file of a graph of about this many quads."""
    place = folder / f"graph-{quads}-{hash_of_files(CHECKOUT, MADE_BY)[:12]}.nq"
    if not place.is_file():
        write_atomically(place, _made(quads))
    return place


def _made(quads: int) -> bytes:
    from kg.pipeline.assembling import assemble

    return assemble(newsroom(articles_for(quads))).store.dump(format=ox.RdfFormat.N_QUADS)
