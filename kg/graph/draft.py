"""One article on its way into the graph: the place where its triples are said.

Comes in: a reading, the shared world, the collector of quads. Goes out: triples in the article's own graph and in the
claims graph, with entities and offices described as soon as they are used. It never reads a claim.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.delta import Node
from kg.graph.lookups import Post
from kg.graph.quads import Quads
from kg.graph.world import World
from kg.model import Reading
from kg.vocab import term


@dataclass(slots=True)
class Draft:
    """The article's graphs in the making; `say` states in the article's graph, `note` in the claims graph."""

    world: World
    reading: Reading
    quads: Quads
    article: NamedNode = field(init=False)
    graph: NamedNode = field(init=False)
    claims: NamedNode = field(init=False)

    def __post_init__(self) -> None:
        ids = self.world.ids
        self.article = ids.of("article", self.name)
        self.graph = ids.graph("article", self.name)
        self.claims = ids.graph("claims")

    @property
    def name(self) -> str:
        """The article's name."""
        return self.reading.article.name

    def say(self, subject: NamedNode, predicate: str, value: Node) -> None:
        """The article states: subject, predicate (as `prefix:name`), value."""
        self.quads.add(self.graph, (subject, term(predicate), value))

    def note(self, subject: NamedNode, predicate: str, value: Node) -> None:
        """The build records: subject, predicate (as `prefix:name`), value."""
        self.quads.add(self.claims, (subject, term(predicate), value))

    def type(self, subject: NamedNode, name: str) -> None:
        """The thing is of the class `pd:NAME`."""
        self.say(subject, "rdf:type", term(f"pd:{name}"))

    def node(self, key: str) -> NamedNode:
        """The IRI of an entity of this article; a `thing` is described by its use alone."""
        node = self.world.node(self.name, key)
        if self.world.group(self.name, key).kind == "thing":
            self.type(node, "NamedThing")
            self.say(node, "rdfs:label", Literal(self.world.name(self.name, key)))
        return node

    def words_of(self, key: str) -> str:
        """The label of an entity of this article."""
        return self.world.name(self.name, key)

    def office(self, post: Post) -> NamedNode:
        """Describe an office and give its IRI."""
        title = self.world.titles.of(post)
        owner = None if post.organization is None else self._label(post.organization)
        self.type(post.iri, "Office")
        self.say(post.iri, "pd:hasTitle", Literal(title))
        self.say(post.iri, "rdfs:label", Literal(title if owner is None else f"{title}, {owner}"))
        if post.organization is not None:
            self.say(post.iri, "pd:isOfficeOf", post.organization)
        return post.iri

    def _label(self, node: NamedNode) -> str | None:
        for entity in self.reading.entities:
            group = self.world.group(self.name, entity.key)
            if group.kind != "post" and self.world.node(self.name, entity.key) == node:
                return self.world.name(self.name, entity.key)
        return None
