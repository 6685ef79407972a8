"""Files of quads are loaded as they stand only where a build vouches for their bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.nquads import loaded, vouched

ODD = b"<https://x.org/a b> <https://x.org/p> <https://x.org/c> .\n"


def test_a_build_vouches_for_its_own_bytes_and_no_others(seeds_build: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.nq"
    shutil.copyfile(seeds_build / "graph.nq", graph)
    assert vouched(seeds_build / "graph.nq")
    assert not vouched(graph), "no manifest"
    assert set(loaded(graph)) == set(loaded(seeds_build / "graph.nq"))
    shutil.copyfile(seeds_build / "manifest.json", tmp_path / "manifest.json")
    assert vouched(graph)
    graph.write_bytes(graph.read_bytes() + ODD)
    assert not vouched(graph)
    with pytest.raises(SyntaxError):
        loaded(graph)


@pytest.mark.parametrize("manifest", [b"", b"[]", b'{"files": 1}', b'{"files": {}}', b'{"files": {"graph.nq": ""}}'])
def test_a_broken_manifest_vouches_for_nothing(manifest: bytes, tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes(ODD)
    (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(SyntaxError):
        loaded(tmp_path / "graph.nq")
