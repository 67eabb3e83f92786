"""What each command's JSON holds, as a table, and a check of a value against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from json_schema_earth import EARTH
from schema_kinds import REGION, USAGE, VERDICT, Each, Maybe, OneOf, Schema

MEMBER: dict[str, Schema] = {
    "moment": str,
    "asset": str,
    "path": str,
    "kind": {"image", "tile", "shot", "still", "patch", "parcel"},
    "media": {"image", "video", "field"},
    "start": float,
    "end": float,
    "frame_time": float,
    "region": REGION,
    "local_time": Maybe(str),
    "utc_offset": Maybe(int),
    "similarity": Maybe(float),
    "e_value": Maybe(float),
    "match": bool,
    "matched_by": [
        {
            "by": {"vector", "text", "tag", "track", "fact"},
            "words": str,
            "subject": str,
            "start": float,
            "end": float,
            "region": REGION,
        }
    ],
}
HIT = {**MEMBER, "group": [{**MEMBER, "group": [dict]}]}

SEARCH = {
    "query": str,
    "hits": [HIT],
    "nearest": [HIT],
    "matched": int,
    "eligible": int,
    "searched": int,
    "unindexed": int,
    "space": str,
    "seconds": float,
    "notices": [str],
    "understood": [{"kind": str, "label": str, "words": str}],
    "judged": Maybe({"tracks": int, "moments": int}),
    "measured": int,
}
FOUND = {**SEARCH, "sheet": Maybe(str), "html": Maybe(str)}

FAULT = {"code": str, "message": str, "hint": str, "exit_status": int}

EVIDENCE = {
    "asset": str,
    "start": float,
    "end": float,
    "region": REGION,
    "frame_time": float,
    "frame_hash": Maybe(str),
    "model": Maybe(str),
}
FACT = {
    "subject": str,
    "predicate": str,
    "object": Maybe(str),
    "value": OneOf((str, bool, float)),
    "unit": Maybe(str),
    "tolerance": float,
    "method": Maybe(str),
    "confidence": Maybe(float),
    "evidence": EVIDENCE,
}
CLAIM = {
    "text": str,
    "verdict": VERDICT,
    "reason": Maybe(str),
    "source": str,
    "facts": [FACT],
}
ASSET = {
    "asset": str,
    "path": str,
    "media": {"image", "video"},
    "media_type": str,
    "size": int,
    "width": int,
    "height": int,
    "duration": Maybe(float),
    "local_time": Maybe(str),
    "utc_offset": Maybe(int),
}
PART = {**ASSET, "start": Maybe(float), "end": Maybe(float), "moment": Maybe(str)}
LANGUAGE = {"es", "en"}

COMMANDS: dict[str, dict[str, Schema]] = {
    "index": {
        "archive": str,
        "status": {"ok", "partial", "interrupted"},
        "found": int,
        "indexed": int,
        "unchanged": int,
        "moved": int,
        "failed": int,
        "removed": int,
        "moments": int,
        "facts": int,
        "facts_failed": int,
        "zones": int,
        "seconds": float,
        "notices": [str],
    },
    "search": FOUND,
    "similar": FOUND,
    "classify": {
        "results": [
            {
                "path": str,
                "label": Maybe(str),
                "none_probability": Maybe(float),
                "labels": [{"label": str, "probability": Maybe(float), "similarity": float}],
                "error": Maybe(FAULT),
            }
        ]
    },
    "describe": {
        "target": str,
        "level": {"line", "paragraph", "timeline", "summary"},
        "language": LANGUAGE,
        "source": str,
        "found": int,
        "overview": [CLAIM],
        "sections": [{**PART, "stored": bool, "claims": [CLAIM], "dropped": [CLAIM]}],
        "usage": Maybe(USAGE),
        "notices": [str],
        "seconds": float,
    },
    "ask": {
        "question": str,
        "language": LANGUAGE,
        "verdict": {"answered", "cannot-tell"},
        "text": str,
        "reason": Maybe(str),
        "source": str,
        "supported": bool,
        "citations": [{**PART, "claim": CLAIM}],
        "looked": int,
        "found": int,
        "usage": Maybe(USAGE),
        "notices": [str],
        "seconds": float,
    },
    "verify": {
        "statement": str,
        "language": LANGUAGE,
        "verdict": VERDICT,
        "parts": [
            {
                **PART,
                "verdict": VERDICT,
                "criteria": [
                    {
                        "text": str,
                        "verdict": VERDICT,
                        "reason": Maybe(str),
                        "source": str,
                        "facts": [FACT],
                    }
                ],
            }
        ],
        "found": int,
        "usage": Maybe(USAGE),
        "notices": [str],
        "seconds": float,
    },
    "ground": {
        "image": str,
        "phrase": str,
        "boxes": [{"region": REGION, "heat": float, "similarity": float, "e_value": float}],
        "e_value": float,
        "tiles": int,
        "space": str,
        "out": Maybe(str),
    },
    "export": {
        **PART,
        "start": float,
        "end": float,
        "clip": str,
        "evidence": str,
        "stills": [str],
        "frames": int,
        "hidden": [int],
        "visible": [{"track": int, "class": str}],
        "notices": [str],
    },
    "status": {
        "archive": str,
        "assets": int,
        "files": int,
        "moments": int,
        "vectors": int,
        "failures": int,
        "size": int,
        "spaces": [
            {
                "id": str,
                "model": str,
                "revision": str,
                "dimension": int,
                "active": bool,
                "vectors": int,
                "unindexed": int,
            }
        ],
        "last_run": Maybe(
            {
                "started": str,
                "finished": Maybe(str),
                "status": {"ok", "partial", "interrupted", "running", "failed"},
                "found": int,
                "indexed": int,
                "unchanged": int,
                "moved": int,
                "failed": int,
            }
        ),
        "writer": Maybe({"pid": int, "host": str, "command": str, "since": str}),
    },
    "failures": {
        "failures": [
            {"stage": str, "kind": str, "path": str, "message": str, "asset_id": Maybe(str)}
        ]
    },
    "remove": {
        "assets": int,
        "moments": int,
        "vectors": int,
        "thumbnails": int,
        "failures": int,
        "files": int,
        "bytes_freed": int,
        "facts": int,
        "tracks": int,
        "copies": [str],
        "notices": [str],
    },
    "migrate": {
        "status": {"ok", "partial", "interrupted"},
        "space": str,
        "switched": bool,
        "assets": int,
        "moments": int,
        "total": int,
        "failed": int,
        "dropped": [str],
        "seconds": float,
    },
    "models": {
        "models": [
            {
                "name": str,
                "installed": bool,
                "engine": {"onnx", "transformers"},
                "source": str,
                "parameters": int,
                "dimension": int,
                "image_size": int,
                "languages": [str],
                "license": str,
                "download_mb": int,
                "memory_mb": int,
                "good_at": {"en": str, "es": str},
            }
        ],
        "generators": [
            {
                "name": str,
                "installed": bool,
                "engine": {"openai", "transformers"},
                "source": str,
                "vendor": Maybe(str),
                "parameters": int,
                "reads": [str],
                "context": int,
                "image_size": int,
                "follows": bool,
                "license": str,
                "download_mb": int,
                "price_in": Maybe(float),
                "price_out": Maybe(float),
                "price_date": Maybe(str),
                "good_at": {"en": str, "es": str},
            }
        ],
    },
    "models pull": {"name": str, "folder": str},
    "models remove": {"name": str, "freed": int},
    "train nano": {
        "model": str,
        "checkpoints": str,
        "development": Each(float),
        "minutes": float,
    },
    "train tsvit": {
        "model": Maybe(str),
        "figures": Each(float),
        "classes": [{"id": int, "en": str, "es": str, "iou": float}],
        "minutes": float,
    },
    "train caption": {
        "folder": str,
        "from": {"tsvit"},
        "figures": Each(float),
        "examples": [str],
        "minutes": float,
    },
    **EARTH,
    "demo": {"archive": str, "page": str, "searches": [SEARCH]},
    "completion": {"shell": {"bash", "zsh", "fish"}, "script": str},
}
ERROR = {
    "schema": {"mirada/1"},
    "error": FAULT,
}


def schema_of(command: str) -> dict[str, Schema]:
    return {"schema": {"mirada/1"}, "command": {command}, **COMMANDS[command]}


def faults(value: Any, schema: Schema, at: str = "$") -> Iterator[str]:
    """Where ``value`` is not what ``schema`` says."""
    match schema:
        case Maybe(inner):
            if value is not None:
                yield from faults(value, inner, at)
        case Each(inner):
            if not isinstance(value, dict):
                yield f"{at}: {value!r} is no object"
                return
            for name, each in value.items():
                yield from faults(each, inner, f"{at}.{name}")
        case OneOf(schemas):
            if all(any(faults(value, one, at)) for one in schemas):
                yield f"{at}: {value!r} is none of {schemas}"
        case set():
            if value not in schema:
                yield f"{at}: {value!r} is none of {sorted(schema)}"
        case list():
            if not isinstance(value, list):
                yield f"{at}: {value!r} is no list"
                return
            for number, each in enumerate(value):
                yield from faults(each, schema[0], f"{at}[{number}]")
        case dict():
            if not isinstance(value, dict) or list(value) != list(schema):
                yield f"{at}: {value!r} has not the keys {list(schema)}"
                return
            for name, each in schema.items():
                yield from faults(value[name], each, f"{at}.{name}")
        case _:
            exact = type(value) is schema or (schema is float and type(value) is int)
            if not exact:
                yield f"{at}: {value!r} is no {schema.__name__}"


def keys(schema: Schema) -> set[str]:
    """Every name that can stand in the JSON."""
    match schema:
        case Maybe(inner) | Each(inner):
            return keys(inner)
        case list():
            return keys(schema[0])
        case dict():
            return set(schema) | {name for inner in schema.values() for name in keys(inner)}
    return set()
