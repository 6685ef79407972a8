"""Turns a file's bytes into text, or says clearly why they are no article.

Comes in: bytes and the place they are from. Goes out: text without a byte-order mark, line ends as received. It never
guesses: an encoding that cannot be told is refused, as are empty and binary files.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from kg.errors import BadInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHAOS_ALLOWED = 0.1
_CONTROL_ALLOWED = 0.02
_REMEDY = "save it as UTF-8 text"


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of `data`; `declared` is an encoding that the file itself names (HTML), tried after UTF-8.

    Raises BadInput if the bytes are empty, binary, or of an encoding that cannot be told.
    """
    if not data.strip():
        raise BadInput(where, "the file is empty", "give a file that holds an article's text")
    text = _marked(data, where)
    if text is None:
        if b"\0" in data:
            raise BadInput(where, "the file is binary, not text", _REMEDY)
        text = _unmarked(data, where, declared)
    check(text, where)
    return text


def _marked(data: bytes, where: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as fault:
                raise BadInput(where, f"not valid {encoding} at byte {fault.start + len(mark)}", _REMEDY) from None
    return None


def _unmarked(data: bytes, where: str, declared: str | None) -> str:
    for encoding in ("utf-8", declared):
        if encoding is None:
            continue
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return _legacy(data, where)


def _legacy(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or best.chaos > _CHAOS_ALLOWED or not _plausible(data, best.encoding):
        raise BadInput(where, "its encoding cannot be told", _REMEDY)
    return unicodedata.normalize("NFC", str(best)) if best.encoding == "cp1258" else str(best)


def _plausible(data: bytes, encoding: str) -> bool:
    """Whether every high byte reads as a letter or as printers' punctuation, which a wrong code page seldom gives."""
    high = [c for c in data.decode(encoding) if ord(c) > 127]
    odd = [c for c in high if not (unicodedata.category(c)[0] in "LM" or c in "‘’“”–—…•«»€£°§·\xa0№")]
    letters = {unicodedata.name(c, "?").split()[0] for c in high if c.isalpha()}
    return len(odd) * 20 <= len(high) and len(letters) <= 2


def check(text: str, where: str) -> None:
    """Raises BadInput if `text` is empty or binary."""
    if not text.strip():
        raise BadInput(where, "the file is empty", "give a file that holds an article's text")
    if "\0" in text:
        raise BadInput(where, "the file is binary, not text", _REMEDY)
    controls = len(re.findall(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]", text))
    if controls > max(3, len(text) * _CONTROL_ALLOWED):
        raise BadInput(where, "the file is binary, not text", _REMEDY)
