"""What a relative clause speaks of, where the parse hangs it on a noun too far or too near.

Comes in: nodes of a parsed sentence. Goes out: the noun that "which" stands for. It never looks outside the phrase that
the clause hangs on.
"""

from __future__ import annotations

from kg.syntax import Node, Parse
from kg.words import fold


def antecedent(mark: Node, head: Node, parse: Parse) -> Node:
    """The trade of "the need to raise trade, which stood at 2 percent": an object right before the relative clause
    whose head the parse takes for its owner's.
    """
    inside = [n for n in parse.subtree(head) if head.index < n.index < mark.index and n.tag.startswith("N")]
    last = inside[-1] if inside else None
    near = last is not None and last.dep == "dobj" and mark.index - last.index <= 2
    return last if last is not None and near else whole_of(head, parse)


def whole_of(noun: Node, parse: Parse) -> Node:
    """The trade of "trade between the two countries, which rose": what a relative clause speaks of."""
    prep = parse.parent(noun)
    above = parse.parent(prep) if prep is not None and fold(prep.text) in {"between", "among"} else None
    return above if above is not None and above.tag.startswith("N") else noun
