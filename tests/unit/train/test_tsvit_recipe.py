"""The recipe end to end on patches of 50 pixels: what it writes; that a kill changes nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")

from pastis_folder import make_pastis, make_pastis24  # noqa: E402

from mirada.cli.main import run  # noqa: E402
from mirada.earth.segment import Segmenter  # noqa: E402
from mirada.errors import InputError, ReadError  # noqa: E402
from mirada.evaluate.segmentation import confusion, mean_iou  # noqa: E402
from mirada.train.tsvit.batches import (  # noqa: E402
    IGNORED,
    Place,
    collate,
    cut,
    epoch_places,
    even_batches,
    grid,
    training_batch,
    turned,
)
from mirada.train.tsvit.finish import series_of  # noqa: E402
from mirada.train.tsvit.loop import build, judge, learn, pixel_loss, rate_at, start  # noqa: E402
from mirada.train.tsvit.options import PAPER, SMALL, NetOptions, TsvitOptions  # noqa: E402
from mirada.train.tsvit.recipe import train, train_folds, train_regions  # noqa: E402
from mirada.train.tsvit.sources import (  # noqa: E402
    by_region,
    measured_normalisation,
    read_split,
)

CPU = torch.device("cpu")
TINY = replace(
    SMALL,
    net=NetOptions("exchange", width=16, heads=2, head=8, temporal=1, spatial=1),
    epochs=12.0,
    dates=8,
    batch=4,
    measure_every=6.0,
    threads=1,
    device="cpu",
)


@pytest.fixture(scope="module")
def pastis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pastis(tmp_path_factory.mktemp("pastis") / "PASTIS")


@pytest.fixture(scope="module")
def trained(pastis: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    report = train(pastis, out, TINY)
    assert report.model == out / "model"
    assert report.figures["miou"] > 0.6, "three crops that differ plainly"
    assert report.figures["ece"] < report.figures["ece uncalibrated"]
    assert report.counts.sum(axis=1).nonzero()[0].tolist() == [0, 1, 2]
    return out


def test_the_folder_runs_on_onnx_as_the_network_does(trained: Path, pastis: Path) -> None:
    split = read_split(pastis, 1)
    there = start(build(TINY, split), split, TINY, trained / "run.pt", CPU)
    segmenter = Segmenter(trained / "model")
    batch = next(even_batches(split.judged, replace(TINY, batch=8)))
    arrays = batch.values.numpy(), batch.days.numpy(), batch.shown.numpy()
    assert not batch.shown.all(), "two lengths of season, so that the mask has work"
    logits, tokens = segmenter.run(*arrays)
    there.best.eval()
    with torch.no_grad():
        wanted, pooled = there.best(batch.values, batch.days, batch.shown)
    assert np.allclose(logits, wanted.numpy(), atol=1e-3)
    assert np.allclose(tokens, pooled.numpy(), atol=1e-3)


def test_the_folder_tells_no_path_of_this_machine(trained: Path) -> None:
    graph = (trained / "model" / "model.onnx").read_bytes()
    assert b"mirada/train" not in graph
    assert str(trained).encode() not in graph
    told = json.loads((trained / "model" / "mirada.json").read_text(encoding="utf-8"))
    assert told["trained_on"] == "PASTIS"
    assert told["window"] == 24
    assert told["temperature"] != 1.0


def test_the_confusion_matrix_is_kept_with_the_map_in_its_rows(trained: Path, pastis: Path) -> None:
    segmenter, split = Segmenter(trained / "model"), read_split(pastis, 1)
    there = start(build(TINY, split), split, TINY, trained / "run.pt", CPU)
    counts = judge(there.best, split.judged, TINY, CPU)
    kept = segmenter.model.confusion
    assert kept is not None
    assert kept.sum() == counts.sum()
    assert kept.sum(axis=0).tolist() == counts.sum(axis=1).tolist(), "columns: what was there"


def test_maps_of_whole_patches_are_good(trained: Path, pastis: Path) -> None:
    segmenter = Segmenter(trained / "model")
    series, labels = series_of(read_split(pastis, 1).judged[0])
    field = segmenter.segment(series)
    assert field.mask.ids.shape == labels.shape
    assert mean_iou(confusion(labels, field.mask.ids, 19)) > 0.6
    assert field.probabilities is not None
    assert np.allclose(field.probabilities.sum(axis=0), 1.0, atol=1e-5)


def test_log_and_plot(trained: Path) -> None:
    lines = (trained / "metrics.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert any("loss" in one for one in records)
    assert any("watched miou" in one for one in records)
    pytest.importorskip("matplotlib")
    assert (trained / "curves.png").stat().st_size > 1_000


class KilledError(Exception):
    pass


@pytest.mark.parametrize("memory", [0.0, 0.9])
def test_an_interrupted_run_ends_like_an_undisturbed_one(
    pastis: Path, tmp_path: Path, memory: float
) -> None:
    def kill(line: str) -> None:
        if line.startswith("watched"):
            raise KilledError

    chosen = replace(TINY, epochs=5.0, measure_every=2.0, checkpoint_seconds=0.0, memory=memory)
    split, ends = read_split(pastis, 1), []
    for name in ("whole", "broken"):
        out = tmp_path / name
        out.mkdir()
        torch.manual_seed(0)
        if name == "broken":
            dying = replace(chosen, progress=kill)
            with pytest.raises(KilledError):
                learn(start(build(dying, split), split, dying, out / "run.pt", CPU), split, dying,
                      out, CPU)  # fmt: skip
            torch.manual_seed(99)
        begun = start(build(chosen, split), split, chosen, out / "run.pt", CPU)
        assert (begun.step > 0) == (name == "broken")
        ends.append(learn(begun, split, chosen, out, CPU))
    assert ends[0].step == ends[1].step > 5
    for name, value in ends[0].best.state_dict().items():
        assert torch.equal(value, ends[1].best.state_dict()[name]), name


def test_a_checkpoint_of_something_else_is_refused(trained: Path, pastis: Path) -> None:
    other = replace(TINY, net=replace(TINY.net, width=24))
    split = read_split(pastis, 1)
    with pytest.raises(InputError, match="another network"):
        start(build(other, split), split, other, trained / "run.pt", CPU)
    elsewhere = replace(split, mean=tuple(one + 1 for one in split.mean))
    for patches in (read_split(pastis, 2), elsewhere):
        with pytest.raises(InputError, match="other patches"):
            start(build(TINY, split), patches, TINY, trained / "run.pt", CPU)
    with pytest.raises(InputError, match="or seed"):
        start(build(TINY, split), split, replace(TINY, seed=1), trained / "run.pt", CPU)


def test_training_begins_with_a_finished_model(
    trained: Path, pastis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    split, given = read_split(pastis, 1), replace(TINY, begin_with=trained / "model")
    ended = start(build(TINY, split), split, TINY, trained / "run.pt", CPU).best.state_dict()
    begun = build(given, split).state_dict()
    for name, value in ended.items():
        assert torch.allclose(value, begun[name], atol=1e-6), name
    with pytest.raises(InputError, match="of another network or seed"):
        start(build(given, split), split, given, trained / "run.pt", CPU)
    small = ["--recipe", "small", "--network", "exchange", "--out", str(trained / "more")]
    told = ["train", "tsvit", str(pastis), "--begin-with"]
    assert run([*told, str(trained / "none"), *small]) == 5
    assert "no crop model at" in capsys.readouterr().err
    assert run([*told, str(trained / "model"), *small]) == 5
    assert "of another network" in capsys.readouterr().err, "tiny, and the recipe's is not"


def test_folds_are_the_official_ones_and_do_not_meet(pastis: Path) -> None:
    for fold, (mine, watched, judged) in enumerate(
        [({1, 2, 3}, 4, 5), ({2, 3, 4}, 5, 1), ({3, 4, 5}, 1, 2), ({4, 5, 1}, 2, 3),
         ({5, 1, 2}, 3, 4)], start=1
    ):  # fmt: skip
        split = read_split(pastis, fold)
        assert {one.fold for one in split.mine} == mine
        assert {one.fold for one in split.watched} == {watched}
        assert {one.fold for one in split.judged} == {judged}


def test_the_command_trains_and_answers(
    pastis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    given = ["--recipe", "small", "--network", "exchange", "--epochs", "2", "--device", "cpu"]
    assert run(["train", "tsvit", str(pastis), "--out", out, *given, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["model"] == str(tmp_path / "out" / "model")
    assert {"miou", "ece", "temperature"} <= set(told["figures"])
    assert {one["es"] for one in told["classes"]} >= {"pradera", "trigo blando de invierno"}
    assert run(["train", "tsvit", str(pastis), "--fold", "all", "--by-region"]) == 2
    assert "exclude one another" in capsys.readouterr().err


def test_all_folds_are_summed(pastis: Path, tmp_path: Path) -> None:
    short = replace(TINY, epochs=0.5, measure_every=9.0, calibrated=1)
    report = train_folds(pastis, tmp_path, short)
    assert report.model == tmp_path / "fold_1" / "model"
    patches = [read_split(pastis, fold).judged for fold in range(1, 6)]
    assert len({one.name for part in patches for one in part}) == 10, "each patch judged once"
    first = Segmenter(report.model).model.confusion
    assert first is not None
    windows = grid([one for part in patches for one in part], 24)
    void = sum(
        int((cut(one.read(), place, 24, 1).labels == 19).sum())
        for part in patches
        for one in part
        for place in grid([one], 24)
    )
    assert report.counts.sum() == len(windows) * 576 - void > first.sum()
    assert report.figures["miou"] == pytest.approx(mean_iou(report.counts))


def test_a_region_that_is_left_out_is_judged_and_not_seen(pastis: Path, tmp_path: Path) -> None:
    split = by_region(pastis, "3")
    assert {one.region for one in split.judged} == {"3"}
    assert {one.region for one in (*split.mine, *split.watched)} == {"1", "2", "4"}
    short = replace(TINY, epochs=0.5, measure_every=9.0, calibrated=1)
    report = train_regions(pastis, tmp_path, short)
    assert {f"miou without {region}" for region in "1234"} <= set(report.figures)
    assert report.model is None
    with pytest.raises(InputError, match="region 7"):
        by_region(pastis, "7")


def test_pastis24_is_read_without_unpickling(tmp_path: Path) -> None:
    folder = make_pastis24(tmp_path / "PASTIS24")
    split = read_split(folder, 1)
    assert [len(part) for part in (split.mine, split.watched, split.judged)] == [12, 4, 4]
    assert split.mean[0] == 1165.94
    report = train(folder, tmp_path / "out", replace(TINY, epochs=8.0, calibrated=2))
    assert report.figures["accuracy"] > 0.5
    (folder / "fold-paths" / "fold_2_paths.csv").unlink()
    with pytest.raises(ReadError, match="fold_2_paths"):
        read_split(folder, 1)


def test_a_folder_that_is_no_data_set_is_refused(tmp_path: Path, pastis: Path) -> None:
    with pytest.raises(InputError, match="neither PASTIS"):
        read_split(tmp_path, 1)
    with pytest.raises(InputError, match="no fold 6"):
        read_split(pastis, 6)
    few = make_pastis(tmp_path / "few", patches=3)
    with pytest.raises(InputError, match="Fold 4 of"):
        read_split(few, 1)
    (few / "DATA_S2" / "S2_10000.npy").unlink()
    with pytest.raises(ReadError, match="S2_10000"):
        read_split(few, 1)


def test_means_are_the_files_where_there_is_one(pastis: Path, tmp_path: Path) -> None:
    folder = make_pastis(tmp_path / "told")
    told = {f"Fold_{n}": {"mean": [n] * 10, "std": [10 * n] * 10} for n in range(1, 6)}
    (folder / "NORM_S2_patch.json").write_text(json.dumps(told), encoding="utf-8")
    split = read_split(folder, 2)
    assert split.mean == (3.0,) * 10, "the mean of folds 2, 3 and 4"
    assert split.std == (30.0,) * 10
    mean, std = measured_normalisation(read_split(pastis, 1).mine)
    values = np.concatenate([one.read().values for one in read_split(pastis, 1).mine])
    assert np.allclose(mean, values.mean(axis=(0, 2, 3)), rtol=0.05)
    assert np.allclose(std, values.std(axis=(0, 2, 3)), rtol=0.1)


def test_batches_follow_from_seed_and_step_alone(pastis: Path) -> None:
    split = read_split(pastis, 1)
    places = epoch_places(split.mine, TINY, 3)
    assert places == epoch_places(split.mine, TINY, 3)
    assert places != epoch_places(split.mine, TINY, 4)
    one, other = (training_batch(split.mine, places[0], TINY, 7) for _ in range(2))
    assert torch.equal(one.values, other.values)
    assert torch.equal(one.labels, other.labels)
    plain = epoch_places(split.mine, replace(TINY, turned=False, batch=1), 0)
    assert sorted((p.source, p.row, p.column) for row in plain for p in row) == sorted(
        (p.source, p.row, p.column) for p in grid(split.mine, 24)
    ), "each window of the grid once an epoch"


def test_a_batch_fills_up_dates_and_hides_void(pastis: Path) -> None:
    split = read_split(pastis, 1)
    contents = [one.read() for one in split.judged]
    windows = [cut(one, Place(0, 0, 0), 24, 60) for one in contents]
    batch = collate(windows)
    for number, one in enumerate(windows):
        assert int(batch.shown[number].sum()) == len(one.days)
        assert batch.days[number, : len(one.days)].tolist() == one.days.tolist()
    assert bool((batch.labels[:, :3] == IGNORED).all())
    assert not bool((batch.labels[:, 3:] == IGNORED).any())
    assert cut(contents[0], Place(0, 0, 0), 24, 5).values.shape[0] == 5


def test_turning_keeps_pixels_and_labels_together(pastis: Path) -> None:
    window = cut(read_split(pastis, 1).mine[0].read(), Place(0, 5, 7), 24, 60)
    pairs = {(int(v), int(n)) for v, n in zip(window.values[3, 4].flat, window.labels.flat)}  # noqa: B905
    seen = set()
    for seed in range(12):
        new = turned(window, np.random.default_rng(seed))
        seen.add(new.values[0, 0].tobytes())
        again = {(int(v), int(n)) for v, n in zip(new.values[3, 4].flat, new.labels.flat)}  # noqa: B905
        assert again == pairs
    assert len(seen) > 4


def test_a_batch_of_void_alone_teaches_nothing() -> None:
    logits = torch.randn(1, 5, 4, 4, requires_grad=True)
    loss = pixel_loss(logits, torch.full((1, 4, 4), IGNORED))
    loss.backward()
    assert float(loss) == 0.0
    assert logits.grad is not None
    assert not logits.grad.any()


def test_the_papers_schedule() -> None:
    assert isinstance(PAPER, TsvitOptions)
    assert (PAPER.epochs, PAPER.batch, PAPER.warm_up, PAPER.decay) == (100, 16, 10, 0)
    assert PAPER.net.width == 128
    share = PAPER.warm_up / PAPER.epochs
    assert rate_at(share, share, PAPER) == pytest.approx(1e-3)
    assert rate_at(1.0, share, PAPER) == pytest.approx(5e-6)
    assert rate_at(share / 2, share, PAPER) == pytest.approx(5e-4, rel=0.02)
    rates = [rate_at(at / 100, share, PAPER) for at in range(10, 101)]
    assert rates == sorted(rates, reverse=True)
