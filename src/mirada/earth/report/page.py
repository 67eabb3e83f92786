"""A report as one HTML file: no script, nothing loaded, fit for print and for the dark."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from html import escape

from mirada.earth.language.values import FieldClaim, FieldSection
from mirada.earth.report.crop_map import hex_colour
from mirada.earth.report.drawing import INKS, svg
from mirada.earth.report.headings import (
    curves_note,
    curves_title,
    figures,
    made_title,
    map_title,
    origin,
    signature,
    title,
    undone_map,
    verdict_word,
)
from mirada.earth.report.layout import bound, groups, layout, summary
from mirada.earth.report.make import Report
from mirada.earth.report.palette import Colour
from mirada.earth.report.tables import Table

_LIGHT = ";".join(f"--{name}:{colour}" for name, colour in INKS.items())
_DARK = "--ink:#e4e8ec;--soft:#9aa4b0;--line:#3a4149;--paper:#16191d;--gap:#262b31"
STYLE = f"""
:root{{color-scheme:light dark;{_LIGHT};--card:#f5f6f8;--bad:#b3362b;--doubt:#94620a}}
@media screen and (prefers-color-scheme:dark){{
:root{{{_DARK};--card:#1e2227;--bad:#ff8d80;--doubt:#e2b45c}}}}
*{{box-sizing:border-box}}
body{{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;
  overflow-wrap:anywhere}}
main{{max-width:54rem;margin:0 auto;padding:2rem clamp(1rem,4vw,2.5rem)}}
h1{{font-size:1.6rem;line-height:1.2;margin:0 0 .3rem}}
h2{{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}}
p{{margin:.4rem 0;max-width:46rem}}
.soft,figcaption,.note{{color:var(--soft);font-size:.88rem}}
.lead{{font-size:1.08rem}}
.figures{{display:grid;max-width:none;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.6rem;
  margin:1.2rem 0;padding:0;list-style:none}}
.figures li{{background:var(--card);border-radius:8px;padding:.6rem .8rem}}
.figures b{{display:block;font-size:1.25rem;font-variant-numeric:tabular-nums}}
.figures span{{color:var(--soft);font-size:.85rem}}
figure{{margin:1rem 0;break-inside:avoid}}
svg{{display:block;width:100%;height:auto;font-family:system-ui,sans-serif}}
.wide,figure{{overflow-x:auto}}
@media screen and (max-width:44rem){{svg{{min-width:40rem}}.map svg{{min-width:34rem}}}}
table{{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums}}
th,td{{text-align:left;padding:.3rem 1.1rem .3rem 0;border-bottom:1px solid var(--line);
  vertical-align:top;overflow-wrap:normal}}
td:has(i.c){{min-width:8.5rem}}
th{{font-weight:600;vertical-align:bottom}}
.r{{text-align:right}}
tr.sum td{{font-weight:600;border-bottom:0}}
i.c{{display:inline-block;width:.8em;height:.8em;border:1px solid var(--soft);margin-right:.45em;
  vertical-align:-.05em;print-color-adjust:exact;-webkit-print-color-adjust:exact}}
i.v{{background:repeating-linear-gradient(45deg,#fff 0 2px,#8b929a 2px 3px)}}
.contradicted{{color:var(--bad)}}.unsupported{{color:var(--doubt)}}
ul{{max-width:46rem;margin:.4rem 0;padding-left:1.2rem}}
li{{margin:.15rem 0}}
ul.notes{{padding-left:1.1rem;color:var(--soft);font-size:.9rem}}
.sign{{display:grid;grid-template-columns:repeat(3,1fr);gap:2rem;margin-top:4rem;
  break-inside:avoid}}
.sign p{{border-top:1px solid var(--ink);padding-top:.3rem;color:var(--soft);font-size:.85rem}}
@media print{{main{{padding:0;max-width:none}}p,ul{{max-width:none}}
body{{font-size:10.5pt}}h1,h2{{break-after:avoid;break-inside:avoid}}
table{{width:100%;font-size:8pt}}
.figures{{grid-template-columns:repeat(auto-fit,minmax(6.2rem,1fr))}}
th,td{{padding:.15rem .5rem .15rem 0}}td:has(i.c){{min-width:0}}
tr,.figures li{{break-inside:avoid}}thead{{display:table-header-group}}.wide{{overflow:visible}}
.figures li,svg{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}}}
@page{{size:A4;margin:16mm}}
"""


def page(report: Report) -> str:
    """The HTML of a report, whole."""
    tell, colours = report.tell, report.colours
    heading = title(report)
    parts = ["<main>", f"<h1>{escape(heading)}</h1>"]
    parts += [f'<p class="soft">{escape(line)}</p>' for line in origin(report)[:1]]
    parts.append(f'<p class="lead">{_said(summary(report), report)}</p>')
    parts.append(_figures(report))
    for part in layout(report):
        if isinstance(part, Table):
            parts.append(_table(part, colours, report))
        elif isinstance(part, FieldSection):
            parts.append(_section(part, report))
        elif part == "map":
            drawn = report.map(colours)
            parts.append(f"<h2>{escape(map_title(tell))}</h2>")
            caption = _caption(undone_map(report, drawn))
            parts.append(f'<figure class="map">{svg(drawn)}{caption}</figure>')
        else:
            parts.append(f"<h2>{escape(curves_title(tell))}</h2>")
            parts.append(f'<p class="note">{escape(curves_note(report))}</p>')
            parts += [f"<figure>{svg(one)}</figure>" for one in report.curves(colours)]
    parts += _under(report)
    parts.append("</main>")
    return _document(heading, "\n".join(parts), report)


def _document(heading: str, body: str, report: Report) -> str:
    policy = (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'"
    )
    text = (
        f'<!doctype html>\n<html lang="{report.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="generator" content="mirada earth describe">\n'
        f"<title>{escape(heading)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _section(section: FieldSection, report: Report) -> str:
    """Paragraphs, and lists of what is about single crops and parcels."""
    parts = [f"<h2>{escape(section.title)}</h2>"]
    for kind, several in itertools.groupby(groups(section), key=lambda group: group.kind):
        said = [_said(group.claims, report) for group in several]
        if kind == "item":
            parts.append(f"<ul>{''.join(f'<li>{one}</li>' for one in said)}</ul>")
        else:
            parts += [f"<p>{one}</p>" for one in said]
    return "\n".join(parts)


def _said(claims: Iterable[FieldClaim], report: Report) -> str:
    return " ".join(_claim(claim, report) for claim in claims)


def _claim(claim: FieldClaim, report: Report) -> str:
    text = escape(bound(claim.text))
    if claim.verdict == "supported":
        return text
    mark = f"[{verdict_word(claim.verdict, report.tell)}: {claim.reason}]"
    return f'<span class="{claim.verdict}">{text} {escape(mark)}</span>'


def _figures(report: Report) -> str:
    cells = "".join(
        f"<li><b>{escape(value)}</b> <span>{escape(name)}</span></li>"
        for name, value in figures(report)
    )
    return f'<ul class="figures">{cells}</ul>'


def _caption(text: str) -> str:
    return f"<figcaption>{escape(text)}</figcaption>" if text else ""


def _table(table: Table, colours: Mapping[int, Colour], report: Report) -> str:
    heads = "".join(
        f'<th scope="col"{_right(at, table)}>{escape(head)}</th>'
        for at, head in enumerate(table.heads)
    )
    named = 1 if table.key == "parcels" else 0
    rows = []
    for at, row in enumerate(table.rows):
        kind = ' class="sum"' if at >= len(table.rows) - table.sums else ""
        id = table.classes[at]
        cells = []
        for column, cell in enumerate(row):
            chip = _chip(id, colours, report) if column == named and id is not None else ""
            cells.append(f"<td{_right(column, table)}>{chip}{escape(cell)}</td>")
        rows.append(f"<tr{kind}>{''.join(cells)}</tr>")
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in table.notes)
    return (
        f'<h2>{escape(table.title)}</h2>\n<div class="wide"><table data-table="{table.key}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>{notes}"
    )


def _right(column: int, table: Table) -> str:
    return ' class="r"' if column in table.right else ""


def _chip(id: int, colours: Mapping[int, Colour], report: Report) -> str:
    if report.field.mask.legend.of(id).role == "void":
        return '<i class="c v"></i>'
    return f'<i class="c" style="background:{hex_colour(colours[id])}"></i>'


def _under(report: Report) -> list[str]:
    """Notices, where it comes from, and room for a signature."""
    tell = report.tell
    lines = [*(tell.notice(one) for one in report.notices), *origin(report)[1:]]
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    signs = "".join(f"<p>{escape(word)}</p>" for word in signature(tell))
    return [
        f"<h2>{escape(made_title(tell))}</h2>",
        f'<ul class="notes">{listed}</ul>',
        f'<div class="sign">{signs}</div>',
    ]
