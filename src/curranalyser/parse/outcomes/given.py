"""Outcomes that stand alone, in a cell or in a field, and not in a section of a document."""

import re
from collections import Counter

from curranalyser.datamodel import UNDETERMINED, LearningOutcome, Omission, OmissionKind
from curranalyser.languages import any_of
from curranalyser.parse.outcomes.extract import RawOutcome, extract_outcomes, number_of
from curranalyser.parse.outcomes.omitted import omissions_of
from curranalyser.parse.page.flattened import restore_lines
from curranalyser.parse.page.paragraphs import Lexicon
from curranalyser.parse.page.style import Style

# What stands where there is nothing to say.
PLACEHOLDER = re.compile(rf"\W*{any_of(lambda words: words.no_value)}\W*\Z", re.IGNORECASE)
_BODY = Style(10.0, False)


def split_outcomes(text: str) -> list[RawOutcome]:
    """Find the outcomes in the text of a cell by the grammar of an outcome section; line breaks may be lost.

    A cell that shows no sign of a list and no lead-in is taken line by line: its column says that it holds
    outcomes.
    """
    if PLACEHOLDER.match(text):
        return []
    lexicon = Lexicon(())
    return extract_outcomes(restore_lines(text), _BODY, lexicon) or extract_outcomes(
        restore_lines(text, everything=True), _BODY, lexicon
    )


def numbered_outcomes(
    found: list[tuple[RawOutcome, str | None]],
) -> tuple[tuple[LearningOutcome, ...], tuple[Omission, ...]]:
    """Give outcomes their ids, each text of a language and module once; tell which stand there again.

    Args:
        found: outcomes, each with its ISO 639-1 code or None, in order.
    """
    counted: Counter[str | None] = Counter()
    seen: set[tuple[str | None, str, str]] = set()
    result = []
    repeated = []
    for item, language in found:
        key = (language, re.sub(r"\W+", "", item.text.lower()), item.module or "")
        if key in seen:
            repeated.append(item)
            continue
        seen.add(key)
        counted[language] += 1
        outcome = LearningOutcome(
            id=f"{language or UNDETERMINED}-{counted[language]}",
            text=item.text,
            lead_in=item.lead_in,
            knowledge_form=item.knowledge_form,
            module=item.module,
            page=1,
            language=language,
            number=number_of(item.number),
        )
        result.append(outcome)
    return tuple(result), omissions_of(OmissionKind.REPEATED, repeated, paged=False)
