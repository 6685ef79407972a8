"""Where: the place of an event told in a clause.

Comes in: a node of a clause. Goes out: the key of a place. It never places an event where its words, or its host's own
office together with the article's dateline, do not put it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.claims.context import Context
from kg.claims.event_stages import completions, path, verb_of
from kg.claims.event_words import words
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

LANDS = frozenset({"place", "state"})
SITES = frozenset({"state_body", "organization"})  # where "at" puts an event
IN = frozenset({"in", "at", "on", "off"})
PLACED = frozenset({"in", "at"})
BEFORE = frozenset({"compound", "amod", "nmod", "poss", "case"})


def place_of(context: Context, node: Node, parse: Parse) -> str | None:
    """The key of the place that a preposition or "where" ties to an event's word or verb; of "here" the dateline's."""
    verb = verb_of(node, parse)
    if (there := _where(context, verb, parse)) is not None:
        return there
    spots = [node, *([verb] if verb is not None else []), *completions(node, parse), *parse.children(node, "acl")]
    spots += [v for v in parse.children(node, "relcl") if v.lemma in words("staging") or v.lemma in words("when")]
    told = [pair for spot in spots for pair in context.prepositions(spot, parse) if pair[0] in IN]
    spotted = [*told, *swallowed(spots, parse), *_places_below(node, parse)]
    for prep, child in spotted:
        found = _known(context, child, LANDS | SITES if prep == "at" else LANDS) or _locality(context, child, parse)
        if found is not None:
            return found
    site = next((key for prep, child in spotted if prep in PLACED and (key := _site(context, child, parse))), None)
    if site is not None:
        return site
    here = any(fold(n.text) == "here" and n.dep == "advmod" for n in parse.nodes)
    return dateline(context) if here else None


def _known(context: Context, node: Node, kinds: frozenset[str]) -> str | None:
    return next((key for key, _ in context.own(node) if context.kind(key) in kinds), None)


def swallowed(spots: list[Node], parse: Parse) -> Iterator[tuple[str, Node]]:
    """The place right behind a preposition that the parser hung on the name behind it ("received at A airport B")."""
    for spot in spots:
        for prep in parse.children(spot, "prep"):
            behind = [n for n in parse.nodes[prep.index + 1 : prep.index + 3] if n.dep != "det"]
            if fold(prep.text) in IN and behind and behind[0].dep in {"compound", "nmod", "poss"}:
                named = behind[0].phrase is not None and behind[0].phrase.kind == "place"
                head = parse.nodes[behind[0].head]
                if named and head.phrase is not None and head.phrase.kind in {"person", "office", "org"}:
                    yield fold(prep.text), behind[0]


def _locality(context: Context, node: Node, parse: Parse) -> str | None:
    """The town that its kind of place names ("in the port city of A", "in B's capital, C")."""
    if node.phrase is not None or fold(node.lemma) not in words("locality"):
        return None
    inside = [n for mark, n in context.prepositions(node, parse) if mark == "of"]
    behind = parse.nodes[node.index + 1 : node.index + 4]
    marked = len(behind) == 3 and behind[0].text == "," and behind[2].text in {",", "."}
    for n in (*inside, *(behind[1:2] if marked else ())):
        if (known := _known(context, n, LANDS)) is not None:
            return known
        if n.tag == "NNP" and (n.phrase is None or bare_name(context, n)):
            return _named(context, n, parse)
    return None


def bare_name(context: Context, node: Node) -> bool:
    """Whether a name was taken for a person's by its shape alone: no title or honorific stands by it, no office is
    told of whom it would be.
    """
    person = node.phrase.person if node.phrase is not None and node.phrase.kind == "person" else None
    keys = {key for key, _ in context.own(node)}
    held = any(h.person in keys for h in context.holdings)
    return person is not None and not person.titles and not person.honorific and not held


def goal(context: Context, node: Node, parse: Parse) -> str | None:
    """The key of what "to" leads to by a name that nothing shows to be a place ("a visit to A"), or as
    the first of a list ("to three countries: A, B and C").
    """
    listed = parse.children(node, "appos") if node.tag == "NNS" and node.phrase is None else []
    if listed and (known := _known(context, listed[0], LANDS)) is not None:
        return known
    unknown = node.tag == "NNP" and node.phrase is None
    alone = bare_name(context, node) and len(node.span.of(context.text).split()) == 1
    return _named(context, node, parse) if unknown or alone else None


def _named(context: Context, node: Node, parse: Parse) -> str:
    """A place made of a proper noun with the capitals before it; of a name read as somebody's, its words."""
    before = [n for n in parse.subtree(node) if n.index < node.index and n.tag.startswith("NNP")]
    start = min((n.span.start for n in before), default=node.span.start)
    return context.entity("place", (" ".join(Span(start, node.span.end).of(context.text).split()),))


def _site(context: Context, node: Node, parse: Parse) -> str | None:
    """The key of a place that only its noun tells ("at the headquarters of A", "in the town hall")."""
    named = node.tag == "NNP" and node.dep == "pobj"
    if node.phrase is not None or not (named or fold(node.lemma) in words("site")):
        return None
    before = [n for n in parse.subtree(node) if n.index < node.index and n.dep in BEFORE and n.tag != "PRP$"]
    start = min((n.span.start for n in before), default=node.span.start)
    of = [n for mark, n in context.prepositions(node, parse) if mark == "of"]
    words_of = [Span(start, n.span.end).of(context.text) for n in of[:1]]
    names = [" ".join(name.split()) for name in (*words_of, Span(start, node.span.end).of(context.text))]
    return context.entity("place", tuple(names)) if before or of or named else None


def _where(context: Context, verb: Node | None, parse: Parse) -> str | None:
    """The place before a "where" that opens an event's clause ("in Lima, where a summit is to open")."""
    word = next((n for n in parse.children(verb, "advmod") if fold(n.text) == "where"), None) if verb else None
    if verb is None or word is None or verb.dep not in {"relcl", "advcl", "acl"}:
        return None
    before = next((n for n in reversed(parse.nodes[: word.index]) if n.text != ","), None)
    named = context.own(before) if before is not None else []
    return next((key for key, _ in named if context.kind(key) in LANDS), None)


def _places_below(node: Node, parse: Parse) -> Iterator[tuple[str, Node]]:
    """The prepositions of place below an event's word with what they have behind them, its conjuncts' left out."""
    for n in parse.subtree(node):
        if n.dep == "prep" and fold(n.text) in IN and n.index > node.index:
            above = path(n, parse)
            if not any(a.dep == "conj" for a in above[: above.index(node)]):
                yield from ((fold(n.text), child) for child in parse.children(n, "pobj"))


def dateline(context: Context) -> str | None:
    """The key of the place in the dateline; None if the article has none."""
    place = context.annotated.article.place
    if place is None:
        return None
    wanted = fold(place.value)
    known = next((e.key for e in context.entities.values() if wanted in {fold(n) for n in e.names}), None)
    return known or context.entity("place", (place.value.title() if place.value.isupper() else place.value,))
