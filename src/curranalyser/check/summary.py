"""What stands at the head or foot of every form of a check: findings and perspectives, counted."""

from collections import Counter
from collections.abc import Iterator, Sequence

from curranalyser.check.draft import Checked
from curranalyser.check.finding import Finding, Severity
from curranalyser.datamodel import Decision, counted_languages
from curranalyser.i18n import Translator
from curranalyser.report.unlabelled import not_labelled_text
from curranalyser.scheme import Scheme, localised


def severity_counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    """Return how many warnings, suggestions and pieces of information there are."""
    counted = Counter(item.severity for item in findings)
    return counted[Severity.WARNING], counted[Severity.SUGGESTION], counted[Severity.INFO]


def counts_told(counts: Sequence[int], say: Translator) -> tuple[str, str, str]:
    """Return the counts of `severity_counts` in words."""
    return (
        say.ngettext("%(count)s warning", "%(count)s warnings", counts[0]),
        say.ngettext("%(count)s suggestion", "%(count)s suggestions", counts[1]),
        say.ngettext("%(count)s piece of information", "%(count)s pieces of information", counts[2]),
    )


def left_out_told(suppressed: int, known: int, say: Translator) -> list[str]:
    """Return in words how many findings the settings suppress and how many the baseline holds already."""
    told = [say.gettext("%(count)s suppressed", count=suppressed)] if suppressed else []
    return told + ([say.gettext("%(count)s in the baseline", count=known)] if known else [])


def perspective_lines(checked: Checked, scheme: Scheme, say: Translator) -> Iterator[str]:
    """Yield in how many outcomes of a syllabus each perspective stands; first what is not labelled."""
    outcomes = checked.analysed.outcomes
    left_out = Counter(item.outcome.language for item in outcomes if item.unlabelled)
    total = len(outcomes) - left_out.total()
    if left_out:
        yield not_labelled_text(counted_languages(left_out), say)
    if not total:
        return
    for perspective in scheme.perspectives:
        name = localised(perspective.name, say.lang)
        count = sum(item.label(perspective.id).decision is Decision.YES for item in outcomes)
        if count:
            yield say.gettext(
                "%(name)s: in %(count)s of %(total)s outcomes.", name=name, count=count, total=total
            )
        elif left_out:
            yield say.gettext("%(name)s: in no labelled outcome.", name=name)
        else:
            yield say.gettext("%(name)s: in no outcome.", name=name)
