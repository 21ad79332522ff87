"""Sentences that bear on who takes what: what they say, where it holds, and whether the list shows it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from curranalyser.datamodel import BlockRule, CourseMark, StatementKind
from curranalyser.languages import FrameReads, languages
from curranalyser.parse.programme.amounts import complete
from curranalyser.parse.programme.blocks import Leaf, Node, Said, Tree, move
from curranalyser.parse.programme.entries import with_levels
from curranalyser.parse.programme.exceptions import (
    NO_LIMITS,
    Limits,
    Reach,
    called_elective,
    calls_elective,
    excepts_unread,
    limits_of,
    negates,
    place_of_claim,
    reach_of,
    speaks_of_whole,
)
from curranalyser.parse.programme.frames import (
    Reading,
    first_frame,
    has_exception,
    joined,
    read_frames,
    rule_words,
)
from curranalyser.parse.programme.items import Sentence
from curranalyser.parse.programme.study_places import Place, covers_place, may_meet, place_words, places_in

_KINDS: tuple[FrameReads, ...] = (
    "all compulsory",
    "count",
    "choice",
    "free part",
    "replacement",
    "track",
    "marks explained",
    "order",
)
# Signs that a sentence may call by their name.
_STAR = "*"
_SIGNS = re.compile(r"^[*†‡#§]+$")
# Words that are more than articles and prepositions.
_WORD = re.compile(r"[^\W\d_]{4,}")
# Characters of a title by which a sentence names a course.
_SHORTEST_TITLE = 5
# Courses among which one can choose.
_A_CHOICE = 2
# Sentences before a claim on the other courses that may tell which those are not.
_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says.

    Attributes:
        reading: what it says and in which words.
        sentence: verbatim.
        place: terms and years that it names.
        node: the block it stands in, where it stands before the entries of it; None for the whole programme.
        inside: the block it stands in, wherever there.
        limits: what it puts around its claim that all is compulsory.
        before: the sentences before such a claim.
    """

    reading: Reading
    sentence: Sentence
    place: Place
    node: Node | None = None
    inside: Node | None = None
    limits: Limits = NO_LIMITS
    before: tuple[str, ...] = ()

    @property
    def kind(self) -> StatementKind:
        """What it bears on."""
        found: dict[FrameReads, StatementKind] = {
            "all compulsory": "all compulsory",
            "count": "count",
            "choice": "choice",
            "free part": "free part",
            "replacement": "replacement",
            "track": "track",
            "marks explained": "marks explained",
        }
        return found.get(self.reading.reads, "order")

    def covers(self, leaf: Leaf) -> bool:
        """Whether it speaks of an entry."""
        if self.node is not None and self.node not in tuple(leaf.node.path()):
            return False
        return covers_place(self.place, leaf.place)


def statements_of(tree: Tree, prose: Iterable[Sentence]) -> tuple[Statement, ...]:
    """Read the sentences among the items and those elsewhere in the syllabus."""
    spoken = [*tree.said, *(Said(sentence, tree.root, True) for sentence in prose)]
    found: list[Statement] = []
    texts = [said.sentence.text for said in spoken]
    for at, said in enumerate(spoken):
        # A heading of a section bounds no sentence: only years, terms, tracks and lists with a rule do.
        inside = next((node for node in said.node.path() if node.axis is not None), None)
        text = said.sentence.text
        for reading in read_frames(text, *_KINDS):
            limits, before = NO_LIMITS, tuple(texts[max(at - _BEFORE, 0) : at])
            if reading.reads == "all compulsory":
                limits = limits_of(text, reading.text, texts[at + 1] if at + 1 < len(texts) else "")
            node = None if said.behind else inside
            place = place_of_claim(text, limits)
            found.append(
                Statement(
                    reading=reading,
                    sentence=said.sentence,
                    place=place,
                    node=node,
                    inside=inside,
                    limits=limits,
                    before=before,
                )
            )
    return tuple(found)


def name_elective(tree: Tree, prose: Iterable[Sentence]) -> None:
    """Set apart the courses that a sentence names and calls elective."""
    leaves = [leaf for leaf in tree.leaves if leaf.is_course and leaf.mark is None]
    for sentence in (*(said.sentence for said in tree.said), *prose):
        for leaf in called_elective(leaves, sentence.text) if calls_elective(sentence.text) else ():
            leaf.excepted, leaf.reason, leaf.reason_page = True, sentence.text, sentence.page


def unread_exceptions(tree: Tree, prose: Iterable[Sentence], statements: Iterable[Statement]) -> bool:
    """Whether a sentence says that all courses but some are compulsory, in words that are not understood."""
    read = {statement.sentence.text for statement in statements if statement.kind == "all compulsory"}
    texts = {said.sentence.text for said in tree.said} | {sentence.text for sentence in prose}
    return any(excepts_unread(text) for text in texts - read)


def except_named(tree: Tree, statements: Iterable[Statement]) -> dict[Statement, Reach]:
    """Set apart what claims that all is compulsory except, and return what each leaves out."""
    found = {}
    for statement in statements:
        if statement.kind != "all compulsory":
            continue
        reach = reach_of(tree, statement.limits, statement.before)
        found[statement] = reach
        if not reach.read:
            continue
        for leaf in reach.some:
            if leaf.mark is None:
                leaf.excepted, leaf.unread = True, False
                leaf.reason, leaf.reason_page = statement.sentence.text, statement.sentence.page
    return found


@lru_cache(maxsize=1)
def _meanings() -> tuple[tuple[CourseMark, re.Pattern[str]], ...]:
    def pattern(choose: str) -> re.Pattern[str]:
        words = tuple(word for language in languages() for word in getattr(language.rules, choose))
        return re.compile(rf"\b{joined(words)}\b", re.IGNORECASE)

    return (
        ("elective", pattern("elective")),
        ("recommended", pattern("recommended")),
        ("voluntary", pattern("voluntary")),
        ("compulsory", pattern("compulsory")),
    )


def meaning(text: str) -> CourseMark | None:
    """Return what words say of a course, or None where they say nothing of the kind, or two things."""
    found = [mark for mark, pattern in _meanings() if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def sign_key(sign: str) -> str:
    """Return a sign as two are compared; one that is called by its name is an asterisk."""
    bare = sign.strip("()[]\"' ")
    return bare if _SIGNS.match(bare) or len(bare) <= len("VV") else _STAR


def explain_marks(leaves: Sequence[Leaf], statements: Iterable[Statement]) -> bool:
    """Give entries with a sign what the sentence that explains it says.

    Returns:
        Whether a sign that would tell who takes a course is explained and borne by no entry: then the signs
        were lost.
    """
    told: dict[str, list[tuple[CourseMark | None, str]]] = {}
    others: set[str] = set()
    for statement in statements:
        if statement.kind == "marks explained":
            sense = None if _is_on_entry(statement) else meaning(statement.reading.means)
            if has_exception(statement.sentence.text) or negates(statement.sentence.text):
                # What is said of all but those with the sign is not said of these.
                others.add(sign_key(statement.reading.sign))
                sense = None
            told.setdefault(sign_key(statement.reading.sign), []).append((sense, statement.sentence.text))
    spoken = " ".join(statement.sentence.text for statement in statements)
    for leaf in leaves:
        leaf.entry = with_levels(leaf.entry, set(told), spoken)
    borne = {sign_key(sign) for leaf in leaves for sign in leaf.entry.signs}
    for leaf in leaves:
        for sign in leaf.entry.signs:
            senses = told.get(sign_key(sign))
            if senses is not None and _is_refuted(leaf, sign, {sense for sense, _ in senses}):
                leaf.mark, leaf.unread = None, True
                continue
            if senses is None or len({sense for sense, _ in senses}) > 1 or sign_key(sign) in others:
                leaf.unread = leaf.mark is None
            elif senses[0][0] is not None and leaf.mark is None:
                leaf.mark, leaf.reason = senses[0]
            elif first_frame(senses[0][1], "replacement") is not None:
                leaf.replaceable, leaf.reason = True, senses[0][1]
    lost = {sign for sign in told if _SIGNS.match(sign)} - borne
    return bool(lost & others) or any(sense is not None for sign in lost for sense, _ in told[sign])


def _is_refuted(leaf: Leaf, sign: str, senses: set[CourseMark | None]) -> bool:
    """Whether the legend says something else of the letter of a column than it was read as.

    Then one of the two is misread, and neither counts.
    """
    return leaf.entry.lettered and sign == leaf.entry.signs[-1] and bool(senses - {leaf.mark, None})


def _is_on_entry(statement: Statement) -> bool:
    """Whether the explanation of a sign speaks of what is required before a course: "* Required for entry to …"."""
    return rule_words("entry").search(statement.reading.means) is not None


def name_replaceable(leaves: Sequence[Leaf], statements: Iterable[Statement]) -> set[Statement]:
    """Take the courses that a sentence names, or of whose term or year it speaks, as replaceable for such.

    Where it speaks of some courses of a term or year and does not name them, each of these may be meant.

    Returns:
        The sentences whose scope is known.
    """
    named = set()
    for statement in statements:
        if statement.kind != "replacement":
            continue
        text = statement.sentence.text
        meant = {leaf for leaf in leaves if _is_replaced(leaf, statement)}
        if not meant and statement.place:
            courses = [leaf for leaf in leaves if leaf.is_course]
            if _replaces_whole(statement):
                meant = {leaf for leaf in courses if covers_place(statement.place, leaf.place)}
            for leaf in courses:
                leaf.questioned |= (
                    leaf not in meant and bool(leaf.place) and may_meet(statement.place, leaf.place)
                )
        for leaf in meant:
            leaf.replaceable, leaf.reason = True, leaf.reason or text
        named |= {statement} if meant else set()
    return named


def _is_replaced(leaf: Leaf, statement: Statement) -> bool:
    """Whether a sentence names a course before it says that it may be replaced."""
    text, said = statement.sentence.text.casefold(), statement.reading.text.casefold()
    title, code = leaf.entry.title.casefold(), (leaf.entry.code or "").casefold()
    at = text.find(title) if len(title) >= _SHORTEST_TITLE else -1
    if code and code in text:
        at = text.find(code)
    return 0 <= at < text.find(said) + len(said) // 2


def _is_place(text: str) -> bool:
    """Whether a text names a term or year and nothing else: "Semester 5", "The fifth semester"."""
    words = place_words()
    named = re.compile(rf"{words.term}|{words.year}|{words.autumn}|{words.spring}", re.IGNORECASE)
    others = (word for word in _WORD.findall(text) if word.lower() not in words.ordinals)
    return bool(places_in(text)) and all(named.fullmatch(word) for word in others)


def _replaces_whole(statement: Statement) -> bool:
    """Whether all courses of a term or year may be replaced: "Semester 5 may …", "… the courses may …"."""
    text, said = statement.sentence.text, statement.reading.text
    subject = text[: text.find(said) + len(said)]
    plain = rule_words("course").search(subject) is not None or _is_place(text[: text.find(said)])
    return plain and speaks_of_whole(subject)


def choose_named(tree: Tree, statements: Iterable[Statement]) -> None:
    """Put courses that a sentence names as those to choose from into a block of their own.

    "Under termin 5 väljs en av kurserna Retorik och Grafisk form": all stand in one block of the list, and are
    more than are chosen.
    """
    for statement in statements:
        number = statement.reading.number
        if statement.kind != "choice" or not number:
            continue
        behind = statement.sentence.text.casefold()
        behind = behind[behind.find(statement.reading.text.casefold()) :]
        named = [leaf for leaf in tree.leaves if leaf.is_course and names(behind, leaf)]
        around = {leaf.node for leaf in named}
        if len(named) <= number or len(around) != 1 or any(node.chosen for node in around):
            continue
        parent = around.pop()
        node = Node(
            name=named[0].entry.title,
            page=named[0].entry.page,
            level=parent.level + 1,
            axis=None,
            rule=BlockRule.CHOOSE,
        )
        node.parent, node.place = parent, named[0].place
        node.courses, node.said, node.evidence = (number, number), True, statement.sentence.text
        parent.children.append(node)
        for leaf in named:
            move(leaf, node)


def choose_marked(tree: Tree, statements: Iterable[Statement]) -> None:
    """Put courses that only their own marks call elective into a block of which so many are chosen as is said.

    Only where one sentence says a number, or credits, and the courses stand in one block of the list; or in
    several, where it says so for each term or year.
    """
    for statement in statements:
        if statement.kind != "choice" or not (statement.reading.number or statement.reading.credits):
            continue
        within = statement.inside or tree.root
        marked = [
            leaf
            for leaf in within.all_leaves()
            if _is_marked(leaf) and covers_place(statement.place, leaf.place)
        ]
        around = list(dict.fromkeys(leaf.node for leaf in marked))
        others = [
            node
            for node in within.walk()
            if node.rule is BlockRule.CHOOSE
            and may_meet(statement.place, node.place)
            and not _of_tracks(node)
            and not node.variants
            and not _is_single(node)
        ]
        if others or (len(around) > 1 and not statement.reading.each):
            continue
        for parent in around:
            _choose_in(tree, statement, [leaf for leaf in marked if leaf.node is parent])


def choose_unnumbered(tree: Tree) -> None:
    """Put the courses of one block that their own marks call elective into one to choose from.

    How many are chosen of them nothing says. Not within a track: who chooses it may take all that it lists.
    """
    marked = [
        leaf
        for leaf in tree.leaves
        if leaf.mark == "elective"
        and _is_marked(leaf)
        and not any(node.axis == "track" for node in leaf.node.path())
    ]
    for parent in dict.fromkeys(leaf.node for leaf in marked):
        some = [leaf for leaf in marked if leaf.node is parent]
        if len(some) < _A_CHOICE:
            continue
        node = Node(
            name="",
            page=some[0].entry.page,
            level=parent.level + 1,
            axis=None,
            rule=BlockRule.CHOOSE,
            parent=parent,
        )
        node.place = some[0].place if len({leaf.place for leaf in some}) == 1 else parent.place
        node.mark, node.said, node.evidence = "elective", True, some[0].reason
        parent.children.append(node)
        for leaf in some:
            move(leaf, node)


def _choose_in(tree: Tree, statement: Statement, marked: Sequence[Leaf]) -> None:
    """Put marked courses of one block into one to choose from, where there are more than are chosen."""
    number, credits_ = statement.reading.number, statement.reading.credits
    if len(marked) <= (number or 1):
        return
    total = sum((leaf.entry.credits or Decimal(0) for leaf in marked), Decimal(0))
    if credits_ is not None and statement.reading.whole:
        credits_ = _rest(tree, statement, marked)
        if credits_ is None and not number:
            return
    if credits_ is not None and total <= credits_:
        return
    node = Node(
        name="", page=marked[0].entry.page, level=marked[0].node.level + 1, axis=None, rule=BlockRule.CHOOSE
    )
    node.parent, node.mark = marked[0].node, "elective"
    node.place = marked[0].place if len({leaf.place for leaf in marked}) == 1 else marked[0].node.place
    node.said, node.evidence = True, statement.sentence.text
    node.courses = (number, number) if number else None
    node.credits = (credits_, credits_) if credits_ is not None and not number else None
    node.parent.children.append(node)
    for leaf in marked:
        move(leaf, node)


def _rest(tree: Tree, statement: Statement, marked: Sequence[Leaf]) -> Decimal | None:
    """Return what is left for the choice of the credits of a whole term or year, or None."""
    beside = [
        leaf for leaf in tree.leaves if leaf not in marked and covers_place(statement.place, leaf.place)
    ]
    amounts = [leaf.entry.credits for leaf in beside]
    if statement.reading.credits is None or not statement.place or None in amounts:
        return None
    left = statement.reading.credits - sum((credits_ or Decimal(0) for credits_ in amounts), Decimal(0))
    return left if left > 0 else None


def _is_marked(leaf: Leaf) -> bool:
    """Whether a course is marked elective and stands in no block to choose from."""
    apart = leaf.mark == "elective" or leaf.excepted
    return (
        leaf.is_course and apart and not any(node.chosen for node in leaf.node.path() if not _of_tracks(node))
    )


def _is_single(node: Node) -> bool:
    """Whether a block holds a single course, which may be left out: no number is chosen of it."""
    return sum(leaf.is_course for leaf in node.all_leaves()) == 1


def _of_tracks(node: Node) -> bool:
    """Whether a block to choose from is one of tracks."""
    return any(child.axis == "track" for child in node.children)


def names(text: str, leaf: Leaf) -> bool:
    """Whether a text in small letters names a course by its code or title."""
    code, title = leaf.entry.code, leaf.entry.title.casefold()
    return (code is not None and code.casefold() in text) or (len(title) >= _SHORTEST_TITLE and title in text)


def give_numbers(tree: Tree, statements: Iterable[Statement]) -> None:
    """Give a block to choose from the number that a sentence says, where it can be about no other block."""
    blocks = [
        node
        for node in tree.root.walk()
        if node.rule is BlockRule.CHOOSE and node.mark == "elective" and not node.either and node.leaves
    ]
    wanted: dict[int, list[Statement]] = {}
    for statement in statements:
        reading = statement.reading
        if statement.kind != "choice" or reading.whole or not (reading.number or reading.credits):
            continue
        near = [node for node in blocks if node is statement.inside]
        fit = near or [node for node in blocks if may_meet(statement.place, node.place)]
        placed = [node for node in fit if statement.place and node.place]
        fit = placed if len(placed) == 1 else fit
        if len(fit) == 1:
            wanted.setdefault(blocks.index(fit[0]), []).append(statement)
    for at, some in wanted.items():
        node = blocks[at]
        inner = [statement for statement in some if statement.inside is node] or some
        worded = [one for one in inner if one.reading.frame.courses is None and one.reading.number] or inner
        counts = {statement.reading.number for statement in worded if statement.reading.number}
        amounts = {statement.reading.credits for statement in inner if statement.reading.credits}
        count = counts.pop() if len(counts) == 1 else None
        credits_ = amounts.pop() if len(amounts) == 1 else None
        if node.courses is None and count is not None and count <= len(node.leaves):
            node.courses, node.said = (count, count), True
        if node.credits is None and credits_ is not None and not node.courses:
            node.credits = (credits_, credits_)
    for node in tree.root.walk():
        complete(node)


@lru_cache(maxsize=1)
def track_words() -> re.Pattern[str]:
    """Return a pattern of the words for a track, and of compounds that begin with one."""
    words = tuple(word for language in languages() for word in language.rules.words.get("track", ()))
    return re.compile(rf"\b{joined(words)}", re.IGNORECASE)


def _shown(tree: Tree, statement: Statement, named: set[Statement]) -> bool:
    """Whether the list shows the choice, the free part, the replacement or the tracks that a sentence names."""
    full = [node for node in tree.root.walk() if next(node.all_leaves(), None) is not None]
    meets = [node for node in full if may_meet(statement.place, node.place)]
    leaves = [leaf for leaf in tree.leaves if may_meet(statement.place, leaf.place)]
    choosing = [node for node in meets if node.chosen]
    if statement.kind == "choice":
        return bool(choosing) or any(
            leaf.mark == "elective" or leaf.replaceable or leaf.excepted for leaf in leaves
        )
    if statement.kind == "free part":
        meets += [
            node
            for node in tree.root.children
            if not node.leaves and covers_place(statement.place, node.place)
        ]
        return any(node.rule is BlockRule.FREE for node in meets)
    if statement.kind == "replacement":
        return statement in named or any(leaf.replaceable for leaf in leaves)
    tracks = {node.track for node in full if node.axis == "track"}
    return len(tracks) > 1 or any(track_words().search(node.name) for node in choosing)


def unexplained(tree: Tree, statements: Iterable[Statement], named: set[Statement]) -> tuple[Statement, ...]:
    """Return the sentences on choice, exchange, replacement and tracks that nothing in the list shows."""
    signs = ("choice", "free part", "replacement", "track")
    return tuple(
        statement
        for statement in statements
        if statement.kind in signs and not _shown(tree, statement, named)
    )
