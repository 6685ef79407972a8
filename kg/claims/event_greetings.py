"""Wishes that reach somebody: congratulations extended, condolences received, greetings that came from several.

Comes in: a verb in its parse. Goes out: a message for each sender, or none. It never makes a message of wishes that
are spoken at a meeting that the article tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import behind, doers, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import PEOPLED, Candidate
from kg.claims.event_words import noun_type, words
from kg.syntax import Node, Parse
from kg.words import fold

RULE = "event/verb/greetings"
SENDERS = frozenset({"person", "post", "group", "party", "party_body", "state", "state_body", "organization"})
ONE = frozenset({"person", "post"})


def greetings(context: Context, parse: Parse, verb: Node) -> list[Candidate]:
    """A message for each sender of the wishes that a verb extends, gets or lets come; none for other verbs."""
    if mutual := _mutual(context, parse, verb):
        return mutual
    senders, recipients = _extended(context, parse, verb) or _got(context, parse, verb) or _came(context, parse, verb)
    senders = [a for a in senders if context.kind(a.found[0]) in SENDERS]
    if not senders:
        return []
    made = told_by(context, parse, verb, "message", "greetings")
    give(made, "recipient", [a for a in recipients if context.kind(a.found[0]) in SENDERS])
    listed = sum(fold(n.text) == "from" for n in parse.nodes[verb.index :]) == len(senders)
    alone = len(senders) > 1 and (listed or all(context.kind(a.found[0]) in ONE for a in senders))
    each = [replace(made, parts=list(made.parts)) for _ in senders] if alone else [made]
    for one, group in zip(each, [[a] for a in senders] if alone else [senders], strict=True):
        give(one, "sender", group)
    return each


def _mutual(context: Context, parse: Parse, verb: Node) -> list[Candidate]:
    """As in "A and B exchanged messages on Monday", "A and B congratulated each other": a message each way."""
    objects = parse.children(verb, "dobj", "nsubjpass")
    wishes = _wishes(parse, verb, "dobj", "nsubjpass")
    swapped = verb.lemma in {"exchange", "swap"} and bool(wishes)
    penned = any(noun_type(fold(n.lemma), frozenset()) == "message" for n in wishes)
    greeted = verb.lemma in words("wishing") and any(n.lemma in {"other", "another"} for n in objects)
    if not (swapped or greeted):
        return []
    partners = [a for n in (verb, *objects) for a in behind(context, n, parse, "with")]
    sides = [*subjects_of(context, verb, parse), *partners]
    one = {a.found[0]: a for a in sides if context.kind(a.found[0]) in ONE}
    made = told_by(context, parse, verb, "message", "exchanged" if penned else "greetings")
    if len(one) != 2:
        made.plural = True  # whose they are is told further on
        return [made] if swapped else []
    pair = list(one.values())
    each = [replace(made, parts=[]) for _ in pair]
    for letter, sender, recipient in zip(each, pair, pair[::-1], strict=True):
        give(letter, "sender", [sender])
        give(letter, "recipient", [recipient])
    return each


Sides = tuple[list[Agent], list[Agent]]


def _extended(context: Context, parse: Parse, verb: Node) -> Sides | None:
    """As in "X extended congratulations to Y", a person."""
    wishes = _wishes(parse, verb, "dobj", "nsubjpass") if verb.lemma == "extend" else []
    if not wishes:
        return None
    to = [a for n in (verb, *wishes) for a in behind(context, n, parse, "to")]
    personal = parse.sentence.zone == "body" and any(context.kind(a.found[0]) in ONE for a in to)
    return (doers(context, verb, parse), to) if personal else None


def _got(context: Context, parse: Parse, verb: Node) -> Sides | None:
    """As in "Y received congratulations from X"."""
    wishes = _wishes(parse, verb, "dobj") if verb.lemma in {"receive", "get"} else []
    found = _below(context, verb, parse) if wishes else []
    return (found, subjects_of(context, verb, parse)) if found else None


def _came(context: Context, parse: Parse, verb: Node) -> Sides:
    """As in "Congratulations also came from X and Y", "Condolences reached Z from W"."""
    if verb.lemma not in words("reaching") or not _wishes(parse, verb, "nsubj"):
        return [], []
    reached = [a for n in parse.children(verb, "dobj") for a in agents(context, n, parse)]
    return _below(context, verb, parse), [*reached, *behind(context, verb, parse, "to")]


def _below(context: Context, node: Node, parse: Parse) -> list[Agent]:
    """Whom "from" names behind a node, and behind what stands below it ("congratulations on A's victory from B")."""
    spots = [n for n in parse.subtree(node) if fold(n.text) == "from" and n.index > node.index]
    return [a for n in spots for c in parse.children(n, "pobj") for a in agents(context, c, parse)]


def _wishes(parse: Parse, verb: Node, *deps: str) -> list[Node]:
    """The wishes that are a verb's argument, and the letters in the plural that hold them."""
    found = [n for n in parse.children(verb, *deps) if n.phrase is None]
    letters = [n for n in found if n.tag == "NNS" and noun_type(fold(n.lemma), frozenset()) == "message"]
    return [n for n in found if n.lemma in words("wish") and n.lemma != "regard"] + letters


def written(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates without wishes that are spoken: extended by or to somebody who meets or calls people before."""
    for candidate in candidates:
        before = (c for c in candidates if c.type in PEOPLED and c.position < candidate.position)
        spoken = candidate.rule == RULE and candidate.node.lemma in {"extend", "exchange", "swap"}
        if not (spoken and any(c.agents() & candidate.agents() for c in before)):
            yield candidate
