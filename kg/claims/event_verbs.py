"""Events that verbs tell of: X receives Y, A and B met, X flew to Z, they signed a protocol.

Comes in: a parsed sentence. Goes out: candidates with the roles of subject, object and agent. It never joins candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents, companions
from kg.claims.event_nouns import give
from kg.claims.event_shapes import Candidate, Part
from kg.claims.event_times import perfect, place_of, stage_of
from kg.claims.event_words import noun_type, row
from kg.model import EventType, RoleName
from kg.syntax import Node, Parse
from kg.words import fold

NAMES: dict[str, str] = {
    "meeting": "meeting",
    "call": "telephone call",
    "interview": "interview",
    "visit": "visit",
    "signing": "signing",
    "election": "election",
    "ceremony": "ceremony",
}
PERSONAL = frozenset({"person", "group", "post", "party", "party_body", "state_body", "organization"})
SPOKEN = frozenset({"telephone", "phone", "video"})
MEALS = frozenset({"lunch", "dinner", "banquet", "breakfast", "luncheon", "reception"})


def verbs(context: Context, parse: Parse) -> Iterator[Candidate]:
    """A candidate for each verb of the sentence that tells of an event."""
    for node in parse.nodes:
        if node.phrase is None and node.tag.startswith("V"):
            several = _each(context, parse, node)
            if several:
                yield from several
                continue
            made = _met(context, parse, node) or _travelled(context, parse, node) or _special(context, parse, node)
            if made is not None:
                yield made


def _new(context: Context, parse: Parse, verb: Node, kind: str, rule: str) -> Candidate:
    stage, postponed = stage_of(verb, parse)
    made = Candidate(
        cast(EventType, kind), parse, verb, NAMES.get(kind, kind), f"event/{rule}", stage, postponed, governor=verb
    )
    made.background = perfect(verb, parse)
    made.place = place_of(context, verb, parse)
    return made


def _subjects(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    return [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]


def _behind(context: Context, verb: Node, parse: Parse, *marks: str) -> list[Agent]:
    return [
        a for prep, child in context.prepositions(verb, parse) if prep in marks for a in agents(context, child, parse)
    ]


def _met(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """Verbs with persons on both sides, in either voice."""
    frame, others = (
        row("verb", verb.lemma),
        [a for n in parse.children(verb, "dobj") for a in agents(context, n, parse)],
    )
    passive = context.passive(verb, parse)
    for mark in ("with", "on"):
        if row(mark, verb.lemma) and not (frame and others):
            frame, others = row(mark, verb.lemma), others or _behind(context, verb, parse, mark)
    if frame is None or frame[2] in {"place", "document"}:
        return None
    subjects = _subjects(context, verb, parse)
    made = _new(context, parse, verb, frame[0], f"verb/{verb.lemma}")
    if passive:
        others, subjects = subjects, _behind(context, verb, parse, "by")
    if frame[1] != "-":
        give(made, cast(RoleName, frame[1]), _personal(context, subjects))
    give(made, cast(RoleName, frame[2]), _personal(context, others))
    if verb.lemma in {"meet", "receive", "greet"} and not passive and parse.children(verb, "dobj") and not others:
        return None
    if verb.lemma == "meet" and len(made.agents()) < 2 and not any(context.kind(a) == "group" for a in made.agents()):
        return None
    if (
        verb.lemma in {"call", "talk", "sit", "greet"}
        and len(made.agents()) < 2
        or (verb.lemma == "call" and parse.children(verb, "xcomp"))
    ):
        return None
    give(made, "participant", companions(context, verb, parse))
    return made if made.parts else None


def _each(context: Context, parse: Parse, verb: Node) -> list[Candidate]:
    """Calls on several office-holders, or receptions by several, are a meeting each."""
    made = _met(context, parse, verb)
    if made is None or verb.lemma not in {"call", "receive"}:
        return []
    hosts = [p for p in made.parts if p.role == "host"]
    if len(hosts) < 2 or any(context.kind(p.key) not in {"person", "post"} for p in hosts):
        return []
    return [_alone(made, host) for host in hosts]


def _alone(made: Candidate, host: Part) -> Candidate:
    return replace(made, parts=[p for p in made.parts if p.role != "host"] + [host])


def _personal(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in PERSONAL]


def _travelled(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """Verbs of travel and of visiting a place."""
    frame = row("verb", verb.lemma)
    visiting = frame is not None and frame[2] == "place"
    if not (visiting or row("travel", verb.lemma)):
        return None
    subjects = _personal(context, _subjects(context, verb, parse))
    marks = {"to", "in", "for", "at"} if not visiting else set()
    spots = (
        [n for n in parse.children(verb, "dobj")]
        if visiting
        else [c for p, c in context.prepositions(verb, parse) if p in marks]
    )
    places = [
        k
        for n in spots
        for k, _ in context.own(n)
        if context.kind(k) in {"place", "state", "organization", "state_body"}
    ]
    if visiting and context.passive(verb, parse):
        subjects = _behind(context, verb, parse, "by")
    if not subjects or not (places or (visiting and spots)):
        return None
    made = _new(context, parse, verb, "visit", f"verb/{verb.lemma}")
    give(made, "visitor", subjects)
    give(made, "participant", [a for a in _behind(context, verb, parse, "with") if a.part == "delegation"])
    made.place = places[0] if places else made.place
    if places:
        made.name = f"visit to {context.name(places[0])}"
    return made


def _special(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """Signing, speaking by telephone, swearing in, laying wreaths, entertaining, leading a delegation abroad."""
    words = {fold(n.text) for n in parse.subtree(verb)}
    objects = parse.children(verb, "dobj", "nsubjpass")
    if row("verb", verb.lemma) and row("verb", verb.lemma)[2] == "document":  # type: ignore[index]
        return _signed(context, parse, verb)
    if verb.lemma in {"speak", "talk", "converse"} and words & SPOKEN and _behind(context, verb, parse, "with", "to"):
        return _pair(context, parse, verb, "call", "spoke", _behind(context, verb, parse, "with", "to"))
    if verb.lemma in {"speak", "talk"} and words & SPOKEN:
        return _pair(context, parse, verb, "call", "spoke", [])
    if verb.lemma == "swear":
        made = _new(context, parse, verb, "ceremony", "verb/swear")
        made.name = "swearing-in"
        give(made, "participant", _subjects(context, verb, parse) if context.passive(verb, parse) else [])
        return made if made.parts else None
    if verb.lemma == "lay" and any(n.lemma in {"wreath", "flower"} for n in objects):
        made = _new(context, parse, verb, "ceremony", "verb/lay-wreath")
        made.name = "wreath-laying"
        give(
            made,
            "participant",
            _subjects(context, verb, parse)
            if not context.passive(verb, parse)
            else _behind(context, verb, parse, "by"),
        )
        return made
    return _hosted(context, parse, verb) or _led(context, parse, verb) or _dispatched(context, parse, verb)


def _dispatched(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """ "X sent Y to Z": a visit of Y, whom X sent."""
    envoys = [
        a
        for n in parse.children(verb, "dobj")
        for a in agents(context, n, parse)
        if context.kind(a.found[0]) in {"person", "group"}
    ]
    places = [
        k
        for p, c in context.prepositions(verb, parse)
        if p == "to"
        for k, _ in context.own(c)
        if context.kind(k) in {"place", "state"}
    ]
    if verb.lemma not in {"send", "dispatch"} or not envoys or not places:
        return None
    made = _new(context, parse, verb, "visit", f"verb/{verb.lemma}")
    made.place = places[0]
    made.name = f"visit to {context.name(places[0])}"
    give(made, "visitor", envoys)
    give(made, "sender", _subjects(context, verb, parse))
    return made


def _pair(context: Context, parse: Parse, verb: Node, kind: str, rule: str, others: list[Agent]) -> Candidate | None:
    made = _new(context, parse, verb, kind, f"verb/{rule}")
    give(made, "participant", _subjects(context, verb, parse) + others)
    return made if len(made.agents()) > 1 else None


def _signed(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    passive = context.passive(verb, parse)
    documents = parse.children(verb, "nsubjpass" if passive else "dobj")
    if verb.dep == "acl" and verb.tag == "VBN" and (above := parse.parent(verb)) is not None:
        documents = [above]
    if not documents:
        return None
    made = _new(context, parse, verb, "signing", "verb/sign")
    made.name = f"signing of the {_noun_phrase(context, documents[0], parse)}"
    made.theme = fold(documents[0].lemma)
    made.definite = any(fold(n.text) == "the" for n in parse.children(documents[0], "det"))
    give(made, "signatory", _behind(context, verb, parse, "by") if passive else _subjects(context, verb, parse))
    if passive:
        for prep, child in context.prepositions(documents[0], parse):
            if prep == "between" and not made.parts:
                give(
                    made,
                    "signatory",
                    [a for a in agents(context, child, parse) if context.kind(a.found[0]) != "person"],
                )
    return made


def _noun_phrase(context: Context, node: Node, parse: Parse) -> str:
    nodes = [n for n in parse.subtree(node) if n.dep != "det"]
    words = " ".join(context.text[nodes[0].span.start : nodes[-1].span.end].split())
    return " ".join(words.split()[:9])


def _hosted(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """ "X entertained Y to lunch", "were treated to a dinner by X", "X saw the visitors off", "welcomed Y at the airport"."""
    meal = any(fold(n.text) in MEALS for n in parse.subtree(verb))
    off = any(fold(n.text) == "off" for n in parse.children(verb, "prt", "advmod"))
    airport = any(fold(n.text).endswith("airport") for n in parse.subtree(verb))
    if not (
        (verb.lemma in {"entertain", "treat"} and meal)
        or (verb.lemma == "see" and off)
        or (verb.lemma in {"welcome", "greet", "meet"} and airport)
    ):
        return None
    made = _new(context, parse, verb, "ceremony", f"verb/{verb.lemma}")
    passive = context.passive(verb, parse)
    objects = (
        _subjects(context, verb, parse)
        if passive
        else [a for n in parse.children(verb, "dobj") for a in agents(context, n, parse)]
    )
    give(made, "host", _behind(context, verb, parse, "by") if passive else _subjects(context, verb, parse))
    give(made, "participant", objects)
    return made if made.parts else None


def _led(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """ "X will lead a delegation to Y": a visit when a place is the goal and no noun says so."""
    if verb.lemma not in {"lead", "head"}:
        return None
    delegation = [a for n in parse.children(verb, "dobj") for a in agents(context, n, parse) if a.part != "plain"]
    nodes = [verb, *parse.children(verb, "dobj")]
    goals = [
        k
        for n in nodes
        for p, c in context.prepositions(n, parse)
        if p == "to"
        for k, _ in context.own(c)
        if context.kind(k) in {"place", "state"}
    ]
    nouned = any(n.phrase is None and noun_type(n.lemma, frozenset()) == "visit" for n in parse.subtree(verb))
    if not delegation or not goals or nouned:
        return None
    made = _new(context, parse, verb, "visit", "verb/lead-delegation")
    made.place = goals[0]
    give(made, "visitor", _subjects(context, verb, parse) + delegation)
    return made
