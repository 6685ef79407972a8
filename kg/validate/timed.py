"""A bound on how long shapes of one's own are applied.

Comes in: seconds, the file of the shapes. Goes out: nothing, or BadInput once the time is over: a regular expression of
sh:pattern can take longer than the world stands. It never bounds what runs outside the program's main thread.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from kg.errors import BadInput


@contextmanager
def within(seconds: float, shapes: Path) -> Iterator[None]:
    """So many seconds for what is done inside; Python's regular expressions heed signals while they search."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def over(*_: object) -> NoReturn:
        what = f"applying these shapes takes longer than {seconds:g} s"
        raise BadInput(str(shapes), what, "mend sh:pattern, validate less at once, or allow more with --timeout")

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
