"""Answers that a model may choose among where the rules have asked: who took part, what an office is of, when it was.

Comes in: a case. Goes out: candidates, each with whether the rules give it, whether gold does, and what can be seen of
it. It never proposes an event, a person or an office that the rules have not found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.learned.examples import AGENTS, Case, Fact
from kg.dates import find_dates
from kg.evaluate.matching import Matching
from kg.evaluate.names import Things
from kg.model import EventClaim, OfficeClaim, RoleClaim
from kg.syntax import Node, Parse

ABOUT = 2  # sentences before and behind those that tell an event in which those who take part are looked for
FAR = 50  # sentences, stands for a place that there is not
BODIES = frozenset({"party", "party_body", "state", "state_body", "organization", "place"})
Marks = dict[str, float | str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An `answer` (an entity's key or a date) to what is `asked` (the place of a claim among the reading's), whether
    the rules give it, whether gold does, and its marks. Of those who took part only whom the rules lack are candidates.
    """

    asked: int
    answer: str
    ruled: bool
    right: bool
    marks: Marks


@dataclass(frozen=True, slots=True)
class Seen:
    """Where one entity stands: the sentence, the node, whether it is referred to."""

    sentence: int
    parse: Parse
    node: Node
    pronoun: bool


class Asker:
    """What is asked about one case."""

    def __init__(self, case: Case) -> None:
        self.case, self.context, self.things = case, case.context, Things(case.gold)
        self.claims = case.reading.claims
        self.match = Matching(self.things, case.text, list(case.gold), list(case.said), {})
        _, said, self.events = self.match.pair("event")
        self.real = {said[j].get("id"): gold for gold, j in self._matched()}
        _, _, taken = self.match.pair("role")
        roles = [f for f in case.gold if f["kind"] == "role"]
        self.missed = [f for i, f in enumerate(roles) if i not in taken.values()]
        self.seen = self._seen()
        self.roles = {(c.event, c.agent): c.role for c in self.claims if isinstance(c, RoleClaim)}
        self.accounts = [(at, c) for at, c in enumerate(self.claims) if isinstance(c, EventClaim)]

    def _matched(self) -> Iterator[tuple[Fact, int]]:
        golds = [f for f in self.case.gold if f["kind"] == "event"]
        return ((golds[i], j) for j, i in self.events.items())

    def _seen(self) -> dict[str, list[Seen]]:
        found: dict[str, list[Seen]] = defaultdict(list)
        for at, parse in enumerate(self.context.parses):
            for node in parse.nodes:
                for key, references in self.context.own(node):
                    found[key].append(Seen(at, parse, node, bool(references)))
        return found

    def sentence(self, position: int) -> int:
        """The number of the sentence at a place in the text."""
        spans = (p.sentence.span for p in self.context.parses)
        return next((at for at, span in enumerate(spans) if span.start <= position < span.end), 0)

    def participants(self) -> Iterator[Candidate]:
        """Everybody named near an event that the rules found, save those whom they have."""
        for at, event in self.accounts:
            mine = [c for c in self.claims if isinstance(c, RoleClaim) and c.event == event.id]
            told = {self.sentence(c.evidence.span.start) for c in (event, *mine)}
            held = {c.agent for c in mine}
            gold = self.real.get(event.id)
            missed = [f["agent"] for f in self.missed if gold is not None and f["event"] == gold["id"]]
            about = self._of_event(event, held)
            for key, seen in sorted(self.seen.items()):
                near = [s for s in seen if min(abs(s.sentence - t) for t in told) <= ABOUT]
                if self.context.kind(key) in AGENTS and near and key not in held:
                    right = any(self.things.same(names, self.case.names_of(key)) for names in missed)
                    marks = {**about, **self._of_entity(key, event, held), **self._of_place(near, told, held)}
                    yield Candidate(at, key, False, right, marks)

    def _of_event(self, event: EventClaim, held: set[str]) -> Marks:
        kinds = Counter(self.context.kind(key) for key in held)
        roles = Counter(role for (other, _), role in self.roles.items() if other == event.id)
        alike = sum(other.dates[:1] == event.dates[:1] for _, other in self.accounts)
        return {"type": event.type, "stage": event.stage, "rule": event.evidence.rule, "held": len(held)} | {
            "dated": bool(event.dates), "placed": event.place is not None, "same day": alike,
            "events": len(self.accounts), "named word": event.name.split()[-1].casefold() if event.name else "",
            **{f"has {k}": n for k, n in kinds.items()}, **{f"role {r}": n for r, n in roles.items()},
        }  # fmt: skip

    def _of_entity(self, key: str, event: EventClaim, held: set[str]) -> Marks:
        entity, seen = self.case.entities.get(key), self.seen[key]
        offices = {h.organization for h in self.context.holdings if h.person == key}
        others = [other for other, agent in self.roles if agent == key and other != event.id]
        return {
            "kind": self.context.kind(key), "times": len(seen), "first": seen[0].sentence,
            "elsewhere": len(others), "with office": bool(offices), "office there": bool(offices & held),
            "holder there": any(h.organization == key and h.person in held for h in self.context.holdings),
            "parent there": entity is not None and entity.parent in held, "place": key == event.place,
            "headline": any(s.parse.sentence.zone == "headline" for s in seen),
            "member there": any(key in e.members for k in held if (e := self.case.entities.get(k)) is not None),
            "speaks": any(getattr(c, "speaker", None) == key for c in self.claims),
        }  # fmt: skip

    def _of_place(self, near: list[Seen], told: set[int], held: set[str]) -> Marks:
        """How the mention nearest to the sentences that tell the event stands in its own."""
        best = min(near, key=lambda s: (min(abs(s.sentence - t) for t in told), s.pronoun, s.node.index))
        verb, preposition = _above(best.node, best.parse)
        gap = min((best.sentence - t for t in told), key=abs)
        beside = [s for key in held for s in self.seen.get(key, ()) if s.sentence == best.sentence]
        where = best.node.span
        return {
            "gap": gap, "here": gap == 0, "dep": best.node.dep, "preposition": preposition,
            "verb": verb.lemma if verb else "", "voice": verb.tag if verb else "", "pronoun": best.pronoun,
            "zone": best.parse.sentence.zone, "index": best.node.index, "length": len(best.parse.nodes),
            "phrase": best.node.phrase.kind if best.node.phrase else "", "beside": len(beside), "near": len(near),
            "joined": any(best.node.index == s.node.head or best.node.head == s.node.index for s in beside),
            "quoted": any(where.within(q) for q in self.context.annotated.quotations),
            "told here": sum(self.sentence(e.evidence.span.start) == best.sentence for _, e in self.accounts),
        }  # fmt: skip

    def organizations(self) -> Iterator[Candidate]:
        """Every body, state and place of the article for each office of the rules."""
        gold = [f for f in self.case.gold if f["kind"] == "office"]
        for at, claim in enumerate(self.claims):
            if not isinstance(claim, OfficeClaim):
                continue
            person = self.case.names_of(claim.person)
            held = [f for f in gold if self.things.same(f["person"], person)]
            fit = [f["org"] for f in held if self.things.same(f["title"], [claim.title])]
            for key, seen in sorted(self.seen.items()):
                if self.context.kind(key) in BODIES:
                    right = any(self.things.same(names, self.case.names_of(key)) for names in fit)
                    yield Candidate(at, key, key == claim.organization, right, self._of_body(claim, key, seen))

    def _of_body(self, claim: OfficeClaim, key: str, seen: list[Seen]) -> Marks:
        span, entity = claim.evidence.span, self.case.entities.get(key)
        before = min((span.start - s.node.span.end for s in seen if s.node.span.end <= span.start), default=5000)
        behind = min((s.node.span.start - span.end for s in seen if s.node.span.start >= span.end), default=5000)
        others = [h for h in self.context.holdings if h.person != claim.person and h.organization == key]
        return {
            "title": claim.title.casefold(), "head": claim.title.casefold().split()[-1], "rule": claim.evidence.rule,
            "kind": self.context.kind(key), "ruled": key == claim.organization, "open": claim.organization is None,
            "before": before, "behind": behind, "times": len(seen), "first": seen[0].sentence,
            "owned": entity is not None and entity.parent is not None, "of others": len(others),
            "own": any(h.person == claim.person and h.organization == key for h in self.context.holdings),
            "taken": any(h.title.text.casefold() == claim.title.casefold() for h in others),
            "gap": min(abs(s.sentence - self.sentence(span.start)) for s in seen),
            "headline": any(s.parse.sentence.zone == "headline" for s in seen),
        }  # fmt: skip

    def days(self) -> Iterator[Candidate]:
        """Every date that the article gives, its own day, and none for each event of the rules."""
        spans = [p.sentence.span for p in self.context.parses]
        dates = [find_dates(self.case.text, s.start, s.end, self.context.anchor) for s in spans]
        found = [(at, day) for at, here in enumerate(dates) for date in here for day in date.edtf]
        told = Counter(event.dates[0] for _, event in self.accounts if event.dates)
        for at, event in self.accounts:
            rule = event.dates[0] if event.dates else ""
            gold = self.real.get(event.id)
            wanted = (gold.get("date") or [""]) if gold is not None else []
            every = dict.fromkeys(["", rule, self.context.anchor or "", *(day for _, day in found)])
            for day in every:
                right = day in ([wanted] if isinstance(wanted, str) else wanted)
                yield Candidate(at, day, day == rule, right, self._of_day(event, day, found, told))

    def _of_day(self, event: EventClaim, day: str, found: list[tuple[int, str]], told: Counter[str]) -> Marks:
        here = self.sentence(event.evidence.span.start)
        gaps = [at - here for at, other in found if other == day]
        return {
            "type": event.type, "stage": event.stage, "rule": event.evidence.rule, "ruled": day in event.dates[:1],
            "also": day in event.dates[1:], "none": not day, "today": day == self.context.anchor,
            "shape": "/" if "/" in day else str(len(day)), "gap": min(gaps, key=abs, default=FAR), "given": len(gaps),
            "others": told[day] - (day in event.dates[:1]), "sentence": here,
            "own words": event.date_evidence is not None, "dates here": sum(at == here for at, _ in found),
        }  # fmt: skip


def _above(node: Node, parse: Parse) -> tuple[Node | None, str]:
    """The verb above a node, and the preposition between."""
    preposition, at = "", parse.parent(node)
    while at is not None and not at.tag.startswith("V"):
        preposition = preposition or (at.text.casefold() if at.tag in {"IN", "TO"} else "")
        at = parse.parent(at)
    return at, preposition


QUESTIONS: dict[str, Callable[[Asker], Iterator[Candidate]]] = {
    "who took part": Asker.participants,
    "what an office is of": Asker.organizations,
    "when it was": Asker.days,
}
