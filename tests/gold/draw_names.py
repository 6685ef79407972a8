"""Draw the halves of names.tsv: `tune`, with which rules may be made, and `judge`, of which only figures are looked at.

In: names.tsv, the seed of the draw below. Out: names.tsv with its last column filled. Pairs of the first round had been
seen when rules were made, so all of them go to `tune`; of the later ones as many are drawn for `judge` as make it half.
"""

import random
from pathlib import Path

SEED = 20261122
PAIRS = Path(__file__).parent / "names.tsv"


def draw(rows: list[list[str]]) -> list[str]:
    """The half of each row; the last column but one names its round."""
    later = [at for at, row in enumerate(rows) if row[-2] != "first"]
    random.Random(SEED).shuffle(later)
    judge = set(later[: len(rows) // 2])
    return ["judge" if at in judge else "tune" for at in range(len(rows))]


if __name__ == "__main__":
    lines = PAIRS.read_text("utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if not line.startswith("#")) + 1
    rows = [line.split("\t") for line in lines[start:]]
    drawn = ["\t".join([*row[:-1], half]) for row, half in zip(rows, draw(rows), strict=True)]
    PAIRS.write_text("\n".join([*lines[:start], *drawn]) + "\n", "utf-8")
