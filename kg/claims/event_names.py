"""What an event is called: the noun phrase around its word.

Comes in: an event's noun in its parse. Goes out: its name in the text's words, and how many sides those words give. It
never takes in a clause or a bracket behind the noun.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_words import number, words
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

APART = frozenset({"det", "predet", "prep", "punct", "cc", "poss"})  # before a noun and no part of its name
STOPS = frozenset({"(", ";", "—", "–", '"', ":", "including", "as"})


def name_of(context: Context, node: Node, parse: Parse) -> str:
    """The noun phrase without its article, up to a clause or bracket behind the noun."""
    kept = [n for n in parse.subtree(node) if not _clause_above(n, node, parse)]
    marked = max((n.index for n in parse.nodes[: node.index] if n.text in STOPS), default=-1)
    before = [n for n in kept if marked < n.index < node.index and n.dep not in APART and n.head == node.index]
    start = min((n.span.start for n in before), default=node.span.start)
    end = node.span.end
    for n in kept:
        if n.index > node.index and fold(n.text) in STOPS:
            break
        end = max(end, n.span.end)
    return _spelt_out(" ".join(Span(start, end).of(context.text).split()).rstrip(" ,"), node)


def _spelt_out(name: str, node: Node) -> str:
    """A name whose noun is left out ("another of the three …", "the second") gets the noun it stands for."""
    word = fold(node.text)
    if word not in words("standing"):
        return name
    return f"{'' if word in {'another', 'other'} else word + ' '}meeting{name[len(node.text) :]}"


def _clause_above(n: Node, top: Node, parse: Parse) -> bool:
    at: Node | None = n
    while at is not None and at is not top:
        if at.dep in {"acl", "relcl", "appos"} or (at.head == top.index and at.dep in {"conj", "cc", "punct"}):
            return True
        at = parse.parent(at)
    return False


def sides_of(node: Node, parse: Parse, around: frozenset[str]) -> int:
    """How many sides an event's own words give: "trilateral", "of the three parties"; 0 where they do not say."""
    if "bilateral" in around:
        return 2
    if around & {"trilateral", "tripartite"}:
        return 3
    behind = [prep for prep in parse.children(node, "prep") if fold(prep.text) in {"of", "between", "among"}]
    below = [n for prep in behind for n in parse.subtree(prep) if fold(parse.nodes[n.head].text) in words("side")]
    return next((count for n in below if (count := number("number", fold(n.text)))), 0)


def named_exercise(node: Node, parse: Parse) -> Node | None:
    """The end of an exercise's own name ("Exercise Silver Heron"), on which its clause hangs."""
    above = parse.parent(node) if node.dep in {"compound", "nmod"} and fold(node.text) == "exercise" else None
    named = above is not None and above.tag.startswith("NNP") and above.index > node.index and _opens_name(node, parse)
    return above if named and above is not None and (above.phrase is None or above.phrase.kind == "place") else None


def _opens_name(node: Node, parse: Parse) -> bool:
    before = parse.nodes[node.index - 1] if node.index else None
    return before is None or not before.text[:1].isupper()
