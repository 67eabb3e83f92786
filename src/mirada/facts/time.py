"""When an asset was taken, how long it is and how large: what its file tells."""

from __future__ import annotations

from mirada.types import Asset, Evidence, Fact


def time_facts(asset: Asset) -> tuple[Fact, ...]:
    """``captured_at``, ``duration`` and ``size`` of one asset; what is unknown is left out.

    The wall clock is local to where it was taken, ISO 8601 to the second, with its offset from
    UTC only where the file tells it.
    """
    film = asset.kind == "video"
    subject = "film" if film else "picture"
    evidence = Evidence(asset.id, end=asset.duration or 0.0)
    found: list[Fact] = []
    local = asset.capture.local
    if local is not None:
        told = local.replace(microsecond=0, tzinfo=None).isoformat() + _offset(asset)
        found.append(
            Fact(
                subject, "captured_at", told, evidence,
                unit="local", tolerance=1.0, method=asset.capture.source,
            )
        )  # fmt: skip
    if film and asset.duration is not None:
        found.append(
            Fact(
                "film", "duration", round(asset.duration, 3), evidence,
                unit="s", tolerance=0.1, method="container",
            )
        )  # fmt: skip
    size = f"{asset.width}x{asset.height}"
    found.append(Fact("picture", "size", size, evidence, unit="px", method="container"))
    return tuple(found)


def _offset(asset: Asset) -> str:
    """``+02:00`` where the file tells the offset, else nothing."""
    minutes = asset.capture.utc_offset
    if minutes is None:
        return ""
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
