"""Checks the documents: links lead somewhere, both READMEs agree, generated parts are fresh.

python docs/check.py          # exit status 1 and a line for each fault
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
FENCED = re.compile(r"^```(\w+)$", re.MULTILINE)
FIGURE = re.compile(r"\d+[.,]\d+")


def documents() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.split() if (ROOT / name).is_file()]


def broken_links(document: Path) -> Iterator[str]:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            continue
        if not (document.parent / target.partition("#")[0]).exists():
            yield f"{document.relative_to(ROOT)}: the link {target} leads nowhere"


def different_readmes() -> Iterator[str]:
    """The same headings, code blocks and figures, in the same order, in both languages."""
    english = (ROOT / "README.md").read_text(encoding="utf-8")
    spanish = (ROOT / "README.es.md").read_text(encoding="utf-8")
    for name, pattern in (("headings", HEADING), ("code blocks", FENCED)):
        if pattern.findall(english) != pattern.findall(spanish):
            yield f"README.md and README.es.md differ in their {name}"
    figures = [
        sorted(figure.replace(",", ".") for figure in FIGURE.findall(text))
        for text in (english, spanish)
    ]
    if figures[0] != figures[1]:
        yield "README.md and README.es.md give different figures"


def stale_parts() -> Iterator[str]:
    for script in ("generate_cli.py",):
        command = [sys.executable, str(ROOT / "docs" / script), "--check"]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            yield f"docs/{script[:-3]} output is stale; run: python docs/{script}"


def main() -> int:
    faults = [fault for document in documents() for fault in broken_links(document)]
    faults += [*different_readmes(), *stale_parts()]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(documents())} documents, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
