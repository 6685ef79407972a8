"""Holding a build, any RDF files, or what the graph is made with to their shapes.

Comes in: what is asked: files of any kind, or the folder of a build. Goes out: one report in which each violation has
its place. It never changes what it looks at and never reads an article but to find the words of a quote in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.engines import Engine
from kg.errors import UsageError
from kg.manifest import MANIFEST
from kg.paths import ontology_dir, queries_dir, read_bounded
from kg.pipeline.asking import Built, open_build, report_of
from kg.pipeline.remote_checking import check_remote
from kg.pipeline.sources import MOST_BYTES, Source, check_source, kind_of_text, own_files, shown, usual_articles
from kg.validate import SEVERITIES, Report, Severity, read_rdf, store_of, together, validate
from kg.validate.formats import FORMATS, annotation, format_of, render_report
from kg.validate.places import placed
from kg.validate.timed import within
from kg.vocab import term

if TYPE_CHECKING:
    from kg.validate import RdfFile

__all__ = ["FORMATS", "Checking", "annotation", "check", "format_of", "render_report", "severity"]


@dataclass(frozen=True, slots=True)
class Checking:
    """What to hold against what: files, else what the graph is made with (`sources`), else the build.

    `shapes` replaces the project's; `articles` are folders in which the files of the articles are looked for;
    `expected` is the folder of the answers that queries are expected to give on the build; `given` is what came for
    the file `-`, in `input_format`; `engine` applies the shapes (kg.validate), those given for at most `seconds`. At
    the query service at `endpoint` the questions of queries/check-*.rq are asked, each for at most `seconds`.
    """

    files: tuple[Path, ...] = ()
    build: Path = Path("build")
    sources: bool = False
    shapes: Path | None = None
    articles: tuple[Path, ...] = ()
    expected: Path | None = None
    input_format: str | None = None
    given: bytes | None = field(default=None, repr=False)
    engine: Engine = "reference"
    seconds: float = 300.0
    endpoint: str | None = None


def severity(word: str) -> Severity:
    """The severity of this name; UsageError for another word."""
    for one in SEVERITIES:
        if one == word:
            return one
    raise UsageError("--fail-on", f"{word!r} is unknown", f"use one of {', '.join(SEVERITIES)}")


def check(asked: Checking) -> Report:
    """The report on what is asked; UsageError for what does not go together, BadInput for files that cannot be read."""
    if asked.sources and asked.files:
        raise UsageError("--sources", "files are named as well", "leave one of them out")
    if asked.endpoint is not None:
        if asked.files or asked.sources or asked.shapes:
            raise UsageError("--endpoint", "files, --sources or --shapes are given as well", "leave one of them out")
        return check_remote(asked.endpoint, asked.seconds)
    if not asked.files and not asked.sources:
        return _of_build(open_build(asked.build), asked)
    files = own_files(ontology_dir(), queries_dir()) if asked.sources else asked.files
    wanted = asked.expected is not None or (asked.build / MANIFEST).is_file()
    built = open_build(asked.build) if wanted else None
    reports, data = [], []
    for path in files:
        if (kind := kind_of_text(path)) is not None and asked.shapes is None:
            reports.append(check_source(kind, Source(path, built, asked.expected)))
            continue
        read = read_rdf(path, asked.input_format, data=asked.given if str(path) == "-" else None, name=shown(path))
        if asked.shapes is None and (kind := _kind_of(read)) is not None:
            reports.append(check_source(kind, Source(path, built, asked.expected)))
        else:
            data.append(read)
    return together([*reports, *([_of_data(data, asked)] if data else ())])


def _kind_of(read: RdfFile) -> str | None:
    """What an RDF file is if not data: `shapes` (SHACL), `vocabulary` (it speaks of the ontology's own terms)."""
    from kg.validate.known import is_own

    says = {(str(quad.predicate).strip("<>"), str(quad.object).strip("<>")) for quad in read.quads}
    kinds = {value.rpartition("#")[2] for _, value in says if value.startswith("http://www.w3.org/ns/shacl#")}
    if kinds & {"NodeShape", "PropertyShape"}:
        return "shapes"
    return "vocabulary" if any(is_own(str(quad.subject).strip("<>")) for quad in read.quads) else None


def _of_build(built: Built, asked: Checking) -> Report:
    """A build's report; what no article says has its place in the build's Turtle file."""
    if asked.shapes:
        with within(asked.seconds, asked.shapes):
            report = validate(built.store, shapes=asked.shapes, engine=asked.engine)
    else:
        report = report_of(built, asked.engine)
    if not report.violations:
        return report
    files = _by_hash(asked.articles or usual_articles())
    texts = {}
    for article in (reading.article for reading in built.readings):
        path = files.get(article.sha256)
        texts[article.name] = _words(path, article.text) if path else (article.path, article.text, True)
    turtle = built.folder / "graph.ttl"
    return placed(report, texts, [read_rdf(turtle, name=shown(turtle))] if turtle.is_file() else ())


def _of_data(data: Sequence[RdfFile], asked: Checking) -> Report:
    """RDF files as one graph: what one says counts for the others. Articles are looked for where folders are named."""
    from kg.articles import read_articles

    files, said, quoted = _by_hash(asked.articles), _said(data), dict[str, str]()
    texts: dict[str, tuple[str, str, bool]] = {}
    for digest, name in sorted(said.items()):
        if digest in files:
            for article in read_articles([files[digest]], max_bytes=MOST_BYTES)[0]:
                quoted[name], texts[name] = article.text, _words(files[digest], article.text)
    told = quoted if asked.articles else None
    with within(asked.seconds, asked.shapes) if asked.shapes else nullcontext():
        report = validate(store_of(data), shapes=asked.shapes, texts=told, base=None, engine=asked.engine)
    return placed(report, texts, data)


def _by_hash(folders: Sequence[Path]) -> dict[str, Path]:
    """The files below folders by the SHA-256 of their bytes."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file() and path.stat().st_size <= MOST_BYTES:
                found.setdefault(sha256(read_bounded(path, MOST_BYTES)).hexdigest(), path)
    return found


def _words(path: Path, text: str) -> tuple[str, str, bool]:
    """A file's name and text, and whether that is the article's text as read."""
    words = read_bounded(path, MOST_BYTES).decode("utf-8-sig", "replace")
    return (shown(path), text, True) if words == text else (shown(path), words, False)


def _said(data: Sequence[RdfFile]) -> dict[str, str]:
    """The names of the articles that files speak of, by the hashes that they give for them."""
    found: dict[str, dict[str, str]] = {}
    for quad in (quad for read in data for quad in read.quads):
        for key in ("dcterms:identifier", "schema:sha256"):
            if quad.predicate == term(key):
                found.setdefault(str(quad.subject), {})[key] = getattr(quad.object, "value", "")
    known = (node for node in found.values() if len(node) == 2)
    return {node["schema:sha256"]: node["dcterms:identifier"] for node in known}
