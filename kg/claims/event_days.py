"""The days of events that their own words do not date: those of the story, of its programme, of the article itself.

Comes in: an article's accounts. Goes out: the same accounts, the undated ones with the days of the event that they are
told with. It never dates what lies before the story, nor a letter or an election by the story's day.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_fitting import DAY
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import going_on, path
from kg.claims.event_words import words
from kg.dates import bounds, interval
from kg.model import Stage
from kg.words import fold

LENDERS = frozenset({"visit", "meeting", "congress", "exercise", "festival"})
TIMELESS = frozenset({"message", "election", "interview", "congress"})
SITED = frozenset({"meeting", "signing", "ceremony", "other"})  # events that take place where their setting does
WEEK = 6  # days between the first and the last


def inherit(context: Context, accounts: Sequence[Candidate]) -> None:
    """An undated event of the story takes the date of the one it is told with, else of the main one."""
    ordered = sorted(accounts, key=lambda a: a.position)
    for congress in (a for a in ordered if a.type == "congress" and a.phase != "end" and a.dates):
        _until_vote(congress, ordered)
    main = _main(ordered)
    told = [a for a in ordered if a.parse.sentence.zone == "body"]
    for account in told:  # what the article opens with is of the days that the rest is told of
        first = account.parse.sentence.paragraph == told[0].parse.sentence.paragraph
        account.opening = first and account.type == "meeting" and bool(account.agents())
    flash = _of_today(ordered, context.anchor)
    known = {account.today for account in told if account.today and not account.dates}
    before: dict[Stage, Candidate] = {}
    for account in ordered:
        if not account.dates and account.beside is not None:
            beside = account.beside.whole or account.beside
            account.dates, account.date_span = beside.dates, beside.date_span
        if account.type == "election" and not account.dates and not account.background:
            _at_congress(account, ordered)
        if account.dates:
            if not account.background and _narrow(account):
                before[account.stage] = account
        elif account.date_span is None and _of_story(account) and not (_timeless(account) or _going(account)):
            account.borrowed = True
            _date(account, main, before.get(account.stage) or before.get("held"))
            _until_today(account, context.anchor, bool(known))
            _on_the_lead_day(account)
            if not account.dates and flash and account.type in SITED and account.stage == "held" and context.anchor:
                account.dates = (context.anchor,)
            if account.dates and account.today in account.dates:
                before[account.stage] = account


def _going(account: Candidate) -> bool:
    """Whether a visit is only said to go on, from no day to no day ("A, who is visiting B, met C on Monday")."""
    return account.type == "visit" and account.governor is not None and going_on(account.governor, account.parse)


def _of_today(ordered: Sequence[Candidate], today: str | None) -> bool:
    """Whether the article's own day is the only one that its story names ("is to be signed today")."""
    days = {a.dates[0] for a in ordered if a.dates and not a.background}
    return today is not None and days == {today}


def _of_story(account: Candidate) -> bool:
    return not account.background and account.parse.sentence.zone != "related"


def _main(ordered: Sequence[Candidate]) -> Candidate | None:
    """The event whose date the story's others take: the first of days; of a visit that begins, what is held then."""
    dated = [a for a in ordered if a.dates and not a.background and _narrow(a)]
    main = next((a for a in dated if a.type in LENDERS), None)
    lead = next((a.lead for a in ordered if a.lead is not None), dated[0].dates[0] if dated else None)
    if main is not None and main.type == "meeting" and lead is not None and main.dates[0] != lead:
        return next((a for a in dated if a.type in LENDERS and a.dates[0] == lead), main)
    if main is None or main.type != "visit" or main.phase != "start" or "/" in main.dates[0]:
        return main
    later = (a for a in dated if a.stage == main.stage and a.type in SITED and DAY.fullmatch(a.dates[0]))
    return next((a for a in later if a.dates[0] > main.dates[0]), main)


def _date(account: Candidate, main: Candidate | None, before: Candidate | None) -> None:
    """Date an undated account: by the programme that it is part of, its paragraph's day, what it is told with."""
    together = before is not None and told_together(before, account)
    programme = main is not None and _of_programme(main, account)
    source = before if together and not programme else main
    told = before is not None and before.parse is account.parse and DAY.fullmatch(before.dates[0]) is not None
    if account.today is not None and account.stage == "held" and not (told and before and before.stage == "held"):
        account.dates = (account.today,)
    elif account.stage == "planned" and account.day is not None and DAY.fullmatch(account.day):
        account.dates = (account.day,)
    elif before is not None and told and account.stage == before.stage:
        account.dates, account.date_span = before.dates, before.date_span
    elif source is not None and programme:
        account.dates, account.date_span = _lent(source, account), source.date_span
    elif account.stage == "held" and account.day is not None and not together:
        account.dates = (account.day,)
    elif source is not None and account.stage != "cancelled" and _lends(source, account, together):
        account.dates, account.date_span, account.source = _lent(source, account), source.date_span, source
    elif account.stage == "held" and account.lead is not None and account.type in SITED and account.agents():
        account.dates = (account.lead,)


def _at_congress(account: Candidate, ordered: Sequence[Candidate]) -> None:
    """A party's election takes place at the congress that the article tells of."""
    held = [a for a in ordered if a.type == "congress" and a.dates and a.stage == account.stage and not a.background]
    if held:
        days = held[0].dates
        account.dates = days[1:] if days[0].endswith("/..") else days  # of what goes on, a day on which it did
        account.date_span = held[0].date_span


def _until_vote(congress: Candidate, ordered: Sequence[Candidate]) -> None:
    """A congress of which only the first day is told goes on to the day on which it votes."""
    first = congress.dates[0]
    votes = (a for a in ordered if a.type == "election" and a.stage == congress.stage and not a.background and a.dates)
    days = [a.dates[0] for a in votes if DAY.fullmatch(a.dates[0]) and first < a.dates[0]]
    span = bounds(interval(first, days[0])) if days and DAY.fullmatch(first) else None
    if span is not None and (span[1] - span[0]).days < WEEK:
        congress.dates, congress.phase = (interval(first, days[0]), *congress.dates), "whole"


def _until_today(account: Candidate, today: str | None, flash: bool) -> None:
    """What was held on the first of days that go on, or is told in a flash of the day, is of the article's own day."""
    first, _, last = account.dates[0].partition("/") if account.dates else ("", "", "")
    going = DAY.fullmatch(first) and DAY.fullmatch(last)
    if account.stage == "held" and today is not None and going and first <= today < last and (flash or first == today):
        account.dates = (today, *account.dates)


def _on_the_lead_day(account: Candidate) -> None:
    """What was held within days that the article's lead tells of is of the lead's own day."""
    first, _, last = account.dates[0].partition("/") if account.dates else ("", "", "")
    going = DAY.fullmatch(first) and DAY.fullmatch(last) and account.lead is not None and DAY.fullmatch(account.lead)
    if going and account.stage == "held" and account.type in SITED and first <= (account.lead or "") <= last:
        account.dates = (account.lead or "", *account.dates)


def _timeless(account: Candidate) -> bool:
    """Whether the story's day is not an event's, as that of a letter that nobody hands over."""
    verb = account.governor
    handed = account.type == "message" and verb is not None and verb.lemma in words("handing-over")
    return account.type in TIMELESS and not handed


def _narrow(account: Candidate) -> bool:
    """Whether an account is dated to days, few enough to be the story's."""
    limits = bounds(account.dates[0])
    if account.dates[0].startswith("../"):
        return False
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
    left = source.governor is not None and source.governor.lemma in words("leaving") and source.type == "visit"
    return (first if account.phase == "start" or left else last,)  # who leaves is seen off before the visit


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


def told_together(before: Candidate, account: Candidate) -> bool:
    """Whether two accounts stand in one paragraph."""
    return before.parse.sentence.paragraph == account.parse.sentence.paragraph
