"""Meetings that verbs of talking things over tell of: "discussed trade with Y in Oslo", "exchanged views", "played host
to".

Comes in: a verb in its parse. Goes out: a candidate of a meeting, or none. It never takes talk for a meeting of which
neither a day, a place nor a headline is told.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent
from kg.claims.event_clauses import behind, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import row
from kg.syntax import Node, Parse

PEOPLE = frozenset({"person", "post"})
SIDED = PEOPLE | {"state", "group"}


def talked(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """What the first of the readings below makes of a verb."""
    return _hosted(context, parse, verb) or _over(context, parse, verb)


def _hosted(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X played host to Y", "X was host to Y"."""
    said = parse.children(verb, "dobj", "attr")
    if verb.lemma not in {"play", "be", "act"} or not any(n.lemma == "host" for n in said):
        return None
    guests = [a for n in (verb, *said) for a in behind(context, n, parse, "to")]
    guests = [a for a in guests if context.kind(a.found[0]) in PEOPLE or a.part == "delegation"]
    hosts = _people(context, subjects_of(context, verb, parse))
    if not guests or not hosts:
        return None
    made = told_by(context, parse, verb, "meeting", "play-host")
    give(made, "host", hosts)
    give(made, "participant", guests)
    return made


def _over(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A discussed trade with B in Oslo on Monday", a headline's "A, B discuss trade"."""
    frame = row("talking-over", verb.lemma)
    if frame is None or context.passive(verb, parse):
        return None
    objects = parse.children(verb, "dobj")
    if frame[0] != verb.lemma and not any(n.lemma in frame[0].split() for n in objects):
        return None
    front = parse.sentence.zone == "headline"
    partners = [a for n in (verb, *objects) for a in behind(context, n, parse, "with")]
    doers = subjects_of(context, verb, parse)
    kinds = SIDED if front else PEOPLE
    people = [a for a in (*doers, *partners) if context.kind(a.found[0]) in kinds]
    partnered = bool(partners) and all(context.kind(a.found[0]) in kinds for a in partners)
    made = told_by(context, parse, verb, "meeting", "talk-over")
    if len({a.found[0] for a in people}) < 2 or not (partnered or front):
        return None
    if not front and (made.place is None or not _dated(verb, parse)):
        return None
    give(made, "participant", people)
    return made


def _dated(verb: Node, parse: Parse) -> bool:
    return any(n.phrase is not None and n.phrase.kind == "date" for n in parse.subtree(verb))


def _people(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in PEOPLE]
