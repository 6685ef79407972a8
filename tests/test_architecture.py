"""The shape of the program: who imports whom, how long things are, what must not stand in the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "kg").rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in FILES]
# Names, places and dates of the first corpus: the program must not know them.
SEED_WORDS = re.compile(
    r"Hun Sen|Hun Manet|T[oô] L[aâ]m|Thongloun|Sisoulith|Sou?s Yara|Men Sam|Khuon Sudary|Norodom|Sihamoni|Phnom Penh|"
    r"2026-02-0\d|February [4-7], 2026|Cambodian People|Communist Party of Vi|Lao People's Revolutionary"
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_file_is_short_and_says_what_it_is_for(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= 300
    if len(source.splitlines()) > 3:
        said = ast.get_docstring(ast.parse(source)) or ""
        assert said, "no module docstring"
        assert len(re.findall(r"[.?!](?:\s|$)", said)) >= 3, "say what comes in, what goes out, what it never does"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_functions_are_short_and_public_ones_explained(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 40, f"{node.name} has {length} lines"
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_program_knows_nothing_of_the_seeds(path: Path) -> None:
    found = SEED_WORDS.search(path.read_text("utf-8"))
    assert not found, f"{found} stands in {path.name}"


def test_the_import_contract_holds() -> None:
    """Rooms do not import each other, the corridor imports no room, the command line imports the pipeline alone."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_in_the_contract() -> None:
    """A new module cannot stay outside the contract."""
    contract = (ROOT / "pyproject.toml").read_text("utf-8")
    modules = {path.stem for path in (ROOT / "kg").glob("*.py")}
    modules |= {path.parent.name for path in (ROOT / "kg").glob("*/__init__.py")}
    outside = [name for name in sorted(modules - {"__init__"}) if f'"kg.{name}"' not in contract]
    assert not outside, f"not in pyproject.toml's import contract: {outside}"


def test_only_standard_words_are_printed_by_the_command_line() -> None:
    """Rooms never print and never exit: the command line alone does."""
    for path in FILES:
        if path.parent.name == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "exit", "eval", "exec", "__import__"), f"{path.name}:{node.lineno}"


def test_nothing_points_outside_the_project() -> None:
    tracked = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout.split()  # fmt: skip
    outside = re.compile(r"\.\./" + r"shared|(?<![\w./-])/" + r"(?:tmp|work|root)/[A-Za-z]")
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".ttl", ".rq", ".yml", ".tsv", ".lock"} and path.exists():
            found = outside.search(path.read_text("utf-8"))
            assert not found, f"{name}: {found}"


def test_the_lock_holds_pins_and_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pins) > 50
    assert all(re.fullmatch(r"[a-z0-9.-]+==[^ ]+ \\", pin) for pin in pins)
    assert not re.search(r"https?:|file:|@ |--index-url|--find-links|--trusted-host", lock)
    hashes = re.findall(r"--hash=(\S+)", lock)
    assert len(hashes) >= len(pins)
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes)


def test_the_lock_covers_every_requirement() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    wanted = {re.split(r"[><=~! ]", line)[0].lower().replace("_", "-") for line in lines}
    locked = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert {"pyoxigraph", "trafilatura", "lxml-html-clean"} <= wanted
    assert wanted <= locked, wanted - locked
