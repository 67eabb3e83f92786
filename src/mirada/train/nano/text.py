"""The text tower: a small BERT that puts English and Spanish where the teacher put the English."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from mirada.lazy import require
from mirada.train.losses import cosine_loss, relation_loss
from mirada.train.nano import checkpoint
from mirada.train.nano.options import NanoOptions, TextOptions
from mirada.train.nano.targets import Texts
from mirada.train.nano.teacher import Vectors
from mirada.train.nano.words import Pair


@dataclass(frozen=True)
class Lesson:
    """Texts of one kind with their places: English, Spanish, float32 [n, d]; `share` of a batch."""

    english: tuple[str, ...]
    spanish: tuple[str, ...]
    places: Vectors
    share: float


def train_tokenizer(texts: Sequence[str], options: TextOptions, folder: Path) -> Any:
    """WordPiece over lower-cased text without accents, saved so that `AutoTokenizer` reads it.

    Accents go because people leave them out of searches; the teacher does the same.
    """
    tokenizers = require("tokenizers", extra="torch")
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = tokenizers.trainers.WordPieceTrainer(
        vocab_size=options.vocabulary, special_tokens=special, min_frequency=2, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    ends = [(name, tokenizer.token_to_id(name)) for name in ("[SEP]", "[CLS]")]
    tokenizer.post_processor = tokenizers.processors.BertProcessing(*ends)
    transformers = require("transformers", extra="torch")
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=options.longest,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_input_names=["input_ids", "attention_mask"],
    )
    fast.save_pretrained(folder)
    return fast


def build_tower(options: TextOptions, dimension: int, vocabulary: int) -> nn.Module:
    """`BertModel` whose hidden width is the dimension of the space: `AutoModel` gives its vectors
    as `pooler_output`, without code of ours.
    """
    transformers = require("transformers", extra="torch")
    config = transformers.BertConfig(
        vocab_size=vocabulary,
        hidden_size=dimension,
        num_hidden_layers=options.layers,
        num_attention_heads=options.heads,
        intermediate_size=options.feed_forward,
        max_position_embeddings=options.longest,
        type_vocab_size=1,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    tower: nn.Module = transformers.BertModel(config)
    return tower


class SentenceTower(nn.Module):  # type: ignore[misc]
    """BERT's own pooled state (its first token through one layer), scaled to length one."""

    def __init__(self, tower: nn.Module) -> None:
        super().__init__()
        self.tower = tower

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """int64 [n, t], int64 [n, t] -> float32 [n, d]."""
        pooled = self.tower(input_ids=input_ids, attention_mask=attention_mask).pooler_output
        return functional.normalize(pooled.float(), dim=1)


def lessons(texts: Texts, extra: Sequence[tuple[Sequence[Pair], Vectors, float]]) -> list[Lesson]:
    """Captions, class names and what else is given as (pairs, places, share)."""
    named = [pair for pairs in texts.topics.phrasings for pair in pairs]
    everything = [
        (texts.captions, texts.caption_places, 0.5),
        (named, np.concatenate(texts.topic_places), 0.25),
        *extra,
    ]
    return [
        Lesson(tuple(p.english for p in pairs), tuple(p.spanish for p in pairs), places, share)
        for pairs, places, share in everything
    ]


def train_text(
    taught: Sequence[Lesson], tokenizer: Any, options: NanoOptions, out: Path, device: torch.device
) -> SentenceTower:
    """Distil until `options.text.steps`; resumes from `out/text.pt`."""
    chosen = options.text
    torch.manual_seed(options.seed)
    tower = SentenceTower(build_tower(chosen, options.dimension, len(tokenizer)))
    tower.to(device)
    optimizer = torch.optim.AdamW(
        tower.parameters(), lr=chosen.rate, betas=(0.9, 0.98), weight_decay=0.01
    )
    saved = checkpoint.load(out / "text.pt") if options.resume else None
    step, seconds = 0, 0.0
    encoded = [
        [_encode(tokenizer, side, chosen) for side in (one.english, one.spanish)] for one in taught
    ]
    if saved is None:
        start = token_places(taught, encoded, len(tokenizer))
        tower.tower.embeddings.word_embeddings.weight.data.add_(torch.from_numpy(start).to(device))
    else:
        tower.load_state_dict(saved["tower"])
        optimizer.load_state_dict(saved["optimizer"])
        step, seconds = saved["step"], saved["seconds"]
    tower.train()
    began, kept, recent = time.monotonic() - seconds, time.monotonic(), []
    while step < chosen.steps:
        for group in optimizer.param_groups:
            group["lr"] = _rate_at(step / chosen.steps, chosen)
        rng = np.random.default_rng([options.seed, step])
        loss = _loss(tower, taught, encoded, chosen, rng, device)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(tower.parameters(), 1.0)
        optimizer.step()
        recent.append(float(loss.detach()))
        step += 1
        if step % 50 == 0 or step == chosen.steps:
            spent = time.monotonic() - began
            _tell(step, spent, float(np.mean(recent)), options, out)
            recent = []
        if time.monotonic() - kept > 60 or step == chosen.steps:
            state = {"tower": tower.state_dict(), "optimizer": optimizer.state_dict()}
            spent = time.monotonic() - began
            checkpoint.save(out / "text.pt", {**state, "step": step, "seconds": spent})
            kept = time.monotonic()
    tower.eval()
    return tower


def token_places(
    taught: Sequence[Lesson], encoded: Sequence[Sequence[list[list[int]]]], vocabulary: int
) -> Vectors:
    """Where each token starts: the middle of the places of the texts it occurs in, less the
    middle of all. Without it the first thousand steps would go into finding as much.
    """
    total = np.zeros((vocabulary, taught[0].places.shape[1]), dtype=np.float64)
    count = np.zeros(vocabulary)
    for lesson, sides in zip(taught, encoded, strict=True):
        for side in sides:
            tokens = np.concatenate([np.array(row) for row in side])
            owner = np.repeat(np.arange(len(side)), [len(row) for row in side])
            np.add.at(total, tokens, lesson.places[owner])
            np.add.at(count, tokens, 1.0)
    middle = total.sum(axis=0) / count.sum()
    return np.asarray(0.5 * (total - count[:, None] * middle) / (count[:, None] + 3.0), np.float32)


def _rate_at(share: float, options: TextOptions) -> float:
    if share < options.warm_up:
        return options.rate * (0.02 + share / options.warm_up)
    return options.rate * 0.5 * (1.0 + math.cos(math.pi * share)) + 1e-6


def _encode(tokenizer: Any, texts: Sequence[str], options: TextOptions) -> list[list[int]]:
    found: list[list[int]] = tokenizer(
        list(texts), truncation=True, max_length=options.longest, padding=False
    )["input_ids"]
    return found


def pad(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Token ids of unequal length -> (ids, mask), int64 [n, longest]; 0 is the padding's id."""
    longest = max(len(row) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
    return ids, (ids != 0).long()


def _loss(
    tower: nn.Module,
    taught: Sequence[Lesson],
    encoded: Sequence[Sequence[list[list[int]]]],
    options: TextOptions,
    rng: np.random.Generator,
    device: torch.device,
) -> Tensor:
    """Cosine to the places and agreement of the similarities within the batch, both languages."""
    found, places = [], []
    for lesson, sides in zip(taught, encoded, strict=True):
        rows = rng.integers(len(lesson.places), size=max(1, round(lesson.share * options.batch)))
        for side in sides:
            ids, mask = pad([side[i] for i in rows])
            with torch.autocast(device.type, dtype=torch.bfloat16):
                found.append(tower(ids.to(device), mask.to(device)))
            places.append(torch.from_numpy(lesson.places[rows]))
    mine, wanted = torch.cat(found), torch.cat(places).to(device)
    return cosine_loss(mine, wanted) + options.relation * relation_loss(mine, wanted)


def _tell(step: int, seconds: float, loss: float, options: NanoOptions, out: Path) -> None:
    total = options.text.steps
    record: dict[str, float | int | str] = {
        "tower": "text",
        "step": step,
        "share": round(step / total, 5),
        "seconds": round(seconds, 1),
        "loss": round(loss, 4),
        "rate": round(_rate_at(step / total, options.text), 6),
    }
    checkpoint.log(out / "metrics.jsonl", record)
    if options.progress is not None:
        left = seconds * (total - step) / step
        options.progress(
            f"texts: step {step} of {total}, loss {loss:.4f}, {left / 60:.0f} min left"
        )


def embed_texts(
    tower: nn.Module, tokenizer: Any, texts: Sequence[str], options: TextOptions, batch: int = 256
) -> Vectors:
    """Unit vectors of the texts in the tower's space, float32 [n, d]."""
    device = next(tower.parameters()).device
    rows = _encode(tokenizer, texts, options)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    found: list[Vectors] = [np.empty(0, dtype=np.float32)] * len(rows)
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        ids, mask = pad([rows[i] for i in chosen])
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            vectors = tower(ids.to(device), mask.to(device)).float().cpu().numpy()
        for i, vector in zip(chosen, vectors, strict=True):
            found[i] = vector
    return np.stack(found)
