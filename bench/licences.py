"""The licences of everything that requirements.lock installs, held to a list of those allowed.

Comes in: requirements.lock and what is installed of it. Goes out: a line a package (`python bench/licences.py`), status
1 if one's licence is not allowed or not told. It reads what packages say of themselves, and fetches nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
# Licences that let this project be used and passed on with them; MPL and LGPL ask for something only of who changes the
# package itself, which is imported here as it is.
ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|LGPL|Unlicense|CC0|0BSD|W3C)",
    re.IGNORECASE,
)
BARRED = re.compile(r"\b(AGPL|GPL|GNU (Affero )?General Public|SSPL|BUSL|Proprietary|Non-?Commercial)", re.IGNORECASE)


def licences() -> Iterator[tuple[str, str]]:
    """The packages of the lock that are installed here, with the licence that each gives for itself."""
    for name in re.findall(r"^([a-z0-9.-]+)==", LOCK.read_text("utf-8"), re.MULTILINE):
        try:
            said = metadata(name)
        except PackageNotFoundError:
            continue
        classified = [
            one.rpartition("::")[2].strip() for one in said.get_all("Classifier") or () if "License ::" in one
        ]
        named = "; ".join(one for one in classified if one != "OSI Approved")
        own = " ".join((said.get("License") or "").split())[:80]
        yield name, said.get("License-Expression") or named or own or "UNKNOWN"


def allowed(licence: str) -> bool:
    """Whether a licence, or one of those that a package offers, is on the list."""
    return any(ALLOWED.search(part) and not BARRED.search(part) for part in re.split(r" OR | or |;", licence))


def main() -> None:
    """Print the list."""
    barred = 0
    for name, licence in licences():
        barred += not allowed(licence)
        print(f"{name:32} {licence}{'' if allowed(licence) else '   NOT ALLOWED'}")
    sys.exit(1 if barred else 0)


if __name__ == "__main__":
    main()
