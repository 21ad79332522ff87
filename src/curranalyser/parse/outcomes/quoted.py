"""Goals that a programme syllabus quotes from the law, told from the programme's own.

A heading or a lead-in may say so (`SectionKind.LAW`, the reader of a section); else the words do. An aim of
the programme's own may resemble a goal of the law, with its subject put in: it stays the programme's own.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from curranalyser.parse.outcomes.extract import RawOutcome
from curranalyser.parse.words.law import law_share
from curranalyser.parse.words.leadin import is_besides_law

# Shares of a goal that are in the words of the law (see `law_share`). What is quoted differs by a word or two
# ("and" before the last of a list); what fills in a subject, or leaves out a half, has less.
_WORD_FOR_WORD = 0.85
# Of an item of a list that is quoted as a whole, fitted to the programme in a few words.
_FITTED = 0.7
# Of what stands among the programme's own aims.
_ALONE = 0.9
# Items word for word that make a list quoted, and the part of it that they are at least.
_LEAST_ITEMS, _MOST_OF_LIST = 3, 0.5
# Words: fewer of them any aim may have in common with the law ("analyse and solve problems").
_LEAST_WORDS = 8
# Goals of a section, and the share that the nearest of them has at least if the section is of the law: every
# descriptor of a degree has goals that all of them share.
_A_LIST, _NEAR = 3, 0.75


def quoted_among(items: Sequence[RawOutcome]) -> tuple[bool, ...]:
    """Tell which outcomes of a programme are goals in the words of the law.

    Args:
        items: outcomes of one section, in order.

    Returns:
        One answer an item. In a list of which the greater part is word for word that of the law, items count
        that are fitted a little; elsewhere only whole sentences of the law do.
    """
    shares = [law_share(item.text) for item in items]
    whole = _is_quoted(shares)
    answers: list[bool] = []
    for _, run in groupby(range(len(items)), lambda position: items[position].lead_in):
        positions = list(run)
        quoted = whole or _is_quoted([shares[position] for position in positions])
        answers += [
            shares[position] >= _FITTED if quoted else _is_sentence_of_law(items[position], shares[position])
            for position in positions
        ]
    return tuple(answers)


def of_law_section(items: Sequence[RawOutcome], named: bool) -> tuple[bool, ...]:
    """Tell which goals under a heading of the law are quoted from it.

    Args:
        items: of the section, in order.
        named: whether the heading names the law itself; "General goals" may also be the programme's own.

    Returns:
        One answer an item. Those under a lead-in such as "besides the national goals" are the programme's
        own, and all are where the heading does not name the law and none is near it.
    """
    near = named or len(items) < _A_LIST or any(law_share(item.text) >= _NEAR for item in items)
    return tuple(near and not is_besides_law(item.lead_in) for item in items)


def part_by(
    items: Sequence[RawOutcome], tell: Callable[[Sequence[RawOutcome]], tuple[bool, ...]]
) -> tuple[tuple[RawOutcome, ...], tuple[RawOutcome, ...]]:
    """Return the programme's own goals, and those that are quoted by what `tell` says of each."""
    answers = tuple(zip(items, tell(items), strict=True))
    return tuple(item for item, quoted in answers if not quoted), tuple(
        item for item, quoted in answers if quoted
    )


def _is_quoted(shares: Sequence[float]) -> bool:
    """Whether a list is quoted as a whole, by the shares of its items."""
    verbatim = sum(share >= _WORD_FOR_WORD for share in shares)
    return verbatim >= _LEAST_ITEMS and verbatim >= _MOST_OF_LIST * len(shares)


def _is_sentence_of_law(item: RawOutcome, share: float) -> bool:
    return share >= _ALONE and len(item.text.split()) >= _LEAST_WORDS
