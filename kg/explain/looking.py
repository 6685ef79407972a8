"""Looking things up in the merged view: by address, by name, by statement.

Comes in: a store. Goes out: nodes and labels, sorted. It never picks one of several things of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.naming import Names
from kg.vocab import PREFIXES, shorten, term

Node = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Lookup:
    """Questions to a store whose things' IRIs begin with `base`."""

    store: ox.Store
    base: str

    def find(self, words: str) -> ox.NamedNode:
        """The thing of this IRI, prefix:name, end of an IRI, or label; UsageError if none or several."""
        words = words.strip()
        for candidate in self._addresses(words):
            if self._known(candidate):
                return candidate
        return Names(self.store).find(words, words)

    def _addresses(self, words: str) -> Iterator[ox.NamedNode]:
        prefix, colon, rest = words.partition(":")
        bare = words.strip("<>")
        written = [PREFIXES[prefix] + rest] if colon and prefix in PREFIXES else [bare]
        written += [f"{self.base}id/{words}", f"{self.base}id/claim/{words}"]
        for address in written:
            if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+", address):
                yield ox.NamedNode(address)

    def _known(self, node: ox.NamedNode) -> bool:
        return any(True for _ in self.store.quads_for_pattern(node, None, None, None))

    def merged(self, subject: ox.NamedNode | None, predicate: str | None, value: Node | None) -> Iterator[ox.Quad]:
        """Quads of the merged view; the predicate as prefix:name."""
        about = None if predicate is None else term(predicate)
        return self.store.quads_for_pattern(subject, about, value, ox.DefaultGraph())

    def subjects(self, predicate: str, value: Node) -> list[ox.NamedNode]:
        """Subjects of a statement, sorted."""
        found = {q.subject.value for q in self.merged(None, predicate, value) if isinstance(q.subject, ox.NamedNode)}
        return [ox.NamedNode(v) for v in sorted(found)]

    def objects(self, subject: ox.NamedNode, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        """Objects of a statement, sorted."""
        found = [q.object for q in self.merged(subject, predicate, None)]
        return sorted((o for o in found if isinstance(o, ox.NamedNode | ox.Literal)), key=str)

    def value(self, subject: ox.NamedNode, predicate: str) -> str | None:
        """The first object's text."""
        return next((o.value for o in self.objects(subject, predicate)), None)

    def label(self, node: object) -> str:
        """A thing's label, a text in quotation marks."""
        if isinstance(node, ox.Literal):
            return f"“{node.value}”"
        if not isinstance(node, ox.NamedNode):
            return str(node)
        inferred = self.store.quads_for_pattern(node, term("rdfs:label"), None, None)
        return self.value(node, "rdfs:label") or min(
            (q.object.value for q in inferred if isinstance(q.object, ox.Literal)), default=shorten(node.value)
        )

    def says(self, triple: Sequence[object]) -> str:
        """A triple in labels."""
        subject, predicate, value = triple
        name = shorten(predicate.value) if isinstance(predicate, ox.NamedNode) else str(predicate)
        return f"{self.label(subject)} — {name} — {self.label(value)}"
