"""From articles to shards, each article by itself, on as many machines as there are.

Comes in: paths of articles, an engine that does the work. Goes out: a folder with a shard for each article, and the
faults of those that gave none. It never compares two articles, never makes again what stands, and never takes two
things for one that bear one name unless the same writing alone makes them one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from threading import Lock

from kg import cache
from kg.articles import each_article
from kg.errors import BadInput, UsageError
from kg.executors import NAMES, Engine, Lost, spread
from kg.graph import Ids, article_triples, read_authority
from kg.model import Article, Reading
from kg.paths import PACKAGE, cache_dir, locked, max_article_bytes, ontology_dir, write_atomically
from kg.pipeline.reading import Options, key, read_article, reader
from kg.resolution import Group, Resolution
from kg.resolve import Authority, project_authority, resolve, same_name
from kg.shards import Shard, Triple, begin, end, file_of, listed, shard_bytes, standing
from kg.vocab import BASE, slug

BATCH = 8  # articles that a process is given at a time
ONE = Lock()  # in a process with several threads one maps at a time: the parser and the caches are shared
SIDE = ("group", "thing")  # what resolution names after its article already


@dataclass(frozen=True, slots=True)
class MapSummary:
    """What came of mapping: shards made, shards that stood, shards taken away, articles at fault."""

    made: int
    stood: int
    gone: int
    faults: tuple[BadInput, ...]

    def text(self) -> str:
        """A line for a person."""
        gone = f", {self.gone} of articles no longer given taken away" if self.gone else ""
        return f"{self.made} shards made, {self.stood} stood{gone}, {len(self.faults)} articles not mapped\n"


def engine(name: str, jobs: int, scheduler: str | None) -> Engine:
    """The engine of this name; UsageError for another word."""
    for one in NAMES:
        if one == name:
            return Engine(one, jobs, scheduler)
    raise UsageError("--engine", f"{name!r} is unknown", f"use one of {', '.join(NAMES)}")


@dataclass(frozen=True, slots=True)
class Task:
    """An article to map, what its shard is made of, and its reading if that was kept."""

    article: Article
    made_of: str
    reading: bytes | None


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a task gave: the shard and the reading, or a fault in words."""

    shard: bytes = b""
    reading: bytes = b""
    fault: str = ""


def map_articles(
    paths: Sequence[Path], out: Path, options: Options, engine: Engine | None = None, *, base: str | None = None
) -> MapSummary:
    """Map the articles at `paths` to shards in `out`; readings go to the cache, where a build finds them.

    UsageError if `out` holds something else or the engine cannot be had, BadInput if no scheduler answers. The same
    articles, program and base give the same bytes, by whichever engine.
    """
    base = base or BASE
    settings = {"made_by": f"kg {version('party-diplomacy-graph')}", "base": base, "reader": reader()}
    faults, shards, counts = list[BadInput](), list[Shard](), {"made": 0, "stood": 0}
    kept = cache_dir(options.cache)
    with locked(out.absolute()):
        begin(out, settings)

        def tasks() -> Iterator[Task]:
            for one in each_article(paths, max_bytes=max_article_bytes(), published=options.published):
                if isinstance(one, BadInput):
                    faults.append(one)
                    continue
                graph, made_of = Ids(base).graph("article", one.name), _made_of(one, base)
                if (data := standing(out / file_of(graph), made_of)) is not None:
                    counts["stood"] += 1
                    shards.append(listed(data, graph, one.name, one.sha256))
                else:
                    yield Task(one, made_of, _kept(kept, one))

        work = partial(map_batch, base=base)
        for batch, made in spread(work, _batches(tasks()), engine or Engine(jobs=options.jobs)):
            for task, mapped in zip(batch, _each(made, len(batch)), strict=True):
                if mapped.fault:
                    remedy = "run it again: what was made stands"
                    faults.append(BadInput(task.article.path, f"not mapped ({mapped.fault})", remedy))
                    continue
                shards.append(_put(out, task, mapped, base, kept))
                counts["made"] += 1
                if options.tick is not None:
                    options.tick(counts["made"], counts["made"] + len(batch))
        gone = end(out, settings, shards)
    return MapSummary(counts["made"], counts["stood"], gone, tuple(faults))


def map_batch(batch: Sequence[Task], *, base: str) -> list[Mapped]:
    """What a process makes of its articles; no article keeps the others from their shards."""
    with ONE:
        return [_mapped(task, base) for task in batch]


def _mapped(task: Task, base: str) -> Mapped:
    try:
        if _made_of(task.article, base) != task.made_of:
            return Mapped(fault="another version of this program, its data or its libraries runs there")
        kept = cache.parse(task.reading) if task.reading is not None else None
        reading = replace(kept, article=task.article) if kept is not None else read_article(task.article)
        return Mapped(shard_of(reading, task.made_of, base), b"" if kept is not None else cache.dump(reading))
    except Exception as fault:  # one of a million may meet a fault of the program: the others are mapped
        return Mapped(fault=" ".join(f"{type(fault).__name__}: {fault}".split())[:200])


def shard_of(reading: Reading, made_of: str, base: str = BASE) -> bytes:
    """The shard of one article: what it states, its claims and their evidence, by themselves."""
    reading = replace(reading, article=replace(reading.article, path=Path(reading.article.path).name))
    said = article_triples(reading, _by_itself(reading), _reference(base), base=base)
    return shard_bytes(said, Ids(base).graph("article", reading.article.name), made_of)


def _by_itself(reading: Reading) -> Resolution:
    """The article's things and events, none of which may be taken for another article's on a guess: a thing keeps the
    name that a build would give it if reference data know it, or if the same writing alone makes two such one.
    """
    found = resolve([reading], _authority())
    behind = slug(reading.article.name)

    def own(group: Group) -> Group:
        alone = group.authority is None and same_name(group.label, group.label, group.kind).answer != "same"
        return replace(group, slug=f"{group.slug}--{behind}") if alone and group.kind not in SIDE else group

    events = tuple(replace(group, slug=f"{group.slug}--{behind}") for group in found.events)
    return Resolution(tuple(map(own, found.entities)), events, found.merges)


@lru_cache(maxsize=1)
def _authority() -> Authority:
    return project_authority()


@lru_cache(maxsize=1)
def _reference(base: str) -> tuple[Triple, ...]:
    return tuple(read_authority(Ids(base)))


def _made_of(article: Article, base: str) -> str:
    """One hash of all that a shard depends on."""
    return cache.key_of(key(article), base, _program())


@lru_cache(maxsize=1)
def _program() -> str:
    """The program and its data, which a worker must have as they are here."""
    names = [path.name for path in sorted(PACKAGE.iterdir()) if path.name != "__pycache__"]
    return cache.key_of(cache.hash_of_files(PACKAGE, names), cache.hash_of_files(ontology_dir(), ["authority.ttl"]))


def _kept(folder: Path, article: Article) -> bytes | None:
    reading = cache.load(folder, key(article))
    return None if reading is None else cache.dump(reading)


def _put(out: Path, task: Task, mapped: Mapped, base: str, kept: Path) -> Shard:
    """Write the shard, and keep the reading."""
    graph = Ids(base).graph("article", task.article.name)
    if mapped.reading:
        cache.store(kept, key(task.article), cache.parse(mapped.reading))
    write_atomically(out / file_of(graph), mapped.shard, lasting=False)
    return listed(mapped.shard, graph, task.article.name, task.article.sha256)


def _each(made: list[Mapped] | Lost, count: int) -> list[Mapped]:
    return [Mapped(fault=made.why)] * count if isinstance(made, Lost) else made


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    coming = iter(tasks)
    while batch := list(islice(coming, BATCH)):
        yield batch
