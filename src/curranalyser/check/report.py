"""What the rule families work with: the draft, the words to say things in, and how a finding is made."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from curranalyser.check.area import area_of
from curranalyser.check.bank import GENERAL
from curranalyser.check.bank import Subject as Area
from curranalyser.check.draft import Checked, Draft
from curranalyser.check.finding import Finding, fingerprint, rules
from curranalyser.check.house import House
from curranalyser.check.pairs import has_pairs
from curranalyser.datamodel import Evidence
from curranalyser.i18n import Translator
from curranalyser.scheme import Scheme, localised

# The longest stretch of a document that is quoted in a message, in characters.
QUOTED = 90


@dataclass(frozen=True)
class Subject:
    """One syllabus under a rule. `say` and `scheme` give the words of the user's language.

    `house` says what the house has changed of the rules.
    """

    draft: Draft
    checked: Checked
    scheme: Scheme
    say: Translator
    house: House = field(default_factory=House)

    @cached_property
    def place(self) -> Area:
        """Where the syllabus belongs: its subject area and topics."""
        return area_of(self.checked)

    @property
    def area(self) -> str:
        """The id of the subject area of the syllabus; "" where it is not sure."""
        return "" if self.place.area == GENERAL else self.place.area

    def number(self, rule: str, name: str) -> float:
        """Return a number that a rule goes by: the house's, else that of rules.toml."""
        return self.house.number(rule, name)

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
            rule=rule,
            severity=self.house.severity(rule),
            file=self.draft.source.path,
            syllabus=self.checked.name,
            message=localised(chosen.message, self.say.lang) % values,
            text=text,
            page=page,
            line=line,
            column=column,
            spans=spans,
            outcome=outcome,
            key=key,
            notes=notes,
            explanation=f"curranalyser explain {rule}"
            + (f" --area {self.area}" if self.area and has_pairs(rule) else ""),
            fingerprint=fingerprint(rule, self.checked.name, text, key),
            area=self.area,
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
