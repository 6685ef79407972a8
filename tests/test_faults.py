"""Kills, full disks and rivals: a few here with what a build writes made once; hundreds in bench/reliability.py."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacks.faults import Rig, content, disk_full, killed, rig, rivals
from conftest import ROOT

from kg import paths
from kg.paths import fresh_folder, locked, settled


@pytest.fixture(scope="module")
def rigged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    with rig(tmp_path_factory.mktemp("rig"), real=False) as made:
        yield made


def test_a_build_that_is_killed_leaves_the_old_one_or_the_new(rigged: Rig) -> None:
    assert list(killed(rigged, 10, 1)) == []


def test_a_full_disk_at_any_write_leaves_what_was_there(rigged: Rig) -> None:
    told = list(disk_full(rigged, 9))
    assert len(told) > 10
    assert [fault for fault in told if fault[1]] == []


def test_of_two_builds_at_once_one_wins_and_the_other_says_so_soon(rigged: Rig) -> None:
    assert list(rivals(rigged, 2)) == []


def test_the_rig_sees_a_mixed_and_a_missing_build(rigged: Rig) -> None:
    out = rigged.folder / "mixed"
    assert rigged.wrong(out, "one") == "nothing is there"
    rigged.build("one", out)
    assert rigged.wrong(out, "one") == ""
    (out / "graph.nq").write_bytes(rigged.builds["two"]["graph.nq"])
    assert "graph.nq" in rigged.wrong(out, "one", "two")


@pytest.mark.parametrize("exchange", [True, False], ids=["in one step", "in two"])
@pytest.mark.parametrize("step", ["before", "between", "after"])
def test_a_kill_around_the_renames_is_put_right(exchange: bool, step: str, tmp_path: Path) -> None:
    """The moments that chance seldom hits, with and without a system that exchanges folders in one step."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "file").write_text("old")
    stop = {"before": "os.replace = stop", "between": "os.replace = once", "after": "shutil.rmtree = stop"}[step]
    code = f"""
import os, shutil, signal
from kg import paths
replace, turns = os.replace, []
def stop(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
def once(*given): stop() if turns else turns.append(replace(*given))
{"" if exchange else "paths._exchanged = lambda *_: False"}
from pathlib import Path
out = Path({str(out)!r})
with paths.locked(out), paths.fresh_folder(out) as folder:
    (folder / "file").write_text("new")
    {stop}
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    if exchange:
        assert content(out) == {"file": b"new"}, "no moment without a folder"
    assert content(settled(out)) == {"file": b"new" if exchange or step == "after" else b"old"}
    with locked(out), fresh_folder(out) as folder:
        (folder / "file").write_text("next")
    assert content(out) == {"file": b"next"}
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["out"]


def test_folders_change_places_where_the_system_can(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    assert paths._exchanged(tmp_path / "one", tmp_path / "other") is (sys.platform == "linux")
    if sys.platform == "linux":
        assert (tmp_path / "one" / "file").read_text() == "other"
    assert not paths._exchanged(tmp_path / "one", tmp_path / "missing")
