"""Facts, evidence and claims as JSON values: the same in answers and in files of evidence."""

from __future__ import annotations

from typing import Any

from mirada.types import Asset, Claim, Evidence, Fact, Region

Json = dict[str, Any]


def region_value(region: Region) -> Json:
    """Fractions of the upright picture, rounded to a ten-thousandth."""
    return {
        "x": round(region.x, 4),
        "y": round(region.y, 4),
        "width": round(region.width, 4),
        "height": round(region.height, 4),
    }


def evidence_value(evidence: Evidence) -> Json:
    return {
        "asset": evidence.asset_id,
        "start": round(evidence.start, 3),
        "end": round(evidence.end, 3),
        "region": region_value(evidence.region),
        "frame_time": round(evidence.frame_time, 3),
        "frame_hash": evidence.frame_hash or None,
        "model": evidence.model or None,
    }


def fact_value(fact: Fact) -> Json:
    value = round(fact.value, 6) if isinstance(fact.value, float) else fact.value
    return {
        "subject": fact.subject,
        "predicate": fact.predicate,
        "object": fact.object or None,
        "value": value,
        "unit": fact.unit or None,
        "tolerance": fact.tolerance,
        "method": fact.method or None,
        "confidence": None if fact.confidence is None else round(fact.confidence, 4),
        "evidence": evidence_value(fact.evidence),
    }


def claim_value(claim: Claim) -> Json:
    return {
        "text": claim.text,
        "verdict": claim.verdict,
        "reason": claim.reason or None,
        "source": claim.source,
        "facts": [fact_value(fact) for fact in claim.facts],
    }


def asset_value(asset: Asset, path: str) -> Json:
    """An asset and one file that holds it; sizes in bytes and pixels, its length in seconds."""
    capture = asset.capture
    return {
        "asset": asset.id,
        "path": path,
        "media": asset.kind,
        "media_type": asset.media_type,
        "size": asset.size,
        "width": asset.width,
        "height": asset.height,
        "duration": None if asset.duration is None else round(asset.duration, 3),
        "local_time": capture.local.isoformat() if capture.local else None,
        "utc_offset": capture.utc_offset,
    }
