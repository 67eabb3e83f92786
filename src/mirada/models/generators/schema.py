"""Replies in JSON: told to the model, taken out of its text, and held against the schema.

Understood of JSON schema: ``type`` (one name), ``properties``, ``required``, ``items``, ``enum``,
``minimum``, ``maximum``, ``minItems``, ``maxItems``; other words are passed on to the server and
not checked here. Where a server does not know schemas, or drops them in silence, the words of
:func:`instruction` are all that the model gets, so they always stand in the prompt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from mirada.errors import GeneratorError

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
_FENCED = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL)


def instruction(schema: Mapping[str, Any]) -> str:
    """What a prompt says so that the reply is JSON of ``schema``."""
    return (
        "Reply with one JSON value and nothing else, no code fence, that follows this JSON schema: "
        + json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    )


def read_reply(text: str, schema: Mapping[str, Any], model: str) -> Any:
    """The JSON value in a model's reply, which may stand in a code fence or between words.

    Raises:
        GeneratorError: there is none, or it does not follow the schema.
    """
    value = _value(text, model)
    fault = first_fault(value, schema)
    if fault:
        raise GeneratorError(
            f"The reply of {model} does not follow the schema: {fault}.",
            hint="A larger model follows schemas better; nothing was changed.",
        )
    return value


def _value(text: str, model: str) -> Any:
    fenced = _FENCED.search(text)
    candidates = [
        text,
        *([fenced.group(1)] if fenced else []),
        *_between(text, ("{", "}"), ("[", "]")),
    ]
    for candidate in candidates:
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    raise GeneratorError(
        f"{model} was asked for JSON and wrote something else.",
        hint="A larger model follows schemas better; nothing was changed.",
    )


def _between(text: str, *pairs: tuple[str, str]) -> list[str]:
    """From the first opening bracket to the last closing one, for each kind."""
    found = [(text.find(opening), text.rfind(closing)) for opening, closing in pairs]
    return [text[start : end + 1] for start, end in found if 0 <= start < end]


def first_fault(value: Any, schema: Mapping[str, Any], at: str = "$") -> str:
    """Where ``value`` first leaves ``schema``, in a few words; "" where it does not."""
    kind = schema.get("type")
    if isinstance(kind, str) and not _is(value, kind):
        return f"{at} is no {kind}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{at} is none of the values allowed"
    if isinstance(value, dict):
        return _fault_of_object(value, schema, at)
    if isinstance(value, list):
        return _fault_of_list(value, schema, at)
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = schema.get("minimum"), schema.get("maximum")
        if (low is not None and value < low) or (high is not None and value > high):
            return f"{at} is out of range"
    return ""


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES.get(kind, (object,)))


def _fault_of_object(value: dict[str, Any], schema: Mapping[str, Any], at: str) -> str:
    for name in schema.get("required", ()):
        if name not in value:
            return f"{at}.{name} is missing"
    for name, inner in schema.get("properties", {}).items():
        if name in value and (fault := first_fault(value[name], inner, f"{at}.{name}")):
            return fault
    return ""


def _fault_of_list(value: list[Any], schema: Mapping[str, Any], at: str) -> str:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return f"{at} has {len(value)} items"
    inner = schema.get("items", {})
    for number, item in enumerate(value):
        if fault := first_fault(item, inner, f"{at}[{number}]"):
            return fault
    return ""
