"""What the JSON of `mirada earth` holds."""

from __future__ import annotations

from schema_kinds import REGION, USAGE, VERDICT, Maybe, OneOf, Schema

SEGMENT: dict[str, Schema] = {
    "source": str,
    "out": Maybe(str),
    "model": {"id": str, "trained_on": str},
    "rows": int,
    "columns": int,
    "classes": [
        {
            "id": int,
            "en": str,
            "es": str,
            "hectares": float,
            "share": float,
            "probability": Maybe(float),
        }
    ],
    "notices": [str],
}
EVIDENCE = {
    "classes": [int],
    "parcels": [int],
    "against": [int],
    "dates": [str],
    "bands": [str],
    "region": REGION,
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
REASON = {
    "no-series", "few-dates", "gap", "before", "after", "flat", "unsure", "few-parcels", "no-bands",
}  # fmt: skip
CLAIM = {
    "text": str,
    "verdict": VERDICT,
    "reason": Maybe(str),
    "facts": [FACT],
    "undetermined": [{"subject": str, "predicate": str, "reason": REASON, "evidence": EVIDENCE}],
}
DESCRIBE: dict[str, Schema] = {
    "name": str,
    "language": {"es", "en"},
    "source": str,
    "mask": str,
    "mask_digest": str,
    "series": Maybe(str),
    "series_digest": Maybe(str),
    "sections": [{"key": str, "title": str, "claims": [CLAIM]}],
    "dropped": [CLAIM],
    "curves": [{"subject": str, "index": str, "dates": [str], "values": [float]}],
    "files": {"html": Maybe(str), "pdf": Maybe(str)},
    "usage": Maybe(USAGE),
    "notices": [str],
}
CHECK: dict[str, Schema] = {
    "report": str,
    "name": str,
    "mask_digest": str,
    "verdict": VERDICT,
    "supported": int,
    "contradicted": int,
    "unsupported": int,
    "statements": [
        {
            "kind": {"sentence", "row", "drawing", "fact", "curve"},
            "text": str,
            "verdict": VERDICT,
            "reason": Maybe(str),
        }
    ],
    "notices": [str],
}
FIELD = {
    "name": str,
    "mask": str,
    "mask_digest": str,
    "series": Maybe(str),
    "series_digest": Maybe(str),
    "rows": int,
    "columns": int,
    "pixel_size": [float],
    "crs": Maybe(str),
    "classes": [{"id": int, "en": str, "es": str, "role": {"crop", "background", "void"}}],
    "facts": [FACT],
    "undetermined": [{"subject": str, "predicate": str, "reason": REASON, "evidence": EVIDENCE}],
    "notices": [str],
}
EARTH: dict[str, dict[str, Schema]] = {
    "earth segment": SEGMENT,
    "earth facts": {
        "fields": [FIELD],
        "failures": [{"name": str, "code": str, "message": str}],
    },
    "earth describe": DESCRIBE,
    "earth check": CHECK,
    "earth synth": {"folder": str, "truth": str, "patches": int, "seed": int},
}
