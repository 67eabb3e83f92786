"""Whatever the user names -> the fields in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from mirada.earth.legend import Legend, read_legend
from mirada.earth.read.maps import read_map
from mirada.earth.read.masks import read_masks
from mirada.earth.read.pastis import PastisFolder, folder_of_patch
from mirada.earth.read.pastis24 import read_window, window_field, window_paths
from mirada.earth.read.series import SeriesOptions
from mirada.earth.season import read_season
from mirada.earth.values import Field, Mask
from mirada.errors import InputError, TargetNotFoundError

ALL = "all"
"""Stands for every patch of a folder, or every mask of a file."""
_MANY = 1
"""More patches than this in a folder are not taken without being named."""


@dataclass(frozen=True, slots=True)
class InputOptions:
    """``series``: where the pictures of a mask file are (see season.py); ``only``: patches of a
    folder, or numbers of the masks that a file stacks (from 1): () = the only one of a folder, all
    of a file, and :data:`ALL` all of either. ``legend``, ``pixel_size`` (m) and
    ``series_options``: what the files do not tell.
    """

    series: Path | None = None
    only: tuple[str, ...] = ()
    legend: Legend | None = None
    pixel_size: float | None = None
    series_options: SeriesOptions = field(default_factory=SeriesOptions)


def open_field(
    path: Path,
    *,
    series: Path | None = None,
    legend: Path | Legend | None = None,
    patch: str = "",
    pixel_size: float | None = None,
    series_options: SeriesOptions | None = None,
) -> Field:
    """The one field that ``path`` names; see :func:`open_fields`.

    Args:
        path: a mask file (also one that `mirada earth segment` wrote), a PASTIS folder or one of
            its files, or a PASTIS24 folder or pickle.
        series: the season of a mask file; a PASTIS folder with the same ``patch`` will do.
        legend: a legend, or the file of one.
        patch: which patch of a folder, or which mask of a file; "" = the only one.

    Raises:
        ReadError, InputError: as :func:`open_fields`; also where a file holds several masks and
            none is chosen.
    """
    told = read_legend(legend) if isinstance(legend, Path) else legend
    options = InputOptions(
        series=series,
        only=(patch,) if patch else (),
        legend=told,
        pixel_size=pixel_size,
        series_options=series_options or SeriesOptions(),
    )
    found = open_fields(path, options)
    first = next(found)
    if next(found, None) is not None:
        raise InputError(
            f"{path} holds several masks.",
            hint="Name the one that you want, for example --patch 1.",
        )
    return first


def open_fields(path: Path, options: InputOptions | None = None) -> Iterator[Field]:
    """The fields of a mask file, a PASTIS folder or file, or a PASTIS24 folder or pickle.

    Raises:
        ReadError, InputError: as the readers; also where a folder holds several patches and none
            is named, or a series is given for what has its own.
    """
    return (open() for _, open in list_fields(path, options))


def list_fields(
    path: Path, options: InputOptions | None = None
) -> tuple[tuple[str, Callable[[], Field]], ...]:
    """(name, what opens it) of each field, so that one that is damaged need not end the rest.

    Raises:
        as :func:`open_fields`, as far as the list tells.
    """
    chosen = options or InputOptions()
    if chosen.pixel_size is not None and not 0 < chosen.pixel_size < 1e6:
        raise InputError(
            f"{chosen.pixel_size:g} m is no size of a pixel.", hint="Try: --pixel-size 10"
        )
    if not path.exists():
        raise TargetNotFoundError(f"There is no {path}.", hint="Check the path.")
    if path.suffix.lower() == ".npz":
        return ((path.stem, partial(_of_map, path, chosen)),)
    patch = folder_of_patch(path) if path.suffix == ".npy" and chosen.series is None else None
    if not (path.is_dir() or path.suffix == ".pickle" or patch):
        return tuple(_of_masks(path, chosen))
    if chosen.series is not None:
        raise InputError(
            f"{path} brings its own series.", hint="Leave out --series, or name a mask file."
        )
    if path.is_dir():
        return tuple(_of_folder(path, chosen))
    if patch:
        return (
            (str(patch[1]), partial(PastisFolder(patch[0].path, chosen.legend).field, patch[1])),
        )
    return ((path.stem, partial(_of_window, path, chosen.legend)),)


def _of_map(path: Path, options: InputOptions) -> Field:
    found = read_map(path, options.legend, options.pixel_size)
    if options.series is None:
        _wanted(path, (found.mask,), options.only)
        return found
    patch = options.only[0] if len(options.only) == 1 and options.series.is_dir() else ""
    return replace(found, series=read_season(options.series, patch, options.series_options))


def _of_window(path: Path, legend: Legend | None) -> Field:
    return window_field(read_window(path), legend)


def _of_folder(path: Path, options: InputOptions) -> Iterator[tuple[str, Callable[[], Field]]]:
    if (path / "metadata.geojson").exists():
        folder = PastisFolder(path, options.legend)
        for name in _chosen(path, [str(patch.id) for patch in folder.patches], options.only):
            yield name, partial(folder.field, int(name))
        return
    windows = {one.stem: one for one in window_paths(path)}
    if windows:
        for name in _chosen(path, list(windows), options.only):
            yield name, partial(_of_window, windows[name], options.legend)
        return
    raise InputError(
        f"The folder {path} is neither PASTIS (no metadata.geojson) nor PASTIS24 (no pickles).",
        hint="Name a mask; its series goes to --series.",
    )


def _chosen(path: Path, names: list[str], only: tuple[str, ...]) -> list[str]:
    if ALL in only:
        return names
    some = ", ".join([*names[:5], "..."]) if len(names) > 5 else f"{', '.join(names)}."
    for name in only:
        if name not in names:
            raise TargetNotFoundError(f"{path} holds no patch {name}.", hint=f"Its patches: {some}")
    if not only and len(names) > _MANY:
        raise InputError(
            f"The folder {path} holds {len(names)} patches: {some}",
            hint=f"Name those that you want, for example --patch {names[0]}.",
        )
    return list(only) or names


def _of_masks(path: Path, options: InputOptions) -> Iterator[tuple[str, Callable[[], Field]]]:
    masks = read_masks(path, legend=options.legend, pixel_size=options.pixel_size)
    series, patch = options.series, ""
    if series is not None and len(masks) == 1:
        wanted = [1]
        if len(options.only) == 1 and series.is_dir():
            patch = options.only[0]  # of the series: the mask is the only one
    else:
        wanted = _wanted(path, masks, options.only)
    if series is not None and len(wanted) > 1:
        raise InputError(
            f"{path} holds {len(masks)} masks and one series is given.",
            hint="Name the mask that it belongs to, for example --patch 1.",
        )
    for number in wanted:
        name = path.stem if len(masks) == 1 else f"{path.stem}#{number}"
        yield name, partial(_with_season, name, masks[number - 1], patch, options)


def _with_season(name: str, mask: Mask, patch: str, options: InputOptions) -> Field:
    if options.series is None:
        return Field(name, mask)
    return Field(name, mask, read_season(options.series, patch, options.series_options))


def _wanted(path: Path, masks: tuple[Mask, ...], only: tuple[str, ...]) -> list[int]:
    """Numbers of masks, from 1."""
    numbers = {str(number): number for number in range(1, len(masks) + 1)}
    if not only or ALL in only:
        return list(numbers.values())
    for name in only:
        if name not in numbers:
            raise TargetNotFoundError(
                f"{path} holds {len(masks)} masks, not one of the number {name}.",
                hint="They are counted from 1.",
            )
    return [numbers[name] for name in only]
