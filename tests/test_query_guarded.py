"""The process that answers orders: an order may come in pieces, and one that is cut short harms no other."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import TooMuch
from kg.query.guarded import Guarded

BOUNDS = {"seconds": 5.0, "megabytes": 256, "rows": 10, "output_bytes": 1000}
ORDER = {"job": "free", "text": "ASK { ?s ?p ?o }", "where": "query", **BOUNDS}


@pytest.fixture
def guarded(seeds_build: Path) -> Iterator[Guarded]:
    held = Guarded(seeds_build / "graph.nq", "https://example.org/")
    yield held
    held.close()


def test_an_order_that_comes_in_pieces_is_answered(guarded: Guarded) -> None:
    asked, said = guarded.begin(ORDER), json.dumps(ORDER).encode()
    assert asked.words is not None
    for piece in (said[:1], said[1:40]):
        asked.words.sendall(piece)
        time.sleep(0.05)
    asked.words.sendall(said[40:])
    asked.words.close()
    asked.words = None
    assert b"true" in asked.answer()[1]


def test_after_an_order_cut_short_the_next_is_answered(guarded: Guarded) -> None:
    cut = guarded.begin(ORDER)
    assert cut.words is not None
    cut.words.sendall(b'{"job": "fr')
    cut.words.close()
    cut.words = None
    with pytest.raises(TooMuch):
        cut.answer()
    assert b"true" in guarded.begin(ORDER).answer()[1]
