"""From files to readings: the rooms that deal with one article at a time, in their order, and the cache before them.

Comes in: paths of articles. Goes out: a reading for each article that can be read, and the faults of the others. It
never compares two articles, and never reads again what was read by the same rules and the same model.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from kg import cache, language
from kg.articles import read_articles
from kg.errors import BadInput
from kg.facts import Record, facts
from kg.model import Article, Reading
from kg.paths import PACKAGE, cache_dir, max_article_bytes, ontology_dir

LATER = frozenset(
    "articles decisions delta nquads resolve resolution graph reason validate query exports explain evaluate cache cli "
    "pipeline facts paths errors cells naming manual api __init__ _data __pycache__".split()
)  # whatever else lies in the package may change a reading
LIBRARIES = ("charset-normalizer", "edtf", "spacy")
WORTH_A_PROCESS = 8  # fewer new articles than this for each process are read sooner than a second model is loaded


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: a date for articles that state none (YYYY-MM-DD), processes, the cache's folder (if not usual), who
    is to be told how many articles are read of how many.
    """

    published: str | None = None
    jobs: int = 1
    cache: Path | None = None
    tick: Callable[[int, int], None] | None = None


@lru_cache(maxsize=1)
def reader() -> str:
    """The rules' hash and the model's name and hash: what a reading depends on beside its article."""
    rooms = sorted(path.name for path in PACKAGE.iterdir() if path.name.removesuffix(".py") not in LATER)
    rules = cache.hash_of_files(PACKAGE, [*rooms, "pipeline/reading.py"])
    names = cache.hash_of_files(ontology_dir(), ["authority.ttl"])
    return f"rules sha256:{rules[:16]}; authority sha256:{names[:16]}; {language.fingerprint()}"


def read_article(article: Article) -> Reading:
    """All that one article says; it needs no other article. A fault of the program names the article in a note."""
    # The rooms are brought in here, as a build of what was read before needs none of them.
    from kg.claims import extract_claims
    from kg.clauses import parse
    from kg.discourse import find_entities
    from kg.mentions import find_mentions
    from kg.text import annotate, damaged

    try:
        annotated = annotate(article)
        mentions = find_mentions(annotated)
        parses = parse(mentions)
        discourse = find_entities(annotated, mentions, parses)
        claimed = extract_claims(annotated, mentions, parses, discourse)
        return replace(claimed, reader=reader(), damaged=damaged(annotated))
    except Exception as fault:
        fault.add_note(f"while reading {article.path}")
        raise


def read(paths: Sequence[Path], options: Options) -> tuple[tuple[Reading, ...], tuple[BadInput, ...]]:
    """The readings of the articles at `paths`, in order, and the faults of the files that are none."""
    articles, faults = read_articles(paths, max_bytes=max_article_bytes(), published=options.published)
    return tuple(_readings(articles, options)), faults


def key(article: Article) -> str:
    """What a reading is kept under: the article as read (its bytes' hash, name, given date), the reader, libraries."""
    libraries = [version(library) for library in LIBRARIES]
    return cache.key_of(json.dumps(asdict(replace(article, path="")), sort_keys=True), reader(), *libraries)


def _readings(articles: Sequence[Article], options: Options) -> Iterable[Reading]:
    folder = cache_dir(options.cache)
    kept = {article.name: cache.load(folder, key(article)) for article in articles}
    new = [article for article in articles if kept[article.name] is None]
    for number, reading in enumerate(_read_new(new, options.jobs), 1):
        if options.tick is not None:
            options.tick(number, len(new))
        cache.store(folder, key(reading.article), reading)
        kept[reading.article.name] = reading
    found = ((article, kept[article.name]) for article in articles)
    return (replace(reading, article=article) for article, reading in found if reading is not None)


def _read_new(articles: Sequence[Article], jobs: int) -> Iterable[Reading]:
    workers = min(jobs, len(articles) // WORTH_A_PROCESS)
    if workers < 2:
        yield from map(read_article, articles)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read_article, articles, chunksize=4)


def extract(paths: Sequence[Path], options: Options) -> tuple[tuple[Record, ...], tuple[BadInput, ...]]:
    """What each article says as flat facts in the scheme of the gold corpus, and the faults of the files not read."""
    readings, faults = read(paths, options)
    return tuple(facts(reading) for reading in readings), faults
