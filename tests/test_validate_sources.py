"""What the graph is made with: ontology, shapes, rules, context, queries, decisions, each fault with its line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.errors import BadInput, UsageError
from kg.pipeline.checking import Checking, check
from kg.vocab import PREFIXES, expand

ROOT = Path(__file__).parent.parent
QUESTION = "cq-01-ordinal-of-a-meeting.rq"
HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("pd", "pds", "sh", "rdfs", "id"))


def told(path: Path, **options: object) -> list[tuple[str, int | None]]:
    """The shapes that a file breaks, with the lines."""
    found = check(Checking((path,), **options)).violations  # type: ignore[arg-type]
    assert all(one.place and one.place.file == str(path) for one in found)
    return [(one.shape.rpartition("/")[2], one.place.line if one.place else None) for one in found]


def test_the_projects_own_sources_are_sound(tmp_path: Path) -> None:
    """Answers apart: the workflow's own command, which test_ci runs, compares those."""
    report = check(Checking(sources=True, build=tmp_path))
    assert [one.line for one in report.violations] == []
    assert {rule.shape for rule in report.rules} >= {expand(f"pds:{name}") for name in ("query-answer", "term-example")}


def changed(tmp_path: Path, source: str, *pairs: tuple[str, str]) -> Path:
    """A copy of a file of the project with some words replaced."""
    text = (ROOT / source).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / Path(source).name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("source", "old", "new", "shape"),
    [
        (f"queries/{QUESTION}", "WHERE", "WHER", "query-parses"),
        (f"queries/{QUESTION}", "pd:hasOrdinal", "pd:hasOrdnal", "known-term"),
        (f"queries/{QUESTION}", "WHERE {", "WHERE { SERVICE <http://a.org/> { ?x ?y ?z }", "query-closed"),
        (f"queries/{QUESTION}", "- day: date", "- day: epoch", "query-header"),
        (f"queries/{QUESTION}", "#+ summary:", "#+ asks:", "query-header"),
        ("ontology/rules/met-with.rq", "pd:metWith", "pd:metWit", "known-term"),
        ("ontology/rules/met-with.rq", "# rule: met-with", "# rule: met-without", "rule-form"),
        ("ontology/shapes.ttl", "sh:minCount", "sh:minCuont", "shapes-trusted"),
        ("ontology/shapes.ttl", "sh:path pd:hasEvidence", "sh:path pd:hasEvidnce", "known-term"),
        ("ontology/shapes.ttl", 'it has no evidence."', 'it has no evidence"', "shape-message"),
        ("ontology/alignments.ttl", "schema:PoliticalParty", "schema:PolitcalParty", "known-term"),
        ("ontology/party-diplomacy.ttl", "rdfs:subClassOf pd:Agent", "rdfs:subClassOf pd:Agnt", "known-term"),
        ("ontology/party-diplomacy.ttl", 'skos:example "Port Alma."@en ;', "", "term-example"),
        ("ontology/context.jsonld", '"pd:actsAs"', '"pd:actAs"', "context-term"),
        ("ontology/context.jsonld", '"http://xmlns.com/foaf/0.1/"', '"http://xmlns.com/foaf/"', "context-prefix"),
        ("ontology/context.jsonld", '"type": "@type",', '"type": "@type"', "context-form"),
    ],
)
def test_each_fault_of_a_source_is_found_with_its_line(
    tmp_path: Path, source: str, old: str, new: str, shape: str
) -> None:
    whole = (ROOT / source).read_text("utf-8")
    path = changed(tmp_path, source, (old, new))
    found = told(path)
    assert shape in {name for name, _ in found}
    at = whole[: whole.index(old)].count("\n") + 1
    lines = {line for name, line in found if name == shape}
    headers = {"query-header", "rule-form"}
    subject = {"shape-message", "term-example"}  # these stand where the statement begins that lacks something
    if shape in headers:
        assert lines == {1}
    elif shape in subject:
        assert all(line and 0 < at - line < 8 for line in lines)
    else:
        assert any(abs(line - at) <= 1 for line in lines if line)


def test_a_context_without_a_term_is_told_which() -> None:
    from kg.validate.sources import check_context

    text = (ROOT / "ontology" / "context.jsonld").read_text("utf-8")
    record = json.loads(text)
    del record["@context"]["actsAs"]
    (one,) = check_context("c.jsonld", json.dumps(record))
    assert one.message == "The context has no name for pd:actsAs."


def test_an_answer_other_than_expected_stands_at_its_line(tmp_path: Path, seeds_build: Path) -> None:
    expected = tmp_path / "expected"
    shutil.copytree(ROOT / "tests" / "expected", expected)
    path = expected / QUESTION.replace(".rq", ".tsv")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], lines[1].replace("4", "5", 1), *lines[2:]]), "utf-8")
    question = ROOT / "queries" / QUESTION
    (one,) = check(Checking((question,), build=seeds_build, expected=expected)).violations
    assert one.shape == expand("pds:query-answer")
    assert one.place
    assert (one.place.file, one.place.line) == (str(path), 2)
    path.unlink()
    (one,) = check(Checking((question,), build=seeds_build, expected=expected)).violations
    assert "there is no" in one.message
    with pytest.raises(BadInput, match="no build is here"):
        check(Checking((question,), build=tmp_path, expected=expected))


def test_a_check_that_finds_something_is_told(tmp_path: Path, seeds_build: Path) -> None:
    path = tmp_path / "check-any.rq"
    path.write_text("#+ summary: Is there any?\nSELECT ?node WHERE { ?node a pd:Claim } LIMIT 3\n")
    assert told(path) == []
    assert told(path, build=seeds_build, expected=tmp_path) == [("query-empty", 1)]


def test_a_query_nested_beyond_reason_ends_nobody(tmp_path: Path) -> None:
    for name, body in (("brackets", "{" * 4000 + "}" * 4000), ("signs", f"{{ FILTER({'!' * 9000}true) }}")):
        path = tmp_path / f"{name}.rq"
        path.write_text(f"#+ summary: How deep?\nSELECT * WHERE {body}")
        assert told(path) == [("query-parses", 2)]


def test_decisions_are_read_line_by_line_and_their_targets_looked_for(tmp_path: Path, seeds_build: Path) -> None:
    path = tmp_path / "decisions.tsv"
    good = "never-same\tperson: Hun Sen\tperson: Hun Manet\tfather and son\tEditor\t2026-03-01\n"
    bad = "never\tx\ty\tz\tw\t2026-03-01\n" + good.replace("Editor", "")
    path.write_text(f"decision\twhat\tnew\twhy\twho\twhen\n# a note\n{good}{bad}")
    assert told(path) == [("decision-line", 4), ("decision-line", 5)]
    path.write_text(good + good.replace("Hun Manet", "Nobody Whatever"))
    assert told(path, build=tmp_path) == [], "without a build the targets are not looked for"
    report = check(Checking((path,), build=seeds_build))
    assert [(one.severity, one.place and one.place.line) for one in report.violations] == [("warning", 2)]


def test_shapes_of_others_are_used_alone_and_blank_ones_named(tmp_path: Path) -> None:
    shapes, data = tmp_path / "theirs.ttl", tmp_path / "data.ttl"
    shapes.write_text(
        HEAD + "id:S a sh:NodeShape ; sh:targetClass id:T ; sh:property [ sh:path rdfs:label ; sh:minCount 1 ] , "
        "[ sh:path rdfs:label ; sh:maxLength 3 ; sh:severity sh:Info ] ; sh:property [ sh:path id:p ; sh:minCount 1 ] ."
    )
    data.write_text(HEAD + "id:a a id:T ; rdfs:label 'long' .\nid:b a id:T .\n")
    assert told(shapes) == []
    first, again = (check(Checking((data,), shapes=shapes)) for _ in range(2))
    assert first == again
    found = ((one.shape.rpartition("/id/")[2], one.severity, one.place and one.place.line) for one in first.violations)
    assert sorted(found) == [
        ("S/label", "violation", 7), ("S/label-2", "info", 6), ("S/p", "violation", 6), ("S/p", "violation", 7),
    ]  # fmt: skip
    assert first.shapes == 3


def test_what_does_not_go_together_is_refused() -> None:
    with pytest.raises(UsageError, match="--sources"):
        check(Checking((ROOT / "queries" / QUESTION,), sources=True))
