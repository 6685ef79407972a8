"""Verbs of plans: "will call on A, hold talks with B, lay a wreath at C and visit D", "will next travel to E".

Comes in: the nodes of one sentence. Goes out: the same nodes, the later verbs of a series joined to its first. It never
joins a verb that has a subject of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.clauses.seen import below
from kg.syntax import Node

SEPARATORS = frozenset({",", ";", "and", "then", "before", "finally"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
LOOSE = frozenset({"dep", "advcl", "ccomp", "parataxis", "ROOT", "appos", "dobj", "nmod", "npadvmod", "acl", "conj"})
OPENERS = frozenset({"DT", "PRP$", "CD", "PRP"})
NAMED = frozenset({"person", "org", "place", "office"})
NOUNS = frozenset({"NN", "JJ", "NNP"})  # which the tagger takes a bare verb for
ALIKE = frozenset("lay read put set cut let hit shut spread".split())  # bare forms that are also pasts


def serial(nodes: list[Node]) -> list[Node]:
    """Bare verbs behind a comma or "and" that go on with what a first verb plans are joined to it."""
    for first in list(nodes):
        start = nodes[first.index]
        if start.phrase is None and start.tag in {"VB", "VBN"} and _begins(nodes, start):
            for index in _members(nodes, start):
                nodes = _join(nodes, nodes[first.index], nodes[index])
    return nodes


def after_modals(nodes: list[Node]) -> list[Node]:
    """A bare verb behind "will next", "will also" that the parser took for a noun ("will next travel to A")."""
    for modal in nodes[:-2]:
        between = [n for n in nodes[modal.index + 1 : modal.index + 3] if n.tag in {"RB", "JJ"}]
        late = nodes[modal.index + 1 + len(between)] if modal.index + 1 + len(between) < len(nodes) else modal
        of_it = modal.head in {n.index for n in (*between, late)}
        if modal.tag != "MD" or not between or late.tag != "NN" or not late.text.islower() or not of_it:
            continue
        top = next((n for n in (late, *between) if n.dep == "ROOT"), nodes[modal.head])
        dep, head = (top.dep, late.index if top.head == top.index else top.head)
        inner = {n.index for n in between}
        for n in nodes:
            if n.index != late.index and (n.head in inner or n.index in inner):
                nodes[n.index] = replace(n, head=late.index, dep="advmod" if n.index in inner else n.dep)
        nodes[late.index] = replace(late, tag="VB", lemma=late.text, dep=dep, head=head)
    return nodes


def _begins(nodes: list[Node], verb: Node) -> bool:
    """Whether a verb is a plan's, behind "will" or "to", in the active or the passive."""
    helpers = [n for n in nodes[: verb.index] if n.head == verb.index and n.dep == "aux" and n.tag in {"MD", "TO"}]
    return bool(helpers) and (verb.tag == "VB" or any(n.lemma == "be" for n in nodes[helpers[0].index : verb.index]))


def _members(nodes: list[Node], first: Node) -> Iterator[int]:
    """The later verbs of a series, up to where another clause with a subject begins."""
    for node in nodes[first.index + 2 :]:
        if node.phrase is not None:
            continue
        if node.tag in {"WDT", "WP", "WRB"} or (node.tag in {"VBZ", "MD"} and node.head != first.index):
            return
        own = [n for n in nodes if n.head == node.index and n.dep in SUBJECTS and n.index > first.index]
        if node.tag.startswith("V") and own:
            return
        if nodes[node.index - 1].text.casefold() in SEPARATORS and _goes_on(nodes, node, first):
            yield node.index


def _goes_on(nodes: list[Node], node: Node, first: Node) -> bool:
    """Whether a word is a bare verb that has an object or a goal behind it."""
    if node.index + 1 >= len(nodes) or not node.text.islower() or node.dep not in LOOSE:
        return False
    marked = any(n.head == node.index and (n.dep in {"mark", "agent", "auxpass"} or n.tag == "TO") for n in nodes)
    if marked or (node.head == first.index and node.dep == "conj" and node.tag == "VB"):
        return False
    after = nodes[node.index + 1]
    ruling = after.tag in OPENERS or (after.phrase is not None and after.phrase.kind in NAMED)
    if node.tag in {"VBD", "VBN"}:
        return node.text in ALIKE
    return node.tag in {"VB", "VBP"} or (node.tag in NOUNS and ruling)


def _join(nodes: list[Node], first: Node, node: Node) -> list[Node]:
    """The nodes with a verb joined to the first of its series, which takes over what stands before it."""
    if below(nodes, first, node):
        top = first
        while nodes[top.head].index != node.index:
            top = nodes[top.head]
        nodes[top.index] = replace(top, dep=node.dep, head=top.index if node.head == node.index else node.head)
        for n in nodes[: first.index]:
            if n.head == node.index and n.index != top.index:
                nodes[n.index] = replace(n, head=top.index)
    base = node.lemma if node.tag == "VB" else node.text.casefold()
    nodes[node.index] = replace(node, tag="VB", lemma=base, dep="conj", head=first.index)
    after = nodes[node.index + 1]
    thing = nodes[after.head] if after.phrase is None and after.tag in OPENERS - {"PRP"} else after
    loose = thing.dep in {"appos", "dep", "npadvmod", "nmod", "dobj", "conj"} and thing.index > node.index
    if loose and not node.tag.startswith("V") and after.tag != "IN":
        nodes[thing.index] = replace(thing, dep="dobj", head=node.index)
    return nodes
