"""A real browser for tests: Debian's Chromium, headless, in a fresh profile, by Playwright.

Where none is installed its tests are skipped with a reason; with ``BROWSER_TESTS=required`` in the
environment (as in CI) they fail instead, so that they cannot be left out unseen.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # containers give it too little room
)


def executable() -> str:
    """The path of the browser; skips or fails the test that asks where there is none."""
    wanted = os.environ.get("BROWSER", "").partition(os.pathsep)[0]
    found = next((path for name in (wanted, *NAMES) if name and (path := shutil.which(name))), None)
    if found is None:
        told = "no Chromium is installed: apt-get install chromium"
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(f"BROWSER_TESTS=required, but {told}")
        pytest.skip(told)
    return found


@contextmanager
def started() -> Iterator[Browser]:
    """The browser, closed in the end."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
