"""The engine ``openai`` against a scripted server: trouble, keys, addresses and budgets."""

from __future__ import annotations

import logging
import time
from typing import Any

import pytest
from asking import ASK, KEY, ask, generator

from mirada.errors import (
    BudgetError,
    GeneratorError,
    GeneratorUnavailableError,
    InputError,
    MiradaError,
    OfflineError,
)
from mirada.language.errors_es import spanish
from mirada.models.generators import Ledger, Request, Usage, load_generator
from mirada.models.generators.server import ServerGenerator
from mirada.settings import Settings
from scripted_server import Turn, drops, end, event, fails, hangs, piece, says, serve, streams

# Trouble that passes.


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 529])
def test_a_busy_server_is_asked_again(status: int) -> None:
    pauses: list[float] = []
    with serve(fails(status), fails(status), says("ok")) as server:
        assert generator(server, pauses).generate(ASK).text == "ok"
    assert len(server.calls) == 3
    assert pauses == [0.5, 1.0]


def test_the_server_s_own_wait_is_kept() -> None:
    pauses: list[float] = []
    with serve(fails(429, None, Retry_After="7"), says("ok")) as server:
        generator(server, pauses).generate(ASK)
    assert pauses == [7.0]


def test_a_wait_that_is_too_long_is_told() -> None:
    pauses: list[float] = []
    with (
        serve(fails(429, None, Retry_After="3600")) as server,
        pytest.raises(GeneratorUnavailableError) as caught,
    ):
        generator(server, pauses).generate(ASK)
    assert pauses == []
    assert caught.value.hint == "Try again later, in 3600 seconds."


def test_patience_ends() -> None:
    pauses: list[float] = []
    with (
        serve(fails(500)) as server,
        pytest.raises(GeneratorUnavailableError, match="500"),
    ):
        generator(server, pauses, generator_attempts=4).generate(ASK)
    assert len(server.calls) == 4
    assert pauses == [0.5, 1.0, 2.0]


def test_a_connection_that_is_dropped_is_made_again() -> None:
    with serve(drops, says("ok")) as server:
        assert generator(server).generate(ASK).text == "ok"


def test_no_credit_is_no_passing_trouble() -> None:
    broke = {"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}}
    message = {"error": {"message": "insufficient_quota: add credit"}}
    for body in (message, broke):
        with (
            serve(fails(429, body)) as server,
            pytest.raises(GeneratorError, match="paid first"),
        ):
            generator(server).generate(ASK)
        assert len(server.calls) == 1


# Trouble that does not.


@pytest.mark.parametrize(
    ("turn", "told"),
    [
        (fails(401, {"error": {"message": "bad key"}}), "does not let us in (401): bad key."),
        (fails(404, {"error": "no such model"}), "has no model 'tiny'"),
        (fails(413, "<html>Too large</html>"), "does not take the request (413)"),
        (fails(302, "", Location="http://elsewhere.example/"), "sends us elsewhere (302)"),
        (fails(200, {"error": {"message": "asleep"}}), "gave up while it was writing: asleep."),
        (streams("data: {broken\n\n"), "no JSON object"),
        (streams("data: [1]\n\n"), "no JSON object"),
        (streams(piece("half")), "broke off within its reply"),
        (streams(), "broke off within its reply"),
        (streams(event(error={"message": "out of memory"})), "gave up"),
        (fails(200, "<html>Sign in to the Wi-Fi</html>"), "no JSON object"),
        (fails(200, {"object": "nothing"}), "broke off"),
    ],
)
def test_what_does_not_pass_is_one_sentence(turn: Turn, told: str) -> None:
    with serve(turn) as server, pytest.raises(GeneratorError) as caught:
        generator(server).generate(ASK)
    assert told in caught.value.message
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message
    assert caught.value.exit_status == 5
    assert spanish(str(caught.value)) != str(caught.value)
    assert len(server.calls) == 1


def test_a_server_that_is_down_is_told_with_a_way_out() -> None:
    with serve(says("x")) as server:
        pass
    with pytest.raises(GeneratorUnavailableError, match="cannot be reached") as caught:
        generator(server).generate(ASK)
    assert "Start it" in caught.value.hint
    assert (caught.value.exit_status, caught.value.http_status) == (5, 503)
    assert "conexión rechazada" in spanish(caught.value.message)


@pytest.mark.parametrize(
    "turn",
    [hangs(1.0), streams(piece("one"), piece("two"), *end(), pause=1.0)],
    ids=["silent", "slow"],
)
def test_silence_is_given_up_on(turn: Turn) -> None:
    with (
        serve(turn) as server,
        pytest.raises(GeneratorUnavailableError, match=r"has sent nothing for 0\.2 seconds"),
    ):
        generator(server, generator_timeout=0.2).generate(ASK)
    assert len(server.calls) == 1, "a second call would be billed too"


def test_a_slow_stream_that_goes_on_is_waited_for() -> None:
    lines = [*map(piece, "abcdef"), *end()]
    assert ask(streams(*lines, pause=0.15), generator_timeout=1.0).text == "abcdef"


@pytest.mark.parametrize(
    "line", [piece("x" * 500_000), piece("<think>" + "x" * 500_000), "x" * 500_000]
)
def test_a_stream_without_end_is_cut(line: str) -> None:
    with pytest.raises(GeneratorError, match="does not stop"):
        ask(streams(*[line] * 20))


def test_long_thoughts_take_little_time() -> None:
    thoughts = [piece("<think>"), *[piece(" thought")] * 30_000, piece("</think>ok")]
    began = time.process_time()
    assert ask(streams(*thoughts, *end())).text == "ok"
    assert time.process_time() - began < 10


def test_what_was_written_before_it_broke_is_counted() -> None:
    with serve(streams(piece("half a reply"))) as server:
        asked = generator(server)
        with pytest.raises(GeneratorError):
            asked.generate(ASK)
    assert (asked.usage.calls, asked.usage.estimated) == (1, 1)
    assert asked.usage.tokens_out > 0


def test_a_broken_stream_is_not_asked_for_again_once_text_was_shown() -> None:
    def cut(handler: Any, call: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(piece("half").encode())

    shown: list[str] = []
    with (
        serve(cut, says("whole")) as server,
        pytest.raises(GeneratorUnavailableError, match="broke off"),
    ):
        generator(server).generate(ASK, shown.append)
    assert shown == ["half"]


def test_an_exception_of_the_listener_is_its_own() -> None:
    def refuse(text: str) -> None:
        raise ZeroDivisionError(text)

    with serve(says("x")) as server, pytest.raises(ZeroDivisionError):
        generator(server).generate(ASK, refuse)


# Keys and addresses.


@pytest.mark.parametrize(
    "turn",
    [
        fails(401, {"error": {"message": f"Incorrect API key provided: {KEY}."}}),
        fails(500, f"<html>{KEY}</html>"),
        fails(400, {"detail": [{"input": {"Authorization": KEY}}]}),
        fails(400, {"detail": "x" * 290 + KEY}),
        streams(event(error=f"bad {KEY}")),
        fails(200, {"error": f"bad {KEY}"}),
    ],
)
def test_a_key_is_shown_nowhere(turn: Turn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serve(turn) as server, pytest.raises(MiradaError) as caught:
        asked = generator(server)
        asked.generate(ASK)
    assert KEY[:9] not in str(caught.value) + repr(caught.value) + caplog.text
    assert KEY not in repr(asked) + repr(asked.info) + repr(asked._settings)


@pytest.mark.parametrize("key", ["sk-“x”", "a\nb", "a\x00"])
def test_a_key_that_is_none_is_refused_without_showing_it(key: str) -> None:
    settings = Settings(openai_base_url="http://localhost:9/v1", openai_api_key=key)
    with pytest.raises(InputError, match="no key has") as caught:
        load_generator("openai:x", settings)
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8080",
        "ftp://localhost/v1",
        "http://",
        "http://x:99999/v1",
        "http://[::1/v1",
        "x y",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="no address"):
        load_generator("openai:x", Settings(openai_base_url=address))


@pytest.mark.parametrize("address", ["https://me:pw@host/v1", "https://host/v1?key=pw"])
def test_an_address_that_holds_a_secret_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="more than a place") as caught:
        load_generator("openai:x", Settings(openai_base_url=address))
    assert "pw" not in str(caught.value)


def test_a_key_does_not_travel_unencrypted() -> None:
    settings = Settings(openai_base_url="http://192.0.2.1/v1", openai_api_key=KEY)
    asked = ServerGenerator(load_generator("openai:x", settings).info, settings, Ledger())
    with asked._client() as client:
        assert "Authorization" not in client.headers
    near = Settings(openai_base_url="https://vendor.example/v1", openai_api_key=KEY)
    asked = ServerGenerator(load_generator("openai:x", near).info, near, Ledger())
    with asked._client() as client:
        assert client.headers["Authorization"] == f"Bearer {KEY}"


def test_offline_keeps_to_this_machine() -> None:
    far = Settings(openai_base_url="https://vendor.example/v1", offline=True)
    with pytest.raises(OfflineError, match=r"vendor\.example"):
        load_generator("openai:x", far)
    assert ask(says("ok"), offline=True).text == "ok"


# Budgets.


@pytest.mark.parametrize(
    "settings",
    [
        {"generator_token_budget": 300},
        {"generator_money_budget": 0.0001, "generator_price": "1/1"},
    ],
)
def test_a_call_that_could_pass_the_budget_is_not_made(settings: dict[str, Any]) -> None:
    with serve(says("ok", tokens=(10, 3))) as server:
        asked = generator(server, **settings)
        asked.generate(Request("?", max_tokens=20))
        with pytest.raises(BudgetError, match="of the budget of") as caught:
            asked.generate(Request("?", max_tokens=5000))
    assert len(server.calls) == 1
    assert caught.value.http_status == 402
    assert spanish(caught.value.message).startswith("Esta llamada")


def test_money_without_a_price_is_refused_and_tokens_are_counted() -> None:
    far = Settings(
        openai_base_url="https://vendor.example/v1", openai_api_key=KEY, generator_money_budget=1.0
    )
    with pytest.raises(BudgetError, match="price of x is not known"):
        load_generator("openai:x", far).generate(ASK)


def test_cost_is_summed() -> None:
    with serve(says("ok", tokens=(1000, 100))) as server:
        asked = generator(server, generator_price="2/10")
        first = asked.generate(ASK)
        asked.generate(ASK)
    assert first.cost == pytest.approx(0.003)
    sums = asked.usage
    assert (sums.calls, sums.tokens_in, sums.tokens_out) == (2, 2000, 200)
    assert sums.cost == pytest.approx(0.006)
    assert sums.unpriced == 0
    assert isinstance(sums, Usage)
