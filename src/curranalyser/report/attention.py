"""What of the user's own tables could not be applied, in words."""

from curranalyser.datamodel import AmbiguousProgramme
from curranalyser.i18n import Translator
from curranalyser.report.sanitise import clean_line


def ambiguous_text(item: AmbiguousProgramme, say: Translator) -> str:
    """Say of a name that several programmes bear that its rows are applied to none, and what to write.

    Args:
        item: the name, its table and the programmes.
        say: the reader's language.
    """
    quoted = [say.gettext("“%(text)s”", text=clean_line(key)) for key in item.programme_keys]
    return say.ngettext(
        "%(path)s: several programmes are called %(name)s, and its %(count)s row is applied to none of"
        " them. Write which one it means: %(keys)s.",
        "%(path)s: several programmes are called %(name)s, and its %(count)s rows are applied to none of"
        " them. Write which one they mean: %(keys)s.",
        item.rows,
        path=clean_line(item.source),
        name=say.gettext("“%(text)s”", text=clean_line(item.name)),
        keys=", ".join(quoted),
    )
