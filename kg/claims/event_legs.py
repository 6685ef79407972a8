"""Several places, or several people, each with its own day, behind one event's word: "to A on Monday and B on Friday".

Comes in: a parsed sentence with the candidates found in it. Goes out: the same candidates, one that has several legs
made one for each. It never parts what one day is given for, nor gives a leg the day of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate, Part
from kg.claims.event_words import words
from kg.dates import DateMention, Tense
from kg.model import RoleName
from kg.syntax import Node, Parse
from kg.words import fold

LANDS = frozenset({"place", "state"})
PARTNERS = frozenset({"person", "post", "group", "party", "party_body", "state_body", "organization"})
PARTED = frozenset({"visit", "meeting"})
OPENING = 7  # words between an event's word and its first leg
FROM = "from"


@dataclass(slots=True)
class Leg:
    """Where, whom and when one part of a list names."""

    where: list[Node] = field(default_factory=list)
    whom: list[Node] = field(default_factory=list)
    when: list[DateMention] = field(default_factory=list)


Item = tuple[str, Node, DateMention | None]


def apart(context: Context, parse: Parse, here: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those of one word with a day for each of its places or people made one for each of these."""
    found: list[Candidate] = []
    done: set[int] = set()
    for candidate in here:
        if candidate.node.index in done:
            continue
        legs = _legs(context, parse, candidate) if candidate.type in PARTED else []
        if legs:
            done.add(candidate.node.index)
            found += [one for leg in legs for one in _of_leg(context, candidate, leg, legs)]
        else:
            found.append(candidate)
    return found


def _legs(context: Context, parse: Parse, candidate: Candidate) -> list[Leg]:
    items = _items(context, parse, candidate)
    goal = "where" if candidate.type == "visit" else _goal(items)
    kinds = [kind for kind, _, _ in items if kind in {goal, "when"}]
    if kinds.count("when") < 2 or kinds.count(goal) < 2:
        return []
    half = len(kinds) // 2
    respective = any(fold(n.text) == "respectively" for n in parse.nodes)
    if respective and kinds == [goal] * half + ["when"] * half:  # "A and B on Monday and Friday respectively"
        return _paired([i for i in items if i[0] == goal], [i for i in items if i[0] == "when"])
    legs: list[Leg] = [Leg()]
    opener, closer = (goal, "when") if kinds[0] == goal else ("when", goal)
    closed = False
    for kind, node, mention in items:
        if kind == opener and closed:
            legs.append(Leg())
            closed = False
        closed = closed or kind == closer
        _put(legs[-1], kind, node, mention)
    whole = all(len(leg.when) == 1 and (leg.where if goal == "where" else leg.whom) for leg in legs)
    days = {leg.when[0].edtf for leg in legs if whole}
    return legs if len(legs) > 1 and len(days) == len(legs) else []


def _goal(items: Sequence[Item]) -> str:
    """What parts a meeting: the people, if there are some, else the places."""
    return "whom" if any(kind == "whom" for kind, _, _ in items) else "where"


def _paired(goals: Sequence[Item], days: Sequence[Item]) -> list[Leg]:
    legs = []
    for (kind, node, _), (_, _, mention) in zip(goals, days, strict=True):
        leg = Leg()
        _put(leg, kind, node, None)
        _put(leg, "when", node, mention)
        legs.append(leg)
    return legs


def _put(leg: Leg, kind: str, node: Node, mention: DateMention | None) -> None:
    if mention is not None:
        leg.when.append(mention)
    elif kind != "when":
        (leg.where if kind == "where" else leg.whom).append(node)


def _items(context: Context, parse: Parse, candidate: Candidate) -> list[Item]:
    """The places, people and days behind an event's word, up to a word that a list of legs does not have."""
    tense: Tense = "future" if candidate.stage == "planned" else "past"
    span = parse.sentence.span
    read = context.days.read(span.start, span.end, tense)
    items: list[Item] = []
    start = _start(candidate)
    for n in parse.nodes[start + 1 :]:
        mention = next((m for m in read if m.span.overlaps(n.span) and m.grain != "duration"), None)
        kind = "when" if mention is not None else _kind(context, n, candidate)
        if kind == "when" and items and items[-1][2] is mention:
            continue
        if kind and not (kind == "where" and _of_the_last(context, items, n, parse)):
            items.append((kind, n, mention))
        elif not kind and n.tag.startswith("V") or (items and fold(n.text) not in words("leg")):
            break
        if not items and n.index > start + OPENING:
            break
    return items


def _start(candidate: Candidate) -> int:
    """Behind which word the legs begin: the event's, or the verb that takes somebody on it ("the tour takes A to
    B").
    """
    verb = candidate.governor
    taken = verb is not None and verb.lemma in words("taking-along") and verb.index > candidate.node.index
    return verb.index if verb is not None and taken else candidate.node.index


def _kind(context: Context, node: Node, candidate: Candidate) -> str:
    kinds = {context.kind(key) for key, _ in context.own(node)} if node.phrase is not None else set()
    if kinds & LANDS:
        return "where"
    return "whom" if kinds & PARTNERS and candidate.type == "meeting" else ""


def _of_the_last(context: Context, items: Sequence[Item], node: Node, parse: Parse) -> bool:
    """Whether a land stands behind its town, a comma between ("in Oslo, Norway, on Monday"), or is left from."""
    before = parse.nodes[node.index - 1]
    left = node.dep == "dobj" and parse.nodes[node.head].lemma in words("leaving")
    if left or fold(before.text) == FROM:
        return True
    state = any(context.kind(key) == "state" for key, _ in context.own(node))
    town = bool(items) and items[-1][0] == "where" and items[-1][1].index == node.index - 2
    return before.text == "," and town and state and not any(
        context.kind(key) == "state" for key, _ in context.own(items[-1][1])
    )


def _of_leg(context: Context, made: Candidate, leg: Leg, legs: Sequence[Leg]) -> list[Candidate]:
    """The event of a leg, or of each of its places: the shared parts with those whom this leg names."""
    mention = leg.when[0]
    partners = {key: n for each in legs for n in each.whom for key, _ in context.own(n)}
    mine = {key: (n, refs) for n in leg.whom for key, refs in context.own(n)}
    role: RoleName = next((p.role for p in made.parts if p.key in partners), "participant")
    parts = [_copied(p) for p in made.parts if p.key not in partners]
    parts += [Part(role, key, n.span, refs) for key, (n, refs) in mine.items()]
    named = [key for n in leg.where for key, _ in context.own(n) if context.kind(key) in LANDS]
    same = made.place if made.type != "visit" and not any(each.where for each in legs) else None
    places: list[str | None] = [*named] if made.type == "visit" else [named[0] if named else same]
    each = []
    for place in places:
        name = f"visit to {context.name(place)}" if made.type == "visit" and place else made.name
        one = replace(made, parts=[_copied(p) for p in parts], place=place, name=name, plural=False, counted=0)
        one.dates, one.date_span = mention.edtf, mention.span
        each.append(one)
    return each


def _copied(part: Part) -> Part:
    """A copy, which may take a stronger role without the other's."""
    return Part(part.role, part.key, part.span, part.references)
