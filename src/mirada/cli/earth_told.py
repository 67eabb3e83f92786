"""A report of a field, and the check of one, as JSON and lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mirada.cli.earth_facts import evidence_value, fact_value
from mirada.cli.say import Say, printable
from mirada.cli.told import usage_value
from mirada.cli.verdicts import SIGNS

if TYPE_CHECKING:
    from mirada.earth.facts.values import Curve
    from mirada.earth.language.values import FieldClaim
    from mirada.earth.report.recheck import Rechecked
    from mirada.earth.report.rewrite import Rephrased


def report_value(made: Rephrased, files: Mapping[str, str], say: Say) -> dict[str, Any]:
    """The JSON of ``earth describe`` (docs/json.md)."""
    report = made.report
    mask, series = report.field.mask, report.field.series
    return {
        "name": report.field.name,
        "language": report.language,
        "source": report.source,
        "mask": mask.source,
        "mask_digest": mask.digest,
        "series": None if series is None else series.source,
        "series_digest": None if series is None else series.digest,
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "claims": [_claim_value(claim) for claim in section.claims],
            }
            for section in report.sections
        ],
        "dropped": [_claim_value(claim) for claim in made.dropped],
        "curves": [
            _curve_value(one) for one in report.facts.curves if one.subject.startswith("class:")
        ],
        "files": {form: files.get(form) for form in ("html", "pdf")},
        "usage": usage_value(made.usage),
        "notices": [say.sentence(notice) for notice in report.notices],
    }


def _claim_value(claim: FieldClaim) -> dict[str, Any]:
    from mirada.earth.facts.values import FieldFact, Undetermined

    return {
        "text": claim.text,
        "verdict": claim.verdict,
        "reason": claim.reason or None,
        "facts": [fact_value(one) for one in claim.facts if isinstance(one, FieldFact)],
        "undetermined": [
            {
                "subject": one.subject,
                "predicate": one.predicate,
                "reason": one.reason,
                "evidence": evidence_value(one.evidence),
            }
            for one in claim.facts
            if isinstance(one, Undetermined)
        ],
    }


def _curve_value(curve: Curve) -> dict[str, Any]:
    """Dates on which the class was clear, and the index on them."""
    from mirada.earth.report.recheck import shown_curve

    dates, values = shown_curve(curve)
    return {"subject": curve.subject, "index": curve.index, "dates": dates, "values": values}


def check_value(found: Rechecked, source: str, say: Say) -> dict[str, Any]:
    """The JSON of ``earth check`` (docs/json.md)."""
    return {
        "report": source,
        "name": found.field.name,
        "mask_digest": found.field.mask.digest,
        "verdict": found.verdict,
        "supported": found.count("supported"),
        "contradicted": found.count("contradicted"),
        "unsupported": found.count("unsupported"),
        "statements": [
            {
                "kind": one.kind,
                "text": one.text,
                "verdict": one.verdict,
                "reason": one.reason or None,
            }
            for one in found.statements
        ],
        "notices": [say.sentence(notice) for notice in found.notices],
    }


def check_text(found: Rechecked, say: Say) -> str:
    """A line a sentence, and each row or fact that does not hold; then the sum."""
    lines = []
    for one in found.statements:
        if one.kind != "sentence" and one.verdict == "supported":
            continue
        line = f"{SIGNS[one.verdict]} {printable(one.text)}"
        if one.reason:
            line += f"\n    {printable(one.reason)}"
        lines.append(line)
    counts = [
        say.count(found.count("supported"), "statement holds|statements hold",
                  "afirmación se sostiene|afirmaciones se sostienen"),
        say.count(found.count("contradicted"), "is contradicted|are contradicted",
                  "queda contradicha|quedan contradichas"),
        say.count(found.count("unsupported"), "cannot be told|cannot be told",
                  "no se puede saber|no se pueden saber"),
    ]  # fmt: skip
    return "\n".join([*lines, "", ", ".join(counts) + "."])
