"""What people say in many ways, said in the one way that the frames and templates know.

A question is rewritten by rules before it is read: "did the camera pick up any cars" becomes "do we
see any cars", "a qué hora se largó" "a qué hora sale". A rule is a regular expression over the
folded question (lower case, no accents) and what stands for it; ``<come in>`` are all forms of a
verb. Rules only replace words by words of the same meaning, or leave out what says nothing ("at
all"): what no rule knows stays and is told to be unknown by who reads the question.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from mirada.language.conjugate import english, spanish
from mirada.language.tokens import fold
from mirada.types import Language

Rules = Sequence[tuple[str, str]]

_FILM_EN = r"(?:(?:the|this|that) )?(?:video|film|clip|footage|recording|tape)"
_VIEW_EN = r"(?:the )?(?:picture|frame|scene|shot|image|screen|view|sight|camera)"
_FILM_ES = r"(?:el|la|este|esta) (?:video|grabacion|clip|pelicula|imagen|filmacion)"
_NO_SIDE_ES = r"(?!.*\b(?:izquierd[oa]|derech[oa]|arriba|abajo|superior|inferior)\b)"
_NO_SIDE_EN = r"(?!.*\b(?:left|right|top|bottom|up|down)\b)"

_EN: Rules = (
    # to stay
    (r"(?:<linger>|<hang about>|<stick around>|<hang around>|<loiter>|<wait around>|"
     r"<stay around>|<stick about>)", "stays"),
    # what says nothing
    (r"at (?:any (?:time|moment|stage)|all)|whatsoever|by any chance|of any kind", ""),
    (r"for (?:a (?:while|bit|moment|minute or so)|some time)|briefly", ""),
    (r"(?<!what is it )(?:about|around|nearby|round here|around here|on site)(?=\W*$)", ""),
    (r"(?:any|some|the|a) (?:presence|sign|signs|trace|traces|sighting|sightings|evidence|"
     r"record|glimpse) of(?= (?:an?|any|some|[a-z]+s|people)\b)", ""),
    (r"in all|all told|all in all|overall", "in total"),
    # to see
    (r"(?:did|does|do|has|have) (?:the|this|that|your) (?:camera|cameras|cctv|video|footage|"
     r"recording|film|clip|system) (?:<see>|<show>|<record>|<capture>|<catch>|<contain>|<include>|"
     r"<feature>|<pick up>|<detect>|<notice>|<register>|have)", "do we see"),
    (r"(?:caught|picked up|noticed|spotted|observed|registered|sighted|glimpsed|detected|"
     r"identified|found)(?: (?:on|by|in) (?:the )?(?:camera|film|video|cctv|footage))?", "seen"),
    (r"(?:do|did|can|could|have|has) (?:you|we|i) (?:spot|notice|observe|find|detect|make out|"
     r"catch|pick out)", "do we see"),
    # to come
    (r"(?:walk|drive|come|go|pass|ride)(?:d|s)? or (?:walk|drive|come|go|pass|ride)(?:d|s)?"
     r"(?: (?:past|by|through|along))?", "pass by"),
    (rf"(?:<cross>|<traverse>) {_VIEW_EN}" + _NO_SIDE_EN, "appears"),
    (_NO_SIDE_EN + rf"(?:<cross>|<traverse>)(?= .*{_VIEW_EN})", "appears"),
    (rf"(?:<come>|<go>|<walk>|<drive>|<move>) (?:past|by|along|through)(?: {_VIEW_EN})?",
     "appears"),
    (r"(?:<pop up>|<pop in>|<drop by>|<stop by>|<come over>|<turn up>|<roll in>|"
     r"<make an appearance>|<make an entrance>)", "arrives"),
    (r"(?:<get in>|<make it in>|<ride in>|<roll in>|<wander in>|<pull in>)", "comes in"),
    # to go
    (rf"(?:<go>|<get>|<drop>|<move>|<pass>|<walk>|<fall>|<disappear>|<vanish>) "
     rf"(?:out of|from|off) {_VIEW_EN}", "leaves"),
    (r"(?:<head>|<move>|<run>|<drive>|<walk>|<go>|<wander>|<slip>|<step>|<ride>|<get>|<clear>|"
     r"<take>|<drive>|<make>) (?:off|out|away)(?: of (?:here|there))?", "leaves"),
    (r"(?:<depart>|<vanish>|<set off>|<withdraw>)", "leaves"),
    (r"<disappear> to", "leaves"),
    (r"^(when|what time|at what time) (?:is|was|were) (.+?) gone", r"\1 does \2 leave"),
    (r"(leaves?|left|leaving|exit(?:s|ed)?|out|off) (?:to|toward|towards|via|over|on) "
     r"(?=the (?:left|right|top|bottom))", r"\1 on "),
    # to stay
    (r"for (?:how (?:many (?:seconds|minutes)|much time)|what length of time)", "how long"),
    (r"^(?:(?:the )?(?:total )?(?:amount of )?time|how much time)(?: that)? "
     r"(?=the .*(?:was|were|is|stay|spent|remain))", "how long "),
    (r"(?:in|on|within) (?:view|sight|shot|screen)(?=\W*$)|visible (?:for|)(?=\W*$)", "there"),
    (r"(?:when|as|until|by the time|after) (?:the|this|that|it|everything)? ?(?:video|film|clip|"
     r"footage|recording|tape)? ?(?:<end>|<finish>|<stop>|is over|was over)|"
     rf"(?:at|by|till|until) the (?:very )?end(?: of {_FILM_EN})?", "at the end"),
    (r"(?:is|was|were|are) (anyone|anybody|someone|somebody|a person|people) "
     r"(?:left|remaining|present|still around|still here|around|there) at the end",
     r"is \1 still there at the end"),
    # to stop
    (r"(?:on|in) how many (?:occasions|moments)|how many (?:different|separate) times",
     "how many times"),
    (r"(?:<make>|<take>) (?:a|any) (?:stop|stops|break|pause|halt)", "halts"),
    (r"(?:<come>|<bring>) to (?:a )?(?:standstill|rest)|<be motionless>", "halts"),
    # when, where
    (r"what time (?:was|is) it when|what (?:was|is) the (?:time|moment|hour) when", "when did"),
    (r"^(.*\b(?:when|what time|what moment|what point|what second)\b.*)\bfirst "
     r"(?=appear|show|arriv|c[oa]me|enter|turn|visible|there)", r"\1"),
    (r"^(.*\b(?:when|what time)\b.*\blast )(?:there|visible|around|here|present)", r"\1seen"),
    (r"(?:from |in )?(?:which|what) (?:direction|way|end|part|edge)"
     r"(?=.*\b(?:c[oa]me|coming|enter\w*|arriv\w*|appear\w*|show\w* up|turn\w* up)\b)",
     "from which side"),
    (r"(?:from |in |by |at |on )?(?:which|what) (?:direction|way|end|part|edge)"
     r"(?=.*\b(?:leave[sd]?|leaving|left|exit\w*|disappear\w*)\b)", "on which side"),
    (r"^(?:the )?side (?:that |which |where |on which )?(?=(?:the|a) )", "which side did "),
    # colours
    (r"what colou?r would (?:you|one) (?:say|call) (.+?) (?:is|was)", r"what colour is \1"),
    (r"(?:in|of) colou?r(?=\W*$)|colou?red(?=\W*$)", ""),
    (r"(what colou?r(?:ed)?|which colou?r) (?:top|upper half|sweater|jumper|hoodie|blouse)\b",
     r"\1 shirt"),
    (r"(what colou?r(?:ed)?|which colou?r) (?:bottoms?|lower half|legs?|shorts|jeans)\b",
     r"\1 trousers"),
    (r"(?:has|have|had) on(?=\W*$)", "wear"),
    # numbers
    (r"^(?:the |a |total )?(people|[a-z]+) count\b", r"number of \1"),
    (r"visitors|passers-?by|folks?", "people"),
    (r"the (?:most|peak number of|greatest number of|biggest number of|top number of) "
     r"(?=(?:people|[a-z]+s)\b)", "the highest number of "),
    (r"(?:present |there )?at (?:any |the |any given )?(?:one|same|single) (?:time|moment)",
     "at once"),
    # text
    (r"what (?:does|do|did) the (?:writing|words|letters|lettering|board|label|caption|plate) "
     r"(?:say|read|spell)", "what does it say"),
    (r"what (?:words|writing|letters|lettering|characters|signs?|caption) "
     r"(?:can (?:be|you|we) (?:read|seen?|made out)|(?:is|are) (?:there|shown|visible|written)|"
     r"(?:do|does) (?:you|it) (?:see|read|show))", "what can be read"),
    (r"^how long is (?:this|it|the whole thing)(?=\W*$)", "how long is the video"),
)  # fmt: skip

_ES: Rules = (
    # what says nothing
    (r"un (?:rato|ratito|momento|momentito|instante|poco)|en absoluto|de casualidad", ""),
    (r"(?:por|en) (?:la zona|el lugar|el sitio|la calle|alli|ahi)(?=\W*$)", "por aquí"),
    (r"^(?!.*\b(?:cuanto|duracion|tiempo|hora|cuando|momento|segundo)\b)(.*?)(?:\b(?:alguna?s? |"
     r"la |el |una? )?(?:senal|senales|rastros?|indicios?|huellas?|constancia|registro|presencia|"
     r"evidencia|avistamiento) de\b)", r"\1"),
    # to see
    (r"(?:<captar>|<registrar>|<detectar>|<recoger>|<ver>|<mostrar>) (?:la|esta|tu) camara|"
     r"(?:la|esta|tu) camara (?:<captar>|<registrar>|<detectar>|<recoger>|<ver>)", "se ve"),
    (r"(?:fue|fueron|ha sido|han sido|es|son|era|eran) (?:vist|detectad|captad|registrad|observad|"
     r"avistad|localizad|divisad)[oa]s?", "se ve"),
    (r"<percibirse>|<divisarse>|<notarse>|<localizarse>|<avistarse>|<identificarse>", "se ve"),
    # to come
    (_NO_SIDE_ES + r"(?:<cruzar>|<cruzarse>|<atravesar>)(?! la zona)", "aparece"),
    (_NO_SIDE_ES + r"(?<!cuanto )(?:<andar>|<circular>|<rondar>|<transitar>|<merodear>|<pasearse>|"
     r"<pasear>|<deambular>|<caminar>)", "pasa"),
    (r"<asomarse>|<presentarse>|<personarse>|<acercarse>|"
     r"<hacer> (?:su |acto de )(?:aparicion|presencia|llegada)", "llega"),
    (r"<meterse>|<colarse>|<adentrarse>|<introducirse>|<hacer> su entrada|<penetrar>", "entra"),
    # to go
    (r"<dejar> (?:la imagen|el plano|la escena|el cuadro|de (?:estar|verse|aparecer))|"
     r"<dejarse> de ver|<perderse> de vista|<largarse>|<esfumarse>|<retirarse>|<ausentarse>|"
     r"<alejarse>|<pirarse>|<escaparse>|<hacer> su salida", "sale"),
    (r"^(?:la )?(llegada|entrada|aparicion|salida|marcha|partida) (del? .+?)[:,;]? *¿?"
     r"(?:hora|cuando|a que hora|momento|que hora)\W*$", r"hora de \1 \2"),
    # to stay
    (r"(?:durante|por) cuanto (?:rato|tiempo)", "cuánto tiempo"),
    (r"(?:durante|por) cuantos (segundos|minutos)", r"cuántos \1"),
    (r"^(?:el )?(?:tiempo|rato) (?:total )?(?:que|durante el que) ", "cuánto tiempo "),
    (rf"(?:cuando|al) (?:se )?(?:<acabar>|<terminar>|<finalizar>)(?: {_FILM_ES})?|"
     r"(?:al|hasta el) final de(?:l| la) (?:video|grabacion|clip|pelicula|filmacion)",
     "al final"),
    (r"((?:<quedar>|<seguir>|<continuar>|<permanecer>) .*?)dentro(?! de)", r"\1 ahí"),
    # to stop
    (r"<hacer> (.+?) (?:alguna |una |algun |un )?(?:paradas?|pausas?|altos?|detencion)",
     r"se detiene \1"),
    (r"<hacer> (?:alguna |una |algun |un )?(?:pausas?|altos?|detencion)", "se detiene"),
    (r"(?:en )?cuantas ocasiones|en cuantos momentos", "cuántas veces"),
    # numbers
    (r"(?:de )?(cuant[oa]s) (.+?) (?:hablamos|se trata|estamos hablando)", r"\1 \2 hay"),
    (r"(?:el |la )?(?:mayor (?:numero|cantidad)|numero mas alto|pico|tope|cifra maxima) de",
     "el número máximo de"),
    (r"visitantes|transeuntes", "personas"),
    # text
    (r"se (?:lee|ve escrito|puede leer) algo.*", "qué se lee"),
    (r"que (?:letras|palabras|rotulos?|letreros?|letrero) (?:<verse>|<leerse>|<haber>|"
     r"<aparecer>|<salir>|se pueden leer|pone)", "qué se lee"),
)  # fmt: skip

_RULES: Mapping[Language, Rules] = {"es": _ES, "en": _EN}
_FORMS: Mapping[Language, Callable[..., str]] = {"es": spanish, "en": english}
_QUOTED = re.compile(r"[«»“”\"]")


def plainly(text: str, language: Language) -> str:
    """``text`` in the plain words for it; as it stands where no rule holds, or where it quotes."""
    plain = unicodedata.normalize("NFC", text)
    if _QUOTED.search(plain):
        return text
    for pattern, said in _rules(language):
        folded = fold(plain)
        if len(folded) != len(plain):  # letters that fold to two: positions would not be the same
            return text
        plain = _replaced(plain, folded, pattern, said)
    return plain


def _replaced(plain: str, folded: str, pattern: re.Pattern[str], said: str) -> str:
    """Groups are taken from the text itself, so that accents that ask are kept."""
    parts, at = [], 0
    for found in pattern.finditer(folded):
        if found.end() == found.start():
            continue

        def group(number: re.Match[str], found: re.Match[str] = found) -> str:
            return plain[slice(*found.span(int(number[1])))]

        parts += [plain[at : found.start()], re.sub(r"\\(\d)", group, said)]
        at = found.end()
    return "".join([*parts, plain[at:]]) if parts else plain


@functools.cache
def _rules(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    def forms(verb: re.Match[str]) -> str:
        every = fold(_FORMS[language](verb[1])).split("|")
        return f"(?:{'|'.join(sorted(every, key=len, reverse=True))})"

    return tuple(
        (re.compile(rf"(?<!\w)(?:{re.sub(r'<([a-z ]+)>', forms, pattern)})(?!\w)"
                    if not pattern.startswith("^") else re.sub(r"<([a-z ]+)>", forms, pattern)),
         said)
        for pattern, said in _RULES[language]
    )  # fmt: skip
