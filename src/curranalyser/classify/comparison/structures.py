"""The structures that make a comparison: each a predicate over the concepts of a sentence."""

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from curranalyser.classify.comparison.clause import COMPARING, CONTRASTING, RELATING, Clause
from curranalyser.classify.comparison.concepts import Mention

Found = tuple[Mention, ...] | None

# The distances below were chosen. Over 5,215 real outcomes half of each, or half as much again, changes the
# labels of two at most: what stands between the words decides, not how much of it.
# Tokens between a word of comparing and what is compared: two names; several countries with none, where a
# preposition leads to them and where none does.
_TO_NAMES = 14
_TO_POLITIES_LED = 16
_TO_POLITIES = 12
# Tokens between a preposition and what it leads to.
_LEAD = 4
# Tokens between a verb of differing and what differs, and between it and an adverb.
_TO_SUBJECT = 6
_TO_ADVERB = 2
# Tokens between a word of comparing and one of two names on either side of it.
_TO_EITHER_SIDE = 10
# The same and another country, a related thing, "these", and the field that is compared: comparative law.
_TO_OTHERS = 12
_TO_RELATED = 8
_TO_THESE = 4
_TO_FIELD = 2
# The same where the field is one of two: comparative bankruptcy and insolvency law.
_TO_SECOND_FIELD = 4
# Tokens between a word of comparing and one of crossing borders, and between home and how it is viewed.
_TO_CROSSING = 6
_TO_VIEW = 10
# Tokens between a name and "international", joined by "and".
_JOINED = 5
# Tokens between "some" and what there are some of.
_TO_SOME = 2
# Two names that "and" joins with more than this between them are each said something of.
_SAID_APART = 3


def _compared(clause: Clause) -> Found:
    """Compare Swedish and Norwegian law; compared in three societies; compared with another country."""
    for word in clause.of("compare"):
        for thing in clause.pairs:
            if clause.near(word, thing, _TO_NAMES):
                return word, thing
        for thing in [*clause.polities, *clause.others, *clause.of("world")]:
            if clause.near(word, thing, _TO_POLITIES_LED if _led(clause, word, thing) else _TO_POLITIES):
                return word, thing
        for thing in clause.of("abroad"):
            if clause.near(word, thing, _TO_NAMES) and _to(clause, word, thing):
                return word, thing
        for thing in clause.of("crossing"):
            if clause.near(word, thing, _TO_CROSSING):
                return word, thing
        for thing in clause.of("worldwide"):
            if word.last <= thing.first and clause.near(word, thing, _TO_CROSSING):
                return word, thing
    return None


def _led(clause: Clause, word: Mention, thing: Mention) -> bool:
    """Whether a preposition leads from a word to a thing behind it."""
    return any(
        word.last - 1 <= item.first and item.last <= thing.first and thing.first - item.last <= _LEAD
        for item in clause.of("between", "in", "with")
    )


def _preposition(clause: Clause, word: Mention, thing: Mention) -> bool:
    """Whether a preposition stands anywhere between a word and a thing behind it."""
    return any(
        word.last - 1 <= item.first and item.last <= thing.first
        for item in clause.of("between", "in", "with")
    )


def _told_apart(clause: Clause) -> Found:
    """Differences between Sweden and Norway; variation across the world; common to different religions."""
    cultural = clause.of("cultural difference")
    for word in clause.of("differ noun"):
        of_culture = any(item.gap(word) < 0 for item in cultural)
        for thing in clause.pairs:
            if clause.near(word, thing, _TO_NAMES) and (
                _preposition(clause, word, thing) or (thing.last <= word.first and not of_culture)
            ):
                return word, thing
        for thing in [*clause.polities, *clause.others, *clause.of("world")]:
            if word.last - 1 <= thing.first and clause.near(word, thing, _TO_POLITIES_LED):
                if _led(clause, word, thing) or _last_word_leads(word, thing):
                    return word, thing
            elif thing.last <= word.first and not of_culture and clause.near(word, thing, _TO_THESE):
                return thing, word
    return None


def _last_word_leads(word: Mention, thing: Mention) -> bool:
    """Whether a wording of several words, such as "common to", stands before a thing."""
    return word.last - word.first > 1 and thing.first - word.last <= _LEAD


def _differ(clause: Clause) -> Found:
    """How societies differ; how it varies across Europe."""
    for word in clause.of("differ verb"):
        for thing in [*clause.pairs, *clause.polities, *clause.others, *clause.of("world")]:
            if clause.near(word, thing, _TO_SUBJECT):
                return word, thing
        for thing in clause.of("region"):
            if (
                clause.near(word, thing, _TO_SUBJECT)
                and _led(clause, word, thing)
                and not clause.textual(thing)
            ):
                return word, thing
        for thing in clause.of("worldwide"):
            if 0 <= thing.first - word.last <= _TO_ADVERB:
                return word, thing
    return None


def _different_ways(clause: Clause) -> Found:
    """Different paths in Norway and Chile; in different ways in different countries."""
    for word in clause.of("different way"):
        for thing in [*clause.pairs, *clause.polities]:
            if clause.near(word, thing, _TO_SUBJECT) and (
                thing.last <= word.first or _led(clause, word, thing)
            ):
                return word, thing
    return None


def _these_after(clause: Clause) -> Found:
    """The societies of Sweden and Japan and the differences between them."""
    for word in clause.of("compare", "differ noun", "differ verb"):
        for these in clause.of("these"):
            if 0 <= word.gap(these) <= _TO_THESE:
                for thing in [*clause.pairs, *clause.polities]:
                    if thing.last <= min(word.first, these.first):
                        return thing, word, these
    return None


def _between_names(clause: Clause) -> Found:
    """Chinese law compared with that of Japan; Turkey relative to its neighbours; in Norway than in Chile."""
    for word in clause.of("compare", "differ verb", "in relation", "than"):
        if word.concept == "than" and (
            clause.of("barrier") or any(item.gap(word) < 0 for item in clause.of("no than"))
        ):
            continue
        before = [item for item in clause.names if 0 <= word.first - item.last <= _TO_EITHER_SIDE]
        after = [
            item for item in [*clause.names, *clause.others] if 0 <= item.first - word.last <= _TO_EITHER_SIDE
        ]
        those = [item for item in clause.of("other ones") if 0 <= item.first - word.last <= _TO_THESE]
        for one in before:
            for other in [*after, *(those if one.concept == "own" else ())]:
                if _apart(clause, one, other) and not (
                    word.concept == "in relation" and _home_and_union(one, other)
                ):
                    return one, word, other
    return None


def _apart(clause: Clause, one: Mention, other: Mention) -> bool:
    return clause.different(one, other) and not clause.of_texts(one, other) and not clause.barred(one, other)


def _home_and_union(one: Mention, other: Mention) -> bool:
    """Whether home's system is only linked to the union's."""
    return {one.concept, other.concept} == {"home", "union"}


def _home_beside_others(clause: Clause) -> Found:
    """Swedish care in the light of other countries; in an international perspective."""
    return next(
        (
            (home, word, thing)
            for home in clause.of("home", "own")
            for word, thing in _others(clause, home)
            if not _scope(clause, home, thing) or _compares_both(clause, word, home, thing)
        ),
        None,
    )


def _others(clause: Clause, home: Mention) -> Iterator[tuple[Mention, Mention]]:
    for view in clause.of("world view"):
        if clause.near(home, view, _TO_VIEW) and any(
            0 <= view.first - item.last <= 1 for item in clause.of("in")
        ):
            yield view, view
    for view in clause.of("yardstick"):
        if clause.near(home, view, _TO_VIEW):
            yield view, view
    for thing in [*clause.of("foreign", "europe", "abroad"), *clause.others, *clause.polities]:
        if not _apart(clause, home, thing):
            continue
        for word in clause.of("compare", "differ noun", "differ verb", "in relation", "lesson"):
            if (
                clause.near(word, home, _TO_OTHERS)
                and clause.near(word, thing, _TO_OTHERS)
                and _holds_together(clause, word, home, thing)
            ):
                yield word, thing


def _holds_together(clause: Clause, word: Mention, home: Mention, thing: Mention) -> bool:
    """Whether a word stands between the two, or leads to them; to compare and to learn may stand anywhere."""
    first, last = sorted((home, thing), key=_place)
    within = first.first <= word.first and word.last <= last.last
    return word.concept in ("compare", "lesson") or within or _led(clause, word, first)


def _place(item: Mention) -> int:
    return item.first


def _scope(clause: Clause, home: Mention, thing: Mention) -> bool:
    """Whether the two only say where: in Sweden and abroad."""
    first, last = sorted((home, thing), key=_place)
    return (
        thing.concept in ("abroad", "world view", "other", "polity")
        and last.first - first.last <= _LEAD
        and clause.between("and", first.last, last.first)
    )


def _compares_both(clause: Clause, word: Mention, home: Mention, thing: Mention) -> bool:
    """Whether a word of comparing leads to the two: compare prices in Sweden and abroad."""
    first = min(home, thing, key=_place)
    return (
        word.concept == "compare"
        and thing.concept in ("abroad", "other")
        and word.last <= first.first
        and clause.near(word, first, _TO_EITHER_SIDE)
    )


def _among_others(clause: Clause) -> Found:
    """Situate Swedish care among the care regimes of Europe."""
    for word in clause.of("set"):
        for home in clause.of("home", "own"):
            for thing in [*clause.of("foreign", "europe"), *clause.others, *clause.polities]:
                if (
                    0 <= home.first - word.last <= _TO_OTHERS
                    and 0 <= thing.first - home.last <= _TO_OTHERS
                    and clause.between("among", home.last, thing.first)
                    and _apart(clause, home, thing)
                ):
                    return word, home, thing
    return None


def _related(clause: Clause) -> Found:
    """Relate Swedish law to that of Norway; it to other countries; two religions to each other."""
    for word in clause.of("relate", "set"):
        for one, other in _one_to_other(clause, word):
            return word, one, other
    for word in clause.of("relate"):
        for thing in [*clause.others, *clause.of("world view")]:
            if clause.near(word, thing, _TO_RELATED) and _to(clause, word, thing):
                return word, thing
        for these in clause.of("these"):
            for thing in clause.pairs:
                if word.last <= thing.first and thing.last <= these.first:
                    return word, thing, these
    return None


def _to(clause: Clause, word: Mention, thing: Mention) -> bool:
    """Whether "to" leads from one to the other, with no further preposition behind it."""
    return any(
        word.last <= item.first
        and item.last <= thing.first
        and not clause.between("in", item.last, thing.first)
        for item in clause.of("with")
    ) or (thing.concept == "other" and clause.between("with", word.last, thing.first))


def _one_to_other(clause: Clause, word: Mention) -> Iterator[tuple[Mention, Mention]]:
    names = [item for item in clause.names if word.last <= item.first]
    for one in names:
        for other in [*names, *clause.others, *clause.polities, *clause.of("abroad")]:
            if (
                one.last <= other.first
                and clause.near(word, one, _TO_OTHERS)
                and clause.near(one, other, _TO_OTHERS)
                and clause.between("with", one.last, other.first)
                and _apart(clause, one, other)
                and not _home_and_union(one, other)
            ):
                yield one, other


def _why_here_and_not_there(clause: Clause) -> Found:
    """Why reforms succeeded in Poland but not in Hungary."""
    for word in clause.of("why"):
        behind = [item for item in clause.names if 0 <= item.first - word.last <= _TO_NAMES]
        for one, other in combinations(behind, 2):
            if (
                clause.between("but", one.last, other.first)
                and _apart(clause, one, other)
                and not clause.barred(word, other)
            ):
                return word, one, other
    return None


def _why_here_so_and_there_so(clause: Clause) -> Found:
    """Why France built reactors and Denmark windmills."""
    for word in clause.of("why"):
        behind = [item for item in clause.names if 0 <= item.first - word.last <= _TO_NAMES]
        for one, other in pairwise(behind):
            if (
                other.first - one.last >= _SAID_APART
                and clause.between("and", one.last, other.first)
                and _apart(clause, one, other)
                and not _home_and_union(one, other)
                and not clause.barred(word, other)
            ):
                return word, one, other
    return None


def _some_and_others(clause: Clause) -> Found:
    """Why some countries are rich while others are poor; lower in some countries than in others."""
    for word in clause.of("why", "than"):
        for thing in clause.polities:
            if not any(0 <= thing.first - some.last <= _TO_SOME for some in clause.of("some")):
                continue
            for other in clause.of("other ones"):
                if (
                    0 <= other.first - thing.last <= _TO_OTHERS
                    and _contrasts(clause, word, thing, other)
                    and not clause.barred(thing, other)
                ):
                    return tuple(sorted((word, thing, other), key=_place))
    return None


def _contrasts(clause: Clause, word: Mention, some: Mention, others: Mention) -> bool:
    """Whether more is said of some than of others, or it is asked why of both, and the two do not meet."""
    if word.concept == "than":
        return some.last <= word.first < others.first
    meeting = any(item.last == others.first for item in clause.of("with"))
    return word.last <= some.first and not meeting


def _how_far_it_applies(clause: Clause) -> Found:
    """To what extent Western theories apply in Asian contexts."""
    for question in clause.of("how far"):
        for word in clause.of("apply"):
            for one in clause.names:
                if not (question.last <= one.first and one.last <= word.first):
                    continue
                for other in [*clause.names, *clause.others]:
                    near = question.gap(one) <= _TO_VIEW and word.gap(other) <= _TO_RELATED
                    apart = clause.different(one, other) and not clause.of_texts(one, other)
                    if word.last <= other.first and near and apart:
                        return one, word, other
    return None


def _with_the_international(clause: Clause) -> Found:
    """Compare Finnish rules with international ones."""
    for thing in clause.of("international"):
        for name in clause.names:
            gap = thing.first - name.last
            for word in clause.of("compare", "differ noun", "differ verb"):
                joined = (
                    0 <= gap <= _JOINED
                    and clause.between("and", name.last, thing.first)
                    and 0 <= name.first - word.last <= _TO_SUBJECT
                    and not clause.between("in", word.last, name.first)
                )
                beside = (
                    0 <= gap <= _TO_NAMES
                    and clause.between("with", name.last, thing.first)
                    and clause.near(word, name, _TO_OTHERS)
                )
                if (joined or beside) and not clause.barred(word, thing) and not clause.textual(thing):
                    return name, word, thing
    return None


def _comparative_field(clause: Clause) -> Found:
    """Comparative politics."""
    for word in clause.of("comparative"):
        for field in clause.of("field"):
            second = clause.between("and", word.last, field.first)
            if (
                word.last <= field.first
                and clause.near(word, field, _TO_SECOND_FIELD if second else _TO_FIELD)
                and not _led(clause, word, field)
            ):
                return word, field
    return None


def _comparative_view(clause: Clause) -> Found:
    """Schools in Sweden in a comparative perspective."""
    if clause.of("literature", "language"):
        return None
    regions = clause.of("region")
    for view in clause.of("comparative view"):
        for thing in [*clause.pairs, *clause.of("home", "foreign")]:
            if clause.near(view, thing, _TO_NAMES) and not any(item.gap(thing) < 0 for item in regions):
                return view, thing
    return None


def _by_itself(clause: Clause) -> Found:
    """Cross-national comparison; from one country to another."""
    found = clause.of("a comparison by itself")
    return (found[0],) if found else None


# name (the key of its rule in the table), predicate; the first that holds gives the evidence
STRUCTURES: tuple[tuple[str, Callable[[Clause], Found]], ...] = (
    ("compared", _compared),
    ("told apart", _told_apart),
    ("told apart", _differ),
    ("told apart", _different_ways),
    ("told apart", _these_after),
    ("home beside others", _home_beside_others),
    ("home beside others", _related),
    ("told apart", _between_names),
    ("told apart", _why_here_and_not_there),
    ("told apart", _why_here_so_and_there_so),
    ("told apart", _some_and_others),
    ("home beside others", _among_others),
    ("told apart", _how_far_it_applies),
    ("home beside others", _with_the_international),
    ("a comparative field", _comparative_field),
    ("compared", _comparative_view),
    ("compared", _by_itself),
)


def guarded(clause: Clause) -> bool:
    """Whether the sentence has what a comparison needs: a word for it, or what it may stand between."""
    if clause.of(*COMPARING, "comparative view"):
        return True
    things = [*clause.pairs, *clause.polities, *clause.others, *clause.of("home", "own")]
    if any(
        not clause.barred(word, thing) and (word.concept != "relate" or word.last <= thing.first)
        for word in clause.of(*RELATING)
        for thing in things
    ):
        return True
    return bool(clause.of(*CONTRASTING, "different way")) and any(
        _apart(clause, one, other) for one, other in combinations(clause.names, 2)
    )
