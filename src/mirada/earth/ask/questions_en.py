"""English: the questions about fields that are understood (see words.py)."""

from __future__ import annotations

from collections.abc import Mapping

_DO = "(does|do|did)"
_BE = "(is|are|was|were)"
_SEEMS = "(is|are|was|were|look|looks|seem|seems)"
_LARGEST = "(largest|biggest|greatest)"
_BESIDE = "(next to|beside|adjacent to|around|near|alongside)"
_WHICH = "(which|what)"
_MAIN = (
    "(main|largest|biggest|dominant|principal|predominant|most extensive|most common|most abundant)"
)

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "area": (
        "(give me|show me|tell me|what is) the [total] (area|size|surface) of {thing}",
        "how much {thing} (do|did) (we|they|you|i) (have|grow|plant)",
        "how much (do|does) {thing} (cover|occupy|measure|add up to) [together|in all]",
        "how many hectares (do|does) {thing} cover [together]",
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
        ("(what is|what was) the [total] (area|size|extent|surface) (of|under|covered by) {thing}"),
        f"how (large|big|extensive) {_BE} {{thing}}",
        f"what size {_BE} {{thing}}",
        "area of {thing}",
    ),
    "share": (
        "(what|which) (share|percentage|proportion) does {thing} have [of {whole}]",
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
        "(what|which) crop takes up [the] most (space|room|area|land)",
        "what is the most (widely grown|grown|cultivated|extensive|planted) crop",
        "what do (they|we|you) grow most",
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
        "(what|which) crop (covers|occupies|has) the (smallest|least) area",
        f"{_WHICH} is the (smallest|least extensive|least common) crop",
        (
            f"{_WHICH} crop (is the smallest|covers the least|covers least|has the "
            f"least area|covers the least area)"
        ),
    ),
    "crops": (
        "(name|list|show) [me] [all] the crops",
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
        "how many parcels does (the site|the field|the area|the farm|the image) have",
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
        "(list|show|name|give) [me] [all] [the] {crop} (parcels|fields)",
        "(list|show|name) [me] [all] the parcels (of|with|under) {crop}",
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
        "where are the {thing} parcels",
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
    "when.cut": (
        "when was the (first|last) (cut|mowing) of {thing}",
        "when (was|were) {thing} (last|first) (mown|cut|mowed)",
    ),
    "when.season_start": (
        "when did the {thing} season (start|begin)",
        "when (does|did) the [growing] season of {thing} (start|begin)",
    ),
    "when.season_end": (
        "when did the {thing} season (end|finish)",
        "when (does|did) the [growing] season of {thing} (end|finish)",
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
        "is (anything|something) {odd} (with|in) [the] {crop}",
        "is there (anything|something) {odd} [with|in] [{crop}]",
        "is (anything|something) {odd}",
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
        "what (is|was) the NDVI of {thing}",
        (
            "(what|which) (NDVI|greatest NDVI|highest NDVI|maximum NDVI) (does|did) "
            "{thing} (reach|have)"
        ),
        "what (is|was) the (greatest|highest|maximum|peak) NDVI of {thing}",
    ),
    "pictures": (
        "since when are there (pictures|images)",
        (
            "how many (pictures|images|scenes) (are there|does the series have|does "
            "the series contain|were taken)"
        ),
        "how many (pictures|images|scenes) (are there|) in the series",
        "when were the (pictures|images) taken",
        "which dates does the series cover",
    ),
    "area.unfarmed": (
        (
            "how much [of the] (land|area|ground) is (not farmed|not cultivated|unfarmed|"
            "uncultivated|not farmland)"
        ),
        "what area is not farmed",
    ),
    "area.farmed": (
        "how much [of the] (land|area|ground) is (farmed|cultivated|farmland|agricultural)",
        "how much farmland is there",
    ),
    "share.farmed": (
        (
            "(what|which) (share|percentage|part|proportion) of {whole} is (farmed|"
            "farmland|cultivated|agricultural)"
        ),
    ),
    "share.unfarmed": (
        (
            "(what|which) (share|percentage|part|proportion) of {whole} is (not farmed|"
            "unfarmed|not cultivated|uncultivated)"
        ),
    ),
    "there": (
        "(is|are) there [any|some|a] {crop} [parcels|fields|parcel|field]",
        (
            "(do|does) (they|we|you|it|the farm|the field|the site|the area) (have|grow|"
            "contain) [any|some] {crop}"
        ),
        "(is|are) {crop} (grown|planted|present|cultivated|growing)",
        "does anyone grow {crop}",
    ),
    "touching": (
        "is {parcel} (next to|beside|adjacent to|touching) {other}",
        "does {parcel} (border|touch|adjoin) {other}",
        (
            "(do|are) parcels {one:other} and {other} (touch|border each other|next to "
            "each other|adjacent|neighbours|neighbors)"
        ),
    ),
    "larger_parcel": ("is {parcel} (larger|bigger) than {other}",),
    "happened": (
        "(has|have|was|were) {thing} (been|) {done} [yet|already]",
        "(did|has|have) {thing} {done} [yet|already]",
    ),
    "first": (
        "(which|what) {who} [of {crop}] (was|is|were|) {verb} (first|earliest)",
        "(which|what) {crop} parcel (was|is|) {verb} (first|earliest)",
    ),
    "last": (
        "(which|what) {who} [of {crop}] (was|is|were|) {verb} (last|latest)",
        "(which|what) {crop} parcel (was|is|) {verb} (last|latest)",
    ),
    "who_when": (
        "(which|what) {crop} (parcels|parcel) (are|were|is|was|) {verb} {when}",
        "(which|what) {who} (are|were|is|was|) {verb} {when}",
        "(which|what) {who} [of {crop}] (are|were|is|was|) {verb} {when}",
    ),
    "mean": (
        (
            "what is the (average|mean) (parcel size|size of the parcels|area of the "
            "parcels|parcel area)"
        ),
        "how (large|big) (are|is) the (average parcel|parcels on average)",
    ),
    "clear": (
        "how many (clear|cloud-free|usable) (images|pictures) (are there|do we have)",
        "how many (images|pictures) are (clear|cloud-free|usable)",
    ),
    "cloud": (
        "(was it|is it|were there) (very|many|) (cloudy|clouds)",
        "how (cloudy|clouded) (was|is) (it|the series)",
        "how much cloud (was|is) there",
    ),
    "parcels_in": (
        "(which|what) parcels [of {crop}] (are|lie) (in|at) {zone}",
        "(which|what) {crop} parcels (are|lie) (in|at) {zone}",
    ),
    "mown_when": ("(was|were|has|have) {thing} [been] (mown|cut|mowed) {when}",),
    "area.window": (
        "what is the total (area|surface|extent)",
        "how large is it",
    ),
}
