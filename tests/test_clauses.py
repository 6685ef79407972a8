"""The room clauses: phrases as single nodes, offsets into the article, lists of names, and reading without a model.

Comes in: sentences written for these tests. Goes out: tests of the parses. It never uses a real article.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import language
from kg.articles import read_articles
from kg.clauses import parse
from kg.mentions import find_mentions
from kg.syntax import Parse
from kg.text import annotate


def clause(text: str, folder: Path) -> Parse:
    path = folder / "case.txt"
    path.write_text(text + "\n", "utf-8")
    parses = parse(find_mentions(annotate(read_articles([path])[0][0])))
    assert len(parses) == 1
    return parses[0]


def test_a_phrase_is_one_node_whose_words_are_the_articles(tmp_path: Path) -> None:
    text = "President Tran To An of Japan received the Orange Union (OU) on May 4."
    made = clause(text, tmp_path)
    kinds = [n.phrase.kind for n in made.nodes if n.phrase]
    assert kinds == ["person", "org", "date"]
    verb = next(n for n in made.nodes if n.lemma == "receive")
    assert [c.span.of(text) for c in made.children(verb, "nsubj")] == ["President Tran To An of Japan"]
    assert [c.span.of(text) for c in made.children(verb, "dobj")] == ["Orange Union (OU)"]
    assert all(n.span.of(text) == n.text for n in made.nodes if n.phrase is None)


def test_heads_point_inside_the_sentence_and_reach_a_root(tmp_path: Path) -> None:
    made = clause("Minister Anna Holm met Ilo Marsh, Lena Brandt and Piet Vos in Port Alma.", tmp_path)
    for node in made.nodes:
        seen = set()
        while made.parent(node) is not None and node.index not in seen:
            seen.add(node.index)
            node = made.nodes[node.head]
        assert made.parent(node) is None
    spans = [n.span for n in made.nodes]
    assert spans == sorted(spans)


def test_names_of_a_list_hang_on_its_first(tmp_path: Path) -> None:
    text = "Minister Anna Holm met Mr Ilo Marsh, Mrs Lena Brandt and Mr Piet Vos on Monday."
    made = clause(text, tmp_path)
    first = next(n for n in made.nodes if n.span.of(text) == "Mr Ilo Marsh")
    assert [c.span.of(text) for c in made.children(first, "conj")] == ["Mrs Lena Brandt", "Mr Piet Vos"]


def test_a_body_led_by_a_person_keeps_its_leader(tmp_path: Path) -> None:
    text = "The Teal League led by Chairman Ilo Marsh signed the text."
    made = clause(text, tmp_path)
    led = next(n for n in made.nodes if n.text == "led")
    above = made.parent(led)
    assert led.dep == "acl"
    assert above is not None
    assert above.span.of(text) == "Teal League"


def test_a_hyphened_verb_gets_its_lemma(tmp_path: Path) -> None:
    made = clause("President Ilo Marsh re-visited the town.", tmp_path)
    assert "re-visit" in {n.lemma for n in made.nodes}


@pytest.mark.parametrize("verb", ["co-chaired", "co-chair", "co-hosted"])
def test_who_acts_with_another_acts(tmp_path: Path, verb: str) -> None:
    made = clause(f"President Ilo Marsh and Minister Anna Holm {verb} the talks in Lake City.", tmp_path)
    acting = next(n for n in made.nodes if n.text == verb)
    assert acting.lemma == verb.removeprefix("co-").removesuffix("ed")
    assert [n.phrase.kind for n in made.children(acting, "nsubj") if n.phrase] == ["person"]


def test_without_a_model_every_word_is_its_own_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "load", lambda: None)
    made = clause("President Ilo Marsh received the guests.", tmp_path)
    assert {n.dep for n in made.nodes} == {"ROOT"}
    assert all(n.head == n.index for n in made.nodes)
    assert [n.phrase.kind for n in made.nodes if n.phrase] == ["person"]


STRAYS = [
    ("Anna Holm was hosted by the Governor of the capital city, Mr. Ilo Marsh.", "Ilo Marsh", "appos", "Governor"),
    ("A delegation of Japan led by the Chairman, Mr. Ilo Marsh, called on Anna Holm.", "delegation", "nsubj", "called"),
    ("President Anna Holm, in Oslo until Monday, telephoned Ilo Marsh.", "Anna Holm", "nsubj", "telephoned"),
    ("Minister Anna Holm received at her office yesterday Ambassador Ilo Marsh, who smiled.", "Ilo Marsh", "dobj",
     "received"),
    ("He was met by Minister Anna Holm, head of the mission of honour, and Thai Ambassador Ilo Marsh.", "Ilo Marsh",
     "conj", "Anna Holm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "dep", "above"), STRAYS)
def test_a_stray_name_finds_its_place(text: str, name: str, dep: str, above: str, tmp_path: Path) -> None:
    made = clause(text, tmp_path)
    node = next(n for n in made.nodes if n.span.of(text).endswith(name))
    head = made.parent(node)
    assert head is not None
    assert (node.dep, above in head.span.of(text)) == (dep, True)


def test_a_subject_cut_at_its_and_is_whole(tmp_path: Path) -> None:
    made = clause("An exhibition of books and photos opened in Oslo on 3 March.", tmp_path)
    noun = next(n for n in made.nodes if n.text == "exhibition")
    verb = next(n for n in made.nodes if n.text == "opened")
    assert (noun.dep, noun.head, verb.dep) == ("nsubj", verb.index, "ROOT")
    assert next(n for n in made.nodes if n.text == "photos").dep == "conj"
