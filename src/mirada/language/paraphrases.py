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
from mirada.language.paraphrases_films import FILM_EN, FILM_ES
from mirada.language.tokens import fold
from mirada.types import Language

Rules = Sequence[tuple[str, str]]

_FILM_EN = r"(?:(?:the|this|that) )?(?:video|film|clip|footage|recording|tape)"
_VIEW_EN = r"(?:the )?(?:picture|frame|scene|shot|image|screen|view|sight|camera)"
_FILM_ES = r"(?:el|la|este|esta) (?:video|grabacion|clip|pelicula|imagen|filmacion)"
_NO_SIDE_ES = r"(?!.*\b(?:izquierd[oa]|derech[oa]|arriba|abajo|superior|inferior)\b)"
_NO_SIDE_EN = r"(?!.*\b(?:left|right|top|bottom|up|down)\b)"

_EN: Rules = (
    # to touch
    (r"^\W*(?:do|are) (.+?) and (.+?) (?:touch|touching)(?: each other| one another)?\W*$",
     r"does \1 touch \2"),
    # order of words, and what is wished
    (r"^\W*at the (?:very )?end[, ]+(.+?)\W*$", r"\1 at the end"),
    (r"(?:i|we)'d (?:like|love|want) to", "I want to"),
    (r"(?:which|what) way out (?:did|does|has) (.+?) (?:take|taken|choose|use)",
     r"which side did \1 leave"),
    # to stay
    (r"(?:<linger>|<hang about>|<stick around>|<hang around>|<loiter>|<wait around>|"
     r"<stay around>|<stick about>)", "stays"),
    # what says nothing
    (r"at (?:any (?:time|moment|stage)|all)|whatsoever|by any chance|of any kind", ""),
    (r"for (?:a (?:while|bit|moment)|some time)", ""),
    (r"(?<!what is it )(?:about|around|nearby|round here|around here|on site)(?=\W*$)", ""),
    (r"(?:any|some|the|a) (?:presence|sign|signs|trace|traces|sighting|sightings|evidence|"
     r"record|glimpse) of(?= (?:an?|any|some|[a-z]+s|people)\b)", ""),
    (r"in all|all told|all in all|overall", "in total"),
    # to be there
    (r"^(?:is|are|was|were) (?:there )?(.+?) (?:present|in evidence|to be (?:seen|found))(?=\W*$)",
     r"is \1 seen"),
    (r"^(?:do|did|can|could|would) (?:you|we|i) (?:please )?(?:check|look|search|scan) for ",
     "is there any "),
    # to see
    (r"(?:did|does|do|has|have) (?:the|this|that|your) (?:camera|cameras|cctv|video|footage|"
     r"recording|film|clip|system) (?:<see>|<show>|<record>|<capture>|<catch>|<contain>|<include>|"
     r"<feature>|<pick up>|<detect>|<notice>|<register>|have)", "do we see"),
    (r"(?:caught|picked up|noticed|spotted|observed|registered|sighted|glimpsed|detected|"
     r"identified|found)(?: (?:on|by|in) (?:the )?(?:camera|film|video|cctv|footage))?", "seen"),
    (r"(?:do|did|can|could|have|has) (?:you|we|i) (?:spot|notice|observe|find|detect|make out|"
     r"catch|pick out)", "do we see"),
    # to come
    (r"(?:<walk>|<drive>|<come>|<pass>|<ride>|<run>|<go>) or (?:<walk>|<drive>|<come>|<pass>|"
     r"<ride>|<run>|<go>)(?: (?:past|by|through|along))?", "pass by"),
    (rf"(?:<cross>|<traverse>) {_VIEW_EN}" + _NO_SIDE_EN, "appears"),
    (_NO_SIDE_EN + rf"(?:<cross>|<traverse>)(?= .*{_VIEW_EN})", "appears"),
    (rf"(?:<come>|<go>|<walk>|<drive>|<move>) (?:past|by|along|through)(?: {_VIEW_EN})?"
     + _NO_SIDE_EN,
     "appears"),
    (r"(?:<pop up>|<pop in>|<drop by>|<turn up>|<roll in>|"
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
    (r"(?:when|as|by the time) (?:the |this |that )?(?:video|film|clip|footage|recording|tape) "
     r"(?:<end>|<finish>|<stop>|is over|was over)|when it (?:<end>|<finish>|is over|was over)|"
     rf"(?:at|by) the (?:very )?end(?: of {_FILM_EN})?", "at the end"),
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
    (r"^(when|what time|at what (?:time|moment|point|second)) (?:did|do|can|could|was|were|is) "
     r"(?:(?:you|we|i) )?(?:(first|last) (?:see|seen|spot|notice|detect)|(?:be )?(first|last) "
     r"seen) (.+?)(?=\W*$)", r"\1 was \4 \2\3 seen"),
    (r"^(when|what time) could (.+?) (first|last) be seen", r"\1 was \2 \3 seen"),
    (r"^(.*\b(?:when|what time|what moment|what point|what second)\b.*)\bfirst "
     r"(?=appear|show|arriv|c[oa]me|enter|turn|visible|there)", r"\1"),
    (r"^(?:(?:the )?time of )?(?:the )?(arrival|entry|departure|exit)(?: time)? of (.+?)[:,;]? "
     r"(?:time|when|at what time|what time)\W*$", r"time of \1 of \2"),
    (r"^(?:what (?:was|is) )?(the .+?)'s (arrival|entry|departure|exit) time", r"\2 time of \1"),
    (r"ahead of|prior to|sooner than", "before"),
    (r"behind(?= the .*\b(?:arriv|c[oa]me))", "after"),
    (r"^(.*\b(?:when|what time)\b.*\blast )(?:there|visible|around|here|present)", r"\1seen"),
    (r"(?:from |in )?(?:which|what) (?:direction|way|end|part|edge)"
     r"(?=.*\b(?:c[oa]me|coming|enter\w*|arriv\w*|appear\w*|show\w* up|turn\w* up)\b)",
     "from which side"),
    (r"(?:from |in |by |at |on )?(?:which|what) (?:direction|way|end|part|edge)"
     r"(?=.*\b(?:leave[sd]?|leaving|left|exit\w*|disappear\w*)\b)", "on which side"),
    (r"^(?:the )?side (?:that |which |where |on which )?(?=(?:the|a) )", "which side did "),
    # colours
    (r"what colou?r would (?:you|one) (?:say|call) (.+?) (?:is|was)", r"what colour is \1"),
    (r"(\w+)'s (?:top|upper half|upper part)", r"\1's shirt"),
    (r"(\w+)'s (?:bottoms?|lower half|lower part|legs|jeans|shorts)", r"\1's trousers"),
    (r"the (?:upper clothes|upper garment|blouse) of (?=the )", "the shirt of "),
    (r"the (?:jeans|shorts|lower garment) of (?=the )", "the trousers of "),
    (r"(?:in|of) colou?r(?=\W*$)|colou?red(?=\W*$)", ""),
    (r"(what colou?r(?:ed)?|which colou?r) (?:top|upper half|sweater|jumper|hoodie|blouse)\b",
     r"\1 shirt"),
    (r"(what colou?r(?:ed)?|which colou?r) (?:bottoms?|lower half|legs?|shorts|jeans)\b",
     r"\1 trousers"),
    (r"(?:has|have|had) on(?=\W*$)", "wear"),
    # numbers
    (r"^(?:what(?: is|'s|s) )?(?:the |a |your )?(?:total )?(people|[a-z]+s) "
     r"(?:count|total|tally)\b", r"number of \1"),
    (r"(?:<count>|<tally>|<add up>)(?=\W*$)", "seen"),
    (r"visitors|passers-?by|folks?", "people"),
    (r"(?:visitor|passer-?by)", "person"),
    (r"the (?:most|peak number of|greatest number of|biggest number of|top number of) "
     r"(?=(?:people|[a-z]+s)\b)", "the highest number of "),
    (r"(?:present |there |seen |visible |here )?(?:at (?:any |the |any given )?(?:one|same|single|"
     r"given) (?:time|moment|instant)|together(?=\W*$))", "at once"),
    # text
    (r"^(?:is|are) there (?:any|a|some) (?:writing|text|lettering|words|sign|signs)[ ,;.?]*"
     r"(?:and )?(?:if so )?[ ,]*what (?:does|do|did|is|are) (?:it|they) (?:say|read|written)?",
     "what does it say"),
    (r"what (?:does|do|did) the (?:writing|words|letters|lettering|board|label|caption|plate) "
     r"(?:say|read|spell)", "what does it say"),
    (r"what (?:words|writing|letters|lettering|characters|signs?|caption) "
     r"(?:can (?:be|you|we) (?:read|seen?|made out)|(?:is|are) (?:there|shown|visible|written)|"
     r"(?:do|does) (?:you|it) (?:see|read|show))", "what can be read"),
    (r"^how long is (?:this|it|the whole thing)(?=\W*$)", "how long is the video"),
)  # fmt: skip

_ES: Rules = (
    # to touch
    (r"^\W*se tocan (.+?) y (.+?)\W*$", r"\1 toca a \2"),
    (r"^\W*(?:toca|esta tocando|roza) ((?:el|la|los|las) .+?) (al|a la|a el|a los|a las) (.+?)\W*$",
     r"\1 toca \2 \3"),
    # order of words, and what is wished
    (r"^\W*al final[, ]+¿?(.+?)\W*$", r"\1 al final"),
    (r"(<ver>) (?:usted|ustedes|vd|uno|una)(?= )", "se ve"),
    (r"^entre (.+?) y (.+?)[,:;]? +¿?(quien|cual|que) (.+)$", r"¿\3 \4 \1 o \2?"),
    (r"<empezar> a verse|<comenzar> a verse", "aparece"),
    (r"<constar> el paso de|<constar>", "hay"),
    (r"se (?:ha|han) contado|<contarse>", "hay"),
    # what says nothing
    (r"un (?:rato|ratito|momento|momentito|instante|poco)|en absoluto|de casualidad", ""),
    (r"(?:por|en) (?:la zona|el lugar|el sitio|la calle|alli|ahi)(?=\W*$)", "por aquí"),
    (r"^(?!.*\b(?:cuanto|duracion|tiempo|hora|cuando|momento|segundo)\b)(.*?)(?:\b(?:alguna?s? |"
     r"la |el |una? )?(?:senal|senales|rastros?|indicios?|huellas?|constancia|registro|presencia|"
     r"evidencia|avistamiento) de\b)", r"\1"),
    # polite, and what is wanted said as a wish
    (r"^(?:(?:quiero|quisiera|necesito|querria|queria|me gustaria)(?: saber| conocer| tener)?|"
     r"dame|dime|deme|busco) (?=(?:el |la )?(?:numero|total|cantidad|recuento|hora|momento|color|"
     r"tiempo|duracion|lado)\b)", ""),
    (r"(?:algo|alguien|alguno) (?:parecido|similar|que parezca|que se parezca|como)(?: a)? "
     r"(?=una?\b)", ""),
    # to see
    (r"(?:<captar>|<registrar>|<detectar>|<recoger>|<ver>|<mostrar>) (?:la|esta|tu) camara|"
     r"(?:la|esta|tu) camara (?:<captar>|<registrar>|<detectar>|<recoger>|<ver>)", "se ve"),
    (r"(?:fue|fueron|ha sido|han sido|es|son|era|eran) (?:vist|detectad|captad|registrad|observad|"
     r"avistad|localizad|divisad)[oa]s?", "se ve"),
    (r"<percibirse>|<divisarse>|<notarse>|<localizarse>|<avistarse>|<identificarse>", "se ve"),
    # to come
    (r"por delante(?=\W*$)", "por aquí"),
    (_NO_SIDE_ES + r"(?:<cruzar>|<cruzarse>|<atravesar>)(?! la zona)(?!.* con )", "aparece"),
    (_NO_SIDE_ES + r"(?<!cuanto )(?:<andar>|(?!circulos?\b)<circular>|<rondar>|<transitar>|"
     r"<merodear>|<pasearse>|<pasear>|<deambular>|<caminar>)", "pasa"),
    (r"<asomarse>|<presentarse>|<personarse>|"
     r"<hacer> (?:su |acto de )(?:aparicion|presencia|llegada)", "llega"),
    (r"<meterse>|<colarse>|<adentrarse>|<introducirse>|<hacer> su entrada|<penetrar>", "entra"),
    # to go
    (r"<dejar> (?:la imagen|el plano|la escena|el cuadro|de (?:estar|verse|aparecer))|"
     r"<dejarse> de ver|<perderse> de vista|<largarse>|<esfumarse>|<retirarse>|<ausentarse>|"
     r"<pirarse>|<escaparse>|<hacer> su salida", "sale"),
    (r"^(?:la )?(llegada|entrada|aparicion|salida|marcha|partida) (del? .+?)[:,;]? *¿?"
     r"(?:hora|cuando|a que hora|momento|que hora)\W*$", r"hora de \1 \2"),
    # to stay
    (r"(?:durante|por) cuanto (?:rato|tiempo)", "cuánto tiempo"),
    (r"(?:durante|por) cuantos (segundos|minutos)", r"cuántos \1"),
    (r"a la vista|en (?:pantalla|la pantalla|el encuadre|imagen|vista)(?=\W*$)|"
     r"a la vista(?= (?:el|la)\b)", ""),
    (r"^(?:el )?(?:tiempo|rato) (?:total )?(?:que|durante el que) ", "cuánto tiempo "),
    (rf"(?:cuando|al) (?:se )?(?:<acabar>|<terminar>|<finalizar>)(?: {_FILM_ES})?|"
     r"(?:al|hasta el) final de(?:l| la) (?:video|grabacion|clip|pelicula|filmacion)",
     "al final"),
    (r"(?:<permanecer>|<quedarse>|<continuar>|<estar>) (alguien|alguna persona|la gente|gente) "
     r"(?:ahi |alli |aqui |presente |todavia |aun )*al final", r"sigue \1 ahí al final"),
    (r"((?:<quedar>|<seguir>|<continuar>|<permanecer>) .*?)dentro(?! de)", r"\1 ahí"),
    # to stop
    (r"<hacer> (?!algun|una?\b)(.+?) (?:alguna |una |algun |un )?"
     r"(?:paradas?|pausas?|altos?|detencion)", r"se detiene \1"),
    (r"<hacer> (?:alguna |una |algun |un )?(?:pausas?|altos?|detencion)", "se detiene"),
    (r"(?:en )?cuantas ocasiones|en cuantos momentos", "cuántas veces"),
    (r"(?:<quedarse>|<permanecer>|<estar>) (alguien|alguna persona|el .+?|la .+?) (?:quiet|parad|"
     r"inmovil|detenid)[oa]?(?=\W*$)", r"se detiene \1"),
    # when
    (r"^(?:el )?(?:momento|minuto|instante|segundo) (?:exacto )?de (?:la )?(llegada|entrada|"
     r"aparicion|salida|marcha)", r"hora de \1"),
    (r"(?:es|fue|era) (.+?) (?:anterior|previ[oa]) a ", r"llega \1 antes que "),
    (r"(?:es|fue|era) (.+?) (?:anterior|previ[oa]) al ", r"llega \1 antes que el "),
    (r"(?:es|fue|era) (.+?) posterior a ", r"llega \1 después que "),
    (r"(?:es|fue|era) (.+?) posterior al ", r"llega \1 después que el "),
    # colours
    (r"que color (?:<tener>|<llevar>|<mostrar>)", "qué color tiene"),
    (r"(?<!que color )<vestir> de", "va de"),
    (r"(?:la )?(?:prenda|ropa|pieza) (?:de arriba|superior)(?= de)", "la camisa"),
    (r"(?:la )?(?:prenda|ropa|pieza) (?:de abajo|inferior)(?= de)", "el pantalón"),
    # numbers
    (r"que (?:longitud|largo|extension|tiempo) (?:<tener>|<durar>)", "qué duración tiene"),
    (r"(?:de )?(cuant[oa]s) (.+?) (?:hablamos|se trata|estamos hablando)", r"\1 \2 hay"),
    (r"(?:el |la )?(?:mayor (?:numero|cantidad)|numero mas alto|pico|tope|cifra maxima) de",
     "el número máximo de"),
    (r"visitantes|transeuntes", "personas"),
    (r"visitante|transeunte", "persona"),
    # text
    (r"se (?:lee|ve escrito|puede leer) algo.*", "qué se lee"),
    (r"que (?:letras|palabras|rotulos?|letreros?|letrero) (?:<verse>|<leerse>|<haber>|"
     r"<aparecer>|<salir>|se pueden leer|pone)", "qué se lee"),
)  # fmt: skip

_RULES: Mapping[Language, Rules] = {"es": (*FILM_ES, *_ES), "en": (*FILM_EN, *_EN)}
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
    @functools.cache
    def every(verb: str) -> str:
        told = fold(_FORMS[language](verb)).split("|")
        return f"(?:{'|'.join(sorted(told, key=len, reverse=True))})"

    def forms(verb: re.Match[str]) -> str:
        return every(verb[1])

    return tuple(
        (re.compile(rf"(?<!\w)(?:{re.sub(r'<([a-z ]+)>', forms, pattern)})(?:(?<=\W)|(?!\w))"
                    if not pattern.startswith("^") else re.sub(r"<([a-z ]+)>", forms, pattern)),
         said)
        for pattern, said in _RULES[language]
    )  # fmt: skip
