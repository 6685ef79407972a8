"""What a page of the site is made of: a head and blocks, in plain words and links.

Comes in: nothing; the pipeline constructs these from a build. Goes out: frozen pages that templates print. They never
hold markup, and never more of an article than its quotes unless a `Words` block is put in on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and where they lead: a path from the root of the site (`id/x/y/index.html#z`), an address on the web, or
    nowhere. `note` is said beside them in small.
    """

    text: str
    to: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """An article's words behind a fact: `rule` read them; `references` are the words in them that stand for a name."""

    words: str
    article: Link
    rule: str = ""
    references: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: links one under the other, a stage as badge, a mark in words ("only here")."""

    parts: tuple[Link, ...] = ()
    badge: str = ""
    mark: str = ""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its values, for the list at the top of a page."""

    name: str
    values: tuple[Link, ...]
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of names with their values, with a heading or without."""

    items: tuple[Fact, ...]
    anchor: str = ""
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One account in the life of an event."""

    badge: str
    when: str
    parts: tuple[Link, ...]
    quotes: tuple[Quote, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """The life-cycle of an event, account by account."""

    anchor: str
    title: str
    note: str
    items: tuple[Step, ...]
    pages: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One question and each account's answer; `verdict` says in a word how they stand to each other."""

    name: str
    verdict: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Accounts side by side: a column an account."""

    anchor: str
    title: str
    note: str
    heads: tuple[Cell, ...]
    rows: tuple[Compared, ...]
    pages: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with the quotes that prove it."""

    cells: tuple[Cell, ...]
    quotes: tuple[Quote, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; where it is one part of a longer one, `pages` leads to the others. `quoted` adds a column of quotes,
    `hidden` shows it on a click.
    """

    anchor: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[Row]
    note: str = ""
    quoted: bool = True
    total: int = 0
    pages: tuple[Link, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, in parts that may lead somewhere, with a kind in front, links after it and proof behind.

    A sentence without parts is the words of its quotes themselves.
    """

    kind: str
    parts: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    quotes: tuple[Quote, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Sentences:
    """A list of sentences; `hidden` ones are shown on a click."""

    anchor: str
    title: str
    items: Sequence[Sentence]
    note: str = ""
    hidden: bool = False
    more: Link | None = None
    pages: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts, each with where the counted things are listed."""

    anchor: str
    title: str
    items: tuple[tuple[int, Link], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be copied: a query, a reference."""

    anchor: str
    title: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A picture that a script draws: `kind` names the script, `data` the file it loads; a table says the same."""

    kind: str
    title: str
    data: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of an article's text and the anchors of the claims that quote it."""

    start: int
    text: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """An article's whole text, for private use only."""

    anchor: str
    title: str
    note: str
    segments: tuple[Segment, ...]


Block = Facts | Steps | Comparison | Table | Sentences | Numbers | Code | Viewer | Words


@dataclass(frozen=True, slots=True)
class Head:
    """What every page says of itself; `data` are files beside it that hold the same for machines (name, media type).

    `embedded` is JSON-LD of the subject, `iri` its address in the graph, `published` a day.
    """

    path: str
    title: str
    kind: str = ""
    lead: str = ""
    badge: str = ""
    iri: str | None = None
    embedded: str | None = None
    data: tuple[tuple[str, str], ...] = ()
    crumbs: tuple[Link, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its head and its blocks, in order."""

    head: Head
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages share: the name, its parts, the address it is published at, whether it holds whole texts."""

    name: str
    address: str
    parts: tuple[Link, ...]
    with_text: bool = False
