"""What is not labelled, in words: how many outcomes, in which languages, and what that leaves open."""

from collections.abc import Iterable

from curranalyser.datamodel import NotLabelled, PerspectiveShares
from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line
from curranalyser.report.words import shortened

# Characters of what is given for a language and is no code that CLDR has a name for.
LONGEST_LANGUAGE = 20
# Languages that are named; the others are told in one.
MOST_LANGUAGES = 12


def language_name(code: str, say: Translator) -> str:
    """Name a language; what is no code is shown as it is, cleaned and short."""
    return shortened(clean_line(say.language(code)), LONGEST_LANGUAGE)


def _in_language(item: NotLabelled, say: Translator) -> str:
    if item.language is None:
        return say.ngettext(
            "%(count)s outcome in a language that is not known",
            "%(count)s outcomes in a language that is not known",
            item.outcomes,
        )
    return say.ngettext(
        "%(count)s outcome in %(language)s",
        "%(count)s outcomes in %(language)s",
        item.outcomes,
        language=language_name(item.language, say),
    )


def languages_text(counts: Iterable[NotLabelled], say: Translator) -> str:
    """List counts by language: "12 outcomes in German, 3 outcomes in a language that is not known"."""
    told = list(counts)
    # The last may be the one of no known language, which is never left unsaid.
    if len(told) > MOST_LANGUAGES:
        known = [item for item in told if item.language is not None]
        more = sum(item.outcomes for item in known[MOST_LANGUAGES:])
        parts = [_in_language(item, say) for item in known[:MOST_LANGUAGES]]
        if more:
            parts.append(
                say.ngettext(
                    "%(count)s outcome in other languages", "%(count)s outcomes in other languages", more
                )
            )
        parts += [_in_language(item, say) for item in told if item.language is None]
        return ", ".join(parts)
    return ", ".join(_in_language(item, say) for item in told)


def not_labelled_text(counts: Iterable[NotLabelled], say: Translator) -> str:
    """Say what is not labelled, by language; "" where all is labelled."""
    told = languages_text(counts, say)
    return say.gettext("Not labelled: %(outcomes)s", outcomes=told) if told else ""


def left_out_text(shares: PerspectiveShares, say: Translator) -> str:
    """Say what the shares of a perspective leave out, in the middle of a line; "" where it is nothing."""
    told = languages_text(shares.not_labelled, say)
    if not told:
        return ""
    text = say.gettext("not labelled: %(outcomes)s", outcomes=told)
    if not shares.unknown_courses:
        return text
    return "; ".join(
        (
            text,
            say.ngettext(
                "the answer of %(count)s course is not known",
                "the answer of %(count)s courses is not known",
                shares.unknown_courses,
            ),
        )
    )
