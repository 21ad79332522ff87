"""The grammar of what is said of the language of instruction (languages/CODE.toml), as patterns."""

import re
from functools import cached_property, lru_cache

from curranalyser.languages import Instruction, InstructionFrame, languages

# Lists of languages in a sentence are put as one character each, counted from here (see `mark`): private use,
# so that no document has them.
FIRST_MARK = 0xE000
MOST_MARKS = 64
MARKS = f"{chr(FIRST_MARK)}-{chr(FIRST_MARK + MOST_MARKS)}"
# Characters between a subject, its verb and a language: further apart they do not belong together.
_GAP, _SECOND_GAP = 160, 90
_ANY = r"\w*"
_SLOT = re.compile(r"\{(\w+)\}")


class Grammar:
    """The patterns of one language, each compiled when it is first asked for."""

    def __init__(self, code: str, data: Instruction) -> None:
        self.code = code
        self._data = data
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._filled_forms: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Return what finds any entry of a list of words, as whole words."""
        found = self._compiled.get(name)
        if found is None:
            found = self._compiled[name] = re.compile(rf"{self._found_by_its_end(name)}(?!\w)")
        return found

    def compiled(self, form: str) -> re.Pattern[str]:
        """Return a pattern put together from lists of words, whose names stand between braces."""
        found = self._filled_forms.get(form)
        if found is None:
            found = self._filled_forms[form] = re.compile(self._filled(form))
        return found

    @cached_property
    def frames(self) -> dict[str, tuple[tuple[InstructionFrame, re.Pattern[str]], ...]]:
        """The wordings by what they read."""
        frames: dict[str, tuple[tuple[InstructionFrame, re.Pattern[str]], ...]] = {}
        for frame in self._data.frames:
            pair = (frame, re.compile(self._filled(frame.form)))
            frames[frame.reads] = (*frames.get(frame.reads, ()), pair)
        return frames

    def _any_of(self, *names: str) -> str:
        entries = [entry for name in names for entry in self._data.words.get(name, ())]
        return "(?:" + "|".join(entries) + ")" if entries else "(?!)"

    def _found_by_its_end(self, *names: str) -> str:
        """Return what finds a word; one that is told by its end is found from there, much cheaper."""
        entries = [entry for name in names for entry in self._data.words.get(name, ())]
        ends = [entry.removeprefix(_ANY) for entry in entries if entry.startswith(_ANY)]
        whole = [
            rf"\b(?:{'|'.join(rest)})" for rest in [[e for e in entries if not e.startswith(_ANY)]] if rest
        ]
        return "(?:" + "|".join([*whole, *ends]) + ")" if entries else "(?!)"

    def _filled(self, form: str) -> str:
        return _SLOT.sub(lambda slot: self._slot(slot[1]), form)

    def _slot(self, name: str) -> str:
        subjects = ("whole", "lectures", "part")
        made = {
            "x": f"[{MARKS}]",
            "s": rf"(?P<subject>{self._found_by_its_end(*subjects)}(?!\w))",
            "s2": self._any_of(*subjects),
            "gap": rf"(?P<gap>[^{MARKS};]{{0,{_GAP}}}?)",
            "gap2": rf"[^{MARKS};]{{0,{_SECOND_GAP}}}?",
            "n": r"(?:[\w-]+ ){0,3}?",
        }
        return made.get(name) or (MARKS if name == "marks" else rf"{self._any_of(name)}(?!\w)")


@lru_cache(maxsize=1)
def grammars() -> dict[str, Grammar]:
    """Return the grammars by the code of their language, in the order of the languages."""
    return {
        language.code: Grammar(language.code, language.instruction)
        for language in languages()
        if language.instruction.words
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
