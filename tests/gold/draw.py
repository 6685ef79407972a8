"""Draw the halves of the gold corpus: `tune`, whose misses may be read, and `judge`, whose misses may not.

In: the names of the gold files in facts/, the seed of the draw below. Out: split.tsv, a line a name, each family
(the first letter of the name) halved by a shuffle that depends on the names and the seed alone. It never makes a half
blind by itself: the seed articles are read for the stored questions' answers, whichever half they fall into.
"""

import random
from itertools import groupby
from pathlib import Path

SEED = 20261121
HERE = Path(__file__).parent


def draw(names: list[str]) -> dict[str, str]:
    """Names -> half; families in order of their letter, an odd one out goes to `tune`."""
    halves: dict[str, str] = {}
    for family, group in groupby(sorted(names), key=lambda name: name[0]):
        members = list(group)
        random.Random(f"{SEED}{family}").shuffle(members)
        cut = (len(members) + 1) // 2
        halves |= {name: "tune" if at < cut else "judge" for at, name in enumerate(members)}
    return dict(sorted(halves.items()))


if __name__ == "__main__":
    drawn = draw([path.stem for path in (HERE / "facts").glob("*.json")])
    (HERE / "split.tsv").write_text("name\thalf\n" + "".join(f"{n}\t{h}\n" for n, h in drawn.items()), "utf-8")
