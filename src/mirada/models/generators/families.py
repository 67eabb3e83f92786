"""How each family of models wants its prompt; one explicit table for those without a chat template.

A model with a chat template gets its messages through that; the families below were made before
chat, or do one task only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mirada.models.generators.protocol import Request
from mirada.models.generators.wire import asked, encodable


@dataclass(frozen=True, slots=True)
class Family:
    """``prompt`` may hold ``{prompt}`` and ``{images}`` (the marks for the pictures).

    ``lead`` is the beginning of the sentence that the model goes on with, part of its reply.
    ``follows``: whether it does what a prompt says.
    """

    prompt: str
    follows: bool = True
    lead: str = ""


_PLAIN = Family("{images}{prompt}")
FAMILIES: Mapping[str, Family] = {
    "blip": Family("", follows=False),
    "blip-2": Family("Question: {prompt} Answer:"),
    "git": Family("", follows=False),
    "instructblip": Family("{prompt}"),
    "florence2": Family("<MORE_DETAILED_CAPTION>", follows=False),
    "kosmos-2": Family("An image of", follows=False, lead="An image of "),
    "llava": Family("USER: {images}{prompt} ASSISTANT:"),
    "llava_next": Family("USER: {images}{prompt} ASSISTANT:"),
    "paligemma": Family("{images}{prompt}"),
}


def family_of(model_type: str) -> Family:
    """The family, or the plainest form for one that is not in the table."""
    return FAMILIES.get(model_type, _PLAIN)


def written_prompt(request: Request, processor: Any, family: Family) -> str:
    """The whole text that the processor gets.

    Marks of the model's own that stand in the prompt (``<image>``, ``<|im_end|>``: somebody may
    have painted them on a wall) are broken up, so that they are read as letters.
    """
    marks = special_marks(processor)
    text = broken_up(asked(request), marks)
    system = broken_up(encodable(request.system), marks)
    template = getattr(processor, "chat_template", None)
    if template:
        return _through_template(processor, template, text, system, len(request.images))
    whole = f"{system}\n\n{text}" if system else text
    image = getattr(processor, "image_token", "") or ""
    images = f"{image}\n" * len(request.images) if isinstance(image, str) else ""
    return family.prompt.replace("{images}", images).replace("{prompt}", whole)


def _through_template(processor: Any, template: str, text: str, system: str, images: int) -> str:
    """The messages through the chat template; rules go to the user's turn where it drops them."""
    from jinja2 import TemplateError

    def rendered(system: str, text: str) -> str:
        shown = [{"type": "image"} for _ in range(images)]
        turns = [{"role": "user", "content": [*shown, {"type": "text", "text": text}]}]
        if system:
            turns.insert(0, {"role": "system", "content": [{"type": "text", "text": system}]})
        # The tokenizer's own way: processors add what only films need.
        return str(
            processor.tokenizer.apply_chat_template(
                turns, chat_template=template, tokenize=False, add_generation_prompt=True
            )
        )

    if system:
        try:
            whole = rendered(system, text)
        except TemplateError:
            whole = ""
        if system.strip() in whole:
            return whole
        text = f"{system}\n\n{text}"
    return rendered("", text)


def special_marks(processor: Any) -> list[str]:
    """The texts that the tokenizer reads as one mark with a meaning, the longest first."""
    tokenizer = processor.tokenizer
    added = getattr(tokenizer, "added_tokens_decoder", {}).values()
    marks = {str(token.content) for token in added} | set(tokenizer.all_special_tokens)
    return sorted((mark for mark in marks if len(mark.strip()) > 2), key=len, reverse=True)


def broken_up(text: str, marks: list[str]) -> str:
    """``text`` in which every mark has a space after its first character."""
    if not marks:
        return text
    pattern = re.compile("|".join(re.escape(mark) for mark in marks))
    while pattern.search(text):
        text = pattern.sub(lambda found: f"{found.group()[0]} {found.group()[1:]}", text)
    return text
