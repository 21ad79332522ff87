"""The one door to spaCy: blank pipelines that cut text as cues need it.

spaCy is imported with the first pipeline and not before: most of a second, which reading a syllabus or asking
for help does not pay.
"""

import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc, Span

    __all__ = ["Doc", "Language", "Span", "blank", "make_doc"]

Component = TypeVar("Component")
# spaCy's code for a pipeline that is for no language in particular.
ANY_LANGUAGE = "xx"
TOKENIZER = "curranalyser.Tokenizer.v1"
_COMMAND_LINE = "spacy.cli"
# Characters without a space after which nothing is a word any more: it stays one token. spaCy takes marks off
# a word one by one, and copies the rest each time.
_LONGEST_WORD = 400
# Words whose cutting is remembered; spaCy's own limit, 10,000, is fewer than a corpus has.
_REMEMBERED = 100_000
_SURROGATES = re.compile("[\ud800-\udfff]")


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Import spaCy without its command line.

    The package imports it for one function, `spacy.info`: 350 modules, two fifths of the time. Meanwhile the
    function has a stand-in, which imports the command line when it is called.
    """
    names = (_COMMAND_LINE, f"{_COMMAND_LINE}.info")
    if "spacy" in sys.modules:
        yield
        return

    def info(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 spaCy's own signature
        return importlib.import_module(names[1]).info(*args, **kwargs)

    package, module = (ModuleType(name) for name in names)
    package.__path__ = []
    module.info = info  # type: ignore[attr-defined]
    sys.modules.update({names[0]: package, names[1]: module})
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)


@lru_cache(maxsize=1)
def load_spacy() -> ModuleType:
    """Import spaCy, and register the tokenizer that `blank` names."""
    with _without_command_line():
        spacy = importlib.import_module("spacy")
    spacy.registry.tokenizers(TOKENIZER, func=_tokenizer)
    return spacy


@lru_cache(maxsize=1)
def _rules() -> dict[str, Callable[..., Any]]:
    """Return spaCy's rules for marks at the beginning, at the end and inside of a word.

    Those inside are the Swedish ones for English too: they leave together what hyphens join, and half of what
    English cues name is joined by one (cross-cultural, non-European).
    """
    from spacy.lang.punctuation import TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES  # noqa: PLC0415 see load_spacy
    from spacy.lang.sv.punctuation import TOKENIZER_INFIXES  # noqa: PLC0415
    from spacy.util import (  # noqa: PLC0415
        compile_infix_regex,
        compile_prefix_regex,
        compile_suffix_regex,
    )

    return {
        "prefix_search": compile_prefix_regex(TOKENIZER_PREFIXES).search,
        "suffix_search": compile_suffix_regex(TOKENIZER_SUFFIXES).search,
        "infix_finditer": compile_infix_regex(TOKENIZER_INFIXES).finditer,
    }


def _is_whole(text: str) -> bool:
    """Whether a piece is one token as it stands, which no rule for marks need be asked."""
    return text.isalpha() or len(text) > _LONGEST_WORD


def _tokenizer() -> "Callable[[Language], Tokenizer]":
    """Return what makes spaCy's tokenizer for a language.

    Of a language's exceptions it takes the abbreviations of several letters. The others would cut English
    "id" in two and make marks of a list into faces.
    """

    def create(nlp: "Language") -> "Tokenizer":
        from spacy.tokenizer import Tokenizer  # noqa: PLC0415 see load_spacy

        abbreviations = {
            text: parts
            for text, parts in nlp.Defaults.tokenizer_exceptions.items()
            if text.endswith(".") and len(text) > 2 and len(parts) == 1 and text[0].isalpha()
        }
        return Tokenizer(
            nlp.vocab,
            rules=abbreviations,
            token_match=_is_whole,
            max_cache_size=_REMEMBERED,
            **_rules(),
        )

    return create


def blank(lang: str) -> "Language":
    """Return a pipeline without components for a language.

    Args:
        lang: ISO 639-1 code.
    """
    nlp: Language = load_spacy().blank(lang, config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    from spacy.attrs import LANG  # noqa: PLC0415 see load_spacy

    # What spaCy can tell of a new word (its shape, whether it is a number or a stop word …) takes longer than
    # all the rest, and no cue asks for it.
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters = {LANG: vocab.lex_attr_getters[LANG]}
    # spaCy's limit is for parsers, and no component of ours needs it.
    nlp.max_length = sys.maxsize
    return nlp


def load_without_components(path: Path) -> "Language":
    """Load a pipeline from a folder: its tokenizer and its vocabulary with their vectors, and nothing else.

    Raises what spaCy raises where the folder is no pipeline.
    """
    spacy = load_spacy()
    components = spacy.util.load_config(path / "config.cfg")["nlp"]["pipeline"]
    nlp: Language = spacy.load(path, exclude=components)
    return nlp


def load_pipeline(path: Path) -> "Language":
    """Load a pipeline from a folder with all that it runs. Raises what spaCy raises where it cannot."""
    nlp: Language = load_spacy().load(path)
    # A parser's limit of memory is for books; what is read here is an outcome or a sentence.
    nlp.max_length = sys.maxsize
    return nlp


def plain(lang: str) -> "Language":
    """Return spaCy's own pipeline without components: what others cut texts with.

    Args:
        lang: ISO 639-1 code; of a language that spaCy does not know, the one for any language.
    """
    spacy = load_spacy()
    try:
        nlp: Language = spacy.blank(lang)
    except ImportError:
        nlp = spacy.blank(ANY_LANGUAGE)
    nlp.max_length = sys.maxsize
    return nlp


def extend_docs(name: str, of_span: "Callable[[Span], Any] | None" = None) -> None:
    """Give each document a place for what is known of it, `doc._.<name>`; None where nothing is.

    Args:
        name: of the place. One that others took is left to them as it is.
        of_span: tells of a part of a document what is known of it, as `span._.<name>`.
    """
    load_spacy()
    from spacy.tokens import Doc, Span  # noqa: PLC0415 see load_spacy

    if not Doc.has_extension(name):
        Doc.set_extension(name, default=None)
    if of_span and not Span.has_extension(name):
        Span.set_extension(name, getter=of_span)


def pack_docs(docs: "Iterable[Doc]") -> bytes:
    """Return documents as spaCy's `DocBin`, with all that was set on them."""
    from spacy.tokens import DocBin  # noqa: PLC0415 see load_spacy

    data: bytes = DocBin(store_user_data=True, docs=docs).to_bytes()
    return data


def make_doc(nlp: "Language", text: str) -> "Doc":
    """Cut a text, whatever stands in it. Half a pair of surrogates, which is no character, becomes one."""
    try:
        return nlp.make_doc(text)
    except UnicodeEncodeError:
        return nlp.make_doc(_SURROGATES.sub("\ufffd", text))


def make_span(doc: "Doc", first: int, last: int, names: tuple[int, int, int]) -> "Span":
    """Return tokens as a span.

    Args:
        doc: the text.
        first: the first token.
        last: the token after the last one.
        names: label, kb_id and id, each as the number that spaCy's table of strings gives it.
    """
    from spacy.tokens import Span  # noqa: PLC0415 see load_spacy

    label, kb_id, span_id = names
    return Span(doc, first, last, label=label, kb_id=kb_id, span_id=span_id)


def add_component(nlp: "Language", name: str, make: Callable[[], Component]) -> Component:
    """Put a component at the end of a pipeline.

    Args:
        nlp: the pipeline.
        name: of the component and of its factory.
        make: makes one that is still to be given what it works with.
    """
    if not nlp.has_factory(name):
        nlp.factory(name, func=lambda nlp, name: make())
    return cast(Component, nlp.add_pipe(name))
