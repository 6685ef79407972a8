"""Several files as one archive.

Comes in: files by name. Goes out: a ZIP archive whose bytes depend on their names and content alone. It never notes a
time or a user.
"""

from __future__ import annotations

import io
import zipfile

from kg.exports.material import Files

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that the format can hold


def zipped(files: Files) -> bytes:
    """The files as a ZIP archive, sorted by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, data)
    return out.getvalue()
