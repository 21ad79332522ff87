"""Items of a course list → a tree of blocks: years and terms, tracks, headings with a rule, alternatives.

A heading opens a block and closes those that it cannot stand in: another of its own kind, and, where it
stands as high as they do, those that have entries already.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from curranalyser.datamodel import BlockAxis, BlockRule, CourseMark, EntryKind
from curranalyser.languages import any_of, languages
from curranalyser.parse.programme.frames import (
    Reading,
    first_frame,
    has_exception,
    joined,
    read_frames,
    rule_words,
)
from curranalyser.parse.programme.items import Entry, Heading, Item, Sentence
from curranalyser.parse.programme.study_places import (
    NOWHERE,
    TERMS_A_YEAR,
    Place,
    counted_on,
    ending_place,
    heading_place,
    may_meet,
    place_words,
    places_in,
    season_of,
)

# Characters: a heading that is longer is a sentence, and says no more than a sentence does.
_LONGEST_HEADING = 200
# Credits of a term and of a year.
A_TERM, A_YEAR = Decimal(30), Decimal(60)
# Entries of a list of which one is chosen, at least.
_A_CHOICE = 2
# Points by which a list within another is indented further, at least.
_NESTED = 6.0
_SENTENCE_ENDS = (".", "!", "?", ";")
_PARTS = re.compile(r"\s*[,:–—]\s*|\s+-\s+")
# "Second subject: Music"
_LABELLED = re.compile(r"^\W*(?P<label>[^\W\d][^:–—()]{2,29}?)(?::|\s[–—-])\s+(?P<name>[^\W\d].*)$")
_ROMAN_END = re.compile(r"\s+(?:[ivx]+|\d+)\W*$", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Leaf:
    """An entry in its block.

    Attributes:
        entry: as it was read.
        node: the block it stands in.
        place: its terms and years, from its own row or from the headings above it.
        replaceable: it may be replaced by another course.
        mark: what its own column, parenthesis or sign says.
        reason: the words that say so.
        unread: it bears a sign that nothing explains.
        excepted: a sentence excepts it from what is compulsory; `reason_page` is where that stands.
        doubtful: its title may be two, of which one is taken.
        questioned: a sentence says of something that may be it that it may be replaced.
    """

    entry: Entry
    node: "Node"
    place: Place
    replaceable: bool = False
    mark: CourseMark | None = None
    reason: str = ""
    unread: bool = False
    excepted: bool = False
    reason_page: int | None = None
    doubtful: bool = False
    questioned: bool = False

    @property
    def is_course(self) -> bool:
        """Whether it names a course."""
        return self.entry.kind is EntryKind.COURSE

    @property
    def key(self) -> str:
        """What makes two entries one course."""
        return self.entry.code or self.entry.title.casefold()


@dataclass(slots=True, eq=False)
class Node:
    """A block under construction; the root takes all.

    Attributes:
        mark: what its heading says of the entries below it.
        track: the name of the track, as compared.
        lead_in: it was opened by a sentence, not by a heading.
        said: the rule is said and not only concluded from a heading.
        capacity: credits that its heading bears.
        either: it holds entries joined by "or".
        singles: each of its entries is a track of its own.
        variants: it holds the course list once for each cohort or pace, and nothing is chosen.
    """

    name: str
    page: int = 1
    level: int = 0
    axis: BlockAxis | None = None
    rule: BlockRule | None = None
    parent: "Node | None" = None
    place: Place = NOWHERE
    evidence: str = ""
    courses: tuple[int, int] | None = None
    credits: tuple[Decimal, Decimal] | None = None
    mark: CourseMark | None = None
    track: str = ""
    lead_in: bool = False
    said: bool = False
    capacity: Decimal | None = None
    children: "list[Node]" = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    either: bool = False
    singles: bool = False
    variants: bool = False

    def path(self) -> "Iterator[Node]":
        """Yield the block and those around it, the innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> "Iterator[Node]":
        """Yield the block and all within it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_leaves(self) -> Iterator[Leaf]:
        """Yield the entries of the block and of all within it."""
        for node in self.walk():
            yield from node.leaves

    @property
    def chosen(self) -> bool:
        """Whether not all of it is taken by all."""
        return self.rule in (BlockRule.CHOOSE, BlockRule.FREE)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence among the items, the block in which it stands, and whether entries of it come before.

    `above` are the entries right before it, back to the next heading or sentence.
    """

    sentence: Sentence
    node: Node
    behind: bool
    above: tuple[Leaf, ...] = ()


@dataclass(slots=True)
class Tree:
    """The blocks of a programme with its entries and sentences, all in order."""

    root: Node
    leaves: list[Leaf] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


@lru_cache(maxsize=1)
def _abroad() -> re.Pattern[str]:
    words = tuple(word for language in languages() for word in language.rules.abroad)
    return re.compile(rf"\b{joined(words)}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _credits_end() -> re.Pattern[str]:
    return re.compile(
        rf"[,(\s–-]*\d{{1,3}}(?:[.,]\d+)?\s*{any_of(lambda words: words.credit_units)}\b.*$", re.IGNORECASE
    )


def track_key(name: str) -> str:
    """Return the name of a track as two are compared: without stage number and credits."""
    name = _credits_end().sub("", name)
    return _ROMAN_END.sub("", name).strip(" ,:;–-()").casefold()


class _Builder:
    """Walks over the items with the blocks that are open."""

    def __init__(self) -> None:
        self.tree = Tree(Node("", rule=BlockRule.ALL, level=-100))
        self.stack: list[Node] = [self.tree.root]
        self.last: Leaf | None = None
        self.run: list[Leaf] = []
        self.tracks_follow = False
        # Whether the heading that is read is of a track with terms or years of its own below it, and which.
        self.holds: BlockAxis | None = None
        # Whether the list stands there for several cohorts.
        self.cohorts = False
        # The block of a slot with a list within it, and how far the slot is indented.
        self.within: tuple[Node, float] | None = None
        self.labelled: dict[str, str] = {}

    # --- opening and closing

    @property
    def top(self) -> Node:
        return self.stack[-1]

    def _cut(self, at: int) -> None:
        del self.stack[max(at, 1) :]

    def _nearest(self, *axes: BlockAxis) -> int | None:
        return next(
            (at for at in range(len(self.stack) - 1, 0, -1) if self.stack[at].axis in axes),
            None,
        )

    def _push(self, node: Node) -> None:
        node.parent = self.top
        node.place = node.place or self.top.place
        self.top.children.append(node)
        self.stack.append(node)

    def _close_full_lists(self, level: int) -> None:
        """Close what stands no higher than a heading and has entries of its own already."""
        while len(self.stack) > 1 and self.top.axis not in ("year", "term"):
            if not (self.top.leaves and (self.top.lead_in or self.top.level >= level)):
                return
            self._cut(len(self.stack) - 1)

    def open_cohort(self, node: Node) -> None:
        """Open the courses of one cohort or pace, beside those of the others."""
        same = self._nearest("cohort")
        if same is not None:
            self._cut(same)
        else:
            around = self._nearest("year", "term")
            if around is not None and self.stack[around].level >= node.level:
                self._cut(around)  # it stands as high as the terms: they are those of the list above
            self._close_full_lists(node.level)
            variants = Node("", node.page, node.level, rule=BlockRule.CHOOSE, courses=(1, 1))
            variants.evidence, variants.said, variants.variants = node.evidence, True, True
            self._push(variants)
        self._push(node)

    def _close_cohorts(self, node: Node) -> None:
        """Close the lists of the cohorts before a heading that stands above theirs."""
        cohort = self._nearest("cohort")
        if cohort is not None and node.level < self.stack[cohort].level:
            self._cut(cohort - 1)

    def open_place(self, node: Node) -> None:
        self._close_tracks(node)
        same = self._nearest("year", "term") if node.axis == "year" else self._nearest("term")
        if node.axis == "year" and same is not None:
            year = self._nearest("year")
            same = same if year is None else year
        if same is not None:
            self._cut(same)
        else:
            self._close_full_lists(node.level)
            self._leave_tracks(node)
        around = self.top.place
        if node.axis == "term" and len(around.years) == 1 and not node.place.years:
            node.place = counted_on(node.place.terms, around.years)
        self._push(node)

    def _close_tracks(self, node: Node) -> None:
        """Close the last track before a term or year that stands above it and above the terms in it."""
        track, inner = self._nearest("track"), self._nearest("year", "term")
        if self.tracks_follow or track is None or inner is None or inner < track:
            return
        if node.level < min(self.stack[track].level, self.stack[inner].level):
            self._cut(track - 1 if self.stack[track - 1].rule is BlockRule.CHOOSE else track)

    def _leave_tracks(self, node: Node) -> None:
        """Close a choice of tracks whose last track a term or year has closed: what follows is for all.

        Not where another track follows: then the term may be a part of the one before it.
        """
        tracks = any(child.axis == "track" for child in self.top.children)
        if tracks and not self.tracks_follow and node.level <= self.top.level:
            self._cut(len(self.stack) - 1)

    def open_status(self, node: Node) -> None:
        same = self._nearest("status")
        if same is not None:
            within = next(
                (inner for inner in self.stack[same + 1 :] if inner.axis in ("year", "term", "track")), None
            )
            if within is None or node.level <= within.level:
                self._cut(same)
        track = self._nearest("track")
        if track is not None and node.level < self.stack[track].level:
            self._cut(track)
        self._push(node)

    def open_track(self, node: Node) -> None:
        same = self._nearest("track")
        place = (
            (self._nearest("year") or self._nearest("term"))
            if self.holds == "year"
            else self._nearest("term")
        )
        if same is not None:
            self._cut(same)
        else:
            if self.holds is not None and place is not None:
                self._cut(place)  # a track with terms of its own stands in none
            self._close_full_lists(node.level)
        if not (self.top.rule is BlockRule.CHOOSE and not self.top.leaves):
            # Its tracks show the choice, and no words give it: it has no name and no evidence of its own.
            self._push(Node("", node.page, node.level, rule=BlockRule.CHOOSE, courses=(1, 1)))
        self.top.courses = (1, 1)
        self._push(node)

    def open_place_of_track(self, node: Node, track: Node) -> None:
        """Open a track in a term or year; where one of that term is open already, beside it."""
        around = self._nearest("year", "term")
        beside = self._nearest("track")
        same = around is not None and self.stack[around].place == node.place
        if not (same and beside is not None and beside > (around or 0)):
            self.open_place(node)
        self.open_track(track)

    def open_common(self, node: Node) -> None:
        """Open what all tracks have in common: it stands beside them."""
        track = self._nearest("track")
        if track is not None:
            self._cut(track - 1 if self.stack[track - 1].rule is BlockRule.CHOOSE else track)
        elif any(child.axis == "track" for child in self.top.children) and not self.tracks_follow:
            self._cut(len(self.stack) - 1)
        own = places_in(node.name)
        around = self._nearest("year", "term")
        if own and around is not None:
            years = self.stack[around].place.years
            if len(years) == 1 and own.terms and max(own.terms) <= TERMS_A_YEAR:
                own = counted_on(own.terms, years)
            if not may_meet(own, self.stack[around].place):
                self._cut(around)
            elif len(years) == 1 and not own.years:
                own = Place(own.terms, years)
        if len(own.terms) == 1 or (len(own.years) == 1 and not own.terms):
            node.place = own
        self.open_status(node)

    def open_other(self, node: Node) -> None:
        while len(self.stack) > 1:
            top = self.top
            place = top.axis in ("year", "term")
            stays = top.level < node.level and not top.lead_in
            if stays or (place and top.level == node.level and node.capacity is not None):
                break
            self._cut(len(self.stack) - 1)
        self._push(node)

    def _half_year(self, node: Node, season: int) -> Node:
        """Return a heading that names but autumn or spring as the term it is in the year around it."""
        year = self._nearest("year")
        years = self.stack[year].place.years if year is not None else ()
        if len(years) != 1:
            return node
        node.axis = "term"
        node.place = Place((TERMS_A_YEAR * (years[0] - 1) + season,), years)
        return node

    # --- items

    def heading(self, item: Heading, lead_in: bool = False) -> None:
        node = self._node_of(item)
        season = season_of(item.text) if node.axis is None else None
        if season is not None:
            node = self._half_year(node, season)
        node.lead_in = lead_in
        if lead_in:
            node.level = self.top.level + (0 if self.top.lead_in else 1)
        self.last, self.run = None, []
        self._leave_list(0.0)
        self._close_cohorts(node)
        if self.cohorts and not lead_in and _is_cohort(item):
            node.axis, node.rule, node.evidence, node.mark = "cohort", BlockRule.ALL, item.text, None
            node.courses, node.credits = None, None
            self.open_cohort(node)
            return
        track = _placed_track(item) if node.axis in ("year", "term") else None
        if track is not None:
            self.open_place_of_track(node, track)
        elif node.axis in ("year", "term"):
            self.open_place(node)
            inner = _status_of(item)
            if inner is not None:
                inner.level = item.level
                self._push(inner)
        elif node.axis == "status" and first_frame(item.text, "common heading") is not None:
            self.open_common(node)
        else:
            self._give_place(node, item)
            self._leave_place(node, item)
            if node.axis == "status":
                self.open_status(node)
            elif node.axis == "track":
                self.open_track(node)
            else:
                self.open_other(node)

    def _give_place(self, node: Node, item: Heading) -> None:
        """Give a block the one term or year with which its heading ends: "Electives, term 3"."""
        own = ending_place(item.text)
        around = self._nearest("year", "term")
        if around is not None and own.terms and not own.years:
            years = self.stack[around].place.years
            if len(years) == 1 and max(own.terms) <= TERMS_A_YEAR:
                own = counted_on(own.terms, years)
        if len(own.terms) == 1 or (len(own.years) == 1 and not own.terms):
            node.place = own

    def _leave_place(self, node: Node, item: Heading) -> None:
        """Close the year or term before a heading that names another one, whose number is not said."""
        if node.place or season_of(item.text) is not None or not _unnumbered_place().search(item.text):
            return
        at = next(
            (
                at
                for at, around in enumerate(self.stack)
                if around.axis in ("year", "term") and around.level >= node.level
            ),
            None,
        )
        if at is not None:
            self._cut(at)

    def sentence(self, item: Sentence, following: Item | None) -> None:
        self.tree.said.append(
            Said(sentence=item, node=self.top, behind=bool(self.top.leaves), above=tuple(self.run))
        )
        self.run = []
        leads = item.text.rstrip().endswith(":") and isinstance(following, (Entry, Heading))
        if not leads and isinstance(following, Entry):
            # Behind entries a whole sentence may speak of these; one without its stop leads on.
            open_end = not item.text.rstrip().endswith(_SENTENCE_ENDS)
            # What is said of the elective courses is not said of a list that begins with a compulsory one.
            leads = (open_end or self.last is None) and _chooses(item.text) and following.mark != "compulsory"
            leads = leads and not has_exception(item.text)
        if not leads:
            return
        as_heading = Heading(item.text, item.page)
        if self.cohorts and _is_cohort(as_heading):
            below = following.level if isinstance(following, Heading) else self._cohort_level()
            self.heading(Heading(item.text, item.page, below))
        elif _node_of(as_heading).axis == "status":
            self.heading(as_heading, lead_in=True)
        elif self.top.lead_in and isinstance(following, Entry):
            self._cut(len(self.stack) - 1)

    def _leave_list(self, indent: float) -> None:
        """Close the list within a slot before what is indented no further than the slot itself."""
        if self.within is not None and indent < self.within[1] + _NESTED:
            node = self.within[0]
            if node in self.stack:
                self._cut(self.stack.index(node))
            self.within = None

    def _open_list(self, item: Entry) -> None:
        """Open a slot that has a list within it, of which is chosen, as a heading over that list."""
        node = _status_of(
            Heading(text=item.text, page=item.page, level=self.top.level + 1, credits=item.credits)
        )
        if node is None:
            node = Node(
                name=item.title,
                page=item.page,
                level=self.top.level + 1,
                axis="status",
                rule=BlockRule.CHOOSE,
                said=True,
            )
            node.evidence, node.mark, node.credits = item.text, "elective", _range(item.credits, None)
        node.lead_in = True
        node.place = Place(item.terms, item.years)
        self.last, self.run, self.within = None, [], (node, item.indent)
        self._push(node)

    def entry(self, item: Entry, following: Item | None) -> None:
        self._leave_list(item.indent)
        if item.kind is EntryKind.SLOT and not item.alternative and _is_within(following, item):
            self._open_list(item)
            return
        if _leads(item) and isinstance(following, Entry):
            self.heading(Heading(item.text, item.page, self._status_level()))
            return
        track = first_frame(item.title, "track heading") if item.code is None else None
        # A course may end in the name of its track; what begins with the word for one is a track.
        begins = track is not None and not item.title.startswith(track.name)
        if track is not None and begins and isinstance(following, Entry) and not item.alternative:
            node = _track_node(item.text, item.page, track, 0)
            node.level, node.capacity = self.top.level + 1, item.credits
            same = self._nearest("track")
            if same is not None:
                node.level = self.stack[same].level
            self.open_track(node)
            self._leaf(item, EntryKind.CONTAINER)
            return
        if self._track_is_full():
            at = self._nearest("track")
            self._cut((at or 1) - 1)
        if item.alternative and self.last is not None:
            self._alternative(item, self.last)
        else:
            self._leaf(item, item.kind)

    def _node_of(self, item: Heading) -> Node:
        """Return the block that a heading opens; a track where it is one of several of a kind."""
        name = self.labelled.get(item.text)
        if name is None:
            return _node_of(item)
        node = Node(
            name=_credits_end().sub("", name).strip(" *_,:–-"),
            page=item.page,
            level=item.level,
            axis="track",
            rule=BlockRule.ALL,
        )
        node.evidence, node.track, node.capacity = item.text, track_key(name), item.credits
        return node

    def _cohort_level(self) -> int:
        """Return the level of a cohort that a sentence opens: that of the one before, or below the headings."""
        at = self._nearest("cohort")
        return self.stack[at].level if at is not None else self.top.level + 1

    def _status_level(self) -> int:
        """Return the level of a heading that stands as high as the last that said who takes what."""
        at = self._nearest("status")
        return self.stack[at].level if at is not None else self.top.level + 1

    def _track_is_full(self) -> bool:
        at = self._nearest("track")
        node = self.stack[at] if at is not None else None
        if node is None or node.capacity is None:
            return False
        inner = [leaf.entry for leaf in node.all_leaves() if leaf.entry.kind is not EntryKind.CONTAINER]
        taken = sum((entry.credits or Decimal(0) for entry in inner), Decimal(0))
        return taken >= node.capacity

    def _leaf(self, item: Entry, kind: EntryKind) -> Leaf:
        node = self.top
        own = Place(item.terms, item.years)
        place = own or node.place
        if item.terms and not item.years and len(node.place.years) == 1:
            place = counted_on(item.terms, node.place.years)
        if kind is not EntryKind.CONTAINER and (kind is EntryKind.SLOT or _abroad().search(item.title)):
            node = Node(
                name=item.title,
                page=item.page,
                level=node.level + 1,
                axis=None,
                rule=BlockRule.FREE,
                parent=node,
                place=place,
                evidence=item.text,
            )
            node.credits = _range(item.credits, item.least_credits)
            self.top.children.append(node)
        entry = item if kind is item.kind else replace(item, kind=kind)
        leaf = Leaf(entry, node, place, mark=item.mark, reason=item.text if item.mark else "")
        leaf.replaceable = bool(first_frame(item.text, "replacement"))
        node.leaves.append(leaf)
        self.tree.leaves.append(leaf)
        self.run.append(leaf)
        self.last = leaf
        return leaf

    def _alternative(self, item: Entry, before: Leaf) -> None:
        """Put an entry and the one before it into a block of which one is chosen."""
        around = before.node
        leaf = self._leaf(item, item.kind)
        if around.either:
            move(leaf, around)
            return
        if around.mark == "elective" and around.courses == (1, 1):
            return  # they are among the alternatives of their heading already
        free = around.rule is BlockRule.FREE
        parent = (around.parent if free else around) or self.tree.root
        rule = BlockRule.FREE if free and leaf.node.rule is BlockRule.FREE else BlockRule.CHOOSE
        node = Node(
            name=before.entry.title,
            page=before.entry.page,
            level=around.level + 1,
            axis=None,
            rule=rule,
            parent=parent,
            place=before.place,
        )
        node.either, node.said, node.evidence = True, True, item.text
        if rule is BlockRule.CHOOSE:
            node.courses = (1, 1)
        else:
            node.credits = around.credits
        parent.children.append(node)
        move(before, node)
        move(leaf, node)


def move(leaf: Leaf, node: Node) -> None:
    """Put an entry into another block; a free part that it leaves empty goes."""
    old = leaf.node
    old.leaves.remove(leaf)
    if old.rule is BlockRule.FREE and not old.leaves and old.parent is not None:
        old.parent.children.remove(old)
    leaf.node = node
    node.leaves.append(leaf)


def _range(most: Decimal | None, least: Decimal | None) -> tuple[Decimal, Decimal] | None:
    return None if most is None else (least if least is not None else most, most)


@lru_cache(maxsize=1)
def _lettered_place() -> re.Pattern[str]:
    """Return a pattern for "Stage F": a place that is no year or term of study that has a number."""
    words = place_words()
    return re.compile(rf"^\W*(?:{words.year}|{words.term})\s(?-i:[A-Z])\W*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _unnumbered_place() -> re.Pattern[str]:
    """Return a pattern for "Placement year (optional)", "Year abroad": years and terms called by what they are for."""
    words = place_words()
    place = rf"(?:{words.year}|{words.term})"
    return re.compile(
        rf"^\W*(?:(?:[\w-]+ ){{0,3}}[\w-]*{place}|{place}(?: [^\W\d]+){{1,2}})(?:\s*\([^()]*\))?\W*$",
        re.IGNORECASE,
    )


def _chooses(text: str) -> bool:
    """Whether a text says how many courses or credits are chosen."""
    return any(reading.number or reading.credits for reading in read_frames(text, "choice"))


def _is_within(item: Item | None, slot: Entry) -> bool:
    """Whether an item stands in a list within that of a slot."""
    if not isinstance(item, Entry) or item.kind is not EntryKind.COURSE or item.page != slot.page:
        return False
    return slot.indent > 0 and item.indent >= slot.indent + _NESTED


def _leads(item: Entry) -> bool:
    """Whether an entry without code and credits says how many of those below it are chosen."""
    return item.code is None and item.credits is None and not item.alternative and _chooses(item.text)


def _track_node(text: str, page: int, reading: Reading, level: int) -> Node:
    name = _credits_end().sub("", text).strip(" *_,:–-")
    return Node(
        name=name,
        page=page,
        level=level,
        axis="track",
        rule=BlockRule.ALL,
        evidence=text,
        track=track_key(reading.name),
    )


def _placed_track(item: Heading) -> Node | None:
    """Return the track that a heading names behind its term or year ("Term 3 – Profile: Optics"), or None."""
    for part in _PARTS.finditer(item.text):
        reading = first_frame(item.text[part.end() :], "track heading")
        if reading is not None and heading_place(item.text[: part.start()]):
            return _track_node(item.text[part.end() :], item.page, reading, item.level + 1)
    return None


def _status_of(item: Heading) -> Node | None:
    """Return a block for what a heading says of who takes what stands below it, or None."""
    text = item.text
    numbered = [found for found in read_frames(text, "choice") if found.number or found.credits]
    # A heading that excepts something does not say of what stands below it that all take it.
    compulsory = None if has_exception(text) else first_frame(text, "compulsory heading", "common heading")
    elective = first_frame(text, "elective heading")
    node = Node(
        name=text,
        page=item.page,
        level=item.level,
        axis="status",
        evidence=text,
        capacity=item.credits,
        said=True,
    )
    if first_frame(text, "track") is not None and not numbered:
        node.rule, node.courses = BlockRule.CHOOSE, (1, 1)
    elif numbered or (elective is not None and compulsory is None):
        node.rule, node.mark = BlockRule.CHOOSE, "elective"
        count = next((found for found in numbered if found.number), None)
        amount = next((found for found in numbered if found.credits), None)
        single = elective.number if elective is not None else None
        number = (count.number if count else None) or single
        node.courses = (number, number) if number else None
        credits_ = (amount.credits if amount else None) or item.credits
        node.credits = (credits_, credits_) if credits_ else None
    elif first_frame(text, "recommended heading") is not None:
        node.rule, node.mark = BlockRule.FREE, "recommended"
    elif compulsory is not None and elective is None:
        node.rule, node.mark = BlockRule.ALL, "compulsory"
    else:
        return None
    return node


def _of_courses() -> re.Pattern[str]:
    """Return a pattern of words that call what stands below a heading courses, and no part of the programme."""
    return rule_words("course", "elective", "compulsory")


def _labelled_tracks(items: Sequence[Item]) -> dict[str, str]:
    """Return the headings that name one of several of a kind, of which a sentence says that one is chosen.

    "Second subject: Music", "Second subject: Latin", and "As second subject students choose …". With the name.
    """
    found: dict[str, dict[str, str]] = {}
    for item in items:
        match = _LABELLED.match(item.text) if isinstance(item, Heading) else None
        if match is None or heading_place(match["label"]) or _of_courses().search(match["label"]):
            continue
        found.setdefault(match["label"].casefold(), {})[item.text] = match["name"]
    said = [item.text.casefold() for item in items if isinstance(item, Sentence)]
    chooses = [text for text in said if rule_words("choose").search(text)]
    return {
        text: name
        for label, some in found.items()
        if len(some) > 1 and any(re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text) for text in chooses)
        for text, name in some.items()
    }


def _node_of(item: Heading) -> Node:
    """Return the block that a heading opens."""
    if len(item.text) <= _LONGEST_HEADING:
        place = heading_place(item.text)
        if place or _lettered_place().search(item.text):
            axis: BlockAxis = "term" if place.terms else "year"
            return Node(
                name=item.text,
                page=item.page,
                level=item.level,
                axis=axis,
                rule=BlockRule.ALL,
                place=place,
                capacity=item.credits,
            )
        track = first_frame(item.text, "track heading")
        if track is not None:
            node = _track_node(item.text, item.page, track, item.level)
            node.capacity = item.credits
            return node
        status = _status_of(item)
        if status is not None:
            return status
    return Node(
        name=item.text, page=item.page, level=item.level, axis=None, rule=BlockRule.ALL, capacity=item.credits
    )


def _is_cohort(item: Item) -> bool:
    """Whether a heading says for which students the list below it is: admitted when, or at which pace."""
    if not isinstance(item, Heading) or len(item.text) > _LONGEST_HEADING or heading_place(item.text):
        return False
    return first_frame(item.text, "cohort heading") is not None


def _leads_to_cohort(item: Item, following: Item | None) -> bool:
    """Whether a heading, or a sentence that leads to a list, says for which students it is."""
    if isinstance(item, Sentence):
        leads = item.text.rstrip().endswith(":") and isinstance(following, (Entry, Heading))
        return leads and _is_cohort(Heading(item.text, item.page))
    return _is_cohort(item)


def _has_cohorts(items: Sequence[Item]) -> bool:
    """Whether the list stands there for several cohorts: each has a heading, or a later one follows the list."""
    leads = [
        _leads_to_cohort(item, following) for item, following in zip(items, (*items[1:], None), strict=False)
    ]
    headings = {item.text for item, lead in zip(items, leads, strict=True) if lead}
    first = leads.index(True) if True in leads else None
    behind = first is not None and any(isinstance(item, Entry) for item in items[:first])
    return len(headings) > 1 or behind


def _opens_track(item: Item) -> bool:
    """Whether a heading, or a row that only names a track, opens one."""
    if isinstance(item, Heading):
        return _node_of(item).axis == "track"
    return (
        isinstance(item, Entry) and item.code is None and first_frame(item.title, "track heading") is not None
    )


def _holding_tracks(items: Sequence[Item]) -> dict[int, BlockAxis]:
    """Return the headings of tracks right below which a term or year begins, by their position, and which.

    Nothing where there is but one: it may be the last of some that are only named.
    """
    found: dict[int, BlockAxis] = {}
    below: BlockAxis | None = None
    for at in range(len(items) - 1, -1, -1):
        item = items[at]
        if isinstance(item, Sentence):
            continue
        axis = _node_of(item).axis if isinstance(item, Heading) else None
        if axis == "track" and below in ("year", "term"):
            found[at] = below
        below = axis
    return found if len(found) > 1 else {}


def _release_common(tree: Tree) -> None:
    """Take terms and years out of the last track that follow those which all tracks have: they are for all."""
    for chooser in list(tree.root.walk()):
        tracks = [child for child in chooser.children if child.axis == "track"]
        if len(tracks) < _A_CHOICE or chooser.parent is None:
            continue
        *others, last = [
            [child for child in track.children if child.axis in ("year", "term")] for track in tracks
        ]
        shared = {child.place for child in others[0]}
        if not shared or any({child.place for child in some} != shared for some in others):
            continue
        if not shared < {child.place for child in last}:
            continue
        end = max(max(place.terms or place.years) for place in shared)
        for child in last:
            if child.place not in shared and min(child.place.terms or child.place.years, default=0) > end:
                tracks[-1].children.remove(child)
                child.parent = chooser.parent
                chooser.parent.children.append(child)


def _release_unlisted(tree: Tree) -> None:
    """Take the list of one cohort for that of all where nothing is listed for another: that has no list of its own."""
    for node in tree.root.walk():
        if node.variants and any(next(child.all_leaves(), None) is None for child in node.children):
            node.variants, node.rule, node.courses = False, BlockRule.ALL, None


def build_tree(items: Sequence[Item]) -> Tree:
    """Put the items of a course list into blocks.

    Args:
        items: in the order of the document.
    """
    builder = _Builder()
    builder.cohorts = _has_cohorts(items)
    builder.labelled = _labelled_tracks(items)
    holding = _holding_tracks(items)
    tracks_at = (at for at, item in enumerate(items) if _opens_track(item) or item.text in builder.labelled)
    last_track = max(tracks_at, default=-1)
    for at, (item, following) in enumerate(zip(items, (*items[1:], None), strict=False)):
        builder.tracks_follow = at < last_track
        builder.holds = holding.get(at)
        if isinstance(item, Heading):
            builder.heading(item)
        elif isinstance(item, Sentence):
            builder.sentence(item, following)
        else:
            builder.entry(item, following)
    tree = builder.tree
    _release_common(tree)
    _release_unlisted(tree)
    tracks = {node.track for node in tree.root.walk() if node.axis == "track"}
    if len(tracks) == 1:
        for node in tree.root.walk():
            if any(child.axis == "track" for child in node.children) and not node.said:
                node.rule = BlockRule.ALL  # the only one: there is nothing to choose
    return tree
