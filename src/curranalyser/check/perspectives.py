"""P: perspectives in the outcomes, with the words that decided.

What the tool is unsure of is said as unsure.
"""

from collections.abc import Iterator

from curranalyser.check.finding import Finding
from curranalyser.check.report import Subject, in_order, quoted
from curranalyser.datamodel import Decision
from curranalyser.report.unlabelled import language_name
from curranalyser.scheme import localised


def check_perspectives(subject: Subject) -> Iterator[Finding]:
    """Yield P101 for each perspective of an outcome that counts, P102 for each that the tool is unsure of.

    And P103 for an outcome that is not labelled.
    """
    lang = subject.say.lang
    for item in subject.checked.analysed.outcomes:
        if item.unlabelled:
            language = item.outcome.language
            yield subject.finding(
                "P103",
                item.outcome.text,
                item.outcome.page,
                outcome=item.outcome.id,
                why=subject.say.gettext(
                    "%(language)s, a language that the model was not trained for",
                    language=language_name(language, subject.say),
                )
                if language
                else subject.say.gettext("the language is not known"),
            )
        for label in item.labels:
            if label.decision not in (Decision.YES, Decision.REVIEW) or label.probability is None:
                continue
            words = ", ".join(
                dict.fromkeys(quoted(evidence.text, subject.say) for evidence in in_order(label.evidence))
            ) or quoted(item.outcome.text, subject.say)
            spans = tuple(
                sorted(
                    {(evidence.start, evidence.end) for evidence in label.evidence if not evidence.in_lead_in}
                )
            )
            notes = (
                (f"{label.rule}: {localised(subject.scheme.rule(label.rule).text, lang)}",)
                if label.rule
                else ()
            )
            yield subject.finding(
                "P101" if label.decision is Decision.YES else "P102",
                item.outcome.text,
                item.outcome.page,
                spans=spans,
                outcome=item.outcome.id,
                key=label.perspective,
                notes=notes,
                perspective=localised(subject.scheme.perspective(label.perspective).name, lang),
                probability=subject.say.percent(label.probability),
                words=words,
            )
