"""The page of an article: what is known of it, and its claims in reading order, each with its words.

Comes in: an article and, for private use alone, its text. Goes out: the blocks of its page. Without the text it never
holds more of the article than the quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.exports.tables.sayings import quotes_of
from kg.pipeline.publishing.desk import Desk, when
from kg.pipeline.publishing.plainly import in_words
from kg.site import Block, Fact, Facts, Link, Quote, Segment, Sentence, Sentences, Words

PRIVATE = "The whole article, for private use: its rights stay with the outlet. Words that a claim quotes lead to it."


def article_blocks(desk: Desk, article: str, text: str | None) -> tuple[Block, ...]:
    """What stands on the page of an article, top down."""
    own = article_evidence(desk, article)
    told = _told(desk, article, own)
    items = tuple(_claim(desk, claim, own, spans, text is not None) for spans, claim in told)
    note = "In the order of the text. A claim is what the article says, not what is so."
    blocks: tuple[Block, ...] = (_facts(desk, article, len(items)), Sentences("claims", "What it says", items, note))
    if text is None:
        return blocks
    spans = [(start, end, desk.key(claim) or "") for places, claim in told for start, end in places]
    return (*blocks, Words("text", "The text", PRIVATE, segments(text, spans)))


def article_claims(desk: Desk, article: str) -> list[str]:
    """The claims that an article states, sorted by IRI."""
    return desk.index.of("pd:isStatedIn", article)


def article_evidence(desk: Desk, article: str) -> frozenset[str]:
    """The evidence whose words are an article's own: a claim that thousands make has as many more."""
    return frozenset(desk.index.of("oa:hasSource", article))


def _told(desk: Desk, article: str, own: frozenset[str]) -> list[tuple[list[tuple[int, int]], str]]:
    """The claims with the places of their quotes in this article, by the first of them."""
    found = []
    for claim in article_claims(desk, article):
        places = [
            (start, end)
            for _, _, start, end in quotes_of(desk.index, claim, own)
            if start is not None and end is not None
        ]
        found.append((sorted(places), claim))
    return sorted(found, key=lambda one: (one[0][:1] or [(1 << 60, 0)], one[1]))


def _facts(desk: Desk, article: str, claims: int) -> Facts:
    index = desk.index
    outlet, place = index.iri(article, "pd:isPublishedBy"), index.iri(article, "pd:hasDatelinePlace")
    addresses = [*index.iris(article, "dcterms:source"), *index.texts(article, "dcterms:source")]
    rows = (
        Fact("Outlet", (desk.link(outlet),) if outlet else (Link("not said"),)),
        Fact("Published", (Link(when(desk.issued(article)) or "not said"),)),
        Fact("Written from", (desk.link(place),) if place else ()),
        Fact("On the web", tuple(Link(address, address) for address in addresses)),
        Fact("File", tuple(Link(name) for name in index.texts(article, "dcterms:identifier"))),
        Fact("SHA-256", tuple(Link(text) for text in index.texts(article, "schema:sha256"))),
        Fact("Tell of the same", tuple(desk.article(other) for other in index.iris(article, "pd:sharesEventWith"))),
        Fact("Claims", (Link(str(claims)),)),
    )
    return Facts(tuple(fact for fact in rows if fact.values))


def _claim(desk: Desk, claim: str, own: frozenset[str], places: Sequence[tuple[int, int]], marked: bool) -> Sentence:
    kind, parts = in_words(desk, claim)
    more = (Link("in the text", f"#char={places[0][0]}"),) if marked and places else ()
    return Sentence(kind, parts, more, _longest_first(desk.quotes(claim, among=own)), desk.key(claim) or "")


def _longest_first(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda quote: (-len(quote.words), quote.words)))


def segments(text: str, spans: Sequence[tuple[int, int, str]]) -> tuple[Segment, ...]:
    """The text cut wherever a quote begins or ends; each piece names the claims that quote it, the narrowest first.

    `spans` are (start, end, anchor), offsets in code points.
    """
    inside = [(max(0, start), min(end, len(text)), anchor) for start, end, anchor in spans if start < end]
    cuts = sorted({0, len(text), *(edge for start, end, _ in inside for edge in (start, end))})
    made, opening = [], sorted(inside)
    current: list[tuple[int, int, str]] = []
    at = 0
    for start, end in pairwise(cuts):
        while at < len(opening) and opening[at][0] <= start:
            current.append(opening[at])
            at += 1
        current = [one for one in current if one[1] > start]
        narrow = sorted(current, key=lambda one: (one[1] - one[0], one[2]))
        made.append(Segment(start, text[start:end], tuple(dict.fromkeys(anchor for _, _, anchor in narrow))))
    return tuple(made)
