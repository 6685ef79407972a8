"""A build: from articles to a folder that holds the graph, its report and its findings.

Comes in: paths of articles. Goes out: the build's folder, put in place whole, and a summary in words. It never leaves
half a build, never builds again what is built already, and never puts an article's text outside `private/`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg import cache
from kg.decisions import NAME as BOOK
from kg.decisions import read as read_decisions
from kg.decisions import table
from kg.engines import Engine
from kg.errors import BadInput, UsageError
from kg.manifest import MANIFEST, manifest_of
from kg.model import Reading
from kg.paths import PACKAGE, fresh_folder, locked, ontology_dir, queries_dir, seeds_dir, write_atomically
from kg.pipeline import coverage
from kg.pipeline.asking import Built, Finding, counts, findings, findings_as, report_of
from kg.pipeline.reading import Options, key, read, reader
from kg.pipeline.storing import keep
from kg.resolution import Decision, Outcome
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.pipeline.keeping import Keeping

SHOWN = 4  # findings of a report that the summary tells
PARTS = ("counts", "coverage", "validation", "decisions")
ENGINES = ("pyoxigraph", "rdflib", "owlrl", "pyshacl", "spacy")
PRIVATE = """This folder holds the articles' texts: what they say, sentence by sentence, and which sentences were not
understood. It is working material for this machine; nothing of it belongs in what is published.
"""
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Making:
    """How a build is made of its articles.

    `base` ends in "/" and begins the IRIs of things. `decisions` is the file of persons' decisions, `decisions.tsv`
    beside the articles unless given; `engine` reasons and applies the shapes; "reference" holds the own engine of
    shapes to pyshacl. `store` is where the graph is kept as a store on disk too.
    """

    base: str = BASE
    decisions: Path | None = None
    engine: Engine = "own"
    store: Path | None = None


USUAL = Making()


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did: its counts, coverage, validation and findings, the files written, and the files not read.

    `decisions` counts what persons decided by fate; `gone` names those whose targets the articles no longer hold.
    """

    counts: tuple[tuple[str, int], ...]
    coverage: tuple[tuple[str, int], ...]
    validation: tuple[tuple[str, int], ...]
    decisions: tuple[tuple[str, int], ...]
    gone: tuple[str, ...]
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]
    faults: tuple[BadInput, ...]
    unchanged: bool

    def text(self) -> str:
        """The summary for a person: statistics, coverage, validation, findings, paths."""
        parts = [
            *_block("Statistics", self.counts),
            *_block("Coverage", self.coverage),
            *_block("Validation", self.validation),
            *(_block("Decisions", self.decisions) if self.decisions else ()),
            *(f"  {line}" for line in self.gone),
            f"Findings: {len(self.findings)}",
            *_some(self.findings),
            "Files (unchanged)" if self.unchanged else "Files",
            *(f"  {path}" for path in self.files),
        ]
        return "\n".join(parts) + "\n"


def build(
    paths: Sequence[Path], out: Path, options: Options, making: Making = USUAL, keeping: Keeping | None = None
) -> BuildSummary:
    """Build `out` from the articles at `paths`, the checkout's seeds unless named.

    `keeping`, of the same base and engine, does only what differs from what it held before. BadInput if no article
    could be read, or if `out` holds something that is no build; the faults of single files are in the summary. Same
    articles, options and program: same bytes.
    """
    with locked(_checked(out)):
        named = paths or [seeds_dir()]
        settled = decided(named, making.decisions)
        readings, faults = read(named, options)
        if not readings:
            raise _nothing(faults)
        readings = tuple(sorted((_unplaced(reading) for reading in readings), key=lambda r: r.article.name))
        inputs = _inputs(readings, settled, making)
        unchanged = _stands(out, inputs)
        if not unchanged:
            with fresh_folder(out) as folder:
                _write(folder, _made(readings, settled, making, keeping), inputs, readings, making.base)
        if making.store is not None:
            keep(out, making.store)
    return _summary(out, faults, unchanged=unchanged)


def decided(paths: Sequence[Path], given: Path | None = None) -> tuple[Decision, ...]:
    """The decisions of the files that `books` names; UsageError if the one given is not there, BadInput if broken."""
    if given is not None and not given.is_file():
        raise UsageError(str(given), "no such file of decisions", "name one that is there, or leave --decisions out")
    return tuple(made for file in books(paths, given) for made in read_decisions(file))


def books(paths: Sequence[Path], given: Path | None = None) -> list[Path]:
    """The file of decisions given, else `decisions.tsv` in the folders of the articles, there or not."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths if str(path) != "-")
    return [given] if given is not None else [folder / BOOK for folder in folders]


def _checked(out: Path) -> Path:
    if out.exists() and not out.is_dir():
        raise UsageError(str(out), "a file is no folder for a build", "name another --out")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise UsageError(str(out), "this folder holds something that is no build", "name another --out")
    return out.absolute()


def _unplaced(reading: Reading) -> Reading:
    """The reading without the folder that its article lay in: a build depends on what is read, not from where."""
    return replace(reading, article=replace(reading.article, path=Path(reading.article.path).name))


def _nothing(faults: Sequence[BadInput]) -> BadInput:
    if faults:
        listed = "; ".join(f"{fault.where}: {fault.what}" for fault in faults)
        return BadInput("kg build", f"no article could be read ({listed})", faults[0].remedy)
    return BadInput("kg build", "no article to read", "name files or folders that hold articles")


def _inputs(readings: Sequence[Reading], settled: Sequence[Decision], making: Making) -> str:
    """One hash of all that a build depends on: articles as read, decisions, the program, its data and engines, base."""
    articles = [key(reading.article) for reading in readings]
    code = cache.hash_of_files(PACKAGE, [path.name for path in sorted(PACKAGE.iterdir()) if path.name != "__pycache__"])
    data = [cache.hash_of_files(folder.parent, [folder.name]) for folder in (ontology_dir(), queries_dir())]
    made = [repr(decision) for decision in settled]
    return cache.key_of(making.base, making.engine, *articles, *made, code, *data, *(version(each) for each in ENGINES))


def _stands(out: Path, inputs: str) -> bool:
    """Whether `out` is a build of these inputs and none of its files was touched."""
    try:
        manifest = manifest_of(out)
        whole = all(_hash((out / name).read_bytes()) == digest for name, digest in manifest["files"].items())
        return whole and bool(manifest["inputs"] == inputs)
    except (OSError, BadInput, KeyError, TypeError, AttributeError):
        return False


def _made(
    readings: Sequence[Reading], settled: Sequence[Decision], making: Making, keeping: Keeping | None
) -> Files:
    """All files of a build but the manifest."""
    from kg.exports import DUMPS, serialize
    from kg.pipeline.assembling import assemble
    from kg.pipeline.exporting import description
    from kg.validate.formats import render_report

    base, engine = making.base, making.engine
    made = keeping.hold(readings, settled) if keeping else assemble(readings, settled, base, engine)
    built = Built(Path(), base, made.store, tuple(readings))
    report, found = report_of(built, "both" if engine == "reference" else "own"), findings(built)
    summary = {
        "counts": counts(built),
        "coverage": coverage.coverage(made.readings),
        "validation": list(report.counts.items()),
        "decisions": sorted(Counter(outcome.fate for outcome in made.outcomes).items()),
        "gone": [_gone(outcome) for outcome in made.outcomes if outcome.fate != "applied"],
        "findings": [asdict(finding) for finding in found],
    }
    files = {name: serialize(made.store, format) for name, format in DUMPS.items()}
    return files | {
        "void.ttl": description(made.store, base, files),
        "decisions.tsv": table(made.outcomes).encode(),
        "findings.txt": findings_as(found, "text"),
        "findings.csv": findings_as(found, "csv"),
        "report.txt": render_report(report, "text"),
        "report.ttl": render_report(report, "ttl", base=base),
        "summary.json": _json(summary),
        "private/README.txt": PRIVATE.encode(),
        "private/readings.json": b"[" + b",\n".join(cache.dump(reading) for reading in readings) + b"]\n",
        "private/coverage.tsv": coverage.coverage_table(made.readings).encode(),
    }


def _gone(outcome: Outcome) -> str:
    made = outcome.decision
    return f"{outcome.fate}: {made.verb} {made.what}{f' — {made.new}' if made.new else ''} ({made.who}): {outcome.note}"


def _write(folder: Path, files: Files, inputs: str, readings: Sequence[Reading], base: str) -> None:
    manifest = {
        "made_by": f"kg {version('party-diplomacy-graph')}",
        "inputs": inputs,
        "base": base,
        "reader": reader(),
        "engines": {engine: version(engine) for engine in ENGINES},
        "articles": {reading.article.name: reading.article.sha256 for reading in readings},
        "files": {name: _hash(data) for name, data in sorted(files.items())},
    }
    for name, data in (files | {MANIFEST: _json(manifest)}).items():
        write_atomically(folder / name, data)


def _summary(out: Path, faults: Sequence[BadInput], *, unchanged: bool) -> BuildSummary:
    said = json.loads((out / "summary.json").read_bytes())
    files = sorted(path for path in out.rglob("*") if path.is_file())
    counted, dealt, checked, settled = (
        tuple((str(name), int(number)) for name, number in said[part]) for part in PARTS
    )
    found = tuple(Finding(**finding) for finding in said["findings"])
    gone = tuple(said["gone"])
    return BuildSummary(counted, dealt, checked, settled, gone, found, tuple(files), tuple(faults), unchanged)


def _some(findings: Sequence[Finding]) -> list[str]:
    """The first findings of each report, and how many more there are."""
    lines: list[str] = []
    for _, group in groupby(findings, key=lambda finding: finding.report):
        listed = list(group)
        lines += [f"  {finding}" for finding in listed[:SHOWN]]
        if len(listed) > SHOWN:
            lines.append(f"  … and {len(listed) - SHOWN} more of this kind: kg findings")
    return lines


def _block(title: str, rows: Sequence[tuple[str, int]]) -> list[str]:
    width = max((len(name) for name, _ in rows), default=0)
    return [title, *(f"  {name:{width}}  {n:>7}" for name, n in rows)]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
