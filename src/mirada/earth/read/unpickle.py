"""Arrays out of a pickle, without running anything that the pickle names.

``pickle.load`` calls whatever a file asks for. Replacing ``find_class`` stops that but still hands
hostile shapes, type strings and memory requests to C code. So the few instructions that a
dictionary of arrays is made of are carried out here, in plain Python, on values of our own: the
names of numpy's constructors are only recognised, never looked up, and an array is made from bytes
whose number was checked. Every other name, and every other instruction, is refused by name.
"""

from __future__ import annotations

import math
import pickletools
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

_MODULES = ("numpy.core.multiarray", "numpy._core.multiarray")
_NUMERIC = ("numpy.core.numeric", "numpy._core.numeric")
_KNOWN = frozenset(
    [(module, name) for module in _MODULES for name in ("_reconstruct", "scalar")]
    + [(module, "_frombuffer") for module in _NUMERIC]
    + [("numpy", "ndarray"), ("numpy", "dtype"), ("_codecs", "encode"), ("__builtin__", "bytes")]
)
_DTYPE = re.compile(r"[biuf][1248]")
_MOST_STEPS = 10_000
_MOST_DIMENSIONS = 8
_CONSTANTS: dict[str, Any] = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_NUMBERS = frozenset({"BININT", "BININT1", "BININT2", "INT", "LONG", "LONG1", "BINFLOAT", "FLOAT"})
_TEXTS = frozenset({"UNICODE", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8"})
_BYTES = frozenset({"SHORT_BINBYTES", "BINBYTES", "BINBYTES8", "BYTEARRAY8"})
_OLD_BYTES = frozenset({"STRING", "BINSTRING", "SHORT_BINSTRING"})  # Python 2: Latin-1 text here
_FIXED_TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}
_EMPTY = {"EMPTY_DICT": dict, "EMPTY_LIST": list, "EMPTY_TUPLE": tuple}


class RefusedError(Exception):
    """The pickle asks for something else than arrays; ``str()`` names it."""


class _Mark:
    """Where a run of items begins on the stack."""


@dataclass(frozen=True, slots=True)
class _Name:
    """One of numpy's constructors, recognised and never looked up."""

    module: str
    name: str


@dataclass(slots=True)
class _Dtype:
    """The type of an array's numbers, while it is put together."""

    code: str
    order: str = "="

    def make(self) -> np.dtype[Any]:
        return np.dtype(("<" if self.order in "=|" else self.order) + self.code)


@dataclass(slots=True)
class _Array:
    """An array while it is put together; ``value`` is set once its bytes are known."""

    value: np.ndarray[Any, Any] | None = None


def load_arrays(data: bytes) -> dict[str, Any]:
    """The dictionary of arrays (and plain numbers, texts, lists of them) that ``data`` pickles.

    Args:
        data: the whole pickle; protocols 0 to 5.

    Returns:
        name -> numpy array of booleans, integers or floats, or a plain number, text or list.

    Raises:
        RefusedError: it names a function or class, or uses an instruction, that arrays do not need.
        ValueError: it is no pickle, or is damaged.
    """
    machine = _Machine()
    for step, (code, argument, _) in enumerate(pickletools.genops(data)):
        if step > _MOST_STEPS:
            raise RefusedError(f"more than {_MOST_STEPS} instructions")
        if code.name == "STOP":
            return machine.result()
        machine.step(code.name, argument)
    raise ValueError("it has no end")


class _Machine:
    """Stack and memo of one pickle."""

    def __init__(self) -> None:
        self._stack: list[Any] = []
        self._memo: dict[int, Any] = {}

    def result(self) -> dict[str, Any]:
        value = self._pop()
        if not isinstance(value, dict):
            raise RefusedError("a pickle that is no dictionary of arrays")
        return {name: _finished(one) for name, one in value.items()}

    def step(self, code: str, argument: Any) -> None:
        """Carry out one instruction."""
        if code in ("PROTO", "FRAME"):
            return
        if code in _CONSTANTS:
            self._stack.append(_CONSTANTS[code])
        elif code in _NUMBERS or code in _TEXTS:
            self._stack.append(argument)
        elif code in _BYTES:
            self._stack.append(bytes(argument))
        elif code in _OLD_BYTES:
            self._stack.append(argument if isinstance(argument, str) else argument.decode("latin1"))
        elif code in _EMPTY:
            self._stack.append(_EMPTY[code]())
        elif code == "MARK":
            self._stack.append(_Mark())
        elif code in ("MEMOIZE", "PUT", "BINPUT", "LONG_BINPUT"):
            self._memo[len(self._memo) if code == "MEMOIZE" else int(argument)] = self._top()
        elif code in ("GET", "BINGET", "LONG_BINGET"):
            self._recall(int(argument))
        elif code in ("GLOBAL", "STACK_GLOBAL"):
            self._stack.append(self._name(code, argument))
        else:
            self._build(code)

    def _build(self, code: str) -> None:
        """The instructions that put values together."""
        if code in _FIXED_TUPLES:
            count = _FIXED_TUPLES[code]
            items = [self._pop() for _ in range(count)][::-1]
            self._stack.append(tuple(items))
        elif code in ("TUPLE", "LIST", "DICT"):
            items = self._run()
            made: Any = {"TUPLE": tuple, "LIST": list}.get(code, _pairs)(items)
            self._stack.append(made)
        elif code in ("APPEND", "APPENDS"):
            items = [self._pop()] if code == "APPEND" else self._run()
            self._top(list).extend(items)
        elif code in ("SETITEM", "SETITEMS"):
            items = [self._pop(), self._pop()][::-1] if code == "SETITEM" else self._run()
            self._top(dict).update(_pairs(items))
        elif code == "REDUCE":
            arguments, name = self._pop(), self._pop()
            self._stack.append(_call(name, arguments))
        elif code == "BUILD":
            state = self._pop()
            _set_state(self._top(), state)
        else:
            raise RefusedError(f"the instruction {code}")

    def _pop(self) -> Any:
        value = self._top()
        self._stack.pop()
        return value

    def _top(self, kind: type | None = None) -> Any:
        if not self._stack or isinstance(self._stack[-1], _Mark):
            raise ValueError("an instruction finds nothing to work on")
        if kind is not None and not isinstance(self._stack[-1], kind):
            raise ValueError("items are added to something that holds none")
        return self._stack[-1]

    def _run(self) -> list[Any]:
        """The items down to the last mark, which is taken away."""
        items: list[Any] = []
        while self._stack:
            value = self._stack.pop()
            if isinstance(value, _Mark):
                return items[::-1]
            items.append(value)
        raise ValueError("an instruction finds nothing to work on")

    def _recall(self, key: int) -> None:
        if key not in self._memo:
            raise ValueError(f"it recalls {key}, which it never kept")
        self._stack.append(self._memo[key])

    def _name(self, code: str, argument: Any) -> _Name:
        if code == "GLOBAL":
            module, _, name = str(argument).partition(" ")
        else:
            last, first = self._pop(), self._pop()
            if not (isinstance(first, str) and isinstance(last, str)):
                raise RefusedError("a name that is no text")
            module, name = first, last
        if (module, name) not in _KNOWN:
            raise RefusedError(f"{module}.{name}"[:120])
        return _Name(module, name)


def _pairs(items: list[Any]) -> dict[str, Any]:
    """Only text may be a key: the hash of nested tuples can take for ever."""
    names = items[0::2]
    if len(items) % 2 or not all(isinstance(name, str) for name in names):
        raise RefusedError("a dictionary with keys that are no text")
    return dict(zip(names, items[1::2], strict=True))


def _call(name: Any, arguments: Any) -> Any:
    """What the known constructors make; their arguments are checked as they are."""
    if not isinstance(name, _Name) or not isinstance(arguments, tuple):
        raise RefusedError("a call of something that is no constructor of arrays")
    match name.name, arguments:
        case "_reconstruct", (_Name(name="ndarray"), _, _):
            return _Array()
        case "dtype", (str(code), *_) if _DTYPE.fullmatch(code):
            return _Dtype(code)
        case "dtype", (str(code), *_):
            raise RefusedError(f"numbers of the type {code!r}"[:80])
        case "scalar", (_Dtype() as kind, bytes(raw)):
            return _from_bytes(raw, kind, (), False)
        case "scalar", (_Dtype() as kind, str(text)):
            return _from_bytes(text.encode("latin1"), kind, (), False)
        case "_frombuffer", (bytes(raw), _Dtype() as kind, tuple(shape), str(order)):
            return _from_bytes(raw, kind, shape, order == "F")
        case "encode", (str(text), "latin1"):
            return text.encode("latin1")
        case "bytes", ():
            return b""
    raise RefusedError(f"{name.module}.{name.name} with other arguments than numpy gives it")


def _set_state(target: Any, state: Any) -> None:
    match target, state:
        case _Dtype(), (int(), str(order), None, None, None, -1, -1, *_) if order in (
            "<",
            ">",
            "|",
        ):
            target.order = order
        case _Array(), (int(), tuple(shape), _Dtype() as kind, fortran, bytes(raw)):
            target.value = _from_bytes(raw, kind, shape, bool(fortran))
        case _Array(), (int(), tuple(shape), _Dtype() as kind, fortran, str(raw)):
            target.value = _from_bytes(raw.encode("latin1"), kind, shape, bool(fortran))
        case _:
            raise RefusedError("a state that is none of an array of numbers")


def _from_bytes(raw: bytes, kind: _Dtype, shape: Any, fortran: bool) -> np.ndarray[Any, Any]:
    sides = [side for side in shape if type(side) is int and side >= 0]
    if len(sides) != len(shape) or len(sides) > _MOST_DIMENSIONS:
        raise ValueError("an array has an impossible shape")
    dtype = kind.make()
    if math.prod(sides) * dtype.itemsize != len(raw):
        raise ValueError("an array has more or fewer numbers than its shape tells")
    flat = np.frombuffer(raw, dtype)
    return flat.reshape(sides[::-1]).T if fortran else flat.reshape(sides)


def _finished(value: Any) -> Any:
    if isinstance(value, _Array):
        if value.value is None:
            raise ValueError("an array without numbers")
        return value.value
    if isinstance(value, np.ndarray | str | bytes | bool | int | float) or value is None:
        return value
    if isinstance(value, list) and all(isinstance(one, int | float | str) for one in value):
        return value
    raise RefusedError(f"a {type(value).__name__.lstrip('_').lower()} where an array should be")
