"""Meetings and calls that verbs tell of without an event's noun: "huddled with", "crossed paths", "dropped in on",
"came together", "took tea with", "had the envoy to her office".

Comes in: a verb in its parse. Goes out: a candidate with both of its sides, or none. It never takes a turn of phrase
for a meeting without two people and a day or a place.
"""

from __future__ import annotations

from typing import cast

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import around, behind, doers, objects_of, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import row, words
from kg.model import RoleName
from kg.syntax import Node, Parse
from kg.words import fold

PEOPLE = frozenset({"person", "post"})
SIDES = PEOPLE | {"group", "party", "party_body", "state_body", "organization"}
BESIDE = ("dobj", "prt", "advmod", "acomp")  # what makes a turn of phrase of a verb ("cross paths", "drop in")
MEANS = frozenset({"by", "over", "on", "via", "through"})
TO = frozenset({"to", "at", "in", "into"})


def encountered(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """What the first of the readings below makes of a verb."""
    readings = (_turned, _had_in, _welcomed, _given_time)
    return next((made for read in readings if (made := read(context, parse, verb)) is not None), None)


def remote(context: Context, parse: Parse, verb: Node) -> bool:
    """Whether people talk from afar: "conferred by videoconference", "consulted over the phone"."""
    means = [n for mark, n in context.prepositions(verb, parse) if mark in MEANS]
    said = {word for n in means for below in parse.subtree(n) for word in fold(below.span.of(context.text)).split()}
    said |= {fold(n.text) for n in parse.children(verb, "advmod")}
    return bool(said & words("spoken"))


def _turned(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A huddled with B", "A and B crossed paths in Oslo", "A dropped in on B on Monday"."""
    beside = [n for n in parse.children(verb, *BESIDE) if n.phrase is None]
    keys = [verb.lemma, *(f"{verb.lemma}_{fold(n.lemma)}" for n in beside)]
    frame = next((found for key in reversed(keys) if (found := row("encounter", key)) is not None), None)
    closeted = verb.lemma == "closet"  # the only one of them that is told in the passive
    if frame is None or (context.passive(verb, parse) and not closeted):
        return None
    nodes = [verb, *(n for n in beside if n.index > verb.index)]
    partners = objects_of(context, verb, parse) if frame[0] == "-" else []
    partners += [a for n in nodes for a in behind(context, n, parse, *frame[0].split())]
    sides = _of(context, [*subjects_of(context, verb, parse), *partners], SIDES)
    afar = bool(around(parse, verb) & words("spoken"))
    made = told_by(context, parse, verb, "call" if afar else "meeting", "encounter")
    if len({a.found[0] for a in sides}) < 2 or not _of(context, sides, PEOPLE) or not _fixed(parse, made):
        return None
    if verb.lemma in words("dropping"):
        made.stage, made.postponed = "held", False  # "dropped in" cancels nothing
    hosts = _of(context, partners, PEOPLE) if frame[1] == "host" else []
    give(made, cast(RoleName, frame[1]), hosts)
    give(made, "participant", [a for a in sides if a not in hosts])
    return made if len(made.agents()) > 1 else None


def _had_in(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A had the envoy to her office", "A called B to the ministry": A receives B there."""
    if not row("having-in", verb.lemma):
        return None
    inside = [n for mark, n in context.prepositions(verb, parse) if mark in TO]
    inside = [n for n in inside if {fold(w) for w in n.span.of(context.text).split()} & words("site")]
    passive = context.passive(verb, parse)
    guests = subjects_of(context, verb, parse) if passive else objects_of(context, verb, parse)
    hosts = behind(context, verb, parse, "by") if passive else subjects_of(context, verb, parse)
    guests = _of(context, guests, PEOPLE)
    if not inside or not guests or not _dated(parse):
        return None
    made = told_by(context, parse, verb, "meeting", "had-in")
    give(made, "host", _of(context, hosts, SIDES))
    give(made, "participant", guests)
    return made if len(made.agents()) > 1 else None


def _welcomed(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A welcomed B to the palace on Monday": A receives B there; no airport, which the rites have."""
    inside = [n for mark, n in context.prepositions(verb, parse) if mark in TO] if verb.lemma == "welcome" else []
    inside = [n for n in inside if {fold(w) for w in n.span.of(context.text).split()} & words("site")]
    passive = context.passive(verb, parse)
    guests = _of(context, (subjects_of if passive else objects_of)(context, verb, parse), PEOPLE)
    if not inside or not guests or not _dated(parse):
        return None
    made = told_by(context, parse, verb, "meeting", "welcome")
    give(made, "host", _of(context, doers(context, verb, parse), PEOPLE))
    give(made, "participant", guests)
    return made if len(made.agents()) > 1 else None


def _given_time(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A was granted half an hour by B", "A gave B an hour of her time", "A had twenty minutes with B"."""
    objects = ("dobj", "npadvmod", "oprd", "nsubjpass", "ccomp")
    spells = parse.children(verb, *objects) if row("granting", verb.lemma) else []
    said = {word for n in spells for word in fold(n.span.of(context.text)).removesuffix("s").split()}
    if not said & words("spell-granted") or not _dated(parse):
        return None
    receiving, passive = verb.lemma in {"grant", "give"}, context.passive(verb, parse)
    nodes = [verb, *spells]
    guests = [a for n in parse.children(verb, "dative") for a in agents(context, n, parse)]
    guests += [a for n in nodes for a in behind(context, n, parse, "to" if receiving else "with")]
    doing = behind(context, verb, parse, "by") if passive else subjects_of(context, verb, parse)
    guests += subjects_of(context, verb, parse) if passive else []
    made = told_by(context, parse, verb, "meeting", "given-time")
    give(made, "host" if receiving else "participant", _of(context, doing, PEOPLE))
    give(made, "participant", _of(context, guests, PEOPLE))
    return made if len(made.agents()) > 1 else None


def _fixed(parse: Parse, made: Candidate) -> bool:
    return made.place is not None or _dated(parse)


def _dated(parse: Parse) -> bool:
    return any(n.phrase is not None and n.phrase.kind == "date" for n in parse.nodes)


def _of(context: Context, found: list[Agent], kinds: frozenset[str]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in kinds]
