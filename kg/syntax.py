"""The shapes that the reading rooms pass on: zones, sentences, tokens, phrases, and clauses of one article.

Comes in: nothing; `text`, `mentions`, `clauses` and `discourse` construct these. Goes out: frozen, slotted dataclasses,
all offsets half-open code points of the article's text. It never decides what a phrase means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kg.model import Article, Entity, EntityKind, OfficeStatus, Reference, Span

ZoneKind = Literal[
    "date_line", "dateline", "headline", "body", "caption", "question", "answer", "letter", "source", "related", "noise"
]  # fmt: skip
PhraseKind = Literal["person", "org", "place", "office", "date", "figure", "demonym"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of an article that reads in one way; `speaker` is the name a turn or letter carries, if any."""

    kind: ZoneKind
    span: Span
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or headline, caption, list line): its trimmed span, its zone, its paragraph and own number
    from 0.
    """

    index: int
    paragraph: int
    span: Span
    zone: ZoneKind
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """An article cut up: zones cover the text without overlap, sentences lie in zones, quotations are the spans between
    quotation marks (marks excluded), nested ones left out.
    """

    article: Article
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: its words, its span, the tagger's tag (Penn) and the recogniser's label, both '' without a
    model.
    """

    text: str
    span: Span
    tag: str = ""
    label: str = ""
    lemma: str = ""

    @property
    def lower(self) -> str:
        """The words, case folded."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Name:
    """A named organisation, place or person as one place in the text writes it.

    `text` is the name without bracketed abbreviation and leading article; `abbreviation` stands in brackets behind it;
    `parent` is what its own words say it belongs to; `owner` is a pronoun or generic noun in a parent's place
    ("its", "the party"); `certain` is False for a shape that only other occurrences can settle.
    """

    kind: EntityKind
    text: str
    span: Span
    abbreviation: str | None = None
    abbreviation_span: Span | None = None
    parent: Name | None = None
    owner: str | None = None
    base: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Title:
    """An office as the text words it: `text` with its portfolio ("Minister of Foreign Affairs"), `head` its head noun's
    singular, `org` the organisation it is of, `owner` a pronoun or generic noun in that place; `shared` that only
    the next title's words name the organisation.
    """

    text: str
    head: str
    span: Span
    org: Name | None = None
    owner: str | None = None
    status: OfficeStatus = "current"
    plural: bool = False
    definite: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A named person with the titles that stand around the name; `span` covers all, `name.span` the name alone."""

    name: Name
    titles: tuple[Title, ...]
    span: Span
    honorific: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch that the parser sees as one token: what it is, and the names in it; `more` holds further titles of one
    list.
    """

    kind: PhraseKind
    span: Span
    person: Person | None = None
    name: Name | None = None
    title: Title | None = None
    text: str = ""
    more: tuple[Title, ...] = ()


@dataclass(frozen=True, slots=True)
class Mentions:
    """What one sentence names: its tokens, its phrases in text order and without overlap."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One word of the dependency parse: a token or a whole phrase. `head` indexes the clause's nodes; a root is its
    own.
    """

    index: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    span: Span
    phrase: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Parse:
    """The dependency parse of one sentence over its phrases (labels: ClearNLP, as spaCy's English models give them)."""

    sentence: Sentence
    nodes: tuple[Node, ...]
    _below: tuple[list[Node], ...] = field(init=False, repr=False, compare=False)
    _subtrees: dict[int, list[Node]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: tuple[list[Node], ...] = tuple([] for _ in self.nodes)
        for node in self.nodes:
            if node.head != node.index:
                below[node.head].append(node)
        object.__setattr__(self, "_below", below)
        object.__setattr__(self, "_subtrees", {})

    def children(self, node: Node, *deps: str) -> list[Node]:
        """The dependents of a node in text order, of the given labels or all."""
        below = self._below[node.index]
        return [n for n in below if n.dep in deps] if deps and below else below[:]

    def parent(self, node: Node) -> Node | None:
        """The node that this one depends on; None for a root."""
        return None if node.head == node.index else self.nodes[node.head]

    def subtree(self, node: Node) -> list[Node]:
        """The node and everything below it, in text order."""
        if node.index not in self._subtrees:
            wanted, todo = {node.index}, [node]
            while todo:
                more = [n for n in self._below[todo.pop().index] if n.index not in wanted]
                wanted.update(n.index for n in more)
                todo += more
            self._subtrees[node.index] = [self.nodes[index] for index in sorted(wanted)]
        return self._subtrees[node.index][:]

    def extent(self, node: Node) -> Span:
        """From the first to the last code point of a node's subtree."""
        nodes = self.subtree(node)
        return Span(min(n.span.start for n in nodes), max(n.span.end for n in nodes))


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that stand for entities named elsewhere ("he", "both sides"): the keys, and the references followed."""

    span: Span
    keys: tuple[str, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """A title as the text gives it to a person: keys of both, the words of both at `span`, the references followed.

    `stated` is False where the organisation is only the nearest state that the article speaks of.
    """

    person: str
    title: Title
    organization: str | None
    span: Span
    references: tuple[Reference, ...] = ()
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Discourse:
    """An article's entities and what its words stand for.

    `named` maps the span of a phrase to its entity's key, `anaphors` the span of a referring word or noun phrase's head
    to what it stands for, `holdings` are the offices in text order, `answerer` is who is interviewed.
    """

    entities: tuple[Entity, ...]
    named: dict[Span, str]
    anaphors: dict[Span, Anaphor]
    holdings: tuple[Holding, ...]
    answerer: str | None = None
