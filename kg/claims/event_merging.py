"""Which tellings in one article are of one event, and what an undated one inherits.

Comes in: candidates in text order. Goes out: accounts, one an event, with roles of all tellings. It never joins tellings whose dates,
places or people disagree.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.dates import overlap

BROAD = frozenset({"visit", "meeting", "congress", "festival", "exercise"})
LENDERS = frozenset({"visit", "meeting", "congress"})
TIMELESS = frozenset({"message", "election", "interview", "congress"})
LEAD = frozenset({"headline", "caption", "related"})


def merged(context: Context, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The article's accounts in text order: tellings joined, dates inherited, empty ones dropped."""
    accounts: list[Candidate] = []
    frames: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.parse.sentence.zone in LEAD, c.position)):
        if candidate.plural:
            _spread(accounts, frames, candidate)
            continue
        _framed(frames, candidate)
        pool = accounts if candidate.parse.sentence.zone in LEAD or candidate.bare else accounts[::-1]
        if candidate.bare:
            pool = sorted(accounts, key=lambda a: not 0 <= candidate.parse.sentence.index - a.parse.sentence.index < 4)
        same = next((a for a in pool if _same(context, a, candidate)), None)
        if same is None and candidate.back:
            continue
        if same is None:
            accounts.append(candidate)
        else:
            _join(same, candidate)
        candidate.whole = same
    kept = [a for a in accounts if _told(a)]
    _inherit(kept)
    _linked(kept, candidates)
    return sorted(kept, key=lambda a: a.position)


def _spread(accounts: list[Candidate], frames: list[Candidate], plural: Candidate) -> None:
    """A plural is no event: what it says holds of the events of its type told before ("both visits") or after ("three summits")."""
    before = [a for a in accounts if a.type == plural.type and a.parse.sentence.zone not in LEAD]
    if plural.definite or plural.counted == 2 and len(before) >= 2:
        for account in before[-plural.counted :] if plural.counted else []:
            for part in plural.parts:
                account.take(part.role, [(part.key, part.references)], part.span)
    elif plural.counted or plural.dates:
        frames.append(plural)


def _framed(frames: list[Candidate], candidate: Candidate) -> None:
    """An event told after a plural of its type takes the plural's dates, place, host and organizer."""
    frame = next(
        (f for f in reversed(frames) if f.type == candidate.type and f.counted and f.dates and not candidate.dates),
        None,
    )
    if frame is None or not (candidate.definite or candidate.ordinal) or candidate.parse is frame.parse:
        return
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


def _same(context: Context, old: Candidate, new: Candidate) -> bool:
    if old.type != new.type or (old.ordinal and new.ordinal and old.ordinal != new.ordinal):
        return False
    if old.dates and new.dates and not _dates_fit(old, new):
        return False
    if old.sides and new.sides and old.sides != new.sides:
        return False
    if old.node is new.node:
        return False
    together = old.parse is new.parse
    if together and ((new.bare and not new.dates) or _bracketed(new)) and new.position > old.position:
        return True
    if together and not _one_clause(old, new):
        return False
    if new.back:
        return True
    if new.theme and old.theme == new.theme and new.definite and not together:
        return True
    shared = old.agents() & new.agents()
    both = bool(old.agents()) and bool(new.agents())
    if (
        old.type == "visit"
        and old.place
        and new.place
        and old.place != new.place
        and not _inside(context, old.place, new.place)
    ):
        return False
    if together and old.type != "signing":
        return True
    if new.parse.sentence.zone in LEAD and new.ordinal and not old.ordinal:
        return False
    if new.bare and not old.background and (old.dates or not new.dates) and old.type in {"meeting", "call", "congress"}:
        return True
    if both and new.parse.sentence.zone in LEAD and not any(context.kind(a) == "person" for a in new.agents()):
        return True
    if new.type in {"message", "signing", "election"} and both and not shared:
        return False
    if not both:
        return _points_back(old, new) and _near(old, new)
    if old.type == "visit":
        return bool(_of(old, "visitor") & _of(new, "visitor")) or (bool(shared) and new.definite)
    people = [{a for a in c.agents() if context.kind(a) == "person"} for c in (old, new)]
    if old.dates and new.dates and old.dates[0] == new.dates[0] and len(people[0] & people[1]) > 1:
        return True
    if min(map(len, people)) > 1:
        shared = people[0] & people[1]
        small = min(map(len, people))
    else:
        small = min(len(old.agents()), len(new.agents()))
    return len(shared) >= small and (new.definite or len(shared) > 1) and _near(old, new)


def _bracketed(new: Candidate) -> bool:
    """Whether a telling stands in brackets behind another ("a meeting with A (the meeting between the two parties)")."""
    before = [n for n in new.parse.nodes if n.index < new.node.index][-3:]
    return any(n.text == "(" for n in before)


def _dates_fit(old: Candidate, new: Candidate) -> bool:
    return old.dates[0] == new.dates[0] or (
        overlap(old.dates[0], new.dates[0]) and old.type in BROAD and ("/" in old.dates[0] or len(new.dates[0]) < 10)
    )


def _one_clause(old: Candidate, new: Candidate) -> bool:
    """Two words of one clause for one event ("landed in Rome for a state visit")."""
    return new.governor is old.node or old.governor is new.node


def _points_back(old: Candidate, new: Candidate) -> bool:
    return new.definite or new.parse.sentence.zone in LEAD or (not new.agents() and not new.dates)


def _near(old: Candidate, new: Candidate) -> bool:
    return new.parse.sentence.zone in LEAD or abs(new.parse.sentence.index - old.parse.sentence.index) < 40


def _of(candidate: Candidate, role: str) -> set[str]:
    return {p.key for p in candidate.parts if p.role == role}


def _inside(context: Context, a: str, b: str) -> bool:
    """Whether one place may lie in the other: a city and a state."""
    return {context.kind(a), context.kind(b)} == {"place", "state"}


def _join(old: Candidate, new: Candidate) -> None:
    for part in new.parts:
        old.take(part.role, [(part.key, part.references)], part.span)
    if not old.dates and new.dates:
        old.dates, old.date_span = new.dates, new.date_span
    old.place = old.place or new.place
    old.ordinal = old.ordinal or new.ordinal
    old.sides = old.sides or new.sides
    if new.stage == "cancelled":
        old.stage, old.postponed = new.stage, new.postponed
    if len(new.name) > len(old.name) and old.name in {"meeting", "visit", "call", "talks"}:
        old.name = new.name


def _inherit(accounts: Sequence[Candidate]) -> None:
    """An undated event of the story takes the date of the one it is told with, else of the visit or meeting of the article."""
    main = next(
        (a for a in sorted(accounts, key=lambda a: a.position) if a.dates and a.type in LENDERS and not a.background),
        None,
    )
    before: Candidate | None = None
    for account in sorted(accounts, key=lambda a: a.position):
        if account.dates:
            before = account if not account.background else before
        elif account.type not in TIMELESS and not account.background and account.stage != "cancelled":
            together = before is not None and _told_together(before, account)
            programme = main is not None and main.type == "visit" and account.stage == "planned" and "/" in main.dates[0]
            source = before if together and not programme else main
            if source is not None and _lends(source, account, together):
                account.dates, account.date_span = source.dates, source.date_span


def _lends(source: Candidate, account: Candidate, told_together: bool) -> bool:
    linked = (
        bool(source.agents() & account.agents())
        or told_together
        or account.type in {"signing", "ceremony"}
        or account.bare
    )
    staged = source.stage == account.stage or (source.type == "visit" and account.stage == "planned")
    return linked and staged


def _told_together(before: Candidate, account: Candidate) -> bool:
    return before.parse.sentence.paragraph == account.parse.sentence.paragraph


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
    return dated and bool(_of(visit, "visitor") & account.agents())
