"""A606: places of a draft where something has still to be written, in any part of it."""

import re
from collections.abc import Iterator

from curranalyser.check.alignment_words import item_mark, placeholder_words
from curranalyser.check.finding import Finding
from curranalyser.check.report import Subject
from curranalyser.datamodel import Line, SectionKind
from curranalyser.parse.words.asides import is_placeholder

# What stands between the name of a field and its value.
_FIELD = re.compile(r"^[^:\[<{]{1,60}[:\t]\s*(?P<value>\S.*)$")
_BRACKETED = re.compile(r"(?P<open>[\[<{«]{1,2})\s*(?P<inner>[^\[\]<>{}»]{1,120}?)\s*[\]>}»]{1,2}")
_ONLY_BRACKETS = re.compile(rf"^\W{{0,3}}{_BRACKETED.pattern}\W{{0,3}}$")
_ONLY_PARENTHESES = re.compile(r"^\W{0,3}\((?P<inner>[^()]{1,120})\)\W{0,3}$")
_LETTER = re.compile(r"[^\W\d_]")
# Signs that stand for words to come: "xxx", "???", "____", dots on a line of their own.
_SIGNS = re.compile(r"(?<!\w)x{3,}(?!\w)|\?{3,}|(?<!\S)\?{2}|_{4,}", re.IGNORECASE)
_ONLY_SIGNS = re.compile(r"^\W{0,3}(?:…|\.{3,}|_{2,}|x{2,})\W{0,2}$", re.IGNORECASE)
# Where a sentence begins, with a capital.
_SENTENCE = re.compile(r"(?:^\W{0,3}(?:\w{1,3}[.)]\s+)?|(?<=[.!?:])\s+)(?P<first>[^\W\d_])")
# Words of a whole line in brackets that is a template's; a longer one is a remark.
_LONGEST_NAME = 12
# Books and links have signs and brackets of their own.
_LEFT_ALONE = (SectionKind.LITERATURE, SectionKind.LAW)


def check_placeholders(subject: Subject) -> Iterator[Finding]:
    """Yield A606 for each line, heading and title in which something has still to be written."""
    told: set[tuple[int, str]] = set()
    for line in _lines(subject):
        span = placeholder_in(line.text)
        if span is not None and (line.page, line.text) not in told:
            told.add((line.page, line.text))
            mark = item_mark(line.text)
            start, end = span
            yield subject.finding(
                "A606",
                line.text[mark:],
                line.page,
                spans=((start - mark, end - mark),),
                words=line.text[start:end].strip(),
            )


def _lines(subject: Subject) -> Iterator[Line]:
    page = subject.checked.syllabus.pages[0]
    for section in subject.checked.syllabus.sections:
        page = section.lines[0].page if section.lines else page
        if section.kind not in _LEFT_ALONE:
            if section.heading:
                yield Line(section.heading, page)
            yield from section.lines


def placeholder_in(text: str) -> tuple[int, int] | None:
    """Return the span of what a line has where something has still to be written, or None."""
    begin = item_mark(text)
    field = _FIELD.match(text, begin)
    for start in (begin, field.start("value") if field else begin):
        rest = text[start:].strip()
        if rest and (is_placeholder(rest) or _ONLY_SIGNS.match(rest) or _is_template(rest)):
            return start, len(text)
    words = placeholder_words()
    for pattern in (_SIGNS, words.anywhere):
        match = pattern.search(text)
        if match is not None and match.start() >= begin:
            return match.span()
    for sentence in _SENTENCE.finditer(text):
        start = sentence.start("first")
        if text[start].isupper() and words.first.match(text, start):
            return start, len(text)
    for match in _BRACKETED.finditer(text):
        inner = match["inner"]
        # "<title>" is an element of a page; a template has "<course title>".
        if match["open"] == "<" and " " not in inner:
            continue
        if words.named.match(inner) or is_placeholder(f"[{inner}]"):
            return match.span()
    return None


def _is_template(text: str) -> bool:
    """Whether a text is nothing but a few words in brackets."""
    aside = _ONLY_PARENTHESES.match(text)
    if aside is not None and is_placeholder(f"[{aside['inner']}]"):
        return True
    match = _ONLY_BRACKETS.match(text)
    if match is None or len(match["inner"].split()) > _LONGEST_NAME:
        return False
    if match["open"] == "<" and " " not in match["inner"]:
        return False  # "<title>" is an element of a page
    # A mark of a source, as "[3]", and a sign in brackets are none.
    return _LETTER.search(match["inner"]) is not None and len(match["inner"]) > 2
