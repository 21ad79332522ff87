"""What each language brings to reading syllabi: one file of data a language, and no word of any in code.

A language is added as `CODE.toml` (ISO 639-1) with the keys below. All words are in lower case. Entries of
the tables `grammar`, `phrases` and `detection` are regular expressions, to be read from the beginning of a
word; those of `lead_in` are words, in which `*` stands for any ending. Where two languages have the same
heading or label, the language with the lower `order` has it first.
"""

import tomllib
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import Literal

import msgspec

Words = tuple[str, ...]


class Headings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Headings of sections, without numbering and final colon.

    Attributes:
        mixed: of content and outcomes together: only what speaks of the student or of being able counts.
        second: of outcomes that are those of the whole programme more often than not: they count only where
            no other section has any.
    """

    aim: Words
    outcomes: Words
    content: Words
    entry: Words
    teaching: Words
    assessment: Words
    grading: Words
    literature: Words
    language: Words
    courses: Words
    law: Words
    other: Words
    mixed: Words
    second: Words


class KnowledgeForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sub-headings within the outcomes."""

    knowledge: Words
    skills: Words
    judgement: Words


class Documents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of documents: course syllabi, programme syllabi, what is neither; words stamped over a page.

    A line that begins with one of `beginnings` names a syllabus, whatever follows.
    """

    course: Words
    programme: Words
    no_syllabus: Words
    beginnings: Words = ()
    watermarks: Words = ()


class Parts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First words of a part of a course, and endings that make them definite ("momentet")."""

    modules: Words
    endings: Words = ()


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Heads of columns in tables of outcomes. What heads a section heads a column too and is not repeated.

    Attributes:
        number: of numbers and codes of outcomes.
        form: of knowledge forms.
        other: of what is none of these: a table that has such and none of outcomes is no table of outcomes.
        crosses: words that say in a cell that its row and its column belong together.
        no_crosses: words that say that they do not.
    """

    outcomes: Words = ()
    number: Words = ()
    form: Words = ()
    assessment: Words = ()
    other: Words = ()
    crosses: Words = ()
    no_crosses: Words = ()


class LeadIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of which lead-ins, and outcomes in whole sentences, are made.

    Attributes:
        occasion: first words of "after the course".
        course: what comes to an end.
        student: who is meant.
        modal: verbs of being able, knowing, having.
        able: words with which a lead-in ends and behind which the outcome begins, besides the modals.
        aim: first words of sentences on what is to be reached.
        teaching: first words of sentences on what is taught; they are no outcomes without an `ability`.
        taught: verbs of such sentences.
        ability: words that make an outcome of such a sentence.
        remark: words of sentences that are no outcomes.
        goes_on: last words of a line that cannot end a paragraph.
    """

    occasion: Words
    course: Words
    student: Words
    modal: Words
    able: Words
    aim: Words
    teaching: Words
    taught: Words
    ability: Words
    remark: Words
    goes_on: Words


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The grammar of lead-ins of a language that has hundreds of wordings of them.

    A lead-in is an occasion with what is finished, who is meant, and a modal, in any order and with any of
    them left out: "After the course the student is to be able to".

    Attributes:
        occasion, finished: "after … the course"; at most `occasion_within` characters lie between them, and
            at most `modal_within` between these and a modal.
        who: who is meant.
        modals: verbs of being able; `signs` are further words one of which is in every lead-in.
        ends: words with which a lead-in ends that a list must follow; `open_end` is a further form of it.
        forms: other wordings, with WHO and MODAL for those.
        core: a sentence up to where its outcome begins.
        law: what introduces goals quoted from law; `besides_law` what sets the syllabus's own apart from it.
        outcome_verbs: verbs that outcomes begin with most often, as they stand there.
        afterword: first words of sentences on the outcomes as a whole.
        articles, alone, alone_ends: who is meant where the verbs are left to the items ("The student:").
    """

    occasion: Words
    occasion_within: int
    finished: Words
    modal_within: int
    who: Words
    modals: Words
    signs: Words
    ends: Words
    forms: Words
    open_end: str
    core: str
    law: Words
    besides_law: Words
    outcome_verbs: Words
    afterword: Words
    articles: Words
    alone: Words
    alone_ends: Words


class Detection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which a text is told to be in the language.

    Attributes:
        own_words: words that none of the other languages has, or hardly ever; own_endings: likewise endings
            of words.
        common_words: words one of which settles it for an outcome among others in the language.
        frequent_words: the commonest small words, which tell the languages of cues apart, line by line; they
            may be words of another language too.
    """

    own_words: Words = ()
    own_endings: Words = ()
    common_words: Words = ()
    frequent_words: Words = ()


class Codes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words beside what has the shape of a course code and is none, without stops.

    Attributes:
        terms: terms and months, with a year behind them.
        units: behind a number.
        documents: standards, laws and frameworks, with a number behind them.
        counted: words with a number behind them, such as "total" and "room".
        outcome_codes: with the number of an outcome behind them.
        before: words before what is no code, such as a room or telephone.
        prepositions: small words before a place.
        names: of illnesses, formats, scenarios and the like, with a number behind them.
        prose: small words before a name at the end of a title, beside `prepositions`.
    """

    terms: Words = ()
    units: Words = ()
    documents: Words = ()
    counted: Words = ()
    outcome_codes: Words = ()
    before: Words = ()
    prepositions: Words = ()
    names: Words = ()
    prose: Words = ()


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell a course document from a programme document, beside those of `Documents`.

    Attributes:
        course_names, programme_names: further names that documents bear; course_plurals, programme_plurals:
            the same in the plural, as menus have them; either: names that both kinds bear.
        pointers: words before the name of another document.
        course_labels, programme_labels: labels that only one kind has.
        degrees: beginnings of programme titles; programme_endings: ends of words in them.
        theses: words of the titles of degree projects, which name a degree and are courses.
        course_sections, programme_sections: headings that only one kind has.
        course_words, programme_words: ends of words in a lead-in for what is passed.
        weekdays: names of weekdays.
    """

    course_names: Words = ()
    course_plurals: Words = ()
    programme_names: Words = ()
    programme_plurals: Words = ()
    either: Words = ()
    pointers: Words = ()
    course_labels: Words = ()
    programme_labels: Words = ()
    degrees: Words = ()
    programme_endings: Words = ()
    theses: Words = ()
    course_sections: Words = ()
    programme_sections: Words = ()
    course_words: Words = ()
    programme_words: Words = ()
    weekdays: Words = ()


class Asides(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by which what is no outcome is known within a section of outcomes; `*` stands for any ending.

    Attributes:
        see: first words of a sentence that only sends the reader elsewhere ("See the programme syllabus").
        found: what such a sentence says of the outcomes ("The outcomes are stated in …").
        placeholder: texts that a word processor puts where nothing has been written yet.
        fill_in: first words of a template's own such texts, in brackets ("[Insert learning outcomes]").
        unfinished: last words of an item that its sub-items finish ("account for").
        readings: headings of lists of books that are not those of `headings.literature`.
    """

    see: Words = ()
    found: Words = ()
    placeholder: Words = ()
    fill_in: Words = ()
    unfinished: Words = ()
    readings: Words = ()


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and short phrases, each list for one question that reading asks of a text.

    Attributes:
        credit_units: what credits are counted in, behind a number; part_units: those of parts of a course;
            bare_units: further ones that count where nothing else stands beside them.
        joins, alternatives: words for "and" and "or".
        suspended: words before which a hyphen stays ("kurs- och programnivå"); keeps_hyphen: words that keep
            theirs ("self-").
        title_goes_on, label_goes_on, line_goes_on, small_words: words that cannot begin or end a title, a
            label, a line of a list and a line of a flattened text.
        bounds: words before an amount that is no exact one.
        interim_awards: what awards are called for those who leave before the end; lesser_awards: names of
            such awards.
        bare_labels: words that head a column as often as they label a title; document_first: first words of
            the names of documents; document_names, document_of: names that stand before a title.
        levels: levels of education as syllabi write them; first_cycle, second_cycle: parts by which they are
            classed. no_main_field: what stands where a course belongs to no main field of study.
        valid, since, before_date, terms, weeks: "valid", "from", words before a date, names of terms and
            weeks; applies, applies_since: the same in a decision.
        noise: first words of a line that is no title; institutions: words that end the name of one.
        goals, that_apply, goals_for: "goals that apply for …", a heading.
        purpose: what introduces a purpose that has a list of its own.
        grade, higher_grade: first words on what is asked for a grade, and for a higher one.
        overall_aim: first words of sentences on the overall aim.
        be_able, ability_ends: words of being able within and at the end of a lead-in.
        abbreviations: those that end in a stop, without it.
        offer, own_ability: first words of what a course offers, and words of ability that outweigh them.
        topics: last words of what introduces topics.
        outcome_labels: words before the number of an outcome.
        remark: first words of a remark beside outcomes; for_part: words before the name of a part.
        page_words, page_of, page_lines: "page", "of", and what a line on the page begins with.
        first_words: first words of outcomes: in a list without bullets they begin an item.
        law_headings: words of headings of goals quoted from law.
        outcome_phrases, outcome_names: what headings of outcomes begin with; not_outcomes: words that make
            them headings of something else.
        able: words of being able.
        no_value: values of a table that say that there is none; yes, no: values for compulsory and elective.
        saved_parts: the end of the name of the folder in which a browser keeps the parts of a page.
        empty_cells: what programs write into a cell of a table that has no value.
        goal_numbers: wordings in which a course names goals of its programme by their numbers, with # for
            the numbers ("goal # of the programme"); goal_ranges: words between the first and the last of
            several ("1 to 3"); denials: words that make a sentence say the opposite.
    """

    credit_units: Words = ()
    part_units: Words = ()
    bare_units: Words = ()
    joins: Words = ()
    alternatives: Words = ()
    suspended: Words = ()
    keeps_hyphen: Words = ()
    title_goes_on: Words = ()
    label_goes_on: Words = ()
    line_goes_on: Words = ()
    small_words: Words = ()
    bounds: Words = ()
    interim_awards: Words = ()
    lesser_awards: Words = ()
    bare_labels: Words = ()
    document_first: Words = ()
    document_names: Words = ()
    document_of: Words = ()
    levels: Words = ()
    first_cycle: Words = ()
    second_cycle: Words = ()
    no_main_field: Words = ()
    valid: Words = ()
    since: Words = ()
    applies: Words = ()
    applies_since: Words = ()
    before_date: Words = ()
    terms: Words = ()
    weeks: Words = ()
    noise: Words = ()
    institutions: Words = ()
    goals: Words = ()
    that_apply: Words = ()
    goals_for: Words = ()
    purpose: Words = ()
    grade: Words = ()
    higher_grade: Words = ()
    overall_aim: Words = ()
    be_able: Words = ()
    ability_ends: Words = ()
    abbreviations: Words = ()
    offer: Words = ()
    own_ability: Words = ()
    topics: Words = ()
    outcome_labels: Words = ()
    remark: Words = ()
    for_part: Words = ()
    page_words: Words = ()
    page_of: Words = ()
    page_lines: Words = ()
    first_words: Words = ()
    law_headings: Words = ()
    outcome_phrases: Words = ()
    outcome_names: Words = ()
    not_outcomes: Words = ()
    able: Words = ()
    no_value: Words = ()
    yes: Words = ()
    no: Words = ()
    saved_parts: Words = ()
    empty_cells: Words = ()
    goal_numbers: Words = ()
    goal_ranges: Words = ()
    denials: Words = ()


class RowColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Heads of columns in tables of the courses of a programme.

    Attributes:
        kind: of what says whether a course is compulsory.
        other: of what is none of these.
    """

    code: Words = ()
    title: Words = ()
    credits: Words = ()
    term: Words = ()
    year: Words = ()
    kind: Words = ()
    other: Words = ()


class StudyPlaces(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for where in a programme something is taken, as regular expressions.

    Attributes:
        terms, years: names of terms and years of study, before or behind a number.
        ordinals: "first", "second", … in order, before these names; forms of one divided by a bar.
        autumn, spring: names of the first and the second term of a year.
    """

    terms: Words = ()
    years: Words = ()
    ordinals: Words = ()
    autumn: Words = ()
    spring: Words = ()


class CourseRows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of rows, headings and sentences that name the courses of a programme, as regular expressions.

    Attributes:
        sentence_case: within a title only names have capitals, so that one behind "or" begins another title.
        ranges: words between the first and the last of several terms, or the least and the most credits.
        compulsory, elective, recommended, voluntary: marks of a course.
        compulsory_letters, elective_letters: the same as letters in a column; one that means another thing in
            another language is read by those beside it and by the names of the columns.
        level_letters: letters that are the level of a course where they stand in brackets in its title.
        courses: words for a course; groups: words of headings that hold courses.
        tracks: first words of the name of a track.
        slots: whole titles that hold a place and name no course.
        totals: first words of a row that adds up; amounts: words that make an amount of credits a rule.
        of_which: words before credits that are part of those of the course.
        sentence_verbs: words that are in sentences and in no title.
        everyone: subjects with which sentences begin and no title does.
        degrees: beginnings of names of degrees; degree_headings: headings of what is said of them.
        levels: names of levels of study, which stand last in a row.
        introduces: verbs behind which a sentence names courses; introduced: words between these and the name.
        either: words before two or more courses of which one is taken, with "or" before the last.
        one_of: the same before a list that may also end in "and"; some_of: where more than one is taken.
        articles: small words before the name of a course in a sentence, in small letters.
        may: words before such a verb by which the sentence leaves it to the student.
        during: words before a term at the beginning of such a sentence.
        columns: heads of columns.
    """

    sentence_case: bool = False
    ranges: Words = ()
    compulsory: Words = ()
    elective: Words = ()
    recommended: Words = ()
    voluntary: Words = ()
    compulsory_letters: Words = ()
    elective_letters: Words = ()
    level_letters: Words = ()
    courses: Words = ()
    groups: Words = ()
    tracks: Words = ()
    slots: Words = ()
    totals: Words = ()
    amounts: Words = ()
    of_which: Words = ()
    sentence_verbs: Words = ()
    everyone: Words = ()
    degrees: Words = ()
    degree_headings: Words = ()
    levels: Words = ()
    introduces: Words = ()
    introduced: Words = ()
    either: Words = ()
    one_of: Words = ()
    some_of: Words = ()
    articles: Words = ()
    may: Words = ()
    during: Words = ()
    columns: RowColumns = RowColumns()


FrameReads = Literal[
    "all compulsory",
    "these compulsory",
    "count",
    "choice",
    "free part",
    "replacement",
    "track",
    "marks explained",
    "order",
    "compulsory heading",
    "common heading",
    "elective heading",
    "free heading",
    "recommended heading",
    "cohort heading",
    "track heading",
    "track only",
    "size",
    "own credits",
]


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wording of a rule of a programme, or of its size.

    Attributes:
        reads: what a text that has the wording says.
        form: a regular expression, to be found anywhere in a text, with NAMES of the lists of `Rules` between
            braces. Groups give what it says more: `number` how many courses, `credits` how many credits,
            `least` that it is the least, `plus` that one more comes beside them, `but` what is excepted,
            `whole` that the credits are those of a whole term or year,
            `sign` a sign and `means` what it stands for, `name` of a track.
        example: a text that has it.
        unless: a regular expression; where it is found within the wording the text does not say so.
        courses: how many courses are to be chosen, where the wording has no number.
        compulsory: of a count, that of compulsory courses only.
    """

    reads: FrameReads
    form: str
    example: str
    unless: str = ""
    courses: int | None = None
    compulsory: bool = False


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words with which a programme syllabus says who takes which courses, and what it says with them.

    Attributes:
        words: lists of regular expressions, by the name that frames call them by.
        numbers: words for the numbers from one, in order; forms of one number divided by a bar.
        compulsory, elective, recommended, voluntary: what marks and headings say with these words.
        abroad: words in the title of an entry that stands for studies elsewhere.
        degrees: names of degrees and programmes with the credits that a law or custom gives them.
        quoted: short phrases of the degree descriptors of the law, three words or more, as they stand there.
        quoted_openings: words with which these descriptors begin, and other goals too.
    """

    words: dict[str, Words] = {}
    numbers: Words = ()
    compulsory: Words = ()
    elective: Words = ()
    recommended: Words = ()
    voluntary: Words = ()
    abroad: Words = ()
    degrees: dict[str, int] = {}
    quoted: Words = ()
    quoted_openings: Words = ()
    frames: tuple[Frame, ...] = ()


class InstructionFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wording that says in what language teaching is.

    Attributes:
        name: of the wording.
        reads: what a language that stands in it is: `taught` in, `both` of them one after the other, only a
            `support`, or only something that is `known` by students; or that each `offering` decides, which
            names no language.
        form: a regular expression in small letters, to be found anywhere in a sentence, with NAMES of the
            lists of `Instruction.words` between braces; `{x}` is a list of languages, `{s}` a subject,
            `{gap}` other words.
        example: a text that has it.
        alone: it counts only where a sentence begins with it: it is a fragment.
        carried: it counts only where something has been said of the language of teaching just before.
    """

    name: str
    reads: Literal["taught", "both", "support", "known", "offering"]
    form: str
    example: str
    alone: bool = False
    carried: bool = False


class Instruction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The grammar of what a syllabus says of the language of instruction.

    Attributes:
        names: names of languages that CLDR has under another word, or in another form: name → ISO 639-1 code.
        short: names cut short, which count as a whole value: likewise.
        endings: of names of languages when they are inflected.
        labels: of the field, wherever they stand; weak_labels: those that count only where nothing but
            languages follows.
        words: lists of regular expressions, by the name that frames and the reader call them by. Subjects:
            `whole` for the course or all teaching, `lectures`, `part` for forms and parts of it, with `all`,
            `some`, `number`. `language` for the language of instruction, `support` for one that helps.
            `give`, `be`, `is`, `in`, `as` make the wordings. What changes the meaning: `may`, `occur`,
            `partly`, `open`, `usual`, `not`, `only`, `condition`, `if` with `circumstance`, `unless`,
            `otherwise`, `reason`, `season`; `used` is a form of `occur` that says nothing alone; `adverb` and
            `filler` change nothing. `veto` is in a language
            and no teaching, `premise` makes a statement one on something else, `studied` says
            that teaching is looked at, `within` leads to such. Under a heading of teaching any `verb` counts.
            `break` parts what is said of two languages; `and`, `before`, `noun`, `after` are within, before,
            at the end of and behind a list of languages.
            `asked`, `decided`, `offering` leave it to each
            offering; `term` marks a row of a table of these. `heading` is of teaching, `exchange` a hint, and
            without a `sign` or a name nothing is said.
        frames: wordings.
    """

    names: dict[str, str] = {}
    short: dict[str, str] = {}
    endings: Words = ()
    labels: Words = ()
    weak_labels: Words = ()
    words: dict[str, Words] = {}
    frames: tuple[InstructionFrame, ...] = ()


class Alignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a draft is asked about outcomes, examination and level: patterns, read at a word's beginning.

    Attributes:
        outcome_words: words for an outcome, before its number or letter.
        ranges, list_joins: words between numbers, for "1 to 3" and "1 and 3".
        number_words: words for "number".
        other_goals: words before one of `outcome_words` that make it no outcome of the course.
        all_outcomes: what says that an examination is of all outcomes, or of those that are left.
        filler: words that make no difference between two outcomes, besides `Phrases.small_words`.
        placeholders: what stands, anywhere in a line, where something has still to be written.
        instructions: first words of what a template says to whoever fills it in.
        fill_in_names: what stands in brackets where a template wants it ("[course code]"), besides
            `Asides.fill_in`.
        third_cycle: parts of a level by which it is that of doctoral studies.
        beyond_first, beyond_second: words of the goals of higher cycles only.
        below_second: words that ask for less than the second cycle does.
        activities: verbs of the verb table that name something done on the way, whatever their level.
    """

    outcome_words: Words = ()
    ranges: Words = ()
    list_joins: Words = ()
    number_words: Words = ()
    other_goals: Words = ()
    all_outcomes: Words = ()
    filler: Words = ()
    placeholders: Words = ()
    instructions: Words = ()
    fill_in_names: Words = ()
    third_cycle: Words = ()
    beyond_first: Words = ()
    beyond_second: Words = ()
    below_second: Words = ()
    activities: Words = ()


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that one language brings.

    Attributes:
        order: its place among the languages.
        sentences: outcomes are often written in whole sentences: every sentence of a section without a list
            counts, but for those on what is taught.
        rules: how a programme says who takes which courses.
        instruction: how a syllabus says in what language teaching is.
        alignment: what the draft check asks about outcomes, examination and level.
        fields: labels with their value beside, below or behind them, by the name of the header field.
        code: ISO 639-1, from the name of the file.
    """

    order: int
    sentences: bool
    headings: Headings
    knowledge_forms: KnowledgeForms
    fields: dict[str, Words]
    documents: Documents
    parts: Parts
    columns: Columns = Columns()
    lead_in: LeadIn | None = None
    grammar: Grammar | None = None
    detection: Detection = Detection()
    codes: Codes = Codes()
    kind: Kind = Kind()
    asides: Asides = Asides()
    phrases: Phrases = Phrases()
    study_places: StudyPlaces = StudyPlaces()
    rows: CourseRows = CourseRows()
    rules: Rules = Rules()
    instruction: Instruction = Instruction()
    alignment: Alignment = Alignment()
    code: str = ""


def every(choose: Callable[[Phrases], Words]) -> Words:
    """Return what a list of phrases holds in all languages, in their order, each once."""
    return tuple(dict.fromkeys(entry for language in languages() for entry in choose(language.phrases)))


def any_of(choose: Callable[[Phrases], Words]) -> str:
    """Return a pattern that matches any entry of a list of phrases, in any language."""
    return f"(?:{'|'.join(every(choose))})"


@lru_cache(maxsize=1)
def languages() -> tuple[Language, ...]:
    """Return the languages that come with the tool, in their order."""
    found = []
    for file in resources.files(__name__).iterdir():
        code, dot, suffix = file.name.rpartition(".")
        if suffix == "toml" and dot:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            found.append(msgspec.convert({**table, "code": code}, Language))
    return tuple(sorted(found, key=lambda language: language.order))
