"""Stored questions: their headers, their answers on the first corpus, their evidence; what checks and reports find."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import BadInput, UsageError
from kg.query import StoredQuery, list_queries, load_query, parse_query, refuse_reaching_out, render, run_query
from kg.query.catalogue import form

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
PD = "https://w3id.org/party-diplomacy/ontology#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TOPICS = set("parties officials offices meetings visits agreements statements figures findings provenance".split())


# ---- stored queries


@pytest.mark.parametrize("query", list_queries(), ids=lambda q: q.id)
def test_every_stored_query_has_a_header_and_runs(query: StoredQuery, graph: ox.Store) -> None:
    assert query.path is not None
    assert query.id == query.path.stem
    assert query.question.endswith(("?", ".", ")"))
    assert refuse_reaching_out(query.text) == form(query.text) == "SELECT"
    assert set(query.tags) <= TOPICS | {"checks"}
    assert query.tags
    assert all(param.description for param in query.params)
    table = run_query(graph, query)
    assert not {p.name for p in query.params} & set(table.columns)
    if query.id.startswith("check-"):
        assert table.rows == ()
    if query.id.startswith("report-") and query.id != "report-counts":
        assert table.columns[:2] == ("finding", "kind")
        assert all(len(row[0]) > 10 for row in table.values())


@pytest.mark.parametrize("query", [q for q in list_queries() if q.id.startswith("cq-")], ids=lambda q: q.id)
def test_a_question_is_answered_as_written(query: StoredQuery, graph: ox.Store) -> None:
    """The expected files were checked by hand against the questions' written answers."""
    answer = render(run_query(graph, query), "tsv").decode()
    path = EXPECTED / f"{query.id}.tsv"
    if os.environ.get("KG_REWRITE_EXPECTED"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(answer, "utf-8")
    assert answer == path.read_text("utf-8")


@pytest.mark.parametrize("query", [q for q in list_queries() if q.id.startswith("cq-")], ids=lambda q: q.id)
def test_the_evidence_of_every_answer_is_in_the_articles(query: StoredQuery, graph: ox.Store, seeds: Path) -> None:
    plain, shown = run_query(graph, query), run_query(graph, query, evidence=True)
    assert shown.columns == (*plain.columns, "evidence", "links")
    assert [row[:-2] for row in shown.values()] == list(plain.values())
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in seeds.glob("*.txt")}
    for *cells, quotes, links in shown.values():
        assert quotes, cells
        pairs = zip(quotes.split(" | "), links.split(" | "), strict=True)
        for name, words, link in ((*quote.split(": ", 1), link) for quote, link in pairs if link):
            article, start, end = re.fullmatch(r"\S+/article/(\w+)#char=(\d+),(\d+)", link).groups()
            assert article == name
            assert " ".join(texts[name][int(start) : int(end)].split()) == words[1:-1], "the link leads to the quote"
        assert all(name in quotes for cell in cells for name in texts if cell == name)


def test_a_query_that_names_no_evidence_says_so(graph: ox.Store) -> None:
    with pytest.raises(UsageError, match="no evidence"):
        run_query(graph, load_query("report-counts"), evidence=True)


def test_there_are_questions_enough() -> None:
    ids = [q.id for q in list_queries()]
    assert sum(i.startswith("cq-") for i in ids) >= 35
    assert {tag for q in list_queries() if q.id.startswith("cq-") for tag in q.tags} == TOPICS
    assert len({i[:5] for i in ids if i.startswith("cq-")}) == sum(i.startswith("cq-") for i in ids)


def test_answers_follow_their_parameters(graph: ox.Store) -> None:
    other = run_query(graph, load_query("cq-03"), {"person": "Hun Sen"}).values()
    assert {row[0] for row in other} == {"Cambodian People's Party", "Cambodian Senate"}
    assert run_query(graph, load_query("cq-01"), {"day": "2026-02-08"}).rows == ()
    assert run_query(graph, load_query("cq-06"), {"state": "Cambodia", "year": "2050"}).rows
    assert run_query(graph, load_query("cq-17"), {"year": "2024"}).rows == ()
    assert len(run_query(graph, load_query("cq-19"), {"title": "King", "state": "Cambodia"}).rows) == 2
    reached = run_query(graph, load_query("cq-07"), {"goal": "developed"}).values()
    assert all(row[0] != row[2] for row in reached), "a state is not first before itself"


@pytest.mark.parametrize(
    ("check", "gone"),
    [
        ("check-claims-have-evidence", f"<{PD}hasEvidence>"),
        ("check-accounts-have-stage", f"<{PD}hasStage>"),
        ("check-events-have-accounts", f"<{PD}describesEvent>"),
        ("check-participations-are-whole", f"<{PD}hasRole>"),
        ("check-tenures-are-whole", f"<{PD}hasHolder>"),
        ("check-merges-have-reasons", f"<{PD}hasReason>"),
        ("check-agreements-have-two-sides", f"<{PD}isBetween>"),
        ("check-inferences-have-premises", f"<{PD}hasPremise>"),
        ("check-evidence-has-quote", "<http://www.w3.org/ns/oa#exact>"),
        ("check-claims-hold", f"<{PD}isMemberOf>"),
    ],
)
def test_a_check_finds_what_is_missing(check: str, gone: str, graph: ox.Store) -> None:
    hurt = ox.Store()
    hurt.extend(q for q in graph if str(q.predicate) != gone)
    assert run_query(hurt, load_query(check)).rows


def test_a_report_on_figures_tells_wordings_from_disagreement(graph: ox.Store) -> None:
    found = run_query(graph, load_query("report-figures-disagree")).values()
    assert len(found) == 1
    assert "2030" in found[0][0]


def test_reports_tell_what_the_articles_say(graph: ox.Store) -> None:
    counts = {row[0]: row[1] for row in run_query(graph, load_query("report-counts")).values()}
    assert (counts["Article"], counts["State"]) == ("5", "3"), "the authority's states are not the articles'"
    slips = run_query(graph, load_query("report-slips")).values()
    assert sum("“CPC”" in row[0] for row in slips) == 1
    alone = run_query(graph, load_query("report-without-second-source")).values()
    assert len({row[2] for row in alone}) == len(alone), "a line for each article"
    planned = {row[2] for row in run_query(graph, load_query("report-plans-not-reported")).values()}
    label = f"SELECT ?label {{ ?a <{PD}hasStage> <{PD}Held> ; <{PD}describesEvent>/<{LABEL}> ?label }}"
    held = parse_query(label, "q", reviewed=True)
    assert planned
    assert not planned & {row[0] for row in run_query(graph, held).values()}


def test_names_of_queries(tmp_path: Path) -> None:
    (tmp_path / "cq-01-one.rq").write_text("#+ summary: One?\nASK {}", "utf-8")
    (tmp_path / "cq-01-two.rq").write_text("ASK {}", "utf-8")
    assert load_query("cq-01-one", tmp_path).question == "One?"
    for name in ("cq-01", "cq-02", "cq-0"):
        with pytest.raises(UsageError):
            load_query(name, tmp_path)
    with pytest.raises(BadInput):
        load_query("../cq-01-one.rq", tmp_path)
    assert not load_query(str(tmp_path / "cq-01-one.rq"), tmp_path / "none").reviewed
    (tmp_path / "bad.rq").write_bytes(b"ASK { \xff }")
    with pytest.raises(BadInput):
        load_query(str(tmp_path / "bad.rq"))
