"""Evidence that cannot be borrowed: what a claim speaks of stands in its quote, or a recorded reference binds it there.

Comes in: an article's context and the claims that its kinds made. Goes out: the claims that hold, and how many were
refused. It never mends a claim and never looks for other evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kg.claims.context import Context
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
    RoleClaim,
    StatementClaim,
)
from kg.territories import territory
from kg.words import fold

BRACKETED = re.compile(r"\s*\([^()]{2,40}\)")


def bound(context: Context, claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], int]:
    """The claims whose arguments their evidence holds, and the number of the others."""
    every = tuple(claims)
    held = tuple(claim for claim in every if all(_holds(context, claim, key) for key in arguments(claim)))
    alive = {claim.id for claim in held if isinstance(claim, EventClaim)}
    kept = tuple(_cut(claim, alive) for claim in held if not isinstance(claim, RoleClaim) or claim.event in alive)
    return kept, len(every) - len(kept)


def _cut(claim: Claim, alive: set[str]) -> Claim:
    """A claim that no longer points at an event whose own claim was refused."""
    if isinstance(claim, EventClaim) and claim.part_of not in alive:
        return replace(claim, part_of=None)
    if isinstance(claim, AgreementClaim) and claim.event not in alive:
        return replace(claim, event=None)
    return claim


def spoken_of(context: Context, claims: Iterable[Claim]) -> tuple[Entity, ...]:
    """The entities that claims speak of, with their owners and members: what no claim needs is left out."""
    every = {**context.entities, **context.made}
    wanted = [key for claim in claims for key in (*arguments(claim), *_places(claim))]
    seen: set[str] = set()
    while wanted:
        key = wanted.pop()
        if key in every and key not in seen:
            seen.add(key)
            wanted += [k for k in (every[key].parent, *every[key].members) if k is not None]
    return _told_apart([entity for key, entity in every.items() if key in seen])


def _told_apart(entities: list[Entity]) -> tuple[Entity, ...]:
    """The entities without the short names that another of their kind bears too ("delegation", "the minister")."""
    borne = Counter((e.kind, name) for e in entities for name in {fold(n) for n in (*e.names, *e.variants)})

    def own(entity: Entity, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(n for n in names if borne[entity.kind, fold(n)] == 1)

    return tuple(replace(e, names=own(e, e.names) or e.names, variants=own(e, e.variants)) for e in entities)


def _places(claim: Claim) -> tuple[str, ...]:
    """The place of an event, and whatever a claim's references stand for."""
    bound_to = tuple(reference.key for reference in claim.evidence.references)
    return (claim.place, *bound_to) if isinstance(claim, EventClaim) and claim.place else bound_to


def arguments(claim: Claim) -> tuple[str, ...]:
    """The keys of the entities that a claim speaks of, those left open not among them."""
    match claim:
        case OfficeClaim():
            return (claim.person, *([claim.organization] if claim.organization else []))
        case MemberClaim():
            return (claim.person, claim.organization)
        case PartOfClaim():
            return (claim.body, claim.parent)
        case AliasClaim():
            return (claim.entity,)
        case RoleClaim():
            return (claim.agent,)
        case AgreementClaim():
            return claim.between
        case StatementClaim():
            return (claim.speaker,)
        case QuantityClaim():
            return (claim.subject,) if claim.subject else ()
        case EventClaim():
            return ()


def _holds(context: Context, claim: Claim, key: str) -> bool:
    if any(reference.key == key for reference in claim.evidence.references):
        return True
    quote = claim.evidence.span.of(context.text)
    words = _plain(quote)
    if any(f" {_plain(name)} " in f" {words} " for name in context.forms(key)) or _in_parts(context, words, key):
        return True
    return context.kind(key) in {"state", "place"} and any(
        _adjective(word, context.forms(key)) for word in words.split()
    )


def _adjective(word: str, names: Iterable[str]) -> bool:
    """Whether a word is the adjective of a state or place: by the reference data, or by beginning as its name does."""
    found = territory(word)
    stems = [fold(name).split()[-1] for name in names if name]
    states = {t.code for name in names if (t := territory(name)) is not None}
    return (found is not None and found.code in states) or any(
        len(s) > 3 and word.startswith(s[: max(4, len(s) - 2)]) for s in stems
    )


def _in_parts(context: Context, words: str, key: str) -> bool:
    """Whether a name made of others' ("spouse of X", "authorities of Y province") has all its words in the quote."""
    return any(set(_plain(name).split()) - {"of", "the", "s"} <= set(words.split()) for name in context.forms(key))


def _plain(words: str) -> str:
    bare = re.sub(r"[^\w\s]", " ", fold(BRACKETED.sub("", words)).replace("'s", " "))
    return " ".join(bare.split())
