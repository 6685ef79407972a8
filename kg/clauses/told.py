"""Mends of what the parser gets wrong about verbs of saying and thanking, after the parse.

Comes in: the nodes of one sentence. Goes out: the same nodes, some hung elsewhere or tagged anew. It never changes a
word or its span, and asks for a doer before such a verb and for what it rules behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.syntax import Node

DOERS = frozenset({"person", "org", "office"})
TELLING = frozenset({"tell", "inform", "remind", "assure", "advise", "notify", "warn", "brief"})
PRESENT = frozenset({"thank", "wish", "praise", "call", "urge", "request", "report", "note", "welcome", "promise"})


def in_the_present(nodes: list[Node]) -> list[Node]:
    """A verb in the present that was taken for a noun ("President A thanks the people of B")."""
    for i, node in enumerate(nodes):
        if node.tag != "NNS" or node.lemma not in PRESENT:
            continue
        doer = nodes[i - 1] if i else node
        ruled = any(n.head == i and n.dep == "dobj" for n in nodes[i + 1 :])
        named = doer.phrase is not None and doer.phrase.kind in DOERS and doer.head == i
        if ruled and named:
            nodes[i] = replace(node, tag="VBZ")
            nodes[doer.index] = replace(doer, dep="nsubj")
    return nodes


def told_that(nodes: list[Node]) -> list[Node]:
    """A clause with "that" and a subject of its own is what somebody is told, not about the noun before it ("told the
    press after the vote that …").
    """
    for i, node in enumerate(nodes):
        if node.dep != "relcl":
            continue
        children = [n for n in nodes if n.head == i and n.index < i]
        marked = any(n.text.casefold() == "that" and n.dep == "mark" for n in children)
        if not marked or not any(n.dep in {"nsubj", "nsubjpass"} for n in children):
            continue
        verb = _teller(nodes, node)
        if verb is not None and not any(n.head == verb.index and n.dep == "ccomp" for n in nodes):
            nodes[i] = replace(node, dep="ccomp", head=verb.index)
    return nodes


def _teller(nodes: Sequence[Node], node: Node) -> Node | None:
    """The verb of telling, with whom it tells, above the noun that a clause hangs on."""
    at = nodes[node.head]
    while at.head != at.index and not at.tag.startswith("V"):
        at = nodes[at.head]
    told = any(n.head == at.index and n.dep in {"dobj", "dative", "nsubjpass"} for n in nodes)
    return at if at.lemma in TELLING and told else None
