"""The tree in the docstring is the tree of the classes, and its numbers are theirs."""

from __future__ import annotations

import re

import pytest

from mirada import errors
from mirada.errors import MiradaError, ReadError

LINE = re.compile(r"^(?P<bars>[│├└─ ]*)(?P<name>[A-Z]\w+Error)\b(?P<rest>.*)$")
STATUSES = {
    1: "a file cannot be read, or an error without a family",
    2: "wrong call",
    4: "archive",
    5: "model",
    6: "missing extra",
    7: "training",
}


def classes() -> dict[str, type[MiradaError]]:
    return {
        name: value
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, MiradaError)
    }


def drawn() -> dict[str, tuple[str | None, str]]:
    """name -> (name of its parent, what stands behind it) from the docstring."""
    parents: list[tuple[int, str]] = []
    found: dict[str, tuple[str | None, str]] = {}
    for line in (errors.__doc__ or "").splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        depth, name = len(match["bars"]), match["name"]
        while parents and parents[-1][0] >= depth:
            parents.pop()
        found[name] = (parents[-1][1] if parents else None, match["rest"])
        parents.append((depth, name))
    return found


def test_the_drawing_names_every_class() -> None:
    assert set(drawn()) == set(classes())


@pytest.mark.parametrize("name", sorted(classes()))
def test_parents_are_as_drawn(name: str) -> None:
    base = classes()[name].__bases__[0].__name__
    assert drawn()[name][0] == (base if name != "MiradaError" else None)


@pytest.mark.parametrize("name", sorted(classes()))
def test_statuses_are_as_drawn(name: str) -> None:
    """A number that is not drawn is the parent's."""
    kind, (parent, told) = classes()[name], drawn()[name]
    above = classes()[parent] if parent is not None else kind
    status, http = re.search(r"exit (\d+)", told), re.search(r"HTTP (\d+)", told)
    assert kind.exit_status == (int(status[1]) if status else above.exit_status)
    assert kind.http_status == (int(http[1]) if http else above.http_status)


def test_codes_are_unique_words() -> None:
    codes = [kind.code for kind in classes().values()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_each_exit_status_means_one_family() -> None:
    """0, 3 and 130 are ends of a run that are no error."""
    assert {kind.exit_status for kind in classes().values()} == set(STATUSES)
    families = {
        status: {name for name, kind in classes().items() if kind.exit_status == status}
        for status in STATUSES
    }
    for status in (2, 4, 5, 7):
        tops = {name for name in families[status] if drawn()[name][0] == "MiradaError"}
        assert len(tops) == 1, f"exit {status} has several families: {tops}"


def test_the_text_is_the_message_and_the_hint() -> None:
    assert str(MiradaError("It broke.", hint="Mend it.")) == "It broke. Mend it."
    assert str(MiradaError("It broke.")) == "It broke."
    error = ReadError("The file x is empty.", kind="empty")
    assert (error.message, error.hint, error.kind) == ("The file x is empty.", "", "empty")
