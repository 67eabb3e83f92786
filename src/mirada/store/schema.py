"""The tables' columns, and the way from values to rows and back.

``key`` is a 64-bit hash (of a path, an asset id, a moment id, ...) by which rows are found and
deleted. Paths are bytes, because a file's name need not be UTF-8. ``body`` is the whole value as
JSON: reading one row of a table costs about as much for every column, so values that are only
read whole lie in one; columns of their own are for what filters look at.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from mirada.store.values import Floats, Ints, Json, Run, StoredFile
from mirada.types import Asset, Capture, Failure, Moment, Region

if TYPE_CHECKING:
    import pyarrow as pa

ASSETS, FILES, MOMENTS, FAILURES, RUNS = "assets", "files", "moments", "failures", "runs"
FACTS, TRACKS, TEXTS, RECIPES = "facts", "tracks", "texts", "recipes"
OF_FACTS = (FACTS, TRACKS, TEXTS, RECIPES)
UNKNOWN_TIME = np.iinfo(np.int64).min
_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)


def vectors_table(space_id: str) -> str:
    return f"vectors-{space_id}"


def hash_key(*parts: bytes) -> int:
    """A signed 64-bit number for ``parts``."""
    digest = hashlib.blake2b(b"\0".join(parts), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def path_key(path: str) -> int:
    return hash_key(os.fsencode(path))


def asset_key(asset_id: str) -> int:
    return hash_key(asset_id.encode("utf-8", "surrogateescape"))


def failure_key(failure: Failure) -> int:
    return hash_key(os.fsencode(failure.path), failure.stage.encode())


def moment_bytes(moment_id: str) -> bytes:
    """The 16 bytes of a moment's id; ValueError when it is no such id."""
    data = bytes.fromhex(moment_id)
    if len(data) != 16:
        raise ValueError(f"{moment_id!r} is no moment id")
    return data


def is_moment_id(moment_id: str) -> bool:
    return len(moment_id) == 32 and all(char in "0123456789abcdef" for char in moment_id)


def moment_key(moment_id: str) -> int:
    return int.from_bytes(moment_bytes(moment_id)[:8], "little", signed=True)


def microseconds(time: datetime | None) -> int:
    return UNKNOWN_TIME if time is None else (time - _EPOCH) // _MICROSECOND


def wall_clock(asset: Asset, moment: Moment) -> tuple[int, int]:
    """The moment's local begin and end in microseconds; both UNKNOWN_TIME where unknown."""
    return clock_of(asset, moment.start, moment.end)


def clock_of(asset: Asset, start: float, end: float) -> tuple[int, int]:
    """The same of the stretch from ``start`` to ``end`` (seconds) of an asset."""
    try:
        return (
            microseconds(asset.capture.at(start)),
            microseconds(asset.capture.at(max(end, start))),
        )
    except OverflowError:  # a clock in the year 9999 and a long film
        return UNKNOWN_TIME, UNKNOWN_TIME


def schema(table: str, dimension: int = 0) -> pa.Schema:
    import pyarrow as pa

    i64, f64, text = pa.int64(), pa.float64(), pa.string()
    head = [("key", i64)]
    columns: dict[str, list[tuple[str, Any]]] = {
        ASSETS: [
            ("no", i64), ("id", text), ("kind", text), ("size", i64), ("width", i64),
            ("height", i64), ("duration", f64), ("latitude", f64), ("longitude", f64),
            ("body", pa.binary()),
        ],
        FILES: [
            ("path", pa.binary()), ("size", i64), ("mtime_ns", i64), ("asset_no", i64),
            ("asset_id", text),
        ],
        MOMENTS: [
            ("id", pa.binary(16)), ("asset_no", i64), ("body", pa.binary()),
            ("thumbnail", pa.binary()), ("start", f64), ("end", f64), ("subject", text),
        ],
        FAILURES: [
            ("path", pa.binary()), ("path_key", i64), ("stage", text), ("kind", text),
            ("message", text), ("asset_id", text), ("asset_key", i64),
        ],
        RUNS: [
            ("id", text), ("started", i64), ("finished", i64), ("status", text), ("found", i64),
            ("indexed", i64), ("unchanged", i64), ("moved", i64), ("failed", i64),
            ("message", text),
        ],
        RECIPES: [("asset_no", i64), ("recipe", text), ("facts", i64)],
        FACTS: [
            ("asset_no", i64), ("subject", text), ("predicate", text), ("object", text),
            ("number", f64), ("words", text), ("body", pa.binary()),
        ],
        TRACKS: [
            ("asset_no", i64), ("number", i64), ("concept", text), ("first", f64), ("last", f64),
            ("confidence", f64), ("boxes", pa.binary()),
        ],
        TEXTS: [("asset_no", i64), ("source", i64), ("terms", pa.binary()), ("body", pa.binary())],
    }  # fmt: skip
    vectors: list[tuple[str, Any]] = [
        ("id", pa.binary(16)), ("asset_no", i64), ("begin", i64), ("finish", i64),
        ("mean", pa.float32()), ("deviation", pa.float32()),
        ("vector", pa.list_(pa.float32(), dimension)),
    ]  # fmt: skip
    return pa.schema(head + columns.get(table, vectors))


def vector_rows(
    ids: Sequence[bytes], asset_no: Ints, clock: Ints, vectors: Floats, background: Floats
) -> pa.Table:
    """Rows of a vectors table. ``clock`` int64 [n, 2]: begin and end of each moment."""
    import pyarrow as pa

    n, dimension = vectors.shape
    joined = b"".join(ids)
    keys = np.frombuffer(joined, "<i8").reshape(n, 2)[:, 0]
    columns = [
        pa.array(keys), pa.FixedSizeBinaryArray.from_buffers(
            pa.binary(16), n, [None, pa.py_buffer(joined)]),
        pa.array(asset_no), pa.array(clock[:, 0]), pa.array(clock[:, 1]),
        pa.array(background[:, 0]), pa.array(background[:, 1]),
        pa.FixedSizeListArray.from_arrays(
            pa.array(np.ascontiguousarray(vectors).reshape(-1)), dimension),
    ]  # fmt: skip
    return pa.Table.from_arrays(columns, schema=schema("vectors", dimension))


def asset_row(asset: Asset, no: int) -> Json:
    capture = asset.capture
    body = [
        asset.id, asset.kind, asset.media_type, asset.size, asset.width, asset.height,
        asset.duration, None if capture.local is None else microseconds(capture.local),
        capture.utc_offset, capture.latitude, capture.longitude, capture.source,
    ]  # fmt: skip
    return {
        "key": asset_key(asset.id), "no": no, "id": asset.id, "kind": asset.kind,
        "size": asset.size, "width": asset.width, "height": asset.height,
        "duration": asset.duration, "latitude": capture.latitude, "longitude": capture.longitude,
        "body": packed(body),
    }  # fmt: skip


def asset_of(row: Json) -> Asset:
    body = json.loads(row["body"])
    local, offset, latitude, longitude, source = body[7:]
    clock = None if local is None else _EPOCH + local * _MICROSECOND
    values: Any = [*body[:7], Capture(clock, offset, latitude, longitude, source)]
    return Asset(*values)


def moment_row(moment: Moment, asset_no: int, thumbnail: bytes) -> Json:
    r = moment.region
    body = [
        moment.asset_id, moment.kind, moment.start, moment.end, r.x, r.y, r.width, r.height,
        moment.frame_time, *([moment.subject] if moment.subject else []),
    ]  # fmt: skip
    moment_id = moment.id
    return {
        "key": moment_key(moment_id), "id": moment_bytes(moment_id), "asset_no": asset_no,
        "body": packed(body), "thumbnail": thumbnail, "start": moment.start, "end": moment.end,
        "subject": clean(moment.subject),
    }  # fmt: skip


def moment_of(row: Json) -> Moment:
    asset_id, kind, start, end, x, y, width, height, frame_time, *subject = json.loads(row["body"])
    return Moment(asset_id, kind, start, end, Region(x, y, width, height), frame_time, *subject)


def packed(values: list[object]) -> bytes:
    return json.dumps(values, separators=(",", ":")).encode()


def file_row(file: StoredFile, asset_no: int) -> Json:
    return {
        "key": path_key(file.path), "path": os.fsencode(file.path), "size": file.size,
        "mtime_ns": file.mtime_ns, "asset_no": asset_no, "asset_id": file.asset_id,
    }  # fmt: skip


def file_of(row: Json) -> StoredFile:
    return StoredFile(os.fsdecode(row["path"]), row["size"], row["mtime_ns"], row["asset_id"])


def failure_row(failure: Failure) -> Json:
    known = failure.asset_id
    return {
        "key": failure_key(failure), "path": os.fsencode(failure.path),
        "path_key": path_key(failure.path), "stage": failure.stage, "kind": clean(failure.kind),
        "message": clean(failure.message), "asset_id": known,
        "asset_key": None if known is None else asset_key(known),
    }  # fmt: skip


def failure_of(row: Json) -> Failure:
    path = os.fsdecode(row["path"])
    return Failure(row["stage"], row["kind"], path, row["message"], row["asset_id"])


def run_row(run: Run) -> Json:
    row: Json = {name: getattr(run, name) for name in Run.__slots__}
    row["started"] = _utc(run.started)
    row["finished"] = None if run.finished is None else _utc(run.finished)
    return {**row, "key": hash_key(run.id.encode()), "message": clean(run.message)}


def run_of(row: Json) -> Run:
    values = {name: row[name] for name in Run.__slots__}
    for name in ("started", "finished"):
        if values[name] is not None:
            values[name] = (_EPOCH + values[name] * _MICROSECOND).replace(tzinfo=UTC)
    return Run(**values)


def _utc(time: datetime) -> int:
    return microseconds(time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time)


def clean(text: str) -> str:
    """``text`` without what UTF-8 cannot hold (parts of odd file names in messages)."""
    return text.encode("utf-8", "backslashreplace").decode()
