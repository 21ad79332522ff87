"""`curranalyser evaluate programmes`: how well the structure of programmes is read, on gold."""

import json
from pathlib import Path
from typing import Any

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.i18n import Translator, translator
from curranalyser.output_file import write_file


@click.command("programmes")
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
    """Measure on GOLD how the structure of programmes is read: JSON lines, one programme each.

    Course entries are matched by code, then by title. "Claims too much" counts the programmes of which a
    course is said to be taken by everyone, and is not. A crash counts as a miss.
    """
    from curranalyser.evaluate.programmes import evaluate_programmes, programme_figures
    from curranalyser.report.sanitise import clean_line

    settings = choose_settings(settings_path, lang=lang)
    tally = evaluate_programmes(gold, settings)
    figures = programme_figures(tally)
    rows = _described(figures, translator(settings.lang))
    width = max(len(name) for name, _ in rows)
    for name, text in rows:
        click.echo(f"{name:<{width}}  {text}")
    if errors:
        for miss in tally.misses:
            click.echo(clean_line(miss))
    if json_path:
        text = json.dumps(figures, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        write_file(json_path, text.encode("utf-8"), inputs=[gold])
    return 0


def _described(figures: dict[str, Any], say: Translator) -> list[tuple[str, str]]:
    """Return the lines of the table."""
    _ = say.gettext

    def of(value: dict[str, Any]) -> str:
        text = _("%(right)s of %(of)s", right=value["right"], of=value["of"])
        return text if value["share"] is None else f"{text} ({say.number(value['share'], 3)})"

    entries, groups, tracks = figures["entries"], figures["groups"], figures["tracks"]
    none = figures["no_courses"]
    return [
        (_("programmes"), of(figures["kind"])),
        (
            _("course entries"),
            _(
                "F1 %(f1)s, precision %(precision)s, recall %(recall)s (gold %(gold)s, found %(found)s)",
                f1=say.number(entries["f1"], 3),
                precision=say.number(entries["precision"], 3),
                recall=say.number(entries["recall"], 3),
                gold=entries["gold"],
                found=entries["found"],
            ),
        ),
        (_("status right"), of(figures["status"])),
        (_("set of courses that everyone takes, exact"), of(figures["sets"])),
        (_("claims too much"), say.number(figures["sets"]["too_much"])),
        (
            _("groups to choose from, with their numbers"),
            _("%(what)s, found %(found)s", what=of(groups), found=groups["found"]),
        ),
        (
            _("tracks"),
            _(
                "gold %(gold)s, found %(found)s; courses bound to one %(courses)s, wrongly %(wrong)s",
                gold=tracks["gold"],
                found=tracks["found"],
                courses=of(tracks["courses"]),
                wrong=tracks["courses_wrong"],
            ),
        ),
        (_("size of the programme right"), of(figures["size"])),
        (
            _("term or year right"),
            _(
                "%(what)s, missing %(missing)s, wrong %(wrong)s",
                what=of(figures["where"]),
                missing=figures["where"]["missing"],
                wrong=figures["where"]["wrong"],
            ),
        ),
        (_("titles the same"), of(figures["titles"])),
        (_("credits right"), of(figures["credits"])),
        (
            _("rows that are no courses"),
            _(
                "invented %(invented)s, slots or containers %(slots)s, duplicates %(duplicates)s",
                invented=none["invented"],
                slots=none["slots"],
                duplicates=none["duplicates"],
            ),
        ),
    ]
