"""How long each export of a build takes, and how large it is.

Comes in: the folder of a build (`python bench/exports.py build 3` for three rounds). Goes out: a line a format with the
least seconds after start, those of the processor alone, and the bytes. It writes no file and asserts nothing: figures
depend on the machine.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kg import pipeline
from kg.exports import FORMATS


def measured(folder: Path, format: str) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of the processor, and bytes, from opening the build to the last byte."""
    wall, processor = time.perf_counter(), time.process_time()
    made = pipeline.export(pipeline.open_build(folder), format)
    size = len(made) if isinstance(made, bytes) else sum(map(len, made.values()))
    return time.perf_counter() - wall, time.process_time() - processor, size


def main(folder: Path, rounds: int) -> None:
    """Measure, then print."""
    print(f"{'format':14} {'seconds':>8} {'processor':>10} {'bytes':>10}")
    for format in FORMATS:
        took = [measured(folder, format) for _ in range(rounds)]
        wall, processor = min(one[0] for one in took), min(one[1] for one in took)
        print(f"{format:14} {wall:8.2f} {processor:10.2f} {took[0][2]:10}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build"), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
