"""What a model answers where facts do not decide, held to the facts all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mirada.language.check import check
from mirada.models.generators import Request
from mirada.models.generators.prompts import CANNOT_TELL
from mirada.types import Claim, Language
from mirada.verbs.helper import Helper, said
from mirada.verbs.looking import looking_prompt
from mirada.verbs.seen import Seen

MAX_TOKENS = 300


def ask_model(
    helper: Helper, seen: Sequence[Seen], question: str, language: Language
) -> Claim | None:
    """The model's answer as one claim; None where it has none, or the facts contradict it.

    Its verdict is "supported" where the facts support every sentence, else "unsupported": the
    model's own word. Where the helper is strict, only what is supported is an answer.
    """
    if not seen:
        return None
    prompt = looking_prompt(seen, question, language)
    request = Request(prompt.text, system=prompt.system, max_tokens=MAX_TOKENS)
    reply = helper.ask(request, seen[0])
    if reply is None:
        return None
    told = said(reply)
    if not told or CANNOT_TELL[language] in told:
        return None
    facts = tuple(fact for one in seen for fact in one.facts)
    checked = check(told, facts, language, source=helper.name)
    kept = [claim for claim in checked if claim.verdict != "contradicted"]
    if helper.strict:
        kept = [claim for claim in kept if claim.verdict == "supported"]
    if not kept:
        if checked:
            helper.notices.append(not_passed(checked[0], language))
        return None
    doubtful = next((claim for claim in kept if claim.verdict != "supported"), None)
    return replace(
        kept[0],
        text=" ".join(claim.text for claim in kept),
        facts=tuple(dict.fromkeys(fact for claim in kept for fact in claim.facts)),
        verdict="supported" if doubtful is None else "unsupported",
        reason="" if doubtful is None else doubtful.reason,
    )


def not_passed(claim: Claim, language: Language) -> str:
    """Why the model's answer was not passed on."""
    if language == "es":
        return f"No se ha dado por buena la respuesta del modelo («{claim.text}»): {claim.reason}"
    return f"The model's answer («{claim.text}») was not passed on: {claim.reason}"
