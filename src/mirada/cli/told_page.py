"""A page of sentences: one self-contained HTML file; each stands beside its proving frame."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from mirada.cli.page import breakable, document
from mirada.cli.say import Say, printable, shortened, timecode
from mirada.cli.told import (
    citation_text,
    claim_line,
    notes,
    nothing_known,
    part_title,
    source_text,
    span_text,
    whole_of,
)
from mirada.language.fact_words import fact_words
from mirada.models.generators import Usage
from mirada.types import Claim, Evidence, Fact, Region
from mirada.verbs.ask import Answer
from mirada.verbs.describe import Description
from mirada.verbs.parts import Part
from mirada.verbs.shown import second_of

Proofs = Callable[[Part, Sequence[Evidence]], Mapping[Evidence, bytes]]
"""Part and evidence -> JPEG of the frame that shows it."""

STYLE = """
main{max-width:62rem}
.claim{display:grid;grid-template-columns:minmax(9rem,16rem) 1fr;gap:1.1rem;margin:1rem 0;
  background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden;
  break-inside:avoid}
.claim.plain{grid-template-columns:1fr}
.claim .said{padding:.8rem 1rem .8rem 0}
.claim.plain .said{padding:.8rem 1rem}
.claim p{color:inherit;font-size:1.02rem}
.claim .reason{color:var(--soft);font-size:.95rem}
.proof{align-self:start}
.proof img{aspect-ratio:auto}
.proof i{position:absolute;border:2px solid #ffd23f;box-shadow:0 0 0 1px #000a;border-radius:3px}
.doubt{border-color:var(--open)}.against{border-color:var(--bad)}
.mark{display:inline-block;padding:0 .55rem;border-radius:1rem;font-size:.84rem;font-weight:600;
  border:1px solid currentColor;margin-right:.45rem}
.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}
.answer{font-size:1.5rem;line-height:1.3;font-weight:600;color:inherit;margin:.8rem 0 .6rem}
.answer.open{color:var(--open)}
.answer .mark{font-size:1.05rem;padding:.1rem .8rem}
.asked{font-size:1.15rem;font-weight:400}
.said details{font-size:.9rem}
.said details+p{margin-top:.8rem}
.said ul{margin:.3rem 0 0;padding-left:1.1rem;font:.82rem/1.55 ui-monospace,monospace}
@media(max-width:34rem){.claim{grid-template-columns:1fr;gap:0}
  .claim .said{padding:.7rem .9rem .8rem}}
@media print{.claim{grid-template-columns:52mm 1fr}}
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim of a part.

    ``mark`` (HTML) stands before its sentence; where it tells the verdict, the sentence is
    ``plain``, with its reason after it. One that stands above already is not ``told`` again.
    """

    part: Part
    claim: Claim
    mark: str = ""
    plain: bool = False
    told: bool = True


def description_page(found: Description, proofs: Proofs, say: Say) -> str:
    """The HTML of ``describe``."""
    title = shortened(printable(Path(found.target).name or found.target))
    parts = [f"<h1>{breakable(title)}</h1>"]
    parts += how_to_read([one.part for one in found.sections if one.claims], say)
    parts += [f"<p>{escape(claim_line(claim, say))}</p>" for claim in found.overview]
    for section in found.sections:
        if found.titled:
            parts.append(f"<h2>{breakable(part_title(section.part, say))}</h2>")
        shown = [Shown(section.part, claim) for claim in section.claims]
        parts.append(cards(shown, proofs, say) or f"<p>{escape(nothing_known(say))}</p>")
    return told_document(title, parts, found.notices, found.usage, say)


def how_to_read(parts: Sequence[Part], say: Say) -> list[str]:
    """A paragraph (HTML) on what the frames, times and facts of ``parts`` are; none without any."""
    if not parts:
        return []
    told = say(
        "What is said stands beside the picture that shows it; its facts unfold to what was "
        "measured (subject, what, value, ± tolerance).",
        "Lo dicho está junto a la imagen que lo muestra; sus hechos se despliegan con lo medido "
        "(sujeto, qué, valor, ± tolerancia).",
    )
    if any(part.asset.kind == "video" for part in parts):
        told += " " + say(
            "Times such as 0:12 count from the start of the film; its frame opens the film there.",
            "Los tiempos como 0:12 cuentan desde el inicio del vídeo; el fotograma lo abre ahí.",
        )
    return [f"<p>{escape(told)}</p>"]


def answer_page(found: Answer, proofs: Proofs, say: Say) -> str:
    """The HTML of ``ask``: the question, the answer, and a frame for each part it rests on."""
    title = shortened(printable(found.question))
    kind = "" if found.verdict == "answered" else " open"
    lines = "<br>".join(escape(printable(line)) for line in found.text.split("\n"))
    answer = f'<p class="answer{kind}">{lines}</p>'
    parts = [f'<h1 class="asked">{escape(title)}</h1>', answer]
    if found.reason:
        parts.append(f"<p>{escape(printable(found.reason))}</p>")
    if found.verdict == "answered":
        parts.append(f"<p>{escape(source_text(found, say))}</p>")
    for citation in found.citations:
        parts.append(f"<h2>{breakable(citation_text(citation.part, citation.claim, say))}</h2>")
        parts.append(cards([Shown(citation.part, citation.claim, told=False)], proofs, say))
    parts += how_to_read([one.part for one in found.citations], say)
    return told_document(title, parts, found.notices, found.usage, say)


def told_document(
    title: str, parts: Sequence[str], notices: Iterable[str], usage: Usage | None, say: Say
) -> str:
    """A whole page around ``parts`` (HTML), with what stands under every answer."""
    under = [f"<p>{escape(line)}</p>" for line in notes(notices, usage, say) if line]
    body = "\n".join([*parts, *under])
    return document(f"Mirada: {title}", body, say, STYLE)


def cards(shown: Sequence[Shown], proofs: Proofs, say: Say) -> str:
    """Sentences with their frames, in order."""
    evidence = [whole_of(one.claim) for one in shown]
    pictures: dict[Evidence, bytes] = {}
    for part in dict.fromkeys(one.part for one in shown):
        wanted = [
            e for one, e in zip(shown, evidence, strict=True) if one.part == part and e is not None
        ]
        pictures |= proofs(part, wanted)
    together = groupby(zip(shown, evidence, strict=True), key=lambda pair: _frame(*pair))
    return "\n".join(_card(list(group), pictures, say) for _, group in together)


def _frame(one: Shown, evidence: Evidence | None) -> tuple[object, ...]:
    """What sentences that stand side by side share to be shown beside one frame."""
    if evidence is None:
        return (id(one),)
    return one.part, evidence.region, second_of(evidence)


def _card(
    group: Sequence[tuple[Shown, Evidence | None]], pictures: Mapping[Evidence, bytes], say: Say
) -> str:
    first, evidence = group[0]
    verdicts = {one.claim.verdict for one, _ in group if one.told}
    classes = " doubt" if "unsupported" in verdicts else ""
    classes = " against" if "contradicted" in verdicts else classes
    said = "".join(_said(one, e, say) for one, e in group)
    said = f'<div class="said">{said}</div>'
    picture = pictures.get(evidence) if evidence else None
    if picture is None or evidence is None:
        return f'<article class="claim plain{classes}">{said}</article>'
    return (
        f'<article class="claim{classes}">{_proof(first, evidence, picture, say)}{said}</article>'
    )


def _said(one: Shown, evidence: Evidence | None, say: Say) -> str:
    """A sentence with what it rests on."""
    lines = []
    if one.told:
        text = printable(one.claim.text) if one.plain else claim_line(one.claim, say)
        lines.append(f"<p>{one.mark}{escape(text)}</p>")
    if one.plain and one.claim.reason:
        lines.append(f'<p class="reason">{escape(printable(one.claim.reason))}</p>')
    if evidence is not None:
        told = [text for text in (span_text(evidence, one.part), _facts_text(one.claim, say))
                if text]  # fmt: skip
        listed = "".join(f"<li>{escape(fact_text(fact, say))}</li>" for fact in one.claim.facts)
        lines.append(
            f"<details{'' if one.told else ' open'}>"
            f'<summary class="numbers">{escape(" · ".join(told))}</summary>'
            f"<ul>{listed}</ul></details>"
        )
    return "".join(lines)


def _facts_text(claim: Claim, say: Say) -> str:
    count = say.count(len(claim.facts), "fact", "hecho")
    if claim.source != "facts":
        return f"{claim.source}, {count}"
    return count


def fact_text(fact: Fact, say: Say) -> str:
    """ "Track 1: stays for 16 seconds, ±1 s"; else by the names of docs/facts.md."""
    told = fact_words(fact, say.language)
    if told:
        unit = "" if fact.unit in (None, "share", "tracks", "times") else str(fact.unit)
        margin = f", ±{_amount(fact.tolerance, say)} {unit}".rstrip() if fact.tolerance else ""
        return printable(f"{told}{margin}")
    words = [fact.subject, fact.predicate, fact.object or ""]
    if isinstance(fact.value, str | bool):
        words.append("" if fact.value is True else str(fact.value))
    else:
        words.append(_amount(fact.value, say))
    words.append("" if fact.unit in (None, "share", "tracks", "times") else str(fact.unit))
    if fact.tolerance:
        words.append(f"±{_amount(fact.tolerance, say)}")
    return printable(" ".join(word for word in words if word))


def _amount(value: float, say: Say) -> str:
    """As many decimals as there are, two at most."""
    places = next((n for n in (0, 1) if round(value, n) == round(value, 2)), 2)
    return say.number(value, places)


def _proof(one: Shown, evidence: Evidence, picture: bytes, say: Say) -> str:
    """The frame, which opens its file; boxed where the region is that of this very frame."""
    data = base64.b64encode(picture).decode()
    shown = second_of(evidence)
    exact = not evidence.region.whole and shown == evidence.frame_time
    over = _box(evidence.region) if exact else ""
    name = shortened(printable(Path(one.part.path).name))
    text = say(f"Seen in {name}", f"Visto en {name}")
    if one.part.asset.kind == "video":
        text = say(f"The film at {timecode(shown)}", f"El vídeo en {timecode(shown)}")
        # rounded, as the times beside it are
        over += f'<span class="at">▶ {timecode(evidence.start + 0.5)}</span>'
    return (
        f'<a class="frame proof" href="{escape(address(one.part, evidence), quote=True)}">'
        f'<img alt="{escape(text, quote=True)}" src="data:image/jpeg;base64,{data}">{over}</a>'
    )


def _box(r: Region) -> str:
    """The evidence's region, drawn over its frame."""
    place = zip(("left", "top", "width", "height"), (r.x, r.y, r.width, r.height), strict=True)
    return f'<i style="{";".join(f"{side}:{100 * share:.2f}%" for side, share in place)}"></i>'


def address(part: Part, evidence: Evidence) -> str:
    """``file:`` address; of a film, with the second to open at (W3C Media Fragments)."""
    place = "file://" + quote(os.fsencode(part.path))
    return f"{place}#t={evidence.start:.1f}" if part.asset.kind == "video" else place
