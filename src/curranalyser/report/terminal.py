"""The table for the terminal: plain lines, no colour, as wide as asked."""

import textwrap
from collections.abc import Iterable, Sequence

from curranalyser.i18n import Translator, translator
from curranalyser.report.view import AuditView, ProgrammeView, SharesView

NARROWEST = 40
INDENT = "  "
# Lines on what is left out; the report has all.
MOST_NOTES = 20


def _pairs(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Lay out names and values in two columns, the values wrapped within theirs."""
    first = min(max((len(name) for name, _ in pairs), default=0), width // 2)
    lines = []
    for name, value in pairs:
        names = textwrap.wrap(name, first) or [""]
        values = textwrap.wrap(value, width - first - 2 * len(INDENT)) or [""]
        for place in range(max(len(names), len(values))):
            left = names[place] if place < len(names) else ""
            right = values[place] if place < len(values) else ""
            lines.append(f"{INDENT}{left:<{first}}{INDENT}{right}".rstrip())
    return lines


def _and_more(texts: Sequence[str], say: Translator) -> list[str]:
    left = len(texts) - MOST_NOTES
    if left <= 0:
        return []
    return [INDENT + say.ngettext("and %(count)s more", "and %(count)s more", left)]


def _everyone(programme: ProgrammeView, say: Translator) -> str:
    """Say how many courses everyone takes, and how many of these have a syllabus here."""
    first = next(iter(programme.exposure), None)
    if first is None or first.unsaid:
        return say.gettext("not known")
    return say.ngettext(
        "%(count)s course, %(found)s with a syllabus",
        "%(count)s courses, %(found)s with a syllabus",
        first.everyone,
        found=say.number(first.with_syllabus),
    )


def _listed(heading: str, texts: Sequence[str], width: int, say: Translator) -> list[str]:
    """Lay out some notes under a heading; nothing where there are none."""
    if not texts:
        return []
    lines = textwrap.wrap(heading, width)
    for text in texts[:MOST_NOTES]:
        lines += textwrap.wrap(text, width, initial_indent=INDENT, subsequent_indent=2 * INDENT)
    return [*lines, *_and_more(texts, say), ""]


def _all_left_out(view: AuditView, width: int, say: Translator) -> list[str]:
    """Say what is not labelled in all courses, where their shares are not shown: once if all say the same."""
    told: dict[str, list[str]] = {}
    for item in view.shares:
        if item.left_out:
            told.setdefault(item.left_out, []).append(item.perspective.name)
    whole = say.gettext("All courses")
    lines: list[str] = []
    for text, names in told.items():
        of = whole if len(names) == len(view.shares) else f"{whole} ({', '.join(names)})"
        lines += textwrap.wrap(f"{of}, {text}", width)
    return [*lines, ""]


def _share_lines(items: Iterable[SharesView], say: Translator) -> list[tuple[str, str]]:
    """Say the shares of each perspective, with what is left out of them and why there is none."""
    pairs = []
    for item in items:
        parts = [
            say.gettext(
                "%(share)s: %(outcomes)s outcomes, %(courses)s courses",
                share=f"{item.outcomes.percent} ({item.outcomes.band})"
                if item.outcomes.band
                else item.outcomes.percent,
                outcomes=item.outcomes.fraction,
                courses=item.courses.fraction,
            ),
            say.gettext("%(count)s to review", count=say.number(item.to_review)) if item.to_review else "",
            item.human_text,
            item.left_out,
            "" if item.enough else item.syllabi_text,
        ]
        pairs.append((item.perspective.heading, ", ".join(part for part in parts if part)))
    return pairs


def terminal_lines(view: AuditView, width: int = 80) -> tuple[str, ...]:
    """Return one compact table per programme, one for courses of none, and the files that need attention.

    Programmes stand in the order of the pages.

    Args:
        view: what to show.
        width: characters a line may have; never less than 40.
    """
    width = max(width, NARROWEST)
    say = translator(view.lang)

    lines: list[str] = []
    for programme in view.in_order:
        lines += textwrap.wrap(programme.name, width)
        courses = say.gettext(
            "%(found)s with a syllabus, of %(listed)s listed",
            found=say.number(programme.found),
            listed=say.number(programme.listed),
        )
        languages = ", ".join(f"{name} {say.number(count)}" for name, count in programme.instruction)
        pairs = [
            (say.gettext("Courses"), courses),
            (say.gettext("Outcomes"), say.number(programme.outcomes)),
            # Without a course there is nothing to have a share of.
            *(_share_lines(programme.shares[0].shares, say) if programme.found else []),
            *([(say.gettext("Its own outcomes"), programme.own_summary)] if programme.own_summary else []),
            (say.gettext("Everyone takes"), _everyone(programme, say)),
            *([(say.gettext("Confirmed"), programme.confirmed)] if programme.confirmed else []),
            (say.gettext("Language of instruction"), languages or "–"),
            (say.gettext("Files that need attention"), say.number(programme.files_needing_attention)),
        ]
        lines += [*_pairs(pairs, width), ""]
    if view.unlinked and view.programmes:
        lines += textwrap.wrap(
            say.ngettext(
                "%(count)s course belongs to no programme of the audit.",
                "%(count)s courses belong to no programme of the audit.",
                len(view.unlinked),
            ),
            width,
        )
        lines.append("")
    if view.programmes and view.unlabelled:
        lines += _all_left_out(view, width, say)
    if not view.programmes:
        lines.append(say.gettext("All courses"))
        pairs = [
            (say.gettext("Courses"), say.number(len(view.courses))),
            (say.gettext("Outcomes"), say.number(view.outcomes)),
            *_share_lines(view.shares, say),
        ]
        lines += [*_pairs(pairs, width), ""]
    if view.outcomes:
        lines += [*textwrap.wrap(view.rates, width), ""]
    lines += _listed(
        say.gettext("Departments and subjects with at least one course"),
        [f"{item.perspective.heading}: {item.sentence}" for item in view.reached if item.known > 1],
        width,
        say,
    )
    for text in view.shared_codes[:MOST_NOTES]:
        lines += textwrap.wrap(text, width)
    if view.shared_codes:
        lines += [*_and_more(view.shared_codes, say), ""]
    lines += _listed(
        say.gettext("Where the course list and the course syllabi do not agree"),
        [text for programme in view.in_order for text in programme.disagreements],
        width,
        say,
    )
    lines += _listed(
        say.gettext("What is left out of the figures"),
        [f"{course.name}: {note}" for course in view.courses for note in course.notes],
        width,
        say,
    )
    if view.attention:
        lines.append(say.gettext("Files that need attention"))
        for file in view.attention:
            text = "; ".join(problem.message for problem in file.problems) or file.status
            lines += textwrap.wrap(
                f"{file.path}: {text}", width, initial_indent=INDENT, subsequent_indent=2 * INDENT
            )
        lines.append("")
    if view.passed_over:
        lines += [*textwrap.wrap(view.passed_over, width, subsequent_indent=INDENT), ""]
    return tuple(lines[:-1])
