"""A course with its versions, as the figures count it."""

from dataclasses import dataclass
from typing import Literal

from curranalyser.datamodel.labels import AnalysedOutcome, AnalysedSyllabus, Decision, Mention
from curranalyser.datamodel.syllabus import CourseHeader, LanguageOfInstruction
from curranalyser.second_language import translations


@dataclass(frozen=True, slots=True)
class VersionOutcome:
    """An outcome that a difference between two versions is about.

    Attributes:
        version: whether it stands in the version that counts or in its translation.
        number: its number there, from 1.
        text: verbatim.
    """

    version: Literal["main", "other"]
    number: int
    text: str


VersionDifferenceKind = Literal[
    "outcomes missing",
    "number of outcomes",
    "outcome missing",
    "not matched",
    "order",
    "credits",
    "languages of instruction",
]


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """What the version of a syllabus that counts and its translation have differently.

    It stands in the texts. What the tool reads differently in them is no difference, but for review: see
    `ParallelOutcome`.

    Attributes:
        kind: one of them has no outcomes at all; outcomes have no counterpart in the other version; outcomes
            could not be matched with one there, which is no difference but for a person to look at; outcomes
            stand in another order; the credits or the languages of instruction are others. Audits of before
            have "number of outcomes".
        main: outcomes in the version that counts.
        other: in the translation.
        languages: of the version that counts and of the translation.
        sources: likewise, the files.
        outcomes: those that it is about.
        said: likewise as `languages`, the credits, or the ISO 639-1 codes joined by "+"; "" otherwise.
    """

    kind: VersionDifferenceKind
    main: int
    other: int
    languages: tuple[str, str]
    sources: tuple[str, str]
    outcomes: tuple[VersionOutcome, ...] = ()
    said: tuple[str, str] = ("", "")

    @property
    def sure(self) -> bool:
        """Whether the versions differ; otherwise it could not be told.

        Where no outcome of one was found it may have some that were not recognised.
        """
        return self.kind not in ("not matched", "outcomes missing")


@dataclass(frozen=True, slots=True)
class ParallelOutcome:
    """An outcome that counts and the same outcome in the translation, read together.

    Attributes:
        number: of the outcome that counts, from 1.
        version: place in `CourseProfile.analysed` of the syllabus that holds the other.
        place: of the other among the outcomes of that syllabus, from 0.
        alone: what the outcome that counts would be decided by itself, in the scheme's order. Where the other
            is decided otherwise, its label is for review.
    """

    number: int
    version: int
    place: int
    alone: tuple[Decision, ...]


VersionRole = Literal["counts", "translation", "earlier", "later", "duplicate"]


def translated_outcomes(analysed: AnalysedSyllabus) -> tuple[AnalysedOutcome, ...]:
    """Return the outcomes of a syllabus that say again, in another language, what those that count say.

    Which ones are a translation, see `second_language`. Of several versions in one file that of the syllabus
    counts, or of its first outcome where none is in its language; where the model does not label that, and
    labels a translation, the translation counts and that one is left out.
    """
    languages = [item.outcome.language for item in analysed.outcomes]
    found = translations(languages, analysed.syllabus.language)
    if found is None:
        return ()
    main, others = found
    by_language = {
        language: [item for item in analysed.outcomes if item.outcome.language == language]
        for language in (main, *others)
    }
    counts = main
    if all(item.unlabelled for item in by_language[main]):
        labelled = (other for other in others if not any(item.unlabelled for item in by_language[other]))
        counts = next(labelled, main)
    return tuple(
        item
        for item in analysed.outcomes
        if item.outcome.language in by_language and item.outcome.language != counts
    )


def main_outcomes(analysed: AnalysedSyllabus) -> tuple[AnalysedOutcome, ...]:
    """Return the outcomes of a syllabus that count: all but those that are a translation of others."""
    left_out = set(map(id, translated_outcomes(analysed)))
    return tuple(item for item in analysed.outcomes if id(item) not in left_out)


@dataclass(frozen=True, slots=True)
class CourseProfile:
    """One course in an audit.

    Attributes:
        key: code where there is one, otherwise title; of several courses with one code, code and title.
            Unique in the audit, and what a programme's rows point to.
        analysed: one or more language versions, the main one first.
        sources: shown path of the file of each, in the same order.
        differences: what the version that counts and its translation say differently.
        roles: what each version is, in the same order as `analysed`; empty where that was not determined.
        not_yet_valid: no version is valid at the date of the audit; the earliest later one counts.
        parallel: the outcomes that were read together with their translation, in their order. What is said of
            them stands in the labels of the first of `analysed`.
        by_person: names of the fields of `header` that the user's own table of courses gives.
    """

    key: str
    header: CourseHeader
    analysed: tuple[AnalysedSyllabus, ...]
    sources: tuple[str, ...]
    instruction: LanguageOfInstruction
    opportunities: tuple[Mention, ...] = ()
    differences: tuple[VersionDifference, ...] = ()
    roles: tuple[VersionRole, ...] = ()
    not_yet_valid: bool = False
    parallel: tuple[ParallelOutcome, ...] = ()
    by_person: tuple[str, ...] = ()

    @property
    def main(self) -> AnalysedSyllabus:
        """The version that counts."""
        return self.analysed[0]

    def counted_outcomes(self) -> tuple[AnalysedOutcome, ...]:
        """The outcomes that count: see `main_outcomes`."""
        return main_outcomes(self.main)


@dataclass(frozen=True, slots=True)
class SharedCode:
    """Several courses with one code, kept apart.

    Attributes:
        code: as it is compared, without spaces and hyphens.
        course_keys: the courses, in the order of the audit.
        differing: what tells them apart.
    """

    code: str
    course_keys: tuple[str, ...]
    differing: tuple[Literal["title", "credits", "outcomes"], ...]


@dataclass(frozen=True, slots=True)
class SharedProgrammeCode:
    """Several programmes with one code, kept apart.

    Attributes:
        code: as it is compared, without spaces and hyphens.
        programme_keys: the programmes, in the order of the audit.
        differing: what tells them apart.
    """

    code: str
    programme_keys: tuple[str, ...]
    differing: tuple[Literal["title", "credits", "courses"], ...]
