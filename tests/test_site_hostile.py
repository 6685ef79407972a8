"""Names and quotes that try to harm a page, scripts of the region, and articles' texts for private use."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
import pytest
from site_pages import PageText, broken, pages

from kg import pipeline
from kg.errors import UsageError
from kg.model import Reading
from kg.pipeline.asking import Built
from kg.pipeline.assembling import assemble
from kg.pipeline.publishing.articles import segments
from kg.site import Cell, Compared, Comparison, Head, Link, Page, Quote, Row, Site, Table, in_pages, render
from kg.site.rendering import href, words
from kg.vocab import BASE, expand

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</script><script>alert(1)</script><!--",
    "' onmouseover='alert(1)", "{{ 7 * 7 }}{% raw %}", "\u202egnp.exe\u2066", "W" * 5000, "]]><x/>&amp;",
    "សម្តេច ហ៊ុន សែន", "ທອງລຸນ ສີສຸລິດ", "Nguyễn Phú Trọng", "javascript:alert(1)",
]  # fmt: skip
HARMLESS = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "p", "form", "label", "input", "button",
    "nav", "ul", "li", "main", "ol", "h1", "h2", "bdi", "dl", "div", "dt", "dd", "span", "small", "details", "summary",
    "figure", "blockquote", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td", "section", "footer",
    "code", "pre", "noscript", "h3", "h4", "style",
}  # fmt: skip


@pytest.fixture(scope="module")
def harmed(readings: tuple[Reading, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harmed_site(readings, tmp_path_factory.mktemp("harmed"))


def harmed_site(readings: tuple[Reading, ...], folder: Path) -> Path:
    """The site of a graph of one article whose labels, titles, addresses and quotes are hostile."""
    graph, store = assemble(readings[:1]).store, ox.Store()
    replaced = {
        expand(p) for p in ("rdfs:label", "skos:altLabel", "dcterms:title", "oa:exact", "pd:hasAct", "pd:measures")
    }
    ordered = sorted(graph, key=str)
    for number, quad in enumerate(ordered):
        value = quad.object
        if quad.predicate.value in replaced and "/id/" in str(quad.subject) and "/id/state/" not in str(quad.subject):
            value = ox.Literal(HOSTILE[number % len(HOSTILE)])
        store.add(ox.Quad(quad.subject, quad.predicate, value, quad.graph_name))
    article = next(quad.subject for quad in ordered if quad.predicate.value == expand("dcterms:identifier"))
    store.add(
        ox.Quad(article, ox.NamedNode(expand("dcterms:source")), ox.Literal("javascript:alert(1)"), ox.DefaultGraph())
    )
    pipeline.publish(Built(folder / "none", made=store, read=()), folder / "out")
    return folder / "out"


def test_no_label_becomes_markup(harmed: Path) -> None:
    found = pages(harmed)
    assert not broken(harmed, found)
    said = " ".join(page.text for page in found.values())
    assert all(name in said for name in HOSTILE)
    for path, page in found.items():
        assert {tag for tag, _ in page.tags} <= HARMLESS, path
        for _, attrs in page.tags:
            assert not [name for name in attrs if name.startswith("on")], path
            assert not any(
                value.lower().startswith("javascript:") for value in (attrs.get("href", ""), attrs.get("src", ""))
            )
        for script in page.scripts:
            json.loads(script)
            assert "<" not in script


def test_feed_and_site_map_stay_whole(harmed: Path) -> None:
    space = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring((harmed / "feed.xml").read_bytes())
    entries = feed.findall(f"{space}entry")
    assert entries
    for entry in entries:
        assert (entry.findtext(f"{space}id") or "").startswith(f"{BASE}id/event/")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext(f"{space}updated") or "")
    addresses = [one.text or "" for one in ET.fromstring((harmed / "sitemap.xml").read_bytes()).iter() if one.text]
    told = {one.removeprefix(BASE) for one in addresses if one.startswith(BASE)}
    assert f"{BASE}" in addresses
    assert all((harmed / one / "index.html").is_file() or (harmed / one).is_file() for one in told)


def test_search_files_are_data(harmed: Path) -> None:
    paths = {path.stem: path for path in (harmed / "search").glob("*.js")}
    named = set(json.loads(paths.pop("files").read_text("ascii").removeprefix("kgFiles(").removesuffix(");\n")))
    for path in paths.values():
        text = path.read_text("ascii")
        call = re.fullmatch(r'kgFound\("([a-z0-9-]+)", (\[.*\]), (true|false|\[.*\])\);\n', text, re.DOTALL)
        assert call, path
        assert call[1] == path.stem
        rest = json.loads(call[3])
        named |= set(rest) if isinstance(rest, list) else set()
        assert json.loads(call[2]) or rest
    assert set(paths) == named
    khmer = "".join(path.read_text("ascii") for path in (harmed / "search").glob("u17*.js"))
    assert json.dumps("សម្តេច ហ៊ុន សែន") in khmer


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_set_apart(text: str) -> None:
    made = str(words(text))
    assert made.startswith("<bdi")
    assert made.endswith("</bdi>")
    assert "<" not in made[1:-6].partition(">")[2]
    assert ('class="long"' in made) == any(len(word) > 23 for word in re.split(r"[\s-]", text))


def test_languages_are_marked_by_script() -> None:
    assert 'lang="km"' in words("ហ៊ុន សែន")
    assert 'lang="lo"' in words("ທອງລຸນ")
    assert "lang" not in words("Tô Lâm")


@pytest.mark.parametrize("to", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "vbscript:x", 'http://x/"y'])
def test_only_addresses_of_the_web_and_the_site_are_links(to: str) -> None:
    assert href(Link("x", to), "../") is None or "%22" in (href(Link("x", to), "../") or "")


def test_links_are_relative_to_their_page() -> None:
    site = Site("Name", "https://example.org/", ())
    assert href(Link("x", "id/a b/index.html#claim/1"), "../../") == "../../id/a%20b/index.html#claim/1"
    made = render(Page(Head("id/x/y/index.html", "Y")), site).decode()
    assert 'href="../../../assets/site.css"' in made
    assert '<link rel="canonical" href="https://example.org/id/x/y/">' in made


def test_texts_are_shown_for_private_use_alone(seeds_build: Path, readings: tuple[Reading, ...]) -> None:
    built, reading = pipeline.open_build(seeds_build), readings[-1]
    path = f"id/article/{reading.article.name}/index.html"
    made = (pipeline.page(built, path, with_text=True) or b"").decode()
    private, public = PageText(made), PageText((pipeline.page(built, path) or b"").decode())
    whole = PageText(re.sub(r'<a class="further".*?</a>', "", made)).text
    wanted = " ".join(reading.article.text.split())
    assert wanted in " ".join(whole.split())
    assert wanted[:200] not in " ".join(public.text.split())
    assert "For private use" in private.text
    assert "For private use" not in public.text
    assert ("meta", {"name": "robots", "content": "noindex, nofollow"}) in private.tags
    claims = {attrs["id"] for tag, attrs in private.tags if tag == "li" and attrs.get("id", "").startswith("claim/")}
    shown = {attrs["href"][1:] for tag, attrs in private.tags if tag == "a" and attrs["href"].startswith("#claim/")}
    back = {attrs["href"][1:] for tag, attrs in private.tags if tag == "a" and attrs["href"].startswith("#char=")}
    assert len(claims) > 40
    assert shown == claims
    assert back <= {attrs["id"] for tag, attrs in private.tags if tag == "mark"}


def test_a_text_is_cut_where_quotes_begin_and_end() -> None:
    made = segments("abcdefgh", [(0, 4, "x"), (2, 6, "y"), (2, 3, "z")])
    assert [(s.start, s.text, s.claims) for s in made] == [
        (0, "ab", ("x",)), (2, "c", ("z", "x", "y")), (3, "d", ("x", "y")), (4, "ef", ("y",)), (6, "gh", ()),
    ]  # fmt: skip


def test_long_lists_and_many_accounts_go_on_further_pages() -> None:
    rows = tuple(Row((Cell((Link(str(number)),)),)) for number in range(120))
    heads = tuple(Cell((Link(str(number)),)) for number in range(20))
    whole = Page(
        Head("id/x/y/index.html", "Y"),
        (Table("list", "List", ("N",), rows), Comparison("accounts", "A", "", heads, (Compared("R", "", heads),))),
    )
    made = list(in_pages(whole))
    assert [page.head.path.rpartition("/")[2] for page in made] == [
        "index.html", "list-2.html", "list-3.html", "accounts-2.html", "accounts-3.html",
    ]  # fmt: skip
    tables = [block for page in made for block in page.blocks if isinstance(block, Table)]
    assert tuple(row for table in tables for row in table.rows) == rows
    columns = [block for page in made for block in page.blocks if isinstance(block, Comparison)]
    assert tuple(head for part in columns for head in part.heads) == heads
    assert [len(part.rows[0].cells) for part in columns] == [8, 8, 4]
    text = render(made[1], Site("Name", "https://example.org/", ())).decode()
    assert 'href="../../../id/x/y/index.html"' in text
    assert "50 of 120" in text


def test_a_fact_with_very_many_quotes_says_how_many_more() -> None:
    quotes = tuple(Quote(f"words {number}.", Link("Article")) for number in range(25))
    page = Page(Head("a.html", "A"), (Table("t", "T", ("N",), (Row((Cell(),), quotes),)),))
    text = render(page, Site("Name", "https://example.org/", ())).decode()
    assert "words 19." in text
    assert "words 20." not in text
    assert "and 5 more" in text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "example.org", "https://", 'https://x.org/"', "https://x.org/?q"]
)
def test_a_base_address_is_one_of_the_web(tmp_path: Path, address: str) -> None:
    built = Built(tmp_path, made=ox.Store(), read=())
    with pytest.raises(UsageError, match="base-url"):
        pipeline.publish(built, tmp_path / "out", base_url=address)


def test_an_empty_graph_makes_a_site(tmp_path: Path) -> None:
    pipeline.publish(Built(tmp_path, made=ox.Store(), read=()), tmp_path / "out", base_url="https://example.org/a")
    assert not broken(tmp_path / "out", pages(tmp_path / "out"))
    assert "https://example.org/a/" in (tmp_path / "out/sitemap.xml").read_text()


def test_answers_and_findings_lead_to_what_they_name(seeds_site: Path) -> None:
    answer = PageText((seeds_site / "questions/cq-27-who-met-a-person/index.html").read_text("utf-8"))
    found = PageText((seeds_site / "findings/index.html").read_text("utf-8"))
    assert any(address.startswith("../../id/person/") for address in answer.addresses())
    for page in (answer, found):
        assert sum("id/article/" in address for address in page.addresses()) > 5
    assert not re.search(r"\b00\d_[0-9a-f]{16}\b", found.text)


def test_questions_are_put_about_what_a_corpus_holds(harmed: Path) -> None:
    page = PageText((harmed / "questions/cq-03-offices-of-a-person/index.html").read_text("utf-8"))
    assert any(address.startswith("../../id/person/") for address in page.addresses())
    assert "--param person=https://w3id.org/party-diplomacy/id/person/" in page.text
