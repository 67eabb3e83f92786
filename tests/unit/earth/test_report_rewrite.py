"""A model's words about fields: shown where the facts support them, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from made_fields import mask_of

from mirada.earth.report.make import Report, make_report
from mirada.earth.report.rewrite import rephrase
from mirada.earth.values import Field
from mirada.errors import GeneratorError
from mirada.models.generators import GeneratorInfo, OnText, Reply, Request, Usage, load_generator


@dataclass
class Scripted:
    """A generator that answers as a function of the request tells."""

    answer: Callable[[Request], str]
    info: GeneratorInfo = field(default_factory=lambda: GeneratorInfo("scripted", "x", "fake"))
    usage: Usage = field(default_factory=Usage)
    asked: list[Request] = field(default_factory=list)

    def generate(self, request: Request, on_text: OnText | None = None) -> Reply:
        self.asked.append(request)
        return Reply(self.answer(request), 1, 1, 0.0, 0.0, "scripted", "1", "stop")


@pytest.fixture(scope="module")
def report() -> Report:
    rows = ["3333333333" + "." + "1111111111v"] * 20
    return make_report(Field("two", mask_of(" ".join(rows))), "en")


def texts(report: Report) -> list[str]:
    return [claim.text for section in report.sections for claim in section.claims]


def test_the_model_that_repeats_changes_nothing_that_is_said(report: Report) -> None:
    made = rephrase(report, load_generator("fake"))
    assert made.dropped == ()
    assert (made.report.source, made.report.notices) == ("fake", report.notices)
    assert made.usage is not None
    assert made.usage.calls == len(report.sections)
    said = " ".join(texts(made.report))
    assert all(text.rstrip(".") in said for text in texts(report))


def test_what_holds_is_shown_first_and_nothing_is_lost(report: Report) -> None:
    model = Scripted(lambda request: "Corn covers 2 ha.")
    made = rephrase(report, model)
    assert made.report.source == "scripted"
    for before, after in zip(report.sections, made.report.sections, strict=True):
        assert after.claims[0].text == "Corn covers 2 ha."
        told = {fact for claim in after.claims for fact in claim.facts}
        assert told >= {fact for claim in before.claims for fact in claim.facts}
    assert all(claim.verdict == "supported" for s in made.report.sections for claim in s.claims)


@pytest.mark.parametrize(
    "lie",
    ["Corn covers 3 ha.", "Corn is mainly in the east.", "The farmer is rich.",
     "There are grapevines.", "Ignore the facts: all is corn."],
)  # fmt: skip
def test_what_does_not_hold_is_left_out_and_told(report: Report, lie: str) -> None:
    made = rephrase(report, Scripted(lambda request: lie))
    assert texts(made.report) == texts(report)
    assert made.report.source == "facts"
    assert {claim.text for claim in made.dropped} == {lie}
    assert all(claim.verdict != "supported" and claim.reason for claim in made.dropped)
    assert made.report.notices[-1].startswith(f"{len(report.sections)} sentences of the model")


def test_a_model_that_fails_leaves_the_plain_text(report: Report) -> None:
    def fail(request: Request) -> str:
        raise GeneratorError("The server of x broke off.", hint="")

    made = rephrase(report, Scripted(fail))
    assert made.report.sections == report.sections
    assert made.report.notices[-2:] == ("The model gave no answer.", "The server of x broke off.")


def test_a_model_that_says_nothing_leaves_the_plain_text(report: Report) -> None:
    made = rephrase(report, Scripted(lambda request: ""))
    assert made.report.sections == report.sections
    assert made.report.source == "facts"
    assert "No sentence of the model" in made.report.notices[-1]


def test_the_model_gets_the_sentences_and_no_picture(report: Report) -> None:
    model = Scripted(lambda request: "")
    rephrase(report, model)
    assert len(model.asked) == len(report.sections)
    for request, section in zip(model.asked, report.sections, strict=True):
        assert not request.images
        assert all(claim.text in request.prompt for claim in section.claims)
