"""Events that verbs of meeting and of travel tell of: X receives Y, A and B met, X flew to Z.

Comes in: a parsed sentence. Goes out: candidates with the roles of subject, object and agent. It never joins
candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from kg.claims.context import Context
from kg.claims.event_agents import Agent
from kg.claims.event_clauses import (
    agents_by,
    behind,
    bys_of,
    dated,
    doers,
    in_session,
    objects_of,
    relative_object,
    subjects_of,
    told_by,
)
from kg.claims.event_encounters import remote
from kg.claims.event_greetings import greetings
from kg.claims.event_interviews import interviewed
from kg.claims.event_rites import hosted
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate, Part
from kg.claims.event_special import special
from kg.claims.event_stages import denied, habitual
from kg.claims.event_travel import travels
from kg.claims.event_words import noun_type, row, separately, words
from kg.model import EventType, RoleName
from kg.syntax import Node, Parse
from kg.words import fold

PERSONAL = frozenset({"person", "group", "post", "party", "party_body", "state_body", "organization"})
BODIES = frozenset({"group", "party_body", "state_body", "organization"})  # which meet by themselves
Frame = tuple[str, ...]
RUNG: Frame = ("call", "participant", "participant")  # "A called B on Monday"
NAMING = ("oprd", "attr", "acomp", "ccomp", "prt", "advmod")  # by which "call" names somebody something, or calls off


def verbs(context: Context, parse: Parse) -> Iterator[Candidate]:
    """A candidate for each verb of the sentence that tells of an event."""
    for node in parse.nodes:
        told = node.phrase is None and node.tag.startswith("V") and not denied(node, parse)
        if told and not habitual(node, parse) and not _considered(node, parse):
            asked = interviewed(context, parse, node)
            if asked is not None:
                yield asked
                continue
            met = hosted(context, parse, node) or _met(context, parse, node)
            several = _each(context, node, met) if met is not None else greetings(context, parse, node)
            if several:
                yield from several
                continue
            gone = list(travels(context, parse, node)) if met is None else []
            made = met or (special(context, parse, node) if not gone else None)
            yield from gone
            if made is not None:
                yield made


def _considered(verb: Node, parse: Parse) -> bool:
    """Whether something is only thought of, on no day ("will consider opening a consulate in A")."""
    above = parse.parent(verb) if verb.dep in {"xcomp", "pcomp"} and verb.tag == "VBG" else None
    return above is not None and above.lemma in words("idea") and not dated(parse, verb)


def _met(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """Verbs with persons on both sides, in either voice."""
    frame, others = _frame(context, parse, verb)
    if not others and in_session(context, verb, parse) is not None:
        return None  # its noun tells the event
    if frame is None or frame[2] in {"place", "document"} or _bestows(context, parse, verb) or _gives(parse, verb):
        return None
    passive, subjects = context.passive(verb, parse), parse.children(verb, "nsubjpass")
    afar = frame[1] == "participant" and remote(context, parse, verb)
    made = told_by(context, parse, verb, "call" if afar else cast(EventType, frame[0]), verb.lemma)
    if frame[1] != "-":
        give(made, cast(RoleName, frame[1]), _personal(context, doers(context, verb, parse)))
    handed = made.agents()
    patients = subjects_of(context, verb, parse) if passive else others
    if frame[0] == "election":  # the committee that is elected does not stand
        stood = [a for a in patients if context.kind(a.found[0]) not in {"party_body", "state_body"}]
        made.organ, patients = bool(patients) and not stood, stood
    give(made, cast(RoleName, frame[2]), _personal(context, patients))
    if passive and any(n.tag.startswith("N") and n.phrase is None for n in subjects) and not made.agents() - handed:
        return None  # "the letter was received by A", "the vehicles were received by A"
    nobody = verb.lemma in {"meet", "receive", "greet"} and not passive and not others
    thing = parse.children(verb, "dobj") or relative_object(verb, parse)
    if (nobody and thing) or not _enough(context, made, verb):
        return None
    return made if made.parts or made.organ else None


def _bestows(context: Context, parse: Parse, verb: Node) -> bool:
    """Whether "confer" is to bestow an order rather than to talk."""
    if verb.lemma != "confer":
        return False
    said = {w for n in parse.subtree(verb) for w in fold(n.span.of(context.text)).split()[:2]}
    return bool(said & words("honour"))


def _gives(parse: Parse, verb: Node) -> bool:
    """Whether "host" is to give an event rather than to receive somebody."""
    if verb.lemma != "host":
        return False
    behind = (n for p in parse.children(verb, "prep") for n in parse.children(p, "pobj"))
    things = [n for n in (*parse.children(verb, "dobj", "nsubjpass"), *behind) if n.phrase is None]
    told = any(noun_type(fold(n.lemma), frozenset()) for n in things if n.tag.startswith("N"))
    own = parse.children(verb, "auxpass", "nsubj", "dobj")
    reduced = verb.dep in {"acl", "advcl"} and not own  # "…, hosted by A"
    return told or reduced


def _frame(context: Context, parse: Parse, verb: Node) -> tuple[Frame | None, list[Agent]]:
    """A verb's frame with its objects, or with whom a preposition behind it names ("called on X", "met with X")."""
    frame, others = row("verb", verb.lemma), objects_of(context, verb, parse)
    if verb.lemma == "call" and parse.children(verb, "dobj"):
        return (RUNG if dated(parse, verb) and not parse.children(verb, *NAMING) else None), others
    for mark in ("with", "on"):
        if row(mark, verb.lemma) and not (frame and others):
            frame, others = row(mark, verb.lemma), others or behind(context, verb, parse, mark)
    return frame, others


def _enough(context: Context, made: Candidate, verb: Node) -> bool:
    """Whether verbs that also mean other things have two sides here ("call for", "meet a target")."""
    if verb.lemma == "call" and made.parse.children(verb, "xcomp"):
        return False
    bodily = any(context.kind(a) in BODIES for a in made.agents()) and dated(made.parse, verb)
    if verb.lemma == "sit" and not (_together(verb, made.parse) or bodily):
        return False
    if len(made.agents()) >= 2 or verb.lemma not in {"meet", "call", "talk", "sit", "greet", "ring", "host"}:
        return True
    on_whom = verb.lemma == "call" and bool(made.having("host"))
    guests = words("visitors") | words("crowd") | words("delegation")
    callers = context.subject_nodes(verb, made.parse)
    unnamed = (n.tag in {"PRP", "NNS", "NNPS"} or {fold(n.lemma), f"{fold(n.lemma)}s"} & guests for n in callers)
    if on_whom and any(unnamed):
        return True  # whoever "they", "the leaders" or "the guest" are
    sitting = verb.lemma == "meet" and not made.parse.children(verb, "dobj")
    return sitting and any(context.kind(a) in BODIES for a in made.agents())


def _together(verb: Node, parse: Parse) -> bool:
    """Whether who sits, sits down or with somebody, not somewhere ("A and B sat in the front row")."""
    return bool({fold(n.text) for n in parse.children(verb, "prt", "advmod", "prep")} & {"down", "with"})


def _each(context: Context, verb: Node, made: Candidate) -> list[Candidate]:
    """Calls on several office-holders, and meetings "separately", "with A and with B", "by A; by B; by C", are a
    meeting each.
    """
    parse = made.parse
    split = separately(verb, parse) or (context.passive(verb, parse) and len(bys_of(verb, parse)) > 2)
    others = [f.found[0] for f in _partners(context, parse, verb)]
    if not split and verb.lemma != "call":
        withs = [n for n in parse.children(verb, "prep") if fold(n.text) == "with"]
        split = any(fold(c.text) == "with" for n in withs for c in parse.children(n, "conj"))
    doing = {fold(n.text) for n in parse.nodes[max(verb.index - 2, 0) : verb.index] if n.phrase is None}
    if "each" in doing and not context.passive(verb, parse):  # "A, B and C each received D"
        split, others = True, [a.found[0] for a in subjects_of(context, verb, parse)]
    several = [p for p in made.parts if p.key in others and context.kind(p.key) in {"person", "post"}]
    active = made.type == "meeting" and not context.passive(verb, parse)  # "was received by A and B" is one
    split = split or (active and _of_apart(context, several))
    if len(several) < 2 or not (split or verb.lemma == "call"):
        return []
    return [_alone(made, part, several) for part in several]


def _of_apart(context: Context, several: list[Part]) -> bool:
    """Whether people hold offices of bodies that have nothing in common, whom one meets one after the other."""
    held = [{h.organization for h in context.holdings if h.person == p.key and h.organization} for p in several]
    pairs = [(a, b) for i, a in enumerate(held) for b in held[i + 1 :]]
    return all(held) and bool(pairs) and not any(a & b for a, b in pairs)


def _partners(context: Context, parse: Parse, verb: Node) -> list[Agent]:
    """Whom the verb puts over against its first argument: its objects, in the passive the agents."""
    if context.passive(verb, parse):
        return agents_by(context, verb, parse)
    return objects_of(context, verb, parse) + behind(context, verb, parse, "with", "on")


def _alone(made: Candidate, part: Part, several: list[Part]) -> Candidate:
    return replace(made, parts=[*(p for p in made.parts if p not in several), part])


def _personal(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in PERSONAL]
