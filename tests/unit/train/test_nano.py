"""The recipe end to end on 40 pictures a set: what it writes, and that a kill changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
onnxruntime = pytest.importorskip("onnxruntime")

from mirada.errors import InputError  # noqa: E402
from mirada.train.nano.augment import STRONG, centre_views, random_views  # noqa: E402
from mirada.train.nano.bank import topics  # noqa: E402
from mirada.train.nano.data import SOURCES, epoch_batches, read_pictures  # noqa: E402
from mirada.train.nano.export import rounded  # noqa: E402
from mirada.train.nano.options import NanoOptions, TextOptions, VisionOptions  # noqa: E402
from mirada.train.nano.recipe import (  # noqa: E402
    gather,
    prepare_machine,
    student_places,
    train,
    train_images,
    train_words,
)
from mirada.train.nano.teacher import fit_space, unit  # noqa: E402
from mirada.train.nano.tower import (  # noqa: E402
    as_transformers,
    projection_from,
    read_backbone,
    tower_from,
)
from mirada.train.nano.words import Pair, class_pairs, read_classes, read_lexicon  # noqa: E402


def options(teacher: Path, backbone: Path) -> NanoOptions:
    return NanoOptions(
        dimension=16,
        vision=VisionOptions(size=32, epochs=1.5, batch=32),
        text=TextOptions(vocabulary=200, layers=1, heads=2, feed_forward=16, steps=2, batch=8),
        sources=tuple(replace(source, held_out=4, repeat=1) for source in SOURCES),
        threads=1,
        device="cpu",
        teacher=teacher,
        backbone=backbone,
        limit=40,
    )


@pytest.fixture(scope="module")
def trained(
    data: Path, teacher: Path, backbone: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    out = tmp_path_factory.mktemp("out")
    report = train(data, out, options(teacher, backbone))
    assert report.model == out / "model"
    assert set(report.development) >= {"en cifar10", "es cifar10", "en flickr8k R@10"}
    return out


def test_what_is_written_runs_on_onnx_and_loads_in_transformers(trained: Path) -> None:
    transformers = pytest.importorskip("transformers")
    pixels = np.random.default_rng(0).normal(size=(3, 3, 32, 32)).astype(np.float32)
    vision = onnxruntime.InferenceSession(trained / "model/onnx/vision_model.onnx")
    found = vision.run(["image_embeds"], {"pixel_values": pixels})[0]
    assert found.shape == (3, 16)
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=1e-3)
    tokenizer = transformers.AutoTokenizer.from_pretrained(trained / "model")
    tokens = tokenizer(["a dog", "a boat on the sea"], padding=True, return_tensors="np")
    text = onnxruntime.InferenceSession(trained / "model/onnx/text_model.onnx")
    feeds = {name: tokens[name].astype(np.int64) for name in ("input_ids", "attention_mask")}
    mine = text.run(["text_embeds"], feeds)[0]
    tower = transformers.AutoModel.from_pretrained(trained / "checkpoints/text").float().eval()
    with torch.no_grad():
        whole = tower(**{k: torch.from_numpy(v) for k, v in feeds.items()}).pooler_output
    cosine = (mine * torch.nn.functional.normalize(whole, dim=1).numpy()).sum(axis=1)
    assert cosine.min() > 0.999
    kind = transformers.AutoModelForImageClassification
    tower = kind.from_pretrained(trained / "checkpoints/vision").float().eval()
    with torch.no_grad():
        whole = torch.nn.functional.normalize(tower(torch.from_numpy(pixels)).logits, dim=1)
    assert (found * whole.numpy()).sum(axis=1).min() > 0.95  # int8 against half precision
    told = json.loads((trained / "model/mirada.json").read_text(encoding="utf-8"))
    assert (told["name"], told["dimension"], told["languages"]) == ("nano", 16, ["en", "es"])


def test_the_log_has_both_towers_and_a_plot_beside_it(trained: Path) -> None:
    lines = (trained / "metrics.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["tower"] for line in lines} >= {"text", "both"}
    pytest.importorskip("matplotlib")
    assert (trained / "curves.png").stat().st_size > 1_000


class KilledError(Exception):
    pass


def test_an_interrupted_run_ends_like_an_undisturbed_one(
    data: Path, teacher: Path, backbone: Path, tmp_path: Path
) -> None:
    def kill_at_the_first_figures(line: str) -> None:
        if line.startswith("held out"):
            raise KilledError

    chosen = replace(options(teacher, backbone), checkpoint_seconds=0.0)
    device = prepare_machine(chosen)
    material = gather(data, tmp_path, chosen)
    tower, tokenizer = train_words(material, tmp_path, chosen, device)
    places = student_places(material.texts, tower, tokenizer, chosen)
    ends = []
    for name in ("whole", "broken"):
        out = tmp_path / name
        out.mkdir()
        if name == "broken":
            dying = replace(chosen, progress=kill_at_the_first_figures)
            with pytest.raises(KilledError):
                train_images(material, places, out, dying, device)
        ends.append(train_images(material, places, out, chosen, device)[0])
    assert ends[0].step == ends[1].step > 2
    for one, other in ((ends[0].tower, ends[1].tower), (ends[0].average, ends[1].average)):
        for name, value in one.state_dict().items():
            assert torch.equal(value, other.state_dict()[name]), name


def test_the_folded_tower_is_the_transformers_model_and_its_classes_can_be_asked_for(
    backbone: Path,
) -> None:
    weights = read_backbone(backbone)
    tower = tower_from(weights, split=11)
    names = torch.nn.functional.normalize(torch.randn(1000, 64), dim=1)
    classifier, bias = weights["_fc.weight"], weights["_fc.bias"]
    tower.projection = projection_from(classifier, bias, names, pull=0.1)
    pixels = torch.randn(3, 3, 64, 64)
    with torch.no_grad():
        mine = tower(pixels)
        theirs = as_transformers(tower, 64)(pixels).logits
        features = tower.describe(tower.look(pixels))
    assert torch.allclose(mine, theirs, atol=1e-4 * float(mine.abs().max()))
    told = features @ classifier.T + bias
    told = told - told.mean(dim=1, keepdim=True)
    asked = mine @ names.T
    agree = torch.nn.functional.cosine_similarity(asked, told, dim=1)
    assert float(agree.min()) > 0.2  # 64 of 1,000 dimensions: chance gives 0.03


def test_a_file_that_is_no_backbone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.pth").write_text("no weights")
    with pytest.raises(InputError, match="weights that torch can read"):
        read_backbone(tmp_path / "words.pth")
    torch.save({"x": torch.zeros(2)}, tmp_path / "other.pth")
    with pytest.raises(InputError, match="EfficientNet-Lite0"):
        read_backbone(tmp_path / "other.pth")


def test_a_missing_file_is_named(data: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cifar10_train\.parquet"):
        read_pictures(tmp_path, SOURCES[1])
    assert read_pictures(data, SOURCES[1], limit=5).pixels.shape == (5, 32, 32, 3)


def test_views_keep_colours_and_size() -> None:
    pixels = torch.full((4, 20, 20, 3), 200, dtype=torch.uint8)
    aspect = torch.tensor([1.0, 1.6, 0.6, 1.0])
    middle = centre_views(pixels, aspect, 24)
    assert middle.shape == (4, 3, 24, 24)
    wanted = (200 / 255 - 0.5) / 0.5
    assert torch.allclose(middle[:, 0], torch.tensor(wanted), atol=1e-4)
    generator = torch.Generator().manual_seed(0)
    views = random_views(pixels, aspect, 24, STRONG, generator)
    assert views.shape == (4, 3, 24, 24)
    assert bool(torch.isfinite(views).all())


def test_the_middle_view_is_the_middle_square() -> None:
    pixels = torch.zeros(1, 40, 40, 3, dtype=torch.uint8)
    pixels[:, :, 10:30] = 255  # of a picture twice as wide as high: its middle half
    view = centre_views(pixels, torch.tensor([2.0]), 20)
    assert float(view.min()) > 0.9


def test_epochs_repeat_and_depend_on_the_seed_alone() -> None:
    batches = list(epoch_batches([5, 3], [1, 2], 4, seed=3))
    assert [b.tolist() for b in batches] == [
        b.tolist() for b in epoch_batches([5, 3], [1, 2], 4, seed=3)
    ]
    assert len(batches) == 2
    rows = np.concatenate(list(epoch_batches([5, 3], [1, 2], 11, seed=3)))
    assert sorted(map(tuple, rows.tolist())) == sorted(
        [(0, i) for i in range(5)] + [(1, i) for i in range(3)] * 2
    )


def test_classes_have_both_languages_and_exclude_one_another_within_a_set() -> None:
    classes = read_classes()
    counts = {name: sum(c.dataset == name for c in classes) for name in ("cifar10", "natural")}
    assert counts == {"cifar10": 10, "natural": 8}
    assert sum(c.dataset == "tiny-imagenet" for c in classes) == 200
    assert all(c.english[0] and c.spanish[0] for c in classes)
    laid = topics(classes)
    cat, tabby = laid.row["cifar10", "cat"], laid.row["tiny-imagenet", "n02123045"]
    persian = laid.row["tiny-imagenet", "n02123394"]
    assert len(laid.backbone) == 1000
    assert laid.related[tabby, laid.row["imagenet", "n02123045"]]  # the same synset
    assert not laid.related[laid.backbone[0], laid.backbone[1]]
    assert laid.related[cat, tabby]
    assert not laid.related[tabby, persian]
    assert laid.related[laid.row["natural", "cat"], cat]
    assert len({pair.spanish for pair in class_pairs(classes[1])}) == 4 * 7


def test_the_lexicon_has_no_repetitions() -> None:
    lexicon = read_lexicon()
    assert len(lexicon) >= 600
    assert len({pair.english for pair in lexicon}) == len(lexicon)
    assert Pair("a dog", "un perro") in lexicon


def test_whitening_evens_out_the_spread() -> None:
    rng = np.random.default_rng(0)
    rows = unit(rng.normal(size=(400, 6)) * np.array([5, 3, 1, 1, 0.5, 0.1]) + 2.0)
    flat = fit_space([rows], 4, 1.0)
    spread = ((rows - flat.mean) @ flat.projection).std(axis=0)
    assert np.allclose(spread, 1.0, atol=0.05)
    assert np.allclose(np.linalg.norm(flat(rows), axis=1), 1.0, atol=1e-5)


def test_rounding_to_int8_keeps_each_row_within_half_a_step() -> None:
    values = np.random.default_rng(0).normal(size=(7, 50)).astype(np.float32)
    whole, scale = rounded(values, axis=0)
    assert np.abs(whole * scale[:, None] - values).max() <= scale.max() / 2 + 1e-6
