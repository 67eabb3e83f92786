"""Checkpoints that a kill at any instant leaves whole, and the log of measures beside them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import torch

from mirada.errors import InputError


def save(path: Path, state: dict[str, Any]) -> None:
    """Write beside, flush to disk, then rename over."""
    beside = path.with_suffix(".writing")
    with beside.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def load(path: Path) -> dict[str, Any] | None:
    """The state, or None when there is none yet.

    Raises:
        InputError: the file is no checkpoint, or is damaged.
    """
    if not path.is_file():
        return None
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch.load raises whatever its parts do: zip, pickle, struct, ...
        raise InputError(
            f"The checkpoint {path} cannot be read: it is damaged or something else.",
            hint="Delete it to begin anew, or name another folder with --out.",
        ) from error
    if not isinstance(state, dict):
        raise InputError(
            f"The checkpoint {path} cannot be read: it is damaged or something else.",
            hint="Delete it to begin anew, or name another folder with --out.",
        )
    return state


def log(path: Path, record: dict[str, float | int | str]) -> None:
    """Append one JSON line."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")


def rewind(path: Path, step: int) -> None:
    """Drop what the log tells of steps after `step`, and lines that a kill cut short: a run that
    goes on from its checkpoint tells those steps again.
    """
    if not path.is_file():
        return
    kept = [json.dumps(one) for one in records(path) if one.get("step", 0) <= step]
    beside = path.with_suffix(".writing")
    beside.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    beside.replace(path)


def records(path: Path) -> list[dict[str, Any]]:
    """The log's lines in their order; lines that a kill cut short are left out."""
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            one = json.loads(line)
        except ValueError:
            continue
        if isinstance(one, dict):
            found.append(one)
    return found
