"""A store as look-up tables, for exports that walk it thing by thing.

Comes in: a store. Goes out: the merged view with what was inferred, by subject and by object, all answers sorted. It
never reaches outside the merged view except to ask which things the articles speak of.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from kg.vocab import BASE, expand, shorten, term


class Index:
    """The merged view of a store; things are IRIs as text, predicates and classes are `prefix:name`."""

    def __init__(self, store: ox.Store, base: str = BASE) -> None:
        self.base = base
        self._store = store
        self._iris: dict[tuple[str, str], set[str]] = {}
        self._texts: dict[tuple[str, str], set[str]] = {}
        self._back: dict[tuple[str, str], set[str]] = {}
        for graph in (ox.DefaultGraph(), ox.NamedNode(f"{base}graph/inferred")):
            for quad in store.quads_for_pattern(None, None, None, graph):
                self._take(quad)

    def _take(self, quad: ox.Quad) -> None:
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(subject, ox.NamedNode):
            return
        if isinstance(value, ox.NamedNode):
            self._iris.setdefault((subject.value, predicate), set()).add(value.value)
            self._back.setdefault((value.value, predicate), set()).add(subject.value)
        elif isinstance(value, ox.Literal):
            self._texts.setdefault((subject.value, predicate), set()).add(value.value)

    def things(self, kind: str) -> list[str]:
        """The things of a class."""
        return self.of("rdf:type", expand(kind))

    def of(self, predicate: str, thing: str) -> list[str]:
        """The subjects that a predicate ties to a thing."""
        return sorted(self._back.get((thing, expand(predicate)), ()))

    def iris(self, thing: str, predicate: str) -> list[str]:
        """The things that a predicate leads to."""
        return sorted(self._iris.get((thing, expand(predicate)), ()))

    def iri(self, thing: str, predicate: str) -> str | None:
        """The first of `iris`; None if there is none."""
        return next(iter(self.iris(thing, predicate)), None)

    def texts(self, thing: str, predicate: str) -> list[str]:
        """The literals of a predicate, without language or datatype."""
        return sorted(self._texts.get((thing, expand(predicate)), ()))

    def text(self, thing: str, predicate: str) -> str | None:
        """The first of `texts`; None if there is none."""
        return next(iter(self.texts(thing, predicate)), None)

    def name(self, thing: str | None) -> str | None:
        """The label of a thing, else the end of its IRI."""
        return None if thing is None else self.text(thing, "rdfs:label") or self.short(thing)

    def short(self, thing: str | None) -> str | None:
        """The key of a thing in tables: its IRI without the part that all things share, else `prefix:name`."""
        start = f"{self.base}id/"
        return thing and (thing[len(start) :] if thing.startswith(start) else shorten(thing))

    def shorts(self, things: Iterable[str]) -> str | None:
        """Keys of several things as one text."""
        return joined(self.short(thing) or "" for thing in things)

    def names(self, things: Iterable[str]) -> str | None:
        """Labels of several things as one text."""
        return joined(self.name(thing) or "" for thing in things)

    def word(self, thing: str, predicate: str) -> str | None:
        """A term of a closed list as a plain word: `pd:Held` is "held"."""
        return joined(plain_word(term) for term in self.iris(thing, predicate))

    def stated(self, thing: str) -> list[str]:
        """The articles that report a thing, as they or their claims say."""
        claims = [*self.of("pd:claimsAbout", thing), *self.of("rdf:subject", thing)]
        found = {article for claim in claims for article in self.iris(claim, "pd:isStatedIn")}
        found |= {*self.iris(thing, "pd:isReportedIn"), *self.iris(thing, "pd:isAccountIn")}
        return sorted(found)

    @cached_property
    def told(self) -> frozenset[str]:
        """The things that an article says something of: the authority data knows many more."""
        begin = f"{self.base}graph/article/"
        graphs = [g for g in self._store.named_graphs() if isinstance(g, ox.NamedNode) and g.value.startswith(begin)]
        quads = (quad for graph in graphs for quad in self._store.quads_for_pattern(None, None, None, graph))
        return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))


class Lookups(Index):
    """The same answers asked of the store one by one: for walks that must not hold the whole view in memory."""

    def __init__(self, store: ox.Store, base: str = BASE) -> None:
        self.base = base
        self._store = store
        self._graphs = (ox.DefaultGraph(), ox.NamedNode(f"{base}graph/inferred"))

    def of(self, predicate: str, thing: str) -> list[str]:
        """The subjects that a predicate ties to a thing."""
        asked = (None, term(predicate), ox.NamedNode(thing))
        found = {quad.subject for graph in self._graphs for quad in self._store.quads_for_pattern(*asked, graph)}
        return sorted(node.value for node in found if isinstance(node, ox.NamedNode))

    def iris(self, thing: str, predicate: str) -> list[str]:
        """The things that a predicate leads to."""
        return sorted(node.value for node in self._objects(thing, predicate) if isinstance(node, ox.NamedNode))

    def texts(self, thing: str, predicate: str) -> list[str]:
        """The literals of a predicate, without language or datatype."""
        return sorted({node.value for node in self._objects(thing, predicate) if isinstance(node, ox.Literal)})

    def _objects(self, thing: str, predicate: str) -> set[object]:
        if not thing:
            return set()
        asked = (ox.NamedNode(thing), term(predicate), None)
        return {quad.object for graph in self._graphs for quad in self._store.quads_for_pattern(*asked, graph)}


def joined(words: Iterable[str]) -> str | None:
    """Several values in one cell, parted by " | ", each once; None for none."""
    return " | ".join(dict.fromkeys(word for word in words if word)) or None


def plain_word(term: str) -> str:
    """The last part of a term's IRI in lower case: `pd:Held` is "held"."""
    return term.rsplit("#", 1)[-1].rsplit("/", 1)[-1].lower()
