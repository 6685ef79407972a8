"""Calls and messages that verbs tell of: spoke by telephone, cabled, sent condolences.

Comes in: a verb in its parse. Goes out: a candidate of a call or a message, or none. It never takes a verb
of saying for a message without the means or the wishes that make it one.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import around, behind, doers, objects_of, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import row, words
from kg.syntax import Node, Parse
from kg.words import fold

SPEAKING = frozenset({"speak", "talk", "converse", "communicate", "chat", "connect"})
MEANS = frozenset({"by", "over", "on", "via", "through"})
ACTORS = frozenset({"person", "post", "group", "party", "party_body", "state", "state_body", "organization"})


def exchanged(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """What the first of the readings below makes of a verb."""
    readings = (_spoke, _telephoned, _wrote, _wished)
    return next((made for read in readings if (made := read(context, parse, verb)) is not None), None)


def _spoke(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X spoke with Y by telephone", "X and Y talked on the phone"."""
    if verb.lemma not in SPEAKING or not around(parse, verb) & words("spoken"):
        return None
    others = behind(context, verb, parse, "with", "to")
    if verb.lemma in {"converse", "connect"} and not others:
        return None
    made = told_by(context, parse, verb, "call", "spoke")
    give(made, "participant", subjects_of(context, verb, parse) + others)
    return made if len(made.agents()) > 1 else None


def _telephoned(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X congratulated Y by telephone", "briefed Y over the phone"."""
    means = [n for mark, n in context.prepositions(verb, parse) if mark in MEANS]
    if not any(fold(n.lemma) in words("spoken") or fold(n.text) in words("spoken") for n in means):
        return None
    made = told_by(context, parse, verb, "call", "telephoned")
    give(made, "participant", _actors(context, [*subjects_of(context, verb, parse), *_partners(context, verb, parse)]))
    return made if len(made.agents()) > 1 else None


def _wrote(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X cabled Y that …", "wrote to Y"."""
    if not row("writing", verb.lemma) or context.passive(verb, parse):
        return None
    made = told_by(context, parse, verb, "message", verb.lemma)
    give(made, "sender", _actors(context, subjects_of(context, verb, parse)))
    give(made, "recipient", _actors(context, _partners(context, verb, parse)))
    return made if made.having("sender") and made.having("recipient") else None


def _wished(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X sent condolences to Y", "Y was sent greetings by X": wishes that are sent are a message."""
    sent = parse.children(verb, "dobj", "nsubjpass") if row("sending", verb.lemma) else []
    wishes = [n for n in sent if n.lemma in words("wish")]
    if not wishes:
        return None
    made = told_by(context, parse, verb, "message", "wishes")
    made.name = " ".join(n.text for n in (*parse.children(wishes[0], "amod", "compound"), wishes[0]))
    give(made, "sender", _actors(context, doers(context, verb, parse)))
    below = [a for wish in wishes for a in behind(context, wish, parse, "to")]
    give(made, "recipient", _actors(context, [*behind(context, verb, parse, "to"), *below]))
    for child in parse.children(verb, "dative"):
        give(made, "recipient", _actors(context, agents(context, child, parse)))
    return made if made.parts else None


def _partners(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    """Whom a verb's objects, datives, "to" and "with" name."""
    datives = [a for n in parse.children(verb, "dative") for a in agents(context, n, parse)]
    return [*objects_of(context, verb, parse), *datives, *behind(context, verb, parse, "to", "with")]


def _actors(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in ACTORS]
