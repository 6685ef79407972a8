"""A build that stands while its articles change: when one comes, changes or goes, it is made anew of what is kept.

Comes in: paths of articles, and how to build. Goes out: a summary each time, until the caller stops asking. It never
does again what no change touches but writing the files, and the build is at any time the one before or the one after.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.articles import files_of
from kg.errors import BadInput
from kg.paths import seeds_dir
from kg.pipeline.building import USUAL, BuildSummary, Making, books, build
from kg.pipeline.keeping import Keeping
from kg.pipeline.reading import Options

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
    making: Making = USUAL,
    wait: Callable[[float], object] | None = None,
) -> Iterator[Round]:
    """Build, then look at the articles and decisions every second, and build whenever a file is another; parameters as
    of `build`. What is wrong with an article or a decision ends nothing: it is told, and the build before stands.
    """
    named = list(paths) or [seeds_dir()]
    keeping, seen = Keeping(making.base, making.engine), None
    while True:
        if (now := _look(named, making.decisions)) != seen:
            seen, keeping.came, keeping.went = now, 0, 0
            told: BuildSummary | BadInput
            try:
                told = build(named, out, options, making, keeping)
            except BadInput as fault:
                told, keeping = fault, Keeping(making.base, making.engine)
            yield Round(told, keeping.came, keeping.went)
        (wait or time.sleep)(PAUSE)


def _look(paths: Sequence[Path], decisions: Path | None) -> Look:
    """Each file that a build reads, with its size and when it was last written; what has vanished is not there."""
    found = []
    for path in [*files_of(paths)[0], *books(paths, decisions)]:
        with suppress(OSError):
            stat = path.stat()
            found.append((str(path), stat.st_size, stat.st_mtime_ns))
    return tuple(found)
