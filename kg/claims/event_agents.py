"""Who takes part: the persons, sides and delegations that an argument of an event names.

Comes in: a node of a clause. Goes out: the entities that it, its conjuncts and its companions stand for. It never gives
a role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.claims.context import Context, Found
from kg.claims.event_lists import REACH, announces, bracket_end, listed, within_clause
from kg.claims.event_teams import (
    ACTORS,
    delegation_names,
    fellows,
    is_bare,
    is_delegation,
    join,
    known,
    lead,
    named_before,
    points_back,
)
from kg.claims.event_words import words
from kg.model import Reference, Span
from kg.syntax import Node, Parse
from kg.words import fold

CLOSERS = frozenset({":", '"', "(", "—", "–"})  # marks that end a list
Part = Literal["plain", "delegation", "leader"]  # the members of a delegation are `delegation` too


@dataclass(frozen=True, slots=True)
class Agent:
    """An entity, how it came in, and the words."""

    found: Found
    part: Part
    span: Span


def agents(context: Context, node: Node, parse: Parse) -> list[Agent]:
    """All that an argument names: conjuncts, delegations with their leaders, spouses."""
    found = _named_behind(context, node, parse) or list(_one(context, node, parse))
    for child in parse.children(node, "conj"):
        found += [] if _of_title(node, child) else agents(context, child, parse)
    for fellow in fellows(node, parse):
        found += _one(context, fellow, parse)
    if not found:
        for child in parse.children(node, "appos"):
            found += agents(context, child, parse)
    once: dict[str, Agent] = {}
    for agent in found:
        once.setdefault(agent.found[0], agent)
    return list(once.values())


def _of_title(node: Node, child: Node) -> bool:
    """Whether capitals joined to a person go on the field of an office behind the name ("A, Minister of B and C")."""
    person = node.phrase.person if node.phrase is not None else None
    name = child.phrase.name if child.phrase is not None and child.phrase.kind == "org" else None
    titled = person is not None and any(t.span.start > person.name.span.end for t in person.titles)
    return titled and name is not None and not name.certain


def _named_behind(context: Context, node: Node, parse: Parse) -> list[Agent]:
    """The persons behind a plural that describes them: "the foreign ministers of A and B, X and Y"."""
    kinds = {context.kind(key) for key, _ in context.own(node)}
    crowd = kinds <= {"post", "group"} if kinds else node.phrase is None and node.lemma in words("crowd")
    if node.tag != "NNS" or not crowd or is_delegation(context, node, parse):
        return []
    people = [a for child in parse.children(node, "appos") for a in agents(context, child, parse)]
    people = [a for a in people if context.kind(a.found[0]) == "person"]
    return people if len(people) > 1 else []


def _one(context: Context, node: Node, parse: Parse) -> Iterator[Agent]:
    if is_delegation(context, node, parse):
        yield from _delegation(context, node, parse)
        return
    if fold(node.text) in words("visitors") and len(teams := context.delegations) == 1:
        yield Agent((teams[0], (Reference(node.span, teams[0], "delegation"),)), "delegation", node.span)
        return
    if (pointed := _pointing(context, node, parse)) is not None:
        yield Agent((pointed, (Reference(node.span, pointed, "delegation"),)), "delegation", node.span)
        return
    if (holder := _holder_behind(context, node, parse)) is not None:
        yield from _one(context, holder, parse)
        return
    spread = [_as_visitors(context, found) for found in context.members(context.own(node))]
    if spread:
        for found in spread:
            if context.kind(found[0]) in ACTORS:
                yield Agent(found, "plain", node.span)
        if node.phrase is None or node.phrase.kind == "org":
            yield from _leaders(context, node, parse)
        if node.tag == "NNS":
            yield from _among(context, node, parse)
    elif node.lemma in {"leadership", "authority", "side"} and parse.children(node, "prep"):
        yield from _delegation(context, node, parse)
    elif node.lemma in words("spouse"):
        yield from _spouse(context, node, parse)
    elif _crowd(node, parse):
        yield from _delegation(context, node, parse)


def _as_visitors(context: Context, found: Found) -> Found:
    """The article's one delegation for a group of "guests" or "visitors" whom nobody has named."""
    key, references = found
    noun = fold(context.name(key)).split()[-1]
    if context.kind(key) != "group" or noun not in words("visitors") or len(context.delegations) != 1:
        return found
    team = context.delegations[0]
    return team, (*references, *(Reference(r.span, team, "delegation") for r in references[:1]))


def _holder_behind(context: Context, node: Node, parse: Parse) -> Node | None:
    """The person named behind an office and what it is of, a comma between: "its secretary in charge of X, A, …"."""
    unnamed = {context.kind(key) for key, _ in context.own(node)} == {"post"}
    if node.phrase is None or node.phrase.kind != "office" or not unnamed:
        return None
    comma = next((n for n in parse.nodes[node.index + 1 :] if n.text == "," or n.tag[:1] in {"V", "M"}), None)
    if comma is None or comma.text != "," or comma.index + 2 > len(parse.nodes) - 1:
        return None
    between, person, after = parse.nodes[node.index + 1 : comma.index], *parse.nodes[comma.index + 1 : comma.index + 3]
    named = person.phrase is not None and person.phrase.kind == "person" and person.dep in {"appos", "conj", "pobj"}
    inside = any(n.phrase is not None and n.phrase.kind in {"person", "office"} for n in between)
    titled = person.phrase is not None and person.phrase.person is not None and bool(person.phrase.person.titles)
    return person if named and not inside and not titled and after.text in {",", ".", ";", "and", ")"} else None


def _pointing(context: Context, node: Node, parse: Parse) -> str | None:
    """The delegation that "the group" means, or an "it" behind a sentence whose subject the delegation was."""
    if not context.delegations or node.phrase is not None or node.dep not in {"nsubj", "nsubjpass"}:
        return None
    if node.lemma == "group":
        return context.delegations[-1] if is_bare(node, parse) else None
    if fold(node.text) not in {"it", "they"} or context.own(node):
        return None
    here = [n for n in parse.nodes[: node.index] if n.dep in {"nsubj", "nsubjpass"}]
    if here and fold(here[-1].text) == fold(node.text):
        return _pointing(context, here[-1], parse)
    if here:  # "the delegation will tour the park, where it will lay a wreath"
        return context.delegations[-1] if is_delegation(context, here[-1], parse) else None
    before = [p for p in context.parses if p.sentence.index == parse.sentence.index - 1]
    told = (n for p in before for n in p.nodes if n.dep in {"nsubj", "nsubjpass"} and is_delegation(context, n, p))
    return context.delegations[-1] if fold(node.text) == "it" and any(told) else None


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


def _crowd(node: Node, parse: Parse) -> bool:
    """Whether a plural names somebody in particular: it has more than an article before it, or "of …" behind."""
    if node.lemma not in words("crowd") or node.tag != "NNS":
        return False
    led = any(verb.lemma in {"lead", "head"} for verb in parse.children(node, "acl"))
    return led or bool(parse.children(node, "prep", "poss", "compound", "nummod")) or any(
        n.phrase for n in parse.children(node, "amod", "nmod")
    )


def _spouse(context: Context, node: Node, parse: Parse) -> Iterator[Agent]:
    after = parse.nodes[node.index + 1 : node.index + 2]
    named = bool(after) and after[0].phrase is not None and after[0].phrase.kind == "person"
    for child in parse.children(node, "poss") if not named else ():
        for key, references in _spouse_of(context, node, child, parse):
            nouns = dict.fromkeys(("spouse", node.lemma))
            names = [form for n in nouns for form in (f"{n} of {context.name(key)}", f"{context.name(key)}'s {n}")]
            spouse = context.entity("group", names)
            yield Agent((spouse, (*references, Reference(node.span, spouse, "spouse"))), "plain", node.span)
    for child in parse.children(node, "appos"):
        yield from _one(context, child, parse)


def _spouse_of(context: Context, node: Node, owner: Node, parse: Parse) -> list[Found]:
    """Whose spouse somebody is: of a pronoun behind "A and" that of A ("X received A and his wife")."""
    beside = parse.parent(node) if node.dep == "conj" and owner.tag == "PRP$" else None
    known = context.own(beside) if beside is not None else []
    people = [key for key, _ in known if context.kind(key) == "person"]
    return [(key, (Reference(owner.span, key, "pronoun"),)) for key in people] or context.own(owner)


def _delegation(context: Context, node: Node, parse: Parse) -> Iterator[Agent]:
    """A delegation as its words name it, the one named before where they only point, who leads it, who is in it."""
    leaders = _leaders_of(context, node, parse)
    led = [(a.found[0], a.span) for a in leaders]
    before = named_before(context, node) if context.delegations and points_back(context, node, parse) else None
    names = delegation_names(context, node, parse, led)
    key = before or known(context, node, parse, names) or context.entity("group", names)
    single = node.tag in {"NN", "NNP"} and node.lemma in words("delegation")
    if before is None and single and key not in context.delegations:
        context.delegations.append(key)
    if before is not None:  # the one spoken of last is what "it" means
        context.delegations.remove(before)
        context.delegations.append(before)
    references = (Reference(node.span, key, "delegation"),) if before is not None else ()
    yield Agent((key, references), "delegation", node.span)
    lead(context, key, led)
    yield from leaders
    among = list(_among(context, node, parse))
    join(context, key, [(a.found[0], a.span) for a in among])
    yield from among


def _leaders_of(context: Context, node: Node, parse: Parse) -> list[Agent]:
    """Who leads a delegation by the words behind its noun."""
    found = [a for verb in parse.subtree(node) for a in _leader_by(context, verb, parse)]
    for prep, child in context.prepositions(node, parse):
        if prep in {"under", "by", "headed by", "led by"}:
            found += [Agent(a.found, "leader", a.span) for a in agents(context, child, parse)]
    return found or _at_its_head(context, node, parse)


def _at_its_head(context: Context, node: Node, parse: Parse) -> list[Agent]:
    """Who leads a delegation "with A at its head", whatever the words hang on."""
    behind = parse.nodes[node.index + 1 : node.index + REACH]
    opening = next((n for n in behind if fold(n.text) == "with"), None)
    heads = (n for n in behind if fold(n.span.of(context.text)).split()[-1:] in (["head"], ["helm"]))
    head = next((n for n in heads if fold(parse.nodes[n.index - 1].text) in {"at", "its"}), None)
    between = parse.nodes[opening.index : head.index] if opening is not None and head is not None else ()
    people = [n for n in between if n.phrase is not None and n.phrase.kind == "person"]
    return [Agent(found, "leader", n.span) for n in people[:1] for found in context.own(n)]


def _among(context: Context, node: Node, parse: Parse) -> Iterator[Agent]:
    """Whom a plural or a delegation is said to include: "among them A and B", "comprising A, B and C"."""
    for n in parse.nodes[node.index + 1 : node.index + 14]:
        word = fold(n.text)
        opens = word in {"including", "comprising"} or (
            word == "them" and fold(parse.nodes[n.index - 1].text) == "among"
        )
        tells = n.lemma in {"include", "comprise"} and n.dep in {"acl", "relcl"} and _of_group(n, node, parse)
        start = _made_up(n, parse) or n.index + 1
        if opens or tells or start > n.index + 1:
            yield from (Agent(a.found, "delegation", a.span) for a in roster(context, parse, start))
            return
        if word == "besides":  # "which, besides A, included B and C"
            yield from (Agent(a.found, "delegation", a.span) for a in roster(context, parse, n.index + 1))
        if n.dep != "relcl" and n.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return


def _of_group(verb: Node, node: Node, parse: Parse) -> bool:
    """Whether a clause tells of a delegation: right behind it, or by "which" behind its leader ("led by A, which")."""
    which = any(fold(n.text) in {"which", "that"} for n in parse.children(verb, "nsubj"))
    return verb.head == node.index or (which and any(n.index == verb.head for n in parse.subtree(node)))


def _made_up(node: Node, parse: Parse) -> int:
    """Where the list begins that a participle's "of" or "by" opens ("made up of A and B", "composed of", "integrated
    also by"); 0 where none does.
    """
    behind = parse.nodes[node.index + 1 : node.index + 4]
    up = any(fold(n.text) == "up" for n in behind)
    made = node.lemma in {"compose", "integrate", "constitute", "form"} or (node.lemma == "make" and up)
    opening = next((n.index for n in behind if fold(n.text) in {"of", "by"}), 0)
    return opening + 1 if made and node.tag in {"VBN", "VBD"} else 0


def roster(context: Context, parse: Parse, start: int, stop: int | None = None) -> list[Agent]:
    """Everybody listed from node `start` on, wherever the parser hung them: up to a finite verb or the list's end."""
    found: list[Agent] = []
    closed = start
    for n in parse.nodes[start:stop]:
        if n.text == "(" and found:
            closed = bracket_end(n, parse)
        above = within_clause(n, parse, start)
        if n.index < closed or announces(n, parse):
            continue
        opening = n.text == ":" and n.index <= start + 1
        if (n.tag in {"VBD", "VBZ", "VBP", "MD"} and not above) or (n.text in CLOSERS and not opening):
            break
        if not above and listed(n, parse, start):
            found += [a for a in _one(context, n, parse) if context.kind(a.found[0]) in ACTORS - {"state", "outlet"}]
    return found


def listed_behind(context: Context, node: Node, parse: Parse, marks: frozenset[str]) -> list[Agent]:
    """Everybody listed behind the first of `marks` after a node, persons, posts and groups alone."""
    own = {node.index, node.head}
    behind = (n for n in parse.nodes[node.index + 1 :] if n.phrase is None and n.head in own)
    start = next((n.index for n in behind if fold(n.text) in marks), None)
    found = roster(context, parse, start + 1) if start is not None else []
    return [a for a in found if context.kind(a.found[0]) in {"person", "post", "group"}]
