"""The offerings that the user gave, beside what the syllabi say: figures, disagreements and a series."""

from collections.abc import Iterator

from curranalyser.datamodel import (
    Audit,
    CourseOfferings,
    GivenOfferings,
    OfferedVerdict,
    OfferingsProfile,
)
from curranalyser.i18n import N_, Translator
from curranalyser.report.indicators import IndicatorBuilder
from curranalyser.report.sanitise import clean_line
from curranalyser.report.view import BesideView, LanguageRow, OfferedView, OfferedYearView, OfferingsView

# Codes that a sentence names.
_CODES_NAMED = 5

VERDICTS: dict[OfferedVerdict, str] = {
    "agrees": N_("as the syllabus says"),
    "differs": N_("not as the syllabus says"),
    "answers": N_("the syllabus leaves it open"),
}


def offerings_view(audit: Audit, build: IndicatorBuilder) -> OfferingsView | None:
    """Show what the offerings say. None where the user gave none."""
    given, profile, say = audit.rules.offerings, audit.offerings, build.say
    if not given.sha256:
        return None
    return OfferingsView(
        known=say.gettext(
            "%(known)s of %(all)s courses have offerings in %(file)s that say their language.",
            known=say.number(profile.known.numerator),
            all=say.number(profile.known.denominator),
            file=clean_line(given.source),
        ),
        rows=tuple(
            LanguageRow(
                value=item.language,
                label=build.language_label(item.language),
                courses=build.share(item.courses, enough=profile.headline),
                credits=build.share(item.credits, enough=profile.headline),
                members=build.links(item.course_keys),
            )
            for item in profile.shares
        ),
        beside=tuple(_beside(profile, build)),
        answered=build.links(item.course_key for item in profile.courses if item.verdict == "answers"),
        differing=tuple(_offered(item, build) for item in profile.courses if item.verdict == "differs"),
        courses=tuple(_offered(item, build) for item in profile.courses),
        languages=tuple(build.language_label(name) for name, _ in profile.years[0].shares)
        if profile.years
        else (),
        years=tuple(
            OfferedYearView(
                year=year.year,
                offerings=year.offerings,
                shares=tuple(build.share(share) for _, share in year.shares),
            )
            for year in profile.years
        ),
        notes=tuple(_notes(given, profile, say)),
    )


def _offered(item: CourseOfferings, build: IndicatorBuilder) -> OfferedView:
    say = build.say
    links = build.links((item.course_key,))
    return OfferedView(
        course=links[0] if links else None,
        syllabus=build.language_label(item.syllabus),
        offered="; ".join(
            f"{build.language_label(part.language)} ({say.number(part.offerings)})" for part in item.languages
        ),
        offerings=item.offerings,
        years=", ".join(map(str, item.years)),
        verdict=say.gettext(VERDICTS[item.verdict]),
    )


def _beside(profile: OfferingsProfile, build: IndicatorBuilder) -> Iterator[BesideView]:
    """Yield what the syllabus says and what is offered, with the courses of which both are so."""
    offered = {key: share.language for share in profile.shares for key in share.course_keys}
    pairs: dict[tuple[str, str], list[str]] = {}
    for item in profile.courses:
        pairs.setdefault((item.syllabus, offered[item.course_key]), []).append(item.course_key)
    for (syllabus, language), keys in sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield BesideView(
            syllabus=build.language_label(syllabus),
            offered=build.language_label(language),
            members=build.links(keys),
        )


def _notes(given: GivenOfferings, profile: OfferingsProfile, say: Translator) -> Iterator[str]:
    """Yield what of the file is in no figure."""
    counts = (
        (given.not_said, N_("Offerings that say no language, and are in no figure: %(count)s.")),
        (given.cancelled, N_("Cancelled offerings, which are not counted: %(count)s.")),
        (profile.unmatched, N_("Offerings of courses that are not in the audit: %(count)s.")),
        (given.programmes, N_("Offerings of programmes, which are not counted: %(count)s.")),
        (given.malformed, N_("Records that could not be read: %(count)s.")),
    )
    for count, text in counts:
        if count:
            yield say.gettext(text, count=say.number(count))
    if given.several_providers:
        codes = ", ".join(map(clean_line, given.several_providers[:_CODES_NAMED]))
        more = ", …" if len(given.several_providers) > _CODES_NAMED else ""
        yield say.gettext(
            "Several providers have a course with the same code, so that its offerings are not counted:"
            " %(codes)s.",
            codes=codes + more,
        )
