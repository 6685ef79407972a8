"""The child process that reads one HTML page, so that a crafted page can neither hang nor fill the program.

Comes in: the page as UTF-8 on standard input. Goes out: a JSON object with text, title, outlet, published and url on
standard output. It never opens a socket or a file.
"""

from __future__ import annotations

import json
import sys

NOT_INSTALLED = 17
MEMORY = 1_500_000_000
CPU_SECONDS = 60


def main() -> None:
    """Reads standard input, writes standard output."""
    _bound()
    try:
        from trafilatura import bare_extraction
    except ImportError:
        sys.exit(NOT_INSTALLED)
    page = sys.stdin.buffer.read().decode("utf-8")
    # A date far ahead as the latest keeps the outcome from depending on the day of the run.
    params = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
    found = bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=params)
    fields = {"text": "text", "title": "title", "outlet": "sitename", "published": "date", "url": "url"}
    sys.stdout.write(json.dumps({ours: getattr(found, theirs, None) for ours, theirs in fields.items()}))


def _bound() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the parent's time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    main()
