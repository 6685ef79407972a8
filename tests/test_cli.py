"""The command: fast help, exit statuses, one line for bad input, data apart from words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from conftest import ROOT, Kg

from kg.cli import COMMANDS

SCHEME = {"office", "member", "part_of", "alias", "event", "role", "agreement", "statement", "quantity"}


def one_line(words: str) -> bool:
    """A fault is told in one line, with where, what and what to do, and no traceback."""
    return words.startswith("kg: ") and words.count("\n") == 1 and ";" in words and "Traceback" not in words


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, kg.cli; kg.cli.app_of([]); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"rdflib", "pyoxigraph", "spacy", "pydantic", "pyshacl", "rich.console", "numpy", "rigour"} & set(loaded)


def test_a_question_loads_nothing_that_it_does_not_need(seeds_build: Path) -> None:
    code = "import sys\nfrom kg.cli import main\ntry: main()\nfinally: print(*sys.modules)"
    words = [sys.executable, "-c", code, "query", "cq-01", "--build", str(seeds_build), "--format", "csv"]
    loaded = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    assert "pyoxigraph" in loaded
    assert "kg.cli.reading" not in loaded
    assert not {"pydantic", "rdflib", "spacy", "logging", "ssl", "email", "urllib.request", "kg.model"} & set(loaded)


@pytest.mark.parametrize("module", COMMANDS)
def test_a_command_is_found_in_the_module_that_holds_it(module: str) -> None:
    held = import_module(f"kg.cli.{module}").COMMANDS
    assert tuple(command.__name__ for command in held) == COMMANDS[module]


def test_help_in_front_of_a_command_is_that_of_the_whole(kg: Kg) -> None:
    assert kg("--help", "query").stdout == kg("--help").stdout
    assert kg("--quiet", "query", "--help").stdout == kg("query", "--help").stdout


@pytest.mark.parametrize("name", "build extract validate query queries export explain stats findings evaluate".split())
def test_every_command_has_help(kg: Kg, name: str) -> None:
    done = kg(name, "--help")
    assert done.returncode == 0
    assert "Usage: kg " + name in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"], ["query"], ["build", "--jobs", "0"], ["extract", "seeds", "--format", "nonsense"],
        ["extract", "seeds", "--published", "yesterday"], ["evaluate", "tests/gold", "--half", "third"],
        ["build", "seeds", "--out", "tests"], ["build", "seeds", "--out", "README.md"],
    ],
)  # fmt: skip
def test_a_wrong_call_ends_with_status_2(kg: Kg, words: list[str]) -> None:
    done = kg(*words)
    assert done.returncode == 2, done.stderr
    assert done.stderr
    assert not done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["query", "x"], ["stats"], ["validate"], ["export", "turtle"], ["explain", "x"], ["findings"]]
)
def test_without_a_build_one_line_says_what_to_do(kg: Kg, tmp_path: Path, words: list[str]) -> None:
    done = kg(*words, "--build", str(tmp_path / "none"))
    assert done.returncode == 3
    assert one_line(done.stderr), done.stderr
    assert "kg build" in done.stderr


def test_a_fault_of_the_program_is_status_4_in_one_line() -> None:
    code = "import kg.cli, kg.pipeline as p; p.queries = lambda f: 1 / 0; kg.cli.main()"
    for debug, traceback in (("", False), ("1", True)):
        done = subprocess.run(
            [sys.executable, "-c", code, "queries"], capture_output=True, text=True, check=False, cwd=ROOT,
            env={**os.environ, "KG_DEBUG": debug},
        )  # fmt: skip
        assert ("Traceback" in done.stderr) == traceback
        if not debug:
            assert done.returncode == 4
            assert one_line(done.stderr)
            assert "KG_DEBUG=1" in done.stderr


def test_extract_prints_one_json_object_an_article_in_the_scheme(kg: Kg, seeds: Path) -> None:
    files = sorted(seeds.glob("*.txt"))[:2]
    done = kg("extract", *map(str, files), "--format", "facts")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == [path.stem for path in files]
    for record, path in zip(records, files, strict=True):
        text = path.read_bytes().decode("utf-8")
        assert {"id", "source", "published", "facts"} == set(record)
        assert len(record["facts"]) > 10
        assert {fact["kind"] for fact in record["facts"]} <= SCHEME
        for fact in record["facts"]:
            assert text[fact["start"] : fact["end"]] == fact["quote"]
            assert fact["kind"] != "statement" or fact["span"] == fact["quote"]


def test_one_bad_file_does_not_stop_the_others(kg: Kg, seeds: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 50)
    good = min(seeds.glob("*.txt"))
    done = kg("extract", str(bad), str(good), str(tmp_path / "none.txt"))
    assert done.returncode == 3
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [good.stem]
    lines = done.stderr.splitlines(keepends=True)
    assert len(lines) == 2
    assert all(one_line(line) for line in lines)


def test_a_date_given_on_the_command_line_dates_an_undated_article(kg: Kg, tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text("The minister of trade of Norway, Kari Nordmann, met the president of Chile on Monday.\n", "utf-8")
    given, without = (kg("extract", str(path), *more) for more in (("--published", "2024-03-06"), ()))
    assert json.loads(given.stdout)["published"] == "2024-03-06"
    assert json.loads(without.stdout)["published"] is None


def test_a_reader_who_leaves_the_pipe_is_no_fault(seeds: Path) -> None:
    command = f"{sys.executable} -c 'from kg.cli import main; main()' extract {seeds}"
    pipe = f"{command} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "0\n"
    assert not done.stderr
