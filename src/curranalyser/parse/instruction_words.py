"""The words by which the language of instruction is found (instruction.toml), as patterns."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

_IN = r"(?:på|in|auf)"
_COURSE = r"(?:course|programme|program|module)"
_ARTICLE = r"(?:(?:the|hela|denna|this|all)\s+)?"
_GERMAN_PARTICIPLES = r"\b(?:angeboten|abgehalten|gehalten|durchgeführt|unterrichtet|statt|stattfinden)\b"


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Load the words that come with the tool."""
    return tomllib.loads((resources.files("curranalyser.parse") / "instruction.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=128)
def _any_of(table: str, *keys: str) -> str:
    return "(?:" + "|".join(fragment for key in keys for fragment in words()[table][key]) + ")"


@lru_cache(maxsize=128)
def pattern(table: str, *keys: str) -> re.Pattern[str]:
    """Return a pattern that finds any entry of lists in instruction.toml, from the beginning of a word."""
    return re.compile(r"\b" + _any_of(table, *keys), re.IGNORECASE)


@lru_cache(maxsize=1)
def topic_pattern() -> re.Pattern[str]:
    """Return the pattern of everything that can be in a language, for text in small letters; the name of its group that matches is its kind."""
    kinds = words()["topics"]
    return re.compile(r"\b(?:" + "|".join(f"(?P<{kind}>{'|'.join(fragments)})" for kind, fragments in kinds.items()) + ")")


class _Patterns(dict[str, re.Pattern[str]]):
    """Patterns by name, each compiled when it is asked for: a sentence needs few of them, and all of them take a while."""

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
    condition, circumstance, direct = _any_of("cues", "condition"), _any_of("cues", "circumstance"), _any_of("cues", "direct_condition")
    governing, participle = _any_of("joins", "governing"), _any_of("verbs", "english_participles")
    small, joining, within = _any_of("joins", "coordinating"), _any_of("joins", "joining"), _any_of("joins", "belonging")
    target = _any_of("cues", "target")
    strong_break = rf"[;:]|\b{_any_of('joins', 'contrasting')}\b|\b(?:och|and|samt)\s+(?={_any_of('joins', 'new_clause')})"
    sources = {
        # Between and around names of languages.
        "preposition": rf"\b(?:{_IN}|med|with|through the medium of)\s+(?:{_any_of('joins', 'before_name')}\s+)*(?:{target}\s*)?\(?$|\b{target}\s*\(?$",
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
        "being_in": rf"\b{being}{adverbs}\s+{_IN}\s+(?:the\s+)?$",
        "giving_before": rf"\b{giving}\s+(?:\w+\s+){{0,2}}$",
        "giving_after": rf"^\s*(?:sprache\s+)?(?:\w+\s+){{0,3}}?{giving}",
        "german_auxiliary": r"\b(?:wird|werden|findet|finden|kann|können)\b",
        "german_participle": _GERMAN_PARTICIPLES,
        "fronted": rf"^\s*(?:\w+\s+){{0,2}}?{giving}\s+(?:\w+\s+){{0,2}}$",
        "verb_first": rf"^\W*(?:(?:course|programme|module|kurs)\s+)?{_any_of('verbs', 'verb_first')}{adverbs}\s+{_IN}\s*$",
        "unmistakable": rf"\b{_any_of('verbs', 'unmistakable')}{adverbs}\s+{_IN}\s*$",
        "consists_of": rf"\b{_any_of('verbs', 'whole')}[^.]*\b{_any_of('verbs', 'consisting')}\s+(?:[\w-]+[,\s]+)*$",
        "modal_after": rf"^\W*(?:\w+\s+)?{_any_of('verbs', 'modal')}\s+(?:\w+\s+){{0,2}}?(?:{giving}|bli|komma|be)\b|^\W*{_any_of('verbs', 'occurring')}",
        "as_named": r"^\s*(?:som|as)\s+(?:\w+\s+){0,3}$",
        "used_for": rf"^\s*(?:\w+\s+){{0,5}}?{using}\s+(?:\w+\s+)?(?:i|in|under|during|for|för|vid|throughout)\s+(?:\w+\s+)?$",
        "used_here": rf"^\s*(?:is|are)?\s*{using}{adverbs}\s*$",
        "here_used": rf"\b(?:i|in|under|during)\s+(?:the\s+)?{_any_of('verbs', 'whole')}\s+{using}{adverbs}\s+$",
        "with_teaching": r"\b(?:with|med)\s+(?:\w+\s+){0,2}$",
        "only_adverbs": rf"^(?:\s+(?:\d+|[A-E]\b))?{adverbs}\s+{_IN}\s+(?:the\s+)?$",
        "course_that_is": rf"\b(is|are)\s+an?\s+(?:[\w-]+\s+){{0,4}}?{_COURSE}s?\s+(?:(?:which|that)\s+(?:is|are)\s+)?({participle})",
        "as_a_course": rf"({giving})\s+(?:as|som)\s+(?:an?|en|ett)\s+(?:[\w-]+\s+){{0,3}}{_COURSE}\b",
        "meant_for": r"^\s*(?:\w+\s+){0,4}(?:vid|i|in|for|för|at|under|during)\s+(?:the\s+)?$",
        "relative": r"\s*,?\s*(?:som|that|which|där|where)\b",
        # Conditions, denials, support.
        "condition_before": rf"{direct}|(?:^|[,;:(]\s*|\b(?:men|but|dock|och|and|however)\s+)(?:{condition}|for\b|för\b)[^.]*?\b{circumstance}",
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
        "break": rf"{strong_break}|\b(?:eller|or|och|and)\s*,|[,(](?!\s*{condition})",
        # "engelskspråkiga föreläsningar", "an English-taught course".
        "language_adjective": rf"\b(\w+sk)språkiga?t?\s+({_any_of('topics', 'teaching')}\w*|kurser)",
        "language_predicate": r"\bär\s+(\w+sk)språkigt?\b",
        "taught_adjective": r"\b(is|are)\s+(?:an?\s+)?(\w+)-taught\b(?:\s+(?:courses?|programmes?|modules?))?",
        "fragment": rf"\W*([^.:;]*?)\s+({_IN}\s+[^.:;,]+?)\W*",
    }
    return _Patterns(sources)
