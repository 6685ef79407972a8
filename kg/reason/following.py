"""From things that changed to the conclusions they bear on, along the patterns of a rule that hold together.

Comes in: a variable, triple patterns, a store, what the variable stands for. Goes out: what other variables stand for
in every match of all the patterns. It never holds more than a few matches at a time: where there are many, the store's
own engine joins them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg import vocab
from kg.delta import Node
from kg.errors import BadInput
from kg.reason.patterns import Atom

T = TypeVar("T")
Key = tuple[Node, ...]
Match = tuple[Node, ...]  # what the variables bound so far stand for, in the order in which they were bound
Step = tuple[int | None, NamedNode, int | Node | None]
TERMS = (NamedNode, Literal)
FEW = 250  # matches that are followed one by one; a query takes about as long as a hundred of its steps
MOST_ROWS = 500  # so many rows of VALUES go into one query
_PREFIXES = vocab.sparql_prefixes()


@dataclass(frozen=True, slots=True)
class Looked:
    """A store without named graphs that does not change for the while, and what has been looked up in it."""

    store: Store
    _found: dict[tuple[Node | None, NamedNode, Node | None], list[tuple[Node, Node]]] = field(default_factory=dict)

    def ends(self, subject: Node | None, word: NamedNode, value: Node | None) -> list[tuple[Node, Node]]:
        """Subject and value of each triple of the property, or of one more than FEW; None stands for any."""
        asked = (subject, word, value)
        if asked not in self._found:
            if isinstance(subject, Literal):
                return []
            found = self._found[asked] = []
            for quad in self.store.quads_for_pattern(subject, word, value):
                s, o = subject or quad.subject, value or quad.object
                if isinstance(s, NamedNode) and isinstance(o, TERMS):
                    found.append((s, o))
                    if len(found) > FEW:
                        break
        return self._found[asked]


@dataclass(frozen=True)
class Way:
    """The way from a variable to others (`keys`) along patterns whose properties are constants."""

    start: str
    patterns: tuple[Atom, ...]
    keys: tuple[str, ...]

    def followed(self, looked: Looked, begun: Collection[Node]) -> set[Key]:
        """What the keys stand for in all matches in the default graph where the start is one of these."""
        matches: list[Match] = [(one,) for one in begun]
        steps, places = self._steps
        for step in steps:
            if not matches:
                return set()
            longer: list[Match] = []
            for match in matches:
                _lengthen(looked, match, step, longer)
                if len(longer) > FEW:
                    return self._asked(looked.store, begun)
            matches = longer
        return {tuple(match[place] for place in places) for match in matches}

    @cached_property
    def _steps(self) -> tuple[Sequence[Step], Sequence[int]]:
        """The patterns in the order to follow them, and the places of the keys: what can only fail first, then from a
        thing to its values, which are few, then from a value to all that have it.
        """
        bound, left, steps = [self.start], list(self.patterns), list[Step]()
        while left:
            subject, word, value = atom = min(left, key=lambda one: _rank(one, bound))
            left.remove(atom)
            steps.append((_place(subject, bound), constant(word), _value(value, bound)))
            bound += [name for name in (subject, value) if name[0] == "?" and name not in bound]
        return steps, [bound.index(name) for name in self.keys]

    def _asked(self, store: Store, begun: Collection[Node]) -> set[Key]:
        body = " . ".join(" ".join(one) for one in self.patterns)
        text = f"{_PREFIXES}SELECT DISTINCT {' '.join(self.keys)} WHERE {{ VALUES {self.start} {{ %s }} {body} }}"
        found = set[Key]()
        for some in portions(sorted(map(str, begun))):
            found.update(_rows(store, text.replace("%s", " ".join(some)), self.keys))
        return found


def constant(word: str) -> NamedNode:
    """The term that stands in a pattern; BadInput where a variable or a string does."""
    if word == "a":
        return vocab.term("rdf:type")
    if word[0] in '?"':
        raise BadInput("ontology/rules", f"{word} cannot be followed in this place", "write a term there")
    return NamedNode(word[1:-1]) if word[0] == "<" else vocab.term(word)


def portions(rows: Sequence[T]) -> Iterator[list[T]]:
    """The rows, so many at a time that a query holds them."""
    left = iter(rows)
    while some := list(islice(left, MOST_ROWS)):
        yield some


def _rank(atom: Atom, bound: Sequence[str]) -> int:
    subject, _, value = atom
    if subject == value:
        raise BadInput("ontology/rules", f"{subject} is its own value", "write the rule otherwise")
    if subject in bound:
        return 1 if value[0] == "?" and value not in bound else 0
    return 2 if value in bound else 3


def _place(word: str, bound: Sequence[str]) -> int | None:
    return bound.index(word) if word in bound else None


def _value(word: str, bound: Sequence[str]) -> int | Node | None:
    return _place(word, bound) if word[0] == "?" else constant(word)


def _lengthen(looked: Looked, match: Match, step: Step, longer: list[Match]) -> None:
    """Add the match with what one more pattern binds, in each way that the store has."""
    place, word, wanted = step
    value = match[wanted] if isinstance(wanted, int) else wanted
    found = looked.ends(None if place is None else match[place], word, value)
    if place is not None and wanted is not None:
        longer += [match] * len(found)
    elif place is not None:
        longer += [(*match, ends[1]) for ends in found]
    else:
        longer += [(*match, *(ends if wanted is None else ends[:1])) for ends in found]


def _rows(store: Store, query: str, names: Sequence[str]) -> Iterator[Key]:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        yield tuple(row[name[1:]] for name in names)
