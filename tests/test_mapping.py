"""Articles mapped to shards: one graph each, the same bytes by whichever engine, nothing made twice."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import ROOT
from stores import free_port

from kg import executors, shards
from kg.errors import BadInput, UsageError
from kg.executors import Engine, Lost, spread
from kg.model import Reading
from kg.pipeline import mapping
from kg.pipeline.mapping import engine, map_articles, shard_of
from kg.pipeline.reading import Options
from kg.vocab import BASE

PD = "https://w3id.org/party-diplomacy/ontology#"
SHORT = {
    "a": "Hanoi, 4 May 2024 - General Secretary Anna Holm received President Bo Dahl of Norway in Hanoi on Saturday.",
    "b": "Oslo, 5 May 2024 - President Bo Dahl said he had met Minister Holm on Saturday.",
    "c": "Lima, 6 May 2024 - The Politburo met in Lima on Sunday. Both sides agreed to hold talks in 2025.",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in SHORT.items():
        (folder / f"{name}.txt").write_text(text + "\n", "utf-8")
    return folder


def files(folder: Path) -> dict[str, str]:
    """All files of a folder by the hash of their bytes."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_a_shard_holds_what_its_article_states_in_one_graph(readings: tuple[Reading, ...], graph: ox.Store) -> None:
    """All that a build says of the article in its own graph, but for names, is in the shard, with claims and quotes."""
    for reading in readings:
        data = shard_of(reading, "0" * 64)
        quads = list(ox.parse(data, ox.RdfFormat.N_QUADS))
        name = f"{BASE}graph/article/{reading.article.name}"
        assert {quad.graph_name.value for quad in quads} == {name}
        assert len(quads) == len({quad.triple for quad in quads})
        claims = {q.subject.value for q in quads if q.object == ox.NamedNode(f"{PD}Claim")}
        assert claims
        built = graph.quads_for_pattern(None, None, None, ox.NamedNode(name))
        built_accounts = {q.subject.value for q in built if q.object == ox.NamedNode(f"{PD}Account")}
        assert built_accounts == {q.subject.value for q in quads if q.object == ox.NamedNode(f"{PD}Account")}
        assert not any("_:" in str(quad) for quad in quads)
        assert reading.article.text.strip() not in data.decode()


def test_things_are_one_across_shards_only_where_writing_alone_makes_them_so(articles: Path, tmp_path: Path) -> None:
    map_articles([articles], tmp_path / "out", Options())
    named = {}
    for path in sorted((tmp_path / "out").glob("*/*.nq")):
        quads = ox.parse(path.read_bytes(), ox.RdfFormat.N_QUADS)
        named[path.stem] = {q.subject.value.removeprefix(f"{BASE}id/") for q in quads}
    persons = {name: {n for n in nodes if n.startswith("person/")} for name, nodes in named.items()}
    assert "person/bo-dahl" in persons["a"] & persons["b"]
    assert "person/anna-holm" in persons["a"]
    assert "person/holm--b" in persons["b"]
    events = [{n for n in nodes if n.startswith("event/")} for nodes in named.values()]
    assert all(name.endswith(tuple(f"--{one}" for one in SHORT)) for some in events for name in some)
    assert any("politburo--c" in n for n in named["c"])
    assert "state/norway" in named["a"] | named["b"]


def test_what_stands_is_not_made_again(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, options = tmp_path / "out", Options()
    first = map_articles([articles], out, options)
    assert (first.made, first.stood, first.gone, first.faults) == (3, 0, 0, ())
    whole = files(out)
    again = map_articles([articles], out, options)
    assert (again.made, again.stood) == (0, 3)
    assert files(out) == whole
    broken = next(out.glob("*/a.nq"))
    broken.write_bytes(broken.read_bytes()[:-10])
    monkeypatch.setattr(mapping, "read_article", None)  # readings come from the cache
    mended = map_articles([articles], out, options)
    assert (mended.made, mended.stood) == (1, 2)
    assert files(out) == whole
    (articles / "b.txt").unlink()
    less = map_articles([articles], out, options)
    assert (less.stood, less.gone) == (2, 1)
    assert {one.article for one in shards.read_list(out)[1]} == {"a", "c"}


def test_the_list_names_each_shard_with_its_hash(articles: Path, tmp_path: Path) -> None:
    map_articles([articles], tmp_path / "out", Options())
    base, listed = shards.read_list(tmp_path / "out")
    assert base == BASE
    for one in listed:
        data = (tmp_path / "out" / one.file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one.sha256
        assert data.count(b"\n") - 1 == one.quads
        article = (articles / f"{one.article}.txt").read_bytes()
        assert hashlib.sha256(article).hexdigest() == one.article_sha256


def test_a_build_finds_the_readings(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.pipeline import reading

    options = Options()
    map_articles([articles], tmp_path / "out", options)
    monkeypatch.setattr(reading, "read_article", None)
    found, _ = reading.read([articles], options)
    assert [one.article.name for one in found] == ["a", "b", "c"]


def test_one_article_keeps_no_other_from_its_shard(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "empty.txt").write_bytes(b"\xff\xfe\x00")
    whole = mapping.read_article

    def read(article: object) -> object:
        if article.name == "b":  # type: ignore[attr-defined]
            raise RuntimeError("boom")
        return whole(article)  # type: ignore[arg-type]

    monkeypatch.setattr(mapping, "read_article", read)
    made = map_articles([articles, tmp_path / "none.txt"], tmp_path / "out", Options(cache=tmp_path / "cache"))
    assert made.made >= 2
    said = " ".join(map(str, made.faults))
    assert "boom" in said
    assert "none.txt" in said


def test_another_folder_is_left_alone(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder of shards"):
        map_articles([tmp_path / "x"], articles, Options())
    assert sorted(files(articles)) == ["a.txt", "b.txt", "c.txt"]


def test_engines_are_named_and_go_with_a_scheduler_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "CONNECT", 0.5)
    with pytest.raises(UsageError, match="unknown"):
        engine("spark", 1, None)
    with pytest.raises(UsageError, match="--scheduler"):
        list(spread(str, [1], engine("local", 1, "tcp://127.0.0.1:1")))
    with pytest.raises(BadInput, match="no scheduler of Dask answers") as fault:
        list(spread(str, [1], engine("dask", 1, "tcp://127.0.0.1:1")))
    assert "\n" not in str(fault.value)


def test_without_dask_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(UsageError, match=r"party-diplomacy-graph\[far\]"):
        list(spread(str, [1], Engine("dask")))


@pytest.mark.parametrize("name", ["local", "dask"])
def test_processes_do_each_batch_once(name: str) -> None:
    assert sorted(spread(hex, range(20), engine(name, 2, None))) == [(n, hex(n)) for n in range(20)]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler of Dask and a worker of two threads, started as a person starts them, on the loopback interface."""
    address = f"tcp://127.0.0.1:{free_port()}"
    folder = tmp_path_factory.mktemp("dask")
    dask = [sys.executable, "-m", "dask"]
    place = ["--host", "127.0.0.1", "--no-dashboard"]
    worker = [*dask, "worker", address, *place, "--nthreads", "2", "--no-nanny", "--local-directory", str(folder)]
    commands = ([*dask, "scheduler", *place, "--port", address.rpartition(":")[2]], worker)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    with ExitStack() as running:
        for command in commands:
            process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            running.callback(process.wait)
            running.callback(process.kill)
        yield address


def test_a_cluster_gives_the_same_bytes(scheduler: str, articles: Path, tmp_path: Path) -> None:
    map_articles([articles], tmp_path / "local", Options())
    made = map_articles(
        [articles], tmp_path / "dask", Options(cache=tmp_path / "two"), engine("dask", 1, scheduler)
    )
    assert (made.made, made.faults) == (3, ())
    assert files(tmp_path / "dask") == files(tmp_path / "local")


def fails(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def test_work_that_a_cluster_loses_is_named(scheduler: str) -> None:
    made = dict(spread(fails, range(6), engine("dask", 1, scheduler)))
    assert {n: made[n] for n in (0, 1, 2, 4, 5)} == {0: 0, 1: 1, 2: 2, 4: 4, 5: 5}
    assert isinstance(made[3], Lost)
    assert "three" in made[3].why


def test_another_program_on_a_worker_is_noticed(
    monkeypatch: pytest.MonkeyPatch, articles: Path, tmp_path: Path
) -> None:
    whole, calls = mapping.map_batch, []

    def elsewhere(batch: object, *, base: str) -> object:
        calls.append(1)
        with monkeypatch.context() as patch:
            patch.setattr(mapping, "_program", lambda: "another")
            return whole(batch, base=base)  # type: ignore[arg-type]

    monkeypatch.setattr(mapping, "map_batch", elsewhere)
    made = map_articles([articles], tmp_path / "out", Options(cache=tmp_path / "cache"))
    assert calls
    assert made.made == 0
    assert all("another version" in str(fault) for fault in made.faults)


def test_a_kill_leaves_what_is_whole_and_the_next_run_ends_alike(articles: Path, tmp_path: Path) -> None:
    for number in range(6):
        (articles / f"n{number}.txt").write_text(SHORT["a"] + f" There were {number} talks.\n", "utf-8")
    out, kept = tmp_path / "out", Options(cache=tmp_path / "cache")
    child = os.fork()
    if not child:
        mapping.BATCH = 1
        map_articles([articles], out, kept)
        os._exit(0)
    until = time.monotonic() + 60
    while len(list(out.glob("*/*.nq"))) < 3 and time.monotonic() < until:
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert json.loads((out / shards.MARK).read_bytes())["list"] is None or (out / shards.LIST).is_file()
    map_articles([articles], out, kept)
    map_articles([articles], tmp_path / "other", Options(cache=tmp_path / "cache"))
    assert files(out) == files(tmp_path / "other")


def test_what_is_kept_is_what_the_program_reads(articles: Path, tmp_path: Path) -> None:
    """A shard by the cache and one by reading are the same bytes."""
    map_articles([articles], tmp_path / "one", Options(cache=tmp_path / "cache"))
    assert any((tmp_path / "cache").rglob("*.json"))
    map_articles([articles], tmp_path / "two", Options(cache=tmp_path / "cache"))
    assert files(tmp_path / "one") == files(tmp_path / "two")
