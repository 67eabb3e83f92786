"""How the questions of bench/cctv_asks.py are put: (Spanish, English) by kind.

FIRST was written before Mirada was tried on them. LATER was written after all was mended for FIRST,
and measured on films of another seed before anything was mended for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Words = Mapping[str, Sequence[tuple[str, str]]]

FIRST: Words = {
    "count people": (
        ("¿Cuántos visitantes hubo?", "How many visitors were there?"),
        ("¿Cuánta gente pasó?", "How many people came by?"),
        ("¿Cuántas personas distintas salen en el vídeo?", "How many different people show up?"),
        ("¿A cuántas personas se ve?", "How many persons did you see?"),
    ),
    "count cars": (
        ("¿Cuántos coches pasaron?", "How many cars went past?"),
        ("¿Cuántos vehículos hay?", "How many vehicles are there?"),
        ("Número de coches", "Number of cars"),
    ),
    "count all": (
        ("¿Cuántas cosas se movieron?", "How many things moved?"),
        ("¿Cuántos objetos en movimiento hay?", "How many moving objects are there?"),
        ("¿Cuántas cosas pasaron por delante de la cámara?", "How many things passed the camera?"),
    ),
    "most people": (
        (
            "¿Cuántas personas hubo como máximo a la vez?",
            "How many people at most at the same time?",
        ),
        (
            "¿Cuánta gente coincidió al mismo tiempo como mucho?",
            "What's the maximum number of people seen together?",
        ),
        ("Máximo de personas simultáneas", "Most people at once?"),
    ),
    "count side": (
        ("¿Cuántos llegaron por {lado}?", "How many arrived from the {side}?"),
        ("¿Cuántas personas vinieron de {lado}?", "How many people came from the {side}?"),
        ("¿Cuántos visitantes entraron por {lado}?", "How many visitors entered on the {side}?"),
    ),
    "count stopped": (
        ("¿Cuántas personas se pararon?", "How many people stopped?"),
        ("¿Cuántos se detuvieron?", "How many of them stopped?"),
        ("¿Cuántos visitantes hicieron una pausa?", "How many visitors paused?"),
    ),
    "anybody": (
        ("¿Vino alguien?", "Did anyone come?"),
        ("¿Se ve a alguien?", "Is there anybody?"),
        ("¿Pasó alguna persona por allí?", "Did someone walk by?"),
        ("¿Hubo alguna visita?", "Were there any visitors?"),
    ),
    "any car": (
        ("¿Pasa algún coche?", "Did a car drive past?"),
        ("¿Hay coches?", "Any cars?"),
        ("¿Apareció algún vehículo?", "Did any vehicle appear?"),
    ),
    "left behind": (
        ("¿Se dejaron algo?", "Anything left behind?"),
        ("¿Alguien dejó algo abandonado?", "Did anybody leave something behind?"),
        ("¿Hay algún objeto abandonado?", "Is there an abandoned object?"),
        ("¿Quedó algún bulto en el suelo?", "Was anything put down and left there?"),
    ),
    "anyone stopped": (
        ("¿Se paró alguien?", "Did anyone stop?"),
        ("¿Alguien se detuvo?", "Did anybody stand still?"),
        ("¿Hubo alguien que se quedara quieto?", "Was there someone who stopped?"),
    ),
    "anyone waited": (
        (
            "¿Alguien estuvo más de {seconds} segundos?",
            "Was anyone there for more than {seconds} seconds?",
        ),
        (
            "¿Se quedó alguien más de {seconds} segundos?",
            "Did anybody stay longer than {seconds} seconds?",
        ),
    ),
    "between": (
        ("¿Había alguien entre {from} y {to}?", "Was anybody there between {from} and {to}?"),
        (
            "¿Hubo alguna persona entre el {from} y el {to}?",
            "Is someone visible between {from} and {to}?",
        ),
        ("entre {from} y {to}, ¿se ve a alguien?", "between {from} and {to}, is anyone in view?"),
    ),
    "colour there": (
        ("¿Hay alguien vestido de {color}?", "Is there anyone dressed in {colour}?"),
        ("¿Aparece alguien de {color}?", "Did somebody in {colour} turn up?"),
        ("¿Se ve a una persona con algo {color}?", "Does anybody wear {colour}?"),
    ),
    "nth stay": (
        ("¿Cuánto tiempo se quedó el {nth_o}?", "How long did the {nth} one stay?"),
        ("¿Cuánto estuvo la {nth_f} persona?", "How long was the {nth} person around?"),
        ("Duración de la visita del {nth_es} visitante", "How long did the {nth} visitor stay?"),
    ),
    "nth enters": (
        ("¿Por qué lado llegó el {nth_o}?", "Which side did the {nth} one come from?"),
        ("¿De dónde vino el {nth_es} visitante?", "Where did the {nth} visitor come from?"),
        ("¿Por dónde entró la {nth_f} persona?", "From where did the {nth} person enter?"),
    ),
    "nth leaves": (
        ("¿Por qué lado se fue el {nth_o}?", "Which side did the {nth} one leave by?"),
        ("¿Por dónde se marchó el {nth_es} visitante?", "Where did the {nth} visitor go out?"),
        ("¿Hacia qué lado salió la {nth_f} persona?", "Which way did the {nth} person leave?"),
    ),
    "nth arrives": (
        ("¿Cuándo llegó el {nth_o}?", "When did the {nth} one arrive?"),
        ("¿En qué momento aparece el {nth_es} visitante?", "When does the {nth} visitor show up?"),
        (
            "¿A los cuántos segundos entra la {nth_f} persona?",
            "At what time does the {nth} person come into view?",
        ),
    ),
    "nth gone": (
        ("¿Cuándo se fue el {nth_o}?", "When did the {nth} one leave?"),
        ("¿En qué momento desaparece el {nth_es} visitante?", "When is the {nth} visitor gone?"),
        ("¿A qué hora se marchó la {nth_f} persona?", "What time did the {nth} person go away?"),
    ),
    "nth upper": (
        (
            "¿De qué color iba vestido el {nth_o} por arriba?",
            "What colour was the {nth} one wearing on top?",
        ),
        (
            "¿De qué color era la camiseta del {nth_es} visitante?",
            "What colour was the {nth} visitor's top?",
        ),
    ),
    "nth clothes": (
        ("¿Qué color de ropa llevaba la {nth_f} persona?", "What was the {nth} person wearing?"),
    ),
    "nth stood": (
        ("¿Cuánto tiempo estuvo parado el {nth_o}?", "How long did the {nth} one stand still?"),
        (
            "¿Cuánto duró la parada de la {nth_f} persona?",
            "How long did the {nth} person stop for?",
        ),
    ),
    "colour leaves": (
        ("¿Por qué lado se fue el de {color}?", "Which side did the {colour} one leave by?"),
        ("¿Por dónde salió la persona de {color}?", "Where did the person in {colour} leave?"),
        (
            "¿Por dónde se marchó el que iba de {color}?",
            "Which way did the one in {colour} go out?",
        ),
    ),
    "colour arrives": (
        ("¿Cuándo llegó el de {color}?", "When did the one in {colour} arrive?"),
        (
            "¿Cuándo aparece la persona de {color}?",
            "When does the person dressed in {colour} appear?",
        ),
    ),
    "who first": (
        (
            "¿Quién llegó antes, el de {color} o el de {color2}?",
            "Who came first, the one in {colour} or the one in {colour2}?",
        ),
        (
            "¿Quién apareció primero, la persona de {color} o la de {color2}?",
            "Which person showed up first, the one in {colour} or the one in {colour2}?",
        ),
    ),
    "car colour": (
        ("¿De qué color era el coche?", "What colour was the car?"),
        ("¿Qué color tenía el vehículo?", "What colour did the vehicle have?"),
    ),
    "car enters": (
        ("¿Por dónde llegó el coche?", "Where did the car come from?"),
        ("¿De qué lado vino el coche?", "Which side did the car come in from?"),
    ),
    "car leaves": (
        ("¿Por dónde se fue el coche?", "Which side did the car leave by?"),
        ("¿Hacia dónde salió el vehículo?", "Where did the vehicle drive off?"),
    ),
    "car arrives": (
        ("¿Cuándo pasó el coche?", "When did the car pass?"),
        ("¿Cuándo aparece el vehículo?", "When did the vehicle show up?"),
    ),
    "car stay": (
        ("¿Cuánto tiempo estuvo el coche?", "How long was the car there?"),
        ("¿Cuánto rato se ve el coche?", "For how long can the car be seen?"),
    ),
    "car stopped": (
        ("¿Se paró el coche?", "Did the car stop?"),
        ("¿El coche se detiene en algún momento?", "Does the car halt at any point?"),
    ),
    "after": (
        ("¿Qué pasó después de {time}?", "What happened after {time}?"),
        ("¿Qué ocurre a partir del {time}?", "What goes on from {time} onwards?"),
    ),
    "came after": (
        ("¿Vino algo o alguien después del minuto {time}?", "Who or what came after {time}?"),
    ),
    "length": (
        ("¿Cuánto dura el vídeo?", "How long is the video?"),
        ("¿Qué duración tiene la grabación?", "What is the length of the recording?"),
    ),
    "when left": (
        ("¿Cuándo dejaron la bolsa?", "When was the bag left?"),
        ("¿Cuándo se dejó el objeto?", "When was the object left behind?"),
        ("¿En qué momento abandonaron el bulto?", "When was something put down?"),
    ),
    "first of all": (
        ("¿Cuándo se mueve algo por primera vez?", "When does something move for the first time?"),
        ("¿En qué momento aparece lo primero?", "When does the first thing appear?"),
        ("¿Cuándo empieza a haber movimiento?", "When does the first movement happen?"),
    ),
}

LATER: Words = {
    "count people": (
        ("¿Cuántos individuos se registraron?", "What was the total number of visitors?"),
        ("Dime cuánta gente entró en escena", "Tell me how many folks walked into the scene"),
    ),
    "count cars": (
        ("¿Circularon coches? ¿Cuántos?", "Count the cars for me"),
        ("¿Cuántos automóviles se han visto?", "How many automobiles have been seen?"),
    ),
    "count all": (
        (
            "¿Cuántas cosas distintas se mueven en total?",
            "In total, how many moving things are there?",
        ),
    ),
    "most people": (
        (
            "¿Cuál fue el mayor número de personas presentes a la vez?",
            "What was the largest number of people present at any one time?",
        ),
        (
            "¿Llegó a haber dos personas a la vez? ¿Cuántas como máximo?",
            "At the busiest moment, how many people were there?",
        ),
    ),
    "count side": (
        ("¿Cuántas personas aparecieron por {lado}?", "How many people appeared on the {side}?"),
        ("¿Cuánta gente accedió por {lado}?", "How many visitors walked in from the {side}?"),
    ),
    "count stopped": (
        ("¿Cuántas personas se quedaron paradas?", "How many people stood still?"),
        ("¿Cuántos se pararon un rato?", "How many came to a stop?"),
    ),
    "anybody": (
        ("¿Apareció por ahí algún ser humano?", "Did any human being show up?"),
        ("¿Estuvo el sitio vacío todo el tiempo o vino alguien?", "Was there a person at all?"),
        ("¿Ha pasado gente?", "Have any people gone past?"),
    ),
    "any car": (
        ("¿Se ve circular algún automóvil?", "Is there any traffic, any car?"),
        ("¿Algún coche en el vídeo?", "Can you see a vehicle?"),
    ),
    "left behind": (
        ("¿Queda algo tirado cuando se van?", "Is anything still lying there after they left?"),
        ("¿Alguien se olvidó una bolsa?", "Did someone forget a bag?"),
        (
            "¿Ha aparecido algún objeto que antes no estaba?",
            "Has an object appeared that was not there before?",
        ),
    ),
    "anyone stopped": (
        ("¿Hay alguien que se detenga?", "Does any of the visitors stop?"),
        ("¿Se quedó parada alguna persona?", "Did a person come to a halt?"),
    ),
    "anyone waited": (
        (
            "¿Permaneció alguna persona más de {seconds} segundos?",
            "Did a visitor remain for over {seconds} seconds?",
        ),
    ),
    "between": (
        (
            "¿Se ve gente entre el segundo {from} y el {to}?",
            "From {from} to {to}, was there anyone?",
        ),
        (
            "¿Estaba vacío entre {from} y {to}, o había alguien?",
            "In the period between {from} and {to}, did we have anybody on screen?",
        ),
    ),
    "colour there": (
        ("¿Pasó alguien con ropa {color_f}?", "Was there a person with {colour} clothes?"),
        ("¿Alguna persona iba de {color}?", "Is somebody wearing {colour} seen?"),
    ),
    "nth stay": (
        (
            "¿Cuántos segundos permaneció el {nth_o}?",
            "For how many seconds was the {nth} one visible?",
        ),
        (
            "La {nth_f} persona, ¿cuánto tiempo estuvo?",
            "The {nth} person: how long did they hang around?",
        ),
    ),
    "nth enters": (
        ("¿Por qué parte entró la {nth_f}?", "On which side did the {nth} visitor appear?"),
        ("El {nth_es} visitante, ¿por dónde aparece?", "Where does the {nth} one enter from?"),
    ),
    "nth leaves": (
        ("¿Por dónde desapareció el {nth_o}?", "By which side does the {nth} visitor exit?"),
        ("La {nth_f} persona, ¿por qué lado se fue?", "Where did the {nth} one go off?"),
    ),
    "nth arrives": (
        (
            "¿Cuándo se ve por primera vez a la {nth_f} persona?",
            "When is the {nth} one first visible?",
        ),
        ("Hora de llegada del {nth_es} visitante", "Arrival time of the {nth} visitor"),
    ),
    "nth gone": (
        ("¿Hasta cuándo estuvo la {nth_f} persona?", "Until when was the {nth} person there?"),
        ("¿Cuándo deja de verse al {nth_o}?", "When do we last see the {nth} one?"),
    ),
    "nth upper": (
        (
            "¿Qué color tiene la parte de arriba de la {nth_f} persona?",
            "The {nth} person's top is what colour?",
        ),
    ),
    "nth clothes": (
        ("¿Cómo iba vestida la {nth_f} persona?", "How was the {nth} visitor dressed?"),
        ("Describe la ropa del {nth_es} visitante", "Describe the clothes of the {nth} person"),
    ),
    "nth stood": (
        ("¿Durante cuánto tiempo se paró el {nth_o}?", "For how long was the {nth} one standing?"),
        ("¿Cuánto rato esperó la {nth_f} persona?", "How long did the {nth} visitor wait?"),
    ),
    "colour leaves": (
        (
            "La persona vestida de {color}, ¿por dónde se marchó?",
            "The person wearing {colour}: on which side did they leave?",
        ),
        (
            "¿Por qué lado salió el visitante de {color}?",
            "By which side did the visitor in {colour} go away?",
        ),
    ),
    "colour arrives": (
        (
            "¿A qué hora entra el que viste de {color}?",
            "At what time did the {colour} one come in?",
        ),
    ),
    "who first": (
        (
            "Entre el de {color} y el de {color2}, ¿quién vino primero?",
            "Did the one in {colour} come before the one in {colour2}, or who was first?",
        ),
        (
            "¿Cuál de los dos llegó primero, el de {color} o el de {color2}?",
            "Which of the two arrived earlier, the one in {colour} or the one in {colour2}?",
        ),
    ),
    "car colour": (("¿Cómo era el coche, de qué color?", "What was the colour of that car?"),),
    "car enters": (("¿Por qué lado entra el automóvil?", "From where did the vehicle arrive?"),),
    "car leaves": (("¿Por dónde desaparece el coche?", "On what side did the car drive away?"),),
    "car arrives": (("¿En qué segundo entra el coche?", "At which second does the car enter?"),),
    "car stay": (
        (
            "¿Cuántos segundos está el coche en imagen?",
            "How many seconds is the car in the picture?",
        ),
    ),
    "car stopped": (("¿Llegó a pararse el coche?", "Did the car ever come to a standstill?"),),
    "after": (
        ("¿Qué sucedió tras el minuto {time}?", "What else happened later than {time}?"),
        ("Cuéntame lo que pasa a partir de {time}", "Tell me what happens after {time}"),
        ("Desde {time}, ¿qué ocurre?", "After {time}, what do you see happening?"),
    ),
    "came after": (
        ("¿Quién llegó después de {time}?", "Who arrived later than {time}?"),
        ("¿Apareció alguien más a partir de {time}? ¿Quién?", "Who shows up after {time}?"),
    ),
    "length": (("¿Cuántos segundos dura esto?", "How many seconds long is this clip?"),),
    "when left": (
        ("¿A qué hora aparece el objeto abandonado?", "At what point was the bag put down?"),
        ("¿Cuándo soltaron la bolsa?", "When did they leave the object?"),
    ),
    "first of all": (
        ("¿Cuándo se produce el primer movimiento?", "At what moment is there movement first?"),
        ("¿Cuándo llega lo primero que se mueve?", "When does anything move first?"),
    ),
}
