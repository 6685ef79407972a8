"""On which of a rule's conclusions a change of triples can bear, so that only those are drawn again.

Comes in: a rule, triples that came or went, a store that holds both. Goes out: the keys of conclusions (what the
variables of the rule's head may be bound to) that may have changed, and the rule's query for these keys alone. It may
name too many keys and never too few.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from kg.delta import Node, Triple
from kg.errors import BadInput
from kg.reason.following import Key, Looked, Way, constant, portions
from kg.reason.patterns import Alternative, Atom, alternatives, depending
from kg.reason.rules import Rule

_SELECT = re.compile(r"SELECT(?P<head>[^{}]*?)WHERE\s*\{")


@dataclass(frozen=True, slots=True)
class Lookup:
    """The properties that a variable is asked for, each with the values wanted (none: any), and the way from the
    variable to the keys.
    """

    asked: Sequence[tuple[NamedNode, frozenset[Node]]]
    way: Way


@dataclass(frozen=True)
class Bearing:
    """What bears on one rule. `keys` are the variables of its head that its patterns bind in every alternative."""

    rule: Rule

    @cached_property
    def _alternatives(self) -> list[Alternative]:
        return alternatives(self.rule.query[self.rule.query.index(" WHERE ") + len(" WHERE ") :])

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Variables, each with its question mark, in the order of the head."""
        bound = [{word for atom in one.atoms for word in atom if word[0] == "?"} for one in self._alternatives]
        found = tuple(word for word in dict.fromkeys(self.rule.template) if all(word in words for words in bound))
        if not found:
            raise BadInput(self.rule.iri.value, "no variable of its head is bound in every case", "write it otherwise")
        return found

    @cached_property
    def properties(self) -> frozenset[NamedNode]:
        """All properties that the rule asks about, anywhere."""
        return frozenset(constant(word) for (_, word, _), _, _ in depending(self._alternatives))

    @cached_property
    def denies_itself(self) -> bool:
        """Whether the rule asks about triples such as it makes, which must not hold it up nor put it down."""
        inner = {atom for one in self._alternatives for group in one.asked for atom, _, _ in depending(group)}
        return self.rule.template[1] in {atom[1] for atom in inner}

    @cached_property
    def _lookups(self) -> Sequence[Lookup]:
        """What is looked up for each variable that patterns which hold together are about.

        What is asked to be absent, and expressions, are left out: they only make fewer keys.
        """
        about: dict[tuple[str, tuple[Atom, ...]], dict[tuple[NamedNode, frozenset[Node]], None]] = {}
        for (subject, word, _), values, together in depending(self._alternatives):
            wanted = frozenset[Node](map(constant, values))
            about.setdefault((_variable(subject), together), {})[constant(word), wanted] = None
        return [Lookup(tuple(asked), Way(about_, beside, self.keys)) for (about_, beside), asked in about.items()]

    def affected(self, looked: Looked, changed: Mapping[NamedNode, Collection[Triple]]) -> set[Key]:
        """The keys that triples, by predicate, may bear on; the store holds what came and still holds what goes."""
        keys: set[Key] = set()
        for lookup in self._lookups:
            told = {s for p, wanted in lookup.asked for s, _, o in changed.get(p, ()) if not wanted or o in wanted}
            keys |= lookup.way.followed(looked, told)
        return keys

    def queries(self, keys: Iterable[Key]) -> Iterator[str]:
        """The rule's query for these keys alone, in portions."""
        for some in portions(sorted(keys, key=str)):
            yield self._narrowed(some)

    def _narrowed(self, keys: Sequence[Key]) -> str:
        return _SELECT.sub(lambda found: found[0] + self._values(found["head"], keys), self.rule.query)

    def _values(self, head: str, keys: Sequence[Key]) -> str:
        words = set(head.split())
        places = [place for place, name in enumerate(self.keys) if name in words]
        if not places:
            return ""
        rows = dict.fromkeys(f"({' '.join(str(key[place]) for place in places)})" for key in keys)
        return f" VALUES ({' '.join(self.keys[place] for place in places)}) {{ {' '.join(rows)} }} "

    def key_of(self, triple: Triple) -> Key:
        """The key of a conclusion."""
        return tuple(triple[self.rule.template.index(name)] for name in self.keys)


def _variable(word: str) -> str:
    if word[0] != "?":
        raise BadInput("ontology/rules", f"{word} is what a pattern is about", "let a variable stand there")
    return word
