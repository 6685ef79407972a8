"""Who takes part by the words around an event's: who stood in an election, a team sent to a rite, a stay that ends with
one, an invitation to it, a body "at its session".

Comes in: a candidate whose word is a noun. Goes out: the same candidate with these people and bodies. It never gives a
role where the words name nobody.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import objects_of, subjects_of
from kg.claims.event_contests import contested
from kg.claims.event_invitations import by_invitation
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import verb_of
from kg.claims.event_words import noun_type, words
from kg.model import EventType
from kg.syntax import Node
from kg.words import fold

GATHERED: frozenset[EventType] = frozenset({"meeting", "congress", "ceremony", "festival", "other"})
HELD: frozenset[EventType] = frozenset({"meeting", "congress"})
PEOPLE = frozenset({"person", "post", "group"})
BODIES = frozenset({"party", "party_body", "state_body", "organization"})
SENDING = frozenset({"send", "dispatch", "despatch", "depute", "delegate"})


def shared(context: Context, made: Candidate) -> None:
    """Give the roles that the words around an event's noun tell of."""
    link = made.parse.parent(made.node) if made.node.dep == "pobj" else None
    above = made.parse.parent(link) if link is not None else None
    if above is not None and above.lemma in {"lead", "head"} and above.dep == "advcl":
        above = made.parse.parent(above)  # "sent a delegation, headed by A, to the celebrations"
    if link is not None and above is not None:
        mark = fold(link.text)
        if made.type in GATHERED:
            _sent(context, made, above, mark)
            _bidden(context, made, above, mark)
    if made.type == "election":
        contested(context, made)
    if made.type in GATHERED:
        give(made, "participant", _rounded(context, made, link, above))
    if made.type in HELD and not made.parts:
        give(made, "organizer" if made.type == "congress" else "participant", _own_body(context, made))
    if made.type in {"meeting", "call"} and not made.parts:
        give(made, "participant", _of_both(context, made))


def _sent(context: Context, made: Candidate, verb: Node, mark: str) -> None:
    """As in "sent a delegation, headed by A, to the celebrations", "sent observers to A for the ceremony"."""
    if mark not in {"to", "for"} or verb.lemma not in SENDING or made.type == "message":
        return
    envoys = [a for a in objects_of(context, verb, made.parse) if context.kind(a.found[0]) in PEOPLE]
    give(made, "participant", envoys)
    give(made, "sender", subjects_of(context, verb, made.parse) if envoys else [])


def _bidden(context: Context, made: Candidate, noun: Node, mark: str) -> None:
    """As in "handed A an invitation to the forum from B"."""
    if mark in {"to", "for"} and noun.lemma == "invitation":
        guests, inviters = by_invitation(context, made.parse, noun)
        guests = [a for a in guests if context.kind(a.found[0]) in PEOPLE | BODIES and a.span != made.node.span]
        give(made, "participant", guests)
        give(made, "inviter", inviters)


def _rounded(context: Context, made: Candidate, link: Node | None, above: Node | None) -> list[Agent]:
    """Who is on the visit that an event begins, ends or belongs to: "concluded his stay with a wreath-laying", "A's
    trip also included talks with B", "a journey that will finish with the summit".
    """
    parse, top = made.parse, made.node
    while top.dep == "conj" and (head := parse.parent(top)) is not None and head.tag.startswith("N"):
        top = head
    verb = parse.parent(top) if top.dep == "dobj" else None
    edge = words("ending") | words("starting")
    if link is not None and above is not None and fold(link.text) == "with" and above.lemma in edge:
        verb = above
    elif verb is None or verb.lemma not in words("comprising"):
        return []
    nouns = [*context.subject_nodes(verb, parse), *parse.children(verb, "dobj")]
    trips = [n for n in nouns if n.tag.startswith("N") and noun_type(fold(n.lemma), frozenset()) == "visit"]
    found = [a for n in trips for c in parse.children(n, "poss") for a in agents(context, c, parse)]
    found = found or ([a for n in nouns for a in agents(context, n, parse)] if trips else [])
    return [a for a in found if context.kind(a.found[0]) in PEOPLE]


def _own_body(context: Context, made: Candidate) -> list[Agent]:
    """As in "The board will choose its head at its first session": the body that does something there."""
    owned = [n for n in made.parse.children(made.node, "poss") if fold(n.text) in {"its", "their"}]
    verb = verb_of(made.node, made.parse)
    if not owned or verb is None:
        return []
    doers = context.subject_nodes(verb, made.parse)
    found = [a for n in doers if n is not made.node for a in agents(context, n, made.parse)]
    return [a for a in found if context.kind(a.found[0]) in BODIES | {"group"}]


def _of_both(context: Context, made: Candidate) -> list[Agent]:
    """As in "A rang B, a week after their meeting": the two people of the sentence so far."""
    theirs = any(fold(n.text) == "their" and not context.own(n) for n in made.parse.children(made.node, "poss"))
    before = [n for n in made.parse.nodes[: made.node.index] if n.phrase is not None and n.phrase.kind == "person"]
    people = {a.found[0]: a for n in before for a in agents(context, n, made.parse)} if theirs else {}
    return list(people.values()) if len(people) == 2 else []
