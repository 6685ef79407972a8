"""The arguments of a verb that tells of an event, and the candidate that it makes.

Comes in: a verb in its parse. Goes out: who its subject, objects and prepositions name, where it leads, a candidate
without roles. It never decides whether a verb tells of an event.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_places import place_of, swallowed
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import path, perfect, phase_of, stage_of
from kg.claims.event_words import row, words
from kg.model import EventType, Span
from kg.syntax import Node, Parse
from kg.words import fold

WITHIN = frozenset({"of", "on", "at", "in"})  # behind which a site's own name stands
RECEIVING = ("meeting", "host", "participant")
NAMES: dict[EventType, str] = {"call": "telephone call"}


def told_by(context: Context, parse: Parse, verb: Node, kind: EventType, rule: str) -> Candidate:
    """A candidate of the verb's event: named by its type, with the clause's stage and place."""
    stage, postponed = stage_of(verb, parse)
    name = NAMES.get(kind, kind)
    made = Candidate(kind, parse, verb, name, f"event/verb/{rule}", stage, postponed, governor=verb)
    made.background, made.phase = perfect(verb, parse), phase_of(verb, parse)
    made.place = place_of(context, verb, parse)
    return made


def subjects_of(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    """Who does what the verb says, by its grammatical subject."""
    return [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]


def objects_of(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    """Whom the verb's direct objects name, those too that the parser hung on the place before them."""
    objects = parse.children(verb, "dobj") or [parse.nodes[n.head] for _, n in swallowed([verb], parse)]
    objects = objects or relative_object(verb, parse) or _set_off(verb, parse)
    return [a for n in objects for a in agents(context, context.antecedent(n, verb, parse), parse)]


def _set_off(verb: Node, parse: Parse) -> list[Node]:
    """Whom a verb of receiving has behind a place between commas ("received today, at the embassy, the minister A")."""
    spots = [n for p in parse.children(verb, "prep") for n in parse.children(p, "pobj")]
    behind = [n for spot in spots for n in parse.children(spot, "appos") if n.phrase is not None]
    people = [n for n in behind if n.phrase is not None and n.phrase.kind in {"person", "office"}]
    set_off = [n for n in people if "," in {m.text for m in parse.nodes[n.index - 2 : n.index]}]
    return set_off if row("verb", verb.lemma) == RECEIVING else []


def relative_object(verb: Node, parse: Parse) -> list[Node]:
    """What a relative clause without a pronoun for its subject is of ("the minister (whom) A received")."""
    subjects = parse.children(verb, "nsubj")
    above = parse.parent(verb) if verb.dep == "relcl" else None
    own = bool(subjects) and not any(n.tag in {"WDT", "WP"} for n in subjects)
    return [above] if above is not None and own and not parse.children(verb, "nsubjpass") else []


def behind(context: Context, verb: Node, parse: Parse, *marks: str) -> list[Agent]:
    """Whom the verb's prepositions of these words name."""
    return [a for mark, n in context.prepositions(verb, parse) if mark in marks for a in agents(context, n, parse)]


def agents_by(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    """Whom the "by" of a passive names, and each further "by" of its clause ("… and on the B side by Y")."""
    found = behind(context, verb, parse, "by")
    for by in bys_of(verb, parse) if found else ():
        if by.head != verb.index:
            found += [a for n in parse.children(by, "pobj") for a in agents(context, n, parse)]
    return found


def bys_of(verb: Node, parse: Parse) -> list[Node]:
    """Each "by" of a passive's clause, whatever it hangs on."""
    bys = [n for n in parse.nodes[verb.index + 1 :] if fold(n.text) == "by"]
    return [by for by in bys if next((n for n in path(by, parse)[1:] if _bounds(n, verb)), None) is verb]


def _bounds(node: Node, verb: Node) -> bool:
    return node is verb or node.tag.startswith("V") or node.dep == "nsubj"


def doers(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    """Who does what the verb says in either voice: its subject, or behind "by"."""
    return agents_by(context, verb, parse) if context.passive(verb, parse) else subjects_of(context, verb, parse)


def places_of(context: Context, nodes: Iterable[Node], kinds: frozenset[str]) -> list[str]:
    """The keys of the places, states and sites that nodes stand for."""
    return [key for n in nodes for key, _ in context.own(n) if context.kind(key) in kinds]


def objects_behind(context: Context, node: Node, parse: Parse, marks: frozenset[str]) -> list[Node]:
    """What stands behind a node's prepositions of these words."""
    return [n for mark, n in context.prepositions(node, parse) if mark in marks]


def around(parse: Parse, verb: Node) -> set[str]:
    """The words of a verb's clause, those of names in it too, without the clauses joined to it."""
    joined = [v for v in parse.children(verb, "conj") if v.tag.startswith("V")]
    others = {n.index for v in joined for n in parse.subtree(v)}
    return {word for n in parse.subtree(verb) if n.index not in others for word in (fold(n.text), *_named(n))}


def _named(node: Node) -> list[str]:
    return fold(node.phrase.name.text).split() if node.phrase is not None and node.phrase.name is not None else []


def dated(parse: Parse, verb: Node) -> bool:
    """Whether a day, or days, stand under a verb, no further verb between."""
    for n in parse.subtree(verb):
        if n.phrase is not None and n.phrase.kind == "date" and n.phrase.text[:4].isdigit() is False:
            above = path(n, parse)
            if not any(a.tag.startswith("V") for a in above[1 : above.index(verb)]):
                return True
    return False


def in_session(context: Context, verb: Node, parse: Parse) -> Node | None:
    """The gathering in which a body meets ("met in plenary session", "will gather for its congress")."""
    spots = objects_behind(context, verb, parse, frozenset({"in", "for"})) if verb.lemma in words("convening") else []
    return next((n for n in spots if fold(n.lemma) in words("sitting-noun")), None)


def site_of(context: Context, nodes: Iterable[Node], parse: Parse) -> str | None:
    """The key of a site that no grammar of names knows ("the Zelenka cannery", "the works on the Marsh Interchange"),
    made of its words: of those with capitals behind its noun, if there are some, else of the noun's own.
    """
    spots = list(nodes)
    below = [n for spot in spots if spot.phrase is None for n in objects_behind(context, spot, parse, WITHIN)]
    for node in (*(n for n in below if n.tag == "NNP"), *spots):
        if node.phrase is None and node.tag in {"NN", "NNS", "NNP"} and not context.own(node):
            before = [n for n in parse.subtree(node) if n.index < node.index and n.dep in {"compound", "amod", "nmod"}]
            start = min((n.span.start for n in before), default=node.span.start)
            words = " ".join(Span(start, node.span.end).of(context.text).split())
            return context.entity("place", (words,)) if before else None
    return None
