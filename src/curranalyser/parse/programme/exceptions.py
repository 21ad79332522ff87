"""What a sentence that calls all courses compulsory leaves out: by sign, name, place, or as "the others".

A sentence whose exception finds nothing in the list says nothing of any course.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from curranalyser.languages import languages
from curranalyser.parse.programme.blocks import Leaf, Tree
from curranalyser.parse.programme.frames import has_exception, joined, rule_words
from curranalyser.parse.programme.study_places import Place, covers_place, may_meet, places_in

# Characters of a word, and of a title, by which an exception may name a course.
_SHORTEST_WORD, _SHORTEST_TITLE = 5, 5
_WORD = re.compile(r"[^\W\d_]{5,}")
_SIGN = re.compile(r"[*†‡#§¤]+|[¹²³⁴]")
_LETTERS = re.compile(r"(?<!\w)\(?([A-ZÅÄÖ]{1,2})\)?(?!\w)")
_STAR, _DAGGER = "*", "†"
# Characters before a claim in which a word negates it; at the beginning of a sentence that contrasts.
_NEGATED, _OPENING = 12, 15
# Characters of a sentence that speaks of little else than what it hedges.
_SHORT = 120
# Characters between the title of a course and the word that calls it elective.
_CALLED = 70
# Share of the courses that a word stands in, and tells none of them any more.
_TOO_MANY = 0.5


@dataclass(frozen=True, slots=True)
class Limits:
    """What a sentence puts around its claim.

    Attributes:
        exception: the words of the exception, or "".
        others: it speaks of the other courses only.
        tracks: it speaks of the courses of a track.
        partial: it says that nearly all are so, or so for some students, or only of those that are so anyway.
    """

    exception: str = ""
    others: bool = False
    tracks: bool = False
    partial: bool = False


NO_LIMITS = Limits()


@dataclass(slots=True)
class Reach:
    """Of which courses a claim does not hold.

    Attributes:
        some: those that it excepts for sure.
        doubtful: those that it may except.
        read: whether it is known what it leaves out.
    """

    some: set[Leaf] = field(default_factory=set)
    doubtful: set[Leaf] = field(default_factory=set)
    read: bool = True


@lru_cache(maxsize=1)
def _opens() -> re.Pattern[str]:
    found = tuple(
        word for language in languages() for word in language.rules.words.get("exception_opens", ())
    )
    return re.compile(rf"^\W*{joined(found)}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _claims_all() -> re.Pattern[str]:
    every, course, said = (
        rule_words("every").pattern,
        rule_words("course").pattern,
        rule_words("compulsory").pattern,
    )
    return re.compile(rf"{every}\W+(?:\S+\s+){{0,4}}?{course}\W+(?:\S+\s+){{0,8}}?{said}", re.IGNORECASE)


def excepts_unread(text: str) -> bool:
    """Whether a sentence says that nearly all courses, or all but some, are compulsory, as no frame reads."""
    if rule_words("hedge").search(text) and len(text) <= _SHORT:
        return all(rule_words(name).search(text) for name in ("course", "compulsory"))
    return has_exception(text) and _claims_all().search(text) is not None


def negates(text: str) -> bool:
    """Whether a sentence speaks of what is not marked, or says that something is not so."""
    return rule_words("not").search(text) is not None


def speaks_of_whole(text: str) -> bool:
    """Whether words that name a term or year speak of all that stands there, and not of a part of it.

    "de som läses under termin 5", "semester 5" are all of it; "one course in semester 5" is a part.
    """
    return rule_words("part").search(text) is None


def opens_exception(text: str) -> bool:
    """Whether a sentence goes on with the exception to the one before it."""
    if _opens().search(text) is not None:
        return True
    contrast = rule_words("contrast").search(text[:_OPENING])
    return contrast is not None and bool(_contrast(text))


def limits_of(text: str, claim: str, following: str) -> Limits:
    """Return what a sentence puts around its claim.

    Args:
        text: the sentence.
        claim: the words of it that say that all is compulsory.
        following: the sentence behind it, or "".
    """
    start = max(text.find(claim), 0)
    found = rule_words("except").search(text)
    exception = ""
    if found is not None and found.start() < start:
        exception = text[found.start() : start]
    elif found is not None:
        exception = text[found.start() :]
    if found is not None and rule_words("otherwise").search(exception):
        exception = ""  # what is marked otherwise is so by its own mark
    contrast = _contrast(text[start + len(claim) :])
    if contrast and contrast not in exception:
        exception = f"{exception} {contrast}".strip()
    if following and opens_exception(following):
        exception = f"{exception} {following}".strip()
    bare = text if found is None else text.replace(exception, " ")
    tracks = rule_words("track").search(bare)
    regardless = tracks is not None and rule_words("regardless").search(bare[: tracks.start()])
    return Limits(
        exception,
        others=rule_words("other").search(claim if found is None else bare) is not None
        and _is_of_others(claim),
        tracks=tracks is not None and not regardless,
        partial=_is_partial(text, claim, start),
    )


def _contrast(text: str) -> str:
    """Return the rest of a sentence from a contrast to its claim that something is chosen or replaced, or ""."""
    found = rule_words("contrast").search(text)
    behind = text[found.start() :] if found is not None else ""
    return behind if rule_words("exchange", "elective").search(behind) else ""


def _is_partial(text: str, claim: str, start: int) -> bool:
    """Whether a claim on all is taken back: it is hedged, negated, or of those called compulsory already."""
    if rule_words("hedge").search(text) or rule_words("not").search(text[max(start - _NEGATED, 0) : start]):
        return True
    course = rule_words("course").search(claim)
    if course is None:
        return False
    before, behind = claim[: course.start()], claim[course.end() :]
    called = rule_words("compulsory", "elective").search(before) is not None
    return called and rule_words("compulsory").search(behind) is not None


def _is_of_others(claim: str) -> bool:
    """Whether a claim begins by speaking of the other courses, before it says what they are."""
    other = rule_words("other").search(claim)
    said = rule_words("compulsory").search(claim)
    return other is not None and (said is None or other.start() < said.start())


def place_of_claim(text: str, limits: Limits) -> Place:
    """Return the terms and years that a claim is about, without those of its exception."""
    return places_in(text.replace(limits.exception, " ") if limits.exception else text)


def reach_of(tree: Tree, limits: Limits, before: Sequence[str]) -> Reach:
    """Return of which courses a claim does not hold.

    Args:
        tree: the blocks, with the marks of the entries.
        limits: what the sentence puts around it.
        before: the sentences before it, by which "the others" are told.
    """
    reach = Reach()
    if limits.tracks or limits.partial:
        reach.read = False
        return reach
    leaves = [leaf for leaf in tree.leaves if leaf.is_course]
    if limits.exception:
        _except(leaves, limits.exception, reach)
    if limits.others:
        _leave_others(leaves, before, reach)
    return reach


def set_apart(leaf: Leaf) -> bool:
    """Whether the list itself shows that not all take a course."""
    return (
        leaf.mark not in (None, "compulsory")
        or leaf.replaceable
        or any(node.chosen and not node.variants for node in leaf.node.path())
    )


def calls_elective(text: str) -> bool:
    """Whether a sentence has a word for elective at all."""
    return rule_words("elective").search(text) is not None


def called_elective(leaves: Iterable[Leaf], text: str) -> set[Leaf]:
    """Return the courses that a sentence names and calls elective: "Retorik och Grafisk form är valbara"."""
    small = text.casefold()
    calls = re.compile(
        rf"[^.;:]{{0,{_CALLED}}}?{rule_words('be').pattern}\W+(?:\w+\W+){{0,2}}?{rule_words('elective').pattern}",
        re.IGNORECASE,
    )
    found = set()
    for leaf in leaves:
        for name in (leaf.entry.title.casefold(), (leaf.entry.code or "").casefold()):
            at = small.find(name) if len(name) >= _SHORTEST_TITLE else -1
            match = calls.match(text, at + len(name)) if at >= 0 else None
            if match and not rule_words("not", "compulsory", "contrast").search(match[0]):
                found.add(leaf)
    return found


def _except(leaves: Sequence[Leaf], text: str, reach: Reach) -> None:
    signs = _signs_in(text)
    borne = {leaf for leaf in leaves if signs & {_key(sign) for sign in leaf.entry.signs}}
    named, rest = _named(leaves, text)
    reach.some |= borne | named
    alike = _alike(leaves, rest) - reach.some
    place = places_in(text)
    if place and not reach.some and not alike:
        alike = {leaf for leaf in leaves if leaf.place and may_meet(place, leaf.place)}
        if speaks_of_whole(text):
            reach.some |= {leaf for leaf in alike if covers_place(place, leaf.place)}
            alike -= reach.some
        elif calls_elective(text) and any(map(set_apart, alike)):
            # "one elective course in semester 2": the list shows there what that is.
            alike = {leaf for leaf in alike if set_apart(leaf)}
    # Nothing that is listed stands there: a free term, whose courses are chosen elsewhere.
    elsewhere = bool(place) and not reach.some and not alike and any(leaf.place for leaf in leaves)
    if elsewhere:
        alike = {leaf for leaf in leaves if not leaf.place}
    reach.doubtful |= {leaf for leaf in alike if not set_apart(leaf)}
    lettered = any(_SIGN.match(sign) for sign in signs)
    electives = rule_words("elective").search(text) is not None and any(map(set_apart, leaves))
    known = bool(reach.some or alike) or electives or elsewhere
    reach.read = reach.read and (bool(borne) if lettered else known or bool(borne))


def _leave_others(leaves: Sequence[Leaf], before: Sequence[str], reach: Reach) -> None:
    for text in before:
        named, _ = _named(leaves, text)
        if rule_words("elective").search(text) and not rule_words("compulsory").search(text):
            reach.some |= named
        reach.doubtful |= named - reach.some
    reach.doubtful |= {leaf for leaf in leaves if leaf.entry.signs and leaf.mark is None} - reach.some
    apart = any(map(set_apart, leaves))
    reach.read = reach.read and (apart or bool(reach.some or reach.doubtful))


def _key(sign: str) -> str:
    return sign.strip("()[] ")


def _signs_in(text: str) -> set[str]:
    found = set(_SIGN.findall(text)) | set(_LETTERS.findall(text))
    if rule_words("asterisk").search(text):
        found.add(_STAR)
    if rule_words("dagger").search(text):
        found.add(_DAGGER)
    return found


def _named(leaves: Iterable[Leaf], text: str) -> tuple[set[Leaf], str]:
    """Return the courses that a text names by code or title, and the text without these names."""
    found, rest = set(), text.casefold()
    for leaf in sorted(leaves, key=lambda leaf: -len(leaf.entry.title)):
        title, code = leaf.entry.title.casefold(), (leaf.entry.code or "").casefold()
        if code and code in text.casefold():
            found.add(leaf)
            rest = rest.replace(code, " ")
        if len(title) >= _SHORTEST_TITLE and title in text.casefold() and (leaf in found or title in rest):
            found.add(leaf)
    for leaf in found:
        rest = rest.replace(leaf.entry.title.casefold(), " ")
    return found, rest


def _alike(leaves: Sequence[Leaf], rest: str) -> set[Leaf]:
    """Return the courses in whose titles a word of a text stands that few titles have."""
    common = rule_words("except", "course", "compulsory", "elective", "student", "programme", "other")
    found: set[Leaf] = set()
    for word in set(_WORD.findall(rest)):
        if common.fullmatch(word):
            continue
        some = {leaf for leaf in leaves if _has_word(leaf.entry.title.casefold(), word)}
        if len(some) <= max(1, _TOO_MANY * len(leaves)):
            found |= some
    return found


def _has_word(title: str, word: str) -> bool:
    return any(
        other == word or other.startswith(word) or word.startswith(other) for other in _WORD.findall(title)
    )
