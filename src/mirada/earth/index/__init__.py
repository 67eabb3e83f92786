"""Fields in an archive: what ``mirada index`` makes of patches and masks, so that they are found.

``domain.py`` recognises them, ``facts.py`` turns what was measured into the archive's facts,
``pictures.py`` draws the thumbnails. docs/earth.md tells what can be asked.

    archive = open_archive("farm.mirada")
    archive.sources = field_sources(legend=read_legend(Path("crops.json")))
    archive.index(["masks"])
    archive.search("parcels over 2 ha next to orchard")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mirada.earth.legend import Legend
    from mirada.verbs.index import Sources


def field_sources(
    *, legend: Legend | None = None, pixel_size: float | None = None, media: bool = False
) -> Sources:
    """What an archive's ``index`` reads, so that it reads fields, masks in files of their own too.

    Args:
        legend: what ids mean; None = PASTIS's classes.
        pixel_size: metres, of masks that do not tell.
        media: pictures and films as well; a mask is never one of them then.

    Raises:
        InputError: ``pixel_size`` is no length.
        MissingDependencyError: the extra ``earth`` is not installed.
    """
    from mirada.earth.index.domain import Fields, require_earth
    from mirada.errors import InputError
    from mirada.verbs.index import Sources

    if pixel_size is not None and not 0 < pixel_size < 1e6:
        raise InputError(f"{pixel_size:g} m is no size of a pixel.", hint="Try: --pixel-size 10")
    require_earth()
    return Sources((Fields(legend, True, pixel_size),), media)
