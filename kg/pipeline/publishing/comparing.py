"""The accounts of one event side by side.

Comes in: accounts, each of one article. Goes out: a comparison whose rows say whether the accounts agree, differ, or
only one of them speaks. It never says which of them is right, and takes silence for no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from kg.pipeline.publishing.desk import Desk, when
from kg.site import Cell, Compared, Comparison, Link

ROLES = (
    ("chair", "Chair"), ("host", "Host"), ("visitor", "Visitor"), ("inviter", "Invited by"),
    ("participant", "Participants"), ("signatory", "Signed by"), ("witness", "Witnessed by"),
    ("sender", "From"), ("recipient", "To"),
    ("interviewer", "Interviewer"), ("interviewee", "Interviewee"), ("organizer", "Organised by"),
)  # fmt: skip
ONLY = "only here"


def comparison(desk: Desk, told: Sequence[str]) -> Comparison | None:
    """A column an account, a row a question; None for an event that one account alone tells of."""
    if len(told) < 2:
        return None
    heads = tuple(_head(desk, account) for account in told)
    rows = [
        _stage(desk, told),
        _row(desk, told, "Called", lambda a: (_called(desk, a),), lambda cells: ""),
        _plain(desk, told, "Kind", lambda a: desk.index.word(a, "pd:reportsType")),
        _when(desk, told),
        _where(desk, told),
        _plain(desk, told, "Sides counted", lambda a: desk.index.text(a, "pd:hasSideCount")),
        _plain(desk, told, "Number", lambda a: desk.index.text(a, "pd:hasOrdinal")),
        *(_role(desk, told, role, name) for role, name in ROLES),
    ]
    note = "Where accounts differ, the row is marked. An account that is silent says neither yes nor no."
    made = tuple(one for one in rows if one is not None)
    return Comparison("accounts", "The accounts side by side", note, heads, made)


def _head(desk: Desk, account: str) -> Cell:
    return Cell((desk.article(desk.index.iri(account, "pd:isAccountIn") or ""),))


def _called(desk: Desk, account: str) -> Link:
    article = desk.index.text(desk.index.iri(account, "pd:isAccountIn") or "", "dcterms:identifier") or ""
    return Link((desk.index.name(account) or "").removesuffix(f" ({article})"))


def _row(
    desk: Desk,
    told: Sequence[str],
    name: str,
    ask: Callable[[str], tuple[Link, ...]],
    judge: Callable[[list[tuple[Link, ...]]], str],
) -> Compared | None:
    answers = [tuple(link for link in ask(account) if link.text) for account in told]
    if not any(answers):
        return None
    said = [answer for answer in answers if answer]
    verdict = "one account says" if len(said) == 1 else judge(said)
    return Compared(name, verdict, tuple(Cell(answer) for answer in answers))


def _agree(said: list[tuple[Link, ...]]) -> str:
    return "agree" if len({tuple(link.text for link in one) for one in said}) == 1 else "differ"


def _plain(desk: Desk, told: Sequence[str], name: str, ask: Callable[[str], str | None]) -> Compared | None:
    return _row(desk, told, name, lambda account: (Link(ask(account) or ""),), _agree)


def _stage(desk: Desk, told: Sequence[str]) -> Compared:
    stages = [desk.stage(account) for account in told]
    cells = tuple(Cell((), stage, quotes=desk.proof(account)) for stage, account in zip(stages, told, strict=True))
    return Compared("Stage", "agree" if len(set(stages)) == 1 else "stages of one event", cells)


def _when(desk: Desk, told: Sequence[str]) -> Compared | None:
    """Days that exclude each other differ; a month and a day in it are more and less exact."""
    index = desk.index

    def ask(account: str) -> tuple[Link, ...]:
        ends = index.text(account, "pd:earliestDate"), index.text(account, "pd:latestDate")
        return (Link(when(index.text(account, "pd:hasDate"), *ends)),)

    def judge(said: list[tuple[Link, ...]]) -> str:
        if _agree(said) == "agree":
            return "agree"
        spans = [(index.text(a, "pd:earliestDate"), index.text(a, "pd:latestDate")) for a in told]
        known = [(first, last) for first, last in spans if first and last]
        apart = any(a[1] < b[0] or b[1] < a[0] for a, b in combinations(known, 2))
        return "differ" if apart else "more or less exact"

    return _row(desk, told, "When", ask, judge)


def _where(desk: Desk, told: Sequence[str]) -> Compared | None:
    """Places in different states differ; a state and its seat of government are more and less exact."""
    index = desk.index

    def judge(said: list[tuple[Link, ...]]) -> str:
        if _agree(said) == "agree":
            return "agree"
        states = [desk.sides.states_of(index.iris(account, "pd:takesPlaceIn")) for account in told]
        known = [one for one in states if one]
        return "more or less exact" if len(known) == len(said) and set.intersection(*map(set, known)) else "differ"

    return _row(desk, told, "Where", lambda a: desk.links(index.iris(a, "pd:takesPlaceIn")), judge)


def _role(desk: Desk, told: Sequence[str], role: str, name: str) -> Compared | None:
    """Who is given a role; whom one account alone names in it is marked where others name somebody."""
    index = desk.index
    parts = [[p for p in index.of("pd:isParticipationIn", a) if index.word(p, "pd:hasRole") == role] for a in told]
    who = [{part: _agent(desk, part) for part in some} for some in parts]
    speaking = [set(some.values()) for some in who if some]
    if not speaking:
        return None
    cells = tuple(Cell(tuple(_named(desk, p, agent, speaking) for p, agent in _sorted(desk, some))) for some in who)
    if len(speaking) == 1:
        return Compared(name, "one account says", cells)
    return Compared(name, "agree" if all(one == speaking[0] for one in speaking) else "differ", cells)


def _agent(desk: Desk, part: str) -> str:
    return desk.index.iri(part, "pd:hasResolvedParticipant") or desk.index.iri(part, "pd:hasParticipant") or ""


def _sorted(desk: Desk, some: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(some.items(), key=lambda pair: (desk.index.name(pair[1]) or "", pair[0]))


def _named(desk: Desk, part: str, agent: str, speaking: list[set[str]]) -> Link:
    offices = desk.index.names(desk.index.iris(part, "pd:actsAs"))
    alone = len(speaking) > 1 and sum(agent in some for some in speaking) == 1
    return desk.link(agent, note="; ".join(filter(None, (offices, ONLY if alone else ""))))
