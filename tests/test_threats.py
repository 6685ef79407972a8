"""The threat model names tests that exist, and what is installed has licences that are allowed."""

from __future__ import annotations

import ast
import importlib.util
import re
from types import ModuleType

import pytest
from conftest import ROOT

MODEL = (ROOT / "THREAT_MODEL.md").read_text("utf-8")
PROMISES = re.findall(r"^\| (.+?) \| `(tests/\w+\.py)::(\w+)` \|$", MODEL, re.MULTILINE)


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    found = importlib.util.spec_from_file_location("licences", ROOT / "bench" / "licences.py")
    assert found is not None
    assert found.loader is not None
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


def test_every_promise_names_a_test_that_exists() -> None:
    rows = [line for line in MODEL.splitlines() if "tests/test_" in line]
    assert len(PROMISES) == len(rows) > 25, "a row is not written as a promise and its test"
    for promise, file, test in PROMISES:
        path = ROOT / file
        assert path.is_file(), promise
        tests = {node.name for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}
        assert test in tests, f"{promise}: {file} has no {test}"


def test_every_licence_is_allowed(licences: ModuleType) -> None:
    found = dict(licences.licences())
    assert len(found) > 50
    assert {name: one for name, one in found.items() if not licences.allowed(one)} == {}


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True), ("BSD-3-Clause", True), ("Apache-2.0 OR GPL-2.0", True), ("LGPL-3.0-only", True),
        ("AGPL-3.0", False), ("GNU General Public License v3 (GPLv3)", False), ("UNKNOWN", False),
        ("Proprietary", False), ("", False),
    ],
)  # fmt: skip
def test_the_check_of_licences_can_fail(licences: ModuleType, licence: str, allowed: bool) -> None:
    assert licences.allowed(licence) is allowed


def test_readme_leads_here() -> None:
    assert "THREAT_MODEL.md" in (ROOT / "README.md").read_text("utf-8")
