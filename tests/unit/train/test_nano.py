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
from mirada.train.nano.recipe import gather, prepare_machine, train, train_images  # noqa: E402
from mirada.train.nano.teacher import fit_space, unit  # noqa: E402
from mirada.train.nano.words import Pair, class_pairs, read_classes, read_lexicon  # noqa: E402


def options(teacher: Path) -> NanoOptions:
    return NanoOptions(
        dimension=16,
        vision=VisionOptions(
            widths=(8, 16), depths=(1, 1), sizes=((0.5, 16), (1.0, 24)), epochs=0.5, batch=16
        ),
        text=TextOptions(vocabulary=200, layers=1, heads=2, feed_forward=16, steps=2, batch=8),
        sources=tuple(replace(source, held_out=4, repeat=1) for source in SOURCES),
        threads=1,
        device="cpu",
        teacher=teacher,
        limit=40,
    )


@pytest.fixture(scope="module")
def trained(data: Path, teacher: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    report = train(data, out, options(teacher))
    assert report.model == out / "model"
    assert set(report.development) >= {"en cifar10", "es cifar10", "en flickr8k R@10"}
    return out


def test_what_is_written_runs_on_onnx_and_loads_in_transformers(trained: Path) -> None:
    transformers = pytest.importorskip("transformers")
    pixels = np.random.default_rng(0).normal(size=(3, 3, 24, 24)).astype(np.float32)
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
        assert tower(torch.from_numpy(pixels)).logits.shape == (3, 16)
    told = json.loads((trained / "model/mirada.json").read_text(encoding="utf-8"))
    assert (told["name"], told["dimension"], told["languages"]) == ("nano", 16, ["en", "es"])


def test_the_log_has_both_towers_and_a_plot_beside_it(trained: Path) -> None:
    lines = (trained / "metrics.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["tower"] for line in lines} >= {"text", "both"}
    pytest.importorskip("matplotlib")
    assert (trained / "curves.png").stat().st_size > 1_000


def test_an_interrupted_run_ends_like_an_undisturbed_one(
    data: Path, teacher: Path, tmp_path: Path
) -> None:
    chosen = options(teacher)
    device = prepare_machine(chosen)
    ends = []
    for name, stops in (("whole", (1.0,)), ("broken", (0.4, 0.7, 1.0))):
        out = tmp_path / name
        out.mkdir()
        material = gather(data, out, chosen)
        for until in stops:  # each call starts from the checkpoint alone
            run = train_images(material, out, chosen, device, until=until)
        ends.append(run)
    assert ends[0].step == ends[1].step > 2
    for name, value in ends[0].tower.state_dict().items():
        assert torch.equal(value, ends[1].tower.state_dict()[name]), name


def test_a_missing_file_is_named(data: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cifar10_train\.parquet"):
        read_pictures(tmp_path, SOURCES[1])
    assert read_pictures(data, SOURCES[1], limit=5).pixels.shape == (5, 32, 32, 3)


def test_views_keep_colours_and_size() -> None:
    pixels = torch.full((4, 20, 20, 3), 200, dtype=torch.uint8)
    aspect = torch.tensor([1.0, 1.6, 0.6, 1.0])
    middle = centre_views(pixels, aspect, 24)
    assert middle.shape == (4, 3, 24, 24)
    wanted = (200 / 255 - 0.485) / 0.229
    assert torch.allclose(middle[:, 0], torch.tensor(wanted), atol=1e-4)
    generator = torch.Generator().manual_seed(0)
    views = random_views(pixels, aspect, 24, STRONG, generator)
    assert views.shape == (4, 3, 24, 24)
    assert bool(torch.isfinite(views).all())


def test_the_middle_view_is_the_middle_square() -> None:
    pixels = torch.zeros(1, 40, 40, 3, dtype=torch.uint8)
    pixels[:, :, 10:30] = 255  # of a picture twice as wide as high: its middle half
    view = centre_views(pixels, torch.tensor([2.0]), 20)
    assert float(view.min()) > 1.5


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
