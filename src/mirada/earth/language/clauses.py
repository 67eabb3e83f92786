"""What each template is said of, and which statement it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """Attributes:
    name: of the statement it makes; several templates can make the same; "" = none.
    of_window: it is always said of the whole window.
    of: the slot that names its subjects, where it is not said of what came before.
    subject: what it is always said of, where that is no crop and not the window.
    sets: the slot that names what the following clauses are said of.
    values: what the statement holds that is in no slot.
    """

    name: str
    of_window: bool = False
    of: str = ""
    subject: str = ""
    sets: str = ""
    values: tuple[tuple[str, str], ...] = ()


_WINDOW = (
    "contains_mainly",
    "crops_mainly",
    "contains_several",
    "contains",
    "no_crop",
    "no_crops",
    "no_known_crops",
    "lesser",
    "all_farmed",
    "total",
    "portion_total",
    "crops_n",
    "known_crops_n",
    "mean",
    "median",
    "shannon",
    "simpson",
    "edges",
    "plain_year",
    "nothing_odd",
    "pictures",
    "one_picture",
    "span",
    "clear",
    "clear_none",
    "clear_only",
    "clear_only_none",
    "gap",
    "gap_days",
    "cloud",
    "reference",
    "unknown_season",
)
_SPOKEN_OF = (
    "size",
    "with_area",
    "share_window",
    "share_farmed",
    "share_known",
    "share_plain",
    "is_main",
    "is_one_main",
    "is_notable",
    "is_minor",
    "larger",
    "smaller",
    "parcels_n",
    "slivers",
    "no_parcels",
    "position",
    "touches",
    "touches_not",
    "borders",
    "borders_parcels",
    "borders_none",
    "borders_no_parcel",
    "emergence",
    "season_start",
    "peak",
    "flowering",
    "season_end",
    "harvest",
    "cuts",
    "cuts_dated",
    "cut_dates",
    "no_cuts",
    "ndvi",
    "season_length",
    "ndmi",
    "below",
    "above",
    "late",
    "early",
    "probability",
    "runner_up",
    "confused",
    "of_crop",
)

CLAUSES: Mapping[str, Clause] = {
    **{name: Clause(name, of_window=True) for name in _WINDOW},
    **{name: Clause(name) for name in _SPOKEN_OF},
    "followed_m": Clause("followed", of_window=True),
    "followed_f": Clause("followed", of_window=True),
    "crops_mainly_p": Clause("crops_mainly", of_window=True),
    "there_parcels": Clause("parcels_n", of_window=True),
    "is_of_crop": Clause("of_crop"),
    "no_parcels": Clause("no_parcels", of_window=True),
    "there_crops": Clause("crops_n", of_window=True),
    "span_told": Clause("span", of_window=True),
    "known_crops_n": Clause("crops_n", of_window=True),
    "cuts_class": Clause("cuts"),
    "cuts_some": Clause("cuts_dated"),
    **{
        f"{name}_of": Clause(name, of="owner", sets="owner")
        for name in ("season_start", "peak", "season_end", "harvest")
    },
    "runner_up_of": Clause("runner_up"),
    "framed": Clause(""),
    "measures": Clause("area"),
    "size": Clause("area"),
    "with_area": Clause("area"),
    "share_plain": Clause("share_window"),
    "is_share_window": Clause("share_window"),
    "is_share_farmed": Clause("share_farmed"),
    "is_share_known": Clause("share_known"),
    "farmed_area": Clause("area", subject="land:farmed"),
    "farmed_share": Clause("share_window", subject="land:farmed"),
    "crop_share": Clause("share_window", of="crop", sets="crop"),
    "largest_crop": Clause("largest_crop", of="crop", sets="crop"),
    "position_mostly": Clause("position"),
    "scattered": Clause("position", values=(("zone", "scattered"),)),
    "area_of": Clause("area", of="crop", sets="crop"),
    "more_of": Clause("larger", of="crop", sets="crop"),
    "less_of": Clause("smaller", of="crop", sets="crop"),
    "corrected": Clause("corrected", of="crop", sets="crop"),
    "parcels_of": Clause("parcels_n", of="crop", sets="crop"),
    "only_parcel": Clause("only_parcel", sets="parcel"),
    "largest_of": Clause("largest_of", sets="parcel"),
    "largest": Clause("largest", of_window=True, sets="parcel"),
    "side_share": Clause("side_share", of="crop", sets="crop"),
    "unknown": Clause("unknown", of="owner", sets="owner"),
    "unknown_odd": Clause("unknown_odd", of="owner", sets="owner"),
}
