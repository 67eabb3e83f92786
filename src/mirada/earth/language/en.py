"""English: the templates and word lists of sentences about fields (see words.py)."""

from __future__ import annotations

from mirada.earth.language.words import FieldWords

_ZONE = "(the site|the whole site|the area|the total|the window|the image|the region|the map)"
_FARMED = (
    "(the farmland|[the] [total|available] (agricultural area|cultivated area|cultivated land|"
    "arable land|agricultural land|farmed area|farmed land|agricultural zone))"
)
_KNOWN = "the farmland (of|with) known crop"
_VOID = "the farmland (of|with) (unknown|unreported) crop"
_UNFARMED = "(the unfarmed land|the land that is not farmed|the non-agricultural land)"
_PLACE = "[in the region|in this zone|in the area|of the region|in the zone]"

_CLAUSES = {
    # what there is
    "contains_mainly": "((contains|has|holds|shows|grows) (mainly|mostly|primarily|predominantly|"
    "chiefly)|(mainly|mostly) (contains|has|holds|shows|grows)) {crops}",
    "crops_mainly": "(<the main crop|the main crops>|the dominant crop|the principal crop) "
    "(of the site|) (<is|are>) {crops:the_crops}",
    "crops_mainly_p": "the main crop (of the site|) is {crops:the_crops}",
    "contains_several": "(contains|has|grows) several crops, none of which prevails : {crops}",
    "contains": "(contains|has|there is|there are|includes|shows|grows|holds) {crops}",
    "followed_m": "followed by {crops}",
    "followed_f": "followed by {crops}",
    "lesser": "(to a lesser extent|with a minor presence of|in small part) (,|) [of] {crops}",
    "no_crop": "(there is no|there are no|contains no|has no|there is not any|without|no) {crops}",
    "framed": "(the image (reveals|represents|shows|displays|reflects|highlights) (a|the) (crop|"
    "cultivated area|presence) of|the image shows the presence of|this land shows the presence of "
    "the crop of|the image shows the presence of|(the|a) crop of (can be (seen|identified) in|is "
    "visible in) the image|the crop appearing in the image is|in the image , the cultivated area "
    "corresponds to|this area has been identified with the crop of|a cultivated area with can be "
    "observed|the crop of|the crops of)",
    "no_crops": "(contains no crops|has no crops|there are no crops|no (evidence of crops was "
    "found|crops were found|crops are visible|crops were identified|crop was detected) [in the "
    "image]|no crop presence was recorded in this region|the image shows no sign of any crop|no "
    "cultivated land was detected in this area|the image corresponds to an area without detected "
    "crops|no visible crops appear in the analyzed image|there is no visible crop presence in this "
    "area|the image shows no signs of agricultural activity) [in the site|on the site]",
    "no_known_crops": "(contains|has) no (known|reported) crop",
    # areas
    "size": "(<covers|cover>|<measures|measure>|<occupies|occupy>|<spans|span>|<has|have>|totals|"
    "is|are) [an area of|a surface of|an extent of] {area}",
    "measures": "(<covers|cover>|<measures|measure>) {area}",
    "with_area": "(with|of|covering|spanning|occupying|representing) [(a|an) [total|estimated|"
    "approximate] (area|surface|dimension|size|coverage|extent) [of]] {area}",
    "share_window": f"[<occupies|occupy>|<represents|represent>|<is|are>|<covers|cover>|"
    f"<makes up|make up>] {{share}} of {_ZONE}",
    "share_farmed": f"[<occupies|occupy>|<represents|represent>|<is|are>|<covers|cover>|"
    f"<makes up|make up>] {{share}} of {_FARMED}",
    "share_known": f"[<occupies|occupy>|<represents|represent>|<is|are>|<covers|cover>|"
    f"<makes up|make up>] {{share}} of {_KNOWN}",
    "share_plain": "(<occupies|occupy>|<represents|represent>|<covers|cover>|<makes up|make up>) "
    "{share}",
    "is_share_window": "<is|are> {share} of the site",
    "is_share_farmed": "<is|are> {share} of the farmland",
    "is_share_known": "<is|are> {share} of the farmland of known crop",
    "farmed_area": "of which {area} (is|are) (farmed|farmland|agricultural)",
    "farmed_share": f"{{share}} of {_ZONE} is (farmed|farmland|agricultural)",
    "crop_share": f"{{share}} of {_ZONE} (is|is covered by|is covered with|is under) {{crop}}",
    "largest_crop": "(the largest crop|the most extensive crop|the crop with most area) (of the "
    "site|) (<is|are>) {crop}",
    "all_farmed": "(the whole site is farmed|all of the site is farmed|the site is all farmed)",
    "total": "(in total|altogether|together they cover|together cover|add up to|[with] a total of|"
    "totalling) [,] {area}",
    "portion_total": f"[which|that] (represents|constitutes|equals|corresponds to|forms|covers|"
    f"accounts for|makes up) (a|an) (prominent|meaningful|important|essential|significant|relevant|"
    f"considerable|notable|substantial|key|major|large|valuable) (portion|part|fraction|"
    f"share|percentage) of "
    f"[the] [(region's|area's)] {_FARMED} {_PLACE} : {{area}}",
    "is_main": "(<is the main crop|are the main crop>|<is|are> the (dominant|principal|prevailing) "
    "crop|(dominates|dominate|prevails|prevail) [the site|the area])",
    "is_one_main": "(<is one of the main crops|are one of the main crops>)",
    "is_notable": "(<is a notable crop|are a notable crop>|(is|are) (a|an|) (notable|important|"
    "significant|considerable) [crop|crops])",
    "is_minor": "(<is a minor crop|are a minor crop>|(is|are) (a|) (minor|secondary|marginal) "
    "[crop|crops])",
    "area_of": "(there <is|are>|has|contains|grows) {area} of {crop}",
    "larger": "(<is larger|are larger>|<is|are> (bigger|more extensive)|(covers|cover|occupies|"
    "occupy|has|have) (more|more area|more land|a larger area)) than {others:owner}",
    "smaller": "(<is smaller|are smaller>|<is|are> less extensive|(covers|cover|occupies|occupy|"
    "has|have) (less|less area|less land|a smaller area)) than {others:owner}",
    "more_of": "there is more {crop} than {others:owner}",
    "less_of": "there is less {crop} than {others:owner}",
    "corrected": "corrected for the known errors of the map, the area of {crop} is {measured}",
    # structure
    "parcels_of": "(there <is|are>|has|contains|with) {count} <parcel|parcels> of {crop:bare}",
    "there_parcels": "(there <is|are>) {count} <parcel|parcels>",
    "parcels_n": "(<has|have>|contains|<forms|form>|with) {count} <parcel|parcels>",
    "crops_n": "[there <is|are>|has|contains|with|of] {count} [different] (<crop|crops>)",
    "there_crops": "there <is|are> {count} (<crop|crops>)",
    "known_crops_n": "[there <is|are>|has|contains|with|of] {count} known (<crop|crops>)",
    "slivers": "(<appears|appear>) only in patches too small to count as parcels",
    "no_parcels": "(there is no parcel|there are no parcels) (large enough|)",
    "only_parcel": "(it is|the only one is|is) {parcel}",
    "largest_of": "(<the largest|the larger>|the largest of them|the biggest) (is|,) {parcel}",
    "largest": "(the largest parcel|the biggest parcel) [of the site] is {parcel}",
    "of_crop": "of {crop:bare}",
    "is_of_crop": "<is|are> (under|[a parcel] of|planted with) {crop:bare}",
    "mean": "(the mean area of the parcels is|parcels measure on average|their mean area is) "
    "{area}",
    "median": "(with a median of|the median is|and a median of) {area}",
    "position": "(<is|are>|<lies|lie>) [mostly|mainly] (in|at) {zone}",
    "position_mostly": "(<is|are>) mostly in {zone}",
    "scattered": "(<spreads over several parts of|spread over several parts of>|(is|are) "
    "(scattered|spread) (over|across)) the site",
    "touches": "(<reaches|reach>|<touches|touch>) the (edge|border|edges) of the site",
    "touches_not": "(<does|do> not reach|<does|do> not touch) the (edge|border) of the site",
    "borders": "(<borders|border>|<adjoins|adjoin>|<is|are> (next to|adjacent to)|"
    "lies next to) {crops:the_crops}",
    "borders_parcels": "(<borders|border>|<adjoins|adjoin>|<is|are> (next to|adjacent to)) "
    "{parcels}",
    "borders_none": "(<borders|border>) no other crop",
    "borders_no_parcel": "(<borders|border>) no other parcel",
    "shannon": "the Shannon (diversity|) index is {number}",
    "simpson": "(the Simpson index|the Simpson one|the Simpson diversity index) is {number}",
    "edges": "the edge density is {number} (m/ha|metres per hectare)",
    "side_share": "{share:the_share} of {crop} (is|lies) in the {half:zone} half",
    # season
    "plain_year": "dates without a year are (in|of) {year}",
    "emergence": "(<emerged|emerged>|sprouted|came up) {when}",
    "season_start": "(<started its season|started their season>|(started|began) (its season|their "
    "season|the season|its growth|to grow|growing)) {when}",
    "season_start_of": "the season of {owner} (started|began) {when}",
    "peak": "(<was at its greenest|were at their greenest>|reached its peak|reached its "
    "greatest NDVI|peaked) {when}",
    "peak_of": "the (peak|greatest greenness) of {owner} was {when}",
    "flowering": "(<flowered|flowered>|bloomed|<was|were> in flower) {when}",
    "season_end": "(<ended its season|ended their season>|(ended|finished) (its season|their "
    "season|the season)) {when}",
    "season_end_of": "the season of {owner} (ended|finished) {when}",
    "harvest_of": "the harvest of {owner} was {when}",
    "harvest": "(<was harvested|were harvested>) {when}",
    "cuts_class": "(<was mown|were mown>|<was cut|were cut>) at least {times} "
    ", (going by|by) the median of its parcels",
    "cuts_dated": "(<was mown|were mown>|<was cut|were cut>) at least {times} : {whens}",
    "cuts_some": "(<was mown|were mown>|<was cut|were cut>) at least {times} , {some:count} of the "
    "mowings {whens}",
    "cuts": "(<was mown|were mown>|<was cut|were cut>) at least {times}",
    "cut_dates": "(<was mown|were mown>|<was cut|were cut>|one mowing was|the mowings were) "
    "{whens}",
    "no_cuts": "(no mowing was seen|(was|were) not (seen to be mown|mown|cut))",
    "ndvi": "(reached an NDVI of|its NDVI (reached|reaches)|with a greatest NDVI of|its greatest "
    "NDVI was) {number}",
    "season_length": "(had a season of|its season lasted|the season lasted) {days}",
    "ndmi": "(a median NDMI of|had a median NDMI of|its median NDMI was|with a median "
    "NDMI of) {number}",
    # oddities
    "below": "(<was|were>) (less green than usual for|below the norm of|worse than the norm of) "
    "its crop (between|from) {first:day} (and|to|until) {last:day}",
    "above": "(<was|were>) (greener than usual for|above the norm of|better than the norm of) its "
    "crop (between|from) {first:day} (and|to|until) {last:day}",
    "late": "started its season {days} later than usual for its crop",
    "early": "started its season {days} earlier than usual for its crop",
    "nothing_odd": "(no parcel stands out|there is no parcel that stands out) from the others of "
    "its crop",
    # data
    "pictures": "(the series|) (has|consists of|contains) {count} <picture|pictures>",
    "one_picture": "the series has a single picture, of {first:full_day}",
    "span_told": "the pictures were taken between {first:full_day} and {last:full_day}",
    "span": "taken (between|from) {first:full_day} (and|to|until) {last:full_day}",
    "clear": "{count} (of them|) (<shows|show>) at least half of the site",
    "clear_none": "none (of them|) shows at least half of the site",
    "clear_only": "it shows at least half of the site",
    "clear_only_none": "it does not show even half of the site",
    "gap": "the longest (period|time) without clear pictures (lasted|is|was) {days} , between "
    "{first:full_day} and {last:full_day}",
    "gap_days": "the longest (period|time) without clear pictures (lasted|is|was) {days}",
    "cloud": "(clouds, haze and their shadows|clouds) (hide|cover) {share:the_share} of the pixels",
    # doubt
    "probability": "(<has|have>) a mean probability of {share:the_share} on the map",
    "runner_up": "the likeliest alternative is {crops:the_crops}",
    "runner_up_of": "<has|have> as the likeliest alternative {crops:the_crops}",
    "confused": "(<is|are>) easily confused with {crops:the_crops}",
    "reference": "the map comes without probabilities, so it cannot be told how (reliable|sure) it "
    "is",
    # what cannot be told
    "unknown": "{events} of {owner} cannot be (dated|told|determined|said) because {why}",
    "unknown_odd": "it cannot be told whether there are odd parcels of {owner:crops} because {why}",
    "unknown_season": "it cannot be told how the season went because {why}",
}

EN = FieldWords(
    language="en",
    clauses=_CLAUSES,
    subjects={
        "window": "[in|of|on|over] (the site|this site|the whole site|the area|this area|the image|"
        "this image|the window|the map|the region|this region|the scene|the plot|the patch|"
        "the field|this field|the farm|this farm)",
        "land:farmed": f"[in|of] {_FARMED}",
        "land:known": f"[in|of] {_KNOWN}",
        "land:unfarmed": f"[in|of] {_UNFARMED}",
        "land:void": f"[in|of] {_VOID}",
    },
    zones={
        "north": "(the north|the northern part|the northern half)",
        "south": "(the south|the southern part|the southern half)",
        "east": "(the east|the eastern part|the eastern half)",
        "west": "(the west|the western part|the western half)",
        "north-east": "(the north-east|the northeast|the north-eastern part|the north-east corner)",
        "north-west": "(the north-west|the northwest|the north-western part|the north-west corner)",
        "south-east": "(the south-east|the southeast|the south-eastern part|the south-east corner)",
        "south-west": "(the south-west|the southwest|the south-western part|the south-west corner)",
        "centre": "(the centre|the center|the middle)",
    },
    events={
        "emergence": "(the emergence|the date of emergence)",
        "season_start": "(the start of the season|the start)",
        "season_start:short": "(the start)",
        "peak": "(the peak)",
        "flowering": "(the flowering)",
        "season_end": "(the end of the season|the end)",
        "harvest": "(the harvest)",
        "cut": "(one mowing|some mowing|a mowing)",
        "cut:any": "(any mowings|the mowings)",
        "cut:some": "(some mowings|some cuts)",
    },
    whys={
        "no-series": "there is no series of pictures",
        "few-dates": "there are too few clear pictures",
        "gap": "there are no clear pictures around that time",
        "before": "the series begins later",
        "after": "the series ends earlier",
        "flat": "the curve shows no clear change",
        "unsure": "(the curve fit leaves too much uncertainty|the fit to the curve leaves too much "
        "room)",
        "few-parcels": "there are too few (parcels to compare them with|to compare with)",
        "no-bands": "the pictures lack the bands for it",
    },
    titles={
        "summary": "Summary",
        "areas": "Areas",
        "structure": "Structure",
        "season": "Season",
        "oddities": "Oddities",
        "data": "Quality of the data",
        "doubt": "How sure the map is",
        "unknown": "What cannot be told",
    },
    units={
        "ha": ("ha", "hectare", "hectares"),
        "m²": ("m²", "m2", "square metres", "square meters", "square metre"),
        "km²": ("km²", "km2", "square kilometres", "square kilometers"),
        "m": ("m", "metres", "meters", "metre"),
        "days": ("days", "day"),
    },
    list_words=frozenset({",", ";", "and", "with", "of", "nor", "by"}),
    articles=frozenset({"the"}),
    parcel=("parcel", "parcels"),
    inside=frozenset({"no_cuts"}),
    again=("this crop", "this parcel", "it", "that crop"),
    glue=", ; : . ( ) and that which the its their also whose where in a",
    reasons={
        "facts": "The facts say that {told}",
        "absent": "On the site there is no {words}",
        "no_parcel": "There is no parcel {words}",
        "not_so": "The facts do not say so: {words}",
        "unmeasured": "It was not measured: {words}",
        "left": "The facts do not allow to check: {words}",
        "empty": "The sentence holds nothing that facts could tell",
        "alone": "It is not said of what this is: {words}",
        "order": "The order by area is another: {told}",
        "sum": "What is named adds up to {told}",
        "there": "There is {words}",
        "none_odd": "No parcel stands out so from the others of its crop",
        "no_such_border": "No parcel of {crop} borders {other}",
        "none_in": "None of them {where}",
        "others_open": "Of {number} more the date cannot be told",
        "some_open": "Of some the date cannot be told",
        "nobody_then": "None did then",
        "hidden": "Among the known crops {told}, but {area} are of unknown crop",
        "unasked": "That was not measured",
    },
)
