"""Kills, full disks and rivals while a build is written.

Comes in: an empty folder. Goes out: for each fault what it left behind, in words; nothing if the folder of the build
holds one of the two builds that it may hold, to the byte. It forks: call it from a process that runs no other thread.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from kg import pipeline
from kg.cli import main
from kg.errors import BadInput
from kg.paths import settled
from kg.pipeline import building

TEXTS = {
    "one": "Anna Holm, Foreign Minister of Japan, met President Ilo Marsh of Chile in Santiago on 6 May 2024.\n",
    "two": "Prime Minister Kesar Tamraj of Nepal will visit Malta on 8 June 2024, the ministry said on Monday.\n",
}
Content = dict[str, bytes]


def content(folder: Path) -> Content:
    """All files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@dataclass(frozen=True, slots=True)
class Rig:
    """Two articles, the builds that they give undisturbed, the seconds that one takes, and those it is held up."""

    folder: Path
    builds: dict[str, Content]
    seconds: float
    held: list[float]

    def build(self, which: str, out: Path) -> None:
        """Build one of the two."""
        pipeline.build([self.folder / f"{which}.txt"], out, pipeline.Options(cache=self.folder / "cache"))

    def wrong(self, out: Path, *may: str) -> str:
        """What is wrong with a folder that may hold these builds; '' if it holds one of them."""
        if not out.exists() and not settled(out).exists():
            return "nothing is there"
        found = content(out)
        if any(found == self.builds[name] for name in may):
            return ""
        near = min(self.builds.values(), key=lambda whole: len(set(whole.items()) ^ set(found.items())))
        return f"corrupt or mixed: {sorted({name for name, _ in set(near.items()) ^ set(found.items())})}"

    def left(self, out: Path) -> str:
        """What half-written things lie beside a folder; '' if nothing does."""
        names = [path.name for path in out.parent.iterdir() if path.name.endswith((".part", ".old"))]
        return f"left behind: {names}" if names else ""


@contextmanager
def rig(folder: Path, *, real: bool) -> Iterator[Rig]:
    """Two builds to be disturbed: `real` ones are made each time, else what was made once is written again."""
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text)
    made: dict[str, building.Files] = {}
    make, builds, held = building._made, dict[str, Content](), list[float]()

    def kept(readings: Any, *rest: Any) -> building.Files:
        name = readings[0].article.name
        if name not in made or real:
            made[name] = make(readings, *rest)
        time.sleep(sum(held))
        return made[name]

    with patch.object(building, "_made", kept):
        for name in TEXTS:
            Rig(folder, {}, 0, held).build(name, folder / name)
            builds[name] = content(folder / name)
        started = time.monotonic()
        Rig(folder, {}, 0, held).build("two", folder / "one")
        seconds = time.monotonic() - started
        yield Rig(folder, builds, seconds, held)


def _forked(act: Callable[[], None]) -> int:
    """The process that does it, silently."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        act()
        status = 0
    except BadInput:
        status = BadInput.status
    finally:
        os._exit(status)


def killed(rigged: Rig, times: int, seed: int) -> Iterator[str]:
    """A build replaces the other one and is killed at a random moment; then the next one is left in peace."""
    out, draw, before = rigged.folder / "out", Random(seed), "one"
    rigged.build(before, out)
    for _ in range(times):
        after = "two" if before == "one" else "one"
        moment = draw.uniform(0, rigged.seconds * 1.05)
        child = _forked(lambda: rigged.build(after, out))  # noqa: B023 - waited for below
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if said := rigged.wrong(out, before, after):
            yield f"killed after {moment:.3f} s: {said}"
        rigged.build(after, out)
        if said := rigged.wrong(out, after) or rigged.left(out):
            yield f"the next build after a kill at {moment:.3f} s: {said}"
        before = after


class _Full:
    """Counts calls that write; the one of this number finds the disk full."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def here(self) -> None:
        self.count += 1
        if self.count == self.at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def before(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            self.here()
            return act(*given, **named)

        return counted

    def opened(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            file = act(*given, **named)
            if "w" in str(given[1:]):
                file = _File(file.detach() if hasattr(file, "detach") else file, self)
            return file

        return counted


class _File(io.BufferedWriter):
    """A file whose writes and flushes are counted."""

    def __init__(self, raw: Any, full: _Full) -> None:
        super().__init__(raw)
        self._full = full

    def write(self, data: Any) -> int:
        self._full.here()
        return super().write(data)

    def flush(self) -> None:
        if not self.closed:
            self._full.here()
        super().flush()


def disk_full(rigged: Rig, step: int = 1) -> Iterator[tuple[int, str]]:
    """The disk is full at the first write of a build, at the next after `step`, … until one goes through: the number of
    the call, and what is wrong.
    """
    out = rigged.folder / "full"
    for at in range(1, 1_000, step):
        rigged.build("one", out)
        full, said = _Full(at), io.StringIO()
        with ExitStack() as stack:
            for module, name in (
                (tempfile, "mkstemp"),
                (tempfile, "mkdtemp"),
                (os, "fsync"),
                (os, "replace"),
                (Path, "chmod"),
            ):
                stack.enter_context(patch.object(module, name, full.before(getattr(module, name))))
            stack.enter_context(patch.object(os, "fdopen", full.opened(os.fdopen)))
            stack.enter_context(redirect_stderr(said))
            status = _command(
                "build", str(rigged.folder / "two.txt"), "--out", str(out), "--cache", str(rigged.folder / "cache")
            )
        if full.count < at:
            yield at, rigged.wrong(out, "two") or rigged.left(out)
            return
        placed = rigged.wrong(out, "two") == ""  # only the note of the folder's change itself was lost
        if status != 4 or said.getvalue().count("\n") != 1 or "cannot write" not in said.getvalue():
            yield at, f"status {status}, {said.getvalue()!r}"
        elif fault := ("" if placed else rigged.wrong(out, "one")) or rigged.left(out):
            yield at, fault
        else:
            yield at, ""


def _command(*words: str) -> int:
    """The exit status of a command, run here."""
    with patch.object(sys, "argv", ["kg", *words]), patch.object(sys, "stdout", io.TextIOWrapper(io.BytesIO())):
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
    return 0


def rivals(rigged: Rig, times: int) -> Iterator[str]:
    """Two builds of one folder begin together, held up so that they meet: what is wrong with how they end."""
    out = rigged.folder / "rivals"
    rigged.held.append(max(0.0, 0.5 - rigged.seconds))
    for number in range(times):
        which = ("one", "two") if number % 2 else ("two", "one")
        rigged.build("one" if number % 4 < 2 else "two", out)
        gate_in, gate_out = os.pipe()

        def begin(name: str, gate: int = gate_in) -> None:
            os.read(gate, 1)
            rigged.build(name, out)

        children = [_forked(lambda name=name: begin(name)) for name in which]  # type: ignore[misc]
        started = time.monotonic()
        os.write(gate_out, b"..")
        ends = {}
        for _ in which:
            child, status = os.waitpid(-1, 0)
            ends[child] = (os.waitstatus_to_exitcode(status), time.monotonic() - started)
        os.close(gate_in), os.close(gate_out)
        won = [name for name, child in zip(which, children, strict=True) if ends[child][0] == 0]
        lost = [ends[child] for child in children if ends[child][0] != 0]
        if len(won) != 1 or [status for status, _ in lost] != [BadInput.status]:
            yield f"pair {number}: {[ends[child] for child in children]}"
        elif lost[0][1] > 1.0:
            yield f"pair {number}: told after {lost[0][1]:.1f} s"
        elif fault := rigged.wrong(out, won[0]) or rigged.left(out):
            yield f"pair {number}: {fault}"
