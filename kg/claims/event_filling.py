"""Who takes part in an event without being named beside it: a delegation's leader, the visitor whom a programme is for.

Comes in: an article's accounts, merged and dated. Goes out: the same accounts with those people and a reference for
each. It never adds anybody to an event that names both of its sides, and nobody whom the article does not name.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate, Part
from kg.claims.event_words import words
from kg.dates import overlap
from kg.model import Reference
from kg.words import fold

PARTNERED = frozenset({"with", "on", "upon"})
SIDED = frozenset({"between", "among", "of", "by", "from"})
TOURS = words("tour") | words("touring")
GREETED = "event/verb/greetings"
MET = frozenset({"person", "post"})
ALIKE = frozenset({"similar", "same", "identical"})
REACH = 2  # sentences back in which the one to whom something is handed over was met
PROGRAMME = frozenset({"meeting", "ceremony"})


def filled(context: Context, accounts: Sequence[Candidate]) -> None:
    """Add to each account those who are understood to take part."""
    visits = [a for a in accounts if a.type == "visit" and not a.background]
    for account in accounts:
        if account.type == "visit" and account.node.lemma not in TOURS:
            _led(context, account)
            _with_crew(context, account)
        elif account.type == "meeting":
            _with_team(context, account, _guest(context, account, visits))
    _addressed(accounts)
    for message in (a for a in accounts if a.type == "message"):
        _handed(context, message, accounts)
    for account in accounts:
        visit = _of_visit(account, visits)
        if visit is not None:
            for part in [p for p in visit.parts if p.role == "visitor"]:
                pointing = _pointing(account, part, "visitor/of-its-visit")
                account.take("participant", [(part.key, (pointing,))], account.node.span)


def _addressed(accounts: Sequence[Candidate]) -> None:
    """Wishes that came from somebody, and "a similar cable", are for whom the message told before them was for."""
    before: list[Part] = []
    last: Candidate | None = None
    for account in (a for a in accounts if a.type == "message"):
        alike = any(fold(n.text) in ALIKE for n in account.parse.children(account.node, "amod"))
        beside = any(n.lemma == "occasion" for n in account.parse.nodes[:5])  # "On the same occasion, A wrote to B"
        if (alike or beside) and last is not None and not account.dates:
            account.dates, account.date_span = last.dates, last.date_span
        last = account
        if (alike or account.rule == GREETED) and not account.having("recipient"):
            for part in before:
                pointing = _pointing(account, part, "recipient/told-before")
                account.take("recipient", [(part.key, (pointing,))], account.node.span)
        before = [p for p in account.parts if p.role == "recipient"]


def _handed(context: Context, message: Candidate, accounts: Sequence[Candidate]) -> None:
    """What somebody hands over from another is for whom he met there: the host, else the one other side."""
    verb = message.governor
    if verb is None or verb.lemma not in words("handing-over") or message.having("recipient"):
        return
    bearers = {key for n in context.subject_nodes(verb, message.parse) for key, _ in context.own(n)}
    senders = message.having("sender")
    for meeting in sorted((a for a in accounts if a.type in PROGRAMME), key=lambda a: -a.position):
        before = 0 <= message.parse.sentence.index - meeting.parse.sentence.index <= REACH
        if not senders or not before or meeting.position > message.position or not bearers & meeting.agents():
            continue
        others = [p for p in meeting.parts if p.key not in bearers | senders and context.kind(p.key) in MET]
        hosts = [p for p in others if p.role == "host"] or (others if len(others) == 1 else [])
        for part in hosts:
            pointing = _pointing(message, part, "recipient/of-the-meeting")
            message.take("recipient", [(part.key, (pointing,))], message.node.span)
        return


def _led(context: Context, visit: Candidate) -> None:
    """The leader of a delegation pays the visit that it pays; the delegation comes along."""
    if any(p.role == "visitor" and context.kind(p.key) == "person" for p in visit.parts):
        return
    for part in [p for p in visit.parts if p.role in {"visitor", "participant"}]:
        leader = context.leaders.get(part.key)
        if leader is not None:
            part.role = "participant"
            reference = Reference(part.span, leader, "leader/of-delegation")
            visit.take("visitor", [(leader, (*part.references, reference))], part.span)


def _with_crew(context: Context, visit: Candidate) -> None:
    """Those who are said to be in a delegation come along on the visit that it or its leader pays."""
    for part in list(visit.parts):
        teams = [part.key, *(team for team, leader in context.leaders.items() if leader == part.key)]
        for key in [key for team in teams for key in _crew(context, visit, team)]:
            pointing = Reference(part.span, key, "member/of-delegation")
            visit.take("participant", [(key, (*part.references, pointing))], part.span)


def _crew(context: Context, account: Candidate, team: str) -> list[str]:
    """Who is said there or below to be in a delegation; nobody goes on to what is told further on."""
    start = account.parse.sentence.span.start
    return [key for key, span in context.crews.get(team, {}).items() if span.start >= start]


def _guest(context: Context, account: Candidate, visits: Sequence[Candidate]) -> str | None:
    """Who leads an article's one delegation: the one person whose visits are told of before an event."""
    told = [v for v in visits if v.position < account.position and not (v.stage == "planned" and v.having("inviter"))]
    people = {p.key for v in told for p in v.parts if p.role == "visitor" and context.kind(p.key) == "person"}
    return people.pop() if len(people) == 1 and len(context.delegations) == 1 else None


def _with_team(context: Context, account: Candidate, guest: str | None) -> None:
    """The leader of a delegation meets whom it meets; so do those who are said there or below to be in it."""
    for part in list(account.parts):
        lone = guest if part.key in context.delegations else None
        leader = context.leaders.get(part.key, lone)
        crew = _crew(context, account, part.key)
        for key in dict.fromkeys([*([leader] if leader is not None else []), *crew]):
            rule = "leader/of-delegation" if key == leader else "member/of-delegation"
            account.take("participant", [(key, (*part.references, Reference(part.span, key, rule)))], part.span)


def _of_visit(account: Candidate, visits: Sequence[Candidate]) -> Candidate | None:
    """The visit told before whose programme has an event that names one side alone ("a courtesy call on X")."""
    if account.type not in PROGRAMME or not account.parts or not _one_sided(account):
        return None
    before = [v for v in visits if v.having("visitor") and v.position < account.position and v is not account]
    fit = [v for v in before if _same_time(account, v) and not v.having("visitor") & account.agents()]
    return fit[-1] if fit else None


def _same_time(account: Candidate, visit: Candidate) -> bool:
    dated = account.dates and visit.dates
    return overlap(account.dates[0], visit.dates[0]) if dated else account.stage == visit.stage


def _one_sided(account: Candidate) -> bool:
    """Whether an event's noun names whom it is with or on, and no clause says who has it."""
    noun, parse = account.node, account.parse
    if not noun.tag.startswith("N") or noun.phrase is not None:
        return False
    marks = {n.text.casefold() for n in parse.children(noun, "prep", "agent")}
    behind = all(p.span.start > noun.span.start for p in account.parts)
    above = parse.parent(noun)
    subject = above is None or noun.dep in {"ROOT", "nsubj", "nsubjpass"}
    return subject and behind and bool(marks & PARTNERED) and not marks & SIDED and len(account.parts) == 1


def _pointing(account: Candidate, part: Part, rule: str) -> Reference:
    return Reference(account.node.span, part.key, rule)
