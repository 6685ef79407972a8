"""Readings as a person's decisions leave them: without what was rejected, with what was put right.

Comes in: a reading and the claims, entities or metadata that a decision names. Goes out: a new reading. It never
touches the article's words and never leaves a claim that speaks of an event or entity that is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from typing import Any, get_args

from kg.decisions.content import ENTITY_PARTS, PLAIN_PARTS
from kg.errors import BadInput
from kg.model import (
    AgreementClaim,
    Article,
    Claim,
    Entity,
    EntityKind,
    EventClaim,
    EventType,
    OfficeStatus,
    Reading,
    RoleClaim,
    RoleName,
    Sourced,
    Stage,
)
from kg.vocab import slug

RULE = "decision"
METADATA = ("title", "outlet", "place", "published", "url")
ALLOWED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("event", "type"): get_args(EventType),
    ("event", "stage"): (*get_args(Stage), "postponed"),
    ("role", "role"): get_args(RoleName),
    ("office", "status"): get_args(OfficeStatus),
    ("quantity", "status"): ("actual", "target"),
}
MAY_BE_OPEN = frozenset({"org", "place", "date", "ordinal", "subject", "time", "period", "count"})
NEW_KIND: Mapping[str, EntityKind] = {
    "person": "person", "org": "organization", "body": "organization", "parent": "organization", "place": "place",
    "agent": "person", "speaker": "person", "subject": "thing", "entity": "organization",
}  # fmt: skip


def without(reading: Reading, gone: Collection[Claim]) -> Reading:
    """The reading without these claims; roles and links to an event that is gone go with it."""
    events = {claim.id for claim in gone if isinstance(claim, EventClaim)}
    kept = [claim for claim in reading.claims if claim not in gone]
    kept = [claim for claim in kept if not (isinstance(claim, RoleClaim) and claim.event in events)]
    return replace(reading, claims=tuple(_unlinked(claim, events) for claim in kept))


def _unlinked(claim: Claim, events: Collection[str]) -> Claim:
    if isinstance(claim, EventClaim) and claim.part_of in events:
        return replace(claim, part_of=None)
    if isinstance(claim, AgreementClaim) and claim.event in events:
        return replace(claim, event=None)
    return claim


def without_entities(reading: Reading, keys: Collection[str]) -> Reading:
    """The reading without these entities and without every claim that speaks of them."""
    smaller = without(reading, [claim for claim in reading.claims if _mentions(claim, keys)])
    kept = [entity for entity in reading.entities if entity.key not in keys]
    cut = tuple(
        replace(
            entity,
            parent=None if entity.parent in keys else entity.parent,
            members=tuple(m for m in entity.members if m not in keys),
        )
        for entity in kept
    )
    return replace(smaller, entities=cut)


def _mentions(claim: Claim, keys: Collection[str]) -> bool:
    own = {getattr(claim, field) for field in ENTITY_PARTS[claim.kind].values()}
    bound = {reference.key for reference in claim.evidence.references}
    sides = set(claim.between) if isinstance(claim, AgreementClaim) else set()
    return bool((own | bound | sides) & set(keys))


def corrected(reading: Reading, claim: Claim, parts: Mapping[str, str], where: str) -> tuple[Reading, Claim]:
    """The reading with some parts of one claim put right, and that claim.

    An entity that the article does not name is added to it. An empty value leaves a part open. BadInput for a part that
    such a claim does not have, or a value that it cannot have.
    """
    entities, changes = list(reading.entities), dict[str, Any]()
    for part, value in parts.items():
        if not value and part not in MAY_BE_OPEN:
            raise BadInput(where, f"{part} cannot be left open", "write name=value")
        if part in ENTITY_PARTS[claim.kind]:
            changes[ENTITY_PARTS[claim.kind][part]] = _key(entities, part, value) if value else None
        elif part in PLAIN_PARTS[claim.kind]:
            changes |= _plain(claim, part, value, where)
        else:
            known = ", ".join((*ENTITY_PARTS[claim.kind], *PLAIN_PARTS[claim.kind]))
            raise BadInput(where, f"a claim of this kind ({claim.kind}) has no {part}", f"correct one of {known}")
    evidence = replace(claim.evidence, rule=RULE)
    right = replace(claim, evidence=evidence, **changes)
    claims = tuple(right if one is claim else one for one in reading.claims)
    return replace(reading, entities=tuple(entities), claims=claims), right


def _key(entities: list[Entity], part: str, name: str) -> str:
    for entity in entities:
        if slug(name) in {slug(form) for form in entity.names}:
            return entity.key
    entities.append(Entity(f"decided-{slug(name)}", NEW_KIND[part], (name,)))
    return entities[-1].key


def _plain(claim: Claim, part: str, value: str, where: str) -> dict[str, Any]:
    if value not in ALLOWED.get((claim.kind, part), (value,)):
        listed = ", ".join(ALLOWED[claim.kind, part])
        raise BadInput(where, f"“{value}” is no {part} of a claim of this kind ({claim.kind})", f"use one of {listed}")
    field = PLAIN_PARTS[claim.kind][part]
    if part in ("ordinal", "count"):
        if value and not value.isdigit():
            raise BadInput(where, f"“{value}” is no number", "write a whole number")
        return {field: int(value) if value else None}
    if part == "date":
        return {field: (value,) if value else ()}
    if part == "stage":
        return {"stage": "planned" if value == "postponed" else value, "postponed": value == "postponed"}
    return {field: value or None}


def with_metadata(article: Article, parts: Mapping[str, str], where: str) -> Article:
    """The article with title, outlet, place, published or url put right; an empty value leaves it unknown."""
    if unknown := sorted(set(parts) - set(METADATA)):
        raise BadInput(where, f"an article has no {unknown[0]}", f"correct one of {', '.join(METADATA)}")
    assert set(METADATA) <= {field.name for field in fields(Article)}
    changes: dict[str, Any] = {name: Sourced(value, RULE) if value else None for name, value in parts.items()}
    return replace(article, **changes)
