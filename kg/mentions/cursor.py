"""One sentence's tokens with the questions that the grammar asks of them.

Comes in: the tokens of a sentence and what the whole article has taught so far. Goes out: yes or no, and stretches of
tokens. It never looks at another sentence except through that knowledge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, TypeVar

from kg.mentions import lexicon
from kg.model import Span
from kg.syntax import Token
from kg.territories import territory
from kg.words import fold

OPENERS = frozenset({"“", '"', "‘", ":", "(", "[", "—", "–", "--", "-", "•", "*"})
ARTICLE = re.compile(  # an article before a name's word
    r"(?:(?:al|el|ad|an|ar|as|ash|at|az|ud|ul|ur|us|uz)-|[dlp]['’])[A-Z]"
)
UNASKED = object()
T = TypeVar("T")
BRACKETED = re.compile(r"\s*\([^()]{2,40}\)")


@dataclass(slots=True)
class Knowledge:
    """What an article's sentences say about each other's words; filled in a first pass, asked in a second.

    All keys are folded. `lower` holds words seen in lower case, `inner` words seen capitalised inside a sentence,
    `persons` full names and `person_words` their parts, `places` names of places and states (`sure`: by
    their own words), `adjectives` maps a
    demonym to its place, `acronyms` those explained in brackets, `runs` counts the stretches of capitals that stand on
    their own.
    """

    lower: set[str] = field(default_factory=set)
    inner: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    person_words: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    adjectives: dict[str, str] = field(default_factory=dict)
    acronyms: set[str] = field(default_factory=set)
    runs: Counter[str] = field(default_factory=Counter)

    def of_names(self) -> frozenset[tuple[str, str, str]]:
        """What phrases teach, as (field, folded key, value): persons, places and demonyms."""
        told = {"persons": self.persons, "person_words": self.person_words, "sure": self.sure}
        mapped = {"places": self.places, "adjectives": self.adjectives}
        flat = {(name, key, "") for name, keys in told.items() for key in keys}
        return frozenset(flat | {(name, key, value) for name, found in mapped.items() for key, value in found.items()})


def once(rule: Callable[[Cursor, int], T]) -> Callable[[Cursor, int], T]:
    """A rule that is asked at each token once as long as the cursor keeps a memo: while the knowledge stands still."""

    @wraps(rule)
    def asked(c: Cursor, i: int) -> T:
        memo = c.memo
        if memo is None:
            return rule(c, i)
        answer: T = memo.get((rule, i), UNASKED)
        if answer is UNASKED:
            answer = memo[rule, i] = rule(c, i)
        return answer

    return asked


def lasting(rule: Callable[[Cursor], T]) -> Callable[[Cursor], T]:
    """A rule that is asked once for a sentence, as it looks at nothing but its words and tags."""

    @wraps(rule)
    def asked(c: Cursor) -> T:
        answer: T = c.lasting.get(rule, UNASKED)
        if answer is UNASKED:
            answer = c.lasting[rule] = rule(c)
        return answer

    return asked


class _Words(dict[int, str]):
    """The words of a sentence by number, '' past the ends."""

    def __missing__(self, i: int) -> str:
        return ""


@dataclass(slots=True)
class Cursor:
    """Random access to a sentence's tokens; every index past the end is answered with no.

    `at` gives a token's words, `low` the same case folded. `memo` holds what rules answered, None while the knowledge
    changes; `lasting` what rules answered that do not ask for knowledge.
    """

    text: str
    tokens: tuple[Token, ...]
    known: Knowledge
    shouting: bool = False
    memo: dict[tuple[object, int], Any] | None = None
    lasting: dict[object, Any] = field(default_factory=dict)
    at: Callable[[int], str] = field(init=False)
    low: Callable[[int], str] = field(init=False)
    _folded: str = field(init=False)
    _capitals: dict[int, bool | None] = field(init=False)

    def __post_init__(self) -> None:
        texts = [token.text for token in self.tokens]
        self.at = _Words(enumerate(texts)).__getitem__
        self.low = _Words(enumerate(text.casefold() for text in texts)).__getitem__
        self._folded = fold(self.span(0, len(self.tokens)).of(self.text)) if self.tokens else ""
        self._capitals = {i: self._surely_capital(i) for i in range(len(texts))}

    def __len__(self) -> int:
        return len(self.tokens)

    def speaks_of(self, words: set[str]) -> bool:
        """Whether any of the folded words stands in the sentence, be it as a part of another."""
        return any(word in self._folded for word in words)

    def tag(self, i: int) -> str:
        """The tagger's tag, '' past the ends."""
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else ""

    def label(self, i: int) -> str:
        """The recogniser's label, '' past the ends."""
        return self.tokens[i].label if 0 <= i < len(self.tokens) else ""

    def span(self, i: int, j: int) -> Span:
        """From the first code point of token i to the last of token j - 1."""
        return Span(self.tokens[i].span.start, self.tokens[j - 1].span.end)

    def words(self, i: int, j: int) -> str:
        """The text of tokens i to j - 1 without bracketed abbreviations, on one line."""
        if j - i < 2:
            return self.at(i) if j > i else ""
        return _on_a_line(self.text[self.tokens[i].span.start : self.tokens[j - 1].span.end])

    def written(self, span: Span) -> str:
        """The text at a span, without bracketed abbreviations, on one line."""
        return _on_a_line(span.of(self.text))

    def glued(self, i: int) -> bool:
        """Whether token i follows the one before without white space."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1].span.end == self.tokens[i].span.start

    def acronym(self, i: int) -> bool:
        """Whether the token is an abbreviation in capitals, two letters or more."""
        return _abbreviated(self.at(i)) or fold(self.at(i)) in self.known.acronyms

    def opening(self, i: int) -> bool:
        """Whether a capital letter at token i may be owed to its place alone: sentence start, after a quote or
        colon.
        """
        return i == 0 or (self.at(i - 1) in OPENERS and not self.glued(i))

    def cap(self, i: int) -> bool:
        """Whether the token is capitalised as part of a name."""
        sure = self._capitals.get(i, False)
        return _told_capital(self, i) if sure is None else sure

    def _surely_capital(self, i: int) -> bool | None:
        """Whether the token is capitalised as part of a name, None where only what the article has taught can tell."""
        word = self.at(i)
        if ARTICLE.match(word):
            return True
        if not word[0].isupper() or not word[0].isalpha():
            return False
        low = fold(word)
        if self.at(i + 1)[:1] == "$" and self.acronym(i):
            return False  # "US$", a currency
        if low == "i" or (low == "the" and not self.shouting):
            return False
        return None if self.opening(i) or self.shouting else True

    def _is_told(self, i: int) -> bool:
        word, low = self.at(i), fold(self.at(i))
        if self.acronym(i) and len(word) > 1:
            return True
        function = lexicon.has("function", low)
        if low in self.known.person_words and (not function or self._bigram(i)):
            return True
        if function:
            return False
        if low in self.known.inner or territory(word) is not None:
            return True
        foreign = not word.isascii() and self.at(i + 1)[:1].isupper()
        return low not in self.known.lower and (self.tag(i).startswith("NNP") or foreign or self._leads_name(i))

    def _bigram(self, i: int) -> bool:
        return f"{fold(self.at(i))} {fold(self.at(i + 1))}" in self.known.persons

    def _leads_name(self, i: int) -> bool:
        following = self.at(i + 1)
        return bool(following) and following[0].isupper() and not self.tag(i).startswith(("VB", "IN", "RB", "DT"))

    def possessive(self, i: int) -> bool:
        """Whether token i marks a possessive ("'s", or "'" behind a plural)."""
        return self.low(i) in {"'s", "’s"} or (
            self.at(i) in {"'", "’"} and self.glued(i) and self.low(i - 1).endswith("s")
        )

    def possessive_in(self, i: int, j: int) -> bool:
        """Whether a possessive mark stands among tokens i to j - 1."""
        return any(self.possessive(k) for k in range(i, j))

    def run(self, i: int) -> int:
        """The end of the stretch of capitalised tokens that begins at i; a possessive of people ("People's") belongs to
        it.
        """
        return _run(self, i) if self.cap(i) else i

    def _joins(self, j: int) -> bool:
        """Whether the mark at token j joins the capitals on its sides."""
        if self.at(j) in {"–", "-", "&"}:
            return self.cap(j - 1) and self.cap(j + 1)
        return self.possessive(j) and lexicon.has("people", self.low(j - 1)) and self.cap(j + 1)

    def skip_the(self, i: int) -> int:
        """The index behind a definite article at i and the plain adjectives between it and a name ("the ruling X"),
        or i.
        """
        if self.low(i) != "the":
            return i
        j = i + 1
        while j < i + 3 and self.at(j)[:1].islower() and self._describes(j):
            listed = self.at(j + 1) == "," and self.at(j + 2).islower()  # "the main, ruling X"; not "the opposition, X"
            j += 2 if listed else 1
        return j if self.cap(j) else i + 1

    def _describes(self, i: int) -> bool:
        named = lexicon.has("modifier", self.low(i)) and self.low(i) != "opposition"
        return self.low(i) == "opposition" or (
            not named and self.tag(i) in {"JJ", "VBG", "VBN", "NN"} and not self._heads(i)
        )

    def _heads(self, i: int) -> bool:
        return lexicon.has("head", lexicon.singular(self.low(i))) or bool(
            lexicon.org_class(lexicon.singular(self.low(i)))
        )


@lasting
def capitals(c: Cursor) -> tuple[int, ...]:
    """The tokens that begin with a capital, be it behind an article, in order: no other one is part of a name."""
    return tuple(i for i, token in enumerate(c.tokens) if token.text[0].isupper() or ARTICLE.match(token.text))


@once
def _told_capital(c: Cursor, i: int) -> bool:
    return c._is_told(i)


@once
def _run(c: Cursor, i: int) -> int:
    j = i + 1
    while c.cap(j) or c._joins(j):
        j += 1
    return j


def _on_a_line(words: str) -> str:
    return " ".join((BRACKETED.sub("", words) if "(" in words else words).split())


@lru_cache(maxsize=65_536)
def _abbreviated(word: str) -> bool:
    """Whether a word has the shape of an abbreviation in capitals."""
    front, dash, last = word.rpartition("-")
    if dash and front[:1].isupper() and len(last) > 1 and last.isalpha() and last.isupper():
        return True
    word = word.replace("-", "")
    capitals = sum(c.isupper() for c in word)
    closed = word[-1:].isupper() and capitals * 2 >= len(word)  # "PvdA"
    short = len(word) < 8 and (capitals > len(word) / 2 or closed)
    return word.isalpha() and capitals >= 2 and (capitals == len(word) or short)
