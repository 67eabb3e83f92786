"""A page of hits: one self-contained HTML file with thumbnails that open at the second."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

from mirada.cli.output_files import write_atomically
from mirada.cli.render import alike_text, headline, region_text
from mirada.cli.say import Say, legible, printable, shortened, timecode
from mirada.types import Hit, SearchResult

STYLE = """
:root{color-scheme:light dark;
  --line:#d5d9de;--soft:#5d6672;--good:#1a7f4b;--card:#fff;--back:#f5f6f8}
@media (prefers-color-scheme:dark){:root{
  --line:#343a42;--soft:#9aa4b0;--good:#4cc38a;--card:#1b1f24;--back:#111417}}
*{box-sizing:border-box}
body{margin:0;padding:2rem clamp(1rem,4vw,3rem);background:var(--back);
  font:16px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.35rem;margin:0 0 .2rem}
h2{font-size:1.05rem;margin:2rem 0 0;color:var(--soft)}
p{margin:.2rem 0;color:var(--soft)}
.hits{display:grid;gap:1rem;margin-top:1rem;
  grid-template-columns:repeat(auto-fill,minmax(220px,1fr))}
figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:10px;
  overflow:hidden}
figure.match{border-color:var(--good)}
img{display:block;width:100%;aspect-ratio:4/3;object-fit:contain;background:#000}
figcaption{padding:.6rem .75rem;font-size:.86rem}
.name{font-weight:600}
.numbers{color:var(--soft);font-variant-numeric:tabular-nums}
details{margin-top:.4rem}
details .hits{grid-template-columns:repeat(3,1fr);gap:.35rem;margin-top:.4rem}
details img{border-radius:5px}
summary{cursor:pointer;color:var(--soft)}
"""


def write_page(
    path: Path, asked: str, result: SearchResult, thumbnails: Mapping[str, bytes], say: Say
) -> None:
    """Write hits, their groups and the nearest non-matches; nothing is loaded from elsewhere."""
    write_atomically(path, page(asked, result, thumbnails, say).encode())


def page(asked: str, result: SearchResult, thumbnails: Mapping[str, bytes], say: Say) -> str:
    """The HTML of a search result."""
    first, *rest = headline(asked, result, say)
    parts = [f"<h1>{escape(first)}</h1>", *(f"<p>{escape(line)}</p>" for line in rest)]
    parts += [f"<p>{escape(say.sentence(notice))}</p>" for notice in result.notices]
    parts.append(f"<p>{escape(_legend(say))}</p>")
    parts.append(gallery(result.hits, thumbnails, say))
    if result.nearest:
        title = say("Nearest, but no match", "Lo más cercano, sin coincidir")
        parts += [f"<h2>{escape(title)}</h2>", gallery(result.nearest, thumbnails, say)]
    return document(f"Mirada: {shortened(printable(asked))}", "\n".join(parts), say)


def document(title: str, body: str, say: Say) -> str:
    """A whole HTML document around ``body``, which must be escaped already.

    Bytes of file names that are no text are shown as �, so that the document can be encoded.
    """
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return legible(
        f'<!doctype html>\n<html lang="{say.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _legend(say: Say) -> str:
    return say(
        "E: how many hits this good chance alone would give here; below 1 is a match.",
        "E: cuántos aciertos así de buenos daría aquí el azar; por debajo de 1 hay coincidencia.",
    )


def gallery(hits: tuple[Hit, ...], thumbnails: Mapping[str, bytes], say: Say) -> str:
    """The hits as figures, in HTML."""
    return f'<div class="hits">{"".join(_figure(hit, thumbnails, say) for hit in hits)}</div>'


def _figure(hit: Hit, thumbnails: Mapping[str, bytes], say: Say) -> str:
    numbers = f"E {say.e_value(hit.e_value)} · cos {say.number(hit.similarity, 2)}"
    lines = [
        f'<div class="name">{escape(_caption(hit, say))}</div>',
        f'<div class="numbers">{numbers}</div>',
    ]
    if hit.local_time is not None:
        lines.append(f'<div class="numbers">{hit.local_time:%Y-%m-%d %H:%M:%S}</div>')
    if hit.group:
        inner = "".join(_linked_image(member, thumbnails, say) for member in hit.group)
        summary = f"<summary>{alike_text(hit, say)}</summary>"
        lines.append(f'<details>{summary}<div class="hits">{inner}</div></details>')
    kind = ' class="match"' if hit.match else ""
    image = _linked_image(hit, thumbnails, say)
    return f"<figure{kind}>{image}<figcaption>{''.join(lines)}</figcaption></figure>"


def _linked_image(hit: Hit, thumbnails: Mapping[str, bytes], say: Say) -> str:
    data = base64.b64encode(thumbnails.get(hit.moment_id, b"")).decode()
    text = escape(_caption(hit, say), quote=True)
    return (
        f'<a href="{escape(link(hit), quote=True)}" title="{text}">'
        f'<img loading="lazy" alt="{text}" src="data:image/jpeg;base64,{data}"></a>'
    )


def link(hit: Hit) -> str:
    """A ``file:`` address; of a film, with the second to open at (W3C Media Fragments)."""
    address = "file://" + quote(os.fsencode(hit.path))
    return f"{address}#t={hit.start:.1f}" if hit.media == "video" else address


def _caption(hit: Hit, say: Say) -> str:
    text = printable(Path(hit.path).name)
    if hit.media == "video":
        text += f" {timecode(hit.start)}–{timecode(hit.end)}"
    return text if hit.region.whole else f"{text} ({region_text(hit, say)})"
