"""The recipe: windows through the crop model, the decoder, figures beside the grammar's."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mirada.earth.legend import pastis
from mirada.earth.segment import Segmenter
from mirada.errors import InputError
from mirada.evaluate.captions import bleu, cider_d, ptb_tokens, rouge_l
from mirada.lazy import require
from mirada.train.caption.decoder import Captioner, padded
from mirada.train.caption.features import Window, look
from mirada.train.caption.options import CaptionOptions, CaptionReport
from mirada.train.caption.sentences import captions
from mirada.train.caption.shown import shown
from mirada.train.caption.truth import judge_captions
from mirada.train.caption.words import Words, words_of
from mirada.train.nano import checkpoint
from mirada.train.tsvit.sources import read_split
from mirada.types import Language

LANGUAGES: tuple[Language, Language] = ("en", "es")
LOG_STEPS = 20
EXAMPLES = 4


@dataclass
class Run:
    """What changes while the decoder learns."""

    net: Captioner
    optimizer: torch.optim.Optimizer
    made_of: str  # of which decoder, words and windows, for whoever goes on with it
    step: int = 0
    seconds: float = 0.0

    def state(self) -> dict[str, Any]:
        return {
            "net": self.net.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "made_of": self.made_of,
            "step": self.step,
            "seconds": self.seconds,
        }


def train(data: Path, out: Path, options: CaptionOptions) -> CaptionReport:
    """Train the captioner on the folder `data` and write everything under `out`.

    A run that was killed goes on from its checkpoint when the same command is given again.

    Raises:
        InputError, ReadError: the data folder is no PASTIS, or a file of it is damaged.
        ModelError: the crop model cannot be used.
        MissingDependencyError: torch, transformers or the extra ``earth`` is not installed.
    """
    began = time.monotonic()
    torch.set_flush_denormal(True)
    if options.threads:
        torch.set_num_threads(options.threads)
    out.mkdir(parents=True, exist_ok=True)
    split = read_split(data, options.fold, options.limit)
    segmenter = Segmenter(options.model, options.threads or 1)
    mine = look(segmenter, split.mine, options.windows, options.seed)
    judged = look(segmenter, split.judged, options.judged, options.seed)
    words = words_of(text for one in mine for texts in _texts(one).values() for text in texts)
    run = learn(mine, words, options, out)
    figures, examples = measure(run.net, words, judged)
    save(run.net, words, segmenter, out / "caption")
    checkpoint.log(out / "metrics.jsonl", {"step": run.step, **figures})
    return CaptionReport(out / "caption", figures, examples, (time.monotonic() - began) / 60)


def learn(mine: Sequence[Window], words: Words, options: CaptionOptions, out: Path) -> Run:
    """Train to the end of the schedule; checkpoint each minute.

    Raises:
        InputError: the checkpoint is of another decoder or seed, or learned from other windows.
    """
    torch.manual_seed(options.seed)
    first = mine[0]
    net = Captioner(_size(first.classes), _size(first.season), words, options.decoder)
    optimizer = torch.optim.AdamW(net.parameters(), lr=options.rate, weight_decay=0.01)
    run = Run(net, optimizer, _made_of(mine, words, options))
    if options.resume:
        _go_on(run, out / "run.pt")
    checkpoint.rewind(out / "metrics.jsonl", run.step)
    classes, season = _tensors(mine)
    lessons = [
        [words.encode(text, language) for language, texts in _texts(one).items() for text in texts]
        for one in mine
    ]
    clock, spent, written = time.monotonic(), run.seconds, time.monotonic()
    recent: list[float] = []
    while True:
        run.seconds = spent + time.monotonic() - clock
        limit = run.seconds / (options.minutes * 60) if options.minutes else 0.0
        share = max(run.step / options.steps, limit)
        if share >= 1.0:
            break
        for group in run.optimizer.param_groups:
            group["lr"] = options.rate * _rate(share, options.warm_up)
        random = np.random.default_rng([options.seed, 6, run.step])
        rows = random.integers(0, len(mine), options.batch)
        told = padded([lessons[row][random.integers(0, len(lessons[row]))] for row in rows])
        loss = run.net(classes[rows], season[rows], told)
        run.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(run.net.parameters(), 1.0)
        run.optimizer.step()
        recent.append(float(loss.detach()))
        run.step += 1
        if run.step % LOG_STEPS == 0:
            _tell(run, float(np.mean(recent)), share, options, out)
            recent = []
        if time.monotonic() - written > options.checkpoint_seconds:
            checkpoint.save(out / "run.pt", run.state())
            written = time.monotonic()
    checkpoint.save(out / "run.pt", run.state())
    return run


def _go_on(run: Run, path: Path) -> None:
    """Take up the checkpoint, where there is one.

    Raises:
        InputError: it is of another decoder or seed, or learned from other windows.
    """
    saved = checkpoint.load(path)
    if saved is None:
        return
    if saved.get("made_of") != run.made_of:
        raise InputError(
            f"The checkpoint {path} is of another decoder or seed, or learned from other windows.",
            hint="Name another folder with --out, or delete it.",
        )
    run.net.load_state_dict(saved["net"])
    run.optimizer.load_state_dict(saved["optimizer"])
    run.step, run.seconds = saved["step"], saved["seconds"]


def _made_of(mine: Sequence[Window], words: Words, options: CaptionOptions) -> str:
    """A hash of the decoder's sizes, its words, the seed, and how many windows of which size
    there are.
    """
    sizes = [len(mine), mine[0].classes.shape, mine[0].season.shape, options.seed]
    told = [asdict(options.decoder), words.pieces, sizes]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def measure(
    net: Captioner, words: Words, judged: Sequence[Window]
) -> tuple[dict[str, float], tuple[str, ...]]:
    """Likeness to the written captions and shares that are false, learned and by the grammar.

    "learned" is the decoder; "grammar" the sentences of the model's own map. "false": against the
    true mask, beyond the number's own rounding; "far": by more than a tenth as well; "of its map":
    against the map that the model drew, which is all that either could know. "shown" is what is
    left of the learned text after the check, "kept" the share of its sentences that is. The
    examples are what was shown, beside what is true.
    """
    net.eval()
    classes, season = _tensors(judged)
    figures: dict[str, float] = {}
    examples: list[str] = []
    for language in LANGUAGES:
        learned: list[str] = []
        for first in range(0, len(judged), 64):
            part = slice(first, first + 64)
            learned += net.write(classes[part], season[part], words, language)
        grammar = [captions(one.mapped, pastis(), language)[0] for one in judged]
        wanted = [captions(one.truth, pastis(), language) for one in judged]
        checked = [
            shown(text, one.map, plain, language)
            for text, one, plain in zip(learned, judged, grammar, strict=True)
        ]
        left = [one.text for one in checked]
        for name, said in (("learned", learned), ("shown", left), ("grammar", grammar)):
            figures |= _figures(f"{language} {name}", said, wanted, judged, language)
        sentences = max(1, sum(one.said for one in checked))
        figures[f"{language} kept"] = sum(one.kept for one in checked) / sentences
        examples += [
            f"{said} | {right[0]}" for said, right in zip(left[:EXAMPLES], wanted, strict=False)
        ]
    return figures, tuple(examples)


def _figures(
    name: str,
    said: Sequence[str],
    wanted: Sequence[Sequence[str]],
    judged: Sequence[Window],
    language: Language,
) -> dict[str, float]:
    own = [ptb_tokens(text) for text in said]
    references = [[ptb_tokens(text) for text in texts] for texts in wanted]
    true = judge_captions(said, [one.truth for one in judged], pastis(), language)
    mapped = judge_captions(said, [one.mapped for one in judged], pastis(), language)
    return {
        f"{name} BLEU-4": bleu(own, references),
        f"{name} CIDEr-D": cider_d(own, references),
        f"{name} ROUGE-L": rouge_l(own, references),
        f"{name} false": true.false_share,
        f"{name} far": true.far_share,
        f"{name} invented crops": true.invented_share,
        f"{name} false of its map": mapped.false_share,
    }


def save(net: Captioner, words: Words, segmenter: Segmenter, folder: Path) -> None:
    """The decoder as float32 safetensors, its words and the crop model it was taught with."""
    torch_files = require("safetensors.torch", extra="torch")
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: value.contiguous() for name, value in net.state_dict().items()}
    state.pop("decoder.lm_head.weight", None)  # the same matrix as the words' embedding
    torch_files.save_file(state, folder / "captioner.safetensors")
    told = {
        "crop_model": segmenter.model.id,
        "pieces": list(words.pieces),
        "width": net.decoder.config.n_embd,
        "layers": net.decoder.config.n_layer,
        "heads": net.decoder.config.n_head,
        "classes": [len(segmenter.model.ids), net.classes[0].normalized_shape[0]],
        "season": [12, net.season[0].normalized_shape[0]],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / "captioner.json").write_text(text + "\n", encoding="utf-8")


def _texts(window: Window) -> dict[Language, tuple[str, ...]]:
    return {one: captions(window.truth, pastis(), one) for one in LANGUAGES}


def _size(rows: np.ndarray[Any, Any]) -> tuple[int, int]:
    return rows.shape[0], rows.shape[1]


def _tensors(windows: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """[n, k, f] and [n, 12, g]."""
    return (
        torch.from_numpy(np.stack([one.classes for one in windows])),
        torch.from_numpy(np.stack([one.season for one in windows])),
    )


def _rate(share: float, warm_up: float) -> float:
    if share < warm_up:
        return 0.01 + 0.99 * share / warm_up
    done = (share - warm_up) / (1.0 - warm_up)
    return 0.01 + 0.99 * 0.5 * (1.0 + math.cos(math.pi * min(1.0, done)))


def _tell(run: Run, loss: float, share: float, options: CaptionOptions, out: Path) -> None:
    left = run.seconds * (1.0 - share) / max(share, 1e-6)
    record: dict[str, float | int | str] = {
        "step": run.step,
        "seconds": round(run.seconds, 1),
        "loss": round(loss, 4),
    }
    checkpoint.log(out / "metrics.jsonl", record)
    if options.progress is not None:
        options.progress(
            f"step {run.step}, {100 * share:.1f} %, loss {loss:.3f}, {left / 60:.0f} min left"
        )
