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
    return _TEXTS[item.kind](item, say)


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
