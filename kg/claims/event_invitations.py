"""Who is asked, and by whom, where an invitation's noun says to what: "A extended an invitation to B to visit C".

Comes in: the noun in its parse. Goes out: guests and inviters. It never makes an event.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import behind, doers
from kg.claims.event_words import words
from kg.syntax import Node, Parse

PERSONAL = frozenset({"person", "group", "post", "party", "party_body", "state_body", "organization"})


def by_invitation(context: Context, parse: Parse, noun: Node) -> tuple[list[Agent], list[Agent]]:
    """Guests and inviters: "A accepted the invitation extended by B to travel", "A extended an invitation to B"."""
    inviters = [a for n in parse.children(noun, "poss") for a in agents(context, n, parse)]
    inviters += behind(context, noun, parse, "of", "from", "by")
    guests = behind(context, noun, parse, "to", "for")
    for clause in parse.children(noun, "acl", "relcl"):
        inviters += behind(context, clause, parse, "by") if clause.tag == "VBN" else []
    verb = parse.parent(noun)
    if verb is not None and verb.lemma in words("taking-up") and noun.dep in {"dobj", "nsubjpass"}:
        guests = doers(context, verb, parse) or guests
    elif verb is not None and verb.lemma in words("extending") and noun.dep in {"dobj", "nsubjpass"}:
        inviters += doers(context, verb, parse)
        guests += behind(context, verb, parse, "to")
    return [a for a in guests if context.kind(a.found[0]) in PERSONAL], inviters
