"""Attributions without a reporting verb: "according to X", "in the words of X", "X: “…”".

Comes in: the parse of a sentence. Goes out: the node that names who speaks, with the clause that is attributed. It
never settles whom the node denotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.claims.context import Context
from kg.claims.lexicon import reporting
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

OPINIONS = frozenset("estimate word view opinion assessment estimation account telling reckoning".split())
NAMED = frozenset({"person", "org", "office", "place"})


def attributions(context: Context, parse: Parse) -> Iterator[tuple[Node, Span, str]]:
    """Who is named as the source of a clause, the clause, and the words that attribute it."""
    for node in parse.nodes:
        word = fold(node.text)
        if word == "according":
            yield from _according(node, parse)
        elif word in {"in", "by", "per"} and node.dep in {"prep", "pcomp"}:
            yield from _worded(node, parse)
        elif word == "as" and node.index == 0:
            yield from _as_reported(parse)
    yield from _before_colon(context, parse)


def _according(node: Node, parse: Parse) -> Iterator[tuple[Node, Span, str]]:
    following = parse.nodes[node.index + 1] if node.index + 1 < len(parse.nodes) else None
    if following is None or fold(following.text) != "to":
        return
    objects = [*parse.children(following, "pobj"), *parse.children(node, "pobj")]
    if objects:
        host = parse.parent(node)
        yield objects[0], parse.extent(host) if host is not None else parse.sentence.span, "according to"


def _as_reported(parse: Parse) -> Iterator[tuple[Node, Span, str]]:
    """"As reported by X, …" at the head of a sentence."""
    verb = parse.nodes[1] if len(parse.nodes) > 1 else None
    if verb is None or verb.tag not in {"VBN", "VBD"} or not reporting(fold(verb.lemma)):
        return
    comma = next((n.index for n in parse.nodes if n.text == ","), 0)
    by = [n for n in parse.nodes[2:comma] if fold(n.text) == "by"]
    for who in parse.children(by[0], "pobj", "pcomp") if by else ():
        yield who, parse.sentence.span, fold(verb.lemma)


def _worded(node: Node, parse: Parse) -> Iterator[tuple[Node, Span, str]]:
    """"In the words of X, …" and "in X's view, …"."""
    for noun in parse.children(node, "pobj"):
        if fold(noun.lemma) not in OPINIONS or noun.phrase is not None:
            continue
        named = [n for p in parse.children(noun, "prep") if fold(p.text) == "of" for n in parse.children(p, "pobj")]
        named += [n for n in parse.children(noun, "poss") if n.phrase is not None]
        last = max((n.span.end for n in parse.subtree(noun)), default=noun.span.end)
        comma = any(n.text == "," and 0 <= n.span.start - last < 2 for n in parse.nodes)
        opens = node.index == 0 or parse.nodes[node.index - 1].text in {",", "and"}
        if named and (comma or opens):
            yield named[0], parse.sentence.span, "say"


def _before_colon(context: Context, parse: Parse) -> Iterator[tuple[Node, Span, str]]:
    """A name at the head of a sentence that only a colon parts from a quotation."""
    openings = {q.start for q in context.annotated.quotations}
    for colon in (n for n in parse.nodes if n.text == ":"):
        ahead, behind = parse.nodes[: colon.index], parse.nodes[colon.index + 1 : colon.index + 3]
        if not ahead or len(behind) < 2 or behind[1].span.start not in openings:
            continue
        named = [n for n in ahead if n.phrase is not None and n.phrase.kind in NAMED]
        if len(named) == 1 and not any(n.tag.startswith("V") for n in ahead if n.phrase is None):
            yield named[0], parse.sentence.span, "say"
