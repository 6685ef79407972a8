"""Sites of large corpora: pages and search files of bounded size, lists never whole in memory, records findable."""

from __future__ import annotations

import json
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from site_pages import PageText

from kg import pipeline
from kg.pipeline.publishing.records import RECORDS
from kg.site import (
    Cell,
    Found,
    Head,
    Link,
    Made,
    Page,
    Quote,
    Row,
    Site,
    SiteMap,
    Table,
    in_pages,
    render,
    search_files,
)
from kg.site.searching import EXACT, LETTERS, MOST_OF_A_WORD, file_of, words_of
from kg.vocab import BASE

SITE = Site("Name", "https://example.org/", (Link("Start", "index.html"),))
LIMIT = 100_000
Files = dict[str, tuple[list[list[str]], bool | list[str]]]  # search files by name: entries, and what goes on


@pytest.mark.parametrize("words", ["said of the meeting ", "ទីក្រុងភ្នំពេញ ", "<&>\"' "])
def test_heavy_rows_make_more_pages_and_none_is_large(words: str) -> None:
    article = Link("An article", "id/article/a/index.html", "Outlet")
    quotes = tuple(Quote(f"{words * 20}{number}", article) for number in range(9))
    cells = (Cell((Link(f"{words}{number}", f"id/x/{number}/index.html", "note"),)) for number in range(60))
    rows = tuple(Row((cell,), quotes) for cell in cells)
    made = list(in_pages(Page(Head("id/x/y/index.html", "Y"), (Table("list", "List", ("N",), rows),))))
    tables = [block for page in made for block in page.blocks if isinstance(block, Table)]
    assert tuple(row for table in tables for row in table.rows) == rows
    sizes = [len(render(page, SITE)) for page in made]
    assert max(sizes) < LIMIT
    assert min(sizes[:-1]) > LIMIT / 2, "pages are cut no smaller than they must be"


def test_every_page_of_a_long_list_is_reached_by_few_links() -> None:
    rows = Made(range(5000), lambda number: Row((Cell((Link(str(number)),)),)))
    whole = Page(Head("list/index.html", "L"), (Table("list", "L", ("N",), rows),))
    made = {page.head.path: page for page in in_pages(whole)}
    assert len(made) == 100
    seen, queue = set[str](), ["list/index.html"]
    while queue:
        block = made[queue.pop()].blocks[0]
        assert isinstance(block, Table)
        assert len(block.pages) < 12
        fresh = {link.to for link in block.pages if link.to} - seen
        seen |= fresh
        queue += fresh
    assert seen == made.keys()


def test_a_long_list_is_never_whole_in_memory() -> None:
    def row(number: int) -> Row:
        return Row((Cell((Link(f"name {number} " * 20),)),))

    tracemalloc.start()
    pages = sum(1 for _ in in_pages(Page(Head("a.html", "A"), (Table("t", "T", ("N",), Made(range(8_000), row)),))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert pages == 160
    assert peak < 1_500_000, "the rows together take more than ten times as much"


def test_maps_of_many_pages_are_several() -> None:
    pages = SiteMap("https://example.org/")
    made = dict(file for number in range(100_001) for file in pages.add(f"id/x/{number}/"))
    made |= dict(pages.end())
    assert list(made) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    told = [[one.text for one in ElementTree.fromstring(made[name])[:]] for name in list(made)[:3]]
    assert [len(one) for one in told] == [50_000, 50_000, 1]
    index = ElementTree.fromstring(made["sitemap.xml"])
    assert [one[0].text for one in index] == [f"https://example.org/sitemap-{n}.xml" for n in (1, 2, 3)]


@pytest.fixture(scope="module")
def search() -> Files:
    """The search files of many names."""
    made = {}
    for path, content in search_files(_names()):
        assert len(content) < LIMIT, path
        name = path.removeprefix("search/").removesuffix(".js")
        if name != "files":
            call = re.fullmatch(r'kgFound\("[^"]+", (\[.*\]), (.*)\);\n', content.decode(), re.DOTALL)
            assert call
            made[name] = json.loads(call[1]), json.loads(call[2])
    return made


def _names() -> Iterator[Found]:
    for number in range(2500):
        name = f"meeting of the parties {number} in Place{number % 700}"
        yield Found(name, name, "event", f"id/event/{number}/index.html")


def entries(search: Files, word: str) -> tuple[list[list[str]], bool]:
    """What search.js finds for a word, and whether there is more."""
    length = LETTERS
    found, rest = search[file_of(word[:length])]
    while isinstance(rest, list):
        length += 1
        name = file_of(word[:length]) if length <= len(word) else f"{file_of(word)}-{EXACT}"
        if name not in rest:
            return [], False
        found, rest = search[name]
    return found, rest


def test_search_files_stay_small_and_lead_to_every_name(search: Files) -> None:
    for one in (17, 1234, 2499):
        found, more = entries(search, str(one))
        assert not more
        assert f"id/event/{one}/index.html" in {entry[3] for entry in found}
    found, more = entries(search, "place31")
    assert {f"id/event/{number}/index.html" for number in range(31, 2500, 700)} <= {entry[3] for entry in found}
    assert not more
    found, more = entries(search, words_of("Meeting")[0])
    assert (len(found), more) == (MOST_OF_A_WORD, True)


def test_every_record_has_a_page_that_leads_to_its_words_and_data(graph: ox.Store, seeds_site: Path) -> None:
    nodes = {quad.subject.value for quad in graph if isinstance(quad.subject, ox.NamedNode)}
    records = {node for node in nodes if node.removeprefix(f"{BASE}id/").partition("/")[0] in RECORDS}
    assert len(records) > 400
    ids: dict[Path, set[str]] = {}
    for record in records:
        path = seeds_site / record.removeprefix(BASE) / "index.html"
        page = PageText(path.read_text("utf-8"))
        (refresh,) = (attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "refresh")
        to, _, anchor = refresh.removeprefix("0; url=").partition("#")
        place = (path.parent / to).resolve()
        if place not in ids:
            ids[place] = set(PageText(place.read_text("utf-8")).ids)
        assert unquote(anchor) in ids[place], record
        data = [a["href"] for tag, a in page.tags if tag == "link" and a.get("rel") == "alternate"]
        assert len(data) == 2
        assert all(record.rpartition("/")[2] in (path.parent / name).read_text("utf-8") for name in data), record


def test_a_record_alone_is_the_page_of_the_site(seeds_build: Path, seeds_site: Path) -> None:
    built = pipeline.open_build(seeds_build)
    for kind in RECORDS:
        path = next((seeds_site / "id" / kind).rglob("index.html")).relative_to(seeds_site).as_posix()
        assert pipeline.page(built, path) == (seeds_site / path).read_bytes(), path
    assert pipeline.page(built, "id/claim/nothing/index.html") is None
    assert "/id/claim/" not in (seeds_site / "sitemap.xml").read_text()
