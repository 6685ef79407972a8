"""The triple patterns of a rule, each with those that must hold beside it: what a change of a triple can bear on.

Comes in: the pattern of a rule (the group after WHERE). Goes out: its alternatives (a UNION written out), each with its
patterns and with what it asks to be there, to be absent or takes where it is. It never looks at an expression, and
refuses a form that it does not know instead of leaving it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, product

from kg.errors import BadInput

_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*")|(?P<iri><[^<>\s]*>)|(?P<var>\?\w+)|(?P<number>\d+(?:\.\d+)?)
    |(?P<name>[A-Za-z][\w-]*:[\w-]+)|(?P<word>[A-Za-z]+)|(?P<sign>\S)""",
    re.VERBOSE,
)
Atom = tuple[str, str, str]
Dependent = tuple[Atom, tuple[str, ...], tuple[Atom, ...]]
_REFUSED = "is a form of pattern that no change can be followed through"


@dataclass(slots=True)
class Alternative:
    """Patterns that hold together, the groups inside that are only asked about (EXISTS, NOT EXISTS, OPTIONAL), and the
    constants among which a filter wants a variable to be.
    """

    atoms: list[Atom] = field(default_factory=list)
    asked: list[list[Alternative]] = field(default_factory=list)
    among: dict[str, tuple[str, ...]] = field(default_factory=dict)


def alternatives(pattern: str) -> list[Alternative]:
    """The alternatives of a group graph pattern; BadInput for a form that is not read here (W3C SPARQL 1.1, 5 to 11:
    sequences are the only property paths, a sub-SELECT projects variables or aggregates of its own).
    """
    reader = _Reader([(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(pattern)])
    made = reader.group()
    if reader.at != len(reader.tokens):
        raise BadInput("ontology/rules", f"{reader.peek()!r} {_REFUSED}", "write the rule as the others are")
    return made


def depending(found: list[Alternative], beside: tuple[Atom, ...] = ()) -> Iterator[Dependent]:
    """Each pattern anywhere in the alternatives, with the constants that its value must be one of (none: it may be
    anything), and with all that hold beside it, itself among them.
    """
    for one in found:
        together = (*beside, *one.atoms)
        for atom in one.atoms:
            value = atom[2]
            yield atom, one.among.get(value, ()) if value[0] == "?" else (value,), together
        for inner in one.asked:
            yield from depending(inner, together)


class _Reader:
    """Reads tokens from the left; `at` is the next one."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at = tokens, 0
        self._fresh = count()

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        word = self.peek()
        if not word or (expected and word.upper() != expected):
            raise BadInput("ontology/rules", f"{word!r} {_REFUSED}", "write the rule as the others are")
        self.at += 1
        return word

    def group(self) -> list[Alternative]:
        """A group in braces; a sub-SELECT stands in a group of its own."""
        self.take("{")
        if self.peek().upper() == "SELECT":
            made = self._select()
            self.take("}")
            return made
        parts: list[list[Alternative]] = []
        while self.peek() != "}":
            parts.append(self._part())
        self.take("}")
        return [_together(chosen) for chosen in product(*parts)]

    def _part(self) -> list[Alternative]:
        word = self.peek().upper()
        if word == "{":
            return self._union()
        if word == ".":
            self.take()
            return [Alternative()]
        if word in ("FILTER", "OPTIONAL", "BIND", "VALUES"):
            self.take()
            return [self._aside(word)]
        return [Alternative(self._triples())]

    def _union(self) -> list[Alternative]:
        made = self.group()
        while self.peek().upper() == "UNION":
            self.take()
            made += self.group()
        return made

    def _aside(self, word: str) -> Alternative:
        """What only narrows or adds: a group that is asked about, or an expression, which is passed over."""
        if word == "VALUES":
            while self.take() != "{":
                pass
            while self.take() != "}":
                pass
            return Alternative()
        if word == "FILTER" and self.peek().upper() == "NOT":
            self.take()
        if word == "OPTIONAL" or self.peek().upper() == "EXISTS":
            if word != "OPTIONAL":
                self.take("EXISTS")
            return Alternative(asked=[self.group()])
        if self.peek() != "(":
            self.take()
        words = self._pass_over()
        return Alternative(among=_among(words) if word == "FILTER" else {})

    def _pass_over(self) -> list[str]:
        """What stands in parentheses."""
        self.take("(")
        words, depth = list[str](), 1
        while depth:
            words.append(word := self.take())
            depth += {"(": 1, ")": -1}.get(word, 0)
            if word.upper() == "EXISTS":
                raise BadInput("ontology/rules", f"EXISTS inside an expression {_REFUSED}", "make it a FILTER")
        return words[:-1]

    def _select(self) -> list[Alternative]:
        """A sub-SELECT: variables that it does not project are its own."""
        self.take("SELECT")
        seen: list[str] = []
        while self.peek().upper() != "WHERE":
            if self.peek() == "(":
                self._pass_over()
            else:
                seen.append(self.take())
        self.take("WHERE")
        made = self.group()
        while self.peek() != "}":
            self.take()
        own = f"_{next(self._fresh)}"
        return [_renamed(one, seen, own) for one in made]

    def _term(self) -> str:
        kind, word = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        if kind in ("iri", "var", "name", "string", "number") or word == "a":
            return self.take()
        raise BadInput("ontology/rules", f"{word!r} {_REFUSED}", "write the rule as the others are")

    def _triples(self) -> list[Atom]:
        made: list[Atom] = []
        subject = self._term()
        while True:
            path = [self._term()]
            while self.peek() == "/":
                self.take()
                path.append(self._term())
            steps = [subject, *(f"?_{next(self._fresh)}" for _ in path[1:]), self._term()]
            made += [(left, step, right) for left, step, right in zip(steps, path, steps[1:], strict=False)]
            if self.peek() == ",":
                raise BadInput("ontology/rules", f"',' {_REFUSED}", "repeat the predicate")
            if self.peek() != ";":
                return made
            while self.peek() == ";":
                self.take()


def _among(words: list[str]) -> dict[str, tuple[str, ...]]:
    """What a filter that is no more than `?variable IN (constant, …)` wants the variable to be; else nothing."""
    values, commas = words[3:-1:2], words[4:-1:2]
    listed = [word.upper() for word in (*words[1:3], *words[-1:])] == ["IN", "(", ")"] and set(commas) <= {","}
    plain = listed and words[0][0] == "?" and all(value[0].isalpha() or value[0] == "<" for value in values)
    return {words[0]: tuple(values)} if plain else {}


def _together(chosen: tuple[Alternative, ...]) -> Alternative:
    return Alternative(
        [atom for one in chosen for atom in one.atoms],
        [inner for one in chosen for inner in one.asked],
        {variable: values for one in chosen for variable, values in one.among.items()},
    )


def _renamed(one: Alternative, kept: list[str], own: str) -> Alternative:
    def name(word: str) -> str:
        return word + own if word.startswith("?") and word not in kept else word

    atoms = [(name(s), name(p), name(o)) for s, p, o in one.atoms]
    asked = [[_renamed(each, kept, own) for each in inner] for inner in one.asked]
    return Alternative(atoms, asked, {name(variable): values for variable, values in one.among.items()})
