"""Long pages cut into several.

Comes in: a page whose tables and lists may be long. Goes out: the page with the first part of each, and further pages
beside it with the rest. It never loses a row, and never renames one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.site.model import Block, Comparison, Head, Link, Page, Sentences, Steps, Table, Words

ROWS = 50  # of a table or list on one page: about 100 kB with quotes
COLUMNS = 8  # accounts side by side
Long = Table | Sentences | Steps | Comparison


def in_pages(page: Page) -> Iterator[Page]:
    """The page itself, then one page a further part of each long table or list, at `ANCHOR-N.html` beside it."""
    rest: list[tuple[Long, int, tuple[Link, ...]]] = []
    blocks: list[Block] = []
    is_whole = any(isinstance(block, Words) for block in page.blocks)  # whose links lead to every item of its page
    for block in page.blocks:
        if is_whole or not isinstance(block, Long) or _pages_of(block) < 2:
            blocks.append(block)
            continue
        places = tuple(Link(str(number), _path(page, block, number)) for number in range(1, _pages_of(block) + 1))
        blocks.append(_part(block, 1, places))
        rest += [(block, number, places) for number in range(2, len(places) + 1)]
    yield replace(page, blocks=tuple(blocks))
    for long, number, places in rest:
        yield Page(_head(page.head, _path(page, long, number), number), (_part(long, number, places),))


def _pages_of(block: Long) -> int:
    match block:
        case Comparison():
            return -(-len(block.heads) // COLUMNS)
        case Table():
            return -(-len(block.rows) // ROWS)
        case Sentences(hidden=True):
            return 1
        case _:
            return -(-len(block.items) // ROWS)


def _path(page: Page, block: Long, number: int) -> str:
    folder = page.head.path.rpartition("/")[0]
    name = "index.html" if number == 1 else f"{block.anchor}-{number}.html"
    return f"{folder}/{name}" if folder else name


def _part(block: Long, number: int, places: tuple[Link, ...]) -> Block:
    shown = tuple(Link(link.text, None if link.text == str(number) else link.to) for link in places)
    part = slice((number - 1) * ROWS, number * ROWS)
    match block:
        case Table():
            return replace(block, rows=block.rows[part], pages=shown, total=max(block.total, len(block.rows)))
        case Comparison():
            part = slice((number - 1) * COLUMNS, number * COLUMNS)
            rows = tuple(replace(row, cells=row.cells[part]) for row in block.rows)
            return replace(block, heads=block.heads[part], rows=rows, pages=shown)
        case Steps():
            return replace(block, items=block.items[part], pages=shown)
        case Sentences():
            return replace(block, items=block.items[part], pages=shown)


def _head(head: Head, path: str, number: int) -> Head:
    crumbs = (*head.crumbs, Link(head.title, head.path), Link(f"page {number}"))
    title = f"{head.title}, page {number}"
    return replace(head, path=path, title=title, lead="", embedded=None, data=(), crumbs=crumbs)
