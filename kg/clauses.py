"""The dependency parse of a sentence in which every phrase is one well-behaved token.

Comes in: sentences with their phrases. Goes out: parses whose nodes are words or whole phrases, with offsets into the
article. It never names anything: the stand-ins that the parser sees leave no trace in the nodes' spans.

Names of parties and persons mislead a parser trained on other news (a family name "To" reads as a preposition), so
a plain word of the same class stands in for each phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg import language
from kg.model import Span
from kg.syntax import Mentions, Node, Parse, Phrase, Token

PERSONS = ("John", "Mary", "Peter", "Susan", "James", "Linda")
PARTNERS = frozenset(
    "counterpart host guest spouse wife husband predecessor successor colleague rival deputy partner".split()
)
PLACES = ("Paris", "Berlin", "London", "Rome")
Unit = tuple[str, Span, Phrase | None]


def parse(mentions: Sequence[Mentions]) -> tuple[Parse, ...]:
    """A parse a sentence, in order; without a model every word is its own root and only the phrases are of use."""
    units = [_units(m) for m in mentions]
    parsed = language.parse([[word for word, _, _ in row] for row in units])
    if not parsed:
        parsed = [[(word.casefold(), "", "ROOT", i) for i, (word, _, _) in enumerate(row)] for row in units]
    return tuple(
        Parse(
            m.sentence, _mended([_node(i, unit, word) for i, (unit, word) in enumerate(zip(row, words, strict=True))])
        )
        for m, row, words in zip(mentions, units, parsed, strict=True)
    )


def _mended(nodes: list[Node]) -> tuple[Node, ...]:
    """Two mends of what the parser gets wrong on such prose: lists of names, and "led by" behind a body's name."""
    for members in _lists(nodes):
        first, *rest = members
        outer = next(
            (m for m in members if nodes[m].dep not in {"conj", "appos", "dep"} and nodes[m].head not in members), first
        )
        if outer != first:
            nodes[first] = replace(nodes[first], dep=nodes[outer].dep, head=nodes[outer].head)
        for m in rest:
            nodes[m] = replace(nodes[m], dep="conj", head=first)
    for i, node in enumerate(nodes):
        body = i - 2 if i > 1 and nodes[i - 1].text == "," else i - 1
        if node.lemma in {"lead", "head"} and node.tag == "VBN" and body >= 0 and _kind(nodes[body]) == "org":
            nodes[i] = replace(node, dep="acl", head=body)
    for i, node in enumerate(nodes):
        if i > 1 and _kind(node) == "person" and nodes[i - 1].text == "," and nodes[i - 2].lemma in PARTNERS:
            nodes[i] = replace(node, dep="appos", head=i - 2)
    return tuple(_regrouped(_courtesies(nodes)))


def _courtesies(nodes: list[Node]) -> list[Node]:
    """The "calls" of "courtesy calls on A" is a noun, though the parser may take it for a verb."""
    for i, node in enumerate(nodes[1:], start=1):
        if node.text.casefold() == "calls" and nodes[i - 1].text.casefold() == "courtesy":
            nodes[i] = replace(node, tag="NNS", lemma="call")
            nodes[i - 1] = replace(nodes[i - 1], dep="compound", head=i)
    return nodes


def _kind(node: Node) -> str:
    return node.phrase.kind if node.phrase is not None else ""


def _lists(nodes: Sequence[Node]) -> list[list[int]]:
    """Stretches "A, B and C" of phrases of one kind with nothing else between them, the last behind "and"."""
    found: list[list[int]] = []
    i = 0
    while i < len(nodes):
        members, joined, j = [i], False, i + 1
        while _kind(nodes[i]) in {"person", "org", "place"}:
            k, marks = j, []
            while k < len(nodes) and nodes[k].text.casefold() in {",", ";", "and", "the"} and k - j < 4:
                marks.append(nodes[k].text.casefold())
                k += 1
            if k >= len(nodes) or _kind(nodes[k]) != _kind(nodes[i]) or not {",", ";", "and"} & set(marks):
                break
            members.append(k)
            joined, j = "and" in marks, k + 1
            if joined:
                break
        if (len(members) > 2 or _split_pair(nodes, members)) and joined:
            found.append(members)
        i = members[-1] + 1
    return found


def _split_pair(nodes: Sequence[Node], members: Sequence[int]) -> bool:
    """Whether the parser hung the second of two persons ("A, title of X, and B") elsewhere, yet gave it no clause of
    its own.
    """
    if len(members) != 2 or _kind(nodes[members[0]]) != "person":
        return False
    first, second = nodes[members[0]], nodes[members[1]]
    return second.head != first.index and second.dep in {"conj", "appos", "dep", "npadvmod"}


def _regrouped(nodes: list[Node]) -> list[Node]:
    """A body joined to the leader of another body ("the A, led by X and the B, led by Y") is joined to the body."""
    for i, node in enumerate(nodes):
        if node.dep == "conj" and _kind(node) and nodes[node.head].tag.startswith("V"):
            side = _one_sided(nodes, node)
            nodes[i] = replace(node, head=side) if side is not None else node
        if node.dep == "conj" and _kind(node) == "org" and _kind(nodes[node.head]) == "person":
            agent = nodes[nodes[node.head].head]
            verb = nodes[agent.head]
            if agent.dep == "agent" and verb.dep == "acl" and _kind(nodes[verb.head]) == "org":
                nodes[i] = replace(node, head=verb.head)
    return nodes


def _node(i: int, unit: Unit, word: tuple[str, str, str, int]) -> Node:
    text, span, phrase = unit
    lemma, tag, dep, head = word
    if "-" in text and tag.startswith("V"):
        lemma = _hyphened(text.casefold())
    return Node(i, text, lemma, tag, dep, head, span, phrase)


def _one_sided(nodes: Sequence[Node], node: Node) -> int | None:
    """The lone object of a "between" below the verb to which the parser joined the other side."""
    for prep in nodes:
        if prep.head == node.head and prep.text.casefold() == "between" and prep.index < node.index:
            sides = [n for n in nodes if n.head == prep.index and n.dep == "pobj"]
            if len(sides) == 1 and not any(n.head == sides[0].index and n.dep == "conj" for n in nodes):
                return sides[0].index
    return None


def _hyphened(word: str) -> str:
    """The lemma of a regular verb with a hyphen ("co-chaired"), which the lemmatiser leaves as it is."""
    for end in ("ed", "ing", "s"):
        if word.endswith(end) and len(word) - len(end) > 4:
            return word[: -len(end)]
    return word


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
