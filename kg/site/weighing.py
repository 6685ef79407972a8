"""About how many bytes a part of a page takes as HTML.

Comes in: a block, a row, a link, words. Goes out: a number of bytes, rather too large than too small, so that pages can
be cut before they are printed. It never prints anything.
"""

from __future__ import annotations

from markupsafe import escape

from kg.site.model import (
    Block,
    Cell,
    Code,
    Compared,
    Comparison,
    Fact,
    Facts,
    Link,
    Numbers,
    Quote,
    Row,
    Sentence,
    Sentences,
    Step,
    Steps,
    Table,
    Viewer,
    Words,
)

MOST = 20  # links in a cell, quotes behind a fact: the rest is counted, and not shown
Part = Block | Cell | Compared | Fact | Link | Quote | Row | Sentence | Step | str | None


def weight(part: Part) -> int:
    """Bytes of a part as the template prints it: its words, and the markup around them."""
    match part:
        case None:
            return 0
        case str():
            return len(escape(part).encode("utf-8", "replace")) + 14
        case Link():
            to = 40 + len(part.to.encode("utf-8", "replace")) if part.to else 0
            return 10 + to + weight(part.text) + (40 + weight(part.note) if part.note else 0)
        case Quote():
            bound = sum(20 + weight(words) + weight(name) for words, name in part.references)
            return 150 + weight(part.words) + weight(part.article) + len(part.rule) + bound
        case Cell():
            return 50 + sum(map(weight, part.parts[:MOST])) + 3 * len(part.mark) + _quotes(part.quotes)
        case Row():
            return 60 + len(part.anchor) + sum(map(weight, part.cells)) + _quotes(part.quotes)
        case Step() | Sentence():
            links = (*part.parts, *part.links) if isinstance(part, Sentence) else part.parts
            return 150 + len(part.anchor) + sum(map(weight, links)) + _quotes(part.quotes)
        case Fact():
            return 60 + weight(part.name) + sum(map(weight, part.values[:MOST]))
        case Compared():
            return 120 + weight(part.name) + sum(map(weight, part.cells))
        case _:
            return 450 + 3 * weight(part.title) + _inside(part)


def _quotes(quotes: tuple[Quote, ...]) -> int:
    return 110 + sum(map(weight, quotes[:MOST])) if quotes else 0


def _inside(block: Block) -> int:
    match block:
        case Table():
            return weight(block.note) + sum(60 + weight(name) for name in block.columns) + sum(map(weight, block.rows))
        case Comparison():
            return weight(block.note) + sum(map(weight, block.heads)) + sum(map(weight, block.rows))
        case Facts() | Steps() | Sentences():
            return weight(block.note) + sum(map(weight, block.items))
        case Numbers():
            return sum(60 + weight(link) for _, link in block.items)
        case Code():
            return weight(block.note) + 2 * weight(block.text)
        case Viewer():
            return weight(block.note)
        case Words():
            return sum(weight(segment.text) + 100 * len(segment.claims) for segment in block.segments)
