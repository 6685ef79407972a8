"""How a list of people stands in a parse: its items, the brackets and clauses inside it, the words that announce it.

Comes in: a node of a sentence, where a list begins. Goes out: yes or no, or an index. It never says whom an item names.
"""

from __future__ import annotations

from kg.syntax import Node, Parse
from kg.words import fold

REACH = 9  # words behind a name in a list, or behind a plural that announces one, that are looked at


def announces(node: Node, parse: Parse) -> bool:
    """Whether a plural says what those are who stand behind a colon ("members of a delegation from A: B; C")."""
    marks = (n.text for n in parse.nodes[node.index + 1 : node.index + REACH] if n.text in {":", ",", ";", "."})
    return node.tag == "NNS" and node.phrase is None and next(marks, "") == ":"


def bracket_end(node: Node, parse: Parse) -> int:
    """Behind a bracket that tells what somebody listed holds ("A (Interior), B (Trade)"); else where it begins."""
    inside = next((n for n in parse.nodes[node.index : node.index + REACH] if n.text == ")"), None)
    return inside.index + 1 if inside is not None else node.index


def listed(node: Node, parse: Parse, start: int) -> bool:
    """Whether a node is an item of a list rather than a part of one ("adviser to X", "Y's envoy")."""
    if node.dep in {"poss", "compound", "nmod"} or not (node.phrase is not None or node.tag.startswith("NN")):
        return False
    above = parse.parent(node)
    inner = node.dep == "pobj" and above is not None and above.index > start  # at the start: "consisted of A, B"
    return not inner or (above is not None and fold(above.text) in {"with", "on", "by", "including"})


def within_clause(node: Node, parse: Parse, start: int) -> bool:
    """Whether a node lies in a relative clause that begins behind the list's start."""
    at: Node | None = node
    while at is not None and at.index >= start:
        if at.dep == "relcl":
            return True
        at = parse.parent(at)
    return False
