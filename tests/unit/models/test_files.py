"""Model folders: the layouts, odd graphs, and files that are cut short or lie."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_graphs import make_graph, make_model

from mirada.errors import (
    InputError,
    MiradaError,
    ModelError,
    ModelFilesError,
    ModelNotFoundError,
)
from mirada.models import load_model
from mirada.models.documents import fingerprint, read_json, read_scalars
from mirada.models.files import find_files
from mirada.settings import Settings

SETTINGS = Settings(threads=1, offline=True)
ENGINES = ["onnx", "openvino"]
PICTURE = np.arange(8 * 8 * 3, dtype=np.uint8).reshape(8, 8, 3)


def _load(root: Path, engine: str = "onnx") -> Any:
    if engine == "openvino":
        pytest.importorskip("openvino")
    return load_model(root, engine=engine, settings=SETTINGS)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"image": {"batch": 1}, "text": {"batch": 1}},
        {"image": {"batch": 4}, "text": {"batch": 2}},
        {"image": {"side": "s"}},
        {"image": {"output": "1234"}, "text": {"output": "pooler_output"}},
    ],
    ids=["free", "one row a call", "four rows a call", "free size", "numbered output"],
)
def test_odd_but_honest_graphs_run(options: dict[str, Any], engine: str, tmp_path: Path) -> None:
    embedder = _load(make_model(tmp_path, **options), engine)
    rows = embedder.embed_images([PICTURE] * 5)
    assert rows.shape == (5, 6)
    assert np.allclose(rows, rows[0], atol=1e-6)
    texts = embedder.embed_texts(["un perro", "playa", "un"])
    assert texts.shape == (3, 6)
    assert embedder.embed_images([]).shape == (0, 6)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"image": {"rank": 3, "output": "last_hidden_state"}}, "no pooled vector"),
        ({"image": {"output": "last_hidden_state"}}, "no pooled vector"),
        ({"image": {"extra": "strange"}}, "also wants strange"),
        ({"image": {"side": 16}}, "reads 16 x 16 pixels"),
        ({"image": {"wide": 5}}, "promise 6"),
        ({"config": {"projection_dim": 5}}, "promise 5"),
        ({"config": {"projection_dim": 10**9}}, "promise vectors of"),
        ({"config": {"projection_dim": -3}}, "promise vectors of"),
        ({"image": {"scale": float("nan")}}, "not finite"),
        ({"image": {"scale": float("inf")}}, "not finite"),
        ({"image": {"scale": 0.0}}, "not finite"),
        ({"image": {"external": "../../secret"}}, "cannot be opened"),
        ({"image": {"external": "/etc/passwd"}}, "cannot be opened"),
        ({"image": {"external": "missing.bin"}}, "cannot be opened"),
    ],
)
def test_lying_graphs_get_one_sentence(
    options: dict[str, Any], sentence: str, engine: str, tmp_path: Path
) -> None:
    root = make_model(tmp_path / "a" / "b", **options)
    (tmp_path / "secret").write_bytes(np.ones((1, 6), np.float32).tobytes())
    with pytest.raises(ModelError, match=sentence) as caught:
        _load(root, engine).embed_images([PICTURE])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("damage", ["empty", "half", "noise", "text"])
def test_damaged_graphs_get_one_sentence(damage: str, engine: str, tmp_path: Path) -> None:
    root = make_model(tmp_path)
    path = root / "onnx/vision_model.onnx"
    whole = path.read_bytes()
    noise = np.random.default_rng(0).integers(0, 256, 4000, dtype=np.uint8).tobytes()
    content = {"empty": b"", "half": whole[: len(whole) // 2], "noise": noise, "text": b"<html>"}
    path.write_bytes(content[damage])
    with pytest.raises(ModelFilesError, match=r"cannot be opened|has no image input") as caught:
        _load(root, engine).embed_images([PICTURE])
    assert "\n" not in str(caught.value)


def test_a_text_search_does_not_open_the_image_tower(tmp_path: Path) -> None:
    root = make_model(tmp_path)
    embedder = _load(root)
    (root / "onnx/vision_model.onnx").write_bytes(b"broken")
    assert embedder.embed_texts(["un perro"]).shape == (1, 6)


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="no model folder"):
        load_model(tmp_path / "none", settings=SETTINGS)
    with pytest.raises(ModelNotFoundError, match="known layout"):
        load_model(tmp_path, settings=SETTINGS)
    root = make_model(tmp_path / "m")
    for name in ("tokenizer.json", "onnx/text_model.onnx", "preprocessor_config.json"):
        kept = (root / name).read_bytes()
        (root / name).unlink()
        with pytest.raises(ModelFilesError, match=name.split("/")[-1].split(".")[0]):
            _load(root)
        (root / name).write_bytes(kept)


def test_pickles_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04")
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelFilesError, match=r"pytorch_model\.bin is a pickle.*safetensors"):
        load_model(tmp_path, settings=SETTINGS)


def test_one_graph_for_both_towers_is_refused(tmp_path: Path) -> None:
    root = make_model(tmp_path)
    (root / "onnx/vision_model.onnx").rename(root / "onnx/model.onnx")
    with pytest.raises(ModelFilesError, match="both towers in one"):
        _load(root)


def test_precisions_can_be_chosen(tmp_path: Path) -> None:
    root = make_model(tmp_path)
    for tower in ("vision", "text"):
        shutil.copy(root / f"onnx/{tower}_model.onnx", root / f"onnx/{tower}_model_int8.onnx")
    plain, small = _load(root), load_model(f"{root}:int8", engine="onnx", settings=SETTINGS)
    assert small.info.name == f"{root}:int8"
    assert find_files(root, "int8").vision.name == "vision_model_int8.onnx"
    assert load_model(small.info.name, engine="onnx", settings=SETTINGS).space == small.space
    with pytest.raises(ModelFilesError, match="fp16"):
        load_model(f"{root}:fp16", settings=SETTINGS)
    for tower in ("vision", "text"):
        (root / f"onnx/{tower}_model.onnx").unlink()
    assert _load(root).embed_texts(["un"]).shape == (1, 6)
    assert plain.info.dimension == 6


def test_the_space_follows_weights_and_preparation_but_not_the_place(tmp_path: Path) -> None:
    root = make_model(tmp_path / "one" / "model")
    first = _load(root).space
    moved = Path(shutil.copytree(root, tmp_path / "two" / "model"))
    assert _load(moved).space == first
    make_graph(moved / "onnx/vision_model.onnx", "image", scale=2.0)
    assert _load(moved).space != first
    shutil.rmtree(moved)
    shutil.copytree(root, moved)
    (moved / "preprocessor_config.json").write_text(
        '{"image_processor_type": "ViTImageProcessor", "size": 8, "resample": 3}'
    )
    changed = _load(moved).space
    assert changed.preprocessing != first.preprocessing
    assert changed.revision == first.revision


def test_what_mirada_wrote_beside_a_model_wins(tmp_path: Path) -> None:
    root = make_model(tmp_path)
    own = {
        "name": "mine",
        "revision": "r7",
        "dimension": 6,
        "languages": ["es"],
        "license": "MIT",
        "parameters": 12,
        "logit_scale": 20.5,
        "classification": {"temperature": 0.5, "none_offset": 1.5},
        "text": {"max_length": 4, "padding": "max_length"},
    }
    (root / "mirada.json").write_text(json.dumps(own))
    embedder = _load(root)
    assert (embedder.space.model, embedder.space.revision) == ("mine", "r7")
    info = embedder.info
    assert (info.languages, info.license, info.parameters) == (("es",), "MIT", 12)
    assert (info.logit_scale, info.logit_bias, info.context_length) == (20.5, None, 4)
    assert info.classification is not None
    assert info.classification.none_offset == 1.5
    for wrong in ('{"classification": {"temperature": -1}}', '{"logit_scale": "x"}', "{}"):
        (root / "mirada.json").write_text(wrong)
        assert _load(root).info.classification is None
        assert _load(root).info.logit_scale is None


@pytest.mark.parametrize("content", ["[]", "{", '"x"', "", "\x00"])
def test_damaged_configurations(content: str, tmp_path: Path) -> None:
    root = make_model(tmp_path)
    (root / "config.json").write_text(content)
    with pytest.raises(ModelFilesError) as caught:
        _load(root)
    assert "\n" not in str(caught.value)


def test_engines_that_do_not_fit(tmp_path: Path) -> None:
    root = make_model(tmp_path)
    with pytest.raises(InputError, match="no engine 'warp'"):
        load_model(root, engine="warp", settings=SETTINGS)
    with pytest.raises(InputError, match="cannot run the files"):
        load_model(root, engine="transformers", settings=SETTINGS)
    (root / "onnx").rename(root / "away")
    (root / "model.safetensors").write_bytes(b"")
    with pytest.raises(InputError, match="cannot run the files"):
        load_model(root, engine="onnx", settings=SETTINGS)


@pytest.mark.torch
@pytest.mark.parametrize("damage", ["empty", "half", "noise", "other", "remote"])
def test_damaged_checkpoints_get_one_sentence(damage: str, tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    import sys

    sys.path.insert(0, str(Path(__file__).parents[2]))
    import tiny_models

    root = tiny_models.tiny_clip(tmp_path / "clip")
    weights = root / "model.safetensors"
    whole = weights.read_bytes()
    if damage == "other":
        config = json.loads((root / "config.json").read_text())
        config["text_config"]["num_hidden_layers"] = 3
        (root / "config.json").write_text(json.dumps(config))
    elif damage == "remote":
        config = {"model_type": "x", "auto_map": {"AutoModel": "evil.Model"}}
        (root / "config.json").write_text(json.dumps(config))
        (root / "evil.py").write_text("raise SystemExit('ran')")
    else:
        noise = np.random.default_rng(0).integers(0, 256, 4000, dtype=np.uint8).tobytes()
        weights.write_bytes(
            {"empty": b"", "half": whole[: len(whole) // 2], "noise": noise}[damage]
        )
    with pytest.raises(ModelFilesError) as caught:
        _load(root, "transformers").embed_images([PICTURE])
    assert "\n" not in str(caught.value)


def test_small_readers(tmp_path: Path) -> None:
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(40 * 1024**2)
    first = fingerprint(big)
    with big.open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"x")
    assert fingerprint(big) != first
    with pytest.raises(ModelFilesError, match="too many"):
        read_json(big)
    with pytest.raises(ModelFilesError, match="missing"):
        read_json(tmp_path / "none.json")
    header = json.dumps({"logit_scale": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]}})
    data = len(header).to_bytes(8, "little") + header.encode() + np.float32(2.5).tobytes()
    (tmp_path / "w.safetensors").write_bytes(data)
    assert read_scalars(tmp_path / "w.safetensors", ("logit_scale", "x")) == {"logit_scale": 2.5}
    for cut in (0, 5, 20):
        (tmp_path / "w.safetensors").write_bytes(data[:cut])
        with pytest.raises(ModelFilesError, match="no whole"):
            read_scalars(tmp_path / "w.safetensors", ("logit_scale",))


ODD = [
    None,
    True,
    -1,
    0,
    10**30,
    1e308,
    float("nan"),
    "",
    "x",
    [],
    [None],
    {},
    {"a": []},
    [1, 2, 3],
]
KEYS = {
    "preprocessor_config.json": (
        "size crop_size do_resize do_center_crop do_rescale do_normalize do_pad resample "
        "rescale_factor image_mean image_std image_processor_type feature_extractor_type crop_pct "
        "resize_mode interpolation fill_color mean std"
    ),
    "config.json": "model_type text_config projection_dim embed_dim text_cfg vision_config",
    "tokenizer_config.json": "pad_token model_max_length padding_side tokenizer_class",
    "mirada.json": (
        "name revision dimension languages license parameters logit_scale logit_bias text variant "
        "classification"
    ),
}


@pytest.mark.parametrize("name", KEYS)
def test_whatever_a_file_says_the_answer_is_vectors_or_a_sentence(
    name: str, tmp_path: Path
) -> None:
    root = make_model(tmp_path)
    path = root / name
    honest = json.loads(path.read_text()) if path.is_file() else {}
    for key in KEYS[name].split():
        for odd in ODD:
            path.write_text(json.dumps({**honest, key: odd}))
            try:
                embedder = _load(root)
                assert np.isfinite(embedder.embed_texts(["un perro"])).all()
                assert np.isfinite(embedder.embed_images([PICTURE])).all()
            except MiradaError as error:
                assert "\n" not in str(error), (key, odd)
