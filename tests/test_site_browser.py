"""The site in a browser: from the first page to the quote that proves a fact, by mouse, by keys, without scripts."""

from __future__ import annotations

import functools
import http.server
import importlib.util
import os
import shutil
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from test_site_hostile import harmed_site

from kg.model import Reading
from kg.site.searching import words_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
HAS_PLAYWRIGHT = importlib.util.find_spec("playwright") is not None
if CHROMIUM is None or not HAS_PLAYWRIGHT:
    lacking = "no chromium (set KG_CHROMIUM)" if HAS_PLAYWRIGHT else "the package playwright is not installed"
    warnings.warn(f"THE SITE IS NOT TRIED IN A BROWSER: {lacking}", stacklevel=1)
    pytest.skip(f"the site is not tried in a browser: {lacking}", allow_module_level=True)
sync_api = importlib.import_module("playwright.sync_api")

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
EVENT = "id/event/meeting-2026-02-06-cpp-cpv/index.html"
PAGES = ("index.html", EVENT, "id/person/to-lam/index.html", "events/index.html", "network/index.html")
LOOKS = (
    ("light", (1280, 900), ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")),
    ("dark", (360, 740), ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_api.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may fetch files alone, and says nothing to the console but what a library warns of."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    fresh, said, asked = context.new_page(), list[str](), list[str]()
    fresh.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    fresh.on("pageerror", lambda fault: said.append(str(fault)))
    fresh.on("request", lambda request: asked.append(request.url))
    fresh.on("dialog", lambda dialog: said.append(f"dialog {dialog.message}"))
    yield fresh
    context.close()
    assert not said
    assert all(address.startswith(("file:///", "data:", "http://127.0.0.1:")) for address in asked)


def at(site: Path, path: str) -> str:
    name, mark, rest = path.partition("?")
    return (site / name).as_uri() + mark + rest


def test_the_walk_to_the_quote_that_proves_a_fact(page: Page, seeds_site: Path) -> None:
    page.goto(at(seeds_site, "index.html"))
    page.get_by_role("link", name="state visit to Cambodia").first.click()
    assert page.locator("h1").inner_text() == "state visit to Cambodia"
    assert page.locator(".eyebrow .badge").inner_text() == "held"
    quote = page.locator("#life-cycle ~ ol figure.quote blockquote").first
    assert not quote.is_visible()
    page.locator("#life-cycle ~ ol summary").first.click()
    assert quote.is_visible()
    words = quote.inner_text()
    page.locator("#life-cycle ~ ol figure.quote figcaption a").first.click()
    page.wait_for_url("**/id/article/**")
    assert words in page.content().replace("&amp;", "&")


def test_the_walk_without_scripts(browser: Browser, seeds_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(at(seeds_site, "index.html"))
    plain.get_by_role("link", name="Events", exact=True).click()
    assert not plain.locator(".viewer").is_visible()
    plain.get_by_role("link", name="meeting with the CPP Standing Committee").first.click()
    plain.locator("#participants ~ .scroll summary").first.click()
    assert plain.locator("#participants ~ .scroll figure.quote").first.is_visible()
    plain.goto(at(seeds_site, "search/index.html"))
    assert "needs JavaScript" in plain.locator("noscript").inner_text()
    context.close()


def test_the_walk_by_keys(page: Page, seeds_site: Path) -> None:
    page.goto(at(seeds_site, EVENT))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.tagName"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", seen[-1]
        if seen[-1] == "SUMMARY":
            break
    assert seen[-1] == "SUMMARY"
    assert "INPUT" not in seen
    page.keyboard.press("Enter")
    assert page.locator("details[open] figure.quote").first.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('figcaption') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/article/**")


@pytest.mark.parametrize(("typed", "found"), [("To Lam", "To Lam"), ("tô lâm", "To Lam"), ("suos", "Sous Yara")])
def test_search_finds_any_spelling(page: Page, seeds_site: Path, typed: str, found: str) -> None:
    page.goto(at(seeds_site, "index.html"))
    page.get_by_label("Search names and titles").fill(typed)
    page.keyboard.press("Enter")
    page.locator("#results a").first.wait_for()
    assert page.locator("#results a").first.inner_text() == found
    page.locator("#results a").first.click()
    assert page.locator("h1").inner_text() == found


def test_search_says_when_nothing_is_found(page: Page, seeds_site: Path) -> None:
    page.goto(at(seeds_site, "search/index.html?q=Sisouli"))
    page.locator("#results a").first.wait_for()
    page.get_by_label("Search names and titles").fill("<i>Xyzzy")
    assert page.locator("#status").inner_text() == "Nothing has this name."


def test_names_are_folded_in_the_browser_as_in_the_build(page: Page, seeds_site: Path) -> None:
    page.goto(at(seeds_site, "search/index.html"))
    names = [
        "Tô Lâm",
        "ĐẶNG Đức",
        "Straße O’Neill",
        "សម្តេច ហ៊ុន សែន",
        "ທອງລຸນ ສີສຸລິດ",
        "ÅSA Ærø-łódź",
        "İstanbul",
        "Σίσυφος",
        "ﬁ 2½",
    ]
    for name in names:
        assert page.evaluate("(name) => kgWords(name)", name) == words_of(name), name


def test_hostile_names_do_nothing_and_are_found(
    page: Page, readings: tuple[Reading, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = harmed_site(readings, tmp_path_factory.mktemp("harmed"))
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("index.html", "events/index.html", "network/index.html", "people/index.html", "findings/index.html"):
        page.goto(at(site, path))
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.goto(at(site, "search/index.html?q=" + quote("ហ៊ុន")))
    page.locator("#results a").first.wait_for()
    page.get_by_label("Search names and titles").fill("sisoulith <img src=x onerror=alert(1)>")
    page.get_by_label("Search names and titles").fill("alert script")
    page.locator("#results a").first.click()
    assert page.locator("h1").inner_text() in ("<script>alert(1)</script>", "</script><script>alert(1)</script><!--")


def test_the_network_is_filtered_by_time_and_party(page: Page, seeds_site: Path) -> None:
    page.goto(at(seeds_site, "network/index.html"))
    page.locator("[data-ready=yes]").wait_for()
    drawn = int(page.locator(".viewer").get_attribute("data-nodes") or 0)
    named = page.locator("main table tbody tr").filter(has_text="persons")
    people = {cell for row in named.all() for cell in row.locator("a").all_inner_texts()[:2]}
    assert drawn == len(people) > 4
    page.get_by_label("Side").select_option("Lao People's Revolutionary Party")
    fewer = int(page.locator(".viewer").get_attribute("data-nodes") or 0)
    assert 1 < fewer < drawn
    names = page.locator(".controls label").filter(has_text="everybody").locator("select")
    names.select_option(label="Thongloun Sisoulith")
    assert "Thongloun Sisoulith met " in page.locator("[role=status]").inner_text()
    page.get_by_label("From").fill("2030-01-01")
    assert page.locator(".viewer").get_attribute("data-nodes") == "0"
    page.get_by_label("From").fill("")
    page.get_by_label("Between").select_option("party")
    assert int(page.locator(".viewer").get_attribute("data-nodes") or 0) >= 2


def test_the_timeline_is_filtered_and_its_events_are_links(page: Page, seeds_site: Path) -> None:
    page.goto(at(seeds_site, "events/index.html"))
    page.locator("[data-ready=yes]").wait_for()
    status = page.locator(".viewer [role=status]")
    every = int(status.inner_text().split()[0])
    page.get_by_label("Stage").select_option("announced")
    assert 0 < int(status.inner_text().split()[0]) < every
    page.get_by_label("Stage").select_option("")
    page.get_by_label("Side").select_option("Lao People's Revolutionary Party")
    assert 0 < int(status.inner_text().split()[0]) < every
    page.locator(".vis-item a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/event/**")


def test_nothing_serious_hinders_anybody(browser: Browser, seeds_site: Path) -> None:
    """Each page in both schemes: all rules once, and once more those that the scheme or the width can break."""
    context = browser.new_context()
    here = context.new_page()
    article = next((seeds_site / "id/article").iterdir()).name
    more = (f"id/article/{article}/index.html", "findings/index.html", "search/index.html", "ontology/index.html")
    for path in (*PAGES, *more, "questions/cq-06-goals-of-a-state/index.html", "organisations/index.html"):
        here.goto(at(seeds_site, path))
        here.evaluate("document.querySelectorAll('details').forEach((one, at) => { one.open = at < 3 })")
        here.evaluate(AXE.read_text("utf-8"))
        for scheme, (width, height), rules in LOOKS:
            here.set_viewport_size({"width": width, "height": height})
            here.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            asked = {"runOnly": list(rules), "resultTypes": ["violations"]}
            found = here.evaluate("(asked) => axe.run(asked)", asked)["violations"]
            grave = [
                (one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")
            ]
            assert not grave, f"{path}: {grave}"
            assert here.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_the_address_of_a_record_leads_to_its_words(browser: Browser, seeds_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    for kind in ("account", "claim", "statement"):
        path = next((seeds_site / "id" / kind).rglob("index.html")).relative_to(seeds_site).as_posix()
        plain.goto(at(seeds_site, path))
        plain.locator(":target").wait_for()
        plain.locator(":target summary").first.click()
        assert plain.locator(":target figure.quote blockquote").first.inner_text()
    context.close()


def test_print_leaves_out_what_paper_cannot_do(page: Page, seeds_site: Path) -> None:
    page.goto(at(seeds_site, EVENT))
    page.emulate_media(media="print")
    assert not page.locator("header.site nav").is_visible()
    assert page.locator("#accounts").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_it_stands_under_any_address_of_a_web_server(page: Page, seeds_site: Path) -> None:
    handler = functools.partial(Quiet, directory=str(seeds_site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/{seeds_site.name}/id/person/hun-sen/")
        assert page.locator("h1").inner_text() == "Hun Sen"
        page.get_by_label("Search names and titles").fill("hun ma")
        page.keyboard.press("Enter")
        page.locator("#results a").first.click()
        page.wait_for_url(f"**/{seeds_site.name}/id/person/hun-manet/index.html")
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""
