"""A small GPT-2 that writes after looking: projected class and season tokens stand before its words
[ClipCap: Mokady et al. 2021].
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from mirada.lazy import require
from mirada.train.caption.options import DecoderOptions
from mirada.train.caption.words import END, PAD, Words

LONGEST = 128  # pieces of a caption


class Captioner(nn.Module):  # type: ignore[misc]
    """Class tokens and NDVI -> words."""

    def __init__(self, classes: tuple[int, int], season: tuple[int, int], words: Words,
                 options: DecoderOptions) -> None:  # fmt: skip
        """classes, season: (how many tokens, features of one)."""
        super().__init__()
        transformers = require("transformers", extra="torch")
        width = options.width
        self.classes = _projector(classes[1], width)
        self.season = _projector(season[1], width)
        self.place = nn.Parameter(0.02 * torch.randn(classes[0] + season[0], width))
        self.decoder: Any = transformers.GPT2LMHeadModel(
            transformers.GPT2Config(
                vocab_size=len(words.pieces),
                n_positions=classes[0] + season[0] + LONGEST,
                n_embd=width,
                n_layer=options.layers,
                n_head=options.heads,
                resid_pdrop=0.0,
                embd_pdrop=0.0,
                attn_pdrop=0.0,
                bos_token_id=END,
                eos_token_id=END,
                attn_implementation="eager",  # its backward pass is the faster one on a processor
            )
        )

    def look(self, classes: Tensor, season: Tensor) -> Tensor:
        """[b, k, f], [b, 12, g] -> what stands before the words, [b, k + 12, width]."""
        seen = torch.cat([self.classes(classes), self.season(season)], dim=1)
        placed: Tensor = seen + self.place
        return placed

    def forward(self, classes: Tensor, season: Tensor, words: Tensor) -> Tensor:
        """words int64 [b, n] -> the loss: mean cross-entropy of each next word but `PAD`."""
        seen = self.look(classes, season)
        told = self.decoder.get_input_embeddings()(words)
        logits = self.decoder(inputs_embeds=torch.cat([seen, told[:, :-1]], dim=1)).logits
        logits = logits[:, seen.shape[1] :]
        target = words[:, 1:]
        loss: Tensor = nn.functional.cross_entropy(
            logits.flatten(0, 1), target.flatten(), ignore_index=PAD
        )
        return loss

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def write(self, classes: Tensor, season: Tensor, words: Words, language: str) -> list[str]:
        """The likeliest next word, one after the other, for each row."""
        rows = self.look(classes, season)
        table = self.decoder.get_input_embeddings()
        sign = torch.full((len(rows), 1), words.sign(language))
        fed, past = torch.cat([rows, table(sign)], dim=1), None
        said: list[Tensor] = []
        for _ in range(LONGEST - 1):
            found = self.decoder(inputs_embeds=fed, past_key_values=past, use_cache=True)
            best, past = found.logits[:, -1].argmax(dim=-1), found.past_key_values
            said.append(best)
            if bool((torch.stack(said) == END).any(dim=0).all()):
                break
            fed = table(best[:, None])
        return [words.decode(row) for row in torch.stack(said, dim=1).tolist()]


def _projector(features: int, width: int) -> nn.Sequential:
    return nn.Sequential(
        nn.LayerNorm(features),
        nn.Linear(features, 2 * width),
        nn.GELU(),
        nn.Linear(2 * width, width),
    )


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """int64 [b, longest], filled up with `PAD`."""
    tensors = [torch.tensor(row[:LONGEST]) for row in rows]
    return nn.utils.rnn.pad_sequence(tensors, batch_first=True, padding_value=PAD)
