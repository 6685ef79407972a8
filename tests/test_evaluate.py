"""The measure: equal to the reference scorer on the same predictions, and silent about the half that is not read."""

from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadInput
from kg.evaluate import KINDS, Scores, gold_names, score
from kg.evaluate.names import forms, normal, number, overlap, same_date

GOLD = Path(__file__).parent / "gold"
Facts = list[dict[str, Any]]


def reference(predicted: dict[str, Facts], folder: Path) -> dict[str, Any]:
    """What the reference scorer prints for these predictions."""
    for name, facts in predicted.items():
        (folder / f"{name}.json").write_text(json.dumps({"id": name, "facts": facts}), "utf-8")
    command = [sys.executable, str(GOLD / "score.py"), str(GOLD / "facts"), str(folder), "--texts", str(GOLD / "texts")]
    run = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def assert_equal(ours: Scores, theirs: dict[str, Any]) -> None:
    record = ours.record()
    assert {key for key in theirs if key not in ("macro_f1", "exact")} <= set(record)
    for kind in (*KINDS, "all"):
        if kind in theirs:
            assert {k: v for k, v in record[kind].items() if k in ("hit", "predicted", "gold")} == {
                k: theirs[kind][k] for k in ("hit", "predicted", "gold")
            }, kind
            assert record[kind]["f1"] == pytest.approx(theirs[kind]["f1"], abs=5e-4)
    assert record["macro_f1"] == pytest.approx(theirs["macro_f1"], abs=5e-4)
    assert record["exact"] == pytest.approx(theirs["exact"], abs=5e-4)


def gold_facts(name: str) -> Facts:
    return json.loads((GOLD / "facts" / f"{name}.json").read_text("utf-8"))["facts"]


def text_of(name: str) -> str:
    return (GOLD / "texts" / f"{name}.txt").read_bytes().decode("utf-8")


def placed(facts: Facts, text: str) -> Facts:
    """Gold facts as predictions: statements with offsets, where their span stands in the text."""
    for fact in facts:
        if "span" in fact and (at := text.find(fact["span"])) >= 0:
            fact["start"], fact["end"] = at, at + len(fact["span"])
    return facts


def spoiled(name: str, seed: int) -> Facts:
    """Gold facts with repeatable faults of every sort: lost, doubled, renamed, redated, moved, mistyped, merged."""
    draw = random.Random(f"{seed} {name}")
    return list(_spoil(placed(gold_facts(name), text_of(name)), draw, len(text_of(name))))


def _spoil(facts: Facts, draw: random.Random, length: int) -> Iterator[dict[str, Any]]:
    for fact in facts:
        chance = draw.random()
        if chance < 0.15:
            continue
        spoiled_fact = dict(fact)
        if chance < 0.45:
            _change(spoiled_fact, facts, draw, length)
        yield spoiled_fact
        if chance > 0.93:
            yield dict(spoiled_fact)


def _change(fact: dict[str, Any], facts: Facts, draw: random.Random, length: int) -> None:
    key = draw.choice(sorted(set(fact) - {"kind", "id"}))
    value, other = fact[key], draw.choice(facts)
    if key in ("start", "end") and draw.random() < 0.5:
        del fact["span"]
        fact["start"] = max(0, fact["start"] - draw.randrange(200))
        fact["end"] = min(length, fact["end"] + draw.randrange(90))
    elif key in other:
        fact[key] = value + other[key] if isinstance(value, list) and draw.random() < 0.4 else other[key]
    elif isinstance(value, list):
        fact[key] = value[1:]
    elif key not in ("start", "end"):
        del fact[key]


@pytest.mark.parametrize("seed", [1, 2])
def test_equal_to_the_reference_on_spoiled_gold(seed: int, tmp_path: Path) -> None:
    predicted = {name: spoiled(name, seed) for name in gold_names(GOLD)}
    theirs = reference(predicted, tmp_path)
    assert 0.3 < theirs["all"]["f1"] < 0.95, "the faults must be neither harmless nor fatal"
    assert_equal(score(GOLD, predicted), theirs)


def test_equal_to_the_reference_on_gold_itself_and_on_nothing(tmp_path: Path) -> None:
    whole = {name: placed(gold_facts(name), text_of(name)) for name in gold_names(GOLD)}
    ours = score(GOLD, whole)
    assert_equal(ours, reference(whole, tmp_path))
    assert ours.whole.f1 > 0.99
    nothing = score(GOLD, {})
    assert nothing.whole.hit == nothing.whole.predicted == 0
    assert nothing.whole.gold == ours.whole.gold > 2000


HAND_MADE: Facts = [
    {"kind": "office", "person": ["LÂM"], "title": "Party chief", "org": ["cpv"], "status": "current"},
    {"kind": "office", "person": ["Tô Lâm", "Hun Sen"], "title": ["President"], "org": ["CPP"]},
    {"kind": "office", "person": ["Hun Sen"], "title": ["Politburo member"], "org": ["CPP"]},
    {"kind": "alias", "entity": ["CPP"], "alias": ["Cambodian People’s Party"]},
    {"kind": "event", "id": "x", "type": "call", "date": "2025-08-14", "name": "phone talks", "status": "held"},
    {"kind": "event", "id": "y", "type": "call", "date": ["2025-08-14"], "status": "planned"},
    {"kind": "role", "event": "x", "role": "host", "agent": ["Samdech Techo Hun Sen"]},
    {"kind": "statement", "speaker": ["Lâm"], "act": "say", "start": 0, "end": 9, "span": "not there"},
    {"kind": "quantity", "value": "1.5", "unit": "billion USD", "what": "trade"},
    {"kind": "agreement", "name": ["pact"], "between": [["CPV"], ["CPP"]]},
]


def test_equal_to_the_reference_on_facts_made_by_hand(tmp_path: Path) -> None:
    ours = score(GOLD, {"a01": HAND_MADE})
    assert_equal(ours, reference({"a01": HAND_MADE}, tmp_path))
    (first,) = [article for article in ours.articles if article.name == "a01"]
    assert [fact["span"] for fact in first.refused] == ["not there"]
    assert first.counts["office"].hit == 1, "a prediction that names two people of the article matches neither"
    assert first.counts["alias"].hit == 1, "an alias holds in either order"


def test_names_are_compared_as_readers_do() -> None:
    assert normal("Samdech Techo Hun Sen's") == "hun sen"
    assert normal("The Communist Party of Việt Nam") == "communist party of vietnam"
    assert normal("Her Majesty") == "majesty"
    assert forms("Đà Nẵng") == ["da nang"]
    assert forms(None) == []


def test_figures_dates_and_spans() -> None:
    assert number({"value": "20", "unit": "billion USD"}) == number({"value": 20_000_000_000, "unit": "USD"})
    assert number({"value": "a dozen"}) == "dozen"
    assert same_date(["2026-02", "2026"], ["2026"])
    assert not same_date(["2026-02"], ["2026-03", "2026-02"])
    assert same_date([], [])
    assert not same_date([], ["2026"])
    assert overlap((0, 100), (50, 160))
    assert not overlap((0, 100), (51, 160))
    assert not overlap((0, 10), (0, 80))


def test_halves_are_those_of_the_recorded_draw(tmp_path: Path) -> None:
    tune, judge = gold_names(GOLD, "tune"), gold_names(GOLD, "judge")
    assert sorted(tune + judge) == gold_names(GOLD)
    assert {name[0] for name in tune} == {name[0] for name in judge}
    spec = importlib.util.spec_from_file_location("draw", GOLD / "draw.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.draw(gold_names(GOLD)) == {n: "tune" if n in tune else "judge" for n in gold_names(GOLD)}
    with pytest.raises(BadInput, match="no gold facts"):
        gold_names(tmp_path)


def test_the_interval_holds_the_score_and_is_repeatable() -> None:
    scores = score(GOLD, {name: spoiled(name, 1) for name in gold_names(GOLD)})
    low, high = scores.interval()
    assert low < scores.whole.f1 < high
    assert scores.interval() == (low, high)
    assert sum(count.gold for count in scores.families().values()) == scores.whole.gold
