"""What other programs read of a site: a feed of events, a map of its pages.

Comes in: addresses, names and days. Goes out: Atom (RFC 4287) and site maps (sitemaps.org 0.9). It never takes a day
from the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote as percent
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import quoteattr

from kg.vocab import plain

MOST_ADDRESSES = 50_000  # in one site map, by its definition
NO_DAY = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of the feed: its page, its name, the day of the newest article that tells of it, a line about it."""

    path: str
    iri: str
    title: str
    day: str
    line: str


def feed(address: str, name: str, entries: Sequence[Entry]) -> bytes:
    """An Atom feed; `address` is where the site stands. Its day is that of its newest entry."""
    newest = max((entry.day for entry in entries), default=NO_DAY)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(name)}: events</title>", f"<id>{escape(address)}feed.xml</id>",
        f"<link rel=\"self\" href={quoteattr(address + 'feed.xml')}/>", f"<link href={quoteattr(address)}/>",
        f"<updated>{newest}T00:00:00Z</updated>", f"<author><name>{escape(name)}</name></author>",
    ]  # fmt: skip
    for entry in entries:
        lines += [
            "<entry>", f"<title>{escape(entry.title)}</title>", f"<id>{escape(entry.iri)}</id>",
            f"<link href={quoteattr(address + percent(entry.path))}/>", f"<updated>{entry.day}T00:00:00Z</updated>",
            f"<summary>{escape(entry.line)}</summary>", "</entry>",
        ]  # fmt: skip
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


@dataclass
class SiteMap:
    """The addresses of a site's pages, in maps that each hold as many as one may."""

    address: str
    waiting: list[str] = field(default_factory=list)
    parts: int = 0

    def add(self, path: str) -> Iterator[tuple[str, bytes]]:
        """Take in a page; a map, whenever one is full and there is more."""
        if len(self.waiting) == MOST_ADDRESSES:
            yield self._part()
        self.waiting.append(self.address + percent(path))

    def end(self) -> Iterator[tuple[str, bytes]]:
        """`sitemap.xml`: the addresses of the pages, or, where there are several maps, of these."""
        if not self.parts:
            yield "sitemap.xml", _map("urlset", "url", self.waiting)
            return
        yield self._part()
        names = [f"{self.address}sitemap-{number}.xml" for number in range(1, self.parts + 1)]
        yield "sitemap.xml", _map("sitemapindex", "sitemap", names)

    def _part(self) -> tuple[str, bytes]:
        self.parts += 1
        made = _map("urlset", "url", self.waiting)
        self.waiting.clear()
        return f"sitemap-{self.parts}.xml", made


def escape(text: str) -> str:
    """Text as XML can hold it: escaped, without control characters."""
    return _escape(plain(text))


def _map(outer: str, inner: str, addresses: Iterable[str]) -> bytes:
    lines = "".join(f"<{inner}><loc>{escape(one)}</loc></{inner}>\n" for one in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{space}">\n{lines}</{outer}>\n'.encode()
