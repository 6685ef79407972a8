"""The store on disk: it answers as the build does, and never for another build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from bench.engines import ours
from kg.errors import BadInput, UsageError
from kg.pipeline import open_build
from kg.pipeline.storing import MARK, POINTER, keep, kept
from kg.query import list_queries, run_free
from kg.query.child import unopened


@pytest.fixture
def build(seeds_build: Path, tmp_path: Path) -> Path:
    """A copy of the seeds' build that a test may change."""
    return Path(shutil.copytree(seeds_build, tmp_path / "build"))


def test_the_store_answers_every_question_as_the_build_does(build: Path, graph: ox.Store, tmp_path: Path) -> None:
    assert kept(build) is None
    keep(build, tmp_path / "store")
    store = open_build(build).store
    assert len(store) == len(graph)
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))
    for query in list_queries():
        assert ours(store, query, {}) == ours(graph, query, {}), query.id


def test_a_question_is_let_in_to_a_store_of_many_files(tmp_path: Path) -> None:
    """More than the engine opens with a store, so that some are opened while the question runs."""
    place = tmp_path / "store"
    store = ox.Store(str(place))
    for load in range(3):
        triples = [f'<urn:s{load}-{n}> <urn:p{load}> "{n}"' for n in range(50)]
        quads = "".join(f"{triple} .\n{triple} <urn:g> .\n" for triple in triples)
        store.bulk_load(quads.encode(), ox.RdfFormat.N_QUADS)
    del store
    assert unopened(place) > 2
    count = "(COUNT(?o) AS ?n) (COUNT(DISTINCT ?p) AS ?m)"
    found = run_free(place, f"SELECT {count} {{ VALUES ?o {{ '7' '8' }} ?s ?p ?o . GRAPH ?g {{ ?s ?q ?o }} }}")
    assert found.values() == (("6", "3"),)


def test_a_store_is_made_once_and_again_for_another_graph(build: Path, tmp_path: Path) -> None:
    place = tmp_path / "store"
    keep(build, place)
    first = (place / MARK).stat().st_ino
    keep(build, place)
    assert (place / MARK).stat().st_ino == first
    _change(build)
    with pytest.raises(BadInput, match="of another build"):
        kept(build)
    keep(build, place)
    made = kept(build)
    assert made is not None
    assert len(made) == 1
    assert not list(tmp_path.glob("*.part"))


def test_what_is_damaged_is_refused_and_what_is_gone_is_not_needed(build: Path, tmp_path: Path) -> None:
    place = tmp_path / "store"
    keep(build, place)
    (place / "CURRENT").unlink()
    with pytest.raises(BadInput, match="damaged"):
        kept(build)
    shutil.rmtree(place)
    assert kept(build) is None
    assert len(open_build(build).store) > 1000
    (build / POINTER).write_bytes(b"\xff\xfe")
    assert kept(build) is None


def test_a_store_takes_no_other_folder_s_place(build: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    for place in (tmp_path / "mine", tmp_path / "mine" / "letter.txt"):
        with pytest.raises(UsageError, match="no store"):
            keep(build, place)
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"


def _change(build: Path) -> None:
    """Another graph in the build, with its hash."""
    (build / "graph.nq").write_text("<urn:a> <urn:b> <urn:c> .\n")
    manifest = json.loads((build / "manifest.json").read_text())
    manifest["files"]["graph.nq"] = "0" * 64
    (build / "manifest.json").write_text(json.dumps(manifest))
