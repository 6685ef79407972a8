"""Visits that verbs of getting somewhere tell of: "reached A", "crossed into A", "turned up in A", "is off to A".

Comes in: a verb in its parse. Goes out: a candidate of a visit with who goes and where, or none. It never takes a verb
without a day, a traveller and a town or land behind the words that it needs.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_clauses import dated, objects_behind, places_of, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import row
from kg.syntax import Node, Parse
from kg.words import fold

VISITORS = frozenset({"person", "group", "post"})
LANDS = frozenset({"place", "state"})
PARTICLES = {"off": frozenset({"to"}), "up": frozenset({"in", "at"})}  # with what stands behind each before the goal


def entered(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X reached A on Sunday", "got to A at dawn today", "is off to A on Friday"."""
    frame = row("entering", verb.lemma)
    made_it = verb.lemma != "make" or any(fold(n.text) == "it" for n in parse.children(verb, "dobj"))
    if frame is None or not made_it or context.passive(verb, parse) or not dated(parse, verb):
        return None
    places = places_of(context, _goals(context, parse, verb, frame[0]), LANDS)
    visitors = [a for a in subjects_of(context, verb, parse) if context.kind(a.found[0]) in VISITORS]
    if not places or not visitors:
        return None
    made = told_by(context, parse, verb, "visit", "enter")
    made.place, made.name = places[0], f"visit to {context.name(places[0])}"
    if frame[0] != "off":
        made.phase = "start"
    elif verb.tag in {"VBZ", "VBP"}:
        made.stage = "planned"
    give(made, "visitor", visitors)
    return made


def _goals(context: Context, parse: Parse, verb: Node, word: str) -> list[Node]:
    """What stands where a verb has its goal: as its object, behind a preposition, behind a particle with its own."""
    if word == "object":
        return parse.children(verb, "dobj")
    if word not in PARTICLES:
        return objects_behind(context, verb, parse, frozenset({word}))
    beside = [n for n in parse.children(verb, "prt", "advmod", "prep") if fold(n.text) == word]
    return [c for n in (verb, *beside) for c in objects_behind(context, n, parse, PARTICLES[word])] if beside else []
