"""The manners of the command: examples that run, completion, version, quiet, words in JSON, bars."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT, Kg
from stores import oxigraph
from typer.testing import CliRunner

from kg import executors
from kg.cli import app_of, settings
from kg.cli.output import VOICE, progress, tell
from kg.query import FORMATS

ARTICLE = "OSLO, May 4 — Prime Minister of Norway Kari Holm met President of Chile Juan Soto in Oslo on Monday.\n"


def examples() -> list[str]:
    """Each line of a command's help that can be typed."""
    helps = [command.help or command.callback.__doc__ for command in app_of([]).registered_commands if command.callback]
    helps.append(settings.__doc__)
    lines = [line.strip() for words in helps for line in (words or "").splitlines()]
    return [line for line in lines if re.match(r"(kg|echo|cat) ", line)]


@pytest.fixture(autouse=True)
def _plain_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VOICE, "quiet", False)
    monkeypatch.setattr(VOICE, "json_lines", False)


@pytest.fixture(scope="module")
def desk(seeds_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the examples name: a build, an article, a folder of articles, a little gold."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(seeds_build, folder / "build")
    shutil.copy(seeds_build / "graph.ttl", folder)
    (folder / "tests").symlink_to(ROOT / "tests")
    (folder / "articles").mkdir()
    (folder / "site").mkdir()
    (folder / "site" / "kg-site.json").write_text("{}")
    for name in ("article.txt", "articles/one.txt"):
        (folder / name).write_text(ARTICLE, "utf-8")
    gold, rows = ROOT / "tests" / "gold", (ROOT / "tests" / "gold" / "split.tsv").read_text("utf-8").splitlines()
    tuned = [row.split("\t")[0] for row in rows if row.endswith("\ttune")]
    name = min(tuned, key=lambda name: (gold / f"texts/{name}.txt").stat().st_size)
    for part in (f"texts/{name}.txt", f"facts/{name}.json"):
        (folder / "gold" / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(gold / part, folder / "gold" / part)
    (folder / "gold" / "split.tsv").write_text(f"{rows[0]}\n{name}\ttune\n", "utf-8")
    words, _ = typed(next(line for line in examples() if "never-same" in line))
    with contextlib.chdir(folder):
        assert CliRunner().invoke(app_of([]), words).exit_code == 0
    return folder


def typed(line: str) -> tuple[list[str], str]:
    """The words of a line after `kg`, and what is piped into it."""
    before, _, after = line.rpartition(" | ")
    words = shlex.split(after)
    assert words[0] == "kg"
    what, *rest = shlex.split(before) or [""]
    if what == "kg":
        return words[1:], CliRunner().invoke(app_of([]), rest).stdout
    return words[1:], {"echo": lambda w: w, "cat": lambda w: Path(w).read_text("utf-8")}[what](rest[0]) if what else ""


def test_every_command_shows_how_it_is_used() -> None:
    shown = {line.split("kg ", 1)[1].split()[0] for line in examples()}
    assert shown >= set("build extract query queries explain stats findings diff export evaluate decide".split())


SERVES = re.compile(r"kg (serve|mcp)\b")  # runs until it is stopped
WATCHES = re.compile(r"kg build .*--watch\b")  # so does this


@pytest.mark.parametrize("line", [line for line in examples() if SERVES.match(line)])
def test_an_example_of_serving_reaches_the_server(line: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.pipeline import serving

    monkeypatch.chdir(desk)
    served: list[object] = []
    monkeypatch.setattr(serving, "run", lambda app, where, bounds, ready: served.append(app))
    monkeypatch.setattr(serving, "tools", lambda folder: SimpleNamespace(run=served.append))
    done = CliRunner().invoke(app_of([]), typed(line)[0])
    assert done.exit_code == 0, (done.exception, done.stderr)
    assert len(served) == 1


@pytest.mark.parametrize("line", [line for line in examples() if WATCHES.match(line)])
def test_an_example_of_watching_builds_and_ends_when_told(
    line: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.pipeline import watching

    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(desk)
    monkeypatch.setattr(watching.time, "sleep", interrupt)
    done = CliRunner().invoke(app_of([]), typed(line)[0])
    assert done.exit_code == 0, (done.exception, done.stderr)
    assert done.stdout.startswith("Statistics")
    assert re.search(r"built: \d+ quads came, 0 went; \d+ findings", done.stderr)


FAR = re.compile(r"kg load\b|.* --(endpoint|scheduler)\b")  # speaks to a server


@pytest.mark.parametrize("line", [line for line in examples() if FAR.match(line)])
def test_an_example_that_needs_a_server_runs_with_one(line: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    monkeypatch.setattr(executors, "_cluster", lambda work, batches, scheduler: ((b, work(b)) for b in batches))
    run = CliRunner().invoke
    assert run(app_of([]), ["map", "articles"]).exit_code == 0
    with oxigraph() as store:
        if "--endpoint" in line:
            assert run(app_of([]), ["load", store.graphs]).exit_code == 0
        for address, here in (("https?://[^ ]*/sparql", store.queries), ("https?://[^ ]*/store", store.graphs)):
            line = re.sub(address, here, line)
        done = run(app_of([]), typed(line)[0])
    assert done.exit_code == 0, (done.exception, done.stderr)
    assert done.stdout


HERE = [line for line in examples() if not any(each.match(line) for each in (SERVES, WATCHES, FAR))]


@pytest.mark.parametrize("line", HERE)
def test_an_example_of_the_help_runs(line: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    words, piped = typed(line)
    done = CliRunner().invoke(app_of([]), words, input=piped)
    assert done.exit_code == 0, (done.exception, done.stderr)
    assert done.stdout or done.stderr


def test_the_version_is_told(kg: Kg) -> None:
    assert re.fullmatch(r"kg \d+\.\d+\.\d+\n", kg("--version").stdout)


@pytest.mark.parametrize(
    ("typed_so_far", "offered"),
    [
        ("kg que", ["query", "queries"]),
        ("kg query cq-0", [f"cq-0{n}" for n in range(1, 10)]),
        ("kg query cq-01 --format t", [name for name in FORMATS if name.startswith("t")]),
    ],
)
def test_the_shell_completes(typed_so_far: str, offered: list[str], kg: Kg) -> None:
    words = typed_so_far.split()
    env = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": typed_so_far, "COMP_CWORD": str(len(words) - 1)}
    lines = kg(env=env).stdout.split()
    assert len(lines) == len(offered)
    assert all(line.startswith(start) for line, start in zip(sorted(lines), sorted(offered), strict=True))


def test_quiet_leaves_faults_alone(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    run = CliRunner().invoke
    assert "findings" in run(app_of([]), ["findings"]).stderr
    for words in (["findings", "--quiet"], ["-q", "findings"]):
        VOICE.quiet = False
        done = run(app_of([]), words)
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout
    bad = run(app_of([]), ["extract", "none.txt", "--quiet"])
    assert bad.exit_code == 3
    assert bad.stderr.startswith("kg: none.txt")


def test_words_are_json_lines_if_asked(kg: Kg, desk: Path) -> None:
    said = kg("findings", "--json", cwd=desk)
    assert json.loads(said.stderr)["level"] == "info"
    assert said.stdout
    fault = json.loads(kg("--json", "query", "cq-99", cwd=desk).stderr)
    assert (fault["level"], fault["where"], fault["status"]) == ("error", "cq-99", 2)
    assert fault["remedy"]


COLOUR = re.compile(r"\x1b\[(\d+;)*(3[0-8]|9[0-7])(;\d+)*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error as a terminal; called in the test itself, for pytest puts its own before each phase."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm-256color")
    return shown


def work(patience: float, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr("kg.cli.output.PATIENCE", patience)
    with progress("reading articles") as tick:
        for done in range(3):
            if tick:
                tick(done + 1, 3)
    return tick is not None


def test_long_work_shows_a_bar_and_short_work_none(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert work(60, monkeypatch)
    assert shown.getvalue() == ""
    assert work(-1, monkeypatch)
    assert "reading articles" in shown.getvalue()
    assert COLOUR.search(shown.getvalue())


def test_colour_and_bars_can_be_declined(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    assert work(-1, monkeypatch)
    assert "reading articles" in shown.getvalue()
    assert not COLOUR.search(shown.getvalue())
    VOICE.quiet = True
    assert not work(-1, monkeypatch)
    tell("nothing")
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    VOICE.quiet = False
    assert not work(-1, monkeypatch), "no terminal, no bar"
