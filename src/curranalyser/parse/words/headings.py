"""The table of headings of all languages: which words begin which section, name which field."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from curranalyser.datamodel import KnowledgeForm, SectionKind
from curranalyser.languages import any_of, languages
from curranalyser.parse.words.alternatives import by_first_letter

_SECTION_KEYS = {
    SectionKind.AIM: "aim",
    SectionKind.OUTCOMES: "outcomes",
    SectionKind.CONTENT: "content",
    SectionKind.ENTRY: "entry",
    SectionKind.TEACHING: "teaching",
    SectionKind.ASSESSMENT: "assessment",
    SectionKind.GRADING: "grading",
    SectionKind.LITERATURE: "literature",
    SectionKind.LANGUAGE: "language",
    SectionKind.COURSES: "courses",
    SectionKind.LAW: "law",
    SectionKind.OTHER: "other",
}
_FORM_KEYS = {
    KnowledgeForm.KNOWLEDGE: "knowledge",
    KnowledgeForm.SKILLS: "skills",
    KnowledgeForm.JUDGEMENT: "judgement",
}
_NUMBERING = re.compile(
    r"^(?:§\s*)?(?:\d{1,2}(?:\.\d{1,2})*(?:[.):]\s+(?=\S)|\s+(?=[A-ZÅÄÖ]))|[A-Z][.)]\s+(?=\S)|[IVX]{1,4}[.)]\s+(?=\S))"
)
_LETTER_SPACED = re.compile(r"^(?:\w\s){3,}\w\W*$")
# Pictures that note-taking programs set before a heading.
_FIRST_PICTURE = "\u2600"
_PICTURE = re.compile(r"^(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\u20e3]*\s*)+")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_JOINT = re.compile(rf" ({any_of(lambda words: words.joins)}|&) ")
_TRAIL = " :;.*–-_?!"
# Characters of a heading, of a knowledge form and of a label, beyond which a text is not looked up: 90 and
# 160, 60 and 120, 45 and 90 read the real files alike that were tried.
_LONGEST_HEADING, _LONGEST_FORM, _LONGEST_LABEL = 120, 90, 60
# Names of one heading, "Mål/Objectives/Ziele"; what has more is a list. 2 is the same in the files that were
# tried.
_MOST_PARTS = 3


@dataclass(frozen=True, slots=True)
class HeadingTable:
    """Headings in lower case, looked up by `normalise_heading`.

    Attributes:
        sections: heading → kind of section.
        knowledge_forms: sub-heading → knowledge form.
        fields: label → name of the header field.
        modules: matches the beginning of a module heading.
        first_words: of the keys of `sections`, `knowledge_forms` and `fields`: nearly every line is told from
            a heading by its first word alone.
        any_first_word: of them all.
        outcomes: heading of outcomes → the languages that have it, in the order of the table.
        sentences: the languages that often write outcomes in whole sentences.
        mixed: headings of content and outcomes together.
        second: headings of outcomes that count only where no other section has any.
        course_documents: names of course documents; likewise those of programmes.
        document_beginnings: a line that begins so names a syllabus.
        no_syllabus: finds the name of a document that is no syllabus.
        columns: head of a column in a table of outcomes → what the column holds.
        crosses: words and signs that say in a table that its row and its column belong together.
        no_crosses: words that say that they do not.
    """

    sections: dict[str, SectionKind]
    knowledge_forms: dict[str, KnowledgeForm]
    fields: dict[str, str]
    modules: re.Pattern[str]
    first_words: tuple[frozenset[str], frozenset[str], frozenset[str]]
    any_first_word: frozenset[str]
    outcomes: dict[str, tuple[str, ...]]
    sentences: frozenset[str]
    mixed: frozenset[str]
    second: frozenset[str]
    course_documents: frozenset[str]
    programme_documents: frozenset[str]
    document_beginnings: tuple[str, ...]
    no_syllabus: re.Pattern[str]
    columns: dict[str, str]
    crosses: frozenset[str]
    no_crosses: frozenset[str]


@lru_cache(maxsize=1)
def heading_table() -> HeadingTable:
    """Load the table that comes with the tool."""
    sections: dict[str, SectionKind] = {}
    forms: dict[str, KnowledgeForm] = {}
    fields: dict[str, str] = {}
    columns: dict[str, str] = {}
    outcomes: dict[str, tuple[str, ...]] = {}
    for language in languages():
        for kind, key in _SECTION_KEYS.items():
            for heading in getattr(language.headings, key):
                sections.setdefault(heading, kind)
        for form, key in _FORM_KEYS.items():
            for heading in getattr(language.knowledge_forms, key):
                forms.setdefault(heading, form)
        for field, labels in language.fields.items():
            for label in labels:
                fields.setdefault(label, field)
        for role in ("outcomes", "number", "form", "assessment", "other"):
            for name in getattr(language.columns, role):
                columns.setdefault(name, role)
        for heading in language.headings.mixed:
            sections.setdefault(heading, SectionKind.OUTCOMES)
        for heading in (*language.headings.outcomes, *language.headings.mixed):
            outcomes[heading] = (*outcomes.get(heading, ()), language.code)
    modules = {word for language in languages() for word in language.parts.modules}
    words = "|".join(sorted(map(re.escape, modules), key=lambda word: (-len(word), word)))
    endings = "|".join({ending: "" for language in languages() for ending in language.parts.endings})
    pattern = re.compile(
        rf"^(?:{words})(?:{endings})?"
        r"(?:\s*\d+|\s+[ivx]+\b|\s+(?-i:[A-Z])\b|\s+[a-z]\)|\s*[:–-])",
        re.IGNORECASE,
    )
    others = {name for language in languages() for name in language.documents.no_syllabus}
    return HeadingTable(
        sections=sections,
        knowledge_forms=forms,
        fields=fields,
        modules=pattern,
        first_words=(first_words_of(sections), first_words_of(forms), first_words_of(fields)),
        any_first_word=first_words_of([*sections, *forms, *fields]),
        outcomes=outcomes,
        sentences=frozenset(language.code for language in languages() if language.sentences),
        mixed=frozenset(heading for language in languages() for heading in language.headings.mixed),
        second=frozenset(heading for language in languages() for heading in language.headings.second),
        course_documents=frozenset(name for language in languages() for name in language.documents.course),
        programme_documents=frozenset(
            name for language in languages() for name in language.documents.programme
        ),
        document_beginnings=tuple(name for language in languages() for name in language.documents.beginnings),
        no_syllabus=re.compile(rf"\b(?:{by_first_letter(map(re.escape, sorted(others)))})\b"),
        columns=columns,
        crosses=frozenset(word for language in languages() for word in language.columns.crosses),
        no_crosses=frozenset(word for language in languages() for word in language.columns.no_crosses),
    )


@dataclass(frozen=True, slots=True)
class CodeWords:
    """Words of all languages, in small letters, as `languages.Codes` has them."""

    terms: frozenset[str]
    units: frozenset[str]
    documents: frozenset[str]
    counted: frozenset[str]
    outcome_codes: frozenset[str]
    before: frozenset[str]
    prepositions: frozenset[str]
    names: frozenset[str]
    prose: frozenset[str]


@lru_cache(maxsize=1)
def code_words() -> CodeWords:
    """Return the words of all languages about course codes."""
    return CodeWords(
        *(
            frozenset(word for language in languages() for word in getattr(language.codes, name))
            for name in CodeWords.__slots__
        )
    )


@dataclass(frozen=True, slots=True)
class KindWords:
    """Words, in small letters, that tell a course document from a programme document.

    Attributes:
        course_names, programme_names: what documents call themselves; plurals: the same in the plural, as
            menus have them; either: names that both kinds bear.
        name_pattern: matches any name, the longest first.
        pointers: words before the name of another document.
        course_labels, programme_labels: labels that only one kind has; first_words: theirs.
        degrees: beginnings of programme titles; programme_endings: ends of words in them.
        theses: finds a word of the titles of degree projects, which name a degree and are courses.
        course_sections, programme_sections: headings that only one kind has.
        course_words, programme_words: ends of words in a lead-in for what is passed.
        weekdays: names of weekdays.
    """

    course_names: frozenset[str]
    programme_names: frozenset[str]
    plurals: frozenset[str]
    either: frozenset[str]
    name_pattern: re.Pattern[str]
    pointers: frozenset[str]
    course_labels: frozenset[str]
    programme_labels: frozenset[str]
    first_words: frozenset[str]
    degrees: tuple[str, ...]
    programme_endings: tuple[str, ...]
    theses: re.Pattern[str]
    course_sections: frozenset[str]
    programme_sections: frozenset[str]
    course_words: tuple[str, ...]
    programme_words: tuple[str, ...]
    weekdays: frozenset[str]


@lru_cache(maxsize=1)
def kind_words() -> KindWords:
    """Return the words of all languages about the kind of a document."""

    def words(name: str) -> frozenset[str]:
        return frozenset(word for language in languages() for word in getattr(language.kind, name))

    documents = heading_table()
    course_plurals, programme_plurals = words("course_plurals"), words("programme_plurals")
    course = documents.course_documents | words("course_names") | course_plurals
    programme = documents.programme_documents | words("programme_names") | programme_plurals
    longest_first = sorted(course | programme, key=lambda name: (-len(name), name))
    alternatives = by_first_letter(map(re.escape, longest_first))
    labels = words("course_labels"), words("programme_labels")
    return KindWords(
        course - programme,
        programme,
        course_plurals | programme_plurals,
        words("either"),
        re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"),
        words("pointers"),
        *labels,
        first_words_of(labels[0] | labels[1]),
        tuple(sorted(words("degrees"))),
        tuple(sorted(words("programme_endings"))),
        re.compile(rf"\b(?:{by_first_letter(map(re.escape, sorted(words('theses'))))})"),
        words("course_sections"),
        words("programme_sections"),
        tuple(sorted(words("course_words"))),
        tuple(sorted(words("programme_words"))),
        words("weekdays"),
    )


def first_words_of(keys: Iterable[str]) -> frozenset[str]:
    """Return the first words of headings, for `begins_like_one`."""
    return frozenset(key.partition(" ")[0] for key in keys)


def begins_like_one(text: str, first_words: frozenset[str]) -> bool:
    """Whether the first word of a text is among `first_words`.

    True as well where numbering, punctuation or letter-spacing hides the first word.
    """
    word = text.partition(" ")[0]
    if word.isalpha():  # of most texts
        return word.lower() in first_words or len(word) == 1
    word = word.rstrip(":")
    return len(word) < 2 or not word.isalpha() or word.lower() in first_words


def may_be_known(text: str) -> bool:
    """Whether a text may be a heading, label or knowledge form of the table, as far as its first word tells.

    Quick, and never wrongly False.
    """
    return begins_like_one(text, heading_table().any_first_word)


def is_document_name(text: str) -> bool:
    """Whether a text is what course or programme syllabi call themselves, such as "kursplan"."""
    table = heading_table()
    return normalise_heading(text) in table.course_documents | table.programme_documents


def is_either(text: str) -> bool:
    """Whether a name is borne by course and programme documents alike, or begins titles ("Modul")."""
    return normalise_heading(text) in kind_words().either


@lru_cache(maxsize=1)
def watermarks() -> frozenset[str]:
    """Return the words of all languages that are stamped over a page, such as "draft"."""
    return frozenset(word for language in languages() for word in language.documents.watermarks)


def without_picture(text: str) -> str:
    """Return a heading without the picture that a note-taking program sets before it."""
    return _PICTURE.sub("", text) if text >= _FIRST_PICTURE else text


def strip_numbering(text: str) -> str:
    """Remove "1.", "2.3", "§ 4" and the like from the start of a heading."""
    text = text.strip()
    # A word, as most texts begin, is told at once: a number's or letter's second sign is no small letter.
    return text if text[1:2].islower() else _NUMBERING.sub("", text, count=1)


@lru_cache(maxsize=20_000)
def normalise_heading(text: str) -> str:
    """Return a heading in the form in which the table has it.

    Lower case, no numbering, no colon, single spaces.
    """
    text = without_picture(text)
    if text[1:2].isspace() and _LETTER_SPACED.match(text):
        text = text.replace(" ", "")
    return " ".join(strip_numbering(text.lstrip("_")).split()).strip(_TRAIL).lower()


@lru_cache(maxsize=20_000)
def section_kind(text: str) -> SectionKind | None:
    """Return the kind of section that a heading begins, or None where the table does not know it.

    "Mål/Objectives" and "Lärandemål (FSR)" are found by their parts.
    """
    if len(text) > _LONGEST_HEADING:
        return None
    if not begins_like_one(text, heading_table().first_words[0]):
        return None
    table = heading_table().sections
    name = normalise_heading(text)
    kind = table.get(name)
    if kind is None and name.endswith(")"):
        kind = table.get(_BRACKETS.sub("", name).strip(_TRAIL))
    if kind is None and ("/" in name or " - " in name or " – " in name or "|" in name):
        parts = [part.strip(_TRAIL) for part in re.split(r"/| - | – |\|", name)]
        kinds = [table.get(part) for part in parts]
        if len(parts) <= _MOST_PARTS and kinds[0] is not None and (all(kinds) or "/" in name):
            kind = kinds[0]
    return kind or _joined_kind(name)


def _joined_kind(name: str) -> SectionKind | None:
    """Return the kind of a heading that joins two known ones ("Mål och förväntade studieresultat").

    Theirs, or outcomes beside the aim.
    """
    left, joint, right = _JOINT.split(name, maxsplit=1) if _JOINT.search(name) else (name, "", "")
    if not joint:
        return None
    table = heading_table().sections
    kinds = {table.get(left), table.get(right)}
    if None in kinds or not (len(kinds) == 1 or kinds == {SectionKind.OUTCOMES, SectionKind.AIM}):
        return None
    return SectionKind.OUTCOMES if SectionKind.OUTCOMES in kinds else table[left]


def writes_sentences(text: str, language: str | None = None) -> bool:
    """Whether a heading of outcomes is in a language in which they are often written in whole sentences.

    Args:
        text: the heading.
        language: of the document; it decides where several languages have the heading, else the first of the
            table does.
    """
    table = heading_table()
    name = normalise_heading(text)
    for part in (name, _BRACKETS.sub("", name), *re.split(r"[/|]| - | – ", name)):
        languages = table.outcomes.get(part.strip(_TRAIL))
        if languages:
            return (language if language in languages else languages[0]) in table.sentences
    return False


def is_mixed(text: str) -> bool:
    """Whether a heading is one of content and outcomes together."""
    return normalise_heading(text) in heading_table().mixed


def is_second_choice(text: str) -> bool:
    """Whether outcomes under a heading are those of the whole programme more often than not."""
    return normalise_heading(text) in heading_table().second


@lru_cache(maxsize=20_000)
def knowledge_form(text: str) -> KnowledgeForm | None:
    """Return the knowledge form that a sub-heading names, or None."""
    if len(text) > _LONGEST_FORM:
        return None
    if not begins_like_one(text, heading_table().first_words[1]):
        return None
    table = heading_table().knowledge_forms
    name = normalise_heading(text)
    form = table.get(name) or table.get(_BRACKETS.sub("", name).strip(_TRAIL))
    if form is None and ("/" in name or "," in name):
        form = table.get(re.split(r"[/,]", name)[0].strip(_TRAIL))
    return form


@lru_cache(maxsize=20_000)
def field_name(text: str) -> str | None:
    """Return the header field that a label names, or None."""
    table = heading_table()
    if len(text) > _LONGEST_LABEL or not begins_like_one(text, table.first_words[2]):
        return None
    name = normalise_heading(text)
    return table.fields.get(name) or (
        table.fields.get(_BRACKETS.sub("", name).strip(_TRAIL)) if name.endswith(")") else None
    )
