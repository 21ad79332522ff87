"""The patterns by which the language of instruction is found."""

import ast
import inspect

from curranalyser.parse.instruction import find as instruction
from curranalyser.parse.instruction import teaching_language
from curranalyser.parse.instruction import words as instruction_words


def test_every_pattern_can_be_compiled_and_is_used() -> None:
    patterns = instruction_words.composed()
    sources = patterns._sources  # type: ignore[attr-defined]
    assert all(patterns[name].pattern == source for name, source in sources.items())
    used = {
        node.value
        for module in (instruction, teaching_language)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(sources) <= used
