"""Hostile queries: one of each generator here, a thousand and more in bench/reliability.py."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from attacks.asking import put
from attacks.outward import Lure
from attacks.queries import GENERATORS, hostile
from attacks.watch import watched

from kg.errors import BadInput
from kg.query import Limits, refuse_reaching_out
from kg.query.guarded import Guarded
from kg.validate.shapes import reaches_out

LIMITS = Limits(seconds=1.0, megabytes=256, rows=10_000, output_bytes=5_000_000)
OUTWARD = [name for name in GENERATORS if name.startswith(("service", "hidden", "named"))]
PARTS = 8


def test_there_are_thirty_generators_and_each_draws_anew() -> None:
    lure = Lure("http://127.0.0.1:1", "/x")
    drawn = [text for _, _, text in hostile(4, 1, lure)]
    assert len(GENERATORS) >= 30
    assert len(set(drawn)) == len(drawn) > 3 * len(GENERATORS)
    assert drawn == [text for _, _, text in hostile(4, 1, lure)]


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_queries_end_in_time_and_reach_nothing(part: int, seeds_build: Path, tmp_path: Path) -> None:
    with watched(tmp_path) as watch:
        attacks = list(hostile(1, 7, watch.lure))[part::PARTS]
        fates = list(put(seeds_build / "graph.nq", attacks, watch, LIMITS))
        assert len(fates) == len(attacks)
        # A machine that is busy with other things may hold one up by chance: what is late by itself is late again.
        again = [attack for attack, fate in zip(attacks, fates, strict=True) if fate.late]
        fates = [fate for fate in fates if not fate.late]
        fates += put(seeds_build / "graph.nq", again, watch, LIMITS)
    assert [(fate.name, fate.text[:200], fate.faults) for fate in fates if fate.faults] == []


def test_the_watch_sees_who_knocks_and_who_opens(tmp_path: Path) -> None:
    import socket
    from urllib.parse import urlsplit

    with watched(tmp_path) as watch:
        assert (watch.knocks(), watch.opened()) == (0, 0)
        with socket.create_connection(("127.0.0.1", urlsplit(watch.lure.url).port or 0)):
            Path(watch.lure.file).read_bytes()
        assert watch.knocks() == 1
        assert watch.opened() > 0


@pytest.mark.parametrize("name", OUTWARD)
def test_every_spelling_that_reaches_out_is_refused_before_it_runs(name: str) -> None:
    for number in range(6):
        text = GENERATORS[name](Random(number), Lure("http://127.0.0.1:1", "/x"))
        with pytest.raises(BadInput):
            refuse_reaching_out(text)


def test_a_comment_that_some_parsers_end_hides_nothing_in_a_shape() -> None:
    assert reaches_out('SELECT $this { # x\r"""\n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } # """\n }') is not None
    assert reaches_out("SELECT $this { # x\r\n ?s ?p ?o }") is None


@pytest.mark.parametrize(
    "call",
    [
        "SERVICE <URL> { ?s ?p ?o }",
        "SERVICE SILENT <URL> { ?s ?p ?o }",
        "VALUES ?u { <URL> } SERVICE SILENT ?u { ?s ?p ?o }",
    ],
)
def test_without_its_guard_the_child_still_reaches_nothing(
    call: str, seeds_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second wall: were a query to pass the parser's check, the process that runs it has no network."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    guarded = Guarded(seeds_build / "graph.nq", "https://example.org/", module="attacks.open_door")
    refused = False
    with watched(tmp_path) as watch:
        text = f"SELECT * {{ {call.replace('URL', watch.lure.url)} }}"
        order = {"job": "free", "text": text, "where": "query", **asdict(LIMITS)}
        try:
            guarded.begin(order).answer()
        except BadInput:
            refused = True
        finally:
            guarded.close()
        assert watch.knocks() == 0
    assert refused is ("SILENT" not in call)
