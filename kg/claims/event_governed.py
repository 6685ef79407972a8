"""The roles that the verb above an event's noun gives: "X chaired the talks", "the summit was attended by Y", "led a
team on a visit".

Comes in: a candidate whose word is a noun. Goes out: the same candidate with the roles of the verb's arguments. It
never reads a verb that carries no event.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents, listed_behind
from kg.claims.event_clauses import agents_by
from kg.claims.event_hosting import by_hosts, by_receiving, give_objects
from kg.claims.event_invitations import invitation, inviting
from kg.claims.event_roles import by_verb, carried, give, give_doers
from kg.claims.event_shapes import Candidate
from kg.claims.event_teams import PEOPLE
from kg.claims.event_words import main_role, row, words
from kg.model import EventType, RoleName
from kg.syntax import Node, Parse
from kg.words import fold

ATTENDED: frozenset[EventType] = frozenset({"meeting", "congress", "ceremony", "festival", "other"})
MUTUAL = frozenset({"between", "among", "of"})
UNSPOKEN: frozenset[EventType] = frozenset({"interview", "message", "call"})  # in which one speaks, not at which
WHILE = frozenset({"after", "before", "following", "between", "for", "over", "at", "in"})
RECEIVING: dict[EventType, RoleName] = {"message": "recipient", "interview": "interviewer"}
ASKED = frozenset({"tell", "speak", "talk"})
PRESS = frozenset({"outlet", "organization", "person"})
# Whose subject has which role in an event named behind a preposition ("said in an interview", "told X in a letter").
INSIDE: dict[tuple[EventType, str], RoleName] = {
    ("interview", "in"): "interviewee",
    ("interview", "to"): "interviewee",
    ("message", "in"): "sender",
    ("message", "by"): "sender",
    ("call", "in"): "participant",
    ("call", "during"): "participant",
}


def governed(context: Context, made: Candidate) -> None:
    """What the verb gives that the noun is the object, the subject or a circumstance of."""
    top, parse = made.node, made.parse
    while top.dep == "conj" and (above := parse.parent(top)) is not None and above.tag.startswith("N"):
        top = above
    head = parse.parent(top)
    if head is None:
        return
    if top.dep == "pobj" and (verb := parse.parent(head)) is not None and verb.tag.startswith("V"):
        _circumstance(context, made, verb, fold(head.text))
        teams = [n for n in parse.children(verb, "dobj") if n.lemma in words("delegation")]
        if teams and verb.lemma in {"lead", "head"}:
            _attached(context, made, teams[0], fold(head.text))
    elif top.dep == "pobj" and verb is not None and verb.lemma in words("speech") | words("delegation"):
        _attached(context, made, verb, fold(head.text))
    elif head.tag.startswith("V") and top.dep in {"dobj", "attr", "oprd"}:
        _object(context, made, head)
    elif head.tag.startswith("V") and top.dep in {"nsubjpass", "nsubj"}:
        _subject(context, made, head)


def _object(context: Context, made: Candidate, verb: Node) -> None:
    """Of an object: "X chaired the talks with Y", "gave a banquet for Z", "sent W a message"."""
    parse = made.parse
    own = [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]
    if made.type == "call" and verb.lemma in words("getting"):
        give(made, "participant", own)
    if made.type == "message" and verb.lemma in words("handing-over") | words("getting"):
        _handed(context, made, verb)
    if made.type == "visit" and row("cancel", verb.lemma) and not context.passive(verb, parse):
        give(made, "visitor", [a for a in own if context.kind(a.found[0]) in PEOPLE])
    frame = row("light", verb.lemma)
    if frame is None or (made.type == "message" and verb.lemma == "deliver"):
        return  # who delivers a letter is not who writes it
    above = parse.parent(verb)
    asked = invitation(context, parse, verb)
    if asked is not None:
        give(made, main_role(made.type), asked[0])
        give(made, "inviter", asked[1])
        made.stage = "planned"
        return
    if above is not None and verb.dep == "xcomp" and above.lemma == "invite":
        give(made, "inviter", inviting(context, parse, above))
    role = by_verb(verb.lemma, frame[0], made)
    to_guest = made.type in {"ceremony", "message"} or made.node.lemma == "audience"
    granted = context.passive(verb, parse) and to_guest  # "was accorded a welcome by A"
    give(made, role, agents_by(context, verb, parse) if granted else [])
    for subject in context.subject_nodes(verb, parse):
        if granted:
            give(made, RECEIVING.get(made.type, "participant"), agents(context, subject, parse))
        else:
            give_doers(context, made, verb.lemma, frame[0], agents(context, subject, parse))
    _with_objects(context, made, verb)
    if fold(verb.text).startswith(("co-", "cochair")) and role == "chair":  # "co-chaired the talks with A"
        both = [n for spot in (verb, made.node) for mark, n in context.prepositions(spot, parse) if mark == "with"]
        give(made, role, [a for n in both for a in agents(context, n, parse)])
    for child in parse.children(verb, "dative"):
        give(made, RECEIVING.get(made.type, "participant"), agents(context, child, parse))


def _with_objects(context: Context, made: Candidate, verb: Node) -> None:
    """Of what stands behind the verb's prepositions: "held talks with X", "sent a note to Y"."""
    for prep, child in context.prepositions(verb, made.parse):
        found = agents(context, child, made.parse)
        if prep == "with" and child.tag == "VBG":
            give(made, "participant", _speaking(context, made, child))
        elif (prep == "with" and made.type not in {"visit", "message"}) or (prep == "for" and made.type == "ceremony"):
            give(made, "participant", found)
        elif prep == "to" and made.type == "message":
            give(made, "recipient", found)
        elif prep == "to" and made.type in {"meeting", "ceremony"} and verb.lemma in words("granting"):
            give(made, "participant", found)  # "granted an audience to A"


def _handed(context: Context, made: Candidate, verb: Node) -> None:
    """As in "X handed Y a letter from Z", "to whom X handed a letter from Z", "Y received a letter from Z"."""
    parse = made.parse
    senders = [n for mark, n in context.prepositions(verb, parse) if mark == "from"]
    got = verb.lemma in words("getting") and not context.passive(verb, parse)
    recipients = context.subject_nodes(verb, parse) if got else parse.children(verb, "dative")
    letters = [made.node, *(n for n in parse.subtree(made.node) if n.dep == "pobj"), verb]
    recipients += [n for spot in letters for mark, n in context.prepositions(spot, parse) if mark == "to" and not got]
    give(made, "sender", [a for n in senders for a in agents(context, n, parse)])
    if made.having("sender"):
        found = [a for n in recipients for a in agents(context, context.antecedent(n, verb, parse), parse)]
        give(made, "recipient", [a for a in found if context.kind(a.found[0]) not in {"place"}])


def _subject(context: Context, made: Candidate, verb: Node) -> None:
    """Of a subject: "The talks were chaired by X", "the summit brought together A and B", "was attended by C"."""
    parse = made.parse
    frame = row("light", verb.lemma)
    if frame is not None:
        give(made, carried(frame[0], made), agents_by(context, verb, parse))
    if made.type == "visit" and verb.lemma in words("taking-along"):
        _taken(context, made, verb)
    give(made, "participant", _said_of(context, made, verb))
    for prep, child in context.prepositions(verb, parse):
        if prep == "on" and made.node.lemma in {"call", "visit"} and made.type == "meeting":
            give(made, "host", agents(context, child, parse))  # "a courtesy call was paid on A"
        elif prep == "with" and child.tag == "VBG":
            give(made, "participant", _speaking(context, made, child))
        elif prep == "with" and fold(child.lemma) in {"participation", "attendance", "presence"}:
            give(made, "participant", listed_behind(context, child, parse, frozenset({"of", "by", "from"})))
        elif prep in {"between", "among", "with"}:
            give(made, "participant", agents(context, child, parse))
        elif prep == "to" and made.type == "message" and made.having("sender"):
            give(made, "recipient", agents(context, child, parse))
    joining = [c for c in parse.children(verb, "advcl", "xcomp") if c.lemma in words("joining")]
    for clause in [*joining, *([verb] if verb.lemma in words("comprising") else [])]:
        for child in parse.children(clause, "dobj"):
            give(made, "participant", agents(context, child, parse))


def _said_of(context: Context, made: Candidate, verb: Node) -> list[Agent]:
    """Whom a meeting "saw" do something, or between whom it "was the third"."""
    parse = made.parse
    if verb.lemma == "be" and made.type in {"meeting", "call"}:
        attributes = parse.children(verb, "attr", "acomp")
        behind = [n for attr in attributes for mark, n in context.prepositions(attr, parse) if mark in MUTUAL]
        return [a for n in behind for a in agents(context, n, parse)]
    if verb.lemma != "see" or made.type not in ATTENDED:
        return []
    clauses = parse.children(verb, "ccomp", "xcomp")
    nodes = [n for c in clauses for n in parse.children(c, "nsubj")] + parse.children(verb, "dobj")
    found = [a for n in nodes for a in agents(context, n, parse)]
    return [a for a in found if context.kind(a.found[0]) in PEOPLE]


def _taken(context: Context, made: Candidate, verb: Node) -> None:
    """As in "a tour took X to A and B": the visitor is who is taken, the place the first goal."""
    travellers = [a for n in made.parse.children(verb, "dobj") for a in agents(context, n, made.parse)]
    goals = [k for mark, n in context.prepositions(verb, made.parse) if mark == "to" for k, _ in context.own(n)]
    places = [k for k in goals if context.kind(k) in {"place", "state"}]
    if travellers and places:
        give(made, "visitor", travellers)
        made.place, made.plural = made.place or places[0], False


def _circumstance(context: Context, made: Candidate, verb: Node, prep: str) -> None:
    """Of a circumstance: "led a delegation on a visit", "preside over the session", "in an interview with X"."""
    parse = made.parse
    subjects = [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]
    passive = context.passive(verb, parse)
    told = prep == "of" and verb.lemma == "speak"
    inside = made.type in UNSPOKEN and (made.type, prep) in INSIDE
    if prep in {"over", "at", "in", "of"} and verb.lemma in words("taking-part") and not (passive or told or inside):
        give(made, "chair" if verb.lemma == "preside" else "participant", subjects)
    elif made.type in ATTENDED and prep in {"at", "to", "before"} and not passive and _speaks(parse, verb):
        give(made, "participant", [a for a in subjects if context.kind(a.found[0]) in PEOPLE])
    elif made.type == "visit" and prep in {"on", "for"} and verb.lemma in words("going"):
        give(made, "visitor", subjects)
        give_objects(context, made, "visitor", verb, "dobj")
    elif by_hosts(context, made, verb, prep, subjects):
        return
    elif _goes_for(context, made, verb, prep):
        people = [a for a in subjects if context.kind(a.found[0]) in PEOPLE or a.part == "delegation"]
        give(made, main_role(made.type), people)
    elif _taken_part(made, prep) and (not passive or made.type == "visit"):
        people = [a for a in subjects if context.kind(a.found[0]) == "person" or a.part == "delegation"]
        guests = [a for n in parse.children(verb, "dobj") for a in agents(context, n, parse)] if prep == "for" else []
        guests = [a for a in guests if context.kind(a.found[0]) == "person"]
        give(made, main_role(made.type), [*people, *guests])
    elif verb.lemma == "join" and made.type in ATTENDED and prep in {"at", "for"} and not passive:
        joined = [*subjects, *(a for n in parse.children(verb, "dobj") for a in agents(context, n, parse))]
        give(made, "participant", [a for a in joined if context.kind(a.found[0]) == "person"])
    elif passive and made.type == "meeting" and prep == "during" and _taken_part(made, prep):
        give(made, "participant", [a for a in agents_by(context, verb, parse) if context.kind(a.found[0]) == "person"])
    elif prep in {"after", "following"} and made.type in {"meeting", "call"} and _themselves(context, made, subjects):
        give(made, "participant", [a for a in subjects if context.kind(a.found[0]) == "person"])
    elif (made.type, prep) in INSIDE:
        give(made, INSIDE[made.type, prep], subjects)
        if made.type == "message":
            give_objects(context, made, "recipient", verb, "dobj", "dative")
        give(made, "interviewer", _askers(context, made, verb))
    else:
        by_receiving(context, made, verb, prep, subjects)


def _askers(context: Context, made: Candidate, verb: Node) -> list[Agent]:
    """To whom somebody speaks in an interview ("told the Daily Post in an interview")."""
    if made.type != "interview" or verb.lemma not in ASKED:
        return []
    parse = made.parse
    asked = [n for mark, n in context.prepositions(verb, parse) if mark in {"to", "with"}]
    found = [a for n in (*asked, *parse.children(verb, "dobj", "dative")) for a in agents(context, n, parse)]
    return [a for a in found if context.kind(a.found[0]) in PRESS]


def _speaks(parse: Parse, verb: Node) -> bool:
    """Whether a verb's object is a speech: "delivered the keynote address at the opening ceremony"."""
    return any(n.lemma in words("speech") - words("written") for n in parse.children(verb, "dobj"))


def _speaking(context: Context, made: Candidate, verb: Node) -> list[Agent]:
    """Who speaks to those present by a gerund: "with A delivering the political report"."""
    said = any(n.lemma in words("speech") for n in made.parse.children(verb, "dobj")) and made.type in ATTENDED
    speakers = [a for n in made.parse.children(verb, "nsubj") for a in agents(context, n, made.parse)] if said else []
    return [a for a in speakers if context.kind(a.found[0]) in PEOPLE]


def _attached(context: Context, made: Candidate, noun: Node, prep: str) -> None:
    """Of where one speaks or sends people: "in a speech to the congress", "led a delegation to the talks"."""
    parse = made.parse
    above = parse.parent(noun)
    sent = noun.lemma in words("delegation")
    while above is not None and not above.tag.startswith("V") and not sent:
        above = parse.parent(above)
    if prep not in {"to", "at", "before"} or made.type not in {"meeting", "congress", "ceremony", "festival"}:
        return
    give(made, "participant", agents(context, noun, parse) if sent else [])
    if above is not None and (not sent or (above.lemma in {"lead", "head"} and noun.dep in {"dobj", "nsubjpass"})):
        passive = context.passive(above, parse)
        spots = [n for p, n in context.prepositions(above, parse) if p == "by"] if sent and passive else None
        nodes = context.subject_nodes(above, parse) if spots is None else spots
        found = [a for n in nodes for a in agents(context, n, parse)]
        give(made, "participant", [a for a in found if context.kind(a.found[0]) == "person"])


def _goes_for(context: Context, made: Candidate, verb: Node, prep: str) -> bool:
    """Whether a verb of going or being says that somebody is at a place for an event ("flew to A for the summit",
    "left for A and the summit"), or is back from a visit.
    """
    parse = made.parse
    if made.type not in ATTENDED:
        return made.type == "visit" and prep == "from" and verb.lemma in words("returning")
    going = verb.lemma in words("travel") | words("going") | words("staying") and not context.passive(verb, parse)
    whither = {mark for mark, _ in context.prepositions(verb, parse)} & {"to", "in", "at"}
    here = any(fold(n.text) in {"here", "there"} for n in parse.children(verb, "advmod"))
    return going and prep == "for" and (bool(whither) or here or made.node.dep == "conj")


def _themselves(context: Context, made: Candidate, subjects: list[Agent]) -> bool:
    """Whether several people who then do something together had the talks ("after talks in A, X and Y said")."""
    told = {fold(n.text) for n in made.parse.children(made.node)}
    people = [a for a in subjects if context.kind(a.found[0]) == "person"]
    return len(people) > 1 and not told & {"with", "between", "among", "of", "by", "the", "this", "that", "a"}


def _taken_part(made: Candidate, prep: str) -> bool:
    """Whether who does something then took part: "at a meeting", "after talks with X", "during a visit to Y"."""
    children = {fold(n.text) for n in made.parse.children(made.node)}
    definite, sided = bool(children & {"the", "this", "that"}), bool(children & {"between", "among", "of", "by"})
    if made.type == "other" and prep == "in":
        return not sided
    meal = made.type == "ceremony" and made.node.lemma in words("meal") and prep in {"during", "over"}
    if meal or (made.type in {"meeting", "congress", "other"} and prep in {"at", "during"}):
        return not sided or made.type == "congress"
    if made.type == "visit" and made.node.lemma == "arrival":
        return prep in {"on", "upon", "after", "following"} and bool(children & {"in", "at", "to"}) and not made.parts
    if made.type == "visit":
        return prep in {"during", "after", "following", "on"} and "to" in children and not definite and not made.parts
    shared = made.type in {"meeting", "call"} or row("meal", made.node.lemma) is not None
    named = bool(children & {"with", "on"}) or (prep == "for" and not definite)
    return shared and not sided and named and prep in WHILE
