"""Evaluations as text for the terminal and for reports, in Swedish or English."""

from collections.abc import Sequence

from curranalyser.datamodel import Decision
from curranalyser.evaluate.designs import TEXT_CATEGORISER, DesignResult
from curranalyser.evaluate.intervals import Interval
from curranalyser.evaluate.pairs import Alike
from curranalyser.evaluate.perspectives import FEWEST_YES, TOOL, Cell, Evaluation
from curranalyser.i18n import N_, Translator
from curranalyser.review.kappa import Agreement
from curranalyser.scheme import Scheme, localised

_METHODS = {TOOL: "curranalyser", "search": N_("word search"), "keyword list": N_("keyword list")}
_SAMPLES = {
    "": N_("all"),
    "representative": N_("representative"),
    "enriched": N_("enriched"),
    "comparison words": N_("comparison words"),
}

_DESIGNS = {
    "cues": N_("cues alone"),
    "n-grams": N_("n-grams alone"),
    "cues and n-grams": N_("cues and n-grams"),
    TEXT_CATEGORISER: N_("text categoriser of spaCy"),
}
_DATA = {"cross-validation": N_("cross-validation"), "test": N_("test split"), "gold": N_("real outcomes")}


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]], numeric_from: int) -> str:
    """Return a Markdown table, aligned for reading as it stands.

    Columns from `numeric_from` on are set flush right.
    """
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    rule = [
        "-" * width if column < numeric_from else "-" * (width - 1) + ":"
        for column, width in enumerate(widths)
    ]
    lines = []
    for row in [head, rule, *rows]:
        cells = [
            text.ljust(width) if column < numeric_from else text.rjust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _figure(value: float | None, translator: Translator) -> str:
    return "–" if value is None else translator.number(value, 3)


def _interval(bounds: Interval | None, translator: Translator) -> str:
    return "–" if bounds is None else "–".join(translator.number(bound, 3) for bound in bounds)


def _part(found: tuple[int, int] | None) -> str:
    return f"{found[0]}/{found[1]}" if found and found[1] else "–"


def evaluation_table(evaluation: Evaluation, scheme: Scheme, translator: Translator) -> str:
    """Return the whole evaluation as Markdown."""
    _ = translator.gettext
    head = [
        _("method"),
        _("sample"),
        _("perspective"),
        _("language"),
        _("outcomes"),
        _("yes in gold"),
        _("precision"),
        _("recall"),
        "F1",
        _("95 percent interval"),
        _("F1, borderline as no"),
        _("for review"),
        _("missed, in review"),
    ]
    rows = [_cell_row(cell, scheme, translator) for cell in evaluation.cells]
    summary_head = [
        _("method"),
        _("macro-F1"),
        _("95 percent interval"),
        _("cells measured"),
        _("macro-F1, borderline as no"),
        _("false yes, representative sample"),
        _("in review, representative sample"),
    ]
    summary = [
        [
            _(_METHODS[name]),
            _figure(method.macro_f1, translator),
            _interval(method.interval, translator),
            _part(method.measured),
            _figure(method.with_borderline, translator),
            _part(method.false_yes),
            _part(method.band),
        ]
        for name, method in evaluation.methods.items()
    ]
    return "\n".join(
        [
            markdown_table(head, rows, 4),
            "",
            markdown_table(summary_head, summary, 1),
            "",
            *_notes(evaluation, translator),
            "",
            _reliability_table(evaluation, translator),
        ]
    )


def _reliability_table(evaluation: Evaluation, translator: Translator) -> str:
    _ = translator.gettext
    number = translator.number
    head = [_("probability"), _("labels"), _("mean probability"), _("yes in gold"), _("share")]
    rows = [
        [
            f"{number(item.low, 2)}–{number(item.high, 2)}",
            str(item.labels),
            number(item.shown, 2),
            str(item.yes),
            number(item.yes / item.labels, 2),
        ]
        for item in evaluation.reliability
    ]
    return markdown_table(head, rows, 1)


def _notes(evaluation: Evaluation, translator: Translator) -> list[str]:
    """Say what the figures leave out, and what became of the yes that was missed."""
    _ = translator.gettext
    own = [cell for cell in evaluation.cells if cell.method == TOOL and not cell.sample]
    missed = sum(cell.without_borderline.missed for cell in own)
    reviewed = sum(cell.missed_in_review or 0 for cell in own)
    notes = [
        _("Missed yes that stand in review: %(reviewed)s of %(missed)s.")
        % {"reviewed": reviewed, "missed": missed}
    ]
    if not all(cell.measured for cell in own):
        notes.append(
            _(
                "In brackets: fewer than %(fewest)s yes in gold. Such a figure is no measure, and macro-F1"
                " leaves it out."
            )
            % {"fewest": FEWEST_YES}
        )
    return notes


def _cell_row(cell: Cell, scheme: Scheme, translator: Translator) -> list[str]:
    counts = cell.without_borderline
    figures = [
        _figure(value, translator) if cell.measured or value is None else f"({_figure(value, translator)})"
        for value in (counts.precision, counts.recall, counts.f1)
    ]
    as_no = _figure(cell.with_borderline.f1, translator)
    missed = "–" if cell.missed_in_review is None else f"{cell.missed_in_review}/{counts.missed}"
    return [
        translator.gettext(_METHODS[cell.method]),
        translator.gettext(_SAMPLES.get(cell.sample, cell.sample)),
        localised(scheme.perspective(cell.perspective).name, translator.lang),
        translator.language(cell.language) if cell.language else "–",
        str(cell.outcomes),
        str(counts.support),
        *figures,
        _interval(cell.interval, translator),
        as_no if cell.measured or cell.with_borderline.f1 is None else f"({as_no})",
        "–" if cell.reviews is None else str(cell.reviews),
        missed,
    ]


def pairs_table(found: Sequence[Alike], scheme: Scheme, translator: Translator) -> str:
    """Return how many pairs are decided alike, a perspective a row, as Markdown."""
    _ = translator.gettext
    head = [
        _("perspective"),
        _("pairs"),
        _("yes in either version"),
        _("decided alike"),
        _("share"),
        _("the other in review"),
    ]
    rows = [
        [
            localised(scheme.perspective(one.perspective).name, translator.lang),
            str(one.pairs),
            str(one.carried),
            str(one.alike),
            translator.percent(one.alike / one.carried) if one.carried else "–",
            str(one.in_review),
        ]
        for one in found
    ]
    carried, alike = sum(one.carried for one in found), sum(one.alike for one in found)
    whole = [
        _("all"),
        "",
        str(carried),
        str(alike),
        translator.percent(alike / carried) if carried else "–",
        str(sum(one.in_review for one in found)),
    ]
    return markdown_table(head, [*rows, whole], 1)


def differing_list(found: Sequence[Alike], scheme: Scheme, translator: Translator) -> str:
    """Return each pair that is not decided alike with both decisions and texts, one a line."""
    names = {
        Decision.YES: translator.gettext("yes"),
        Decision.REVIEW: translator.gettext("for review"),
        Decision.NO: translator.gettext("no"),
        Decision.NOT_LABELLED: translator.gettext("not labelled"),
    }
    return "\n".join(
        f"{localised(scheme.perspective(one.perspective).name, translator.lang)} · sv {names[swedish]}, en"
        f" {names[english]} · {pair.id} · {pair.texts[0]} · {pair.texts[1]}"
        for one in found
        for pair, swedish, english in one.differing
    )


def error_list(evaluation: Evaluation, scheme: Scheme, translator: Translator) -> str:
    """Return each wrong label with its text, probability and evidence, one a line."""
    kinds = {"false yes": translator.gettext("false yes"), "missed": translator.gettext("missed")}
    lines = []
    for error in evaluation.errors:
        label = error.analysed.label(error.perspective)
        evidence = "; ".join(f"{item.text} ({item.cue})" for item in label.evidence)
        name = localised(scheme.perspective(error.perspective).name, translator.lang)
        probability = "–" if label.probability is None else translator.number(label.probability, 2)
        lines.append(
            f"{name} · {kinds[error.kind]} · {probability} · {error.gold.id} · {error.gold.text} · {evidence}"
        )
    return "\n".join(lines)


def agreement_table(agreements: dict[str, Agreement], scheme: Scheme, translator: Translator) -> str:
    """Return kappa and the agreement by label, a perspective a row, as Markdown."""
    _ = translator.gettext
    names = {"yes": _("yes"), "borderline": _("borderline"), "no": _("no"), "review": _("for review")}
    labels = [
        label for label in names if any(label in agreement.by_label for agreement in agreements.values())
    ]
    head = [_("perspective"), _("outcomes"), _("agreed"), "kappa", *(names[label] for label in labels)]
    rows = []
    for perspective, found in agreements.items():
        shares = [
            f"{found.by_label[label][0]}/{found.by_label[label][1]}" if label in found.by_label else "–"
            for label in labels
        ]
        name = localised(scheme.perspective(perspective).name, translator.lang)
        rows.append(
            [
                name,
                str(found.items),
                translator.percent(found.agreed / found.items),
                _figure(found.kappa, translator),
                *shares,
            ]
        )
    return markdown_table(head, rows, 1)


def designs_table(results: Sequence[DesignResult], scheme: Scheme, translator: Translator) -> str:
    """Return macro-F1 by design and data, and F1 by perspective and language, as Markdown."""
    _ = translator.gettext
    data = list(dict.fromkeys(where for result in results for where, _perspective, _language in result.cells))
    macro = _("macro-F1")
    head = [_("design"), *(f"{macro}, {_(_DATA[where])}" for where in data), _("false yes, representative")]
    rows = [
        [
            _(_DESIGNS[result.name]),
            *(_figure(result.macro_f1(where), translator) for where in data),
            "–" if result.false_yes is None else f"{result.false_yes[0]}/{result.false_yes[1]}",
        ]
        for result in results
    ]
    keys = list(dict.fromkeys(key for result in results for key in result.cells))
    cell_head = [
        _("data"),
        _("perspective"),
        _("language"),
        _("yes in gold"),
        *(_(_DESIGNS[result.name]) for result in results),
    ]
    cell_rows = [
        [
            _(_DATA[where]),
            localised(scheme.perspective(perspective).name, translator.lang),
            translator.language(language),
            str(results[0].cells[where, perspective, language].support),
            *(_figure(result.cells[where, perspective, language].f1, translator) for result in results),
        ]
        for where, perspective, language in keys
    ]
    return "\n".join([markdown_table(head, rows, 1), "", markdown_table(cell_head, cell_rows, 3)])
