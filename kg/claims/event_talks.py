"""Meetings that verbs of talking things over tell of: "discussed trade with Y in Oslo", "exchanged views", "played host
to", "saw Z on Monday".

Comes in: a verb in its parse. Goes out: a candidate of a meeting, or none. It never takes talk for a meeting of which
neither a day, a place nor a headline is told.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import behind, objects_of, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import row
from kg.syntax import Node, Parse

PEOPLE = frozenset({"person", "post"})
SIDED = PEOPLE | {"state", "group"}


def talked(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """What the first of the readings below makes of a verb."""
    readings = (_hosted, _over, _saw, _spoke)
    return next((made for read in readings if (made := read(context, parse, verb)) is not None), None)


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
    named = len({a.found[0] for a in doers if context.kind(a.found[0]) == "person"}) > 1  # "A and B discussed trade"
    partnered = bool(partners) and all(context.kind(a.found[0]) in kinds for a in partners)
    partnered = partnered or (named and not partners)
    made = told_by(context, parse, verb, "meeting", "talk-over")
    if len({a.found[0] for a in people}) < 2 or not (partnered or front):
        return None
    if not front and (made.place is None or not _dated(verb, parse)):
        return None
    give(made, "participant", people)
    return made


def _saw(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A saw B at the ministry on Monday", "A is to see B tomorrow", "B, whom A saw in Oslo": named people, on a
    day; no spectacle ("saw B win", "saw B as …", "saw B off").
    """
    above = parse.parent(verb) if verb.dep == "xcomp" else None
    dated = _dated(verb, parse) or (above is not None and _dated(above, parse))  # "did not get to see B until Monday"
    if verb.lemma != "see" or context.passive(verb, parse) or not dated:
        return None
    more = parse.children(verb, "xcomp", "ccomp", "prt", "acl", "oprd", "attr", "acomp")
    seen = [context.antecedent(n, verb, parse) for n in parse.children(verb, "dobj")]
    named = all(_somebody(n) for n in (*seen, *context.subject_nodes(verb, parse)))
    if more or not named or any(mark in {"as", "off", "to"} for mark, _ in context.prepositions(verb, parse)):
        return None
    met = _people(context, [a for n in seen for a in agents(context, n, parse)] or objects_of(context, verb, parse))
    doers = _people(context, subjects_of(context, verb, parse))
    if not doers or not met or parse.children(verb, "neg"):
        return None
    made = told_by(context, parse, verb, "meeting", "saw")
    give(made, "participant", [*doers, *met])
    return made if len(made.agents()) > 1 else None


def _spoke(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A spoke to B this afternoon", B in office in a state that is not A's: a call, if no place is told."""
    if verb.lemma != "speak" or context.passive(verb, parse) or not _dated(verb, parse):
        return None
    doers = _people(context, subjects_of(context, verb, parse))
    others = _people(context, behind(context, verb, parse, "to", "with"))
    home, abroad = ({land for a in side for land in _lands(context, a)} for side in (doers, others))
    in_office = {h.person for h in context.holdings} >= {a.found[0] for a in doers}
    if not (doers and in_office and abroad) or home & abroad:
        return None
    made = told_by(context, parse, verb, "meeting", "spoke")
    made.type = "meeting" if made.place is not None else "call"
    give(made, "participant", [*doers, *others])
    return made


def _lands(context: Context, agent: Agent) -> set[str]:
    """The states that somebody holds offices of."""
    held = {h.organization for h in context.holdings if h.person == agent.found[0] and h.organization}
    return {key for key in held if context.kind(key) in {"state", "place"}}


def _somebody(node: Node) -> bool:
    """Whether a node is a person by its name, its office or a pronoun."""
    return node.tag in {"PRP", "WP"} or (node.phrase is not None and node.phrase.kind in {"person", "office"})


def _dated(verb: Node, parse: Parse) -> bool:
    return any(n.phrase is not None and n.phrase.kind == "date" for n in parse.subtree(verb))


def _people(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in PEOPLE]
