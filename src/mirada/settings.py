"""Environment and TOML -> one frozen ``Settings``, read once at the edge and handed down.

Precedence: explicit arguments, then ``MIRADA_*`` variables, then ``config.toml`` in
``$MIRADA_HOME`` (default ``~/.config/mirada``), then the variables that other tools share
(``HF_HUB_OFFLINE``, ``OPENAI_BASE_URL``, ``OPENAI_API_KEY``), then the defaults below.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from mirada.errors import InputError

Language = Literal["es", "en"]

_TRUE = frozenset({"1", "true", "yes", "on", "si", "sí"})
_FALSE = frozenset({"0", "false", "no", "off", ""})


def _home() -> Path:
    return Path("~/.config/mirada").expanduser()


def _models_dir() -> Path:
    return Path("~/.cache/mirada/models").expanduser()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a user can set without naming it in a call.

    Attributes:
        model: embedder for new archives: a catalogue name or a model folder.
        engine: ``auto``, ``onnx``, ``openvino``, ``transformers`` or ``fake``.
        language: language of what is printed.
        threads: threads for one model call; 0 = the cores this process may use.
        offline: never open a network connection.
        models_dir: where pulled models lie.
        hub: base address of the model hub.
        max_pixels: a picture that declares more pixels is refused.
        read_timeout: seconds that one file may take to be read.
        openai_base_url: address of the server that generators on the engine ``openai`` ask, up to
            and with ``/v1``; "" = OpenAI's own.
        openai_api_key: its key; shown nowhere.
        generator_connect_timeout: seconds until that server must have accepted a connection.
        generator_timeout: seconds that it may stay silent, before the first text and within it.
        generator_attempts: how often a call is tried in all while the server is busy or in trouble.
        generator_price: US dollars for a million tokens in and out, as "0.1/0.5", where the
            catalogue does not know the price or knows another; "0/0" = free, "" = the catalogue's.
        generator_token_budget: tokens, in and out, that one run may use; 0 = no limit.
        generator_money_budget: US dollars that one run may spend; 0 = no limit.
    """

    model: str = "nano"
    engine: str = "auto"
    language: Language = "en"
    threads: int = 0
    offline: bool = False
    models_dir: Path = field(default_factory=_models_dir)
    hub: str = "https://huggingface.co"
    max_pixels: int = 400_000_000
    read_timeout: float = 600.0
    openai_base_url: str = ""
    openai_api_key: str = field(default="", repr=False)
    generator_connect_timeout: float = 5.0
    generator_timeout: float = 120.0
    generator_attempts: int = 5
    generator_price: str = ""
    generator_token_budget: int = 0
    generator_money_budget: float = 0.0

    @property
    def thread_count(self) -> int:
        """``threads``, or the number of cores that this process may use."""
        return self.threads if self.threads > 0 else len(os.sched_getaffinity(0))


def load_settings(environ: Mapping[str, str] | None = None, config: Path | None = None) -> Settings:
    """Read settings from the environment and the configuration file.

    Raises:
        InputError: a value cannot be read, or a name in the file is unknown.
    """
    environ = os.environ if environ is None else environ
    home = Path(environ["MIRADA_HOME"]) if environ.get("MIRADA_HOME") else _home()
    values = _from_file(config if config is not None else home / "config.toml")
    values.setdefault("language", _language_of_locale(environ))
    for item in fields(Settings):
        raw = environ.get(f"MIRADA_{item.name.upper()}")
        if raw is not None:
            values[item.name] = raw
    if environ.get("HF_HUB_OFFLINE", "0").lower() in _TRUE:
        values.setdefault("offline", True)
    for name in ("openai_base_url", "openai_api_key"):
        if shared := environ.get(name.upper()):
            values.setdefault(name, shared)
    return replace(Settings(), **{name: _convert(name, value) for name, value in values.items()})


def _from_file(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"The settings file {path} is not valid TOML: {error}.", hint="Correct that line."
        ) from error
    except OSError as error:
        raise InputError(
            f"The settings file {path} cannot be read: {error.strerror}.",
            hint="Correct it, or name another folder in MIRADA_HOME.",
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"The settings file {path} is no text in UTF-8.",
            hint="Correct it, or name another folder in MIRADA_HOME.",
        ) from error
    known = {item.name for item in fields(Settings)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise InputError(
            f"The settings file {path} has an unknown name: {unknown[0]}.",
            hint=f"Known names: {', '.join(sorted(known))}.",
        )
    return values


def _language_of_locale(environ: Mapping[str, str]) -> str:
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "es" if locale.lower().startswith("es") else "en"


def _convert(name: str, value: Any) -> Any:
    """``value`` in the type of the setting ``name``."""
    default = getattr(Settings(), name)
    try:
        if isinstance(default, bool):
            return _convert_bool(value)
        if isinstance(default, Path):
            return Path(value).expanduser()
        if name == "language" and value not in ("es", "en"):
            raise ValueError("expected es or en")
        converted = type(default)(value)
        if isinstance(converted, int | float) and not 0 <= converted < math.inf:
            raise ValueError("must be a number from 0 up")
        return converted
    except (TypeError, ValueError) as error:
        raise InputError(
            f"The setting {name} cannot be {value!r}: {error}.",
            hint=f"Correct MIRADA_{name.upper()} or the settings file.",
        ) from error


def _convert_bool(value: Any) -> bool:
    text = str(value).strip().lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise ValueError("expected true or false")
