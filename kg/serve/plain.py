"""Plain HTML for a thing and for a table, readable without scripts.

Comes in: a title, rows of terms. Goes out: a whole page, every word escaped. It never loads anything from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import pyoxigraph as ox

from kg.vocab import shorten

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | None
Pairs = Iterable[tuple[Cell, Cell]]
HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/sparql/assets/served.css"></head><body>
<h1>{title}</h1>
"""


def thing_page(name: str, iri: str, said: Pairs, of_it: Pairs, base: str) -> bytes:
    """A page about a thing: what is said of it (predicate, object), and what speaks of it (subject, predicate)."""
    parts = [HEAD.format(title=escape(name)), f"<p><code>{escape(iri)}</code></p>\n"]
    path = "/" + iri.removeprefix(base)
    links = (f'<a href="{escape(path)}{end}">{word}</a>' for end, word in ((".ttl", "Turtle"), (".jsonld", "JSON-LD")))
    parts.append(f"<p>{' · '.join(links)}</p>\n")
    parts += [_table(("says", "of"), list(said), base), "<h2>What speaks of it</h2>\n"]
    parts.append(_table(("thing", "says"), list(of_it), base))
    return "".join([*parts, "</body></html>\n"]).encode()


def table_page(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], base: str, note: str = "") -> bytes:
    """A page with one table, and a note above it where it is cut."""
    told = f'<p role="status"><strong>{escape(note)}</strong></p>\n' if note else ""
    return f"{HEAD.format(title=escape(title))}{told}{_table(columns, rows, base)}</body></html>\n".encode()


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], base: str) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell, base)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>\n"


def _cell(term: Cell, base: str) -> str:
    if not isinstance(term, ox.NamedNode):
        return "" if term is None else f"<bdi>{escape(term.value)}</bdi>"
    shown = escape(shorten(term.value).strip("<>"))
    if term.value.startswith(base):
        return f'<a href="/{escape(term.value.removeprefix(base))}">{shown}</a>'
    web = term.value.startswith(("http://", "https://"))
    return f'<a href="{escape(term.value)}" rel="noreferrer">{shown}</a>' if web else shown
