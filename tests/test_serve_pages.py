"""The pages of the server: what they load, and that the editor runs."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from serving import Serves, folder_of, serving, wait_for

ASSETS = ROOT / "kg" / "serve" / "assets"
NAME, EVIL = "http://www.w3.org/2000/01/rdf-schema#label", "<script>alert(1)</script>\"' ‮ {title} &amp;"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serves]:
    """A graph of one thing with a hostile name."""
    said = json.dumps(EVIL, ensure_ascii=False)
    line = f"<https://w3id.org/party-diplomacy/id/state/evil> <{NAME}> {said} .\n"
    with serving(folder_of(line.encode(), tmp_path_factory.mktemp("pages") / "build")) as serves:
        yield serves


def test_vendored_files_are_those_of_the_manifest() -> None:
    vendor = ASSETS / "vendor"
    listed = {one["file"]: one for one in json.loads((vendor / "manifest.json").read_bytes())["files"]}
    assert {path.name for path in vendor.iterdir()} == {*listed, "manifest.json"}
    for name, one in listed.items():
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == one["sha256"]
        assert one["licence"]
        assert re.fullmatch(r"\d+\.\d+\.\d+", one["version"])


def test_pages_load_nothing_from_elsewhere_and_run_no_script_of_their_own(server: Serves) -> None:
    for path in ("/sparql", "/queries/cq-39-articles.html", "/id/state/evil.html"):
        page = server.get(path, Accept="text/html")
        assert page.status == 200
        loaded = re.findall(r'<(?:script|img|iframe)[^>]*src="([^"]*)|<link rel="stylesheet" href="([^"]*)', page.text)
        assert loaded
        for address in map("".join, loaded):
            assert address.startswith("/sparql/assets/")
            assert server.get(address).status == 200
        assert not re.search(r"<script(?! defer src)|<style| on\w+=|javascript:", page.text)
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self';" in policy
        assert "unsafe-eval" not in policy
    assert not re.search(r"https?:", (ASSETS / "served.css").read_text("utf-8"))


def test_hostile_names_harm_no_page(server: Serves) -> None:
    for page in (server.get("/id/state/evil.html"), server.ask(f"SELECT ?n {{ ?s <{NAME}> ?n }}", Accept="text/html")):
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
        assert "<bdi>" in page.text


def test_a_fault_of_the_program_shows_no_trace(server: Serves, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.serve import documents

    def broken(*_: object) -> bool:
        raise RuntimeError("a secret")

    monkeypatch.setattr(documents, "has_page", broken)
    got = server.get("/id/state/evil", Accept="text/html")
    assert (got.status, got.kind) == (500, "application/problem+json")
    assert "secret" not in got.text
    assert got.headers["x-content-type-options"] == "nosniff"
    wait_for(lambda: any(one.get("status") == 500 for one in server.log))  # it is written after the answer
    assert [one["fault"] for one in server.log if one.get("status") == 500] == ["RuntimeError: a secret"]
    assert server.get("/id/state/evil.ttl").status == 200


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium is here: NOT TESTED")
def test_the_editor_runs_in_a_browser(server: Serves, tmp_path: Path) -> None:
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--dump-dom",
         f"--user-data-dir={tmp_path}", f"{server.url}/sparql"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "CodeMirror-line" in done.stdout, done.stderr[-500:]
    assert done.stdout.count("<option value=") > 40
