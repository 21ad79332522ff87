"""A finished audit as plain tables, kept in audit.db, written by `export` and handed on by the library.

`TABLES` names the tables and their columns, and `table_rows` makes their rows of an audit.
"""

from collections.abc import Iterator, Sequence

from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    Mention,
    PerspectiveShares,
    ProgrammeProfile,
)

# Table → what a row is, and (column, SQLite type, what it holds).
TABLES: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "provenance": (
        "what made the audit",
        (
            ("name", "TEXT", "as in audit.json"),
            ("value", "TEXT", "a version, a hex SHA-256, or what was passed over by kind"),
        ),
    ),
    "file": (
        "a file that was given, or a row of a table",
        (
            ("path", "TEXT", "as shown, relative to the folder that was given"),
            ("status", "TEXT", "ok, partial, failed or skipped"),
        ),
    ),
    "failure": (
        "why a file, or a part of it, is missing from the figures",
        (
            ("source", "TEXT", "path of the file"),
            ("stage", "TEXT", "read, parse, classify or run"),
            ("category", "TEXT", "name of the reason"),
            ("page", "INTEGER", "from 1, or NULL"),
            ("message", "TEXT", "what happened, in English"),
            ("hint", "TEXT", "what to do, in English"),
            ("detail", "TEXT", "technical detail"),
        ),
    ),
    "course": (
        "a course",
        (
            ("course", "TEXT", "its key: code, or title where there is none"),
            ("code", "TEXT", ""),
            ("title", "TEXT", ""),
            ("title_en", "TEXT", ""),
            ("credits", "REAL", "ECTS credits"),
            ("level", "TEXT", "as the syllabus writes it"),
            ("valid_from", "TEXT", "as the syllabus writes it"),
            ("department", "TEXT", ""),
            ("subject_group", "TEXT", ""),
            ("subject", "TEXT", ""),
            ("main_fields", "TEXT", "separated by |"),
            ("owner", "TEXT", "who answers for it, from a table of courses"),
            ("instruction_status", "TEXT", "stated, conditional, per offering, conflict or not stated"),
            ("instruction_main", "TEXT", "ISO 639-1 codes, separated by |"),
            ("instruction_possible", "TEXT", "likewise"),
        ),
    ),
    "programme": (
        "a programme",
        (
            ("programme", "TEXT", "its key: code, or title where there is none"),
            ("code", "TEXT", ""),
            ("title", "TEXT", ""),
            ("credits", "REAL", "ECTS credits"),
            ("source", "TEXT", "path of its file"),
        ),
    ),
    "programme_course": (
        "a course, a slot or a container as a programme lists it",
        (
            ("programme", "TEXT", "key"),
            ("course", "TEXT", "key, or NULL where no syllabus was found"),
            ("code", "TEXT", "as listed"),
            ("title", "TEXT", "as listed"),
            ("credits", "REAL", "as listed"),
            ("terms", "TEXT", "from 1 within the programme, separated by |; empty where not said"),
            ("years", "TEXT", "likewise"),
            ("kind", "TEXT", "course, slot or container"),
            ("status", "TEXT", "who takes it: everyone, some or not said"),
            ("basis", "TEXT", "of the status: person, said, counted, contrast or sum; NULL where not said"),
            ("reason", "TEXT", "the verbatim words it rests on"),
            ("block", "TEXT", "id of the part it stands in, or NULL"),
            ("choice_group", "TEXT", "id of the part it is chosen from, or NULL"),
            ("track", "TEXT", "id of its track, or NULL"),
            ("page", "INTEGER", "where it stands, from 1"),
            ("linked_by", "TEXT", "what the link rests on"),
            ("person", "TEXT", "changed or confirmed, by a table of the user's own; NULL where as read"),
            ("confirmed_by", "TEXT", "who has confirmed it, in the words of that table; empty for nobody"),
        ),
    ),
    "programme_block": (
        "a part of a programme with a rule of its own",
        (
            ("programme", "TEXT", "key"),
            ("block", "TEXT", "id within the programme"),
            ("parent", "TEXT", "id of the part it stands in, or NULL"),
            ("name", "TEXT", "its heading"),
            ("rule", "TEXT", "all, choose or free; NULL where not said"),
            ("courses_least", "INTEGER", "how many courses to choose at least; NULL where not said"),
            ("courses_most", "INTEGER", "likewise at most"),
            ("credits_least", "REAL", "how many credits to choose at least; NULL where not said"),
            ("credits_most", "REAL", "likewise at most"),
            ("axis", "TEXT", "what it divides by: term, year, track, status, optional stage, cohort or NULL"),
            ("evidence", "TEXT", "the verbatim words that give the rule"),
            ("page", "INTEGER", "where they stand, from 1"),
            ("by_person", "INTEGER", "1 where a table of the user's own gives the rule"),
        ),
    ),
    "exposure": (
        "in how many courses every student meets a perspective: counts, and no shares",
        (
            ("programme", "TEXT", "key"),
            ("perspective", "TEXT", "id"),
            ("everyone", "INTEGER", "courses that everyone takes"),
            ("with_syllabus", "INTEGER", "those of them with outcomes among the files"),
            ("carrying", "INTEGER", "those of these that carry the perspective"),
            ("not_labelled", "INTEGER", "those of these of which it is not known"),
            ("least", "INTEGER", "courses with it whatever is chosen; NULL where not said"),
            ("best", "INTEGER", "likewise for the choice that meets it most"),
            ("not_said", "INTEGER", "courses of which it is not said who takes them"),
            ("basis", "TEXT", "the weakest basis of what everyone takes, or NULL"),
        ),
    ),
    "programme_note": (
        "where a programme and a course syllabus do not agree",
        (
            ("programme", "TEXT", "key"),
            ("kind", "TEXT", "credits differ, credits cannot be, equal title or valid later"),
            ("code", "TEXT", "as listed, or NULL"),
            ("title", "TEXT", "as listed"),
            ("listed", "TEXT", "what the course list has"),
            ("found", "TEXT", "what the course syllabus has"),
            ("course", "TEXT", "key"),
            ("page", "INTEGER", "of the course list, from 1"),
        ),
    ),
    "goal": (
        "a goal of a programme, to which outcomes of its courses may lead",
        (
            ("programme", "TEXT", "key"),
            ("kind", "TEXT", "degree: all its goals of one knowledge form; or programme"),
            ("goal", "TEXT", "its number, or its knowledge form"),
            ("text", "TEXT", "verbatim; empty for the goals of the degree"),
            ("knowledge_form", "TEXT", "or NULL where it is not said"),
            ("source", "TEXT", "degree, programme (an outcome of its syllabus) or table (of the user's own)"),
            ("outcome", "TEXT", "id of that outcome, or NULL"),
        ),
    ),
    "goal_link": (
        "an outcome of a course, or a course, that leads to a goal",
        (
            ("programme", "TEXT", "key"),
            ("goal", "TEXT", "as in goal"),
            ("course", "TEXT", "key, or NULL where no syllabus was found"),
            ("listed", "TEXT", "code of the course, or its title, as listed"),
            ("outcome", "INTEGER", "number of the outcome, as in outcome; NULL for the course as a whole"),
            ("number", "INTEGER", "its number in the course, from 1, or NULL"),
            ("basis", "TEXT", "syllabus (under the heading of the knowledge form) or table (the user's own)"),
            ("first_term", "INTEGER", "the earliest term in which the course may begin; NULL where not said"),
            ("last_term", "INTEGER", "likewise the latest"),
            ("stage", "TEXT", "of the course for this goal: introduced, deepened, met again or not said"),
        ),
    ),
    "outcome": (
        "a learning outcome",
        (
            ("outcome", "INTEGER", "number within the audit, from 1"),
            ("owner_kind", "TEXT", "course or programme"),
            ("owner", "TEXT", "key of the course or programme"),
            ("source", "TEXT", "path of the file"),
            ("id", "TEXT", "within its syllabus"),
            ("text", "TEXT", "verbatim: text from a document, to be escaped where it is shown"),
            ("lead_in", "TEXT", "the words before the list"),
            ("knowledge_form", "TEXT", ""),
            ("module", "TEXT", ""),
            ("page", "INTEGER", "from 1"),
            ("language", "TEXT", "ISO 639-1, or NULL where it is not known"),
            ("recognised", "INTEGER", "1 where its words were recognised from a picture"),
            (
                "assessments",
                "TEXT",
                "names of what examines it, as written, separated by |, where a table says so",
            ),
            (
                "counted",
                "INTEGER",
                (
                    "1 where it is part of the shares; 0 for translations, earlier versions and a"
                    " programme's own"
                ),
            ),
        ),
    ),
    "label": (
        "the answer for one outcome and one perspective",
        (
            ("outcome", "INTEGER", "number of the outcome"),
            ("perspective", "TEXT", "id"),
            ("decision", "TEXT", "yes, review, no or not labelled"),
            ("probability", "REAL", "0 to 1; NULL where the model does not label the language"),
            ("rule", "TEXT", "of the codebook"),
            ("kind_of_hit", "TEXT", "one of the scheme's kinds"),
            ("evidence", "TEXT", "the words that decided, separated by |"),
            ("tool_decision", "TEXT", "where a person decided: what the tool had said; otherwise NULL"),
            ("reason", "TEXT", "the person's, or NULL"),
        ),
    ),
    "opportunity": (
        "a perspective met in a course's title, aim or content, and in none of its outcomes",
        (
            ("course", "TEXT", "key"),
            ("place", "TEXT", "kind of section"),
            ("text", "TEXT", "verbatim"),
            ("page", "INTEGER", "from 1"),
            ("perspective", "TEXT", "id"),
            ("rule", "TEXT", "of the codebook"),
        ),
    ),
    "share": (
        "a share with what it is made of",
        (
            ("programme", "TEXT", "key, or NULL for all courses of the audit"),
            ("courses", "TEXT", "all, or those that everyone or some take, or of which it is not said"),
            ("perspective", "TEXT", "id"),
            ("of", "TEXT", "outcomes, courses or credits"),
            ("numerator", "REAL", ""),
            ("denominator", "REAL", ""),
            ("left_out", "REAL", "outcomes, courses or credits of which the answer is not known"),
            ("syllabi", "INTEGER", "courses whose syllabus, with outcomes, is there"),
            ("listed", "INTEGER", "courses that the share is about"),
            ("headline", "INTEGER", "1 where enough is known for a share, else 0"),
        ),
    ),
    "not_labelled": (
        "outcomes that are in no share, because the model was not trained for their language",
        (
            ("programme", "TEXT", "key, or NULL for all courses of the audit"),
            ("courses", "TEXT", "as in share"),
            ("perspective", "TEXT", "id"),
            ("language", "TEXT", "ISO 639-1, or NULL where it is not known"),
            ("outcomes", "INTEGER", "how many"),
        ),
    ),
}


def table_rows(audit: Audit) -> dict[str, Iterator[tuple[object, ...]]]:
    """Return the rows of each of `TABLES`, made as they are asked for."""
    return {
        "provenance": (
            (name, _as_cell(getattr(audit.provenance, name)))
            for name in audit.provenance.__dataclass_fields__
        ),
        "file": ((path, str(status)) for path, status in audit.files),
        "failure": (
            (item.source, item.stage, str(item.category), item.page, item.message, item.hint, item.detail)
            for item in audit.failures
        ),
        "course": _course_rows(audit),
        "programme": (
            (item.key, item.header.code, item.header.title, _number(item.header.credits), item.source)
            for item in audit.programmes
        ),
        "programme_course": _listed_rows(audit),
        "programme_block": (row for item in audit.programmes for row in _block_rows(item)),
        "exposure": (row for item in audit.programmes for row in _exposure_rows(item)),
        "programme_note": (row for item in audit.programmes for row in _note_rows(item)),
        "goal": (row for item in audit.programmes for row in _goal_rows(item)),
        "goal_link": _goal_link_rows(audit),
        "outcome": (row for row, _ in _outcomes(audit)),
        "label": _label_rows(audit),
        "opportunity": (
            row for course in audit.courses for row in _opportunity_rows(course.key, course.opportunities)
        ),
        "share": _share_rows(audit),
        "not_labelled": _not_labelled_rows(audit),
    }


def _as_cell(value: object) -> str:
    """Return a value of the provenance as text: what was passed over as ".png 3, hidden 1"."""
    if isinstance(value, tuple):
        return ", ".join(f"{kind} {count}" for kind, count in value)
    return str(value)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _course_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for course in audit.courses:
        header, said = course.header, course.instruction
        yield (
            course.key,
            header.code,
            header.title,
            header.title_en,
            _number(header.credits),
            header.level,
            header.valid_from,
            header.department,
            header.subject_group,
            header.subject,
            "|".join(header.main_fields),
            header.owner,
            str(said.status),
            "|".join(said.main),
            "|".join(said.possible),
        )


def _listed_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for programme in audit.programmes:
        for item in programme.courses:
            ref = item.ref
            yield (
                programme.key,
                item.course_key,
                ref.code,
                ref.title,
                _number(ref.credits),
                "|".join(map(str, ref.terms)),
                "|".join(map(str, ref.years)),
                str(ref.kind),
                str(ref.status),
                ref.basis,
                ref.reason,
                ref.block,
                ref.group,
                ref.track,
                ref.page,
                item.linked_by,
                item.person,
                item.confirmed_by,
            )


def _block_rows(programme: ProgrammeProfile) -> Iterator[tuple[object, ...]]:
    for block in programme.analysed.syllabus.blocks:
        yield (
            programme.key,
            block.id,
            block.parent,
            block.name,
            None if block.rule is None else str(block.rule),
            *(block.courses or (None, None)),
            *(map(_number, block.credits or (None, None))),
            block.axis,
            block.evidence,
            block.page,
            int(block.by_person),
        )


def _exposure_rows(programme: ProgrammeProfile) -> Iterator[tuple[object, ...]]:
    for item in programme.exposure:
        yield (
            programme.key,
            item.perspective,
            item.everyone,
            item.with_syllabus,
            len(item.carrying),
            len(item.not_labelled),
            item.least,
            item.best,
            len(item.not_said),
            item.basis,
        )


def _note_rows(programme: ProgrammeProfile) -> Iterator[tuple[object, ...]]:
    for note in programme.notes:
        yield (
            programme.key,
            note.kind,
            note.code,
            note.title,
            note.listed,
            note.found,
            note.course_key,
            note.page,
        )


def _goal_rows(programme: ProgrammeProfile) -> Iterator[tuple[object, ...]]:
    for matrix in programme.matrices:
        for goal in matrix.goals:
            form = None if goal.knowledge_form is None else str(goal.knowledge_form)
            yield programme.key, matrix.kind, goal.id, goal.text, form, goal.source, goal.outcome


def _goal_link_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    counted: dict[object, list[object]] = {}
    for row, _ in _outcomes(audit):
        number, kind, owner, *_rest, counts = row
        if kind == "course" and counts:
            counted.setdefault(owner, []).append(number)
    for programme in audit.programmes:
        for cell in (cell for matrix in programme.matrices for cell in matrix.cells):
            about = (programme.key, cell.goal, cell.course_key, cell.course)
            rest = (*(cell.terms or (None, None)), cell.stage)
            if cell.whole:
                yield (*about, None, None, "table", *rest)
            if cell.named_whole:
                yield (*about, None, None, "syllabus", *rest)
            for place in cell.outcomes:
                basis = "table" if place in cell.by_table else "syllabus"
                yield (*about, counted[cell.course_key][place - 1], place, basis, *rest)


def _outcomes(audit: Audit) -> Iterator[tuple[tuple[object, ...], AnalysedOutcome]]:
    """Yield the row of each outcome, numbered from 1, and the outcome."""
    number = 0
    owners: list[tuple[str, str, str, AnalysedSyllabus, frozenset[int]]] = []
    for course in audit.courses:
        counted = frozenset(id(item) for item in course.counted_outcomes())
        owners += [
            ("course", course.key, source, analysed, counted)
            for analysed, source in zip(course.analysed, course.sources, strict=True)
        ]
    owners += [("programme", item.key, item.source, item.analysed, frozenset()) for item in audit.programmes]
    for kind, owner, source, analysed, counted in owners:
        for item in analysed.outcomes:
            number += 1
            outcome = item.outcome
            form = str(outcome.knowledge_form) if outcome.knowledge_form else None
            yield (
                (
                    number,
                    kind,
                    owner,
                    source,
                    outcome.id,
                    outcome.text,
                    outcome.lead_in,
                    form,
                    outcome.module,
                    outcome.page,
                    outcome.language,
                    int(outcome.recognised),
                    "|".join(outcome.assessments),
                    int(id(item) in counted),
                ),
                item,
            )


def _label_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for row, item in _outcomes(audit):
        for label in item.labels:
            words = "|".join(dict.fromkeys(evidence.text for evidence in label.evidence))
            human = (str(label.human.tool), label.human.reason) if label.human else (None, None)
            yield (
                row[0],
                label.perspective,
                str(label.decision),
                label.probability,
                label.rule,
                label.kind_of_hit,
                words,
                *human,
            )


def _opportunity_rows(course: str, mentions: Sequence[Mention]) -> Iterator[tuple[object, ...]]:
    for mention in mentions:
        yield (
            course,
            str(mention.place),
            mention.text,
            mention.page,
            mention.label.perspective,
            mention.label.rule,
        )


def _share_sets(audit: Audit) -> Iterator[tuple[str | None, str, tuple[PerspectiveShares, ...]]]:
    """Yield the programme (None for all courses), which of its courses, and their shares."""
    sets: list[tuple[str | None, str, tuple[PerspectiveShares, ...]]] = [(None, "all", audit.shares)]
    for item in audit.programmes:
        sets += [
            (item.key, "all", item.shares),
            (item.key, "everyone", item.compulsory_shares),
            (item.key, "some", item.elective_shares),
            (item.key, "not said", item.unsaid_shares),
        ]
    yield from sets


def _not_labelled_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for programme, courses, shares in _share_sets(audit):
        for share in shares:
            for item in share.not_labelled:
                yield programme, courses, share.perspective, item.language, item.outcomes


def _share_rows(audit: Audit) -> Iterator[tuple[object, ...]]:
    for programme, courses, shares in _share_sets(audit):
        for share in shares:
            outcomes = sum(item.outcomes for item in share.not_labelled)
            for of, indicator, left_out in (
                ("outcomes", share.outcomes, outcomes),
                ("courses", share.courses, share.unknown_courses),
                ("credits", share.credits, share.unknown_credits),
            ):
                yield (
                    programme,
                    courses,
                    share.perspective,
                    of,
                    _number(indicator.numerator),
                    _number(indicator.denominator),
                    _number(left_out),
                    int(share.syllabi.numerator),
                    int(share.syllabi.denominator),
                    int(share.headline),
                )
