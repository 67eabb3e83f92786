"""What every embedder promises, whatever engine runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirada.errors import InputError, MiradaError, ModelError, QueryError
from mirada.models import Embedder, load_model
from mirada.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1]))
import tiny_models

SETTINGS = Settings(threads=2, offline=True)
NANO = Path(tiny_models.__file__).parents[1] / "src/mirada/models/nano"
TEXTS = [
    "a photo of a dog on the beach",
    "un perro en la playa",
    "Two RED cars!",
    "el niño",
    "x",
    "una bicicleta azul, ¿no?",
    "the cat sleeps",
]


@dataclass(frozen=True)
class Case:
    """One engine over one tiny model. ``family``: cases that share weights must agree."""

    name: str
    family: str
    engine: str
    build: Callable[[Path], Path]


def _onnx(kind: str, *, mask: bool) -> Callable[[Path], Path]:
    def build(root: Path) -> Path:
        return tiny_models.export_onnx(_made(root, kind), root / f"{kind}-onnx", mask=mask)

    return build


def _towers(kind: str) -> Callable[[Path], Path]:
    def build(root: Path) -> Path:
        return tiny_models.export_towers(_made(root, kind), root / f"{kind}-towers")

    return build


def _int8(kind: str) -> Callable[[Path], Path]:
    def build(root: Path) -> Path:
        return tiny_models.quantise(_made(root, f"{kind}-onnx"), root / f"{kind}-int8")

    return build


def _checkpoint(kind: str) -> Callable[[Path], Path]:
    return lambda root: getattr(tiny_models, f"tiny_{kind}")(root / kind)


def _made(root: Path, name: str) -> Path:
    """The folder ``name`` under ``root``, built when it is first asked for."""
    folder = root / name
    if not folder.exists():
        kind, _, layout = name.partition("-")
        build = {
            "": _checkpoint(kind),
            "onnx": _onnx(kind, mask=kind in ("clip", "dual")),
            "towers": _towers(kind),
            "int8": _int8(kind),
        }[layout]
        build(root)
    return folder


FOLDERS = {
    "transformers": ["clip", "siglip", "siglip2", "dual", "pair"],
    "onnx": ["clip-onnx", "siglip-onnx", "siglip2-onnx", "dual-onnx", "clip-towers", "clip-int8"],
    "openvino": ["clip-onnx", "siglip-onnx", "dual-onnx", "clip-towers"],
    "auto": ["clip-onnx"],
}
CASES = ["fake", *(f"{e}:{name}" for e, names in FOLDERS.items() for name in names), "nano"]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tiny")


def _load(case: str, tiny: Path) -> Embedder:
    if case == "fake":
        return load_model("fake", settings=SETTINGS)
    if case == "nano":
        if not (NANO / "onnx").is_dir():
            pytest.skip("nano is not trained yet")
        return load_model("nano", settings=SETTINGS)
    engine, _, name = case.partition(":")
    pytest.importorskip("torch")  # it builds the tiny models, whatever engine then runs them
    if engine == "openvino":
        pytest.importorskip("openvino")
    return load_model(_made(tiny, name), engine=engine, settings=SETTINGS)


@pytest.fixture(scope="session", params=CASES)
def embedder(request: pytest.FixtureRequest, tiny: Path) -> Embedder:
    return _load(request.param, tiny)


def _pictures() -> list[np.ndarray]:
    rng = np.random.default_rng(5)
    shapes = [(40, 70), (33, 33), (90, 31), (64, 64), (128, 50), (35, 36), (80, 60)]
    coarse = [rng.integers(0, 256, (4, 4, 3), dtype=np.uint8) for _ in shapes]
    return [
        np.asarray(Image.fromarray(c).resize((w, h), Image.Resampling.BILINEAR))
        for c, (h, w) in zip(coarse, shapes, strict=True)
    ]


def test_it_is_an_embedder(embedder: Embedder) -> None:
    assert isinstance(embedder, Embedder)
    info = embedder.info
    assert info.dimension == embedder.space.dimension > 0
    assert info.engine
    assert info.device == "cpu"
    assert info.threads > 0
    assert info.context_length == embedder.context_length > 2


def test_rows_are_unit_vectors_of_the_promised_length(embedder: Embedder) -> None:
    for rows in (embedder.embed_images(_pictures()), embedder.embed_texts(TEXTS)):
        assert rows.dtype == np.float32
        assert rows.shape == (7, embedder.space.dimension)
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_different_things_get_different_vectors(embedder: Embedder) -> None:
    for rows in (embedder.embed_images(_pictures()), embedder.embed_texts(TEXTS)):
        assert (np.abs(rows[:, None] - rows).max(axis=2) + np.eye(len(rows)) > 1e-4).all()


def test_nothing_gives_no_rows(embedder: Embedder) -> None:
    shape = (0, embedder.space.dimension)
    assert embedder.embed_images([]).shape == embedder.embed_texts([]).shape == shape
    tensor = embedder.prepare(_pictures()[0])
    assert embedder.embed_prepared(np.zeros((0, *tensor.shape), np.float32)).shape == shape


def test_the_same_again_gives_the_same(embedder: Embedder) -> None:
    pictures = _pictures()
    assert np.array_equal(embedder.embed_images(pictures), embedder.embed_images(pictures))
    assert np.array_equal(embedder.embed_texts(TEXTS), embedder.embed_texts(TEXTS))


def test_a_row_does_not_depend_on_its_batch(embedder: Embedder) -> None:
    pictures = _pictures()
    whole, alone = embedder.embed_images(pictures), embedder.embed_images(pictures[3:4])
    assert np.abs(whole[3] - alone[0]).max() < 2e-6
    whole, alone = embedder.embed_texts(TEXTS), embedder.embed_texts(TEXTS[4:5])
    assert np.abs(whole[4] - alone[0]).max() < 2e-6


def test_more_rows_than_one_call_takes(embedder: Embedder) -> None:
    many = _pictures() * 5
    assert (
        np.abs(embedder.embed_images(many)[-1] - embedder.embed_images(many[-1:])[0]).max() < 2e-6
    )
    texts = TEXTS * 20
    assert (
        np.abs(embedder.embed_texts(texts)[-1] - embedder.embed_texts(texts[-1:])[0]).max() < 2e-6
    )


def test_prepared_pictures_are_the_same_pictures(embedder: Embedder) -> None:
    pictures = _pictures()
    tensors = [embedder.prepare(picture) for picture in pictures]
    assert all(tensor.dtype == np.float32 and tensor.ndim == 3 for tensor in tensors)
    rows = embedder.embed_prepared(np.stack(tensors))
    assert np.allclose(rows, embedder.embed_images(pictures), atol=2e-6)


def test_paths_pictures_and_arrays_are_the_same(embedder: Embedder, tmp_path: Path) -> None:
    pixels = _pictures()[0]
    picture = Image.fromarray(pixels)
    path = tmp_path / "picture.png"
    picture.save(path)
    assert np.array_equal(embedder.prepare(pixels), embedder.prepare(picture))
    rows = embedder.embed_images([pixels, picture, path, str(path)])
    assert np.abs(rows[1:] - rows[0]).max() < 2e-6


def test_grey_and_transparent_arrays_are_pictures(embedder: Embedder) -> None:
    grey = _pictures()[0][:, :, 0]
    solid = np.dstack([_pictures()[0], np.full(grey.shape, 255, np.uint8)])
    assert np.array_equal(embedder.prepare(solid), embedder.prepare(_pictures()[0]))
    wide = np.repeat(grey[:, :, None], 3, axis=2)
    assert np.array_equal(embedder.prepare(grey), embedder.prepare(wide))
    assert embedder.embed_images([grey, solid]).shape == (2, embedder.space.dimension)


def test_several_threads_get_the_same(embedder: Embedder) -> None:
    pictures, count = _pictures(), 6
    images, texts = embedder.embed_images(pictures), embedder.embed_texts(TEXTS)
    with ThreadPoolExecutor(3) as pool:
        for rows in pool.map(lambda _: embedder.embed_images(pictures), range(count)):
            assert np.abs(rows - images).max() < 2e-6
        for rows in pool.map(lambda _: embedder.embed_texts(TEXTS), range(count)):
            assert np.abs(rows - texts).max() < 2e-6


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((4, 4, 3), np.float32),
        np.zeros((4, 4, 2), np.uint8),
        np.zeros((0, 4, 3), np.uint8),
        np.zeros(4, np.uint8),
        17,
        None,
    ],
    ids=["float", "two channels", "empty", "flat", "number", "none"],
)
def test_what_is_no_picture_is_refused(embedder: Embedder, wrong: object) -> None:
    with pytest.raises(InputError):
        embedder.embed_images([wrong])  # type: ignore[list-item]


def test_tensors_of_another_shape_are_refused(embedder: Embedder) -> None:
    for shape in ((3, 8, 8), (1, 1, 8, 8)):
        with pytest.raises(ModelError):
            embedder.embed_prepared(np.zeros(shape, np.float32))


def test_texts_that_are_none_are_refused(embedder: Embedder) -> None:
    with pytest.raises(QueryError):
        embedder.embed_texts([None])  # type: ignore[list-item]
    with pytest.raises(MiradaError):
        embedder.embed_texts(["a" * 200_000])


def test_odd_texts_get_vectors(embedder: Embedder) -> None:
    rows = embedder.embed_texts(["", " ", "\n", "🐕", "\x00", "日本", "e\u0301", "!?"])
    assert np.isfinite(rows).all()


def test_long_texts_are_cut_and_can_be_told(embedder: Embedder) -> None:
    long = "perro playa " * 300
    assert embedder.count_tokens(long) > embedder.context_length
    assert embedder.count_tokens("un perro") <= embedder.context_length
    rows = embedder.embed_texts([long, long + " azul"])
    assert np.allclose(rows[0], rows[1], atol=1e-6)


@pytest.mark.parametrize("case", ["fake", "onnx:clip-onnx", "nano"])
def test_another_process_gives_the_same_space_and_vectors(case: str, tiny: Path) -> None:
    embedder = _load(case, tiny)
    code = (
        "import sys, json; from mirada.models import load_model\n"
        "n = sys.argv[1]; e = load_model(n, engine='onnx' if '/' in n else 'auto')\n"
        "print(json.dumps([e.space.id, e.embed_texts(['un perro'])[0].tolist()]))"
    )
    target = case if ":" not in case else str(tiny / case.partition(":")[2])
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code, target], capture_output=True, check=True, env=environment
    )
    space, row = json.loads(done.stdout)
    assert space == embedder.space.id
    assert np.allclose(row, embedder.embed_texts(["un perro"])[0], atol=1e-5)


@pytest.mark.torch
@pytest.mark.parametrize("kind", ["clip", "siglip", "siglip2", "dual"])
def test_engines_agree_on_the_same_weights(kind: str, tiny: Path) -> None:
    reference = _load(f"transformers:{kind}", tiny)
    names = [f"onnx:{kind}-onnx", f"openvino:{kind}-onnx", f"auto:{kind}-onnx"]
    auto = _load(f"auto:{kind}-onnx", tiny)
    assert auto.info.engine == "openvino + onnx"
    assert auto.space == _load(f"onnx:{kind}-onnx", tiny).space
    for name in [*names, *(["onnx:clip-towers"] if kind == "clip" else [])]:
        other = _load(name, tiny)
        for method, items in (("embed_images", _pictures()), ("embed_texts", TEXTS)):
            one, two = getattr(reference, method)(items), getattr(other, method)(items)
            assert (one * two).sum(axis=1).min() >= 0.9999, (name, method)


@pytest.mark.torch
@pytest.mark.parametrize("kind", ["clip", "siglip", "siglip2", "dual"])
def test_transformers_itself_gives_the_same_vectors(kind: str, tiny: Path) -> None:
    """The reference: AutoModel, AutoImageProcessor and AutoTokenizer, as their guides say."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    folder = _made(tiny, kind)
    embedder = _load(f"transformers:{kind}", tiny)
    model = transformers.AutoModel.from_pretrained(folder).eval()
    processor = transformers.AutoImageProcessor.from_pretrained(folder)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    fixed = kind.startswith("siglip")
    tokens = tokenizer(
        TEXTS,
        padding="max_length" if fixed else True,
        truncation=True,
        max_length=embedder.context_length,
        padding_side="right",
        return_attention_mask=not fixed,
        return_tensors="pt",
    )
    if fixed:
        tokens = {"input_ids": tokens["input_ids"]}
    pictures = [Image.fromarray(pixels) for pixels in _pictures()]
    with torch.no_grad():
        pixels = processor(pictures, return_tensors="pt")
        images = tiny_models.pooled(model.get_image_features(**pixels)).numpy()
        texts = tiny_models.pooled(model.get_text_features(**tokens)).numpy()
    for theirs, ours in (
        (images, embedder.embed_images(pictures)),
        (texts, embedder.embed_texts(TEXTS)),
    ):
        theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
        assert np.abs(theirs - ours).max() < 1e-5
