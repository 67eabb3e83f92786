"""Hits: what is told of a moment that was found, and why it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mirada.store import SOURCE, FactQuery, MomentText, Snapshot, path_like
from mirada.store.words import Word, phrase, words_of
from mirada.types import Asset, Filters, Hit, Moment, Reason, Region
from mirada.verbs.episodes import Footage

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Moments that were looked at closely.

    Attributes:
        moment_ids: [n].
        similarity: float64 [n], the cosine to the query.
        by_vector, by_text: float64 [n], E-values of either way; infinite where it found nothing.
        e_values: float64 [n], of both together.
        place: float64 [n], what they are ranked by; more is better.
    """

    moment_ids: Sequence[str]
    similarity: Numbers
    by_vector: Numbers
    by_text: Numbers
    e_values: Numbers
    place: Numbers


def hits_of(
    snapshot: Snapshot,
    scored: Scored,
    filters: Filters,
    max_e_value: float,
    excluded: frozenset[str],
) -> list[Hit]:
    """Hits, the best place first; a match is one whose E-value is below ``max_e_value``.

    ``excluded`` assets are left out; of an asset's paths the one that passed the filter is told.
    """
    moments = snapshot.moments(scored.moment_ids)
    asset_ids = {moment.asset_id for moment in moments.values()} - excluded
    assets = snapshot.assets(asset_ids)
    paths = paths_of(snapshot, assets.values(), filters)
    hits = []
    order = np.lexsort((-scored.similarity, scored.e_values, -scored.place))
    for at in order.tolist():
        moment = moments[scored.moment_ids[at]]
        if moment.asset_id in assets:
            asset, path = assets[moment.asset_id], paths.get(moment.asset_id, "")
            similarity, e_value = float(scored.similarity[at]), float(scored.e_values[at])
            hits.append(_hit(moment, asset, path, similarity, e_value, e_value < max_e_value))
    return hits


def paths_of(snapshot: Snapshot, assets: Iterable[Asset], filters: Filters) -> dict[str, str]:
    """The path that is told of each asset: the first that passes the filter.

    Of a field, which lies in several files together, it is that which stands for them.
    """
    kinds = {asset.id: asset.kind for asset in assets}
    files = snapshot.files_of_all(kinds)
    several = tuple(one for one, kind in kinds.items() if kind == "field")
    named: dict[str, str] = {}
    if several:
        query = FactQuery(predicates=(SOURCE,), filters=Filters(asset_ids=several))
        named = {fact.evidence.asset_id: str(fact.value) for fact in snapshot.facts_where(query)}
    found = {}
    for one, its in files.items():
        paths = [file.path for file in its]
        own = [path for path in paths if Path(path).name == named.get(one)]
        found[one] = path_like(own, filters.path) or path_like(_there_first(paths), filters.path)
    return found


def _there_first(paths: list[str]) -> list[str]:
    """Of several copies, those that can be opened before what was moved since."""
    return paths if len(paths) < 2 else sorted(paths, key=lambda path: not Path(path).exists())


def _hit(
    moment: Moment, asset: Asset, path: str, similarity: float, e_value: float, match: bool
) -> Hit:
    return Hit(
        moment_id=moment.id,
        asset=asset.id,
        path=path,
        kind=moment.kind,
        media=asset.kind,
        start=moment.start,
        end=moment.end,
        region=moment.region,
        frame_time=moment.frame_time,
        similarity=similarity,
        e_value=e_value,
        match=match,
        local_time=asset.capture.at(moment.start),
        utc_offset=asset.capture.utc_offset,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """What reasons are taken from.

    Attributes:
        scored: the moments that were looked at.
        max_e_value: what proves something by itself.
        words: of the query; none where full text was not asked.
        names: what in the query may be the name of a tag.
        footage: all tracks, None where there are none that matter.
        tracks: bool [tracks], those of the query's class that pass its conditions.
    """

    scored: Scored
    max_e_value: float
    words: Sequence[Word]
    names: Sequence[Word]
    footage: Footage | None
    tracks: NDArray[np.bool_]


def explained(snapshot: Snapshot, hits: Sequence[Hit], grounds: Grounds) -> list[Hit]:
    """The hits, and those of their groups, with what of them matched."""
    shown = [each for hit in hits for each in (hit, *hit.group)]
    ids = [hit.moment_id for hit in shown]
    texts = snapshot.texts_of(ids) if grounds.words else {}
    tracks = _tracks(snapshot, shown, grounds)
    place = {moment_id: at for at, moment_id in enumerate(grounds.scored.moment_ids)}

    def told(hit: Hit) -> Hit:
        at = place[hit.moment_id]
        found: list[Reason] = []
        if grounds.scored.by_vector[at] < grounds.max_e_value:
            found.append(Reason("vector", "", "", hit.start, hit.end, hit.region))
        proven = bool(grounds.scored.by_text[at] < grounds.max_e_value)
        for text in texts.get(hit.moment_id, ()):
            found += _of_text(text, grounds, proven)
        found += tracks.get(hit.moment_id, ())
        return replace(hit, matched_by=tuple(found), group=tuple(map(told, hit.group)))

    return [told(hit) for hit in hits]


def _of_text(text: MomentText, grounds: Grounds, proven: bool) -> list[Reason]:
    """The tags of a moment that the query names, or its lines with a word of the query."""
    found: list[Reason] = []
    for part in text.parts:
        told = (part.subject, part.start, part.end, part.region)
        if text.source == "tag":
            names = [(name, words_of(name)) for name in part.words.split(", ")]
            named = [
                name for name, words in names if words and _is_in([phrase(words)], grounds.names)
            ]
            found += [Reason("tag", named[0], *told)] if named else []
        elif proven and _is_in(words_of(part.words), grounds.words):
            found.append(Reason("text", part.words, *told))
    return found


def _is_in(these: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether one of ``these`` is one of ``words``, by either stem."""
    spanish, english = {word.spanish for word in words}, {word.english for word in words}
    return any(word.spanish in spanish or word.english in english for word in these)


def _tracks(
    snapshot: Snapshot, hits: Sequence[Hit], grounds: Grounds
) -> dict[str, tuple[Reason, ...]]:
    """Moment id -> its tracks among those that pass, each with its box near the hit's frame."""
    if grounds.footage is None or not grounds.tracks.any():
        return {}
    rows, tracks = grounds.footage.rows, grounds.footage.tracks
    row_of = rows.rows_of_ids([hit.moment_id for hit in hits])
    boxes: dict[str, dict[int, NDArray[np.float32]]] = {}
    found: dict[str, tuple[Reason, ...]] = {}
    for hit, row in zip(hits, row_of.tolist(), strict=True):
        among = np.flatnonzero(
            grounds.tracks
            & (tracks.asset == rows.asset[row])
            & (tracks.first < hit.end)
            & (tracks.last > hit.start)
        )
        if not len(among):
            continue
        if hit.asset not in boxes:
            boxes[hit.asset] = snapshot.boxes(hit.asset)
        found[hit.moment_id] = tuple(
            Reason(
                "track",
                tracks.concepts[tracks.concept[at]],
                f"track:{tracks.number[at]}",
                float(tracks.first[at]),
                float(tracks.last[at]),
                _box_at(boxes[hit.asset].get(int(tracks.number[at])), hit.frame_time),
            )
            for at in among.tolist()
        )
    return found


def _box_at(boxes: NDArray[np.float32] | None, second: float) -> Region:
    """The box nearest in time to ``second``, within the picture; all of it where none is kept."""
    if boxes is None or not len(boxes):
        return Region(0.0, 0.0, 1.0, 1.0)
    x, y, width, height = boxes[int(np.argmin(np.abs(boxes[:, 0] - second))), 1:].tolist()
    left, top = min(max(x, 0.0), 0.999), min(max(y, 0.0), 0.999)
    return Region(left, top, max(min(width, 1 - left), 1e-4), max(min(height, 1 - top), 1e-4))
