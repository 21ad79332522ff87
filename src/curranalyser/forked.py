"""Imported by the process that workers are forked from, and by no other.

What they all need is loaded there once, and they share it.

A worker is ready at once then, also one that takes the place of a killed one.
"""

import gc
from contextlib import suppress

import curranalyser.read.fastpath  # noqa: F401 what the reader of PDFs needs
from curranalyser.analyse import analyse_syllabus
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings
from curranalyser.workers import load_for

# Words and patterns are loaded when they are first met: here they are met.
_SYLLABI = (
    """Kursplan
Exempelkurs, 7,5 högskolepoäng
Kurskod: AB1234
Utbildningsnivå: Grundnivå
Gäller från: 2026-08-31

Lärandemål
Efter avslutad kurs ska studenten kunna
- beskriva grunderna i ämnet och hur de hänger samman i Sverige och i andra länder

Innehåll
Kursen behandlar ämnets grunder. Undervisningen består av föreläsningar och kan vid behov ges på engelska.

Undervisningsspråk
Undervisningen bedrivs normalt på svenska, men undervisning på engelska kan förekomma.
""",
    """Course syllabus
Sample course, 7.5 credits
Course code: AB1235
Level: First cycle

Learning outcomes
On completion of the course the student should be able to
- describe the foundations of the subject and how they belong together in Sweden and in other countries

Content
The course treats the foundations of the subject. Teaching consists of lectures and may be given in English.

Language of instruction
The course is taught in English, but teaching in Swedish may occur.
""",
)


def _meet() -> None:
    settings = Settings()
    classifier = load_for(settings)
    for text in _SYLLABI:
        data = text.encode()
        for syllabus in parse_document(read_document(data, describe_source(data, "example.txt"), settings)):
            analyse_syllabus(syllabus, classifier)


with suppress(
    Exception
):  # a model that is missing or altered: each worker finds that out for itself, and tells
    _meet()
gc.freeze()  # what is here now stays: the collector need not look through it again and again
