"""Events and who took part: one account for each event that an article tells of, however often.

Comes in: an article's context. Goes out: event and role claims with ids in text order. It never takes an event from a
word alone: an account has a date, somebody who took part, or a number in its series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.claims.context import Context
from kg.claims.event_chairs import chairs
from kg.claims.event_clock import FRESH, Clock, day_alone, is_log, of_today
from kg.claims.event_company import company
from kg.claims.event_filling import filled
from kg.claims.event_greetings import written
from kg.claims.event_guests import guests, honoured, inviters, participles, signatories, witnesses
from kg.claims.event_holders import held_by, paired
from kg.claims.event_joining import joining
from kg.claims.event_legs import apart
from kg.claims.event_letters import letters
from kg.claims.event_merging import merged
from kg.claims.event_moves import new_date
from kg.claims.event_nouns import nouns
from kg.claims.event_places import town_of
from kg.claims.event_retold import of_day, retold, until
from kg.claims.event_rosters import rosters
from kg.claims.event_seats import seated
from kg.claims.event_settings import settled
from kg.claims.event_shapes import Candidate
from kg.claims.event_sites import is_site, of_item
from kg.claims.event_spells import spells
from kg.claims.event_stages import path
from kg.claims.event_stays import begun_and_ended, by_its_day, days_of, on_its_day, within_stay
from kg.claims.event_surroundings import framed
from kg.claims.event_times import dates_of
from kg.claims.event_verbs import verbs
from kg.claims.event_words import words
from kg.model import Claim, EventClaim, Evidence, RoleClaim, Span, Stage
from kg.syntax import Parse
from kg.words import fold

DAYS = re.compile(r"\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}")


def events(context: Context) -> Iterator[Claim]:
    """The accounts of an article, each followed by its roles."""
    found: list[Candidate] = []
    clock = Clock()
    headings, rolls, log = _headings(context), rosters(context), is_log(context)
    for parse in context.parses:
        while headings and headings[0].end <= parse.sentence.span.start:
            day = day_alone(context, headings.pop(0))
            clock = clock.under(day) if day else clock
        roll = rolls.get(parse.sentence.index)
        here = [roll] if roll is not None else _of_sentence(context, parse, clock, found)
        clock = clock.after(context, parse, here)
        for candidate in here:
            candidate.today = context.today if log or of_today(context, candidate) else None
        found += here
    found += letters(context, found)
    found = list(written(found))
    accounts = merged(context, found)
    filled(context, accounts)
    held_by(context, accounts)
    paired(context, accounts)
    seated(context, accounts)
    settled(context, accounts, found)
    ids = {id(account): f"e{number}" for number, account in enumerate(accounts, start=1)}
    for account in accounts:
        other = _coinciding(account, found)
        if other is not None:
            account.stage = (other.whole or other).stage  # the tense of "coincides" tells none
        if account.stage == "held" and _ahead(context, account):
            account.stage = "planned"
        above = (ids.get(id(other)) for other in (account.agreed_at, account.whole) if other is not None)
        yield from _claims(context, account, ids[id(account)], next((key for key in above if key), None))


def _of_sentence(context: Context, parse: Parse, clock: Clock, told: Sequence[Candidate]) -> list[Candidate]:
    here = sorted([*nouns(context, parse), *spells(context, parse), *verbs(context, parse)], key=lambda c: c.position)
    here = retold(context, parse, here, told)
    for candidate in here:
        _date(context, parse, candidate, clock, told)
        listed = _listed(parse)
        if clock.heading and not candidate.dates and listed:
            candidate.dates = (clock.heading,)
        if listed and candidate.place is None:
            candidate.place = of_item(context, candidate.node, parse)
        if candidate.place is not None and is_site(context, candidate.place):
            candidate.town = town_of(context, candidate.place, candidate.node, parse)
        candidate.day = clock.of_paragraph(context, parse, candidate.stage == "planned")
        candidate.lead = clock.lead
        candidate.days = days_of(context, candidate.node, parse)
        candidate.beside = _beside(candidate, here)
    framed(here)
    here = apart(context, parse, here)
    here += company(context, parse, here, told)
    here += joining(context, parse, here)
    here += chairs(context, parse, here)
    inviters(context, parse, here)
    guests(context, parse, here)
    honoured(context, parse, here)
    participles(context, parse, here)
    signatories(context, parse, here)
    witnesses(context, parse, here)
    return here


def _date(
    context: Context, parse: Parse, candidate: Candidate, clock: Clock, told: Sequence[Candidate]
) -> None:
    """Give a candidate the days that its own sentence tells."""
    previous = clock.at(context, candidate)
    candidate.dates, candidate.date_span = dates_of(context, candidate.node, parse, candidate.stage, previous)
    moved, span = new_date(context, candidate.node, parse)
    if moved:
        candidate.stage, candidate.postponed, candidate.dates, candidate.date_span = "planned", False, moved, span
    stay = _stay(candidate, told)
    if stay is not None:
        held = candidate.stage == "held"
        candidate.dates = within_stay(context, candidate.dates, candidate.date_span, stay, held)
    candidate.dates = begun_and_ended(context, candidate.node, parse) or candidate.dates
    if not candidate.dates and not of_day(candidate) and (days := _days_told(candidate, told)):
        candidate.dates = on_its_day(context, parse, days)
    if numbered := by_its_day(context, candidate.node, parse, candidate.dates, candidate.date_span):
        candidate.dates, candidate.phase = numbered
    if last := until(context, candidate):
        candidate.dates, candidate.phase, candidate.back = last, "end", True
        candidate.stage = _stage_before(told, candidate)
    if candidate.vague:
        candidate.dates = candidate.dates[1:]
    if candidate.stage == "held" and _told_ahead(context, candidate):
        candidate.stage = "planned"


def _told_ahead(context: Context, candidate: Candidate) -> bool:
    """Whether the past names what is still to come ("talked of the summit on 24 June", told on the 11th): no day from
    which what was held counts.
    """
    past = candidate.governor is None or candidate.governor.tag not in {"VBZ", "VBP"}
    return past and _ahead(context, candidate)


def _ahead(context: Context, candidate: Candidate) -> bool:
    """Whether a candidate's first day is after the article's own."""
    issued = context.days.issued
    return issued is not None and bool(candidate.dates) and _after(candidate.dates[0], issued)


def _stage_before(told: Sequence[Candidate], candidate: Candidate) -> Stage:
    """The stage of what goes on: that of the telling before of its type."""
    return next((c.stage for c in reversed(told) if c.type == candidate.type), candidate.stage)


def _stay(candidate: Candidate, told: Sequence[Candidate]) -> str | None:
    """The days of the visit told last, in whose programme an event may be."""
    visits = (c for c in reversed(told) if c.type == "visit" and c.stage == candidate.stage and not c.background)
    return next((c.dates[0] for c in visits if c.dates and "/" in c.dates[0]), None)


def _days_told(candidate: Candidate, told: Sequence[Candidate]) -> str | None:
    """The days told last of what lasts, of which a candidate may be on the second or the last."""
    lasting = (c for c in reversed(told) if c.stage == candidate.stage and not c.background and c.dates)
    return next((c.dates[0] for c in lasting if DAYS.fullmatch(c.dates[0])), None)


def _headings(context: Context) -> list[Span]:
    """The lines of dates alone that stand below the article's first paragraph."""
    body = next((p.sentence.span.end for p in context.parses if p.sentence.zone == "body"), 0)
    return [z.span for z in context.annotated.zones if z.kind == "date_line" and z.span.start >= body]


def _beside(candidate: Candidate, here: list[Candidate]) -> Candidate | None:
    """The event of the same sentence "on the sidelines of" which another one is told."""
    if candidate.parse.children(candidate.node, "conj") and candidate.node.tag.startswith("N"):
        return None
    for other in here:
        below = path(other.node, other.parse)[1:]
        margin = next((at for at, n in enumerate(below) if n.lemma in words("margin")), None)
        if other is not candidate and margin is not None and candidate.node in (*below[margin:], candidate.governor):
            return other
        if _around(candidate, other):
            return other
    return None


def _around(candidate: Candidate, other: Candidate) -> bool:
    """Whether an event is told as before or after one that the article knows ("after the ceremony he held talks")."""
    link = other.parse.parent(other.node)
    known = other.definite and not other.dates and other.node.dep == "pobj" and other.type in FRESH
    verb = candidate.governor
    if link is None or verb is None or not known or candidate.dates or candidate.type not in FRESH:
        return False
    return fold(link.text) in words("around") and other.parse.parent(link) is verb


def _coinciding(candidate: Candidate, here: list[Candidate]) -> Candidate | None:
    """The event that is said to coincide with another one ("the visit coincides with a summit")."""
    link = candidate.parse.parent(candidate.node)
    verb = candidate.parse.parent(link) if link is not None and link.text == "with" else None
    if verb is None or verb.lemma not in words("coinciding"):
        return None
    subjects = candidate.parse.children(verb, "nsubj")
    return next((other for other in here if other.parse is candidate.parse and other.node in subjects), None)


def _listed(parse: Parse) -> bool:
    """Whether a line is an item of a programme: it has no verb in the past, and begins with an hour or a mark, or has
    no finite verb at all.
    """
    finite = [n for n in parse.nodes if n.tag in {"VBD", "VBZ", "VBP", "MD"}]
    item = parse.nodes and (parse.nodes[0].tag in {"CD", ":", "NFP"} or not parse.nodes[0].text[:1].isalpha())
    return not finite or (bool(item) and not any(n.tag == "VBD" for n in finite))


def _after(date: str, anchor: str) -> bool:
    start = date.split("/")[0]
    return start[:4].isdigit() and len(start) <= 10 and start > anchor[: len(start)]


def _claims(context: Context, account: Candidate, key: str, above: str | None) -> Iterator[Claim]:
    yield EventClaim(
        key,
        account.type,
        account.name,
        account.stage,
        account.dates,
        account.place,
        account.evidence(),
        ordinal=account.ordinal,
        part_of=above,
        postponed=account.postponed,
        date_evidence=Evidence(account.date_span, "date/clause") if account.date_span and account.dates else None,
    )
    for part in account.parts:
        told = Evidence(context.sentence_at(part.span.start), account.rule, part.references)
        yield RoleClaim(key, part.role, part.key, told)
