"""Who hosts, comes or is asked to come, where an event is the circumstance of a verb of receiving: "will host A for a
visit", "invited A to the congress", "was treated by A to a dinner".

Comes in: a candidate behind a preposition, the verb above it and the verb's subjects. Goes out: the same candidate with
these roles. It never reads an invitation's noun.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import agents_by, in_session
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import main_role, words
from kg.model import RoleName
from kg.syntax import Node

BODIES = frozenset({"party", "party_body", "organization"})  # that hold a congress of their own


def by_receiving(context: Context, made: Candidate, verb: Node, prep: str, subjects: list[Agent]) -> None:
    """Give host, guest and inviter by a verb of receiving that the event's preposition hangs on; nothing by others."""
    passive = context.passive(verb, made.parse)
    if made.type == "visit" and prep in {"for", "on", "during"} and verb.lemma in {"host", "receive"} and not passive:
        give(made, "host", subjects)
        give_objects(context, made, "visitor", verb, "dobj")
    elif prep in {"to", "for"} and verb.lemma in {"invite", "welcome"}:
        for subject in context.subject_nodes(verb, made.parse):
            give(made, "inviter", agents(context, subject, made.parse))
        give_objects(context, made, main_role(made.type), verb, "dobj")
        made.stage = "planned"
    elif prep in {"in", "at", "with"} and made.type == "ceremony" and verb.lemma in {"welcome", "receive", "greet"}:
        give(made, "host", agents_by(context, verb, made.parse) if passive else subjects)
        if passive:
            give(made, "participant", subjects)
        else:
            give_objects(context, made, "participant", verb, "dobj")
    elif prep in {"at", "to"} and passive and verb.lemma in {"treat", "entertain", "host"}:
        give(made, "participant", subjects)
        give(made, "host", agents_by(context, verb, made.parse))


def by_hosts(context: Context, made: Candidate, verb: Node, prep: str, subjects: list[Agent]) -> bool:
    """Give the roles of "was taken on a tour by A", "is accompanied on the trip by A", "hosted A for a lunch", "met in
    plenary session", "handed over B at a ceremony"; whether it is one of these.
    """
    passive = context.passive(verb, made.parse)
    if made.type == "visit" and passive and (verb.lemma == "take" or verb.lemma in words("accompany")):
        give(made, "visitor", subjects)
        give(made, "host", agents_by(context, verb, made.parse) if verb.lemma == "take" else [])
    elif verb.lemma == "host" and prep == "for" and made.type in {"meeting", "ceremony"} and not passive:
        give(made, "host", subjects)
        give_objects(context, made, "participant", verb, "dobj")
    elif in_session(context, verb, made.parse) is made.node:  # "met in plenary session"
        owned = made.type == "congress"
        bodies = [a for a in subjects if owned and context.kind(a.found[0]) in BODIES]
        give(made, "organizer", bodies)
        give(made, "participant", [a for a in subjects if a not in bodies])
    elif made.type == "ceremony" and prep == "at" and not passive and verb.lemma in words("handing-over"):
        give(made, "participant", [a for a in subjects if context.kind(a.found[0]) == "person"])
    else:
        return False
    return True


def give_objects(context: Context, made: Candidate, role: RoleName, verb: Node, *deps: str) -> None:
    """Give a role to whom a verb's objects name."""
    for child in made.parse.children(verb, *deps):
        give(made, role, agents(context, child, made.parse))
