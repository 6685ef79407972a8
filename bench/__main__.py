"""What the project takes on graphs of several sizes, beside rdflib, owlrl and pyshacl: the table of docs/benchmarks.md.

Comes in: a folder to keep the graphs in, numbers of quads, the largest for the peers (`python -m bench graphs/ 10000
100000 1000000 --peers 10000`). Goes out: Markdown on standard output: least processor times, ratios to the peers in the
same run, exponents of growth. It compares results first, and stops where they differ.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.graphs import graph_of
from bench.measures import MEASURES, Measured, questions
from bench.queries import SIZES, exponent

ENGINES = ("pyoxigraph", "rdflib", "owlrl", "pyshacl")


def main(words: Sequence[str]) -> None:
    """Measure every size, then print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the project beside its peers.")
    parser.add_argument("folder", type=Path, help="where the graphs are kept")
    parser.add_argument("quads", type=int, nargs="*", default=SIZES, help="sizes of graphs")
    parser.add_argument("--peers", type=int, default=SIZES[0], help="the largest size that the peers are given")
    given = parser.parse_args(words)
    taken: dict[str, dict[int, Measured]] = {}
    held: dict[int, int] = {}
    for quads in given.quads:
        path = graph_of(quads, given.folder)
        for name, measure in MEASURES.items():
            print(f"{quads} quads: {name}", file=sys.stderr, flush=True)
            taken.setdefault(name, {})[quads] = measure(path, quads <= given.peers)
        held[quads] = path.read_bytes().count(b"\n")
    print(f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in ENGINES)}.\n")
    print(_table(taken, held))
    print(questions(graph_of(min(given.quads), given.folder)))


def _table(taken: dict[str, dict[int, Measured]], held: Mapping[int, int]) -> str:
    """The table; `held` has the quads of a graph by the number that was asked for: it is their growth that counts."""
    sizes = list(held)
    head = ["what", *(f"{held[size]:,} quads" for size in sizes), "growth", "peer"]
    lines = [head, ["---"] * len(head)]
    for name, at in taken.items():
        own = {held[size]: found.own for size, found in at.items()}
        peers = [f"{found.ratio:.1f}× {found.peer_name} at {held[size]:,}" for size, found in at.items() if found.peer]
        growth = f"n^{exponent(own):.2f}" if at[sizes[0]].unit == "s" and len(sizes) > 1 else ""
        lines.append([name, *(at[size].shown() for size in sizes), growth, "; ".join(peers)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
