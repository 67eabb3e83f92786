"""Questions for which pictures or films show something: they are searched for, and counted.

"Which photos show snow?", "¿En qué vídeos sale un perro?". What facts cannot list (a tag that is
missing proves nothing) a search can, with what it promises: below E = 1 chance alone would give
less than one such hit. The answer names the model, as facts do not decide here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mirada.language.replies import unknown
from mirada.language.tokens import fold
from mirada.language.which import language_of
from mirada.types import AssetKind, Claim, Evidence, Fact, Filters, Hit, Language
from mirada.verbs.access import Access
from mirada.verbs.ask import Answer, Citation
from mirada.verbs.asked import Asked, search_asked
from mirada.verbs.conditions import Conditions
from mirada.verbs.parts import Part, When, period_of
from mirada.verbs.search import SearchOptions

MOST_CITED = 12
MOST_HITS = 1_000

_MEDIA: dict[Literal["image", "video", ""], str] = {
    "image": r"fotos?|fotografias?|imagen(?:es)?|photos?|photographs?|pictures?|images?|shots?",
    "video": r"videos?|peliculas?|grabacion(?:es)?|films?|clips?|recordings?|footage",
    "": r"ficheros?|archivos?|files?|momentos?|moments?|sitios?|places?",
}
_SPANISH = re.compile(
    r"^(?:en )?(?:que|cuales(?: de (?:las|los|mis))?|cual de (?:las|los|mis)) (?P<medium>{media}) "
    r"(?:(?:tienen?|contienen?|muestran?|son de|se ven?|sale[n]?|aparecen?|hay|con|de|donde hay)) "
    r"(?P<what>.+?)$".replace("{media}", "|".join(_MEDIA.values()))
)
_ENGLISH = re.compile(
    r"^(?:in )?(?:which|what)(?: of (?:the|my))? (?P<medium>{media}) "
    r"(?:shows?|contains?|has|have|with|of|(?:is|are) there|(?:do|can) (?:you|we|i) see"
    r"|do we have of) (?P<what>.+?)(?: (?:in (?:it|them)|on (?:it|them)))?$".replace(
        "{media}", "|".join(_MEDIA.values())
    )
)


@dataclass(frozen=True, slots=True)
class Sought:
    """``what`` in the question's words; ``media``: "image", "video", or "" for either."""

    what: str
    media: Literal["image", "video", ""]
    language: Language


def sought_in(question: str) -> Sought | None:
    """What a question wants pictures or films of; None where it asks for something else."""
    text = " ".join(question.strip(" ¿?¡!.").split())
    folded = fold(text)
    if len(folded) != len(text):  # letters that fold to several: places would not agree
        return None
    for language, pattern in (("es", _SPANISH), ("en", _ENGLISH)):
        found = pattern.match(folded)
        if found is not None:
            what = text[found.start("what") : found.end("what")]
            media = next(
                kind for kind, words in _MEDIA.items() if re.fullmatch(words, found["medium"])
            )
            return Sought(what, media, "es" if language == "es" else "en")
    return None


def ask_which(
    access: Access, question: str, after: When, before: When, language: Language | None
) -> Answer | None:
    """Answer over the whole archive; None where the question asks for something else.

    Raises:
        QueryError, ArchiveError, ModelError, SpaceMismatchError
    """
    sought = sought_in(question) if language_of(question) is not None else None
    if sought is None:
        return None
    period = period_of(after, before)
    kind: AssetKind | None = sought.media or None
    where = Filters(kind=kind, after=period.after, before=period.before)
    asked = Asked(sought.what, None, where, Conditions(), literal=False)
    options = SearchOptions(limit=MOST_HITS, group=False)
    result = search_asked(access, asked, options)
    spoken = language or sought.language
    best = list({hit.asset: hit for hit in reversed(result.hits)}.values())[::-1]
    snapshot = access.snapshot()
    assets = snapshot.assets([hit.asset for hit in best])
    model = access.model_of(snapshot)[0].info.name
    cited = tuple(
        Citation(Part(assets[hit.asset], hit.path, stored=True), _claim(hit, sought.what, spoken))
        for hit in best[:MOST_CITED]
        if hit.asset in assets
    )
    kinds = [assets[hit.asset].kind for hit in best if hit.asset in assets]
    return Answer(
        question=question,
        language=spoken,
        verdict="answered" if best else "cannot-tell",
        text=_text(kinds, sought.what, spoken) if best else unknown(spoken),
        source=model if best else "facts",
        supported=False,
        citations=cited,
        looked=result.searched,
        found=result.searched,
        reason="" if best else _nothing(sought.what, spoken),
        notices=result.notices,
        seconds=result.seconds,
    )


def _claim(hit: Hit, what: str, language: Language) -> Claim:
    seen = Evidence(hit.asset, hit.start, hit.end, hit.region, hit.frame_time)
    value = round(hit.e_value, 4) if hit.e_value is not None else True
    fact = Fact("picture", "match", value, seen, object=what, unit="E", method="search")
    return Claim(what, language, (fact,), "unsupported", source="search")


def _text(kinds: Sequence[str], what: str, language: Language) -> str:
    spanish = language == "es"
    words = (
        ("image", ("picture", "pictures") if not spanish else ("imagen", "imágenes")),
        ("video", ("film", "films") if not spanish else ("vídeo", "vídeos")),
    )
    counted = [
        f"{number} {names[number != 1]}"
        for kind, names in words
        if (number := sum(one == kind for one in kinds))
    ]
    rest = len(kinds) - sum(kinds.count(kind) for kind, _ in words)
    if rest:
        names = ("campo", "campos") if spanish else ("field", "fields")
        counted.append(f"{rest} {names[rest != 1]}")
    listed = (" y " if spanish else " and ").join(counted)
    verb = (
        ("coincide con" if len(kinds) == 1 else "coinciden con")
        if spanish
        else ("matches" if len(kinds) == 1 else "match")
    )
    return f"{listed} {verb} «{what}»."


def _nothing(what: str, language: Language) -> str:
    if language == "es":
        return f"Nada de lo buscado coincide con «{what}»; eso no prueba que no esté."
    return f"Nothing that was searched matches «{what}»; that does not prove that it is not there."
