"""The site of the seeds: whole, linked, addressed as the graph is, no word of an article beyond its quotes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from site_pages import PageText, broken, pages

from kg import pipeline
from kg.errors import BadInput, UsageError
from kg.model import Reading
from kg.pipeline.asking import Built
from kg.pipeline.publishing.records import is_record
from kg.site import asset_files, write_site

ROOT = Path(__file__).parent.parent
RUN = "from kg.cli import main; main()"


@pytest.fixture(scope="module")
def built(seeds_build: Path) -> Built:
    return pipeline.open_build(seeds_build)


@pytest.fixture(scope="module")
def site(seeds_site: Path) -> Path:
    return seeds_site


@pytest.fixture(scope="module")
def found(site: Path) -> dict[str, PageText]:
    return pages(site)


def test_no_link_is_broken(site: Path, found: dict[str, PageText]) -> None:
    assert sum(len(page.addresses()) for page in found.values()) > 5000
    assert not broken(site, found)


def test_every_page_can_be_reached_from_the_first(site: Path, found: dict[str, PageText]) -> None:
    seen, queue = {"index.html"}, ["index.html"]
    while queue:
        path = queue.pop()
        here = (site / path).parent
        for address in found[path].addresses():
            to = address.partition("#")[0]
            if to.endswith(".html") and "://" not in to:
                name = os.path.relpath(here / to, site)
                if name not in seen:
                    seen.add(name)
                    queue.append(name)
    assert {path for path in found if not is_record(path)} == seen


def test_addresses_are_the_paths_of_the_iris(built: Built, site: Path) -> None:
    query = (
        "PREFIX pd: <https://w3id.org/party-diplomacy/ontology#> SELECT DISTINCT ?t WHERE { ?t a ?c . "
        "FILTER(?c IN (pd:Event, pd:Official, pd:Agreement, pd:Article, pd:EventSeries)) }"
    )
    things = [str(row["t"].value) for row in built.store.query(query)]  # type: ignore[union-attr]
    assert len(things) > 50
    for thing in things:
        folder = site / thing.removeprefix("https://w3id.org/party-diplomacy/")
        assert {"index.html", "index.ttl", "index.jsonld"} <= {path.name for path in folder.iterdir()}, thing


def test_the_data_beside_a_page_is_what_the_export_gives(built: Built, site: Path) -> None:
    iri = "https://w3id.org/party-diplomacy/id/person/men-sam-on"
    folder = site / "id/person/men-sam-on"
    assert (folder / "index.ttl").read_bytes() == pipeline.export(built, "turtle", about=iri)
    stated = Graph().parse(folder / "index.ttl")
    both = Graph().parse(folder / "index.jsonld", format="json-ld")
    assert len(stated) > 20
    assert {t for t in stated if t[2].__class__.__name__ == "URIRef"} <= set(both)


def test_pages_embed_their_subject_as_json_ld(found: dict[str, PageText]) -> None:
    subjects = {path: page for path, page in found.items() if path.startswith("id/") and path.endswith("index.html")}
    for path, page in ((path, page) for path, page in subjects.items() if not is_record(path)):
        (script,) = page.scripts
        record = json.loads(script)
        iri = "id:" + path.removeprefix("id/").removesuffix("/index.html")
        assert any(node["@id"] == iri and "type" in node for node in record["@graph"]), path
    graph = Graph().parse(data=subjects["id/person/hun-sen/index.html"].scripts[0], format="json-ld")
    held = "https://w3id.org/party-diplomacy/ontology#holdsOffice"
    assert any(str(predicate) == held for predicate in graph.predicates())


def test_pages_hold_no_more_of_an_article_than_its_quotes(
    site: Path, found: dict[str, PageText], readings: tuple[Reading, ...]
) -> None:
    shown = " ".join(" ".join(page.text.split()) for page in found.values())
    files = [path for path in site.rglob("*") if path.suffix in (".js", ".xml", ".jsonld", ".ttl", ".csv", ".bib")]
    data = " ".join(path.read_text("utf-8") for path in files)
    checked = 0
    for reading in readings:
        for stretch in unquoted(reading):
            checked += 1
            assert stretch not in shown, stretch
            assert stretch not in data, stretch
    assert checked > 20


def unquoted(reading: Reading) -> list[str]:
    """The stretches of an article, longer than a name, that no quote of a claim covers."""
    text = reading.article.text
    covered = bytearray(len(text))
    titles = [s.span for s in (reading.article.title, reading.article.outlet, reading.article.place) if s and s.span]
    spans = [claim.evidence.span for claim in reading.claims] + titles
    spans += [e.span for claim in reading.claims if (e := getattr(claim, "date_evidence", None))]
    spans += [ref.span for claim in reading.claims for ref in claim.evidence.references]
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    pieces = "".join("\0" if covered[at] else letter for at, letter in enumerate(text)).split("\0")
    return [found for piece in pieces if len(found := " ".join(piece.split())) > 30]


def test_an_article_is_annotated_with_its_own_quotes_alone(site: Path) -> None:
    told: dict[str, set[str]] = {}
    for path in sorted((site / "id/article").glob("*/annotations.jsonld")):
        items = json.loads(path.read_text("utf-8"))["first"]["items"]
        told[path.parent.name] = {f"{item['id']}" for item in items}
        assert len({item["target"]["source"] for item in items}) == 1
    assert all(told.values())
    assert sum(map(len, told.values())) == len(set().union(*told.values()))


def test_nothing_is_fetched_from_elsewhere_and_no_script_stands_inside(found: dict[str, PageText]) -> None:
    for path, page in found.items():
        policies = [a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, path
        assert "default-src 'none'" in policies[0]
        assert "unsafe" not in policies[0]
        for tag, attrs in page.tags:
            assert not [name for name in attrs if name.startswith("on")], f"{path}: {tag} {attrs}"
            assert "style" not in attrs, path
            assert tag not in ("iframe", "object", "embed", "base"), path
            if tag == "script":
                assert "src" in attrs or attrs["type"] == "application/ld+json", path
            if tag in ("script", "img") or (tag == "link" and attrs["rel"] in ("stylesheet", "icon")):
                assert "://" not in attrs.get("src", "") + attrs.get("href", ""), path


def test_pages_are_light(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert path.stat().st_size < 100_000, path


def test_only_what_changed_is_written_and_it_is_the_same_by_any_hash_seed(
    seeds_build: Path, site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(site, out)
    (out / "people/index.html").write_text("old")
    (out / "id/person/nobody").mkdir()
    (out / "id/person/nobody/index.html").write_text("gone")
    done = subprocess.run(
        [sys.executable, "-c", RUN, "site", "--out", str(out), "--build", str(seeds_build)],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "1 written, 1 removed" in done.stderr
    assert contents(out) == contents(site)


def test_what_a_person_puts_beside_a_site_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_site(out, [("index.html", b"start"), ("id/x/index.html", b"x"), ("sitemap-2.xml", b"two")])
    mine = (".git/objects/ab/cd", ".nojekyll", "CNAME", "id/.keep")
    for name in mine:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("mine")
    done = write_site(out, [("index.html", b"start")])
    assert (done.pages, done.files, done.written, done.removed) == (1, 1, 0, 2)
    assert set(contents(out)) == {*mine, "index.html", "kg-site.json"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_page_alone_is_the_page_of_the_site(built: Built, site: Path) -> None:
    for path in ("index.html", "id/state/laos/index.html", "id/state/laos/index.ttl", "findings/index.html"):
        assert pipeline.page(built, path) == (site / path).read_bytes(), path
    assert pipeline.page(built, "id/person/nobody/index.html") is None
    assert pipeline.page(built, "nowhere.html") is None
    assert pipeline.page(built, "id/../index.html") is None


def test_no_other_folder_is_written_into(built: Built, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="no site"):
        pipeline.publish(built, tmp_path)
    with pytest.raises(UsageError, match="no folder"):
        pipeline.publish(built, tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_vendored_files_are_those_of_the_manifest() -> None:
    folder = ROOT / "kg/site/assets/vendor"
    listed = json.loads((folder / "manifest.json").read_bytes())["files"]
    assert {one["file"] for one in listed} == {path.name for path in folder.iterdir()} - {"manifest.json"}
    for one in listed:
        assert hashlib.sha256((folder / one["file"]).read_bytes()).hexdigest() == one["sha256"], one["file"]
        assert re.fullmatch(r"\d+\.\d+\.\d+", one["version"])
        assert one["licence"] == "MIT"
        assert (folder / f"{one['package']}.LICENSE.txt").is_file()


def test_an_asset_that_was_changed_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "kg/site/assets", tmp_path / "assets")
    (tmp_path / "assets/vendor/cytoscape.min.js").write_text("other")
    monkeypatch.setattr("kg.site.assets.FOLDER", tmp_path / "assets")
    with pytest.raises(BadInput, match="cytoscape"):
        list(asset_files())
