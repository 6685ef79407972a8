"""What every page of the site is made with: names, links, quotes, days, out of the store.

Comes in: a build. Goes out: links to things that have a page, quotes behind claims, stages and days in words. It never
reads an article's text, and never holds more than the thing that it is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import chain

import pyoxigraph as ox

from kg.exports.index import Lookups, plain_word
from kg.exports.sides import Sides
from kg.exports.tables.sayings import quotes_of
from kg.pipeline.asking import Built
from kg.query.evidence import cited
from kg.site import Cell, Link, Quote, Row
from kg.vocab import expand, mint, term

# Folder of an IRI, the class of its things, what one of them is called. A thing's folder settles what it is.
FOLDERS = {
    "event": ("pd:Event", "event"), "person": ("pd:Official", "person"), "party": ("pd:Party", "party"),
    "body": ("pd:Organization", "body"), "office": ("pd:Office", "office"), "state": ("pd:State", "state"),
    "organization": ("pd:Organization", "organisation"), "outlet": ("pd:Outlet", "outlet"),
    "place": ("pd:Place", "place"), "group": ("pd:Collective", "group"), "series": ("pd:EventSeries", "series"),
    "agreement": ("pd:Agreement", "agreement"), "article": ("pd:Article", "article"),
    "thing": ("pd:NamedThing", "named thing"),
}  # fmt: skip
CLASSES = {
    "body": ("pd:PartyBody", "pd:StateBody"),
    "organization": ("pd:InternationalOrganization", "pd:Organization"),
}
KIND_WORDS = {
    "pd:PartyBody": "party body", "pd:StateBody": "state body",
    "pd:InternationalOrganization": "international organisation",
}  # fmt: skip
MANY, FEW = 200, 5
MONTHS = tuple("January February March April May June July August September October November December".split())


@dataclass
class Desk:
    """A build seen through its store."""

    built: Built
    _most: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    @cached_property
    def index(self) -> Lookups:
        """The merged view and what was inferred, asked one by one."""
        return Lookups(self.built.store, self.built.base)

    @cached_property
    def sides(self) -> Sides:
        """Who stands behind whom."""
        return Sides(self.index)

    def key(self, thing: str) -> str | None:
        """A thing's IRI without what all share: its path on the site; None for an IRI from elsewhere."""
        start = f"{self.built.base}id/"
        return thing[len(start) :] if thing.startswith(start) else None

    def folder(self, thing: str) -> str | None:
        """The kind of thing by its address; None for what has no page of its own."""
        head = (self.key(thing) or "").partition("/")[0]
        return head if head in FOLDERS else None

    def has_page(self, thing: str) -> bool:
        """Whether a thing has a page: articles, and what an article speaks of."""
        folder = self.folder(thing)
        if folder is None:
            return False
        return folder == "article" or any(True for _ in self.tellers(thing)) or folder == "series"

    def tellers(self, thing: str) -> Iterator[str]:
        """The articles whose graphs speak of a thing, each as often as they do."""
        start, node, store = f"{self.built.base}graph/article/", ox.NamedNode(thing), self.built.store
        for quad in chain(store.quads_for_pattern(node, None, None), store.quads_for_pattern(None, None, node)):
            name = getattr(quad.graph_name, "value", "")
            if name.startswith(start):
                yield f"{self.built.base}id/article/{name[len(start) :]}"

    def path(self, thing: str) -> str:
        """Where the page of a thing lies: its IRI's path, and in it index.html."""
        return f"id/{self.key(thing)}/index.html"

    def link(self, thing: str | None, note: str = "", text: str | None = None) -> Link:
        """A thing's name, leading to its page if it has one."""
        if thing is None:
            return Link("")
        return Link(text or self.index.name(thing) or "", self.path(thing) if self.has_page(thing) else None, note)

    def links(self, things: Iterable[str]) -> tuple[Link, ...]:
        """Links of several things, by name."""
        return tuple(sorted((self.link(thing) for thing in things), key=lambda link: (link.text, link.to or "")))

    def listed(self, things: Iterable[str]) -> Cell:
        """A cell of several things, by name."""
        return Cell(self.links(things))

    def article(self, article: str) -> Link:
        """An article by its headline, with its outlet and day beside it; else by these, else by its name."""
        title = self.index.text(article, "dcterms:title")
        told = ", ".join(part for part in (self.outlet(article), when(self.issued(article))) if part)
        name = self.index.text(article, "dcterms:identifier") or self.index.name(article) or ""
        return Link(title or told or name, self.path(article), told if title else "")

    def titled(self, article: str) -> Link:
        """An article without what stands beside its headline."""
        return replace(self.article(article), note="")

    def outlet(self, article: str) -> str | None:
        """Who published an article."""
        return self.index.name(self.index.iri(article, "pd:isPublishedBy"))

    def issued(self, article: str | None) -> str:
        """The day of an article; nothing where it is not known."""
        return (self.index.text(article, "dcterms:issued") if article else None) or ""

    def claims(self, thing: str) -> list[str]:
        """The claims that make a thing."""
        return self.index.of("pd:claimsAbout", thing)

    def quotes(self, *claims: str, among: Container[str] | None = None) -> tuple[Quote, ...]:
        """The quotes behind claims, by article and place, each once; of evidence among some alone, if given."""
        found = {
            (self.index.iri(node, "oa:hasSource") or "", start or 0, words): node
            for claim in claims
            for node, words, start, _ in quotes_of(self.index, claim, among)
        }
        return tuple(self._quote(node, article, words) for (article, _, words), node in sorted(found.items()))

    def proof(self, thing: str) -> tuple[Quote, ...]:
        """The quotes behind the claims that make a thing."""
        return self.quotes(*self.claims(thing))

    def cited(self, nodes: str) -> tuple[Quote, ...]:
        """The quotes of what the row of an answer rests on: IRIs, parted by blanks."""
        found = []
        for cell, _ in cited(self.built.store, nodes.split()):
            name, _, words = cell.partition(": “")
            article = mint(f"{self.built.base}id/article/", name).value if words else ""
            if self.index.text(article, "dcterms:identifier") == name:
                found.append(Quote(words.removesuffix("”"), self.article(article)))
            else:
                found.append(Quote(cell, Link("why these are one")))
        return tuple(found)

    def _quote(self, evidence: str, article: str, words: str) -> Quote:
        bound = self.index.iris(evidence, "pd:bindsReference")
        known = (
            (self.index.text(one, "oa:exact"), self.index.name(self.index.iri(one, "pd:refersTo"))) for one in bound
        )
        return Quote(
            words=" ".join(words.split()),
            article=self.article(article),
            rule=self.index.name(self.index.iri(evidence, "prov:wasGeneratedBy")) or "",
            references=tuple(sorted({(said or "", name or "") for said, name in known})),
        )

    def users(self, thing: str, name: str) -> set[str]:
        """The articles whose graphs give a thing this other name."""
        start = f"{self.built.base}graph/article/"
        asked = (ox.NamedNode(thing), term("skos:altLabel"), ox.Literal(name))
        names = (getattr(quad.graph_name, "value", "") for quad in self.built.store.quads_for_pattern(*asked, None))
        return {f"{self.built.base}id/article/{one[len(start) :]}" for one in names if one.startswith(start)}

    def said_of(self, thing: str) -> tuple[Quote, ...]:
        """Quotes of the claims about a thing, its offices, parts in events and statements, the first MANY of each."""
        leading = ("pd:hasHolder", "pd:hasOffice", "pd:hasParticipant", "pd:actsAs", "pd:isMadeBy", "pd:isFigureFor")
        records = [one for predicate in leading for one in self.index.of(predicate, thing)[:MANY]]
        claims = {claim for record in records for claim in self.claims(record)}
        claims |= {c for p in ("rdf:subject", "rdf:object") for c in self.index.of(p, thing)[:MANY]}
        return self.quotes(*sorted(claims))

    def told(self, sentence: str) -> tuple[Link, ...]:
        """A sentence with the articles that it names, in brackets or by names that are no words, as links to them."""
        parts: list[Link] = []
        for piece in re.split(r"(?<=\()([^()\s]+)(?=\))|(?<![\w.-])((?=[\w.-]*[\d_])[\w.-]*\w)(?![\w-])", sentence):
            if piece:
                parts.append(self.identified(piece) or Link(piece))
        return tuple(parts)

    def identified(self, name: str) -> Link | None:
        """The article of this name; None if there is none."""
        article = mint(f"{self.built.base}id/article/", name).value
        return self.titled(article) if self.index.text(article, "dcterms:identifier") == name else None

    def named(self, words: str) -> Cell:
        """A cell of an answer, its values parted by "; ": articles and things that alone bear a name as links."""
        return Cell(tuple(self.identified(word) or self._bearer(word) for word in words.split("; ")) if words else ())

    def is_name(self, name: str) -> bool:
        """Whether something bears this very name."""
        asked = ((None, term(predicate), ox.Literal(name)) for predicate in ("rdfs:label", "skos:altLabel"))
        return any(True for one in asked for _ in self.built.store.quads_for_pattern(*one))

    def _bearer(self, name: str) -> Link:
        asked = (None, term("rdfs:label"), ox.Literal(name), ox.DefaultGraph())
        found = {quad.subject for quad in self.built.store.quads_for_pattern(*asked)}
        things = [node.value for node in found if isinstance(node, ox.NamedNode)]
        return self.link(things[0], text=name) if len(things) == 1 else Link(name)

    def stage(self, thing: str) -> str:
        """The stage of an account as a word."""
        return self.index.word(thing, "pd:hasStage") or ""

    def things(self, folder: str) -> list[str]:
        """The things of a folder that have a page, sorted by IRI."""
        classes = CLASSES.get(folder, (FOLDERS[folder][0],))
        found = {thing for kind in classes for thing in self.index.things(kind)}
        return sorted(thing for thing in found if self.folder(thing) == folder and self.has_page(thing))

    def told_most(self, folders: Iterable[str]) -> list[str]:
        """The things of folders of which most articles tell, the first few."""
        asked = tuple(folders)
        if asked not in self._most:
            things = (thing for folder in asked for thing in self.things(folder))
            self._most[asked] = nsmallest(FEW, things, key=lambda thing: (-len(set(self.tellers(thing))), thing))
        return self._most[asked]

    def kind(self, thing: str) -> str:
        """What a thing is, in words."""
        types = self.index.iris(thing, "rdf:type")
        narrow = next((words for name, words in KIND_WORDS.items() if expand(name) in types), None)
        if narrow:
            return narrow
        folder = self.folder(thing) or ""
        if folder != "event":
            return FOLDERS[folder][1] if folder else ""
        words = sorted(plain_word(kind) for kind in types)
        return next((word for word in words if word != "event" and expand(f"pd:{word.capitalize()}") in types), "event")


def row(*cells: Cell | Link | str, quotes: tuple[Quote, ...] = (), anchor: str = "") -> Row:
    """A row out of cells, links and words."""
    return Row(tuple(_cell(one) for one in cells), quotes, anchor)


def _cell(given: Cell | Link | str) -> Cell:
    if isinstance(given, Cell):
        return given
    link = Link(given) if isinstance(given, str) else given
    return Cell((link,) if link.text else ())


@lru_cache(maxsize=4096)
def when(date: str | None, earliest: str | None = None, latest: str | None = None) -> str:
    """An EDTF date in words; the days that it can mean where it is no plain date."""
    if not date:
        return _between(earliest, latest)
    if found := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", date):
        return f"{int(found[2])} {MONTHS[int(found[1]) - 1]}, year not said"
    said = "/".join(_said(part) for part in date.split("/")) if "/" in date else _said(date)
    return said.replace("/", " to ")


def _between(earliest: str | None, latest: str | None) -> str:
    if not earliest or not latest:
        return ""
    return _said(earliest) if earliest == latest else f"{_said(earliest)} to {_said(latest)}"


def _said(date: str) -> str:
    """A day, month or year of EDTF in words; what is no such thing stays as it is."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", date)
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        return date
    year, month, day, doubt = found.groups()
    said = " ".join(part for part in (day and str(int(day)), month and MONTHS[int(month) - 1], year) if part)
    return f"about {said}" if doubt else said
