"""One sentence or field value → what it says about the language of teaching.

The name of a language counts only where the words around it speak of teaching: what is in that language is told by the nearest word before it that
names something which can be in a language (teaching, literature, an examination, a skill), and for teaching a verb and a preposition are asked for.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from curranalyser.parse.language_names import closest_name, code_value, names_in

_WORD = re.compile(r"[^\W\d_]+")
_PREPOSITION = re.compile(r"\b(?:på|in|auf|med|with)\s+(?:(?:the|både|both|either|antingen|även|also)\s+)*(?:(?:målspråket|target language)\s*)?\(?$|(?:målspråket|target language)\s*\(?$", re.IGNORECASE)
_CONNECTED = re.compile(
    r"\s*(?:[,/–-]|och\s*/\s*eller|and\s*/\s*or|och|eller|and|or|und|oder|og|samt|respektive|alternativt|as well as|&)\s*(?:(?:och|and|eller|or|och/eller|and/or)\s+)?(?:(?:på|in|auf)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*\(\s*")
_COORDINATED = re.compile(r"[\s,/-]*(?:(?:och|samt|and|und|og|liksom|as well as|inklusive|including|all|the|både|såväl|som|learning)[\s,/]+)*", re.IGNORECASE)
_BELONGS = re.compile(r"\s+(?:i|in|av|of|om|about|för|for|till|to|på|on|inom|under|within|during|inför|throughout|regarding)\s+(?:the\s+|hela\s+|denna\s+|this\s+|all\s+)?", re.IGNORECASE)
_AFTER_PREPOSITION = re.compile(r"(?:(?<=[^\W\d_] )om|\b(?:i|in|av|of|about|för|for|till|to|under|inom|within|during|on|inför))\s+(?:the\s+|hela\s+|denna\s+|this\s+|vissa\s+|some\s+|all\s+)?$", re.IGNORECASE)
_STRONG_BREAK = re.compile(
    r"[;:]|\b(?:men|medan|but|whereas|while|mens|aber|sondern|utan)\b|\b(?:och|and|samt)\s+(?=(?:ges|bedrivs|sker|hålls|undervisas|erbjuds|is|are|kan|may|can|får)\b)", re.IGNORECASE
)
_JOINING = re.compile(
    r"[\s,(–-]*(?:(?:men|but|eller|or|och|and|även|också|also|eventuellt|vid behov|dock|delvis|i viss mån|till viss del|partly|possibly|alternativt|med|with|inslag av|some|otherwise|annars|sonst|teilweise"
    r"|in some cases|i vissa fall|stöd av|på)[\s,]*)*",
    re.IGNORECASE,
)
_NO_EXCEPTION = re.compile(r",?\s*(?:om inte annat \w+|såvida inte annat \w+|unless otherwise \w+)", re.IGNORECASE)
# A noun after the name of a language makes the name an adjective: "på svenska arbetsplatser".
_NOUN_FOLLOWS = re.compile(
    r"-[^\W\d_]|\s+(?:speak|tala|språkig|universit|högskol|lärosät|arbetsplats|företag|skol|marknad|samhäll|författ|partner|student|kultur|region|land\b|länder|compan|school|societ|literature|language (?:polic|require|skill|profic|compet|course|cent)|requirement|krav"
    r"|term|ord\b|text|tidning|roman|word|version|titel|title|gramma|litteratur|myndighet|institution|\d|[A-C]\b)|\s*/?\d",
    re.IGNORECASE,
)
# "kan engelska förekomma" is no knowledge of English.
_MAY_FOLLOW = re.compile(r"\s+(?:förekom|ges|använd|bli|ske|vara|också|även|komma|be\b|occur)", re.IGNORECASE)
# Adjectives that say "in English", put the plain way before reading.
_ADJECTIVES = (
    (re.compile(r"\b(\w+sk)språkiga?t?\s+(undervisning\w*|föreläsning\w*|seminari\w*|moment|kurser)\b", re.IGNORECASE), r"\2 på \1a"),
    (re.compile(r"\bär\s+(\w+sk)språkigt?\b", re.IGNORECASE), r"är på \1a"),
    (re.compile(r"\b(is|are)\s+(?:an?\s+)?(\w+)-taught\b(?:\s+(?:courses?|programmes?|modules?))?", re.IGNORECASE), r"\1 taught in \2"),
)
_LOOK_BACK = 30


_IN_LANGUAGE = re.compile(r"\b(?:på|in|auf)\s+$", re.IGNORECASE)
_FRAGMENT = re.compile(r"\W*([^.:;]*?)\s+((?:på|in|auf)\s+[^.:;,]+?)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence or field value says.

    Attributes:
        main: ISO 639-1 codes of the languages of teaching, in the order named.
        possible: likewise, of those that may be used.
        conditional: it hangs on something.
        per_offering: each course offering decides.
        assumed: `main` is the home language, because only another one was named as possible.
        usual: `main` holds "normally".
        part: it is said of a numbered part of the course only.
        denied: it only says which language is not used.
    """

    main: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    conditional: bool = False
    per_offering: bool = False
    assumed: bool = False
    usual: bool = False
    part: bool = False
    denied: bool = False

    @property
    def decides(self) -> bool:
        """Whether it says in which language teaching is held."""
        return bool(self.main or self.possible or self.per_offering)


@dataclass(slots=True)
class _Group:
    """Names of languages said in one breath, with their place in the sentence."""

    start: int
    end: int
    codes: list[str]
    joined_codes: bool = False


@dataclass(frozen=True, slots=True)
class _Topic:
    """Something that can be in a language: its kind, where it begins and ends, and how its first word is written."""

    kind: str
    start: int
    end: int
    text: str


_DECIDING = ("language_word", "teaching", "course")


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Load the words that come with the tool (instruction.toml)."""
    return tomllib.loads((resources.files("curranalyser.parse") / "instruction.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=128)
def _any_of(table: str, *keys: str) -> str:
    return "(?:" + "|".join(fragment for key in keys for fragment in words()[table][key]) + ")"


@lru_cache(maxsize=128)
def pattern(table: str, *keys: str, before: str = r"\b", after: str = "") -> re.Pattern[str]:
    """Return a pattern that matches any entry of lists in instruction.toml, between two given pieces of pattern."""
    return re.compile(before + _any_of(table, *keys) + after, re.IGNORECASE)


@lru_cache(maxsize=1)
def _topic_pattern() -> re.Pattern[str]:
    kinds = words()["topics"]
    return re.compile(r"\b(?:" + "|".join(f"(?P<{kind}>{'|'.join(fragments)})" for kind, fragments in kinds.items()) + ")", re.IGNORECASE)


@lru_cache(maxsize=1)
def _composed() -> dict[str, re.Pattern[str]]:
    """Return the patterns that are put together from several lists."""
    giving, being = _any_of("verbs", "giving"), _any_of("verbs", "being")
    adverb = _any_of("cues", "mainly", "usual", "partly", "wholly_or_partly", "also", "only")
    adverbs = rf"(?:\s+(?:{adverb}|helt|entirely|fully|completely|både|both|either|antingen))*"
    condition, circumstance, direct = _any_of("cues", "condition"), _any_of("cues", "circumstance"), _any_of("cues", "direct_condition")
    compiled = {
        "being_in": rf"\b{being}{adverbs}\s+(?:på|in|auf)\s+(?:the\s+)?$",
        "giving_before": rf"\b{giving}\s+(?:\w+\s+){{0,2}}$",
        "giving_after": rf"^\s*(?:sprache\s+)?(?:\w+\s+){{0,3}}?{giving}",
        "german_auxiliary": r"\b(?:wird|werden|findet|finden|kann|können)\b",
        "german_participle": r"\b(?:angeboten|abgehalten|gehalten|durchgeführt|unterrichtet|statt|stattfinden)\b",
        "fronted": rf"^\s*(?:\w+\s+){{0,2}}?{giving}\s+(?:\w+\s+){{0,2}}$",
        "fragment": rf"^\W*(?:(?:ges|undervisas|bedrivs|taught|given|delivered|offered|gis|undervises|udbydes)\b){adverbs}\s+(?:på|in)\s*$",
        "undervisas": rf"\b(?:undervisas|undervises|(?:is|are) taught){adverbs}\s+(?:på|in)\s*$",
        "modal_after": rf"^\W*(?:\w+\s+)?(?:kan|may|can|could|might|kann|können|får)\s+(?:\w+\s+){{0,2}}?(?:{giving}|bli|komma|be)\b|^\W*(?:förekomm|forekomm|ingår|occur|eventuel|(?:is|are|är) (?:possible|möjlig))",
        "condition_before": rf"{direct}|(?:^|[,;:(]\s*|\b(?:men|but|dock|och|and|however)\s+)(?:{condition}|for\b|för\b)[^.]*?\b{circumstance}",
        "condition_after": rf"{direct}|\b{condition}.*?\b{circumstance}",
        "discretion": rf"\b(?:om|if|där|where|när|when)\b.*?\b{_any_of('cues', 'discretion')}",
        "support_before": r"\b(?:med|with|mit)\s+(?:visst?\s+|some\s+)?(?:stöd|support|støtte|unterstützung)\s+(?:av|i|in|of|from|på|auf)\s+$",
        "support_after": rf"^.*?\b{_any_of('cues', 'support')}",
        "premise": rf"(?:^|[\s,(]){_any_of('cues', 'premise')}\s+(?:(?:the|all|kursens|programmets|kursen|a|en)\s+)?$",
        "another": rf"\b{_any_of('cues', 'another')}\s+(?:\w+\s+)?$",
        "knows": rf"\b{_any_of('cues', 'knows')}\s+(?:(?:inte|ej|icke|ikke|not|bra|god|goda|flytande|fluent|good|both|både)\s+)?$",
        "quantity": r"\b(?:all|parts?|most|some|half|majority|del|delar|delen|delarna|hela|hälften|huvuddelen|merparten|teil|teile)\s+(?:of|av|i)\s+(?:the\s+|hela\s+)?$",
        "consists_of": r"\b(?:undervisningen|undervisning|teaching|instruction|kursen|the course)\b[^.]*\b(?:består av|består i|i form av|consists? of|in the form of|genom|through)\s+(?:[\w-]+[,\s]+)*$",
        "negation": rf"\b{_any_of('cues', 'negation')}(?!\s+{_any_of('cues', 'only')})",
        "negation_just_before": r"\b(?:ingen|inga|no|kein\w*)\s+(?:\w+\s+)?$",
        "break": rf"{_STRONG_BREAK.pattern}|[,(](?!\s*{condition})",
        "each_offering": rf"\b{_any_of('offering', 'each')}",
        "decided": rf"\b{_any_of('offering', 'decided')}",
        "offering_subject": rf"\b{_any_of('offering', 'subject')}",
    }
    return {name: re.compile(source, re.IGNORECASE) for name, source in compiled.items()}


@lru_cache(maxsize=64)
def _names_in_small_letters(locales: tuple[str, ...]) -> frozenset[str]:
    """Return the names that count in small letters too: not the English ones, which are other words then ("to polish")."""
    return frozenset(names_in(tuple(locale for locale in locales if locale != "en")))


@dataclass(slots=True)
class TeachingLanguageReader:
    """Reads sentences and field values of one syllabus.

    Args:
        locales: CLDR locales in which names of languages are looked up.
        home: ISO 639-1 code of the language that holds where only another one is named as possible.
        target: the language that "the target language" means in this syllabus, or None.
    """

    locales: tuple[str, ...]
    home: str = "sv"
    target: str | None = None
    names: dict[str, str] = field(init=False)
    _small: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = names_in(self.locales)
        self._small = _names_in_small_letters(self.locales)

    def code(self, word: str, lenient: bool = False) -> str | None:
        """Return the ISO 639-1 code of the language that a word names; `lenient` takes English names in small letters too."""
        lowered = word.lower()
        code = self.names.get(lowered)
        if code is not None and not lenient and lowered not in self._small and not word[0].isupper():
            return None
        return code

    def corrected(self, value: str) -> str:
        """Return a field value in which misspelt names of languages are replaced by right ones; unchanged where it names a language already."""
        found = [match for match in _WORD.finditer(value)]
        result = value
        for match in reversed(found):
            word = match[0]
            if len(word) >= 5 and self.code(word, lenient=True) is None:
                name = closest_name(word, self.names, words()["misspelt"])
                if name is not None:
                    result = result[: match.start()] + name + result[match.end() :]
        return result

    def names_a_language(self, text: str) -> bool:
        """Whether a text has the name of a language in it."""
        return any(self.code(match[0]) for match in _WORD.finditer(text))

    def names_with_preposition(self, text: str) -> bool:
        """Whether something is said to be in a language: "på engelska", "in English"."""
        return any(_IN_LANGUAGE.search(text, 0, match.start()) for match in _WORD.finditer(text) if self.code(match[0]) and not _NOUN_FOLLOWS.match(text, match.end()))

    def bare_value(self, text: str) -> bool:
        """Whether a text is nothing but names or codes of languages and what joins them."""
        rest = [match[0] for match in _WORD.finditer(text)]
        named = [word for word in rest if self.code(word, lenient=True) or code_value(word)]
        joining = {"och", "eller", "and", "or", "und", "oder", "og", "samt", "antingen", "både", "both", "either", "the", "language", "på", "in", "british", "american", "chinese"}
        return bool(named) and len(text) < 80 and all(word in named or word.lower() in joining for word in rest) and not any(letter.isdigit() for letter in text)

    def read(self, text: str, in_field: bool = False, follows: bool = False, fragments: bool = False) -> Reading:
        """Read one sentence or field value.

        Args:
            text: without line breaks.
            in_field: it is the value of a labelled field, where a bare name is enough.
            follows: the sentence before it spoke of the language of teaching, so that "It may also be given in English" does too.
            fragments: it stands in a section about teaching, where "Lectures in English" needs no verb.

        Returns:
            What it says; a Reading that does not decide where it says nothing about teaching.
        """
        text = _NO_EXCEPTION.sub("", text)
        for adjective, plain in _ADJECTIVES:
            text = adjective.sub(plain, text)
        if fragments and (fragment := _FRAGMENT.fullmatch(text)) and _is_teaching_alone(fragment[1]):
            text = f"{fragment[1]} ges {fragment[2]}"
        composed = _composed()
        groups, known = self._groups(text, in_field)
        each = composed["each_offering"].search(text)
        if not groups and not each:
            return Reading()
        topics = _topics(text)
        if each and composed["decided"].search(text):
            spoken_of = in_field or bool(composed["offering_subject"].search(text))
            if spoken_of or (groups and self._teaching_groups(text, groups, topics, in_field, follows)):
                return self._per_offering(text, groups, topics, in_field or spoken_of)
        if not groups:
            return Reading()
        accepted = self._teaching_groups(text, groups, topics, in_field, follows)
        return self._judge(text, groups, accepted, known) if accepted else Reading()

    def _groups(self, text: str, lenient: bool) -> tuple[list[_Group], list[str]]:
        """Return the names of languages in groups, and the codes of those that are only said to be known by someone."""
        groups: list[_Group] = []
        known: list[str] = []
        composed = _composed()
        matches = [(match.start(), match.end(), code) for match in _WORD.finditer(text) if (code := self.code(match[0], lenient)) is not None]
        if not matches and lenient:
            parts = [match for match in _WORD.finditer(text)]
            codes = [code_value(match[0]) for match in parts]
            if parts and all(codes):
                return [_Group(parts[0].start(), parts[-1].end(), list(dict.fromkeys(code for code in codes if code)))], known
        if not matches:
            target = pattern("cues", "target").search(text)
            if target and self.target:
                matches = [(target.start(), target.end(), self.target)]
        for start, end, code in matches:
            if start and text[start - 1] == "-":
                continue
            if composed["knows"].search(text[max(0, start - _LOOK_BACK) : start]) and not _MAY_FOLLOW.match(text, end):
                known.append(code)
                continue
            if _NOUN_FOLLOWS.match(text, end):
                if re.match(r"\s+speak|-speak", text[end:], re.IGNORECASE):
                    known.append(code)
                continue
            between = text[groups[-1].end : start] if groups else ""
            if groups and (_CONNECTED.fullmatch(between) or (code in groups[-1].codes and _BRACKETED.fullmatch(between)) or not between.strip()):
                if code not in groups[-1].codes and between.strip():
                    groups[-1].codes.append(code)
                groups[-1].end = end
            else:
                groups.append(_Group(start, end, [code]))
        return groups, known

    def _teaching_groups(self, text: str, groups: list[_Group], topics: list[_Topic], in_field: bool, follows: bool) -> list[tuple[_Group, _Topic | None]]:
        """Return the groups that name a language of teaching, each with the topic that governs it (None where it is understood)."""
        accepted: list[tuple[_Group, _Topic | None]] = []
        for position, group in enumerate(groups):
            before = [topic for topic in topics if topic.end <= group.start]
            topic = before[-1] if before else None
            previous = accepted[-1] if accepted and position and accepted[-1][0] is groups[position - 1] else None
            following = groups[position + 1].start if position + 1 < len(groups) else len(text)
            if previous and (topic is None or topic is previous[1] or topic.end <= previous[0].start):
                between = text[previous[0].end : group.start]
                governed = previous[1]
                if _PREPOSITION.search(text[: group.start]) or in_field or _JOINING.fullmatch(between) or (governed is not None and governed.kind == "language_word"):
                    accepted.append((group, governed))
                    continue
            if self._is_of_teaching(text, group, topic, topics, following, in_field, follows):
                accepted.append((group, topic))
        return accepted

    def _is_of_teaching(self, text: str, group: _Group, topic: _Topic | None, topics: list[_Topic], following: int, in_field: bool, follows: bool) -> bool:
        composed = _composed()
        before, after = text[: group.start], text[group.end : following]
        prepositional = bool(_PREPOSITION.search(before))
        as_language = [item for item in topics if item.kind == "language_word" and group.end <= item.start < following]
        if as_language and pattern("verbs", "as_language").search(text[group.end : as_language[0].start]):
            return not composed["premise"].search(before)
        if topic is None:
            return self._understood(text, group, topics, following, in_field, follows, prepositional)
        if topic.kind not in _DECIDING:
            return False
        between = text[topic.end : group.start]
        earlier = text[: topic.start]
        if composed["premise"].search(earlier) and not pattern("cues", "circumstance").search(between):
            return False
        if pattern("verbs", "past").search(text[max(0, topic.start - _LOOK_BACK) : group.start]):
            return False
        if topic.kind == "language_word":
            return not between.strip(" :=–-") or in_field or bool(pattern("verbs", "being").search(between)) or prepositional
        if topic.kind == "course" and (_is_another(topic, earlier) or not _is_definite(topic, between)):
            return False
        if in_field:
            return True
        if not prepositional:
            return False
        return bool(
            composed["being_in"].search(between)
            or pattern("verbs", "giving").search(between)
            or composed["giving_before"].search(earlier)
            or (topic.kind == "teaching" and composed["consists_of"].search(earlier))
            or composed["giving_after"].search(after)
            or (composed["german_auxiliary"].search(between) and composed["german_participle"].search(text[group.end :]))
            or (topic.kind == "teaching" and not between.replace("på", "").replace("in", "").strip() and not earlier.strip("•-– ") and composed["modal_after"].search(after))
        )

    def _understood(self, text: str, group: _Group, topics: list[_Topic], following: int, in_field: bool, follows: bool, prepositional: bool) -> bool:
        """Whether a name with no topic before it is one of teaching."""
        composed = _composed()
        before, after = text[: group.start], text[group.end : following]
        later = [topic for topic in topics if topic.start >= group.end]
        if in_field:
            return not (later and later[0].kind not in _DECIDING and later[0].start - group.end <= 2)
        if prepositional and later and later[0].kind in _DECIDING and composed["fronted"].search(text[group.end : later[0].start]):
            return True
        if prepositional and (composed["fragment"].search(before) or composed["undervisas"].search(before)):
            return not pattern("verbs", "past").search(before)
        if not before.strip(" •-–") and later and later[0].kind in _DECIDING and composed["modal_after"].search(text[group.end : later[0].start]):
            return True
        if not follows:
            return False
        if not before.strip(" •-–") and (composed["modal_after"].search(after) or composed["condition_after"].match(after.strip())):
            return True
        return prepositional and bool(pattern("verbs", "giving").search(before))

    def _judge(self, text: str, groups: list[_Group], accepted: list[tuple[_Group, _Topic | None]], known: list[str]) -> Reading:
        """Weigh how each language of teaching is named: as it is, as a possibility, under a condition, or as what it is not."""
        composed = _composed()
        main: list[str] = []
        possible: list[str] = []
        hanging: list[str] = []
        flags = {"conditional": False, "usual": False, "part": True, "denied": False, "mainly": False, "partly": False}
        alternatives = False
        for group, topic in accepted:
            position = groups.index(group)
            segment_start, pre, tail = _surroundings(text, groups, position)
            scope = text[_scope_start(text, segment_start, topic, group) : group.start]
            condition_tail = composed["condition_after"].search(tail)
            plain_tail = tail[: condition_tail.start()] if condition_tail else tail
            if composed["support_before"].search(text[: group.start]) or (composed["support_after"].search(plain_tail) and not composed["support_before"].search(plain_tail)):
                continue
            flags["part"] = flags["part"] and topic is not None and bool(pattern("cues", "part_number").search(text[topic.start : group.start]))
            negated = scope if topic is None or topic.start < segment_start else text[topic.end : group.start]
            if composed["negation"].search(_after_last_break(negated)) or (topic is not None and composed["negation_just_before"].search(text[: topic.start])) or _denied_after(plain_tail):
                flags["denied"] = True
                continue
            discretion = bool(composed["discretion"].search(tail)) or bool(composed["discretion"].search(pre))
            unless = pattern("cues", "unless").search(tail)
            modal = bool(pattern("cues", "possible").search(scope)) or bool(composed["modal_after"].search(plain_tail))
            flags["usual"] = flags["usual"] or bool(pattern("cues", "usual").search(scope))
            if pattern("cues", "otherwise").search(pre):
                main += group.codes
            elif unless:
                main += group.codes
                flags["conditional"] = True
                possible += known or ([self.home] if self.home not in group.codes else [])
            elif (condition_tail or composed["condition_before"].search(pre)) and not discretion:
                hanging += group.codes
                flags["conditional"] = True
            elif discretion or modal:
                possible += group.codes
                alternatives = alternatives or (len(group.codes) > 1 and self.home in group.codes)
            elif pattern("cues", "wholly_or_partly").search(scope):
                main += group.codes
            elif pattern("cues", "partly").search(scope):
                main += group.codes
                flags["partly"] = True
            elif pattern("cues", "minor").search(scope) or (flags["mainly"] and pattern("cues", "also").search(pre)):
                possible += group.codes
            else:
                main += group.codes
            flags["mainly"] = flags["mainly"] or bool(pattern("cues", "mainly").search(scope))
        return self._settle(main, possible, hanging, flags, alternatives)

    def _settle(self, main: list[str], possible: list[str], hanging: list[str], flags: dict[str, bool], alternatives: bool) -> Reading:
        """Put what the groups of one sentence say together, and say what is understood: "may be taught in English" means home else."""
        assumed = False
        if flags["partly"] and len(set(main)) == 1 and self.home not in main:
            main = [self.home, *main]
        others = hanging + possible
        if not main and others:
            if alternatives and not hanging:
                main, possible = possible, []
            elif self.home not in others:
                several = len(set(hanging)) > 1
                main, assumed = ([hanging[0]], False) if several else ([self.home], True)
            elif len(set(others)) > 1:
                main = [self.home]
        mains = tuple(dict.fromkeys(main))
        rest = tuple(code for code in dict.fromkeys(hanging + possible) if code not in mains)
        denied = flags["denied"] and not mains and not rest
        return Reading(mains, rest, flags["conditional"], False, assumed, flags["usual"], flags["part"] and bool(mains or rest), denied)

    def _per_offering(self, text: str, groups: list[_Group], topics: list[_Topic], in_field: bool) -> Reading:
        accepted = self._teaching_groups(text, groups, topics, in_field, False)
        codes = tuple(dict.fromkeys(code for group, _ in accepted for code in group.codes))
        if pattern("cues", "usual").search(text) and len(codes) == 1:
            return Reading(codes, per_offering=True, usual=True)
        return Reading((), codes, per_offering=True)


def _topics(text: str) -> list[_Topic]:
    """Return what the sentence speaks of; joined things are one, and a thing that belongs to another follows it."""
    found: list[_Topic] = []
    for match in _topic_pattern().finditer(text):
        kind = match.lastgroup or ""
        if found:
            last = found[-1]
            between = text[last.end : match.start()]
            if _COORDINATED.fullmatch(between):
                deciding = [item for item in _DECIDING if item in (last.kind, kind)]
                found[-1] = _Topic(deciding[0] if deciding else kind, last.start, match.end(), last.text)
                continue
            if _BELONGS.fullmatch(between) and (kind in ("course", "teaching", "language_word") or last.kind not in _DECIDING):
                found[-1] = _Topic(last.kind, last.start, match.end(), last.text)
                continue
        earlier = text[: match.start()]
        if kind == "course" and _AFTER_PREPOSITION.search(earlier) and not _composed()["quantity"].search(earlier):
            continue
        found.append(_Topic(kind, match.start(), match.end(), match[0]))
    return found


def _is_teaching_alone(text: str) -> bool:
    """Whether a text is nothing but forms of teaching."""
    topics = _topics(text)
    return len(topics) == 1 and topics[0].kind == "teaching" and topics[0].start == 0 and topics[0].end == len(text)


def _is_another(topic: _Topic, earlier: str) -> bool:
    return bool(_composed()["another"].search(earlier)) and not earlier.rstrip().lower().endswith(("all", "alla"))


def _is_definite(topic: _Topic, between: str) -> bool:
    """Whether a course is spoken of that is this one: "courses given in English" are any."""
    giving = pattern("verbs", "english_participles").search(between)
    if giving and not pattern("verbs", "auxiliaries").search(between[: giving.start()]) and not between.startswith(","):
        return False
    indefinite = topic.text.lower() in ("kurser", "courses", "programmes", "program", "education")
    return not (indefinite and re.match(r"\s*,?\s*(?:som|that|which|där|where)\b", between, re.IGNORECASE))


def _surroundings(text: str, groups: list[_Group], position: int) -> tuple[int, str, str]:
    """Return where the words that belong to a group begin, those before it, and those after it."""
    breaks = _composed()["break"]
    group = groups[position]
    start = 0
    if position:
        end = groups[position - 1].end
        first = breaks.search(text, end, group.start)
        start = first.start() if first else end
    if position + 1 < len(groups):
        stop = breaks.search(text, group.end, groups[position + 1].start)
        tail = text[group.end : stop.start()] if stop else ""
    else:
        stop = breaks.search(text, group.end)
        tail = text[group.end : stop.start()] if stop else text[group.end :]
    return start, text[start : group.start], tail


def _scope_start(text: str, segment_start: int, topic: _Topic | None, group: _Group) -> int:
    """Return where words begin that can say how a group is meant: at the clause of its topic, or after the group before."""
    limit = topic.start if topic is not None and topic.start >= segment_start else group.start
    start = segment_start
    for match in _STRONG_BREAK.finditer(text, segment_start, group.start):
        if match.start() > segment_start:
            start = match.end()
    comma = text.rfind(",", segment_start + 1, limit)
    return max(start, comma + 1) if topic is not None and topic.start >= segment_start else start


def _after_last_break(text: str) -> str:
    last = 0
    for match in _STRONG_BREAK.finditer(text):
        last = match.end() if match.start() else last
    return text[last:]


def _denied_after(tail: str) -> bool:
    """Whether what follows a name denies it: "English is not the language of instruction", "på engelska förekommer inte"."""
    match = _composed()["negation"].search(tail)
    return match is not None and len(tail[: match.start()].split()) <= 2
