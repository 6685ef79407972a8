"""What the experiment with a learned part does with guesses: a model that knew gold would win, one that knows nothing
would lose, and none is asked about sentences where gold does not say. The encoder itself needs torch, and is not run.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.learned.candidates import Asker, Candidate
from bench.learned.comparing import rows
from bench.learned.composing import CHANGES, perfect, score
from bench.learned.examples import PERSON, Case, Example, cases
from bench.learned.guess import ROLES, STAGES, TYPES, Guess

GOLD = Path(__file__).parent / "gold"
LETTER = "c05"  # an invented letter of `tune`: every fact has its quote


@pytest.fixture(scope="module")
def case() -> Case:
    return cases(GOLD, [LETTER])[0]


def knowing(example: Example) -> Guess:
    """The guess of a model that has read gold."""
    roles = [[_sure(ROLES, of.get(kind, "none")) for kind in TYPES] for of in example.roles]
    names = [(span.start, span.end, kind) for span, kind in example.names]
    kinds = [float(kind in example.types) for kind in TYPES]
    speaks = [float(yes) for yes in example.speaks]
    return Guess(float(example.stated), kinds, _sure(STAGES, example.stage or "held"), speaks, roles, names)


def _sure(words: tuple[str, ...], right: str) -> list[float]:
    return [float(word == right) for word in words]


def test_a_model_that_knows_gold_is_right_in_every_part(case: Case) -> None:
    guesses = {(e.article, e.index): knowing(e) for e in case.examples}
    found = {name: (gold, model) for name, gold, _, model, *_ in rows([case], guesses)}
    assert all(model.endswith("**1.00**") for gold, model in found.values() if gold), found
    assert sum(gold > 0 for gold, _ in found.values()) == len(found)


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_model_that_knows_gold_changes_adds_nothing_wrong(case: Case, name: str) -> None:
    """Save events, whose first date in the sentence may be another's."""
    guesses = {(e.article, e.index): knowing(e) for e in case.examples}
    before, after = (score([case], said) for said in (lambda c: c.said, lambda c: CHANGES[name][0](c, guesses, 0.5)))
    assert after.hit >= before.hit
    assert after.precision >= before.precision or name.startswith("events")


def test_a_model_that_knows_gold_finds_roles_that_the_rules_missed(case: Case) -> None:
    guesses = {(e.article, e.index): knowing(e) for e in case.examples}
    silent = silenced(case)
    added = CHANGES["roles added above"][0](silent, guesses, 0.5)
    assert len(silent.said) < len(case.said)
    assert score([silent], lambda _: added).hit > score([silent], lambda c: c.said).hit


def test_a_model_that_believes_nothing_takes_all_that_it_is_asked_about(case: Case) -> None:
    nothing = Guess(0.0, [0.0] * len(TYPES), [1.0, 0.0, 0.0], [], [], [])
    guesses = {(e.article, e.index): nothing for e in case.examples}
    assert not [f for f in CHANGES["statements dropped below"][0](case, guesses, 0.5) if f["kind"] == "statement"]
    assert not [f for f in CHANGES["events dropped below"][0](case, guesses, 0.5) if f["kind"] in {"event", "role"}]


def test_a_perfect_filter_leaves_nothing_wrong_of_its_kinds_and_loses_nothing_right(case: Case) -> None:
    kinds = frozenset({"event", "role", "statement", "office", "quantity", "alias", "part_of", "agreement", "member"})
    plain, kept = score([case], lambda c: c.said), score([case], perfect(kinds))
    assert kept.hit == plain.hit
    assert kept.precision == 1.0


def test_a_sentence_knows_its_names_and_who_speaks(case: Case) -> None:
    first = case.examples[0]
    assert ("D. Narantuul", PERSON) in {(span.of(case.text), kind) for span, kind in first.names}
    spoken = [m.span.of(case.text) for e in case.examples for m, yes in zip(e.mentions, e.speaks, strict=True) if yes]
    assert {"I", "D. Narantuul"} & set(spoken)


def silenced(case: Case) -> Case:
    """The case as if the rules found nobody who took part."""
    claims = tuple(c for c in case.reading.claims if c.kind != "role")
    said = tuple(f for f in case.said if f["kind"] != "role")
    return replace(case, reading=replace(case.reading, claims=claims), said=said, plain=[])


def test_whoever_is_marked_as_missed_is_a_role_that_gold_has(case: Case) -> None:
    silent = silenced(case)
    right = [c for c in Asker(silent).participants() if c.right]
    more = [_role(silent, candidate) for candidate in right]
    plain, after = score([silent], lambda c: c.said), score([silent], lambda c: [*c.said, *more])
    assert right
    assert after.hit == plain.hit + len(more)


def _role(case: Case, candidate: Candidate) -> dict[str, object]:
    event = case.reading.claims[candidate.asked]
    assert event.kind == "event"
    return {"kind": "role", "event": event.id, "role": "participant", "agent": case.names_of(candidate.answer)}


def test_who_the_rules_have_is_not_asked_about_again(case: Case) -> None:
    held = {(c.event, c.agent) for c in case.reading.claims if c.kind == "role"}
    assert held & _asked(silenced(case))
    assert not held & _asked(case)


def _asked(case: Case) -> set[tuple[str, str]]:
    events = {at: c.id for at, c in enumerate(case.reading.claims) if c.kind == "event"}
    return {(events[c.asked], c.answer) for c in Asker(case).participants()}


def test_each_office_and_event_is_asked_about_with_the_rules_answer_among_others(case: Case) -> None:
    every = [*Asker(case).organizations(), *Asker(case).days()]
    claims = [at for at, c in enumerate(case.reading.claims) if c.kind in {"office", "event"}]
    assert {c.asked for c in every} == set(claims)
    for at in claims:
        mine = [c for c in every if c.asked == at]
        assert len({c.answer for c in mine}) == len(mine) > 1
        assert sum(c.ruled for c in mine) <= 1
    assert any(c.right and c.ruled for c in every)
    assert any(not c.right for c in every)
