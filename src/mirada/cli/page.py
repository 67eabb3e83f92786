"""A page of hits: one self-contained HTML file with thumbnails that open at the second."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from mirada.cli.chips import chips_html, why_text
from mirada.cli.output_files import write_atomically
from mirada.cli.render import (
    Asked,
    alike_text,
    captions,
    headline,
    numbers_text,
    taken_text,
    with_members,
)
from mirada.cli.say import Say, legible, printable, shortened, timecode
from mirada.types import Hit, SearchResult

STYLE = """
:root{color-scheme:light dark;--ink:#1c2126;--soft:#555e69;--line:#d5d9de;--back:#f5f6f8;
  --card:#fff;--well:#e6e9ed;--good:#17703f;--bad:#b3271b;--open:#855400;--focus:#1a5fb4}
@media screen and (prefers-color-scheme:dark){:root{
  --ink:#e6e9ed;--soft:#a3adb8;--line:#343a42;--back:#111417;
  --card:#1b1f24;--well:#0b0d0f;--good:#57cc95;--bad:#ff8d80;--open:#e5b357;--focus:#82b4ff}}
*{box-sizing:border-box}
body{margin:0;padding:2rem clamp(1rem,4vw,3rem);background:var(--back);color:var(--ink);
  font:16px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:84rem;margin:0 auto}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .4rem;text-wrap:balance}
h2{font-size:1.1rem;line-height:1.3;margin:2.2rem 0 .2rem}
p{margin:.25rem 0;color:var(--soft);max-width:46rem}
.hits{display:grid;gap:1rem;margin-top:1rem;
  grid-template-columns:repeat(auto-fill,minmax(min(14rem,100%),1fr))}
figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:10px;
  overflow:hidden;break-inside:avoid}
figure.match{border-color:var(--good)}
a{color:inherit}
a.frame{position:relative;display:block;background:var(--well)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
a.frame:focus-visible{outline-offset:-3px}
img{display:block;width:100%;aspect-ratio:4/3;object-fit:contain}
.missing{display:block;aspect-ratio:4/3;padding:.7rem;font-size:.8rem;color:var(--soft);
  overflow:hidden}
.at{position:absolute;left:.4rem;bottom:.4rem;padding:.05rem .5rem;border-radius:1rem;
  background:#000c;color:#fff;font-size:.78rem;font-variant-numeric:tabular-nums;
  white-space:nowrap}
figcaption{padding:.6rem .75rem .7rem;font-size:.88rem}
.name{font-weight:600}
.numbers{color:var(--soft);font-variant-numeric:tabular-nums}
.why{color:var(--good)}
.chip{display:inline-block;padding:.1rem .65rem;margin:.2rem .35rem .2rem 0;border-radius:1rem;
  border:1px solid var(--line);background:var(--card)}
.nearest .name{font-weight:400}
.nearest img{filter:grayscale(.75)}
.nearest a:is(:hover,:focus-visible) img{filter:none}
details{margin-top:.4rem}
details .hits{grid-template-columns:repeat(3,1fr);gap:.35rem;margin-top:.4rem}
details img{border-radius:5px}
details .frame{background:none}
details .at{position:static;display:block;padding:0;text-align:center;background:none;
  color:var(--soft)}
summary{cursor:pointer;color:var(--soft);width:fit-content;padding:.15rem 0}
@media(max-width:34rem){body{padding-top:1.2rem}h1{font-size:1.3rem}
  .hits{gap:.7rem;grid-template-columns:repeat(2,minmax(0,1fr))}
  figcaption{padding:.5rem .6rem .6rem;font-size:.84rem}}
@media print{body{padding:0;background:none;font-size:10.5pt}
  h1,h2{break-after:avoid;break-inside:avoid}.hits{grid-template-columns:repeat(3,1fr);gap:4mm}
  .chip,figure,.at,.frame{print-color-adjust:exact;-webkit-print-color-adjust:exact}
  details::details-content{content-visibility:visible;block-size:auto}}
@page{size:A4;margin:16mm}
"""


LONGEST = 80
"""Characters of a name that are shown under its picture; the whole name is its description."""


def write_page(
    path: Path, asked: Asked, result: SearchResult, thumbnails: Mapping[str, bytes], say: Say
) -> None:
    """Write hits, their groups and the nearest non-matches; nothing is loaded from elsewhere."""
    write_atomically(path, page(asked, result, thumbnails, say).encode())


def page(asked: Asked, result: SearchResult, thumbnails: Mapping[str, bytes], say: Say) -> str:
    """The HTML of a search result."""
    first, *rest = headline(asked, result, say, between="\n")
    first, _, searched = first.partition("\n")
    rest = [line for line in (searched, *rest) if line]
    parts = [f"<h1>{escape(first)}</h1>", *(f"<p>{escape(line)}</p>" for line in rest)]
    parts += chips_html(result, say)
    parts += [f"<p>{escape(say.sentence(notice))}</p>" for notice in result.notices]
    listed = (*result.hits, *result.nearest)
    if any(hit.e_value is not None for hit in listed):
        parts.append(f"<p>{escape(legend(say))}</p>")
    if any(hit.e_value is None for hit in listed):
        parts.append(f"<p>{escape(legend_of_measured(say))}</p>")
    shown = Shown(thumbnails, captions(with_members((*result.hits, *result.nearest)), say), say)
    parts.append(gallery(result.hits, shown))
    if result.nearest:
        parts += [f"<h2>{escape(nearest_title(say))}</h2>", gallery(result.nearest, shown)]
    title = f"Mirada: {shortened(printable(asked.text))}"
    return document(title, "\n".join(parts), say)


def nearest_title(say: Say) -> str:
    return say("Nearest, but no match", "Lo más cercano, sin coincidir")


def document(title: str, body: str, say: Say, style: str = "") -> str:
    """A whole HTML document around ``body``, which must be escaped already.

    ``style`` (CSS) is added to that of all pages.

    Bytes of file names that are no text are shown as �, so that the document can be encoded.
    """
    policy = (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'"
    )
    return legible(
        f'<!doctype html>\n<html lang="{say.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def legend(say: Say) -> str:
    """What the numbers under a hit mean."""
    return say(
        "E: how many hits this good chance alone would give here; below 1 is a match. "
        "cos: how alike they are, at most 1. A picture opens its file, a film at its second.",
        "E: cuántos aciertos así de buenos daría aquí el azar; por debajo de 1 hay coincidencia. "
        "cos: cuánto se parecen, 1 como mucho. Cada imagen abre su fichero; un vídeo, en su "
        "segundo.",
    )


def legend_of_measured(say: Say) -> str:
    """What stands under a hit without numbers."""
    return say(
        "measured: what is said of it was measured; no likeness was compared.",
        "medido: lo que se dice de él se ha medido; no se ha comparado ningún parecido.",
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What figures need beside their hits: pictures and captions by moment, and the language.

    Links are relative to the folder ``base`` where one is given, so that both can be moved.
    """

    thumbnails: Mapping[str, bytes]
    captions: Mapping[str, str]
    say: Say
    base: Path | None = None


def gallery(hits: tuple[Hit, ...], shown: Shown) -> str:
    """The hits as figures, in HTML; matches and the nearest non-matches come in two of them."""
    kind = "hits" if all(hit.match for hit in hits) else "hits nearest"
    return f'<div class="{kind}">{"".join(_figure(hit, shown) for hit in hits)}</div>'


def _figure(hit: Hit, shown: Shown) -> str:
    say = shown.say
    numbers = numbers_text(hit, say, " · ")
    name = breakable(shortened(shown.captions[hit.moment_id], LONGEST))
    lines = [
        f'<div class="name">{name}</div>',
        f'<div class="numbers">{escape(numbers)}</div>',
    ]
    if taken := taken_text(hit, say):
        lines.append(f'<div class="numbers">{escape(taken)}</div>')
    if why := why_text(hit, say):
        lines.append(f'<div class="why">{escape(why)}</div>')
    if hit.group:
        inner = "".join(_linked_image(member, shown) for member in hit.group)
        summary = f"<summary>{alike_text(hit, say)}</summary>"
        lines.append(f'<details>{summary}<div class="hits">{inner}</div></details>')
    kind = ' class="match"' if hit.match else ""
    image = _linked_image(hit, shown)
    return f"<figure{kind}>{image}<figcaption>{''.join(lines)}</figcaption></figure>"


def breakable(name: str) -> str:
    """A name of a file as HTML that may be broken where its parts meet, not in a word."""
    return re.sub(r"(?<=[\w)])([_./-]+)(?=[\w(])", r"\1<wbr>", escape(name))


def _linked_image(hit: Hit, shown: Shown) -> str:
    data = base64.b64encode(shown.thumbnails.get(hit.moment_id, b"")).decode()
    text = escape(shown.captions[hit.moment_id], quote=True)
    at = f'<span class="at">▶ {timecode(hit.start)}</span>' if hit.media == "video" else ""
    image = f'<img alt="{text}" src="data:image/jpeg;base64,{data}">'
    if not data:  # none was kept
        image = f'<span class="missing">{text}</span>'
    address = escape(link(hit, shown.base), quote=True)
    return f'<a class="frame" href="{address}" title="{text}">{image}{at}</a>'


def link(hit: Hit, base: Path | None = None) -> str:
    """The address of a file, from ``base`` or whole (``file:``).

    Of a film, with the second to open at (W3C Media Fragments).
    """
    if base is None:
        address = "file://" + quote(os.fsencode(hit.path))
    else:
        address = quote(os.fsencode(os.path.relpath(hit.path, base)))
    return f"{address}#t={hit.start:.1f}" if hit.media == "video" else address
