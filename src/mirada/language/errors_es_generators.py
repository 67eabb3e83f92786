"""Spanish for what models that write, and their servers, say."""

from __future__ import annotations

GENERATORS: dict[str, str] = {
    "{model} only describes pictures, and there is none.": (
        "{model} solo describe imágenes, y no hay ninguna."
    ),
    "Give it a picture, or use a model that follows instructions.": (
        "Dale una imagen, o usa un modelo que siga instrucciones."
    ),
    "{model} cannot take this request: {why}.": "{model} no admite esta petición: {why}.",
    "It may want exactly one picture, or a larger one.": (
        "Quizá quiera una sola imagen, o una más grande."
    ),
    "The request has {count} tokens, and {model} reads {limit}.": (
        "La petición tiene {count} tokens, y {model} lee {limit}."
    ),
    "Ask about fewer pictures or facts.": "Pregunta por menos imágenes o menos hechos.",
    "Memory may be short: use a smaller model, or end its name in :4bit.": (
        "Puede faltar memoria: usa un modelo más pequeño, o termina su nombre en :4bit."
    ),
    "{source} has no weights in safetensors.": "{source} no tiene pesos en safetensors.",
    "{name} is not pulled: a server answers for it.": (
        "{name} no se descarga: lo sirve un servidor."
    ),
    "docs/generators.md tells how to name the server.": (
        "docs/generators.md dice cómo indicar el servidor."
    ),
    "This model takes {most} pictures at once, not {count}.": (
        "Este modelo admite {most} imágenes a la vez, no {count}."
    ),
    "Ask about fewer of them.": "Pregunta por menos.",
    "{name} runs behind a server of yours, and none is named.": (
        "{name} funciona en un servidor tuyo, y no se ha indicado ninguno."
    ),
    "Set MIRADA_OPENAI_BASE_URL to its address, for example http://localhost:8000/v1.": (
        "Pon su dirección en MIRADA_OPENAI_BASE_URL, por ejemplo http://localhost:8000/v1."
    ),
    "{vendor} answers for {name}, and its server is not named.": (
        "{name} lo sirve {vendor}, y su servidor no está indicado."
    ),
    "Set MIRADA_OPENAI_BASE_URL={address} and MIRADA_OPENAI_API_KEY.": (
        "Define MIRADA_OPENAI_BASE_URL={address} y MIRADA_OPENAI_API_KEY."
    ),
    "{name} needs a server, and neither an address nor a key is set.": (
        "{name} necesita un servidor, y no hay ni dirección ni clave."
    ),
    "Set MIRADA_OPENAI_BASE_URL for a server of yours, or MIRADA_OPENAI_API_KEY for OpenAI's.": (
        "Define MIRADA_OPENAI_BASE_URL para un servidor tuyo, o MIRADA_OPENAI_API_KEY para el de"
        " OpenAI."
    ),
    "There is no model that writes called {name}.": (
        "No hay ningún modelo de escritura llamado {name}."
    ),
    "Did you mean {names}? `mirada models` lists them; a folder or openai:MODEL works too.": (
        "¿Querías decir {names}? `mirada models` los lista; también sirve una carpeta u"
        " openai:MODELO."
    ),
    "`mirada models` lists them; a folder or openai:MODEL works too.": (
        "`mirada models` los lista; también sirve una carpeta u openai:MODELO."
    ),
    "The model in {folder} needs a package that is not installed: {why}.": (
        "El modelo de {folder} necesita un paquete que no está instalado: {why}."
    ),
    "Install that package, or use another model.": "Instala ese paquete, o usa otro modelo.",
    "{folder} does not tell the class of its processor.": (
        "{folder} no dice la clase de su procesador."
    ),
    "A generator needs a question.": "A un modelo que escribe hay que preguntarle algo.",
    "A prompt of {count} characters is too long.": (
        "Una petición de {count} caracteres es demasiado larga."
    ),
    "At most {limit}.": "Como mucho {limit}.",
    "max_tokens must be from 1 to {limit}, not {value}.": (
        "max_tokens debe estar entre 1 y {limit}, no ser {value}."
    ),
    "temperature must be from 0 to 2, not {value}.": (
        "temperature debe estar entre 0 y 2, no ser {value}."
    ),
    "The reply of {model} does not follow the schema: {fault}.": (
        "La respuesta de {model} no sigue el esquema: {fault}."
    ),
    "A larger model follows schemas better; nothing was changed.": (
        "Un modelo más grande sigue mejor los esquemas; no se ha cambiado nada."
    ),
    "{model} was asked for JSON and wrote something else.": (
        "A {model} se le pidió JSON y escribió otra cosa."
    ),
    "MIRADA_OPENAI_API_KEY holds characters that no key has.": (
        "MIRADA_OPENAI_API_KEY contiene caracteres que ninguna clave tiene."
    ),
    "Copy the key again.": "Copia la clave de nuevo.",
    "{name} runs on {host}, and offline is set.": (
        "{name} funciona en {host}, y el modo sin conexión está activo."
    ),
    "Unset MIRADA_OFFLINE, or use a server on this machine.": (
        "Desactiva MIRADA_OFFLINE, o usa un servidor de esta máquina."
    ),
    "{host} broke off within its reply.": "{host} se cortó en mitad de su respuesta.",
    "Try again; if it happens again, look at the server's own log.": (
        "Prueba de nuevo; si vuelve a ocurrir, mira el registro del propio servidor."
    ),
    "The generator's server {host} cannot be reached: {why}.": (
        "No se puede conectar con el servidor {host} del modelo: {why}."
    ),
    "Start it, or correct MIRADA_OPENAI_BASE_URL; without --model, the answer comes from the facts"
    " alone.": (
        "Arráncalo, o corrige MIRADA_OPENAI_BASE_URL; sin --model, la respuesta sale solo de los"
        " hechos."
    ),
    "{host} has sent nothing for {seconds} seconds.": (
        "{host} lleva {seconds} segundos sin enviar nada."
    ),
    "Raise MIRADA_GENERATOR_TIMEOUT, or use a smaller model.": (
        "Sube MIRADA_GENERATOR_TIMEOUT, o usa un modelo más pequeño."
    ),
    "The connection to {host} broke off: {why}.": "La conexión con {host} se cortó: {why}.",
    "{host} does not let us in ({status}): {why}.": "{host} no nos deja entrar ({status}): {why}.",
    "Set MIRADA_OPENAI_API_KEY.": "Define MIRADA_OPENAI_API_KEY.",
    "Your key was not sent, since the address is not https.": (
        "Tu clave no se ha enviado, porque la dirección no es https."
    ),
    "Check MIRADA_OPENAI_API_KEY and what the key may do.": (
        "Revisa MIRADA_OPENAI_API_KEY y lo que permite esa clave."
    ),
    "{host} sends us elsewhere ({status}), and redirects are not followed.": (
        "{host} nos manda a otro sitio ({status}), y las redirecciones no se siguen."
    ),
    "Set MIRADA_OPENAI_BASE_URL to where it really is.": (
        "Pon en MIRADA_OPENAI_BASE_URL la dirección verdadera."
    ),
    "Pictures must come as a tuple or list, even a single one.": (
        "Las imágenes deben darse en una tupla o lista, aunque sea una sola."
    ),
    "{host} has no model {model}, or is no such server ({status}): {why}.": (
        "{host} no tiene el modelo {model}, o no es un servidor así ({status}): {why}."
    ),
    "Check the model's name, and that MIRADA_OPENAI_BASE_URL ends in /v1.": (
        "Revisa el nombre del modelo, y que MIRADA_OPENAI_BASE_URL acabe en /v1."
    ),
    "{host} wants to be paid first ({status}): {why}.": (
        "{host} quiere cobrar antes ({status}): {why}."
    ),
    "Add credit to the account, or use a model on this machine.": (
        "Añade saldo a la cuenta, o usa un modelo de esta máquina."
    ),
    "{host} is busy or in trouble ({status}): {why}.": (
        "{host} está ocupado o tiene problemas ({status}): {why}."
    ),
    "Try again later, in {seconds} seconds.": "Prueba más tarde, dentro de {seconds} segundos.",
    "{host} does not take the request ({status}): {why}.": (
        "{host} no admite la petición ({status}): {why}."
    ),
    "Fewer or smaller pictures or less text may help.": (
        "Puede ayudar enviar menos imágenes, más pequeñas, o menos texto."
    ),
    "{model} thought for {count} tokens and wrote nothing.": (
        "{model} pensó durante {count} tokens y no escribió nada."
    ),
    "Raise max_tokens, or ask a model that does not think aloud.": (
        "Sube max_tokens, o pregunta a un modelo que no piense en voz alta."
    ),
    "{host} answers with something that is no JSON object.": (
        "{host} responde con algo que no es un objeto JSON."
    ),
    "Is it a server of the OpenAI dialect? The address usually ends in /v1.": (
        "¿Es un servidor compatible con OpenAI? La dirección suele acabar en /v1."
    ),
    "{host} does not stop writing.": "{host} no deja de escribir.",
    "Ask another server.": "Pregunta a otro servidor.",
    "{host} gave up while it was writing: {why}.": "{host} se rindió mientras escribía: {why}.",
    "Try again.": "Prueba de nuevo.",
    "The price {price} is not of the form IN/OUT.": (
        "El precio {price} no tiene la forma ENTRADA/SALIDA."
    ),
    "Set US dollars for a million tokens, like MIRADA_GENERATOR_PRICE=0.1/0.5.": (
        "Pon dólares por millón de tokens, como MIRADA_GENERATOR_PRICE=0.1/0.5."
    ),
    "There is a money budget, but the price of {model} is not known.": (
        "Hay un presupuesto de dinero, pero no se sabe el precio de {model}."
    ),
    "Set MIRADA_GENERATOR_PRICE, or MIRADA_GENERATOR_TOKEN_BUDGET instead.": (
        "Define MIRADA_GENERATOR_PRICE, o en su lugar MIRADA_GENERATOR_TOKEN_BUDGET."
    ),
    "This call of {model} may take {tokens} tokens; of the budget of {limit}, {used} are used.": (
        "Esta llamada a {model} puede gastar {tokens} tokens; del presupuesto de {limit} se han"
        " usado {used}."
    ),
    "Raise MIRADA_GENERATOR_TOKEN_BUDGET, or ask for less text.": (
        "Sube MIRADA_GENERATOR_TOKEN_BUDGET, o pide menos texto."
    ),
    "This call of {model} may cost {money} US dollars; of the budget of {limit}, {spent} are"
    " spent.": (
        "Esta llamada a {model} puede costar {money} dólares; del presupuesto de {limit} se han"
        " gastado {spent}."
    ),
    "Raise MIRADA_GENERATOR_MONEY_BUDGET, or ask for less text.": (
        "Sube MIRADA_GENERATOR_MONEY_BUDGET, o pide menos texto."
    ),
    "MIRADA_OPENAI_BASE_URL is no address of a server.": (
        "MIRADA_OPENAI_BASE_URL no es la dirección de un servidor."
    ),
    "It should look like http://localhost:8080/v1.": "Debe ser como http://localhost:8080/v1.",
    "The address of the server {host} holds more than a place.": (
        "La dirección del servidor {host} contiene más que un lugar."
    ),
    "Put a key in MIRADA_OPENAI_API_KEY, never in the address.": (
        "Pon la clave en MIRADA_OPENAI_API_KEY, nunca en la dirección."
    ),
}
