"""What the file itself tells of an asset: when it was taken, its size, its length."""

from __future__ import annotations

from mirada.types import Asset, Capture, Evidence, Fact

CAPTURE_TOLERANCE = 1.0  # s
DURATION_TOLERANCE = 0.1  # s


def asset_facts(asset: Asset) -> tuple[Fact, ...]:
    """``captured_at`` where it is known, ``size`` of a picture, ``duration`` of a film."""
    subject = "picture" if asset.kind == "image" else "film"
    evidence = Evidence(asset.id, end=asset.duration or 0.0)
    facts = []
    taken = captured_at(asset.capture)
    if taken:
        facts.append(
            Fact(
                subject, "captured_at", taken, evidence, unit="local",
                tolerance=CAPTURE_TOLERANCE, method=asset.capture.source,
            )
        )  # fmt: skip
    if asset.kind == "image":
        size = f"{asset.width}x{asset.height}"
        facts.append(Fact(subject, "size", size, evidence, unit="px", method="decoded"))
    elif asset.duration is not None:
        facts.append(
            Fact(
                subject, "duration", asset.duration, evidence, unit="s",
                tolerance=DURATION_TOLERANCE, method="decoded",
            )
        )  # fmt: skip
    return tuple(facts)


def captured_at(capture: Capture) -> str:
    """ISO 8601, wall clock, with the offset where the file tells it; "" where nothing is known."""
    if capture.local is None:
        return ""
    text = capture.local.isoformat(timespec="seconds")
    if capture.utc_offset is None:
        return text
    hours, minutes = divmod(abs(capture.utc_offset), 60)
    return f"{text}{'-' if capture.utc_offset < 0 else '+'}{hours:02}:{minutes:02}"
