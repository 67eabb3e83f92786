"""The networks: the paper's sizes, cutting and joining, and what must not change the answer."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from torch import nn  # noqa: E402
from torch.nn import functional  # noqa: E402

from mirada.train.tsvit.exchange import Exchange, indices  # noqa: E402
from mirada.train.tsvit.options import NetOptions  # noqa: E402
from mirada.train.tsvit.parts import (  # noqa: E402
    DayTable,
    Layers,
    attend,
    patchify,
    unpatchify,
)
from mirada.train.tsvit.tsvit import Tsvit  # noqa: E402

TINY = NetOptions(window=8, width=16, heads=2, head=8, temporal=2, spatial=1, classes=5)
NETS = (Tsvit, Exchange)


def season(batch: int = 2, dates: int = 6) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    values = torch.rand(batch, dates, 10, 8, 8, generator=generator) * 5_000
    days = torch.randint(1, 367, (batch, dates), generator=generator)
    return values, days


def net(kind: type[nn.Module]) -> nn.Module:
    torch.manual_seed(0)
    built = kind(TINY).eval()
    built.standardise.mean.fill_(2_000.0)
    built.standardise.std.fill_(1_500.0)
    return built


def parameters(options: NetOptions) -> int:
    return sum(p.numel() for p in Tsvit(options).parameters())


def test_the_network_has_the_papers_size() -> None:
    assert parameters(NetOptions()) == 1_657_476
    assert parameters(NetOptions(width=64, head=16)) == 435_524  # TSViT-S


@given(st.integers(1, 2), st.integers(1, 3), st.integers(1, 4), st.integers(1, 3))
@settings(deadline=None)
def test_unpatchify_undoes_patchify(batch: int, channels: int, side: int, patch: int) -> None:
    size = side * patch
    image = torch.arange(batch * channels * size * size, dtype=torch.float32)
    image = image.reshape(batch, 1, channels, size, size)
    cut = patchify(image, patch)  # [b, n, 1, p p c]
    planes = cut.reshape(batch, side * side, patch * patch, channels).permute(0, 3, 1, 2)
    assert torch.equal(unpatchify(planes, patch), image[:, 0])


def test_a_patch_holds_the_pixels_of_its_place() -> None:
    image = torch.arange(16.0).reshape(1, 1, 1, 4, 4)
    assert patchify(image, 2)[0, :, 0].tolist() == [
        [0, 1, 4, 5],
        [2, 3, 6, 7],
        [8, 9, 12, 13],
        [10, 11, 14, 15],
    ]


@pytest.mark.parametrize("kind", NETS)
def test_dates_that_fill_up_change_nothing(kind: type[nn.Module]) -> None:
    values, days = season()
    built = net(kind)
    with torch.no_grad():
        logits, tokens = built(values, days)
        more = torch.cat([values, torch.full_like(values[:, :3], 9_999.0)], dim=1)
        later = torch.cat([days, torch.full_like(days[:, :3], 77)], dim=1)
        shown = torch.arange(9).expand(2, 9) < 6
        again, pooled = built(more, later, shown)
        other, _ = built(more, later)
    assert torch.allclose(logits, again, atol=1e-5)
    assert torch.allclose(tokens, pooled, atol=1e-5)
    assert not torch.allclose(logits, other, atol=1e-3), "without the mask they would count"


@pytest.mark.parametrize("kind", NETS)
def test_the_order_of_dates_does_not_matter_but_their_days_do(kind: type[nn.Module]) -> None:
    values, days = season()
    built, order = net(kind), torch.tensor([3, 0, 5, 1, 4, 2])
    with torch.no_grad():
        logits, _ = built(values, days)
        turned, _ = built(values[:, order], days[:, order])
        wrong, _ = built(values[:, order], days)
    assert torch.allclose(logits, turned, atol=1e-5)
    assert not torch.allclose(logits, wrong, atol=1e-3)


@pytest.mark.parametrize("kind", NETS)
def test_windows_of_a_batch_do_not_touch_one_another(kind: type[nn.Module]) -> None:
    values, days = season(batch=3)
    built = net(kind)
    with torch.no_grad():
        together, tokens = built(values, days)
        alone, own = built(values[1:2], days[1:2])
    assert together.shape == (3, 5, 8, 8)
    assert tokens.shape == (3, 5, 16)
    assert torch.allclose(together[1:2], alone, atol=1e-5)
    assert torch.allclose(tokens[1:2], own, atol=1e-5)


@pytest.mark.parametrize("kind", NETS)
def test_every_weight_learns(kind: type[nn.Module]) -> None:
    values, days = season()
    built = net(kind).train()
    logits, tokens = built(values, days)
    (logits.square().mean() + tokens.square().mean()).backward()
    still = [n for n, p in built.named_parameters() if p.grad is None or not p.grad.any()]
    assert still == []


def test_asking_for_some_rows_gives_the_rows_of_all() -> None:
    torch.manual_seed(0)
    layers = Layers(3, 16, 2, 8, 4).eval()
    rows, seen = torch.randn(4, 9, 16), torch.rand(4, 9) > 0.3
    seen[:, 0] = True
    with torch.no_grad():
        assert torch.allclose(layers(rows, seen, keep=3), layers(rows, seen)[:, :3], atol=1e-5)


def test_attention_is_torchs() -> None:
    torch.manual_seed(0)
    q, k, v = (torch.randn(3, 2, n, 8) for n in (4, 7, 7))
    seen = torch.rand(3, 7) > 0.4
    seen[:, 2] = True
    wanted = functional.scaled_dot_product_attention(q, k, v, attn_mask=seen[:, None, None])
    assert torch.allclose(attend(q, k, v, seen), wanted, atol=1e-5)
    plain = functional.scaled_dot_product_attention(q, k, v)
    assert torch.allclose(attend(q, k, v, None), plain, atol=1e-5)


def test_the_table_of_days_is_the_linear_map_of_one_hot_days() -> None:
    table, days = DayTable(6), torch.tensor([[1, 59, 243, 365]])
    one_hot = functional.one_hot(days, 366).float()
    wanted = functional.linear(one_hot, table.weight, table.bias)
    assert torch.allclose(table(days), wanted, atol=1e-6)
    assert table(torch.tensor([[366]])).shape == (1, 1, 6), "the last day of a leap year"


def test_indices_are_the_published_ratios() -> None:
    bands = torch.tensor([200, 480, 250, 860, 2550, 3350, 3700, 3800, 1500, 700.0])
    found = indices(bands.view(1, 1, 10, 1, 1)).flatten().tolist()
    wanted = [3450 / 3950, 280 / 680, 2300 / 5300, -3220 / 4180]  # NDVI, NDYI, NDMI, NDWI
    assert found == pytest.approx(wanted)
    assert not indices(torch.zeros(1, 1, 10, 1, 1)).any(), "no light, no index"
