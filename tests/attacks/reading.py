"""Fuzzed articles through the whole line: read, resolved, built, reasoned, validated, written out, read back.

Comes in: files of fuzzed articles and an empty folder. Goes out: what went wrong, in words; nothing if all is well. It
goes through the pipeline's public ways.
"""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from attacks.articles import File
from kg.articles import read_articles
from kg.errors import BadInput
from kg.model import Reading
from kg.paths import MAX_ARTICLE_BYTES
from kg.pipeline.assembling import assemble
from kg.pipeline.reading import read_article

SLOW = 20.0  # seconds of processor time that no article of a few thousand characters may take


@dataclass
class Outcome:
    """How many were read or refused, the slowest, and what went wrong."""

    read: int = 0
    refused: int = 0
    slowest: tuple[float, str] = (0.0, "")
    faults: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Put another outcome to this one."""
        self.read += other.read
        self.refused += other.refused
        self.slowest = max(self.slowest, other.slowest)
        self.faults += other.faults


def run(files: Sequence[File], folder: Path, *, check: bool) -> Outcome:
    """Read the files one by one, build them as one graph, hold it to what must be so; `check` for exports and shapes
    too.
    """
    outcome, readings = Outcome(), []
    for place, file in enumerate(files):
        try:
            readings += _read(file, folder / str(place), outcome)
        except Exception as fault:
            outcome.faults.append(f"{file.made} {file.name!r}: {_told(fault)}")
    try:
        outcome.faults += _held(readings, folder if check else None)
    except Exception as fault:
        outcome.faults.append(f"{files[0].made} …: {_told(fault)}")
    return outcome


def _told(fault: Exception) -> str:
    """An exception with the place it came from."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}: {str(fault)[:300]} ({Path(last.filename).name}:{last.lineno})"


def _read(file: File, folder: Path, outcome: Outcome) -> Iterator[Reading]:
    folder.mkdir(parents=True)
    path, started = folder / file.name, time.process_time()
    path.write_bytes(file.data)
    articles, faults = read_articles([path], max_bytes=MAX_ARTICLE_BYTES)
    outcome.refused += len(faults)
    outcome.faults += [f"{file.made}: {fault!r} is not one line" for fault in map(str, faults) if "\n" in fault]
    for article in articles:
        reading = read_article(article)
        for claim in reading.claims:
            if not claim.evidence.span.of(article.text):
                outcome.faults.append(f"{file.made}: a claim without words")
        outcome.read += 1
        yield reading
    seconds = time.process_time() - started
    outcome.slowest = max(outcome.slowest, (round(seconds, 1), file.made))
    if seconds > SLOW:
        outcome.faults.append(f"{file.made}: {seconds:.0f} s")


def _held(readings: Sequence[Reading], folder: Path | None) -> Iterator[str]:
    """What is wrong with the graph of these readings."""
    from dataclasses import replace

    from kg.exports import serialize

    if not readings:
        return
    apart = [
        replace(one, article=replace(one.article, name=f"{n}-{one.article.name}"[:100]))
        for n, one in enumerate(readings)
    ]
    made = assemble(apart)
    quads = {str(quad) for quad in made.store}
    if any(isinstance(node, ox.BlankNode) for quad in made.store for node in (quad.subject, quad.object)):
        yield "a blank node"
    written = serialize(made.store, "nquads")
    again = {str(quad) for quad in ox.parse(written, format=ox.RdfFormat.N_QUADS)}
    if again != quads:
        yield f"N-Quads give {len(again)} quads back for {len(quads)}: {sorted(again ^ quads)[:2]}"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", written):
        yield "control characters in N-Quads"
    if folder is not None:
        from attacks.written import held_to_shapes, read_back

        texts = {one.article.name: one.article.text for one in apart}
        yield from held_to_shapes(made.store, texts)
        yield from read_back(made.store, tuple(apart), folder)


__all__ = ["BadInput", "Outcome", "run"]
