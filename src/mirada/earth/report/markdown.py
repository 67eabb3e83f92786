"""A report as Markdown, and as plain text for a terminal."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from mirada.earth.language.values import FieldClaim, FieldSection
from mirada.earth.report.headings import made_title, origin, title, verdict_word
from mirada.earth.report.layout import groups, layout, summary
from mirada.earth.report.make import Report
from mirada.earth.report.tables import Table
from mirada.earth.report.words import Tell


def markdown(report: Report) -> str:
    """Headings, sentences, tables, and how it was made; plain enough for any reader."""
    tell, lines = report.tell, origin(report)
    blocks = [f"# {_escaped(title(report))}", _escaped(lines[0])]
    blocks.append(_escaped(_said(summary(report), tell)))
    for part in layout(report):
        if isinstance(part, Table):
            blocks += [f"## {_escaped(part.title)}", _table(part)]
            blocks += [_escaped(note) for note in part.notes]
        elif isinstance(part, FieldSection):
            blocks.append(f"## {_escaped(part.title)}")
            blocks += _section(part, tell)
    blocks.append(f"## {_escaped(made_title(tell))}")
    blocks.append("\n".join(f"- {_escaped(line)}" for line in _under(report)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def plain_text(report: Report) -> str:
    """Sentences under the names of their sections, then what was taken to be so."""
    tell = report.tell
    blocks = [f"{_one_line(title(report))}\n{_one_line(origin(report)[0])}"]
    for section in report.sections:
        lead = section.key == "summary"
        said = [_one_line(_said(group.claims, tell)) for group in groups(section)]
        lines = [" ".join(said)] if lead else [_one_line(section.title), *said]
        blocks.append("\n".join(lines))
    told = [_one_line(tell.notice(one)) for one in report.notices]
    if told:
        blocks.append("\n".join(told))
    return "\n\n".join(blocks)


def _section(section: FieldSection, tell: Tell) -> Iterator[str]:
    """Paragraphs, and lists as one block each."""
    for kind, several in itertools.groupby(groups(section), key=lambda group: group.kind):
        said = [_escaped(_said(group.claims, tell)) for group in several]
        if kind == "item":
            yield "\n".join(f"- {one}" for one in said)
        else:
            yield from said


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
