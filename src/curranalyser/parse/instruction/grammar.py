"""The grammar of what is said of the language of instruction (languages/CODE.toml), as patterns."""

import re
from functools import lru_cache
from typing import NamedTuple

from curranalyser.languages import Instruction, InstructionFrame, languages

# Lists of languages in a sentence are put as one character each, counted from here (see `mark`): private use,
# so that no document has them.
FIRST_MARK = 0xE000
# Lists of languages in one sentence: a bound, far above what is written.
MOST_MARKS = 64
MARKS = f"{chr(FIRST_MARK)}-{chr(FIRST_MARK + MOST_MARKS)}"
# Characters between a subject, its verb and a language: further apart they do not belong together.
_GAP, _SECOND_GAP = 160, 90
_NO_NEED = frozenset({"{x}", "{gap}", "{gap2}", "{n}"})
# A slot that is not left to choice, with the language straight behind it if it is; and what opens, closes or
# parts a group.
_NEED = re.compile(r"\\.|\{\w+\}(?: \{x\})?(?![?*])|[()\[\]|]")
_SLOT = re.compile(r"\{(\w+)\}")


class Frame(NamedTuple):
    """A wording with its pattern, and the slots without which it does not fit, as forms."""

    data: InstructionFrame
    form: re.Pattern[str]
    needs: tuple[str, ...]


class Grammar:
    """The patterns of one language, each compiled when it is first asked for."""

    def __init__(self, data: Instruction) -> None:
        self._words = data.words
        self._compiled: dict[str, re.Pattern[str]] = {}
        self.frames: dict[str, list[Frame]] = {}
        for data_of in data.frames:
            frame = Frame(data_of, self.compiled(data_of.form), _needs(data_of.form))
            self.frames.setdefault(data_of.reads, []).append(frame)

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return what finds any entry of a list of words, as whole words."""
        return self.compiled(rf"\b{{{name}}}")

    def compiled(self, form: str) -> re.Pattern[str]:
        """Return a pattern put together from lists of words, whose names stand between braces."""
        found = self._compiled.get(form)
        if found is None:
            found = self._compiled[form] = re.compile(_SLOT.sub(lambda slot: self._slot(slot[1]), form))
        return found

    def _slot(self, name: str) -> str:
        subjects = self._any_of("whole", "lectures", "part")
        made = {
            "x": f"[{MARKS}]",
            "s": rf"(?P<subject>\b{subjects})",
            "s2": subjects,
            "gap": rf"(?P<gap>[^{MARKS};:]{{0,{_GAP}}}?)",
            "gap2": rf"[^{MARKS};]{{0,{_SECOND_GAP}}}?",
            "n": r"(?:[\w-]+ ){0,3}?",
            "marks": MARKS,
        }
        return made.get(name) or self._any_of(name)

    def _any_of(self, *names: str) -> str:
        entries = [entry for name in names for entry in self._words.get(name, ())]
        return rf"(?:{'|'.join(entries) or '(?!)'})(?!\w)"


def _needs(form: str) -> tuple[str, ...]:
    """Return the slots of a form that stand outside its groups; none where it has alternatives."""
    needs, depth = [], 0
    for piece in _NEED.findall(form):
        depth += (piece in "([") - (piece in ")]")
        if piece == "|" and not depth:
            return ()
        if piece[0] == "{" and not depth and piece not in _NO_NEED:
            needs.append(piece)
    return tuple(needs)


@lru_cache(maxsize=1)
def grammars() -> dict[str, Grammar]:
    """Return the grammars by the code of their language, in the order of the languages."""
    return {
        language.code: Grammar(language.instruction) for language in languages() if language.instruction.words
    }


@lru_cache(maxsize=32)
def entries_of(*names: str) -> tuple[str, ...]:
    """Return the entries of lists of words of all languages, each once."""
    entries = (
        entry
        for language in languages()
        for name in names
        for entry in language.instruction.words.get(name, ())
    )
    return tuple(dict.fromkeys(entries))


def every_word(*names: str) -> str:
    """Return a pattern of the entries of lists of words of all languages."""
    return f"(?:{'|'.join(entries_of(*names)) or '(?!)'})"
