"""The dependency parse of a sentence in which every phrase is one well-behaved token.

Comes in: sentences with their phrases. Goes out: parses whose nodes are words or whole phrases, with offsets into the article.
It never names anything: the stand-ins that the parser sees leave no trace in the nodes' spans.

Names of parties and persons mislead a parser trained on other news ("To Lam" reads as a preposition), so a plain word of the
same class stands in for each phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import language
from kg.model import Span
from kg.syntax import Mentions, Node, Parse, Phrase, Token

PERSONS = ("John", "Mary", "Peter", "Susan", "James", "Linda")
PLACES = ("Paris", "Berlin", "London", "Rome")
Unit = tuple[str, Span, Phrase | None]


def parse(mentions: Sequence[Mentions]) -> tuple[Parse, ...]:
    """A parse a sentence, in order; without a model every word is its own root and only the phrases are of use."""
    units = [_units(m) for m in mentions]
    parsed = language.parse([[word for word, _, _ in row] for row in units])
    if not parsed:
        parsed = [[(word.casefold(), "", "ROOT", i) for i, (word, _, _) in enumerate(row)] for row in units]
    return tuple(
        Parse(m.sentence, tuple(_node(i, unit, word) for i, (unit, word) in enumerate(zip(row, words, strict=True))))
        for m, row, words in zip(mentions, units, parsed, strict=True)
    )


def _node(i: int, unit: Unit, word: tuple[str, str, str, int]) -> Node:
    text, span, phrase = unit
    lemma, tag, dep, head = word
    return Node(i, text, lemma, tag, dep, head, span, phrase)


def _units(m: Mentions) -> list[Unit]:
    units: list[Unit] = []
    queue = list(m.phrases)
    count = 0
    for token in m.tokens:
        while queue and queue[0].span.end <= token.span.start:
            queue.pop(0)
        if queue and queue[0].span.start <= token.span.start:
            if token.span.start == queue[0].span.start:
                units.append((_stand_in(queue[0], count, token), queue[0].span, queue[0]))
                count += 1
            continue
        units.append((_plain(token), token.span, None))
    return units


def _plain(token: Token) -> str:
    return {"“": '"', "”": '"', "’": "'", "’s": "'s"}.get(token.text, token.text)


def _stand_in(phrase: Phrase, count: int, token: Token) -> str:
    if phrase.kind == "person":
        return PERSONS[count % len(PERSONS)]
    if phrase.kind == "place":
        return PLACES[count % len(PLACES)]
    if phrase.kind == "demonym":
        return "French"
    if phrase.kind == "office":
        return "ministers" if phrase.title and phrase.title.plural else "minister"
    if phrase.kind == "date":
        return token.text if phrase.span == token.span else "2020" if phrase.text[:4].isdigit() else "Monday"
    return "NATO"
