"""Articles broken on purpose: mutations of a corpus in bytes, encoding, markup, nesting, size, direction and names.

Comes in: the texts of a corpus and a seeded source of chance. Goes out: the name and the bytes of a file. It never
reads an article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from random import Random

MARK = "kgx"  # stands in every injected element and attribute, so that one that got through is seen
INJECTIONS = (
    f'=HYPERLINK("http://{MARK}.invalid")',
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    f"<script>{MARK}(1)</script>",
    f"<img src={MARK} on{MARK}={MARK}(1)>",
    f'"><{MARK} a="',
    f"' on{MARK}='1",
    "</script>",
    "]]>",
    f"<!--{MARK}-->",
    f"{{{{7*7}}}}{{% {MARK} %}}",
    f"javascript:{MARK}(1)",
    "&lt;b&gt;&#60;i&#62;",
    "${7*7}",
    "../../../etc/passwd",
    "C:\\\\Windows\\\\x",
    "a;b,c\"d'e|f",
    "x\u2028y",
    "\\u0022 }",
    "<urn:a> <urn:b> <urn:c> .",
    '" . <urn:a> <urn:b> "',
    "'; DROP TABLE claims;--",
    "%00%0a",
    "_:b0",
    "\\",
    '"""',
    "'''",
    "^^xsd:date",
    "@en",
    "CON",
    "-",
    "--",
    "..",
    "#",
    "?",
    "¿Qué?",
    "Tô Lâm\u0301\u0301",
    "ﬁ",
    "Ⅷ",
    "١٢٣",
)
ODD = (
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\ufffe\uffff\ufffd",
    *"\x01\x07\x08\x0b\x0c\x1b\x7f\x85\xa0\u2028\u2029\u3000\U000e0041\U0010ffff",
    "\u0301" * 40,
    "👩‍👩‍👧‍👦",
    "\U0001f1f0\U0001f1ed",
)
NAME = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)+")
STEMS = (
    "a",
    "=1+1",
    "-rf",
    "@x",
    "..x",
    "a b",
    "a'b\"c",
    "<b>",
    "a&b",
    "ü",
    "ខ្មែរ",
    "\u202egnp",
    "a\nb",
    "a\tb",
    "x" * 200,
    "CON",
    "a.b.c",
    "%2e%2e",
    "#",
    "?q=1",
    "a;b",
    "\udce9",
    "'; --",
    "$(id)",
    "`id`",
    "{{7}}",
    ".hidden",
    "a\\b",
)


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read as an article: how it was made, its name, its bytes."""

    made: str
    name: str
    data: bytes


Change = Callable[[str, Random], str]


def _places(text: str, draw: Random, most: int) -> list[int]:
    return sorted((draw.randrange(len(text) + 1) for _ in range(draw.randint(1, most))), reverse=True)


def odd_characters(text: str, draw: Random) -> str:
    for place in _places(text, draw, 30):
        text = text[:place] + draw.choice(ODD) + text[place:]
    return text


def injected(text: str, draw: Random) -> str:
    """Names become, or get, something that a page, a table or a query would run."""
    attack = draw.choice(INJECTIONS)
    return NAME.sub(lambda found: draw.choice((found[0], attack, f"{found[0]} {attack}", f"{attack} {found[0]}")), text)


def injected_anywhere(text: str, draw: Random) -> str:
    for place in _places(text, draw, 8):
        text = text[:place] + draw.choice(INJECTIONS) + text[place:]
    return text


def cut(text: str, draw: Random) -> str:
    for _ in range(draw.randint(1, 6)):
        a, b = sorted(draw.randrange(len(text) + 1) for _ in range(2))
        b = min(b, a + 200)
        text = draw.choice(
            (text[:a] + text[b:], text[:b] + text[a:], text[a:b] + text[:a] + text[b:], text[a:] or text)
        )
    return text


def shuffled(text: str, draw: Random) -> str:
    parts = re.split(draw.choice((r"(\s+)", r"(\n)", r"([.,;:]\s)")), text)
    draw.shuffle(parts)
    return "".join(parts)


def repeated(text: str, draw: Random) -> str:
    piece = draw.choice(
        (text[:30], text[:400], text.split("\n")[0], "of the ", "and ", "(", "“", "A. ", "’s ", "General Secretary ")
    )
    return text + piece * min(
        draw.choice((5, 40, 1_000) if draw.random() < 0.1 else (5, 40)), 20_000 // max(len(piece), 1)
    )


def nested(text: str, draw: Random) -> str:
    left, right = draw.choice(
        (("(", ")"), ("“", "”"), ("[", "]"), ("‘", "’"), ("the party of (", ")"), ("“he said, ", "”"), ("> ", ""))
    )
    deep = draw.choice((3, 30, 300))
    return left * deep + text + right * draw.choice((deep, deep - 1, 0))


def cased(text: str, draw: Random) -> str:
    return draw.choice((text.upper, text.lower, text.title, text.swapcase))()


def unbroken(text: str, draw: Random) -> str:
    return re.sub(r"\s+" if draw.random() < 0.5 else r"\n+", draw.choice(("", " ", "\t", "-", ".")), text)


def punctuated(text: str, draw: Random) -> str:
    return re.sub(r"[.,;:’“”()-]", lambda found: draw.choice((found[0], "", ".", ",,", "—", "…", "\n", "'", '"')), text)


def renumbered(text: str, draw: Random) -> str:
    numbers = (
        "0",
        "-1",
        "99999999999999999999",
        "1e309",
        "00",
        "31/02/2024",
        "February 30, 2025",
        "24:61",
        "²",
        "NaN",
        "1,0,0",
        "0x7f",
        "½",
    )
    return re.sub(r"\d[\d,.]*", lambda found: draw.choice((found[0], *numbers)), text)


CHANGES: tuple[Change, ...] = (
    odd_characters,
    injected,
    injected,
    injected_anywhere,
    cut,
    shuffled,
    repeated,
    nested,
    cased,
    unbroken,
    punctuated,
    renumbered,
)


def _bytes(text: str, draw: Random) -> bytes:
    """The text in some encoding, perhaps broken."""
    encoding = draw.choice(
        ("utf-8",) * 12
        + ("utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1252", "cp1258", "latin-1", "koi8-r", "shift_jis")
    )
    data = bytearray(text.encode(encoding, draw.choice(("replace", "ignore", "xmlcharrefreplace"))))
    if draw.random() < 0.15:
        for _ in range(draw.randint(1, 20)):
            place = draw.randrange(len(data) + 1)
            data[place : place + draw.choice((0, 0, 1, 5))] = draw.choice(
                (b"\0", b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\x1b", draw.randbytes(3))
            )
    return bytes(data)


def _page(text: str, draw: Random) -> str:
    deep = draw.choice((0, 0, 5, 150, 900))
    paragraphs = "".join(f"<p>{draw.choice((escape, str))(line)}</p>" for line in text.split("\n") if line.strip())
    title, meta = escape(text.split("\n")[0][:200]), escape(draw.choice(INJECTIONS), quote=True)
    charset = draw.choice(("utf-8", "x", "utf-7", "cp1252"))
    head = f'<title>{title}</title><meta property="og:site_name" content="{meta}"><meta charset="{charset}">'
    body = f"{'<div>' * deep}<article>{paragraphs}</article>{'</div>' * draw.choice((deep, 0))}"
    return f"<html><head>{head}</head><body>{body}</body></html>"


def _record(text: str, draw: Random) -> str:
    record = {
        "text": text,
        "title": draw.choice(INJECTIONS),
        "outlet": draw.choice((None, 3, *INJECTIONS)),
        "published": draw.choice(("2024-05-06", "6 May 2024", "never", "0000-00-00", None, [])),
        "url": draw.choice(
            ("https://example.org/a", f"javascript:{MARK}(1)", 'https://e.org/">', "http://[::1", "\ud800")
        ),
    }
    whole = json.dumps(record)
    return draw.choice(
        (
            whole,
            whole,
            whole[: draw.randrange(len(whole))],
            "[" * 3_000 + whole,
            whole.replace('"text"', '"text": "", "text"'),
        )
    )


def _marked(text: str, draw: Random) -> str:
    fields = "".join(
        f"{key}: {draw.choice(INJECTIONS)}\n"
        for key in draw.sample(("title", "outlet", "place", "url", "date", "x"), 4)
    )
    return f"---\n{fields}{draw.choice(('---', '...', ''))}\n# {text}"


def corpus(root: Path) -> list[str]:
    """The texts that are broken: those of the seeds, of the gold standard and of development."""
    folders = [root / "seeds", root / "tests" / "gold" / "texts", root / "tests" / "development" / "texts"]
    return [path.read_text("utf-8-sig") for folder in folders for path in sorted(folder.glob("*.txt"))]


def fuzzed(corpus: Sequence[str], many: int, seed: int, first: int = 0) -> Iterator[File]:
    """`many` files from number `first` on; the same for the same corpus and seed, whatever came before."""
    for number in range(first, first + many):
        draw = Random(f"{seed} {number}")
        text, made = _piece(draw.choice(corpus), draw), []
        for change in draw.sample(CHANGES, draw.choice((0, 1, 1, 1, 2, 3))):
            text = change(text, draw)
            made.append(change.__name__)
        suffix = draw.choice((".txt",) * 6 + (".json", ".md", ".html" if draw.random() < 0.2 else ".txt", ""))
        wrap = {".json": _record, ".md": _marked, ".html": _page}.get(suffix)
        data = _bytes(wrap(text, draw) if wrap else text, draw)
        yield File(f"{number} {'+'.join(made)}", f"{draw.choice(STEMS)}{suffix}", data)


def _piece(text: str, draw: Random) -> str:
    """The whole text, or, to save time, a few lines of it with its head."""
    if draw.random() < 0.03:
        return text
    lines = [line for line in text.split("\n") if line.strip()]
    at = draw.randrange(len(lines))
    return "\n\n".join([*lines[: draw.choice((0, 1, 2))], *lines[at : at + draw.randint(1, 3)]])
