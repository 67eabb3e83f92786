"""Spanish: the templates and the closed lists of words (see tongue.py for what each is)."""

from __future__ import annotations

from mirada.language.conjugate import spanish
from mirada.language.tongue import Tongue

_INTO = (
    "[aquí|por aquí|ahí|a la imagen|en la imagen|a la escena|en la escena|en escena|en el plano|"
    "a el plano|en cuadro|a cuadro|en el vídeo|en la grabación]"
)
_OUT_OF = "[de aquí|de la imagen|de la escena|de el plano|de cuadro|la imagen|la escena|el plano]"
_ENTER = spanish("entrar", "acceder", "ingresar", "llegar", "venir")
_LEAVE = spanish("salir", "irse", "marcharse", "desaparecer", "abandonar")
_STILL = "(parado|parada|parados|paradas|quieto|quieta|quietos|quietas|detenido|detenida|inmóvil)"
_STOP = (
    spanish("detenerse", "pararse")
    + "|"
    + spanish(f"quedarse {_STILL}", f"permanecer {_STILL}", f"estar {_STILL}")
)
_STAY = spanish("estar", "permanecer", "quedarse", "pasar") + "|esté|estén"
_GO = spanish("ir", "moverse", "cruzar", "caminar", "avanzar", "desplazarse", "dirigirse", "andar",
              "correr", "circular").replace("|circuló|", "|")  # a circle  # fmt: skip
_UPPER = "(parte superior|parte de arriba|ropa de arriba|mitad superior)"
_LOWER = "(parte inferior|parte de abajo|ropa de abajo|mitad inferior)"
_SEEN = spanish("verse", "aparecer", "observarse", "apreciarse", "distinguirse", "detectarse",
                "existir", "haber", "pasar", "registrarse", "captarse", "quedar",
                "seguir")  # fmt: skip
_WITH = "[lleva|llevan|llevaba|viste|tiene|con] [la|su]"

_CLAUSES = {
    # when
    "span_clock": "entre {start:clock} y {end:clock}",
    "span_film": "(entre {start:film} y {end:film}|entre el minuto {start:film} y el {end:film})",
    "span": "(entre|desde|de|del) {start:time} (y|a|hasta) {end:time}",
    "at_clock": "a {time:clock}",
    "at_film": "en el minuto {time:film}",
    "at": "(a|en) [eso de] {time:time}",
    "at_about": "(sobre|hacia|a eso de|alrededor de|cerca de) {time:time}",
    "after": "(después de|a partir de|desde|pasadas|más tarde de) {time:time}",
    "before": "(antes de|hasta) {time:time}",
    "day": "{day}",
    "at_night": "(por la noche|de noche|durante la noche|en la noche|de madrugada)",
    "by_day": "(de día|por el día|durante el día)",
    # of a track
    "enters": f"({_ENTER}|{spanish('aparecer')}|cruza desde) {_INTO} (por|desde|de) {{side}}",
    "enters_inside": "(aparece|aparecen|apareció|aparecer) dentro de la imagen",
    "enters_any": f"({_ENTER}) {_INTO}",
    "by_side": "(por|desde) {side}",
    "starts_there": "(ya está|ya están|ya estaba|está|están) [ahí|allí] [presente] "
    "(a el principio|desde el principio|a el inicio)",
    "leaves": f"({_LEAVE}) {_OUT_OF} (por|hacia) {{side}}",
    "leaves_inside": "(desaparece|desaparecen|desapareció|desaparecer) dentro de la imagen",
    "in_and_out": "(aparece y desaparece) dentro de la imagen",
    "enters_leaves": f"(entra y sale|({_ENTER}) y ({_LEAVE})) por {{side}}",
    "leaves_any": f"({_LEAVE}) {_OUT_OF}",
    "stays_till_end": "(sigue|siguen|continúa|permanece|sigue estando) (ahí|allí) "
    "(a el final|hasta el final)",
    "at_the_end": "[ahí|allí|todavía|aún] (a el final|hasta el final|a el terminar|a el acabar|"
    "cuando (termina|acaba))",
    "direction": f"({_GO}) {{direction}}",
    "moves_any": f"({spanish('moverse')})",
    "stops_for": f"({_STOP}|{spanish('esperar')}|se detiene una vez) [durante|por] {{duration}}",
    "stops_times": f"({_STOP}) {{times}}",
    "stops_times_for": f"({_STOP}) {{times}} (durante|,|) {{duration}} en total",
    "no_stop": "(no se detiene|no se detienen|no se para|no se paran|sin detenerse|sin pararse)",
    "stops_any": f"({_STOP}|({spanish('hacer')}) (una parada|alguna parada|paradas))",
    "dwell": f"({_STAY}) [ahí|allí|aquí] [en la imagen|en el vídeo] [durante] {{duration}}",
    "dwell_after": "(tras|después de|a el cabo de) {duration}",
    "dwell_during": "(durante|por|) {duration}",
    "speed": "(se mueve|avanza|va) a {factor} veces su tamaño por segundo",
    "is_colour": "(es|son|era|va de|van de|viste de|visten de|está vestido de|está vestida de|"
    "es de color|lleva ropa|llevan ropa) {colour}",
    "colour_is": "{colour}",
    "upper_is": f"({_WITH} {_UPPER} [es|está] [de color|de] {{colour}}|[de] {{colour}} por arriba)",
    "lower_is": f"({_WITH} {_LOWER} [es|está] [de color|de] {{colour}}|[de] {{colour}} por abajo)",
    "drops": "(deja|dejan|dejó|suelta|coloca|pone|recoge|coge|toma|se lleva|empuja|abre|cierra) "
    "{other:thing}",
    "area_covers": "(ocupa|ocupan|cubre|cubren) (el {percent}|un {percent}|{percent}) "
    "[de la imagen]",
    "mostly_at": "(está|permanece) sobre todo {place}",
    "is_at": "(está|están|se encuentra|se encuentran|está situado|está situada|se ve|se sitúa|"
    "queda) {place}",
    "visits": "((pasa|pasan|está|permanece) {duration} en (la zona|zona|el área) {zone}|"
    "(está|permanece|se queda) en (la zona|zona|el área) {zone} [durante] {duration})",
    "visits_any": "(pasa por|visita|entra en|está en|permanece en|cruza|va a|estuvo en) "
    "(la zona|zona|el área) {zone}",
    "in_zone": "en (la zona|zona|el área) {zone}",
    "near_by": "(junto a|a el lado de|cerca de) {other:thing}",
    "wears": "(lleva|llevan|lleva puesto|lleva puesta|viste|visten|llevando) {other:thing}",
    "first_seen": "(aparece|[aparece|se ve|se la ve|se le ve] por primera vez)",
    "last_seen": "(se ve por última vez|se la ve por última vez|se le ve por última vez)",
    "earlier": "(antes que|antes de|antes de que llegue|antes de que entre) {other:thing}",
    "later": "(después que|después de|después de que llegue|después de que entre|más tarde que) "
    "{other:thing}",
    # of an object
    "left_behind_at": "(aparece y se queda|es abandonado|es abandonada|queda abandonado|"
    "queda abandonada) {place}",
    "left_behind": "(aparece y se queda ahí|aparece y se queda|es abandonado|es abandonada|"
    "queda abandonado|queda abandonada|ha sido abandonado|ha sido abandonada|abandonado|"
    "abandonada|abandonados|abandonadas|olvidado|olvidada)",
    "removed_at": "deja de estar {place}",
    "removed": "(deja de estar ahí|ya no está|es retirado|es retirada|ha sido retirado|"
    "ha sido retirada|desaparece)",
    # that there is
    "seen": (
        f"(<se ve|se ven>|{_SEEN}|puede verse|pueden verse|se puede ver|se pueden ver|ves|veis|"
        "has visto|habéis visto|detectas|has detectado|encuentras|tenemos|busco|buscamos) "
        "[a|el paso de] "
        "[por aquí|aquí|por delante [de la cámara]|delante de la cámara|en algún momento]"
    ),
    "there_is": "(hay|se ve|se ven)",
    "picture_seems": "(en la imagen parece haber|parece haber|en la imagen parecen verse|"
    "parece verse|parecen verse)",
    "film_seems": "en (el|este) (vídeo|video) parece haber",
    "frame": "([en] (la|esta|una|) (imagen|foto|fotografía|escena|toma|grabación|película)|"
    "[en|de] (el|este|un|) (vídeo|video|clip|plano|fotograma)|"
    "[por] (delante de|ante) la cámara)",
    "frame_picture": "la imagen",
    "frame_film": "el vídeo",
    "seen_in": (
        f"({spanish('salir', 'aparecer', 'pasar')}) ((en|por) (la|esta|el|este) "
        "(grabación|vídeo|video|imagen|película|clip|plano|toma|escena)|"
        "(en|ante|delante de|por delante de) (cámara|la cámara))"
    ),
    "shows": "(muestra|muestran|contiene|se trata de|presenta|tiene)",
    "total": "(en total|en conjunto)",
    "at_once": "(a la vez|a el mismo tiempo|simultáneamente|simultáneas|simultáneos|"
    f"{spanish('coincidir')})",
    # of the picture or film
    "recorded": "(se grabó|fue grabado|fue grabada|se filmó) {day} a {time:clock}",
    "taken": "(se tomó|fue tomada|fue tomado|se hizo|es) {day} a {time:clock}",
    "recorded_day": "(se grabó|fue grabado|fue grabada|se tomó|fue tomada|se hizo|es) "
    "[un|en] {day}",
    "recorded_at": "(se grabó|fue grabado|se tomó|fue tomada|se hizo) (a|sobre) {time:clock}",
    "lasts": "(dura|tiene una duración de) {duration}",
    "size": "(mide|tiene) {size} píxeles",
    "fixed": "(la cámara (está fija|(está|es) (fija|quieta|estática|inmóvil)|no se mueve)|"
    "(está|es) (fija|quieta|estática|inmóvil) la cámara|cámara (fija|estática))",
    "moving": "(la cámara (se mueve o el vídeo tiene cortes|se mueve|no está fija)|"
    "se mueve la cámara)",
    "shifted": "la cámara (se movió o giró|se movió|giró|fue movida|ha sido movida|se desplazó)",
    "dark": "(es oscura|está oscura|es muy oscura|oscura)",
    "bright": "(es muy clara|es clara|está clara|es luminosa|es muy luminosa|clara|luminosa)",
    "brightness": "(tiene|con) (una luminosidad|luminosidad) de el {percent}",
    "sharp": "(se ve nítida|es nítida|está nítida|está enfocada|está bien enfocada|nítida)",
    "blurred": "(está borrosa|es borrosa|se ve borrosa|está desenfocada|borrosa|desenfocada)",
    "night": "(parece oscura, nocturna o infrarroja|parece nocturna, oscura o infrarroja|"
    "es nocturna|es de noche|parece nocturna|"
    "está oscura o es infrarroja)",
    "covered": "(el objetivo está tapado o la imagen está vacía|el objetivo está tapado|"
    "la cámara está tapada|la imagen está vacía)",
    "shares": "(los colores principales son|predominan|los colores dominantes son) {shares}",
    "main_colour": "(el color principal es|predomina|el color dominante es) {shares}",
    "share_of": "el {colour} (ocupa|cubre) [el|un] {percent} [de la imagen]",
    "text_read": "(se lee|pone|dice|se puede leer|puede leerse|está escrito|aparece escrito|"
    "se leen las palabras|se lee el texto|hay un texto que dice|el texto|el rótulo dice) {text}",
    "longest": "la estancia más larga (es|fue) de {duration}",
    # between two things
    "left_of": "(está|están|queda|se encuentra|) a la izquierda de {other:thing}",
    "right_of": "(está|están|queda|se encuentra|) a la derecha de {other:thing}",
    "above": "(está|están|queda|se encuentra|) (encima de|por encima de|sobre) {other:thing}",
    "below": "(está|están|queda|se encuentra|) (debajo de|por debajo de|bajo) {other:thing}",
    "near": "(está|están|queda|se encuentra|) (cerca de|junto a|a el lado de) {other:thing}",
    "inside": "(está|están|se encuentra|) (dentro de|en el interior de) {other:thing}",
    "contains": "(contiene|contienen|tiene dentro) {other:thing}",
    "in_front_of": "(está|están|se encuentra|) (delante de|frente a) {other:thing}",
    "behind": "(está|están|se encuentra|) (detrás de|tras) {other:thing}",
    "touches": "(toca|tocan|toca a|tocan a|está tocando|están tocando|está tocando a|"
    "está pegado a|está pegada a|pegado a|pegada a|está en contacto con|en contacto con) "
    "{other:thing}",
    "is_extreme": "(es|son|está|están|queda|se encuentra|hay|) [el|la|lo] {extreme} "
    "[de todos|de todas|de ellas|de ellos]",
    "ground_is": "(el fondo es|es el fondo|es de fondo|sobre un fondo|sobre fondo) [de color] "
    "{colour}",
}

_MODIFIERS = {
    "upper_lower": "con la parte superior {upper:colour_f} y la inferior {lower:colour_f}",
    "upper": "con (la parte superior|la parte de arriba|la ropa de arriba) [de color] "
    "{upper:colour_f}",
    "lower": "con (la parte inferior|la parte de abajo|la ropa de abajo) [de color] "
    "{lower:colour_f}",
    "in_colour": "de {colour}",
    "dressed": "(vestido de|vestida de|vestidos de|vestidas de|que viste de|que va de|"
    "que lleva ropa|con ropa|de color|de) {colour:colour_any}",
    "wears": "(con|vestido con|vestida con|que lleva|que viste) {other:thing}",
    "covers": "que (ocupa|cubre) (el {percent} de la imagen|un {percent} de la imagen|"
    "el {percent}|un {percent})",
    "placed": "(que está|que se encuentra|situado|situada|de|de la parte) {place}",
    "placed_side": "de {side}",
    "most": "[que (es|está|queda)] [situado|situada] [el|la] {extreme}",
}

ES = Tongue(
    language="es",
    clauses=_CLAUSES,
    modifiers=_MODIFIERS,
    layouts={
        "track": "{when} {thing} {clauses}",
        "count": "{total} {seen} {things}",
        "no_count": "no se ve {things}",
        "at_once": "{at_once} {seen} como mucho {things}",
        "tags": "{when} {seems} {things}",
        "area": "{when} {place} {there_is} {thing}",
        "there": "{when} {there_is} {thing}",
        "text": "{when} {place} {clauses}",
        "asset": "{when} {frame} {clauses}",
        "bare": "{when} {clauses}",
        "event": "{when} {thing} {event}",
        "when_last": "{thing} {clauses} {when}",
    },
    sides={
        "left": "(la izquierda|el lado izquierdo|el borde izquierdo|la parte izquierda)",
        "right": "(la derecha|el lado derecho|el borde derecho|la parte derecha)",
        "top": "(arriba|la parte de arriba|la parte superior|el borde superior|el lado de arriba)",
        "bottom": "(abajo|la parte de abajo|la parte inferior|el borde inferior|el lado de abajo)",
    },
    directions={
        "left": "(hacia la izquierda|a la izquierda|de derecha a izquierda)",
        "right": "(hacia la derecha|a la derecha|de izquierda a derecha)",
        "up": "(hacia arriba|de abajo arriba|de abajo a arriba)",
        "down": "(hacia abajo|de arriba abajo|de arriba a abajo)",
    },
    places={
        "top-left": "(arriba a la izquierda|arriba, a la izquierda|en la parte superior izquierda|"
        "en la esquina superior izquierda|la esquina superior izquierda)",
        "top": "(arriba|en la parte superior|en la parte de arriba|arriba en el centro)",
        "top-right": "(arriba a la derecha|arriba, a la derecha|en la parte superior derecha|"
        "en la esquina superior derecha|la esquina superior derecha)",
        "left": "(a la izquierda|en el lado izquierdo|en la parte izquierda|en la izquierda)",
        "centre": "(en el centro|en medio|en el medio|en la parte central|el centro)",
        "right": "(a la derecha|en el lado derecho|en la parte derecha|en la derecha)",
        "bottom-left": "(abajo a la izquierda|abajo, a la izquierda|"
        "en la parte inferior izquierda|en la esquina inferior izquierda|"
        "la esquina inferior izquierda)",
        "bottom": "(abajo|en la parte inferior|en la parte de abajo|abajo en el centro)",
        "bottom-right": "(abajo a la derecha|abajo, a la derecha|en la parte inferior derecha|"
        "en la esquina inferior derecha|la esquina inferior derecha)",
    },
    colours={
        "black": ("negro", "negros", "negra", "negras"),
        "white": ("blanco", "blancos", "blanca", "blancas"),
        "grey": ("gris", "grises", "gris", "grises"),
        "red": ("rojo", "rojos", "roja", "rojas", "colorado", "colorada"),
        "orange": ("naranja", "naranja", "naranja", "naranja", "anaranjado", "anaranjada"),
        "yellow": ("amarillo", "amarillos", "amarilla", "amarillas"),
        "green": ("verde", "verdes", "verde", "verdes"),
        "blue": ("azul", "azules", "azul", "azules"),
        "purple": ("morado", "morados", "morada", "moradas", "violeta", "violetas", "púrpura",
                   "lila"),
        "pink": ("rosa", "rosa", "rosa", "rosa", "rosado", "rosada", "rosados", "rosadas"),
        "brown": ("marrón", "marrones", "marrón", "marrones", "pardo", "parda", "castaño",
                  "castaña"),
    },
    numbers={
        0: ("cero",), 1: ("uno", "una", "un"), 2: ("dos",), 3: ("tres",), 4: ("cuatro",),
        5: ("cinco",), 6: ("seis",), 7: ("siete",), 8: ("ocho",), 9: ("nueve",), 10: ("diez",),
        11: ("once",), 12: ("doce",), 13: ("trece",), 14: ("catorce",), 15: ("quince",),
        16: ("dieciséis",), 17: ("diecisiete",), 18: ("dieciocho",), 19: ("diecinueve",),
        20: ("veinte",), 25: ("veinticinco",), 30: ("treinta",), 40: ("cuarenta",),
        45: ("cuarenta y cinco",), 50: ("cincuenta",), 60: ("sesenta",), 70: ("setenta",),
        80: ("ochenta",), 90: ("noventa",),
        100: ("cien",),
    },
    ordinals={
        1: ("primer", "primero", "primera"), 2: ("segundo", "segunda"),
        3: ("tercer", "tercero", "tercera"), 4: ("cuarto", "cuarta"), 5: ("quinto", "quinta"),
        6: ("sexto", "sexta"), 7: ("séptimo", "séptima"), 8: ("octavo", "octava"),
        9: ("noveno", "novena"), 10: ("décimo", "décima"), -1: ("último", "última"),
    },
    amounts={
        ">=": "(al menos {n}|a el menos {n}|como mínimo {n}|por lo menos {n}|no menos de {n}|"
        "{n} o más|mínimo {n}|un mínimo de {n})",
        ">": "(más de {n}|mas que {n})",
        "<=": "(como mucho {n}|a lo sumo {n}|como máximo {n}|no más de {n}|{n} o menos|"
        "máximo {n}|un máximo de {n})",
        "<": "(menos de {n})",
        "~": "(unos {n}|unas {n}|cerca de {n}|alrededor de {n}|aproximadamente {n}|casi {n}|"
        "más o menos {n}|{n} más o menos|{n} aproximadamente)",
        "=": "({n}|exactamente {n}|justo {n}|solo {n}|solamente {n}|únicamente {n})",
    },
    durations={
        "hour": ("hora", "horas", "h"),
        "minute": ("minuto", "minutos", "min"),
        "second": ("segundo", "segundos", "s", "seg"),
        "half": ("medio", "media"),
        "and": ("y",),
    },
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
            "septiembre", "octubre", "noviembre", "diciembre"),
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    determiners={
        "one": ("un", "una", "unos", "unas", "algún", "alguna", "algunos", "algunas"),
        "the": ("el", "la", "los", "las", "su", "sus"),
        "none": ("ningún", "ninguna", "ningunos", "ningunas"),
        "that": ("esa", "ese", "esos", "esas", "esta", "este", "aquella", "aquel", "dicha",
                 "dicho", "misma", "mismo"),
        "other": ("otro", "otra", "otros", "otras"),
        "only": ("sola", "solo", "único", "única"),
    },
    pronouns={
        "person": ("alguien", "quien"),
        "nobody": ("nadie",),
        "nothing": ("nada",),
        "it": ("ella", "él", "ellos", "ellas", "ésta", "éste"),
    },
    times={1: "una vez", 2: "dos veces", 3: "tres veces"},
    nots=("no", "sin", "ni", "tampoco", "nunca", "jamás", "en ningún momento"),
    bounds={
        ">=": ("como mínimo", "al menos", "por lo menos", "cuando menos", "o más", "mínimo"),
        "<=": ("como máximo", "como mucho", "a lo sumo", "todo lo más", "o menos", "máximo"),
    },
    joiners=("y", "e", ",", "o", "u", ";", "además", "también", "así como"),
    then=("luego", "después", "más tarde", "a continuación", "entonces"),
    glue=(
        "el la los las lo un unos unas de y e , ; . : que se su sus ya entonces luego además "
        "también es son está están fue ha han ahí allí aquí ( ) ¿ ? ¡ ! … – — - finalmente le les"
    ),
    those={
        "some": "(una|uno|alguna|alguno) [de (ellas|ellos)]",
        "other": "(otra|otro) [de (ellas|ellos)]",
        "both": "(ambas|ambos|las dos|los dos|ambas dos)",
        "none": "(ninguna|ninguno) [de (ellas|ellos)]",
        "count": "{n} [de (ellas|ellos)]",
    },
    hedges={
        1: "lo que parece {noun}",
        2: "algo que quizá es {noun}",
    },
    areas=("zona", "zonas", "área", "región", "mancha", "áreas", "regiones", "manchas"),
    extremes={
        "largest": "(más grande|mayor|de mayor tamaño|más grandes|la más grande|"
        "que más ocupa|que ocupa más)",
        "smallest": "(más pequeño|más pequeña|menor|de menor tamaño|más chico|más chica|"
        "que menos ocupa|que ocupa menos)",
        "leftmost": "(más a la izquierda|más cerca (de la izquierda|de el borde izquierdo)|"
        "de más a la izquierda)",
        "rightmost": "(más a la derecha|más cerca (de la derecha|de el borde derecho)|"
        "de más a la derecha)",
        "topmost": "(más arriba|más alto|más alta|de más arriba|más cerca de el borde superior)",
        "lowest": "(más abajo|más bajo|más baja|de más abajo|más cerca de el borde inferior)",
    },
    decimal=",",
    quotes=("«", "»"),
)  # fmt: skip
