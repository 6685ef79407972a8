"""Events and who took part: one account for each event that an article tells of, however often.

Comes in: an article's context. Goes out: event and role claims with ids in text order. It never takes an event from a word alone:
an account has a date, somebody who took part, or a number in its series.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.claims.context import Context
from kg.claims.event_joining import joining
from kg.claims.event_merging import merged
from kg.claims.event_nouns import give, nouns
from kg.claims.event_agents import agents
from kg.claims.event_shapes import Candidate
from kg.claims.event_times import dates_of
from kg.claims.event_verbs import verbs
from kg.model import Claim, EventClaim, Evidence, RoleClaim
from kg.syntax import Parse
from kg.words import fold


def events(context: Context) -> Iterator[Claim]:
    """The accounts of an article, each followed by its roles."""
    found: list[Candidate] = []
    previous: str | None = None
    for parse in context.parses:
        here = _of_sentence(context, parse, previous)
        previous = next((c.dates[0] for c in reversed(here) if c.dates and "/" not in c.dates[0]), previous)
        found += here
    accounts = merged(context, found)
    for account in accounts:
        if account.stage == "held" and account.dates and context.anchor and _after(account.dates[0], context.anchor):
            account.stage = "planned"
    for number, account in enumerate(accounts, start=1):
        above = next((a for a in (account.agreed_at, account.whole) if a in accounts), None)
        yield from _claims(context, account, f"e{number}", f"e{accounts.index(above) + 1}" if above is not None else None)


def _of_sentence(context: Context, parse: Parse, previous: str | None) -> list[Candidate]:
    here = sorted([*nouns(context, parse), *verbs(context, parse)], key=lambda c: c.position)
    for candidate in here:
        candidate.dates, candidate.date_span = dates_of(context, candidate.node, parse, candidate.stage, previous)
    here += joining(context, parse)
    _invitations(context, parse, here)
    _witnesses(context, parse, here)
    return here


def _after(date: str, anchor: str) -> bool:
    start = date.split("/")[0]
    return start[:4].isdigit() and len(start) <= 10 and start > anchor[: len(start)]


def _invitations(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """ "At the invitation of X": the inviter to the visit that the clause tells of, else to its meeting."""
    for node in parse.nodes:
        if fold(node.lemma) != "invitation" or node.dep != "pobj":
            continue
        targets = [c for c in here if c.type == "visit"] or [
            c for c in here if c.type in {"meeting", "congress", "festival", "ceremony"}
        ]
        behind = [c for c in targets if c.position > node.span.start] or targets
        if not behind:
            continue
        target = min(behind, key=lambda c: abs(c.position - node.span.start))
        inviters = [a for prep, child in context.prepositions(node, parse) if prep == "of" for a in agents(context, child, parse)]
        inviters += [a for child in parse.children(node, "poss") for a in agents(context, child, parse)]
        for each in [c for c in targets if c is target or (c.governor is target.governor and c.type == target.type)]:
            give(each, "inviter", inviters)


def _witnesses(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """Who looks on at a signing: "witnessed", "in the presence of", "looked on as"."""
    signings = [c for c in here if c.type == "signing"]
    if not signings:
        return
    for node in parse.nodes:
        watching = (
            node.lemma == "witness"
            and node.tag.startswith("V")
            or (
                node.lemma == "look"
                and any(fold(n.text) == "on" for n in parse.children(node, "prt", "advmod", "prep"))
            )
        )
        if watching:
            passive = context.passive(node, parse)
            marks = (
                [c for p, c in context.prepositions(node, parse) if p == "by"]
                if passive
                else context.subject_nodes(node, parse)
            )
            for subject in marks:
                give(signings[0], "witness", agents(context, subject, parse))
        elif node.lemma == "presence":
            for prep, child in context.prepositions(node, parse):
                if prep == "of":
                    give(signings[0], "witness", agents(context, child, parse))


def _claims(context: Context, account: Candidate, key: str, above: str | None) -> Iterator[Claim]:
    evidence = account.evidence()
    dated = Evidence(account.date_span, "date/clause") if account.date_span else None
    yield EventClaim(
        key,
        account.type,
        account.name,
        account.stage,
        account.dates,
        account.place,
        evidence,
        ordinal=account.ordinal,
        part_of=above,
        postponed=account.postponed,
        date_evidence=dated,
    )
    for part in account.parts:
        told = Evidence(context.sentence_at(part.span.start), account.rule, part.references)
        yield RoleClaim(key, part.role, part.key, told)
