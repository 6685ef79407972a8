"""How long the command takes: its help, a build of the seeds with an empty cache, and the same build again.

Comes in: the number of rounds (`python bench/whole.py 5`). Goes out: a line a measure with the median, the least
and the most, in seconds. It never writes outside a temporary folder and asserts nothing: figures depend on the machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KG = Path(sys.executable).parent / "kg"


def seconds(*words: str, cache: str) -> float:
    """The time that one command takes, start of Python included."""
    start = time.perf_counter()
    subprocess.run([KG, *words], check=True, capture_output=True, env={**os.environ, "KG_CACHE": cache})
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Measure, then print."""
    took: dict[str, list[float]] = {"kg --help": [], "kg build, empty cache": [], "kg build, again": []}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            out = ("build", "--out", f"{folder}/build")
            took["kg --help"].append(seconds("--help", cache=folder))
            took["kg build, empty cache"].append(seconds(*out, cache=f"{folder}/cache"))
            took["kg build, again"].append(seconds(*out, cache=f"{folder}/cache"))
    for name, times in took.items():
        print(f"{name:24} median {statistics.median(times):6.2f}  least {min(times):6.2f}  most {max(times):6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
