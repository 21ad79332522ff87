"""Findings → where they stand in the text that the syllabi were read from."""

from collections.abc import Sequence

from curranalyser.check.draft import Checked
from curranalyser.check.finding import Finding
from curranalyser.check.passages import Passage, Passages


def is_about_the_whole(finding: Finding, checked: Checked) -> bool:
    """Whether a finding is about the syllabus as a whole, such as a part that is missing: it has no place."""
    return finding.outcome is None and not finding.spans and finding.text == checked.title


def places_in(text: str, found: Sequence[tuple[Checked, Sequence[Finding]]]) -> list[list[Passage | None]]:
    """Return where each finding stands.

    Args:
        text: that the syllabi were read from, or that was made of their document.
        found: the syllabi in their order with what was found in each.

    Returns:
        For each syllabus the place of each of its findings, with the words that decided. None for what is
        about the whole, and for what does not stand in the text as it was read. Of outcomes that say the same
        each has its own place.
    """
    passages = Passages(text)
    outcomes = [(outcome.text, ()) for checked, _ in found for outcome in checked.syllabus.outcomes]
    places = passages.find_in_order(outcomes)
    taken = tuple((place.start, place.end) for place in places if place is not None)
    result: list[list[Passage | None]] = []
    begin = seen = 0
    for checked, findings in found:
        own = checked.syllabus.outcomes
        of_outcome = dict(zip((item.id for item in own), places[seen : seen + len(own)], strict=True))
        texts = {item.id: item.text for item in own}
        title = passages.find(checked.title, behind=begin) if begin else None
        region = title.start if title else begin
        result.append([])
        for item in findings:
            place = of_outcome.get(item.outcome or "")
            if is_about_the_whole(item, checked):
                result[-1].append(None)
            elif place is not None and item.text == texts[item.outcome or ""]:
                result[-1].append(passages.find(item.text, item.spans, place.start))
            else:
                result[-1].append(passages.find(item.text, item.spans, region, apart=taken))
        seen += len(own)
        begin = max((place.end for place in of_outcome.values() if place is not None), default=begin)
    return result
