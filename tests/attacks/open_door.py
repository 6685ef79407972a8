"""The process that answers, with its guard asleep, so that what stands behind the guard is put to the test.

Comes in: a graph on the command line, orders on standard input. Goes out: what kg.query.child answers to queries that
nobody examined. It never serves anybody but a test.
"""

from __future__ import annotations

import kg.query.child as child
import kg.query.evaluating as evaluating
from kg.query.guard import Examined


def main() -> None:
    """Serve orders unexamined."""
    evaluating.examine = lambda text, *_, **__: Examined(text, "SELECT")
    child.main()
