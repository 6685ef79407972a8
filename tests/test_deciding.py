"""kg decide asks: entities, events and claims, one at a time with their words, and writes the answers down."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from test_resolve import meeting

from kg import pipeline
from kg.cli.deciding import _ask
from kg.decisions import read
from kg.errors import BadInput
from kg.model import RoleClaim
from kg.pipeline.asking import Built
from kg.pipeline.deciding import Question
from kg.resolution import Decision, Ruling
from kg.resolve import Authority, resolve


@pytest.fixture(scope="module")
def built(seeds_build: Path) -> Built:
    return pipeline.open_build(seeds_build)


@pytest.fixture(scope="module")
def asked(built: Built, tmp_path_factory: pytest.TempPathFactory) -> list[Question]:
    return pipeline.questions(built, tmp_path_factory.mktemp("none") / "decisions.tsv")


def test_claims_that_findings_set_against_each_other_are_asked_with_their_words(asked: list[Question]) -> None:
    doubtful = [one for one in asked if one.on_claim]
    goals = [one for one in doubtful if one.what.startswith("quantity: subject=Vietnam; value=2030")]
    ranks = [one for one in doubtful if one.what.startswith("office: ") and "Vice Chairman" in one.what]
    assert {one.what.rpartition(" @ ")[2][:3] for one in goals} == {"002", "004"}
    assert {one.what.rpartition(" @ ")[2][:3] for one in ranks} == {"000", "001"}
    for one in doubtful:
        assert one.what.rpartition(" @ ")[2] in one.quotes[0]
    assert any(not one.on_claim for one in asked)


def test_an_answer_on_a_claim_is_a_decision_that_meets_it(built: Built, asked: list[Question], tmp_path: Path) -> None:
    goal, other, rank, *_ = [one for one in asked if one.on_claim]
    path = tmp_path / "decisions.tsv"
    pipeline.answer(built, goal, True, "Ed", "2030-01-01", path)
    pipeline.answer(built, other, False, "Ed", "2030-01-01", path)
    with pytest.raises(BadInput):
        pipeline.answer(built, rank, "colour=red", "Ed", "2030-01-01", path)
    pipeline.answer(built, rank, "title=First Vice Chairman", "Ed", "2030-01-01", path)
    made = read(path)
    assert [one.verb for one in made] == ["accept", "reject", "correct"]
    assert made[2].new == "title=First Vice Chairman"
    assert [one.fate for one in pipeline.fates(built, path)] == ["applied"] * 3
    left = {one.what for one in pipeline.questions(built, path) if one.on_claim}
    assert not left & {goal.what, other.what, rank.what}


def test_keys_accept_correct_undo_and_skip(
    built: Built, asked: list[Question], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [one for one in asked if one.on_claim]
    monkeypatch.setattr(pipeline, "questions", lambda *_: claims[:3])
    monkeypatch.setattr(sys, "stdin", io.StringIO("aruscwhat=a rich country\nq"))
    _ask(built, path := tmp_path / "decisions.tsv", "Ed", "2030-01-01")
    assert [(one.verb, one.what) for one in read(path)] == [("accept", claims[0].what)]
    monkeypatch.setattr(sys, "stdin", io.StringIO("ccolour=red\ncwhat=a rich country\nq"))
    _ask(built, path := tmp_path / "other.tsv", "Ed", "2030-01-01")
    assert [(one.verb, one.new) for one in read(path)] == [("correct", "what=a rich country")]


def test_events_left_apart_are_proposed_where_something_ties_them_and_nothing_speaks_against() -> None:
    one = meeting("a", "2030-01-05", "Anna Holm", title="meeting")
    few = replace(one, claims=tuple(c for c in one.claims if not isinstance(c, RoleClaim) or c.agent == "g"))
    alike = meeting("b", "2030-01-05/2030-01-06", "Anna Holm", title="talks")
    another_day = meeting("c", "2030-01-07", "Anna Holm", title="talks")
    made = resolve([few, alike, another_day], Authority())
    assert made.group("a", "e") != made.group("b", "e")
    (proposed,) = made.event_proposals
    assert (proposed.left.article, proposed.right.article, proposed.joined) == ("a", "b", False)
    assert "ilo-marsh" in proposed.reason
    ruled = Decision("never-same", "x", "y", "why", "me", "2030-01-01")
    settled = resolve([few, alike], Authority(), [Ruling(proposed.left, proposed.right, False, ruled)])
    assert settled.event_proposals == ()
