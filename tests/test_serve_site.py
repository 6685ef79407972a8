"""A published site, served: its pages are the pages of the graph's IRIs, and nothing beside it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Serves, serving

from kg.errors import UsageError
from kg.pipeline.serving import Serving, application


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published")
    (root / "secret.txt").write_text("not of the site")
    site = root / "site"
    for name, words in (
        ("kg-site.json", "{}"), ("index.html", "the start"), ("events/index.html", "the events"),
        ("assets/site.css", "body {}"), ("id/state/laos/index.html", "Laos"), ("id/state/laos/index.ttl", "# Laos"),
    ):  # fmt: skip
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(words)
    (site / "outside").symlink_to(root / "secret.txt")
    return site


@pytest.fixture(scope="module")
def server(seeds_build: Path, folder: Path) -> Iterator[Serves]:
    with serving(seeds_build, Serving(published=folder)) as serves:
        yield serves


def test_an_iri_leads_to_its_page_for_people_and_to_data_for_programs(server: Serves) -> None:
    got = server.get("/id/state/laos", Accept="text/html,*/*;q=0.8")
    assert (got.status, got.headers["location"], got.headers["vary"]) == (303, "/id/state/laos/", "Accept")
    page = server.get("/id/state/laos/", Accept="text/html")
    assert (page.status, page.text) == (200, "Laos")
    assert '</id/state/laos.ttl>; rel="alternate"' in page.headers["link"]
    assert server.get("/id/state/laos", Accept="text/turtle").headers["location"] == "/id/state/laos.ttl"
    assert b"Laos" in server.get("/id/state/laos.ttl").body


def test_addresses_of_any_letters_are_written_as_addresses(server: Serves) -> None:
    got = server.get("/id/person/t%C3%B4-l%C3%A2m%20", Accept="text/turtle")
    assert (got.status, got.headers["location"]) == (303, "/id/person/t%C3%B4-l%C3%A2m%20.ttl")


def test_what_the_site_does_not_show_keeps_its_plain_page(server: Serves) -> None:
    assert server.get("/id/state/vietnam", Accept="text/html").headers["location"] == "/id/state/vietnam.html"
    assert "<h1>Vietnam</h1>" in server.get("/id/state/vietnam.html").text


def test_start_lists_and_files_are_the_sites(server: Serves) -> None:
    assert server.get("/").text == "the start"
    assert server.get("/events/").text == "the events"
    assert server.get("/assets/site.css").headers["content-type"].startswith("text/css")
    assert server.get("/id/state/laos/index.ttl").text == "# Laos"
    assert server.get("/health").status == 200
    assert "script-src 'self'" in server.get("/").headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/id/../../secret.txt", "/outside", "/nowhere", "/id/state/%00/"]
)
def test_nothing_beside_the_site_is_read(path: str, server: Serves) -> None:
    got = server.get(path, Accept="text/html")
    assert got.status in (303, 400, 404)
    assert "not of the site" not in got.text


def test_without_a_site_the_start_leads_to_the_endpoint(seeds_build: Path) -> None:
    with serving(seeds_build) as server:
        assert server.get("/").headers["location"] == "/sparql"
        assert server.get("/events/").status == 404


def test_a_folder_that_is_no_site_is_refused(seeds_build: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no site is here"):
        application(seeds_build, Serving(published=tmp_path))
