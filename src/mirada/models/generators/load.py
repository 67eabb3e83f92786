"""``load_generator``: a name, a folder or ``openai:MODEL`` -> a model that writes."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mirada.errors import InputError, ModelNotFoundError
from mirada.models.generators.catalogue import GENERATORS, find_generator, near_generators
from mirada.models.generators.protocol import GeneratorInfo
from mirada.models.generators.usage import Ledger, Price, budget_of, parse_price
from mirada.models.generators.wire import Address, read_address
from mirada.settings import Settings

if TYPE_CHECKING:
    from mirada.models.generators.entry import GeneratorEntry
    from mirada.models.generators.protocol import Generator

# engine -> "module:Class"; imported when chosen
GENERATOR_ENGINES: Mapping[str, str] = {
    "openai": "mirada.models.generators.server:ServerGenerator",
    "transformers": "mirada.models.generators.checkpoint:CheckpointGenerator",
    "fake": "mirada.models.generators.fake:FakeGenerator",
}
BITS = "4bit"
_ANY_SERVER = GeneratorInfo("", "", "openai", image_size=1280)


def load_generator(
    name_or_path: str | Path, settings: Settings | None = None, *, ledger: Ledger | None = None
) -> Generator:
    """Open a model that writes; nothing is sent or downloaded and no weights are read yet.

    Args:
        name_or_path: a name of the catalogue (``mirada models``); a folder with a transformers
            checkpoint; ``openai:MODEL`` for any model of the server that
            ``settings.openai_base_url`` names; or "fake". A name or folder that runs here may end
            in ":4bit".
        ledger: sums and limits what is used; several generators may share one. None = a new one
            with the budget of ``settings``.

    Raises:
        ModelNotFoundError: no such name or folder, or a model that was not pulled.
        ModelFilesError: its files are damaged or need code of their own.
        MissingDependencyError: the engine is not installed.
        OfflineError: it runs on another machine, and ``offline`` is set.
        InputError: an address, price or key that cannot be, or none where one is needed.
    """
    settings = settings or Settings()
    ledger = ledger or Ledger(budget_of(settings))
    text = str(name_or_path)
    if text == "fake":
        return _engine("fake")(settings, ledger)  # type: ignore[no-any-return]
    engine, colon, model = text.partition(":")
    if engine == "openai" and colon:
        return _on_server(text, model, _row_of(model), settings, ledger)
    stem, bits = (
        (text.removesuffix(f":{BITS}"), True) if text.endswith(f":{BITS}") else (text, False)
    )
    known = find_generator(stem)
    if known is not None and known.engine == "openai":
        return _on_server(known.name, known.source, known, settings, ledger)
    folder = _locate(name_or_path if stem == text else stem, known, settings)
    return _engine("transformers")(  # type: ignore[no-any-return]
        folder, text, known, settings, ledger, four_bits=bits
    )


def _engine(name: str) -> Any:
    module, _, kind = GENERATOR_ENGINES[name].partition(":")
    return getattr(importlib.import_module(module), kind)


def _row_of(model: str) -> GeneratorEntry | None:
    """The catalogue's row for a server's own name of a model."""
    return next((item for item in GENERATORS if item.source == model), None)


def _on_server(
    name: str, model: str, known: GeneratorEntry | None, settings: Settings, ledger: Ledger
) -> Generator:
    address = _address(name, known, settings)
    base = _ANY_SERVER
    if known is not None:
        base = replace(
            base,
            parameters=known.parameters,
            license=known.license,
            context_length=known.context,
            image_size=known.image_size,
            most_images=known.most_images,
            follows=known.follows,
        )
    at_vendor = known is not None and bool(known.base_url) and _same_host(known.base_url, address)
    info = replace(
        base,
        name=name,
        model=model,
        host=address.host,
        remote=not address.local,
        price=_price(known if at_vendor else None, address, settings),
        effort=known.effort if known is not None and at_vendor else "",
    )
    return _engine("openai")(info, settings, ledger)  # type: ignore[no-any-return]


def _address(name: str, known: GeneratorEntry | None, settings: Settings) -> Address:
    """The server to ask; a vendor's is only taken where the user named it or gave its key.

    Raises:
        InputError: it is not told which server, or the default one has no key.
    """
    if settings.openai_base_url.strip():
        return read_address(settings.openai_base_url)
    address = read_address("")
    if known is not None and not known.base_url:
        raise InputError(
            f"{name} runs behind a server of yours, and none is named.",
            hint="Set MIRADA_OPENAI_BASE_URL to its address, for example http://localhost:8000/v1.",
        )
    if known is not None and not _same_host(known.base_url, address):
        raise InputError(
            f"{known.vendor} answers for {name}, and its server is not named.",
            hint=f"Set MIRADA_OPENAI_BASE_URL={known.base_url} and MIRADA_OPENAI_API_KEY.",
        )
    if not settings.openai_api_key.strip():
        raise InputError(
            f"{name} needs a server, and neither an address nor a key is set.",
            hint="Set MIRADA_OPENAI_BASE_URL for a server of yours, or MIRADA_OPENAI_API_KEY for "
            "OpenAI's.",
        )
    return address


def _same_host(base_url: str, address: Address) -> bool:
    return urlsplit(base_url).hostname == urlsplit(address.base).hostname


def _price(known: GeneratorEntry | None, address: Address, settings: Settings) -> Price | None:
    """What the user set, else the vendor's; a server on this machine sends no bills."""
    given = parse_price(settings.generator_price)
    if given is not None:
        return given
    if known is not None and known.price is not None:
        return known.price
    return Price(0.0, 0.0) if address.local else None


def _locate(name_or_path: str | Path, known: GeneratorEntry | None, settings: Settings) -> Path:
    """The folder of a checkpoint. A name of the catalogue wins: write ``./NAME`` for a folder.

    Raises:
        ModelNotFoundError: neither a name nor a folder, or a model that was not pulled.
    """
    if known is not None:
        folder = settings.models_dir / known.name
        if not folder.is_dir():
            raise ModelNotFoundError(
                f"The model {known.name} is not on this machine.",
                hint=f"Get it with: mirada models pull {known.name} ({known.download_mb:,} MB)",
            )
        return folder
    folder = Path(name_or_path).expanduser()
    if folder.is_dir():
        return folder.resolve()
    if isinstance(name_or_path, Path) or os.sep in str(name_or_path):
        raise ModelNotFoundError(f"There is no model folder {folder}.")
    near = near_generators(str(name_or_path))
    hint = f"Did you mean {', '.join(near)}? " if near else ""
    raise ModelNotFoundError(
        f"There is no model that writes called {str(name_or_path)!r}.",
        hint=f"{hint}`mirada models` lists them; a folder or openai:MODEL works too.",
    )
