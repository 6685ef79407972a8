"""How many wordings the reader knows: small invented pieces of news, each told in other words.

Comes in: tests/wordings, where each line of a file is a piece with the facts of the kinds that its file is about. Goes
out: a line a file with precision, recall and F1 of each kind, for the three quarters that rules may be written from and
for the fourth that is kept from them. It never shows a miss of the quarter that is kept.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.evaluate import KINDS, Scores, score_article
from kg.paths import CHECKOUT

KEPT = 4  # each fourth item
Item = dict[str, Any]


def main(misses: bool) -> None:
    """The table of all files; `misses` tells those of the items that may be read, on standard error."""
    print("| file | items | kind | precision | recall | F1 |\n| --- | --- | --- | --- | --- | --- |")
    for path in sorted((CHECKOUT / "tests" / "wordings").glob("*.jsonl")):
        items = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        kept = items[KEPT - 1 :: KEPT]
        read = [item for item in items if item not in kept]
        for name, some in ((path.stem, read), (f"{path.stem}, kept", kept)):
            scores = scored(some)
            if misses and some is read:
                tell(scores)
            for kind in KINDS:
                count = scores.kind(kind)
                if count.gold:
                    ratios = f"{count.precision:.2f} | {count.recall:.2f} | {count.f1:.2f}"
                    print(f"| {name} | {len(some)} | {kind} | {ratios} |", flush=True)


def scored(items: list[Item]) -> Scores:
    """The items read, each held against its facts; facts of other kinds than theirs are left out."""
    kinds = {fact["kind"] for item in items for fact in item["facts"]}
    with tempfile.TemporaryDirectory(prefix="kg-wordings-") as folder:
        paths = [Path(folder) / f"{item['id']}.txt" for item in items]
        for path, item in zip(paths, items, strict=True):
            path.write_text(item["text"].rstrip() + "\n", "utf-8")
        records, _ = pipeline.extract(paths, pipeline.Options())
    found = {record["id"]: [fact for fact in record["facts"] if fact["kind"] in kinds] for record in records}
    return Scores(tuple(score_article(i["id"], i["facts"], found.get(i["id"], []), i["text"]) for i in items))


def tell(scores: Scores) -> None:
    """What was missed and what was said beyond, on standard error."""
    for article in scores.articles:
        for word, facts in (("missed", article.missed), ("extra", article.extra)):
            for fact in facts:
                print(f"{article.name}  {word}  {json.dumps(fact, ensure_ascii=False)}", file=sys.stderr)


if __name__ == "__main__":
    main("--misses" in sys.argv[1:])
