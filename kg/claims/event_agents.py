"""Who takes part: the persons, sides and delegations that an argument of an event names.

Comes in: a node of a clause. Goes out: the entities that it, its conjuncts and its companions stand for. It never gives
a role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.claims.context import Context, Found
from kg.claims.event_words import words
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

ACTORS = frozenset({"person", "party", "party_body", "state", "state_body", "organization", "group", "post", "outlet"})
NONE: frozenset[str] = frozenset()
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
Part = Literal["plain", "delegation", "leader"]


@dataclass(frozen=True, slots=True)
class Agent:
    """An entity, how it came in, and the words."""

    found: Found
    part: Part
    span: Span


def agents(context: Context, node: Node, parse: Parse) -> list[Agent]:
    """All that an argument names: conjuncts, delegations with their leaders, spouses."""
    found = list(_one(context, node, parse))
    for child in parse.children(node, "conj"):
        found += agents(context, child, parse)
    if not found:
        for child in parse.children(node, "appos"):
            found += agents(context, child, parse)
    once: dict[str, Agent] = {}
    for agent in found:
        once.setdefault(agent.found[0], agent)
    return list(once.values())


def _one(context: Context, node: Node, parse: Parse) -> Iterator[Agent]:
    if node.phrase is not None and node.phrase.kind == "org" and _is_delegation(node):
        yield from _delegation(context, node, parse)
        return
    spread = context.members(context.own(node))
    if spread:
        for found in spread:
            if context.kind(found[0]) in ACTORS:
                yield Agent(found, "plain", node.span)
        if node.phrase is None or node.phrase.kind == "org":
            yield from _leaders(context, node, parse)
    elif node.lemma in {"leadership", "authority", "side"} and parse.children(node, "prep"):
        yield from _delegation(context, node, parse)
    elif node.lemma in words("spouse"):
        yield from _spouse(context, node, parse)
    elif node.lemma in words("delegation") or _crowd(node, parse):
        yield from _delegation(context, node, parse)


def _leaders(context: Context, node: Node, parse: Parse) -> Iterator[Agent]:
    """Who leads a body, where a clause right behind its name says so: "the Politburo, led by X"."""
    for verb in parse.children(node, "acl", "relcl"):
        yield from _leader_by(context, verb, parse)


def _leader_by(context: Context, verb: Node, parse: Parse) -> Iterator[Agent]:
    if verb.lemma in {"lead", "head"} and verb.tag == "VBN":
        for prep, child in context.prepositions(verb, parse):
            if prep == "by":
                for agent in agents(context, child, parse):
                    yield Agent(agent.found, "leader", agent.span)


def _is_delegation(node: Node) -> bool:
    name = node.phrase.name if node.phrase else None
    return name is not None and fold(name.text).endswith("delegation")


def _crowd(node: Node, parse: Parse) -> bool:
    """Whether a plural names somebody in particular: it has more than an article before it, or "of …" behind."""
    if node.lemma not in words("crowd") or node.tag != "NNS":
        return False
    return bool(parse.children(node, "prep", "poss", "compound")) or any(
        n.phrase for n in parse.children(node, "amod", "nmod")
    )


def _spouse(context: Context, node: Node, parse: Parse) -> Iterator[Agent]:
    for child in parse.children(node, "poss"):
        for key, references in context.own(child):
            names = (f"spouse of {context.name(key)}", f"{context.name(key)}'s spouse")
            yield Agent((context.entity("group", names), references), "plain", node.span)
    for child in parse.children(node, "appos"):
        yield from _one(context, child, parse)


def _delegation(context: Context, node: Node, parse: Parse) -> Iterator[Agent]:
    """A delegation as its words name it, and who leads it."""
    yield Agent((context.entity("group", _names(context, node, parse)), ()), "delegation", node.span)
    for verb in parse.subtree(node):
        yield from _leader_by(context, verb, parse)
    for prep, child in context.prepositions(node, parse):
        if prep == "including":
            yield from agents(context, child, parse)
        if prep in {"under", "by", "headed by", "led by"}:
            for agent in agents(context, child, parse):
                yield Agent(agent.found, "leader", agent.span)


def _names(context: Context, node: Node, parse: Parse) -> tuple[str, ...]:
    """The surface forms of a delegation: its noun phrase, "delegation of X", the bare noun last."""
    before = [n for n in parse.subtree(node) if n.index < node.index and n.dep not in {"det", "punct", "mark", "prep"}]
    start = min((n.span.start for n in before), default=node.span.start)
    phrase = " ".join(Span(start, node.span.end).of(context.text).split())
    noun = node.text if node.phrase is None else "delegation"
    forms = [phrase]
    for prep, child in context.prepositions(node, parse):
        if prep in {"of", "from"}:
            forms.insert(0, " ".join(Span(start, child.span.end).of(context.text).split()))
            forms += [f"{noun} of {context.name(k)}" for k, _ in context.own(child)]
    for n in before:
        forms += [f"{noun} of {context.name(k)}" for k, _ in context.own(n) if context.kind(k) in ACTORS]
    return tuple(dict.fromkeys([*forms[:4], noun]))


def companions(context: Context, parse: Parse) -> list[Agent]:
    """Those named as company in a clause: "along with", "accompanied by", "together with"."""
    found: list[Agent] = []
    for node in parse.nodes:
        if _of_company(node, parse):
            for child in parse.children(node, "pobj"):
                found += agents(context, child, parse)
            for prep, child in context.prepositions(node, parse):
                found += agents(context, child, parse) if prep in {"by", "with"} else []
    return found


def _of_company(node: Node, parse: Parse) -> bool:
    word = fold(node.text)
    if node.tag == "VBN":
        return word in {"accompanied", "joined", "flanked"}
    before = fold(parse.nodes[node.index - 1].text)
    return node.dep == "prep" and word in {"alongside", "with"} and before in {"along", "together"}


def listed_behind(context: Context, node: Node, parse: Parse, marks: frozenset[str] = NONE) -> list[Agent]:
    """Everybody listed behind a node (behind the first of `marks` after it), wherever the parser hung the later ones.

    The list ends at a finite verb.
    """
    found: dict[str, Agent] = {}
    begun = not marks
    for n in parse.nodes[node.index + 1 :]:
        begun = begun or (fold(n.text) in marks and n.phrase is None)
        if begun and (n.tag in FINITE):
            break
        if begun and (n.phrase is not None or n.tag in {"NN", "NNS"}):
            for agent in _one(context, n, parse):
                if context.kind(agent.found[0]) in {"person", "post", "group"}:
                    found.setdefault(agent.found[0], agent)
    return list(found.values())
