"""The interface for Python: its doctests on the build of the seeds, values, data frames, rdflib, notebooks."""

from __future__ import annotations

import doctest
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg import api
from kg.errors import BadInput, UsageError
from kg.query import Table


@pytest.fixture(scope="module")
def opened(seeds_build: Path) -> kg.Graph:
    return kg.open(seeds_build)


def test_the_examples_of_the_docstrings_hold(seeds_build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(seeds_build.parent)
    assert seeds_build.name == "build"
    failed, tried = doctest.testmod(api)
    assert tried >= 12
    assert not failed


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, kg; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pyoxigraph", "rdflib", "pandas", "kg.api", "kg.pipeline"} & set(loaded)
    with pytest.raises(AttributeError):
        _ = kg.nothing


def test_answers_have_python_values(opened: kg.Graph) -> None:
    answer = opened.query("cq-33", since=date(2026, 2, 6), until="2026-02")
    assert set(answer.column("from")) == {date(2026, 2, 6)}
    assert all(type(count) is int for count in opened.query("cq-28").column("held_events"))
    assert set(opened.query("cq-38").column("value")) == {Decimal("6.3"), Decimal(2030), Decimal(2050)}
    assert [row["person"] for row in opened.query("SELECT ?person { ?person a pd:Official } LIMIT 2")]
    assert opened.query("cq-06", year=2045, state="Viet Nam").rows == opened.query("cq-06", year="2045").rows
    assert opened.query("ASK { ?s a pd:NoSuchClass }").rows == ((False,),)
    assert not opened.query("ASK { ?s a pd:NoSuchClass }")
    with pytest.raises(KeyError):
        answer.column("nothing")


def test_wrong_calls_say_what_to_do(opened: kg.Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="perhaps Hun Sen"):
        opened.query("cq-03", person="Hun Sne")
    with pytest.raises(UsageError, match="no parameter 'who'"):
        opened.query("cq-03", who="x")
    with pytest.raises(BadInput, match="run kg build"):
        kg.open(tmp_path)
    with pytest.raises(UsageError, match="no graph"):
        opened.query("cq-39").to_rdflib()


def test_data_frames_want_pandas(opened: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = opened.query("cq-30", evidence=True)
    frame = answer.to_pandas()
    assert tuple(frame.columns) == answer.columns
    assert len(frame) == len(answer)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install .party-diplomacy-graph\[pandas\]") as fault:
        answer.to_pandas()
    assert "\n" not in str(fault.value)


def test_rdflib_sees_the_same_triples(opened: kg.Graph, graph: ox.Store) -> None:
    asserted = opened.to_rdflib(inferred=False)
    assert len(asserted) == sum(1 for _ in graph.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    whole = opened.to_rdflib()
    met = rdflib.URIRef("https://w3id.org/party-diplomacy/ontology#metWith")
    assert (None, met, None) in whole
    assert (None, met, None) not in asserted


def test_a_notebook_is_shown_an_answer_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """rich, told that it runs in a notebook, would show the table itself and write nothing."""
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    answer = kg.Answer(Table("select", ("person",), ((ox.Literal("Anna Holm"),),)))
    assert "Anna Holm" in repr(answer)


def test_a_notebook_shows_tables_and_explanations_escaped(opened: kg.Graph) -> None:
    words = ox.Literal('<script>alert("x")</script> & more')
    row = (words, ox.NamedNode("https://x.org/a?b=1&c"), ox.NamedNode("javascript:alert(1)"), None)
    shown = kg.Answer(Table("select", ("<b>", "y", "z", "n"), (row,)))._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more" in shown
    assert '<a href="https://x.org/a?b=1&amp;c">' in shown
    assert 'href="javascript' not in shown
    assert "<th>&lt;b&gt;</th>" in shown
    many = kg.Answer(Table("select", ("x",), ((words,),) * 201))._repr_html_()
    assert "1 more rows" in many
    explained = opened.explain("Hun Sen")
    assert explained._repr_html_().startswith("<pre>Hun Sen\n")
    assert "<" not in kg.Explained("a < b")._repr_html_().removeprefix("<pre>").removesuffix("</pre>")
    assert explained.explanation.claims


def test_an_answer_is_saved_in_the_format_of_its_suffix(opened: kg.Graph, tmp_path: Path) -> None:
    answer = opened.query("cq-39")
    answer.save(tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text("utf-8") == answer.render("md")
    assert "Vietnamplus" in repr(answer)


def test_as_of_a_day_there_is_less(opened: kg.Graph) -> None:
    before = opened.as_of("2026-02-05")
    assert len(before.query("cq-39")) < len(opened.query("cq-39"))
    assert repr(opened).startswith("kg.open(")
