"""A real server of the OpenAI dialect on loopback: ``transformers serve`` with a tiny model."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest

import tiny_generators
from mirada.errors import GeneratorError, GeneratorUnavailableError
from mirada.models.generators import Generator, Request, load_generator
from mirada.settings import Settings

pytestmark = [pytest.mark.torch, pytest.mark.timeout(600)]
PIXELS = np.random.default_rng(5).integers(0, 256, (60, 90, 3), np.uint8)
ASK = Request("What is in the picture?", images=(PIXELS,), system="Be brief.", max_tokens=10)
_SERVE = "import sys; from transformers.cli.transformers import main; sys.exit(main())"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for needed in ("torch", "transformers", "fastapi", "uvicorn", "openai"):
        pytest.importorskip(needed)
    return tiny_generators.made(tmp_path_factory.mktemp("served"), "llava")


@pytest.fixture(scope="module")
def settings(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The server runs in a process of its own while the tests of this file do."""
    cache = tmp_path_factory.mktemp("hub")  # without a cache folder, /v1/models answers 500
    environment = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(cache),
        "HF_HUB_CACHE": str(cache),
        "OMP_NUM_THREADS": "1",
        "OMP_WAIT_POLICY": "PASSIVE",
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _SERVE, "serve", str(folder)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    log = tmp_path_factory.mktemp("log") / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
        try:
            _await(f"http://127.0.0.1:{port}/health", process, log)
            address = f"http://127.0.0.1:{port}/v1"
            yield Settings(openai_base_url=address, generator_timeout=300.0, offline=True)
        finally:
            process.terminate()
            process.wait(timeout=60)


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 400
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            if httpx.get(url, trust_env=False, timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    pytest.fail(f"the server did not start: {log.read_text()}")


@pytest.fixture(scope="module")
def generator(folder: Path, settings: Settings) -> Generator:
    return load_generator(f"openai:{folder}", settings)


def test_the_server_knows_its_models(settings: Settings) -> None:
    answer = httpx.get(f"{settings.openai_base_url}/models", trust_env=False)
    assert answer.status_code == 200
    assert answer.json()["object"] == "list"


def test_a_reply_comes_with_its_tokens(generator: Generator, folder: Path) -> None:
    pieces: list[str] = []
    reply = generator.generate(ASK, pieces.append)
    assert reply.text == "".join(pieces).strip()
    assert reply.text
    assert 0 < reply.tokens_out <= 10
    assert reply.tokens_in > 16, "the picture's tokens are among them"
    assert reply.revision == f"{folder}@main"
    assert reply.finish in ("stop", "length")
    assert not reply.estimated
    assert generator.usage.tokens_out == reply.tokens_out


def test_the_server_and_this_process_write_the_same(generator: Generator, folder: Path) -> None:
    """The same weights, once over HTTP and JPEG, once in this process."""
    picture = np.full((64, 64, 3), 128, np.uint8)  # JPEG keeps a plain grey as it is
    request = Request("What is in the picture?", images=(picture,), max_tokens=10)
    here = load_generator(folder, Settings(threads=1))
    # The last token may be a part of a letter: the server leaves it out, we show it as �.
    assert generator.generate(request).text == here.generate(request).text.rstrip("�")


def test_a_picture_changes_what_is_written(generator: Generator) -> None:
    other = Request(ASK.prompt, images=(255 - PIXELS,), system=ASK.system, max_tokens=10)
    assert generator.generate(other).tokens_in == generator.generate(ASK).tokens_in
    plain = Request(ASK.prompt, system=ASK.system, max_tokens=10)
    assert generator.generate(plain).tokens_in < generator.generate(ASK).tokens_in


def test_a_schema_that_the_server_passes_over_is_still_asked_for(generator: Generator) -> None:
    """This server drops ``response_format`` in silence; gibberish is no JSON, and that is told."""
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
    with pytest.raises(GeneratorError, match="JSON"):
        generator.generate(Request("How many?", images=(PIXELS,), schema=schema, max_tokens=10))


def test_a_model_that_the_server_has_not_is_told(settings: Settings) -> None:
    with pytest.raises(GeneratorError) as caught:
        load_generator("openai:another", settings).generate(ASK)
    assert caught.value.exit_status == 5


def test_many_calls_at_once_are_all_counted(folder: Path, settings: Settings) -> None:
    from concurrent.futures import ThreadPoolExecutor

    generator = load_generator(f"openai:{folder}", settings)
    with ThreadPoolExecutor(3) as pool:
        replies = list(pool.map(generator.generate, [ASK] * 3))
    assert len({reply.text for reply in replies}) == 1
    assert generator.usage.calls == 3
    assert generator.usage.tokens_in == sum(reply.tokens_in for reply in replies)


def test_the_prompt_of_facts_reaches_the_server(generator: Generator) -> None:
    from mirada.models.generators.prompts import compose, sentences_of
    from mirada.types import Claim

    prompt = compose("paragraph", [Claim("A red car stops.", "en")], "en")
    reply = generator.generate(Request(prompt.text, system=prompt.system, max_tokens=10))
    assert reply.tokens_in > 100, "rules, facts and task were read"
    assert "[1]" not in "".join(sentence.text for sentence in sentences_of(reply))


def test_a_server_that_went_away_is_told(settings: Settings) -> None:
    gone = Settings(openai_base_url="http://127.0.0.1:9/v1", offline=settings.offline)
    with pytest.raises(GeneratorUnavailableError, match="cannot be reached"):
        load_generator("openai:tiny", gone).generate(ASK)
