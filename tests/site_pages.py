"""What the tests of the site share: pages as trees of tags, and the links among them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

VOID = {"meta", "link", "input", "br", "hr", "img"}


class PageText(HTMLParser):
    """Tags, attributes, ids, links, words and scripts of a page; a tag that is not closed in order is a fault."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.scripts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        elif "style" not in self.open:
            self.text += data

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]

    def addresses(self) -> list[str]:
        """Where the page leads: links, styles, scripts, forms, data of pictures."""
        names = ("href", "src", "action", "data-from")
        return [attrs[name] for _, attrs in self.tags for name in names if name in attrs]


def pages(folder: Path) -> dict[str, PageText]:
    """The pages of a site by path."""
    return {
        path.relative_to(folder).as_posix(): PageText(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }  # fmt: skip


def broken(folder: Path, found: dict[str, PageText]) -> list[str]:
    """The links within a site that lead to no file, or to a fragment that its page does not have."""
    ids = {path: set(page.ids) for path, page in found.items()}
    faults = []
    for path, page in found.items():
        for address in page.addresses():
            if address.startswith(("https://", "http://")):
                continue
            to, _, fragment = address.partition("#")
            target = (folder / path).parent / unquote(to) if to else folder / path
            if not target.is_file():
                faults.append(f"{path}: {address}")
            name = target.resolve().relative_to(folder.resolve()).as_posix()
            if fragment and unquote(fragment) not in ids.get(name, set()):
                faults.append(f"{path}: {address} (fragment)")
    return faults
