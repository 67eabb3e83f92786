"""A model that helps a verb to answer: asked in one place, so that its failure never stops one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mirada.errors import BudgetError, GeneratorError, ReadError
from mirada.models.generators import Generator, Reply, Request, Usage
from mirada.models.generators.prompts import sentences_of
from mirada.settings import Settings
from mirada.verbs.proof import pictures
from mirada.verbs.seen import Seen
from mirada.verbs.shown import second_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mirada.models import ImageLike
    from mirada.types import Evidence

_ENDS = (".", "!", "?", "…")
PICTURES = 4
"""Frames that a model is shown of one target: what it says is held against the facts of all."""


@dataclass(slots=True)
class Helper:
    """A generator and how far it is trusted.

    Attributes:
        strict: what no fact supports is left out instead of marked.
        notices: why it was not heard, once.
        down: it has failed; it is not asked again in this call (its own retries are behind it).
    """

    generator: Generator
    settings: Settings
    strict: bool = False
    notices: list[str] = field(default_factory=list)
    down: bool = False

    @property
    def name(self) -> str:
        return self.generator.info.name

    @property
    def usage(self) -> Usage:
        return self.generator.usage

    def ask(self, request: Request, seen: Seen) -> Reply | None:
        """The reply, or None where there is none; why stands in ``notices``.

        Frames of ``seen`` go along where the request has no pictures and the model reads them.

        Raises:
            OfflineError, MissingDependencyError, InputError: the caller's to mend.
        """
        if self.down:
            return None
        notices = self.notices
        if not request.images and self.generator.info.most_images:
            request = replace(request, images=self._frames(seen))
        try:
            return self.generator.generate(request)
        except (BudgetError, GeneratorError) as error:
            notices.append("The model gave no answer.")
            self.notices.append(str(error))
        self.down = True
        return None

    def _frames(self, seen: Seen) -> tuple[ImageLike, ...]:
        """A few frames that show the facts, spread over the part; none where it cannot be read."""
        most = min(PICTURES, self.generator.info.most_images)
        seconds = spread((fact.evidence for fact in seen.facts), seen.part.span, most)
        if seen.part.asset.kind != "video":
            seconds = (0.0,)
        try:
            return tuple(pictures(seen.part, seconds, self.settings))
        except ReadError:
            return ()


def said(reply: Reply) -> str:
    """The sentences of a reply as one text, each ended, so that a list is none of one sentence.

    A line that only announces what follows ("Here is the description:") tells nothing.
    """
    told = [one.text for one in sentences_of(reply) if not one.text.endswith(":")]
    return " ".join(text if text.rstrip('"”»’)').endswith(_ENDS) else f"{text}." for text in told)


def spread(evidence: Iterable[Evidence], span: tuple[float, float], most: int) -> tuple[float, ...]:
    """At most ``most`` seconds of frames within ``span`` that show something, over its length."""
    start, end = span
    seconds = sorted({round(second_of(e), 3) for e in evidence} | {start})
    inside = [second for second in seconds if start <= second <= max(start, end)]
    if len(inside) <= most:
        return tuple(inside)
    step = (len(inside) - 1) / max(1, most - 1)
    return tuple(inside[round(n * step)] for n in range(most))
