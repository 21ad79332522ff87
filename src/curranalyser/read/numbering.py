"""The mark of a list item, written alike whatever a format calls it."""

BULLET = "•"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LETTERS = 26
_DEEPER = ("2", "3", "4", "5")


def marker_of(form: str, number: int) -> str:
    """Return the mark of an item.

    Args:
        form: "1", "a", "A", "i" or "I" for numbers and letters, "" for none; anything else is a bullet.
        number: of the item, from 1.
    """
    if not form:
        return ""
    if form in ("a", "A"):
        return f"{chr(ord('a') + (number - 1) % _LETTERS)})"
    if form in ("i", "I"):
        return f"{_ROMAN[number - 1]}." if 0 < number <= len(_ROMAN) else f"{number}."
    return f"{number}." if form == "1" else BULLET


def depth_of_style(name: str) -> int:
    """Return how deep in a list a style of Word's own stands: "list bullet 2" is set in by one level.

    Each has a list of its own, whose first level it is, so that the depth of the list does not tell.

    Args:
        name: of the style, in lower case.

    Returns:
        The depth from 0; 0 for other styles.
    """
    head, _, digit = name.rpartition(" ")
    return int(digit) - 1 if head in ("list bullet", "list number") and digit in _DEEPER else 0
