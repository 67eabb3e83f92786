"""The engine ``transformers`` (extra ``torch``): image-text-to-text checkpoints on this machine.

Whatever ``AutoModelForImageTextToText`` and ``AutoProcessor`` open: LLaVA, LLaVA-NeXT, Idefics,
SmolVLM, Qwen-VL, BLIP-2, InstructBLIP; Florence-2 and Kosmos-2 as the captioners they are. On a GPU
where torch sees one; in bfloat16 where the checkpoint is in half precision; in 4 bits (NF4, extra
``quantized``) where that is asked for.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mirada.errors import GeneratorError, InputError, ModelFilesError
from mirada.lazy import require
from mirada.models.checkpoints import first_line, open_weights, quietly
from mirada.models.documents import fingerprint, read_json, word
from mirada.models.files import OWN
from mirada.models.generators.families import family_of, written_prompt
from mirada.models.generators.images import open_images
from mirada.models.generators.processor import open_processor
from mirada.models.generators.protocol import Finish, GeneratorInfo, OnText, Reply, Request
from mirada.models.generators.schema import read_reply
from mirada.models.generators.usage import Ledger, Price, Usage, usage_of
from mirada.models.once import Once
from mirada.settings import Settings

if TYPE_CHECKING:
    from mirada.models.generators.entry import GeneratorEntry

_LONGEST = 1280  # pixels of a side, for checkpoints that the catalogue does not know


class CheckpointGenerator:
    """One checkpoint; its weights are read when it is first asked, one question at a time."""

    def __init__(
        self,
        folder: Path,
        name: str,
        known: GeneratorEntry | None,
        settings: Settings,
        ledger: Ledger,
        *,
        four_bits: bool = False,
    ) -> None:
        self._torch = require("torch", extra="torch")
        self._transformers = require("transformers", extra="torch")
        self._folder = folder
        self._settings = settings
        self._ledger = ledger
        self._four_bits = four_bits
        self._config = self._read_config()
        self._family = family_of(str(self._config.model_type))
        self._processor = Once(lambda: open_processor(self._transformers, folder))
        self._model = Once(self._load)
        self._turn = threading.Lock()
        device = "cuda:0" if self._torch.cuda.is_available() else "cpu"
        self.info = GeneratorInfo(
            name=name,
            model=known.name if known else folder.name,
            engine="transformers",
            device=device,
            parameters=known.parameters if known else 0,
            license=known.license
            if known
            else word(read_json(folder / OWN, default={}), "license"),
            context_length=self._context(),
            image_size=known.image_size if known else _LONGEST,
            most_images=known.most_images if known else 16,
            follows=known.follows if known else self._family.follows,
            price=Price(0.0, 0.0),
        )

    @property
    def usage(self) -> Usage:
        return self._ledger.usage

    def generate(self, request: Request, on_text: OnText | None = None) -> Reply:
        """See :class:`mirada.models.generators.protocol.Generator`."""
        began = time.monotonic()
        info = self.info
        pictures = open_images(request.images, info.image_size, info.most_images, self._settings)
        with self._turn:
            inputs = self._prepare(request, pictures)
            tokens_in = int(inputs["input_ids"].shape[1])
            limit = self._room(request, tokens_in)
            with self._ledger.call(info.model, tokens_in + limit, 0.0):
                model = self._model()
                writer = _writer(self._transformers, self._processor().tokenizer)
                writer.begin(self._family.lead, on_text)
                try:
                    self._run(model, inputs, request, limit, writer)
                finally:
                    ends = _ends(model)
                    reply = self._reply(writer, ends, tokens_in, limit, time.monotonic() - began)
                    self._ledger.add(usage_of(reply))
        if request.schema is None:
            return reply
        return replace(reply, data=read_reply(reply.text, request.schema, info.model))

    def _read_config(self) -> Any:
        return quietly(
            self._folder,
            lambda: self._transformers.AutoConfig.from_pretrained(
                self._folder, local_files_only=True, trust_remote_code=False
            ),
        )

    def _context(self) -> int:
        """Tokens of one call; 0 where the architecture has no limit or does not tell it."""
        text = getattr(self._config, "text_config", self._config)
        return int(getattr(text, "max_position_embeddings", 0) or 0)

    def _load(self) -> Any:
        how: dict[str, Any] = {"dtype": self._dtype()}
        if self._four_bits:
            require("bitsandbytes", extra="quantized")
            require("accelerate", extra="quantized")
            how["device_map"] = {"": self.info.device}
            how["quantization_config"] = self._transformers.BitsAndBytesConfig(
                load_in_4bit=True,
                bnb_4bit_quant_type="nf4",
                bnb_4bit_use_double_quant=True,
                bnb_4bit_compute_dtype=self._torch.bfloat16,
            )
        kind = self._transformers.AutoModelForImageTextToText
        model = open_weights(kind, self._folder, **how)
        return model if self._four_bits else model.to(self.info.device)

    def _dtype(self) -> Any:
        """bfloat16 for checkpoints in half precision and for 4 bits, else float32.

        float16 would do on a GPU, but overflows in some vision towers, and CPUs lack it.
        """
        torch, stored = self._torch, getattr(self._config, "dtype", None)
        half = self._four_bits or stored in (torch.float16, torch.bfloat16)
        return torch.bfloat16 if half else torch.float32

    def _prepare(self, request: Request, pictures: list[Any]) -> Any:
        processor = self._processor()
        if not pictures and not self.info.follows:
            raise InputError(
                f"{self.info.model} only describes pictures, and there is none.",
                hint="Give it a picture, or use a model that follows instructions.",
            )
        text = written_prompt(request, processor, self._family)
        foreign = (ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError)
        try:
            inputs = processor(images=pictures or None, text=text, return_tensors="pt")
        except foreign as error:
            raise GeneratorError(
                f"{self.info.model} cannot take this request: {first_line(error)}.",
                hint="It may want exactly one picture, or a larger one.",
            ) from error
        return inputs.to(self.info.device, self._dtype())

    def _room(self, request: Request, tokens_in: int) -> int:
        """Tokens that may be written.

        Raises:
            InputError: the request alone fills the context; nothing is cut off in silence.
        """
        context = self.info.context_length
        if context and tokens_in >= context:
            raise InputError(
                f"The request has {tokens_in:,} tokens, and {self.info.model} reads {context:,}.",
                hint="Ask about fewer pictures or facts.",
            )
        return min(request.max_tokens, context - tokens_in) if context else request.max_tokens

    def _run(self, model: Any, inputs: Any, request: Request, limit: int, writer: Any) -> None:
        drawn = request.temperature > 0
        how: dict[str, Any] = {"temperature": request.temperature} if drawn else {}
        try:
            with self._calm(request.seed if drawn else None):
                model.generate(
                    **inputs, max_new_tokens=limit, do_sample=drawn, streamer=writer, **how
                )
        except (RuntimeError, ValueError, TypeError, LookupError, AttributeError) as error:
            if error is writer.refused:
                raise
            raise GeneratorError(
                f"{self.info.model} cannot be run: {first_line(error)}.",
                hint="Memory may be short: use a smaller model, or end its name in :4bit.",
            ) from error

    @contextmanager
    def _calm(self, seed: int | None) -> Iterator[None]:
        """Our number of threads, no gradients, and a draw that leaves nobody else's changed."""
        torch, before = self._torch, self._torch.get_num_threads()
        devices = [0] if self.info.device.startswith("cuda") else []
        torch.set_num_threads(self._settings.thread_count)
        say = self._transformers.utils.logging
        verbosity = say.get_verbosity()
        say.set_verbosity_error()
        try:
            with torch.inference_mode(), torch.random.fork_rng(devices=devices):
                if seed is not None:
                    torch.manual_seed(seed)
                yield
        finally:
            say.set_verbosity(verbosity)
            torch.set_num_threads(before)

    def _reply(
        self, writer: Any, ends: tuple[int, ...], tokens_in: int, limit: int, seconds: float
    ) -> Reply:
        cut = writer.count >= limit and writer.last not in ends
        finish: Finish = "length" if cut else "stop"
        return Reply(
            text="".join(writer.pieces).strip(),
            tokens_in=tokens_in,
            tokens_out=writer.count,
            cost=0.0,
            seconds=seconds,
            model=self.info.model,
            revision=self._revision(),
            finish=finish,
        )

    def _revision(self) -> str:
        """What its maker calls this version, else a hash over the weights' fingerprints."""
        given = word(read_json(self._folder / OWN, default={}), "revision")
        if not given:
            weights = sorted(self._folder.glob("*.safetensors"))
            if not weights:
                raise ModelFilesError(f"{self._folder} has no weights in safetensors.")
            key = "".join(fingerprint(path) for path in weights)
            given = hashlib.sha256(key.encode()).hexdigest()[:16]
        return f"{given}-4bit" if self._four_bits else given


def _ends(model: Any) -> tuple[int, ...]:
    """The tokens that end a reply."""
    ends = getattr(model.generation_config, "eos_token_id", None)
    if ends is None:
        return ()
    return tuple(ends) if isinstance(ends, list | tuple) else (int(ends),)


def _writer(transformers: Any, tokenizer: Any) -> Any:
    """A streamer that keeps what is written and passes it on, in the thread that generates."""

    class Writer(transformers.TextStreamer):  # type: ignore[misc]
        def begin(self, lead: str, on_text: OnText | None) -> None:
            self.count, self.last = 0, -1
            self.pieces: list[str] = []
            self.refused: BaseException | None = None  # what ``on_text`` raised
            self._on_text, self._lead = on_text, lead
            self.on_finalized_text(lead)

        def put(self, value: Any) -> None:
            if not self.next_tokens_are_prompt:
                self.count += int(value.numel())
                self.last = int(value.flatten()[-1])
            super().put(value)

        def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
            if self._lead and len(self.pieces) == 1:
                text = text.lstrip()
            if not text:
                return
            self.pieces.append(text)
            try:
                if self._on_text is not None:
                    self._on_text(text)
            except BaseException as error:
                self.refused = error
                raise

    return Writer(tokenizer, skip_prompt=True, skip_special_tokens=True)
