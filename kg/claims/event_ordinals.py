"""Which of a series an event is: "fifth meeting", "14th Congress", "the fifth A-B Joint Commission Meeting".

Comes in: an event's noun in its parse. Goes out: its number, or None. It never counts anything else.
"""

from __future__ import annotations

import re

from kg.claims.event_words import number
from kg.syntax import Node, Parse
from kg.words import fold


def ordinal_of(node: Node, parse: Parse) -> int | None:
    """The number of an event in its series ("fifth meeting", "14th Congress"), from the words before its noun."""
    for n in parse.subtree(node):
        if n.index < node.index:
            word = fold(n.text)
            matched = re.fullmatch(r"([1-9]\d{0,2})(?:st|nd|rd|th)", word)
            if matched and n.dep != "pobj":
                return int(matched.group(1))
            if n.head == node.index and (counted := number("ordinal", word)):
                return counted
    return _opening(node, parse)


def _opening(node: Node, parse: Parse) -> int | None:
    """The number that stands right behind the article of a long name ("the fifth A-B Joint Commission Meeting")."""
    at = node.index - 1
    while at > 0 and parse.nodes[at].tag[:2] in {"NN", "JJ"} and parse.nodes[at - 1].tag not in {"DT", "PRP$"}:
        at -= 1
    opened = at > 0 and parse.nodes[at - 1].tag in {"DT", "PRP$"} and node.tag.startswith("N")
    return number("ordinal", fold(parse.nodes[at].text)) or None if opened else None
