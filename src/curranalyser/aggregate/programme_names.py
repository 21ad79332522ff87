"""Which programme a name in the user's tables means: by its key, its code, or its title in either language.

A name that several programmes have means none of them: a row is never applied to two in silence.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from curranalyser.aggregate.course_index import normalised_titles
from curranalyser.aggregate.courses import normalise_code, normalise_title
from curranalyser.datamodel import AggregateRules, AmbiguousProgramme, CourseHeader, ProgrammeProfile


class ProgrammeNames:
    """The names of programmes.

    Args:
        programmes: the header and the key of each.
    """

    def __init__(self, programmes: Iterable[tuple[CourseHeader, str]]) -> None:
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._by_code: dict[str, set[str]] = defaultdict(set)
        self._by_title: dict[str, set[str]] = defaultdict(set)
        for header, key in programmes:
            code, titles = normalise_code(header.code or ""), normalised_titles(header)
            for title in titles:
                self._by_title[title].add(key)
            if code:
                self._by_code[code].add(key)
            # Of several with one code or title, the key of one may be no more than that.
            if normalise_code(key) != code and normalise_title(key) not in titles:
                self._by_key[normalise_code(key)].add(key)

    def named(self, name: str) -> tuple[str, ...]:
        """Return the keys of the programmes that bear a name: none, one, or several."""
        code = normalise_code(name)
        found = self._by_key.get(code) or self._by_code.get(code) or self._by_title.get(normalise_title(name))
        return tuple(sorted(found or ()))

    def only(self, name: str) -> str | None:
        """Return the key of the one programme that bears a name; None where there is none, or several."""
        found = self.named(name)
        return found[0] if len(found) == 1 else None


def ambiguous_programmes(
    programmes: Sequence[ProgrammeProfile], rules: AggregateRules
) -> tuple[AmbiguousProgramme, ...]:
    """Return the names in the user's tables that several programmes bear, table by table.

    Args:
        programmes: of the audit.
        rules: with the tables of programmes and of goals.
    """
    names = ProgrammeNames((profile.header, profile.key) for profile in programmes)
    found = []
    for source, rows in (
        (rules.mapping_source, [row.programme for row in rules.mapping]),
        (rules.goals_source, [row.programme for row in rules.goals]),
    ):
        for name in dict.fromkeys(rows):
            keys = names.named(name)
            if len(keys) > 1:
                found.append(
                    AmbiguousProgramme(source=source, name=name, programme_keys=keys, rows=rows.count(name))
                )
    return tuple(found)
