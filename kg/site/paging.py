"""Long pages cut into several.

Comes in: a page whose tables and lists may be long. Goes out: the page with the first part of each, and further pages
beside it with the rest. It never loses a row, and never renames one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.site.model import Block, Head, Link, Page, Sentences, Table, Words

ROWS = 50  # of a table or list on one page: about 100 kB with quotes


def in_pages(page: Page) -> Iterator[Page]:
    """The page itself, then one page a further part of each long table or list, at `ANCHOR-N.html` beside it."""
    rest: list[tuple[Block, int, tuple[Link, ...]]] = []
    blocks = []
    is_whole = any(isinstance(block, Words) for block in page.blocks)  # whose links lead to every item of its page
    for block in page.blocks:
        length = 0 if is_whole else len(_items(block))
        if length <= ROWS:
            blocks.append(block)
            continue
        numbers = range(1, -(-length // ROWS) + 1)
        places = tuple(Link(str(number), _path(page, block, number)) for number in numbers)
        blocks.append(_part(block, 1, places))
        rest += [(block, number, places) for number in numbers[1:]]
    yield replace(page, blocks=tuple(blocks))
    for block, number, places in rest:
        yield Page(_head(page.head, _path(page, block, number), number), (_part(block, number, places),))


def _items(block: Block) -> Sequence[object]:
    if isinstance(block, Table):
        return block.rows
    return block.items if isinstance(block, Sentences) and not block.hidden else ()


def _path(page: Page, block: Block, number: int) -> str:
    assert isinstance(block, Table | Sentences)
    folder = page.head.path.rpartition("/")[0]
    name = "index.html" if number == 1 else f"{block.anchor}-{number}.html"
    return f"{folder}/{name}" if folder else name


def _part(block: Block, number: int, places: tuple[Link, ...]) -> Block:
    shown = tuple(Link(link.text, None if link.text == str(number) else link.to) for link in places)
    part = slice((number - 1) * ROWS, number * ROWS)
    if isinstance(block, Table):
        return replace(block, rows=block.rows[part], pages=shown, total=max(block.total, len(block.rows)))
    assert isinstance(block, Sentences)
    return replace(block, items=block.items[part], pages=shown)


def _head(head: Head, path: str, number: int) -> Head:
    crumbs = (*head.crumbs, Link(head.title, head.path), Link(f"page {number}"))
    title = f"{head.title}, page {number}"
    return replace(head, path=path, title=title, lead="", embedded=None, data=(), crumbs=crumbs)
