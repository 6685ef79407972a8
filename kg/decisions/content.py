"""What a claim says, part by part, in words.

Comes in: a claim and the reading that it is of. Goes out: for each part the wordings that name it, the fullest first,
none where the claim leaves it open. It never holds a key or an offset.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import AgreementClaim, Claim, EventClaim, Reading, RoleClaim

Content = Mapping[str, tuple[str, ...]]
# The field of a claim behind each part that names an entity of the article.
ENTITY_PARTS: Mapping[str, Mapping[str, str]] = {
    "office": {"person": "person", "org": "organization"},
    "member": {"person": "person", "org": "organization"},
    "part_of": {"body": "body", "parent": "parent"},
    "alias": {"entity": "entity"},
    "event": {"place": "place"},
    "role": {"agent": "agent"},
    "statement": {"speaker": "speaker"},
    "quantity": {"subject": "subject"},
    "agreement": {},
}
# The field behind each part that is words or a number.
PLAIN_PARTS: Mapping[str, Mapping[str, str]] = {
    "office": {"title": "title", "status": "status"},
    "member": {},
    "part_of": {},
    "alias": {"alias": "alias"},
    "event": {"name": "name", "type": "type", "stage": "stage", "date": "dates", "ordinal": "ordinal"},
    "role": {"role": "role"},
    "statement": {"act": "act"},
    "quantity": {"value": "value", "unit": "unit", "what": "what", "time": "time", "status": "status"},
    "agreement": {"name": "name", "period": "period", "count": "count"},
}


def content(claim: Claim, reading: Reading) -> Content:
    """Every part of the claim, `quote` last."""
    names = {entity.key: entity.names for entity in reading.entities}
    said: dict[str, tuple[str, ...]] = {}
    for part, field in ENTITY_PARTS[claim.kind].items():
        said[part] = names.get(getattr(claim, field) or "", ())
    for part, field in PLAIN_PARTS[claim.kind].items():
        said[part] = _worded(getattr(claim, field))
    match claim:
        case RoleClaim():
            said["event"] = tuple(e.name for e in reading.events() if e.id == claim.event)
        case AgreementClaim():
            said["between"] = (" and ".join(names[side][0] for side in claim.between if side in names),)
        case EventClaim() if claim.postponed:
            said["stage"] = ("postponed",)
        case _:
            pass
    return said | {"quote": (claim.evidence.span.of(reading.article.text),)}


def _worded(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(str(one) for one in value)
    return () if value is None else (str(value),)
