"""Lines of outcomes without a heading and without a lead-in, as somebody writes them down to try them."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from curranalyser.datamodel import Document, LearningOutcome, SourceFile, Syllabus, TextBlock, lines_of
from curranalyser.errors import DocumentError
from curranalyser.parse import parse_document
from curranalyser.read import read_document
from curranalyser.settings import Settings
from curranalyser.verbs import VerbTable, leading_verb, nominal_start, unexaminable, verb_table

# The share of a text, in letters, that must be outcomes. A README or a letter has one now and then.
_MOST = 2 / 3
# Characters of a line at which programs break it, at least.
_NARROWEST = 60
_MARKED = re.compile(r"[^\w\s]|(?:\d{1,2}|[a-zA-Z])[.)]\s")
_LETTER = re.compile(r"[^\W\d_]")
# A draft of outcomes alone is short; beyond so many characters or lines a text is something else. All
# outcomes of any one of some hundred real syllabi have 6,700 characters at most; the lines were chosen.
_LONGEST = 20_000
_MOST_LINES = 200


@lru_cache(maxsize=1)
def _leads() -> dict[str, str]:
    raw = tomllib.loads((resources.files("curranalyser.check") / "bare.toml").read_text(encoding="utf-8"))
    return {language: f"{words['heading']}\n\n{words['lead_in']}:\n\n" for language, words in raw.items()}


def bare_outcomes(document: Document, settings: Settings) -> tuple[Syllabus, ...]:
    """Read a document in which no outcomes were found as a list of them.

    Args:
        document: as read.
        settings: limits.

    Returns:
        One syllabus with outcomes and nothing else, where most of its text is lines that begin as outcomes do
        in a language that has a table of verbs; else none. Their lead-in is empty: none was given.
    """
    lines = [line.text for line in lines_of(document.blocks)]
    text = "\n".join(lines)
    if not lines or len(lines) > _MOST_LINES or len(text) > _LONGEST:
        return ()
    best: tuple[float, tuple[Syllabus, ...]] = (0.0, ())
    for language, lead in _leads().items():
        try:
            items = "\n".join(_items(document, language))
            read = read_document(f"{lead}{items}\n".encode(), SourceFile("bare.txt", "", 0), settings)
            syllabi = parse_document(read, keep_repeated=True)
        except DocumentError:
            continue
        if len(syllabi) == 1:
            share = _share(syllabi[0].outcomes, text, language)
            if share >= _MOST and share > best[0]:
                best = (share, (_bare(syllabi[0], language),))
    return best[1]


def _items(document: Document, language: str) -> Iterator[str]:
    """Yield the lines of a document, those that begin an item with the mark of one.

    Every line does but one that goes on with the line before in its paragraph. What the format calls a
    heading is none: "# Read me" begins with a verb too.
    """
    for block in document.blocks:
        if isinstance(block, TextBlock) and block.heading is not None:
            continue
        before = ""
        for line in lines_of((block,)):
            begins = not (before and _goes_on(before, line.text, language))
            yield line.text if not begins or _MARKED.match(line.text) else f"- {line.text}"
            before = line.text


def _goes_on(before: str, text: str, language: str) -> bool:
    """Whether a line goes on with the one before: that one is full or ends in "and", no verb begins this."""
    table = verb_table(language)
    if table is None or _begins(text, table):
        return False
    word = text.split(maxsplit=1)[0]
    full = len(before) + len(word) >= _NARROWEST
    return full or before.rsplit(maxsplit=1)[-1].lower() in table.joins


def _begins(text: str, table: VerbTable) -> bool:
    """Whether a text begins with a verb, or with what stands for one, in its first word."""
    found = leading_verb(text, table)
    vague = unexaminable(text, table)
    nominal = nominal_start(text, "", table)
    return 0 in (found and found.start, vague and vague[0], nominal and nominal[0])


def _share(outcomes: Sequence[LearningOutcome], text: str, language: str) -> float:
    """Return the share of a text that is in outcomes which begin as outcomes do."""
    table = verb_table(language)
    letters = len(_LETTER.findall(text))
    if table is None or not letters:
        return 0.0
    begun = (
        item.text
        for item in outcomes
        if leading_verb(item.text, table) is not None
        or unexaminable(item.text, table) is not None
        or nominal_start(item.text, "", table) is not None
    )
    return sum(len(_LETTER.findall(item)) for item in begun) / letters


def _bare(syllabus: Syllabus, language: str) -> Syllabus:
    outcomes = tuple(replace(item, lead_in="", language=language, page=1) for item in syllabus.outcomes)
    return replace(syllabus, outcomes=outcomes, language=language, notes=())
