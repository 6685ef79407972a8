"""Decisions replayed over the readings of a build.

Comes in: readings as made by the reader, decisions in the order of their lines. Goes out: readings that they change,
rulings for resolution, an outcome for each decision. It never guesses at what a decision meant: one that meets nothing
is gone and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.decisions.changes import corrected, with_metadata, without, without_entities
from kg.decisions.targets import Target, pairs, parse_target
from kg.model import Reading
from kg.resolution import Decision, Occurrence, Outcome, Ruling, place_of

Desk = dict[str, Reading]


@dataclass(frozen=True, slots=True)
class Decided:
    """The readings after all decisions, what resolution must obey, and what became of each decision."""

    readings: tuple[Reading, ...]
    rulings: tuple[Ruling, ...]
    outcomes: tuple[Outcome, ...]


def replay(readings: Sequence[Reading], decisions: Sequence[Decision], where: str = "decisions") -> Decided:
    """Apply decisions in order; of two on one target the later stands. BadInput for a correction that cannot be."""
    desk: Desk = {reading.article.name: reading for reading in readings}
    rulings: list[Ruling] = []
    outcomes: list[Outcome] = []
    later = _overruled(decisions)
    for made in decisions:
        if made in later:
            outcomes.append(Outcome(made, "overruled", f"by line {later[made].line}"))
            continue
        at = f"{where}, line {made.line}" if made.line else where
        met = tuple(sorted(APPLY[made.verb](desk, made, at, rulings)))
        outcomes.append(Outcome(made, "applied" if met else "gone", _note(made, met), met))
    return Decided(tuple(desk.values()), tuple(rulings), tuple(outcomes))


def settle(outcomes: Sequence[Outcome], unmet: Sequence[Ruling]) -> tuple[Outcome, ...]:
    """The outcomes once resolution has said which rulings it could not meet."""
    refused = {ruling.decision for ruling in unmet}
    note = "another decision forbids it, or one article gives both names to one thing"
    return tuple(replace(o, fate="overruled", note=note) if o.decision in refused else o for o in outcomes)


def _overruled(decisions: Sequence[Decision]) -> dict[Decision, Decision]:
    """Decisions that a later one on the same target takes back."""
    last: dict[object, Decision] = {}
    found: dict[Decision, Decision] = {}
    for made in decisions:
        both = made.verb in ("same", "never-same")
        about: object = frozenset({made.what, made.new}) if both else made.what
        if about in last:
            found[last[about]] = made
        last[about] = made
    return found


def _note(made: Decision, met: Sequence[Occurrence]) -> str:
    if met:
        return f"met {len(met)} in {', '.join(sorted({one.article for one in met}))}"
    return "nothing in these articles is what it names" if made.verb != "never-same" else "one of the two is not there"


def _places(desk: Desk, target: Target) -> Iterator[Occurrence]:
    """What a target meets: claims, entities, whole articles (with an empty key)."""
    for name, reading in desk.items():
        for claim in target.claims(reading):
            yield place_of(name, claim)
        for entity in target.entities(reading):
            yield Occurrence(name, entity.key)
        if target.kind == "article" and target.parts["name"] == name:
            yield Occurrence(name, "")


def _accept(desk: Desk, made: Decision, where: str, rulings: list[Ruling]) -> list[Occurrence]:
    return list(_places(desk, parse_target(made.what, where)))


def _reject(desk: Desk, made: Decision, where: str, rulings: list[Ruling]) -> list[Occurrence]:
    target = parse_target(made.what, where)
    met = list(_places(desk, target))
    for name in sorted({one.article for one in met}):
        if target.kind == "article":
            del desk[name]
        elif target.is_claim:
            desk[name] = without(desk[name], list(target.claims(desk[name])))
        else:
            desk[name] = without_entities(desk[name], {one.key for one in met if one.article == name})
    return met


def _correct(desk: Desk, made: Decision, where: str, rulings: list[Ruling]) -> list[Occurrence]:
    target, parts = parse_target(made.what, where), pairs(made.new, where)
    met = list(_places(desk, target))
    for name in sorted({one.article for one in met}):
        if target.kind == "article":
            desk[name] = replace(desk[name], article=with_metadata(desk[name].article, parts, where))
        for claim in list(target.claims(desk[name])):
            desk[name], right = corrected(desk[name], claim, parts, where)
            met.append(place_of(name, right))
    return met if target.is_claim or target.kind == "article" else []


def _rule(desk: Desk, made: Decision, where: str, rulings: list[Ruling]) -> list[Occurrence]:
    left, right = (sorted(_places(desk, parse_target(text, where))) for text in (made.what, made.new))
    same = made.verb == "same"
    # One thing: all of both names in a chain. Two things: each of one name apart from each of the other.
    chained = list(zip([*left, *right], [*left, *right][1:], strict=False))
    joined = chained if same else [(one, other) for one in left for other in right]
    if not left or not right:
        return []
    rulings += [Ruling(one, other, same, made) for one, other in joined if one != other or not same]
    return sorted({*left, *right})


Apply = Callable[[Desk, Decision, str, list[Ruling]], list[Occurrence]]
APPLY: Mapping[str, Apply] = {
    "accept": _accept,
    "reject": _reject,
    "correct": _correct,
    "same": _rule,
    "never-same": _rule,
}
