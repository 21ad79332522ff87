"""One sentence or field value → what it says about the language of teaching.

The name of a language counts only where the words around it speak of teaching: what is in that language is
told by the nearest word before it that
names something which can be in a language (teaching, literature, an examination, a skill), and for teaching a
verb and a preposition are asked for.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from curranalyser.parse.instruction.language_names import closest_name, code_value, names_in, slips
from curranalyser.parse.instruction.words import composed, pattern, topic_pattern, words

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_AFTER_IN = re.compile(r"(?<= in | på )[a-zåäö]+")  # "taught in english", "hålls på eng."
_SPEAKS = re.compile(r"\s+speak|-speak", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\(\s*")
_LOOK_BACK = 30
_NEAR = 160
_LONGEST_VALUE = 80
_SHORTEST_SLIP = 5  # letters; a shorter word may be anything
_WRITTEN_NORWEGIAN = ("nb", "nn")
_DECIDING = ("language_word", "teaching", "course")


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
    """Names of languages said in one breath, with their place in the sentence.

    `ends` are where each name ends.
    """

    start: int
    end: int
    codes: list[str]
    ends: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Topic:
    """Something that can be in a language.

    Its kind, where it begins and ends, and how its first word is written.
    """

    kind: str
    start: int
    end: int
    text: str

    @property
    def decides(self) -> bool:
        """Whether it is teaching, the course, or the language of instruction itself."""
        return self.kind in _DECIDING


@dataclass(slots=True)
class _Sentence:
    """A sentence taken apart.

    `known` are languages that someone is said to know; the flags are those of `TeachingLanguageReader.read`.
    """

    text: str
    groups: list[_Group]
    known: list[str]
    in_field: bool
    follows: bool
    fragments: bool
    topics: list[_Topic] = field(default_factory=list)

    def before(self, group: _Group) -> str:
        """Return all that stands before a group."""
        return self.text[: group.start]

    def until_next(self, group: _Group) -> str:
        """Return what stands between a group and the next one."""
        position = self.groups.index(group)
        return (
            self.text[group.end : self.groups[position + 1].start]
            if position + 1 < len(self.groups)
            else self.text[group.end :]
        )

    def prepositional(self, group: _Group) -> bool:
        """Whether something is in that language: "på engelska", "in English"."""
        return self.ends_before("preposition", group) is not None

    def ends_before(self, name: str, group: _Group) -> re.Match[str] | None:
        """Return where a pattern matches that ends where a group begins.

        What stands far before is not looked at.
        """
        return composed()[name].search(self.text, max(0, group.start - _NEAR), group.start)


_Accepted = list[tuple[_Group, _Topic | None]]


@dataclass(slots=True)
class _Verdict:
    """What the groups of one sentence say, as it is gathered."""

    main: list[str] = field(default_factory=list)
    possible: list[str] = field(default_factory=list)
    hanging: list[str] = field(default_factory=list)
    conditional: bool = False
    usual: bool = False
    part: bool = True
    denied: bool = False
    mainly: bool = False
    partly: bool = False
    alternatives: bool = False


@lru_cache(maxsize=64)
def _names_and_slips(locales: tuple[str, ...]) -> dict[str, str]:
    """Return the names of languages, and what is often written for some of them."""
    names = names_in(locales)
    return {slip: names[name] for name in words()["often_misspelt"] for slip in slips(name)} | names


@lru_cache(maxsize=64)
def _names_in_small_letters(locales: tuple[str, ...]) -> frozenset[str]:
    """Return the names that count in small letters too.

    Not the English ones, which are other words then ("to polish").
    """
    own = names_in(tuple(locale for locale in locales if locale != "en"))
    misspelt = (slip for name in words()["often_misspelt"] for slip in slips(name))
    return frozenset((*own, *misspelt))


def _is_same(code: str, named: list[str]) -> bool:
    """Whether a language has been named, Bokmål and Nynorsk being Norwegian."""
    return code in named or (code in _WRITTEN_NORWEGIAN and "no" in named)


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
        self.names = _names_and_slips(self.locales)
        self._small = _names_in_small_letters(self.locales)

    def code(self, word: str, lenient: bool = False) -> str | None:
        """Return the ISO 639-1 code of the language that a word names.

        `lenient` takes English names in small letters too.
        """
        lowered = word.lower()
        code = self.names.get(lowered)
        if code is not None and not lenient and lowered not in self._small and not word[0].isupper():
            return None
        return code

    def corrected(self, value: str) -> str:
        """Return a field value with misspelt names of languages put right."""
        result = value
        for match in reversed(list(_WORD.finditer(value))):
            word = match[0]
            if len(word) >= _SHORTEST_SLIP and self.code(word, lenient=True) is None:
                name = closest_name(word, self.names, words()["misspelt"])
                if name is not None:
                    result = result[: match.start()] + name + result[match.end() :]
        return result

    def names_a_language(self, text: str) -> bool:
        """Whether a text has the name of a language in it."""
        return any(self.code(match[0]) for match in _WORD.finditer(text))

    def names_with_preposition(self, text: str) -> bool:
        """Whether something is said to be in a language: "på engelska", "in English"."""
        named = (match for match in _WORD.finditer(text) if self.code(match[0]))
        return any(
            composed()["in_language"].search(text, 0, match.start())
            and not composed()["noun_follows"].match(text, match.end())
            for match in named
        )

    def begins_value(self, sentence: str) -> bool:
        """Whether a sentence of a field's value goes on with it: "Engelska kan …", "Vid behov engelska"."""
        named = any(self.code(word, lenient=True) for word in _WORD.findall(sentence)[:2])
        return named or composed()["condition_before"].match(sentence) is not None

    def bare_value(self, text: str) -> bool:
        """Whether a text is nothing but names or codes of languages and what joins them."""
        if len(text) >= _LONGEST_VALUE or any(letter.isdigit() for letter in text):
            return False
        found = [match[0] for match in _WORD.finditer(text)]
        named = [word for word in found if self.code(word, lenient=True) or code_value(word)]
        return bool(named) and all(
            word in named or word.lower() in words()["joins"]["in_value"] for word in found
        )

    def read(
        self, text: str, in_field: bool = False, follows: bool = False, fragments: bool = False
    ) -> Reading:
        """Read one sentence or field value.

        Args:
            text: without line breaks.
            in_field: it is the value of a labelled field, where a bare name is enough.
            follows: the sentence before it spoke of the language of teaching, so that "It may also be given
                in English" does too.
            fragments: it stands in a section about teaching, where "Lectures in English" needs no verb.

        Returns:
            What it says; a Reading that does not decide where it says nothing about teaching.
        """
        text = _plain(text, fragments)
        groups, known = self._groups(text, in_field)
        if not groups and not in_field and not _speaks_of_language(text):
            return Reading()
        sentence = _Sentence(
            text, groups, known, in_field, follows, fragments, _topics(text) if groups else []
        )
        accepted = _of_teaching(sentence)
        if _is_left_to_offering(sentence, accepted):
            return _per_offering(text, accepted)
        return self._judge(sentence, accepted) if accepted else Reading()

    def _groups(self, text: str, lenient: bool) -> tuple[list[_Group], list[str]]:
        """Return the names of languages in groups, and codes of those only known by someone."""
        groups: list[_Group] = []
        known: list[str] = []
        matches = [
            (match.start(), match.end(), code)
            for match in _WORD.finditer(text)
            if (code := self.code(match[0], lenient)) is not None
        ]
        if not matches:
            small = (
                (match, self.code(match[0], lenient=True) or words()["short"].get(match[0]))
                for match in _SMALL_AFTER_IN.finditer(text)
            )
            matches = [(match.start(), match.end(), code) for match, code in small if code]
        if not matches and lenient and (codes := _codes(text)):
            return [codes], known
        if not matches and self.target and (target := pattern("cues", "target").search(text)):
            matches = [(target.start(), target.end(), self.target)]
        for start, end, code in matches:
            if start and text[start - 1] == "-":
                continue
            knows = composed()["knows"].search(text[max(0, start - _LOOK_BACK) : start])
            if knows and not (
                knows[0].lower().startswith("kan ") and composed()["no_knowledge"].match(text, end)
            ):
                known.append(code)
                continue
            if composed()["noun_follows"].match(text, end):
                if _SPEAKS.match(text, end):
                    known.append(code)
                continue
            last = groups[-1] if groups else None
            between = text[last.end : start] if last else ""
            if last and (
                composed()["connected"].fullmatch(between)
                or (_is_same(code, last.codes) and _BRACKETED.fullmatch(between))
                or not between.strip()
            ):
                # "Mandarin Chinese" is one language, "Svenska (Swedish)" is one said twice.
                if between.strip() == "," and composed()["modal_after"].search(text[end:]):
                    groups.append(_Group(start, end, [code], [end]))  # "svenska, engelska kan förekomma"
                    continue
                if not _is_same(code, last.codes) and between.strip():
                    last.codes.append(code)
                    last.ends.append(end)
                last.end = end
            else:
                groups.append(_Group(start, end, [code], [end]))
        return groups, known

    def _judge(self, sentence: _Sentence, accepted: _Accepted) -> Reading:
        """Weigh how each language of teaching is named, and put it together."""
        verdict = _Verdict()
        for group, topic in accepted:
            self._weigh(sentence, group, topic, verdict)
        return self._settle(verdict)

    def _weigh(self, sentence: _Sentence, group: _Group, topic: _Topic | None, verdict: _Verdict) -> None:
        """Add one group to the verdict.

        As it is, as a possibility, under a condition, as support, or as what is not used.
        """
        patterns = composed()
        text = sentence.text
        segment_start, tail = _surroundings(sentence, group)
        pre = text[segment_start : group.start]
        scope = text[_scope_start(text, segment_start, topic, group) : group.start]
        hanging_tail = patterns["condition_after"].search(tail)
        plain_tail = tail[: hanging_tail.start()] if hanging_tail else tail
        if _is_support(text[: group.start], plain_tail):
            return
        verdict.part = verdict.part and topic is not None and _is_of_part(sentence, topic, scope, group)
        near = scope if topic is None or topic.start < segment_start else text[topic.end : group.start]
        if _is_denied(text[: topic.start] if topic else "", near, plain_tail):
            verdict.denied = True
            return
        verdict.usual = verdict.usual or pattern("cues", "usual").search(scope) is not None
        discretion = patterns["discretion"].search(tail) or patterns["discretion"].search(pre)
        modal = pattern("cues", "possible").search(scope) or patterns["modal_after"].search(plain_tail)
        if pattern("cues", "otherwise").search(pre):
            verdict.main += group.codes
        elif pattern("cues", "unless").search(tail):
            verdict.main += group.codes
            verdict.conditional = True
            verdict.possible += sentence.known or (
                [] if pattern("cues", "foreigners").search(tail) else [self.home]
            )
        elif _hangs(sentence, group, pre, hanging_tail is not None) and not discretion:
            verdict.hanging += group.codes
            verdict.conditional = True
        elif discretion or modal:
            verdict.possible += group.codes
            verdict.alternatives = verdict.alternatives or (len(group.codes) > 1 and self.home in group.codes)
        elif pattern("cues", "wholly_or_partly").search(scope):
            verdict.main += group.codes
        elif pattern("cues", "partly").search(scope):
            verdict.main += group.codes
            verdict.partly = True
        elif (
            pattern("cues", "minor").search(scope)
            or patterns["exception"].search(scope)
            or (verdict.mainly and pattern("cues", "also").search(pre))
        ):
            verdict.possible += group.codes
        else:
            verdict.main += group.codes
        verdict.mainly = verdict.mainly or pattern("cues", "mainly").search(scope) is not None

    def _settle(self, verdict: _Verdict) -> Reading:
        """Add what is understood.

        "may be taught in English" means home else, "partly in English" home beside it.
        """
        main, possible, hanging = verdict.main, verdict.possible, verdict.hanging
        assumed = False
        if verdict.partly and len(set(main)) == 1 and self.home not in main:
            main = [self.home, *main]
        others = hanging + possible
        if not main and others:
            if verdict.alternatives and not hanging:
                main, possible = possible, []
            elif self.home in others:
                main = [self.home] if len(set(others)) > 1 else []
            elif len(set(hanging)) > 1:
                main = [hanging[0]]
            else:
                main, assumed = [self.home], True
        mains = tuple(dict.fromkeys(main))
        rest = tuple(code for code in dict.fromkeys(hanging + possible) if code not in mains)
        named = bool(mains or rest)
        return Reading(
            mains,
            rest,
            verdict.conditional,
            False,
            assumed,
            verdict.usual,
            verdict.part and named,
            verdict.denied and not named,
        )


# Letters without which a pattern of `composed` cannot match, its name, and the plain form.
_PLAIN_FORMS = (
    ("anna", "no_exception", ""),
    ("otherwise", "no_exception", ""),
    ("språkig", "language_adjective", r"\2 på \1a"),
    ("språkig", "language_predicate", r"är på \1a"),
    ("-taught", "taught_adjective", r"\1 taught in \2"),
    (" cours", "course_that_is", r"\1 \2"),
    (" program", "course_that_is", r"\1 \2"),
    (" module", "course_that_is", r"\1 \2"),
    ("as a", "as_a_course", r"\1"),
    ("som e", "as_a_course", r"\1"),
)


def _plain(text: str, fragments: bool) -> str:
    """Return the sentence without "unless otherwise stated".

    Adjectives that say "in English" are put the plain way.
    """
    patterns = composed()
    lowered = text.lower()
    for sign, name, plain in _PLAIN_FORMS:
        if sign in lowered:
            text = patterns[name].sub(plain, text)
    if fragments and (fragment := patterns["fragment"].fullmatch(text)) and _is_teaching_alone(fragment[1]):
        return f"{fragment[1]} ges {fragment[2]}"
    return text


def _codes(text: str) -> _Group | None:
    """Return the group that a value of codes alone makes ("SV/EN"), or None."""
    found = list(_WORD.finditer(text))
    codes = [code for match in found if (code := code_value(match[0]))]
    if not codes or len(codes) != len(found):
        return None
    named = list(dict.fromkeys(codes))
    return _Group(found[0].start(), found[-1].end(), named, [found[-1].end()] * len(named))


def _speaks_of_language(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in words()["offering"]["language_words"])


def _is_left_to_offering(sentence: _Sentence, accepted: _Accepted) -> bool:
    """Whether each course offering decides: it is said so, or only where the language is told."""
    text = sentence.text
    named = (
        len(accepted) != 1
        and _speaks_of_language(text)
        and pattern("offering", "subject").search(text) is not None
    )
    each = pattern("offering", "each").search(text)
    if not each and not ((named or sentence.in_field) and pattern("offering", "told_in").search(text)):
        return False
    if not pattern("offering", "decided").search(text):
        return False
    several = len({code for group, _ in accepted for code in group.codes}) != 1
    if each and not sentence.in_field:
        return named or (bool(accepted) and (several or pattern("cues", "usual").search(text) is not None))
    return bool(each) or named or several


def _per_offering(text: str, accepted: _Accepted) -> Reading:
    codes = tuple(dict.fromkeys(code for group, _ in accepted for code in group.codes))
    if len(codes) == 1 and pattern("cues", "usual").search(text):
        return Reading(codes, per_offering=True, usual=True)
    return Reading((), codes, per_offering=True)


# What is in the language
# ------------------------------------------------------------------------------------------------------------------------


def _topics(text: str) -> list[_Topic]:
    """Return what the sentence speaks of.

    Joined things are one, and a thing that belongs to another follows it.
    """
    patterns = composed()
    single: list[_Topic] = []
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is two
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for match in topic_pattern().finditer(lowered):
        start, end = match.span()
        # "course material": the last word of a compound says what it is.
        joined = single and text[single[-1].end : start].isspace()
        topic = _Topic(match.lastgroup or "", single[-1].start if joined else start, end, text[start:end])
        if joined:
            single[-1] = topic
        else:
            single.append(topic)
    found: list[_Topic] = []
    for topic in single:
        if found:
            last = found[-1]
            between = text[last.end : topic.start]
            if patterns["coordinated"].fullmatch(between):
                deciding = [item for item in _DECIDING if item in (last.kind, topic.kind)]
                found[-1] = _Topic(deciding[0] if deciding else topic.kind, last.start, topic.end, last.text)
                continue
            if patterns["belongs"].fullmatch(between) and (topic.decides or not last.decides):
                found[-1] = _Topic(last.kind, last.start, topic.end, last.text)
                continue
        earlier = text[: topic.start]
        if (
            topic.kind == "course"
            and patterns["after_preposition"].search(earlier)
            and not patterns["quantity"].search(earlier)
        ):
            continue
        found.append(topic)
    return found


def _of_teaching(sentence: _Sentence) -> _Accepted:
    """Return the groups that name a language of teaching.

    Each with the topic that governs it, None where it is understood.
    """
    accepted: _Accepted = []
    for position, group in enumerate(sentence.groups):
        before = [topic for topic in sentence.topics if topic.end <= group.start]
        topic = before[-1] if before else None
        if sentence.in_field and _last_is_for_another(sentence, group):
            del group.codes[-1]
            if not group.codes:
                continue
            group.end = group.ends[len(group.codes) - 1]
        previous = accepted[-1] if accepted and accepted[-1][0] is sentence.groups[position - 1] else None
        if previous and (
            _goes_on(sentence, previous, group, topic) or _is_other_share(sentence, previous, group)
        ):
            accepted.append((group, previous[1]))
        elif (
            previous
            and topic
            and topic.decides
            and composed()["only_adverbs"].search(sentence.text[topic.end : group.start])
        ):
            accepted.append((group, topic))  # "föreläsningarna ges på engelska, övningarna på svenska"
        elif _is_of_teaching(sentence, group, topic):
            accepted.append((group, topic))
    return accepted


def _goes_on(
    sentence: _Sentence, previous: tuple[_Group, _Topic | None], group: _Group, nearest: _Topic | None
) -> bool:
    """Whether a group is said of the same thing as the one before it.

    `nearest` is the topic nearest before it.
    """
    before, topic = previous
    if nearest is not None and nearest is not topic and nearest.end > before.start:
        return False
    if (
        sentence.in_field
        or sentence.prepositional(group)
        or (topic is not None and topic.kind == "language_word")
    ):
        return True
    between = sentence.text[before.end : group.start]
    return composed()["joined"].fullmatch(between) is not None or _in_which_case(sentence, group)


def _is_other_share(sentence: _Sentence, previous: tuple[_Group, _Topic | None], group: _Group) -> bool:
    """Whether the languages are shared out.

    "English for the first half of the course and Swedish for the second".
    """
    named = previous[1] is not None and previous[1].kind == "language_word"
    patterns = composed()
    return (
        named
        and sentence.ends_before("joined_just_before", group) is not None
        and patterns["share"].match(sentence.until_next(group)) is not None
    )


def _is_of_teaching(sentence: _Sentence, group: _Group, topic: _Topic | None) -> bool:
    following = sentence.until_next(group)
    named = next(
        (
            item
            for item in sentence.topics
            if item.kind == "language_word" and group.end <= item.start < group.end + len(following)
        ),
        None,
    )
    to_named = sentence.text[group.end : named.start] if named else ""
    if named and (
        pattern("verbs", "as_language").search(to_named) or composed()["as_named"].search(to_named)
    ):
        return not composed()["premise"].search(sentence.before(group))
    before = sentence.before(group)
    if (
        _is_taught_by_someone(sentence, group)
        or _is_used_then(sentence, group, topic)
        or _is_switched_to(sentence, group, topic)
    ):
        return True
    if topic is None or sentence.ends_before("here_used", group) or composed()["verb_first"].search(before):
        return _is_understood(sentence, group)
    if not topic.decides or _is_beside_the_point(sentence, group, topic):
        return False
    return sentence.in_field or _is_said_of_topic(sentence, group, topic)


def _is_said_of_topic(sentence: _Sentence, group: _Group, topic: _Topic) -> bool:
    """Whether the words between a topic of teaching and the name of a language say that the one is in the other."""
    between = sentence.text[topic.end : group.start]
    if topic.kind == "language_word":
        return (
            not between.strip(" :=–-(")
            or pattern("verbs", "being", "as_language").search(between) is not None
            or sentence.prepositional(group)
        )
    if topic.kind == "teaching" and composed()["used_here"].search(between):
        return True
    return sentence.prepositional(group) and _is_held(sentence, group, topic)


def _is_taught_by_someone(sentence: _Sentence, group: _Group) -> bool:
    """Whether a verb in the active voice says that teachers teach in the language.

    "we teach in English", "the lecturers use English".
    """
    after = sentence.text[group.end :]
    if sentence.prepositional(group):
        taught = sentence.ends_before("active", group) or composed()["taught_after"].search(after)
        return taught is not None and pattern("cues", "premise").match(sentence.before(group)) is None
    return sentence.ends_before("teachers_use", group) is not None and (
        not after.strip(" .") or composed()["in_teaching"].search(after) is not None
    )


def _is_used_then(sentence: _Sentence, group: _Group, topic: _Topic | None) -> bool:
    """Whether a language is used under a condition or by exception, where teaching is spoken of.

    "when …, English is used".
    """
    if not (sentence.follows or (topic is not None and topic.decides)):
        return False
    patterns = composed()
    before, after = sentence.before(group), sentence.until_next(group)
    if any(not item.decides for item in sentence.topics if group.end <= item.start < group.end + len(after)):
        return False
    if patterns["may"].search(before) and patterns["be_used"].match(after):
        return True
    used = patterns["used_then"].match(after) or sentence.ends_before("used_just_before", group)
    return used is not None and patterns["condition_before"].search(before) is not None


def _is_switched_to(sentence: _Sentence, group: _Group, topic: _Topic | None) -> bool:
    """Whether teaching goes over to the language under a condition: "we switch to English if …"."""
    if not sentence.ends_before("switches", group) or not (
        sentence.follows or (topic is not None and topic.decides)
    ):
        return False
    before, after = composed()["condition_before"], composed()["condition_after"]
    return (
        before.search(sentence.before(group)) is not None
        or after.search(sentence.until_next(group)) is not None
    )


def _is_elsewhere(earlier: str, between: str) -> bool:
    """Whether teaching at another place is spoken of: "a university where teaching is in English"."""
    patterns = composed()
    return any(
        (
            patterns["where_elsewhere"].search(earlier),
            patterns["opens_elsewhere"].search(earlier),
            patterns["at_elsewhere"].search(between),
        )
    )


def _is_beside_the_point(sentence: _Sentence, group: _Group, topic: _Topic) -> bool:
    """Whether it is a premise, a question, past, or said of another course or place.

    "If the course is given in Swedish, …" is a premise, "how" begins a question.
    """
    earlier, between = sentence.text[: topic.start], sentence.text[topic.end : group.start]
    if composed()["premise"].search(earlier) and not pattern("cues", "circumstance").search(between):
        return True
    if _is_elsewhere(earlier, between):
        return True
    if (
        composed()["how"].search(earlier)
        or composed()["how_given"].search(between)
        or composed()["verb_opens"].search(earlier)
    ):
        return True
    if pattern("verbs", "past").search(sentence.text[max(0, topic.start - _LOOK_BACK) : group.start]):
        return True
    another = _is_another(earlier) and not pattern("cues", "part_number").search(
        sentence.text[max(0, topic.start - _LOOK_BACK) : topic.end]
    )
    return topic.kind == "course" and (another or not _is_definite(topic, between))


def _is_held(sentence: _Sentence, group: _Group, topic: _Topic) -> bool:
    """Whether a verb says that teaching is held in the language."""
    patterns = composed()
    earlier, between, after = (
        sentence.text[: topic.start],
        sentence.text[topic.end : group.start],
        sentence.until_next(group),
    )
    if patterns["being_in"].search(between) or pattern("verbs", "giving").search(between):
        return True
    if patterns["giving_before"].search(earlier) or patterns["giving_after"].search(after):
        return True
    if _is_beside(sentence, topic, (earlier, between, after)):
        return True
    if (
        topic.kind == "teaching"
        and patterns["with_teaching"].search(earlier)
        and any(item.kind == "course" for item in sentence.topics if item.end <= topic.start)
    ):
        return True
    if topic.kind == "teaching" and (
        patterns["consists_of"].search(earlier)
        or (not earlier.strip("•-– ") and patterns["modal_after"].search(after))
    ):
        return True
    return bool(
        patterns["german_auxiliary"].search(between)
        and patterns["german_participle"].search(sentence.text[group.end :])
    )


def _is_beside(sentence: _Sentence, topic: _Topic, around: tuple[str, str, str]) -> bool:
    """Whether the language stands beside the topic without a verb between them.

    "är undervisningen på engelska", "Lectures (in English)", in a list.
    """
    earlier, between, after = around
    patterns = composed()
    if patterns["being_before"].search(earlier) and patterns["only_adverbs"].search(between):
        return True
    return topic.kind == "teaching" and (
        patterns["bracketed"].search(between) is not None
        or (sentence.fragments and _is_listed(earlier, between, after))
    )


def _is_listed(earlier: str, between: str, after: str) -> bool:
    """Whether a form of teaching opens a list and its language stands beside it: "Lectures in Swedish.

    Seminars in English".
    """
    return (
        not earlier.strip("•-– ")
        and composed()["only_adverbs"].search(between) is not None
        and composed()["item_ends"].match(after) is not None
    )


def _is_understood(sentence: _Sentence, group: _Group) -> bool:
    """Whether a name with no topic before it is one of teaching."""
    patterns = composed()
    before, after = sentence.before(group), sentence.until_next(group)
    later = next((topic for topic in sentence.topics if topic.start >= group.end), None)
    to_later = sentence.text[group.end : later.start] if later else ""
    prepositional = sentence.prepositional(group)
    opens = not before.strip(" •-–")
    if sentence.ends_before("here_used", group) or (
        opens and later and later.decides and patterns["used_for"].search(to_later)
    ):
        return True
    if opens and patterns["used_in_course"].search(after):
        return True
    if sentence.in_field:
        return not (later and not later.decides and len(to_later) <= 2)
    if (
        later
        and later.decides
        and (
            (prepositional and patterns["fronted"].search(to_later))
            or (opens and patterns["modal_after"].search(to_later))
        )
    ):
        return True
    if prepositional and (patterns["verb_first"].search(before) or patterns["unmistakable"].search(before)):
        return not pattern("verbs", "past").search(before) and not patterns["asked"].search(before)
    return sentence.follows and (
        (
            opens
            and any(
                (
                    patterns["modal_after"].search(after),
                    patterns["condition_after"].match(after.strip()),
                    patterns["used_then"].match(after),
                )
            )
        )
        or (prepositional and pattern("verbs", "giving").search(before) is not None)
    )


def _last_is_for_another(sentence: _Sentence, group: _Group) -> bool:
    """Whether the last name of a group is said of something else: "svenska, engelska i litteraturen"."""
    later = next((topic for topic in sentence.topics if topic.start >= group.end), None)
    return (
        later is not None
        and not later.decides
        and composed()["meant_for"].search(sentence.text[group.end : later.start]) is not None
    )


def _is_teaching_alone(text: str) -> bool:
    """Whether a text is nothing but forms of teaching."""
    topics = _topics(text)
    return (
        len(topics) == 1
        and topics[0].kind == "teaching"
        and topics[0].start == 0
        and topics[0].end == len(text)
    )


def _is_another(earlier: str) -> bool:
    """Whether what stands before "course" says that it is not this one."""
    return composed()["another"].search(earlier) is not None


def _is_definite(topic: _Topic, between: str) -> bool:
    """Whether a course is spoken of that is this one: "courses given in English" are any."""
    giving = pattern("verbs", "english_participles").search(between)
    if (
        giving
        and not pattern("verbs", "auxiliaries").search(between[: giving.start()])
        and not between.startswith(",")
    ):
        return False
    indefinite = topic.text.lower() in ("kurser", "courses", "programmes", "program", "education")
    return not (indefinite and composed()["relative"].match(between))


# How it is said
# ---------------------------------------------------------------------------------------------------------------------------------


def _surroundings(sentence: _Sentence, group: _Group) -> tuple[int, str]:
    """Return where the words that belong to a group begin, and those after it."""
    breaks = composed()["break"]
    text, position = sentence.text, sentence.groups.index(group)
    start = 0
    if position:
        end = sentence.groups[position - 1].end
        first = breaks.search(text, end, group.start)
        start = first.start() if first else end
    last = position + 1 == len(sentence.groups)
    limit = len(text) if last else sentence.groups[position + 1].start
    stop = breaks.search(text, group.end, limit)
    if stop:
        return start, text[group.end : stop.start()]
    return start, text[group.end :] if last else ""


def _scope_start(text: str, segment_start: int, topic: _Topic | None, group: _Group) -> int:
    """Return where words begin that can say how a group is meant.

    At the clause of its topic, or after the group before.
    """
    start = segment_start
    for match in composed()["strong_break"].finditer(text, segment_start, group.start):
        if match.start() > segment_start:
            start = match.end()
    if topic is None or topic.start < segment_start:
        return start
    return max(start, text.rfind(",", segment_start + 1, topic.start) + 1)


def _hangs(sentence: _Sentence, group: _Group, pre: str, tail_hangs: bool) -> bool:
    """Whether a language hangs on something, said before it, behind it, or in the sentence before.

    A reason is no condition.
    """
    if sentence.follows and composed()["then"].search(sentence.before(group)):
        return True
    if composed()["reason"].search(sentence.text):
        return False
    patterns = composed()
    if tail_hangs or patterns["condition_before"].search(pre):
        return True
    return _in_which_case(sentence, group) or sentence.ends_before("can_then", group) is not None


def _in_which_case(sentence: _Sentence, group: _Group) -> bool:
    """Whether a clause takes up the condition of the one before it: "if …, in which case English is used"."""
    return (
        sentence.text.find(",", max(0, group.start - _NEAR), group.start) >= 0
        and sentence.ends_before("in_which_case", group) is not None
    )


def _is_of_part(sentence: _Sentence, topic: _Topic, scope: str, group: _Group) -> bool:
    """Whether only a part is spoken of.

    A numbered one, or a form of teaching that is set against the sentence before.
    """
    if pattern("cues", "part_number").search(sentence.text[topic.start : group.start] + " " + scope):
        return True
    return (
        sentence.follows
        and topic.kind == "teaching"
        and pattern("cues", "contrast").search(sentence.text) is not None
    )


def _is_support(before: str, tail: str) -> bool:
    """Whether a language only helps: "med stöd av svenska", "svenska används som stödspråk"."""
    patterns = composed()
    if patterns["support_before"].search(before):
        return True
    return patterns["support_after"].search(tail) is not None and not patterns["support_before"].search(tail)


def _is_denied(earlier: str, near: str, tail: str) -> bool:
    """Whether a language is said not to be used; a "not" of another clause is not meant.

    Args:
        earlier: all that stands before the topic, or "".
        near: what stands between topic and language.
        tail: what follows the language in its clause.
    """
    negation = composed()["negation"]
    last = 0
    for match in composed()["strong_break"].finditer(near):
        last = match.end() if match.start() else last
    if negation.search(near[last:]):
        return True
    if composed()["negation_just_before"].search(earlier):
        return True
    following = negation.search(tail)
    return following is not None and len(tail[: following.start()].split()) <= 2
