"""The table in docs/generators.md is the catalogue, and every limit there is a setting.

`python tests/unit/models/generators/test_generators_page.py` writes the table anew.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from mirada.models.generators import GENERATORS
from mirada.models.generators.entry import GeneratorEntry
from mirada.settings import Settings

PAGE = Path(__file__).parents[4] / "docs/generators.md"
BLOCK = re.compile(r"(?<=<!-- generators -->\n).*?(?=<!-- end of the generators -->)", re.DOTALL)


def table() -> str:
    head = "| name | from | weights | reads | tokens | pixels | licence | download | US$ in / out |"
    return "\n".join([head, "|" + "---|" * 9, *map(_row, GENERATORS)]) + "\n"


def _row(entry: GeneratorEntry) -> str:
    price = entry.price
    cells = [
        f"`{entry.name}`" + ("" if entry.follows else " (captions only)"),
        entry.vendor or entry.source,
        f"{entry.parameters / 1e6:,.0f} M" if entry.parameters else "not told",
        ", ".join(entry.reads),
        f"{entry.context:,}",
        f"{entry.image_size:,}",
        entry.license,
        f"≈ {entry.download_mb:,} MB" if entry.download_mb else "none: a server",
        f"{price.tokens_in:g} / {price.tokens_out:g} ({price.date})" if price else "",
    ]
    return "| " + " | ".join(cells) + " |"


def test_the_table_is_fresh() -> None:
    found = BLOCK.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found.group() == table(), f"run: python {Path(__file__).relative_to(PAGE.parents[1])}"


def test_limits_are_settings_with_their_defaults() -> None:
    rows = re.findall(r"^\| `MIRADA_(\w+)` \| ([\d.]+)", PAGE.read_text(encoding="utf-8"), re.M)
    defaults = {item.name.upper(): item.default for item in fields(Settings)}
    assert {name for name, _ in rows} == {
        "GENERATOR_TOKEN_BUDGET",
        "GENERATOR_MONEY_BUDGET",
        "GENERATOR_CONNECT_TIMEOUT",
        "GENERATOR_TIMEOUT",
        "GENERATOR_ATTEMPTS",
    }
    for name, value in rows:
        assert float(value) == defaults[name]


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BLOCK.sub(lambda _: table(), text), encoding="utf-8")
