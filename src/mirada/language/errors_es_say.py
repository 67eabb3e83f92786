"""Spanish for what describe, ask, verify, ground and export say."""

from __future__ import annotations

SAY: dict[str, str] = {
    # targets
    "The target is empty.": "El objetivo está vacío.",
    "Name a file, a folder or a hit.": "Indica un fichero, una carpeta o un acierto.",
    "Use 1 or more.": "Usa 1 o más.",
    "{name} is a folder and has no seconds.": "{name} es una carpeta y no tiene segundos.",
    "Name one film of it, or use --after and --before.": (
        "Nombra un vídeo suyo, o usa --after y --before."
    ),
    "Name a file, a folder, or the id of a hit from: mirada search --json": (
        "Indica un fichero, una carpeta o el identificador de un acierto de: mirada search --json"
    ),
    "{name} is a picture and has no seconds.": "{name} es una imagen y no tiene segundos.",
    "Leave out what stands after the @.": "Quita lo que va tras la @.",
    "{time} is outside the film {name}, which lasts {duration}.": (
        "{time} queda fuera del vídeo {name}, que dura {duration}."
    ),
    "Name a time between 0:00 and {duration}.": "Indica un momento entre 0:00 y {duration}.",
    "«{text}» is no stretch of time.": "«{text}» no es un tramo de tiempo.",
    "Write it as FILE@0:12-0:20, FILE@12.5 or FILE@1:02:03-": (
        "Escríbelo como FICHERO@0:12-0:20, FICHERO@12.5 o FICHERO@1:02:03-"
    ),
    "The stretch from {start} to {end} ends before it begins.": (
        "El tramo de {start} a {end} acaba antes de empezar."
    ),
    "Write the earlier time first.": "Escribe primero el momento anterior.",
    "Nothing of {text} is known to be from that time.": (
        "No consta que nada de {text} sea de ese periodo."
    ),
    "Nothing of this archive is known to be from that time.": (
        "No consta que nada de este archivo sea de ese periodo."
    ),
    "Change --after or --before; what has no known time is left out.": (
        "Cambia --after o --before; lo que no tiene hora conocida queda fuera."
    ),
    "There is no picture or film in {text}.": "No hay ninguna imagen ni vídeo en {text}.",
    "Name another folder.": "Indica otra carpeta.",
    "Only the first {limit} of {count} are told; for more: --limit {more}": (
        "Solo se cuentan {limit} de {count}; para más: --limit {more}"
    ),
    "Only the first {limit} files of {text} were read; index it to look at all.": (
        "Solo se han leído los primeros {limit} ficheros de {text}; indéxala para mirarlos todos."
    ),
    "{path} was indexed without facts, so it was read again; mirada index on its folder fills "
    "them in.": (
        "{path} se indexó sin hechos, así que se ha leído otra vez; mirada index en su carpeta los "
        "completa."
    ),
    "The archive holds no facts of {path}, and the file is gone; bring it back and run mirada "
    "index on its folder.": (
        "El archivo no tiene hechos de {path}, y el fichero ya no está; devuélvelo a su sitio y "
        "repite mirada index con su carpeta."
    ),
    "«{text}» stands where the target belongs, and {path} is a file.": (
        "«{text}» está donde va el objetivo, y {path} es un fichero."
    ),
    "Write the target first.": "Escribe primero el objetivo.",
    # describe
    "There is no level «{level}».": "No existe el nivel «{level}».",
    "Use one of: {names}.": "Usa uno de estos: {names}.",
    "--json and --format {form} ask for different forms.": (
        "--json y --format {form} piden formas distintas."
    ),
    "Give one of them.": "Pon solo una.",
    "The file {path} of --out has an ending that names no form.": (
        "El fichero {path} de --out tiene una terminación que no indica ninguna forma."
    ),
    "Write --out {path}.": "Escribe --out {path}.",
    "--format {form} and the ending of {path} ask for different forms.": (
        "--format {form} y la terminación de {path} piden formas distintas."
    ),
    "Leave out --format, or change the ending.": "Quita --format o cambia la terminación.",
    "Captions are made of one film.": "Los subtítulos se hacen de un solo vídeo.",
    "Name one film, or choose another --format.": "Indica un vídeo, o elige otro --format.",
    # a model that helps
    "The model gave no answer.": "El modelo no ha respondido.",
    "No sentence of the model is supported by the facts: this is their own text.": (
        "Los hechos no respaldan ninguna frase del modelo: este es su propio texto."
    ),
    # ask and verify
    "The question is empty.": "La pregunta está vacía.",
    'Ask for example: "How many people?"': 'Pregunta, por ejemplo: "¿Cuántas personas hay?"',
    "The question has {count} characters; at most {limit} are read.": (
        "La pregunta tiene {count} caracteres; se leen {limit} como máximo."
    ),
    "The question «{text}» is in no language that is understood.": (
        "La pregunta «{text}» no está en ningún idioma que se entienda."
    ),
    "Ask in Spanish or in English.": "Pregunta en español o en inglés.",
    "The statement is empty.": "La afirmación está vacía.",
    'State for example: "A person comes in from the left."': (
        'Afirma, por ejemplo: "Una persona entra por la izquierda."'
    ),
    "The statement has {count} characters; at most {limit} are read.": (
        "La afirmación tiene {count} caracteres; se leen {limit} como máximo."
    ),
    "The statement «{text}» is in no language that is understood.": (
        "La afirmación «{text}» no está en ningún idioma que se entienda."
    ),
    "Write it in Spanish or in English.": "Escríbela en español o en inglés.",
    "The {limit} likeliest of {count} pictures and films were looked at; for all: --limit {more}": (
        "Se han mirado las {limit} imágenes y vídeos más probables de {count}; para mirarlo todo: "
        "--limit {more}"
    ),
    # ground
    "{name} is a film; a phrase is looked for in one frame.": (
        "{name} es un vídeo; una frase se busca en un fotograma."
    ),
    "Name its second: FILE@0:12": "Indica su segundo: FICHERO@0:12",
    # export
    "{text} holds {count} pictures and films; a clip is made of one.": (
        "{text} contiene {count} imágenes y vídeos; un clip se hace de uno."
    ),
    "«{what}» cannot be hidden.": "«{what}» no se puede ocultar.",
    "{name} is a picture; a clip is made of a film.": (
        "{name} es una imagen; un clip se hace de un vídeo."
    ),
    "Name a film or a hit in one.": "Indica un vídeo o un acierto en uno.",
    "{time} alone is an instant; a clip needs a stretch.": (
        "{time} a solas es un instante; un clip necesita un tramo."
    ),
    "Write it as FILE@{start}-{end}": "Escríbelo como FICHERO@{start}-{end}",
    "The clip {path} does not end in .mp4.": "El clip {path} no acaba en .mp4.",
    "Write {path}.": "Escribe {path}.",
    "{path} is the film itself, which is never written to.": (
        "{path} es el propio vídeo, y en él nunca se escribe."
    ),
    "Choose another name.": "Elige otro nombre.",
    "No tracks are known of {name}, so nothing in it can be hidden.": (
        "No se conocen trayectorias de {name}, así que no se puede ocultar nada en él."
    ),
    "Tracks need a fixed camera; index the film with its facts first.": (
        "Las trayectorias requieren una cámara fija; antes indexa el vídeo con sus hechos."
    ),
    "Nobody was found to hide in this stretch: look at the clip before you show it.": (
        "En este tramo no se ha hallado a nadie que ocultar: mira el clip antes de enseñarlo."
    ),
    "The film {path} shows nothing from {start} s on in that stretch.": (
        "El vídeo {path} no muestra nada en ese tramo, desde el segundo {start}."
    ),
    "Choose another stretch of it.": "Elige otro tramo.",
    "The folder {path} does not exist.": "La carpeta {path} no existe.",
    "Make it, or choose another.": "Créala o elige otra.",
    "{path} is there already.": "{path} ya existe.",
    "Choose another name, or replace it with --force.": (
        "Elige otro nombre, o sustitúyelo con --force."
    ),
    # zones
    "The zones file {path} is not valid TOML: {error}.": (
        "El fichero de zonas {path} no es TOML válido: {error}."
    ),
    "The zones file {path} cannot be read: {error}.": (
        "No se puede leer el fichero de zonas {path}: {error}."
    ),
    "Name the TOML file of the zones.": "Indica el fichero TOML de las zonas.",
    "The zones file {path} is no text in UTF-8.": (
        "El fichero de zonas {path} no es un texto en UTF-8."
    ),
    "The zones file {path} names no zone.": "El fichero de zonas {path} no nombra ninguna zona.",
    'Write [[zone]], then name = "door", then points = [[0.1, 0.5], ...].': (
        'Escribe [[zone]], luego name = "puerta", luego points = [[0.1, 0.5], ...].'
    ),
    "Two zones of {path} are called {name}.": "Dos zonas de {path} se llaman {name}.",
    "Rename one.": "Cambia el nombre de una.",
    "Zone {number} of {path} has no name.": "La zona {number} de {path} no tiene nombre.",
    'Write name = "door".': 'Escribe name = "puerta".',
    "The zone {name} of {path} needs three or more points.": (
        "La zona {name} de {path} necesita tres puntos o más."
    ),
    "Write points = [[0.1, 0.5], [0.3, 0.5], [0.3, 1.0]].": (
        "Escribe points = [[0.1, 0.5], [0.3, 0.5], [0.3, 1.0]]."
    ),
    "The zone {name} of {path} lies outside the picture at {x}, {y}.": (
        "La zona {name} de {path} se sale de la imagen en {x}, {y}."
    ),
    "Points are fractions of the picture, from 0 to 1.": (
        "Los puntos son fracciones de la imagen, de 0 a 1."
    ),
    "The zone {name} of {path} crosses itself.": "La zona {name} de {path} se cruza a sí misma.",
    "List its corners in order around it.": "Da sus esquinas en orden, rodeándola.",
    "The zone {name} of {path} covers nothing.": "La zona {name} de {path} no abarca nada.",
    "Its points must not lie on one line.": "Sus puntos no pueden estar en una misma recta.",
}
