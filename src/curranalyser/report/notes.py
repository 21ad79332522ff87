"""What a reader is told beside the figures: what is left out of them, and which courses share a code."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from curranalyser.datamodel import (
    AnalysedSyllabus,
    CourseHeader,
    CourseProfile,
    Omission,
    OmissionKind,
    ProgrammeProfile,
    SharedCode,
    SharedProgrammeCode,
    Syllabus,
    counted_languages,
    translated_outcomes,
)
from curranalyser.errors import FailureCategory
from curranalyser.i18n import N_, Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.unlabelled import languages_text
from curranalyser.report.words import shortened

# Characters of a quoted text; who wants all of it finds it in audit.json.
LONGEST_QUOTE = 80
# Courses with one code that are named; where there are more it is no code but a placeholder.
MOST_NAMED = 12
# Codes that the same files share, from which on they are told in one sentence.
FEWEST_TOGETHER = 4


def _repeated(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s outcome stands more than once and is counted once",
        "%(count)s outcomes stand more than once and are counted once",
        count,
    )


def _behind_assessment(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s outcome behind the assessment is taken for what is examined and not counted",
        "%(count)s outcomes behind the assessment are taken for what is examined and not counted",
        count,
    )


def _other_heading(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s outcome under a heading for the goals of a whole programme is not counted",
        "%(count)s outcomes under a heading for the goals of a whole programme are not counted",
        count,
    )


def _placeholder(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s placeholder that nobody has filled in is not counted",
        "%(count)s placeholders that nobody has filled in are not counted",
        count,
    )


def _elsewhere(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s sentence only says where the outcomes stand and is not counted",
        "%(count)s sentences only say where the outcomes stand and are not counted",
        count,
    )


def _readings(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s item among the outcomes is taken for a book and not counted",
        "%(count)s items among the outcomes are taken for books and not counted",
        count,
    )


def _other_text(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s paragraph under a heading of its own among the outcomes is not counted",
        "%(count)s paragraphs under headings of their own among the outcomes are not counted",
        count,
    )


def _short(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s item is too short to be read alone and is not counted",
        "%(count)s items are too short to be read alone and are not counted",
        count,
    )


def _table(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s table among the outcomes, or part of one, is not understood and not counted",
        "%(count)s tables among the outcomes, or parts of them, are not understood and not counted",
        count,
    )


def _beside(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s passage among the outcomes is taken for none and not counted",
        "%(count)s passages among the outcomes are taken for none and not counted",
        count,
    )


def _law(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s passage among the outcomes is taken for a goal quoted from law and not counted",
        "%(count)s passages among the outcomes are taken for goals quoted from law and not counted",
        count,
    )


def _part(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s part that begins like a course has neither outcomes nor headings and is left out",
        "%(count)s parts that begin like courses have neither outcomes nor headings and are left out",
        count,
    )


def _rows_repeated(say: Translator, count: int) -> str:
    return say.ngettext(
        "%(count)s row of the table is the same as another and is counted once",
        "%(count)s rows of the table are the same as others and are counted once",
        count,
    )


OMISSIONS: Mapping[OmissionKind, Callable[[Translator, int], str]] = {
    OmissionKind.REPEATED: _repeated,
    OmissionKind.BEHIND_ASSESSMENT: _behind_assessment,
    OmissionKind.OTHER_HEADING: _other_heading,
    OmissionKind.PLACEHOLDER: _placeholder,
    OmissionKind.ELSEWHERE: _elsewhere,
    OmissionKind.READINGS: _readings,
    OmissionKind.OTHER_TEXT: _other_text,
    OmissionKind.SHORT: _short,
    OmissionKind.TABLE: _table,
    OmissionKind.BESIDE: _beside,
    OmissionKind.LAW: _law,
    OmissionKind.PART: _part,
    OmissionKind.ROWS_REPEATED: _rows_repeated,
}
# What readers note of a file, in English with their values in it: as messages, so that they can be told in
# another language. A note that is not here is shown as it is.
READING = (
    N_("%(count)s characters that the page hides were left out"),
    N_("%(share)s of the characters are broken"),
    N_("the text is not UTF-8; it was read as %(encoding)s"),
    N_("a field of the template is not filled in: %(text)s"),
    N_("page %(page)s was read by text recognition (%(versions)s)"),
    N_("pages %(pages)s were read by text recognition (%(versions)s)"),
)
_FAILURES = frozenset(map(str, FailureCategory))

DIFFERING: Mapping[str, str] = {
    "title": N_("title"),
    "credits": N_("credits"),
    "outcomes": N_("outcomes"),
    "courses": N_("courses"),
}


@lru_cache(maxsize=1)
def _reading_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((message, re.compile(_pattern_of(message), re.DOTALL)) for message in READING)


def _pattern_of(message: str) -> str:
    """Return the pattern of a message with any values in it."""
    parts = re.split(r"%\((\w+)\)s", message)
    return "".join(f"(?P<{part}>.+)" if number % 2 else re.escape(part) for number, part in enumerate(parts))


def reading_notes(syllabus: Syllabus, say: Translator) -> tuple[str, ...]:
    """Say in words what was noted when the file of a syllabus was read; failures are told elsewhere."""
    return tuple(_reading_note(note, say) for note in syllabus.notes if note not in _FAILURES)


def _reading_note(note: str, say: Translator) -> str:
    for message, pattern in _reading_patterns():
        found = pattern.fullmatch(note)
        if found:
            return say.gettext(
                message, **{name: clean_line(text) for name, text in found.groupdict().items()}
            )
    return clean_line(note)


def omission_text(omission: Omission, say: Translator) -> str:
    """Say in words what is left out, with the first few texts and the page of the first."""
    text = OMISSIONS[omission.kind](say, omission.count)
    quotes = [
        say.gettext("“%(text)s”", text=shortened(clean_line(quote), LONGEST_QUOTE))
        for quote in omission.texts
    ]
    if quotes:
        more = " …" if omission.count > len(quotes) else ""
        text += f": {', '.join(quotes)}{more}"
    if omission.page is not None:
        text += f" ({say.gettext('page %(number)s', number=omission.page)})"
    return text


def translated_texts(analysed: AnalysedSyllabus, say: Translator) -> tuple[str, ...]:
    """Say how many outcomes of a syllabus are left out as a translation, by language; () where none is."""
    counts = Counter(item.outcome.language for item in translated_outcomes(analysed))
    told = languages_text(counted_languages(counts), say)
    if not told:
        return ()
    return (
        say.gettext(
            "taken for a translation of what is counted, and not counted again: %(outcomes)s", outcomes=told
        ),
    )


def shared_code_text(shared: SharedCode, course: Callable[[str], CourseProfile], say: Translator) -> str:
    """Say in words which courses have one code, in which files they stand, and that each is counted.

    Args:
        shared: the code.
        course: gives a course by its key.
        say: the reader's language.
    """
    courses = [course(key) for key in shared.course_keys]
    named = "; ".join(_named(profile, say) for profile in courses[:MOST_NAMED])
    if len(courses) > MOST_NAMED:
        named += "; …"
    if any(profile.header.code for profile in courses):
        text = say.ngettext(
            "%(count)s course has the code %(code)s: %(courses)s.",
            "%(count)s courses have the code %(code)s: %(courses)s.",
            len(courses),
            code=clean_line(shared.code),
            courses=named,
        )
    else:
        text = say.ngettext(
            "%(count)s course has this title and no code: %(courses)s.",
            "%(count)s courses have one title and no code: %(courses)s.",
            len(courses),
            courses=named,
        )
    if shared.differing:
        differing = say.listed(say.gettext(DIFFERING[what]) for what in shared.differing)
        apart = say.gettext(
            "They differ in %(what)s and are counted as courses of their own.", what=differing
        )
    else:
        apart = say.gettext("They are counted as courses of their own.")
    return f"{text} {apart}"


def shared_programme_code_text(
    shared: SharedProgrammeCode, programme: Callable[[str], ProgrammeProfile], say: Translator
) -> str:
    """Say in words which programmes have one code, in which files they stand, and that each is shown.

    Args:
        shared: the code.
        programme: gives a programme by its key.
        say: the reader's language.
    """
    programmes = [programme(key) for key in shared.programme_keys]
    named = "; ".join(
        _facts(
            profile.header,
            [profile.source, *(path for path, _ in profile.other_sources)],
            profile.analysed,
            say,
        )
        for profile in programmes[:MOST_NAMED]
    )
    if len(programmes) > MOST_NAMED:
        named += "; …"
    text = say.ngettext(
        "%(count)s programme has the code %(code)s: %(programmes)s.",
        "%(count)s programmes have the code %(code)s: %(programmes)s.",
        len(programmes),
        code=clean_line(shared.code),
        programmes=named,
    )
    apart = say.gettext(
        "They differ in %(what)s and are shown as programmes of their own.",
        what=say.listed(say.gettext(DIFFERING[what]) for what in shared.differing),
    )
    return f"{text} {apart}"


def shared_code_texts(
    shared: Sequence[SharedCode], course: Callable[[str], CourseProfile], say: Translator
) -> tuple[str, ...]:
    """Say for the whole audit which courses have one code.

    Files that give many codes to different courses, such as two handbooks that both count their modules from
    one, are named once with all those codes.

    Args:
        shared: the codes.
        course: gives a course by its key.
        say: the reader's language.
    """
    by_files: dict[tuple[str, ...], list[SharedCode]] = {}
    for item in shared:
        files = {source for key in item.course_keys for source in course(key).sources}
        by_files.setdefault(tuple(sorted(files)), []).append(item)
    texts: dict[str, None] = {}
    for item in shared:
        files = {source for key in item.course_keys for source in course(key).sources}
        together = by_files[tuple(sorted(files))]
        many = len(files) > 1 and len(together) >= FEWEST_TOGETHER
        texts[_codes_of_files(files, together, say) if many else shared_code_text(item, course, say)] = None
    return tuple(texts)


def _codes_of_files(files: Iterable[str], shared: Sequence[SharedCode], say: Translator) -> str:
    codes = [clean_line(item.code) for item in shared]
    return say.gettext(
        "%(files)s give the same code to different courses in %(count)s cases: %(codes)s. Each is "
        "counted as a course of its own.",
        files=say.listed(map(clean_line, sorted(files))),
        count=len(codes),
        codes=", ".join(codes),
    )


def _named(profile: CourseProfile, say: Translator) -> str:
    return _facts(profile.header, profile.sources, profile.main, say)


def _facts(header: CourseHeader, sources: Iterable[str], main: AnalysedSyllabus, say: Translator) -> str:
    credits_ = header.credits
    facts = [
        *([say.ngettext("%(count)s credit", "%(count)s credits", credits_)] if credits_ is not None else []),
        *dict.fromkeys(map(clean_line, sources)),
    ]
    page = main.syllabus.pages[0]
    if page > 1:
        facts.append(say.gettext("page %(number)s", number=page))
    return f"{clean_line(header.title) or '–'} ({', '.join(facts)})"
