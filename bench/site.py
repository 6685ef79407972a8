"""How a site grows: invented newsrooms of several sizes, published.

Comes in: the largest number of articles (`python bench/site.py 1600`). Goes out: a line a size with pages, seconds, the
store's memory and what publishing took beyond it at its peak, which must not grow like the store. The articles are
those of bench/resolution.py; each size is published in a process of its own.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pyoxigraph as ox
from resolution import newsroom

from kg import pipeline
from kg.manifest import MANIFEST
from kg.pipeline.assembling import assemble
from kg.vocab import BASE


def build(folder: Path, size: int) -> None:
    """A folder that looks like the build of so many articles."""
    assemble(newsroom(size)).store.dump(str(folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    (folder / MANIFEST).write_text(json.dumps({"base": BASE}))


def published(folder: Path) -> None:
    """Publish a build twice; a line of figures."""
    here, peak, done = psutil.Process(), 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.05):
            peak = max(peak, here.memory_info().rss)

    built = pipeline.open_build(folder)
    size = len(list(built.store.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    pipeline.page(built, "index.html")  # what is loaded once, whatever the size
    held = here.memory_info().rss
    threading.Thread(target=watch, daemon=True).start()
    times = []
    for _ in range(2):
        begun = time.process_time()
        made = pipeline.publish(built, folder / "site")
        times.append(time.process_time() - begun)
    done.set()
    largest = max(path.stat().st_size for path in (folder / "site").rglob("*.html") if "ontology" not in path.parts)
    print(
        f"{size:>9} triples {made.pages:>7} pages {times[0]:>8.1f} s, again {times[1]:>8.1f} s, "
        f"store {held / 1e6:>6.0f} MB, beyond it {(peak - held) / 1e6:>5.0f} MB, largest page {largest / 1000:.0f} kB",
        flush=True,
    )


def main(largest: int) -> None:
    """The figures of a line for each size, by factors of four."""
    size = largest
    sizes = []
    while size >= 25:
        sizes.append(size)
        size //= 4
    for size in reversed(sizes):
        with tempfile.TemporaryDirectory(prefix="kg-bench-site-") as folder:
            for work, words in ((build, (Path(folder), size)), (published, (Path(folder),))):
                process = multiprocessing.get_context("spawn").Process(target=work, args=words)
                print(f"{size:>6} articles", end=" ", flush=True) if work is published else None
                process.start()
                process.join()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
