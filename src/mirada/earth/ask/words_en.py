"""English: the questions about fields that are understood (see words.py)."""

from __future__ import annotations

from mirada.earth.ask.words import AskWords

_DO = "(does|do|did)"
_BE = "(is|are|was|were)"
_SEEMS = "(is|are|was|were|look|looks|seem|seems)"
_LARGEST = "(largest|biggest|greatest)"
_BESIDE = "(next to|beside|adjacent to|around|near|alongside)"
_WHICH = "(which|what)"
_MAIN = (
    "(main|largest|biggest|dominant|principal|predominant|most extensive|most common|most abundant)"
)

EN = AskWords(
    questions={
        "area": (
            (
                "(how many hectares|how many acres|how many square metres|how many square "
                "meters) [of] {thing} (are|is) there"
            ),
            (
                f"(how many hectares|how much area|how much land|how much surface|what area|"
                f"how much ground) {_DO} {{thing}} (cover|occupy|have|take up|measure|take|"
                f"make up)"
            ),
            (
                f"(how many hectares|how much area|how much land|what area) {_BE} [of|under|"
                f"covered by|covered with|planted with] {{thing}}"
            ),
            "how much {thing} (is|are) (there|grown|planted)",
            f"how much {_DO} {{thing}} (cover|occupy|measure)",
            (
                "(what is|what was) the [total] (area|size|extent|surface) (of|under|"
                "covered by) {thing}"
            ),
            f"how (large|big|extensive) {_BE} {{thing}}",
            f"what size {_BE} {{thing}}",
            "area of {thing}",
        ),
        "share": (
            (
                f"{_WHICH} (share|percentage|part|proportion|fraction) of {{whole}} {_BE} "
                f"[covered by|covered with|under|occupied by|planted with|made up of] "
                f"{{thing}}"
            ),
            (
                f"{_WHICH} (share|percentage|part|proportion|fraction) of {{whole}} {_DO} "
                f"{{thing}} (cover|occupy|take up|make up|represent)"
            ),
            (
                f"{_WHICH} (share|percentage|proportion) {_BE} [covered by|covered with|"
                f"under|occupied by] {{thing}}"
            ),
            (
                f"{_WHICH} (share|percentage|proportion) {_DO} {{thing}} (cover|occupy|take "
                f"up|make up|represent)"
            ),
            f"how much of {{whole}} {_BE} [covered by|covered with|under|occupied by] {{thing}}",
            f"how much of {{whole}} {_DO} {{thing}} (cover|occupy|take up)",
            "what is the (share|percentage|proportion) of {thing}",
        ),
        "largest_crop": (
            f"{_WHICH} is the {_MAIN} crop",
            f"{_WHICH} crop is (the|) {_MAIN}",
            (
                f"{_WHICH} crop (covers|occupies|has|takes up) [the] (most|most area|most "
                f"land|largest area|greatest area|more area)"
            ),
            f"{_WHICH} crop (dominates|prevails|predominates)",
            f"{_WHICH} is (mainly|mostly) grown",
        ),
        "smallest_crop": (
            f"{_WHICH} is the (smallest|least extensive|least common) crop",
            (
                f"{_WHICH} crop (is the smallest|covers the least|covers least|has the "
                f"least area|covers the least area)"
            ),
        ),
        "crops": (
            (
                f"{_WHICH} crops (are there|are grown|grow|are present|are visible|can be "
                f"seen|does it have|are they)"
            ),
            f"{_WHICH} are the crops",
            "what (is grown|grows|is planted|is growing|is there)",
            f"{_WHICH} crops",
        ),
        "count_crops": (
            "how many [different] crops (are there|are grown|grow|are present)",
            "how many [different] crops",
        ),
        "count_parcels": (
            "how many parcels are there",
            "how many parcels",
            "how many fields of {crop} (are there|does it have)",
            "how many parcels of {crop} (are there|does it have|exist)",
            "how many {crop} (parcels|fields) (are there|exist|does it have)",
            f"how many parcels {_BE} [of|planted with|under] {{crop}}",
            f"how many parcels {_DO} {{crop}} have",
            "how many parcels (have|grow|contain) {crop}",
        ),
        "parcels_of": (
            f"{_WHICH} parcels {_BE} [of|planted with|under] {{crop}}",
            f"{_WHICH} parcels (have|grow|contain|hold) {{crop}}",
            f"{_WHICH} are the parcels of {{crop}}",
            f"{_WHICH} are the {{crop}} parcels",
            "in which parcels (is|are|does) {crop} [grown|grow]",
        ),
        "crop_of": (
            "(what|which crop) (is|grows|is grown|is growing|is planted) (in|on) {parcel}",
            "what [crop] (is|does) {parcel} [grow|have]",
            "which crop (is|does) {parcel} [grow|have]",
            "(what is|which is) the crop (of|in|on) {parcel}",
        ),
        "largest_parcel": (
            f"{_WHICH} is the {_LARGEST} parcel [of {{crop}}]",
            f"{_WHICH} is the {_LARGEST} {{crop}} parcel",
            (
                f"{_WHICH} parcel [of {{crop}}] (is the largest|is largest|is the biggest|"
                f"is biggest|covers most|has most area)"
            ),
            f"{_WHICH} {{crop}} parcel (is the largest|is largest|is the biggest|is biggest)",
        ),
        "smallest_parcel": (
            f"{_WHICH} is the smallest parcel [of {{crop}}]",
            f"{_WHICH} is the smallest {{crop}} parcel",
            f"{_WHICH} parcel [of {{crop}}] (is the smallest|is smallest|covers least)",
        ),
        "where": (
            f"where {_BE} {{thing}} [found|grown|located|planted]",
            f"where {_DO} {{thing}} (lie|grow)",
            f"(in|on) which (part|corner|side|half) [of {{whole}}] {_BE} {{thing}}",
        ),
        "borders": (
            "what (borders|adjoins|surrounds|touches) {thing}",
            f"what {_DO} {{thing}} (border|adjoin|touch) [on]",
            f"what {_BE} {_BESIDE} {{thing}}",
            "what are the neighbours of {thing}",
            "what are the neighbors of {thing}",
        ),
        "border_crops": (
            f"{_WHICH} (crop|crops) (border|borders|adjoin|adjoins|touch|surround) {{thing}}",
            f"{_WHICH} (crop|crops) {_DO} {{thing}} (border|adjoin|touch) [on]",
            f"{_WHICH} (crop|crops) {_BE} {_BESIDE} {{thing}}",
        ),
        "border_parcels": (
            (
                f"{_WHICH} (parcel|parcels) [of {{crop}}] (border|borders|adjoin|adjoins|"
                f"touch|touches|surround) {{thing}}"
            ),
            (
                f"{_WHICH} {{crop}} (parcel|parcels) (border|borders|adjoin|adjoins|touch|"
                f"touches) {{thing}}"
            ),
            f"{_WHICH} (parcel|parcels) [of {{crop}}] {_BE} {_BESIDE} {{thing}}",
            f"{_WHICH} {{crop}} (parcel|parcels) {_BE} {_BESIDE} {{thing}}",
            f"{_WHICH} parcels {_DO} {{thing}} (border|adjoin|touch) [on]",
        ),
        "when": (
            (
                "(when|on what date|on which date|in which month|in what month|on what "
                "day) (does|do|did|is|are|was|were|has|have|will) {thing} {verb}"
            ),
            "(when|in which month) (is|was) {noun} (of|in) {thing}",
            "when (is|was) (the|) {thing} {noun}",
            "what (is|was) (the|) (date of|) {noun} [date] (of|in) {thing}",
            "what (is|was) (the|) {noun} date of {thing}",
        ),
        "parcel_is": (
            "(is|was) {parcel} [of|under|a parcel of|planted with|sown with] {crop} [parcel]",
            "(does|did) {parcel} (grow|have|contain|hold) {crop}",
            "(is|was) there [any] {crop} (in|on) {parcel}",
            "is {crop} grown (in|on) {parcel}",
        ),
        "times": (
            f"(how many times|how often) {_BE} {{thing}} (mown|cut|mowed)",
            "(how many times|how often) (has|have) {thing} been (mown|cut|mowed)",
            f"how many (cuts|mowings) {_DO} {{thing}} (have|get)",
            "how many (cuts|mowings) (were|are) there in {thing}",
        ),
        "odd": (
            f"{_WHICH} (parcel|parcels) [of {{crop}}] {_SEEMS} {{odd}}",
            f"{_WHICH} {{crop}} (parcel|parcels) {_SEEMS} {{odd}}",
            f"{_WHICH} (parcel|parcels) [of {{crop}}] {{odd}}",
            "(is|are) there (any|an|some|) {odd} (parcel|parcels) [of {crop}]",
            "(is|are) there any parcels [of {crop}] that (are|look|seem) {odd}",
            "(is|are) there (any|an|some|) {odd}",
            "is any parcel [of {crop}] {odd}",
            "are any parcels [of {crop}] {odd}",
        ),
        "length": (
            "how long (is|was|did) the (season|cycle) of {thing} [last]",
            "how long (does|did) the (season|cycle) of {thing} last",
        ),
        "ndvi": (
            (
                "(what|which) (NDVI|greatest NDVI|highest NDVI|maximum NDVI) (does|did) "
                "{thing} (reach|have)"
            ),
            "what (is|was) the (greatest|highest|maximum|peak) NDVI of {thing}",
        ),
        "pictures": (
            (
                "how many (pictures|images|scenes) (are there|does the series have|does "
                "the series contain|were taken)"
            ),
            "how many (pictures|images|scenes) (are there|) in the series",
            "when were the (pictures|images) taken",
            "which dates does the series cover",
        ),
    },
    verbs={
        "emergence": "(emerge|emerged|sprout|sprouted|come up|came up)",
        "season_start": (
            "(start|begin|started|begun|start growing|begin growing|start to grow|begin to "
            "grow|start its season|begin its season|start their season|begin their season|"
            "green|green up|turn green|greened)"
        ),
        "peak": (
            "(peak|peaked|reach its peak|reach their peak|at its greenest|at their "
            "greenest|greenest|reach its greatest NDVI|reach its maximum|at its peak|at "
            "their peak)"
        ),
        "flowering": (
            "(flower|bloom|flowered|bloomed|in flower|in bloom|flowering|blooming|come into flower)"
        ),
        "season_end": (
            "(end|finish|ended|finished|end its season|end their season|finish its season|"
            "mature|ripen|senesce|dry out|dry)"
        ),
        "harvest": "(harvested|get harvested|been harvested|harvest|reaped|gathered|picked)",
        "cut": "(mown|cut|mowed|get cut|get mown|been mown|been cut)",
    },
    nouns={
        "emergence": "(the|) (emergence)",
        "season_start": "(the|) (start|beginning|start of season|start of the season|season start)",
        "peak": "(the|) (peak|greatest greenness|maximum NDVI|peak NDVI|NDVI peak|peak greenness)",
        "flowering": "(the|) (flowering|bloom|flowering time)",
        "season_end": "(the|) (end|end of season|end of the season|season end)",
        "harvest": "(the|) (harvest|harvesting)",
        "cut": "(the|) (cut|cuts|mowing|mowings|cutting)",
    },
    odds={
        "any": (
            "(odd|strange|anomalous|abnormal|unusual|weird|different|atypical|suspicious|"
            "anomalies|anomaly|oddities|wrong|stand out|stands out|differ|stand out from "
            "the others|different from the others)"
        ),
        "below": (
            "(less green|weak|weaker|poor|poorer|worse|below normal|below the norm|less vigorous)"
        ),
        "above": "(greener|stronger|better|above normal|above the norm|more vigorous)",
        "late": "(late|delayed|behind|later|started late|later than usual)",
        "early": "(early|ahead|earlier|started early|earlier than usual)",
    },
    wholes={
        "window": (
            "(the site|the area|the window|the image|the total|the field|the patch|the "
            "scene|the whole|the land|it|the region|the farm|the map)"
        ),
        "farmed": (
            "(the farmland|the farmed land|the agricultural area|the cultivated area|the "
            "cultivated land|the agricultural land)"
        ),
        "known": "(the farmland of known crop|the known crops|the crops)",
    },
    places=(
        (
            "(in|on|of|over|within) (the site|this site|the area|this area|the field|this "
            "field|the patch|this patch|the image|this image|the window|the map|the scene|"
            "the region|the farm|this farm|total|the archive|the fields|all the fields|"
            "these fields|all)"
        ),
        "here",
        "(this|that) (year|season)",
        "please",
        "altogether",
    ),
    openings=("tell me", "say", "please", "do you know", "and", "can you tell me"),
    helpers=frozenset({"is", "are", "was", "were", "has", "have", "had", "does", "do", "did"}),
    dropped=frozenset({"does", "do", "did"}),
    pasts={
        "peak": "peaked",
        "flower": "flowered",
        "bloom": "bloomed",
        "emerge": "emerged",
        "sprout": "sprouted",
        "start": "started",
        "begin": "began",
        "end": "ended",
        "finish": "finished",
        "reach": "reached",
        "get": "was",
    },
)
