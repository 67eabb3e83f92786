"""Spanish for what models and their files say."""

from __future__ import annotations

MODELS: dict[str, str] = {
    "The background texts {path} cannot be read: {why}.": (
        "Los textos de fondo {path} no se pueden leer: {why}."
    ),
    "Reinstall Mirada.": "Reinstala Mirada.",
    "The background texts {path} are no table of en and es.": (
        "Los textos de fondo {path} no son una tabla de en y es."
    ),
    "There is no model {name} in the catalogue.": "No hay ningún modelo {name} en el catálogo.",
    "Did you mean {names}?": "¿Querías decir {names}?",
    "`mirada models` lists them.": "`mirada models` los lista.",
    "{path} has {size} bytes: too many for such a file.": (
        "{path} tiene {size} bytes: demasiados para un fichero así."
    ),
    "The model file {path} is missing.": "Falta el fichero {path} del modelo.",
    "The model file {path} cannot be read: {why}.": (
        "No se puede leer el fichero {path} del modelo: {why}."
    ),
    "The model file {path} is not valid JSON.": "El fichero {path} del modelo no es JSON válido.",
    "It may be cut short: pull it again.": "Puede estar incompleto: vuelve a descargarlo.",
    "The model file {path} holds no object.": (
        "El fichero {path} del modelo no contiene ningún objeto."
    ),
    "The model file {path} is no whole safetensors file.": (
        "El fichero {path} del modelo no es un safetensors completo."
    ),
    "A picture of floating-point numbers has no known white.": (
        "En una imagen de números decimales no se sabe qué valor es el blanco."
    ),
    "Pictures must come as float32 [n, 3, h, w], not {shape}.": (
        "Las imágenes deben darse como float32 [n, 3, h, w], no {shape}."
    ),
    "Pictures must come as float32 [n, 3, 32, 32], not {shape}.": (
        "Las imágenes deben darse como float32 [n, 3, 32, 32], no {shape}."
    ),
    "The {tower} tower of {model} gives vectors of shape {shape}, but its files promise"
    " {dimension}.": (
        "La torre {tower} de {model} da vectores de forma {shape}, pero sus ficheros anuncian"
        " {dimension}."
    ),
    "Its configuration and its weights do not belong together: pull it again.": (
        "Su configuración y sus pesos no se corresponden: vuelve a descargarlo."
    ),
    "The {tower} tower of {model} gave numbers that are not finite.": (
        "La torre {tower} de {model} ha dado números que no son finitos."
    ),
    "The weights may be damaged; pull the model again or use another precision.": (
        "Los pesos pueden estar dañados; vuelve a descargar el modelo o usa otra precisión."
    ),
    "The files of {model} promise vectors of {dimension} numbers.": (
        "Los ficheros de {model} anuncian vectores de {dimension} números."
    ),
    "There is no model folder {folder}.": "No existe la carpeta de modelo {folder}.",
    "{path} is a pickle, which can run code when it is opened.": (
        "{path} es un pickle, que puede ejecutar código al abrirse."
    ),
    "Save it as safetensors first: model.save_pretrained(folder).": (
        "Guárdalo antes como safetensors: model.save_pretrained(carpeta)."
    ),
    "{folder} holds no model in a known layout.": (
        "{folder} no contiene un modelo con una disposición conocida."
    ),
    "Wanted: visual/ and textual/, or onnx/, or model.safetensors.": (
        "Debe contener visual/ y textual/, u onnx/, o model.safetensors."
    ),
    "{folder} holds both towers in one model.onnx, which is not supported.": (
        "{folder} tiene las dos torres en un solo model.onnx, y eso no se admite."
    ),
    "Use an export with vision_model.onnx and text_model.onnx.": (
        "Usa una exportación con vision_model.onnx y text_model.onnx."
    ),
    "Pull the model again, or complete it.": "Vuelve a descargar el modelo o complétalo.",
    "The {tower} tower {path} also wants {inputs}, which is not known.": (
        "La torre {tower} {path} pide también {inputs}, que Mirada no conoce."
    ),
    "The {tower} tower {path} has no {input} input; its inputs: {found}.": (
        "La torre {tower} {path} no tiene una entrada {input}; sus entradas: {found}."
    ),
    "The {tower} tower {path} gives no pooled vector; its outputs: {found}.": (
        "La torre {tower} {path} no da un vector agregado; sus salidas: {found}."
    ),
    "Export it with its pooling and projection (image_embeds, text_embeds).": (
        "Expórtala con su agregación y su proyección (image_embeds, text_embeds)."
    ),
    "The image tower {path} reads {width} x {height} pixels, but its files prepare {w} x {h}.": (
        "La torre de imagen {path} lee imágenes de {width} x {height} píxeles, pero sus ficheros"
        " las preparan de {w} x {h}."
    ),
    "The input {name} has a type that is not supported: {type}.": (
        "La entrada {name} es de un tipo que no se admite: {type}."
    ),
    "There is no engine {name}.": "No hay ningún motor {name}.",
    "Engines: {names}.": "Motores: {names}.",
    "There is no model {name}.": "No hay ningún modelo {name}.",
    "Did you mean {names}? `mirada models` lists them; a folder works too.": (
        "¿Querías decir {names}? `mirada models` los lista; también sirve una carpeta."
    ),
    "`mirada models` lists them; a folder works too.": (
        "`mirada models` los lista; también sirve una carpeta."
    ),
    "The model {name} is not on this machine.": "El modelo {name} no está en esta máquina.",
    "Get it with: mirada models pull {name} ({size} MB)": (
        "Descárgalo con: mirada models pull {name} ({size} MB)"
    ),
    "The engine {engine} cannot run the files of {model}.": (
        "El motor {engine} no puede ejecutar los ficheros de {model}."
    ),
    "Use --engine onnx or openvino, or auto.": "Usa --engine onnx u openvino, o auto.",
    "Use --engine transformers, or auto.": "Usa --engine transformers, o auto.",
    "{path} cannot be run: {why}.": "{path} no se puede ejecutar: {why}.",
    "The model file {path} cannot be opened: {why}.": (
        "No se puede abrir el fichero {path} del modelo: {why}."
    ),
    "It may be cut short or not an ONNX graph: pull the model again.": (
        "Puede estar incompleto o no ser un grafo ONNX: vuelve a descargar el modelo."
    ),
    "It may be cut short or use operations that OpenVINO lacks: --engine onnx.": (
        "Puede estar incompleto o usar operaciones que OpenVINO no tiene: --engine onnx."
    ),
    "A picture must be a path, a Pillow picture or a uint8 array, not {type}.": (
        "Una imagen debe ser una ruta, una imagen de Pillow o una matriz uint8, no {type}."
    ),
    "An array must be uint8 [h, w], [h, w, 3] or [h, w, 4], not {type} {shape}.": (
        "Una matriz debe ser uint8 [h, w], [h, w, 3] o [h, w, 4], no {type} {shape}."
    ),
    "A picture of {width} x {height} pixels is too long and thin for this model.": (
        "Una imagen de {width} x {height} píxeles es demasiado alargada para este modelo."
    ),
    "{folder} does not tell how pictures are prepared: preprocessor_config.json is missing.": (
        "{folder} no dice cómo se preparan las imágenes: falta preprocessor_config.json."
    ),
    "Pull the model again, or copy that file from where the model comes from.": (
        "Vuelve a descargar el modelo, o copia ese fichero de donde venga el modelo."
    ),
    "{path} prepares pictures in their own shape (NaFlex), which is not supported.": (
        "{path} prepara las imágenes con su propia forma (NaFlex), y eso no se admite."
    ),
    "Use the fixed-resolution sibling, for example siglip2-base.": (
        "Usa su variante de resolución fija, por ejemplo siglip2-base."
    ),
    "{path} has an unknown kind of preparation: {kind}.": (
        "{path} tiene un tipo de preparación desconocido: {kind}."
    ),
    "{path} asks for {what}, which is not supported.": "{path} pide {what}, y eso no se admite.",
    "{path} has an unknown resize_mode: {value}.": (
        "{path} tiene un resize_mode desconocido: {value}."
    ),
    "{path} has an impossible fill_color: {value}.": (
        "{path} tiene un fill_color imposible: {value}."
    ),
    "{path} has an impossible {key}: {value}.": "{path} tiene un {key} imposible: {value}.",
    "{path} has an unknown resample: {value}.": "{path} tiene un resample desconocido: {value}.",
    "A text is wanted, not {type}.": "Se espera un texto, no {type}.",
    "A text has {count} characters; {limit} is the limit.": (
        "Un texto tiene {count} caracteres; el límite es {limit}."
    ),
    "Shorten it.": "Acórtalo.",
    "{file} adds {count} special tokens to a text, but the model reads {limit}.": (
        "{file} añade {count} tokens especiales a un texto, pero el modelo lee {limit}."
    ),
    "The tokenizer {path} has {size} bytes: too many.": (
        "El tokenizador {path} tiene {size} bytes: demasiados."
    ),
    "The tokenizer {path} cannot be read: {why}.": (
        "El tokenizador {path} no se puede leer: {why}."
    ),
    "Pull the model again.": "Vuelve a descargar el modelo.",
    "The files beside {path} promise texts of {count} tokens.": (
        "Los ficheros que acompañan a {path} anuncian textos de {count} tokens."
    ),
    "{folder} cleans texts in an unknown way: {way}.": (
        "{folder} limpia los textos de un modo desconocido: {way}."
    ),
    "{folder} holds a {type}, which gives no vectors for both pictures and texts.": (
        "{folder} contiene un {type}, que no da vectores tanto de imágenes como de textos."
    ),
    "The weights in {folder} lack {count} tensors, for example {name}.": (
        "A los pesos de {folder} les faltan {count} tensores, por ejemplo {name}."
    ),
    "The checkpoint belongs to another architecture or is incomplete.": (
        "El punto de control es de otra arquitectura o está incompleto."
    ),
    "transformers cannot open {folder}: {why}.": "transformers no puede abrir {folder}: {why}.",
    "The files may be damaged, or need a newer transformers or custom code.": (
        "Los ficheros pueden estar dañados, o necesitar una versión más nueva de transformers o"
        " código propio."
    ),
    "The model gives {type}, which holds no pooled vector.": (
        "El modelo da {type}, que no contiene un vector agregado."
    ),
}
