"""The words by which the language of instruction is found (instruction.toml), as patterns."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

_IN = r"(?:på|in|auf)"
_COURSE = r"(?:course|programme|program|module)"
_ARTICLE = r"(?:(?:the|hela|denna|this|all|alla|samtliga|allen|each|every)\s+)?"
_GERMAN_PARTICIPLES = r"\b(?:angeboten|abgehalten|gehalten|durchgeführt|unterrichtet|statt|stattfinden)\b"


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Load the words that come with the tool."""
    return tomllib.loads(
        (resources.files("curranalyser.parse.instruction") / "instruction.toml").read_text(encoding="utf-8")
    )


@lru_cache(maxsize=128)
def _any_of(table: str, *keys: str) -> str:
    return "(?:" + "|".join(fragment for key in keys for fragment in words()[table][key]) + ")"


@lru_cache(maxsize=128)
def pattern(table: str, *keys: str) -> re.Pattern[str]:
    """Return a pattern that finds any entry of lists in instruction.toml, from the beginning of a word."""
    return re.compile(r"\b" + _any_of(table, *keys), re.IGNORECASE)


@lru_cache(maxsize=1)
def topic_pattern() -> re.Pattern[str]:
    """Return the pattern of everything that can be in a language, for text in small letters.

    The name of its group that matches is its kind.
    """
    kinds = words()["topics"]
    return re.compile(
        r"\b(?:"
        + "|".join(f"(?P<{kind}>{_with_ends_together(fragments)})" for kind, fragments in kinds.items())
        + ")"
    )


def _with_ends_together(fragments: list[str]) -> str:
    """Return an alternative of fragments, those that may be the end of a word tried in one go.

    Each of them alone would read every word once more.
    """
    ends = [fragment.removeprefix(r"\w*") for fragment in fragments if fragment.startswith(r"\w*")]
    others = [fragment for fragment in fragments if not fragment.startswith(r"\w*")]
    return "|".join([*others, rf"\w*(?:{'|'.join(ends)})"] if ends else others)


class _Patterns(dict[str, re.Pattern[str]]):
    """Patterns by name, each compiled when it is asked for.

    A sentence needs few of them, and all of them take a while.
    """

    def __init__(self, sources: dict[str, str]) -> None:
        super().__init__()
        self._sources = sources

    def __missing__(self, name: str) -> re.Pattern[str]:
        found = self[name] = re.compile(self._sources[name], re.IGNORECASE)
        return found


@lru_cache(maxsize=1)
def composed() -> Mapping[str, re.Pattern[str]]:
    """Return the patterns that are put together from several lists, by name."""
    giving, being = _any_of("verbs", "giving"), _any_of("verbs", "being")
    adverb = _any_of("cues", "mainly", "usual", "partly", "wholly_or_partly", "also", "only", "wholly")
    adverbs = rf"(?:\s+{adverb})*"
    using = _any_of("verbs", "using")
    condition, circumstance, direct = (
        _any_of("cues", "condition"),
        _any_of("cues", "circumstance"),
        _any_of("cues", "direct_condition"),
    )
    governing, participle = _any_of("joins", "governing"), _any_of("verbs", "english_participles")
    small, joining, within = (
        _any_of("joins", "coordinating"),
        _any_of("joins", "joining"),
        _any_of("joins", "belonging"),
    )
    target = _any_of("cues", "target")
    opening, other_adverb = _any_of("cues", "opening"), _any_of("verbs", "adverbs")
    somewhere, topic_of_course = _any_of("cues", "elsewhere"), _any_of("topics", "course", "teaching")
    alternating = r"(?:alternat\w+|varva\w*|växla\w*|skifta\w*|veksler)\s+(?:between|mellan|mellom|mellem)"
    which_case = _any_of("cues", "in_which_case")
    strong_break = rf"[;:]|\b{_any_of('joins', 'contrasting')}\b|\b(?:och|and|samt)\s+(?={_any_of('joins', 'new_clause')})"
    sources = {
        # Between and around names of languages.
        "preposition": (
            rf"\b(?:{_IN}|med|with|{alternating}|through the medium of)\s+(?:{_any_of('joins', 'before_name')}\s+)*(?:{target}\s*)?\(?$"
            rf"|\b{target}[\s,(–-]*(?:(?:dvs\.?|d\.v\.s\.|alltså|nämligen|här|i\.e\.|that is|d\.\s?h\.)[\s,]*)?$"
        ),
        "in_language": rf"\b{_IN}\s+$",
        "connected": rf"\s*(?:[,/–&-]|{_any_of('joins', 'connecting')})\s*(?:{_any_of('joins', 'connecting')}\s+)?(?:{_IN}\s+)?(?:the\s+)?",
        "joined": rf"[\s,(–-]*(?:{joining}[\s,]*)*",
        "noun_follows": rf"-[^\W\d_]|\s+{_any_of('cues', 'noun_after')}|\s*/?\d|\s+(?:\d|[A-C]\b)",
        "knows": rf"\b{_any_of('cues', 'knows')}\s+(?:{_any_of('cues', 'how_well')}\s+)?$",
        "no_knowledge": rf"\s+{_any_of('cues', 'verb_after')}",
        # Between topics.
        "coordinated": rf"[\s,/-]*(?:{small}[\s,/]+)*",
        "belongs": rf"\s+{within}\s+{_ARTICLE}",
        "after_preposition": rf"(?:(?<=[^\W\d_] )om|\b{governing})\s+(?:(?:vissa|some)\s+)?{_ARTICLE}(?:{_any_of('joins', 'ordinals')}\s+)?$",
        "quantity": rf"\b{_any_of('cues', 'quantity')}\s+(?:of|av|i)\s+{_ARTICLE}$",
        # Verbs in their places.
        "being_in": rf"\b{being}(?:\s+(?:{adverb}|{other_adverb}))*\s+{_IN}\s+(?:the\s+)?$",
        "giving_before": rf"\b{giving}\s+(?:\w+\s+){{0,2}}$",
        "being_before": rf"\b{being}\s+(?:(?:all|kursens|the|den)\s+)?$",
        "giving_after": rf"^\s*(?:sprache\s+)?(?:\w+\s+){{0,3}}?{giving}",
        "german_auxiliary": r"\b(?:wird|werden|findet|finden|kann|können)\b",
        "german_participle": _GERMAN_PARTICIPLES,
        "fronted": rf"^\s*(?:\w+\s+){{0,2}}?{giving}\s+(?:\w+\s+){{0,2}}$",
        "verb_first": rf"^\W*(?:(?:course|programme|module|kurs)\s+)?{_any_of('verbs', 'verb_first')}{adverbs}\s+{_IN}\s*$",
        "unmistakable": rf"\b{_any_of('verbs', 'unmistakable')}{adverbs}\s+{_IN}\s*$",
        "how_given": rf"\b(?:hur|how|huruvida|whether)\s+(?:\w+\s+){{0,4}}?{giving}",
        "asked": rf"\b(?:hur|how|huruvida|whether|om|if|when|när|där|where|som|who|that|which)\s+(?:\w+\s+){{0,3}}?{_any_of('verbs', 'unmistakable')}",
        "consists_of": rf"\b{_any_of('verbs', 'whole')}[^.]*\b{_any_of('verbs', 'consisting')}\s+(?:[\w-]+[,\s]+)*$",
        "modal_after": rf"^\W*(?:\w+\s+)?{_any_of('verbs', 'modal')}\s+(?:\w+\s+){{0,2}}?(?:{giving}|bli|komma|be)\b|^\W*{_any_of('verbs', 'occurring')}",
        "active": (
            rf"(?:\b{_any_of('verbs', 'teachers')}\s+(?:\w+\s+){{0,2}}?|^\W*(?={_any_of('verbs', 'teaching')}\s))"
            rf"{_any_of('verbs', 'teaching')}(?:\s+(?:this|the|denna|den här|hela)\s+{_COURSE}\w*|\s+(?:denna|den här|hela)\s+kurs\w*)?{adverbs}\s+{_IN}\s*$"
        ),
        "teachers_use": rf"\b{_any_of('verbs', 'teachers')}\s+(?:\w+\s+){{0,2}}?{_any_of('verbs', 'speaking')}{adverbs}\s+$",
        "taught_after": r"^\s*(?:sprache\s+)?(?:unterrichtet|gelehrt)\b",
        "as_named": r"^\s*(?:som|as)\s+(?:\w+\s+){0,3}$",
        "used_for": rf"^\s*(?:\w+\s+){{0,5}}?{using}\s+(?:\w+\s+)?(?:i|in|under|during|for|för|vid|throughout)\s+(?:\w+\s+)?$",
        "used_in_course": rf"^\s*(?:\w+\s+){{0,5}}?{using}\s+(?:\w+\s+)?(?:i|in|under|during|for|för|vid|throughout)\s+(?:\w+\s+){{0,2}}{topic_of_course}",
        "in_teaching": rf"^\s*(?:i|in|under|during|på|at|vid)\s+(?:\w+\s+)?{_any_of('topics', 'teaching')}",
        "used_then": rf"\s*(?:(?:is|are|wird|blir)\s+)?{using}",
        "used_just_before": rf"\b{using}\s+$",
        "may": rf"^\W*(?:\w+\s+){{0,3}}?{_any_of('verbs', 'modal')}\s+(?:(?:även|också|also)\s+)?$",
        "be_used": rf"\s*(?:(?:även|också|also|be)\s+)?(?:{using}|{_any_of('verbs', 'occurring')}|bli\b|vara\b)",
        "joined_just_before": rf"(?:,|\b(?:{_any_of('joins', 'connecting')}|{'|'.join(words()['joins']['contrasting'])}))\s+$",
        "share": r"\s+(?:for|in|during|under|i|på|för|at|vid|auf|für)\b",
        "switches": rf"\b{_any_of('cues', 'switching')}\s+(?:\w+\s+){{0,3}}?(?:till|to|til|auf|zu)\s+(?:the\s+)?$",
        "item_ends": rf"\s*(?:[.;,)]|$|{_any_of('joins', 'connecting')})",
        "bracketed": rf"^\s*\({_IN}\s+$",
        "used_here": rf"^\s*(?:is|are)?\s*{using}{adverbs}\s*$",
        "here_used": rf"\b(?:i|in|under|during)\s+(?:the\s+)?{_any_of('verbs', 'whole')}\s+{using}{adverbs}\s+$",
        "with_teaching": r"\b(?:with|med)\s+(?:\w+\s+){0,2}$",
        "only_adverbs": rf"^(?:\s+(?:\d+|[A-E]\b))?(?:\s*\([^)]*\))?(?:\s+(?:{adverb}|{other_adverb}))*\s+{_IN}\s+(?:the\s+)?$",
        "course_that_is": rf"\b(is|are)\s+an?\s+(?:[\w-]+\s+){{0,4}}?{_COURSE}s?\s+(?:(?:which|that)\s+(?:is|are)\s+)?({participle})",
        "as_a_course": rf"({giving})\s+(?:as|som)\s+(?:an?|en|ett)\s+(?:[\w-]+\s+){{0,3}}{_COURSE}\b",
        "meant_for": r"^\s*(?:\w+\s+){0,4}(?:vid|i|in|for|för|at|under|during)\s+(?:the\s+)?$",
        "relative": r"\s*,?\s*(?:som|that|which|där|where)\b",
        # Conditions, denials, support.
        "condition_before": (
            rf"{direct}|(?:^|[,;:(]\s*|\b(?:men|but|dock|och|and|however)\s+)(?:{condition}|for\b|för\b)[^.]*?\b{circumstance}"
            rf"|^\W*{opening}[^.]*?\b{circumstance}"
        ),
        "in_which_case": rf"\b(?:{condition}|{_any_of('cues', 'unless')})[^.]*?\b{circumstance}[^.]*?,\s*(?:(?:och|and)\s+)?{which_case}[^.]*$",
        "exception": (
            rf"\b{_any_of('cues', 'exception')}"
            rf"(?!(?:\s+(?!som\b|which\b|that\b|der\b|die\b)\w+){{1,4}}?\s+(?:{giving}|{being}))"
        ),
        "can_then": rf"\b(?:kan|may|can|might)\b[^.]*\b(?:och|and)\s+(?:\w+\s+){{0,3}}?(?:då|then|da|in that case)\s+(?:\w+\s+)?{_IN}\s*$",
        "then": rf"^\W*{_any_of('cues', 'then')}",
        "reason": rf"\b{_any_of('cues', 'reason')}",
        "where_elsewhere": rf"\b{somewhere}\W+(?:\w+\W+){{0,3}}?(?:där|where|whose|vars|der|hvor)\b",
        "opens_elsewhere": rf"^\W*(?:vid|på|at|i|in|under|during|hos|an)\s+(?:\w+\s+){{0,2}}?{somewhere}",
        "at_elsewhere": rf"^\s*(?:\w+\s+){{0,2}}?(?:vid|på|at|of|i|in|hos|an)\s+(?:\w+\s+){{0,2}}?{somewhere}",
        "condition_after": rf"{direct}|\b{condition}.*?\b{circumstance}",
        "discretion": rf"\b(?:om|if|där|where|när|when)\b.*?\b{_any_of('cues', 'discretion')}",
        "no_exception": r",?\s*(?:om inte annat \w+|såvida inte annat \w+|unless otherwise \w+)",
        "support_before": r"\b(?:med|with|mit)\s+(?:visst?\s+|some\s+)?(?:stöd|support|støtte|unterstützung)\s+(?:av|i|in|of|from|på|auf)\s+$",
        "support_after": rf"^.*?\b{_any_of('cues', 'support')}",
        "premise": rf"(?:^|[\s,(]){_any_of('cues', 'premise')}\s+(?:(?:the|all|kursens|programmets|kursen|a|en)\s+)?$",
        "verb_opens": r"^\W*(?:ges|sker|hålls|bedrivs)\s+$",
        "how": r"\b(?:hur|how|huruvida|whether|varför|why)\s+(?:\w+\s+){0,2}$",
        "another": rf"\b{_any_of('cues', 'another')}\s+(?:\w+\s+)?$",
        "negation": rf"\b{_any_of('cues', 'negation')}(?!\s+{_any_of('cues', 'only')})",
        "negation_just_before": r"\b(?:ingen|inga|no|kein\w*)\s+(?:(?:del|delar|parts?)\s+(?:av|of)\s+(?:the\s+)?|\w+\s+)?$",
        # Clauses.
        "strong_break": strong_break,
        "break": rf"{strong_break}|\b(?:eller|or|och|and)\s*,|[,(](?!\s*(?:{condition}|som\b|which\b|that\b))",
        # "engelskspråkiga föreläsningar", "an English-taught course".
        "language_adjective": rf"\b(\w+sk)språkiga?t?\s+({_any_of('topics', 'teaching')}\w*|kurser)",
        "language_predicate": r"\bär\s+(?:helt\s+|i huvudsak\s+)?(\w+sk)språkigt?\b",
        "taught_adjective": r"\b(is|are)\s+(?:an?\s+)?(\w+)-taught\b(?:\s+(?:courses?|programmes?|modules?))?",
        "fragment": rf"\W*([^.:;]*?)\s+({_IN}\s+[^.:;,]+?)\W*",
    }
    return _Patterns(sources)
