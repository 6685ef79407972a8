"""The room decisions: the file, targets in words, what each verb does, what no rule may overrule."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import Kg
from invented import newsroom, plan
from test_resolve import body, event, joined, office, person, reading, role

from kg.decisions import add, parse, parse_target, read, replay, settle, undo, words_of_claim
from kg.errors import BadInput
from kg.explain import explain
from kg.graph import build_graph
from kg.model import Entity, OfficeClaim, Reading, RoleClaim, Span
from kg.resolution import Decision, Resolution, Verb
from kg.resolve import Authority, resolve

NORWAY = Entity("o", "state", ("Norway",))


def decision(verb: Verb, what: str, new: str = "", line: int = 1) -> Decision:
    return Decision(verb, what, new, "seen in the register", "Ed Itor", "2030-06-01", line)


def obeyed(readings: list[Reading], *made: Decision) -> Resolution:
    decided = replay(readings, made)
    return resolve(decided.readings, Authority(), decided.rulings)


def offices(one: Reading) -> list[OfficeClaim]:
    return [claim for claim in one.claims if isinstance(claim, OfficeClaim)]


# ---- the file


def test_a_decision_written_down_is_read_back_and_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    assert read(path) == ()
    assert undo(path) is None
    first = add(path, decision("same", "person: Anna Holm @ a", "person: A. Holm @ b"))
    second = add(path, replace(decision("reject", "article: c"), why="tabs\tand\nlines"))
    assert read(path) == (first, second)
    assert second.why == "tabs and lines"
    assert undo(path) == second
    assert read(path) == (first,)
    path.write_text("# by hand\n" + path.read_text("utf-8"), "utf-8")
    assert [d.what for d in read(path)] == [first.what]
    assert undo(path) is not None
    assert path.read_text("utf-8").startswith("# by hand\n")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("reject\tarticle: a\t\twhy\twho", "5 columns"),
        ("drop\tarticle: a\t\twhy\twho\t2030-01-01", "no decision"),
        ("reject\tarticle: a\t\t\twho\t2030-01-01", "says not why"),
        ("reject\tarticle: a\t\twhy\t\t2030-01-01", "says not who"),
        ("reject\tarticle: a\t\twhy\twho\tyesterday", "no day"),
        ("reject\tthe first claim\t\twhy\twho\t2030-01-01", "names nothing"),
        ("correct\toffice: person=X\t\twhy\twho\t2030-01-01", "what is right"),
        ("same\tperson: X\tevent: name=Y\twhy\twho\t2030-01-01", "two sorts"),
        ("reject\toffice: X\t\twhy\twho\t2030-01-01", "says no parts"),
    ],
)
def test_a_broken_line_is_named(line: str, fault: str) -> None:
    with pytest.raises(BadInput, match="line 2") as found:
        parse(f"# mine\n{line}\n", "book.tsv")
    assert fault in str(found.value)


# ---- targets


def test_every_claim_is_found_again_by_its_words_wherever_it_stands() -> None:
    one = plan()
    for claim in one.claims:
        target = parse_target(words_of_claim(claim, one), "test")
        assert claim in list(target.claims(one))
        assert not list(target.claims(replace(one, article=replace(one.article, name="other"))))


def test_a_target_outlives_new_offsets_keys_and_more_names() -> None:
    one = plan()
    (claim,) = (c for c in offices(one) if c.title == "Chairman")
    target = parse_target(words_of_claim(claim, one), "test")
    entities = tuple(
        replace(e, key=f"new-{e.key}", names=("His Excellency " + e.name, *e.names)) if e.kind == "person" else e
        for e in one.entities
    )
    read_anew = replace(claim, person=f"new-{claim.person}", evidence=replace(claim.evidence, span=Span(0, 9)))
    assert list(target.claims(replace(one, entities=entities, claims=(read_anew,)))) == [read_anew]


# ---- what the verbs do


def test_a_rejected_claim_takes_what_hangs_on_it_with_it() -> None:
    before, _ = newsroom()
    decided = replay(before, [decision("reject", "event: name=bilateral talks @ plan")])
    after = decided.readings[0]
    assert not list(after.events())
    assert not [c for c in after.claims if isinstance(c, RoleClaim)]
    assert len(offices(after)) == len(offices(before[0]))
    assert [o.fate for o in decided.outcomes] == ["applied"]


def test_a_rejected_article_and_entity_are_gone() -> None:
    before, _ = newsroom()
    made = [decision("reject", "article: outcome"), decision("reject", "person: Ilo Marsh @ plan", line=2)]
    (left,) = replay(before, made).readings
    assert left.article.name == "plan"
    assert "im" not in {e.key for e in left.entities}
    assert all(getattr(c, "agent", None) != "im" and getattr(c, "person", None) != "im" for c in left.claims)


def test_a_correction_changes_parts_names_new_entities_and_says_so() -> None:
    made = decision("correct", "office: person=Ilo Marsh @ plan", "title=First Chairman; org=Blue Front; status=former")
    (right,) = replay([plan()], [made]).readings
    (claim,) = (c for c in offices(right) if c.person == "im")
    assert (claim.title, claim.status, claim.evidence.rule) == ("First Chairman", "former", "decision")
    assert right.entity(claim.organization or "").name == "Blue Front"
    dated = decision("correct", "event: name=bilateral talks @ plan", "date=2030-05-05; stage=postponed; place=")
    (event_claim,) = replay([plan()], [dated]).readings[0].events()
    assert (event_claim.dates, event_claim.postponed, event_claim.place) == (("2030-05-05",), True, None)
    issued = replay([plan()], [decision("correct", "article: plan", "published=2030-05-02")]).readings[0].article
    assert issued.published is not None
    assert issued.published.value == "2030-05-02"


@pytest.mark.parametrize("new", ["height=3", "status=dead", "status="])
def test_a_correction_that_cannot_be_is_named(new: str) -> None:
    with pytest.raises(BadInput, match="line 7"):
        replay([plan()], [decision("correct", "office: person=Ilo Marsh", new, line=7)])


def test_a_decision_whose_target_is_gone_is_told_and_changes_nothing() -> None:
    before, _ = newsroom()
    made = [
        decision("reject", "office: person=Nobody At All @ plan"),
        decision("same", "person: Ilo Marsh @ plan", "person: Nobody At All @ outcome", 2),
        decision("accept", "office: person=Ilo Marsh; title=Chairman @ plan", line=3),
    ]
    decided = replay(before, made)
    assert [o.fate for o in decided.outcomes] == ["gone", "gone", "applied"]
    assert decided.readings == tuple(before)
    assert decided.rulings == ()


def test_of_two_decisions_on_one_target_the_later_stands() -> None:
    made = [
        decision("reject", "office: person=Ilo Marsh @ plan"),
        decision("accept", "office: person=Ilo Marsh @ plan", line=2),
        decision("same", "person: Anna Holm", "person: Ilo Marsh", 3),
        decision("never-same", "person: Ilo Marsh", "person: Anna Holm", 4),
    ]
    decided = replay(newsroom()[0], made)
    assert [o.fate for o in decided.outcomes] == ["overruled", "applied", "overruled", "applied"]
    assert offices(decided.readings[0]) == offices(plan())
    assert not [r for r in decided.rulings if r.same]


# ---- no rule overrules a decision


def test_two_of_one_name_are_kept_apart_and_a_third_article_joins_neither() -> None:
    parts = [reading(n, [person("p", "Ali Hassan"), NORWAY], [office("p", "Minister", "o")]) for n in "abc"]
    assert joined(obeyed(parts), ("a", "p"), ("b", "p"), ("c", "p"))
    made = obeyed(parts, decision("never-same", "person: Ali Hassan @ a", "person: Ali Hassan @ b"))
    assert not joined(made, ("a", "p"), ("b", "p"))
    assert not joined(made, ("a", "p"), ("c", "p"))
    assert not joined(made, ("b", "p"), ("c", "p"))
    told = decision("same", "person: Ali Hassan @ a", "person: Ali Hassan @ c", 2)
    made = obeyed(parts, decision("never-same", "person: Ali Hassan @ a", "person: Ali Hassan @ b"), told)
    assert joined(made, ("a", "p"), ("c", "p"))
    assert not joined(made, ("a", "p"), ("b", "p"))


def test_bodies_kept_apart_stay_apart_whatever_rule_would_join_them() -> None:
    full = body("x", "Orange Party of Norway's Foreign Commission")
    level = body("x", "Foreign Commission of the Central Committee of the Orange Party of Norway")
    parts = [reading("a", [full]), reading("b", [level]), reading("c", [full])]
    assert joined(obeyed(parts), ("a", "x"), ("b", "x"), ("c", "x"))
    made = obeyed(parts, decision("never-same", f"body: {full.name}", f"body: {level.name}"))
    assert not joined(made, ("a", "x"), ("b", "x"))
    assert joined(made, ("a", "x"), ("c", "x"))


def test_events_are_joined_and_kept_apart_as_decided() -> None:
    def account(name: str, title: str, day: str) -> Reading:
        entities = [person("p", "Anna Holm"), person("q", "Ilo Marsh"), NORWAY]
        return reading(name, entities, [event("e", title, day), role("e", "chair", "p"), role("e", "chair", "q")])

    parts = [account("a", "talks", "2030-01-05"), account("b", "talks", "2030-01-05"), account("c", "dinner", "2031")]
    assert joined(obeyed(parts), ("a", "e"), ("b", "e"))
    apart = obeyed(parts, decision("never-same", "event: name=talks @ a", "event: name=talks @ b"))
    assert not joined(apart, ("a", "e"), ("b", "e"))
    same = obeyed(parts, decision("same", "event: name=dinner @ c", "event: name=talks @ b"))
    assert joined(same, ("b", "e"), ("c", "e"))
    assert any(m.rule == "decision" and "register" in m.reason for m in same.merges)


def test_rulings_that_forbid_each_other_are_told() -> None:
    parts = [reading(n, [person("p", name)]) for n, name in (("a", "Ann"), ("b", "Bea"), ("c", "Cis"))]
    made = [
        decision("same", "person: Ann", "person: Bea"),
        decision("same", "person: Bea", "person: Cis", 2),
        decision("never-same", "person: Ann", "person: Cis", 3),
    ]
    decided = replay(parts, made)
    outcomes = settle(decided.outcomes, resolve(decided.readings, Authority(), decided.rulings).unmet)
    assert [o.fate for o in outcomes] == ["applied", "overruled", "applied"]


def test_the_graph_records_decisions_and_explain_shows_them() -> None:
    readings, resolution = newsroom()
    decided = replay(readings, [decision("accept", "office: person=Ilo Marsh @ plan")])
    store = build_graph(decided.readings, resolution, decided.outcomes)
    found = store.query("SELECT ?c { ?d a pd:Decision ; pd:decidesOn ?c }", prefixes={"pd": PD})
    assert isinstance(found, ox.QuerySolutions)
    (claim,) = (row[0] for row in found)
    assert isinstance(claim, ox.NamedNode)
    shown = explain(store, {}, claim.value).render()
    assert "Decided" in shown
    assert "seen in the register (Ed Itor, 2030-06-01; applied)" in shown


PD = "https://w3id.org/party-diplomacy/ontology#"


# ---- the command


def test_decide_writes_replays_and_undoes(kg: Kg, seeds: Path, seeds_build: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "mine.tsv", tmp_path / "build"
    own = ("--decisions", str(path))
    asked = (*own, "--build", str(seeds_build), "--who", "Ed")
    done = kg("decide", "reject", "article: 003_7ffebabe9f4fe8a8", "--why", "withdrawn", *asked)
    assert done.returncode == 0, done.stderr
    kept = kg("decide", "never-same", "person: Suos Yara", "person: Sous Yara", "--why", "two men", *asked)
    assert kept.returncode == 0, kept.stderr
    gone = kg("decide", "reject", "person: Nobody", "--why", "no", *asked)
    assert gone.returncode == 2
    assert "Nobody" in gone.stderr
    path.write_text(path.read_text("utf-8") + "reject\tarticle: 999\t\tolder\tEd\t2026-01-01\n", "utf-8")
    built = kg("build", "seeds", "--out", str(out), *own)
    assert built.returncode == 0, built.stderr
    assert "gone: reject article: 999" in built.stdout
    summary = json.loads((out / "summary.json").read_bytes())
    assert dict(summary["counts"])["Article"] == 4
    assert dict(summary["decisions"]) == {"applied": 2, "gone": 1}
    assert "Suos Yara" in kg("explain", "Suos Yara", "--build", str(out)).stdout
    assert kg("decide", "undo", *own).returncode == 0
    assert [d.verb for d in read(path)] == ["reject", "never-same"]
    assert kg("decide", "list", *asked).stdout.count("applied") == 2


def test_decide_by_the_iri_of_a_claim_and_by_single_keys(kg: Kg, seeds_build: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    own = ("--decisions", str(path), "--build", str(seeds_build), "--who", "Ed")
    shown = kg("explain", "Hun Manet", "--build", str(seeds_build)).stdout
    iri = next(line.strip() for line in shown.splitlines() if "id:claim/" in line)
    assert kg("decide", "accept", iri, "--why", "checked", *own).returncode == 0
    accepted = read(path)  # a line for each article that states the claim
    assert {d.verb for d in accepted} == {"accept"}
    import subprocess
    import sys

    def keys(pressed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", "from kg.cli import main; main()", "decide", *own],
            input=pressed, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stderr

    first = keys("sruaq")
    assert "1 of " in first
    assert "are these one?" in first
    assert [d.verb for d in read(path)[len(accepted) :]] == ["same"]
    assert f"\n  {read(path)[-1].new}\n" in first
    assert f"\n  {read(path)[-1].new}\n" not in keys("s" * 9)
