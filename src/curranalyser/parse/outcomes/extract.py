"""The outcome section → learning outcomes, each with its lead-in, knowledge form, module and page."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from curranalyser.datamodel import KnowledgeForm, OmissionKind
from curranalyser.languages import any_of, every
from curranalyser.parse.outcomes.divide import (
    enumerated_pieces,
    is_full_outcome,
    is_outcome,
    lead_and_outcome,
    split_inline,
)
from curranalyser.parse.outcomes.parents import divide_forms, give_parents
from curranalyser.parse.outcomes.prose import (
    is_teaching,
    join_prose,
    leads_to_topics,
    names_ability,
    split_dashes,
    split_prose,
    without_label,
)
from curranalyser.parse.outcomes.repairs import mend
from curranalyser.parse.outcomes.series import divide_series
from curranalyser.parse.page.layout import TextLine, split_marker
from curranalyser.parse.page.paragraphs import Lexicon, Paragraph, make_paragraphs, must_go_on
from curranalyser.parse.page.sentences import SENTENCE_END
from curranalyser.parse.page.style import Style, body_style, is_emphasised
from curranalyser.parse.words.asides import heads_readings, is_placeholder, refers_elsewhere
from curranalyser.parse.words.headings import heading_table, knowledge_form, normalise_heading
from curranalyser.parse.words.leadin import (
    begins_with_verb,
    is_afterword,
    is_lead_in,
    is_open,
    quotes_law,
    split_lead_in,
)

_PART_UNIT = any_of(lambda words: words.part_units)
_UNIT = any_of(lambda words: (*words.part_units, *words.bare_units))
_CREDIT_LINE = re.compile(rf"^[\W\d]*\d{{1,3}}(?:[.,]\d)?\s*{_UNIT}\b[\W\d]*$", re.IGNORECASE)
_MODULE_CREDITS = re.compile(rf"^.{{3,110}}?[\s,(]\d{{1,3}}(?:[.,]\d)?\s*{_PART_UNIT}\W*$", re.IGNORECASE)
# "Generella mål för alla studenter", "Mål för programmets inriktningar": not set apart from the text, and yet
# a heading.
_GOALS_OF = re.compile(
    rf"^(?:[^\W\d_]+\s+){{0,2}}?{any_of(lambda words: words.goals)}\s+"
    rf"(?:{any_of(lambda words: words.that_apply)}\s+)?{any_of(lambda words: words.goals_for)}\s",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"^[\[(]?[A-Z]{0,3}\s?\d{1,2}[\])]?\.?$")
# "Ek, Anna. 2019. Hamnar i världen", "Ek, A. (2019)": an author before a year.
_BOOK = re.compile(
    r"^[^\W\d_a-zåäö][\w'’-]+,\s(?:[^\W\d_a-zåäö][\w'’-]*\.?[\s,&]{1,3}){1,4}[^.]{0,60}?\(?(?:19|20)\d\d\b"
)
# The number of a book, and the characters within which it stands where a text is of one book.
_BOOK_SIGN, _BOOK_REACH = "ISBN", 205
_BOOK_NUMBER = re.compile(rf"\b{_BOOK_SIGN}\b")
# What the outcomes are for, with a list of its own.
_PURPOSE = re.compile(rf"^{any_of(lambda words: words.purpose)}\W*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ•–-])")
_GRADE = re.compile(rf"^{any_of(lambda words: words.grade)}", re.IGNORECASE)
_HIGHER_GRADE = re.compile(any_of(lambda words: words.higher_grade), re.IGNORECASE)
_AIM = re.compile(rf"^{any_of(lambda words: words.overall_aim)}", re.IGNORECASE)
_JOINED = tuple(f" {word}" for word in every(lambda words: words.joins))


# What says something has a word of two letters.
_LETTERS = re.compile(r"[^\W\d_]{2}")
_DIGIT = re.compile(r"\d")

# Lines: fewer do not tell how a section is set.
_ENOUGH_LINES = 5
# Characters: the longest sub-heading, the longest heading of a numbered group, the longest lead-in.
_LONGEST_HEADING, _LONGEST_GROUP, _LONGEST_LEAD = 120, 110, 260
# Words that a lead-in without a colon may have behind its verb: "redogöra för och" and the like.
_FEW_WORDS = 4
# Pieces on both sides of one dash.
_A_DASH = 2
# Sentences that make running text.
_PROSE = 2
# Words: a sentence with fewer is no outcome.
_LEAST_SENTENCE = 4
# Points: text that goes on with an item begins on its edge or right of it.
_EDGE = 2.5
# Times the font size: what stands closer below an item goes on with it.
_CLOSE = 1.5
# Points: type that differs by less is of one size.
_SAME_SIZE = 0.4
# Marked paragraphs that make a list; and paragraphs of a section that one marked one makes a list of.
_LEAST_ITEMS, _SHORT_SECTION = 2, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RawOutcome:
    """An outcome as it is found, before language and id are known.

    `assessments` are the names of what examines it, as far as a table says so; `number` is its number, code
    or bullet in its list.
    """

    text: str
    lead_in: str
    knowledge_form: KnowledgeForm | None
    module: str | None
    page: int
    assessments: tuple[str, ...] = ()
    number: str = ""


def number_of(marker: str) -> str:
    """Return what stands before an item where it is a number or a code; "" for a bullet or nothing."""
    return marker if _DIGIT.search(marker) else ""


@dataclass(frozen=True, slots=True)
class SectionOutcomes:
    """The outcomes of a section in order, and what was left out of them with the reason."""

    outcomes: tuple[RawOutcome, ...]
    left: tuple[tuple[OmissionKind, RawOutcome], ...]


@dataclass(slots=True)
class Reader:
    """What the reader of an outcome section knows so far.

    Attributes:
        body: the style of body text.
        sentences: outcomes are written in whole sentences where they are no list.
        mixed: the section has content too.
        lead_in: that of the outcomes to come; likewise their knowledge form and module.
        law: goals quoted from law are being read.
        closed: what is read is no outcome, up to the next sub-heading or lead-in.
        running: outcomes were found in running text.
        enumerates: the list of the last paragraph goes on in the next.
        closed_as: why what is closed is left out, where that is to be said.
        left: what was left out, with the reason.
    """

    body: Style
    sentences: bool = False
    mixed: bool = False
    lead_in: str = ""
    form: KnowledgeForm | None = None
    module: str | None = None
    law: bool = False
    closed: bool = False
    running: bool = False
    enumerates: bool = False
    closed_as: OmissionKind | None = None
    left: list[tuple[OmissionKind, RawOutcome]] = field(default_factory=list)

    def outcomes(
        self, pieces: list[str], page: int, lead_in: str | None = None, number: str = ""
    ) -> list[RawOutcome]:
        """Return the pieces that say something as outcomes under the lead-in, or under the reader's."""
        lead = self.lead_in if lead_in is None else lead_in
        # What refers elsewhere is left out before what is too short.
        pieces = [piece for piece in pieces if not self.refers(piece, page)]
        made: list[RawOutcome] = []
        for text in pieces:
            if is_outcome(text):
                made.append(
                    RawOutcome(
                        text=text,
                        lead_in=lead,
                        knowledge_form=self.form,
                        module=self.module,
                        page=page,
                        number=number,
                    )
                )
            elif _LETTERS.search(text):
                self.leave(OmissionKind.SHORT, text, page)
        return made

    def leave(self, kind: OmissionKind, text: str, page: int) -> None:
        """Note what is left out."""
        self.left.append(
            (
                kind,
                RawOutcome(
                    text=text, lead_in=self.lead_in, knowledge_form=self.form, module=self.module, page=page
                ),
            )
        )

    def leave_rest(self, text: str, made: Sequence[RawOutcome], page: int, noted: int) -> None:
        """Note the sentences of a text that gave no outcome.

        Args:
            text: of a paragraph.
            made: the outcomes that it gave.
            page: where it begins.
            noted: how many were left out before it was looked at; what it added to them is told already.
        """
        pieces = [item.text for item in made]
        told = [item.text for _, item in self.left[noted:]]
        leads = {item.lead_in for item in made} | {self.lead_in}
        for sentence in split_prose(text):
            known = any(piece in sentence or sentence in piece for piece in pieces)
            known = known or any(sentence in piece for piece in told)
            if not known and sentence not in leads and _LETTERS.search(sentence):
                self.leave(OmissionKind.BESIDE, sentence, page)

    def refers(self, sentence: str, page: int) -> bool:
        """Whether a sentence only says where the outcomes stand; it is noted."""
        if not refers_elsewhere(sentence):
            return False
        self.leave(OmissionKind.ELSEWHERE, sentence, page)
        return True


@dataclass(slots=True)
class _Found:
    """What one group of paragraphs has given.

    Attributes:
        listed: the group holds a list.
        outcomes: in order.
        aims: positions of those that are sentences on the overall aim.
        item: the list item that a paragraph may go on with.
        led: a lead-in stands straight above that must be followed by a list.
    """

    listed: bool
    outcomes: list[RawOutcome] = field(default_factory=list)
    aims: set[int] = field(default_factory=set)
    item: Paragraph | None = None
    led: bool = False


@dataclass
class _Here:
    """A paragraph with its text and the paragraph below it."""

    paragraph: Paragraph
    text: str
    following: Paragraph | None

    @property
    def marker(self) -> str:
        """Its bullet or number, or ""."""
        return self.paragraph.marker

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.paragraph.first.page

    @cached_property
    def lead(self) -> bool:
        """Whether it has the grammar of a lead-in."""
        return is_lead_in(self.text)


def extract_outcomes(
    lines: list[TextLine],
    body: Style,
    lexicon: Lexicon,
    heading: str = "",
    *,
    sentences: bool = False,
    mixed: bool = False,
) -> list[RawOutcome]:
    """Find the outcomes in the body of an outcome section.

    Args:
        lines: the lines of the section in reading order, without its heading.
        body: the document's body style, to tell sub-headings.
        lexicon: the words of the document, for mending hyphens.
        heading: of the section; it may hold the lead-in, in brackets.
        sentences: outcomes are written in whole sentences where they are no list; each counts that does not
            speak of the teaching.
        mixed: the section has content too; only what speaks of the student or of being able counts.

    Returns:
        The outcomes in order. Goals quoted from law, lead-ins, sub-headings, credit lines and remarks are
        left out.
    """
    return list(read_section(lines, body, lexicon, heading, sentences=sentences, mixed=mixed).outcomes)


def read_section(
    lines: list[TextLine],
    body: Style,
    lexicon: Lexicon,
    heading: str = "",
    *,
    sentences: bool = False,
    mixed: bool = False,
) -> SectionOutcomes:
    """Find the outcomes in the body of an outcome section, and what was left out of it.

    Args:
        lines: see `extract_outcomes`, as for the others.
        body: the document's body style.
        lexicon: the words of the document.
        heading: of the section.
        sentences: outcomes are written in whole sentences.
        mixed: the section has content too.
    """
    reader = begin_section(body, heading, sentences=sentences, mixed=mixed)
    outcomes = read_text(lines, reader, lexicon)
    return SectionOutcomes(tuple(outcomes), tuple(reader.left))


def begin_section(body: Style, heading: str = "", *, sentences: bool = False, mixed: bool = False) -> Reader:
    """Return the reader as it is below the heading of a section. Arguments as for `extract_outcomes`."""
    bracketed = heading.partition("(")[2].rstrip(" :)")
    lead_in = bracketed if bracketed and is_lead_in(bracketed) and is_open(bracketed) else ""
    return Reader(body=body, sentences=sentences, mixed=mixed, lead_in=lead_in)


def read_text(lines: list[TextLine], reader: Reader, lexicon: Lexicon) -> list[RawOutcome]:
    """Find the outcomes in text of an outcome section; the reader goes on to what stands below.

    Args:
        lines: of the text, in reading order.
        reader: where it is in the section; what it leaves out is added to its `left`.
        lexicon: the words of the document.
    """
    paragraphs = make_paragraphs(mend(lines), lexicon)
    paragraphs = divide_forms(paragraphs, sentences=reader.sentences)
    paragraphs = give_parents(divide_series(paragraphs, sentences=reader.sentences))
    paragraphs = join_prose(paragraphs, lexicon) if reader.sentences else paragraphs
    document_style = reader.body
    # A list may be set apart from the rest of the document.
    reader.body = body_style(tuple(lines)) if len(lines) >= _ENOUGH_LINES else document_style
    outcomes = [
        outcome
        for group in (_groups(paragraphs) if reader.sentences else [paragraphs])
        for outcome in _read_group(group, reader)
    ]
    reader.body = document_style
    return outcomes


def read_items(paragraphs: list[Paragraph], reader: Reader) -> list[RawOutcome]:
    """Find the outcomes in paragraphs of which each is an item, such as those of a table cell."""
    return _read_group(paragraphs, reader)


def heads_group(paragraph: Paragraph, reader: Reader) -> bool:
    """Take a sub-heading to the reader: a knowledge form or a part. Returns whether the paragraph was one."""
    return _group_heading(paragraph, reader)


def _groups(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """Split at the sub-headings: of these groups one may be a list and the next running text."""
    groups: list[list[Paragraph]] = [[]]
    for paragraph in paragraphs:
        head, colon, rest = paragraph.text.partition(": ")
        labelled = bool(colon) and knowledge_form(head) is not None
        if (labelled or knowledge_form(paragraph.text) is not None) and groups[-1]:
            groups.append([])
        groups[-1] += (
            [replace(paragraph, text=head), replace(paragraph, text=rest)] if labelled else [paragraph]
        )
    return groups


def _read_group(paragraphs: list[Paragraph], reader: Reader) -> list[RawOutcome]:
    """Put each paragraph to the steps, and return the outcomes that they find."""
    marked = sum(bool(paragraph.marker) for paragraph in paragraphs)
    found = _Found(marked >= _LEAST_ITEMS or (marked == 1 and len(paragraphs) <= _SHORT_SECTION))
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=False):
        text = paragraph.text.lstrip("_").strip()
        if text:
            here = _Here(paragraph, text, following)
            for _, step in _STEPS:
                if step(reader, found, here):
                    break
    return _without_aims(found, reader)


def _law(reader: Reader, found: _Found, here: _Here) -> bool:
    """Goals quoted from law begin: "Enligt högskoleförordningen ska studenten …"."""
    item = here.marker or (reader.lead_in and here.text[:1].islower())
    if not quotes_law(here.text) or (item and not is_open(here.text)):
        return False
    reader.law, found.item = True, None
    if not is_open(here.text):
        reader.leave(OmissionKind.LAW, here.text, here.page)
    return True


def _sub_heading(reader: Reader, found: _Found, here: _Here) -> bool:
    """A knowledge form, a part of the course or a heading of a group: "Färdighet och förmåga"."""
    if _numbered_group(here.paragraph, here.following):
        _group_heading(here.paragraph, reader)
        reader.module = here.text
    elif not _group_heading(here.paragraph, reader):
        return False
    found.item = None
    return True


def _placeholder(reader: Reader, found: _Found, here: _Here) -> bool:
    """What a word processor or a template says where nothing has been written: "[Skriv lärandemål här]"."""
    if not is_placeholder(here.text):
        return False
    reader.leave(OmissionKind.PLACEHOLDER, here.text, here.page)
    found.item = None
    return True


def _elsewhere(reader: Reader, found: _Found, here: _Here) -> bool:
    """Sentences that only say where the outcomes stand, and what comes with them: "Se utbildningsplanen."."""
    if here.marker or not all(map(refers_elsewhere, split_prose(here.text))):
        return False
    reader.leave(OmissionKind.ELSEWHERE, here.text, here.page)
    found.item = None
    if not found.outcomes and not (here.following is not None and here.following.marker):
        reader.closed, reader.closed_as = True, OmissionKind.OTHER_TEXT
    return True


def _readings(reader: Reader, found: _Found, here: _Here) -> bool:
    """A list of books under a heading that begins no section: "Allmänna böcker"; or a book without one."""
    if heads_readings(here.text) and not here.marker:
        reader.closed, reader.closed_as, found.item = True, OmissionKind.READINGS, None
        return True
    numbered = _BOOK_SIGN in here.text and _BOOK_NUMBER.search(here.text, 0, _BOOK_REACH)
    if not numbered and not _BOOK.match(here.text):
        return False
    reader.leave(OmissionKind.READINGS, here.text, here.page)
    found.item = None
    return True


def _unknown_heading(reader: Reader, found: _Found, here: _Here) -> bool:
    """A short line without a stop, below outcomes and above prose that does not speak of the student."""
    text, following = here.text, here.following
    if here.marker or not found.outcomes or following is None or following.marker or reader.sentences:
        return False
    if text.count(" ") >= _FEW_WORDS or not text[:1].isupper() or text.endswith((*SENTENCE_END, ",")):
        return False
    below = split_prose(following.text)
    if len(below) < _PROSE or not following.text.endswith(".") or any(map(is_lead_in, below)) or here.lead:
        return False
    reader.closed, reader.closed_as, found.item = True, OmissionKind.OTHER_TEXT, None
    return True


def _purpose(reader: Reader, found: _Found, here: _Here) -> bool:
    """What the outcomes are for, with a list of its own: "in order to"."""
    if not found.outcomes or here.marker or not _PURPOSE.match(here.text):
        return False
    reader.closed, reader.closed_as, found.item = True, OmissionKind.BESIDE, None
    return True


def _grades(reader: Reader, found: _Found, here: _Here) -> bool:
    """What is asked for a grade, or how the outcomes are assessed."""
    if here.marker or not _GRADE.match(here.text):
        return False
    if not found.outcomes and not _HIGHER_GRADE.search(here.text) and here.lead:
        return False
    reader.closed, reader.closed_as, found.item = True, OmissionKind.BESIDE, None
    reader.leave(OmissionKind.BESIDE, here.text, here.page)
    return True


def _lead_in(reader: Reader, found: _Found, here: _Here) -> bool:
    """A lead-in before its list, which may be run together with it: "Studenten ska kunna • …"."""
    if not here.lead:
        return False
    opens = is_open(here.text)
    if not opens and (here.marker or not _leads(here.paragraph, here.following, found.listed)):
        return False
    pieces = split_inline(here.text)
    reader.lead_in, reader.closed, found.item = pieces[0], False, None
    reader.law = reader.law and quotes_law(here.text)
    found.outcomes += reader.outcomes(pieces[1:], here.page)
    found.led = opens and len(pieces) == 1
    return True


def _set_aside(reader: Reader, found: _Found, here: _Here) -> bool:
    """What belongs to goals of law or to a list that does not count; a sentence on the student ends it."""
    if not (reader.law or reader.closed):
        return False
    if here.lead and not here.marker:
        reader.law = reader.closed = False
        return False
    kind = OmissionKind.LAW if reader.law else reader.closed_as
    if kind is not None:
        reader.leave(kind, here.text, here.page)
    return True


def _item(reader: Reader, found: _Found, here: _Here) -> bool:
    """An item of a list."""
    if not here.marker:
        return False
    found.outcomes += _items(here.text, reader, here.paragraph)
    found.item, found.led = here.paragraph, False
    return True


def _goes_on(reader: Reader, found: _Found, here: _Here) -> bool:
    """Text that goes on with the item above it, or only refers from it to an assessment."""
    if found.item is None or not found.outcomes:
        return False
    previous = found.outcomes[-1]
    if not (_continues(here.paragraph, found.item, previous.text) or _is_cut_off(here, previous.text)):
        return False
    if not (_REFERENCE.match(here.text) and previous.text.endswith(here.text)):
        found.outcomes[-1] = replace(previous, text=f"{previous.text} {here.text}")
    return True


def _first_item(reader: Reader, found: _Found, here: _Here) -> bool:
    """An item that has lost its bullet: straight below a lead-in, above its list and set like it."""
    items = here.following
    if not (found.led and found.listed and items is not None) or not _is_set_like_item(here):
        return False
    found.outcomes += reader.outcomes([here.text], here.page)
    found.item = None
    return True


def _is_set_like_item(here: _Here) -> bool:
    """Whether a paragraph begins and ends like the item, or the further paragraph, that follows it."""
    text, following = here.text, here.following
    if following is None or is_afterword(text) or here.lead or text.endswith(":") or text.count(". "):
        return False
    if (text[-1] in SENTENCE_END) is not (following.text[-1] in SENTENCE_END):
        return False
    if text[:1].islower():
        return following.text[:1].islower()
    return text[:1].isupper() and following.text[:1].isupper() and begins_with_verb(text)


def _beside(reader: Reader, found: _Found, here: _Here) -> bool:
    """A paragraph before, between or after the items of a list."""
    if not (found.listed and _beside_list(here.paragraph, here.lead)) or _tells_one(reader, found, here):
        return False
    found.led, noted = False, len(reader.left)
    made = _beside_sentences(here.paragraph, reader) if reader.sentences else []
    found.outcomes += made
    reader.leave_rest(here.text, made, here.page, noted)
    reader.closed_as = OmissionKind.BESIDE
    reader.closed = (
        reader.sentences
        and not reader.mixed
        and here.following is not None
        and bool(here.following.marker)
        and leads_to_topics(here.text)
    )
    found.item = None
    return True


def _text(reader: Reader, found: _Found, here: _Here) -> bool:
    """Outcomes in text without bullets: a list in one sentence, whole sentences, or items."""
    noted = len(reader.left)
    made = _enumerated(reader, here, beside=found.listed)
    if not made:
        prose = reader.sentences and _is_prose(here.text, reader, found.listed)
        made = _prose(reader, here) if prose else _running(reader, found.listed, here)
        if not _CREDIT_LINE.match(here.text):
            reader.leave_rest(here.text, made, here.page, noted)
    if _AIM.match(here.text):
        found.aims.update(range(len(found.outcomes), len(found.outcomes) + len(made)))
    found.outcomes += made
    reader.running = reader.running or bool(made)
    found.item = None
    return True


# Asked in this order; the first that takes a paragraph ends its way, and the last takes every one. What
# changes the place in the syllabus comes first, so that it works within lists that are set aside too; then
# what is set aside; then the items, and what stands between them.
_STEPS: tuple[tuple[str, Callable[[Reader, _Found, _Here], bool]], ...] = (
    ("goals quoted from law", _law),
    ("placeholder", _placeholder),
    ("says where the outcomes stand", _elsewhere),
    ("sub-heading", _sub_heading),
    ("list of books", _readings),
    ("unknown heading", _unknown_heading),
    ("what the outcomes are for", _purpose),
    ("grades", _grades),
    ("lead-in", _lead_in),
    ("set aside", _set_aside),
    ("list item", _item),
    ("goes on with an item", _goes_on),
    ("first item without a bullet", _first_item),
    ("beside a list", _beside),
    ("running text", _text),
)


def _group_heading(paragraph: Paragraph, reader: Reader) -> bool:
    """Take a sub-heading into what the reader knows. Returns whether the paragraph was one."""
    return (
        _names_a_form(paragraph, reader)
        or _names_a_part(paragraph, reader)
        or _names_goals(paragraph, reader)
        or _is_set_apart(paragraph, reader)
    )


def _names_a_form(paragraph: Paragraph, reader: Reader) -> bool:
    """A knowledge form: "Kunskap och förståelse"."""
    form = knowledge_form(paragraph.text)
    if form is None:
        return False
    reader.form, reader.closed, reader.law = form, False, False
    return True


def _names_a_part(paragraph: Paragraph, reader: Reader) -> bool:
    """A part of the course, with its credits or by its name: "Delkurs 2. Fält, 5 hp"; or credits alone."""
    text = paragraph.text
    if len(text) > _LONGEST_HEADING:
        return False
    numbered = _DIGIT.search(text) is not None  # without one there are no credits: most lines, quickly
    only_credits = numbered and _CREDIT_LINE.match(text) is not None
    with_credits = numbered and not text[:1].islower() and _MODULE_CREDITS.match(text) is not None
    if not (only_credits or with_credits or heading_table().modules.match(text)):
        return False
    if not only_credits:
        reader.module, reader.form = text.rstrip(" :"), None
    reader.closed = False
    return True


def _names_goals(paragraph: Paragraph, reader: Reader) -> bool:
    """Goals of something, though not set apart from the text: "Mål för inriktningen mot samhälle"."""
    text = paragraph.text
    if len(text) > _LONGEST_HEADING or _is_bulleted(paragraph):
        return False
    numbered = not paragraph.marker or "." in paragraph.marker.rstrip(".")
    if not (numbered and _GOALS_OF.match(text)) or text[-1] in ".;,:" or is_lead_in(text):
        return False
    reader.module, reader.form, reader.closed, reader.law = text, None, False, False
    return True


def _is_set_apart(paragraph: Paragraph, reader: Reader) -> bool:
    """A line in bold or larger type names a part of the course, or a knowledge form and more."""
    text = paragraph.text
    if len(text) > _LONGEST_HEADING or _is_bulleted(paragraph):
        return False
    if not is_emphasised(paragraph.first, reader.body) or text.endswith((".", ";", ",")):
        return False
    if text[:1].islower() or is_lead_in(text):
        return False
    lowered = normalise_heading(text)
    forms = heading_table().knowledge_forms
    prefix = next((prefix for prefix in forms if lowered.startswith(prefix)), None)
    if prefix is not None:
        reader.form = forms[prefix]
    else:
        reader.module = text.rstrip(" :")
    return True


def _is_bulleted(paragraph: Paragraph) -> bool:
    return bool(paragraph.marker) and not paragraph.marker[0].isalnum()


def _numbered_group(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether "1. Psykiatrisk omvårdnad, 5 hp" heads a group of bulleted outcomes."""
    if not paragraph.marker or not paragraph.marker[0].isdigit() or following is None or not following.marker:
        return False
    return (
        not following.marker[0].isdigit()
        and len(paragraph.text) < _LONGEST_GROUP
        and (_MODULE_CREDITS.match(paragraph.text) is not None or paragraph.first.bold)
    )


def _leads(paragraph: Paragraph, following: Paragraph | None, listed: bool) -> bool:
    """Whether a lead-in without colon is followed by its list."""
    if following is None or len(paragraph.text) > _LONGEST_LEAD:
        return False
    lead, rest = split_lead_in(paragraph.text)
    return bool(following.marker) and listed and len(rest.split()) <= _FEW_WORDS and bool(lead)


def _items(text: str, reader: Reader, paragraph: Paragraph) -> list[RawOutcome]:
    if _REFERENCE.match(text):
        return []
    if not is_outcome(text):
        reader.leave(OmissionKind.SHORT, text, paragraph.first.page)
        return []
    if reader.mixed and not names_ability(text.rstrip(".")):
        reader.leave(OmissionKind.BESIDE, text, paragraph.first.page)
        return []
    inner, rest = split_marker(text)
    if not paragraph.marker[0].isalnum() and rest and any(character.isdigit() for character in inner):
        text = rest  # of two markers, such as "• a3: …", neither belongs to the text
    pieces = split_inline(text) if "•" in text else [text]
    if reader.sentences:
        pieces = split_dashes(text)
        if len(pieces) == _A_DASH and pieces[0].endswith(",") and "•" not in text:
            pieces = [text]  # a dash within the item's own sentence
    return reader.outcomes(pieces, paragraph.first.page, number=paragraph.marker)


def _continues(paragraph: Paragraph, item: Paragraph, so_far: str) -> bool:
    """Whether an unmarked paragraph goes on with the list item before it."""
    text = paragraph.text
    if _REFERENCE.match(text):
        return True
    if is_lead_in(text) and is_open(text):
        return False
    inside = paragraph.first.x0 >= item.first.x0 - _EDGE
    if text[:1].islower() and (inside or not so_far.endswith((".", ":"))):
        # What is set apart from the list and left of its items ("in order to …") belongs to all of them.
        return inside or paragraph.first.gap < _CLOSE * paragraph.first.size
    return (
        inside
        and paragraph.first.x0 > item.first.x0 - _EDGE
        and so_far.endswith((",", "-", "/", *_JOINED))
        and abs(paragraph.first.size - item.first.size) < _SAME_SIZE
    )


def _tells_one(reader: Reader, found: _Found, here: _Here) -> bool:
    """Whether a sentence holds an outcome behind "be able to": below the items, or run into the lead-in.

    A whole sentence above them says what all of them are for.
    """
    if reader.sentences or not here.lead or is_afterword(here.text):
        return False
    if not found.outcomes and here.text.endswith(SENTENCE_END):
        return False
    lead, rest = lead_and_outcome(here.text)
    return lead != split_lead_in(here.text)[0] and is_outcome(rest)


def _is_cut_off(here: _Here, so_far: str) -> bool:
    """Whether a paragraph is the rest of the item above it, which a word processor has cut in two.

    It goes on in small letters, or in brackets, and stands before another item, or the item cannot end there.
    """
    text = here.text
    begins_within = text[:1].islower() or (text[:1] == "(" and text[1:2].islower())
    if not begins_within or so_far.endswith((*SENTENCE_END, ";")) or text.endswith(":") or here.lead:
        return False
    following = here.following
    if must_go_on(so_far) or (following is not None and following.marker):
        return True
    # A piece in the middle: the next goes on with it.
    return following is not None and following.text[:1].islower() and text[-1] not in SENTENCE_END


def _beside_list(paragraph: Paragraph, lead: bool) -> bool:
    """Whether a paragraph without bullet stands beside the items of a list and is none."""
    return is_afterword(paragraph.text) or not (
        lead and split_lead_in(paragraph.text)[0] and is_full_outcome(paragraph.text)
    )


def _enumerated(reader: Reader, here: _Here, *, beside: bool) -> list[RawOutcome]:
    """Outcomes of a lead-in whose list is one sentence, which may go on in the next paragraph.

    `beside`: the section has lists with bullets too.
    """
    if beside and not (here.lead and is_full_outcome(here.text)):
        return []
    # In running text, and beside lists, a semicolon may also join two sentences.
    fewest = 2 if reader.sentences or beside else 1
    lead, pieces = enumerated_pieces(here.text, 0 if reader.enumerates else fewest, goes_on=reader.enumerates)
    if not pieces:
        return []
    reader.lead_in, reader.enumerates = lead or reader.lead_in, here.text.endswith(";")
    return [
        RawOutcome(
            text=piece,
            lead_in=reader.lead_in,
            knowledge_form=reader.form,
            module=reader.module,
            page=here.page,
        )
        for piece in pieces
    ]


def _running(reader: Reader, listed: bool, here: _Here) -> list[RawOutcome]:
    """Outcomes of a paragraph without bullet.

    An item of a list set without bullets, or sentences of running text.
    """
    if is_afterword(here.text) or _CREDIT_LINE.match(here.text):
        return []
    pieces = split_inline(here.text)
    if reader.lead_in and not here.lead:
        return reader.outcomes(pieces, here.page)
    if len(pieces) > 1 and is_lead_in(pieces[0]):
        reader.lead_in = pieces[0]
        return reader.outcomes(pieces[1:], here.page)
    made: list[RawOutcome] = []
    for sentence in _SENTENCE.split(here.text):
        marker, text = split_marker(sentence)
        if is_lead_in(text):
            made += _of_sentence(text, reader, listed, here.page)
        elif made or marker or (reader.running and not listed):
            made += reader.outcomes([text], here.page)
    return made


def _of_sentence(text: str, reader: Reader, listed: bool, page: int) -> list[RawOutcome]:
    """The outcome of a sentence on the student: beside a list what follows its lead-in, else the whole."""
    lead, rest = lead_and_outcome(text)
    if lead and is_outcome(rest) and " " in rest:
        return reader.outcomes([rest], page, lead) if listed else reader.outcomes([text], page, "")
    if not listed and len(text.split()) >= _LEAST_SENTENCE and not is_open(text):
        return reader.outcomes([text], page, "")
    return []


def _is_prose(text: str, reader: Reader, listed: bool) -> bool:
    """Whether a paragraph is running text, and no item of a list that is set without bullets."""
    return not listed and (not reader.lead_in or (text[:1].isupper() and text.endswith((".", "!"))))


def _prose(reader: Reader, here: _Here) -> list[RawOutcome]:
    """Outcomes of a paragraph in which every sentence is one, but for those on what is taught."""
    pieces = split_inline(here.text)
    if len(pieces) > 1 and is_lead_in(pieces[0]) and is_open(pieces[0]):
        return reader.outcomes(pieces[1:], here.page, pieces[0])
    sentences = [
        without_label(piece)
        for sentence in split_prose(here.text)
        for piece in split_dashes(sentence)
        if not is_teaching(piece) and not piece.endswith(":")
    ]
    if reader.mixed:
        sentences = [sentence for sentence in sentences if names_ability(sentence)]
    return reader.outcomes(sentences, here.page, "")


def _beside_sentences(paragraph: Paragraph, reader: Reader) -> list[RawOutcome]:
    """Outcomes of a paragraph beside a list: whole sentences that speak of the student."""
    sentences = [
        sentence
        for sentence in split_prose(paragraph.text)
        if sentence.endswith(".") and is_lead_in(sentence) and not is_teaching(sentence)
    ]
    return [
        RawOutcome(
            text=sentence,
            lead_in="",
            knowledge_form=reader.form,
            module=reader.module,
            page=paragraph.first.page,
        )
        for sentence in sentences
    ]


def _without_aims(found: _Found, reader: Reader) -> list[RawOutcome]:
    """Leave out sentences on the overall aim where the section has outcomes besides them."""
    if len(found.aims) == len(found.outcomes):
        return found.outcomes
    reader.left += [(OmissionKind.BESIDE, found.outcomes[position]) for position in sorted(found.aims)]
    return [item for position, item in enumerate(found.outcomes) if position not in found.aims]
