"""Files written whole or not at all, and the cache of readings."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from by_hand import reading
from hypothesis import given
from hypothesis import strategies as st

from kg import cache, paths
from kg.errors import BadInput, UsageError


def test_a_reading_comes_back_from_the_cache_as_it_went_in(tmp_path: Path) -> None:
    cache.store(tmp_path, "k" * 64, reading())
    assert cache.load(tmp_path, "k" * 64) == reading()
    assert cache.load(tmp_path, "j" * 64) is None
    assert cache.parse(cache.dump(reading())) == reading()


@pytest.mark.parametrize("spoil", ["cut", "bit", "empty", "other key", "text"])
def test_a_damaged_entry_is_read_again_and_written_again(tmp_path: Path, spoil: str) -> None:
    key = "k" * 64
    cache.store(tmp_path, key, reading())
    (entry,) = tmp_path.rglob("*.json")
    data = entry.read_bytes()
    bit = data.replace(b'"say"', b'"sax"')
    spoiled = {"cut": data[:-9], "bit": bit, "empty": b"", "text": b"not an entry", "other key": data}
    assert spoil in ("empty", "text", "cut", "other key") or spoiled[spoil] != data
    if spoil == "other key":
        key = "kk" + "0" * 62
        entry = entry.rename(entry.with_name(f"{key}.json"))
    entry.write_bytes(spoiled[spoil])
    assert cache.load(tmp_path, key) is None
    cache.store(tmp_path, key, reading())
    assert cache.load(tmp_path, key) == reading()


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache.store(tmp_path / "file", "k" * 64, reading())
    assert cache.load(tmp_path / "file", "k" * 64) is None


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_a_key_stands_for_one_sequence(left: list[str], right: list[str]) -> None:
    assert (cache.key_of(*left) == cache.key_of(*right)) == (left == right)


def test_the_hash_of_files_sees_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.py").write_text("1")
    before = cache.hash_of_files(tmp_path, ["a"])
    (tmp_path / "a" / "__pycache__").mkdir()
    (tmp_path / "a" / "__pycache__" / "x.pyc").write_text("bytecode")
    assert cache.hash_of_files(tmp_path, ["a"]) == before
    (tmp_path / "a" / "x.py").write_text("2")
    assert cache.hash_of_files(tmp_path, ["a"]) != before


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "file.txt"
    paths.write_atomically(path, "old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        paths.write_atomically(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in path.parent.iterdir()] == ["file.txt"]


def test_a_folder_is_replaced_whole_and_a_fault_leaves_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with paths.locked(folder), paths.fresh_folder(folder) as fresh:
        (fresh / "a").write_text("1")
        assert not folder.exists()
    with pytest.raises(ValueError, match="stop"), paths.locked(folder), paths.fresh_folder(folder) as fresh:
        (fresh / "a").write_text("2")
        raise ValueError("stop")
    assert (folder / "a").read_text() == "1"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".out.lock", "out"]


def test_one_builder_at_a_time(tmp_path: Path) -> None:
    with paths.locked(tmp_path / "out"), pytest.raises(BadInput, match="another build"), paths.locked(tmp_path / "out"):
        pass


def test_a_stop_between_the_renames_is_put_right(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    aside = tmp_path / ".out.old"
    aside.mkdir()
    (aside / "a").write_text("1")
    (tmp_path / ".out.xyz.part").mkdir()
    assert (paths.settled(folder) / "a").read_text() == "1"
    assert not aside.exists()
    assert not (tmp_path / ".out.xyz.part").exists()


WRITER = """
import sys
from pathlib import Path
from kg.paths import fresh_folder, locked
folder = Path(sys.argv[1])
print("ready", flush=True)
for turn in range(10**6):
    with locked(folder), fresh_folder(folder) as fresh:
        for name in "abc":
            (fresh / name).write_text(str(turn))
"""


def test_a_kill_at_any_time_leaves_a_whole_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in "abc":
        (folder / name).write_text("first")
    for number in range(12):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.004 * number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        inside = {(paths.settled(folder) / name).read_text() for name in "abc"}
        assert len(inside) == 1, inside


def test_settings_are_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_MAX_BYTES", "many")
    with pytest.raises(UsageError, match="KG_MAX_BYTES"):
        paths.max_article_bytes()
    monkeypatch.setenv("KG_MAX_BYTES", "10")
    assert paths.max_article_bytes() == 10
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    assert paths.cache_dir() == tmp_path
    assert paths.cache_dir(tmp_path / "given") == tmp_path / "given"


def test_outside_a_checkout_the_package_carries_its_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "CHECKOUT", tmp_path)
    monkeypatch.setattr(paths, "DATA", tmp_path / "_data")
    with pytest.raises(BadInput, match="ontology"):
        paths.ontology_dir()
    with pytest.raises(UsageError, match="no checkout"):
        paths.seeds_dir()
    (tmp_path / "_data" / "ontology").mkdir(parents=True)
    assert paths.ontology_dir() == tmp_path / "_data" / "ontology"


def test_a_bounded_read_refuses_what_is_larger(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"12345")
    assert paths.read_bounded(tmp_path / "f", 5) == b"12345"
    with pytest.raises(BadInput, match="larger than 4 bytes"):
        paths.read_bounded(tmp_path / "f", 4)
    with pytest.raises(BadInput, match="no such file"):
        paths.read_bounded(tmp_path / "g", 4)


def test_readings_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        reading().reader = "other"  # type: ignore[misc]
