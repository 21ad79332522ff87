"""What the figures of a programme come to: at most three sentences, each with its counts.

Nothing is said of what is not known: where too few of the courses could be analysed, that is the sentence.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from curranalyser.datamodel import AggregateRules, Decision
from curranalyser.i18n import Translator
from curranalyser.report.view import (
    CourseRow,
    CourseView,
    ExposureView,
    PerspectiveView,
    ProgrammeView,
    SharesView,
)

# More would not be read.
MOST_SENTENCES = 3
# As many courses are named in a sentence; more are found on the programme's page.
_MOST_NAMED = 3


def _named(perspectives: Iterable[PerspectiveView], style: Literal["standard", "or"], say: Translator) -> str:
    """List perspectives: "the international, the intercultural or the comparative"."""
    return say.listed((say.gettext("the %(name)s", name=item.name) for item in perspectives), style)


def _naming(sentence: str, courses: Sequence[CourseRow | CourseView], say: Translator) -> str:
    """Add which courses a sentence is about, where they are few."""
    names = [course.code or course.title for course in courses]
    if not 0 < len(names) <= _MOST_NAMED or not all(names):
        return sentence
    return f"{sentence.removesuffix('.')}: {say.listed(names)}."


def _known(item: ExposureView) -> int:
    """Of how many of the courses that everyone takes it is known whether they carry the perspective."""
    return item.with_syllabus - item.not_labelled


def _first_met(item: ExposureView, say: Translator) -> str:
    name, known = say.gettext("the %(name)s", name=item.perspective.name), _known(item)
    values = {"name": name, "part": say.number(item.carrying), "of": say.number(known)}
    if known == item.everyone == 1:
        return say.gettext(
            "Every student meets %(name)s perspective in the one course that everyone takes", name=name
        )
    if known == item.everyone:
        return say.gettext(
            "Every student meets %(name)s perspective in %(part)s of the %(of)s courses that everyone takes",
            **values,
        )
    if known == 1:
        return say.gettext(
            "Every student meets %(name)s perspective in the one course that everyone takes and that could be"
            " analysed",
            name=name,
        )
    return say.gettext(
        "Every student meets %(name)s perspective in %(part)s of the %(of)s courses that everyone takes and"
        " that could be analysed",
        **values,
    )


def _further_met(item: ExposureView, first: ExposureView, say: Translator) -> str:
    name, known = say.gettext("the %(name)s", name=item.perspective.name), _known(item)
    if known != _known(first):
        return say.gettext(
            "%(name)s in %(part)s of %(whole)s",
            name=name,
            part=say.number(item.carrying),
            whole=say.number(known),
        )
    return say.gettext("%(name)s in %(part)s", name=name, part=say.number(item.carrying))


def _none_met(items: Sequence[ExposureView], say: Translator) -> str:
    known, everyone = _known(items[0]), items[0].everyone
    names = _named((item.perspective for item in items), "or", say)
    if known == everyone == 1:
        return say.gettext(
            "The one course that everyone takes does not carry %(names)s perspective.", names=names
        )
    if known == everyone:
        return say.gettext(
            "None of the %(of)s courses that everyone takes carries %(names)s perspective.",
            of=say.number(known),
            names=names,
        )
    if known == 1:
        return say.gettext(
            "The one course that everyone takes and that could be analysed does not carry %(names)s"
            " perspective.",
            names=names,
        )
    return say.gettext(
        "None of the %(of)s courses that everyone takes and that could be analysed carries %(names)s"
        " perspective.",
        of=say.number(known),
        names=names,
    )


def _unless_chosen(items: Iterable[ExposureView], sentence: str, say: Translator) -> str:
    """Add to what the courses that everyone takes come to what every student meets whatever is chosen.

    Args:
        items: perspectives that none of the courses that everyone takes carries.
        sentence: what is said of these courses.
        say: the reader's language.
    """
    unmet = list(items)
    text = sentence.removesuffix(".")
    surely = sorted((item for item in unmet if item.least), key=lambda item: -(item.least or 0))
    parts = []
    for place, item in enumerate(surely):
        name, least = say.gettext("the %(name)s", name=item.perspective.name), item.least or 0
        parts.append(
            say.gettext("%(name)s in at least %(part)s", name=name, part=say.number(least))
            if place
            else say.ngettext(
                "%(name)s perspective in at least %(count)s course",
                "%(name)s perspective in at least %(count)s courses",
                least,
                name=name,
            )
        )
    if parts:
        text = say.gettext(
            "%(text)s; whatever is chosen, every student meets %(names)s", text=text, names=say.listed(parts)
        )
    unknown = [item.perspective for item in unmet if item.least is None]
    if unknown:
        names = _named(unknown, "or", say)
        text = say.gettext(
            "%(text)s; whether every student meets %(names)s perspective is not known", text=text, names=names
        )
    return f"{text}."


def _met_and_not(order: Sequence[ExposureView], say: Translator) -> str:
    """Say which perspectives every student meets and which not; the first of `order` is met."""
    met = [item for item in order if item.carrying]
    first, further = _first_met(met[0], say), [_further_met(item, met[0], say) for item in met[1:]]
    if len(further) == 1:
        text = say.gettext("%(first)s, and %(further)s", first=first, further=further[0])
    else:
        text = ", ".join((first, *([say.listed(further)] if further else [])))
    # Where less is known of one than of the others, nothing is said of it.
    unmet = [item for item in order if not item.carrying and _known(item) == _known(met[0])]
    # "None" would be taken for the whole programme, so it is not said of what choices lead to.
    none = [item.perspective for item in unmet if item.least == 0]
    if none:
        text = say.gettext("%(met)s, but %(names)s in none", met=text, names=_named(none, "standard", say))
    return _unless_chosen(unmet, text, say)


def _met_unknown(known: int, everyone: int, say: Translator) -> str:
    if everyone == 1:
        return say.gettext(
            "What every student meets is not known: the one course that everyone takes could not be analysed."
        )
    return say.gettext(
        "What every student meets is not known: %(part)s of the %(of)s courses that everyone takes could be"
        " analysed.",
        part=say.number(known),
        of=say.number(everyone),
    )


def _met(exposure: Sequence[ExposureView], rules: AggregateRules, say: Translator) -> str:
    """Say what every student meets; "" where there is nothing to say."""
    if not exposure:
        return ""
    if exposure[0].unsaid:
        return say.gettext(
            "The programme syllabus does not say which courses everyone takes, so what every student meets is"
            " not known."
        )
    everyone = exposure[0].everyone
    if not everyone:
        text = say.gettext("There is no course that every student takes.")
        return _unless_chosen((item for item in exposure if item.least), text, say)
    least_known = min(map(_known, exposure))
    if not least_known or not rules.enough(least_known, everyone):
        return _met_unknown(least_known, everyone, say)
    return _met_in_what_everyone_takes(exposure, say)


def _met_in_what_everyone_takes(exposure: Sequence[ExposureView], say: Translator) -> str:
    """Say which perspectives the courses that everyone takes carry, where enough of them are known."""
    # The perspectives that are met come first, the most met before the others.
    order = sorted(exposure, key=lambda item: -item.carrying)
    if order[0].carrying:
        return _met_and_not(order, say)
    # With other numbers for each, one sentence would be wrong for some.
    if len(set(map(_known, exposure))) > 1:
        return ""
    return _unless_chosen(exposure, _none_met(exposure, say), say)


def _certain(share: SharesView) -> bool:
    """Whether it is known which outcomes carry a perspective: enough of them, and none left open."""
    return share.enough and not share.not_labelled and not share.to_review


def _promised(programme: ProgrammeView, certain: set[str], say: Translator) -> tuple[str, set[str]]:
    """Say which perspectives the programme's own outcomes have and no course has, and return these."""
    found = [
        item.perspective
        for item in programme.promises
        if item.open and not item.left_out and item.perspective.id in certain and not item.carried.numerator
    ]
    if not found:
        return "", set()
    text = say.gettext(
        "The programme’s own outcomes have %(names)s perspective; no outcome of its courses found here has.",
        names=_named(found, "standard", say),
    )
    return text, {item.id for item in found}


def _absent(shares: Iterable[SharesView], said: set[str], say: Translator) -> str:
    """Say which perspectives no outcome of the courses carries."""
    found = [
        item
        for item in shares
        if _certain(item) and not item.outcomes.numerator and item.perspective.id not in said
    ]
    if not found:
        return ""
    names, courses = _named((item.perspective for item in found), "or", say), found[0].syllabi[0]
    if courses == 1:
        return say.gettext(
            "No outcome of the one course with a syllabus carries %(names)s perspective.", names=names
        )
    return say.gettext(
        "No outcome of the %(of)s courses with a syllabus carries %(names)s perspective.",
        of=say.number(courses),
        names=names,
    )


def _content_only(programme: ProgrammeView, say: Translator) -> str:
    if not programme.opportunities:
        return ""
    sentence = say.ngettext(
        "%(count)s course has a perspective in its content that none of its outcomes carries.",
        "%(count)s courses have a perspective in their content that none of their outcomes carries.",
        len(programme.opportunities),
    )
    return _naming(sentence, [course for course, _ in programme.opportunities], say)


def _waiting(programme: ProgrammeView) -> int:
    """Return how many outcomes of its courses a person is to decide."""
    courses = {row.course.anchor: row.course for row in programme.rows if row.course}
    return sum(
        any(label.decision == Decision.REVIEW for label in outcome.labels)
        for course in courses.values()
        for outcome in course.outcomes
    )


def _for_people(programme: ProgrammeView, say: Translator) -> str:
    waiting = _waiting(programme)
    if not waiting:
        return ""
    return say.ngettext(
        "%(count)s outcome is for a person to decide.",
        "%(count)s outcomes are for a person to decide.",
        waiting,
    )


def _missing(found: int, listed: int, rows: Sequence[CourseRow], say: Translator) -> str:
    """Say how many listed courses have no syllabus; `rows` are those without any, and may be fewer."""
    if found >= listed:
        return ""
    sentence = say.ngettext(
        "%(count)s of the %(listed)s listed courses has no syllabus with outcomes among the files.",
        "%(count)s of the %(listed)s listed courses have no syllabus with outcomes among the files.",
        listed - found,
        listed=say.number(listed),
    )
    return _naming(sentence, rows, say) if len(rows) == listed - found else sentence


def _nothing_found(programme: ProgrammeView, say: Translator) -> str:
    if not programme.listed:
        return say.gettext("No course could be read in the programme syllabus, so there is nothing to count.")
    if programme.found == 1:
        return say.gettext("No learning outcome was found in the one syllabus of its courses.")
    if programme.found:
        return say.gettext(
            "No learning outcome was found in the %(of)s syllabi of its courses.",
            of=say.number(programme.found),
        )
    if programme.listed == 1:
        return say.gettext("The one listed course has no syllabus among the files.")
    return say.gettext(
        "None of the %(of)s listed courses has a syllabus among the files.", of=say.number(programme.listed)
    )


def programme_findings(programme: ProgrammeView, rules: AggregateRules, say: Translator) -> tuple[str, ...]:
    """Say what the figures of a programme come to.

    Args:
        programme: its figures.
        rules: of the audit; they say how much has to be known.
        say: the reader's language.

    Returns:
        One to three sentences.
    """
    if not programme.outcomes:
        return (_nothing_found(programme, say),)
    shares = programme.shares[0].shares
    found, listed = shares[0].syllabi if shares else (programme.found, programme.listed)
    met = _met(programme.exposure, rules, say)
    if not rules.enough(found, listed):
        little = say.ngettext(
            "Too little is known for shares: %(count)s of the %(listed)s listed courses has a syllabus with"
            " outcomes among the files.",
            "Too little is known for shares: %(count)s of the %(listed)s listed courses have a syllabus with"
            " outcomes among the files.",
            found,
            listed=say.number(listed),
        )
        return tuple(filter(None, (little, met)))
    promised, said = _promised(programme, {item.perspective.id for item in shares if _certain(item)}, say)
    missing = _missing(found, listed, programme.missing, say)
    between = [
        text
        for text in (
            promised,
            _absent(shares, said, say),
            _content_only(programme, say),
            _for_people(programme, say),
        )
        if text
    ]
    room = MOST_SENTENCES - bool(met) - bool(missing)
    return tuple(filter(None, (met, *between[:room], missing)))


def _find_syllabi(programme: ProgrammeView, rules: AggregateRules, say: Translator) -> str:
    shares = programme.shares[0].shares if programme.shares else ()
    found, listed = shares[0].syllabi if shares else (programme.found, programme.listed)
    if not listed or rules.enough(found, listed):
        return ""
    return say.ngettext(
        "where the syllabus of %(count)s listed course is: until then too little is known for shares.",
        "where the syllabi of %(count)s listed courses are: until then too little is known for shares.",
        listed - found,
    )


def _say_who_takes_them(programme: ProgrammeView, rules: AggregateRules, say: Translator) -> str:
    if not programme.exposure or not programme.exposure[0].unsaid:
        return ""
    return say.gettext(
        "which courses everyone takes: the programme syllabus does not say it, and without it nobody knows"
        " what every student meets."
    )


def _review(programme: ProgrammeView, rules: AggregateRules, say: Translator) -> str:
    waiting = _waiting(programme)
    if not waiting:
        return ""
    return say.ngettext(
        "whether %(count)s learning outcome that is to be reviewed carries a perspective.",
        "whether %(count)s learning outcomes that are to be reviewed carry a perspective.",
        waiting,
    )


def _in_an_outcome(programme: ProgrammeView, rules: AggregateRules, say: Translator) -> str:
    if not programme.opportunities:
        return ""
    return say.ngettext(
        "whether what %(count)s course has of a perspective in its content belongs in a learning outcome too,"
        " or not.",
        "whether what %(count)s courses have of a perspective in their content belongs in learning outcomes"
        " too, or not.",
        len(programme.opportunities),
    )


# What stands before the others has to be known before they can be decided.
_OPEN = (_find_syllabi, _say_who_takes_them, _review, _in_an_outcome)


def next_step(programme: ProgrammeView, rules: AggregateRules, say: Translator) -> str:
    """Say what is to be decided next in a programme: a question that its figures leave open, never an answer.

    Args:
        programme: its figures.
        rules: of the audit; they say how much has to be known.
        say: the reader's language.

    Returns:
        One sentence without its beginning ("To decide next:"), or "" where nothing is open.
    """
    return next(filter(None, (question(programme, rules, say) for question in _OPEN)), "")
