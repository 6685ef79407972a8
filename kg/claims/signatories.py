"""Who signs, where only the documents say so: the sides of agreements as the signatories of their signing.

Comes in: an article's claims. Goes out: the same claims with agreements tied to their signing, and with signatories. It
never adds one to a signing whose own words name somebody, unless these words speak of several documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import AgreementClaim, Claim, EventClaim, RoleClaim

SEVERAL = re.compile(
    r"^(?:signing|initialling) of (?:the )?(?:[\w-]+ ){0,4}?(?:of )?(?:[\w-]+ )?"
    r"(?:agreement|memorandum|accord|contract|protocol|treatie|document|deal|instrument|pact|plan|paper|mou)s\b",
    re.IGNORECASE,
)
REACH = 4000  # code points behind the words of a signing in which its documents are listed


def linked(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with each agreement tied to the signing or handing over that its own sentence tells of, or to one of
    several documents before it; behind them the signatories that only the agreements name.
    """
    events = [c for c in claims if isinstance(c, EventClaim)]
    found = [_tied(c, events) for c in claims]
    return [*found, *_signatories(found, {e.id: e for e in events if e.type == "signing"})]


def _tied(claim: Claim, events: Sequence[EventClaim]) -> Claim:
    if not isinstance(claim, AgreementClaim) or claim.event is not None:
        return claim
    return replace(claim, event=_occasion(claim, events))


def _occasion(claim: AgreementClaim, events: Sequence[EventClaim]) -> str | None:
    near = [e for e in events if e.type in {"signing", "ceremony"} and e.evidence.span.overlaps(claim.evidence.span)]
    at = claim.evidence.span.start
    before = [
        e for e in events if e.type == "signing" and SEVERAL.match(e.name) and 0 < at - e.evidence.span.end < REACH
    ]
    return near[0].id if near else before[-1].id if before else None


def _signatories(claims: Sequence[Claim], signings: dict[str, EventClaim]) -> Iterator[RoleClaim]:
    told = {(c.event, c.agent) for c in claims if isinstance(c, RoleClaim)}
    named = {c.event for c in claims if isinstance(c, RoleClaim) and c.role == "signatory"}
    for claim in claims:
        if isinstance(claim, AgreementClaim) and claim.event in signings:
            signing = signings[claim.event]
            own = signing.evidence.span.overlaps(claim.evidence.span)
            guessed = {r.key for r in claim.evidence.references if r.rule == "side/article"}
            if signing.id not in named if own else SEVERAL.match(signing.name):
                for side in claim.between:
                    if (signing.id, side) not in told and side not in guessed:
                        told.add((signing.id, side))
                        yield RoleClaim(signing.id, "signatory", side, replace(claim.evidence, rule="role/sides"))
