"""Forms of verbs, so that templates understand every tense: "entra", "ha entrado", "did enter".

Only the third person (and what a question asks of the listener, in the templates themselves).
The first form of the first verb is the present singular, which is what templates write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# infinitive -> present, preterite (singular, plural of each), participle, gerund; "" regular
_IRREGULAR_ES: Mapping[str, str] = {
    "venir": "viene vienen vino vinieron venido viniendo",
    "detener": "detiene detienen detuvo detuvieron detenido deteniendo",
    "ir": "va van fue fueron ido yendo",
    "estar": "está están estuvo estuvieron estado estando",
    "ver": "ve ven vio vieron visto viendo",
    "haber": "hay hay hubo hubieron habido habiendo",
    "aparecer": "aparece aparecen apareció aparecieron aparecido apareciendo",
    "mover": "mueve mueven movió movieron movido moviendo",
    "dirigir": "dirige dirigen dirigió dirigieron dirigido dirigiendo",
    "seguir": "sigue siguen siguió siguieron seguido siguiendo",
    "vestir": "viste visten vistió vistieron vestido vistiendo",
    "distinguir": "distingue distinguen distinguió distinguieron distinguido distinguiendo",
    "apreciar": "aprecia aprecian apreció apreciaron apreciado apreciando",
    "cruzar": "cruza cruzan cruzó cruzaron cruzado cruzando",
    "hacer": "hace hacen hizo hicieron hecho haciendo",
    "tener": "tiene tienen tuvo tuvieron tenido teniendo",
    "empezar": "empieza empiezan empezó empezaron empezado empezando",
    "comenzar": "comienza comienzan comenzó comenzaron comenzado comenzando",
    "contar": "cuenta cuentan contó contaron contado contando",
    "andar": "anda andan anduvo anduvieron andado andando",
    "perder": "pierde pierden perdió perdieron perdido perdiendo",
    "mostrar": "muestra muestran mostró mostraron mostrado mostrando",
    "recoger": "recoge recogen recogió recogieron recogido recogiendo",
    "atravesar": "atraviesa atraviesan atravesó atravesaron atravesado atravesando",
    "leer": "lee leen leyó leyeron leído leyendo",
}
_ENDINGS_ES = {
    "ar": "a an ó aron ado ando aba aban",
    "er": "e en ió ieron ido iendo ía ían",
    "ir": "e en ió ieron ido iendo ía ían",
}
_IMPERFECT_ES = {"ir": "iba iban", "ver": "veía veían", "haber": "había habían"}
# base -> third person, past, participle, gerund
_IRREGULAR_EN: Mapping[str, str] = {
    "come": "comes came come coming",
    "go": "goes went gone going",
    "get": "gets got got getting",
    "leave": "leaves left left leaving",
    "stop": "stops stopped stopped stopping",
    "stand": "stands stood stood standing",
    "step": "steps stepped stepped stepping",
    "drive": "drives drove driven driving",
    "run": "runs ran run running",
    "pass": "passes passed passed passing",
    "cross": "crosses crossed crossed crossing",
    "stay": "stays stayed stayed staying",
    "see": "sees saw seen seeing",
    "show": "shows showed shown showing",
    "make": "makes made made making",
    "spend": "spends spent spent spending",
    "move": "moves moved moved moving",
    "take": "takes took taken taking",
    "catch": "catches caught caught catching",
    "set": "sets set set setting",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "ride": "rides rode ridden riding",
    "fall": "falls fell fallen falling",
    "drop": "drops dropped dropped dropping",
    "slip": "slips slipped slipped slipping",
    "bring": "brings brought brought bringing",
    "find": "finds found found finding",
    "wear": "wears wore worn wearing",
    "vanish": "vanishes vanished vanished vanishing",
    "pop": "pops popped popped popping",
    "be": "is was been being",
    "halt": "halts halted halted halting",
    "pause": "pauses paused paused pausing",
    "arrive": "arrives arrived arrived arriving",
    "disappear": "disappears disappeared disappeared disappearing",
}


def spanish(*infinitives: str) -> str:
    """The forms of verbs as the choices of a template, without its brackets.

    An infinitive on "-se" is reflexive; words after it stay after it ("quedarse parado").
    """
    return "|".join(dict.fromkeys(form for verb in infinitives for form in _spanish(verb)))


def english(*bases: str) -> str:
    """The same of English verbs, particles kept ("come in")."""
    return "|".join(dict.fromkeys(form for verb in bases for form in _english(verb)))


def _spanish(verb: str) -> Iterator[str]:
    infinitive, _, tail = verb.partition(" ")
    reflexive = infinitive.endswith("se")
    bare = infinitive.removesuffix("se")
    present, presents, past, pasts, participle, gerund, was, were = _parts_es(bare)
    se, own = ("se ", "se") if reflexive else ("", "")
    forms = [f"{se}{form}" for form in (present, presents, past, pasts, was, were)]
    forms += [f"{se}{have} {participle}" for have in _HAVE]
    forms += [f"{be} {gerund}{own}" for be in ("está", "están", "estaba", "estaban")]
    forms += [f"{reach} {bare}{own}" for reach in _REACH]
    forms += [f"{bare}{own}", f"{gerund}{own}"]
    forms += [f"{se}{pasts[:-3]}{end}" for end in ("ra", "ran")]  # "alguien que entrara"
    if reflexive:
        forms += [f"se {be} {gerund}" for be in ("está", "están", "estaba", "estaban")]
        forms += [f"se {reach} {bare}" for reach in _REACH]
    for form in forms:
        yield f"{form} {tail}" if tail else form


_HAVE = ("ha", "han", "había", "habían", "haya", "hayan")
_REACH = ("llega a", "llegan a", "llegó a", "llegaron a", "ha llegado a", "han llegado a")


def _parts_es(bare: str) -> list[str]:
    stem, ending = bare[:-2], bare[-2:]
    parts = [stem + form for form in _ENDINGS_ES[ending].split()]
    irregular = _IRREGULAR_ES.get(bare)
    if irregular:
        parts[:6] = irregular.split()
    if bare in _IMPERFECT_ES:
        parts[6:] = _IMPERFECT_ES[bare].split()
    return parts


def _english(verb: str) -> Iterator[str]:
    base, _, tail = verb.partition(" ")
    third, past, participle, gerund = _parts_en(base)
    forms = [third, base, past, gerund, participle]
    forms += [f"{have} {participle}" for have in ("has", "have", "had")]
    forms += [f"{be} {gerund}" for be in ("is", "are", "was", "were")]
    for form in forms:
        yield f"{form} {tail}" if tail else form


def _parts_en(base: str) -> list[str]:
    irregular = _IRREGULAR_EN.get(base)
    if irregular:
        return irregular.split()
    stem = base.removesuffix("e")
    return [f"{base}s", f"{stem}ed", f"{stem}ed", f"{stem}ing"]
