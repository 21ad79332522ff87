"""What the rule families work with: the draft, the words to say things in, and how a finding is made."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from curranalyser.check.draft import Checked, Draft
from curranalyser.check.finding import Finding, fingerprint, rules
from curranalyser.datamodel import Evidence
from curranalyser.i18n import Translator
from curranalyser.scheme import Scheme, localised

# The longest stretch of a document that is quoted in a message, in characters.
QUOTED = 90


@dataclass(frozen=True)
class Subject:
    """One syllabus under a rule. `say` and `scheme` give the words of the user's language."""

    draft: Draft
    checked: Checked
    scheme: Scheme
    say: Translator

    def finding(
        self,
        rule: str,
        text: str,
        page: int | None = None,
        *,
        spans: tuple[tuple[int, int], ...] = (),
        outcome: str | None = None,
        key: str = "",
        notes: tuple[str, ...] = (),
        **values: object,
    ) -> Finding:
        """Make a finding of `rule` about `text`, with the values of the rule's message by name.

        See `Finding`.
        """
        chosen = rules()[rule]
        own = next((item for item in self.checked.syllabus.outcomes if item.id == outcome), None)
        place = self.draft.place_of(own) if own is not None and own.text == text else None
        if place is None and self.draft.places is not None:
            place = self.draft.places.find(text)
        line, column = place or (None, None)
        return Finding(
            rule,
            chosen.severity,
            self.draft.source.path,
            self.checked.name,
            localised(chosen.message, self.say.lang) % values,
            text,
            page,
            line,
            column,
            spans,
            outcome,
            key,
            notes,
            f"curranalyser explain {rule}",
            fingerprint(rule, self.checked.name, text, key),
        )


Family = Callable[[Subject], Iterator[Finding]]


def quoted(text: str, say: Translator) -> str:
    """Return words of a document in the reader's quotation marks, cut where they are long."""
    text = " ".join(text.split())
    if len(text) > QUOTED:
        text = text[:QUOTED].rsplit(" ", 1)[0] + " …"
    return say.gettext("“%(text)s”", text=text)


def in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return evidence in the order of the text, that of the lead-in first."""
    return sorted(evidence, key=lambda item: (not item.in_lead_in, item.start, item.end))
