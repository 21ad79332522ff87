"""`curranalyser check`: what an educator runs on a draft before it is decided."""

from collections.abc import Iterator
from pathlib import Path

import click

from curranalyser.cli.options import choose_settings, guarded, lang_option, settings_option
from curranalyser.datamodel import AnalysedSyllabus, Decision, SectionKind
from curranalyser.errors import ExitCode, NothingAnalysedError
from curranalyser.i18n import N_, Translator, translator
from curranalyser.scheme import Scheme, localised


@click.command("check")
@click.argument("draft", type=click.Path(path_type=Path, dir_okay=False))
@lang_option
@settings_option
@guarded
def command(draft: Path, lang: str | None, settings_path: Path | None) -> int:
    """Show what the perspectives are in DRAFT, one syllabus: outcome by outcome, with the words that decided it.

    What it suggests is material for thought. Many courses need no international outcome.
    """
    from curranalyser.cli.audit import failure_lines
    from curranalyser.analyse import analyse_file, load_stage
    from curranalyser.read import find_files

    settings = choose_settings(settings_path, lang=lang)
    say = translator(settings.lang)
    [(path, shown)] = find_files([draft])
    scheme, classifier = load_stage(settings)
    result = analyse_file(path, shown, settings, classifier)
    for line in failure_lines(result.failures, settings.lang):
        click.echo(line, err=True)
    if not result.syllabi:
        raise NothingAnalysedError(N_("The draft could not be checked."), N_("The reason stands above."))
    for analysed in result.syllabi:
        for line in described(analysed, scheme, say):
            click.echo(line)
    return int(ExitCode.PARTIAL if result.failures else ExitCode.OK)


def described(analysed: AnalysedSyllabus, scheme: Scheme, say: Translator) -> Iterator[str]:
    """Yield the lines of a check: outcomes with labels and evidence, what stands only outside them, language of instruction."""
    from curranalyser.report.labels import SECTIONS
    from curranalyser.report.sanitise import clean_line

    _ = say.gettext
    syllabus = analysed.syllabus
    header = syllabus.header
    yield clean_line(f"{header.code or ''} {header.title or _('no title found')}".strip())
    yield ""
    for item in analysed.outcomes:
        yield clean_line(f"{item.outcome.id}. {item.outcome.text} ({_('page')} {item.outcome.page})")
        for label in item.labels:
            if label.decision is Decision.NO:
                continue
            name = localised(scheme.perspective(label.perspective).name, say.lang)
            words = ", ".join(f"“{evidence.text}”" for evidence in label.evidence)
            certainty = _("yes") if label.decision is Decision.YES else _("unsure, worth a look")
            rule = localised(scheme.rule(label.rule).text, say.lang) if label.rule else ""
            yield clean_line(f"   {name}: {certainty} ({say.percent(label.probability)}); {words}")
            if rule:
                yield clean_line(f"      {label.rule}: {rule}")
    yield ""
    carried = {label.perspective for item in analysed.outcomes for label in item.labels if label.decision is Decision.YES}
    for perspective in scheme.perspectives:
        name = localised(perspective.name, say.lang)
        if perspective.id in carried:
            count = sum(item.label(perspective.id).decision is Decision.YES for item in analysed.outcomes)
            total = len(analysed.outcomes)
            yield clean_line(_("%(name)s: in %(count)s of %(total)s outcomes.", name=name, count=count, total=total))
            continue
        yield clean_line(_("%(name)s: in no outcome.", name=name))
        seen: set[str] = set()
        for mention in analysed.mentions:
            if mention.label.perspective == perspective.id and mention.text not in seen and len(seen) < 3:
                seen.add(mention.text)
                place = _("title") if mention.place is SectionKind.HEADER else _(SECTIONS[mention.place])
                told = _("In the %(place)s, not in the outcomes: “%(text)s” (page %(page)s)", place=place, text=mention.text, page=mention.page)
                yield clean_line(f"   {told}")
        yield clean_line(f"   {localised(perspective.advice, say.lang)}")
    yield ""
    instruction = syllabus.instruction
    languages = ", ".join(say.language(code) for code in instruction.main) or _("not stated")
    yield clean_line(f"{_('Language of instruction')}: {languages}")
    for evidence in instruction.evidence:
        yield clean_line(f"   “{evidence.text}” ({_('page')} {evidence.page})")
