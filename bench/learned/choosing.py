"""A forest of trees that chooses among candidates by hand-made marks, and what its choices are worth in facts.

Comes in: cases. Goes out: rows of a table, the gain in F1 over all kinds for each question and threshold. No article
is ever judged by trees that have learned from it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.feature_extraction import DictVectorizer

from bench.learned.candidates import QUESTIONS, Asker, Candidate
from bench.learned.composing import claims_of, score
from bench.learned.examples import Case, Fact
from kg.model import EventClaim, OfficeClaim

TREES, LEAF, FOLDS = 60, 4, 5
FLOORS = (0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
ALONE = "who took part"  # of which several answers may be right; to the others there is one
Chances = dict[str, list[tuple[Candidate, float]]]  # by article


@dataclass(frozen=True, slots=True)
class Gain:
    """What a question's answers from a threshold on are worth in some articles: how many, and in F1."""

    question: str
    floor: float
    answers: dict[str, int]
    gains: dict[str, float]


def gains(cases: Sequence[Case], apart: Callable[[Case], bool], groups: Mapping[str, Sequence[Case]]) -> Iterator[Gain]:
    """Of each question and threshold, what its answers are worth in each group of articles: those `apart` are asked of
    trees that have learned from the others alone, the others in FOLDS parts.
    """
    for question in QUESTIONS:
        asked = {case.name: list(QUESTIONS[question](Asker(case))) for case in cases}
        chances: Chances = {}
        for known, unknown in _parts(cases, apart):
            chances |= _chances(question, [asked[c.name] for c in known], {c.name: asked[c.name] for c in unknown})
        for floor in FLOORS:
            chosen = {name: _chosen(question, every, floor) for name, every in chances.items()}
            yield Gain(question, floor, {g: sum(len(chosen[c.name]) for c in these) for g, these in groups.items()},
                       {g: _gain(these, chosen) for g, these in groups.items()})  # fmt: skip


def _parts(cases: Sequence[Case], apart: Callable[[Case], bool]) -> Iterator[tuple[list[Case], list[Case]]]:
    rest = [case for case in cases if not apart(case)]
    yield rest, [case for case in cases if apart(case)]
    order = random.Random(11).sample(rest, len(rest))
    for k in range(FOLDS):
        yield [c for at, c in enumerate(order) if at % FOLDS != k], order[k::FOLDS]


def _chances(question: str, known: Sequence[list[Candidate]], asked: dict[str, list[Candidate]]) -> Chances:
    taught = [c for every in known for c in (every if question == ALONE else _answered(every))]
    marks = DictVectorizer(dtype=np.float32, sparse=True)
    seen = marks.fit_transform(c.marks for c in taught)
    often = np.asarray((seen != 0).sum(axis=0)).ravel() > LEAF
    trees = ExtraTreesClassifier(TREES, min_samples_leaf=LEAF, max_features=0.3, random_state=7)
    trees.fit(seen[:, often].toarray(), [c.right for c in taught])
    found: Chances = {}
    for name, every in asked.items():
        rows = marks.transform(c.marks for c in every)[:, often].toarray() if every else None
        found[name] = list(zip(every, trees.predict_proba(rows)[:, 1].tolist(), strict=True)) if every else []
    return found


def _answered(every: list[Candidate]) -> list[Candidate]:
    """The candidates of the questions that have a right answer among them."""
    known = {c.asked for c in every if c.right}
    return [c for c in every if c.asked in known]


def _chosen(question: str, every: list[tuple[Candidate, float]], floor: float) -> list[Candidate]:
    """Those from the threshold on; where one answer is right, the likeliest if it is not the rules' own."""
    likely = [(c, p) for c, p in every if p >= floor]
    if question == ALONE:
        return [c for c, _ in likely]
    best: dict[int, tuple[Candidate, float]] = {}
    for candidate, chance in likely:
        if candidate.asked not in best or chance > best[candidate.asked][1]:
            best[candidate.asked] = (candidate, chance)
    return [c for c, _ in best.values() if not c.ruled]


def _gain(these: Sequence[Case], chosen: Mapping[str, list[Candidate]]) -> float:
    return score(these, lambda case: _changed(case, chosen[case.name])).f1 - score(these, lambda case: case.said).f1


def _changed(case: Case, chosen: Sequence[Candidate]) -> list[Fact]:
    """The rules' facts with the answers in them."""
    said = dict(zip(map(id, claims_of(case)), case.said, strict=True))
    for answer in chosen:
        claim = case.reading.claims[answer.asked]
        if isinstance(claim, OfficeClaim):
            person, org = case.names_of(claim.person), case.names_of(answer.answer)
            fact = {"kind": "office", "person": person, "title": [claim.title], "org": org, "status": claim.status}
            said[id(claim)] = fact
        elif isinstance(claim, EventClaim) and (answer.answer in case.entities):
            fact = {"kind": "role", "event": claim.id, "role": "participant", "agent": case.names_of(answer.answer)}
            said[id(answer)] = fact
        elif isinstance(claim, EventClaim):
            said[id(claim)] = {**said[id(claim)], "date": [answer.answer] if answer.answer else []}
    return list(said.values())
