"""What every generator promises, whatever engine runs it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import tiny_generators
from mirada.errors import BudgetError, GeneratorError, InputError, TargetNotFoundError
from mirada.models.generators import Generator, Request, Usage, load_generator
from mirada.settings import Settings
from scripted_server import like_a_model, serve

FAMILIES = sorted(tiny_generators.BUILDERS)
CASES = ["fake", "openai", *(f"transformers:{family}" for family in FAMILIES)]
PIXELS = np.asarray(
    Image.fromarray(np.random.default_rng(5).integers(0, 256, (4, 6, 3), np.uint8)).resize((90, 60))
)
ASK = Request("What is in the picture?", images=(PIXELS,), system="Be brief.", max_tokens=8)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tiny-generators")


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serve(like_a_model) as server:
        yield server.url


def load(case: str, tiny: Path, address: str, **settings: Any) -> Generator:
    chosen = Settings(threads=2, openai_base_url=address, **settings)
    engine, _, family = case.partition(":")
    if engine == "transformers":
        pytest.importorskip("torch")
        return load_generator(tiny_generators.made(tiny, family), chosen)
    return load_generator("fake" if engine == "fake" else "openai:tiny", chosen)


@pytest.fixture(scope="session", params=CASES)
def generator(request: pytest.FixtureRequest, tiny: Path, address: str) -> Generator:
    return load(request.param, tiny, address)


def test_it_is_a_generator(generator: Generator) -> None:
    assert isinstance(generator, Generator)
    info = generator.info
    assert info.name
    assert info.model
    assert info.engine in ("openai", "transformers", "fake")
    assert not info.remote
    assert info.most_images >= 1
    assert info.context_length >= 0


def test_a_reply_tells_what_it_took(generator: Generator) -> None:
    before = generator.usage
    reply = generator.generate(ASK)
    assert reply.tokens_in > 0
    assert 0 < reply.tokens_out <= ASK.max_tokens
    assert reply.seconds > 0
    assert reply.cost == 0.0, "nothing here sends bills"
    assert reply.model == generator.info.model
    assert reply.revision
    assert reply.finish in ("stop", "length")
    assert reply.data is None
    after = generator.usage
    assert after.calls == before.calls + 1
    assert after.tokens_in == before.tokens_in + reply.tokens_in
    assert after.tokens_out == before.tokens_out + reply.tokens_out


def test_the_same_again_gives_the_same(generator: Generator) -> None:
    assert generator.generate(ASK).text == generator.generate(ASK).text


def test_the_pieces_are_the_text(generator: Generator) -> None:
    pieces: list[str] = []
    reply = generator.generate(ASK, pieces.append)
    assert "".join(pieces).strip() == reply.text
    assert reply.text == generator.generate(ASK).text, "listening changes nothing"


def test_a_reply_is_cut_at_its_limit(generator: Generator) -> None:
    reply = generator.generate(Request("Tell me all.", images=(PIXELS,), max_tokens=2))
    assert reply.tokens_out <= 2
    assert reply.finish == ("length" if reply.tokens_out == 2 else "stop")


def test_paths_pictures_and_arrays_are_the_same(generator: Generator, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    Image.fromarray(PIXELS).save(path)
    forms = (PIXELS, Image.fromarray(PIXELS), path, str(path))
    texts = {generator.generate(Request("?", images=(form,), max_tokens=4)).text for form in forms}
    assert len(texts) == 1


def test_a_draw_with_a_seed_can_be_made_again(generator: Generator) -> None:
    def drawn(seed: int) -> str:
        request = Request("?", images=(PIXELS,), max_tokens=6, temperature=1.5, seed=seed)
        return generator.generate(request).text

    assert drawn(1) == drawn(1)


def test_several_threads_get_the_same(generator: Generator) -> None:
    before, wanted = generator.usage.calls, generator.generate(ASK).text
    with ThreadPoolExecutor(3) as pool:
        assert {reply.text for reply in pool.map(generator.generate, [ASK] * 4)} == {wanted}
    assert generator.usage.calls == before + 5


@pytest.mark.parametrize(
    "text",
    [
        "é 日本 🐕",
        "\x00\n\t",
        "\udcff.jpg",
        "<image> <image></s>",
        "<|im_end|>",
        "{{ x }} {% raw %}",
    ],
)
def test_odd_texts_are_only_text(generator: Generator, text: str) -> None:
    request = Request(f"Is it {text}?", images=(PIXELS,), system=text, max_tokens=3)
    assert generator.generate(request).tokens_in > 0


@pytest.mark.parametrize(
    "wrong", [np.zeros((4, 4), np.float32), 17, None], ids=["float", "number", "none"]
)
def test_what_is_no_picture_is_refused(generator: Generator, wrong: Any) -> None:
    with pytest.raises(InputError):
        generator.generate(Request("?", images=(wrong,)))


def test_a_picture_that_is_not_there_is_told(generator: Generator, tmp_path: Path) -> None:
    with pytest.raises((TargetNotFoundError, Exception)) as caught:
        generator.generate(Request("?", images=(tmp_path / "none.jpg",)))
    assert "none.jpg" in str(caught.value)


def test_too_many_pictures_are_refused(generator: Generator) -> None:
    count = generator.info.most_images + 1
    with pytest.raises(InputError, match="pictures at once"):
        generator.generate(Request("?", images=(PIXELS,) * count))


def test_json_is_read_or_an_error_but_never_made_up(generator: Generator) -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    request = Request("How many?", images=(PIXELS,), schema=schema, max_tokens=6)
    try:
        assert isinstance(generator.generate(request).data["n"], int)
    except GeneratorError as error:
        assert "JSON" in error.message or "schema" in error.message


def test_an_exception_of_the_listener_is_its_own(generator: Generator) -> None:
    class RefusedError(RuntimeError):
        pass

    def refuse(text: str) -> None:
        raise RefusedError(text)

    request = Request("Tell me.\n[1] It is red.", images=(PIXELS,), max_tokens=8)
    if not generator.generate(request).text:
        pytest.skip("this tiny model writes nothing to listen to")
    with pytest.raises(RefusedError):
        generator.generate(request, refuse)
    assert generator.generate(request).text, "and the next call is as good as ever"


@pytest.mark.parametrize("case", ["fake", "openai", "transformers:llava"])
def test_a_budget_is_asked_before_the_call(case: str, tiny: Path, address: str) -> None:
    generator = load(case, tiny, address, generator_token_budget=50)
    with pytest.raises(BudgetError, match="may take"):
        generator.generate(Request("?", images=(PIXELS,), max_tokens=500))
    assert generator.usage == Usage()


@pytest.mark.parametrize(
    "wrong",
    [
        {"prompt": " "},
        {"prompt": "x" * 2_000_000},
        {"prompt": "x", "max_tokens": 0},
        {"prompt": "x", "max_tokens": 10**9},
        {"prompt": "x", "temperature": -1.0},
        {"prompt": "x", "temperature": float("nan")},
        {"prompt": None},
        {"prompt": "x", "images": "a.jpg"},
        {"prompt": "x", "images": PIXELS},
    ],
)
def test_a_request_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        Request(**wrong)
