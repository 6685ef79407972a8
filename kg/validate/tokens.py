"""The tokens of Turtle, TriG, N-Triples, N-Quads and SPARQL, with their positions.

Comes in: the text of a file. Goes out: its tokens with offsets in code points, the IRIs that they stand for, and where
each subject stands first. It never judges the grammar: a parser has read the file or will.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\r\n]*)
  | (?P<iri><(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<string>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:\w[\w.-]*)?:(?:[\w:%]|\\.|[.-](?=[\w:%.\\-]*[\w:%\\-])|-)*)
  | (?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<word>\w+)
  | (?P<sign><<\(|\)>>|<<|>>|\{\||\|\}|\^\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPEN, _CLOSE = frozenset({"[", "(", "<<", "<<(", "{|"}), frozenset({"]", ")", ">>", ")>>", "|}"})


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind (iri, string, variable, at, name, number, word, sign), its text, where it starts."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the token."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Positions:
    """Where things are named in a file: subjects at their first statement, terms where they are first named.

    `unnamed` are the statements whose subject is a `[`, in order.
    """

    subjects: dict[str, Token] = field(default_factory=dict)
    terms: dict[str, Token] = field(default_factory=dict)
    unnamed: list[Token] = field(default_factory=list)


def scan(text: str) -> Iterator[Token]:
    """The tokens without blanks and comments."""
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind != "space":
            yield Token(kind, found.group(), found.start())


def named(text: str, prefixes: Mapping[str, str]) -> Iterator[tuple[Token, str]]:
    """Each IRI and prefixed name of the text, in order, with the IRI it stands for; `prefixes` need no declaration."""
    tokens, scope, place = list(scan(text)), _Scope(), 0
    scope.prefixes |= prefixes
    while place < len(tokens):
        taken = scope.declared(tokens, place)
        if not taken and (iri := scope.iri(tokens[place])) is not None:
            yield tokens[place], iri
        place += taken or 1


def positions(text: str, base: str = "") -> Positions:
    """Where the subjects and terms of a Turtle, TriG, N-Triples or N-Quads file stand; `base` as the parser had it."""
    found, scope, tokens = Positions(), _Scope(base), list(scan(text))
    place, depth, begins = 0, 0, True
    while place < len(tokens):
        token = tokens[place]
        if taken := scope.declared(tokens, place):
            place, begins = place + taken, True
            continue
        iri = scope.iri(token)
        if iri is not None:
            found.terms.setdefault(iri, token)
        if depth == 0 and begins and not _is_graph(tokens, place):
            begins = token.text in (".", "{", "}") or token.text.upper() == "GRAPH"
            if iri is not None:
                found.subjects.setdefault(iri, token)
            elif token.text == "[":
                found.unnamed.append(token)
        depth += (token.text in _OPEN) - (token.text in _CLOSE) if token.kind == "sign" else 0
        begins = begins or (depth == 0 and token.kind == "sign" and token.text in (".", "{", "}"))
        place += 1
    return found


def _is_graph(tokens: Sequence[Token], place: int) -> bool:
    """Whether the token names a graph (TriG): a brace follows."""
    return place + 1 < len(tokens) and tokens[place].kind in ("iri", "name") and tokens[place + 1].text == "{"


class _Scope:
    """The prefixes and the base in force at a place of a file."""

    def __init__(self, base: str = "") -> None:
        self.prefixes: dict[str, str] = {}
        self.base = base

    def declared(self, tokens: Sequence[Token], place: int) -> int:
        """How many tokens a declaration takes that begins here (its dot included); 0 if none does."""
        word, after = tokens[place].text.lower(), tokens[place + 1 : place + 3]
        kinds = [token.kind for token in after]
        if word in ("@prefix", "prefix") and kinds == ["name", "iri"]:
            self.prefixes[after[0].text[:-1]] = self._absolute(after[1].text)
            length = 3
        elif word in ("@base", "base") and kinds[:1] == ["iri"]:
            self.base = self._absolute(after[0].text)
            length = 2
        else:
            return 0
        dotted = word.startswith("@") and [t.text for t in tokens[place + length : place + length + 1]] == ["."]
        return length + dotted

    def iri(self, token: Token) -> str | None:
        """The IRI of a token, `_:label` of a blank node's; None for what is neither."""
        if token.kind == "iri":
            return self._absolute(token.text)
        if token.kind != "name":
            return None
        prefix, _, local = token.text.partition(":")
        if prefix == "_":
            return token.text
        space = self.prefixes.get(prefix)
        return None if space is None else space + re.sub(r"\\(.)", r"\1", local)

    def _absolute(self, text: str) -> str:
        inner = _ESCAPE.sub(lambda found: chr(int(found.group(1) or found.group(2), 16)), text[1:-1])
        return inner if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", inner) or not self.base else urljoin(self.base, inner)
