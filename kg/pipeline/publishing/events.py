"""The page of an event: its life-cycle, its accounts side by side, who took part, what belongs to it.

Comes in: an event. Goes out: the blocks of its page. It never says of a plan that it happened, and never that somebody
whom no report mentions was absent.
"""

from __future__ import annotations

from collections.abc import Collection

from kg.exports.tables.events import accounts_of, stage_of
from kg.exports.tables.events import when as days_of
from kg.pipeline.publishing.comparing import comparison
from kg.pipeline.publishing.desk import Desk, row, when
from kg.pipeline.publishing.reasons import reasons
from kg.site import Block, Cell, Fact, Facts, Link, Made, Row, Sentence, Sentences, Step, Steps, Table

ROLE_ORDER = (
    "chair", "host", "visitor", "inviter", "participant", "signatory", "witness", "sender", "recipient", "interviewer",
    "interviewee", "organizer",
)  # fmt: skip


def lead(desk: Desk, event: str) -> str:
    """When and where, in a line."""
    days = days_of(desk.index, event)
    places = " / ".join(link.text for link in desk.links(_places(desk, event)))
    return ", ".join(part for part in (when(days.date, days.earliest, days.latest), places) if part)


def event_blocks(desk: Desk, event: str) -> tuple[Block, ...]:
    """What stands on the page of an event, top down."""
    told = _told(desk, event)
    blocks = (
        _facts(desk, event, told), _steps(desk, told), comparison(desk, told), _participants(desk, event, told),
        *_around(desk, event), _agreements(desk, event), statements(desk, _statements(desk, event)),
        *reasons(desk, event),
    )  # fmt: skip
    return tuple(block for block in blocks if block is not None)


def _told(desk: Desk, event: str) -> list[str]:
    """The accounts of an event, the oldest article first; what is not dated comes last."""
    found = desk.index.of("pd:describesEvent", event)
    return sorted(found, key=lambda account: (desk.issued(desk.index.iri(account, "pd:isAccountIn")) or "9", account))


def _places(desk: Desk, event: str) -> set[str]:
    return {place for a in accounts_of(desk.index, event) for place in desk.index.iris(a, "pd:takesPlaceIn")}


def _facts(desk: Desk, event: str, told: list[str]) -> Facts:
    index = desk.index
    stage = stage_of(index, event) or ""
    articles = {article for account in told for article in index.iris(account, "pd:isAccountIn")}
    number = index.text(event, "pd:hasOrdinal")
    series = desk.links(index.iris(event, "pd:isInSeries"))
    days = days_of(index, event)
    rows = (
        Fact("Stage", (Link(_stage_note(stage)),), stage),
        Fact("When", (Link(when(days.date, days.earliest, days.latest) or "no account says", None, days.date or ""),)),
        Fact("Where", desk.links(_places(desk, event)) or (Link("no account says"),)),
        Fact("Sides", desk.links(index.iris(event, "pd:engages"))),
        Fact("Number", (Link(f"{number} in its series"),) if number else ()),
        Fact("Series", series),
        Fact("Part of", desk.links(index.iris(event, "pd:isSubEventOf"))),
        Fact("Agreed at", desk.links(index.iris(event, "pd:isAgreedAt"))),
        Fact("Told by", (Link(_count(len(told), "account") + " in " + _count(len(articles), "article")),)),
    )
    return Facts(tuple(fact for fact in rows if fact.values))


def _stage_note(stage: str) -> str:
    return {
        "held": "at least one article reports it",
        "announced": "announced; no article here reports that it was held",
        "cancelled": "an article says that it was called off",
        "postponed": "an article says that it was put off",
    }.get(stage, "by its accounts")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _steps(desk: Desk, told: list[str]) -> Steps:
    items = []
    for account in told:
        article = desk.index.iri(account, "pd:isAccountIn") or ""
        source = desk.article(article)
        issued = when(desk.issued(article)) or "day not known"
        items.append(Step(desk.stage(account), issued, (source,), desk.proof(account), desk.key(account) or ""))
    note = "In the order in which the articles appeared."
    return Steps("life-cycle", "How it was told", note, tuple(items))


def _participants(desk: Desk, event: str, told: list[str]) -> Table | None:
    """Who took part or was to, once each, with offices, roles and the stages at which articles speak of them."""
    index, found = desk.index, dict[str, list[tuple[str, str]]]()
    for account in told:
        for part in index.of("pd:isParticipationIn", account):
            agent = index.iri(part, "pd:hasResolvedParticipant") or index.iri(part, "pd:hasParticipant")
            if agent:
                found.setdefault(agent, []).append((part, desk.stage(account)))
    if not found:
        return None
    held = stage_of(index, event) == "held"
    rows = []
    for agent, parts in found.items():
        roles = {index.word(part, "pd:hasRole") or "" for part, _ in parts}
        reported = any(stage == "held" for _, stage in parts)
        claims = [claim for part, _ in parts for claim in desk.claims(part)]
        status = "held" if reported else min((stage for _, stage in parts), default="")
        mark = "announced, not mentioned in reports" if held and not reported else ""
        order = (not reported, min(_rank(role) for role in roles), index.name(agent) or "", agent)
        cells = (
            Cell((desk.link(agent, note=_unnamed(desk, parts)),)),
            Cell((Link(", ".join(sorted(roles, key=_rank))),)),
            Cell(_offices(desk, agent, [part for part, _ in parts], told)),
            Cell((), status, mark),
        )
        rows.append((order, row(*cells, quotes=desk.quotes(*claims))))
    note = "Whom no report mentions may have been there all the same."
    made = tuple(one for _, one in sorted(rows, key=lambda pair: pair[0]))
    return Table("participants", "Who took part", ("Who", "As", "In which office", "Reported as"), made, note)


def _unnamed(desk: Desk, parts: list[tuple[str, str]]) -> str:
    """How an article calls a holder whom it does not name."""
    resolved = [part for part, _ in parts if desk.index.iri(part, "pd:hasResolvedParticipant")]
    names = {desk.index.name(agent) or "" for part in resolved for agent in desk.index.iris(part, "pd:hasParticipant")}
    return f"named only as {', '.join(sorted(names))}" if names and len(resolved) == len(parts) else ""


def _rank(role: str) -> int:
    return ROLE_ORDER.index(role) if role in ROLE_ORDER else len(ROLE_ORDER)


def _offices(desk: Desk, agent: str, parts: list[str], told: list[str]) -> tuple[Link, ...]:
    """The offices that the accounts give; else those that the same articles give."""
    index = desk.index
    offices = {office for part in parts for office in index.iris(part, "pd:actsAs")}
    if not offices:
        articles = {article for account in told for article in index.iris(account, "pd:isAccountIn")}
        for tenure in index.of("pd:hasHolder", agent):
            current = (index.word(tenure, "pd:hasStatus") or "") not in ("former", "late")
            if current and articles & set(index.iris(tenure, "pd:isReportedIn")):
                offices |= set(index.iris(tenure, "pd:hasOffice"))
    return desk.links(offices)


def _around(desk: Desk, event: str) -> list[Table | None]:
    index = desk.index
    series = {other for s in index.iris(event, "pd:isInSeries") for other in index.of("pd:isInSeries", s)} - {event}
    return [
        event_table(desk, index.of("pd:isSubEventOf", event), "parts", "What belongs to it"),
        event_table(desk, series, "series", "Others of its series"),
        event_table(desk, index.of("pd:isAgreedAt", event), "agreed", "What was agreed there to be held"),
    ]


def event_table(desk: Desk, events: Collection[str], anchor: str, title: str, note: str = "") -> Table | None:
    """Events in a table, the latest first."""
    ordered = sorted(events, key=lambda event: _latest_first(desk, event))
    if not ordered:
        return None
    columns = ("Event", "When", "Where", "Sides", "Stage")
    rows = Made(ordered, lambda event: row(*event_cells(desk, event)))
    return Table(anchor, title, columns, rows, note, quoted=False)


def _latest_first(desk: Desk, event: str) -> tuple[tuple[int, ...], str]:
    day = days_of(desk.index, event).earliest or ""
    return tuple(-ord(character) for character in day) or (0,), event


def event_cells(desk: Desk, event: str) -> tuple[Cell, ...]:
    """An event in five cells: name, days, places, sides, stage."""
    days = days_of(desk.index, event)
    return (
        Cell((desk.link(event, note=desk.kind(event)),)),
        Cell((Link(when(days.date, days.earliest, days.latest)),)),
        Cell(desk.links(_places(desk, event))),
        Cell(desk.links(desk.index.iris(event, "pd:engages"))),
        Cell((), stage_of(desk.index, event) or ""),
    )


def _agreements(desk: Desk, event: str) -> Table | None:
    return agreement_table(desk, desk.index.of("pd:isSignedAt", event), "agreements", "Agreements signed there")


def agreement_table(desk: Desk, agreements: list[str], anchor: str, title: str) -> Table | None:
    """Agreements in a table, with what they are between, what they cover, where they were signed."""
    columns = ("Agreement", "Between", "Covers", "Signed at", "How many")
    rows = Made(agreements, lambda node: _agreement(desk, node))
    return Table(anchor, title, columns, rows) if agreements else None


def _agreement(desk: Desk, node: str) -> Row:
    index = desk.index
    return row(
        desk.link(node),
        Cell(desk.links(index.iris(node, "pd:isBetween"))),
        when(index.text(node, "pd:coversPeriod")),
        Cell(desk.links(index.iris(node, "pd:isSignedAt"))),
        index.text(node, "pd:hasCount") or "",
        quotes=desk.proof(node),
    )


def _statements(desk: Desk, event: str) -> list[str]:
    return sorted({*desk.index.of("pd:isMadeAt", event), *desk.index.of("pd:speaksOf", event)})


def statements(desk: Desk, found: list[str], *, speaker: bool = True) -> Sentences | None:
    """Statements with their words, the newest article first."""
    newest = sorted(found, key=lambda n: (desk.issued(desk.index.iri(n, "pd:isReportedIn")), n), reverse=True)
    items = Made(newest, lambda node: _statement(desk, node, speaker=speaker))
    return Sentences("statements", "Statements", items) if newest else None


def _statement(desk: Desk, node: str, *, speaker: bool) -> Sentence:
    about = desk.links(desk.index.iris(node, "pd:speaksOf"))
    links = (desk.link(desk.index.iri(node, "pd:isMadeBy")), *about) if speaker else about
    return Sentence(desk.index.text(node, "pd:hasAct") or "say", (), links, desk.proof(node), desk.key(node) or "")
