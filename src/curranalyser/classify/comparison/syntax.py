"""What depends on what in a text, where the user's pipeline has a parser."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curranalyser.classify.nlp import Doc

# Relations, in the schemes of Universal Dependencies and of ClearNLP, by which a clause says something beside
# its head: of a noun, of a circumstance, or loosely. What a verb has as its object or subject is no such
# clause: in "compare how schools are run in Norway and Chile" the names are what is compared.
_BESIDE = frozenset({"acl", "relcl", "advcl", "parataxis"})


def within_one_clause(doc: "Doc", spans: Iterable[tuple[int, int]]) -> bool:
    """Whether all words of some spans of characters stand in one clause.

    Args:
        doc: parsed.
        spans: start and end of each; the words they touch count.
    """
    words = [
        word
        for start, end in spans
        for word in doc.char_span(start, end, alignment_mode="expand") or ()
        if word.text[0].isalnum()
    ]
    return len({_clause(word) for word in words}) <= 1


def _clause(word: Any) -> int:  # noqa: ANN401 a token of spaCy's
    """Return the number of the word at the head of the clause in which a word stands."""
    while word.head.i != word.i and word.dep_.partition(":")[0] not in _BESIDE:
        word = word.head
    return int(word.i)
