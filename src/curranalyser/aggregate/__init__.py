"""Aggregate: analysed syllabi → Audit."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from curranalyser.aggregate.course_facts import unmatched_codes, with_facts
from curranalyser.aggregate.courses import HOME_LANGUAGE, build_courses
from curranalyser.aggregate.examples import good_examples
from curranalyser.aggregate.goals import with_matrices
from curranalyser.aggregate.group_names import with_one_name
from curranalyser.aggregate.groups import course_standing, groups_reached, shares_by_fact
from curranalyser.aggregate.languages import language_profile
from curranalyser.aggregate.offerings import offerings_profile, with_own_offerings
from curranalyser.aggregate.programme_names import ambiguous_programmes
from curranalyser.aggregate.programmes import build_programmes
from curranalyser.aggregate.recycled import cluster_outcomes, recycled_outcomes
from curranalyser.aggregate.shares import NO_RULES, perspective_shares
from curranalyser.datamodel import AggregateRules, Audit, DocumentResult, Provenance

__all__ = ["build_audit", "with_goals"]


def build_audit(
    results: Sequence[DocumentResult],
    perspectives: Sequence[str],
    provenance: Provenance,
    rules: AggregateRules = NO_RULES,
) -> Audit:
    """Put a run together.

    Args:
        results: one a file, in any order.
        perspectives: ids in the scheme's order.
        provenance: what made the results.
        rules: what the user decides about the indicators: the date, the table of programmes, when a course is
            related or focused.

    Returns:
        The audit; the same for the same results in any order.
    """
    ordered = sorted(
        results, key=lambda result: (result.source.path, result.source.row or 0, result.source.sha256)
    )
    courses, shared_codes = build_courses(ordered, perspectives, as_of=rules.as_of)
    courses, same_groups = with_one_name(with_facts(courses, rules.courses), HOME_LANGUAGE)
    clusters = cluster_outcomes(courses, perspectives)
    programmes, shared_programme_codes = build_programmes(
        ordered, courses, perspectives, rules=rules, clusters=clusters
    )
    programmes, unmatched = with_matrices(programmes, courses, rules.goals)
    counted = [(course, course.header.credits or Decimal(0)) for course in courses]
    linked = {item.course_key for programme in programmes for item in programme.courses}
    groups = shares_by_fact(counted, perspectives, clusters, rules)
    return Audit(
        perspectives=tuple(perspectives),
        programmes=programmes,
        courses=courses,
        unlinked_courses=tuple(course.key for course in courses if course.key not in linked),
        shares=perspective_shares(counted, perspectives, clusters, rules),
        files=tuple((result.source.path, result.status) for result in ordered),
        failures=tuple(failure for result in ordered for failure in result.failures),
        provenance=provenance,
        groups=groups,
        standing=course_standing(courses, perspectives, rules),
        languages=language_profile(counted, rules=rules),
        recycled=recycled_outcomes(courses, clusters, perspectives, rules.recycled_courses),
        examples=good_examples(courses, clusters, perspectives),
        rules=with_own_offerings(courses, rules),
        shared_codes=shared_codes,
        reached=groups_reached(groups, perspectives),
        unmatched_goals=unmatched,
        unmatched_courses=unmatched_codes(courses, rules.courses),
        shared_programme_codes=shared_programme_codes,
        same_groups=same_groups,
        ambiguous_programmes=ambiguous_programmes(programmes, rules),
        offerings=offerings_profile(courses, rules),
    )


def with_goals(audit: Audit, rules: AggregateRules) -> Audit:
    """Return an audit with another table of goals, that of `rules`; all else stays as it is."""
    programmes, unmatched = with_matrices(audit.programmes, audit.courses, rules.goals)
    both = replace(
        audit.rules, goals=rules.goals, goals_source=rules.goals_source, goals_sha256=rules.goals_sha256
    )
    return replace(
        audit,
        programmes=programmes,
        unmatched_goals=unmatched,
        rules=both,
        ambiguous_programmes=ambiguous_programmes(programmes, both),
    )
