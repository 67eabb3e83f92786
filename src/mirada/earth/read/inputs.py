"""Whatever the user names -> the fields in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mirada.earth.legend import Legend
from mirada.earth.read.masks import read_masks
from mirada.earth.read.pastis import PastisFolder, folder_of_patch
from mirada.earth.read.pastis24 import read_window, window_field, window_paths
from mirada.earth.read.series import SeriesOptions, read_series
from mirada.earth.values import Field
from mirada.errors import InputError, TargetNotFoundError

_MANY = 1
"""More patches than this in a folder are not taken without being named."""


@dataclass(frozen=True, slots=True)
class InputOptions:
    """``series``: the stack of a mask file; ``only``: names of patches (of a folder) or numbers of
    masks (of a file that stacks several, from 1); () = all of a file. ``legend``, ``pixel_size``
    (m) and ``series_options``: what the files do not tell.
    """

    series: Path | None = None
    only: tuple[str, ...] = ()
    legend: Legend | None = None
    pixel_size: float | None = None
    series_options: SeriesOptions = field(default_factory=SeriesOptions)


def open_fields(path: Path, options: InputOptions | None = None) -> Iterator[Field]:
    """The fields of a mask file, a PASTIS folder or file, or a PASTIS24 folder or pickle.

    Raises:
        ReadError, InputError: as the readers; also where a folder holds several patches and none
            is named.
    """
    chosen = options or InputOptions()
    if chosen.pixel_size is not None and not 0 < chosen.pixel_size < 1e6:
        raise InputError(
            f"{chosen.pixel_size:g} m is no size of a pixel.", hint="Try: --pixel-size 10"
        )
    if path.is_dir():
        yield from _of_folder(path, chosen)
    elif not path.exists():
        raise TargetNotFoundError(f"There is no {path}.", hint="Check the path.")
    elif path.suffix == ".pickle":
        yield window_field(read_window(path), chosen.legend)
    elif path.suffix == ".npy" and (found := folder_of_patch(path)) and chosen.series is None:
        yield PastisFolder(found[0].path, chosen.legend).field(found[1])
    else:
        yield from _of_masks(path, chosen)


def _of_folder(path: Path, options: InputOptions) -> Iterator[Field]:
    if (path / "metadata.geojson").exists():
        folder = PastisFolder(path, options.legend)
        for name in _chosen(path, [str(patch.id) for patch in folder.patches], options.only):
            yield folder.field(int(name))
        return
    windows = {one.stem: one for one in window_paths(path)}
    if windows:
        for name in _chosen(path, list(windows), options.only):
            yield window_field(read_window(windows[name]), options.legend)
        return
    raise InputError(
        f"The folder {path} is neither PASTIS (no metadata.geojson) nor PASTIS24 (no pickles).",
        hint="Name a mask; its series goes to --series.",
    )


def _chosen(path: Path, names: list[str], only: tuple[str, ...]) -> list[str]:
    some = ", ".join(names[:5])
    for name in only:
        if name not in names:
            raise TargetNotFoundError(
                f"{path} holds no patch {name}.", hint=f"Its patches are {some}, ..."
            )
    if not only and len(names) > _MANY:
        raise InputError(
            f"The folder {path} holds {len(names)} patches: {some}, ...",
            hint=f"Name those that you want, for example --patch {names[0]}.",
        )
    return list(only) or names


def _of_masks(path: Path, options: InputOptions) -> Iterator[Field]:
    masks = read_masks(path, legend=options.legend, pixel_size=options.pixel_size)
    numbered = {str(number): mask for number, mask in enumerate(masks, start=1)}
    for name in options.only:
        if name not in numbered:
            raise TargetNotFoundError(
                f"{path} holds {len(masks)} masks, not one of the number {name}.",
                hint="They are counted from 1.",
            )
    wanted = options.only or tuple(numbered)
    if options.series is not None and len(wanted) > 1:
        raise InputError(
            f"{path} holds {len(masks)} masks and one series is given.",
            hint="Name the mask that it belongs to, for example --patch 1.",
        )
    series = None if options.series is None else read_series(options.series, options.series_options)
    for name in wanted:
        told = path.stem if len(masks) == 1 else f"{path.stem}#{name}"
        yield Field(told, numbered[name], series)
