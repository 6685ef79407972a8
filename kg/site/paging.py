"""Long pages cut into several.

Comes in: a page whose tables and lists may be long. Goes out: the page with the first part of each, and further pages
beside it with the rest, each of a weight that a browser shows at once. It never loses a row, never renames one, and
makes rows that are made on demand for one page at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.site.model import Block, Comparison, Head, Link, Page, Sentences, Steps, Table, Words
from kg.site.weighing import weight

BYTES = 100_000  # of a page, as weighed: somewhat less as HTML
AROUND = 9_000  # of these, what every page has: head, navigation, foot
ROWS = 50  # of a table or list on one page
COLUMNS = 8  # accounts side by side
NEAR = 2  # pages before and after one that it links to, besides the first and the last
GAP = "…"
Long = Table | Sentences | Steps | Comparison
Cut = Sequence[int]  # where the parts of a block begin, and its end


def in_pages(page: Page) -> Iterator[Page]:
    """The page itself, then one page a further part of each long table or list, at `ANCHOR-N.html` beside it."""
    if any(isinstance(block, Words) for block in page.blocks):  # whose links lead to every item of its page
        yield page
        return
    cuts = _cuts(page)
    first = (_part(page, block, cuts[at], 1) if isinstance(block, Long) else block for at, block in _numbered(page))
    yield replace(page, blocks=tuple(first))
    for at, block in _numbered(page):
        if isinstance(block, Long):
            for number in range(2, len(cuts[at])):
                head = _head(page.head, _path(page, block, number), number)
                yield Page(head, (_part(page, block, cuts[at], number),))


def _numbered(page: Page) -> Iterator[tuple[int, Block]]:
    return enumerate(page.blocks)


def _cuts(page: Page) -> dict[int, Cut]:
    """Where each long block is cut, by its place: the lightest first, each may take an equal part of what is left."""
    left = BYTES - AROUND - len(page.head.embedded or "")
    left -= sum(weight(block) for block in page.blocks if not isinstance(block, Long))
    found, weights = dict[int, Cut](), {at: _weights(b) for at, b in _numbered(page) if isinstance(b, Long)}
    for waiting, at in enumerate(sorted(weights, key=lambda at: (sum(weights[at]), at)), -len(weights)):
        block = page.blocks[at]
        around = weight(replace(block, **_none(block)))  # type: ignore[arg-type]
        found[at] = _cut(weights[at], left // -waiting - around, COLUMNS if isinstance(block, Comparison) else ROWS)
        left -= around + sum(weights[at][: found[at][1]])
    return found


def _none(block: Block) -> dict[str, tuple[()]]:
    """The parts of a block that are cut, as none."""
    return {"heads": (), "rows": ()} if isinstance(block, Comparison) else {_field(block): ()}


def _field(block: Block) -> str:
    return "rows" if isinstance(block, Table) else "items"


def _weights(block: Block) -> array[int]:
    """The weight of each item of a long block: a column of a comparison, else a row or item."""
    if isinstance(block, Comparison):
        columns = ([head, *(row.cells[at] for row in block.rows)] for at, head in enumerate(block.heads))
        return array("Q", (sum(map(weight, column)) for column in columns))
    return array("Q", (weight(item) for item in getattr(block, _field(block))))


def _cut(weights: Sequence[int], first: int, most: int) -> Cut:
    """Parts of at most so many items and bytes, each of one item at least; the first of at most `first` bytes."""
    cut, held, allowed = [0], 0, first
    for at, heavy in enumerate(weights):
        if at > cut[-1] and (held + heavy > allowed or at - cut[-1] == most):
            cut.append(at)
            held, allowed = 0, BYTES - AROUND
        held += heavy
    return [*cut, len(weights)]


def _path(page: Page, block: Long, number: int) -> str:
    folder = page.head.path.rpartition("/")[0]
    name = "index.html" if number == 1 else f"{block.anchor}-{number}.html"
    return f"{folder}/{name}" if folder else name


def _part(page: Page, block: Long, cut: Cut, number: int) -> Block:
    part = slice(cut[number - 1], cut[number])
    pages = _places(page, block, number, len(cut) - 1)
    match block:
        case Table():
            return replace(block, rows=block.rows[part], pages=pages, total=max(block.total, len(block.rows)))
        case Comparison():
            rows = tuple(replace(row, cells=row.cells[part]) for row in block.rows)
            return replace(block, heads=block.heads[part], rows=rows, pages=pages)
        case Steps():
            return replace(block, items=block.items[part], pages=pages)
        case Sentences():
            return replace(block, items=block.items[part], pages=pages)


def _places(page: Page, block: Long, number: int, last: int) -> tuple[Link, ...]:
    """Links to the first page, those near, and the last; the page itself leads nowhere. None for a single one."""
    if last == 1:
        return ()
    shown = sorted({1, last, *range(max(1, number - NEAR), min(last, number + NEAR) + 1)})
    links: list[Link] = []
    for one in shown:
        if links and one - int(links[-1].text) > 1:
            links.append(Link(GAP))
        links.append(Link(str(one), None if one == number else _path(page, block, one)))
    return tuple(links)


def _head(head: Head, path: str, number: int) -> Head:
    crumbs = (*head.crumbs, Link(head.title, head.path), Link(f"page {number}"))
    title = f"{head.title}, page {number}"
    return replace(head, path=path, title=title, lead="", embedded=None, data=(), crumbs=crumbs)
