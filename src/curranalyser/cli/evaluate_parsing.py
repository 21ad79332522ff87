"""`curranalyser evaluate parsing`: how well reading and parsing do on gold."""

import json
from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.i18n import Translator, translator
from curranalyser.output_file import write_file


@click.command("parsing")
@click.argument("gold", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--errors", is_flag=True, help="List every miss.")
@click.option(
    "--json",
    "json_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the figures to this file.",
)
@lang_option
@settings_option
@guarded
def command(
    gold: Path, errors: bool, json_path: Path | None, lang: str | None, settings_path: Path | None
) -> int:
    """Measure reading and parsing on GOLD: JSON lines that name a file and what it holds.

    Strict: equal after white space, hyphenation, case and final punctuation are normalised. Soft: at least
    0.8 of the tokens shared.
    A crash counts as a miss. "Cut off" counts gold outcomes that break off in the middle of one of ours; they
    count as misses all the same.
    """
    from curranalyser.evaluate.parsing import evaluate_parsing, parsing_figures, sum_tallies
    from curranalyser.report.sanitise import clean_line

    settings = choose_settings(settings_path, lang=lang)
    say = translator(settings.lang)
    tallies = evaluate_parsing(gold, settings)
    rows = [(f"{language} · {kind}", parsing_figures(tally)) for (language, kind), tally in tallies.items()]
    rows.append((say.gettext("all"), parsing_figures(sum_tallies(tallies.values()))))
    for name, figures in rows:
        for line in _described(name, figures, say):
            click.echo(line)
    if errors:
        for tally in tallies.values():
            for miss in tally.misses:
                click.echo(clean_line(miss))
    if json_path:
        text = json.dumps(dict(rows), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        write_file(json_path, text.encode("utf-8"), inputs=[gold])
    return 0


def _described(name: str, figures: dict[str, object], say: Translator) -> list[str]:
    """Return the lines of one group of files."""
    outcomes = figures["outcomes"]
    header = figures["header"]
    courses = figures["course_list"]
    files = figures["files"]
    assert isinstance(outcomes, dict)  # noqa: S101 for the type checker
    assert isinstance(header, dict)  # noqa: S101
    assert isinstance(courses, dict)  # noqa: S101
    assert isinstance(files, dict)  # noqa: S101
    kinds = figures["kind"]
    assert isinstance(kinds, dict)  # noqa: S101
    lines = [f"{name}"]
    lines.append(
        "  " + say.gettext("files") + ": " + ", ".join(f"{status} {count}" for status, count in files.items())
    )
    if kinds["of"]:
        lines.append(
            "  " + say.gettext("kind right %(right)s of %(of)s", right=kinds["right"], of=kinds["of"])
        )
    if outcomes["gold"]:
        for kind in ("strict", "soft"):
            values = outcomes[kind]
            lines.append(
                "  "
                + say.gettext(
                    "outcomes, %(kind)s: precision %(precision)s, recall %(recall)s, F1 %(f1)s (gold"
                    " %(gold)s, found %(found)s, gold cut off %(cut)s)",
                    kind=say.gettext(kind),
                    precision=say.number(values["precision"], 3),
                    recall=say.number(values["recall"], 3),
                    f1=say.number(values["f1"], 3),
                    gold=outcomes["gold"],
                    found=outcomes["found"],
                    cut=outcomes["gold_cut_short"],
                )
            )
        if outcomes["gold_cut_short"]:
            lines.append(
                "  "
                + say.gettext(
                    "outcomes, strict, where gold that is cut off counts as found: F1 %(f1)s",
                    f1=say.number(outcomes["f1_but_cut"], 3),
                )
            )
    if header:
        lines.append(
            "  "
            + say.gettext("header")
            + ": "
            + ", ".join(f"{field} {value['right']}/{value['of']}" for field, value in header.items())
        )
    if courses["gold"]:
        lines.append(
            "  "
            + say.gettext(
                "course list: F1 %(f1)s, term and kind right %(placed)s (gold %(gold)s, found %(found)s)",
                f1=say.number(courses["f1"], 3),
                placed=say.number(courses["placed"], 3),
                gold=courses["gold"],
                found=courses["found"],
            )
        )
    if figures["false_alarms"]:
        lines.append(
            "  "
            + say.gettext(
                "files with outcomes where there are none: %(count)s", count=figures["false_alarms"]
            )
        )
    return lines
