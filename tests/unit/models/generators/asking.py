"""What the tests of the engine ``openai`` share: a generator that asks a scripted server."""

from __future__ import annotations

from typing import Any

from mirada.models.generators import Ledger, Reply, Request, load_generator
from mirada.models.generators.patience import Patience
from mirada.models.generators.server import ServerGenerator
from mirada.models.generators.usage import budget_of
from mirada.settings import Settings
from scripted_server import Server, Turn, serve

KEY = "sk-secret-0123456789"
ASK = Request("What is this?")


def generator(
    server: Server, pauses: list[float] | None = None, **settings: Any
) -> ServerGenerator:
    """A generator that notes its pauses instead of waiting."""
    given = {"generator_timeout": 5.0, "openai_api_key": KEY, **settings}
    chosen = Settings(openai_base_url=server.url, **given)
    info = load_generator("openai:tiny", chosen).info
    patience = Patience(
        chosen.generator_attempts, (pauses if pauses is not None else []).append, lambda: 0.0
    )
    return ServerGenerator(info, chosen, Ledger(budget_of(chosen)), patience)


def ask(*turns: Turn, request: Request = ASK, **settings: Any) -> Reply:
    with serve(*turns) as server:
        return generator(server, **settings).generate(request)
