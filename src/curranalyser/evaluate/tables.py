"""Evaluations as text for the terminal and for reports, in Swedish or English."""

from collections.abc import Sequence

from curranalyser.evaluate.designs import TEXT_CATEGORISER, DesignResult
from curranalyser.evaluate.measures import Agreement
from curranalyser.evaluate.perspectives import TOOL, Cell, Evaluation
from curranalyser.i18n import N_, Translator
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
        _("F1, borderline as no"),
        _("for review"),
    ]
    rows = [_cell_row(cell, scheme, translator) for cell in evaluation.cells]
    parts = [markdown_table(head, rows, 4), ""]
    summary = []
    for method, macro in evaluation.macro_f1.items():
        false, total = evaluation.false_yes[method]
        with_borderline = evaluation.macro_f1_with_borderline[method]
        summary.append(
            [
                _(_METHODS[method]),
                _figure(macro, translator),
                _figure(with_borderline, translator),
                f"{false}/{total}" if total else "–",
            ]
        )
    parts.append(
        markdown_table(
            [
                _("method"),
                _("macro-F1"),
                _("macro-F1, borderline as no"),
                _("false yes, representative sample"),
            ],
            summary,
            1,
        )
    )
    return "\n".join(parts)


def _cell_row(cell: Cell, scheme: Scheme, translator: Translator) -> list[str]:
    counts = cell.without_borderline
    return [
        translator.gettext(_METHODS[cell.method]),
        translator.gettext(_SAMPLES.get(cell.sample, cell.sample)),
        localised(scheme.perspective(cell.perspective).name, translator.lang),
        translator.language(cell.language) if cell.language else "–",
        str(cell.outcomes),
        str(counts.support),
        _figure(counts.precision, translator),
        _figure(counts.recall, translator),
        _figure(counts.f1, translator),
        _figure(cell.with_borderline.f1, translator),
        "–" if cell.reviews is None else str(cell.reviews),
    ]


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
