"""What several test files need: a cache of their own, and one build of the seeds for all of them."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import settings

from kg.model import Reading

ROOT = Path(__file__).parent.parent
Kg = Callable[..., "subprocess.CompletedProcess[str]"]

settings.register_profile("kg", database=None, deadline=None, derandomize=True)
settings.load_profile("kg")


def _common(factory: pytest.TempPathFactory) -> Path:
    """The folder that the processes of one run of the tests share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time; the lock goes with a process that dies."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Readings are kept for the session, never in the user's cache, unless KG_CACHE names a folder already."""
    os.environ.setdefault("KG_CACHE", str(_common(tmp_path_factory) / "cache"))



@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the first corpus."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def readings(seeds: Path) -> tuple[Reading, ...]:
    """What the articles of the first corpus say, as the project reads them."""
    from kg.pipeline.reading import Options, read

    found, faults = read(sorted(seeds.glob("*.txt")), Options())
    assert not faults
    return found


def run_kg(*words: str, cwd: Path = ROOT, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *words],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="session")
def kg() -> Kg:
    """The command, run in a process of its own: kg(words…, cwd=, env=)."""
    return run_kg


@pytest.fixture(scope="session")
def seeds_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the seeds, made once by the command for all processes of the run."""
    common = _common(tmp_path_factory)
    out = common / "built" / "build"
    with _alone(common):
        if not out.exists():
            done = run_kg("build", "seeds", "--out", str(out))
            assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def seeds_site(tmp_path_factory: pytest.TempPathFactory, seeds_build: Path) -> Path:
    """The folder of the seeds' site, made once for all processes of the run; not to be changed."""
    from kg import pipeline

    common = _common(tmp_path_factory)
    out = common / "site" / "out"
    with _alone(common):
        if not out.exists():
            done = pipeline.publish(pipeline.open_build(seeds_build), out)
            assert done.written == done.files > done.pages > 100
    return out


@pytest.fixture(scope="session")
def graph(seeds_build: Path) -> ox.Store:
    """The graph of the first corpus, as `kg build` writes it; not to be changed."""
    store = ox.Store()
    store.bulk_load(path=str(seeds_build / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture
def small() -> ox.Store:
    """Three things, two of which bear one name."""
    store, label = ox.Store(), "http://www.w3.org/2000/01/rdf-schema#label"
    for name, called in (("a", "Anna Holm"), ("b", "Bo Dahl"), ("c", "Bo Dahl")):
        store.add(ox.Quad(ox.NamedNode(f"https://x.org/{name}"), ox.NamedNode(label), ox.Literal(called)))
    alt = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    store.add(ox.Quad(ox.NamedNode("https://x.org/a"), alt, ox.Literal("Änna Hólm")))
    return store
