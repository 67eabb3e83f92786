"""One picture, or none that is clear: what cannot be told is said to be so, in plain words."""

from __future__ import annotations

import pytest

pytest.importorskip("spyndex")
pytest.importorskip("skimage")

from mirada.earth.facts.measure import measure
from mirada.earth.facts.values import FieldFacts
from mirada.earth.language.report import report
from mirada.earth.legend import pastis
from mirada.earth.read.pastis import PastisFolder
from mirada.earth.synth.folder import write_set
from mirada.earth.values import Field, Series
from mirada.language.errors_es import spanish
from mirada.types import Language

LANGUAGES: tuple[Language, ...] = ("es", "en")


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Field:
    place = tmp_path_factory.mktemp("few") / "set"
    write_set(place, 1, 3)
    pastis_folder = PastisFolder(place)
    return pastis_folder.field(pastis_folder.patches[0].id)


def seen(field: Field, *, clouded: bool) -> FieldFacts:
    """The facts with one picture, or with all of them white with cloud."""
    whole = field.series
    assert whole is not None
    kept = range(len(whole.dates)) if clouded else (20,)
    values = whole.values[list(kept)].copy()
    if clouded:
        values[:] = 8000
    dates = tuple(whole.dates[at] for at in kept)
    series = Series(values, dates, whole.bands, whole.source)
    return measure(Field(field.name, field.mask, series))


@pytest.mark.parametrize("clouded", [False, True])
def test_no_mowing_is_denied_where_none_could_be_seen(field: Field, clouded: bool) -> None:
    facts = seen(field, clouded=clouded)
    mown = [f.subject for f in facts.of(None, "class") if f.value in ("meadow",)]
    assert mown and not facts.of(None, "cuts")
    untold = {one.subject for one in facts.undetermined if one.predicate == "cut"}
    assert set(mown) <= untold


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_picture_is_spoken_of_as_one(field: Field, language: Language) -> None:
    facts = seen(field, clouded=False)
    claims = [c for section in report(facts, pastis(), language) for c in section.claims]
    assert all(claim.verdict == "supported" for claim in claims)
    text = " ".join(claim.text for claim in claims)
    assert {"es": "de ellas", "en": "of them"}[language] not in text
    assert {"es": "En ella", "en": "It "}[language] in text


@pytest.mark.parametrize(
    ("english", "told"),
    [
        (
            "The series a.npy holds values up to 0.79: reflectances from 0 to 1, not from 0 to "
            "10000.",
            "La serie a.npy contiene valores de hasta 0,79: reflectancias de 0 a 1, no de 0 a "
            "10000.",
        ),
        ("-2.5 m is no size of a pixel.", "-2,5 m no es un tamaño de píxel."),
        (
            "The mask 0.5 holds the id 77, which the legend 1.5 does not name.",
            "La máscara 0.5 contiene el identificador 77, que no figura en la leyenda 1.5.",
        ),
    ],
)
def test_numbers_in_spanish_have_a_comma_and_names_stay(english: str, told: str) -> None:
    assert spanish(english) == told


def test_shares_in_spanish_stand_apart_from_their_sign() -> None:
    english = (
        "The series 1.5 holds negative values in 68% of its pixels: standardised values are no "
        "reflectances."
    )
    assert "en el 68\u00a0% de sus" in spanish(english) and "La serie 1.5 " in spanish(english)
