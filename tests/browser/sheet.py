"""A page in a tab, and what is looked at on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AUDIT = Path(__file__).with_name("audit.js").read_text("utf-8")


@dataclass
class Sheet:
    """A page in a tab, with what it tried to load and what the console said."""

    tab: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def look(self, *what: str) -> dict[str, Any]:
        """The answers of audit.js."""
        return self.tab.evaluate(AUDIT, list(what))

    def open(self, path: Path) -> None:
        self.tab.goto(path.as_uri(), wait_until="load")
