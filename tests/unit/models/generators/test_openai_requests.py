"""The engine ``openai`` against a scripted server: what it sends, and what comes back."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import numpy as np
import pytest
from asking import ASK, KEY, ask, generator
from PIL import Image

from mirada.errors import GeneratorError
from mirada.models.generators import Request
from scripted_server import end, event, fails, piece, says, serve, streams, whole


def picture(width: int, height: int) -> Image.Image:
    pixels = np.random.default_rng(3).integers(0, 256, (height, width, 3), np.uint8)
    return Image.fromarray(pixels)


# What is sent.


def test_a_request_is_sent_as_the_dialect_wants_it() -> None:
    request = Request("Hola", system="Rules", max_tokens=9, temperature=0.5, seed=4)
    with serve(says("Bien", ".")) as server:
        generator(server).generate(request)
    (call,) = server.calls
    assert call.path == "/v1/chat/completions"
    assert call.headers["Authorization"] == f"Bearer {KEY}"
    assert call.body == {
        "model": "tiny",
        "messages": [
            {"role": "system", "content": "Rules"},
            {"role": "user", "content": "Hola"},
        ],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": 9,
        "temperature": 0.5,
        "seed": 4,
    }


def test_pictures_are_brought_down_and_carry_no_names(tmp_path: Path) -> None:
    path = tmp_path / "secret name.jpg"
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    picture(2600, 1300).save(path, exif=exif)
    with serve(says("ok")) as server:
        generator(server).generate(Request("?", images=(path, picture(40, 30))))
    first, second = server.calls[0].pictures
    head, _, data = first.partition(",")
    assert head == "data:image/jpeg;base64"
    sent = Image.open(io.BytesIO(base64.b64decode(data)))
    assert sent.size == (1280, 640)
    assert not sent.getexif()
    assert b"secret" not in base64.b64decode(data)
    assert Image.open(io.BytesIO(base64.b64decode(second.partition(",")[2]))).size == (40, 30)
    content = server.calls[0].body["messages"][0]["content"]
    assert [part["type"] for part in content] == ["image_url", "image_url", "text"]


def test_without_a_key_none_is_sent() -> None:
    with serve(says("ok")) as server:
        generator(server, openai_api_key="").generate(ASK)
    assert "Authorization" not in server.calls[0].headers


def test_a_server_on_this_machine_is_asked_past_any_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert ask(says("ok")).text == "ok"


def test_bytes_that_are_no_text_do_not_stop_a_request() -> None:
    with serve(says("ok")) as server:
        generator(server).generate(Request("caf\udce9 \x00"))
    assert server.calls[0].words == "caf? \x00"


# What comes back.


def test_the_reply_holds_what_the_server_told() -> None:
    reply = ask(says("Uno", " dos", "."))
    assert (reply.text, reply.tokens_in, reply.tokens_out) == ("Uno dos.", 7, 3)
    assert (reply.model, reply.revision, reply.finish) == ("tiny", "tiny-1", "stop")
    assert reply.cost == 0.0, "a server on this machine sends no bills"
    assert not reply.estimated
    assert reply.seconds > 0


def test_text_is_handed_on_as_it_comes() -> None:
    pieces: list[str] = []
    with serve(says("Uno", " dos", ".")) as server:
        reply = generator(server).generate(ASK, pieces.append)
    assert pieces == ["Uno", " dos", "."]
    assert reply.text == "Uno dos."


def test_a_server_that_does_not_stream_will_do() -> None:
    assert ask(whole("Todo a la vez")).text == "Todo a la vez"


def test_a_server_that_ends_without_done_will_do() -> None:
    last = event(choices=[{"delta": {}, "finish_reason": "stop"}])
    assert ask(streams(piece("Bien"), last)).text == "Bien"


def test_comments_and_names_between_events_are_passed_over() -> None:
    lines = (": ping\n\n", "event: x\n", "id: 1\n", piece("ok"), "\n", *end())
    assert ask(streams(*lines)).text == "ok"


def test_tokens_that_are_not_told_are_estimated() -> None:
    reply = ask(says("Uno dos tres", tokens=None))
    assert reply.estimated
    assert reply.tokens_in > 0
    assert reply.tokens_out > 0


@pytest.mark.parametrize(
    ("reason", "finish"),
    [("stop", "stop"), ("length", "length"), ("content_filter", "filtered"), ("eos", "stop")],
)
def test_why_the_text_ends(reason: str, finish: str) -> None:
    assert ask(says("x", reason=reason)).finish == finish


@pytest.mark.parametrize(
    "pieces",
    [
        ("<think>it is a cat</think>\n\nA dog.",),
        ("<th", "ink>it is", " a cat</thi", "nk>", "\n", "\nA dog", "."),
        (" <think></think>A dog.",),
        ("A dog.",),
    ],
)
def test_thinking_aloud_is_no_reply(pieces: tuple[str, ...]) -> None:
    heard: list[str] = []
    with serve(says(*pieces)) as server:
        reply = generator(server).generate(ASK, heard.append)
    assert reply.text == "".join(heard) == "A dog."


def test_a_model_that_only_thinks_is_told() -> None:
    for turn in (
        says("<think>well", reason="length"),
        streams(event(choices=[{"delta": {"reasoning_content": "well"}}]), *end(reason="length")),
    ):
        with pytest.raises(GeneratorError, match="wrote nothing"):
            ask(turn)


def test_text_that_only_looks_like_thinking_is_kept() -> None:
    assert ask(says("<", "thing> is here")).text == "<thing> is here"
    assert ask(says("<th")).text == "<th"


def test_text_in_parts_is_read() -> None:
    parts = [{"type": "thinking", "thinking": []}, {"type": "text", "text": "ok"}]
    line = event(choices=[{"delta": {"content": parts}}])
    assert ask(streams(line, *end())).text == "ok"


# A server that does not know all of the dialect.


@pytest.mark.parametrize(
    ("status", "message", "gone"),
    [
        (400, "Unrecognized request argument supplied: stream_options", "stream_options"),
        (422, "Unexpected fields in the request: {'seed'}", "seed"),
        (400, "'temperature' does not support 0 with this model", "temperature"),
        (400, "response_format.type json_schema is not supported", "response_format"),
        (501, "guided decoding is not built in", "response_format"),
    ],
)
def test_parts_that_a_server_refuses_are_left_out(status: int, message: str, gone: str) -> None:
    request = Request("?", seed=1, schema={"type": "object"})
    with serve(fails(status, {"error": {"message": message}}), says("{}")) as server:
        asked = generator(server)
        asked.generate(request)
        asked.generate(request)
    first, second, third = (set(call.body) for call in server.calls)
    assert first - second == {gone}
    assert third == second, "once is enough"


def test_the_limit_has_two_names() -> None:
    told = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    with serve(fails(400, {"error": {"message": told}}), says("ok")) as server:
        generator(server).generate(Request("?", max_tokens=5))
    assert server.calls[1].body["max_completion_tokens"] == 5
    assert "max_tokens" not in server.calls[1].body


def test_a_server_that_refuses_both_names_is_not_asked_for_ever() -> None:
    told = {"error": {"message": "neither max_tokens nor max_completion_tokens"}}
    with (
        serve(fails(400, told)) as server,
        pytest.raises(GeneratorError, match="does not take the request"),
    ):
        generator(server).generate(ASK)
    assert len(server.calls) == 2


def test_a_server_that_refuses_everything_is_not_asked_for_ever() -> None:
    told = {"detail": "seed temperature json_schema stream_options system role max_tokens no"}
    request = Request("Hola", system="Rules", seed=1, schema={"type": "object"})
    with serve(fails(400, told)) as server, pytest.raises(GeneratorError):
        generator(server).generate(request)
    assert len(server.calls) == 6


def test_rules_go_to_the_prompt_where_there_is_no_system_role() -> None:
    refusal = fails(400, {"error": {"message": "System role not supported"}})
    with serve(refusal, says("ok")) as server:
        generator(server).generate(Request("Hola", system="Rules"))
    assert server.calls[1].body["messages"] == [{"role": "user", "content": "Rules\n\nHola"}]


def test_what_cannot_be_left_out_is_an_error() -> None:
    with (
        serve(fails(400, {"detail": "this prompt is too long"})) as server,
        pytest.raises(GeneratorError, match="too long"),
    ):
        generator(server).generate(ASK)
    assert len(server.calls) == 1


# JSON.

SCHEMA = {
    "type": "object",
    "properties": {"colour": {"type": "string", "enum": ["red", "blue"]}},
    "required": ["colour"],
}


def test_a_schema_is_sent_both_ways_and_the_reply_is_read() -> None:
    request = Request("Which colour?", schema=SCHEMA)
    with serve(says('{"col', 'our": "red"}')) as server:
        reply = generator(server).generate(request)
    assert reply.data == {"colour": "red"}
    sent = server.calls[0].body["response_format"]
    assert sent == {"type": "json_schema", "json_schema": {"name": "reply", "schema": SCHEMA}}
    assert '"enum":["red","blue"]' in server.calls[0].words


@pytest.mark.parametrize(
    "text", ['```json\n{"colour": "blue"}\n```', 'Sure: {"colour": "blue"} as you asked.']
)
def test_json_between_words_is_found(text: str) -> None:
    assert ask(says(text), request=Request("?", schema=SCHEMA)).data == {"colour": "blue"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is red.", "wrote something else"),
        ('{"colour": "gre', "wrote something else"),
        ('{"colour": "green"}', "none of the values allowed"),
        ("{}", "missing"),
        ("[]", "no object"),
    ],
)
def test_a_reply_that_is_not_the_json_asked_for_is_an_error(text: str, told: str) -> None:
    with pytest.raises(GeneratorError, match=told):
        ask(says(text), request=Request("?", schema=SCHEMA))
