"""One search from what was asked to its result: words and options are read, measured facts
answer what they can, vectors, texts and tracks the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mirada.models.vocabulary import load_concepts
from mirada.types import Filters, SearchResult
from mirada.verbs.access import Access
from mirada.verbs.conditions import Conditions, read_conditions, read_query
from mirada.verbs.measured import Found, search_measured, with_measured
from mirada.verbs.query import Term, image_terms, parse_query
from mirada.verbs.search import SearchOptions, search

if TYPE_CHECKING:
    from mirada.models import ImageLike


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What a search asks for; ``literal`` takes no condition out of the words of ``query``."""

    query: str | None
    image: ImageLike | None
    where: Filters
    conditions: Conditions
    literal: bool


def search_asked(access: Access, asked: Asked, options: SearchOptions) -> SearchResult:
    """Search the archive of ``access``; a model is loaded only where facts do not decide alone.

    Raises:
        QueryError, FilterError, InputError, ArchiveError, SpaceMismatchError, ReadError
    """
    query, image = asked.query, asked.image
    rest, chips = read_query(query, literal=asked.literal) if query is not None else (None, ())
    wanted, filters = read_conditions(asked.conditions, chips, asked.where)
    terms: tuple[Term, ...] = (
        *(parse_query(rest) if rest is not None else ()),
        *(image_terms([image]) if image is not None else ()),
    )
    snapshot = access.snapshot()
    told = asked.literal or image is not None or asked.conditions != Conditions()
    words = None if told else query
    measured = search_measured(snapshot, words, asked.where, options.limit)
    if isinstance(measured, Found) and measured.alone:
        return measured.result
    embedder, bank = access.model_of(snapshot)
    concepts = load_concepts(embedder, access.settings)
    options = replace(options, wanted=wanted)
    result = search(snapshot, embedder, bank, terms, filters, options, concepts)
    return with_measured(result, measured, options.limit)
