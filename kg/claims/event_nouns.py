"""Events that nouns tell of: "a state visit to X by Y", "the talks between A and B", "fifth summit".

Comes in: a parsed sentence. Goes out: candidates with what the noun phrase and its governing verb give. It never joins
candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents, listed_behind
from kg.claims.event_clauses import places_of, site_of
from kg.claims.event_governed import governed
from kg.claims.event_kinds import national, party_named, typed
from kg.claims.event_lands import land_of
from kg.claims.event_named import gathering_named, named_type
from kg.claims.event_names import name_of, named_exercise, sides_of
from kg.claims.event_ordinals import ordinal_of
from kg.claims.event_others import only_named, told_otherwise
from kg.claims.event_places import place_of
from kg.claims.event_roles import give, phrase_roles
from kg.claims.event_shapes import Candidate
from kg.claims.event_sharing import shared
from kg.claims.event_stages import perfect, phase_of, stage_of, tells_when, verb_of
from kg.claims.event_surroundings import led_to
from kg.claims.event_words import noun_type, number, row, words
from kg.model import EventType, RoleName
from kg.syntax import Node, Parse
from kg.words import fold

MASS = frozenset(
    "talk negotiation consultation discussion deliberation parley games election exercise drill manoeuvre maneuver "
    "celebration commemoration".split()
)  # plurals that are one event
BODIES = frozenset({"party", "party_body", "state_body", "organization"})
MARKS = frozenset({"with", "on", "to"})  # behind which meetings and calls have their partners
NUMBERED: frozenset[EventType] = frozenset({"exercise", "festival", "congress", "meeting"})  # which have editions
LANDS = frozenset({"place", "state"})
TOURED = frozenset({"place", "state", "organization", "state_body"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj"})
ON = frozenset({"on", "against", "for", "concerning"})  # behind which a Convention has its matter
POINTERS = frozenset({"it", "which"})


def nouns(context: Context, parse: Parse) -> Iterator[Candidate]:
    """A candidate for each event noun of the sentence, and for a number that stands for one ("the second")."""
    for node in parse.nodes:
        stood_for = _ellipsis(node, parse, context)
        if stood_for is not None:
            yield _candidate(context, parse, node, stood_for, frozenset())
        elif node.phrase is not None and gathering_named(context, node, parse):
            named = named_type(context, node) or "meeting"
            party = named == "meeting" and (party_named(context, node) or national(context, node))
            yield _candidate(context, parse, node, "congress" if party else named, frozenset())
        elif (exercise := named_exercise(node, parse)) is not None:
            yield _candidate(context, parse, exercise, "exercise", frozenset())
        elif node.phrase is None and _nominal(node, parse) and not _inside(node, parse):
            around = frozenset(fold(n.text) for n in parse.children(node, "amod", "compound", "nmod"))
            kind = noun_type(_noun(node), around) or told_otherwise(context, parse, node)
            if kind is not None and not around & words("unlike") and not _apart(context, parse, node):
                kind = typed(context, kind, node, around, parse)
                kind = "congress" if kind == "meeting" and _sits(context, node, around) else kind
                yield from _each(context, _candidate(context, parse, node, kind, around))


def _apart(context: Context, parse: Parse, node: Node) -> bool:
    """Whether a noun's event is one of several, a paper, or not told of itself."""
    one = any(fold(n.text) == "one" for n in parse.children(node, "nummod"))
    above = parse.parent(node)
    heeded = node.lemma == "note" and node.dep == "dobj" and above is not None and above.lemma in {"take", "make"}
    return one or heeded or _treaty(context, parse, node) or only_named(parse, node)


def _nominal(node: Node, parse: Parse) -> bool:
    """Whether a word is a noun, though the tagger may take "wreath-laying", or the "talks" of a list, for a verb."""
    hyphened = "-" in node.text and node.tag == "VBG"
    above = parse.parent(node) if node.tag == "VBZ" and node.dep == "conj" else None
    listed = above is not None and above.tag.startswith("N") and not parse.children(node, "nsubj", "dobj")
    return node.tag.startswith("N") or hyphened or listed


def _noun(node: Node) -> str:
    return fold(node.text) if node.tag == "VBG" else fold(node.lemma)


def _treaty(context: Context, parse: Parse, node: Node) -> bool:
    """Whether a "convention" or "protocol" is a paper: what is signed, ratified, or denounced is no congress."""
    if fold(node.lemma) != "convention":
        return False
    verb = parse.parent(node)
    above = parse.parent(verb) if verb is not None and node.dep == "pobj" else None
    done = verb is not None and row("verb", verb.lemma) == ("signing", "signatory", "document")
    done = done or (above is not None and above.lemma in words("penning"))  # "put their names to a convention"
    done = done or any(v is not None and v.lemma in words("binding") for v in (verb, above))  # "acceded to the A"
    titled = node.text[0].isupper() and any(fold(n.text) in ON for n in parse.children(node, "prep"))
    beside = any(n.lemma in words("paper") for n in parse.children(node, "conj"))
    return done or titled or beside


def _each(context: Context, made: Candidate) -> list[Candidate]:
    """Of meetings and calls with several people ("had meetings with A and with B"), one with each; else the telling."""
    if made.plural and made.type == "message":
        return _messages(made)
    if made.type == "visit" and made.place is not None:
        return [made, *_further(context, made)]
    if not made.plural or made.type not in {"meeting", "call"} or made.counted:
        return [made]
    role: RoleName = "host" if made.node.lemma == "call" and made.type == "meeting" else "participant"
    partners = listed_behind(context, made.node, made.parse, MARKS) or _bodies_met(context, made)
    if len(partners) < (1 if _met(context, partners) else 2):
        return [made]
    keys = {a.found[0] for a in partners}
    others = [p for p in made.parts if p.key not in keys]
    each = [replace(made, parts=list(others), plural=False, definite=False, name=made.node.lemma) for _ in partners]
    for one, agent in zip(each, partners, strict=True):
        give(one, role, [agent])
    return each


def _further(context: Context, made: Candidate) -> list[Candidate]:
    """The visits to the other places of a tour ("that took her to A, B and C")."""
    parse, noun = made.parse, made.node
    above = parse.parent(noun) if noun.dep == "nsubj" else None
    taking = [v for v in (*parse.children(noun, "relcl"), above) if v is not None and v.lemma in words("taking-along")]
    spots = [n for v in taking for mark, n in context.prepositions(v, parse) if mark == "to"]
    every = [key for spot in spots for n in (spot, *parse.children(spot, "conj")) for key, _ in context.own(n)]
    lands = [key for key in dict.fromkeys(every) if context.kind(key) in LANDS and key != made.place]
    names = {key: f"visit to {context.name(key)}" for key in lands}
    return [replace(made, parts=list(made.parts), place=key, name=names[key], dates=()) for key in lands]


def _messages(made: Candidate) -> list[Candidate]:
    """Of messages from several or to several one each; the telling where it is not said who is whose."""
    senders, recipients = ([p for p in made.parts if p.role == role] for role in ("sender", "recipient"))
    several, others = (senders, recipients) if len(senders) > 1 else (recipients, senders)
    if len(several) < 2 or len(others) != 1:
        return [made]
    return [replace(made, parts=[*others, part], plural=False, definite=False) for part in several]


def _met(context: Context, partners: list[Agent]) -> bool:
    """Whether one alone is enough of "meetings with": a body, or those who lead one."""
    kinds = {context.kind(a.found[0]) for a in partners}
    led = [a for a in partners if any(w[:1].isupper() for w in context.name(a.found[0]).split()[1:])]
    return bool(kinds & BODIES) or (kinds == {"group"} and len(led) == len(partners))


def _bodies_met(context: Context, made: Candidate) -> list[Agent]:
    """The bodies behind "with" ("working sessions with the A Party and the B Party")."""
    spots = [n for mark, n in context.prepositions(made.node, made.parse) if mark == "with"]
    found = [a for n in spots for a in agents(context, n, made.parse)]
    return [a for a in found if context.kind(a.found[0]) in BODIES]


def type_told(node: Node, parse: Parse) -> EventType | None:
    """The type that a word tells of as a noun with the words before it; None for other words."""
    if node.phrase is not None or not node.tag.startswith("N"):
        return None
    return noun_type(fold(node.lemma), frozenset(fold(n.text) for n in parse.children(node, "compound", "amod")))


def last_type(context: Context, position: int, types: frozenset[EventType] | None = None) -> EventType | None:
    """The type of the event (of one of `types`, if given) that a noun or verb told last before a place in the text."""
    every = ((n, parse) for parse in reversed(context.parses) for n in reversed(parse.nodes))
    nodes = ((n, parse) for n, parse in every if n.span.start < position)
    told = (type_told(n, parse) or _verb_type(n) or _name_type(context, n, parse) for n, parse in nodes)
    return next((kind for kind in told if kind and (types is None or kind in types)), None)


def _name_type(context: Context, node: Node, parse: Parse) -> EventType | None:
    return named_type(context, node) if node.phrase is not None and gathering_named(context, node, parse) else None


def _verb_type(node: Node) -> EventType | None:
    frame = row("verb", node.lemma) if node.phrase is None and node.tag.startswith("V") else None
    return cast(EventType, frame[0]) if frame is not None and frame[0] in {"meeting", "call"} else None


def _ellipsis(node: Node, parse: Parse, context: Context) -> EventType | None:
    """The type that "the second", "another", "it" stand for: that of the event noun named last."""
    word, verb = fold(node.text), parse.parent(node)
    if node.phrase is not None:
        return None
    if node.lemma == "event" and any(fold(n.text).endswith("-day") for n in parse.children(node, "amod", "compound")):
        return last_type(context, node.span.start, NUMBERED)  # "the three-day event"
    if node.lemma in words("edition"):
        inner = next((type_told(n, parse) for mark, n in context.prepositions(node, parse) if mark == "of"), None)
        sorts = {fold(n.text) for n in parse.children(node, "amod")} & words("turn")
        held = verb is not None and tells_when(verb, parse)
        numbered = node.lemma != "round" or (bool(sorts) and held)  # which is also another word
        return inner or (last_type(context, node.span.start, NUMBERED) if numbered else None)
    if (word not in POINTERS and word not in words("standing")) or context.own(node):
        return None
    if word in {"latter", "former"} and verb is not None and node.dep == "nsubj" and not tells_when(verb, parse):
        return None  # "which the latter accepted"
    mutual = any(fold(n.text) == "each" for n in parse.children(node, "det"))
    among = node.dep == "pobj" and verb is not None and fold(verb.text) in {"among", "of"}
    joined = node.dep == "conj" and verb is not None and type_told(verb, parse) is not None  # "a meeting and another"
    number_alone = not mutual and not among and word in words("standing") and (joined or node.dep in ARGUMENTS)
    it = word in POINTERS and _carried(node, verb, parse)
    people = any(c.tag == "WP" for n in parse.children(node, "relcl") for c in parse.children(n))  # "another whom"
    if not (it or (number_alone and not parse.children(node, "acl") and not people)):
        return None
    return last_type(context, node.span.start)


def _sits(context: Context, node: Node, around: frozenset[str]) -> bool:
    """Whether a session is one of the congress told of last: its opening or closing one."""
    edge = node.lemma == "session" and bool(around & {"opening", "closing", "inaugural", "concluding"})
    return edge and last_type(context, node.span.start, NUMBERED) == "congress"


def _carried(node: Node, verb: Node | None, parse: Parse) -> bool:
    """Whether a verb says of "it" what is said of an event: "it was attended by", "X, who chairs it", "it gathered"."""
    above = None if verb is None else parse.parent(verb)
    named = above is not None and above.phrase is not None and fold(node.text) == "which"
    if verb is None or (named and verb.lemma == "join"):  # "the council, which was joined by A"
        return False
    chaired = row("light", verb.lemma) == ("chair",) and verb.lemma not in {"lead", "head", "open", "close"}
    gathered = verb.lemma in {"bring", "gather"} and node.dep == "nsubj"
    return (node.dep == "nsubjpass" and verb.lemma in words("light")) or (node.dep == "dobj" and chaired) or gathered


def _inside(node: Node, parse: Parse) -> bool:
    """Whether a noun only tells of which kind another is ("summit hall"), or of what it is an edition."""
    above = parse.parent(node)
    if above is None:
        return False
    if node.dep == "pobj":
        noun = parse.parent(above)
        return fold(above.text) == "of" and noun is not None and noun.lemma in words("edition")
    return node.dep == "compound" and above.tag.startswith("N") and above.phrase is None


def _candidate(context: Context, parse: Parse, node: Node, kind: EventType, around: frozenset[str]) -> Candidate:
    stage, postponed = stage_of(node, parse)
    made = Candidate(kind, parse, node, name_of(context, node, parse), "event/noun", stage, postponed)
    made.back = fold(node.text) in POINTERS
    pointed = any(fold(n.text) in {"the", "this", "that"} for n in parse.children(node, "det", "poss"))
    made.definite = made.back or pointed or bool(parse.children(node, "poss"))
    counts = (number("number", fold(n.text)) for n in parse.children(node, "nummod", "det", "predet"))
    made.counted = next((count for count in counts if count), 0)
    made.sides = sides_of(node, parse, around)
    one = bool({fold(n.text) for n in parse.children(node, "det")} & {"a", "an"})
    made.plural = node.tag in {"NNS", "NNPS"} and node.lemma not in MASS and not one
    made.ordinal = ordinal_of(node, parse)
    made.governor = verb_of(node, parse)
    made.phase = phase_of(node, parse)
    made.background = perfect(made.governor, parse)
    phrase_roles(context, made)
    made.bare = _is_bare(made)
    governed(context, made)
    shared(context, made)
    told = place_of(context, node, parse) if kind != "election" else None  # a whole land votes
    if told is not None and node.lemma == "arrival" and fold(context.name(told)).split()[-1] in words("arriving"):
        told = None  # an airport is no goal
    made.place = made.place or told or land_of(context, made) or (led_to(context, made) if kind == "visit" else None)
    if made.place is None and node.lemma in words("touring"):
        behind = [child for mark, child in context.prepositions(node, parse) if mark in {"of", "at"}]
        named = places_of(context, behind, TOURED)
        made.place = named[0] if named else site_of(context, behind, parse)
    if made.place is None and node.lemma in words("outing"):
        made.place = next(iter(places_of(context, parse.nodes[node.index + 2 : node.index + 3], LANDS)), None)
    return made


def _is_bare(made: Candidate) -> bool:
    """Whether a word points back at an event and its own phrase says nothing of which one."""
    named = bool(made.parts) or made.ordinal is not None or fold(made.node.text) in words("standing")
    return made.definite and not (named or made.back or made.plural)
