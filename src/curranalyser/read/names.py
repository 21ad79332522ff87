"""How the name of a file is shown."""

import unicodedata


def shown_name(name: str) -> str:
    """Return the name of a file as it is shown.

    Composed, and with U+FFFD for bytes that are no UTF-8, such as those of an old archive's names.
    """
    return unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
