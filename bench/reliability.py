"""What hostile queries, broken articles, kills, full disks and other surroundings do to the program.

Comes in: the parts to run and how much of each (`nice -n 10 python bench/reliability.py queries articles`; no name runs
all, `--share 0.01` a hundredth). Goes out: each fault on standard error, and with `--write` a line of the table in
docs/reliability.md for each part, the other lines left as they are. It never touches a build but its own.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
TABLE = ROOT / "docs" / "reliability.md"
ENGINES = ("pyoxigraph", "rdflib", "pyshacl", "spacy")
HEAD = """# Reliability

What the program was put through, by `python bench/reliability.py` (each line names its part). The attacks are in
`tests/attacks/`; small draws of each run with the tests. Engines: {engines}; Python {python}.

| part | how much | outcome |
| --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What a part was: how much, what came of it, how many faults."""

    much: str
    outcome: str
    faults: int


def queries(share: float) -> Told:
    """Hostile SPARQL through the public way in: at least a thousand at the full share."""
    from attacks.asking import LIMITS, put
    from attacks.queries import GENERATORS, hostile
    from attacks.watch import children, resident, watched

    with tempfile.TemporaryDirectory() as name, watched(Path(name)) as watch:
        graph = built(Path(name) / "build") / "graph.nq"
        before, fates = resident(), []
        for fate in put(graph, hostile(max(round(45 * share), 1), 1, watch.lure), watch):
            fates.append(fate)
            for fault in fate.faults:
                say(f"{fate.name} {fate.number}: {fault}")
        kept, left = (resident() - before) >> 20, len(children())
    refused, wrong = sum(bool(fate.said) for fate in fates), sum(bool(fate.faults) for fate in fates)
    limits = f"limits {LIMITS.seconds:g} s and {LIMITS.megabytes} MB"
    slowest = max(fate.seconds for fate in fates)
    return Told(
        f"{len(fates):,} hostile queries of {len(GENERATORS)} generators, {limits}",
        f"{refused:,} refused or stopped, {len(fates) - refused} answered, the slowest after {slowest:.2f} s; "
        f"{wrong} faults (connections, files opened, late, other exceptions); {left} processes and {kept} MB left",
        wrong,
    )


def articles(share: float, after: int = 0) -> Told:
    """Fuzzed articles through the whole line: ten thousand at the full share, the first `after` of them left out.

    Interrupted (Ctrl-C), it tells of the batches that were done.
    """
    from attacks.articles import corpus, fuzzed
    from attacks.reading import Outcome, run

    many, batch, every = max(round(10_000 * share), 100), 100, 5
    texts, outcome = corpus(ROOT), Outcome()
    with suppress(KeyboardInterrupt):
        for number, first in enumerate(range(after, many, batch)):
            with tempfile.TemporaryDirectory() as name:
                part = run(list(fuzzed(texts, batch, 1, first)), Path(name), check=number % every == 0)
            for fault in part.faults:
                say(fault)
            outcome.add(part)
    done = outcome.read + outcome.refused
    return Told(
        f"{done:,} articles (from the {after + 1:,}th on), mutations of {len(texts)}, built {batch} at a time",
        f"{outcome.read:,} read, {outcome.refused:,} refused in one line; {len(outcome.faults)} faults (exceptions, "
        f"lost triples, slow; shapes and all export formats at each {every}th build); "
        f"the slowest article took {outcome.slowest[0]} s",
        len(outcome.faults),
    )


def kills(share: float) -> Told:
    """Builds killed at random moments, each followed by one left in peace."""
    from attacks.faults import killed, rig

    times = max(round(200 * share), 2)
    with tempfile.TemporaryDirectory() as name, rig(Path(name), real=True) as rigged:
        faults = [say(fault) for fault in killed(rigged, times, 1)]
    return Told(
        f"{times} builds of {rigged.seconds:.1f} s killed (SIGKILL) at random moments",
        f"{len(faults)} corrupt, mixed or missing outputs; every next build gave the undisturbed bytes",
        len(faults),
    )


def disk(share: float) -> Told:
    """The disk full at each write of a build."""
    from attacks.faults import disk_full, rig

    with tempfile.TemporaryDirectory() as name, rig(Path(name), real=False) as rigged:
        told = list(disk_full(rigged, max(round(1 / share), 1)))
    faults = [say(f"write {at}: {fault}") for at, fault in told if fault]
    return Told(
        f"a full disk at each of the {len(told) - 1} writes of a build (temporary files, writes, syncs, renames)",
        f"{len(faults)} times another output than the one before, another status than 4, or more than one line",
        len(faults),
    )


def pairs(share: float) -> Told:
    """Two builds of one folder at once."""
    from attacks.faults import rig, rivals

    times = max(round(50 * share), 2)
    with tempfile.TemporaryDirectory() as name, rig(Path(name), real=True) as rigged:
        faults = [say(fault) for fault in rivals(rigged, times)]
    return Told(
        f"{times} pairs of builds of one folder begun together",
        f"{len(faults)} times not one winner, a mixed output, or a loser that took more than a second to say so",
        len(faults),
    )


def builds(share: float) -> Told:
    """Builds of the seeds in other surroundings: one hash for each file."""
    from attacks.faults import content

    times, draw, seen = max(round(20 * share), 2), random.Random(1), set[str]()
    zones, tongues = (
        ("UTC", "Asia/Phnom_Penh", "America/Caracas", "Pacific/Kiritimati"),
        ("C", "C.UTF-8", "tr_TR.UTF-8"),
    )
    with tempfile.TemporaryDirectory() as name:
        for number in range(times):
            folder = Path(name) / str(number)
            folder.mkdir()
            files = [str(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
            draw.shuffle(files)
            tongue = draw.choice(tongues)
            env = {
                "PYTHONHASHSEED": str(draw.randrange(2**32)),
                "TZ": draw.choice(zones),
                "LANG": tongue,
                "LC_ALL": tongue,
            }
            env |= {"PYTHONPATH": str(ROOT), "KG_CACHE": str(folder if number % 5 == 0 else Path(name) / "cache")}
            words = ["build", *files, "--out", "build", "--jobs", str(1 + number % 2)]
            command = [sys.executable, "-c", "from kg.cli import main; main()", *words]
            subprocess.run(command, cwd=folder, env=os.environ | env, check=True, capture_output=True)
            whole = sorted((path, hashlib.sha256(data).hexdigest()) for path, data in content(folder / "build").items())
            seen.add(repr(whole))
    return Told(
        f"{times} builds of the seeds over hash seeds, order of files, TZ, LANG, folder, jobs, with and without cache",
        "1 output: one hash for each file" if len(seen) == 1 else f"{len(seen)} different outputs",
        len(seen) - 1,
    )


def sequences(share: float) -> Told:
    """Random sequences of articles and decisions that come, change and go, each held against a clean build."""
    from sequences import sequence

    from kg.pipeline.keeping import Keeping

    times, keeping, held, faults = max(round(200 * share), 2), Keeping(), {}, 0
    for seed in range(times):
        if (odd := sequence(keeping, held, seed)) is not None:
            say(f"sequence {seed}: {odd}")
            keeping, held, faults = Keeping(), {}, faults + 1
    outcome = f"{faults} ended in another graph than a clean build"
    return Told(f"{times} sequences of four changes of articles and decisions", outcome, faults)


PARTS: Mapping[str, Callable[[float], Told]] = {
    "queries": queries, "articles": articles, "kills": kills, "disk": disk, "pairs": pairs, "builds": builds,
    "sequences": sequences,
}  # fmt: skip


def built(out: Path) -> Path:
    """A build of the seeds."""
    from kg import pipeline

    pipeline.build([], out, pipeline.Options())
    return out


def say(words: str) -> None:
    """A fault, where the person who runs this sees it."""
    print(words.encode("utf-8", "backslashreplace").decode(), file=sys.stderr, flush=True)


def write(part: str, told: Told) -> None:
    """Put one line into the table, in the order of PARTS."""
    old = TABLE.read_text("utf-8") if TABLE.is_file() else ""
    rows = dict(re.findall(r"^\| `(\w+)` (\|.*)$", old, re.MULTILINE)) | {part: f"| {told.much} | {told.outcome} |"}
    head = HEAD.format(engines=", ".join(f"{e} {version(e)}" for e in ENGINES), python=sys.version.split()[0])
    TABLE.parent.mkdir(exist_ok=True)
    tail = old[old.index("\n## ") :] if "\n## " in old else ""
    TABLE.write_text(head + "".join(f"| `{name}` {rows[name]}\n" for name in PARTS if name in rows) + tail, "utf-8")


def main() -> None:
    """Run the parts named, all of them if none is; status 1 if there were faults."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts; all unless named")
    parser.add_argument("--share", type=float, default=1.0, help="how much of each")
    parser.add_argument("--after", type=int, default=0, help="articles that were put through before")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/reliability.md")
    given = parser.parse_args()
    faults = 0
    for name in given.parts or PARTS:
        started = time.monotonic()
        told = articles(given.share, given.after) if name == "articles" else PARTS[name](given.share)
        faults += told.faults
        say(f"{name}: {told.much}: {told.outcome} ({time.monotonic() - started:.0f} s)")
        if given.write:
            write(name, told)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
