"""Reports in every format: nothing dropped, nothing from the data taken for markup, places as each format has them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import junitparser
import pyoxigraph as ox
import pytest

from kg.errors import BadInput, UsageError
from kg.validate import Place, Report, Rule, Violation
from kg.validate.formats import FORMATS, annotation, format_of, render_report
from kg.validate.formats.sarif import uri_of
from kg.vocab import expand

NASTY = "a, b: 100%\n<script>alert(1)</script> [x](http://e.org) ::error:: |é\u202e"
SHAPE, OTHER, WHOLE = expand("pds:one"), expand("pds:two"), expand("pds:three")
REPORT = Report(
    (
        Violation(SHAPE, "violation", expand("id:a"), "It is wrong.", "pd:hasStage", expand("pd:Held"), NASTY, "one",
                  NASTY, 3, 7, Place("articles/an article, é.txt", 2, 5, 3, 1)),
        Violation(OTHER, "warning", expand("id:b"), "It is odd.", place=Place("graph.ttl", 7, 1, 7, 9)),
        Violation(WHOLE, "info", "_:b", "Of note."),
    ),
    (
        Rule(SHAPE, "violation", "It is wrong.", "Because."),
        Rule(OTHER, "warning", "It is odd."),
        Rule(expand("pds:fine"), "violation", "Nothing breaks this."),
    ),
    12,
)  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_bytes_and_misses_nothing(name: str) -> None:
    made = render_report(REPORT, name)
    assert made == render_report(REPORT, name)
    assert made.endswith(b"\n") or name == "md"
    for words in (b"It is wrong", b"It is odd", b"Of note"):
        assert words in made


def test_text_stands_shape_by_shape_with_place_article_and_words() -> None:
    text = render_report(REPORT, "text").decode()
    assert text.startswith("violation: It is wrong. [pds:one] (1)\n  asked because: Because.\n")
    assert "  articles/an article, é.txt:2:5 - article one - " in text
    assert text.endswith("12 triples held against 3 shapes: violation 1, warning 1, info 1\n")


def test_turtle_is_a_shacl_report_with_all_that_shacl_asks_of_results() -> None:
    graph = list(ox.parse(render_report(REPORT, "ttl"), ox.RdfFormat.TURTLE))
    results = [q.object for q in graph if q.predicate.value == expand("sh:result")]
    assert len(results) == 3
    for result in results:
        said = {q.predicate.value for q in graph if q.subject == result}
        assert said >= {
            expand(f"sh:{name}") for name in ("focusNode", "resultSeverity", "sourceConstraintComponent", "sourceShape")
        }


@pytest.mark.parametrize(("fail_on", "failures"), [("violation", 1), ("warning", 2), ("info", 3)])
def test_junit_fails_what_is_as_grave_as_asked(tmp_path: Path, fail_on: str, failures: int) -> None:
    path = tmp_path / "report.xml"
    path.write_bytes(render_report(REPORT, "junit", fail_on))  # type: ignore[arg-type]
    (suite,) = junitparser.JUnitXml.fromfile(str(path))
    assert (suite.tests, suite.failures) == (4, failures)
    assert [case.classname for case in suite][-1] == "pds:fine"
    first = next(iter(ET.parse(path).iter("testcase")))
    assert (first.get("file"), first.get("line")) == ("articles/an article, é.txt", "2")


def test_sarif_has_rules_results_regions_and_fingerprints_that_do_not_move_with_lines() -> None:
    record = json.loads(render_report(REPORT, "sarif"))
    (run,) = record["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert record["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == sorted({"pds:one", "pds:two", "pds:fine", "pds:three"})
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "articles/an%20article%2C%20%C3%A9.txt"}
    assert physical["region"] == {"startLine": 2, "startColumn": 5, "endLine": 3, "endColumn": 1}
    assert run["columnKind"] == "unicodeCodePoints"
    moved = replace(
        REPORT, violations=tuple(replace(one, place=Place("graph.ttl", 99), start=None) for one in REPORT.violations)
    )
    (again,) = json.loads(render_report(moved, "sarif"))["runs"]
    prints = [[result["partialFingerprints"] for result in each["results"]] for each in (run, again)]
    assert prints[0] == prints[1]
    assert len({str(one) for one in prints[0]}) == 3


def test_a_file_elsewhere_has_a_whole_address() -> None:
    assert uri_of("/a b/c.ttl") == "file:///a%20b/c.ttl"
    assert uri_of("seeds/a.txt") == "seeds/a.txt"


COMMAND = re.compile(r"::(\w+) ((?:\w+=[^,:\r\n]*)(?:,\w+=[^,:\r\n]*)*)::([^\r\n]*)")


def test_github_commands_stand_a_line_each_whatever_the_data_holds() -> None:
    lines = render_report(REPORT, "github").decode().splitlines()
    assert len(lines) == 4
    found = [COMMAND.fullmatch(line) for line in lines[:3]]
    assert [one and one.group(1) for one in found] == ["error", "warning", "notice"]
    first = found[0]
    assert first
    values = dict(pair.split("=") for pair in first.group(2).split(","))
    assert values == {"file": "articles/an article%2C é.txt", "line": "2", "endLine": "3", "title": "pds%3Aone"}
    assert "100%25" in first.group(3)
    assert "%0A<script>" in first.group(3)
    assert "col=1,endColumn=9,endLine=7" in lines[1], "columns count within one line"


def test_what_cannot_be_read_is_an_annotation_too() -> None:
    made = annotation(BadInput("a.ttl, line 3", "no Turtle", "mend it")).decode()
    assert made == "::error file=a.ttl,line=3,title=kg validate::no Turtle; mend it\n"


def test_markdown_takes_nothing_for_markup() -> None:
    text = render_report(REPORT, "md").decode()
    assert text.startswith("## Validation failed\n")
    assert "<script" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "\u202e" not in text
    assert "## Validation passed" in render_report(replace(REPORT, violations=()), "md").decode()


def test_a_summary_stays_within_what_github_takes() -> None:
    many = tuple(replace(REPORT.violations[0], focus=f"{expand('id:n')}{n}", quote="é" * 5000) for n in range(3000))
    made = render_report(replace(REPORT, violations=many), "md")
    assert len(made) < 1_048_576
    assert "and 2500 more" in made.decode()


def test_the_format_follows_the_suffix() -> None:
    named = {"a.sarif": "sarif", "a.sarif.json": "sarif", "a.xml": "junit", "a.json": "json", "a.ttl": "ttl"}
    named["a"] = "text"
    assert {name: format_of(None, Path(name)) for name in named} == named
    assert format_of("github", Path("a.xml")) == "github"
    assert format_of(None, None) == "text"
    with pytest.raises(UsageError, match="--format"):
        render_report(REPORT, "docx")
