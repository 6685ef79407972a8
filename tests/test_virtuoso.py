"""Debian's Virtuoso as the store: no default graph of its own, digest authentication, a SPARQL of its own in places."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import Store, virtuoso

from kg import pipeline
from kg.errors import BadInput, TooMuch, UsageError
from kg.query import list_queries
from kg.vocab import BASE

# What Virtuoso 7.2.5 cannot do: paths of any length between two variables, aggregates inside EXISTS.
REFUSED = {
    "cq-02-bodies-above-an-office",
    "cq-04-announced-participants-not-reported",
    "report-participants-not-reported",
    "report-plans-not-reported",
}
# What it does otherwise: strings joined of its own words and a query's keep ASCII alone; UNION inside OPTIONAL.
OTHERWISE = {
    "cq-05-names-behind-offices",
    "report-figures-disagree",
    "report-ranks-differ",
    "report-slips",
    "report-without-second-source",
}


@pytest.fixture(scope="module")
def loaded(seeds_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    """A Virtuoso that holds the seeds' build."""
    if shutil.which("virtuoso-t") is None:
        warnings.warn("Virtuoso is not installed (Debian: virtuoso-opensource): nothing is tried on it", stacklevel=1)
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    place = tmp_path_factory.mktemp("virtuoso")
    shutil.copytree(seeds_build, place / "build")
    (place / "store").mkdir()
    with virtuoso(place / "store") as store, pytest.MonkeyPatch.context() as given:
        given.setenv("KG_USER", "dba")
        given.setenv("KG_PASSWORD", "dba")
        made = pipeline.load(store.graphs, place / "build")
        assert made.view == f"{BASE}graph/merged"
        yield store, place / "build"


def test_loading_again_sends_nothing(loaded: tuple[Store, Path]) -> None:
    again = pipeline.load(loaded[0].graphs, loaded[1])
    assert (again.sent, again.stood, again.size) == (0, 9, 0)


def test_another_view_is_not_taken_by_mistake(loaded: tuple[Store, Path], tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Oslo, 4 May 2024 - Nobody met anybody.\n")
    pipeline.map_articles([tmp_path / "other.txt"], tmp_path / "shards", pipeline.Options())
    with pytest.raises(UsageError, match="graph/merged of the store holds something already"):
        pipeline.load(loaded[0].graphs, tmp_path / "shards")


def test_who_may_not_write_is_told_so(
    loaded: tuple[Store, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_PASSWORD", "wrong")
    folder = shutil.copytree(loaded[1], tmp_path / "build")  # beside which nothing is noted: tests run in any order
    with pytest.raises(BadInput, match="refuses"):
        pipeline.load(loaded[0].graphs, folder)


def test_stored_questions_have_the_rows_of_the_build(loaded: tuple[Store, Path]) -> None:
    """Rows come in Virtuoso's own order of letters. Every third question: it takes a second for some of them."""
    store, folder = loaded
    built = pipeline.open_build(folder)
    equal, asked = 0, [query for query in list_queries() if query.id not in REFUSED][::3]
    for query in asked:
        there, here = pipeline.ask(store.queries, query.id, {}), pipeline.ask(built, query.id, {})
        assert there.columns == here.columns
        if query.id not in OTHERWISE:
            assert sorted(there.values()) == sorted(here.values()), query.id
            equal += 1
    assert equal == len([query for query in asked if query.id not in OTHERWISE])


@pytest.mark.parametrize("name", sorted(REFUSED)[:2])
def test_what_virtuoso_refuses_is_one_line(name: str, loaded: tuple[Store, Path]) -> None:
    """The others of these take it seconds to refuse."""
    with pytest.raises(BadInput, match="does not answer") as fault:
        pipeline.ask(loaded[0].queries, name, {})
    assert "\n" not in str(fault.value)


def test_names_checks_and_cuts(loaded: tuple[Store, Path]) -> None:
    store, folder = loaded
    built = pipeline.open_build(folder)
    how = pipeline.Asking(evidence=True)
    for question, params in (("cq-03", {"person": "Tô Lâm"}), ("cq-12", {"host": "Cambodian People's Party"})):
        there, here = (pipeline.ask(where, question, params, how) for where in (store.queries, built))
        assert sorted(there.values()) == sorted(here.values())
        assert there.rows
    report = pipeline.check(pipeline.Checking(endpoint=store.queries))
    assert report.violations == ()
    assert report.triples > 10_000
    with pytest.raises((TooMuch, BadInput), match="cut"):
        pipeline.ask(store.queries, "SELECT * { ?s ?p ?o . ?s ?q ?r }", {})
