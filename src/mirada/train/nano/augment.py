"""Random views of pictures as one affine sampling step, then colour and a blank square.

Everything works on a whole batch at once; cropping, turning, mirroring, stretching and enlarging
cost one `grid_sample`.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

MEAN = (0.5, 0.5, 0.5)  # the backbone's, on [0, 1] RGB: the ones preprocessor_config.json gives
STD = (0.5, 0.5, 0.5)


@dataclass(frozen=True)
class Strength:
    """How far a random view may go from the picture."""

    smallest: float = 0.6  # least share of the picture's area in the view
    stretch: float = 1.2  # most change of aspect
    turn: float = 0.08  # most rotation, radians
    colour: float = 0.2  # most relative change of brightness, contrast, saturation
    blank: float = 0.2  # share of views that get a blank square


GENTLE = Strength()
STRONG = Strength(smallest=0.35, stretch=1.33, turn=0.2, colour=0.4, blank=0.5)


def random_views(
    pixels: Tensor, aspect: Tensor, size: int, strength: Strength, generator: torch.Generator
) -> Tensor:
    """uint8 [n, h, w, 3], float [n] -> normalised float32 [n, 3, size, size], channels last."""
    count = len(pixels)

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(count, generator=generator) * (high - low) + low

    area = uniform(strength.smallest, 1.0)
    ratio = torch.exp(uniform(-1.0, 1.0) * torch.log(torch.tensor(strength.stretch)))
    longer = aspect.clamp(min=1.0) / aspect.clamp(max=1.0)
    side = torch.sqrt(area)  # of the short edge; a wide picture's view stays near square
    reach = torch.where(longer > 1.2, longer.sqrt(), torch.ones_like(longer))
    wide = side * reach / aspect.clamp(min=1.0) * ratio.sqrt()
    high = side * reach * aspect.clamp(max=1.0) / ratio.sqrt()
    wide, high = wide.clamp(max=1.0), high.clamp(max=1.0)
    x = uniform(-1.0, 1.0) * (1.0 - wide)
    y = uniform(-1.0, 1.0) * (1.0 - high)
    mirror = torch.where(uniform(0.0, 1.0) < 0.5, -1.0, 1.0)
    angle = uniform(-strength.turn, strength.turn)
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.stack(
        [
            torch.stack([wide * mirror * cos, -wide * sin, x], dim=1),
            torch.stack([high * mirror * sin, high * cos, y], dim=1),
        ],
        dim=1,
    )
    views = _sample(pixels, theta, size)
    views = _recolour(views, strength.colour, generator)
    return _blank(views, strength.blank, generator)


def centre_views(pixels: Tensor, aspect: Tensor, size: int) -> Tensor:
    """The middle square of each picture: uint8 [n, h, w, 3] -> float32 [n, 3, size, size]."""
    zero = torch.zeros_like(aspect)
    wide, high = 1.0 / aspect.clamp(min=1.0), aspect.clamp(max=1.0)
    theta = torch.stack(
        [torch.stack([wide, zero, zero], dim=1), torch.stack([zero, high, zero], dim=1)], dim=1
    )
    return _sample(pixels, theta, size)


def _sample(pixels: Tensor, theta: Tensor, size: int) -> Tensor:
    source = pixels.permute(0, 3, 1, 2).float()
    mean = torch.tensor(MEAN).view(1, 3, 1, 1) * 255.0
    std = torch.tensor(STD).view(1, 3, 1, 1) * 255.0
    grid = functional.affine_grid(theta.float(), [len(source), 3, size, size], align_corners=False)
    views = functional.grid_sample(
        (source - mean) / std, grid, mode="bilinear", padding_mode="reflection", align_corners=False
    )
    return views.contiguous(memory_format=torch.channels_last)


def _recolour(views: Tensor, amount: float, generator: torch.Generator) -> Tensor:
    """Change saturation, contrast and brightness of each picture by up to `amount`."""
    draw = torch.rand(3, len(views), 1, 1, 1, generator=generator) * 2.0 - 1.0
    saturation, contrast, brightness = 1.0 + amount * draw[0], 1.0 + amount * draw[1], draw[2]
    grey = views.mean(dim=1, keepdim=True)
    views = grey + (views - grey) * saturation
    level = views.mean(dim=(1, 2, 3), keepdim=True)
    return level + (views - level) * contrast + amount * brightness


def _blank(views: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Set a square of a quarter to a third of the side to grey in a `share` of the pictures."""
    count, size = len(views), views.shape[-1]
    half = torch.rand(count, 1, generator=generator) * 0.05 + 0.12
    half = torch.where(torch.rand(count, 1, generator=generator) < share, half, torch.zeros(1))
    centre = torch.rand(count, 2, generator=generator)
    line = (torch.arange(size) + 0.5) / size
    across = (line[None, :] - centre[:, :1]).abs() < half
    down = (line[None, :] - centre[:, 1:]).abs() < half
    hidden = down[:, None, :, None] & across[:, None, None, :]
    return views.masked_fill(hidden, 0.0)
