"""The recipe of `nano`, stage by stage: places of texts, text tower, image tower, export.

The text tower comes first: it puts both languages where a public sentence encoder puts the
English. The image tower is then tuned to the finished text tower, which stays locked [LiT].
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from mirada.lazy import require
from mirada.train.nano import checkpoint
from mirada.train.nano.bank import Bank, bank_from
from mirada.train.nano.data import DEVELOPMENT, Pictures, read_pictures, split
from mirada.train.nano.finish import finish
from mirada.train.nano.folder import write_model
from mirada.train.nano.lexicon import phrases, single_words
from mirada.train.nano.locked import Look, locked_part
from mirada.train.nano.measure import measure_tower
from mirada.train.nano.options import NanoOptions, NanoReport
from mirada.train.nano.plot import plot_curves
from mirada.train.nano.targets import Texts, cached_teacher, place_texts
from mirada.train.nano.teacher import Vectors, teacher_folder
from mirada.train.nano.text import SentenceTower, embed_texts, lessons, train_text, train_tokenizer
from mirada.train.nano.vision import Run, blend, learn, start, training_set
from mirada.train.nano.words import Pair, read_lexicon


@dataclass(frozen=True)
class Material:
    """Everything that is read before a stage starts."""

    mine: tuple[Pictures, ...]  # training rows of each source
    held: tuple[Pictures, ...]  # development rows of each source
    texts: Texts

    @property
    def held_captions(self) -> slice:
        """The held-out photographs' rows among the texts' photographs: the last ones."""
        count = sum(len(one) for one in self.held if one.captions)
        return slice(len(self.texts.photographs) - count, len(self.texts.photographs))


@dataclass(frozen=True)
class Language:
    """Places of the texts as one language is embedded: topics [v, d] each, photographs [p, c, d],
    other captions [m, d].
    """

    topics: tuple[Vectors, ...]
    photographs: Vectors
    captions: Vectors


def train(data: Path, out: Path, options: NanoOptions) -> NanoReport:
    """Train both towers on the folder `data` and write everything under `out`.

    A run that was killed goes on from its checkpoints when the same command is given again.

    Returns:
        Where the model is, and its figures on the development split.

    Raises:
        InputError: a file of the data folder is missing or unreadable.
        MissingDependencyError: torch, transformers, tokenizers or onnx is not installed.
    """
    began = time.monotonic()
    device = prepare_machine(options)
    out.mkdir(parents=True, exist_ok=True)
    material = gather(data, out, options)
    tower, tokenizer = train_words(material, out, options, device)
    english, spanish = student_places(material.texts, tower, tokenizer, options)
    run, look = train_images(material, (english, spanish), out, options, device)
    figures = {}
    for name, one in (("en", english), ("es", spanish)):
        found = _measured(run, look, material, one, options)
        figures.update({f"{name} {key}": value for key, value in found.items()})
    model = write_model(run, tower, tokenizer, material.mine, options, out)
    finish(model, material.held, options.seed)
    checkpoint.log(out / "metrics.jsonl", {"tower": "both", "step": run.step, **figures})
    plot_curves(out / "metrics.jsonl", out / "curves.png")
    return NanoReport(model, out / "checkpoints", figures, (time.monotonic() - began) / 60)


def prepare_machine(options: NanoOptions) -> torch.device:
    """Threads, denormals and the device.

    Denormal gradients made a convolution's backward pass ten times slower on CPU; threads that
    spin while they wait do the same to whoever else uses the machine.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    torch.set_flush_denormal(True)
    if options.threads:
        torch.set_num_threads(options.threads)
    wanted = options.device
    if wanted == "auto":
        wanted = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(wanted)


def gather(data: Path, out: Path, options: NanoOptions) -> Material:
    """Read pictures and texts. The last held-out set is a file that nothing is trained on."""
    pairs = [split(read_pictures(data, source, options.limit)) for source in options.sources]
    mine, held = tuple(one for one, _ in pairs), [one for _, one in pairs]
    if (data / DEVELOPMENT.file).is_file():
        held.append(read_pictures(data, DEVELOPMENT, options.limit or 2_000))
    texts = place_texts(data, (*mine, *held), options, out / "teacher.npz")
    return Material(mine, tuple(held), texts)


def train_images(
    material: Material,
    languages: tuple[Language, Language],
    out: Path,
    options: NanoOptions,
    device: torch.device,
) -> tuple[Run, Look]:
    """Tune the image tower to the finished text tower's space; also gives its locked part."""
    texts, bank = material.texts, student_bank(*languages)
    run, backbone = start(options, bank, texts.topics, out / "vision.pt", device)

    def measure(run: Run, look: Look) -> None:
        found = _measured(run, look, material, languages[0], options)
        record = {f"dev {name}": value for name, value in found.items()}
        checkpoint.log(out / "metrics.jsonl", {"tower": "vision", "step": run.step, **record})
        if options.progress is not None:
            listed = ", ".join(f"{name} {value:.3f}" for name, value in found.items())
            options.progress(f"held out: {listed}")

    data = training_set(material.mine, texts.topics)
    learn(run, backbone, data, bank, texts.topics, options, out=out, device=device, measure=measure)
    blend(run, backbone, options.vision.blend)
    return run, locked_part(run.average, options.vision.size, device)


def _measured(
    run: Run, look: Look, material: Material, language: Language, options: NanoOptions
) -> dict[str, float]:
    return measure_tower(
        run.average,
        look,
        material.held,
        material.texts,
        language.topics,
        language.photographs[material.held_captions],
        options.vision.size,
    )


def train_words(
    material: Material, out: Path, options: NanoOptions, device: torch.device
) -> tuple[SentenceTower, Any]:
    """Train the text tower, or load the finished one; returns it with its tokenizer."""
    texts, folder = material.texts, teacher_folder(options.teacher)
    extra = [
        (phrases(read_lexicon()[: options.limit]), 0.17),
        (single_words(folder, options.limit), 0.08),
    ]
    taught = lessons(
        texts,
        [
            (pairs, _places(texts, pairs, folder, out / "teacher.npz"), share)
            for pairs, share in extra
            if pairs
        ],
    )
    if (out / "tokenizer" / "tokenizer.json").is_file() and options.resume:
        transformers = require("transformers", extra="torch")
        tokenizer = transformers.AutoTokenizer.from_pretrained(out / "tokenizer")
    else:
        sides = [side for one in taught[:3] for side in (one.english, one.spanish)]
        everything = [text for side in sides for text in side]
        tokenizer = train_tokenizer(everything, options.text, out / "tokenizer")
    return train_text(taught, tokenizer, options, out, device), tokenizer


def _places(texts: Texts, pairs: Sequence[Pair], folder: Path, cache: Path) -> Vectors:
    places: Vectors = texts.space(cached_teacher([p.english for p in pairs], folder, cache))
    return places


def student_places(
    texts: Texts, tower: SentenceTower, tokenizer: Any, options: NanoOptions
) -> tuple[Language, Language]:
    """(English, Spanish): every text of the recipe where the finished text tower puts it."""
    spanish = {pair.english: pair.spanish for pair in texts.captions}
    told = [sentence for row in texts.photographs for sentence in row]
    ends = np.cumsum([len(pairs) for pairs in texts.topics.phrasings])[:-1]

    def embed(rows: Sequence[str]) -> Vectors:
        return embed_texts(tower, tokenizer, rows, options.text)

    def language(names: Sequence[str], told: Sequence[str], captions: Sequence[str]) -> Language:
        return Language(
            tuple(np.split(embed(names), ends)),
            embed(told).reshape(texts.photograph_places.shape),
            embed(captions),
        )

    named = [pair for pairs in texts.topics.phrasings for pair in pairs]
    return (
        language([p.english for p in named], told, [p.english for p in texts.captions]),
        language(
            [p.spanish for p in named],
            [spanish.get(sentence, sentence) for sentence in told],
            [p.spanish for p in texts.captions],
        ),
    )


def student_bank(english: Language, spanish: Language) -> Bank:
    """Both languages together, so that each is drawn half of the time."""
    return bank_from(
        [np.concatenate(pair) for pair in zip(english.topics, spanish.topics, strict=True)],
        np.concatenate([english.photographs, spanish.photographs], axis=1),
        np.concatenate([english.captions, spanish.captions]),
    )
