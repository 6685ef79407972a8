"""What ten faulty inputs get: `kg validate`, rdflib's parser and pyshacl's own command, side by side.

Comes in: nothing; the inputs stand below. Goes out: for each input and program its exit status and the first line that
says what is wrong. Jena is not run: by its documentation (jena.apache.org/documentation/io, …/shacl) `riot --validate`
logs "ERROR riot :: [line: L, col: C] words" for syntax and `shacl validate` prints a SHACL report in Turtle, without
places in files; what exit status either gives is not documented.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

SHAPES = Path(__file__).parent.parent / "ontology" / "shapes.ttl"
HEAD = """@prefix pd: <https://w3id.org/party-diplomacy/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/party-diplomacy/id/> .
"""
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
INPUTS = {
    "no file": ("missing.ttl", None),
    "syntax": ("syntax.ttl", f"{HEAD}id:a pd:hasStage ;\n"),
    "unknown prefix": ("prefix.ttl", f"{HEAD}id:a pf:hasStage id:b .\n"),
    "an event without account": ("event.ttl", f"{HEAD}id:a a pd:Event ; rdfs:label 'a' .\n"),
    "a claim without evidence": ("claim.ttl", f"{HEAD}id:a a pd:Claim .\n"),
    "a misspelt property": ("term.ttl", f"{HEAD}id:a rdfs:label 'a' ; pd:hasEvidnce id:b .\n"),
    "a misspelt SHACL term": ("shapes.ttl", f"{HEAD}id:s sh:targetNode id:a ; sh:nodeKnd sh:Literal ."),
    "a remote context": ("context.jsonld", '{"@context": "http://127.0.0.1:9/c", "@id": "id:a", "@type": "id:b"}'),
    "an XML entity": ("entity.rdf", f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>{XML}&x;</rdf:RDF>'),
    "no UTF-8": ("latin.ttl", f"{HEAD}id:a rdfs:label 'caf\xe9' .\n"),
}
KG = [sys.executable, "-c", "from kg.cli import main; main()", "validate"]
RDFLIB = [sys.executable, "-c", "import sys, rdflib; rdflib.Graph().parse(sys.argv[1])"]
PYSHACL = [sys.executable, "-m", "pyshacl", "-s", str(SHAPES)]


def said(command: list[str], file: str, folder: Path) -> tuple[int, str]:
    """The exit status of a program and what it says of a file: the line that names the fault."""
    done = subprocess.run([*command, file], cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    fault = re.compile(r"(violation|kg:|Message:|\w+(\.\w+)*(Error|Exception|Syntax)\b)")
    telling = [line for line in lines if fault.match(line)]
    place = next((found[0] for line in lines if (found := re.match(r"[\w.]+:\d+(:\d+)? ", line))), "")
    return done.returncode, place + (telling or lines[-1:] or ["(nothing)"])[0][:160]


def main() -> None:
    """Print a block an input."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, (file, text) in INPUTS.items():
            if text is not None:
                (folder / file).write_bytes(text.encode("latin-1" if what == "no UTF-8" else "utf-8"))
            print(f"\n{what} ({file})")
            for program, command in (("kg", KG), ("rdflib", RDFLIB), ("pyshacl", PYSHACL)):
                if file == "shapes.ttl" and program != "rdflib":  # shapes are tried on data
                    option = "--shapes" if program == "kg" else "-s"
                    status, words = said([*command[: 4 if program == "kg" else 3], option, file], "term.ttl", folder)
                else:
                    status, words = said(command, file, folder)
                print(f"  {program:8} {status}  {words}")


if __name__ == "__main__":
    main()
