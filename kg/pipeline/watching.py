"""A build that stands while its articles change: when one comes, changes or goes, it is made anew of what is kept.

Comes in: paths of articles, and how to build. Goes out: a summary each time, until the caller stops asking. It never
does again what no change touches but writing the files, and the build is at any time the one before or the one after.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.decisions import NAME as BOOK
from kg.engines import Engine
from kg.errors import BadInput
from kg.paths import seeds_dir
from kg.pipeline.building import BuildSummary, build
from kg.pipeline.keeping import Keeping
from kg.pipeline.reading import Options
from kg.vocab import BASE

PAUSE = 1.0  # seconds between two looks at the articles
Look = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One time that something had changed: the build's summary or why there is none, how many quads came and went."""

    summary: BuildSummary | BadInput
    came: int
    went: int


def watch(
    paths: Sequence[Path],
    out: Path,
    options: Options,
    *,
    base: str | None = None,
    decisions: Path | None = None,
    engine: Engine = "own",
    store: Path | None = None,
    wait: Callable[[float], object] | None = None,
) -> Iterator[Round]:
    """Build, then look at the articles and decisions every second, and build whenever a file is another; parameters as
    of `build`. What is wrong with an article or a decision ends nothing: it is told, and the build before stands.
    """
    named = list(paths) or [seeds_dir()]
    keeping, seen = Keeping(base or BASE, engine), None
    while True:
        if (now := _look([*named, *([decisions] if decisions else [])])) != seen:
            seen, keeping.came, keeping.went = now, 0, 0
            told: BuildSummary | BadInput
            try:
                told = build(
                    named, out, options, base=base, decisions=decisions, engine=engine, store=store, keeping=keeping
                )
            except BadInput as fault:
                told, keeping = fault, Keeping(base or BASE, engine)
            yield Round(told, keeping.came, keeping.went)
        (wait or time.sleep)(PAUSE)


def _look(paths: Sequence[Path]) -> Look:
    """Each file with its size and when it was last written; what vanishes meanwhile is not there."""
    found = []
    for path in paths:
        beside = [path.parent / BOOK] if path.is_file() else [*path.rglob("*")]
        for each in {path, *beside}:
            try:
                stat = each.stat()
            except OSError:
                continue
            found.append((str(each), stat.st_size if each.is_file() else 0, stat.st_mtime_ns if each.is_file() else 0))
    return tuple(sorted(set(found)))
