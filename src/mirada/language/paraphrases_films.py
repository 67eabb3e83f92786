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
_COLOUR_EN = r"(?:black|white|grey|gray|red|orange|yellow|green|blue|purple|violet|pink|brown)"
_WHEN_EN = (
    r"(when|what time|(?:at|in) (?:what|which) (?:exact )?(?:time|moment|point|second|"
    r"minute))"
)
_STAND_EN = r"(?:wait(?:ing|ed)?|stand(?:ing)?|stood|stationary|motionless|parked)"
_FIRST_EN = r"(?:(?:any |some |the )?(?:first )?(?:movement|motion|activity|action|thing|move))"
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
    (rf"^\W*{_WHEN_EN} (?:is|was|were|did) "
     rf"(?:someone |somebody |anyone |they |the (?:person|visitor) )?(?:{_THING_EN} )?"
     rf"(?:{_LEFT_EN}|leave|put|drop|set)(?: {_THING_EN})?(?: down)?{_AND_LEFT_EN}\W*$",
     r"\1 was the object left behind?"),
    (rf"^\W*{_WHEN_EN} did (?:the )?"
     r"(?:object|item|thing|bag|package) (?:appear|show up|turn up)\W*$",
     r"\1 was the object left behind?"),
    (rf"^\W*(?:is|was|are|were|does|did|has|have) (?:there )?{_THING_EN} (?:still |just )?"
     rf"(?:lying|lie|lies|remain(?:s|ing)?|sitting|left)(?: behind| there| around| here)*"
     r"(?: (?:after|when|once) .*)?\W*$", "is something left behind?"),
    (rf"^\W*(?:has|had|did|does|is there|was there) {_THING_EN} (?:newly )?(?:appear(?:s|ed)? )?"
     r"(?:that|which) (?:was not|wasn't|had not been|were not) (?:there|here)"
     r"(?: before| earlier| at first)?\W*$", "is something left behind?"),
    # what happened
    (r"(what|who|anyone|anybody|someone|anything) else", r"\1"),
    (r"(?:in|during|over) the (?:period|time|interval|stretch|span) (?=between|from)", ""),
    (r"(?:from|between) (\d\d?:\d\d(?::\d\d)?) (?:to|until|till|and|up to) "
     r"(\d\d?:\d\d(?::\d\d)?)", r"between \1 and \2"),
    (r"(?:<walk>|<come>|<go>|<step>|<get>|<move>) into (?:the )?(?:scene|picture|view|frame|shot|"
     r"room|area)", "comes in"),
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
    (rf"^\W*{_WHEN_EN}(?: does| did| is| was| do)? (?:something|anything|it|there|the first thing)"
     r"(?: first)? (?:any |some |a )?(?:move|appear|happen|start|begin|show up|come|movement|"
     r"motion|"
     r"activity)\w*(?: to move| moving| to happen| into view)?(?: for the first time| first)?\W*$",
     r"\1 does the first one arrive?"),
    (rf"^\W*{_WHEN_EN}(?: does| did| is| was| do)? {_FIRST_EN}(?: first)?"
     r"(?: happens?| starts?| begins?| occurs?| takes? place| appears?| seen| there)\w*\W*$",
     r"\1 does the first one arrive?"),
    (r"the (first|second|third|last) (?:things?|object|item|figure|shape|moving (?:thing|object))"
     r"(?= (?:to )?(?:appear|arrive|come|show|move|enter|turn|leave|go))", r"the \1 one"),
    (r"^\W*(?:the )?(?:time|moment) (?:of|when there is) (?:the )?first (?:movement|motion|"
     r"activity)\W*$",
     "when does the first one arrive?"),
    (r"^\W*(?:is|was|were|are )?(?:there )?(?:any )?(?:movement|motion|activity) "
     r"(?=(?:after|before|between|from|at)\b)", "what happened "),
    # people
    (r"at (?:some|any) (?:stage|point|moment|time)", ""),
    (r"(?:did|do|have|had) (?:we|you|they) (?:get|have|receive) (?:any )?(?=visitors|people|cars)",
     "were there any "),
    (r"^\W*(?:give me |tell me )?(?:the )?(visitor|people|person|car|"
     r"vehicle) count(?:[, ]+please)?\W*$",
     r"number of \1s"),
    (r"with something (" + _COLOUR_EN + r")(?: on)?", r"in \1"),
    (r"(?:through|by|over|across) (?:which|what) (?:edge|border|end) ", "on which side "),
    (r"^\W*(?:what is|what's|whats) the (?:running time|total length|total time)\W*$",
     "how long is the video"),
    (r"along the way|on (?:the|their|his|her) way", ""),
    (r"^\W*total (?:number of |of )?(?=(?:people|persons|visitors|cars|vehicles)\b)", "number of "),
    (r"^\W*(?:of|from|among) (?:all )?(?:the )?(visitors|people|persons|cars)[, ]+how many",
     r"how many \1"),
    (r"^\W*(?:during|in|over) the (?:recording|video|film|clip|footage)[, ]+(?=how|who|what|did|"
     r"was|is)",
     ""),
    (r"^\W*(?:exactly|up to) how many", "how many"),
    (r"^\W*(the .+?) (?:left|went off|leaves|exits|exited|disappeared) (?:on|by|through|at) "
     r"(which|what) side\W*$", r"on \2 side did \1 leave"),
    (r"^\W*(the .+?) (?:came in|came|entered|arrived|appeared|comes in|enters) (?:on|by|through|at|"
     r"from) (?:(?:which|what) side|where)\W*$", r"from which side did \1 come in"),
    (r"how long did the (\w+) visit last", r"how long did the \1 person stay"),
    (r"(?:do|did) (?:we|you) lose sight of (.+?)(?=\W*$)", r"did \1 leave"),
    (r"from (?:what|which) (?:moment|second|time|point)(?: on)? (?:is|was) (.+?) visible",
     r"when did \1 arrive"),
    (r"(?:was|were|is|are) (.+?) present (?=(?:between|at|after|before)\b)", r"was \1 there "),
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
    (r"^\W*at (?:the |its )?(?:busiest|most crowded|fullest|peak)(?: moment| time| point)?[, ]+"
     r"how many (\w+).*$", r"the highest number of \1 at once"),
    (r"^\W*did (.+?) (?:come|arrive|appear|enter|show up|get there) (?:before|earlier than|"
     r"ahead of) "
     r"(.+?),? or (?:who|which|what) (?:was|came|is|arrived).*first\W*$",
     r"who came first, \1 or \2"),
    # to wait
    (rf"(?:for )?how (?:long|much time|many seconds|many minutes) (?:did|does|do|was|is|"
     rf"were) (.+?) "
     rf"{_STAND_EN}(?: still| around| there| for)?\W*$", r"how long does \1 stop"),
    # clothes
    (r"^\W*(.+?) (?:is|was|are|were) (?:of )?(?:what|which) colou?r\W*$", r"what colour is \1"),
    (r"^\W*(?:please )?(?:describe|tell me about|say) (?:the )?(?:clothes|clothing|outfit) "
     r"(?:of|worn by|that) (.+)$", r"what colour is \1"),
    (rf"with ({_COLOUR_EN}) (?:clothes|clothing|garments?)(?: on)?", r"in \1"),
    (r"^\W*(?:what|which) (?:(?:clothes|clothing|outfit|colours?|colors?) )?"
     r"(?:(?:is|was|were|are) (.+?) (?:wearing|dressed in|clothed in)|"
     r"(?:did|does|do) (.+?) (?:wear|have on)|(?:had|has) (.+?) on)\W*$",
     r"what colour is \1\2\3"),
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
_WHEN_ES = r"(cuando|a que hora|en que (?:momento|minuto|segundo|instante))"
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
    (rf"^\W*(?:<quedar>|<quedarse>|<seguir>) {_THING_ES}(?: {_ABANDONED_ES})?{_AND_ES}"
     r"(?: (?:cuando|despues|tras|al) .*)?\W*$", _LEFT_ES),
    (rf"^\W*(?:<aparecer>|<haber>|<verse>) {_THING_ES} que (?:antes )?no (?:<estar>|<haber>)"
     r"(?: antes| alli| ahi| al principio)*\W*$", _LEFT_ES),
    # what happened
    (r"^\W*(?:cuenta(?:me)?|di(?:me)?|explica(?:me)?|describe(?:me)?) (?:lo )?que "
     r"(?=(?:pas|ocurr|suced|hubo|hay))", "qué "),
    (r"(?:desde|de) (?:las? |el (?:minuto |segundo )?)?(\d\d?:\d\d) (?:hasta|a) "
     r"(?:las? |el (?:minuto |segundo )?)?(\d\d?:\d\d)", r"entre \1 y \2"),
    (r"^\W*(?:desde|a partir de|despues de|tras|pasad[oa]s?) (.{1,20}?\d\d?:\d\d)[, ]+¿?"
     r"que (?:<pasar>|<ocurrir>|<suceder>|<haber>|<verse>)\W*$", r"qué sucede a partir de \1"),
    (r"^\W*(?:desde|a partir de|despues de|tras|pasad[oa]s?) (\d\d?:\d\d)[, ]+¿?"
     r"que (?:<pasar>|<ocurrir>|<suceder>|<haber>|<verse>)\W*$", r"qué sucede a partir de \1"),
    (r"^\W*(?:<aparecer>|<venir>|<llegar>|"
     r"<entrar>) alguien(?: mas)? (.+?)[?.,]+ *¿?quien(?:es)?\W*$",
     r"¿quién llega \1?"),
    (r"(?:alguien|algo) mas(?! de\b| tiempo\b| rato\b)", "alguien"),
    (r"^\W*(?:<estar>|<ser>) (?:el sitio |el lugar |todo |"
     r"la escena )?vaci[oa](?: todo el tiempo)? ?"
     r"(.*?)[, ]*o (?:<haber>|<venir>|<verse>|<aparecer>) (?:a )?alguien(.*)$",
     r"¿hay alguien \1 \2"),
    (r"(?:despues|luego|mas tarde) de (?=(?:las? |el )?(?:minuto |segundo )?\d\d?:\d\d)",
     "a partir de "),
    (r"(?:despues|luego|mas tarde) del (?=(?:minuto |segundo )?\d\d?:\d\d)", "a partir del "),
    (rf"^\W*(?:y )?(?:que|que cosas|que mas) (?:se )?{_HAPPENS_ES} "
     r"(?:despues|luego|a partir|desde|tras|pasad[ao]s?|mas tarde|mas alla)(?: de| del| desde)? "
     r"(?:l )?(?=(?:las? |el |l )?(?:minuto |segundo )?\d)", "qué sucede a partir de "),
    (r"^\W*(?:<venir>|<llegar>|<pasar>|<aparecer>|<entrar>) (?:algo o alguien|alguien o algo) ",
     "quién o qué llega "),
    (r"(?:despues|luego|pasado|mas alla) (?:del|el) (?:minuto |segundo )?(?=\d\d?:\d\d)",
     "a partir del minuto "),
    (r"^\W*circul(?:o|aron) (?=(?:algun[oa]?s?|una?|el|la|los|las|coches|personas|gente|"
     r"vehiculos)\b)",
     "¿pasa "),
    # the first movement
    (r"^\W*(cuando|a que hora|en que momento|en que minuto) (?:se )?"
     r"(?:<empezar>|<comenzar>|<haber>|<producirse>|<iniciarse>|<ver>|<verse>|<aparecer>|"
     r"<mover>|<ocurrir>)"
     r"(?: a haber| a verse| a moverse| a pasar)? "
     r"(?:(?:el )?(?:primer )?(?:movimiento|actividad|accion)|(?:a )?moverse algo|algo|lo primero)"
     r"(?: por primera vez| primero)?\W*$", r"\1 llega el primero"),
    (r"^\W*(cuando|a que hora|en que momento|en que minuto) (?:se )?"
     r"(?:<mover>|<moverse>|<aparecer>|<pasar>|<ocurrir>|<suceder>) (?:algo|lo primero|"
     r"la primera cosa|el primer objeto)"
     r"(?: por primera vez)?\W*$",
     r"\1 llega el primero"),
    (rf"^(\W*{_WHEN_ES}.*?) lo primero(?: que se mueve| que aparece|"
     rf" que llega)?", r"\1 el primero"),
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
    (r"^\W*en el momento (?:de|con) mas (?:gente|personas|coches)[, ]+¿?cuant[oa]s? (\w+).*$",
     r"número máximo de \1 a la vez"),
    (r"(personas|gente|visitantes|coches|vehiculos) presentes", r"\1"),
    (r"^\W*(?:hora|momento|minuto|instante) (?:del|de el) primer movimiento\W*$",
     "cuándo llega el primero"),
    (r"^\W*(?:<haber>|<verse>|<producirse>) (?:algun )?movimiento (?=(?:a partir|desde|despues|"
     r"entre|"
     r"antes|en|tras)\b)", "qué sucede "),
    (r"<tener> visitas?\W*$|tuvimos visitas?\W*$|<recibir> visitas?\W*$", "¿viene alguien?"),
    (r"recuento de (?=visitantes|personas|coches|gente)", "número de "),
    (r"(cuant[oa]s (?:personas|coches|visitantes)) (?:llego|llegaron|llega) a haber juntas?",
     r"\1 hay a la vez como máximo"),
    (r"^\W*<coincidir> varias (personas|visitantes)[?., ]+¿?cuant[oa]s a la vez\W*$",
     r"número máximo de \1 a la vez"),
    (r"que (?:tiempo|duracion) total <tener>", "cuánto dura"),
    (r"^\W*(?:alguna|alguno) de las personas ", "¿alguna persona "),
    (r"^\W*que colores <llevar> ", "de qué color va "),
    (r"^\W*<ver>(?:se)? a alguien de|vemos a alguien", "se ve a alguien"),
    (r"^\W*de (?:todos |todas )?(?:los|las) (visitantes|personas|coches)[, ]+¿?cuant[oa]s",
     r"cuántas \1"),
    (r"durante (?:la grabacion|el video|todo el video|la pelicula)", ""),
    (r"^\W*total de (?=(?:personas|visitantes|coches|vehiculos|gente))", "número de "),
    (r"<asomar>", "aparece"),
    (r"se (?:acerca|acerco|acercaba|acercan|acercaron)", "entra"),
    (r"(?:<perder>|perdemos) de vista al(?= )", "sale el"),
    (r"(?:<perder>|perdemos) de vista a(?= la)", "sale"),
    (r"a partir de que (?:segundo|minuto|momento) se (?:ve|vio|veia) a(?= la )", "cuándo llega"),
    (r"a partir de que (?:segundo|minuto|momento) se (?:ve|vio|veia) al ", "cuándo llega el "),
    (r"por que extremo", "por qué lado"),
    (r"vestid[oa]s? con (?:algo )?(?=(?:negr|blanc|gris|roj|naranja|amarill|verde|azul|morad|rosa|"
     r"marron))", "de "),
    (r"<abandonar> (?:la (?:imagen|escena|pantalla)|el (?:cuadro|plano|encuadre))", "sale"),
    # to wait
    (r"(?:se )?(?:detenga|detengan|detuviera|detuvieran|detuviese|pare|paren|parara|pararan)\b"
     r"(?! de)", "se detiene"),
    (r"cuant[oa]s? (?:rato|tiempo|segundos|minutos)? ?(?:<esperar>|<estar> (?:esperando|de pie))",
     "cuánto tiempo se detiene"),
    (r"<dejar> de verse al(?= )", "sale el"),
    (r"<dejar> de verse a(?= la)", "sale"),
    (r"la parada (?=del? )", "la estancia parada "),
    (r"cuanto (?:<durar>) la estancia parada de", "cuánto se detiene"),
    (r"cuanto (?:<durar>) la estancia parada del", "cuánto se detiene el"),
    # clothes
    (r"^\W*como (?:es|era|fue) (.+?),? (?:y )?de que color\W*$", r"de qué color es \1"),
    (r"^\W*(?:describe(?:me)?|di(?:me)? como es|como (?:es|era|fue)) la (?:ropa|vestimenta|"
     r"indumentaria) "
     r"del ", "de qué color va el "),
    (r"^\W*(?:describe(?:me)?|di(?:me)? como es|como (?:es|era|fue)) la (?:ropa|vestimenta|"
     r"indumentaria) "
     r"de ", "de qué color va "),
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
