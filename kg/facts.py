"""A reading as the flat facts that gold annotation uses.

Comes in: one article's reading. Goes out: a JSON-ready record of its facts, names as lists of surface forms, each fact
with its quote and offsets. It never adds a name that the reading does not hold, and never looks at another article.
"""

from __future__ import annotations

from typing import Any

from kg.model import (
    AgreementClaim,
    AliasClaim,
    Claim,
    Entity,
    EventClaim,
    MemberClaim,
    OfficeClaim,
    PartOfClaim,
    QuantityClaim,
    Reading,
    RoleClaim,
    StatementClaim,
)

Record = dict[str, Any]


def facts(reading: Reading) -> Record:
    """`{"id", "source", "published", "facts"}`: facts in the reading's order; unknown keys are left out.

    Offsets are code points of the article's text, half-open; a statement's words stand under `span` too.
    """
    article = reading.article
    return {
        "id": article.name,
        "source": article.outlet.value if article.outlet else None,
        "published": article.published.value if article.published else None,
        "facts": [_fact(claim, reading) for claim in reading.claims if _whole(claim)],
    }


def _whole(claim: Claim) -> bool:
    """Whether the scheme has a place for the claim: it knows no office whose organisation the text leaves open."""
    return not isinstance(claim, OfficeClaim) or claim.organization is not None


def _fact(claim: Claim, reading: Reading) -> Record:
    span = claim.evidence.span
    found = {"kind": claim.kind, **_content(claim, {e.key: _forms(e) for e in reading.entities})}
    known = {key: value for key, value in found.items() if value is not None}
    return known | {"quote": span.of(reading.article.text), "start": span.start, "end": span.end} | (
        {"span": span.of(reading.article.text)} if claim.kind == "statement" else {}
    )


def _forms(entity: Entity) -> list[str]:
    """The name's forms in the scheme's order: the fullest, then those that readers know it by."""
    return [*entity.names[:3], *entity.variants, *entity.names[3:]]


def _content(claim: Claim, names: dict[str, list[str]]) -> Record:
    """What the claim says, its keys in the scheme's words; None for what it leaves open."""
    match claim:
        case OfficeClaim():
            org = names[claim.organization] if claim.organization else []
            return {"person": names[claim.person], "title": [claim.title], "org": org, "status": claim.status}
        case MemberClaim():
            return {"person": names[claim.person], "org": names[claim.organization]}
        case PartOfClaim():
            return {"body": names[claim.body], "parent": names[claim.parent]}
        case AliasClaim():
            others = [name for name in names[claim.entity] if name not in (claim.name, claim.alias)]
            return {"entity": [claim.name, *others], "alias": [claim.alias]}
        case RoleClaim():
            return {"event": claim.event, "role": claim.role, "agent": names[claim.agent]}
        case StatementClaim():
            return {"speaker": names[claim.speaker], "act": claim.act}
        case EventClaim():
            return _event(claim, names)
        case AgreementClaim():
            return _agreement(claim, names)
        case QuantityClaim():
            return _quantity(claim, names)


def _event(claim: EventClaim, names: dict[str, list[str]]) -> Record:
    return {
        "id": claim.id,
        "type": claim.type,
        "date": list(claim.dates),
        "place": names[claim.place] if claim.place else None,
        "name": [claim.name],
        "status": claim.stage,
    }


def _agreement(claim: AgreementClaim, names: dict[str, list[str]]) -> Record:
    return {
        "name": [claim.name],
        "between": [names[side] for side in claim.between],
        "period": claim.period,
        "event": claim.event,
        "count": claim.count,
    }


def _quantity(claim: QuantityClaim, names: dict[str, list[str]]) -> Record:
    return {
        "value": claim.value,
        "unit": claim.unit,
        "what": claim.what,
        "subject": names[claim.subject] if claim.subject else None,
        "time": claim.time,
        "status": claim.status,
    }
