"""Where an event is that its own words do not place: in the place of the setting that it is told in.

Comes in: an article's accounts, merged and dated. Goes out: the same accounts with the places of what they are told
with, and a reference for each. It never lends a building to what is merely told beside it, nor a town where the
story's days give two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.claims.context import Context
from kg.claims.event_days import SITED, told_together
from kg.claims.event_seats import at_home, fresh
from kg.claims.event_shapes import Candidate
from kg.claims.event_sites import dateline, is_site, state_of_dateline
from kg.claims.event_stages import path
from kg.claims.event_words import words
from kg.claims.side_pairs import Pairs
from kg.dates import bounds, overlap
from kg.model import Reference, Span
from kg.syntax import Node
from kg.words import fold

GATHERED = frozenset({"meeting", "congress", "signing", "ceremony", "festival", "exercise", "other"})  # of one town
DAYS = 1  # between two events of one stay


def placed(context: Context, accounts: Sequence[Candidate]) -> None:
    """An event without a place has that of the one beside which it is told, of its day's paragraph, of its visit; an
    election that of the congress that votes.
    """
    before: Candidate | None = None
    for account in sorted(accounts, key=lambda a: a.position):
        if account.place is None and account.type in SITED and not account.background:
            _lend(account, next(_settings(context, account, before), None))
        if account.place is not None and account.type != "call" and not account.background:
            before = account
    for account in accounts:
        if account.type == "election" and account.place is None:
            congress = (a for a in accounts if a.type == "congress" and _voting(a, account))
            _lend(account, None if account.background else next(congress, None))
            _elected(context, account)
            _polled(context, account)
    voted = [a for a in accounts if a.type == "election" and a.place is not None]
    if len({a.place for a in voted}) == 1:
        for account in (a for a in accounts if a.type == "election" and a.place is None and _yours(a) is not None):
            _lend(account, voted[0])


def _yours(account: Candidate) -> Node | None:
    """The "your" before an election: "on your victory in the election"."""
    return next((n for n in account.parse.nodes[: account.node.index] if fold(n.text) == "your"), None)


def _settings(context: Context, account: Candidate, before: Candidate | None) -> Iterator[Candidate]:
    """The accounts whose place an account may have, the likeliest first."""
    beside = account.beside.whole or account.beside if account.beside is not None else None
    if beside is not None and beside.place is not None:
        yield beside
    if before is not None and account.frame is not None and before.frame is account.frame:
        yield before  # "the first of the summits … the second"
    told = before if before is not None and told_together(before, account) else None
    if account.borrowed and account.type == "meeting":
        return  # another gathering may be held elsewhere
    if told is not None and told.dates == account.dates and account.dates and _lasts(context, told, account):
        yield told
    lender = account.source if account.type == "signing" and told is None else None
    if lender is not None and lender.type != "visit" and lender.place is not None:
        yield lender  # what the signing ended
    if account.whole is not None and account.whole.place is not None and context.kind(account.whole.place) != "state":
        yield account.whole  # of a land the town is asked for first


def _lasts(context: Context, told: Candidate, account: Candidate) -> bool:
    """Whether those who met in a place are still there: in a town, or in a building for what they sign or what comes
    "after talks" there.
    """
    after = account.parse is told.parse and account.governor in path(told.node, told.parse)
    return account.type == "signing" or after or (told.place is not None and not is_site(context, told.place))


def _elected(context: Context, account: Candidate) -> None:
    """An election to an office of a state is in that state."""
    people = {p.key: p for p in account.parts if context.kind(p.key) == "person"}
    posts = [n.span.start for n in account.parse.nodes[account.node.index :] if fold(n.text) == "as"]
    others = min(posts, default=0)  # "elected President A as chair of B"
    held = [h for h in context.holdings if h.person in people and h.organization and h.title.status != "former"]
    held = [h for h in held if not account.parse.sentence.span.start <= h.title.span.start < others]
    lands = {h.organization: h for h in held if h.organization and context.kind(h.organization) in {"state", "place"}}
    if account.place is None and len(lands) == 1 and len({h.organization for h in held}) == 1:
        land, holding = next(iter(lands.items()))
        account.place, account.lent = land, Reference(holding.span, land, "place/of-the-office")


def _polled(context: Context, account: Candidate) -> None:
    """A general election is in the land that its sentence is about, else in the one that the article is about or that
    its dateline is of.
    """
    parse, noun = account.parse, account.node
    kinds = {fold(n.text) for n in parse.children(noun, "amod", "compound", "nmod")} | {fold(noun.lemma)}
    nationwide = bool(kinds & words("nationwide"))
    parties = all(context.kind(a) == "party" for a in account.agents())
    if account.place is not None or not (nationwide or (noun.tag == "NNS" and parties)):
        return
    pairs = Pairs(context)
    whole = parse.sentence.span
    if _yours(account) is not None:
        return  # which the writer's own land is named beside
    own = any(n.tag == "PRP$" for n in parse.children(noun, "poss"))
    before = pairs.told_in(Span(whole.start, noun.span.start)) if own else ()
    lands = before[-1:] or pairs.told_in(whole)
    about = (pairs.only() if nationwide else None) or state_of_dateline(context)
    land = lands[0] if len(lands) == 1 else about if not lands else None
    if land is not None:
        account.place, account.lent = land, Reference(noun.span, land, "place/of-the-election")


def _voting(congress: Candidate, election: Candidate) -> bool:
    together = not congress.dates and not election.dates and congress.parse is election.parse
    days = congress.dates and election.dates and overlap(congress.dates[0], election.dates[0])
    return congress.place is not None and congress.stage == election.stage and bool(days or together)


def settled(context: Context, accounts: Sequence[Candidate], told: Sequence[Candidate]) -> None:
    """An event of the story that nothing places is in the one town where the story's other events of its days are."""
    every = [*accounts, *(c for c in told if c not in accounts and (c.plural or c.parse.sentence.zone == "headline"))]
    towns = [a for a in every if a.type in GATHERED and not a.background and _town(context, a) is not None]
    towns += [a for a in every if a.type in GATHERED and not a.background and a not in towns and a.town is not None]
    stays = [a for a in accounts if a.type == "visit" and a.dates and not a.background and _town(context, a)]
    here = _written_here(context)
    for account in accounts:
        body = account.parse.sentence.zone not in {"caption", "related"} and not account.background
        nationwide = account.type == "other" and not account.agents()  # as mourning and holidays are
        if account.place is None and account.type in SITED and body and not nationwide:
            fit = [a for a in towns if account.stage in {a.stage, "cancelled"}]
            fit = [a for a in fit if a.position < account.position]  # a reader knows of the town by then
            near = [a for a in fit if _of_these_days(context, a, account)]
            near += [v for v in stays if account.dates and overlap(v.dates[0], account.dates[0])]
            at_hand = account.stage == "held" and here is not None and fresh(context, account)
            places = {a.town or a.place for a in near} | ({here.key} if at_hand and here is not None else set())
            if len(places) == 1:
                _lend(account, near[0], town=True) if near else _put(account, here)
            elif not places and account.agents() and account.type in GATHERED:
                _last_resort(context, account, accounts)
            if account.place is None and account.whole is not None:
                _lend(account, account.whole)
    for visit in (a for a in accounts if a.type == "visit" and a.place is None and a.having("visitor")):
        _lend(visit, next((a for a in accounts if a.whole is visit and (a.town or _town(context, a))), None), town=True)


def _written_here(context: Context) -> Reference | None:
    """The dateline's place, if a sentence of the article says that something was done "here"."""
    nodes = (n for p in context.parses if p.sentence.zone == "body" for n in p.nodes)
    word = next((n for n in nodes if fold(n.text) == "here" and n.dep == "advmod"), None)
    place = dateline(context) if word is not None else None
    return Reference(word.span, place, "place/of-the-dateline") if word is not None and place is not None else None


def _last_resort(context: Context, account: Candidate, accounts: Sequence[Candidate]) -> None:
    """The land of the visit that a meeting is of or falls into, else, of what was just held, the dateline's town."""
    stays = [a for a in accounts if a.type == "visit" and not a.background and a.place is not None]
    visits = [a for a in stays if a.place is not None and not is_site(context, a.place)]
    own = account.whole if account.whole in visits else None
    days = [v for v in visits if v.dates and account.dates and overlap(v.dates[0], account.dates[0])]
    stays = [v for v in ([own] if own is not None else days) if v.agents() & account.agents()]
    stays = [v for v in stays if account.phase != "end" or v.governor is None or not _leaves(v.governor)]
    if len({v.place for v in stays}) == 1:
        _lend(account, stays[0])
    elif visits or account.stage != "held" or not (fresh(context, account) and at_home(context, account)):
        return
    elif (place := dateline(context)) is not None:
        _put(account, Reference(account.node.span, place, "place/of-the-dateline"))


def _leaves(verb: Node) -> bool:
    """Whether a visit is told by setting out for it: its travellers are seen off elsewhere."""
    return verb.lemma in words("leaving")


def _put(account: Candidate, here: Reference | None) -> None:
    if here is not None:
        account.place, account.lent = here.key, here


def _town(context: Context, account: Candidate) -> str | None:
    fit = account.place is not None and context.kind(account.place) == "place" and not is_site(context, account.place)
    return account.place if fit else None


def _of_these_days(context: Context, placed: Candidate, account: Candidate) -> bool:
    """Whether two accounts are of days that meet or follow each other; one without a date is of the story's."""
    if not placed.dates or not account.dates:
        return not account.dates or (context.today is not None and fresh(context, account))
    first, second = bounds(placed.dates[0]), bounds(account.dates[0])
    if first is None or second is None:
        return placed.dates[0] == account.dates[0]
    return (second[0] - first[1]).days <= DAYS and (first[0] - second[1]).days <= DAYS


def _lend(account: Candidate, source: Candidate | None, town: bool = False) -> None:
    place = (source.town if town else None) or source.place if source is not None else None
    if source is not None and place is not None:
        account.place, account.town = place, source.town
        account.lent = Reference(source.node.span, place, "place/of-its-setting")
