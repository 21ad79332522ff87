"""Texts cut into tokens as the labeller cuts them."""

from functools import lru_cache

from curranalyser.classify.nlp import blank, make_doc
from curranalyser.classify.tokens import Token, tokens_of

_blank = lru_cache(blank)


def cut(text: str, language: str) -> list[Token]:
    """The tokens in which cues count."""
    return tokens_of(make_doc(_blank(language), text))
