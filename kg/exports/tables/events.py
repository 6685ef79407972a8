"""The tables of what happened or is planned: events, accounts, participations.

Comes in: an index of the graph. Goes out: tables in which every row carries its stage. It never lets a plan look like
something held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.exports.index import Index, joined, plain_word
from kg.exports.tables.model import IRI, STAGES, Column, Table, Value, key
from kg.vocab import CLASS_OF_EVENT, ROLE

TYPES = tuple(CLASS_OF_EVENT)
ROLES = tuple(ROLE)
STAGE = Column("stage", "how far it has come in the words of the account", allowed=STAGES, required=True)
DATES = (
    Column("date", "when, in EDTF (ISO 8601-2)"),
    Column("earliest", "first day that the date can mean", "date"),
    Column("latest", "last day that the date can mean", "date"),
)
EVENT_COLUMNS = (
    key("the event"), IRI, Column("name", "what it is called"),
    Column("type", "kind of event", allowed=TYPES),
    Column("stage", "how far it has come by all accounts: held before cancelled, postponed, announced", required=True),
    *DATES,
    Column("place", "where, by those accounts", many=True),
    Column("series", "series that it is numbered in"),
    Column("ordinal", "its number in the series", "integer"),
    Column("part_of", "keys of the events that it is part of", many=True),
    Column("agreed_at", "key of the event at which it was agreed", refers="events"),
    Column("sides", "parties and states that took part in what was held, themselves or by an official", many=True),
    Column("accounts", "number of accounts", "integer"),
    Column("articles", "number of articles that tell of it", "integer"),
)  # fmt: skip
ACCOUNT_COLUMNS = (
    key("all that one article says of one event"), IRI,
    Column("event", "key of the event", refers="events", required=True),
    Column("event_name", "the event"),
    Column("article", "key of the article", refers="articles", required=True),
    Column("published", "day on which the article was published", "date"),
    STAGE, Column("type", "kind of event that its words speak of", allowed=TYPES), *DATES,
    Column("place", "where", many=True),
    Column("ordinal", "number in a series that its words give", "integer"),
    Column("side_count", "how many sides its words give the event", "integer"),
    Column("level", "on what level its words put the event"),
    Column("quote", "the words that state it"),
)  # fmt: skip
PARTICIPATION_COLUMNS = (
    key("that one takes part, as one account reports it"),
    Column("event", "key of the event", refers="events", required=True),
    Column("account", "key of the account", refers="accounts", required=True),
    Column("article", "key of the article", refers="articles"),
    STAGE,
    Column("participant", "key of who takes part; an unnamed holder is given by the office", refers="entities"),
    Column("participant_name", "who takes part"),
    Column("role", "in what role", allowed=ROLES),
    Column("person", "key of the person: the participant, or who by other articles holds the office", refers="persons"),
    Column("person_name", "the person"),
    Column("acts_as", "keys of the offices that the same article gives the participant", many=True),
    Column("acts_as_names", "those offices", many=True),
    Column("quote", "the words that state it"),
)


@dataclass(frozen=True, slots=True)
class When:
    """When an event happens: the EDTF date of its most exact account, and the days that all of them allow."""

    date: str | None = None
    earliest: str | None = None
    latest: str | None = None


def type_of(index: Index, event: str) -> str:
    """The kind of an event as the model names it; "other" for none."""
    words = {plain_word(kind) for kind in index.iris(event, "rdf:type")}
    return next((name for name in TYPES if name in words), "other")


def stage_of(index: Index, event: str) -> str | None:
    """The state of an event; where reasoning is left out, the stages of its accounts."""
    found = [index.word(account, "pd:hasStage") or "" for account in index.of("pd:describesEvent", event)]
    return index.word(event, "pd:hasState") or joined(sorted(found))


def accounts_of(index: Index, event: str) -> list[str]:
    """The accounts of an event that tell of it at its own stage; all of them where its state is not known."""
    every, stage = index.of("pd:describesEvent", event), stage_of(index, event)
    return [account for account in every if index.word(account, "pd:hasStage") == stage] or every


def when(index: Index, event: str) -> When:
    """The days that all dated accounts of the event's stage allow; where they disagree, from the first to the last.

    The EDTF date is that of the account with the fewest days.
    """
    spans = []
    for account in accounts_of(index, event):
        first, last = index.text(account, "pd:earliestDate"), index.text(account, "pd:latestDate")
        if first and last:
            spans.append((_days(first, last), first, last, index.text(account, "pd:hasDate")))
    if not spans:
        dated = [index.text(account, "pd:hasDate") for account in accounts_of(index, event)]
        return When(next((one for one in sorted(filter(None, dated))), None))
    begin, end = max(s[1] for s in spans), min(s[2] for s in spans)
    if begin > end:
        begin, end = min(s[1] for s in spans), max(s[2] for s in spans)
    return When(min(spans, key=lambda s: (s[0], s[1], s[3] or ""))[3], begin, end)


def _days(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return 0


def events(index: Index) -> Table:
    """One row an event."""
    rows = tuple(_event(index, node) for node in index.things("pd:Event"))
    return Table("events", "events that accounts describe", EVENT_COLUMNS, rows)


def _event(index: Index, node: str) -> tuple[Value, ...]:
    told = index.of("pd:describesEvent", node)
    places = {place for account in accounts_of(index, node) for place in index.iris(account, "pd:takesPlaceIn")}
    days = when(index, node)
    return (
        index.short(node), node, index.name(node), type_of(index, node), stage_of(index, node),
        days.date, days.earliest, days.latest, index.names(sorted(places)),
        index.name(index.iri(node, "pd:isInSeries")), _whole(index.text(node, "pd:hasOrdinal")),
        index.shorts(index.iris(node, "pd:isSubEventOf")), index.short(index.iri(node, "pd:isAgreedAt")),
        index.names(index.iris(node, "pd:engages")), len(told),
        len({article for account in told for article in index.iris(account, "pd:isAccountIn")}),
    )  # fmt: skip


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.lstrip("-").isdigit() else None


def accounts(index: Index) -> Table:
    """One row an account: one event as one article tells it."""
    rows = tuple(_account(index, node) for node in index.things("pd:Account"))
    return Table("accounts", "what each article says of each event", ACCOUNT_COLUMNS, rows)


def _account(index: Index, node: str) -> tuple[Value, ...]:
    event, article = index.iri(node, "pd:describesEvent"), index.iri(node, "pd:isAccountIn")
    kind = index.word(node, "pd:reportsType")
    return (
        index.short(node), node, index.short(event), index.name(event), index.short(article),
        index.text(article, "dcterms:issued") if article else None,
        index.word(node, "pd:hasStage"), "other" if kind == "event" else kind, index.text(node, "pd:hasDate"),
        index.text(node, "pd:earliestDate"), index.text(node, "pd:latestDate"),
        index.names(index.iris(node, "pd:takesPlaceIn")), _whole(index.text(node, "pd:hasOrdinal")),
        _whole(index.text(node, "pd:hasSideCount")), index.text(node, "pd:hasLevel"), quote_of(index, node),
    )  # fmt: skip


def quote_of(index: Index, thing: str) -> str | None:
    """The words that state a thing: the longest quote of the claims about it that does not only date it."""
    dating = set(index.iris(thing, "pd:hasDateEvidence"))
    evidence = [e for claim in index.of("pd:claimsAbout", thing) for e in index.iris(claim, "pd:hasEvidence")]
    own = [e for e in evidence if e not in dating] or evidence
    words = [w for e in own for s in index.iris(e, "oa:hasSelector") for w in index.texts(s, "oa:exact")]
    return max(words, key=lambda text: (len(text), text), default=None)


def participations(index: Index) -> Table:
    """One row that somebody takes part in an event, an account each."""
    persons = set(index.things("pd:Official"))
    rows = tuple(_participation(index, node, persons) for node in index.things("pd:Participation"))
    return Table("participations", "who takes part, as each account reports it", PARTICIPATION_COLUMNS, rows)


def _participation(index: Index, node: str, persons: set[str]) -> tuple[Value, ...]:
    account = index.iri(node, "pd:isParticipationIn") or ""
    agent = index.iri(node, "pd:hasParticipant")
    person = agent if agent in persons else index.iri(node, "pd:hasResolvedParticipant")
    offices = index.iris(node, "pd:actsAs")
    return (
        index.short(node), index.short(index.iri(account, "pd:describesEvent")), index.short(account),
        index.short(index.iri(account, "pd:isAccountIn")), index.word(account, "pd:hasStage"), index.short(agent),
        index.name(agent), index.word(node, "pd:hasRole"), index.short(person), index.name(person),
        index.shorts(offices), index.names(offices), quote_of(index, node),
    )  # fmt: skip
