"""The page of whoever acts and of what they are part of: person, party, body, office, state, place, group, series.

Comes in: a thing. Goes out: the blocks of its page, each fact with the words that state it. It shows of a thing what
the graph holds of it, and no heading without something below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.exports.tables.events import stage_of
from kg.exports.tables.events import when as days_of
from kg.pipeline.publishing.desk import Desk, row, when
from kg.pipeline.publishing.events import agreement_table, event_table, statements
from kg.pipeline.publishing.meeting import met
from kg.pipeline.publishing.reasons import reasons
from kg.site import Block, Cell, Fact, Facts, Link, Made, Quote, Row, Table

FACTS = (
    ("Is part of", "pd:isPartOf"), ("Party in", "pd:isPartyIn"), ("Office of", "pd:isOfficeOf"),
    ("Holds", "pd:holdsOffice"), ("Elected to", "pd:isElectedTo"), ("Member of", "pd:isMemberOf"),
    ("Belongs to", "pd:isAffiliatedWith"), ("Has as members", "pd:comprises"), ("Held by", "pd:isOccupiedBy"),
    ("Between", "pd:isBetween"), ("Signed at", "pd:isSignedAt"),
)  # fmt: skip
TEXTS = (("Seat of government", "pd:hasSeatOfGovernment"), ("Code", "skos:notation"), ("Title", "pd:hasTitle"))
SOURCES = (("The same in Wikidata", "skos:exactMatch"), ("Reference", "dcterms:source"))


def thing_lead(desk: Desk, thing: str) -> str:
    """The offices, or the whole, of a thing in a line."""
    for predicate in ("pd:holdsOffice", "pd:isOfficeOf", "pd:isPartOf", "pd:isPartyIn", "pd:isBetween"):
        names = [desk.index.name(one) or "" for one in desk.index.iris(thing, predicate)]
        if names:
            return "; ".join(sorted(names)[:4])
    return ""


def thing_blocks(desk: Desk, thing: str) -> tuple[Block, ...]:
    """What stands on the page of a thing, top down."""
    index = desk.index
    agreements = index.of("pd:isBetween", thing)
    blocks: tuple[Block | None, ...] = (
        _facts(desk, thing), _names(desk, thing), _tenures(desk, thing), met(desk, thing), _events(desk, thing),
        event_table(desk, index.of("pd:isInSeries", thing), "series", "Events of the series"),
        statements(desk, index.of("pd:isMadeBy", thing), speaker=False),
        agreement_table(desk, agreements, "agreements", "Agreements"),
        figure_table(desk, index.of("pd:isFigureFor", thing)),
        _parts(desk, thing), _offices(desk, thing), _officials(desk, thing), _own_proof(desk, thing),
        *reasons(desk, thing),
    )  # fmt: skip
    return tuple(block for block in blocks if block is not None)


def _facts(desk: Desk, thing: str) -> Facts | None:
    index = desk.index
    items = [Fact(name, desk.links(index.iris(thing, predicate))) for name, predicate in FACTS]
    items += [Fact(name, tuple(Link(text) for text in index.texts(thing, p))) for name, p in TEXTS]
    for name, predicate in SOURCES:
        addresses = [*index.iris(thing, predicate), *index.texts(thing, predicate)]
        items.append(Fact(name, tuple(Link(address, address) for address in addresses)))
    found = tuple(fact for fact in items if fact.values)
    return Facts(found) if found else None


def _names(desk: Desk, thing: str) -> Table | None:
    """Each spelling with the articles that use it and the words in which it stands."""
    index, rows = desk.index, []
    label = index.name(thing) or ""
    spellings = [label, *(name for name in index.texts(thing, "skos:altLabel") if name != label)]
    tellers, said = set(desk.tellers(thing)), desk.said_of(thing)
    for name in spellings:
        users = desk.users(thing, name) if name != label else tellers
        articles = tuple(desk.article(article) for article in sorted(users))
        where = Cell(articles) if articles else Cell((Link("reference data"),))
        rows.append(row(name, where, quotes=_with(desk, said, name, users)))
    note = "A quote stands beside a spelling where one of the quotes about the thing holds it."
    return Table("names", "Names", ("Spelling", "Used in"), tuple(rows), note) if tellers else None


def _with(desk: Desk, said: Sequence[Quote], name: str, users: set[str]) -> tuple[Quote, ...]:
    """One quote an article in which the spelling stands."""
    found: dict[str, Quote] = {}
    paths = {desk.path(article) for article in users}
    for quote in said:
        if quote.article.to in paths and name in quote.words:
            found.setdefault(quote.article.to or "", quote)
    return tuple(found[path] for path in sorted(found))


def _tenures(desk: Desk, thing: str) -> Table | None:
    """Offices of a person, or holders of an office, as articles report them, the oldest article first."""
    is_office = desk.folder(thing) == "office"
    found = desk.index.of("pd:hasOffice" if is_office else "pd:hasHolder", thing)
    rows = tuple(one for _, one in sorted((_tenure(desk, tenure, is_office) for tenure in found), key=lambda p: p[0]))
    columns = ("Holder", "Status", "Reported on") if is_office else ("Office", "Of", "Status", "Reported on")
    title = "Holders over time" if is_office else "Offices over time"
    return Table("offices", title, columns, rows) if rows else None


def _tenure(desk: Desk, tenure: str, is_office: bool) -> tuple[tuple[str, ...], Row]:
    index = desk.index
    other = index.iri(tenure, "pd:hasHolder" if is_office else "pd:hasOffice") or ""
    issued = desk.issued(index.iri(tenure, "pd:isReportedIn"))
    of = () if is_office else (Cell(desk.links(index.iris(other, "pd:isOfficeOf"))),)
    status = index.word(tenure, "pd:hasStatus") or ""
    cells = (desk.link(other), *of, status, when(issued) or "day not known")
    said = row(*cells, quotes=desk.proof(tenure), anchor=desk.key(tenure) or "")
    return (issued or "9", index.name(other) or "", tenure), said


def _events(desk: Desk, thing: str) -> Table | None:
    """Events in which a thing has a part by any account, or that took place in it."""
    index = desk.index
    found: dict[str, list[str]] = {}
    for predicate in ("pd:hasParticipant", "pd:hasResolvedParticipant", "pd:actsAs"):
        for part in index.of(predicate, thing):
            event = index.iri(index.iri(part, "pd:isParticipationIn") or "", "pd:describesEvent")
            found.setdefault(event or "", []).append(part)
    for account in index.of("pd:takesPlaceIn", thing):
        found.setdefault(index.iri(account, "pd:describesEvent") or "", [])
    for event in index.of("pd:engages", thing):
        found.setdefault(event, [])
    found.pop("", None)
    newest = sorted(found, key=lambda event: (days_of(index, event).earliest or "", event), reverse=True)
    rows = Made(newest, lambda event: _event(desk, event, found[event]))
    return Table("events", "Events", ("Event", "When", "As", "Stage"), rows) if newest else None


def _event(desk: Desk, event: str, parts: Sequence[str]) -> Row:
    index, days = desk.index, days_of(desk.index, event)
    roles = sorted({index.word(part, "pd:hasRole") or "" for part in parts}) or ["side or place"]
    claims = [claim for part in parts for claim in desk.claims(part)]
    cells = (desk.link(event, note=desk.kind(event)), when(days.date, days.earliest, days.latest), ", ".join(roles))
    return row(*cells, Cell((), stage_of(index, event) or ""), quotes=desk.quotes(*claims))


def figure_table(desk: Desk, figures: Iterable[str], title: str = "Figures") -> Table | None:
    """Numbers that articles give, with what they measure."""
    ordered = sorted(figures, key=lambda node: (desk.index.text(node, "pd:measures") or "", node))
    rows = Made(ordered, lambda node: _figure(desk, node))
    return Table("figures", title, ("What", "Of", "Value", "Kind", "Time"), rows) if ordered else None


def _figure(desk: Desk, node: str) -> Row:
    index, subject = desk.index, desk.index.iri(node, "pd:isFigureFor")
    value = " ".join(filter(None, (index.text(node, "pd:hasValue"), index.text(node, "pd:hasUnit"))))
    kind = "target" if index.text(node, "pd:isTarget") == "true" else "actual"
    time, what = when(index.text(node, "pd:refersToTime")), index.text(node, "pd:measures") or ""
    about = desk.link(subject) if subject else Link(index.text(node, "pd:isFigureFor") or "")
    return row(what, about, value, kind, time, quotes=desk.proof(node), anchor=desk.key(node) or "")


def _parts(desk: Desk, thing: str) -> Table | None:
    index = desk.index
    parts = [*index.of("pd:isPartOf", thing), *index.of("pd:isPartyIn", thing)]
    rows = tuple(row(link, desk.kind(part), quotes=_stating(desk, part, thing)) for link, part in _by_name(desk, parts))
    return Table("parts", "Bodies and parties", ("Name", "Kind"), rows) if rows else None


def _by_name(desk: Desk, things: Iterable[str]) -> list[tuple[Link, str]]:
    return sorted(((desk.link(one), one) for one in things), key=lambda pair: (pair[0].text, pair[1]))


def _stating(desk: Desk, subject: str, value: str) -> tuple[Quote, ...]:
    """The quotes of the claims that tie two things."""
    return desk.quotes(*sorted(set(desk.index.of("rdf:subject", subject)) & set(desk.index.of("rdf:object", value))))


def _offices(desk: Desk, thing: str) -> Table | None:
    found = _by_name(desk, desk.index.of("pd:isOfficeOf", thing))
    rows = tuple(row(link, Cell(desk.links(desk.index.of("pd:holdsOffice", office)))) for link, office in found)
    return Table("posts", "Its offices", ("Office", "Held by"), rows, quoted=False) if rows else None


def _officials(desk: Desk, thing: str) -> Table | None:
    index = desk.index
    people = {*index.of("pd:isAffiliatedWith", thing), *index.of("pd:isMemberOf", thing)}
    rows = tuple(row(link, Cell(desk.links(index.iris(one, "pd:holdsOffice")))) for link, one in _by_name(desk, people))
    return Table("people", "Its people", ("Person", "Offices"), rows, quoted=False) if rows else None


def _own_proof(desk: Desk, thing: str) -> Table | None:
    """The words behind the thing itself, where a claim made it: an agreement."""
    quotes = desk.proof(thing)
    if not quotes:
        return None
    return Table("stated", "Where it is stated", ("Article",), (row(quotes[0].article, quotes=quotes),))
