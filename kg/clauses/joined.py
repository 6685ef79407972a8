"""Lists that the parser cut: whose last member stands behind "as well as", or as the subject of what follows.

Comes in: the nodes of one sentence. Goes out: the same nodes, that member joined to the list before it. It never joins
what is no name or noun to one, nor over a finite verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.clauses.seen import below, finite, kind
from kg.syntax import Node

AS_WELL_AS = ["as", "well", "as"]
PERSONAL = frozenset({"person", "office"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def joined(nodes: list[Node]) -> list[Node]:
    """Join what follows "as well as" to the nearest name or noun of its kind before it."""
    for node in nodes[1:-3]:
        if [n.text.casefold() for n in nodes[node.index : node.index + 3]] == AS_WELL_AS:
            late = _headed(nodes, node.index + 3)
            early = _partner(nodes, node.index, late) if late is not None else None
            if late is not None and early is not None and not below(nodes, early, late):
                nodes[late.index] = replace(late, dep="conj", head=early.index)
    return nodes


def whole_subject(nodes: list[Node]) -> list[Node]:
    """Put together a subject that was cut at its "and" ("An exhibition of books | and photos opened in A")."""
    for verb in nodes:
        noun = nodes[verb.head]
        second = next((n for n in nodes if n.head == verb.index and n.dep == "nsubj" and n.index < verb.index), None)
        cut = verb.dep == "conj" and finite(verb, nodes) and noun.dep == "ROOT" and noun.tag in NOUNS
        if not cut or second is None or second.phrase is not None or second.tag not in NOUNS:
            continue
        cc, own = nodes[second.index - 1], [n for n in nodes[noun.index :] if n.head == noun.index]
        of = next((n for n in own if n.text == "of" and n.index < cc.index), None)
        first = next((n for n in nodes if of is not None and n.head == of.index and n.dep == "pobj"), None)
        if cc.text == "and" and cc in own and first is not None and first.tag == second.tag:
            nodes[verb.index] = replace(verb, dep="ROOT", head=verb.index)
            nodes[noun.index] = replace(noun, dep="nsubj", head=verb.index)
            nodes[cc.index] = replace(cc, head=first.index)
            nodes[second.index] = replace(second, dep="conj", head=first.index)
    return nodes


def _headed(nodes: Sequence[Node], start: int) -> Node | None:
    """The head of the noun phrase that begins at `start`."""
    for node in nodes[start:]:
        if node.dep in {"det", "amod", "compound", "nmod", "nummod", "poss", "case"} and node.head > node.index:
            continue
        return node if node.phrase is not None or node.tag in NOUNS else None
    return None


def _partner(nodes: Sequence[Node], end: int, late: Node) -> Node | None:
    """The member of the list before it: of the same kind of phrase, a plain noun for a plain noun."""
    for node in reversed(nodes[:end]):
        if finite(node, nodes) or node.text in {":", ";"}:
            return None
        alike = kind(node) == kind(late) or {kind(node), kind(late)} <= PERSONAL
        inner = node.dep in {"compound", "nmod", "amod", "poss"}
        if (node.phrase is not None or node.tag in NOUNS) and alike and not inner:
            return node
    return None
