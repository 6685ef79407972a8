"""A build whose graph is a store on disk: the server and free queries open it, and load nothing into memory."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from serving import Serves, serving

from kg import pipeline
from kg.pipeline.storing import keep
from kg.query.guarded import Guarded

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def build(seeds_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    build = Path(shutil.copytree(seeds_build, folder / "build"))
    keep(build, folder / "store")
    return build


@pytest.fixture(scope="module")
def server(build: Path) -> Iterator[Serves]:
    with serving(build) as serves:
        yield serves


def opened() -> list[str]:
    """What the processes that hold graphs for this one were told to open."""
    commands = [" ".join(child.cmdline()) for child in psutil.Process().children(recursive=True)]
    return [command for command in commands if '"data"' in command]


def test_the_store_is_opened_and_answers_as_the_file_does(server: Serves, build: Path, seeds_build: Path) -> None:
    assert any(str(build.parent / "store") in command for command in opened())
    with serving(seeds_build) as other:
        for path in ("/queries/cq-39-articles.csv", "/id/state/laos.ttl", "/graph-store?default", "/health"):
            ours, theirs = server.get(path, Accept="text/turtle"), other.get(path, Accept="text/turtle")
            assert ours.status == theirs.status == 200
            assert path == "/health" or ours.body == theirs.body, path
        assert server.ask(COUNT, Accept="text/csv").body == other.ask(COUNT, Accept="text/csv").body


def test_several_processes_have_it_open(server: Serves, build: Path) -> None:
    with serving(build) as other:
        assert server.ask(COUNT, Accept="text/csv").body == other.ask(COUNT, Accept="text/csv").body
    assert pipeline.query(pipeline.open_build(build), COUNT, {}, "csv") == server.ask(COUNT, Accept="text/csv").body


def test_a_free_query_on_the_command_line_opens_it_too(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Path] = []
    begin = Guarded.__init__

    def seen(self: Guarded, data: Path, *more: object, **named: object) -> None:
        given.append(data)
        begin(self, data, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Guarded, "__init__", seen)
    assert pipeline.query(pipeline.open_build(build), "ASK { ?s a pd:Meeting }", {}, "csv") == b"answer\r\ntrue\r\n"
    assert given == [build.parent / "store"]


def test_a_store_made_later_and_one_that_goes_are_swapped_without_a_lost_answer(
    build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.serving.EVERY", 0.1)
    mine, place = Path(shutil.copytree(build, tmp_path / "build")), tmp_path / "store"
    (mine / "private" / "store").unlink()
    with serving(mine) as server:
        answers = {server.ask(COUNT, Accept="text/csv").text}
        for change in (lambda: keep(mine, place), lambda: shutil.rmtree(place)):
            before, until = server.get("/health").json["snapshot"], time.monotonic() + 30
            change()
            while server.get("/health").json["snapshot"] == before:
                assert time.monotonic() < until
                answers.add(server.ask(COUNT, Accept="text/csv").text)
            answers.add(server.ask(COUNT, Accept="text/csv").text)
    assert len(answers) == 1, answers


def test_what_is_made_of_a_snapshot_alone_is_made_once(server: Serves, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.pipeline import serving as module

    made: list[str] = []
    write = module._write
    monkeypatch.setattr(module, "_write", lambda quads, format: made.append(format) or write(quads, format))
    with serving(server.folder) as other:
        for _ in range(3):
            for path in ("/sparql", "/.well-known/void", "/ontology"):
                assert other.get(path, Accept="application/n-triples").status == 200
    assert made == ["ntriples"] * 3
