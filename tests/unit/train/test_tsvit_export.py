"""TSViT as an ONNX graph: what torch computes, for any number of windows and dates, hidden ones
among them. (`exchange` is compared by `test_tsvit_recipe.py` and run by `test_segment.py`.)
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")

from mirada.models.onnx import open_session  # noqa: E402
from mirada.train.tsvit.export import Served, export_net  # noqa: E402
from mirada.train.tsvit.options import NetOptions  # noqa: E402
from mirada.train.tsvit.tsvit import Tsvit  # noqa: E402

TINY = NetOptions(window=8, width=16, heads=2, head=8, temporal=2, spatial=1, classes=5)


def test_the_graph_says_what_the_network_says(tmp_path: Path) -> None:
    torch.manual_seed(0)
    net = Tsvit(TINY).eval()
    net.standardise.mean.fill_(2_000.0)
    net.standardise.std.fill_(1_500.0)
    export_net(net, TINY, tmp_path / "model.onnx")
    session = open_session(tmp_path / "model.onnx", 1)
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
