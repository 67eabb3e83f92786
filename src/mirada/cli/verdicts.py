"""How a verification is shown: a line a criterion, JSON, a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from mirada.cli.say import Say, printable, shortened
from mirada.cli.told import notes, part_title, part_value, span_text, usage_value, whole_of
from mirada.types import Claim, Verdict
from mirada.verbs.values import fact_value

if TYPE_CHECKING:
    from mirada.cli.told_page import Proofs
    from mirada.verbs.verify import Checked, PartVerdict, Verification

SIGNS = {"supported": "✓", "contradicted": "✗", "unsupported": "?"}
CLASSES = {"supported": "good", "contradicted": "bad", "unsupported": "open"}


def verdict_text(verdict: Verdict, say: Say) -> str:
    """A verdict in words; what is not supported is told as what it means: it stays open."""
    return {
        "supported": say("supported", "respaldado"),
        "contradicted": say("contradicted", "contradicho"),
        "unsupported": say("cannot be told", "no se puede saber"),
    }[verdict]


def verification_text(found: Verification, say: Say) -> str:
    """The verdict on the whole, then each part with a line a criterion."""
    several = len(found.parts) > 1
    whole = verdict_text(found.verdict, say)
    lines = [f"{SIGNS[found.verdict]} {whole}: {printable(found.statement)}"]
    inset = "    " if several else "  "
    for same in _alike([(part, _lines(part, inset, say)) for part in found.parts]):
        first = same[0][0]
        if several:
            lines.append(f"{SIGNS[first.verdict]} {_titles([part for part, _ in same], say)}")
        lines += same[0][1]
    return "\n".join([*lines, *notes(found.notices, found.usage, say)])


_FOLDED = 3
"""From so many parts on that say the same, they are told once."""
_Told = tuple["PartVerdict", list[str]]


def _lines(part: PartVerdict, inset: str, say: Say) -> list[str]:
    return [inset + _line(one, part, say) for one in part.criteria]


def _alike(parts: list[_Told]) -> list[list[_Told]]:
    """The parts in their order; many whose lines are the same stand together with the first."""
    found: dict[tuple[Verdict, tuple[str, ...]], list[_Told]] = {}
    for part, lines in parts:
        found.setdefault((part.verdict, tuple(lines)), []).append((part, lines))
    groups: list[list[_Told]] = []
    for part, lines in parts:
        same = found[part.verdict, tuple(lines)]
        if len(same) < _FOLDED:
            groups.append([(part, lines)])
        elif same[0][0] is part:
            groups.append(same)
    return groups


def _titles(parts: list[PartVerdict], say: Say) -> str:
    """ "gate.mp4"; of many "gate.mp4 and 49 more"."""
    first = part_title(parts[0].part, say)
    more = len(parts) - 1
    return first if not more else say(f"{first} and {more} more", f"{first} y {more} más")


def _line(one: Checked, part: PartVerdict, say: Say) -> str:
    """``✗ a person comes in from the left: The person comes in from the right. (0:12–0:18)``."""
    text = f"{SIGNS[one.verdict]} {printable(one.text)}"
    if one.reason:
        text += f": {printable(one.reason)}"
    evidence = whole_of(_claim(one))
    when = span_text(evidence, part.part) if evidence is not None else ""
    if when:
        text += f" ({when})"
    return text if one.source == "facts" else f"{text} [{one.source}]"


def _claim(one: Checked) -> Claim:
    """A criterion with its facts, as what pages and times are made of."""
    return Claim(one.text, "en", one.facts, one.verdict, one.reason, one.source)


def verification_value(found: Verification, say: Say) -> dict[str, Any]:
    """The JSON of ``verify`` (docs/json.md)."""
    return {
        "statement": found.statement,
        "language": found.language,
        "verdict": found.verdict,
        "parts": [
            {
                **part_value(part.part),
                "verdict": part.verdict,
                "criteria": [
                    {
                        "text": one.text,
                        "verdict": one.verdict,
                        "reason": one.reason or None,
                        "source": one.source,
                        "facts": [fact_value(fact) for fact in one.facts],
                    }
                    for one in part.criteria
                ],
            }
            for part in found.parts
        ],
        "found": found.found,
        "usage": usage_value(found.usage),
        "notices": [say.sentence(notice) for notice in found.notices],
        "seconds": round(found.seconds, 4),
    }


def verification_page(found: Verification, proofs: Proofs, say: Say) -> str:
    """The HTML of ``verify``: criteria as chips beside the frames that decide them."""
    from mirada.cli.told_page import Shown, cards, how_to_read, told_document

    title = shortened(printable(found.statement))
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="answer {CLASSES[found.verdict]}">{_mark(found.verdict, say)}</p>',
    ]
    for part in found.parts:
        if len(found.parts) > 1:
            heading = f"{SIGNS[part.verdict]} {part_title(part.part, say)}"
            parts.append(f"<h2>{escape(heading)}</h2>")
        shown = [
            Shown(part.part, _claim(one), _mark(one.verdict, say), plain=True)
            for one in part.criteria
        ]
        parts.append(cards(shown, proofs, say))
    proved = [part.part for part in found.parts if any(one.facts for one in part.criteria)]
    parts += how_to_read(proved, say)
    return told_document(title, parts, found.notices, found.usage, say)


def _mark(verdict: Verdict, say: Say) -> str:
    words = f"{SIGNS[verdict]} {verdict_text(verdict, say)}"
    return f'<span class="mark {CLASSES[verdict]}">{escape(words)}</span>'
