"""The table in docs/models.md is the catalogue.

`python tests/unit/models/test_models_page.py` writes it anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from mirada.models.catalogue import CATALOGUE, CatalogueEntry

PAGE = Path(__file__).parents[3] / "docs/models.md"
BLOCK = re.compile(r"(?<=<!-- catalogue -->\n).*?(?=<!-- end of the catalogue -->)", re.DOTALL)


def table() -> str:
    head = "| name | from | weights | vector | pixels | languages | licence | download | memory ≈ |"
    return "\n".join([head, "|" + "---|" * 9, *map(_row, CATALOGUE)]) + "\n"


def _row(entry: CatalogueEntry) -> str:
    about = "" if entry.listing_seen else "≈ "
    source = f"{entry.source} @ {entry.revision[:8]}"
    cells = [
        f"`{entry.name}`",
        "the package" if entry.embedded else source,
        f"{entry.parameters / 1e6:,.0f} M",
        str(entry.dimension),
        str(entry.image_size),
        ", ".join(entry.languages),
        entry.license,
        "none" if entry.embedded else f"{about}{entry.download_mb:,} MB",
        f"{entry.memory_mb:,} MB",
    ]
    return "| " + " | ".join(cells) + " |"


def test_the_table_is_fresh() -> None:
    found = BLOCK.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found.group() == table(), f"run: python {Path(__file__).relative_to(PAGE.parents[1])}"


if __name__ == "__main__":
    PAGE.write_text(BLOCK.sub(table(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
