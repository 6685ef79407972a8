"""Shapes of one's own are applied within a bound of time: a regular expression may never come to an end."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.pipeline.checking import Checking, check

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://x.org/> .
:shape a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :name ; sh:pattern "PATTERN" ] ."""


def files(folder: Path, pattern: str) -> Checking:
    (folder / "shapes.ttl").write_text(SHAPES.replace("PATTERN", pattern))
    (folder / "data.ttl").write_text(f'<https://x.org/a> <https://x.org/name> "{"a" * 40}!" .')
    return Checking((folder / "data.ttl",), folder / "none", shapes=folder / "shapes.ttl", seconds=1.5)


def test_a_pattern_without_end_is_ended(tmp_path: Path) -> None:
    before, started = signal.getsignal(signal.SIGALRM), time.monotonic()
    with pytest.raises(BadInput, match=r"shapes\.ttl: .* longer than 1\.5 s; .*--timeout"):
        check(files(tmp_path, "^(a|aa)+$"))
    assert time.monotonic() - started < 20, "it would take longer than the world stands"
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_an_honest_pattern_has_time(tmp_path: Path) -> None:
    asked = files(tmp_path, "^b")
    report = check(Checking(asked.files, asked.build, shapes=asked.shapes, seconds=60))
    assert len(report.violations) == 1
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
