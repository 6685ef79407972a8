"""A table written out in the formats people and programs read.

Comes in: a `Table`. Goes out: bytes in CSV, TSV, SPARQL JSON or XML, Markdown, Turtle, N-Triples, or as a table
for a terminal. It never drops or orders rows.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html import escape

import pyoxigraph as ox

from kg.cells import BOM, safe_cell
from kg.errors import UsageError
from kg.query.table import Cell, Table
from kg.vocab import PREFIXES, shorten

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
SRX = "http://www.w3.org/2005/sparql-results#"


def render(table: Table, format: str = "csv", *, width: int | None = None, excel: bool = False) -> bytes:
    """The table in one of FORMATS; `width` is that of the terminal, `excel` makes CSV that a spreadsheet opens safely.

    UsageError for a format that is unknown or cannot hold the table.
    """
    format = SUFFIXES.get(format, format)
    if format not in FORMATS:
        raise UsageError("format", f"{format!r} is not known", f"choose one of {', '.join(FORMATS)}")
    if excel:
        return _excel(table, format)
    if format == "table":
        return _terminal(table, width)
    if table.kind == "graph" and format in ("json", "xml"):
        raise UsageError("format", f"a graph is no {format} result", "choose ttl, nt, csv, tsv, md or table")
    return FORMATS[format](table)


def _csv(table: Table, shown: Callable[[str], str] = str) -> bytes:
    """SPARQL 1.1 Query Results CSV (W3C, section 3): plain values, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([shown(_plain(c)) for c in row] for row in table.rows)
    return out.getvalue().encode()


def _excel(table: Table, format: str) -> bytes:
    """CSV with a byte-order mark, so that its letters are read as UTF-8, and no cell that would run as a formula.

    UsageError for another format.
    """
    if format != "csv":
        raise UsageError("--excel", f"is not for {format}", "use it with csv")
    return BOM + _csv(table, safe_cell)


def _tsv(table: Table) -> bytes:
    """SPARQL 1.1 Query Results TSV (W3C, section 4): terms as in Turtle."""
    lines = ["\t".join(f"?{c}" for c in table.columns)]
    lines += ["\t".join("" if c is None else str(c).replace("\t", "\\t") for c in row) for row in table.rows]
    return ("\n".join(lines) + "\n").encode()


def _json(table: Table) -> bytes:
    """SPARQL 1.1 Query Results JSON (W3C)."""
    if table.kind == "ask":
        return json.dumps({"head": {}, "boolean": table.values()[0][0] == "true"}).encode() + b"\n"
    rows = [{n: _cell(c) for n, c in zip(table.columns, row, strict=True) if c is not None} for row in table.rows]
    record = {"head": {"vars": list(table.columns)}, "results": {"bindings": rows}}
    return json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n"


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == XSD_STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _xml(table: Table) -> bytes:
    """SPARQL Query Results XML (W3C, second edition)."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<sparql xmlns="{SRX}">']
    if table.kind == "ask":
        lines += ["<head/>", f"<boolean>{table.values()[0][0]}</boolean>"]
    else:
        lines.append("<head>" + "".join(f'<variable name="{escape(c)}"/>' for c in table.columns) + "</head>")
        lines.append("<results>")
        lines += ["<result>" + "".join(map(_binding, table.columns, row)) + "</result>" for row in table.rows]
        lines.append("</results>")
    return ("\n".join([*lines, "</sparql>"]) + "\n").encode()


def _binding(name: str, term: Cell) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        inner = f"<uri>{escape(term.value)}</uri>"
    elif isinstance(term, ox.BlankNode):
        inner = f"<bnode>{escape(term.value)}</bnode>"
    elif term.language:
        inner = f'<literal xml:lang="{escape(term.language)}">{escape(term.value)}</literal>'
    else:
        typed = "" if term.datatype.value == XSD_STRING else f' datatype="{escape(term.datatype.value)}"'
        inner = f"<literal{typed}>{escape(term.value)}</literal>"
    return f'<binding name="{escape(name)}">{inner}</binding>'


def _md(table: Table) -> bytes:
    def row(cells: list[str]) -> str:
        return "| " + " | ".join(c.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

    lines = [row(list(table.columns)), row(["---"] * len(table.columns))]
    return ("\n".join([*lines, *(row([_short(c) for c in r]) for r in table.rows)]) + "\n").encode()


def _ttl(table: Table) -> bytes:
    return ox.serialize(_triples(table), format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""


def _nt(table: Table) -> bytes:
    return ox.serialize(_triples(table), format=ox.RdfFormat.N_TRIPLES) or b""


def _triples(table: Table) -> list[ox.Triple]:
    if table.kind != "graph":
        raise UsageError("format", "rows are no graph", "choose csv, tsv, json, xml or md")
    return [ox.Triple(*row) for row in table.sorted().rows]  # type: ignore[arg-type]


def _terminal(table: Table, width: int | None) -> bytes:
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(show_lines=False)
    for column in table.columns:
        drawn.add_column(column, overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(_short(c)) for c in row))
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=False, force_jupyter=False).print(drawn)
    return out.getvalue().encode()


def _plain(term: Cell) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else term.value


def _short(term: Cell) -> str:
    return shorten(term.value) if isinstance(term, ox.NamedNode) else _plain(term)


FORMATS: dict[str, Callable[[Table], bytes]] = {
    "table": lambda table: _terminal(table, None),
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "xml": _xml,
    "md": _md,
    "ttl": _ttl,
    "nt": _nt,
}
# Other suffixes of the same: those registered with the media types of SPARQL results, and the usual ones.
SUFFIXES = {"srj": "json", "srx": "xml", "txt": "table", "markdown": "md", "turtle": "ttl", "ntriples": "nt"}
