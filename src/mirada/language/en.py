"""English: the templates and the closed lists of words (see tongue.py for what each is)."""

from __future__ import annotations

from mirada.language.conjugate import english
from mirada.language.tongue import Tongue

_INTO = (
    "[the picture|the frame|the scene|into the picture|into the frame|"
    "into the scene|here|there|in here]"
)
_OUT_OF = "[the picture|the frame|the scene|the shot|from view|here]"
_ENTER = english("come in", "enter", "walk in", "step in", "drive in", "run in", "arrive",
                 "get in", "get here", "get there", "come")  # fmt: skip
_LEAVE = english("leave", "go out", "exit", "walk out", "walk off", "drive off", "drive out",
                 "go away", "walk away", "run off", "disappear")  # fmt: skip
_STILL = "(still|motionless|stationary|parked|standing still)"
_STOP = (
    english("stop", "pause", "halt", "stand still", "come to a stop", "come to a halt",
            "make a stop")
    + f"|[is|are|was|were|stays|stay|stayed|remains|remain|remained] {_STILL}"
)  # fmt: skip
_STAY = english("stay", "remain", "spend")
_GO = english("move", "cross", "go", "walk", "head", "travel", "run", "drive")
_SEEN = english("appear", "show up", "turn up", "go by", "pass by", "come by", "walk by",
                "drive by", "walk past", "drive past", "go past", "go through", "pass", "see",
                "detect", "spot", "record", "capture")  # fmt: skip
_UPPER = "(upper half|upper part|upper body|top|top half)"
_LOWER = "(lower half|lower part|lower body|bottom|bottom half)"
_WITH = "[wears|wear|wore|wearing|has|with|in] [a|the|his|her]"

_CLAUSES = {
    # when
    "span_clock": "between {start:clock} and {end:clock}",
    "span_film": "between {start:film} and {end:film}",
    "span": "(between|from) {start:time} (and|to|until|till) {end:time}",
    "at_clock": "at {time:clock}",
    "at_film": "at {time:film}",
    "at": "(at|in) {time:time}",
    "at_about": "(about|around|at about|at around|towards|near) {time:time}",
    "after": "(after|from|since|later than|past) {time:time}",
    "before": "(before|until|till|earlier than|by) {time:time}",
    "day": "[on] {day}",
    "at_night": "(at night|by night|during the night|in the night|overnight)",
    "by_day": "(by day|during the day|in the daytime|in daylight)",
    # of a track
    "enters": (
        f"({_ENTER}|{english('appear', 'show up', 'turn up')}|in) {_INTO} "
        "(from|by|at|on|through) {side}"
    ),
    "enters_inside": "(appears|appear|appeared) within the picture",
    "enters_any": f"({_ENTER}) {_INTO} [from]",
    "by_side": "(from|by|through) {side}",
    "starts_there": "(is|are|was|were|) (already|) (there|present|in the picture) "
    "(at the start|at the beginning|from the start)",
    "leaves": f"({_LEAVE}) {_OUT_OF} {{side:side_edge}}",
    "leaves_inside": "(disappears|disappear|disappeared) within the picture",
    "in_and_out": "(appears and disappears) within the picture",
    "enters_leaves": (
        f"(comes in and leaves|({_ENTER}) and ({_LEAVE})) {_OUT_OF} {{side:side_edge}}"
    ),
    "leaves_any": f"({_LEAVE}) {_OUT_OF} [by|through|at]",
    "stays_till_end": "(is|are|was|were|remains|remain|) still there at the end",
    "at_the_end": "[still] [there] (at the end|when (it|the video|the film) (ends|finishes))",
    "direction": f"({_GO}) {{direction}}",
    "moves_any": f"({english('move')})",
    "stops_for": f"({_STOP}|{english('wait')}) [once] (for|) {{duration}}",
    "stops_times": f"({_STOP}) {{times}}",
    "stops_times_for": f"({_STOP}) {{times}} [,] for {{duration}} (in all|in total)",
    "no_stop": "(does not stop|do not stop|did not stop|without stopping|never stops|never stop)",
    "stops_any": f"({_STOP})",
    "dwell": f"({_STAY}|is there|are there|was there|were there) [there|here|in view] "
    "(for|) {duration}",
    "dwell_after": "after {duration}",
    "dwell_during": "(for|) {duration}",
    "speed": "(moves|goes) at {factor} times its own size a second",
    "is_colour": "(is|are|was|is dressed in|wears|wear|is wearing|are wearing) {colour}",
    "colour_is": "{colour}",
    "upper_is": f"({_WITH} {_UPPER} [is|are] {{colour}}|{_WITH} {{colour}} (on top|up top))",
    "lower_is": f"({_WITH} {_LOWER} [is|are] {{colour}}|{_WITH} {{colour}} (below|down below))",
    "drops": "(leaves|left|drops|puts|places|takes|picks up|puts down|pushes|opens|closes|"
    "deposits) {other:thing}",
    "area_covers": "(covers|cover|takes up) {percent} [of the picture|of the image]",
    "mostly_at": "(is|stays) mostly {place}",
    "is_at": "(is|are|was|were|stands|sits|lies|is located|is seen|is situated) {place}",
    "visits": "((spends|spend|spent|is|stays) [for] {duration} in the zone {zone}|"
    "(is|stays|stay|remains) in [the] zone {zone} for {duration})",
    "visits_any": "(passes through|visits|enters|is in|stays in|crosses|goes to|goes into|was in) "
    "[the] zone {zone}",
    "in_zone": "in [the] zone {zone}",
    "near_by": "(next to|beside|near|close to) {other:thing}",
    "wears": "(wears|wear|carries|carry|is wearing|is carrying) {other:thing}",
    "first_seen": "((comes|come|came) into view|(is|are|was|were|) first seen)",
    "last_seen": "(is|are|was|were|) last seen",
    "earlier": "(before|earlier than) {other:thing}",
    "later": "(after|later than) {other:thing}",
    # of an object
    "left_behind_at": "(appears and stays|is left behind|is abandoned|is left) {place}",
    "left_behind": "(appears and stays|appears and stays there|is left behind|is abandoned|"
    "has been left behind|are left behind|was left behind|was abandoned|has been abandoned|"
    "been left behind|left behind|abandoned)",
    "removed_at": "is no longer {place}",
    "removed": "(is no longer there|is gone|is removed|has been removed|was removed|"
    "is taken away|disappears)",
    # that there is
    "seen": (
        f"(<is|are> seen|is visible|are visible|visible|seen|is present|are present|{_SEEN}|"
        "[can|could] be seen|was seen|were seen|been seen) "
        "[here|by here|the camera|anywhere|at any point|at some point]"
    ),
    "there_is": "(there <is|are>|there was|there were|is there one|are there any|we have|"
    "i am looking for|we are looking for|looking for|you can see|we see|we can see|i see)",
    "picture_seems": "(the picture seems to show|the image seems to show|there seems to be|"
    "there seem to be)",
    "film_seems": "the video seems to show",
    "frame": "([in|of|on] (the|this|a|) (picture|image|photo|photograph|scene|shot|video|film|"
    "clip|footage|frame|recording)|(in front of|past|by) the camera)",
    "frame_picture": "the picture",
    "frame_film": "the video",
    "seen_in": (
        f"({english('appear', 'pass', 'show up')}) ((in|on) (the|this) (recording|video|picture|"
        "film|clip|shot|scene|footage)|(on|before|in front of|past|by) (camera|the camera))"
    ),
    "shows": "(shows|show|contains|contain|depicts|features|shows that|has)",
    "total": "(in all|in total|altogether)",
    "at_once": "(at once|at the same time|simultaneously|at a time)",
    # of the picture or film
    "recorded": "was (recorded|filmed|shot) on {day} at {time:clock}",
    "taken": "(was taken|was made|is from) on {day} at {time:clock}",
    "recorded_day": "(was recorded|was filmed|was taken|was shot|is from) [on] [a] {day}",
    "recorded_at": "(was recorded|was filmed|was taken|was shot) at {time:clock}",
    "lasts": "(lasts|lasted|is|has a duration of) {duration} [long]",
    "size": "(is|measures|has) {size} pixels",
    "fixed": "(the camera (is (fixed|still|steady|static|stationary)|does not move)|"
    "is the camera (fixed|still|steady|static|stationary)|fixed camera)",
    "moving": "(the camera (moves or the video has cuts|moves|is not fixed)|"
    "(does the camera move|is the camera moving))",
    "shifted": "the camera (was moved or turned|was moved|was turned|has been moved|moved|turned)",
    "dark": "(is dark|is very dark|dark)",
    "bright": "(is very bright|is bright|bright)",
    "brightness": "(has|with) (a|) brightness of {percent}",
    "sharp": "(is sharp|is in focus|sharp)",
    "blurred": "(is blurred|is blurry|is out of focus|blurred|blurry)",
    "night": "(looks dark, taken at night or in infra-red|looks like night, dark or infra-red|"
    "was taken at night|is a night picture|"
    "looks like night|is dark or infra-red)",
    "covered": "(the lens is covered or the picture is empty|the lens is covered|"
    "the camera is covered|the picture is empty)",
    "shares": "(the main colours are|the main colors are|the dominant colours are|"
    "the dominant colors are) {shares}",
    "main_colour": "(the main colour is|the main color is|the dominant colour is|"
    "the dominant color is) {shares}",
    "share_of": "{colour} covers {percent} [of the picture|of the image]",
    "text_read": "(the text {text} can be read|the text {text} is seen|it says {text}|"
    "says {text}|reads {text}|the words {text}|the word {text}|{text} is written|"
    "{text} can be read|the text {text}|the text reads {text}|the sign says {text})",
    "longest": "the longest stay (is|was) {duration}",
    # between two things
    "left_of": "(is|are|stands|lies|) (to the left of|left of|on the left of) {other:thing}",
    "right_of": "(is|are|stands|lies|) (to the right of|right of|on the right of) {other:thing}",
    "above": "(is|are|stands|lies|) (above|over|on top of) {other:thing}",
    "below": "(is|are|stands|lies|) (below|under|beneath|underneath) {other:thing}",
    "near": "(is|are|stands|lies|) (near|next to|close to|beside) {other:thing}",
    "inside": "(is|are|stands|lies|) (inside|within|inside of) {other:thing}",
    "contains": "(contains|contain) {other:thing}",
    "in_front_of": "(is|are|stands|lies|) in front of {other:thing}",
    "behind": "(is|are|stands|lies|) behind {other:thing}",
    "touches": "(touches|touch|touched|is touching|are touching|touching|is in contact with|"
    "in contact with|is adjacent to|adjacent to|is attached to) {other:thing}",
    "is_extreme": "(is|are|lies|stands|) [the] {extreme} [one|of all|of them|of them all]",
    "ground_is": "((the background is|the ground is|is the background|is the ground) {colour}|"
    "(on|against) a {colour} (background|ground))",
}

_MODIFIERS = {
    "upper_lower": "with (a|an) {upper:colour} upper half and (a|an) {lower:colour} lower half",
    "upper": "(with|in|wearing) (a|an|) {upper:colour} (upper half|upper part|top|clothes on top|"
    "on top|up top)",
    "lower": "(with|in|wearing) (a|an|) {lower:colour} (lower half|lower part|bottom|"
    "clothes below|down below)",
    "in_colour": "in {colour}",
    "dressed": "(in|dressed in|wearing|clothed in) {colour} [clothes|clothing]",
    "wears": "(with|in|wearing|dressed in|carrying|who wears|who is wearing) {other:thing}",
    "covers": "that covers ({percent} of the picture|{percent} of the image|{percent})",
    "placed": "[that is|which is|that stands] {place}",
    "placed_side": "on {side}",
    "most": "[that is|which is] [the] {extreme}",
}

EN = Tongue(
    language="en",
    clauses=_CLAUSES,
    modifiers=_MODIFIERS,
    layouts={
        "track": "{when} {thing} {clauses}",
        "count": "{total}, {things} {seen}",
        "no_count": "{things} {seen}",
        "at_once": "at most {things} {seen} {at_once}",
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
        "left": "(the left|left|the left side|the left edge|the left hand side)",
        "right": "(the right|right|the right side|the right edge|the right hand side)",
        "top": "(the top|top|above|the top edge)",
        "bottom": "(the bottom|bottom|below|the bottom edge)",
    },
    directions={
        "left": "(left|to the left|leftwards|leftward|towards the left|toward the left|"
        "from right to left)",
        "right": "(right|to the right|rightwards|rightward|towards the right|toward the right|"
        "from left to right)",
        "up": "(up|upwards|upward|towards the top)",
        "down": "(down|downwards|downward|towards the bottom)",
    },
    places={
        "top-left": "(at the top left|on the top left|in the top left|in the upper left|"
        "in the top left corner|in the upper left corner|in the top left of the picture)",
        "top": "(at the top|on top|in the upper part|in the upper half)",
        "top-right": "(at the top right|on the top right|in the top right|in the upper right|"
        "in the top right corner|in the upper right corner)",
        "left": "(on the left|at the left|on the left side|on the left hand side|to the left|"
        "at the left edge)",
        "centre": "(in the centre|in the center|in the middle|at the centre|at the center)",
        "right": "(on the right|at the right|on the right side|on the right hand side|"
        "to the right|at the right edge)",
        "bottom-left": "(at the bottom left|on the bottom left|in the bottom left|"
        "in the lower left|in the bottom left corner|in the lower left corner)",
        "bottom": "(at the bottom|in the lower part|in the lower half)",
        "bottom-right": "(at the bottom right|on the bottom right|in the bottom right|"
        "in the lower right|in the bottom right corner|in the lower right corner)",
    },
    colours={
        "black": ("black",), "white": ("white",), "grey": ("grey", "gray"), "red": ("red",),
        "orange": ("orange",), "yellow": ("yellow",), "green": ("green",), "blue": ("blue",),
        "purple": ("purple", "violet"), "pink": ("pink",), "brown": ("brown",),
    },
    numbers={
        0: ("zero",), 1: ("one", "a", "an"), 2: ("two",), 3: ("three",), 4: ("four",), 5: ("five",),
        6: ("six",), 7: ("seven",), 8: ("eight",), 9: ("nine",), 10: ("ten",), 11: ("eleven",),
        12: ("twelve", "a dozen", "dozen"), 13: ("thirteen",), 14: ("fourteen",),
        15: ("fifteen",), 16: ("sixteen",), 17: ("seventeen",), 18: ("eighteen",),
        19: ("nineteen",), 20: ("twenty",), 25: ("twenty-five",), 30: ("thirty",),
        40: ("forty",), 45: ("forty-five",), 50: ("fifty",), 60: ("sixty",), 70: ("seventy",),
        80: ("eighty",), 90: ("ninety",),
        100: ("hundred", "a hundred"),
    },
    ordinals={
        1: ("first",), 2: ("second",), 3: ("third",), 4: ("fourth",), 5: ("fifth",),
        6: ("sixth",), 7: ("seventh",), 8: ("eighth",), 9: ("ninth",), 10: ("tenth",),
        -1: ("last",),
    },
    amounts={
        ">=": "(at least {n}|no fewer than {n}|no less than {n}|not fewer than {n}|"
        "not less than {n}|{n} or more|"
        "a minimum of {n})",
        ">": "(more than {n}|over {n}|longer than {n})",
        "<=": "(at most {n}|no more than {n}|not more than {n}|up to {n}|{n} or fewer|{n} or less|"
        "a maximum of {n})",
        "<": "(less than {n}|fewer than {n}|under {n}|shorter than {n})",
        "~": "(about {n}|around {n}|roughly {n}|approximately {n}|nearly {n}|almost {n}|"
        "{n} or so)",
        "=": "({n}|exactly {n}|just {n}|only {n})",
    },
    durations={
        "hour": ("hour", "hours", "h", "hrs", "hr"),
        "minute": ("minute", "minutes", "min", "mins"),
        "second": ("second", "seconds", "s", "sec", "secs"),
        "half": ("half", "half a", "half an"),
        "and": ("and",),
    },
    months=("January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    determiners={
        "one": ("a", "an", "some", "any"),
        "the": ("the", "his", "her", "its", "their"),
        "none": ("no",),
        "that": ("that", "this", "these", "those", "same", "said"),
        "other": ("other", "another"),
        "only": ("single", "only", "lone"),
    },
    pronouns={
        "person": ("someone", "somebody", "anyone", "anybody"),
        "nobody": ("nobody", "no one"),
        "nothing": ("nothing",),
        "it": ("it", "he", "she", "they"),
    },
    times={1: "once", 2: "twice", 3: "three times"},
    nots=("not", "never", "without", "neither", "nor", "at no time", "at no point"),
    bounds={
        ">=": ("at least", "at a minimum", "at minimum", "or more", "minimum"),
        "<=": ("at most", "at the most", "at a maximum", "or fewer", "or less", "maximum"),
    },
    joiners=("and", ",", "or", ";", "as well as", "also"),
    then=("then", "afterwards", "later", "after that"),
    glue=(
        "the a an of and or , ; . : that which who is are was were be been being it its then "
        "there here also has have had finally his her their he she they ( ) ? ! … – — - does do "
        "did i we you"
    ),
    those={
        "some": "(one|some) [of (them|these|those)]",
        "other": "(another|another one) [of (them|these|those)]",
        "both": "(both|both of them)",
        "none": "(none|neither) [of (them|these|those)]",
        "count": "{n} [of (them|these|those)]",
    },
    hedges={
        1: "what looks like {noun}",
        2: "something that may be {noun}",
    },
    areas=("area", "areas", "region", "patch", "regions", "patches", "spot", "spots", "blob",
           "blobs", "zone", "zones"),
    extremes={
        "largest": "(largest|biggest|the most space|the largest area|greatest)",
        "smallest": "(smallest|littlest|tiniest|the least space|the smallest area)",
        "leftmost": "(leftmost|furthest left|farthest left|most to the left|closest to the left "
        "[edge|side|border]|(furthest|farthest|most) to the left|nearest to the left [edge|side])",
        "rightmost": "(rightmost|furthest right|farthest right|most to the right|closest to the "
        "right [edge|side|border]|(furthest|farthest|most) to the right|"
        "nearest to the right [edge|side])",
        "topmost": "(topmost|highest|uppermost|highest up|furthest up|closest to the top [edge]|"
        "nearest to the top [edge]|nearest the top)",
        "lowest": "(lowest|bottommost|furthest down|lowest down|closest to the bottom [edge]|"
        "nearest to the bottom [edge]|nearest the bottom)",
    },
    decimal=".",
    quotes=("«", "»"),
)  # fmt: skip
