"""The end measure: the rules' facts changed by what the model says, scored as `kg evaluate` scores them.

Comes in: cases, the model's guesses, a way to change the rules' facts and a threshold. Goes out: the count over all
kinds. It changes flat facts alone: a part that wins here would still have to be built into the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bench.learned.comparing import Guesses
from bench.learned.examples import AGENTS, Case, Example, Fact
from bench.learned.guess import ROLES, STAGES, TYPES, Guess
from kg.evaluate import Count, score_article
from kg.model import EventClaim, RoleClaim, StatementClaim

Change = Callable[[Case, Guesses, float], list[Fact]]
TAKES_PART = 0.5  # probability from which somebody takes part in an event that the model itself proposes


def score(cases: Sequence[Case], said: Callable[[Case], Sequence[Fact]]) -> Count:
    """The count over all kinds and cases of what is said."""
    return sum((_count(case, said(case)) for case in cases), Count())


def _count(case: Case, said: Sequence[Fact]) -> Count:
    """One case's count; what leaves the rules' facts as they are is counted once."""
    if list(said) != list(case.said):
        return score_article(case.name, case.gold, said, case.text).whole
    if not case.plain:
        case.plain.append(score_article(case.name, case.gold, said, case.text).whole)
    return case.plain[0]


def lost(cases: Sequence[Case]) -> tuple[int, int, int]:
    """How many events and roles the rules miss, and how many of the roles belong to an event that they miss."""
    missed = [score_article(c.name, c.gold, c.said, c.text).missed for c in cases]
    events = [{f["id"] for f in facts if f["kind"] == "event"} for facts in missed]
    roles = [[f["event"] for f in facts if f["kind"] == "role"] for facts in missed]
    with_it = sum(event in gone for gone, mine in zip(events, roles, strict=True) for event in mine)
    return sum(map(len, events)), sum(map(len, roles)), with_it


def perfect(kinds: frozenset[str]) -> Callable[[Case], Sequence[Fact]]:
    """The rules' facts without what is wrong in some kinds: the most that any filter of them could give."""

    def said(case: Case) -> list[Fact]:
        extra = [id(f) for f in score_article(case.name, case.gold, case.said, case.text).extra]
        return [f for f in case.said if f["kind"] not in kinds or id(f) not in extra]

    return said


def events_dropped(case: Case, guesses: Guesses, floor: float) -> list[Fact]:
    """Without the events, and their roles, whose type no sentence that tells of them makes likely enough."""
    kinds, told = _events(case)
    gone = {
        key
        for key, where in told.items()
        if where and max(guesses[case.name, e.index].types[TYPES.index(kinds[key])] for e in where) < floor
    }
    return [f for f in case.said if f.get("id", f.get("event")) not in gone or f["kind"] not in {"event", "role"}]


def roles_dropped(case: Case, guesses: Guesses, floor: float) -> list[Fact]:
    """Without the roles of those who hardly take part in an event of this type by the sentence that gives the role."""
    kinds, _ = _events(case)
    agents = [c.agent if isinstance(c, RoleClaim) else "" for c in claims_of(case)]
    pairs = zip(case.said, agents, strict=True)
    return [f for f, agent in pairs if not agent or _likely(case, guesses, f, agent, kinds) >= floor]


def _likely(case: Case, guesses: Guesses, role: Fact, agent: str, kinds: dict[str, str]) -> float:
    example = _at(case, role["start"])
    if example is None:
        return 1.0
    given = guesses[case.name, example.index].roles
    kind = TYPES.index(kinds[role["event"]])
    return max((1 - given[j][kind][0] for j, m in enumerate(example.mentions) if agent in m.keys), default=1.0)


def roles_added(case: Case, guesses: Guesses, floor: float) -> list[Fact]:
    """With roles for those who very likely take part in the one event of a type that a sentence tells."""
    kinds, told = _events(case)
    held = {(c.event, c.agent) for c in case.reading.claims if isinstance(c, RoleClaim)}
    more: list[Fact] = []
    for key, where in told.items():
        for example in where:
            rivals = [k for k, other in told.items() if kinds[k] == kinds[key] and example in other]
            if len(rivals) == 1:
                more += _roles(case, example, guesses[case.name, example.index], (key, kinds[key]), held, floor)
    return [*case.said, *more]


def _roles(
    case: Case, example: Example, guess: Guess, event: tuple[str, str], held: set[tuple[str, str]], floor: float
) -> Iterator[Fact]:
    for mention, given in zip(example.mentions, guess.roles, strict=True):
        chances = given[TYPES.index(event[1])]
        for key in mention.keys if 1 - chances[0] > floor else ():
            entity = case.entities.get(key)
            if entity is not None and entity.kind in AGENTS and (event[0], key) not in held:
                held.add((event[0], key))
                role = ROLES[chances.index(max(chances[1:]), 1)]
                yield {"kind": "role", "event": event[0], "role": role, "agent": case.names_of(key)}


def events_added(case: Case, guesses: Guesses, floor: float) -> list[Fact]:
    """With an event, dated by the sentence's first date, where a type is very likely, no rule tells it, and somebody
    takes part.
    """
    kinds, told = _events(case)
    known = {(f["type"], *f["date"][:1]) for f in case.said if f["kind"] == "event"}
    more: list[Fact] = []
    for example in (e for e in case.examples if e.loud and e.dates):
        guess = guesses[case.name, example.index]
        for kind, chance in zip(TYPES, guess.types, strict=True):
            here = any(kinds[key] == kind and example in where for key, where in told.items())
            if chance <= floor or here or (kind, example.dates[0]) in known:
                continue
            key = f"new{len(more)}"
            roles = list(_roles(case, example, guess, (key, kind), set(), TAKES_PART))
            if roles:
                stage = STAGES[guess.stages.index(max(guess.stages))]
                dated = {"date": [example.dates[0]], "status": stage}
                more += [{"kind": "event", "id": key, "type": kind, **dated}, *roles]
                known.add((kind, example.dates[0]))
    return [*case.said, *more]


def statements_dropped(case: Case, guesses: Guesses, floor: float) -> list[Fact]:
    """Without the statements of sentences that hardly hold one."""

    def kept(fact: Fact) -> bool:
        example = _at(case, fact["start"]) if fact["kind"] == "statement" else None
        return example is None or guesses[case.name, example.index].stated >= floor

    return [f for f in case.said if kept(f)]


def statements_added(case: Case, guesses: Guesses, floor: float) -> list[Fact]:
    """With a statement, by the likeliest speaker, of each sentence that very likely holds one and gave none."""
    more: list[Fact] = []
    for example in case.examples:
        guess = guesses[case.name, example.index]
        silent = example.loud and not example.rule_stated
        if silent and guess.stated > floor and max(guess.speaks, default=0) > TAKES_PART:
            speaker = example.mentions[guess.speaks.index(max(guess.speaks))].keys[0]
            place = {"span": example.text, "start": example.span.start, "end": example.span.end}
            more.append({"kind": "statement", "speaker": case.names_of(speaker), "act": "say", **place})
    return [*case.said, *more]


def all_added(case: Case, guesses: Guesses, floor: float) -> list[Fact]:
    """With the events, roles and statements that are added above a threshold, each as by itself."""
    more = [change(case, guesses, floor)[len(case.said) :] for change in (events_added, roles_added, statements_added)]
    return [*case.said, *(fact for facts in more for fact in facts)]


def speakers_changed(case: Case, guesses: Guesses, floor: float) -> list[Fact]:
    """With another speaker where one is that likely, and the rules' own, named in the sentence, that unlikely."""
    keys = [c.speaker if isinstance(c, StatementClaim) else "" for c in claims_of(case)]
    return [_respoken(case, guesses, f, key, floor) for f, key in zip(case.said, keys, strict=True)]


def _respoken(case: Case, guesses: Guesses, fact: Fact, speaker: str, floor: float) -> Fact:
    example = _at(case, fact["start"]) if speaker else None
    if example is None or not example.mentions:
        return fact
    chances = guesses[case.name, example.index].speaks
    own = [chances[j] for j, m in enumerate(example.mentions) if speaker in m.keys]
    best = example.mentions[chances.index(max(chances))]
    if not own or max(own) > 1 - floor or max(chances) < floor:
        return fact
    return {**fact, "speaker": case.names_of(best.keys[0])}


CHANGES: dict[str, tuple[Change, tuple[float, ...]]] = {
    "events dropped below": (events_dropped, (0.0003, 0.001, 0.01)),
    "events added above": (events_added, (0.7, 0.9, 0.97)),
    "roles dropped below": (roles_dropped, (0.001, 0.01, 0.1)),
    "roles added above": (roles_added, (0.8, 0.95, 0.99)),
    "statements dropped below": (statements_dropped, (0.001, 0.01, 0.1)),
    "statements added above": (statements_added, (0.7, 0.9, 0.97)),
    "events, roles and statements added above": (all_added, (0.8, 0.9, 0.97)),
    "speakers changed above": (speakers_changed, (0.8, 0.95, 0.99)),
}


def claims_of(case: Case) -> list[object]:
    """The claims behind the flat facts, in their order."""
    return [c for c in case.reading.claims if c.kind != "office" or c.organization is not None]


def _events(case: Case) -> tuple[dict[str, str], dict[str, list[Example]]]:
    """Of each event of the rules its type and the sentences that tell of it or give it a role, headlines left out."""
    kinds = {c.id: str(c.type) for c in case.reading.claims if isinstance(c, EventClaim)}
    told: dict[str, list[Example]] = {key: [] for key in kinds}
    for claim in case.reading.claims:
        if isinstance(claim, EventClaim | RoleClaim):
            example = _at(case, claim.evidence.span.start)
            where = told[claim.id if isinstance(claim, EventClaim) else claim.event]
            if example is not None and example.loud and example not in where:
                where.append(example)
    return kinds, told


def _at(case: Case, position: int) -> Example | None:
    return next((e for e in case.examples if e.span.start <= position < e.span.end), None)
