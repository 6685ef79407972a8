"""Loading into a real SPARQL 1.1 server and asking it: the answers of the build."""

from __future__ import annotations

import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from stores import Reply, Store, answering, oxigraph

from kg import pipeline
from kg.errors import BadInput, TooMuch, UsageError
from kg.query import list_queries
from kg.vocab import BASE

CHECKS = {query.id for query in list_queries() if query.id.startswith("check-")}


@pytest.fixture(scope="module")
def loaded(seeds_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    """A server that holds the seeds' build, and the folder of the build that was loaded."""
    folder = tmp_path_factory.mktemp("loaded") / "build"
    shutil.copytree(seeds_build, folder)
    with oxigraph() as store:
        made = pipeline.load(store.graphs, folder)
        assert (made.stood, made.gone, made.view) == (0, 0, None)
        yield store, folder


def fetched(address: str) -> set[ox.Triple]:
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": "application/n-triples"})) as got:
        return {quad.triple for quad in ox.parse(got.read(), ox.RdfFormat.N_TRIPLES)}


def test_the_store_holds_each_graph_and_the_view(loaded: tuple[Store, Path], graph: ox.Store) -> None:
    store, _ = loaded
    for name in graph.named_graphs():
        assert fetched(f"{store.graphs}?graph={name.value}") == {
            quad.triple for quad in graph.quads_for_pattern(None, None, None, name)
        }
    seen = (ox.DefaultGraph(), ox.NamedNode(f"{BASE}graph/inferred"))
    merged = {quad.triple for one in seen for quad in graph.quads_for_pattern(None, None, None, one)}
    assert fetched(f"{store.graphs}?default") == merged


def test_loading_again_sends_nothing(loaded: tuple[Store, Path]) -> None:
    store, folder = loaded
    again = pipeline.load(store.graphs, folder)
    assert (again.sent, again.size, again.gone) == (0, 0, 0)
    assert again.stood == 9


def test_every_stored_question_has_the_answer_of_the_build(loaded: tuple[Store, Path]) -> None:
    store, folder = loaded
    built = pipeline.open_build(folder)
    for query in list_queries():
        how = pipeline.Asking(evidence=query.evidence is not None)
        assert pipeline.ask(store.queries, query.id, {}, how) == pipeline.ask(built, query.id, {}, how), query.id


def test_the_programs_own_server_is_asked_alike(seeds_build: Path) -> None:
    from serving import serving

    built = pipeline.open_build(seeds_build)
    with serving(seeds_build) as server:
        for question in ("cq-03", "report-slips"):
            assert pipeline.ask(f"{server.url}/sparql", question, {}) == pipeline.ask(built, question, {})
        with pytest.raises(TooMuch, match="cut"):
            pipeline.ask(f"{server.url}/sparql", "SELECT * { ?s ?p ?o }", {})


def test_free_queries_names_and_short_iris(loaded: tuple[Store, Path]) -> None:
    store, folder = loaded
    built = pipeline.open_build(folder)
    for question, params in (
        ("CONSTRUCT { ?p a pd:Party } WHERE { ?p a pd:Party }", {}),
        ("ASK { ?e a pd:Meeting }", {}),
        ("SELECT ?s { ?s rdfs:label 'Laos' }", {}),
        ("cq-03", {"person": "Samdech Techo Hun Sen"}),
        ("cq-03", {"person": "id:person/hun-sen"}),
        ("cq-12", {"host": "Cambodia"}),
        ("cq-21", {"state": "laos"}),
    ):
        assert pipeline.ask(store.queries, question, params) == pipeline.ask(built, question, params), question


def test_a_name_that_nothing_bears_is_refused_with_those_that_come_near(loaded: tuple[Store, Path]) -> None:
    said = []
    for where in (loaded[0].queries, pipeline.open_build(loaded[1])):
        with pytest.raises(UsageError) as fault:
            pipeline.ask(where, "cq-03", {"person": "Hun Senn"})
        said.append(str(fault.value).replace("pd:Agent", "pd:Official").replace("pd:Person", "pd:Official"))
    assert "Hun Sen" in said[0]
    assert said[0] == said[1]


def test_shards_are_asked_like_a_build_as_far_as_each_article_goes(seeds: Path, tmp_path: Path) -> None:
    pipeline.map_articles([seeds], tmp_path / "shards", pipeline.Options())
    with oxigraph() as store:
        assert pipeline.load(store.graphs, tmp_path / "shards").sent == 5
        sound = pipeline.check(pipeline.Checking(endpoint=store.queries))
        assert {one.shape for one in sound.violations} == set()
        found = pipeline.ask(store.queries, "cq-03", {"person": "Hun Sen"}, pipeline.Asking(evidence=True))
        articles = {name for row in found.values() for name in row[found.columns.index("articles")].split("; ")}
        assert len(articles) > 1
        counted = dict(pipeline.ask(store.queries, "report-counts", {}).values())
        assert counted["Article"] == "5"


def test_what_reaches_out_is_refused_before_anything_is_sent() -> None:
    with answering(lambda came: Reply(500)) as (url, came):
        for query in (
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
            "DELETE WHERE { ?s ?p ?o }",
        ):
            with pytest.raises(BadInput):
                pipeline.ask(url, query, {})
        assert came == []


def test_checks_of_a_sound_and_of_a_broken_store(loaded: tuple[Store, Path], tmp_path: Path) -> None:
    store, folder = loaded
    sound = pipeline.check(pipeline.Checking(endpoint=store.queries))
    assert sound.violations == ()
    assert sound.shapes == len(CHECKS)
    assert sound.triples > 10_000
    broken = tmp_path / "build"
    shutil.copytree(folder, broken)
    kept = [line for line in (broken / "graph.nq").open("rb") if b"oa#hasSource" not in line or b"graph/" in line]
    (broken / "graph.nq").write_bytes(b"".join(kept))
    with oxigraph() as other:
        pipeline.load(other.graphs, broken)
        report = pipeline.check(pipeline.Checking(endpoint=other.queries))
    assert "check-evidence-has-quote" in {one.shape.rpartition("/")[2] for one in report.violations} <= CHECKS
    assert all(one.focus.startswith(BASE) for one in report.violations)
    assert b"check-evidence-has-quote" in pipeline.render_report(report, "sarif", "violation")


def test_a_default_graph_without_inferences_is_noticed(seeds_build: Path, tmp_path: Path) -> None:
    """As a store's own bulk loader leaves it: the file's default graph alone."""
    with oxigraph() as store:
        put(f"{store.graphs}", (seeds_build / "graph.nq").read_bytes(), "application/n-quads", "POST")
        with pytest.raises(BadInput, match="lacks what reasoning added"):
            pipeline.ask(store.queries, "cq-01", {})


def test_a_union_of_graphs_that_counts_twice_is_noticed(loaded: tuple[Store, Path], tmp_path: Path) -> None:
    copy = tmp_path / "build"
    shutil.copytree(loaded[1], copy)
    with oxigraph("--union-default-graph") as store:
        pipeline.load(store.graphs, copy)
        with pytest.raises(BadInput, match="once for each graph"):
            pipeline.ask(store.queries, "report-counts", {})


def test_a_server_that_holds_something_else_is_told_so(tmp_path: Path) -> None:
    with oxigraph() as store, pytest.raises(BadInput, match="holds no graph of this program"):
        pipeline.ask(store.queries, "cq-01", {})


def test_bounds_hold(loaded: tuple[Store, Path]) -> None:
    from kg.pipeline.remote import open_remote
    from kg.query import Limits, examine

    asked = examine("SELECT * { ?s ?p ?o }")
    with pytest.raises(TooMuch, match="rows"):
        open_remote(loaded[0].queries, Limits(rows=100)).answer("query", asked)
    with pytest.raises(TooMuch, match="bytes"):
        open_remote(loaded[0].queries, Limits(output_bytes=10_000)).answer("query", asked)


def put(address: str, body: bytes, kind: str, method: str = "PUT") -> None:
    request = urllib.request.Request(address, body, {"Content-Type": kind}, method=method)
    with urllib.request.urlopen(request, timeout=60) as got:
        assert got.status < 300
