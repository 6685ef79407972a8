"""A build as a site: the order of its pages, and any one of them alone.

Comes in: a build, a folder, where the site is to stand. Goes out: pages, data beside them, feed and site map, written
where they changed. It holds one page at a time, and no more of an article than its quotes unless it is asked for texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from kg.errors import UsageError
from kg.exports.tables.events import stage_of
from kg.paths import ontology_dir
from kg.pipeline.asking import Built
from kg.pipeline.publishing import data, lists, pictures, questions, start
from kg.pipeline.publishing.articles import article_blocks
from kg.pipeline.publishing.desk import FOLDERS, Desk
from kg.pipeline.publishing.events import event_blocks, lead
from kg.pipeline.publishing.records import host, is_record, records
from kg.pipeline.publishing.things import thing_blocks, thing_lead
from kg.site import (
    Entry,
    Found,
    Head,
    Link,
    Page,
    Site,
    SiteMap,
    Writing,
    asset_files,
    feed,
    in_pages,
    render,
    search_files,
    write_site,
)
from kg.vocab import iri

PARTS = (
    ("Start", "index.html"), ("Events", "events/index.html"), ("Who met whom", "network/index.html"),
    ("People", "people/index.html"), ("Organisations", "organisations/index.html"), ("Offices", "offices/index.html"),
    ("Agreements", "agreements/index.html"), ("Figures", "figures/index.html"), ("Articles", "articles/index.html"),
    ("Findings", "findings/index.html"), ("Questions", "questions/index.html"), ("More", "more/index.html"),
    ("Ontology", "ontology/index.html"),
)  # fmt: skip
CRUMBS = {
    "event": ("Events", "events"), "person": ("People", "people"), "office": ("Offices", "offices"),
    "agreement": ("Agreements", "agreements"), "article": ("Articles", "articles"), "place": ("More", "more"),
    "group": ("More", "more"), "series": ("More", "more"), "thing": ("More", "more"),
}  # fmt: skip
FEED_LENGTH = 50
Content = bytes | Path
Files = Iterator[tuple[str, Content]]


def publish(built: Built, out: Path, *, base_url: str | None = None, with_text: bool = False) -> Writing:
    """The whole site of a build in `out`; what is there unchanged is not written again, what is no longer part of it
    goes. UsageError for a folder that holds something else.
    """
    return write_site(out, _files(built, base_url, with_text))


def page(built: Built, path: str, *, base_url: str | None = None, with_text: bool = False) -> bytes | None:
    """One page, or a file beside it, by its path on the site (`id/event/x/index.html`); None if the site has none."""
    desk, site = Desk(built), _site(built, base_url, with_text)
    if path.startswith("id/"):
        found = _beside_subject(desk, path, site)
    else:
        head = path.partition("/")[0]
        make = FIXED.get("index.html" if head == "data" else head)
        found = next((content for made, content in make(desk, site) if made == path), None) if make else None
    return found.read_bytes() if isinstance(found, Path) else found


def _site(built: Built, base_url: str | None, with_text: bool) -> Site:
    if base_url is not None and not re.fullmatch(r"https?://[^\s/?#\"'<>\\]+[^\s?#\"'<>\\]*", base_url):
        raise UsageError("--base-url", f"{base_url!r} is no address of the web", "write https://NAME/PATH/")
    address = (base_url or built.base).rstrip("/") + "/"
    return Site(start.NAME, address, tuple(Link(name, path) for name, path in PARTS), with_text)


def _files(built: Built, base_url: str | None, with_text: bool) -> Files:
    """Every file of the site, one after another."""
    desk, site = Desk(built), _site(built, base_url, with_text)
    pages = SiteMap(site.address)
    for path, content in _pages(desk, site):
        if path.endswith(".html") and not is_record(path):
            yield from pages.add(path.removesuffix("index.html"))
        yield path, content
    yield from search_files(_names(desk))
    yield from asset_files()
    yield "feed.xml", feed(site.address, site.name, _entries(desk))
    yield from pages.end()


def _pages(desk: Desk, site: Site) -> Files:
    for folder in FOLDERS:
        for thing in desk.things(folder):
            yield from _subject(desk, thing, site)
    for make in FIXED.values():
        yield from make(desk, site)


def _beside_subject(desk: Desk, path: str, site: Site) -> Content | None:
    """A file of the subject whose folder it lies in."""
    try:
        thing = iri(desk.built.base + path.rpartition("/")[0]).value
    except ValueError:
        return None
    if is_record(path):
        thing = host(desk, thing) or ""
    if not desk.has_page(thing):
        return None
    return next((content for made, content in _subject(desk, thing, site) if made == path), None)


def _subject(desk: Desk, thing: str, site: Site) -> Files:
    """A subject's pages, those that lead to what stands on them, and the data beside them."""
    for part in in_pages(subject(desk, thing, with_text=site.with_text)):
        yield part.head.path, render(part, site)
        if desk.folder(thing) in ("event", "article"):
            yield from records(desk, thing, part, site.address)
    yield from data.data_files(desk, thing)
    if desk.folder(thing) == "article":
        yield f"id/{desk.key(thing)}/{data.ANNOTATIONS[0]}", data.annotations_of(desk, thing)


def subject(desk: Desk, thing: str, *, with_text: bool = False) -> Page:
    """The page of a thing."""
    folder = desk.folder(thing) or ""
    files: tuple[tuple[str, str], ...] = data.DATA
    badge = ""
    if folder == "event":
        blocks, said, badge = event_blocks(desk, thing), lead(desk, thing), stage_of(desk.index, thing) or ""
    elif folder == "article":
        name = desk.index.text(thing, "dcterms:identifier") or ""
        blocks, said = article_blocks(desk, thing, desk.built.texts.get(name) if with_text else None), ""
        files = (*files, data.ANNOTATIONS)
    else:
        blocks, said = thing_blocks(desk, thing), thing_lead(desk, thing)
    parted, place = CRUMBS.get(folder, ("Organisations", "organisations"))
    title = desk.article(thing).text if folder == "article" else desk.index.name(thing) or ""
    head = Head(
        f"id/{desk.key(thing)}/index.html", title, desk.kind(thing), said, badge, thing, data.embedded(desk, thing),
        files, (Link(parted, f"{place}/index.html"), Link(title)), desk.issued(thing) or None,
    )  # fmt: skip
    return Page(head, blocks)


def _rendered(page: Page, site: Site) -> Files:
    for part in in_pages(page):
        yield part.head.path, render(part, site)


def _listed(listing: lists.Listing) -> Callable[[Desk, Site], Files]:
    return lambda desk, site: _rendered(lists.list_page(desk, listing), site)


def _of(make: Callable[[Desk], Page]) -> Callable[[Desk, Site], Files]:
    return lambda desk, site: _rendered(make(desk), site)


def _events(desk: Desk, site: Site) -> Files:
    yield from _rendered(pictures.events_page(desk), site)
    yield pictures.TIMELINE, pictures.timeline_data(desk)


def _network(desk: Desk, site: Site) -> Files:
    made, drawn = pictures.network_page_and_data(desk)
    yield from _rendered(made, site)
    yield pictures.NETWORK, drawn


def _questions(desk: Desk, site: Site) -> Files:
    yield from _rendered(questions.questions_page(desk), site)
    for stored in questions.asked():
        yield from _rendered(questions.question_page(desk, stored), site)


def _ontology(desk: Desk, site: Site) -> Files:
    from kg.manual import explain_ontology

    made = explain_ontology(ontology_dir(), home=("../index.html", site.name))
    yield from ((f"ontology/{name}", content) for name, content in sorted(made.items()))


def _search(desk: Desk, site: Site) -> Files:
    lead = "Names in any spelling that an article uses, and titles of articles; case and accents do not matter."
    yield from _rendered(Page(Head("search/index.html", "Search", lead=lead)), site)


def _start(desk: Desk, site: Site) -> Files:
    offered = []
    for path, what, content in start.downloads(desk):
        offered.append((path, what, content.stat().st_size if isinstance(content, Path) else len(content)))
        yield path, content
    yield from _rendered(start.start_page(desk, offered, site.address), site)


FIXED: dict[str, Callable[[Desk, Site], Files]] = {
    "events": _events, "network": _network,
    **{listing.path.partition("/")[0]: _listed(listing) for listing in lists.LISTINGS},
    "agreements": _of(lists.agreements_page), "figures": _of(lists.figures_page), "findings": _of(lists.findings_page),
    "questions": _questions, "ontology": _ontology, "search": _search, "index.html": _start,
}  # fmt: skip


def _names(desk: Desk) -> Iterator[Found]:
    """Every spelling of everything that has a page."""
    for folder in FOLDERS:
        for thing in desk.things(folder):
            name = desk.article(thing).text if folder == "article" else desk.index.name(thing) or ""
            for spelling in sorted({name, *desk.index.texts(thing, "skos:altLabel")}):
                yield Found(spelling, name, desk.kind(thing), desk.path(thing))


def _entries(desk: Desk) -> list[Entry]:
    """The events that the newest articles tell of, each with the day of the newest."""
    dated = ((desk.issued(article), article) for article in desk.things("article"))
    days: dict[str, str] = {}
    for day, some in groupby(sorted((pair for pair in dated if pair[0]), reverse=True), key=itemgetter(0)):
        accounts = (account for _, article in some for account in desk.index.of("pd:isAccountIn", article))
        told = {desk.index.iri(account, "pd:describesEvent") for account in accounts}
        days.update(dict.fromkeys(sorted(filter(None, told - days.keys()), reverse=True), day))
        if len(days) >= FEED_LENGTH:
            break
    return [
        Entry(desk.path(event), event, desk.index.name(event) or "", day, _line(desk, event))
        for event, day in islice(days.items(), FEED_LENGTH)
    ]


def _line(desk: Desk, event: str) -> str:
    return f"{desk.kind(event)}, {stage_of(desk.index, event)}: {lead(desk, event)}"
