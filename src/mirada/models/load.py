"""``load_model``: a catalogue name or a folder -> an embedder on the engine that suits it."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mirada.errors import InputError, ModelNotFoundError
from mirada.models.catalogue import (
    VARIANTS,
    CatalogueEntry,
    engine_class,
    find_entry,
    near_names,
)
from mirada.settings import Settings

if TYPE_CHECKING:
    from mirada.models.files import ModelFiles
    from mirada.models.protocols import Embedder, ModelInfo

ENGINES = ("auto", "onnx", "openvino", "transformers", "fake")


def load_model(
    name_or_path: str | Path = "nano",
    *,
    engine: str = "auto",
    settings: Settings | None = None,
) -> Embedder:
    """Open a model; nothing is downloaded and no weights are read yet.

    Args:
        name_or_path: a name from ``mirada models``, or a folder in one of the layouts that
            ``docs/models.md`` lists; with an ending like ":int8" the files of that precision.
        engine: "auto" takes what ``settings.engine`` says; where that is "auto" too: checkpoints
            run on transformers; ONNX files on ONNX Runtime, except that pictures run on OpenVINO
            where it is installed and faster (``graph.openvino_gains`` has the rule).

    Raises:
        ModelNotFoundError: no such name or folder, or a model that was not pulled yet.
        ModelFilesError: its files are missing, damaged or contradict each other.
        MissingDependencyError: the engine is not installed.
        InputError: an unknown engine, or one that cannot run these files.
    """
    settings = settings or Settings()
    wanted = settings.engine if engine == "auto" else engine
    if wanted not in ENGINES:
        raise InputError(f"There is no engine {wanted!r}.", hint=f"Engines: {', '.join(ENGINES)}.")
    if str(name_or_path) == "fake" or wanted == "fake":
        from mirada.models.fake import FakeEmbedder

        return FakeEmbedder(settings)
    from mirada.models.embedder import assemble
    from mirada.models.files import find_files
    from mirada.models.preprocess_files import read_image_preprocessing
    from mirada.models.text import read_text_preprocessing

    stem, variant = split_variant(name_or_path)
    files = find_files(locate(stem, settings), variant)
    chosen = choose_engine(files, wanted)
    known = find_entry(stem)
    return assemble(
        model=known.name if known else files.name,
        revision=files.revision,
        info=described(files.info(), known, variant),
        image=read_image_preprocessing(files.preprocessor),
        text=read_text_preprocessing(files.tokenizer, files.config, files.own_text),
        towers=engine_class(chosen)(files, settings),
        settings=settings,
    )


def described(info: ModelInfo, known: CatalogueEntry | None, variant: str) -> ModelInfo:
    """``info`` with the name that opens it again, and what only the catalogue knows."""
    ending = f":{variant}" if variant else ""
    if known is None:
        return replace(info, name=info.name + ending)
    return replace(
        info,
        name=known.name + ending,
        languages=info.languages or known.languages,
        parameters=info.parameters or known.parameters,
        license=info.license or known.license,
        logit_scale=known.logit_scale if info.logit_scale is None else info.logit_scale,
        logit_bias=known.logit_bias if info.logit_bias is None else info.logit_bias,
    )


def locate(name_or_path: str | Path, settings: Settings) -> Path:
    """The folder of a model.

    A name of the catalogue wins over a folder of the same name: write ``./nano`` for the folder.

    Raises:
        ModelNotFoundError: neither a name nor a folder, or a model that was not pulled.
    """
    known = find_entry(str(name_or_path))
    if known is None:
        folder = Path(name_or_path).expanduser()
        if folder.is_dir():
            return folder.resolve()
        if isinstance(name_or_path, Path) or os.sep in str(name_or_path):
            raise ModelNotFoundError(f"There is no model folder {folder}.")
        near = near_names(str(name_or_path))
        hint = f"Did you mean {', '.join(near)}? " if near else ""
        raise ModelNotFoundError(
            f"There is no model {name_or_path!r}.",
            hint=f"{hint}`mirada models` lists them; a folder works too.",
        )
    if known.embedded:
        return Path(__file__).parent / known.name
    folder = settings.models_dir / known.name
    if not folder.is_dir():
        raise ModelNotFoundError(
            f"The model {known.name} is not on this machine.",
            hint=f"Get it with: mirada models pull {known.name} ({known.download_mb:,} MB)",
        )
    return folder


def split_variant(name_or_path: str | Path) -> tuple[str, str]:
    """``siglip2-base:int8`` or ``folder:fp16`` -> the model and the precision of its files."""
    text = str(name_or_path)
    stem, _, variant = text.rpartition(":")
    return (stem, variant) if stem and variant and variant in VARIANTS else (text, "")


def choose_engine(files: ModelFiles, wanted: str) -> str:
    """The engine for ``files``: the one asked for, or by the rule in ``load_model``.

    Raises:
        InputError: the engine cannot run such files.
    """
    from mirada.models.graph import openvino_gains

    graphs = files.layout in ("towers", "onnx")
    if wanted == "auto":
        if not graphs:
            return "transformers"
        there = importlib.util.find_spec("openvino") is not None
        return "mixed" if there and openvino_gains(files.vision) else "onnx"
    if graphs != (wanted in ("onnx", "openvino")):
        fitting = "onnx or openvino" if graphs else "transformers"
        raise InputError(
            f"The engine {wanted} cannot run the files of {files.name}.",
            hint=f"Use --engine {fitting}, or auto.",
        )
    return wanted
