"""Names, questions and legends full of markup stay text, and nothing slipped in could run."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from made_pages import HOSTILE, LANGUAGES, Language, Made
from sheet import Sheet

SHOWN = {
    "nothing": "Nothing here matches",
    "folder": "gate 100%#1? & ",
    "no-answer": "What colour is ",
    "legend": "Field report: mask",
    "parcels": "mask.npy (middle",
}
"""kind of page -> what stands before the hostile words on it"""


@pytest.mark.parametrize("kind", SHOWN)
def test_hostile_words_are_shown_as_they_are(made: Made, sheet: Sheet, kind: str) -> None:
    sheet.open(made.page(kind, "en"))
    text = sheet.tab.inner_text("body")
    assert SHOWN[kind] in text
    assert HOSTILE in text or HOSTILE.lower() in text
    assert sheet.tab.title() != "owned"
    assert sheet.look("strangers")["strangers"] == 0


SLIPPED_IN = """async ([address, wanted]) => {
  const refused = new Set();
  document.addEventListener("securitypolicyviolation",
    (event) => refused.add(event.effectiveDirective));
  const put = (html) => {
    const place = document.createElement("div");
    place.innerHTML = html;
    document.body.append(place);
  };
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
  put('<img src="none" onerror="window.ran = true">');
  put(`<img src="${address}image"><iframe src="${address}frame"></iframe>`);
  put(`<object data="${address}object"></object><video src="${address}media"></video>`);
  put(`<link rel="stylesheet" href="${address}style">`);
  await fetch(address + "fetch", { mode: "no-cors" }).catch(() => {});
  for (let turn = 0; turn < 100 && refused.size < wanted; turn++)
    await new Promise((done) => setTimeout(done, 50));
  return [window.ran === true, [...refused]];
}"""
"""What an attacker would slip in: whether it ran, and what the browser refused, once it has told of
as much as is wanted."""
DIRECTIVES = {
    "script-src-elem", "script-src-attr", "img-src", "style-src-elem", "frame-src", "object-src",
    "media-src", "connect-src",
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as found:
        thread = Thread(target=found.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{found.server_port}/", asked
        found.shutdown()
        thread.join()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["search", "describe", "field"])
def test_the_policy_lets_nothing_run_or_load(
    made: Made, sheet: Sheet, server: tuple[str, list[str]], kind: str, language: Language
) -> None:
    address, asked = server
    asked.clear()
    sheet.open(made.page(kind, language))
    ran, refused = sheet.tab.evaluate(SLIPPED_IN, [address, len(DIRECTIVES)])
    assert not ran
    assert set(refused) >= DIRECTIVES
    assert asked == []
    policy = sheet.tab.get_attribute("meta[http-equiv=Content-Security-Policy]", "content") or ""
    assert {"form-action 'none'", "base-uri 'none'"} <= set(policy.split("; "))


def test_without_a_policy_it_would_run(sheet: Sheet, server: tuple[str, list[str]]) -> None:
    """So that the test above tells something."""
    address, asked = server
    sheet.tab.goto(address)  # a page of its own, since others may not reach this machine
    _, refused = sheet.tab.evaluate(SLIPPED_IN, [address, 0])
    sheet.tab.wait_for_function("window.ran === true")
    assert refused == []
    wanted = {"/image", "/frame", "/style", "/fetch"}
    for _ in range(200):
        if wanted <= set(asked):
            break
        sheet.tab.wait_for_timeout(25)
    assert wanted <= set(asked)
