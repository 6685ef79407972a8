"""What a node is and where it hangs, for the mends of a parse.

Comes in: the nodes of one sentence. Goes out: answers about one of them. It never moves a node.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.syntax import Node

NAMED = frozenset({"person", "org", "place", "office"})


def finite(verb: Node, nodes: Sequence[Node]) -> bool:
    """Whether a verb is finite, by itself or with an auxiliary."""
    helped = any(n.head == verb.index and n.dep in {"aux", "auxpass"} for n in nodes)
    return verb.tag in {"VBD", "VBZ", "VBP"} or (verb.tag.startswith("V") and helped)


def kind(node: Node) -> str:
    """The kind of the phrase that a node stands for; "" for a plain word."""
    return node.phrase.kind if node.phrase is not None else ""


def below(nodes: Sequence[Node], node: Node, top: Node) -> bool:
    """Whether a node hangs under another, however deep."""
    while node.head != node.index and node.index != top.index:
        node = nodes[node.head]
    return node.index == top.index
