"""What in a graph bears a name: by its label, its other labels, or a person's name without titles and honorifics.

Comes in: a store and words as a person writes them. Goes out: the things that bear the name, or those whose names come
near. It never picks one of several: whoever asks chooses, or is told the candidates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

import pyoxigraph as ox

from kg.errors import UsageError
from kg.vocab import shorten, slug, term

MERGED = ox.DefaultGraph()
LABELS = ("rdfs:label", "skos:altLabel")
NEAR, MANY = 0.75, 5  # how alike a name must be to be offered, and how many are
# What is called by a name in speech. Records about things are not: their labels are made of those of the things.
KINDS = tuple("Official Party PartyBody State StateBody Organization Event Agreement Office Place".split())
THINGS = (*KINDS, "EventSeries", "Collective", "Outlet")


@dataclass(frozen=True, slots=True, order=True)
class Bearer:
    """A thing that bears a name: its label, its class in short form ("pd:Official"), its IRI."""

    label: str
    kind: str
    iri: str

    def __str__(self) -> str:
        """Label, class and IRI, for a person who is to choose."""
        return f"{self.label} ({self.kind}, {shorten(self.iri)})"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written and folded, whose it is, and whether it is a label, not one of the other labels."""

    label: str
    folded: str
    iri: str
    first: bool


Bare = Callable[[str], str]
Choose = Callable[[str, Sequence[Bearer]], "Bearer | None"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names in the merged view of a store, which must not change meanwhile: they are gone through once for each
    kind. `bare` takes titles and honorifics off a person's name.
    """

    store: ox.Store
    bare: Bare | None = None
    _known: dict[str | None, list[Name]] = field(default_factory=dict)

    def find(self, words: str, where: str, *, kind: str | None = None, choose: Choose | None = None) -> ox.NamedNode:
        """The one thing of this name, of the class `kind` ("pd:State") if given; `choose` is asked between several.

        A label as written wins over one written otherwise, this over other labels, these over a person's bare name;
        records about things are found by their labels as written alone.
        UsageError with the candidates if several bear the name and nobody chooses, with near names if nothing does.
        """
        found = self.bearers(words, kind)
        if len(found) == 1:
            return ox.NamedNode(found[0].iri)
        if found:
            chosen = choose(words, found) if choose else None
            if chosen is None:
                raise UsageError(where, f"{words!r} could be {_listed(found)}", "give the IRI that is meant")
            return ox.NamedNode(chosen.iri)
        near = self.near(words, kind)
        remedy = f"perhaps {_listed(near)}" if near else "give the name as an article writes it, or an IRI"
        raise UsageError(where, f"nothing{f' of {kind}' if kind else ''} is called {words!r}", remedy)

    def bearers(self, words: str, kind: str | None = None) -> list[Bearer]:
        """The things of this name, in the best of the ways in which `find` compares names; none if nothing has it."""
        return next(filter(None, self._bearers(words, kind)), [])

    def near(self, words: str, kind: str | None = None) -> list[Bearer]:
        """The things whose names come nearest: alike in writing, or one's words all among the other's."""
        wanted, best = _folded(words), dict[str, float]()
        for one in self._names(kind):
            score = _likeness(wanted, one.folded)
            if score >= NEAR and score > best.get(one.iri, 0):
                best[one.iri] = score
        return [self._shown(iri) for iri in sorted(best, key=lambda iri: (-best[iri], iri))[:MANY]]

    def _bearers(self, words: str, kind: str | None) -> Iterator[list[Bearer]]:
        exact = self.store.quads_for_pattern(None, term("rdfs:label"), ox.Literal(words), MERGED)
        yield self._of({quad.subject.value for quad in exact if isinstance(quad.subject, ox.NamedNode)}, kind)
        wanted, names = _folded(words), self._names(kind)
        same = [one for one in names if one.folded == wanted]
        yield self._of({one.iri for one in same if one.first}, kind)
        yield self._of({one.iri for one in same}, kind)
        if self.bare is not None and kind in (None, "pd:Official"):
            yield self._of(set(self._persons(self.bare, words, names)), "pd:Official")

    @staticmethod
    def _persons(bare: Bare, words: str, names: Sequence[Name]) -> Iterator[str]:
        """Whose name without titles is the one wanted. Only names are asked that have all its words, or all but one, as
        what tells son from father may be written in two ways.
        """
        wanted = bare(words)
        parts = set(_folded(wanted).split("-"))
        for one in names:
            if len(parts - set(one.folded.split("-"))) <= 1 and bare(one.label) == wanted:
                yield one.iri

    def _names(self, kind: str | None) -> list[Name]:
        """The names of all things of a kind, or of those of THINGS."""
        if kind not in self._known:
            self._known[kind] = list(self._read(kind))
        return self._known[kind]

    def _read(self, kind: str | None) -> Iterator[Name]:
        for thing in self._things(kind):
            for predicate in LABELS:
                for quad in self.store.quads_for_pattern(thing, term(predicate), None, MERGED):
                    if isinstance(quad.object, ox.Literal):
                        label = quad.object.value
                        yield Name(label, _folded(label), thing.value, predicate == LABELS[0])

    def _things(self, kind: str | None) -> set[ox.NamedNode]:
        kinds = [term(kind)] if kind else [term(f"pd:{name}") for name in THINGS]
        typed = (quad for one in kinds for quad in self.store.quads_for_pattern(None, term("rdf:type"), one, None))
        return {quad.subject for quad in typed if isinstance(quad.subject, ox.NamedNode)}

    def _of(self, iris: set[str], kind: str | None) -> list[Bearer]:
        return sorted(self._shown(iri) for iri in iris if iri and self._fits(iri, kind))

    def _fits(self, iri: str, kind: str | None) -> bool:
        node = ox.NamedNode(iri)
        return kind is None or any(self.store.quads_for_pattern(node, term("rdf:type"), term(kind), None))

    def _shown(self, iri: str) -> Bearer:
        node = ox.NamedNode(iri)
        labels = self.store.quads_for_pattern(node, term("rdfs:label"), None, MERGED)
        types = self.store.quads_for_pattern(node, term("rdf:type"), None, MERGED)
        label = min((q.object.value for q in labels if isinstance(q.object, ox.Literal)), default=shorten(iri))
        kinds = sorted(shorten(q.object.value) for q in types if isinstance(q.object, ox.NamedNode))
        return Bearer(label, kinds[-1] if kinds else "of no class", iri)


def _listed(found: Sequence[Bearer]) -> str:
    more = f" and {len(found) - 8} more" if len(found) > 8 else ""
    return ", ".join(map(str, found[:8])) + more


def _folded(text: str) -> str:
    """Words without case, diacritics and marks, as IRIs have them; a leading article does not count."""
    return slug(text).removeprefix("the-")


def _likeness(wanted: str, name: str) -> float:
    ours, theirs = set(wanted.split("-")), set(name.split("-"))
    if ours <= theirs or (theirs < ours and len(theirs) > 1):
        return 0.9 + 0.1 * min(len(wanted), len(name)) / max(len(wanted), len(name), 1)
    matcher = SequenceMatcher(None, wanted, name)
    return matcher.ratio() if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR else 0.0
