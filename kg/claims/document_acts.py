"""The act that the documents of one list share: "signed a protocol on X, an action plan and a letter of intent".

Comes in: the documents' head nouns in a sentence, each with the act that the parse hangs it under. Goes out: the
same, those without an act under that of the list they go on. It never carries an act over another clause's verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.syntax import Node, Parse
from kg.words import fold

JOINS = frozenset({",", ";", ":", "and", "plus", "including", "namely", "–", "—"})
LONG_JOINS = ("as well as", "along with", "together with", "in addition to")
VERBS = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP"})
NOMINAL = frozenset({"DT", "JJ", "NN", "CD", "PO"})
LISTING = frozenset({"be", "include", "comprise", "cover"})


@dataclass(frozen=True, slots=True)
class Head:
    """A document's head noun, its singular, its act, and whether that is the act of a list that it goes on."""

    node: Node
    word: str
    act: Node | None
    shared: bool = False


def shared_acts(heads: Sequence[Head], parse: Parse) -> Iterator[Head]:
    """The heads in text order, each with its own act or that of the head before it in its list."""
    before: Head | None = None
    for head in heads:
        if head.act is None and before is not None and before.act is not None and _goes_on(before, head, parse):
            head = replace(head, act=before.act, shared=True)
        yield head
        before = head


def _goes_on(before: Head, head: Head, parse: Parse) -> bool:
    """Whether a head stands in the list of the one before it, or in the list that says what this one's plural means."""
    edge = edge_of(head.node, parse)
    between = [n for n in parse.nodes[before.node.index + 1 : edge] if n.phrase is None]
    verbs = [n for n in between if n.tag in VERBS]
    if before.node.tag in {"NNS", "NNPS"} and verbs and all(n.lemma in LISTING for n in verbs):
        return verbs[-1].index >= edge - 2
    return not verbs and _joined(edge, parse)


def edge_of(node: Node, parse: Parse) -> int:
    """The first node of the noun phrase that a noun ends."""
    at = node.index
    while at and fold(parse.nodes[at - 1].text) not in JOINS and parse.nodes[at - 1].tag[:2] in NOMINAL:
        at -= 1
        if parse.nodes[at].tag == "DT":
            break
    return at


def _joined(edge: int, parse: Parse) -> bool:
    if edge == 0:
        return False
    words = " ".join(fold(n.text) for n in parse.nodes[max(edge - 3, 0) : edge])
    return fold(parse.nodes[edge - 1].text) in JOINS or words.endswith(LONG_JOINS)
