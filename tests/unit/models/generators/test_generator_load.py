"""Names, folders and servers -> generators; the table of those that are known; pulling one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_hub import REPOSITORY, Behaviour, serve_hub
from mirada.errors import InputError, ModelNotFoundError
from mirada.models.catalogue import CATALOGUE
from mirada.models.generators import GENERATORS, Price, find_generator, load_generator
from mirada.models.generators.entry import GeneratorEntry
from mirada.models.generators.load import GENERATOR_ENGINES
from mirada.models.generators.wire import read_address
from mirada.models.pull import pull
from mirada.settings import Settings, load_settings

KEYED = {"openai_api_key": "sk-x"}
NEAR = "http://localhost:8080/v1"


def info(name: str, **settings: Any) -> Any:
    return load_generator(name, Settings(**settings)).info


def test_names_are_unique_and_none_is_an_embedder_s() -> None:
    names = [item.name for item in GENERATORS]
    assert len(set(names)) == len(names)
    assert not set(names) & {item.name for item in CATALOGUE}
    assert "fake" not in names


@pytest.mark.parametrize("entry", GENERATORS, ids=lambda entry: entry.name)
def test_rows_are_whole(entry: GeneratorEntry) -> None:
    assert entry.engine in GENERATOR_ENGINES
    assert set(entry.reads) <= {"text", "image", "film"}
    assert "image" in entry.reads
    assert entry.context >= 512
    assert 224 <= entry.image_size <= 2048
    assert entry.most_images >= 1
    assert entry.good_at_es.endswith(".")
    assert entry.good_at_en.endswith(".")
    if entry.vendor:
        assert entry.price is not None
        assert re.fullmatch(r"2026-\d\d-\d\d", entry.price.date)
        assert entry.price.tokens_out >= entry.price.tokens_in > 0
        assert entry.base_url.startswith("https://")
    else:
        assert entry.price is None
        assert entry.parameters > 0
        assert entry.source.count("/") == 1, "a repository of the hub"
    assert (entry.download_mb > 0) == (entry.engine == "transformers")


def test_a_vendor_s_model_is_known_by_both_names() -> None:
    for name in ("gpt-6-luna", "openai:gpt-6-luna"):
        found = info(name, **KEYED)
        assert (found.name, found.model, found.host) == (name, "gpt-6-luna", "api.openai.com")
        assert found.remote
        assert found.price == Price(0.1, 0.5, "2026-09-22")
        assert found.effort == "none"


def test_another_server_has_other_prices() -> None:
    """The name alone does not make a server the vendor: a local one is free, others unknown."""
    assert info("openai:gpt-6-luna", openai_base_url=NEAR).price == Price(0.0, 0.0)
    far = info("openai:gpt-6-luna", openai_base_url="https://proxy.example/v1", **KEYED)
    assert (far.price, far.effort) == (None, "")
    given = info("gpt-6-luna", generator_price="3/4", **KEYED)
    assert given.price == Price(3.0, 4.0)


@pytest.mark.parametrize(
    ("name", "settings", "told"),
    [
        ("openai:x", {}, "neither an address nor a key"),
        ("gpt-6-luna", {}, "neither an address nor a key"),
        ("claude-haiku-5-5", KEYED, "Anthropic answers for claude-haiku-5-5"),
        ("gemini-3.8-flash", KEYED, "its server is not named"),
        ("h2ovl-2b", KEYED, "runs behind a server of yours"),
        ("openai:x", {"generator_price": "cheap", "openai_base_url": NEAR}, "IN/OUT"),
        ("openai:x", {"generator_price": "1", "openai_base_url": NEAR}, "IN/OUT"),
        ("openai:x", {"generator_price": "1/-2", "openai_base_url": NEAR}, "IN/OUT"),
        ("openai:x", {"generator_price": "nan/1", "openai_base_url": NEAR}, "IN/OUT"),
    ],
)
def test_nothing_is_sent_where_it_is_not_told_to_whom(
    name: str, settings: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        load_generator(name, Settings(**settings))


def test_the_hint_names_the_vendor_s_address() -> None:
    with pytest.raises(InputError) as caught:
        load_generator("mistral-medium-3.5", Settings())
    assert "MIRADA_OPENAI_BASE_URL=https://api.mistral.ai/v1" in caught.value.hint


@pytest.mark.parametrize(
    ("address", "host", "remote"),
    [
        ("http://localhost:8080/v1/", "localhost:8080", False),
        ("http://127.0.0.1:11434/v1/chat/completions", "127.0.0.1:11434", False),
        ("http://[::1]:8000/v1", "[::1]:8000", False),
        ("https://vendor.example/v1", "vendor.example", True),
    ],
)
def test_addresses(address: str, host: str, remote: bool) -> None:
    found = info("openai:llama", openai_base_url=address)
    assert (found.host, found.remote) == (host, remote)


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://", "http://x:"]))
def test_any_address_is_one_or_is_refused(text: str, start: str) -> None:
    try:
        found = read_address(start + text)
    except InputError:
        return
    assert found.url.endswith("/chat/completions")
    httpx.Request("POST", found.url)


def test_names_that_are_none_lead_to_near_ones() -> None:
    with pytest.raises(ModelNotFoundError, match="no model that writes") as caught:
        load_generator("smolvlm")
    assert "smolvlm-256m" in caught.value.hint
    with pytest.raises(ModelNotFoundError, match="no model folder"):
        load_generator("no/such/folder")
    with pytest.raises(ModelNotFoundError, match="no model folder"):
        load_generator(Path("nowhere"))


@pytest.mark.parametrize("name", ["smolvlm-256m", "smolvlm-256m:4bit"])
def test_a_model_that_was_not_pulled_names_the_command(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="not on this machine") as caught:
        load_generator(name, Settings(models_dir=tmp_path))
    assert caught.value.hint == "Get it with: mirada models pull smolvlm-256m (513 MB)"


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"OPENAI_BASE_URL": "a", "OPENAI_API_KEY": "sk-b"}, ("a", "sk-b")),
        ({"MIRADA_OPENAI_BASE_URL": "c", "OPENAI_BASE_URL": "a"}, ("c", "")),
        ({"MIRADA_OPENAI_API_KEY": "sk-d", "OPENAI_API_KEY": "sk-b"}, ("", "sk-d")),
        ({}, ("file", "")),
        ({"OPENAI_BASE_URL": "a"}, ("file", "")),
    ],
)
def test_settings_come_from_the_environment_then_the_file(
    environment: dict[str, str], wanted: tuple[str, str], tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('openai_base_url = "file"\n' if wanted[0] == "file" else "")
    found = load_settings(environment, config)
    assert (found.openai_base_url, found.openai_api_key) == wanted
    assert found.openai_api_key == "" or found.openai_api_key not in repr(found)


# Pulling.


@pytest.fixture
def how() -> Behaviour:
    files = {
        name: name.encode() * 50
        for name in (
            "config.json",
            "chat_template.jinja",
            "merges.txt",
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "model.safetensors.index.json",
            "tokenizer.model",
            "consolidated.safetensors",
            "pytorch_model.bin",
            "modeling_own.py",
            "README.md",
            "onnx/model.onnx",
            "onnx/config.json",
        )
    }
    return Behaviour(files=files)


@pytest.fixture
def settings(how: Behaviour, tmp_path: Path) -> Iterator[Settings]:
    for address in serve_hub(how):
        yield Settings(models_dir=tmp_path / "models", hub=address)


def row(**values: Any) -> GeneratorEntry:
    base: dict[str, Any] = {
        "name": "tiny",
        "engine": "transformers",
        "source": REPOSITORY,
        "parameters": 7,
        "reads": ("image",),
        "context": 512,
        "license": "MIT",
        "image_size": 224,
        "good_at_es": "Nada.",
        "good_at_en": "Nothing.",
    }
    return GeneratorEntry(**base | values)


def test_weights_and_what_transformers_reads_are_pulled(settings: Settings) -> None:
    folder = pull(row(), settings, pause=lambda seconds: None)
    assert {path.name for path in folder.iterdir()} == {
        "config.json",
        "chat_template.jinja",
        "merges.txt",
        "model-00001-of-00002.safetensors",
        "model-00002-of-00002.safetensors",
        "model.safetensors.index.json",
        "tokenizer.model",
        "mirada.json",
    }


def test_pickles_alone_are_no_model(settings: Settings, how: Behaviour) -> None:
    how.files = dict.fromkeys(("config.json", "pytorch_model.bin"), b"x")
    with pytest.raises(ModelNotFoundError, match="no weights in safetensors"):
        pull(row(), settings, pause=lambda seconds: None)


def test_a_vendor_s_model_is_not_pulled(settings: Settings, how: Behaviour) -> None:
    entry = find_generator("gpt-6-luna")
    assert entry is not None
    with pytest.raises(ModelNotFoundError, match="a server answers for it"):
        pull(entry, settings, pause=lambda seconds: None)
    assert how.seen == [], "no hub is asked for it"
