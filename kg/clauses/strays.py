"""Mends of names that the parser hung on a verb as if they said when, or joined to a verb that they do not do.

Comes in: the nodes of one sentence. Goes out: the same nodes, such names made the subject, the object, an apposition or
a member of the list before them. It never changes a word or its span, and asks for marks that show where they belong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.clauses.seen import below, finite, kind
from kg.syntax import Node

DOERS = frozenset({"person", "org", "office"})
PERSONAL = frozenset({"person", "office"})
LOOSE = frozenset({"npadvmod", "dep", "appos", "nmod", "advmod"})
OPENING = frozenset({"det", "amod", "compound", "nmod", "poss", "advmod", "case"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
SIDES = frozenset("party country side nation state parliament government republic house chamber body".split())
NEAR = 9  # nodes from an office to the name behind its comma


def strays(nodes: list[Node]) -> list[Node]:
    """Hang stray names where they belong, one mend after the other."""
    for mend in (_told_apart, _begun, _acted_on, _named, _listed):
        for node in list(nodes):
            mend(nodes, nodes[node.index])
    return nodes


def _told_apart(nodes: list[Node], node: Node) -> None:
    """The past of a clause that was hung on its own subject ("A delegation of X led by Y left here on Monday")."""
    noun = nodes[node.head]
    if node.tag != "VBD" or node.dep not in {"acl", "relcl"} or noun.dep != "ROOT" or not noun.tag.startswith("N"):
        return
    own = any(n.head == node.index and n.dep in {*SUBJECTS, "mark"} for n in nodes)
    if own or any(n.tag in {"WDT", "WP", "WRB", "WP$"} for n in nodes[noun.index : node.index]):
        return
    for n in nodes:
        if n.head == noun.index and (n.index > node.index or n.dep == "punct"):
            nodes[n.index] = replace(n, head=node.index)
    nodes[node.index] = replace(node, dep="ROOT", head=node.index)
    nodes[noun.index] = replace(noun, dep="nsubj", head=node.index)


def _begun(nodes: list[Node], node: Node) -> None:
    """A past that was taken for a participle ("A, in B until Monday, telephoned C"): its doer opens the sentence."""
    if node.dep != "ROOT" or node.tag != "VBN" or finite(node, nodes):
        return
    mine = [n for n in nodes if n.head == node.index]
    subject = any(n.dep == "nsubj" for n in mine)
    doer = next((n for n in mine if n.index < node.index and kind(n) in DOERS and n.dep in LOOSE), None)
    ruled = any(n.dep == "dobj" and n.index > node.index for n in mine)
    if subject and not any(n.dep == "agent" for n in mine):
        nodes[node.index] = replace(node, tag="VBD")
    elif doer is not None and ruled and not any(n.dep in SUBJECTS for n in mine):
        nodes[node.index] = replace(node, tag="VBD")
        nodes[doer.index] = replace(doer, dep="nsubj")


def _acted_on(nodes: list[Node], node: Node) -> None:
    """An object behind a date ("received yesterday A", "received on Monday, at the palace, A")."""
    if kind(node) not in PERSONAL or node.dep not in LOOSE | {"pobj"}:
        return
    before = nodes[node.index - 1] if node.index else node
    above = nodes[node.head]
    dated = above.dep == "prep" and any(n.head == above.index and kind(n) == "date" for n in nodes[: node.index])
    verb = nodes[above.head] if node.dep == "pobj" and dated else above
    stray = node.dep in LOOSE or (node.dep == "pobj" and dated)
    if not stray or verb.tag not in {"VBD", "VBZ"} or verb.index > node.index:
        return
    ruled = any(n.head == verb.index and n.dep in {"dobj", "auxpass", "ccomp"} for n in nodes)
    parted = before.text == "," and any(kind(n) == "date" for n in nodes[verb.index : node.index])
    if not ruled and (kind(before) == "date" or parted):
        nodes[node.index] = replace(node, dep="dobj", head=verb.index)


def _named(nodes: list[Node], node: Node) -> None:
    """A holder behind the comma of an office that says more ("by the governor of the town, A")."""
    if kind(node) != "person" or node.dep not in LOOSE:
        return
    first = min((n.index for n in nodes if n.head == node.index and n.dep in OPENING), default=node.index)
    side = nodes[node.head]
    if node.dep == "appos" and side.lemma in SIDES and nodes[side.head].text == "of":
        nodes[node.index] = replace(node, head=nodes[side.head].head)  # "the leaders of the two parties, A and B"
    if node.dep == "appos" or nodes[first - 1].text != "," or first < 2:
        return
    for office in reversed(nodes[max(first - NEAR, 0) : first - 1]):
        if office.text in {",", ";", ":"} or office.tag.startswith("V"):
            return
        if kind(office) == "office" and not below(nodes, office, node):
            nodes[node.index] = replace(node, dep="appos", head=office.index)
            return


def _listed(nodes: list[Node], node: Node) -> None:
    """The last of a list that was joined to the verb ("was greeted by A, head of B, and C"): it joins who is named
    right before it, behind the verb.
    """
    verb = nodes[node.head]
    if node.dep != "conj" or kind(node) not in DOERS or not verb.tag.startswith("V") or _acts(nodes, node):
        return
    for early in reversed(nodes[verb.index + 1 : node.index]):
        if early.tag.startswith("V") and finite(early, nodes):
            return
        beside = early.dep == "pobj" and nodes[early.head].text in {"by", "with"}
        alike = kind(early) in DOERS and (kind(early) == "org") == (kind(node) == "org")
        if alike and (early.dep == "dobj" or beside) and not below(nodes, early, node):
            nodes[node.index] = replace(node, head=early.index)
            return


def _acts(nodes: Sequence[Node], node: Node) -> bool:
    """Whether what is joined to a verb has an object or a verb of its own ("… and B the financial report")."""
    after = nodes[node.index + 1] if node.index + 1 < len(nodes) else node
    return after.tag in {"DT", "VBD", "VBZ", "MD"} or any(n.head == node.index and n.dep == "dobj" for n in nodes)
