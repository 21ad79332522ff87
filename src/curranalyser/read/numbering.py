"""The mark of a list item, written alike whatever a format calls it."""

BULLET = "•"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LETTERS = 26


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
