"""Fixtures of the browser tests: one browser and one set of pages for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import executable, started
from made_pages import Made, make
from playwright.sync_api import Browser
from sheet import Sheet


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed at the end of each module: Playwright's event loop would be in the way of others."""
    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    executable()  # nothing is made where it cannot be looked at
    return make(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Sheet]:
    """A tab with a profile of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    found = Sheet(context.new_page())
    found.tab.on("request", lambda request: found.asked.append(request.url))
    found.tab.on("console", lambda message: found.said.append(message.text))
    found.tab.on("pageerror", lambda error: found.said.append(str(error)))
    yield found
    context.close()
