"""Outcomes in whole sentences, as module handbooks have them.

A cell of running text → its sentences, without those on what is taught.
"""

import re
from dataclasses import replace

from curranalyser.languages import any_of, every
from curranalyser.parse.page.paragraphs import Lexicon, Paragraph, join_texts
from curranalyser.parse.page.sentences import SENTENCE_END, ends_with_abbreviation
from curranalyser.parse.words.headings import knowledge_form
from curranalyser.parse.words.leadin import is_lead_in
from curranalyser.parse.words.wordings import wordings

# What is said of measuring was measured on some 400 real files.
# Characters of a label before a sentence: up to 140 the files are read alike, with 60 one handbook otherwise.
_LONGEST_LABEL = 90
# Times the type size from one line of a sentence to the next: up to 2.0 alike, with 1.3 one handbook
# otherwise.
_NEAR = 1.6
# Share of the width that a line fills with which a sentence goes on: 0.4 to 0.75 alike.
_NEARLY_FULL = 0.6
# Times the type size: paragraphs of one sentence began up to 1.94 apart, others 3.2 and more.
_SAME_EDGE = 2.0
_END = re.compile(r"(?<=[.!?])[“”\"’)]?\s+(?=[\"„“»(]?[^\W\d_a-zà-öø-ÿ])")
# Behind "und" a hyphen belongs to the word after it: "Regeln und -verfahren".
_NOT_BEHIND = "".join(rf"(?<!\b{word})" for word in every(lambda words: (*words.joins, *words.alternatives)))
_DASHED = re.compile(
    r"(?<=[.;:,])\s{1,4}[-–•]\s{0,4}(?=\w)|"
    rf"(?<=\w){_NOT_BEHIND}\s{{1,4}}-\s{{0,4}}(?=[^\W\d_a-zà-öø-ÿ])|"
    r"\s{0,4}[•●▪]\s{0,4}"
)
# What splits at all has one of these; asking for them first is ten times quicker, and few texts have one.
_MAY_BE_DASHED = re.compile(r"\s[-–]|[•●▪]")
_OFFER = re.compile(rf"^\W*{any_of(lambda words: words.offer)}\b", re.IGNORECASE)
_TOPICS = re.compile(rf"\b{any_of(lambda words: words.topics)}\W*$", re.IGNORECASE)
_OWN_ABILITY = re.compile(rf"\b{any_of(lambda words: words.own_ability)}", re.IGNORECASE)


def split_prose(text: str) -> list[str]:
    """Split running text into its sentences; a stop behind an abbreviation or a single letter ends none."""
    sentences: list[list[str]] = []
    for piece in _END.split(text):
        if sentences and ends_with_abbreviation(sentences[-1][-1]):
            sentences[-1].append(piece)
        else:
            sentences.append([piece])
    return [sentence for parts in sentences if (sentence := " ".join(parts).strip())]


def leads_to_topics(text: str) -> bool:
    """Whether a list behind a paragraph is one of topics.

    The paragraph ends with a sentence on what is taught, or with the word.
    """
    last = (split_prose(text) or [""])[-1]
    return not is_lead_in(last) and (is_teaching(last) or _TOPICS.search(last) is not None)


def split_dashes(text: str) -> list[str]:
    """Split a list that was flattened into one line at its dashes.

    A dash before a small letter is one only behind a stop.
    """
    pieces = _DASHED.split(text) if _MAY_BE_DASHED.search(text) else [text]
    return [stripped for piece in pieces if (stripped := piece.strip())]


def is_teaching(sentence: str) -> bool:
    """Whether a sentence says what the course offers or treats, and of the student no ability."""
    words = wordings()
    if words.remark.search(sentence):
        return True
    if words.taught.search(sentence):
        return not words.ability.search(sentence) and not is_lead_in(sentence)
    if _OFFER.match(sentence):
        return not _OWN_ABILITY.search(sentence)
    return words.teaching.match(sentence) is not None and not words.ability.search(sentence)


def names_ability(text: str) -> bool:
    """Whether a text speaks of the student or of an aim, or ends with being able."""
    words = wordings()
    return (
        is_lead_in(text)
        or words.aim.match(text) is not None
        or (not text.endswith(".") and words.ends_able.search(text) is not None)
    )


def without_label(sentence: str) -> str:
    """Remove what stands before a colon where a sentence follows.

    It is the name of a part of the course, or a lead-in.
    """
    head, colon, rest = sentence.partition(": ")
    if (
        colon
        and len(head) < _LONGEST_LABEL
        and rest[:1].isupper()
        and is_lead_in(head if is_lead_in(head) else rest)
    ):
        return rest
    return sentence


def join_prose(paragraphs: list[Paragraph], lexicon: Lexicon) -> list[Paragraph]:
    """Join paragraphs that are parts of one sentence.

    The first ends within it, with a comma or a word that goes on.
    """
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        previous = joined[-1] if joined else None
        if previous is not None and not paragraph.marker and _goes_on(previous, paragraph):
            lines = (*previous.lines, *paragraph.lines)
            joined[-1] = replace(
                previous, text=join_texts([previous.text, paragraph.text], lexicon), lines=lines
            )
        else:
            joined.append(paragraph)
    return joined


def _goes_on(previous: Paragraph, paragraph: Paragraph) -> bool:
    if (
        previous.text.endswith(SENTENCE_END)
        or knowledge_form(previous.text)
        or knowledge_form(paragraph.text)
        or previous.first.bold != paragraph.first.bold
    ):
        return False
    if {previous.text.partition(" ")[0], paragraph.text.partition(" ")[0]} <= wordings().modals:
        return False  # items of one list, each with its verb
    first, last = paragraph.first, previous.last
    near = first.page != last.page or 0 <= first.top - last.top < _NEAR * first.size
    if not near or abs(first.x0 - last.x0) > _SAME_EDGE * first.size:
        return False
    if (
        paragraph.text[:1].islower()
        or previous.text.endswith(",")
        or previous.text.lower().endswith(wordings().goes_on)
    ):
        return True
    # Running text that was set ragged: the line is nearly full, and a sentence goes on in it.
    return (
        first.gap > 0
        and last.x1 - last.x0 > _NEARLY_FULL * (last.right - last.x0)
        and is_lead_in((split_prose(previous.text) or [""])[-1])
    )
