"""A report as PDF: A4, its text searchable, the same drawings and tables as the page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from mirada.earth.language.values import FieldClaim, FieldSection
from mirada.earth.report.crop_map import WIDTH, hex_colour
from mirada.earth.report.drawing_pdf import Faces, flowable
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
from mirada.lazy import require

_MARGIN = (595.27 - WIDTH) / 2
_PAD = 8.0
_LONG = 24
"""Rows of a table from which on it need not stand on one page."""
_WIDE_FACE = "MiradaWide"


def pdf(report: Report, wide_font: bytes | None = None) -> bytes:
    """The PDF of a report; the same report gives the same bytes.

    Args:
        wide_font: a TrueType font for texts whose letters Helvetica lacks (names of a legend in
            other languages); without one such letters cannot be shown.

    Raises:
        MissingDependencyError: reportlab is not installed.
    """
    platypus = require("reportlab.platypus", extra="earth")
    sizes = require("reportlab.lib.pagesizes", extra="earth")
    faces = _faces(report, wide_font)
    target = io.BytesIO()
    document = platypus.SimpleDocTemplate(
        target, pagesize=sizes.A4, leftMargin=_MARGIN - 6, rightMargin=_MARGIN - 6,
        topMargin=_MARGIN, bottomMargin=_MARGIN + 6, title=_plain(title(report)), author="",
        creator="mirada earth describe", lang=report.language, invariant=1,
    )  # fmt: skip
    foot = _foot(title(report), faces)
    document.build(list(_story(report, faces)), onFirstPage=foot, onLaterPages=foot)
    return target.getvalue()


def _faces(report: Report, wide_font: bytes | None) -> Faces:
    text = [
        title(report),
        *(one.name(report.language).text for one in report.field.mask.legend.classes),
    ]
    text += [claim.text for section in report.sections for claim in section.claims]
    text += [*report.notices, report.field.mask.source]
    if wide_font is None or "".join(text).encode("cp1252", "ignore").decode("cp1252") == "".join(
        text
    ):
        return Faces("Helvetica", "Helvetica-Bold")
    metrics = require("reportlab.pdfbase.pdfmetrics", extra="earth")
    fonts = require("reportlab.pdfbase.ttfonts", extra="earth")
    metrics.registerFont(fonts.TTFont(_WIDE_FACE, io.BytesIO(wide_font)))
    metrics.registerFontFamily(_WIDE_FACE, _WIDE_FACE, _WIDE_FACE, _WIDE_FACE, _WIDE_FACE)
    return Faces(_WIDE_FACE, _WIDE_FACE)


def _foot(text: str, faces: Faces) -> Any:
    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(faces.plain, 7.5)
        canvas.setFillGray(0.4)
        canvas.drawString(_MARGIN, 28, _plain(text)[:110])
        canvas.drawRightString(_MARGIN + WIDTH, 28, str(document.page))
        canvas.restoreState()

    return draw


def _styles(faces: Faces) -> dict[str, Any]:
    """Paragraph styles by name."""
    lib = require("reportlab.lib.styles", extra="earth")
    grey = "#5d6672"

    def style(name: str, size: float, **more: Any) -> Any:
        return lib.ParagraphStyle(
            name, fontName=more.pop("face", faces.plain), fontSize=size,
            leading=more.pop("leading", size * 1.4), **more,
        )  # fmt: skip

    return {
        "h1": style("h1", 17, face=faces.bold, spaceAfter=2, leading=21),
        "h2": style("h2", 11.5, face=faces.bold, spaceBefore=13, spaceAfter=4, keepWithNext=1),
        "h2broken": style("h2broken", 11.5, face=faces.bold, spaceBefore=13, spaceAfter=4),
        "lead": style("lead", 10.5, spaceAfter=4, spaceBefore=4),
        "body": style("body", 9.5, spaceAfter=3),
        "item": style("item", 9.5, spaceAfter=2, leftIndent=9, firstLineIndent=-9),
        "soft": style("soft", 8, textColor=grey, spaceAfter=3),
        "cell": style("cell", 7.8, leading=9.6),
        "right": style("right", 7.8, leading=9.6, alignment=2),
        "head": style("head", 7.8, leading=9.6, face=faces.bold),
        "headright": style("headright", 7.8, leading=9.6, face=faces.bold, alignment=2),
        "big": style("big", 12, face=faces.bold, leading=15),
        "small": style("small", 7.5, textColor=grey, leading=9.5),
    }


def _story(report: Report, faces: Faces) -> Iterator[Any]:
    """The flowables of the document, in the order of the page."""
    platypus = require("reportlab.platypus", extra="earth")
    styles, tell, colours = _styles(faces), report.tell, report.colours

    def para(text: str, style: str) -> Any:
        return platypus.Paragraph(_plain(escape(text)), styles[style])

    lines = origin(report)
    yield para(title(report), "h1")
    yield para(lines[0], "soft")
    yield platypus.Paragraph(_said(summary(report), report), styles["lead"])
    yield _figure_row(report, styles, platypus)
    for part in layout(report):
        if isinstance(part, Table):
            if len(part.rows) > _LONG:  # begins where there is room for some of it
                yield platypus.CondPageBreak(140)
            yield para(part.title, "h2broken" if len(part.rows) > _LONG else "h2")
            yield _table(part, colours, styles, platypus)
            yield platypus.Spacer(1, 3)
            yield from (para(note, "soft") for note in part.notes)
        elif isinstance(part, FieldSection):
            yield para(part.title, "h2")
            for group in groups(part):
                mark = "• " if group.kind == "item" else ""
                style = styles["item" if mark else "body"]
                yield platypus.Paragraph(mark + _said(group.claims, report), style)
        elif part == "map":
            drawn = report.map(colours)
            yield platypus.KeepTogether([para(map_title(tell), "h2"), flowable(drawn, faces)])
            if undone := undone_map(report, drawn):
                yield para(undone, "soft")
        else:
            yield from _curves(report, colours, faces, para)
    made = [*(tell.notice(one) for one in report.notices), *lines[1:]]
    last = [para(made_title(tell), "h2"), *(para(f"• {line}", "soft") for line in made)]
    yield platypus.KeepTogether([*last, *_signs(report, styles, platypus)])


def _curves(
    report: Report, colours: Mapping[int, Colour], faces: Faces, para: Callable[[str, str], Any]
) -> Iterator[Any]:
    """Each curve whole on one page; the first with the heading."""
    platypus = require("reportlab.platypus", extra="earth")
    head = [para(curves_title(report.tell), "h2"), para(curves_note(report), "soft")]
    for curve in report.curves(colours):
        yield platypus.KeepTogether([*head, flowable(curve, faces), platypus.Spacer(1, 6)])
        head = []
    yield from head


def _said(claims: tuple[FieldClaim, ...], report: Report) -> str:
    """Sentences as reportlab's markup."""
    told = []
    for claim in claims:
        text = _plain(escape(bound(claim.text)))
        if claim.verdict != "supported":
            mark = f"[{verdict_word(claim.verdict, report.tell)}: {claim.reason}]"
            text = f'<font color="#b3362b">{text} {_plain(escape(mark))}</font>'
        told.append(text)
    return " ".join(told)


def _plain(text: str) -> str:
    """Without what the fonts lack: thin spaces, bytes of a file name that are no text."""
    return text.replace("\u202f", "\u00a0").encode("utf-8", "replace").decode("utf-8")


def _figure_row(report: Report, styles: Mapping[str, Any], platypus: Any) -> Any:
    cells = [
        [platypus.Paragraph(_plain(escape(value)), styles["big"]),
         platypus.Paragraph(escape(name), styles["small"])]
        for name, value in figures(report)
    ]  # fmt: skip
    return platypus.Table(
        [cells], colWidths=[WIDTH / len(cells)] * len(cells), hAlign="LEFT",
        style=[("BACKGROUND", (0, 0), (-1, -1), "#f1f3f5"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
               ("LINEAFTER", (0, 0), (-2, -1), 6, "#ffffff"),
               ("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 6)],
    )  # fmt: skip


def _table(
    table: Table, colours: Mapping[int, Colour], styles: Mapping[str, Any], platypus: Any
) -> Any:
    named = 1 if table.key == "parcels" else 0
    heads = ["headright" if at in table.right else "head" for at in range(len(table.heads))]
    rows = [
        [
            platypus.Paragraph(_plain(escape(head)), styles[style])
            for head, style in zip(table.heads, heads, strict=True)
        ]
    ]
    bold = len(table.rows) - table.sums
    for number, (row, id) in enumerate(zip(table.rows, table.classes, strict=True)):
        plain = ("right", "cell") if number < bold else ("headright", "head")
        cells = []
        for at, cell in enumerate(row):
            text = _plain(escape(cell))
            if at == named and id is not None:
                text = _chip(id, colours) + text
            cells.append(platypus.Paragraph(text, styles[plain[at not in table.right]]))
        rows.append(cells)
    style = [
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, "#1c2126"),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, "#c9ced4"),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
    ]  # fmt: skip
    if table.sums:
        style.append(("LINEABOVE", (0, bold + 1), (-1, bold + 1), 0.8, "#1c2126"))
    return platypus.LongTable(
        rows, colWidths=_widths(table, named, styles), repeatRows=1, hAlign="LEFT", style=style
    )


def _chip(id: int, colours: Mapping[int, Colour]) -> str:
    """A square of the colour; strokes where the map is hatched."""
    if min(colours[id]) >= 250:
        return '<font color="#5d6672">///</font> '
    return f'<font name="ZapfDingbats" color="{hex_colour(colours[id])}">n</font> '


def _widths(table: Table, named: int, styles: Mapping[str, Any]) -> list[float]:
    """Points of each column: what its cells need, shrunk towards its longest word to fit."""
    width = require("reportlab.pdfbase.pdfmetrics", extra="earth").stringWidth
    cell, head = styles["cell"], styles["head"]

    def wide(text: str, style: Any) -> float:
        return float(width(_plain(text), style.fontName, style.fontSize)) + _PAD + 1

    natural, least = [], []
    for at, title_ in enumerate(table.heads):
        column = [row[at] for row in table.rows]
        extra = 12 if at == named else 0
        longest = max(wide(word, head) for word in title_.split(" "))
        words = max(longest, 0.6 * wide(title_, head))  # a head of two lines at most, or about
        inner = max((wide(word, cell) for text in column for word in text.split(" ")), default=0)
        natural.append(max([words, *(wide(text, cell) for text in column)]) + extra)
        least.append(max(longest, inner) + extra)
    room = WIDTH - sum(natural)
    if room >= 0:
        return natural
    slack = sum(natural) - sum(least)
    share = min(1.0, -room / slack) if slack else 1.0
    return [most - share * (most - low) for most, low in zip(natural, least, strict=True)]


def _signs(report: Report, styles: Mapping[str, Any], platypus: Any) -> list[Any]:
    """Three lines to write on."""
    words = [platypus.Paragraph(escape(word), styles["small"]) for word in signature(report.tell)]
    gap = ""
    row = [words[0], gap, words[1], gap, words[2]]
    lines = platypus.Table(
        [row], colWidths=[(WIDTH - 40) / 3, 20, (WIDTH - 40) / 3, 20, (WIDTH - 40) / 3],
        style=[("LINEABOVE", (at, 0), (at, 0), 0.7, "#1c2126") for at in (0, 2, 4)],
    )  # fmt: skip
    return [platypus.Spacer(1, 46), lines]
