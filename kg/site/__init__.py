"""The room that shows a build to people: pages, assets, feeds, written to a folder.

Comes in: pages made of blocks, what they share. Goes out: HTML, styles and scripts, a feed, a site map, search data; a
folder in which only what changed was written. It never asks a graph, and fetches nothing.
"""

from __future__ import annotations

from kg.site.assets import asset_files
from kg.site.feeds import Entry, SiteMap, feed
from kg.site.making import Made
from kg.site.model import (
    Block,
    Cell,
    Code,
    Compared,
    Comparison,
    Fact,
    Facts,
    Head,
    Link,
    Numbers,
    Page,
    Quote,
    Row,
    Segment,
    Sentence,
    Sentences,
    Site,
    Step,
    Steps,
    Table,
    Viewer,
    Words,
)
from kg.site.paging import in_pages
from kg.site.rendering import leading_to, render
from kg.site.searching import Found, search_files
from kg.site.writing import Writing, write_site

__all__ = [
    "Block", "Cell", "Code", "Compared", "Comparison", "Entry", "Fact", "Facts", "Found", "Head", "Link", "Made",
    "Numbers", "Page", "Quote", "Row", "Segment", "Sentence", "Sentences", "Site", "SiteMap", "Step", "Steps", "Table",
    "Viewer", "Words", "Writing", "asset_files", "feed", "in_pages", "leading_to", "render", "search_files",
    "write_site",
]  # fmt: skip
