"""One article's predicted facts against its gold facts.

Comes in: the two lists of facts and the article's text. Goes out: how many of each kind match one to one, what was
missed and what was extra. It never matches a fact twice, nor a fact of one kind with a fact of another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.evaluate.names import FORMS, Fact, Things, forms, number, overlap, place_of, same_date

KINDS = ("office", "member", "part_of", "alias", "event", "role", "agreement", "statement", "quantity")
Liking = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts were found, predicted, and in gold; ratios are 0 where nothing is to be divided by."""

    hit: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.hit + other.hit, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of the predictions that are right."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold facts that were found."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article's counts by kind; `right` holds (right, of) of the matched; `refused` have false offsets."""

    name: str
    counts: dict[str, Count]
    missed: tuple[Fact, ...]
    extra: tuple[Fact, ...]
    refused: tuple[Fact, ...]
    right: dict[str, tuple[int, int]]

    @property
    def whole(self) -> Count:
        """The count over all kinds."""
        return sum(self.counts.values(), Count())


@dataclass(slots=True)
class Matching:
    """The state of matching one article: which predicted event stands for which gold one settles the roles."""

    things: Things
    text: str
    gold: list[Fact]
    predicted: list[Fact]
    events: dict[str, str | None]

    def pair(self, kind: str) -> tuple[list[Fact], list[Fact], dict[int, int]]:
        """Gold and predicted facts of a kind, and which prediction (by index) is which gold fact."""
        gold = [fact for fact in self.gold if fact["kind"] == kind]
        predicted = [fact for fact in self.predicted if fact["kind"] == kind]
        edges = [[j for j, p in enumerate(predicted) if self.agree(kind, g, p)] for g in gold]
        liking: Liking = (lambda i, j: self.likeness(gold[i], predicted[j])) if kind == "event" else (lambda i, j: 0.0)
        taken = assign(len(gold), edges, liking)
        if kind == "event":
            self.events = {gold[i]["id"]: predicted[j].get("id") for j, i in taken.items()}
        return gold, predicted, taken

    def agree(self, kind: str, gold: Fact, other: Fact) -> bool:
        """Whether two facts of a kind may be one fact."""

        def same(*keys: str) -> bool:
            return all(self.things.same(gold[key], other.get(key)) for key in keys)

        match kind:
            case "office":
                return same("person", "title", "org")
            case "member":
                return same("person", "org")
            case "part_of":
                return same("body", "parent")
            case "alias":
                return _same_pair(gold, other)
            case "event":
                return gold["type"] == other.get("type") and same_date(gold.get("date"), other.get("date"))
            case "role":
                return self.events.get(gold["event"]) == other.get("event") and same("agent")
            case "agreement":
                return self._same_sides(gold["between"], other.get("between") or [])
            case "statement":
                return same("speaker") and overlap(place_of(gold, self.text), place_of(other, self.text))
            case _:
                return number(gold) == number(other) and _same_subject(gold, other)

    def likeness(self, gold: Fact, other: Fact) -> float:
        """How alike two events of one type and date are: shared people, a shared name, then the same status."""
        a, b = _agents(self.gold, gold), _agents(self.predicted, other)
        both = sum(any(self.things.same(x, y) for y in b) for x in a)
        people = both / (len(a) + len(b) - both or 1)
        named = self.things.same(gold.get("name"), other.get("name"))
        return people + named + (gold.get("status") == other.get("status")) / 9

    def _same_sides(self, gold: Sequence[object], other: Sequence[object]) -> bool:
        return len(gold) == len(other) and all(any(self.things.same(a, b) for b in other) for a in gold)

    def details(self, kind: str, pairs: list[tuple[Fact, Fact]]) -> dict[str, tuple[int, int]]:
        """(right, of) among the matched: the role of participants; status and place of events that have one in gold."""
        if kind == "role":
            return {"role": (sum(g["role"] == p.get("role") for g, p in pairs), len(pairs))}
        if kind != "event":
            return {}
        status = [g["status"] == p.get("status") for g, p in pairs if g.get("status")]
        place = [bool(p.get("place")) and self.things.same(g["place"], p["place"]) for g, p in pairs if g.get("place")]
        return {"status": (sum(status), len(status)), "place": (sum(place), len(place))}


def score_article(name: str, gold: Sequence[Fact], predicted: Sequence[Fact], text: str) -> ArticleScore:
    """Match one article's facts kind by kind; predictions whose offsets do not hold their span are refused first."""
    refused = [fact for fact in predicted if _misplaced(fact, text)]
    kept = [_as_member(fact) for fact in predicted if fact not in refused]
    wanted = [_as_member(fact) for fact in gold]
    state = Matching(Things(wanted), text, wanted, kept, {})
    counts, missed, extra, right = {}, [], [], {"role": (0, 0), "status": (0, 0), "place": (0, 0)}
    for kind in KINDS:
        golds, others, taken = state.pair(kind)
        counts[kind] = Count(len(taken), len(others), len(golds))
        missed += [fact for i, fact in enumerate(golds) if i not in taken.values()]
        extra += [fact for j, fact in enumerate(others) if j not in taken]
        right |= state.details(kind, [(golds[i], others[j]) for j, i in taken.items()])
    return ArticleScore(name, counts, tuple(missed), tuple(extra), tuple(refused), right)


def assign(golds: int, edges: list[list[int]], liking: Liking) -> dict[int, int]:
    """A maximum matching that begins with the pairs liked best: {index of prediction: index of gold}."""
    taken: dict[int, int] = {}
    pairs = [(gold, j) for gold in range(golds) for j in edges[gold]]
    for gold, other in sorted(pairs, key=lambda pair: -liking(*pair)):
        if other not in taken and gold not in taken.values():
            taken[other] = gold

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in range(golds):
        if i not in taken.values():
            place(i, set())
    return taken


def _misplaced(fact: Fact, text: str) -> bool:
    stated = fact.get("span")
    return bool(text) and stated is not None and "start" in fact and text[fact["start"] : fact["end"]] != stated


def _as_member(fact: Fact) -> Fact:
    """A "Politburo member" is a membership, however it is written down."""
    titles = forms(fact.get("title")) if fact["kind"] == "office" else []
    plain = titles and titles[0].endswith("member") and fact.get("status", "current") != "former"
    return {**fact, "kind": "member"} if plain else fact


def _same_pair(gold: Fact, other: Fact) -> bool:
    a, b = set(forms(gold["entity"])), set(forms(gold["alias"]))
    c, d = set(forms(other.get("entity"))[:FORMS]), set(forms(other.get("alias"))[:FORMS])
    return bool(a & c and b & d) or bool(a & d and b & c)


def _same_subject(gold: Fact, other: Fact) -> bool:
    a, b = gold.get("subject"), other.get("subject")
    return not a or not b or bool(set(forms(a)) & set(forms(b)[:FORMS]))


def _agents(facts: Sequence[Fact], event: Fact) -> list[object]:
    return [f["agent"] for f in facts if f["kind"] == "role" and f.get("event") == event.get("id")]
