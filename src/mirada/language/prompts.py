"""Sentences a name is put in before it is embedded: the average over them names a thing better
than the bare word does. Seven for each language; the English ones follow the short set that CLIP's
authors found to do slightly better than their eighty.
"""

from __future__ import annotations

EN: tuple[str, ...] = (
    "{}",
    "a photo of a {}",
    "a picture of the {}",
    "a small photo of the {}",
    "a close-up photo of a {}",
    "a blurry photo of a {}",
    "there is a {} here",
)

ES: tuple[str, ...] = (
    "{}",
    "una foto de {}",
    "una imagen de {}",
    "una foto pequeña de {}",
    "una foto de cerca de {}",
    "una foto borrosa de {}",
    "aquí se ve {}",
)


def prompts(name: str, language: str) -> tuple[str, ...]:
    """The sentences for `name` in "en" or "es" (any other language gets the English ones)."""
    templates = ES if language == "es" else EN
    return tuple(template.format(name) for template in templates)
