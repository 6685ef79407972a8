"""How well names are told apart: this project's rules and, where installed, nomenklatura's matchers, on the same pairs.

Comes in: tests/gold/names.tsv; `--misses` lists what went wrong in the half `tune`. Goes out: a line a matcher and
half: precision, recall, and wrong merges. It never lists a pair of `judge`, and the peer is no dependency: install it
into an environment of its own (`pip install nomenklatura`) with this project beside it to compare.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

PAIRS = Path(__file__).parent.parent / "tests" / "gold" / "names.tsv"
# What the pairs' abbreviations stand for, as an article that spells them out would say.
SHORT = {"cpv": "Communist Party of Vietnam", "cpp": "Cambodian People's Party"}
SCHEMA = {"person": "Person", "organization": "Organization", "state": "Organization", "post": "Position"}
Pair = dict[str, str]
Matcher = Callable[[Pair], bool]


def pairs() -> list[Pair]:
    """The rows of the file of pairs."""
    lines = PAIRS.read_text("utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def ours(pair: Pair) -> bool:
    """Whether the rules would merge the two."""
    from kg.resolve import same_name

    verdict = same_name(pair["a"], pair["b"], pair["kind"], SHORT)
    return verdict.holds(pair["context"] == "shared")


def peers() -> Iterator[tuple[str, Matcher]]:
    """nomenklatura's matchers at the thresholds that its own documentation uses: 0.7, and the best on `tune`."""
    try:
        from followthemoney import model
        from nomenklatura.matching import ALGORITHMS, ScoringConfig
    except ImportError:
        print("nomenklatura is not installed: no peer", file=sys.stderr)
        return

    def scorer(algorithm: object) -> Callable[[Pair], float]:
        def score(pair: Pair) -> float:
            # Scores are cached by id: every comparison gets ids of its own.
            made = []
            for side in ("a", "b"):
                thing = model.make_entity(SCHEMA[pair["kind"]])
                thing.id = f"{algorithm.NAME}-{id(pair)}-{side}"  # type: ignore[attr-defined]
                thing.add("name", pair[side])
                made.append(thing)
            compared = algorithm.compare(*made, ScoringConfig.defaults())  # type: ignore[attr-defined]
            return float(compared.score)

        return score

    tune = [pair for pair in pairs() if pair["half"] == "tune"]
    for algorithm in ALGORITHMS:
        score = scorer(algorithm)
        scores = {id(pair): score(pair) for pair in tune}
        steps = sorted({0.7, *scores.values()})
        best = max(steps, key=lambda step, at=scores: (_f1(tune, lambda pair: at[id(pair)] >= step), -step))
        yield f"{algorithm.NAME} at 0.70", lambda pair, score=score: score(pair) >= 0.7
        yield f"{algorithm.NAME} at {best:.2f}", lambda pair, score=score, best=best: score(pair) >= best


def counts(rows: list[Pair], matcher: Matcher) -> tuple[int, int, int]:
    """Right merges, wrong merges, merges missed."""
    found = [(matcher(pair), pair["verdict"] == "match") for pair in rows]
    return sum(f and w for f, w in found), sum(f and not w for f, w in found), sum(w and not f for f, w in found)


def _f1(rows: list[Pair], matcher: Matcher) -> float:
    right, wrong, missed = counts(rows, matcher)
    return 2 * right / (2 * right + wrong + missed or 1)


def main() -> None:
    """Print the table, and with --misses the pairs of `tune` that our rules get wrong."""
    rows = pairs()
    print(f"{'matcher':34} {'half':6} {'P':>6} {'R':>6}  wrong merges, missed, pairs")
    for name, matcher in (("kg", ours), *peers()):
        for half in ("tune", "judge"):
            own = [pair for pair in rows if pair["half"] == half]
            right, wrong, missed = counts(own, matcher)
            ratios = f"{right / (right + wrong or 1):6.3f} {right / (right + missed or 1):6.3f}"
            print(f"{name:34} {half:6} {ratios}  {wrong}, {missed}, {len(own)}")
    for pair in rows if "--misses" in sys.argv else ():
        if pair["half"] == "tune" and ours(pair) != (pair["verdict"] == "match"):
            print(pair["kind"], pair["a"], pair["b"], pair["context"], pair["verdict"], pair["trap"], sep=" | ")


if __name__ == "__main__":
    main()
