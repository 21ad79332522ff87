"""The main fields of study of a course, of which one field of the header may name several."""

import re

# What the small raised figure of a footnote leaves behind a name: "Historia 1 Religionsvetenskap 2".
_RAISED = r"\s*[\u00b9\u00b2\u00b3\u2070-\u2079]+"
_LOWERED = r"\s+\d{1,2}(?=\s*(?:$|[,;/]|\s[A-ZÀ-ÖØ-Þ]))"
_FOOTNOTE = re.compile(rf"(?<=[^\W\d_])(?:{_RAISED}|{_LOWERED})|(?<=\))(?:{_RAISED}|{_LOWERED})")
# Between two names: a semicolon, a slash with room around it, or a comma before a capital letter, for the
# name of one field may hold commas ("Sexuell, reproduktiv och perinatal hälsa").
_BETWEEN = re.compile(r"\s*;\s*|\s+/\s+|,\s+(?=[^\W\d_])")
_MARK = "\x00"
# Characters: what is longer is a text and no list of names.
_LONGEST = 300


def without_footnotes(text: str) -> str:
    """Return the name of a field of study, or of who gives a course, without the marks of footnotes."""
    return " ".join(_FOOTNOTE.sub(" ", text).split())


def main_fields(text: str) -> tuple[str, ...]:
    """Return the main fields that a value of the header names, in order, without marks of footnotes.

    A text too long for a list is returned as it is.
    """
    if len(text) > _LONGEST:
        return (text,)
    found: list[str] = []
    for part in _FOOTNOTE.sub(_MARK, " ".join(text.split())).split(_MARK):
        begin = 0
        for gap in _BETWEEN.finditer(part):
            if "," not in gap[0] or part[gap.end()].isupper():
                found.append(part[begin : gap.start()])
                begin = gap.end()
        found.append(part[begin:])
    names = (name.strip(" ,;/") for name in found)
    return tuple(dict.fromkeys(name for name in names if name))
