"""What the rest of Mirada asks of a model that writes, and what it gets back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias, runtime_checkable

from mirada.errors import InputError
from mirada.models.generators.usage import Price, Usage
from mirada.models.protocols import ImageLike

# Called with each new piece of text, in order; joined and stripped they are ``Reply.text``.
OnText: TypeAlias = Callable[[str], None]
# "stop": the model ended; "length": cut at max_tokens; "filtered": the server withheld the rest.
Finish: TypeAlias = Literal["stop", "length", "filtered"]

_MOST_TEXT = 1_000_000  # characters of a prompt: a slip, no question
_MOST_TOKENS = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """One question to a generator.

    Attributes:
        prompt: what is asked.
        images: the pictures it is asked about, in order; may be empty.
        system: the rules that stand above the prompt; "" = none.
        schema: a JSON schema (see ``schema.py`` for the part that is understood) that the reply
            must follow; None = free text.
        max_tokens: the reply is cut there.
        temperature: 0 = always the likeliest word.
        seed: of the draw, where ``temperature`` is above 0; None = any.

    Raises:
        InputError: a value that cannot be.
    """

    prompt: str
    images: tuple[ImageLike, ...] = ()
    system: str = ""
    schema: Mapping[str, Any] | None = None
    max_tokens: int = 400
    temperature: float = 0.0
    seed: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.prompt, str) or not self.prompt.strip():
            raise InputError("A generator needs a question.")
        if isinstance(self.images, str) or not isinstance(self.images, Sequence):
            raise InputError("Pictures must come as a tuple or list, even a single one.")
        length = len(self.prompt) + len(self.system)
        if length > _MOST_TEXT:
            raise InputError(
                f"A prompt of {length:,} characters is too long.", hint=f"At most {_MOST_TEXT:,}."
            )
        if not 1 <= self.max_tokens <= _MOST_TOKENS:
            raise InputError(f"max_tokens must be from 1 to {_MOST_TOKENS}, not {self.max_tokens}.")
        if not 0 <= self.temperature <= 2:
            raise InputError(f"temperature must be from 0 to 2, not {self.temperature}.")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a generator wrote.

    Attributes:
        text: the reply; of a model that thinks aloud first, only what comes after.
        tokens_in, tokens_out: as the model counts them, pictures included.
        cost: US dollars at the full price; None where the price is not known. 0 on this machine.
        seconds: wall-clock time, retries included.
        model: the name that was asked.
        revision: which weights answered, as far as that can be told; "" = unknown.
        finish: why the text ends.
        estimated: whether the tokens were estimated, since the server did not tell them.
        data: the reply as JSON value where a schema was asked for, else None.
    """

    text: str
    tokens_in: int
    tokens_out: int
    cost: float | None
    seconds: float
    model: str
    revision: str
    finish: Finish
    estimated: bool = False
    data: Any = None


@dataclass(frozen=True, slots=True)
class GeneratorInfo:
    """What is known about a loaded generator.

    Attributes:
        name: what ``load_generator`` takes to open it again.
        model: the name that is asked: the server's, or the folder's.
        engine: "openai", "transformers" or "fake".
        host: the machine that it runs on, where that is not this process; "" = this process.
        remote: whether pictures and words leave this machine.
        device: what runs it, for example "cpu" or "cuda:0"; "" = unknown (a server).
        parameters: number of weights; 0 = unknown.
        license: SPDX name or the licence's own; "" = unknown.
        context_length: tokens that it reads and writes in one call; 0 = unknown.
        image_size: longest side in pixels that pictures are sent or read with; 0 = as they are.
        most_images: pictures in one request; 0 = none, it only reads text.
        follows: whether it does what a prompt says; captioners write what they always write.
        price: None = unknown.
        effort: how long it should think, in its server's own word; "" = as it likes.
    """

    name: str
    model: str
    engine: str
    host: str = ""
    remote: bool = False
    device: str = ""
    parameters: int = 0
    license: str = ""
    context_length: int = 0
    image_size: int = 0
    most_images: int = 16
    follows: bool = True
    price: Price | None = None
    effort: str = ""


@runtime_checkable
class Generator(Protocol):
    """Pictures and text -> text."""

    @property
    def info(self) -> GeneratorInfo: ...

    @property
    def usage(self) -> Usage:
        """What all calls so far took, with those of other generators on the same ledger."""
        ...

    def generate(self, request: Request, on_text: OnText | None = None) -> Reply:
        """Answer ``request``; ``on_text`` gets the text as it is written. Safe across threads.

        Raises:
            InputError, ReadError: a picture that cannot be read, or more than the model takes.
            BudgetError: the call could pass the budget; nothing was sent.
            GeneratorUnavailableError: its server is down, silent for too long or too busy.
            GeneratorError: no usable text came back.
            OfflineError: the server is on another machine and ``offline`` is set.
            MissingDependencyError: its engine is not installed.
        """
        ...
