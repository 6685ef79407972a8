"""Mends of dates and of clauses that say when, which the parser hung elsewhere.

Comes in: the nodes of one sentence. Goes out: the same nodes, some hung elsewhere. It never changes a word or its span.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.clauses.seen import NAMED, below, finite, kind
from kg.syntax import Node

GATHERINGS = frozenset(
    "meeting summit session congress conference convention plenum forum assembly council visit trip talks seminar "
    "election elections exercise drill festival games ceremony round edition dialogue retreat symposium reception "
    "dinner banquet lunch luncheon funeral inauguration celebration celebrations commemoration anniversary workshop "
    "roundtable rally concert exhibition referendum signing interview lecture".split()
)
PAPERS = frozenset(
    "agreement treaty memorandum mou convention protocol declaration document statement pact accord communique".split()
)
SIGNED = frozenset({"sign", "initial", "ink", "conclude", "adopt", "reach", "issue"})
TIMED = frozenset({"hold", "schedule", "slate", "plan", "convene", "set", "fix"})
HELD = TIMED | frozenset({"open", "organize", "organise", "stage", "host"})
MATTERS = frozenset({"of", "on", "for", "with", "between"})  # that join a noun to the noun whose matter it is


def timed(nodes: list[Node]) -> list[Node]:
    """What says when behind a noun's comma is of that noun ("the meeting, held in May", "the congress of the party, to
    be convened in May", "the summit, due to open in May", "its congress, set for May").
    """
    for i, node in enumerate(nodes[2:], start=2):
        if node.tag != "VBN" and node.text not in {"due", "set"}:
            continue
        start = min((n.index for n in nodes if n.head == i and n.dep in {"aux", "auxpass"}), default=i)
        noun = _owner(nodes, start - 2) if start > 1 and nodes[start - 1].text == "," else None
        if noun is None or below(nodes, noun, node):
            continue
        helped = start < i
        to_be = helped and nodes[start].text == "to" and i - start < 3
        loose = node.dep in {"acl", "advcl", "conj", "dep", "ccomp", "xcomp", "amod", "prep"}
        timed = node.tag == "VBN" and (node.lemma in TIMED if not helped else to_be and node.lemma in HELD)
        timed = timed or (node.tag == "VBN" and not helped and node.lemma in SIGNED and _ends_in(noun, PAPERS))
        due = node.text in {"due", "set"} and not helped and nodes[i + 1 : i + 2] and nodes[i + 1].text in {"to", "for"}
        if loose and (timed or due):
            nodes[i] = replace(node, dep="acl", head=noun.index)
    return nodes


def _owner(nodes: Sequence[Node], at: int) -> Node | None:
    """The noun that a participle behind the noun phrase that ends here is of: the nearest that names a gathering ("the
    congress of the party", "the results of the congress"), else a plain noun right in front; None without either.
    """
    node, chain = nodes[at], [nodes[at]]
    while node.dep == "pobj" and nodes[node.head].text in MATTERS and nodes[nodes[node.head].head].tag.startswith("N"):
        node = nodes[nodes[node.head].head]
        chain.append(node)
    gathered = next((n for n in chain if _ends_in(n, GATHERINGS | PAPERS)), None)
    plain = nodes[at] if nodes[at].phrase is None and nodes[at].tag.startswith("N") else None
    return gathered or plain


def _ends_in(node: Node, nouns: frozenset[str]) -> bool:
    """Whether a noun, or the head of a name, is one of these."""
    said = node.text if node.phrase is None else node.phrase.name.text if node.phrase.name else node.phrase.text
    return any(word in nouns for word in said.casefold().split(" of ")[0].split()[-2:])


def undated(nodes: list[Node]) -> list[Node]:
    """A date that the parser took for a part of the name beside it ("met Mary Monday", "in May talks opened")."""
    for i, node in enumerate(nodes):
        if kind(node) != "date":
            continue
        name = nodes[i - 1] if i else node
        if kind(name) in NAMED and name.dep in {"compound", "nmod"} and name.head == i:
            verb = next((n for n in nodes[:i][::-1] if n.tag.startswith("V") and not below(nodes, n, node)), None)
            free = node.dep == "npadvmod" and nodes[node.head].tag.startswith("V")
            nodes[i - 1] = replace(name, dep="dobj" if free else node.dep, head=node.head)
            if not free and verb is not None:
                nodes[i] = replace(node, dep="npadvmod", head=verb.index)
        elif node.dep in {"compound", "nmod"} and node.head > i and name.tag == "IN":
            noun, nodes[i] = nodes[node.head], replace(node, dep="pobj", head=i - 1)
            verb = next((n for n in nodes[noun.index :] if finite(n, nodes) and not below(nodes, n, noun)), None)
            if noun.dep == "pobj" and noun.head == i - 1 and verb is not None:
                nodes[noun.index] = replace(noun, dep="nsubj", head=verb.index)
                nodes[i - 1] = replace(name, head=verb.index)
    return nodes


def fronted_dates(nodes: list[Node]) -> list[Node]:
    """A date in front of a noun that hangs on a word between them is of the noun ("the May 2020 joint poll")."""
    for node in nodes[:-2]:
        above = nodes[node.head]
        noun = nodes[above.head]
        inner = node.dep == "npadvmod" and above.dep == "amod" and node.index < above.index < noun.index
        if kind(node) == "date" and inner and noun.tag.startswith("N"):
            nodes[node.index] = replace(node, dep="nmod", head=noun.index)
    return nodes
