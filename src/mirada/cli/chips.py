"""What a search understood and why a hit is one: as text, as JSON, as chips of a page."""

from __future__ import annotations

from html import escape
from typing import Any

from mirada.cli.say import Say, printable, shortened, stretch
from mirada.language.nouns import concept, noun
from mirada.types import Hit, Reason, Region, SearchResult

MOST_REASONS = 3
LONGEST = 40  # characters of a reason's words that are shown


def understood_text(result: SearchResult, say: Say) -> list[str]:
    """``Understood: lasts > 10 s · 22:00–06:00``, and on what that was judged."""
    if not result.understood:
        return []
    labels = " · ".join(printable(label) for label in labels_of(result, say))
    line = say(f"Understood: {labels}.", f"Entendido: {labels}.")
    if any(one.words for one in result.understood):
        line += say(
            " To search for those words instead: --literal",
            " Para buscar esas palabras tal cual: --literal",
        )
    return [line, *judged_text(result, say)]


def labels_of(result: SearchResult, say: Say) -> list[str]:
    return [say(one.en, one.es) for one in result.understood]


def judged_text(result: SearchResult, say: Say) -> list[str]:
    """Whether the conditions were judged on tracks or on moments."""
    judged = result.judged
    if judged is None:
        return []
    on_tracks = say.count(judged.tracks, "film", "vídeo")
    others = say.count(judged.moments, "picture or film|pictures or films", "imagen o vídeo|"
                       "imágenes o vídeos")  # fmt: skip
    if not judged.moments:
        told = (f"on the tracks of {on_tracks}", f"sobre lo que se mueve en {on_tracks}")
    elif not judged.tracks:
        told = (f"on the moments of {others}", f"sobre los momentos de {others}")
    else:
        told = (
            f"on the tracks of {on_tracks}, on the moments of {others}",
            f"sobre lo que se mueve en {on_tracks}, sobre los momentos de {others}",
        )
    return [say(f"Judged {told[0]}.", f"Comprobado {told[1]}.")]


def chips_html(result: SearchResult, say: Say) -> list[str]:
    """The conditions as a line of chips."""
    if not result.understood:
        return []
    chips = ""
    for one in result.understood:
        title = f' title="{escape(one.words, quote=True)}"' if one.words else ""
        chips += f'<span class="chip"{title}>{escape(say(one.en, one.es))}</span>'
    lines = "".join(f"<p>{escape(line)}</p>" for line in judged_text(result, say))
    return [f'<p class="chips">{chips}</p>{lines}']


def why_text(hit: Hit, say: Say) -> str:
    """What matched beside the picture as a whole: ``text «EXIT» · tag dog``; "" for nothing."""
    measured = [say(one.words, one.es) for one in hit.matched_by if one.by == "fact"]
    if measured:
        return ", ".join(printable(one) for one in measured if one)
    told = [_reason_text(one, hit, say) for one in hit.matched_by if one.by != "vector"]
    shown = list(dict.fromkeys(told))[:MOST_REASONS]
    more = len(set(told)) - len(shown)
    return " · ".join([*shown, *([f"+{more}"] if more else [])])


def _reason_text(reason: Reason, hit: Hit, say: Say) -> str:
    words = shortened(printable(reason.words), LONGEST)
    if reason.by == "text":
        return say(f"text «{words}»", f"texto «{words}»")
    if reason.by == "tag":
        named = _in_language(reason.words, say)
        return say(f"tag {named}", f"etiqueta {named}")
    named = noun(reason.words).words(say.language)[0]
    span = stretch(reason.start, reason.end)
    return f"{named} {span}" if hit.media == "video" else named


def _in_language(words: str, say: Say) -> str:
    """What a tag names, in the user's language; as it stands where it is no noun that is known."""
    key = concept(words)
    return shortened(printable(words if key is None else noun(key).words(say.language)[0]), LONGEST)


def understood_value(result: SearchResult, say: Say | None) -> list[dict[str, Any]]:
    """The JSON of the conditions; labels in English where no language is given."""
    return [
        {
            "kind": one.kind,
            "label": one.en if say is None else say(one.en, one.es),
            "words": one.words,
        }
        for one in result.understood
    ]


def judged_value(result: SearchResult) -> dict[str, int] | None:
    judged = result.judged
    return None if judged is None else {"tracks": judged.tracks, "moments": judged.moments}


def reason_value(reason: Reason, say: Say | None = None) -> dict[str, Any]:
    """The JSON of what matched; times in seconds, a fact's words in English without a language."""
    spanish = reason.by == "fact" and say is not None and say.language == "es"
    value = _reason_value(reason, reason.es if spanish else reason.words)
    if reason.fact is not None:
        fact = reason.fact
        value["fact"] = {
            "predicate": fact.predicate,
            "object": fact.object,
            "value": fact.value,
            "unit": fact.unit,
            "tolerance": fact.tolerance,
            "method": fact.method,
        }
    return value


def _reason_value(reason: Reason, words: str) -> dict[str, Any]:
    return {
        "by": reason.by,
        "words": words,
        "subject": reason.subject,
        "start": round(reason.start, 3),
        "end": round(reason.end, 3),
        "region": region_value(reason.region),
    }


def region_value(region: Region) -> dict[str, float]:
    """Fractions of the picture."""
    return {"x": region.x, "y": region.y, "width": region.width, "height": region.height}
