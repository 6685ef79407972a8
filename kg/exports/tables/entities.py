"""The tables of those who act and of what tells of them: articles, entities, persons, offices, tenures, parties.

Comes in: an index of the graph. Goes out: tables keyed by short IRIs. It never lists what no article speaks of, unless
something that one speaks of belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.exports.index import Index, joined
from kg.exports.tables.model import IRI, Column, Table, Value, key

# The narrowest class first: a thing that has two is what the first says.
KINDS = (
    ("person", "pd:Official"), ("party_body", "pd:PartyBody"), ("state_body", "pd:StateBody"), ("party", "pd:Party"),
    ("state", "pd:State"), ("outlet", "pd:Outlet"), ("international_organization", "pd:InternationalOrganization"),
    ("organization", "pd:Organization"), ("office", "pd:Office"), ("group", "pd:Collective"), ("place", "pd:Place"),
    ("thing", "pd:NamedThing"),
)  # fmt: skip
NAME = Column("name", "preferred name")
OTHERS = Column("other_names", "other names that articles or the reference data use", many=True)
ARTICLE_COLUMNS = (
    key("the article"), IRI,
    Column("name", "name of the article's file without its suffix", required=True),
    Column("title", "headline"),
    Column("outlet", "key of who published it", refers="entities"),
    Column("outlet_name", "who published it"),
    Column("published", "day of publication", "date"),
    Column("dateline_place", "place that the article is written from"),
    Column("address", "address on the web"),
    Column("media_type", "media type of the file"),
    Column("sha256", "SHA-256 of the file's bytes"),
)  # fmt: skip
ENTITY_COLUMNS = (
    key("the entity"), IRI,
    Column("kind", "what it is", allowed=tuple(name for name, _ in KINDS), required=True), NAME, OTHERS,
    Column("part_of", "keys of what it belongs to", many=True),
    Column("part_of_names", "what it belongs to", many=True),
    Column("state", "key of the state that a party acts in", refers="entities"),
    Column("code", "ISO 3166 code of a state"),
    Column("wikidata", "the same thing in Wikidata", many=True),
)  # fmt: skip
PERSON_COLUMNS = (
    Column("id", "key: the person", refers="entities", required=True), IRI, NAME, OTHERS,
    Column("offices", "offices that articles report the person to hold", many=True),
    Column("former_offices", "offices that articles report the person to have held", many=True),
    Column("parties", "parties that the person sits in or holds an office of", many=True),
    Column("states", "states that the person holds an office of", many=True),
)  # fmt: skip
OFFICE_COLUMNS = (
    Column("id", "key: the office", refers="entities", required=True), IRI, NAME,
    Column("title", "title of the post"),
    Column("organization", "key of the organisation or state that the office is of", refers="entities"),
    Column("organization_name", "the organisation or state that the office is of"),
    Column("holders", "who is reported to hold it", many=True),
)  # fmt: skip
TENURE_COLUMNS = (
    key("that a person has an office, as one article reports it"),
    Column("person", "key of the person", refers="persons", required=True),
    Column("person_name", "the person"),
    Column("office", "key of the office", refers="offices", required=True),
    Column("office_name", "the office"),
    Column("status", "how the person stands to the office", allowed=("current", "former", "late", "elect")),
    Column("article", "key of the article", refers="articles"),
)
PARTY_COLUMNS = (
    Column("id", "key: the party", refers="entities", required=True), IRI, NAME, OTHERS,
    Column("state", "key of the state that it acts in", refers="entities"),
    Column("state_name", "the state that it acts in"),
    Column("officials", "who is reported to sit in it or to hold an office of it", many=True),
    Column("source", "where the reference data takes it from", many=True),
)  # fmt: skip


def articles(index: Index) -> Table:
    """One row an article."""
    rows = tuple(_article(index, node) for node in index.things("pd:Article"))
    return Table("articles", "articles read", ARTICLE_COLUMNS, rows)


def _article(index: Index, node: str) -> tuple[Value, ...]:
    outlet = index.iri(node, "pd:isPublishedBy")
    return (
        index.short(node), node, index.text(node, "dcterms:identifier"), index.text(node, "dcterms:title"),
        index.short(outlet), index.name(outlet), index.text(node, "dcterms:issued"),
        index.name(index.iri(node, "pd:hasDatelinePlace")),
        joined([*index.iris(node, "dcterms:source"), *index.texts(node, "dcterms:source")]),
        index.text(node, "dcterms:format"), index.text(node, "schema:sha256"),
    )  # fmt: skip


def entities(index: Index) -> Table:
    """One row an agent, office, place or group that an article speaks of, or that one of these belongs to."""
    rows = tuple(_entity(index, node, kind) for node, kind in sorted(kinds(index).items()))
    return Table("entities", "all who act, their offices, and places", ENTITY_COLUMNS, rows)


def kinds(index: Index) -> dict[str, str]:
    """The entities of the tables with their kinds."""
    every: dict[str, str] = {}
    for name, kind in reversed(KINDS):
        every.update(dict.fromkeys(index.things(kind), name))
    wanted = {node for node in every if node in index.told}
    queue = sorted(wanted)
    while queue:
        node = queue.pop()
        above = [up for p in ("pd:isPartOf", "pd:isPartyIn", "pd:isOfficeOf") for up in index.iris(node, p)]
        fresh = {up for up in above if up in every} - wanted
        wanted |= fresh
        queue += sorted(fresh)
    return {node: every[node] for node in sorted(wanted)}


def _entity(index: Index, node: str, kind: str) -> tuple[Value, ...]:
    wholes = index.iris(node, "pd:isPartOf")
    codes = index.texts(node, "skos:notation") if kind == "state" else []
    return (
        index.short(node), node, kind, index.name(node), joined(_others(index, node)), index.shorts(wholes),
        index.names(wholes), index.short(index.iri(node, "pd:isPartyIn")), next(iter(codes), None),
        index.shorts(index.iris(node, "skos:exactMatch")),
    )  # fmt: skip


def _others(index: Index, node: str) -> list[str]:
    return [name for name in index.texts(node, "skos:altLabel") if name != index.name(node)]


def persons(index: Index) -> Table:
    """One row a person."""
    return Table("persons", "persons whom articles name", PERSON_COLUMNS, tuple(_rows(index, "person", _person)))


def _rows(index: Index, kind: str, row: Callable[[Index, str], tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    return [row(index, node) for node, one in kinds(index).items() if one == kind]


def _person(index: Index, node: str) -> tuple[Value, ...]:
    offices = [*index.iris(node, "pd:holdsOffice"), *index.iris(node, "pd:isElectedTo")]
    tenures = [t for t in index.of("pd:hasHolder", node) if index.word(t, "pd:hasStatus") in ("former", "late")]
    former = sorted({office for tenure in tenures for office in index.iris(tenure, "pd:hasOffice")})
    sides = index.iris(node, "pd:isAffiliatedWith")
    return (
        index.short(node), node, index.name(node), joined(_others(index, node)), index.names(offices),
        index.names(former), index.names(_of_class(index, sides, "pd:Party")),
        index.names(_of_class(index, sides, "pd:State")),
    )  # fmt: skip


def _of_class(index: Index, nodes: list[str], kind: str) -> list[str]:
    known = set(index.things(kind))
    return [node for node in nodes if node in known]


def offices(index: Index) -> Table:
    """One row an office, whoever holds it."""
    return Table("offices", "posts of organisations and states", OFFICE_COLUMNS, tuple(_rows(index, "office", _office)))


def _office(index: Index, node: str) -> tuple[Value, ...]:
    owner = index.iri(node, "pd:isOfficeOf")
    holders = index.of("pd:holdsOffice", node)
    return (
        index.short(node), node, index.name(node), index.text(node, "pd:hasTitle"), index.short(owner),
        index.name(owner), index.names(holders),
    )  # fmt: skip


def tenures(index: Index) -> Table:
    """One row that a person has, had or is to have an office, an article each."""
    rows = []
    for node in index.things("pd:Tenure"):
        person, office = index.iri(node, "pd:hasHolder"), index.iri(node, "pd:hasOffice")
        article = index.iri(node, "pd:isReportedIn")
        status = index.word(node, "pd:hasStatus")
        names = (index.short(person), index.name(person), index.short(office), index.name(office))
        rows.append((index.short(node), *names, status, index.short(article)))
    return Table("tenures", "who has which office, as each article reports it", TENURE_COLUMNS, tuple(rows))


def parties(index: Index) -> Table:
    """One row a party."""
    return Table("parties", "parties that articles speak of", PARTY_COLUMNS, tuple(_rows(index, "party", _party)))


def _party(index: Index, node: str) -> tuple[Value, ...]:
    state = index.iri(node, "pd:isPartyIn")
    officials = [*index.of("pd:isAffiliatedWith", node), *index.of("pd:isMemberOf", node)]
    return (
        index.short(node), node, index.name(node), joined(_others(index, node)), index.short(state), index.name(state),
        index.names(sorted(set(officials))),
        joined([*index.iris(node, "dcterms:source"), *index.texts(node, "dcterms:source")]),
    )  # fmt: skip
