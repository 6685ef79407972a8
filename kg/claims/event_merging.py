"""Which tellings in one article are of one event, and what an undated one inherits.

Comes in: candidates in text order. Goes out: accounts, one an event, with roles of all tellings. It never joins
tellings whose dates, places or people disagree.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_days import inherit
from kg.claims.event_fitting import DAY, completes
from kg.claims.event_journeys import goes_home
from kg.claims.event_pairs import in_lead
from kg.claims.event_sameness import same
from kg.claims.event_settings import placed
from kg.claims.event_shapes import PEOPLED, Candidate
from kg.claims.event_words import number
from kg.dates import interval, overlap, with_duration
from kg.words import fold

ADDING = frozenset({"event/joining", "event/company", "event/roster"})  # rules of sentences that only add people
PENNED = "event/verb/put-to-paper"  # which needs no event told before
MET = frozenset({"meeting", "call", "ceremony"})
LASTING = frozenset({"visit", "meeting", "congress", "exercise", "festival"})
CLOSE = 4  # sentences in which "the meeting" is the one told last


def merged(context: Context, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The article's accounts in text order: tellings joined, dates inherited, empty ones dropped."""
    accounts: list[Candidate] = []
    told: dict[int, int] = {}
    frames: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (in_lead(c), c.position)):
        if candidate.place is not None and goes_home(accounts, candidate):
            continue
        if candidate.plural:
            _spread(accounts, frames, candidate)
            continue
        _framed(frames, candidate)
        if candidate.rule in ADDING:
            account = _told_last(accounts, told, candidate)
        else:
            account = next((a for a in _in_reach(accounts, candidate) if same(context, a, candidate)), None)
        if account is not None:
            _join(context, account, candidate)
        elif not candidate.back or candidate.rule == PENNED:
            accounts.append(candidate)
        told[id(account or candidate)] = candidate.position
        candidate.whole = account
    kept = [a for a in accounts if _told(a)]
    for account in kept:
        _lasting(account)
    inherit(context, kept)
    _linked(kept, candidates)
    placed(context, kept)
    return sorted(kept, key=lambda a: a.position)


def _told_last(accounts: list[Candidate], told: dict[int, int], candidate: Candidate) -> Candidate | None:
    """The account that people are added to: of the type that their words ask for, else of a meeting, that was told last
    with somebody in it; a congress or visit where no meeting was.
    """
    if candidate.rule == "event/company" and (visit := _travelled(accounts, candidate)) is not None:
        return visit
    asked = {candidate.type} if candidate.type in {"visit", "signing"} else PEOPLED
    empty = MET | (asked if len(asked) == 1 else frozenset())  # may be told of nobody so far
    fit = [a for a in accounts if (a.agents() or a.type in empty) and not a.background and a.type in asked]
    if candidate.type == "meeting" and not any(a.type in MET for a in fit):
        # "…, said A after he had received B": what lay before is the story
        fit = [a for a in accounts if a.type in MET and len(a.agents()) > 1] or fit
    if not fit and candidate.type == "visit":
        for part in candidate.parts:
            part.role = "participant"
        fit = [a for a in accounts if a.type in MET and not a.background]
    past = any(n.tag == "VBD" for n in candidate.parse.nodes)  # who came did not come to what is still planned

    def fits(account: Candidate) -> tuple[bool, bool, bool, bool, bool, int]:
        congress = account.type == candidate.type == "congress"
        held, met = past and account.stage == "held", account.type in asked & MET
        whose = bool(candidate.agents() & account.agents())  # "A was accompanied by B": where A was
        return held, congress, met, whose, len(account.agents()) > 1, told[id(account)]

    return max(fit, key=fits, default=None)


def _travelled(accounts: list[Candidate], candidate: Candidate) -> Candidate | None:
    """The visit, told first, of whom a company's sentence names ("The minister was accompanied by A")."""
    came = candidate.agents()
    own = (a for a in accounts if a.type == "visit" and not a.background and a.having("visitor") & came)
    return next(own, None)


def _in_reach(accounts: list[Candidate], candidate: Candidate) -> list[Candidate]:
    """The accounts in the order in which a telling may mean them: the latest first, for a bare one the nearest, its own
    paragraph's first.
    """
    if candidate.bare:
        here = candidate.parse.sentence

        past = candidate.stage == "held" and any(n.tag == "VBD" for n in candidate.parse.nodes)

        def far(account: Candidate) -> tuple[bool, bool, bool]:
            told = account.parse.sentence
            ahead = past and account.stage != "held"
            return ahead, told.paragraph != here.paragraph, not 0 <= here.index - told.index < CLOSE

        return sorted(accounts, key=far)
    return accounts if in_lead(candidate) else accounts[::-1]


def _spread(accounts: list[Candidate], frames: list[Candidate], plural: Candidate) -> None:
    """A plural is no event: it speaks of those of its type told before ("both visits") or after ("three summits")."""
    before = [a for a in accounts if a.type == plural.type and not in_lead(a)]
    if plural.definite or plural.counted == 2 and len(before) >= 2:
        near = [a for a in before if 0 < plural.parse.sentence.index - a.parse.sentence.index < CLOSE]
        for account in before[-plural.counted :] if plural.counted else near:  # "A attended the meetings"
            for part in plural.parts:
                account.take(part.role, [(part.key, part.references)], part.span)
    elif plural.counted or plural.dates or plural.place:
        frames.append(plural)


def _framed(frames: list[Candidate], candidate: Candidate) -> None:
    """An event told after a plural of its type takes the plural's dates, place, host and organizer; within a sentence
    its place ("of the meetings in Rome, A will chair one").
    """
    agenda = (f for f in reversed(frames) if f.parse is candidate.parse and f.type == candidate.type)
    candidate.place = candidate.place or next((f.place for f in agenda if f.place), None)
    letters = next((f for f in reversed(frames) if f.type == candidate.type == "message" and f.dates), None)
    if letters is not None and not candidate.dates and not candidate.background:
        candidate.dates, candidate.date_span = letters.dates, letters.date_span  # "A and B exchanged messages on 3 May"
    frame = next(
        (f for f in reversed(frames) if f.type == candidate.type and f.counted and f.dates and not candidate.dates),
        None,
    )
    if frame is None or not (candidate.definite or candidate.ordinal) or candidate.parse is frame.parse:
        return
    candidate.frame, candidate.turn = frame, candidate.ordinal or number("ordinal", fold(candidate.node.text))
    candidate.ordinal = None  # it counts the events of the plural, not those of a series
    candidate.dates, candidate.date_span = frame.dates, frame.date_span
    candidate.place = candidate.place or frame.place
    for part in frame.parts:
        if part.role in {"host", "organizer"}:
            candidate.take(part.role, [(part.key, part.references)], part.span)


def _told(account: Candidate) -> bool:
    if account.type == "message":
        return bool(account.parts)
    if account.type == "election":
        return bool(account.parts or account.dates or account.organ)
    if account.parse.sentence.zone == "related" and not account.parts:
        return False
    if account.type in {"exercise", "festival", "congress"} and account.place is not None:
        return True
    return bool(account.agents()) or bool(account.dates) or (account.ordinal is not None and account.place is not None)


def _join(context: Context, old: Candidate, new: Candidate) -> None:
    """Add what a telling says; of a headline no unnamed people to those whom the body names."""
    named = in_lead(new) and not in_lead(old) and any(context.kind(p.key) == "person" for p in old.parts)
    handed = new.type == "message" and new.definite and bool(old.having("sender")) and bool(old.having("recipient"))
    for part in new.parts if not handed else ():
        if named and context.kind(part.key) in {"post", "group"}:
            continue
        old.take(part.role, [(part.key, part.references)], part.span)
    _join_dates(old, new)
    old.days = old.days or new.days
    old.beside = old.beside or new.beside
    old.place = old.place or new.place
    old.ordinal = old.ordinal or new.ordinal
    old.sides = old.sides or new.sides
    if new.stage == "cancelled":
        old.stage, old.postponed = new.stage, new.postponed
    if len(new.name) > len(old.name) and old.name in {"meeting", "visit", "call", "talks"}:
        old.name = new.name


def _lasting(account: Candidate) -> None:
    """A first or last day and a length that another sentence gives make an interval."""
    if account.days > 1 and account.dates and account.type in LASTING and DAY.fullmatch(account.dates[0]):
        whole = with_duration(account.dates[0], account.days, ending=account.phase == "end")
        account.dates = (whole, *account.dates)


def _join_dates(old: Candidate, new: Candidate) -> None:
    """An account takes a telling's date; told as it begins and as it ends, it takes the days between."""
    if not old.dates:
        old.dates, old.date_span, old.phase = new.dates, new.date_span, new.phase
    elif new.dates and new.dates[0].startswith(f"{old.dates[0]}/"):
        old.dates, old.date_span, old.phase = new.dates, new.date_span, "whole"
    elif completes(old, new):
        old.dates, old.phase = (interval(*sorted((old.dates[0], new.dates[0]))), *old.dates), "whole"


def _linked(kept: Sequence[Candidate], candidates: Sequence[Candidate]) -> None:
    """Tie a planned event to the meeting that agreed on it, and the events of a visit to the visit."""
    for account in kept:
        verb = account.governor
        above = account.parse.parent(verb) if verb is not None else None
        account.whole = None
        if account.stage == "planned" and any(v is not None and v.lemma in {"agree", "decide"} for v in (verb, above)):
            pointing = [
                c.whole for c in candidates if c.parse is account.parse and c.whole is not None and c is not account
            ]
            held = [a for a in kept if a.stage == "held" and a.type == account.type and a.position < account.position]
            account.agreed_at = next((c for c in pointing if c in kept), held[0] if held else None)
        elif account.type in {"meeting", "signing", "ceremony"}:
            account.whole = next((v for v in kept if v.type == "visit" and _within(account, v)), None)


def _within(account: Candidate, visit: Candidate) -> bool:
    dated = bool(account.dates) and bool(visit.dates) and overlap(account.dates[0], visit.dates[0])
    return dated and bool(visit.having("visitor") & account.agents())
