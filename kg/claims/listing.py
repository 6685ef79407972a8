"""The members of a list in a parse: "the authorities of A, B and C provinces" as its parts.

Comes in: a sentence's parse, where the list begins, where it must end. Goes out: each member's nodes, and the plural
noun that they share. It never says what a member stands for.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.syntax import Node, Parse
from kg.words import fold

CLOSERS = frozenset({";", ":", ".", "to", "which", "who", "that", '"'})
LINKS = frozenset({"of", "'s", "’s", "for"})
PLACE_HEADS = frozenset(
    {"city", "town", "province", "municipality", "district", "county", "port", "region", "prefecture", "village"}
)
BODY_HEADS = frozenset(
    "authority government administration parliament chamber ministry university police department embassy "
    "academy".split()
)


def segments(parse: Parse, start: int, stop: int) -> list[list[Node]]:
    """The members of the list that begins at node `start` and ends before offset `stop`, without determiners."""
    found, joined, bracket = [list[Node]()], False, False
    for at, node in enumerate(parse.nodes[start:], start):
        low = fold(node.text)
        if node.span.start >= stop:
            break
        if low in {"(", ")"}:
            bracket = low == "("
        elif bracket:
            continue
        elif low in {"and", ","} and node.phrase is None:
            after = fold(parse.nodes[at + 1].text) if at + 1 < len(parse.nodes) else ""
            if low == "," and after == "and" and len(found) == 1:
                break
            if (
                low == ","
                and joined
                and after != "and"
                and not (shared(found[-1]) or (len(found) > 1 and any(map(shared, found))))
            ):
                break
            joined = joined or low == "and"
            found += [[]] if found[-1] else []
        elif (
            (
                node.phrase is None
                and (
                    low in CLOSERS
                    or (node.tag[:2] in {"VB", "MD", "IN", "RB", "WD"} and low not in LINKS | {"both", "two"})
                )
            )
            or low == "for"
            or (node.phrase is not None and node.phrase.kind == "date")
        ):
            break
        elif node.tag != "DT" or low == "both":
            found[-1].append(node)
    kept = [segment for segment in found if segment and fold(segment[0].text) not in {"of", "from"}]
    return kept if joined else kept[:1]


def shared(segment: Sequence[Node]) -> str:
    """The plural noun before "of" that a list shares ("authorities" of A, B and C), '' for none."""
    if (
        len(segment) > 2
        and segment[0].phrase is None
        and segment[0].tag.startswith("N")
        and fold(segment[1].text) == "of"
    ):
        word = segment[0].lemma.casefold()
        return (
            word
            if segment[0].text.casefold() != word and (word in PLACE_HEADS | BODY_HEADS or word.endswith("y"))
            else ""
        )
    return ""
