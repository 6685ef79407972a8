"""What a node is about: its name, the article that it comes from, the words that state it.

Comes in: a store and the IRI of a node at fault. Goes out: a label, an article's name, a quote with its offsets, each
None where the graph does not know. It never judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.vocab import term

# From a node to the evidence that states it, one arrow at a time: ">" follows a property, "<" goes against it.
_TO_EVIDENCE = (
    "",
    ">pd:hasEvidence",
    "<pd:claimsAbout >pd:hasEvidence",
    "<oa:hasSelector",
    "<pd:bindsReference",
    "<rdf:subject >pd:hasEvidence",
    "<rdf:object >pd:hasEvidence",
    "<pd:refersTo <pd:bindsReference",
    "<pd:describesEvent <pd:claimsAbout >pd:hasEvidence",
)
_TO_ARTICLE = (
    "",
    ">oa:hasSource",
    ">pd:isStatedIn",
    ">pd:isAccountIn",
    ">pd:isReportedIn",
    ">pd:isParticipationIn >pd:isAccountIn",
    "<pd:describesEvent >pd:isAccountIn",
    "<oa:hasSelector >oa:hasSource",
    "<pd:bindsReference >oa:hasSource",
    "<pd:claimsAbout >pd:isStatedIn",
    "<rdf:subject >pd:isStatedIn",
    "<rdf:object >pd:isStatedIn",
)


@dataclass(frozen=True, slots=True)
class About:
    """A node's label, the article that it comes from, the words there with their offsets: what the graph knows."""

    label: str | None = None
    article: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None


class Context:
    """Look-ups in the default graph of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def about(self, node: str) -> About:
        """What a node is about; the article is that of the quote."""
        focus = self._node(node)
        if focus is None:
            return About()
        label = next(self._values(focus, "rdfs:label"), None)
        for way in _TO_EVIDENCE:
            for evidence in sorted(self._walk([focus], way), key=self._only_dates):
                selectors = self._out(evidence, "oa:hasSelector")
                if (quote := self._first(selectors, "oa:exact")) is not None:
                    span = (self._offset(selectors, "oa:start"), self._offset(selectors, "oa:end"))
                    return About(label, self._article(evidence), quote, *span)
        return About(label, self._article(focus))

    def _only_dates(self, evidence: NamedNode) -> tuple[bool, str]:
        """What gives an event's date comes after what states the event."""
        return bool(self._into(evidence, "pd:hasDateEvidence")), evidence.value

    def _first(self, nodes: list[NamedNode], predicate: str) -> str | None:
        return next((value for node in nodes for value in self._values(node, predicate)), None)

    def _offset(self, nodes: list[NamedNode], predicate: str) -> int | None:
        value = self._first(nodes, predicate)
        return int(value) if value is not None and value.isascii() and value.isdigit() else None

    def _article(self, focus: NamedNode) -> str | None:
        for way in _TO_ARTICLE:
            for article in self._walk([focus], way):
                if (name := next(self._values(article, "dcterms:identifier"), None)) is not None:
                    return name
        return None

    def _walk(self, nodes: list[NamedNode], way: str) -> list[NamedNode]:
        for arrow in way.split():
            step = self._out if arrow[0] == ">" else self._into
            nodes = [other for node in nodes for other in step(node, arrow[1:])]
        return nodes

    def _out(self, node: NamedNode, predicate: str) -> list[NamedNode]:
        quads = self._store.quads_for_pattern(node, term(predicate), None, DefaultGraph())
        return sorted((q.object for q in quads if isinstance(q.object, NamedNode)), key=str)

    def _into(self, node: NamedNode, predicate: str) -> list[NamedNode]:
        quads = self._store.quads_for_pattern(None, term(predicate), node, DefaultGraph())
        return sorted((q.subject for q in quads if isinstance(q.subject, NamedNode)), key=str)

    def _values(self, node: NamedNode, predicate: str) -> Iterator[str]:
        quads = self._store.quads_for_pattern(node, term(predicate), None, DefaultGraph())
        yield from sorted(q.object.value for q in quads if isinstance(q.object, Literal))

    @staticmethod
    def _node(address: str) -> NamedNode | None:
        try:
            return NamedNode(address)
        except ValueError:
            return None
