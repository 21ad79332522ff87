"""The grammar of the language of instruction: every wording reads its example, every entry is needed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from every_case import hold

from curranalyser.datamodel import Section
from curranalyser.evaluate.language import read_cases
from curranalyser.languages import Instruction, InstructionFrame, Language, languages
from curranalyser.parse.instruction import fields, find, grammar, mentions, names, slips
from curranalyser.parse.instruction.find import find_instruction
from curranalyser.parse.instruction.mentions import mark
from curranalyser.parse.instruction.sentence import read_sentence

CASES = read_cases(Path(__file__).parents[1] / "cases" / "instruction")
# Not all languages bring wordings of their own: the rest are read as documents, with the words of these.
WRITTEN_IN = tuple(language.code for language in languages() if language.instruction.frames)
# What is kept between documents and made of the words.
KEPT = (
    grammar.grammars,
    grammar.entries_of,
    mentions._patterns,
    mentions._adjectives,
    mentions._short_names,
    mentions.mark,
    fields._forms,
    fields._plain_labels,
    fields.names_field,
    names.language_names,
    names.known_names,
    slips._words,
    slips._mended,
    find._shapes,
)
LISTS = ("endings", "labels", "weak_labels")
TABLES = ("names", "short")
# What makes a hint decides nothing; test_instruction.py tells what is one.
HINTS = ("exchange",)


@pytest.mark.parametrize("code", WRITTEN_IN)
def test_every_wording_reads_its_example(code: str) -> None:
    def holds(frame: InstructionFrame) -> None:
        marked = mark(frame.example)
        known = grammar.grammars()[code]
        wording = next(item for item in known.frames[frame.reads] if item.data == frame)
        assert wording.form.search(marked.text)
        assert all(known.compiled(need).search(marked.text) for need in wording.needs)
        assert read_sentence(frame.example, "sv", carried=frame.carried, alone=frame.alone)

    frames = next(language for language in languages() if language.code == code).instruction.frames
    hold(frames, holds, lambda frame: f"{frame.name} ({frame.reads})")


def entries(words: Instruction) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        yield from ((table, name) for name in getattr(words, table))
    for table in LISTS:
        yield from ((table, entry) for entry in getattr(words, table))
    for name, found in words.words.items():
        yield from ((name, entry) for entry in found)
    yield from (("frames", frame.form) for frame in words.frames)


def without(words: Instruction, table: str, entry: str) -> Instruction:
    if table == "frames":
        return msgspec.structs.replace(
            words, frames=tuple(item for item in words.frames if item.form != entry)
        )
    if table in TABLES:
        left = {name: code for name, code in getattr(words, table).items() if name != entry}
        return msgspec.structs.replace(words, **{table: left})
    if table in LISTS:
        rest = tuple(item for item in getattr(words, table) if item != entry)
        return msgspec.structs.replace(words, **{table: rest})
    rest = tuple(item for item in words.words[table] if item != entry)
    return msgspec.structs.replace(words, words={**words.words, table: rest})


def text_of(sections: tuple[Section, ...]) -> str:
    return "\n".join(
        text for part in sections for text in (part.heading, *(line.text for line in part.lines))
    ).lower()


TEXTS = [text_of(case.sections) for case in CASES]
ALL = [
    (language.code, table, entry)
    for language in languages()
    for table, entry in entries(language.instruction)
]


@contextmanager
def changed() -> Iterator[list[Language]]:
    """The languages, to be changed; nothing of what is made of their words is kept."""
    current = list(languages())
    with pytest.MonkeyPatch.context() as patch:
        for module in (grammar, mentions, fields, names):
            patch.setattr(module, "languages", lambda: tuple(current))
        for kept in KEPT:
            kept.cache_clear()
        yield current
    for kept in KEPT:
        kept.cache_clear()


def is_needed(code: str, table: str, entry: str) -> bool:
    """Tell whether a case goes wrong without it."""
    with changed() as current:
        place = next(at for at, language in enumerate(current) if language.code == code)
        language = current[place]
        current[place] = msgspec.structs.replace(
            language, instruction=without(language.instruction, table, entry)
        )
        form = re.compile("" if table in ("frames", "endings") else entry.replace("^", "").replace("$", ""))
        for case, text in zip(CASES, TEXTS, strict=True):
            if form.search(text):
                result = find_instruction(case.sections, case.language, case.home)
                expected = case.expected
                if (result.status, set(result.main), set(result.possible)) != (
                    expected.status,
                    set(expected.main),
                    set(expected.possible),
                ):
                    return True
    return False


# The grammar is made anew and read with some five hundred times.
@pytest.mark.slow
@pytest.mark.parametrize("code", sorted({code for code, *_ in ALL}))
def test_every_entry_is_needed(code: str) -> None:
    def holds(entry: tuple[str, str]) -> None:
        assert is_needed(code, *entry), "no case goes wrong without it"

    listed = [(table, entry) for written_in, table, entry in ALL if written_in == code]
    hold((entry for entry in listed if entry[0] not in HINTS), holds, ": ".join)


def test_an_entry_that_no_case_needs_is_told() -> None:
    assert is_needed("sv", "give", "ges")
    assert not is_needed("sv", "give", "the")


def test_the_order_of_documents_changes_nothing() -> None:
    for case in reversed(CASES):
        result = find_instruction(case.sections, case.language, case.home)
        assert (result.status, result.main, result.possible) == (
            case.expected.status,
            case.expected.main,
            case.expected.possible,
        ), case.id


def test_there_are_few_entries() -> None:
    assert len(ALL) <= 500
