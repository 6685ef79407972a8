"""Loading that is stopped, repeated, changed: the store ends with what the folder holds."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from stores import Asked, Reply, Store, answering, oxigraph

from kg import pipeline, shards
from kg.errors import BadInput, UsageError
from kg.pipeline import loading
from kg.pipeline.loading import Loading, in_parts, load
from kg.vocab import BASE

QUICK = Loading(seconds=10, tries=1)


@pytest.fixture(scope="module")
def server() -> Iterator[Store]:
    with oxigraph() as store:
        yield store


@pytest.fixture
def store(server: Store) -> Store:
    """The server, emptied."""
    for graph in ("?default", *(f"?graph={name}" for name in graphs(server) if name)):
        asked = urllib.request.Request(f"{server.graphs}{graph}", method="DELETE")
        with urllib.request.urlopen(asked, timeout=20):
            pass
    return server


def held(store: Store) -> dict[str, set[ox.Triple]]:
    """All that a store holds, by graph ("": the default graph)."""
    with urllib.request.urlopen(
        urllib.request.Request(store.graphs, headers={"Accept": "application/n-quads"}), timeout=20
    ) as got:
        found: dict[str, set[ox.Triple]] = {}
        for quad in ox.parse(got.read(), ox.RdfFormat.N_QUADS):
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            found.setdefault(name, set()).add(quad.triple)
        return found


def graphs(store: Store) -> list[str]:
    return sorted(held(store))


def put_shards(folder: Path, said: Mapping[str, int], size: int = 3) -> None:
    """A folder of shards: for each name so many triples of its own, and one that all share."""
    settings = {"base": BASE, "made_by": "test", "reader": "test"}
    shards.begin(folder, settings)
    made = []
    for name, number in said.items():
        graph = ox.NamedNode(f"{BASE}graph/article/{name}")
        own = [(node(f"{name}-{number}-{count}"), node("p"), ox.Literal(f"x\n{count}")) for count in range(size)]
        data = shards.shard_bytes([*own, (node("shared"), node("p"), node("o"))], graph, "0" * 64)
        path = folder / shards.file_of(graph)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        made.append(shards.listed(data, graph, name, "0" * 64))
    shards.end(folder, settings, made)


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}id/{name}")


def is_mirror(store: Store, folder: Path) -> bool:
    """Whether the store holds each shard's graph, all of them as default graph, and nothing else."""
    wanted = {}
    for one in shards.read_list(folder)[1]:
        wanted[one.graph] = {t.triple for t in ox.parse(shards.triples(folder, one), ox.RdfFormat.N_TRIPLES)}
    union: set[ox.Triple] = set().union(*wanted.values())
    return held(store) == ({**wanted, "": union} if union else wanted)


def test_shards_come_change_and_go(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    put_shards(folder, {"a": 1, "b": 1})
    assert load(store.graphs, folder, QUICK).sent == 2
    assert is_mirror(store, folder)
    again = load(store.graphs, folder, QUICK)
    assert (again.sent, again.stood, again.size) == (0, 2, 0)
    put_shards(folder, {"a": 1, "b": 1, "c": 1})
    more = load(store.graphs, folder, QUICK)
    assert (more.sent, more.stood) == (1, 2)
    assert is_mirror(store, folder)
    put_shards(folder, {"a": 2, "c": 1})
    less = load(store.graphs, folder, QUICK)
    assert (less.sent, less.stood, less.gone) == (1, 1, 1)
    assert is_mirror(store, folder)


def test_what_was_sent_is_forgotten_where_the_store_was_emptied(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    put_shards(folder, {"a": 1})
    load(store.graphs, folder, QUICK)
    for graph in ("?default", *(f"?graph={name}" for name in graphs(store) if name)):
        urllib.request.urlopen(urllib.request.Request(store.graphs + graph, method="DELETE"), timeout=20).close()
    assert load(store.graphs, folder, QUICK).sent == 1
    assert is_mirror(store, folder)
    assert load(store.graphs, folder, Loading(anew=True)).sent == 1


@pytest.mark.parametrize("stop", range(1, 9))
def test_a_load_that_is_stopped_goes_on(
    stop: int, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At any request: what was sent before it is not sent again, and the end is the same."""
    monkeypatch.setattr(loading, "PART", 200)
    folder = tmp_path / "shards"
    put_shards(folder, {"a": 1, "b": 1})
    with through(store, stop) as (url, asked):
        with pytest.raises(BadInput, match="cannot be reached"):
            load(url, folder, QUICK)
        first = [sent(one) for one in asked if one.body][:-1]
    with through(store, 10_000, url) as (url, asked):
        load(url, folder, QUICK)
        second = [sent(one) for one in asked if one.body]
    assert is_mirror(store, folder)
    assert not {*first} & {*second}
    assert len(first) + len(second) == 8


def sent(came: Asked) -> tuple[str, str, bytes]:
    return came.method, came.path, came.body


def through(store: Store, stop: int, url: str | None = None) -> object:
    """A server before the store that hangs up from the request with a body of this number on."""
    count = [0]

    def reply(came: Asked) -> Reply | None:
        count[0] += bool(came.body)
        if count[0] >= stop:
            return None
        asked = urllib.request.Request(
            store.graphs + came.path.removeprefix("/"), came.body or None, method=came.method,
            headers={"Content-Type": came.headers.get("content-type", "")},
        )  # fmt: skip
        try:
            with urllib.request.urlopen(asked, timeout=20) as got:
                return Reply(got.status, got.read())
        except urllib.error.HTTPError as fault:
            return Reply(fault.code)

    return answering(reply, int(url.rpartition(":")[2]) if url else 0)


def test_somebody_elses_default_graph_is_not_taken(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    put_shards(folder, {"a": 1})
    other = b"<urn:other> <urn:p> <urn:o> .\n"
    asked = urllib.request.Request(
        f"{store.graphs}?default", other, {"Content-Type": "application/n-triples"}, method="PUT"
    )
    urllib.request.urlopen(asked, timeout=20).close()
    with pytest.raises(UsageError, match="holds something already"):
        load(store.graphs, folder, QUICK)
    assert graphs(store) == [""]
    load(store.graphs, folder, Loading(add=True))
    assert len(held(store)[""]) == 1 + 4
    load(store.graphs, folder, Loading(replace=True, anew=True))
    assert is_mirror(store, folder)


def test_a_shard_that_is_not_the_one_listed_is_not_sent(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    put_shards(folder, {"a": 1})
    path = next(folder.glob("*/*.nq"))
    path.write_bytes(path.read_bytes() + b"<urn:a> <urn:b> <urn:c> .\n")
    with pytest.raises(BadInput, match="not the shard that the list names"):
        load(store.graphs, folder, QUICK)
    (folder / shards.LIST).write_text("nothing\n")
    with pytest.raises(BadInput, match="not all made"):
        load(store.graphs, folder, QUICK)


def test_no_build_and_no_shards(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no build is here"):
        load("http://127.0.0.1:9/", tmp_path, QUICK)


def test_parts_hold_whole_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "PART", 10)
    assert list(in_parts([b"1234\n5678\n9\n", b"a" * 20 + b"\n"])) == [b"1234\n5678\n", b"9\n", b"a" * 20 + b"\n"]
    assert list(in_parts([])) == [b""]


def test_the_command_loads_and_asks(store: Store, seeds_build: Path, tmp_path: Path) -> None:
    """In process, as a person calls it."""
    from typer.testing import CliRunner

    from kg.cli import app_of

    build = tmp_path / "build"
    build.symlink_to(seeds_build)
    run = CliRunner().invoke
    done = run(app_of([]), ["load", store.graphs, "--build", str(build)])
    assert done.exit_code == 0, done.output
    assert "9 graphs sent" in done.stdout
    asked = run(app_of([]), ["query", "cq-01", "--endpoint", store.queries, "--format", "csv"])
    here = run(app_of([]), ["query", "cq-01", "--build", str(build), "--format", "csv"])
    assert asked.stdout == here.stdout != ""
    checked = run(app_of([]), ["validate", "--endpoint", store.queries])
    assert checked.exit_code == 0
    assert "violation 0" in checked.stdout
    assert pipeline.open_build(build).base == BASE
