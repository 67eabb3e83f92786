"""Opening transformers checkpoints: quietly, whole, from safetensors, without code of theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from mirada.errors import ModelFilesError
from mirada.lazy import require

T = TypeVar("T")


def quietly(folder: Path, load: Callable[[], T]) -> T:
    """What ``load`` gives, without transformers' own messages.

    Raises:
        ModelFilesError: damaged files, or an architecture that transformers does not know or
            that needs code of its own.
    """
    transformers = require("transformers", extra="torch")
    safetensors = require("safetensors", extra="torch")
    say = transformers.utils.logging
    verbosity, bars = say.get_verbosity(), say.is_progress_bar_enabled()
    say.set_verbosity_error()
    say.disable_progress_bar()
    foreign = (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RuntimeError,
        ImportError,
        safetensors.SafetensorError,
    )
    try:
        return load()
    except foreign as error:
        raise ModelFilesError(
            f"transformers cannot open {folder}: {first_line(error)}.",
            hint="The files may be damaged, or need a newer transformers or custom code.",
        ) from error
    finally:
        say.set_verbosity(verbosity)
        if bars:
            say.enable_progress_bar()


def open_weights(kind: Any, folder: Path, **how: Any) -> Any:
    """A model of the auto class ``kind`` in eval mode, every tensor of it from the checkpoint.

    Args:
        how: passed to ``from_pretrained``: dtype, device_map, quantization_config.

    Raises:
        ModelFilesError: see :func:`quietly`, or tensors are missing.
    """
    loaded, report = quietly(
        folder,
        lambda: kind.from_pretrained(
            folder,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            output_loading_info=True,
            **how,
        ),
    )
    missing = sorted(report.get("missing_keys", ()))
    if missing:
        raise ModelFilesError(
            f"The weights in {folder} lack {len(missing)} tensors, for example {missing[0]}.",
            hint="The checkpoint belongs to another architecture or is incomplete.",
        )
    return loaded.eval()


def first_line(error: BaseException) -> str:
    """The first line of what an exception says, at most 300 characters, without its full stop."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:300].rstrip(".")
