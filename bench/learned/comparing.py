"""Part by part: what the rules and the model say of the same sentences, against gold.

Comes in: cases and the model's guesses. Goes out: rows of a table, rules beside model beside the two together. It never
counts a sentence where gold does not say, and scores rules and model by the same labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bench.learned.examples import BODY, EITHER, PERSON, Case, Example
from bench.learned.guess import STAGES, TYPES, Guess
from kg.evaluate import Count

Guesses = Mapping[tuple[str, int], Guess]
Pair = tuple[Example, Guess]
Row = tuple[str, int, str, str, str, str]  # the part, how many in gold; rules, model, rules filtered, rules and more
HALF, SURE, HARDLY = 0.5, 0.9, 0.02  # probabilities from which the model says yes, is sure, and does not object


def rows(cases: Sequence[Case], guesses: Guesses) -> Iterator[Row]:
    """A row for each part of reading; ratios are precision, recall and F1, or the share that is right."""
    loud = [(e, guesses[e.article, e.index]) for case in cases for e in case.examples if e.loud]
    placed = [(e, g) for e, g in loud if e.placed]
    yield _row("sentences that hold a statement", [(e.stated, e.rule_stated, g.stated) for e, g in loud])
    yield _row("event types of a sentence", [item for pair in placed for item in _types(*pair)])
    yield _stages(placed)
    yield _row("who takes part, the type given", [item for pair in placed for item in _agents(*pair)])
    yield _speakers(loud)
    yield _names("names of persons", placed, PERSON)
    yield _names("names of bodies", placed, BODY)


def _row(name: str, items: Sequence[tuple[bool, bool, float]]) -> Row:
    """Of (in gold, by rules, the model's probability): what rules, model, rules without the model's objections, and
    rules with what the model is sure of tell.
    """

    def told(says: Callable[[bool, float], bool]) -> str:
        found = [(gold, says(rule, model)) for gold, rule, model in items]
        return ratios(sum(g and s for g, s in found), sum(s for _, s in found), sum(g for g, _ in found))

    model, filtered = told(lambda _, chance: chance > HALF), told(lambda rule, chance: rule and chance > HARDLY)
    more = told(lambda rule, chance: rule or chance > SURE)
    return name, sum(g for g, _, _ in items), told(lambda rule, _: rule), model, filtered, more


def ratios(hit: int, predicted: int, gold: int) -> str:
    """Precision, recall and F1 as a table shows them."""
    count = Count(hit, predicted, gold)
    return f"{count.precision:.2f} {count.recall:.2f} **{count.f1:.2f}**"


def _types(example: Example, guess: Guess) -> Iterable[tuple[bool, bool, float]]:
    return ((t in example.types, t in example.rule_types, p) for t, p in zip(TYPES, guess.types, strict=True))


def _agents(example: Example, guess: Guess) -> Iterator[tuple[bool, bool, float]]:
    for mention, roles, given in zip(example.mentions, example.roles, guess.roles, strict=True):
        for kind in sorted(example.types):
            ruled = any(key in example.rule_agents.get(kind, ()) for key in mention.keys)
            yield kind in roles, ruled, 1 - given[TYPES.index(kind)][0]


def _stages(pairs: Sequence[Pair]) -> Row:
    """Where gold tells a stage and the rules found an event."""
    asked = [(e, g) for e, g in pairs if e.stage and e.rule_stage]
    ruled = sum(e.stage == e.rule_stage for e, _ in asked)
    guessed = sum(e.stage == STAGES[g.stages.index(max(g.stages))] for e, g in asked)
    return "stage, where the rules have an event", len(asked), _share(ruled, asked), _share(guessed, asked), "", ""


def _speakers(pairs: Sequence[Pair]) -> Row:
    """Where a sentence holds a statement and names its speaker or refers to it."""
    asked = [(e, g) for e, g in pairs if e.stated and any(e.speaks)]
    guessed = sum(e.speaks[g.speaks.index(max(g.speaks))] for e, g in asked)
    ruled = sum(e.rule_speaker_right for e, _ in asked)
    return "speaker among those mentioned", len(asked), _share(ruled, asked), _share(guessed, asked), "", ""


def _share(right: int, asked: Sequence[object]) -> str:
    return f"**{right / max(1, len(asked)):.2f}**"


def _names(name: str, pairs: Sequence[Pair], kind: int) -> Row:
    """Spans that share half of the longer; those that touch a name of which gold does not say what it is, left out."""
    gold = ruled = guessed = 0
    found = {"rules": [0, 0], "model": [0, 0]}
    for example, guess in pairs:
        wanted = [(s.start, s.end) for s, k in example.names if k == kind]
        open_ = [(s.start, s.end) for s, k in example.names if k == EITHER]
        gold += len(wanted)
        rules = [(s.start, s.end) for s, k in example.rule_names if k == kind]
        if kind == BODY:  # states are bodies for gold and places for the rules
            rules += [(s.start, s.end) for s, k in example.rule_names if k == EITHER and (s.start, s.end) in wanted]
        for who, spans in (("rules", rules), ("model", [(a, b) for a, b, k in guess.names if k == kind])):
            kept = [s for s in spans if not any(s[0] < b and s[1] > a for a, b in open_)]
            found[who][0] += sum(_alike(s, kept) for s in wanted)
            found[who][1] += len(kept)
        ruled, guessed = found["rules"][0], found["model"][0]
    both = (ratios(ruled, found["rules"][1], gold), ratios(guessed, found["model"][1], gold))
    return name, gold, *both, "", ""


def _alike(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    shared = ((min(span[1], b) - max(span[0], a), max(span[1] - span[0], b - a)) for a, b in others)
    return any(2 * common >= longer for common, longer in shared)
