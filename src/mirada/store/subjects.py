"""Which subjects (parcels) of which assets pass tests on their facts, for all assets at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mirada.store import filters as masks
from mirada.store import schema
from mirada.store.factrows import quoted
from mirada.store.values import Ints, Mask
from mirada.store.view import View
from mirada.types import Asset, Evidence, Fact, FactTest, Filters

if TYPE_CHECKING:
    import pyarrow as pa

WHOLE = "window"
"""The subject of facts that are about the whole of an asset whose parts are subjects too."""
CALLED = "called"
"""Predicate of the facts that tell the words for a class: its ``object`` is the class, its value
the names (``language.measured.Names``)."""
UNDETERMINED = "undetermined"
"""Predicate of the facts that tell what cannot be told: ``object`` is what was looked for, the
value the reason."""
SOURCE = "source"
"""Predicate of the fact that names the file that stands for several."""
SAID = "said"
"""Predicate of the facts that say a subject in words, in the language that is their object."""
LEGEND = "legend"
"""Predicate of the fact of the whole that tells every class that a domain could have found."""
_BITS = 24  # of a subject's number


@dataclass(frozen=True, slots=True, eq=False)
class Subjects:
    """The subjects of one kind that pass the filters.

    Attributes:
        identity: V16 [n], the ids of their moments.
        asset: int64 [n], the numbers of their assets.
        passing: bool [n], which pass every test.
        unsure: bool [n], that may pass: of them an ``absent`` test cannot tell.
        order: float64 [n], the number by which they are ranked, NaN where there is none.
    """

    identity: Any
    asset: Ints
    passing: Mask
    unsure: Mask
    order: Any

    def ids(self, places: Ints) -> list[str]:
        """The ids of the moments at ``places``."""
        return [value.tobytes().hex() for value in self.identity[places]]


def subjects_where(
    view: View, kind: str, tests: Sequence[FactTest], filters: Filters, order: FactTest
) -> Subjects:
    """Test every subject of a kind ("parcel"; "" = whole fields) on its facts.

    Args:
        order: the fact whose number ranks them.
    """
    identity, asset, key = _moments(view, kind, filters)
    passing, possible = np.ones(len(key), np.bool_), np.ones(len(key), np.bool_)
    for test in tests:
        holds = np.isin(key, _keys(_rows(view, kind, test), kind))
        may = holds
        if test.absent:
            told = np.isin(key, _told(view, kind, test))
            holds, may = ~holds & told, ~holds
        passing &= holds
        possible &= may
    rows = _rows(view, kind, order)
    keys, numbers = _keys(rows, kind), rows.column("number").to_numpy()
    ranked = np.full(len(key), np.nan)
    if len(keys):
        places = np.argsort(keys, kind="stable")
        at = places[np.minimum(np.searchsorted(keys, key, sorter=places), len(keys) - 1)]
        ranked = np.where(keys[at] == key, numbers[at], np.nan)
    return Subjects(identity, asset, passing, possible & ~passing, ranked)


def _moments(view: View, kind: str, filters: Filters) -> tuple[Any, Ints, Ints]:
    """Ids, asset numbers and keys of the moments that stand for subjects of a kind."""
    where = f"starts_with(subject, {quoted([kind + ':'])})" if kind else "subject = ''"
    table = view.table(schema.MOMENTS, ["id", "asset_no", "subject"], where)
    asset = table.column("asset_no").to_numpy()
    assets = view.assets()
    among = masks.asset_mask(assets, filters, view.assets_like, view.manifest.next_no)
    fields = np.zeros(view.manifest.next_no, np.bool_)
    fields[assets.no[assets.kind == "field"]] = True
    keep = (among & fields)[asset]
    if masks.touches_clock(filters):
        keep &= _on_time(view, asset, filters)
    table = table.filter(keep)
    ids = table.column("id").to_pylist()
    identity = np.frombuffer(b"".join(ids), "V16")
    return identity, asset[keep], _keys(table, kind)


def _on_time(view: View, asset: Ints, filters: Filters) -> Mask:
    """bool [n]: which of the assets were there at the time."""
    rows = view.rows(schema.ASSETS, ["no", "body"], "no", np.unique(asset).tolist())
    found: dict[int, Asset] = {row["no"]: schema.asset_of(row) for row in rows}
    clock = np.array(
        [
            schema.clock_of(found[number], 0.0, found[number].duration or 0.0)
            for number in asset.tolist()
        ],
        np.int64,
    ).reshape(-1, 2)
    return masks.clock_mask(clock[:, 0], clock[:, 1], filters)


def _rows(view: View, kind: str, test: FactTest) -> pa.Table:
    """The facts of a kind of subject that say what ``test`` asks for."""
    parts = [_of_kind(kind), f"predicate = {quoted([test.predicate])}"]
    if test.objects:
        parts.append(f"object IN ({quoted(test.objects)})")
    if test.values:
        parts.append(f"words IN ({quoted(test.values)})")
    if test.least is not None:
        parts.append(f"number >= {float(test.least)!r}")
    if test.most is not None:
        parts.append(f"number <= {float(test.most)!r}")
    columns = ["asset_no", "subject", "number", "words"]
    table = view.table(schema.FACTS, columns, " AND ".join(parts))
    if (test.first or test.last or test.months) and table.num_rows:
        words = table.column("words").to_numpy(zero_copy_only=False).astype(np.str_)
        table = table.filter(_dated(words, test))
    return table


def _dated(words: NDArray[np.str_], test: FactTest) -> Mask:
    """bool [n]: which of the dates, by their ISO texts, ``test`` asks for."""
    dates, places = np.unique(words, return_inverse=True)
    seen = Evidence("")
    asked = replace(test, objects=(), values=(), least=None, most=None)
    holds = [asked.holds(Fact("", test.predicate, str(one), seen)) for one in dates]
    return np.array(holds, np.bool_)[places]


def _told(view: View, kind: str, test: FactTest) -> Ints:
    """Keys of the subjects of which it can be said that something is not so."""
    looked = (test.predicate, *test.told_by)
    found = [_keys(_rows(view, kind, FactTest(one)), kind) for one in looked]
    every = FactTest(UNDETERMINED, objects=(test.predicate,))
    unknown = _keys(_rows(view, kind, every), kind)
    if test.ruled_out:
        ruled_out = _keys(_rows(view, kind, FactTest(
            UNDETERMINED, objects=(test.predicate,), values=test.ruled_out)), kind)  # fmt: skip
        found.append(ruled_out)
        unknown = np.setdiff1d(unknown, ruled_out)
    return np.setdiff1d(np.concatenate(found), unknown)


def _of_kind(kind: str) -> str:
    if not kind:
        return f"subject = {quoted([WHOLE])}"
    return f"starts_with(subject, {quoted([kind + ':'])})"


def _keys(table: pa.Table, kind: str) -> Ints:
    """int64 [n]: one number for the asset and the subject of each row."""
    import pyarrow as pa
    import pyarrow.compute as pc

    asset: Ints = table.column("asset_no").to_numpy()
    if not kind:
        return asset << _BITS
    texts = pc.replace_substring(table.column("subject"), f"{kind}:", "", max_replacements=1)
    numbers: Ints = pc.cast(texts, pa.int64()).to_numpy()
    return (asset << _BITS) + numbers


def terms_of(view: View) -> Mapping[str, str]:
    """Class -> what it is called, as the facts of the archive tell it (the first of several)."""
    import pyarrow as pa

    if not (view.assets().kind == "field").any():
        return {}  # most archives: their facts need not be gone through
    where = f"predicate = {quoted([CALLED])}"
    table = view.table(schema.FACTS, ["object", "words"], where)
    pairs = pa.TableGroupBy(table, ["object", "words"]).aggregate([]).to_pylist()
    found: dict[str, str] = {}
    for row in sorted(pairs, key=lambda row: (row["object"], row["words"])):
        found.setdefault(row["object"], row["words"])
    return found
