"""Invitations: who is asked, and by whom ("A extended an invitation to B to visit C"), and the visit to a town or land.

Comes in: the noun, or the verb, in its parse. Goes out: guests and inviters, a candidate. It never makes an event of an
invitation that names no place or no guest.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import behind, doers, objects_behind, objects_of, places_of, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import noun_type, words
from kg.syntax import Node, Parse
from kg.words import fold

GOAL = frozenset({"to"})
LANDS = frozenset({"place", "state"})
PERSONAL = frozenset({"person", "group", "post", "party", "party_body", "state_body", "organization"})


def invitation(context: Context, parse: Parse, verb: Node) -> tuple[list[Agent], list[Agent]] | None:
    """Guests and inviters of what an invitation is for, by its verb: "an invitation to visit C", "renewed her
    invitation for B to visit C"; None for other verbs.
    """
    noun = parse.parent(verb)
    if noun is None or noun.lemma != "invitation" or verb.dep not in {"acl", "relcl", "advcl"}:
        return None
    guests, inviters = by_invitation(context, parse, noun)
    own = parse.children(verb, "nsubj") if any(fold(n.text) == "for" for n in parse.children(verb, "mark")) else []
    return [a for n in own for a in agents(context, n, parse)] or guests, inviters


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
        inviters = inviters or doers(context, verb, parse)  # who hands on another's is not the one who invites
        guests += [a for n in parse.children(verb, "dative") for a in agents(context, n, parse)]
        guests += behind(context, verb, parse, "to")
    return [a for a in guests if context.kind(a.found[0]) in PERSONAL], inviters


def inviting(context: Context, parse: Parse, verb: Node) -> list[Agent]:
    """Who invites: of "handed over a letter from A inviting B" A, else who does what the verb says."""
    above = parse.parent(verb) if verb.tag == "VBG" and verb.dep in {"advcl", "acl", "pcomp"} else None
    if above is not None and verb.dep == "pcomp" and fold(above.text) in {"from", "of"}:
        return [a for n in parse.children(above, "pobj") for a in agents(context, n, parse)]
    notes = [above, *parse.children(above, "dobj", "nsubjpass")] if above is not None else []
    letters = [n for n in notes if n.phrase is None and noun_type(fold(n.lemma), frozenset()) == "message"]
    senders = [a for n in letters for a in behind(context, n, parse, "from", "of")]
    return senders or doers(context, verb, parse)


def invited(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A invited B to C", "handed B an invitation from A to C", C a town or land: a visit to come."""
    asking = verb.lemma == "invite"
    notes = parse.children(verb, "dobj", "nsubjpass")
    note = None if asking else next((n for n in notes if n.lemma == "invitation"), None)
    goals = objects_behind(context, note or verb, parse, GOAL) if asking or note is not None else []
    places = places_of(context, goals, LANDS)
    if not places:
        return None
    if note is not None:
        guests, inviters = by_invitation(context, parse, note)
    else:
        asked = subjects_of if context.passive(verb, parse) else objects_of
        guests, inviters = asked(context, verb, parse), inviting(context, parse, verb)
    guests = [a for a in guests if context.kind(a.found[0]) in PERSONAL and a.found[0] not in places]
    if not guests:
        return None
    made = told_by(context, parse, verb, "visit", "invite")
    made.stage, made.place, made.name = "planned", places[0], f"visit to {context.name(places[0])}"
    give(made, "visitor", guests)
    give(made, "inviter", inviters)
    return made
