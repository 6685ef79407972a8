"""Cells of CSV that a spreadsheet opens without running them.

Comes in: the words of a cell. Goes out: the same words, with an apostrophe in front where a spreadsheet would take them
for a formula (OWASP, CSV Injection). It never changes a plain number, and never looks at more than one cell.
"""

from __future__ import annotations

import re

BOM = b"\xef\xbb\xbf"  # in front of a file: its letters are UTF-8
RUN = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def safe_cell(words: str) -> str:
    """The words of a cell, with an apostrophe in front of what would run."""
    return f"'{words}" if words.startswith(RUN) and not NUMBER.fullmatch(words) else words
