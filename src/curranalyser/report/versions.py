"""What the versions of a syllabus have differently, and what could not be matched, in words."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from curranalyser.datamodel import VersionDifference, VersionDifferenceKind
from curranalyser.i18n import Translator
from curranalyser.report.notes import LONGEST_QUOTE
from curranalyser.report.sanitise import clean_line
from curranalyser.report.unlabelled import language_name
from curranalyser.report.words import shortened

# Outcomes that are quoted in one sentence; all of them stand in audit.json.
MOST_QUOTED = 4


def difference_text(item: VersionDifference, say: Translator) -> str:
    """Say in words what two versions have differently, or what could not be matched.

    Outcomes are named by their number and the beginning of their text.
    """
    if item.languages[0] == item.languages[1] and item.sources[0] != item.sources[1]:
        return _of_sources(item, say)
    return _TEXTS[item.kind](item, say)


def _of_sources(item: VersionDifference, say: Translator) -> str:
    """Say what a document and a record of a catalogue have differently: they are named by their files."""
    _ = say.gettext
    here, there = map(clean_line, item.sources)
    if item.kind == "outcome missing":
        version = item.outcomes[0].version
        first, second = (here, there) if version == "main" else (there, here)
        return say.ngettext(
            "%(count)s learning outcome stands only in %(file)s, not in %(other)s: %(outcomes)s",
            "%(count)s learning outcomes stand only in %(file)s, not in %(other)s: %(outcomes)s",
            len(item.outcomes),
            file=first,
            other=second,
            outcomes=_quoted(item, version, say),
        )
    if item.kind == "credits":
        what = _("Credits")
        values = [say.number(Decimal(value)) for value in item.said]
    elif item.kind == "languages of instruction":
        what = _("Language of instruction")
        values = [say.listed(language_name(code, say) for code in value.split("+")) for value in item.said]
    else:
        what = _("Learning outcomes")
        values = [say.number(item.main), say.number(item.other)]
    return _(
        "%(what)s: %(main)s by %(file)s, %(second)s by %(other)s",
        what=what,
        main=values[0],
        file=here,
        second=values[1],
        other=there,
    )


def _languages(item: VersionDifference, say: Translator) -> dict[str, str]:
    here, there = (language_name(code, say) if code else "–" for code in item.languages)
    return {"language": here, "translation": there}


def _numbers(item: VersionDifference, say: Translator) -> str:
    return say.gettext(
        "%(what)s: %(main)s in %(language)s, %(other)s in %(translation)s",
        what=say.gettext("Learning outcomes"),
        main=say.number(item.main),
        other=say.number(item.other),
        **_languages(item, say),
    )


def _quoted(item: VersionDifference, version: str, say: Translator) -> str:
    mine = [outcome for outcome in item.outcomes if outcome.version == version]
    quotes = [
        say.gettext(
            "%(number)s “%(text)s”",
            number=outcome.number,
            text=shortened(clean_line(outcome.text), LONGEST_QUOTE),
        )
        for outcome in mine[:MOST_QUOTED]
    ]
    return ", ".join(quotes) + (" …" if len(mine) > MOST_QUOTED else "")


def _missing(item: VersionDifference, say: Translator) -> str:
    languages = _languages(item, say)
    version = item.outcomes[0].version if item.outcomes else "main"
    if version == "other":
        languages = {"language": languages["translation"], "translation": languages["language"]}
    return say.ngettext(
        "%(count)s learning outcome stands in %(language)s only, not in %(translation)s: %(outcomes)s",
        "%(count)s learning outcomes stand in %(language)s only, not in %(translation)s: %(outcomes)s",
        len(item.outcomes),
        outcomes=_quoted(item, version, say),
        **languages,
    )


def _unmatched(item: VersionDifference, say: Translator) -> str:
    languages = _languages(item, say)
    named = [
        say.gettext("in %(language)s %(outcomes)s", language=language, outcomes=quotes)
        for language, quotes in (
            (languages["language"], _quoted(item, "main", say)),
            (languages["translation"], _quoted(item, "other", say)),
        )
        if quotes
    ]
    if not named:
        return say.gettext("%(numbers)s; they could not be matched", numbers=_numbers(item, say))
    return say.gettext(
        "%(numbers)s; could not be matched with certainty: %(outcomes)s",
        numbers=_numbers(item, say),
        outcomes="; ".join(named),
    )


def _order(item: VersionDifference, say: Translator) -> str:
    return say.ngettext(
        "%(count)s learning outcome stands in another order in %(translation)s than in %(language)s:"
        " %(outcomes)s",
        "%(count)s learning outcomes stand in another order in %(translation)s than in %(language)s:"
        " %(outcomes)s",
        len(item.outcomes),
        outcomes=_quoted(item, "main", say),
        **_languages(item, say),
    )


def _credits(item: VersionDifference, say: Translator) -> str:
    main, other = (say.number(Decimal(value)) for value in item.said)
    return say.gettext(
        "%(what)s: %(main)s in %(language)s, %(other)s in %(translation)s",
        what=say.gettext("Credits"),
        main=main,
        other=other,
        **_languages(item, say),
    )


def _instruction(item: VersionDifference, say: Translator) -> str:
    main, other = (say.listed(language_name(code, say) for code in value.split("+")) for value in item.said)
    return say.gettext(
        "Language of instruction: %(main)s by the version in %(language)s, %(other)s by the version in"
        " %(translation)s",
        main=main,
        other=other,
        **_languages(item, say),
    )


_TEXTS: Mapping[VersionDifferenceKind, Callable[[VersionDifference, Translator], str]] = {
    "outcomes missing": _numbers,
    "number of outcomes": _numbers,
    "outcome missing": _missing,
    "not matched": _unmatched,
    "order": _order,
    "credits": _credits,
    "languages of instruction": _instruction,
}
