"""The outcome section → learning outcomes, each with its lead-in, knowledge form, module and page."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from curranalyser.datamodel import KnowledgeForm
from curranalyser.parse.outcomes.prose import (
    is_teaching,
    join_prose,
    leads_to_topics,
    names_ability,
    split_dashes,
    split_prose,
    without_label,
)
from curranalyser.parse.page.indents import mark_indented
from curranalyser.parse.page.layout import TextLine, split_marker
from curranalyser.parse.page.paragraphs import Lexicon, Paragraph, make_paragraphs
from curranalyser.parse.page.row_codes import mend_hyphens, number_by_codes
from curranalyser.parse.page.style import Style, body_style, is_emphasised
from curranalyser.parse.words.headings import heading_table, knowledge_form, normalise_heading
from curranalyser.parse.words.leadin import is_afterword, is_lead_in, is_open, quotes_law, split_lead_in

_CREDIT_LINE = re.compile(
    r"^[\W\d]*\d{1,3}(?:[.,]\d)?\s*(?:hp|högskolepoäng|credits?|hec|ects|poäng|fup|p)\b[\W\d]*$",
    re.IGNORECASE,
)
_MODULE_CREDITS = re.compile(
    r"^.{3,110}?[\s,(]\d{1,3}(?:[.,]\d)?\s*(?:hp|högskolepoäng|credits?|hec|ects)\W*$", re.IGNORECASE
)
# "Generella mål för alla studenter", "Mål för programmets inriktningar": not set apart from the text, and yet
# a heading.
_GOALS_OF = re.compile(
    r"^(?:[^\W\d_]+\s+){0,2}?(?:\w*mål|goals|objectives|outcomes)\s+(?:som\s+gäller\s+|that\s+apply\s+)?(?:för|of|for|to|inom|within)\s",
    re.IGNORECASE,
)
_ENOUGH_LINES = 5
_LEFT_COLUMN = 12.0
_ITEM_END = (".", ":", ";", ",")
_ROW_NUMBER = re.compile(r"^(?:(?:[A-Z]{0,3}LO\s?-?)?\d{1,2}[.)]?|[A-Z]{0,3}LO\s?-?[\dA-Z]\.\d{1,2}[.)]?)$")
_BARE_NUMBER = re.compile(
    r"^(?P<prefix>(?:[A-ZÅÄÖ]{1,3}|Mål|Goal|Outcome|Lärandemål) ?-?)?(?P<step>\d{1,2}(?:\.\d{1,2}){0,2})[.:]?\s+(?=[^\W\d])"
)
_REFERENCE = re.compile(r"^[\[(]?[A-Z]{0,3}\s?\d{1,2}[\])]?\.?$")
_CAPITAL_LETTER = re.compile(r"^([A-Z])[.)]\s+(?=[^\W\d])")
# What the outcomes are for, with a list of its own.
_PURPOSE = re.compile(r"^(?:i syfte att|för att|in order to|so as to|with the aim of)\W*$", re.IGNORECASE)
_BE_ABLE = re.compile(r"be able to:?\s+")
_CONJUNCTION = re.compile(r"^(?:och|samt|and|und|sowie|og|y|e|ja)\s+", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ•–-])")
_INLINE = re.compile(
    r"(?:(?<=[:;.,])|(?<=\s)|^)\s*[•●▪∙·]\s*|(?<=[:;,.…a-zåäö)])\s{1,6}[-–—*]\s+(?=[A-ZÅÄÖa-zåäö])|\s{2,}(?:\d{1,2}[.)]|\(?[a-z]\))\s+(?=[A-ZÅÄÖa-zåäö])"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_GRADE = re.compile(
    r"^(?:för (?:att (?:erhålla|få) )?(?:betyg|godkänt|väl godkänd)|betyg(?:et)?\b|kriterier|for (?:the )?grade|to (?:obtain|"
    r"receive) (?:the )?grade|(?:väl )?godkänd\b|vg\b|examina(?:tion|s)|"
    r"the (?:learning )?outcomes? (?:is|are) (?:assessed|examined)|lärandemål(?:en)? (?:examineras|bedöms)|assessments?\b)",
    re.IGNORECASE,
)
_HIGHER_GRADE = re.compile(
    r"väl godkän|\bVG\b|betyg(?:et)?\s+[345A-D]\b|high(?:er)? (?:pass|grade)|distinction|grade [A-D]\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"^(?:det övergripande målet|kursens övergripande (?:mål|syfte)|kursens huvudsakliga syfte|det övergripande syftet|målet med kursen|syftet med kursen|"
    r"kursens (?:mål|syfte) är|the (?:overall|general|main|overarching) (?:aim|objective|goal|purpose)|"
    r"the (?:aim|purpose|goal|objective) of (?:the|this) (?:course|module|unit)|(?:den studerande|studenten) ska (?:även|också)\b.{0,10}tillägna)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
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


def _number_cells(lines: list[TextLine]) -> list[TextLine]:
    """Make a number in a cell of its own the marker of the text beside it.

    Drop row numbers that stand inside a text.
    """
    kept: list[TextLine] = []
    number: TextLine | None = None
    left = min((line.x0 for line in lines), default=0.0) + _LEFT_COLUMN
    for line in lines:
        # A code such as "LO1" numbers a row only in the first column; further right it refers to an outcome.
        joins = bool(kept) and kept[-1].text.endswith(
            ("–", "-")
        )  # "4–" at the end of a line, "6" on the next
        if (
            not joins
            and _ROW_NUMBER.match(line.text)
            and not line.marker
            and (line.text[0].isdigit() or line.x0 < left)
        ):
            number = line
            continue
        if number is not None:
            begins = (
                number.text[0].isalpha()
                or not kept
                or kept[-1].text.endswith((".", ":", ";"))
                or line.text[:1].isupper()
            )
            beside = (
                line.page == number.page
                and abs(line.top - number.top) < 2.2 * line.size
                and line.x0 > number.x0
            )
            if begins and beside and not line.marker:
                line = replace(line, marker=f"{number.text}.", label=False, cell=False)  # noqa: PLW2901 the line with its number
            number = None
        kept.append(line)
    return kept


def _bare_numbers(lines: list[TextLine]) -> list[TextLine]:
    """Make numbers without stop and codes ("1 …", "1.2 …", "K1 …") markers.

    Where nearly all of them begin or go on a series.
    """
    steps: dict[int, tuple[str, tuple[int, ...]]] = {}
    for position, line in enumerate(lines):
        match = _BARE_NUMBER.match(line.text) if not line.marker and not line.text[:1].islower() else None
        if match:
            steps[position] = match["prefix"] or "", tuple(map(int, match["step"].split(".")))
    if len(steps) < 2:
        return _lettered(lines)
    order = list(steps.values())
    goes_on = [
        after[1][-1] == before[1][-1] + 1 and (after[0], after[1][:-1]) == (before[0], before[1][:-1])
        for before, after in pairwise(order)
    ]
    begins = sum(step[-1] == 1 for _, step in order)
    if not any(goes_on) or sum(goes_on) + begins < 0.8 * len(order):
        return lines
    result = list(lines)
    for position in steps:
        match = _BARE_NUMBER.match(lines[position].text)
        if match:
            result[position] = replace(
                lines[position], marker=match[0].strip(), text=lines[position].text[match.end() :]
            )
    return result


def _dashes_within(lines: list[TextLine]) -> list[TextLine]:
    """Give a dash back to its sentence where a line happens to begin with it.

    The only dash among other bullets, or among lines without any.
    """
    dashed = [position for position, line in enumerate(lines) if line.marker in ("–", "—")]
    others = sum(bool(line.marker) for line in lines) - len(dashed)
    if len(dashed) != 1 or dashed[0] == 0 or (others < 2 and len(lines) < _ENOUGH_LINES):
        return lines
    [position] = dashed
    line, above = lines[position], lines[position - 1]
    if is_open(above.text) or above.text.endswith(_ITEM_END) or not line.text[:1].islower():
        return lines
    return [
        *lines[:position],
        replace(line, marker="", text=f"{line.marker} {line.text}"),
        *lines[position + 1 :],
    ]


def _lettered(lines: list[TextLine]) -> list[TextLine]:
    """Make "A.", "B)" markers where they are a series from A on."""
    found = [
        (position, match)
        for position, line in enumerate(lines)
        if not line.marker and (match := _CAPITAL_LETTER.match(line.text))
    ]
    if len(found) < 2 or any(ord(match[1]) - ord("A") != number for number, (_, match) in enumerate(found)):
        return lines
    result = list(lines)
    for position, match in found:
        result[position] = replace(
            lines[position], marker=match[0].strip(), text=lines[position].text[match.end() :]
        )
    return result


@dataclass(slots=True)
class _State:
    """Where the reader of the section is."""

    lead_in: str = ""
    form: KnowledgeForm | None = None
    module: str | None = None
    law: bool = False
    running: bool = False
    closed: bool = False
    sentences: bool = False
    mixed: bool = False
    enumerates: bool = False


State = _State


def begin_section(heading: str, *, sentences: bool = False, mixed: bool = False) -> State:
    """Return where the reader is below the heading of a section. See `extract_outcomes`."""
    bracketed = heading.partition("(")[2].rstrip(" :)")
    lead_in = bracketed if bracketed and is_lead_in(bracketed) and is_open(bracketed) else ""
    return _State(lead_in, sentences=sentences, mixed=mixed)


def split_inline(text: str) -> list[str]:
    """Split a flattened list ("kunna - a - b", "• a • b".

    Double spaces before numbers) into its lead and items; one element where it is no list.
    """
    parts = [part.strip() for part in _INLINE.split(text)]
    parts = [part for part in parts if part]
    dashes = not any(bullet in text for bullet in "•●▪∙·")
    if (
        len(parts) > 1
        and dashes
        and not is_open(parts[0])
        and (len(parts) == 2 or "–" in text or "—" in text)
    ):
        return [text.strip()]  # a dash within a sentence
    return parts if len(parts) > 1 else [text.strip()]


def _is_outcome(text: str) -> bool:
    return len(_WORD.findall(text)) >= 2 or (len(text) >= 9 and bool(_WORD.search(text)))


def _group_heading(paragraph: Paragraph, body: Style, state: _State) -> bool:  # noqa: PLR0911 a row of tests
    """Take a sub-heading into `state`. Returns whether the paragraph was one."""
    text = paragraph.text
    form = knowledge_form(text)
    if form is not None:
        state.form, state.closed, state.law = form, False, False
        return True
    if len(text) > 120:
        return False
    module = heading_table().modules.match(text) is not None
    credits_ = _MODULE_CREDITS.match(text) is not None and not text[:1].islower()
    if module or credits_ or _CREDIT_LINE.match(text):
        if not _CREDIT_LINE.match(text):
            state.module, state.form, state.lead_in = (
                text.rstrip(" :"),
                None,
                "" if not state.lead_in else state.lead_in,
            )
        state.closed = False
        return True
    if paragraph.marker and not paragraph.marker[0].isalnum():
        return False
    numbered = not paragraph.marker or "." in paragraph.marker.rstrip(".")
    if numbered and _GOALS_OF.match(text) and text[-1] not in ".;,:" and not is_lead_in(text):
        state.module, state.form, state.closed, state.law = text, None, False, False
        return True
    if (
        is_emphasised(paragraph.first, body)
        and not text.endswith((".", ";", ","))
        and not text[:1].islower()
        and not is_lead_in(text)
    ):
        lowered = normalise_heading(text)
        for prefix in heading_table().knowledge_forms:
            if lowered.startswith(prefix):
                state.form = heading_table().knowledge_forms[prefix]
                return True
        state.module = text.rstrip(" :")
        return True
    return False


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
    return read_text(lines, begin_section(heading, sentences=sentences, mixed=mixed), body, lexicon)


def read_text(lines: list[TextLine], state: State, body: Style, lexicon: Lexicon) -> list[RawOutcome]:
    """Find the outcomes in text of an outcome section; `state` goes on to what stands below.

    See `extract_outcomes`.
    """
    paragraphs = make_paragraphs(
        _bare_numbers(_dashes_within(_number_cells(number_by_codes(mend_hyphens(mark_indented(lines)))))),
        lexicon,
    )
    paragraphs = join_prose(paragraphs, lexicon) if state.sentences else paragraphs
    body = (
        body_style(tuple(lines)) if len(lines) >= _ENOUGH_LINES else body
    )  # a list may be set apart from the rest of the document
    return [
        outcome
        for group in (_groups(paragraphs) if state.sentences else [paragraphs])
        for outcome in _read_group(group, state, body)
    ]


def read_items(paragraphs: list[Paragraph], state: State, body: Style) -> list[RawOutcome]:
    """Find the outcomes in paragraphs of which each is an item, such as those of a table cell."""
    return _read_group(paragraphs, state, body)


def heads_group(paragraph: Paragraph, body: Style, state: State) -> bool:
    """Take a sub-heading into `state`: a knowledge form or a part. Returns whether the paragraph was one."""
    return _group_heading(paragraph, body, state)


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


def _read_group(paragraphs: list[Paragraph], state: _State, body: Style) -> list[RawOutcome]:  # noqa: PLR0912, PLR0915 one pass
    marked = [paragraph for paragraph in paragraphs if paragraph.marker]
    listed = len(marked) >= 2 or (len(marked) == 1 and len(paragraphs) <= 4)
    found: list[RawOutcome] = []
    aims: set[int] = set()
    last_item: Paragraph | None = None
    for position, paragraph in enumerate(paragraphs):
        text = paragraph.text.lstrip("_").strip()
        if not text:
            continue
        following = paragraphs[position + 1] if position + 1 < len(paragraphs) else None
        item = paragraph.marker or (state.lead_in and text[:1].islower())
        if quotes_law(text) and (not item or is_open(text)):
            state.law, last_item = True, None
            continue
        if _numbered_group(paragraph, following) or _group_heading(paragraph, body, state):
            if _numbered_group(paragraph, following):
                state.module = text
            last_item = None
            continue
        if found and not paragraph.marker and _PURPOSE.match(text):
            state.closed, last_item = True, None
            continue
        if (
            _GRADE.match(text)
            and not paragraph.marker
            and (found or _HIGHER_GRADE.search(text) or not is_lead_in(text))
        ):
            state.closed, last_item = True, None
            continue
        lead = is_lead_in(text)
        if (
            lead
            and (is_open(text) or (_leads(paragraph, following, listed)))
            and not (paragraph.marker and not is_open(text))
        ):
            pieces = split_inline(text)
            state.lead_in, state.closed, last_item = pieces[0], False, None
            state.law = state.law and quotes_law(text)
            found += [
                RawOutcome(piece, state.lead_in, state.form, state.module, paragraph.first.page)
                for piece in pieces[1:]
                if _is_outcome(piece)
            ]
            continue
        if state.law or state.closed:
            if lead and not paragraph.marker:
                state.law = state.closed = False
            else:
                continue
        if paragraph.marker:
            found += _items(text, state, paragraph)
            last_item = paragraph
            continue
        if last_item is not None and found and _continues(paragraph, last_item, found[-1].text):
            previous = found[-1]
            if _REFERENCE.match(text) and previous.text.endswith(text):
                continue
            found[-1] = RawOutcome(
                f"{previous.text} {text}",
                previous.lead_in,
                previous.knowledge_form,
                previous.module,
                previous.page,
            )
            continue
        if listed and _beside_list(paragraph, lead):
            found += _beside_sentences(paragraph, state) if state.sentences else []
            state.closed = (
                state.sentences
                and not state.mixed
                and following is not None
                and bool(following.marker)
                and leads_to_topics(text)
            )
            last_item = None
            continue
        running = [] if listed else _enumerated(text, state, paragraph)
        running = running or (_prose if state.sentences and _is_prose(text, state, listed) else _running)(
            text, lead, state, paragraph, listed
        )
        if _AIM.match(text):
            aims.update(range(len(found), len(found) + len(running)))
        found += running
        state.running = state.running or bool(running)
        last_item = None
    return _without_aims(found, aims)


def _numbered_group(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether "1. Psykiatrisk omvårdnad, 5 hp" heads a group of bulleted outcomes."""
    if not paragraph.marker or not paragraph.marker[0].isdigit() or following is None or not following.marker:
        return False
    return (
        not following.marker[0].isdigit()
        and len(paragraph.text) < 110
        and (_MODULE_CREDITS.match(paragraph.text) is not None or paragraph.first.bold)
    )


def _leads(paragraph: Paragraph, following: Paragraph | None, listed: bool) -> bool:
    """Whether a lead-in without colon is followed by its list."""
    if following is None or len(paragraph.text) > 260:
        return False
    lead, rest = split_lead_in(paragraph.text)
    return bool(following.marker) and listed and len(rest.split()) <= 4 and bool(lead)


def _items(text: str, state: _State, paragraph: Paragraph) -> list[RawOutcome]:
    if (
        _REFERENCE.match(text)
        or not _is_outcome(text)
        or (state.mixed and not names_ability(text.rstrip(".")))
    ):
        return []
    inner, rest = split_marker(text)
    if not paragraph.marker[0].isalnum() and rest and any(character.isdigit() for character in inner):
        text = rest  # of two markers, such as "• a3: …", neither belongs to the text
    pieces = split_dashes(text) if state.sentences else split_inline(text) if text.count("•") >= 1 else [text]
    return [
        RawOutcome(
            piece, state.lead_in, state.form, state.module, paragraph.first.page, number=paragraph.marker
        )
        for piece in pieces
        if _is_outcome(piece)
    ]


def _continues(paragraph: Paragraph, item: Paragraph, so_far: str) -> bool:
    """Whether an unmarked paragraph goes on with the list item before it."""
    text = paragraph.text
    if _REFERENCE.match(text):
        return True
    if is_lead_in(text) and is_open(text):
        return False
    inside = paragraph.first.x0 >= item.first.x0 - 2.5
    if text[:1].islower() and (inside or not so_far.endswith((".", ":"))):
        # What is set apart from the list and left of its items ("in order to …") belongs to all of them.
        return inside or paragraph.first.gap < 1.5 * paragraph.first.size
    return (
        inside
        and paragraph.first.x0 > item.first.x0 - 2.5
        and so_far.endswith((",", "-", " och", " and", "/"))
        and abs(paragraph.first.size - item.first.size) < 0.4
    )


def _beside_list(paragraph: Paragraph, lead: bool) -> bool:
    """Whether a paragraph without bullet in a section with a list only stands before.

    Between or after the items.
    """
    return is_afterword(paragraph.text) or not (
        lead and split_lead_in(paragraph.text)[0] and is_full_outcome(paragraph.text)
    )


def is_full_outcome(text: str) -> bool:
    """Whether a sentence is a lead-in with its outcome.

    "Studenten ska kunna redogöra för …" with something after the verb.
    """
    lead, rest = split_lead_in(text)
    return (
        bool(lead)
        and len(rest.split()) >= 3
        and re.search(r"kunna$|able to$|förmåga att$", lead.strip(), re.IGNORECASE) is not None
    )


def _enumerated(text: str, state: _State, paragraph: Paragraph) -> list[RawOutcome]:
    """Outcomes of a lead-in whose list is one sentence with semicolons: "… ska kunna redogöra för a.

    Tillämpa b; samt värdera c.".
    """
    fewest = 2 if state.sentences else 1  # in running text a semicolon may also join two sentences
    if not state.enumerates and (text.count(";") < fewest or ".." in text):
        return []
    lead, rest = split_lead_in(text)
    if not lead and not state.enumerates:
        return []
    able = _BE_ABLE.match(rest) if lead else None
    if able:
        lead, rest = f"{lead} {able[0].rstrip(' :')}", rest[able.end() :]
    pieces = [_CONJUNCTION.sub("", piece.strip()) for piece in rest.split(";") if piece.strip()]
    if any(len(piece.split()) < 2 or len(split_prose(piece)) > 1 for piece in pieces):
        return []
    state.lead_in, state.enumerates = lead or state.lead_in, text.endswith(";")
    return [
        RawOutcome(piece, state.lead_in, state.form, state.module, paragraph.first.page) for piece in pieces
    ]


def _running(text: str, lead: bool, state: _State, paragraph: Paragraph, listed: bool) -> list[RawOutcome]:
    """Outcomes of a paragraph without bullet.

    An item of a list set without bullets, or sentences of running text.
    """
    if is_afterword(text) or _CREDIT_LINE.match(text):
        return []
    made: list[RawOutcome] = []
    if state.lead_in and not lead:
        pieces = split_inline(text)
        return [
            RawOutcome(piece, state.lead_in, state.form, state.module, paragraph.first.page)
            for piece in pieces
            if _is_outcome(piece)
        ]
    pieces = split_inline(text)
    if len(pieces) > 1 and is_lead_in(pieces[0]):
        state.lead_in = pieces[0]
        return [
            RawOutcome(piece, pieces[0], state.form, state.module, paragraph.first.page)
            for piece in pieces[1:]
            if _is_outcome(piece)
        ]
    for sentence in _SENTENCE.split(text):
        marker, sentence_text = split_marker(sentence)
        if is_lead_in(sentence_text):
            lead_text, rest = split_lead_in(sentence_text)
            if lead_text and _is_outcome(rest) and len(rest.split()) >= 2:
                whole = (rest, lead_text) if listed else (sentence_text, "")
                made.append(RawOutcome(*whole, state.form, state.module, paragraph.first.page))
            elif not listed and len(sentence_text.split()) >= 4 and not is_open(sentence_text):
                made.append(RawOutcome(sentence_text, "", state.form, state.module, paragraph.first.page))
        elif made or marker or (state.running and not listed):
            made.append(
                RawOutcome(sentence_text, state.lead_in, state.form, state.module, paragraph.first.page)
            )
    return [item for item in made if _is_outcome(item.text)]


def _is_prose(text: str, state: _State, listed: bool) -> bool:
    """Whether a paragraph is running text, and no item of a list that is set without bullets."""
    return not listed and (not state.lead_in or (text[:1].isupper() and text.endswith((".", "!"))))


def _prose(text: str, lead: bool, state: _State, paragraph: Paragraph, listed: bool) -> list[RawOutcome]:
    """Outcomes of a paragraph in which every sentence is one, but for those on what is taught."""
    pieces = split_inline(text)
    if len(pieces) > 1 and is_lead_in(pieces[0]) and is_open(pieces[0]):
        return [
            RawOutcome(piece, pieces[0], state.form, state.module, paragraph.first.page)
            for piece in pieces[1:]
            if _is_outcome(piece)
        ]
    sentences = [
        without_label(piece)
        for sentence in split_prose(text)
        for piece in split_dashes(sentence)
        if not is_teaching(piece) and not piece.endswith(":")
    ]
    if state.mixed:
        sentences = [sentence for sentence in sentences if names_ability(sentence)]
    return [
        RawOutcome(piece, "", state.form, state.module, paragraph.first.page)
        for piece in sentences
        if _is_outcome(piece)
    ]


def _beside_sentences(paragraph: Paragraph, state: _State) -> list[RawOutcome]:
    """Outcomes of a paragraph beside a list: whole sentences that speak of the student."""
    sentences = [
        sentence
        for sentence in split_prose(paragraph.text)
        if sentence.endswith(".") and is_lead_in(sentence) and not is_teaching(sentence)
    ]
    return [
        RawOutcome(sentence, "", state.form, state.module, paragraph.first.page) for sentence in sentences
    ]


def _without_aims(found: list[RawOutcome], aims: set[int]) -> list[RawOutcome]:
    """Leave out sentences on the overall aim where the section has outcomes besides them."""
    return (
        [item for position, item in enumerate(found) if position not in aims]
        if len(aims) < len(found)
        else found
    )
