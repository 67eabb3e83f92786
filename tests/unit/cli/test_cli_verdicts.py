"""How a verification over many parts is told."""

from __future__ import annotations

from mirada.cli.say import Say
from mirada.cli.verdicts import verification_text
from mirada.types import Asset, Verdict
from mirada.verbs.parts import Part
from mirada.verbs.verify import Checked, PartVerdict, Verification


def _part(name: str, verdict: Verdict, reason: str) -> PartVerdict:
    asset = Asset(name, "image", "image/png", 1, 8, 8)
    return PartVerdict(Part(asset, name), verdict, (Checked("an elephant", verdict, reason),))


def _found(*parts: PartVerdict) -> Verification:
    return Verification("There is an elephant", "en", "unsupported", parts, len(parts))


def test_parts_that_say_the_same_are_told_once_with_their_number() -> None:
    same = [_part(f"{n}.png", "unsupported", "The facts do not name it.") for n in range(50)]
    found = _found(same[0], _part("seen.png", "supported", ""), *same[1:])
    assert verification_text(found, Say("en")).splitlines() == [
        "? cannot be told: There is an elephant",
        "? 0.png and 49 more",
        "    ? an elephant: The facts do not name it.",
        "✓ seen.png",
        "    ✓ an elephant",
    ]
    assert "? 0.png y 49 más" in verification_text(found, Say("es"))


def test_two_alike_and_what_differs_are_told_one_by_one() -> None:
    parts = [_part("a", "unsupported", "One."), _part("b", "unsupported", "Two."),
             _part("c", "unsupported", "One.")]  # fmt: skip
    lines = verification_text(_found(*parts), Say("en")).splitlines()
    assert lines[1::2] == ["? a", "? b", "? c"]
