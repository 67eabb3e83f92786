"""Whatever the user names -> the one series of a season that a crop map is made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from mirada.earth.read.pastis import PastisFolder, folder_of_patch
from mirada.earth.read.pastis24 import read_window, window_field, window_paths
from mirada.earth.read.series import SeriesOptions, read_series
from mirada.earth.values import Series
from mirada.errors import InputError, TargetNotFoundError


def read_season(path: Path, patch: str = "", options: SeriesOptions | None = None) -> Series:
    """A series from a PASTIS folder or file, a PASTIS24 folder or pickle, or a dated stack.

    Args:
        path: what :func:`~mirada.earth.read.series.read_series` takes, or one of those.
        patch: which patch of a folder; "" = its only one.
        options: bands, dates and scale of a stack that does not tell them.

    Raises:
        TargetNotFoundError: there is no such file or patch.
        ReadError: a file is damaged.
        InputError: a folder holds several patches and none is named, or the stack cannot be.
    """
    if not path.exists():
        raise TargetNotFoundError(f"There is no {path}.", hint="Check the path.")
    if path.is_dir() and (path / "metadata.geojson").exists():
        folder = PastisFolder(path)
        return folder.series(int(_one(path, [str(one.id) for one in folder.patches], patch)))
    if path.is_dir() and (windows := {one.stem: one for one in window_paths(path)}):
        return _of_pickle(windows[_one(path, list(windows), patch)])
    if path.suffix == ".pickle":
        return _of_pickle(path)
    if path.suffix == ".npy" and (found := folder_of_patch(path)):
        return found[0].series(found[1])
    return read_series(path, options)


def between(series: Series, after: date | None, before: date | None) -> Series:
    """The pictures from `after` to `before`, both included; None = no limit.

    Raises:
        InputError: there are none.
    """
    kept = [
        at
        for at, day in enumerate(series.dates)
        if (after is None or day >= after) and (before is None or day <= before)
    ]
    if not kept:
        raise InputError(
            f"The series {series.source} has no picture between those dates; it runs from "
            f"{series.dates[0]} to {series.dates[-1]}.",
            hint="Choose others with --after DATE and --before DATE.",
        )
    return replace(
        series,
        values=series.values[kept],
        dates=tuple(series.dates[at] for at in kept),
        clear=None if series.clear is None else series.clear[kept],
    )


def _of_pickle(path: Path) -> Series:
    series = window_field(read_window(path)).series
    if series is None:
        raise InputError(
            f"{path} tells no date whose year is certain.", hint="Give a patch of PASTIS instead."
        )
    return series


def _one(path: Path, names: list[str], wanted: str) -> str:
    some = ", ".join([*names[:5], "..."]) if len(names) > 5 else f"{', '.join(names)}."
    if wanted:
        if wanted not in names:
            raise TargetNotFoundError(
                f"{path} holds no patch {wanted}.", hint=f"Its patches: {some}"
            )
        return wanted
    if len(names) > 1:
        raise InputError(
            f"The folder {path} holds {len(names)} patches: {some}",
            hint=f"Name the one that you want, for example --patch {names[0]}.",
        )
    return names[0]
