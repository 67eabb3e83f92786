"""Criteria that facts leave open, put to a model that looks: yes, no, or cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mirada.models.generators import Request
from mirada.models.generators.prompts import marked
from mirada.types import Language, Verdict
from mirada.verbs.helper import Helper
from mirada.verbs.looking import looking_prompt
from mirada.verbs.seen import Seen
from mirada.verbs.verify import Checked, by_model

_ANSWERS = ("cannot tell", "yes", "no")
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "verdict": {"type": "string", "enum": list(_ANSWERS)},
        "reason": {"type": "string"},
    },
    "required": ["verdict", "reason"],
    "additionalProperties": False,
}
_VERDICTS: Mapping[str, Verdict] = {
    "yes": "supported", "no": "contradicted", "cannot tell": "unsupported",
}  # fmt: skip
_ASKED: Mapping[Language, str] = {
    "en": "Look at the pictures. Is this statement true of them? Answer yes, no or cannot tell, "
    "with a short reason. The statement: {statement}",
    "es": "Mira las imágenes. ¿Es cierta de ellas esta afirmación? Responde yes, no o cannot tell, "
    "con un motivo breve en español. La afirmación: {statement}",
}
LONGEST_REASON = 300


def judged_by_model(
    helper: Helper, seen: Seen, criteria: tuple[Checked, ...], language: Language
) -> tuple[Checked, ...]:
    """``criteria`` with a model's verdict where the facts left it open, as long as it answers."""
    found: list[Checked] = []
    for one in criteria:
        reply = None
        if one.verdict == "unsupported":
            statement = _ASKED[language].format(statement=marked(one.text))
            prompt = looking_prompt([seen], statement, language)
            request = Request(prompt.text, system=prompt.system, schema=SCHEMA, max_tokens=200)
            reply = helper.ask(request, seen)
        if reply is None or not isinstance(reply.data, dict):
            found.append(one)
            continue
        verdict = _VERDICTS[reply.data["verdict"]]
        told = " ".join(str(reply.data["reason"]).split())[:LONGEST_REASON]
        found.append(one if verdict == "unsupported" else by_model(one, verdict, told, helper.name))
    return tuple(found)
