"""How people ask of the footage of a fixed camera, said in plain words; see ``paraphrases``.

These rules come first: they turn whole questions ("anything left behind?", "¿cómo iba vestido el
primero?") and the words of visits to what the frames and templates know.
"""

from __future__ import annotations

from collections.abc import Sequence

Rules = Sequence[tuple[str, str]]

_THING_EN = (
    r"(?:anything|something|any ?thing|(?:an?|any|some|the) (?:\w+ )?(?:objects?|items?|things?|"
    r"bags?|suitcases?|packages?|parcels?|luggage|backpacks?|rucksacks?|belongings))"
)
_LEFT_EN = (
    r"(?:left|put down|placed|abandoned|dropped(?: off)?|forgotten|deposited|lost|"
    r"set down|laid down)"
)
_AND_LEFT_EN = (
    r"(?:,? (?:and|then) (?:left|abandoned|forgotten)| behind| there| here| lying| around|"
    r" unattended| on the (?:floor|ground)| in the (?:scene|picture|room))*"
)
_ANY_EN = (
    r"(?:anyone|anybody|someone|somebody|any (?:person|visitor|of them)|a (?:person|visitor)|"
    r"people|they|one of them|(?:any of )?the (?:visitors|people))"
)
_AT_EN = r"(?=(?:about |around |minute |second )?\d)"

FILM_EN: Rules = (
    # something left behind
    (rf"^\W*(?:(?:is|was|has|were|are|have) )?(?:there )?{_THING_EN}"
     rf"(?: (?:been|that was|which was))? {_LEFT_EN}{_AND_LEFT_EN}\W*$",
     "is something left behind?"),
    (rf"^\W*(?:did|does|has|have|do) {_ANY_EN} (?:leave|left|forget|forgotten|abandon(?:ed)?|"
     rf"drop(?:ped)?|deposit(?:ed)?|put|lose|lost|set|lay) (?:down )?{_THING_EN}"
     rf"(?: down)?{_AND_LEFT_EN}\W*$", "is something left behind?"),
    (r"^\W*(?:(?:is|was|are|were) there )?(?:an?|any) (?:abandoned|unattended|forgotten|lost|"
     r"left[- ]behind|suspicious) (?:objects?|items?|things?|belongings|bags?|luggage)"
     r"(?: there| here| left| in the (?:scene|picture|video))?\W*$", "is something left behind?"),
    (rf"^\W*(when|what time|at what time|at which moment|at what moment) (?:is|was|were|did) "
     rf"(?:someone |somebody |anyone |they |the (?:person|visitor) )?(?:{_THING_EN} )?"
     rf"(?:{_LEFT_EN}|leave|put|drop|set)(?: {_THING_EN})?(?: down)?{_AND_LEFT_EN}\W*$",
     r"\1 was the object left behind?"),
    (r"^\W*(when|what time|at what time|at which moment|at what moment) did (?:the )?"
     r"(?:object|item|thing|bag|package) (?:appear|show up|turn up)\W*$",
     r"\1 was the object left behind?"),
    # what happened
    (r"(what|who or what|what or who) (?:goes|went|is going|was going|has gone) on",
     r"\1 happened"),
    (r"(what|who or what) (?:takes|took|has taken) place", r"\1 happened"),
    (r"(what) (?:events?|activity|things?) (?:happened|occur(?:s|red)?|(?:is|are|was|were) there|"
     r"do we have|took place)", r"\1 happened"),
    (r"(?:is|was|did) (?:there )?(?:anything|something) (?:happen(?:ing|ed|s)?|going on|goes? on) "
     r"(?=(?:after|before|between|from|at|since)\b)", "what happened "),
    (rf"(?:from|since|starting (?:at|from)|past|later than|beyond) {_AT_EN}"
     r"(\d\d?:\d\d(?::\d\d)?)(?: (?:on|onwards?|forwards?))?", r"after \1"),
    (r"(after \d\d?:\d\d(?::\d\d)?) (?:onwards?|forwards?|on)", r"\1"),
    # the first movement
    (r"^\W*(when|at what time|what time)(?: does| did| is| was| do)? (?:(?:something|anything|it) "
     r"(?:first )?(?:move|appear|happen|start|begin|show up|come)\w*(?: to move| moving| to happen|"
     r" into view)?(?: for the first time| first)?|"
     r"(?:the )?(?:first )?(?:there )?(?:the )?(?:first )?"
     r"(?:any )?(?:movement|motion|activity|action)"
     r"(?: first)?(?: happen| start| begin| occur| take place| appear| seen| there)?\w*)\W*$",
     r"\1 does the first one arrive?"),
    (r"the (first|second|third|last) (?:things?|object|item|figure|shape|moving (?:thing|object))"
     r"(?= (?:to )?(?:appear|arrive|come|show|move|enter|turn|leave|go))", r"the \1 one"),
    # people
    (r"^\W*(?:which|what) (?:person|visitor|one) (?=(?:\w+ ){1,3}(?:first|last|earlier|later)\b)",
     "who "),
    (r"how many of (?:them|those|these|the (?:visitors|people|persons))", "how many people"),
    (r"(?:any|some|a|the) visits?(?=\W*$)", "somebody"),
    (r"(?:moving (?:things|objects|items)|(?:things|objects|items) (?:that |which )?"
     r"(?:moved?|(?:is|are|was|were) moving|passed(?: by| the camera| through)?))", "things moved"),
    (r"^\W*(?:most|maximum|max|peak)(?: number of)? (people|persons|visitors|cars|vehicles)"
     r"(?: seen| present| there)? (?:at once|at the same time|together|simultaneously)\W*$",
     r"the highest number of \1 at once"),
    (r"(?:the )?(?:maximum|max|peak) (?=(?:people|persons|visitors|cars)\b)",
     "the highest number of "),
    # clothes
    (r"^\W*(?:what|which) (?:(?:clothes|clothing|outfit|colours?|colors?) )?"
     r"(?:(?:is|was|were|are) (.+?) (?:wearing|dressed in|clothed in|in)|"
     r"(?:did|does|do|had|has) (.+?) (?:wear|have on|on))\W*$", r"what colour is \1\2"),
    (r"^\W*how (?:is|was) (.+?) (?:dressed|clothed)\W*$", r"what colour is \1"),
    # to stop
    (r"(?:<pause>|<stand about>|<halt>|<linger on the spot>)", "stops"),
    # ways of going
    (r"(?:to|towards|toward) (?:which|what) side (?=.*\b(?:leave|left|go|went|exit))",
     "on which side "),
)  # fmt: skip

_THING_ES = (
    r"(?:algo|alguna cosa|cosas|(?:un|una|algun|alguna|el|la|los|las) (?:objetos?|cosas?|bultos?|"
    r"bolsas?|bolsos?|mochilas?|maletas?|paquetes?|cajas?|pertenencias?|equipajes?))"
)
_ABANDONED_ES = (
    r"(?:abandonad|olvidad|dejad|tirad|perdid|desatendid|depositad|sospechos|colocad)[oa]s?"
)
_AND_ES = (
    r"(?: (?:atras|ahi|alli|aqui|por ahi|en el suelo|en la escena|en el sitio|sin recoger|"
    r"sin vigilancia|puest[oa]|" + _ABANDONED_ES + r"))*"
)
_LEAVE_ES = (
    r"(?:<dejar>|<dejarse>|<abandonar>|<olvidar>|<olvidarse>|<depositar>|<colocar>|<soltar>)"
)
_ANY_ES = (
    r"(?:alguien|alguna persona|algun visitante|(?:alguno|alguna) de (?:ellos|ellas)|la gente|"
    r"una persona|un visitante)"
)
_HAPPENS_ES = r"(?:<pasar>|<ocurrir>|<suceder>|<acontecer>|<haber>|<verse>)"
_COLOUR_ES = r"(?:negr|blanc|gris|roj|naranja|amarill|verde|azul|morad|rosa|marron)"
_LEFT_ES = "¿un objeto es abandonado?"

FILM_ES: Rules = (
    # something left behind
    (rf"^\W*(?:{_ANY_ES} )?(?:se )?(?:ha |han |habia |hubo )?(?:{_ANY_ES} )?{_LEAVE_ES}"
     rf"(?: {_ANY_ES})?(?: {_THING_ES})?{_AND_ES}\W*$", _LEFT_ES),
    (rf"^\W*(?:<haber>|<quedar>|<quedarse>|<verse>|<aparecer>) {_THING_ES}"
     rf"(?: {_ABANDONED_ES})?{_AND_ES}\W*$", _LEFT_ES),
    (rf"^\W*(cuando|a que hora|en que momento|en que minuto|en que segundo) (?:se )?(?:lo )?"
     rf"(?:{_LEAVE_ES}|fue {_ABANDONED_ES}|(?:<quedar>|<quedarse>|<aparecer>))"
     rf"(?: {_ANY_ES})? {_THING_ES}{_AND_ES}\W*$", r"\1 es abandonado el objeto"),
    # what happened
    (rf"^\W*(?:y )?(?:que|que cosas|que mas) (?:se )?{_HAPPENS_ES} "
     r"(?:despues|luego|a partir|desde|tras|pasad[ao]s?|mas tarde|mas alla)(?: de| del| desde)? "
     r"(?:l )?(?=(?:las? |el |l )?(?:minuto |segundo )?\d)", "qué sucede a partir de "),
    (r"^\W*(?:<venir>|<llegar>|<pasar>|<aparecer>|<entrar>) (?:algo o alguien|alguien o algo) ",
     "quién o qué llega "),
    (r"(?:despues|luego|pasado|mas alla) (?:del|el) (?:minuto |segundo )?(?=\d\d?:\d\d)",
     "a partir del minuto "),
    # the first movement
    (r"^\W*(cuando|a que hora|en que momento|en que minuto) (?:se )?"
     r"(?:<empezar>|<comenzar>|<haber>|<producirse>|<iniciarse>|<ver>|<verse>|<aparecer>|<mover>|<ocurrir>)"
     r"(?: a haber| a verse| a moverse| a pasar)? "
     r"(?:(?:el )?(?:primer )?(?:movimiento|actividad|accion)|(?:a )?moverse algo|algo|lo primero)"
     r"(?: por primera vez| primero)?\W*$", r"\1 llega el primero"),
    (r"^\W*(cuando|a que hora|en que momento|en que minuto) (?:se )?"
     r"(?:<mover>|<moverse>|<aparecer>) (?:algo|lo primero|la primera cosa|el primer objeto)"
     r"(?: por primera vez)?\W*$",
     r"\1 llega el primero"),
    (r"a los cuantos (?:segundos|minutos)|a que segundo|a que minuto", "cuándo"),
    # people
    (r"alguna visita|visita alguna", "alguien"),
    (r"cuantas visitas", "cuántas personas"),
    (r"cuantos de (?:ellos|los visitantes)|cuantas de (?:ellas|las personas)", "cuántas personas"),
    (r"(?:objetos|cosas|elementos) (?:en movimiento|moviles|que se (?:mueven|movieron|movian))",
     "cosas se mueven"),
    (r"^\W*(?:el )?(?:maximo|mayor numero) de (personas|gente|visitantes|coches) "
     r"(?:simultane[oa]s?|simultaneamente|juntas|a la vez|al mismo tiempo|de golpe)\W*$",
     r"número máximo de \1 a la vez"),
    (r"(cuant[ao]s? .+?) (?:llegan a |llegaron a )?(?:<coincidir>|<juntarse>|<concurrir>)",
     r"\1 hay a la vez"),
    (r"^(?=.*(?:<llegar>|<entrar>|<salir>|<irse>|<quedarse>|<marcharse>|<aparecer>|<detenerse>|"
     r"<pararse>|<estar> parado|<venir>|<ir> vestido))(.*)el cuarto(?! de)",
     r"\1la cuarta persona"),
    (r"la parada (?=del? )", "la estancia parada "),
    (r"cuanto (?:<durar>) la estancia parada de", "cuánto se detiene"),
    (r"cuanto (?:<durar>) la estancia parada del", "cuánto se detiene el"),
    # clothes
    (r"^\W*(?:como|de que) (?:<ir>|<estar>|<venir>) (?:vestid[oa]s?|arreglad[oa]) ",
     "de qué color va "),
    (r"^\W*que (?:color(?:es)? de )?(?:ropa|prendas?|vestimenta|indumentaria)"
     r"(?: <llevar>| <vestir>| <tener>| <traer>| <ir>)(?: puest[oa]s?)? ", "de qué color va "),
    (r"^\W*que (?:<llevar>|<vestir>|<traer>) (?:puest[oa]s? )?(?=el |la |los |las )",
     "de qué color va "),
    (r"^\W*que (?:<llevar>|<vestir>|<traer>) (.+?) puest[oa]s?\W*$", r"de qué color va \1"),
    (r"con (?:algo|alguna prenda|ropa|prendas?)(?: de color| de)? "
     rf"(?={_COLOUR_ES})", "de "),
    (rf"<ir> (?=vestid[oa]s? de {_COLOUR_ES})", ""),
)  # fmt: skip
