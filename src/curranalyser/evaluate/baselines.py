"""What people have without this tool: a search for a few words, and a long list of keywords made by hand.

For comparison only.
"""

import re

# Three searches such as one types into a PDF viewer.
_SEARCHES = {
    "international": r"internation|global",
    "intercultural": r"kultur|cultur",
    "comparative": r"jämför|compar",
}
# What a careful person might collect in an afternoon.
_KEYWORDS = {
    "international": (
        r"internation|global|\beu\b|\beu:|\bfn\b|\bun\b|europ|nordisk|nordic|norden|scandinav|skandinav|utländsk|utomlands|utlandet|abroad|foreign|overseas|"
        r"världen|world|andra länder|olika länder|other countries|different"
        r" countries|utvecklingsländer|developing countr|transnation|gränsöverskrid|"
        r"cross-border|folkrätt|konvention|convention|who\b|unesco|oecd|agenda"
        r" 2030|afrik|africa|asien|asia|latinamerik|latin america"
    ),
    "intercultural": (
        r"interkultur|intercultur|mångkultur|multicultur|tvärkultur|cross-cultur|transkultur|transcultur|etnisk|etnicitet|ethnic|minoritet|minorit|rasis|racis|"
        r"urfolk|indigenous|samisk|sámi|sami\b|flerspråk|multiling|nyanländ|newly"
        r" arrived|migrant|flykting|refugee|religio|kulturell mångfald|"
        r"cultural diversity|kulturell bakgrund|cultural"
        r" background|etnocentr|ethnocentr|postkolonial|postcolonial|"
        r"främlingsfient|xenophob|fördom|prejudice|stereotyp"
    ),
    "comparative": (
        r"jämför|komparativ|compar|likheter och skillnader|similarities and differences|skillnader"
        r" mellan|differences between|i relation till andra|"
        r"kontraster|contrast"
    ),
}
BASELINES = {
    "search": {perspective: re.compile(pattern, re.IGNORECASE) for perspective, pattern in _SEARCHES.items()},
    "keyword list": {
        perspective: re.compile(pattern, re.IGNORECASE) for perspective, pattern in _KEYWORDS.items()
    },
}


def baseline_says_yes(baseline: str, perspective: str, text: str) -> bool:
    """Tell whether a baseline calls a text yes. A perspective it does not know is never yes."""
    pattern = BASELINES[baseline].get(perspective)
    return bool(pattern and pattern.search(text))
