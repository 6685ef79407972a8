"""Brackets that shorten a name: "(CPU)", "(the “CPU”)", "(hereinafter CPU)".

Comes in: a cursor and where a bracket stands. Goes out: where the short form stands in it, and where it ends. It never
says what is shortened.
"""

from __future__ import annotations

import re

from kg.mentions.cursor import Cursor

ABBREVIATION = re.compile(r"[A-ZÀ-Ý][A-Za-zÀ-ÿ&./-]{1,14}$")
QUOTES = frozenset("\"'“”‘’«»„")
LEADING, TRAILING = 7, 9  # words of a bracket before and behind an abbreviation in it


def short_form(c: Cursor, j: int) -> tuple[int, int]:
    """Where the abbreviation stands in the bracket at token j, and where the bracket ends: "(CPU)", "(the “CPU”)",
    "(hereinafter CPU)", "(CPU, by its initials in Spanish)".
    """
    at = j + 1
    while c.at(at)[:1].islower() or c.at(at) in QUOTES | {":", ","}:
        at += 1
    at = at if c.acronym(at) and at - j <= LEADING else j + 1
    close = at + 2 if c.at(at + 1) in QUOTES else at + 1
    told = c.at(close) in {",", ";"} or c.low(close) in {"in", "by", "for", "from", "according"}
    if told and c.acronym(at):
        close = next((k for k in range(close, min(close + TRAILING, len(c))) if c.at(k) == ")"), close)
    return at, close
