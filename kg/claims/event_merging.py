"""Which tellings in one article are of one event, and what an undated one inherits.

Comes in: candidates in text order. Goes out: accounts, one an event, with roles of all tellings. It never joins
tellings whose dates, places or people disagree.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_sameness import DAY, completes, in_lead, same
from kg.claims.event_shapes import PEOPLED, Candidate
from kg.claims.event_stages import path
from kg.claims.event_words import number, words
from kg.dates import bounds, interval, overlap, with_duration
from kg.model import Reference, Stage
from kg.words import fold

LENDERS = frozenset({"visit", "meeting", "congress", "exercise", "festival"})
TIMELESS = frozenset({"message", "election", "interview", "congress"})
ADDING = frozenset({"event/joining", "event/company", "event/roster"})  # rules of sentences that only add people
MET = frozenset({"meeting", "call", "ceremony"})
LASTING = frozenset({"visit", "meeting", "congress", "exercise", "festival"})
SITED = frozenset({"meeting", "signing", "ceremony", "other"})  # events that take place where their setting does
WEEK = 6  # days between the first and the last
CLOSE = 4  # sentences in which "the meeting" is the one told last


def merged(context: Context, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The article's accounts in text order: tellings joined, dates inherited, empty ones dropped."""
    accounts: list[Candidate] = []
    told: dict[int, int] = {}
    frames: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (in_lead(c), c.position)):
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
        elif not candidate.back:
            accounts.append(candidate)
        told[id(account or candidate)] = candidate.position
        candidate.whole = account
    kept = [a for a in accounts if _told(a)]
    for account in kept:
        _lasting(account)
    _inherit(kept)
    _linked(kept, candidates)
    _placed(kept)
    return sorted(kept, key=lambda a: a.position)


def _told_last(accounts: list[Candidate], told: dict[int, int], candidate: Candidate) -> Candidate | None:
    """The account that people are added to: of the type that their words ask for, else of a meeting, that was told last
    with somebody in it; a congress or visit where no meeting was.
    """
    asked = {candidate.type} if candidate.type in {"visit", "signing"} else PEOPLED
    empty = MET | (asked if len(asked) == 1 else frozenset())  # may be told of nobody so far
    fit = [a for a in accounts if (a.agents() or a.type in empty) and not a.background and a.type in asked]
    if not fit and candidate.type == "visit":
        for part in candidate.parts:
            part.role = "participant"
        fit = [a for a in accounts if a.type in MET and not a.background]
    return max(fit, key=lambda a: (a.type in asked & MET, told[id(a)]), default=None)


def _in_reach(accounts: list[Candidate], candidate: Candidate) -> list[Candidate]:
    """The accounts in the order in which a telling may mean them: the latest first, for a bare one the nearest."""
    if candidate.bare:
        at = candidate.parse.sentence.index
        return sorted(accounts, key=lambda a: not 0 <= at - a.parse.sentence.index < CLOSE)
    return accounts if in_lead(candidate) else accounts[::-1]


def _spread(accounts: list[Candidate], frames: list[Candidate], plural: Candidate) -> None:
    """A plural is no event: it speaks of those of its type told before ("both visits") or after ("three summits")."""
    before = [a for a in accounts if a.type == plural.type and not in_lead(a)]
    if plural.definite or plural.counted == 2 and len(before) >= 2:
        for account in before[-plural.counted :] if plural.counted else []:
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
        return bool(account.parts or account.dates)
    if account.parse.sentence.zone == "related" and not account.parts:
        return False
    if account.type in {"exercise", "festival", "congress"} and account.place is not None:
        return True
    return bool(account.agents()) or bool(account.dates) or (account.ordinal is not None and account.place is not None)


def _join(context: Context, old: Candidate, new: Candidate) -> None:
    """Add what a telling says; of a headline no unnamed people to those whom the body names."""
    named = in_lead(new) and not in_lead(old) and any(context.kind(p.key) == "person" for p in old.parts)
    for part in new.parts:
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
    elif completes(old, new):
        old.dates, old.phase = (interval(*sorted((old.dates[0], new.dates[0]))), *old.dates), "whole"


def _inherit(accounts: Sequence[Candidate]) -> None:
    """An undated event of the story takes the date of the one it is told with, else of the main one."""
    ordered = sorted(accounts, key=lambda a: a.position)
    main = _main(ordered)
    told = [a for a in ordered if a.parse.sentence.zone == "body"]
    for account in told:  # what the article opens with is of the days that the rest is told of
        first = account.parse.sentence.paragraph == told[0].parse.sentence.paragraph
        account.opening = first and account.type == "meeting" and bool(account.agents())
    before: dict[Stage, Candidate] = {}
    for account in ordered:
        if not account.dates and account.beside is not None:
            beside = account.beside.whole or account.beside
            account.dates, account.date_span = beside.dates, beside.date_span
        if account.dates:
            if not account.background and _narrow(account):
                before[account.stage] = account
        elif account.date_span is None and not account.background and not _timeless(account) and _of_story(account):
            account.borrowed = True
            _date(account, main, before.get(account.stage) or before.get("held"))


def _of_story(account: Candidate) -> bool:
    return account.parse.sentence.zone != "related"  # other articles' events have days of their own


def _main(ordered: Sequence[Candidate]) -> Candidate | None:
    """The event whose date the story's others take: the first of days; of a visit that begins, what is held then."""
    dated = [a for a in ordered if a.dates and not a.background and _narrow(a)]
    main = next((a for a in dated if a.type in LENDERS), None)
    if main is None or main.type != "visit" or main.phase != "start" or "/" in main.dates[0]:
        return main
    later = (a for a in dated if a.stage == main.stage and a.type in SITED and DAY.fullmatch(a.dates[0]))
    return next((a for a in later if a.dates[0] > main.dates[0]), main)


def _date(account: Candidate, main: Candidate | None, before: Candidate | None) -> None:
    """Date an undated account: by the programme that it is part of, its paragraph's day, what it is told with."""
    together = before is not None and _told_together(before, account)
    programme = main is not None and _of_programme(main, account)
    source = before if together and not programme else main
    told = before is not None and before.parse is account.parse and DAY.fullmatch(before.dates[0]) is not None
    if before is not None and told and account.stage == before.stage:
        account.dates, account.date_span = before.dates, before.date_span
    elif source is not None and programme:
        account.dates, account.date_span = _lent(source, account), source.date_span
    elif account.stage == "held" and account.day is not None and not together:
        account.dates = (account.day,)
    elif source is not None and account.stage != "cancelled" and _lends(source, account, together):
        account.dates, account.date_span, account.source = _lent(source, account), source.date_span, source
    elif account.stage == "held" and account.lead is not None and account.type in SITED and account.agents():
        account.dates = (account.lead,)


def _timeless(account: Candidate) -> bool:
    """Whether the story's day is not an event's, as that of a letter that nobody hands over."""
    verb = account.governor
    handed = account.type == "message" and verb is not None and verb.lemma in words("handing-over")
    return account.type in TIMELESS and not handed


def _narrow(account: Candidate) -> bool:
    """Whether an account is dated to days, few enough to be the story's."""
    limits = bounds(account.dates[0])
    lasting = account.type in LENDERS and account.type != "meeting"
    return limits is None or lasting or (limits[1] - limits[0]).days < WEEK


def _of_programme(main: Candidate, account: Candidate) -> bool:
    """Whether a plan is of the visit of days that the article tells of; what was agreed on or invited is not."""
    if main.type != "visit" or account.stage == "held" or "/" not in main.dates[0]:
        return False
    if account.stage == "cancelled" and (account.type == "visit" or account.postponed):
        return False
    above = path(account.node, account.parse)
    ahead = {fold(n.text) for n in account.parse.children(account.node, "amod")} & words("future")
    return not ahead and not any(n.lemma in words("promise") or n.lemma == "invite" for n in above)


def _lent(source: Candidate, account: Candidate) -> tuple[str, ...]:
    """The source's date; of a stay, a welcome takes the first day and a farewell the last."""
    if "/" not in source.dates[0] or account.type != "ceremony" or account.phase == "whole":
        return source.dates
    first, last = source.dates[0].split("/")
    return (first if account.phase == "start" else last,)


def _lends(source: Candidate, account: Candidate, told_together: bool) -> bool:
    going = account.agents() - account.having("sender") if account.type == "visit" else account.agents()
    linked = (
        bool(source.agents() & going)
        or told_together
        or account.type in {"signing", "ceremony", "message"}
        or account.bare
        or account.opening
    )
    staged = source.stage == account.stage or (source.type == "visit" and account.stage == "planned")
    return linked and staged


def _told_together(before: Candidate, account: Candidate) -> bool:
    return before.parse.sentence.paragraph == account.parse.sentence.paragraph


def _placed(accounts: Sequence[Candidate]) -> None:
    """An event without a place has that of the one beside which it is told, of its day's paragraph, of its visit."""
    before: Candidate | None = None
    for account in sorted(accounts, key=lambda a: a.position):
        if account.place is None and account.type in SITED and not account.background:
            beside = account.beside.whole or account.beside if account.beside is not None else None
            told = before if before is not None and _told_together(before, account) else None
            same_day = told if told is not None and told.dates == account.dates and account.dates else None
            apart = account.borrowed and account.type == "meeting"  # another gathering may be held elsewhere
            lender = account.source if account.type == "signing" and told is None else None
            ended = lender if lender is not None and lender.type != "visit" else None  # what the signing ended
            setting = (beside,) if apart else (beside, same_day, ended, account.whole)
            source = next((s for s in setting if s is not None and s.place is not None), None)
            if source is not None and source.place is not None:
                account.place = source.place
                account.lent = Reference(source.node.span, source.place, "place/of-its-setting")
        if account.place is not None and account.type != "call" and not account.background:
            before = account


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
