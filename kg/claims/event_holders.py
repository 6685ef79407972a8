"""Whose congress it is, and which two sides are meant, where no words beside the event name them.

Comes in: an article's accounts, merged and dated. Goes out: the same accounts with the party that holds its congress
and with with the two sides that signed, a reference for each. It never gives a congress a second holder, and never
takes a side of one that the article does not name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.claims.side_pairs import Pairs
from kg.model import Reference, RoleName, Span
from kg.words import fold

HOLDERS: tuple[RoleName, ...] = ("organizer", "host")
OURS = frozenset({"our", "my", "your", "we"})  # of whoever speaks or is spoken to, which no name before tells
CONGRESSES = frozenset({"congress", "conference", "convention", "assembly"})  # what a whole party holds
NEAR = 4  # words before a congress among which its owner's pronoun stands
BACK = 2  # sentences before that of a congress in which its party may be named
PAIRED = {"country": "country", "nation": "country", "state": "country", "party": "party"}


def held_by(context: Context, accounts: Sequence[Candidate]) -> None:
    """Give a congress told without its party the one that holds the article's other congresses, else the one named
    last before it; a collective of two its sides.
    """
    congresses = [a for a in accounts if a.type == "congress"]
    known = {key for a in congresses for key in a.having("organizer") if context.kind(key) != "party_body"}
    named = sorted(context.discourse.named.items()) if congresses else []
    for account in congresses:
        if not _open(account):
            continue
        theirs = account.parse.children(account.node, "poss")  # "its congress" is that of the party named last
        alone = next(iter(known)) if len(known) == 1 and not theirs else None
        holder = alone or next(_parties(context, account, named), None)
        if holder is not None:
            pointing = Reference(account.node.span, holder, "organizer/told-before")
            account.take("organizer", [(holder, (pointing,))], account.node.span)


def _open(account: Candidate) -> bool:
    """Whether nothing beside a congress says whose it is, and it is no session of a body."""
    parse, noun = account.parse, account.node
    near = parse.nodes[max(noun.index - NEAR, 0) : noun.index]
    before = {*(fold(n.text) for n in near), *fold(account.name).split()}
    behind = parse.nodes[noun.index + 1 : noun.index + 2]
    owned = bool(before & OURS) or any(fold(n.text) == "of" for n in behind)
    named = {*fold(account.name).split(), fold(noun.lemma)}
    return bool(named & CONGRESSES) and not owned and not any(account.having(role) for role in HOLDERS)


def _parties(context: Context, account: Candidate, named: Sequence[tuple[Span, str]]) -> Iterator[str]:
    """The parties named before a congress in its sentence and those just before it, the last first."""
    at = account.position
    spans = [s.span for s in context.annotated.sentences if s.span.start <= at]
    start = spans[-1 - BACK :][0].start if spans else at
    for span, key in reversed(named[: bisect_left(named, (Span(at, at), ""))]):
        if span.start < start:
            return
        if (party := _party(context, key)) is not None:
            yield party


def _party(context: Context, key: str) -> str | None:
    """A party itself, or the one that a body of it belongs to."""
    at: str | None = key
    for _ in range(5):
        kind = context.kind(at) if at is not None else ""
        if kind == "party":
            return at
        entity = context.entities.get(at) if at is not None and kind == "party_body" else None
        at = entity.parent if entity is not None else None
    return None


def paired(context: Context, accounts: Sequence[Candidate]) -> None:
    """Put the two sides that the article is about in the place of "the two countries", "both parties"."""
    pairs: Pairs | None = None
    for account in (a for a in accounts if a.type == "signing"):
        for part in [p for p in account.parts if context.kind(p.key) == "group"]:
            said = fold(context.name(part.key)).removeprefix("the ").split()
            entity = context.entities.get(part.key)
            group = PAIRED.get(_single(said[-1])) if len(said) == 2 and said[0] in {"two", "both"} else None
            if group is None or (entity is not None and entity.members):
                continue
            pairs = pairs or Pairs(context)
            sides = pairs.pair(group)
            if len(sides) == 2:
                account.parts.remove(part)
                for side in sides:
                    reference = Reference(part.span, side, "side/collective")
                    account.take(part.role, [(side, (*part.references, reference))], part.span)


def _single(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
