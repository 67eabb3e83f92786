"""Names, near names, and what importing costs."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from mirada.errors import InputError, ModelNotFoundError
from mirada.models import catalogue, load_model
from mirada.models.catalogue import CATALOGUE, ENGINE_CLASSES, engine_class, entry, near_names
from mirada.models.load import split_variant
from mirada.models.once import Once
from mirada.settings import Settings

SETTINGS = Settings(offline=True, threads=1)


def test_the_catalogue_is_consistent() -> None:
    names = [item.name for item in CATALOGUE]
    assert len(set(names)) == len(names)
    assert names[0] == "nano"
    for item in CATALOGUE:
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*", item.name)
        assert item.good_at_es.endswith(".")
        assert item.good_at_en.endswith(".")
        assert item.license
        assert item.layout in ("onnx", "towers", "checkpoint")
        assert item.engine == ("transformers" if item.layout == "checkpoint" else "onnx")
        if not item.embedded:
            assert item.source.count("/") == 1
            assert item.revision == "main" or re.fullmatch(r"[0-9a-f]{40}", item.revision)
            assert min(item.dimension, item.image_size, item.parameters, item.download_mb) > 0
            assert not any(name.endswith((".bin", ".pt", ".pkl")) for name in item.files)


def test_the_row_of_the_embedded_model_is_true() -> None:
    known = CATALOGUE[0]
    own = Path(catalogue.__file__).parent / "nano/mirada.json"
    if not own.is_file():
        pytest.skip("nano is not trained yet")
    info = load_model("nano", settings=SETTINGS).info
    assert (known.dimension, known.image_size) == (info.dimension, info.image_size)
    assert (known.parameters, known.license) == (info.parameters, info.license)
    assert set(known.languages) == set(info.languages)


def test_every_engine_of_the_table_exists() -> None:
    for name in ENGINE_CLASSES:
        if name == "transformers":
            pytest.importorskip("torch")
        assert {"vision", "text", "text_dimension"} <= set(dir(engine_class(name)))


def test_unknown_names_get_near_ones() -> None:
    with pytest.raises(ModelNotFoundError, match=r"Did you mean .*siglip2-base"):
        load_model("siglip2-bas", settings=SETTINGS)
    with pytest.raises(ModelNotFoundError, match="mirada models"):
        load_model("zzzzzz", settings=SETTINGS)
    with pytest.raises(ModelNotFoundError, match="Did you mean"):
        entry("clip")
    with pytest.raises(ModelNotFoundError, match="no model folder"):
        load_model("./nowhere", settings=SETTINGS)
    assert near_names("") == []


def test_variants_are_split_off_only_when_they_are_some() -> None:
    assert split_variant("clip-base:int8") == ("clip-base", "int8")
    assert split_variant("/a/b:fp16") == ("/a/b", "fp16")
    assert split_variant("/a/b:c") == ("/a/b:c", "")
    assert split_variant("c:") == ("c:", "")
    assert split_variant(":int8") == (":int8", "")


def test_the_engine_of_the_settings_is_used() -> None:
    assert load_model("nano", settings=Settings(engine="fake")).info.engine == "fake"
    with pytest.raises(InputError, match="no engine"):
        load_model("nano", settings=Settings(engine="warp"))


def test_the_fake_embedder_really_searches() -> None:
    embedder = load_model("fake", settings=SETTINGS)
    colours = {"red": (220, 30, 30), "blue": (30, 60, 220), "green": (40, 160, 60)}
    pictures = []
    for colour in colours.values():
        picture = np.full((60, 80, 3), 128, np.uint8)
        picture[10:50, 10:70] = colour
        pictures.append(picture)
    images = embedder.embed_images(pictures)
    texts = ["a red car", "algo azul", "GREEN grass", "un coche rojo", "azúl"]
    found = (embedder.embed_texts(texts) @ images.T).argmax(axis=1)
    assert found.tolist() == [0, 1, 2, 0, 1]
    unknown = embedder.embed_texts(["unicorn", "bicycle on the beach"]) @ images.T
    assert np.abs(unknown).max() < 0.1
    dark, light = np.full((2, 20, 20, 3), 8, np.uint8)
    light[:] = 250
    tones = embedder.embed_texts(["dark", "claro"]) @ embedder.embed_images([dark, light]).T
    assert tones[0, 0] > tones[0, 1]
    assert tones[1, 1] > tones[1, 0]


def test_importing_the_package_loads_no_engine() -> None:
    code = (
        "import sys, mirada.models\n"
        "heavy = {'onnxruntime', 'PIL', 'torch', 'transformers', 'tokenizers', 'openvino'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_missing_engine_names_its_extra(tmp_path: Path) -> None:
    """With torch out of reach, in a process of its own."""
    (tmp_path / "text").mkdir()
    (tmp_path / "vision").mkdir()
    for name in ("text/config.json", "text/tokenizer.json", "vision/config.json"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "vision/preprocessor_config.json").write_text('{"size": 8}')
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from mirada.models import load_model\n"
        "from mirada.errors import MissingDependencyError\n"
        "try: load_model(sys.argv[1], engine='transformers')\n"
        "except MissingDependencyError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=True, text=True
    )
    assert "pip install 'mirada[torch]'" in done.stdout


def test_once_makes_one_for_many_threads() -> None:
    made: list[int] = []

    def make() -> int:
        time.sleep(0.02)
        made.append(1)
        return len(made)

    once = Once(make)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: once(), range(16))) == {1}
    assert made == [1]
