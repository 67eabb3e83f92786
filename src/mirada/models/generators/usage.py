"""What calls of generators take: prices, sums, and a budget that is asked before a call is made."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mirada.errors import BudgetError, InputError

if TYPE_CHECKING:
    from mirada.models.generators.protocol import Reply
    from mirada.settings import Settings

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens; ``date`` (ISO) is the day the price was read, "" = given."""

    tokens_in: float
    tokens_out: float
    date: str = ""

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """US dollars at full price: what a vendor takes off for repeated input is not counted."""
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / _MILLION


def parse_price(text: str) -> Price | None:
    """``"0.1/0.5"`` -> the price; "" -> None.

    Raises:
        InputError: it is not two numbers from 0 up.
    """
    if not text.strip():
        return None
    before, slash, after = text.partition("/")
    try:
        price = Price(float(before), float(after))
    except ValueError:
        price = Price(-1.0, -1.0)
    finite = 0 <= price.tokens_in < _MILLION and 0 <= price.tokens_out < _MILLION
    if not slash or not finite:
        raise InputError(
            f"The price {text!r} is not of the form IN/OUT.",
            hint="Set US dollars for a million tokens, like MIRADA_GENERATOR_PRICE=0.1/0.5.",
        )
    return price


@dataclass(frozen=True, slots=True)
class Usage:
    """What one or several calls took; usages add up.

    Attributes:
        calls: finished calls.
        tokens_in, tokens_out: read and written, pictures included.
        cost: US dollars of the calls whose price is known.
        unpriced: calls whose price is not known: ``cost`` leaves them out.
        estimated: calls whose tokens the server did not tell; they were estimated.
        seconds: wall-clock time.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    unpriced: int = 0
    estimated: int = 0
    seconds: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.calls + other.calls,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.cost + other.cost,
            self.unpriced + other.unpriced,
            self.estimated + other.estimated,
            self.seconds + other.seconds,
        )

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out


def usage_of(reply: Reply) -> Usage:
    """What one reply took."""
    return Usage(
        calls=1,
        tokens_in=reply.tokens_in,
        tokens_out=reply.tokens_out,
        cost=reply.cost or 0.0,
        unpriced=1 if reply.cost is None else 0,
        estimated=1 if reply.estimated else 0,
        seconds=reply.seconds,
    )


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits on the sum of all calls; 0 = no limit."""

    tokens: int = 0
    money: float = 0.0


def budget_of(settings: Settings) -> Budget:
    return Budget(settings.generator_token_budget, settings.generator_money_budget)


class Ledger:
    """Sums what calls took and refuses a call that could pass the budget. Safe across threads.

    Several generators may share one ledger: its budget then holds for all of them together.
    """

    def __init__(self, budget: Budget | None = None) -> None:
        self._budget = budget or Budget()
        self._lock = threading.Lock()
        self._usage = Usage()
        self._held_tokens = 0
        self._held_money = 0.0

    @property
    def usage(self) -> Usage:
        """The sum so far."""
        with self._lock:
            return self._usage

    @contextmanager
    def call(self, model: str, tokens: int, money: float | None) -> Iterator[None]:
        """Hold ``tokens`` and ``money`` (the most that a call may take) while the call runs.

        Args:
            money: US dollars, or None where the price is not known.

        Raises:
            BudgetError: with this call, the sum could pass the budget; nothing was sent.
        """
        self._hold(model, tokens, money)
        try:
            yield
        finally:
            with self._lock:
                self._held_tokens -= tokens
                self._held_money -= money or 0.0

    def add(self, usage: Usage) -> None:
        """Write down what a call took."""
        with self._lock:
            self._usage += usage

    def _hold(self, model: str, tokens: int, money: float | None) -> None:
        with self._lock:
            limit = self._budget
            if limit.money and money is None:
                raise BudgetError(
                    f"There is a money budget, but the price of {model} is not known.",
                    hint="Set MIRADA_GENERATOR_PRICE, or MIRADA_GENERATOR_TOKEN_BUDGET instead.",
                )
            used = self._usage.tokens + self._held_tokens
            if limit.tokens and used + tokens > limit.tokens:
                raise BudgetError(
                    f"This call of {model} may take {tokens:,} tokens; of the budget of "
                    f"{limit.tokens:,}, {used:,} are used.",
                    hint="Raise MIRADA_GENERATOR_TOKEN_BUDGET, or ask for less text.",
                )
            spent = self._usage.cost + self._held_money
            if limit.money and spent + (money or 0.0) > limit.money:
                raise BudgetError(
                    f"This call of {model} may cost {money or 0.0:.6f} US dollars; of the budget "
                    f"of {limit.money:.6f}, {spent:.6f} are spent.",
                    hint="Raise MIRADA_GENERATOR_MONEY_BUDGET, or ask for less text.",
                )
            self._held_tokens += tokens
            self._held_money += money or 0.0
