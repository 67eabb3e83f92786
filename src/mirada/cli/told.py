"""Sentences with evidence in lines, Markdown and JSON: of describe, ask and verify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mirada.cli.render import relative_path
from mirada.cli.say import Say, printable, timecode
from mirada.types import Claim, Evidence
from mirada.verbs.shown import seen_during
from mirada.verbs.values import asset_value, claim_value

if TYPE_CHECKING:
    from mirada.models.generators import Usage
    from mirada.verbs.ask import Answer
    from mirada.verbs.describe import Description, Section
    from mirada.verbs.parts import Part


_MOST_PARCELS = 12
"""Of a field that a citation names."""


def span_text(evidence: Evidence, part: Part) -> str:
    """``0:12–0:18``; "" for a picture, and where it is all of the part."""
    if part.asset.kind != "video":
        return ""
    start, end = evidence.start, max(evidence.start, evidence.end)
    if (start, end) == part.span or end <= 0:
        return ""
    first, last = timecode(start + 0.5), timecode(end + 0.5)  # rounded, as the sentences are
    return first if first == last else f"{first}–{last}"


def whole_of(claim: Claim) -> Evidence | None:
    """One evidence for a claim: while it is seen, and the frame of the most exact of its facts.

    The frame and the box are those of the fact whose evidence is the smallest in time and space.
    """
    seen = seen_during(claim.facts)
    if seen is None:
        return None
    every = [fact.evidence for fact in claim.facts]
    best = min(every, key=lambda e: (e.region.width * e.region.height, e.end - e.start))
    return replace(best, start=seen[0], end=seen[1])


def part_title(part: Part, say: Say) -> str:
    """``gate/film.mp4 @ 0:12–0:20``."""
    text = printable(relative_path(part.path))
    if part.start is not None or (part.end is not None and part.moment is not None):
        start, end = part.span
        text += f" @ {timecode(start)}" + (f"–{timecode(end)}" if end > start else "")
    return text


def claim_line(claim: Claim, say: Say) -> str:
    """The sentence; one that is not supported says so first, with the reason."""
    if claim.verdict == "supported":
        return printable(claim.text)
    mark = {
        "contradicted": say("contradicted", "contradicho"),
        "unsupported": say("not supported", "sin respaldo"),
    }[claim.verdict]
    why = f": {printable(claim.reason)}" if claim.reason else ""
    return f"[{mark}{why}] {printable(claim.text)}"


def description_text(found: Description, say: Say) -> str:
    """Sections under their names; a single one without."""
    blocks = ["\n".join(claim_line(claim, say) for claim in found.overview)]
    blocks = [block for block in blocks if block]
    for section in found.sections:
        lines = [claim_line(claim, say) for claim in section.claims] or [nothing_known(say)]
        if found.titled:
            lines = [part_title(section.part, say), *(f"  {line}" for line in lines)]
        blocks.append("\n".join(lines))
    between = "\n\n" if found.titled and found.level != "line" else "\n"
    return "\n".join([between.join(blocks), *notes(found.notices, found.usage, say)])


def nothing_known(say: Say) -> str:
    return say("Nothing is known of this.", "De esto no se sabe nada.")


def notes(notices: Iterable[str], usage: Usage | None, say: Say) -> list[str]:
    """What stands under an answer: notices, and what a model took."""
    lines = [printable(say.sentence(notice)) for notice in notices]
    if usage is not None and usage.calls:
        lines.append(usage_text(usage, say))
    return ["", *lines] if lines else []


def usage_text(usage: Usage, say: Say) -> str:
    """``1 call, 812 + 96 tokens, 0.0004 US dollars.``"""
    calls = say.count(usage.calls, "call", "llamada")
    tokens = f"{say.number(usage.tokens_in)} + {say.number(usage.tokens_out)} tokens"
    if usage.estimated:
        tokens += say(" (estimated)", " (estimados)")
    cost = f"{say.number(usage.cost, 4)} {say('US dollars', 'dólares estadounidenses')}"
    if usage.unpriced:
        cost = say("price not known", "precio desconocido")
    elif not usage.cost:
        cost = say("free", "gratis")
    return f"{calls}, {tokens}, {cost}."


def description_markdown(found: Description, say: Say) -> str:
    """Headings, sentences as a list with their times; plain enough for any reader."""
    lines = [f"# {_escaped(printable(Path(found.target).name or found.target))}", ""]
    if found.overview:
        lines += [*(f"- {_escaped(claim_line(claim, say))}" for claim in found.overview), ""]
    for section in found.sections:
        if found.titled:
            lines += [f"## {_escaped(part_title(section.part, say))}", ""]
        for claim in section.claims:
            evidence = whole_of(claim)
            when = span_text(evidence, section.part) if evidence else ""
            lines.append(f"- {_escaped(claim_line(claim, say))}" + (f" `{when}`" if when else ""))
        if not section.claims:
            lines.append(nothing_known(say))
        lines.append("")
    lines += [line for line in notes(found.notices, found.usage, say) if line]
    return "\n".join(lines).rstrip() + "\n"


def _escaped(text: str) -> str:
    """What Markdown would read as markup, escaped."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|" else char for char in text)


def description_value(found: Description, say: Say) -> dict[str, Any]:
    """The JSON of ``describe`` (docs/json.md)."""
    return {
        "target": found.target,
        "level": found.level,
        "language": found.language,
        "source": found.source,
        "found": found.found,
        "overview": claim_values(found.overview),
        "sections": [_section_value(section) for section in found.sections],
        "usage": usage_value(found.usage),
        "notices": [say.sentence(notice) for notice in found.notices],
        "seconds": round(found.seconds, 4),
    }


def _section_value(section: Section) -> dict[str, Any]:
    return {
        **part_value(section.part),
        "stored": section.stored,
        "claims": claim_values(section.claims),
        "dropped": claim_values(section.dropped),
    }


def part_value(part: Part) -> dict[str, Any]:
    """The asset, and the stretch or hit of it that was asked about."""
    film = part.asset.kind == "video"
    start, end = part.span
    return {
        **asset_value(part.asset, part.path),
        "start": round(start, 3) if film else None,
        "end": round(end, 3) if film else None,
        "moment": part.moment.id if part.moment else None,
    }


def claim_values(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    return [claim_value(claim) for claim in claims]


def usage_value(usage: Usage | None) -> dict[str, Any] | None:
    """Tokens, US dollars and seconds of the calls to a model; null where none was asked."""
    return None if usage is None else asdict(usage)


def answer_text(found: Answer, say: Say) -> str:
    """The answer, why where it cannot be told, and where it comes from."""
    lines = [printable(line) for line in found.text.split("\n")]
    if found.reason:
        lines.append(printable(found.reason))
    for citation in found.citations:
        lines.append(f"  {citation_text(citation.part, citation.claim, say)}")
    if found.verdict == "answered":
        lines.append(f"  {source_text(found, say)}")
    return "\n".join([*lines, *notes(found.notices, found.usage, say)])


def citation_text(part: Part, claim: Claim, say: Say) -> str:
    """``gate.mp4 @ 0:12–0:18``: where an answer was seen."""
    evidence = whole_of(claim)
    when = span_text(evidence, part) if evidence is not None else ""
    title = part_title(part, say)
    if part.asset.kind == "field":
        return " · ".join((title, *_places(part, claim, say)))
    return f"{title} @ {when}" if when and "@" not in title else title


def _places(part: Part, claim: Claim, say: Say) -> Iterator[str]:
    """``parcels 4, 5, 7``, ``columns 12–40, rows 33–90``: which parcels and pixels of a field."""
    numbers = {int(f.subject[7:]) for f in claim.facts if f.subject.startswith("parcel:")}
    if numbers:
        named = [str(number) for number in sorted(numbers)]
        rest = len(named) - _MOST_PARCELS
        shown = [*named[:_MOST_PARCELS], "…"] if rest > 0 else named
        one, many = say("parcel", "parcela"), say("parcels", "parcelas")
        yield f"{one if len(named) == 1 else many} {', '.join(shown)}"
    regions = [fact.evidence.region for fact in claim.facts]
    width, height = part.asset.width or 0, part.asset.height or 0
    if regions and width and not any(region.whole for region in regions):
        left, right = min(r.x for r in regions), max(r.x + r.width for r in regions)
        top, bottom = min(r.y for r in regions), max(r.y + r.height for r in regions)
        columns = f"{round(left * width)}–{round(right * width) - 1}"
        rows = f"{round(top * height)}–{round(bottom * height) - 1}"
        yield say(f"columns {columns}, rows {rows}", f"columnas {columns}, filas {rows}")


def source_text(found: Answer, say: Say) -> str:
    """Whether facts or a model gave the answer."""
    if found.source == "facts":
        return say("From the facts.", "Según los hechos.")
    if found.supported:
        return say(
            f"From {found.source}; the facts support it.",
            f"Según {found.source}; los hechos lo respaldan.",
        )
    return say(
        f"From {found.source} alone: the facts do not support it.",
        f"Solo según {found.source}: los hechos no lo respaldan.",
    )


def answer_value(found: Answer, say: Say) -> dict[str, Any]:
    """The JSON of ``ask`` (docs/json.md)."""
    return {
        "question": found.question,
        "language": found.language,
        "verdict": found.verdict,
        "text": found.text,
        "reason": found.reason or None,
        "source": found.source,
        "supported": found.supported,
        "citations": [
            {**part_value(one.part), "claim": claim_value(one.claim)} for one in found.citations
        ],
        "looked": found.looked,
        "found": found.found,
        "usage": usage_value(found.usage),
        "notices": [say.sentence(notice) for notice in found.notices],
        "seconds": round(found.seconds, 4),
    }
