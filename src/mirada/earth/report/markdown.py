"""A report as Markdown, and as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from mirada.earth.language.values import FieldClaim
from mirada.earth.report.headings import made_title, origin, title, verdict_word
from mirada.earth.report.make import Report
from mirada.earth.report.tables import Table
from mirada.earth.report.words import Tell


def markdown(report: Report) -> str:
    """Headings, sentences, tables, and how it was made; plain enough for any reader."""
    tell, lines = report.tell, origin(report)
    blocks = [f"# {_escaped(title(report))}", _escaped(lines[0])]
    for at, section in enumerate(report.sections):
        if at:
            blocks.append(f"## {_escaped(section.title)}")
        blocks.append(_escaped(_said(section.claims, tell)))
    for table in report.tables():
        blocks += [f"## {_escaped(table.title)}", _table(table)]
        blocks += [_escaped(note) for note in table.notes]
    blocks.append(f"## {_escaped(made_title(tell))}")
    blocks.append("\n".join(f"- {_escaped(line)}" for line in _under(report)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def plain_text(report: Report) -> str:
    """Sentences under the names of their sections, then what was taken to be so."""
    tell = report.tell
    blocks = [f"{_one_line(title(report))}\n{_one_line(origin(report)[0])}"]
    for at, section in enumerate(report.sections):
        said = _one_line(_said(section.claims, tell))
        if said:
            blocks.append(f"{_one_line(section.title)}\n{said}" if at else said)
    told = [_one_line(tell.notice(one)) for one in report.notices]
    if told:
        blocks.append("\n".join(told))
    return "\n\n".join(blocks)


def _said(claims: Iterable[FieldClaim], tell: Tell) -> str:
    return " ".join(
        claim.text
        if claim.verdict == "supported"
        else f"{claim.text} [{verdict_word(claim.verdict, tell)}: {claim.reason}]"
        for claim in claims
    )


def _under(report: Report) -> list[str]:
    return [*(report.tell.notice(one) for one in report.notices), *origin(report)[1:]]


def _table(table: Table) -> str:
    lines = [
        _row(table.heads),
        _row(["--:" if at in table.right else "---" for at in range(len(table.heads))], raw=True),
        *(_row(row) for row in table.rows),
    ]
    return "\n".join(lines)


def _row(cells: Iterable[str], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else _escaped(cell) for cell in cells) + " |"


def _escaped(text: str) -> str:
    """On one line, with what Markdown would read as markup escaped."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|" else char for char in _one_line(text))


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split(" "))
