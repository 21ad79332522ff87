"""What is loaded when it is first met, met before processes are forked: they share it then."""

from collections.abc import Collection

from curranalyser.analyse import analyse_syllabus
from curranalyser.classify import Classifier
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, read_document
from curranalyser.read.endings import WORD_ENDINGS
from curranalyser.read.word_package import load_library
from curranalyser.settings import Settings

# Words and patterns are loaded when they are first met: here they are met.
SYLLABI = (
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


def meet(classifier: Classifier) -> None:
    """Read, understand and label two syllabi of our own."""
    for text in SYLLABI:
        data = text.encode()
        for syllabus in parse_document(read_document(data, describe_source(data, "example.txt"), Settings())):
            analyse_syllabus(syllabus, classifier)


def load_readers(endings: Collection[str]) -> None:
    """Load what reads files whose names have these endings, in small letters. No file is touched."""
    if ".pdf" in endings:
        import curranalyser.read.fastpath  # noqa: F401, PLC0415 slow to import
    if WORD_ENDINGS & set(endings):
        load_library()
