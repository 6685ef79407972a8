"""README's commands, run as they stand there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from stores import oxigraph

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
ROOT = Path(__file__).parent.parent
STORE = "http://127.0.0.1:7878"  # where README's store is
SET_UP = re.compile(r"-m venv|pip install")  # what makes the environment that these tests run in
TESTS = re.compile(r"-m pytest")  # what runs these tests


def blocks(language: str) -> list[str]:
    """The contents of README's fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[tuple[str, str]]:
    """(command, output shown) for each line of `sh` blocks and each `$ ` line of `console` blocks, in README's order.

    Chains with && are cut where they set up or run the tests: that is done by whoever runs this file.
    """
    found: list[tuple[str, str]] = []
    for block in re.findall(r"^```(?:sh|console)\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        shown = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:] if block.startswith("$ ") else block.splitlines()
        for one in shown:
            line, _, output = one.partition("\n")
            parts = [part for part in line.split(" && ") if not SET_UP.search(part) and not TESTS.search(part)]
            if parts:
                found.append((" && ".join(parts), output))
    return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout, so that what the commands write does not stay in it."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("seeds", "tests", "queries", "ontology"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    bin_dir = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{bin_dir}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command.replace(".venv/bin/", f"{shlex.quote(str(bin_dir))}/")],
        cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def as_pattern(shown: str) -> str:
    """A regular expression for the output shown: a line of … stands for any lines, … in a line for any words."""

    def of(line: str) -> str:
        return r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"[ ]*\n"

    return "".join(of(line.rstrip()) for line in shown.rstrip("\n").split("\n")) + r"\s*"


def test_readme_has_the_two_commands() -> None:
    first, second = (block.splitlines()[0] for block in blocks("sh")[:2])
    assert "-m venv" in first
    assert "--require-hashes -r requirements.lock" in first
    assert first.endswith("kg build")
    assert "-m pytest" in second


def test_every_command_of_the_readme_does_what_it_shows(copy: Path) -> None:
    ran = commands()
    assert ran, "README shows no command"
    with oxigraph() as store:
        for command, shown in ran:
            _does(command.replace(STORE, store.graphs.removesuffix("/store")), shown, copy)


def _does(command: str, shown: str, folder: Path) -> None:
    done = run(command, folder)
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    if shown.strip():
        same = re.fullmatch(as_pattern(shown), done.stdout)
        assert same, f"{command} prints\n{done.stdout}\nREADME says\n{shown}"


def test_the_python_of_the_readme_runs(seeds_build: Path) -> None:
    code = "import kg\n" + "".join(blocks("python"))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=seeds_build.parent, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "kg.open" in code
    assert done.returncode == 0, done.stderr


def test_readme_names_rooms_and_folders_that_exist() -> None:
    for name in re.findall(r"`((?:kg|ontology|queries|seeds|tests|bench)/[\w./-]*)`", README):
        assert (ROOT / name).exists(), f"README names {name}, which is not there"
