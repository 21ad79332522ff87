"""What was found and is not among the outcomes: said, so that nothing given disappears."""

from collections.abc import Sequence

from curranalyser.datamodel import Omission, OmissionKind
from curranalyser.parse.outcomes.extract import RawOutcome

# Outcomes, parts or rows that a note quotes; the others are counted.
OMISSIONS_QUOTED = 5


def omissions_of(kind: OmissionKind, items: Sequence[RawOutcome], paged: bool = True) -> tuple[Omission, ...]:
    """Return the note on outcomes that are left out, or nothing where there are none.

    Args:
        kind: why they are.
        items: the outcomes; one that comes again is counted once.
        paged: whether the document has pages.
    """
    if not items:
        return ()
    texts = tuple({item.text.casefold(): item.text for item in reversed(items)}.values())[::-1]
    return (
        Omission(
            kind=kind, count=len(texts), texts=texts[:OMISSIONS_QUOTED], page=items[0].page if paged else None
        ),
    )
