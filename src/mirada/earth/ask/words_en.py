"""English: the words of questions about fields (see words.py)."""

from __future__ import annotations

from mirada.earth.ask.questions_en import QUESTIONS
from mirada.earth.ask.words import AskWords

EN = AskWords(
    questions=QUESTIONS,
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
            "(less green|bad|sick|unhealthy|weak|weaker|poor|poorer|worse|below normal|"
            "below the norm|less vigorous)"
        ),
        "above": "(greener|stronger|better|above normal|above the norm|more vigorous)",
        "late": "(late|delayed|behind|later|started late|later than usual)",
        "early": "(early|ahead|earlier|started early|earlier than usual)",
    },
    whos={"parcel": "(parcel|parcels)", "crop": "(crop|crops)"},
    done={
        "harvest": "(harvested|reaped|picked|gathered)",
        "cut": "(mown|cut|mowed)",
        "emergence": "(emerged|sprouted|come up)",
        "flowering": "(flowered|bloomed|flower)",
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
