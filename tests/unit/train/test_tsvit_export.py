"""TSViT as an ONNX graph: what torch computes, for any number of windows and dates, hidden ones
among them. (`exchange` is compared by `test_tsvit_recipe.py` and run by `test_segment.py`.)
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")

from mirada.earth.crop_model import embedded_folder  # noqa: E402
from mirada.errors import ModelFilesError  # noqa: E402
from mirada.models.onnx import open_session  # noqa: E402
from mirada.train.tsvit.exchange import Exchange  # noqa: E402
from mirada.train.tsvit.export import Served, write_folder  # noqa: E402
from mirada.train.tsvit.options import SMALL, NetOptions, TsvitOptions  # noqa: E402
from mirada.train.tsvit.revive import revive  # noqa: E402
from mirada.train.tsvit.tsvit import Tsvit  # noqa: E402

TINY = NetOptions(window=8, width=16, heads=2, head=8, temporal=2, spatial=1, classes=5)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tsvit, Path]:
    """A network that learned something, and its folder."""
    torch.manual_seed(0)
    net = Tsvit(TINY).eval()
    net.standardise.mean.fill_(2_000.0)
    net.standardise.std.fill_(1_500.0)
    for weight in net.parameters():  # else norms that learned nothing share one constant
        weight.data.add_(0.1 * torch.randn_like(weight))
    folder = tmp_path_factory.mktemp("finished")
    return net, write_folder(net, TsvitOptions(net=TINY), folder)


def test_the_graph_says_what_the_network_says(finished: tuple[Tsvit, Path]) -> None:
    net, folder = finished
    session = open_session(folder / "model.onnx", 1)
    random = np.random.default_rng(0)
    for batch, dates in ((1, 1), (1, 60), (3, 2), (5, 9)):
        feeds = {
            "values": random.uniform(0, 9_000, (batch, dates, 10, 8, 8)).astype(np.float32),
            "days": random.integers(1, 367, (batch, dates)),
            "shown": random.random((batch, dates)) < 0.6,
        }
        feeds["shown"][:, 0] = True
        found = session.run(["logits", "tokens"], feeds)
        with torch.no_grad():
            wanted = Served(net)(*(torch.from_numpy(feeds[name]) for name in feeds))
        for ours, theirs in zip(found, wanted, strict=True):
            assert ours.shape == tuple(theirs.shape)
            assert np.allclose(ours, theirs.numpy(), atol=1e-4)


def test_a_finished_folder_is_a_network_again(finished: tuple[Tsvit, Path]) -> None:
    net, folder = finished
    again = revive(folder, Tsvit(TINY)).state_dict()
    for name, value in net.state_dict().items():
        assert torch.equal(value, again[name]), name
    shipped = revive(embedded_folder(), Exchange(SMALL.net))
    assert not torch.equal(shipped.embed.weight, Exchange(SMALL.net).embed.weight)


def test_a_folder_of_another_network_is_refused(finished: tuple[Tsvit, Path]) -> None:
    others = Exchange(TINY), Tsvit(replace(TINY, width=24)), Tsvit(replace(TINY, spatial=2))
    for other in others:
        with pytest.raises(ModelFilesError, match="of another network"):
            revive(finished[1], other)
    others = Exchange(replace(SMALL.net, window=8)), Tsvit(SMALL.net), Exchange(NetOptions())
    for other in others:
        with pytest.raises(ModelFilesError, match="of another network"):
            revive(embedded_folder(), other)
