"""The pages that list: events, people, organisations, offices, articles, agreements, figures, findings, questions.

Comes in: a build. Goes out: one long table after another, cut into pages later. It never holds a list's rows, but what
each is made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kg.exports.tables.events import when as days_of
from kg.pipeline.publishing.desk import Desk, row, when
from kg.pipeline.publishing.events import agreement_table, event_cells
from kg.pipeline.publishing.things import figure_table
from kg.query import StoredQuery, list_queries
from kg.query import Table as Answer
from kg.query.run import run_resting
from kg.site import Block, Cell, Head, Link, Made, Page, Row, Sentence, Sentences, Table


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of things: where it stands, its heading, whose things, which columns."""

    path: str
    title: str
    lead: str
    folders: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Callable[[Desk, str], Row]


def _person(desk: Desk, thing: str) -> Row:
    index = desk.index
    offices = desk.links([*index.iris(thing, "pd:holdsOffice"), *index.iris(thing, "pd:isElectedTo")])
    return row(desk.link(thing), Cell(offices), Cell(tuple(Link(name) for name in index.texts(thing, "skos:altLabel"))))


def _organization(desk: Desk, thing: str) -> Row:
    index = desk.index
    above = desk.links([*index.iris(thing, "pd:isPartOf"), *index.iris(thing, "pd:isPartyIn")])
    others = tuple(Link(name) for name in index.texts(thing, "skos:altLabel"))
    return row(desk.link(thing), desk.kind(thing), Cell(above), Cell(others))


def _office(desk: Desk, thing: str) -> Row:
    index = desk.index
    holders = desk.links(index.of("pd:holdsOffice", thing))
    return row(desk.link(thing), Cell(desk.links(index.iris(thing, "pd:isOfficeOf"))), Cell(holders))


def _other(desk: Desk, thing: str) -> Row:
    articles = set(desk.tellers(thing))
    return row(desk.link(thing), desk.kind(thing), str(len(articles)))


def _article(desk: Desk, thing: str) -> Row:
    claims = len(desk.index.of("pd:isStatedIn", thing))
    return row(desk.titled(thing), desk.outlet(thing) or "", when(desk.issued(thing)), str(claims))


LISTINGS = (
    Listing("people/index.html", "People", "Everybody whom an article names.", ("person",),
            ("Name", "Offices", "Other spellings"), _person),
    Listing("organisations/index.html", "Organisations", "Parties, states, their bodies, and others.",
            ("party", "state", "body", "organization", "outlet"),
            ("Name", "Kind", "Part of", "Other names"), _organization),
    Listing("offices/index.html", "Offices", "Posts, and who is reported to hold them.", ("office",),
            ("Office", "Of", "Held by"), _office),
    Listing("articles/index.html", "Articles", "What was read.", ("article",),
            ("Article", "Outlet", "Published", "Claims"), _article),
    Listing("more/index.html", "Places, groups, series", "What else the articles speak of.",
            ("place", "group", "series", "thing"), ("Name", "Kind", "Articles"), _other),
)  # fmt: skip


def list_page(desk: Desk, listing: Listing) -> Page:
    """A list of things by name."""
    things = [thing for folder in listing.folders for thing in desk.things(folder)]
    things.sort(key=lambda thing: (desk.index.name(thing) or "", thing))
    rows = Made(things, lambda thing: listing.cells(desk, thing))
    table = Table("list", listing.title, listing.columns, rows, quoted=False, total=len(rows))
    return Page(Head(listing.path, listing.title, lead=listing.lead), (table,))


def events_in_order(desk: Desk) -> list[str]:
    """All events, the latest first; those that nothing dates come last."""
    dated = [(days_of(desk.index, event).earliest or "", event) for event in desk.things("event")]
    return [event for _, event in sorted(dated, key=lambda pair: (pair[0], pair[1]), reverse=True)]


def event_rows(desk: Desk, events: list[str]) -> Table:
    """Events in the order given."""
    rows = Made(events, lambda event: row(*event_cells(desk, event)))
    columns = ("Event", "When", "Where", "Sides", "Stage")
    return Table("list", "All events", columns, rows, quoted=False, total=len(rows))


def agreements_page(desk: Desk) -> Page:
    """All agreements."""
    found = agreement_table(desk, desk.things("agreement"), "list", "Agreements")
    return _page("agreements", "Agreements", "What sides are reported to have agreed, signed or exchanged.", found)


def figures_page(desk: Desk) -> Page:
    """All figures."""
    found = figure_table(desk, desk.index.things("pd:Figure"))
    return _page("figures", "Figures", "Numbers that articles give: what is, and what is aimed at.", found)


def _page(folder: str, title: str, lead: str, block: Block | None) -> Page:
    return Page(Head(f"{folder}/index.html", title, lead=lead), () if block is None else (block,))


def findings_page(desk: Desk) -> Page:
    """All findings, by the question that finds them."""
    blocks = []
    for stored, items in found_by_report(desk):
        note = f"{stored.question} ({len(items)})" if items else f"{stored.question} None."
        blocks.append(Sentences(stored.id, title_of(stored), items, note))
    lead = "What the comparison of accounts shows. A finding is a question to a reader, not a verdict."
    return Page(Head("findings/index.html", "Findings", lead=lead), tuple(blocks))


def found_by_report(desk: Desk) -> Iterator[tuple[StoredQuery, Sequence[Sentence]]]:
    """Each report with its findings as sentences and the quotes where the report names them."""
    for stored in list_queries():
        if stored.id.startswith("report-"):
            table, nodes = run_resting(desk.built.store, stored, {}, base=desk.built.base)
            if "finding" in table.columns:
                yield stored, Made(range(len(nodes)), partial(_finding, desk, table, nodes))


def _finding(desk: Desk, table: Answer, nodes: Sequence[str], number: int) -> Sentence:
    said = dict(zip(table.columns, table.values_of(number), strict=True))
    return Sentence(said.get("kind", ""), desk.told(said["finding"]), quotes=desk.cited(nodes[number]))


def title_of(stored: StoredQuery) -> str:
    """The end of a stored query's name as a heading: "report-two-holders" is "Two holders"."""
    words = [word for word in stored.id.split("-") if not word.isdigit() and word not in ("cq", "report", "check")]
    return " ".join(words).capitalize()
