"""The scheme of IRIs: which address each thing of the graph gets.

Comes in: slugs, names of articles, contents to hash. Goes out: IRIs under the base of this build, the same for the
same content on any machine. It never looks at a graph and never decides what is one thing (resolution did).
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg import vocab
from kg.resolution import Group


@dataclass(frozen=True, slots=True)
class Ids:
    """Mints IRIs under `base` (ends in "/"): `id/…` for things, `graph/…` for named graphs."""

    base: str = vocab.BASE

    def graph(self, *segments: str) -> NamedNode:
        """A named graph: `article/NAME`, `claims`, `authority`, `inferred`."""
        return vocab.mint(f"{self.base}graph/", *segments)

    def of(self, *segments: str) -> NamedNode:
        """The IRI `id/…` of slugs."""
        return vocab.mint(f"{self.base}id/", *segments)

    def hashed(self, folder: str, *content: str) -> NamedNode:
        """The IRI `id/FOLDER/HASH` of what a thing is made of."""
        return self.of(folder, vocab.digest(*content))

    def entity(self, group: Group) -> NamedNode:
        """An entity's IRI: the authority's if it was found to be one of its things, moved to this build's base."""
        if group.authority is not None:
            return self.rebased(group.authority)
        return self.of(vocab.FOLDER_OF_KIND[group.kind], group.slug)

    def rebased(self, address: str) -> NamedNode:
        """An IRI of the project's own base moved under this build's base; any other stays."""
        own = vocab.BASE + "id/"
        return vocab.iri(f"{self.base}id/{address[len(own) :]}" if address.startswith(own) else address)

    def office(self, organization: NamedNode | None, title: str) -> NamedNode:
        """A post of an organisation, `id/office/unknown/TITLE` where the text leaves the organisation open."""
        owner = "unknown" if organization is None else organization.value.rsplit("/", 1)[-1]
        return self.of("office", owner, vocab.slug(title))

    def account(self, article: str, event: str) -> NamedNode:
        """What one article says of one event."""
        return self.of("account", article, event)
