"""The structures that make a comparison: each a predicate over the concepts of a sentence."""

from collections.abc import Callable, Iterator

from curranalyser.classify.clause import Clause
from curranalyser.classify.concepts import Mention

Found = tuple[Mention, ...] | None

# Tokens between a word of comparing and what is compared: two names, or several countries with none.
_TO_NAMES = 14
_TO_POLITIES = 12
# Tokens between a preposition, or a verb of differing, and what differs.
_TO_PREPOSITION = 3
_TO_SUBJECT = 6
_TO_HOME = 10
_TO_RELATED = 8
_TO_THESE = 4
_TO_FIELD = 2


def _compared(clause: Clause) -> Found:
    """Compare Swedish and Norwegian law; societies compared; compared with another country."""
    for word in clause.of("compare"):
        for thing in clause.pairs:
            if clause.near(word, thing, _TO_NAMES):
                return word, thing
        for thing in [*clause.polities, *clause.of("other", "world")]:
            if not clause.textual(thing) and clause.near(word, thing, _TO_POLITIES):
                return word, thing
    return None


def _told_apart(clause: Clause) -> Found:
    """Differences between Sweden and Norway; how societies differ; common to different religions."""
    things = [(thing, _TO_NAMES) for thing in clause.pairs]
    things += [(thing, _TO_POLITIES) for thing in [*clause.polities, *clause.of("world", "other")]]
    for word in clause.of("differ noun"):
        for thing, limit in things:
            if clause.near(word, thing, limit) and (
                thing.last <= word.first or thing.concept == "world" or _led(clause, word, thing)
            ):
                return word, thing
    for word in clause.of("differ verb"):
        for thing, _ in things:
            if clause.near(word, thing, _TO_SUBJECT):
                return word, thing
    return None


def _led(clause: Clause, word: Mention, thing: Mention) -> bool:
    """Whether a preposition leads from a word of differing to a thing behind it."""
    before = [
        item
        for item in clause.of("between", "in")
        if word.last - 1 <= item.first and item.last <= thing.first
    ]
    return any(thing.first - item.last <= _TO_PREPOSITION for item in before)


def _these_after(clause: Clause) -> Found:
    """The societies of Sweden and Japan and the differences between them."""
    for word in clause.of("compare", "differ noun", "differ verb"):
        for these in clause.of("these"):
            if 0 <= word.gap(these) <= _TO_THESE:
                for thing in [*clause.pairs, *clause.polities]:
                    if thing.last <= min(word.first, these.first):
                        return thing, word, these
    return None


def _home_beside_others(clause: Clause) -> Found:
    """Swedish care compared with that of other countries, in relation to Norway, in an international light."""
    return next(
        (
            (home, word, thing)
            for home in clause.of("home")
            for word, thing in _others(clause, home)
            if not _scope(clause, home, thing)
        ),
        None,
    )


def _others(clause: Clause, home: Mention) -> Iterator[tuple[Mention, Mention]]:
    for view in clause.of("set in the world"):
        if clause.near(home, view, _TO_HOME):
            yield view, view
    words = clause.of("compare", "differ noun", "differ verb", "relate")
    for thing in [*clause.of("foreign", "faith", "other"), *clause.polities]:
        for word in words:
            between = min(home.first, thing.first) <= word.first and word.last <= max(home.last, thing.last)
            near = clause.near(word, home, _TO_HOME) and clause.near(word, thing, _TO_HOME)
            if near and (between or word.concept != "relate") and not clause.textual(thing):
                yield word, thing


def _scope(clause: Clause, home: Mention, thing: Mention) -> bool:
    """Whether the two only say where: in Sweden and abroad."""
    first, last = sorted((home, thing))
    return last.first - first.last <= 2 and clause.between("and", first.last, last.first)


def _related_to_others(clause: Clause) -> Found:
    """Relate it to the situation in other countries."""
    for word in clause.of("relate"):
        for thing in clause.of("other"):
            if (
                word.last <= thing.first
                and clause.near(word, thing, _TO_RELATED)
                and not clause.textual(thing)
            ):
                return word, thing
        for thing in clause.pairs:
            if clause.between("relate", thing.first, thing.last):
                return word, thing
    return None


def _comparative_field(clause: Clause) -> Found:
    """Comparative politics; schools in a comparative perspective."""
    for word in clause.of("comparative"):
        for field in clause.of("field"):
            if word.last <= field.first and clause.near(word, field, _TO_FIELD):
                return word, field
    return None


def _comparative_view(clause: Clause) -> Found:
    for view in clause.of("comparative view"):
        for thing in [*clause.of("home", "foreign"), *clause.polities]:
            if clause.near(view, thing, _TO_NAMES) and not clause.textual(thing):
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
    ("told apart", _these_after),
    ("home beside others", _home_beside_others),
    ("home beside others", _related_to_others),
    ("a comparative field", _comparative_field),
    ("compared", _comparative_view),
    ("compared", _by_itself),
)


def guarded(clause: Clause) -> bool:
    """Whether the sentence has what a comparison needs: a word for it, or what it may stand between."""
    if clause.of("compare", "differ noun", "differ verb", "a comparison by itself", "set in the world"):
        return True
    if clause.of("relate") and (clause.of("home") or clause.pairs or clause.polities):
        return True
    return bool(clause.of("contrast")) and len(clause.names) > 1
