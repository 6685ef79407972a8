"""When states began their relations: "A and B established diplomatic relations in 1956".

Comes in: a verb in its parse. Goes out: a candidate with the states, or none. It never takes relations for an event
without the day or year in which they were taken up.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent
from kg.claims.event_clauses import behind, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import words
from kg.syntax import Node, Parse
from kg.words import fold

SIDES = frozenset({"state", "place", "party", "organization"})
NAME = "establishment of diplomatic relations"


def tied(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A established diplomatic ties with B in June 1979", "since relations between A and B were opened"."""
    if verb.lemma not in words("taking-up-ties"):
        return None
    passive = context.passive(verb, parse)
    things = [n for n in parse.children(verb, "nsubjpass" if passive else "dobj") if n.lemma in words("ties")]
    if not things or not _dated(verb, parse):
        return None
    made = told_by(context, parse, verb, "other", "establish-relations")
    made.name, made.background = NAME, True
    spots = [verb, *things]
    found = [a for n in spots for a in behind(context, n, parse, "with", "between", "of")]
    give(made, "participant", _sides(context, [*([] if passive else subjects_of(context, verb, parse)), *found]))
    return made if made.stage == "held" else None


def _sides(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in SIDES]


def _dated(verb: Node, parse: Parse) -> bool:
    """Whether a day or year stands under the verb, no other verb between."""
    spots = [verb, *parse.children(verb, "prep", "dobj", "nsubjpass")]
    below = [n for spot in spots for n in (*parse.children(spot, "pobj", "npadvmod", "nummod"), *_deeper(spot, parse))]
    return any((n.phrase is not None and n.phrase.kind == "date") or _year(n) for n in below)


def _deeper(node: Node, parse: Parse) -> list[Node]:
    return [n for prep in parse.children(node, "prep") for n in parse.children(prep, "pobj")]


def _year(node: Node) -> bool:
    word = fold(node.text)
    return len(word) == len("1956") and word.isdigit() and word[:2] in {"18", "19", "20"}
