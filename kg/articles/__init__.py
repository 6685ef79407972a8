"""Reads articles from files, folders and standard input.

Comes in: paths. Goes out: an Article for each file that can be read and a BadInput for each that cannot. It never lets
one bad file stop the others, and never fills in what an article does not state.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from kg.articles.draft import Draft
from kg.articles.given import read_given
from kg.articles.markdown import read_markdown
from kg.articles.plain import read_plain
from kg.articles.web import read_web
from kg.errors import BadInput, UsageError
from kg.model import Article, Sourced
from kg.vocab import plain, slug

Reader = Callable[[bytes, str], Draft]

READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_web,
    ".htm": read_web,
    ".json": read_given,
}
MAX_BYTES = 2_000_000


def read_articles(
    paths: Sequence[Path], *, max_bytes: int = MAX_BYTES, published: str | None = None
) -> tuple[tuple[Article, ...], tuple[BadInput, ...]]:
    """The articles at `paths` in the order given, and the faults of the files that are none.

    A folder stands for its files of a supported suffix, sorted by name; `-` is standard input. `max_bytes` is the
    largest file read. `published` (YYYY-MM-DD) dates the articles whose text gives no date. Articles of one stem, or
    of stems that differ in marks and case alone, get their content's hash after the name. Raises UsageError if
    `published` is no date.
    """
    articles: list[Article] = []
    faults: list[BadInput] = []
    for one in each_article(paths, max_bytes=max_bytes, published=published):
        articles.append(one) if isinstance(one, Article) else faults.append(one)
    return tuple(articles), tuple(faults)


def each_article(
    paths: Sequence[Path], *, max_bytes: int = MAX_BYTES, published: str | None = None
) -> Iterator[Article | BadInput]:
    """The same one by one, for more articles than memory holds: first the faults of paths, then article or fault."""
    if published is not None:
        _check_date(published)
    files, missing = files_of(paths)
    yield from missing
    shared = Counter(slug(_name(path)) for path in files)
    names = set[str]()
    for path in files:
        try:
            article = _read(path, max_bytes, published)
        except BadInput as fault:
            yield fault
        else:
            yield replace(article, name=_apart(article, shared, names))


def _check_date(published: str) -> None:
    try:
        good = date.fromisoformat(published).isoformat() == published
    except ValueError:
        good = False
    if not good:
        raise UsageError("--published", f"{published!r} is no date", "write it as YYYY-MM-DD")


def files_of(paths: Sequence[Path]) -> tuple[list[Path], list[BadInput]]:
    """The files that hold articles, each once, those directly in a folder by name; a fault of each that has none."""
    files: list[Path] = []
    faults: list[BadInput] = []
    for path in paths:
        if str(path) != "-" and path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in READERS and p.is_file())
            if not inside:
                faults.append(BadInput(str(path), "the folder holds no article", f"put files of {_known()} in it"))
            files.extend(inside)
        else:
            files.append(path)
    return list(dict.fromkeys(files)), faults


def _known() -> str:
    return ", ".join(READERS)


def _read(path: Path, max_bytes: int, published: str | None) -> Article:
    where = str(path)
    data = _bytes(path, max_bytes)
    draft = READERS.get(path.suffix.lower(), read_plain)(data, where)
    meta = draft.metadata
    if published is not None and meta.published is None:
        meta = replace(meta, published=Sourced(published, "given"))
    return Article(
        name=_name(path),
        path=_whole(where),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=draft.media_type,
        text=draft.text,
        title=meta.title,
        outlet=meta.outlet,
        place=meta.place,
        published=meta.published,
        url=meta.url,
    )


def _name(path: Path) -> str:
    return "stdin" if str(path) == "-" else plain(_whole(path.stem)) or "unnamed"


def _whole(name: str) -> str:
    """The name of a file with U+FFFD for bytes that are no UTF-8, which no graph or JSON could hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _bytes(path: Path, max_bytes: int) -> bytes:
    where = str(path)
    try:
        if where == "-":
            data = sys.stdin.buffer.read(max_bytes + 1)
        else:
            with path.open("rb") as file:
                data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise BadInput(where, "there is no such file", "check the path") from None
    except OSError as fault:
        raise BadInput(where, f"cannot be read ({fault.strerror})", "check the file and its permissions") from None
    if len(data) > max_bytes:
        raise BadInput(where, f"larger than the limit of {max_bytes} bytes", "split it or raise the limit")
    return data


def _apart(article: Article, shared: Mapping[str, int], names: set[str]) -> str:
    """A name, and so an IRI, of the article's own: "a b" and "a-b" give one. `names` are those taken, and grows."""
    name = article.name if shared[slug(article.name)] == 1 else f"{article.name}-{article.sha256[:8]}"
    base, count = name, 2
    while slug(name) in names:
        name, count = f"{base}-{count}", count + 1
    names.add(slug(name))
    return name
