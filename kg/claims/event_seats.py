"""The town of an event that names none: where the article is datelined, if that is the seat of its host's own state.

Comes in: an article's accounts, merged and dated. Goes out: the same accounts with that town and a reference for it.
It never places an event that has a place, nor one of other days than the dateline's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.claims.event_sites import dateline
from kg.dates import bounds
from kg.model import Reference
from kg.territories import territory

HOSTED = frozenset({"meeting", "ceremony"})
HOSTS = frozenset({"host", "chair"})
FRESH = 2  # days between an event and the dateline


def seated(context: Context, accounts: Sequence[Candidate]) -> None:
    """Put what a host of the dateline's own state received there, around its day, into the dateline's town."""
    written = context.annotated.article.place
    seat = territory(written.value) if written is not None else None
    if seat is None or seat.form != "city":
        return
    for account in accounts:
        hosts = [p for p in account.parts if p.role in HOSTS and seat.code in _lands(context, p.key)]
        received = account.type in HOSTED and account.stage == "held" and account.place is None
        if received and hosts and fresh(context, account):
            account.place = dateline(context)
            if account.place is not None:
                account.lent = Reference(account.node.span, account.place, "place/of-the-dateline")


def fresh(context: Context, account: Candidate) -> bool:
    """Whether an account is of the story and of the dateline's days, or of no day at all."""
    if account.background or not account.dates or context.today is None:
        return not account.background and not account.dates
    day, today = (bounds(value.replace("XXXX", "2000")) for value in (account.dates[0], context.today))
    open_years = "XXXX" in account.dates[0] or "XXXX" in context.today
    same = not open_years or account.dates[0][:4] == context.today[:4]
    return same and day is not None and today is not None and abs((today[0] - day[1]).days) <= FRESH


def at_home(context: Context, account: Candidate) -> bool:
    """Whether no host of an event is known to hold office in another state than the dateline's town is in."""
    written = context.annotated.article.place
    seat = territory(written.value) if written is not None else None
    hosts = [_lands(context, p.key) for p in account.parts if p.role in HOSTS]
    return seat is None or all(not lands or seat.code in lands for lands in hosts)


def _lands(context: Context, host: str) -> set[str]:
    """The codes of the states that a host's offices are of, or that a hosting body or post is of."""
    bodies = [h.organization for h in context.holdings if h.person == host and h.stated and h.organization]
    return {code for key in (host, *bodies) for code in _codes(context, key)}


def _codes(context: Context, key: str) -> Iterator[str]:
    """The codes of the states that an organisation's name or those of what it is part of tell."""
    for name in _names(context, key):
        front, _, behind = name.rpartition(" of ")
        land = territory(name) or (territory(behind) if front else None)
        if land is not None and land.form != "city":
            yield land.code


def _names(context: Context, key: str) -> Iterable[str]:
    found: list[str] = []
    at: str | None = key
    while at is not None and len(found) < 50:
        entity = context.entities.get(at)
        found += entity.names if entity is not None else ()
        at = entity.parent if entity is not None else None
    return found
