"""Accounts of events, and who took part in them, as triples.

Comes in: a draft, an event claim or a role claim. Goes out: the event, this article's account of it with stage,
dates, place and number, its participations. It never joins accounts: resolution said which event each describes.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.graph.dates import bounds
from kg.graph.draft import Draft
from kg.graph.wording import level_named, sides_named
from kg.graph.world import event_of, offices_held
from kg.model import EventClaim, RoleClaim
from kg.vocab import term


def say_event(draft: Draft, claim: EventClaim) -> tuple[NamedNode, NamedNode]:
    """State an account and the event it describes; gives both."""
    group = draft.world.group(draft.name, claim.id)
    event, account = draft.world.event(draft.name, claim.id), draft.world.ids.account(draft.name, claim.id)
    kind = group.kind if group.kind in vocab.CLASS_OF_EVENT else claim.type
    draft.say(event, "rdf:type", vocab.CLASS_OF_EVENT[kind])
    draft.say(event, "rdf:type", term("pd:Event"))
    draft.say(event, "rdfs:label", vocab.label(group.label))
    draft.type(account, "Account")
    draft.say(account, "rdfs:label", Literal(f"{vocab.plain(claim.name)} ({draft.name})"))
    draft.say(account, "pd:describesEvent", event)
    draft.say(account, "pd:isAccountIn", draft.article)
    draft.say(account, "pd:hasStage", vocab.STAGE["postponed" if claim.postponed else claim.stage])
    draft.say(account, "pd:reportsType", vocab.CLASS_OF_EVENT[claim.type])
    _say_dates(draft, account, claim)
    if claim.place is not None:
        draft.say(account, "pd:takesPlaceIn", draft.node(claim.place))
    words = draft.world.words_of_event(draft.name, claim)
    if (sides := sides_named(words)) is not None:
        draft.say(account, "pd:hasSideCount", vocab.integer(sides))
    if (level := level_named(words)) is not None:
        draft.say(account, "pd:hasLevel", Literal(level))
    _say_number(draft, claim, account, event)
    _say_whole(draft, claim, event)
    return account, event


def _say_dates(draft: Draft, account: NamedNode, claim: EventClaim) -> None:
    if not claim.dates:
        return
    draft.say(account, "pd:hasDate", vocab.edtf(claim.dates[0]))
    earliest, latest = bounds(claim.dates[0])
    if earliest is not None:
        draft.say(account, "pd:earliestDate", vocab.day(earliest.isoformat()))
    if latest is not None:
        draft.say(account, "pd:latestDate", vocab.day(latest.isoformat()))


def _say_number(draft: Draft, claim: EventClaim, account: NamedNode, event: NamedNode) -> None:
    if claim.ordinal is None:
        return
    group = draft.world.group(draft.name, claim.id)
    series = draft.world.series(group)
    draft.say(account, "pd:hasOrdinal", vocab.integer(claim.ordinal))
    draft.say(event, "pd:hasOrdinal", vocab.integer(claim.ordinal))
    draft.say(event, "pd:isInSeries", series)
    draft.type(series, "EventSeries")
    draft.say(series, "rdfs:label", Literal(series.value.rsplit("/", 1)[-1].replace("-", " ")))


def _say_whole(draft: Draft, claim: EventClaim, event: NamedNode) -> None:
    if claim.part_of is None:
        return
    whole = draft.world.event(draft.name, claim.part_of)
    if whole == event:
        return
    if _is_later_plan(claim, event_of(draft.reading, claim.part_of)):
        draft.say(event, "pd:isAgreedAt", whole)
    else:
        draft.say(event, "pd:isSubEventOf", whole)


def _is_later_plan(claim: EventClaim, whole: EventClaim) -> bool:
    """A planned event that begins after the one it is told of has ended was agreed there and is no part of it."""
    if claim.stage != "planned" or whole.stage != "held" or not claim.dates or not whole.dates:
        return False
    begins, ended = bounds(claim.dates[0])[0], bounds(whole.dates[0])[1]
    return begins is not None and ended is not None and begins > ended


def say_role(draft: Draft, claim: RoleClaim) -> tuple[NamedNode, NamedNode]:
    """State a participation and its agent; gives both."""
    account = draft.world.ids.account(draft.name, event_of(draft.reading, claim.event).id)
    agent = draft.node(claim.agent)
    participation = draft.world.ids.hashed("participation", account.value, claim.role, agent.value)
    draft.type(participation, "Participation")
    draft.say(participation, "rdfs:label", Literal(f"{draft.words_of(claim.agent)}, {claim.role} ({draft.name})"))
    draft.say(participation, "pd:isParticipationIn", account)
    draft.say(participation, "pd:hasParticipant", agent)
    draft.say(participation, "pd:hasRole", vocab.ROLE[claim.role])
    for post in offices_held(draft.world, draft.reading, claim.agent):
        draft.say(participation, "pd:actsAs", draft.office(post))
    return participation, agent
