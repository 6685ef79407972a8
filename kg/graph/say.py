"""Claims as triples: a function for each kind of claim.

Comes in: a draft and a claim. Goes out: the claim's facts in the article's graph, and what was said: the main triple,
the node built for it and the words that tell it from other claims. It never writes evidence and never compares
articles.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.delta import Node
from kg.graph.accounts import say_event, say_role
from kg.graph.draft import Draft
from kg.graph.wording import place_of
from kg.model import (
    AgreementClaim,
    AliasClaim,
    Claim,
    EventClaim,
    MemberClaim,
    OfficeClaim,
    PartOfClaim,
    QuantityClaim,
    RoleClaim,
    Span,
    StatementClaim,
)
from kg.vocab import term


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim says: its main triple, the node it builds if any, and qualifiers that its identity rests on."""

    subject: NamedNode
    predicate: NamedNode
    object: Node
    about: NamedNode | None = None
    qualifiers: tuple[str, ...] = ()


def say(draft: Draft, claim: Claim) -> Said | None:
    """State a claim in the draft's article graph; None if its two sides turn out to be one thing (nothing is said)."""
    if isinstance(claim, EventClaim):
        account, event = say_event(draft, claim)
        content = (claim.name, claim.stage, *claim.dates, str(claim.ordinal), str(claim.postponed))
        return Said(account, term("pd:describesEvent"), event, account, content)
    if isinstance(claim, RoleClaim):
        participation, agent = say_role(draft, claim)
        return Said(participation, term("pd:hasParticipant"), agent, participation)
    if isinstance(claim, OfficeClaim):
        return _say_office(draft, claim)
    if isinstance(claim, (MemberClaim, PartOfClaim)):
        return _say_belonging(draft, claim)
    if isinstance(claim, AliasClaim):
        return _say_alias(draft, claim)
    if isinstance(claim, AgreementClaim):
        return _say_agreement(draft, claim)
    return _say_statement(draft, claim) if isinstance(claim, StatementClaim) else _say_figure(draft, claim)


def _say_office(draft: Draft, claim: OfficeClaim) -> Said:
    post = draft.world.office(draft.name, claim)
    person, office = draft.node(claim.person), draft.office(post)
    tenure = draft.world.ids.hashed("tenure", person.value, office.value, claim.status, draft.name)
    title = draft.world.titles.of(post)
    draft.type(tenure, "Tenure")
    draft.say(tenure, "rdfs:label", Literal(f"{draft.words_of(claim.person)}, {title} ({draft.name})"))
    draft.say(tenure, "pd:hasHolder", person)
    draft.say(tenure, "pd:hasOffice", office)
    draft.say(tenure, "pd:hasStatus", vocab.STATUS[claim.status])
    draft.say(tenure, "pd:isReportedIn", draft.article)
    predicate = vocab.OFFICE_PREDICATE[claim.status]
    if claim.status in ("current", "elect"):
        draft.say(person, vocab.shorten(predicate.value), office)
    return Said(person, predicate, office, tenure, (claim.status,))


def _say_belonging(draft: Draft, claim: MemberClaim | PartOfClaim) -> Said | None:
    if isinstance(claim, MemberClaim):
        part, predicate, whole = draft.node(claim.person), "pd:isMemberOf", draft.node(claim.organization)
    else:
        part, predicate, whole = draft.node(claim.body), "pd:isPartOf", draft.node(claim.parent)
    if part == whole:
        return None
    draft.say(part, predicate, whole)
    return Said(part, term(predicate), whole)


def _say_alias(draft: Draft, claim: AliasClaim) -> Said | None:
    entity, alias = draft.node(claim.entity), vocab.label(claim.alias)
    if not alias.value:
        return None
    if alias.value != draft.words_of(claim.entity):
        draft.say(entity, "skos:altLabel", alias)
        return Said(entity, term("skos:altLabel"), alias)
    # The second name is the one preferred in the graph: then the first is the other one.
    other = vocab.label(claim.name)
    if not other.value or other.value == alias.value:
        return None
    draft.say(entity, "skos:altLabel", other)
    return Said(entity, term("skos:altLabel"), other)


def _say_agreement(draft: Draft, claim: AgreementClaim) -> Said | None:
    sides = list(dict.fromkeys(draft.node(key) for key in claim.between))
    if not sides:
        return None
    event = None if claim.event is None else draft.world.event(draft.name, claim.event)
    content = (
        *sorted(side.value for side in sides),
        vocab.slug(claim.name),
        claim.period or "",
        str(claim.count),
        event.value if event else "",
    )
    agreement = draft.world.ids.hashed("agreement", *content)
    draft.type(agreement, "Agreement")
    draft.say(agreement, "rdfs:label", vocab.label(claim.name))
    draft.say(agreement, "pd:isReportedIn", draft.article)
    for side in sides:
        draft.say(agreement, "pd:isBetween", side)
    if claim.period is not None:
        draft.say(agreement, "pd:coversPeriod", vocab.edtf(claim.period))
    if claim.count is not None:
        draft.say(agreement, "pd:hasCount", vocab.integer(claim.count))
    if event is not None:
        draft.say(agreement, "pd:isSignedAt", event)
    return Said(agreement, term("pd:isBetween"), sides[0], agreement)


def _say_statement(draft: Draft, claim: StatementClaim) -> Said:
    speaker, act, span = draft.node(claim.speaker), vocab.plain(claim.act), claim.evidence.span
    statement = draft.world.ids.hashed("statement", speaker.value, act, draft.name, str(span.start), str(span.end))
    draft.type(statement, "Statement")
    draft.say(statement, "rdfs:label", Literal(f"{draft.words_of(claim.speaker)}: {act} ({draft.name})"))
    draft.say(statement, "pd:isMadeBy", speaker)
    draft.say(statement, "pd:hasAct", Literal(act))
    draft.say(statement, "pd:isReportedIn", draft.article)
    text = draft.reading.article.text
    for other in draft.reading.events():
        begin, end = place_of(other.name, text, other.evidence.span.start, other.evidence.span.end)
        if Span(begin, end).within(span):
            draft.say(statement, "pd:speaksOf", draft.world.event(draft.name, other.id))
    return Said(statement, term("pd:isMadeBy"), speaker, statement)


def _say_figure(draft: Draft, claim: QuantityClaim) -> Said:
    value, unit, what = vocab.number(claim.value), vocab.plain(claim.unit), vocab.plain(claim.what)
    subject = _subject_of_figure(draft, claim)
    content = (value.value, unit, what, claim.status, claim.time or "", "" if subject is None else str(subject))
    figure = draft.world.ids.hashed("figure", *content)
    draft.type(figure, "Figure")
    draft.say(figure, "rdfs:label", Literal(" ".join(f"{what}: {value.value} {unit}".split())))
    draft.say(figure, "pd:hasValue", value)
    draft.say(figure, "pd:hasUnit", Literal(unit))
    draft.say(figure, "pd:measures", Literal(what))
    draft.say(figure, "pd:isTarget", vocab.truth(claim.status == "target"))
    draft.say(figure, "pd:isReportedIn", draft.article)
    if subject is not None:
        draft.say(figure, "pd:isFigureFor", subject)
    if claim.time is not None:
        draft.say(figure, "pd:refersToTime", vocab.edtf(claim.time))
    return Said(figure, term("pd:hasValue"), value, figure)


def _subject_of_figure(draft: Draft, claim: QuantityClaim) -> Node | None:
    if claim.subject is None:
        return None
    if draft.world.group(draft.name, claim.subject).kind == "thing":
        return Literal(draft.words_of(claim.subject))
    return draft.node(claim.subject)
