"""The workflow file and the hooks that others use, run as they stand: their commands, on good files and on bad ones."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import junitparser
import pytest
import srsly
from typer.testing import CliRunner

from kg.cli import app_of

ROOT = Path(__file__).parent.parent


def read(path: str) -> Any:
    """A YAML file of the project."""
    return srsly.yaml_loads((ROOT / path).read_text("utf-8"))


def run(command: str, folder: Path, **env: str) -> tuple[int, str]:
    """Exit status and output of a `kg` command without shell syntax, run in this process: start-up is dear."""
    program, *words = shlex.split(command)
    assert program == "kg"
    assert not set("|&;<>$`*") & set(command)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner().invoke(app_of([]), words, env=env)
    status = getattr(done.exception, "status", done.exit_code) if done.exception else done.exit_code
    return status, done.stdout


@pytest.fixture
def checkout(tmp_path: Path, seeds_build: Path) -> Path:
    """A folder that looks like the checkout, built."""
    for name in ("seeds", "tests", "queries", "ontology"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(seeds_build, tmp_path / "build")
    return tmp_path


def steps() -> list[dict[str, Any]]:
    (job,) = read(".github/workflows/validate.yml")["jobs"].values()
    return list(job["steps"])


def test_the_workflow_runs_and_leaves_its_reports(checkout: Path) -> None:
    ran = [step for step in steps() if "run" in step and step["name"] != "Set up"]
    assert [step["run"].split()[:2] for step in ran] == [["kg", "build"], ["kg", "validate"], ["kg", "validate"]]
    summary = checkout / "summary.md"
    for step in ran:
        status, shown = run(step["run"], checkout, GITHUB_STEP_SUMMARY=str(summary))
        assert status == 0, f"{step['run']}\n{shown}"
    assert summary.read_text("utf-8").count("## Validation passed") == 2
    kept = next(step["with"]["path"] for step in steps() if "upload-artifact" in step.get("uses", "")).split()
    uploaded = next(step["with"]["sarif_file"] for step in steps() if "upload-sarif" in step.get("uses", ""))
    assert {*kept, uploaded} == {"kg.sarif", "kg-junit.xml"}
    (found,) = json.loads((checkout / uploaded).read_bytes())["runs"]
    assert found["results"] == []
    (suite,) = junitparser.JUnitXml.fromfile(str(checkout / "kg-junit.xml"))
    assert suite.tests > 90
    assert suite.failures == 0


def test_the_workflow_sets_up_as_the_readme_does() -> None:
    words = next(step["run"] for step in steps() if step.get("name") == "Set up")
    assert "--require-hashes -r requirements.lock" in words
    assert all((ROOT / name).exists() for name in re.findall(r"-r (\S+)", words))


def test_the_workflow_fails_beside_the_line_of_the_article(checkout: Path) -> None:
    graph = checkout / "build" / "graph.nq"
    lines = graph.read_text("utf-8").splitlines(keepends=True)
    gone = next(line.split()[0] for line in lines if "ontology#hasStage>" in line)
    graph.write_text("".join(line for line in lines if not (line.startswith(gone) and "ontology#hasStage>" in line)))
    command = next(step["run"] for step in steps() if step.get("name") == "Validate the graph")
    status, shown = run(command, checkout, GITHUB_STEP_SUMMARY=str(checkout / "summary.md"))
    assert status == 1
    (line,) = (line for line in shown.splitlines() if line.startswith("::error "))
    place = re.search(r"file=(seeds/[^,]+),line=(\d+)", line)
    assert place
    words = re.search(r"“(.*?)”", line)
    assert words
    article = (ROOT / place.group(1)).read_text("utf-8").splitlines()[int(place.group(2)) - 1]
    assert words.group(1).replace("%25", "%")[:40] in " ".join(article.split())
    assert "## Validation failed" in (checkout / "summary.md").read_text("utf-8")
    (found,) = json.loads((checkout / "kg.sarif").read_bytes())["runs"]
    assert len(found["results"]) == 1


HEAD = "@prefix pd: <https://w3id.org/party-diplomacy/ontology#> .\n"
SAMPLES = {
    "kg-validate": ("data.ttl", f"{HEAD}<a:a> <a:b> <a:c> .", f"{HEAD}\n<a:a> pd:hasNothing <a:c> ."),
    "kg-validate-queries": (
        "q.rq", "SELECT ?s WHERE { ?s a pd:Official }",
        "#+ summary: Who?\nSELECT ?s WHERE { ?s a pd:Oficial }",
    ),
    "kg-validate-decisions": (
        "decisions.tsv", "reject\tperson: Nobody\t\tno person\tEditor\t2026-01-01\n",
        "\nforget\tperson: Nobody\t\tno person\tEditor\t2026-01-01\n",
    ),
}  # fmt: skip


def test_each_hook_passes_good_files_and_stops_bad_ones(tmp_path: Path) -> None:
    hooks = {hook["id"]: hook for hook in read(".pre-commit-hooks.yaml")}
    assert hooks.keys() == SAMPLES.keys()
    for name, hook in hooks.items():
        file, good, bad = SAMPLES[name]
        assert hook["language"] == "python"
        assert re.search(hook["files"], f"some/{file}")
        for text, expected in ((good, 0), (bad, 1)):
            (tmp_path / file).write_text(text, "utf-8")
            status, shown = run(f"{hook['entry']} {file}", tmp_path)
            assert status == expected, f"{name}\n{shown}"
        assert re.search(rf"^  {file}:[23]\b", shown, re.MULTILINE), shown
