"""The start page: what the corpus is, what was found, what is new, how to cite it, what can be loaded.

Comes in: a build. Goes out: one page, and the files that it offers. It never counts what the authority data alone
knows, and never offers a file that holds an article's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.exports import export
from kg.manifest import manifest_of
from kg.pipeline.asking import counts
from kg.pipeline.exporting import material
from kg.pipeline.publishing.desk import Desk, row, when
from kg.pipeline.publishing.lists import event_rows, events_in_order, found_by_report
from kg.pipeline.publishing.pictures import timeline
from kg.site import Block, Cell, Code, Fact, Facts, Head, Link, Numbers, Page, Sentences, Table

NAME = "Party diplomacy"
ASKED = "who met whom, in which office, what was announced and what was held"
SHOWN, NEWEST = 12, 10
# Tables of larger corpora are for `kg export`: making them takes memory that grows with the corpus.
MOST_ARTICLES_FOR_TABLES = 200
OF_BUILD = (
    ("graph.nq", "The graph with every named graph, N-Quads"), ("graph.ttl", "The merged view, Turtle"),
    ("graph.jsonld", "The graph, JSON-LD"), ("void.ttl", "What the graph holds, VoID and DCAT"),
    ("findings.csv", "The findings, CSV"),
)  # fmt: skip
MADE = (
    ("tables.xlsx", "xlsx", "All tables, Excel"), ("references.bib", "bibtex", "The articles, BibTeX"),
    ("who-met-whom.graphml", "graphml", "Who met whom, GraphML"),
)  # fmt: skip
COUNTED = {
    "Article": "articles/index.html", "Event": "events/index.html", "Official": "people/index.html",
    "Party": "organisations/index.html", "Agreement": "agreements/index.html", "Statement": "articles/index.html",
    "Figure": "figures/index.html", "Claim": "articles/index.html",
}  # fmt: skip
WORDS = {"Official": "people", "Party": "parties"}


def downloads(desk: Desk) -> Iterator[tuple[str, str, bytes | Path]]:
    """(path, what it is, content) of the files offered: a file of the build is named, not read."""
    for name, what in OF_BUILD:
        if (desk.built.folder / name).is_file() and desk.built.made is None:
            yield f"data/{name}", what, desk.built.folder / name
    if len(desk.things("article")) <= MOST_ARTICLES_FOR_TABLES:
        source = material(desk.built)
        for name, format, what in MADE:
            made = export(source, format)
            assert isinstance(made, bytes)
            yield f"data/{name}", what, made


def start_page(desk: Desk, offered: list[tuple[str, str, int]], address: str) -> Page:
    """The page that comes first; `offered` are path, meaning and size of the files to load."""
    articles = desk.things("article")
    days = sorted(filter(None, (desk.issued(article) for article in articles)))
    outlets = {desk.outlet(article) or "" for article in articles} - {""}
    span = when(days[0]) + (f" to {when(days[-1])}" if days[-1] != days[0] else "") if days else ""
    size = f"{_counted(len(articles), 'article')} of {_counted(len(outlets), 'outlet')}"
    corpus = f"{size}, {span}" if span else size
    lead = f"{corpus}: {ASKED}, each fact with the words that state it."
    events = events_in_order(desk)[:NEWEST]
    latest = event_rows(desk, events)
    blocks: list[Block | None] = [
        Numbers("counts", "What it holds", _numbers(desk)), timeline(desk), _findings(desk),
        Table("events", "Latest events", latest.columns, latest.rows, quoted=False, total=len(desk.things("event"))),
        _accounts(desk, articles), _coverage(desk), _citation(desk, address, days), _files(offered),
    ]  # fmt: skip
    return Page(Head("index.html", NAME, lead=lead), tuple(block for block in blocks if block is not None))


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _numbers(desk: Desk) -> tuple[tuple[int, Link], ...]:
    known = dict(counts(desk.built))
    return tuple(
        (known[name], Link(WORDS.get(name, f"{name.lower()}s"), path))
        for name, path in COUNTED.items()
        if known.get(name)
    )


def _findings(desk: Desk) -> Sentences | None:
    """Some findings of every report, so that none hides the others."""
    by_report = [(tuple(items[:SHOWN]), len(items)) for _, items in found_by_report(desk) if items]
    each = max(1, SHOWN // max(1, len(by_report)))
    items = [item for some, _ in by_report for item in some[:each]]
    total = sum(number for _, number in by_report)
    more = Link(f"All {total} findings", "findings/index.html")
    return Sentences("findings", "Where accounts part, and what is open", tuple(items), more=more) if items else None


def _accounts(desk: Desk, articles: list[str]) -> Table:
    """The accounts of the newest articles."""
    newest = sorted(articles, key=lambda article: (desk.issued(article), article), reverse=True)[:NEWEST]
    told = [(article, account) for article in newest for account in desk.index.of("pd:isAccountIn", article)]
    rows = tuple(
        row(
            Cell((desk.link(desk.index.iri(account, "pd:describesEvent")),)), Cell((), desk.stage(account)),
            desk.titled(article), desk.outlet(article) or "", when(desk.issued(article)), quotes=desk.proof(account),
        )
        for article, account in told[:NEWEST]
    )  # fmt: skip
    total = len(desk.index.things("pd:Account"))
    return Table("accounts", "Newest accounts", ("Event", "Stage", "Article", "Outlet", "Published"), rows, total=total)


def _coverage(desk: Desk) -> Facts | None:
    """How much of the articles was understood, as the build counted it."""
    try:
        known = dict(json.loads((desk.built.folder / "summary.json").read_bytes())["coverage"])
        told = [int(known.get(name, 0)) for name in ("sentences", "read", "not understood", "claims refused")]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    said = (*told[:3], told[0] - told[1] - told[2], told[3])
    names = ("Sentences", "gave a claim", "not understood", "passed over", "Claims refused")
    facts = tuple(Fact(name, (Link(f"{number:,}"),)) for name, number in zip(names, said, strict=True))
    note = (
        "Not understood: sentences that speak of diplomacy in words that no rule reads. Passed over: headlines, "
        "captions, questions, sentences without a diplomatic cue. Refused: claims whose words were not in their quote."
    )
    return Facts(facts, "coverage", "How much was understood", note)


def _citation(desk: Desk, address: str, days: list[str]) -> Code:
    year = days[-1][:4] if days else "n. d."
    manifest = manifest_of(desk.built.folder) if desk.built.made is None else {}
    inputs = str(manifest.get("inputs", ""))[:12]
    made = f"{manifest.get('made_by', 'kg')}, inputs {inputs}"
    text = f"{NAME}: a graph of {_counted(len(desk.things('article')), 'news article')}, {year}. {made}. {address}"
    note = (
        "Cite the article for its words, and this for what was read out of many. The same inputs give the same graph."
    )
    return Code("cite", "How to cite", text, note)


def _files(offered: list[tuple[str, str, int]]) -> Table:
    rows = tuple(row(Link(path.rpartition("/")[2], path), what, _size(size)) for path, what, size in offered)
    note = "No file holds more of an article than its quotes. Tables, references, networks and more: kg export."
    return Table("downloads", "Downloads", ("File", "What it is", "Size"), rows, note, quoted=False)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000)):,} kB"
