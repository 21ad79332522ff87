"""Inflected forms of the words that cues name, from simplemma's dictionaries.

They are collected once, when a model is trained.

Loading those dictionaries takes most of a second, so a trained model carries the few thousand forms it needs.
"""

from collections.abc import Iterable

LemmaTable = dict[str, list[str]]


def build_lemmas(words: Iterable[str], lang: str) -> LemmaTable:
    """Collect the inflected forms of some words.

    Args:
        words: base forms in small letters.
        lang: ISO 639-1 code; a language simplemma does not know gives an empty table.

    Returns:
        form in small letters to its base forms.
    """
    wanted = set(words)
    if not wanted:  # a scheme of one's own may have no cues: its training need not look through a dictionary
        return {}
    from simplemma.strategies import DefaultDictionaryFactory  # noqa: PLC0415 - slow, and only training needs it

    try:
        dictionary = DefaultDictionaryFactory().get_dictionary(lang)
    except ValueError:
        return {}
    table: LemmaTable = {}
    for form in dictionary:
        word = form.decode("utf-8") if isinstance(form, bytes) else str(form)
        lemma = dictionary[form]
        base = lemma.decode("utf-8") if isinstance(lemma, bytes) else str(lemma)
        if base in wanted and word.lower() != base:
            entries = table.setdefault(word.lower(), [])
            if base not in entries:
                entries.append(base)
    return {form: sorted(bases) for form, bases in sorted(table.items())}


# Letters of a word, more than which its -s may be that of a genitive.
_SHORTEST_GENITIVE = 3


def lemmas_of(word: str, table: LemmaTable) -> tuple[str, ...]:
    """Return the base forms of a word in small letters.

    Its own and, for a genitive that the dictionary lacks, those of the word without -s.
    """
    found = table.get(word, [])
    if word.endswith("s") and len(word) > _SHORTEST_GENITIVE:
        found = [*found, word[:-1], *table.get(word[:-1], [])]
    return tuple(found)
