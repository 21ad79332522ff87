"""What a failure says to a reader."""

from curranalyser.datamodel import Failure
from curranalyser.errors import FailureCategory
from curranalyser.i18n import Translator

# Pages that are named one by one; of more, the first are.
_MOST_NAMED = 20


def told_failure(failure: Failure, say: Translator) -> str:
    """Return the message of a failure, with the pages where it concerns several, or with what was seen."""
    message = say.gettext(failure.message)
    if failure.category is FailureCategory.UNKNOWN_DATA and failure.detail:
        # Names of fields, which are in no language of ours.
        return say.gettext("%(what)s It looks like this: %(seen)s", what=message, seen=failure.detail)
    if len(failure.pages) < 2:
        return message
    named = ", ".join(map(str, failure.pages[:_MOST_NAMED]))
    pages = say.gettext("pages %(pages)s", pages=named + (" …" if len(failure.pages) > _MOST_NAMED else ""))
    return f"{message} ({pages})"
