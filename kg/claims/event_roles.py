"""The roles that an event's own noun phrase gives: "the visit of X to Y", "a banquet hosted by Z", "talks with W".

Comes in: a candidate whose word is a noun. Goes out: the same candidate with roles and a place. It never looks above
the noun.
"""

from __future__ import annotations

import re
from typing import cast

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import subjects_of
from kg.claims.event_shapes import Candidate
from kg.claims.event_sites import goal
from kg.claims.event_whose import deeper, past_place
from kg.claims.event_wishes import wished
from kg.claims.event_words import main_role, row, words
from kg.model import EventType, RoleName
from kg.syntax import Node
from kg.territories import territory
from kg.words import fold

OWN = frozenset({"congress", "festival", "exercise"})  # events that an organisation before the noun holds
PAIR = re.compile(r"\b([A-Z]\w+)[-–]([A-Z]\w+)")
SITES = frozenset({"place", "state", "organization", "state_body"})
LANDED: dict[EventType, frozenset[str]] = {  # before whose noun these are where it is, not who takes part
    "visit": frozenset({"state"}),
    "election": frozenset({"place", "state"}),
}
RECEIVED: dict[EventType, RoleName] = {"interview": "interviewer", "message": "recipient"}
# A role that a carrying verb gives is the type's main one in these types ("hosted a visit", "headed an interview").
PLAIN: dict[str, frozenset[EventType]] = {
    "host": frozenset({"interview", "message"}),
    "chair": frozenset({"visit", "call", "message", "interview", "election"}),
}

ACTED: frozenset[EventType] = frozenset({"meeting", "ceremony", "congress", "festival", "other"})
AT = frozenset({"at", "during"})
OPENED = frozenset({"opening", "reopening", "inauguration", "launch", "launching", "unveiling", "closing"})


def give(made: Candidate, role: RoleName, found: list[Agent]) -> None:
    """Give a role to agents; of a visiting delegation the leader is the visitor, the delegation a participant."""
    for agent in found:
        mine: RoleName = "participant" if agent.part == "delegation" and role in {"visitor", "host", "sender"} else role
        made.take(mine, [agent.found], agent.span)


def carried(role: str, made: Candidate) -> RoleName:
    """The role of a carrying verb's subject in an event of this type; `*` is the type's own."""
    if role == "*" or made.type in PLAIN.get(role, ()) or (role == "sender" and made.type != "message"):
        return main_role(made.type)
    if role == "interviewee" and made.type != "interview":
        return "host" if made.node.lemma == "audience" else "participant"
    if role == "organizer" and made.type in {"meeting", "call"} and made.node.lemma not in words("conference"):
        return "participant"
    return cast(RoleName, role)


def by_verb(verb: str, role: str, made: Candidate) -> RoleName:
    """The role of who does what a carrying verb says: who holds or gives a meal is its host."""
    giving = row("given", made.node.lemma) and verb in {"give", "host", "hold", "offer", "tender", "accord", "throw"}
    return "host" if giving else carried(role, made)


def give_doers(context: Context, made: Candidate, verb: str, role: str, found: list[Agent]) -> None:
    """Give the subjects of a carrying verb their role: a body that holds its congress is the organizer."""
    holding = made.type in OWN and verb in words("holding")
    holding = holding or (made.type in OWN and role == "chair")  # "the party opened its congress"
    bodies = [a for a in found if holding and context.kind(a.found[0]) in {"party", "party_body", "organization"}]
    if made.type == "election":
        found = [a for a in found if context.kind(a.found[0]) not in {"state", "place"}]  # "Peru holds elections"
    give(made, "organizer", bodies)
    give(made, by_verb(verb, role, made), [a for a in found if a not in bodies])


def phrase_roles(context: Context, made: Candidate) -> None:
    """Roles by the words before the noun, the prepositions behind it, and the clauses that hang on it."""
    for child in made.parse.children(made.node, "poss", "compound", "nmod", "amod"):
        _before(context, made, child)
    for prep, child in context.prepositions(made.node, made.parse):
        _behind(context, made, prep, child)
    for prep, child in deeper(context, made):
        _behind(context, made, prep, child)
    for prep, child in past_place(context, made):
        _behind(context, made, prep, child)
    for clause in _clauses(made):
        _clause_behind(context, made, clause)
    if made.type == "ceremony":
        give(made, "participant", _honoured(context, made))


def _honoured(context: Context, made: Candidate) -> list[Agent]:
    """Whom a meal or rite is "in honour of", "in her honour"; nobody where another clause lies between."""
    parse = made.parse
    for n in parse.nodes[made.node.index + 1 :]:
        if n.tag[:1] in {"V", "M"} and n.tag != "VBN":
            return []
        if n.lemma in {"honour", "honor"} and n.dep == "pobj":
            of = parse.nodes[n.index + 1 : n.index + 2]
            spots = parse.children(n, "poss") + [c for p in of if p.text == "of" for c in parse.children(p, "pobj")]
            guests = [a for c in spots for a in agents(context, c, parse)]
            return [a for a in guests if context.kind(a.found[0]) not in {"place", "state"}]
    return []


def _clauses(made: Candidate) -> list[Node]:
    """The clauses behind an event's noun, those too that the parser hung on what the event is of or with."""
    own = made.parse.children(made.node, "acl", "relcl")
    preps = [p for p in made.parse.children(made.node, "prep") if p.text in {"of", "with", "on", "for", "in"}]
    nouns = [n for p in preps for n in made.parse.children(p, "pobj") if n.phrase is None or n.phrase.kind == "place"]
    told = own + [c for n in nouns for c in made.parse.children(n, "acl") if _of_event(c)]
    told += [c for n in told for c in made.parse.children(n, "conj") if c.tag == "VBN"]
    return told + [c for c in _second(made) if c not in told]


def _second(made: Candidate) -> list[Node]:
    """The second of two relative clauses, which the parser may hang on the verb above: "…, and which was attended"."""
    parse = made.parse
    behind = parse.nodes[made.node.index + 1 :]
    ands = [n for n in behind if n.tag == "WDT" and fold(parse.nodes[n.index - 1].text) == "and"]
    heads = [h for n in ands for h in [parse.parent(n)] if h is not None and h.dep == "conj"]
    first = any(c.dep == "relcl" for c in parse.children(made.node, "relcl"))
    return [h for h in heads if h.tag == "VBN"] if first else []


def _of_event(clause: Node) -> bool:
    """Whether a participle behind a noun says who holds or chairs an event; "led by" is of the noun itself."""
    return row("light", clause.lemma) is not None and clause.tag == "VBN" and clause.lemma not in {"lead", "head"}


def _before(context: Context, made: Candidate, child: Node) -> None:
    main, parse = main_role(made.type), made.parse
    if child.phrase is None and child.tag == "NNPS":
        return  # "its National Delegates' Congress"
    if child.phrase is None:
        owners = _owners(context, made, child) if child.dep == "poss" else []
        bodies = [a for a in owners if made.type in OWN and context.kind(a.found[0]) in {"party", "organization"}]
        give(made, "organizer", bodies)
        give(made, main, [a for a in owners if a not in bodies])
    elif made.type in OWN and child.phrase.kind == "org":
        give(made, "organizer", agents(context, child, parse))
    elif child.phrase.kind in {"person", "office"} or child.dep == "poss":
        found = agents(context, child, parse)
        lands = LANDED.get(made.type, frozenset())
        give(made, main, [a for a in found if context.kind(a.found[0]) not in lands])


def _owners(context: Context, made: Candidate, owner: Node) -> list[Agent]:
    """Whose event a possessive makes it; of a pronoun where somebody is greeted or thanked on it, that person's."""
    parse, prep = made.parse, made.parse.parent(made.node)
    verb = parse.parent(prep) if prep is not None and prep.text in {"on", "for", "during"} else None
    if owner.tag == "PRP$" and made.type == "visit" and verb is not None and verb.lemma in words("greeting"):
        guests = [a for n in parse.children(verb, "dobj") for a in agents(context, n, parse)]
        return guests or agents(context, owner, parse)
    if owner.tag == "PRP$" and made.type == "election":
        return wished(context, parse, made.node) or agents(context, owner, parse)
    return agents(context, owner, parse)


def _behind(context: Context, made: Candidate, prep: str, child: Node) -> None:
    main = main_role(made.type)
    found = agents(context, child, made.parse)
    if prep == "with" and made.type == "interview":
        for agent in found:
            give(made, "interviewee" if context.kind(agent.found[0]) in {"person", "post"} else "interviewer", [agent])
    elif prep in {"between", "among", "with"}:
        give(made, "participant", found)
    elif prep == "by" and made.governor is not None and made.governor.lemma in words("accompany"):
        give(made, "participant", found)  # "will be accompanied on the trip by A"
    elif prep == "by":
        give(made, "host" if made.type == "ceremony" or made.node.lemma == "audience" else main, found)
    elif prep == "of":
        beside = [n for n in made.parse.children(made.node, "conj") if n.phrase is not None and n.phrase.kind == "org"]
        _of(context, made, found + [a for n in beside for a in agents(context, n, made.parse)])
    elif prep == "on" and made.node.lemma in {"call", "visit"} and made.type == "meeting":
        give(made, "host", found)
    elif prep == "to" and (made.type == "interview" or made.node.lemma == "audience"):
        give(made, "interviewer" if made.type == "interview" else "participant", found)  # "granted an audience to A"
    elif prep == "for" and _memorial(made):
        return  # whom it remembers takes no part
    elif prep == "for" and made.type == "ceremony":
        give(made, "participant", [a for a in found if context.kind(a.found[0]) in {"person", "group", "post"}])
    elif prep == "to" and made.type == "message":
        give(made, "recipient", found)
    elif prep == "from" and made.type in {"message", "visit", "call"}:
        give(made, main, found)
    elif prep == "from" and made.node.lemma in {"call", "visit"} and made.type == "meeting":
        give(made, "participant", found)
        verb = made.parse.parent(made.node)
        if verb is not None and verb.lemma == "receive" and made.node.dep == "dobj":  # "received a courtesy call from"
            give(made, "host", subjects_of(context, verb, made.parse))
    elif prep in {"to", "in", "at"} and made.type == "visit" and made.place is None:
        made.place = next((k for k, _ in context.own(child) if context.kind(k) in SITES), None)
        if made.place is None and prep == "to":
            made.place = goal(context, child, made.parse)


def _memorial(made: Candidate) -> bool:
    """Whether a service or ceremony is for somebody who has died."""
    said = {fold(n.text) for n in made.parse.children(made.node, "amod", "compound", "nmod")}
    return made.node.lemma in words("obsequies") or bool(said & {"memorial", "funeral", "requiem", "farewell"})


def _of(context: Context, made: Candidate, found: list[Agent]) -> None:
    """Behind "of": persons take part, organisations hold what is theirs; a signing is of a document."""
    if made.type == "signing" or made.node.lemma in words("obsequies"):
        return  # who is buried takes no part
    main = main_role(made.type)
    people = [a for a in found if context.kind(a.found[0]) in {"person", "post", "group"}]
    orgs = [a for a in found if a not in people and context.kind(a.found[0]) not in {"place", "state"}]
    give(made, main, people)
    lands = [a for a in found if context.kind(a.found[0]) == "state"]
    if made.type == "meeting" and len(lands) > 1:  # "a summit of A, B and C"
        give(made, "participant", lands)
    if made.type == "meeting" and made.node.phrase is None and len(orgs) > 1:
        give(made, "participant", orgs)
        return
    orgs = [a for a in orgs if not _shared(context, a.found[0])]
    if made.type == "ceremony" and made.node.lemma in OPENED:
        return  # "the opening of an academy" is not its doing
    give(made, "organizer" if made.type in OWN or made.ordinal or made.type == "meeting" else main, orgs)


def _shared(context: Context, key: str) -> bool:
    """Whether a body is that of several sides, whose meeting is theirs: "Joint Commission", "Omani-Indian Council"."""
    halves = PAIR.findall(context.name(key))
    lands = any(territory(a) is not None or territory(b) is not None for a, b in halves)
    return lands or bool(set(fold(context.name(key)).split()) & words("joint"))


def _clause_behind(context: Context, made: Candidate, clause: Node) -> None:
    """Of a clause: "… hosted by X", "… attended by Y", "a letter written by Z", "an interview granted to W"."""
    frame = row("light", clause.lemma) or row("given", clause.lemma)
    give(made, "participant", _acting(context, made, clause))
    if frame and _of_object(context, made, clause):
        for subject in made.parse.children(clause, "nsubj"):
            give(made, carried(frame[0], made), agents(context, subject, made.parse))
    for prep, child in context.prepositions(clause, made.parse):
        found = agents(context, child, made.parse)
        if prep == "by" and frame:
            give(made, by_verb(clause.lemma, frame[0], made), found)
        elif prep == "to" and made.type in RECEIVED:
            give(made, RECEIVED[made.type], found)
        elif prep == "on" and made.type == "meeting" and made.node.lemma in {"call", "visit"}:
            give(made, "host", found)
        elif prep in {"with", "between"} and made.type in {"meeting", "call"} and clause.lemma in words("when"):
            give(made, "participant", found)
        elif made.place is None and (prep in {"in", "at"} or (prep == "to" and made.type == "visit" and frame)):
            made.place = next((k for k, _ in context.own(child) if context.kind(k) in {"place", "state"}), None)


def _acting(context: Context, made: Candidate, clause: Node) -> list[Agent]:
    """Who does something at an event by a relative clause: "a forum in which A takes part", "at which B spoke"."""
    parse = made.parse
    if clause.dep != "relcl" or context.passive(clause, parse):
        return []
    preps = parse.children(clause, "prep")
    inside = any(n.tag == "WDT" for p in preps for n in parse.subtree(p))
    which = any(fold(p.text) in AT and any(n.tag == "WDT" for n in parse.children(p, "pobj")) for p in preps)
    at = which and made.type in ACTED
    found = [a for n in context.subject_nodes(clause, parse) for a in agents(context, n, parse)] if inside else []
    taking = clause.lemma in words("taking-part")
    return [a for a in found if taking or (at and context.kind(a.found[0]) == "person")]


def _of_object(context: Context, made: Candidate, clause: Node) -> bool:
    """Whether an event is what a relative clause's subject holds: "the forum that X will host", "a summit Y led"."""
    parse = made.parse
    if clause.dep != "relcl" or context.passive(clause, parse) or not clause.tag.startswith("V"):
        return False
    objects = parse.children(clause, "dobj")
    subjects = parse.children(clause, "nsubj")
    return all(n.tag in {"WDT", "WP"} for n in objects) and not any(n.tag in {"WDT", "WP"} for n in subjects)
