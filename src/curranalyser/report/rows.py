"""A learning outcome on a page, as a row or as an item.

A report has thousands of them, so they are put together here and not by a template.

Every text goes through `_text` or `marked`; nothing else may come into a page.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from curranalyser.i18n import Translator
from curranalyser.report.marks import Segment
from curranalyser.report.view import LabelView, OtherVersionView, OutcomeView, PerspectiveView, RuleView

SIGNS = {"yes": "●", "review": "◐"}
CLASSES = {"yes": "y", "review": "r", "no": "n", "not labelled": "u"}


@lru_cache(maxsize=8192)
def _text(text: str) -> str:
    return str(escape(text))


def _lang(language: str) -> str:
    return f' lang="{_text(language)}"' if language else ""


def marked(segments: Iterable[Segment]) -> Markup:
    """Return a text with the words marked that are evidence."""
    parts = []
    for segment in segments:
        text = str(escape(segment.text))
        if segment.perspectives:
            text = (
                "<mark"
                f' class="{" ".join(f"v{position % 3}" for position in segment.perspectives)}">{text}</mark>'
            )
        parts.append(text)
    return Markup("".join(parts).strip())  # noqa: S704 all parts are escaped


def _rule(rule: RuleView, at: Callable[[str], str]) -> str:
    if not rule.anchor:
        return _text(rule.id)
    return f'<a href="{_text(at(rule.anchor))}#{_text(rule.anchor)}">{_text(rule.id)}</a>: {_text(rule.text)}'


def _other(other: OtherVersionView | None) -> str:
    if other is None:
        return ""
    text = f"<span{_lang(other.language)}>{marked(other.text)}</span>"
    return f'<p class="other">{_text(other.name)}: {text}</p>\n'


class OutcomeRows:
    """Writes outcomes in one language."""

    def __init__(self, say: Translator) -> None:
        self.page_number = lru_cache(maxsize=1000)(
            lambda number: say.gettext("page %(number)s", number=number)
        )
        self.by_a_person = _text(say.gettext("by a person"))
        self.read_differently = _text(say.gettext("the versions are read differently:"))

    def row(self, outcome: OutcomeView, counted: bool, at: Callable[[str], str]) -> Markup:
        """Return the row of an outcome.

        Args:
            outcome: what to show.
            counted: whether it is one of those that the tools of the page search and filter.
            at: from `pages.Links`.
        """
        kind = ' class="o"' if counted else ""
        return Markup(  # noqa: S704 all parts are escaped
            f'<tr id="{_text(outcome.anchor)}"{kind}><th scope="row" class="no">{outcome.number}</th>'
            f'<td class="te">{self._told(outcome, at)}</td>'
            f"{''.join(self._answer(label, counted) for label in outcome.labels)}</tr>"
        )

    def item(self, outcome: OutcomeView, at: Callable[[str], str]) -> Markup:
        """Return an outcome that is not counted as an item of a list; arguments as for `row`.

        Its labels stand below it where there is something to say of them.
        """
        return Markup(f'<li id="{_text(outcome.anchor)}">{self._told(outcome, at)}</li>')  # noqa: S704 all parts are escaped

    def brief(self, outcome: OutcomeView) -> Markup:
        """Return an outcome as an item of a list, with the perspectives that it carries or may carry."""
        badges = "".join(
            f' <b class="badge {CLASSES[label.decision]} v{label.perspective.position % 3}">'
            f'<span aria-hidden="true">{SIGNS[label.decision]}</span> {_text(label.perspective.heading)}: '
            f"{_text(label.decision_label)}</b>"
            for label in outcome.labels
            if label.decision in SIGNS
        )
        return Markup(  # noqa: S704 all parts are escaped
            f'<li id="{_text(outcome.anchor)}"><span{_lang(outcome.language)}>{marked(outcome.text)}</span>'
            f"{badges}</li>"
        )

    def evidence(
        self, outcome: OutcomeView, perspective: PerspectiveView, at: Callable[[str], str]
    ) -> Markup:
        """Return an outcome with where it stands and what one perspective rests on; `at` as for `row`."""
        lang = _lang(outcome.language)
        lead_in = marked(outcome.lead_in) if any(part.perspectives for part in outcome.lead_in) else ""
        reasons = "".join(
            self._reasons(label, lang, at) for label in outcome.labels if label.perspective is perspective
        )
        return Markup(  # noqa: S704 all parts are escaped
            (f'<p class="lead-in"{lang}>{lead_in}</p>' if lead_in else "")
            + f"<p{lang}>{marked(outcome.text)}</p>\n{_other(outcome.other)}"
            f'<p class="where">{self._where(outcome)}</p>\n<ul class="why">{reasons}</ul>'
        )

    def _where(self, outcome: OutcomeView) -> str:
        where = f"{_text(self.page_number(outcome.page))}, {_text(outcome.source)}"
        return where + "".join(
            f" · {_text(part)}"
            for part in (outcome.module, outcome.knowledge_form, outcome.recognised)
            if part
        )

    def _told(self, outcome: OutcomeView, at: Callable[[str], str]) -> str:
        lang = _lang(outcome.language)
        lead_in = f'<p class="lead-in"{lang}>{marked(outcome.lead_in)}</p>' if outcome.lead_in_shown else ""
        reasons = "".join(self._reasons(label, lang, at) for label in outcome.labels if label.shown)
        return (
            f"{lead_in}<p{lang}>{marked(outcome.text)}</p>\n{_other(outcome.other)}"
            f'<p class="where">{self._where(outcome)}</p>'
            + (f'\n<ul class="why">{reasons}\n</ul>' if reasons else "")
        )

    def _reasons(self, label: LabelView, lang: str, at: Callable[[str], str]) -> str:
        parts = [
            f"<strong>{_text(label.perspective.heading)}: {_text(label.decision_label)}"
            + ("" if label.value is None else f" ({_text(label.probability)})")
            + "</strong>"
        ]
        if label.words:
            parts.append(", ".join(f"<q{lang}>{_text(word)}</q>" for word in label.words))
        if label.kind_of_hit:
            parts.append(_text(label.kind_of_hit))
        if label.rule:
            parts.append(_rule(label.rule, at))
        if label.versions:
            parts.append(f"{self.read_differently} {_text(label.versions)}")
        if label.human:
            parts.append(
                f"<em>{_text(label.human)}</em>" + (f": {_text(label.reason)}" if label.reason else "")
            )
        return f"<li>{' · '.join(parts)}</li>"

    def _answer(self, label: LabelView, counted: bool) -> str:
        human = f' <span class="maybe">{self.by_a_person}</span>' if label.human else ""
        said = _text(label.decision_label)
        # What the page sorts by.
        value = f' data-v="{label.value or 0:g}"' if counted else ""
        if label.decision not in SIGNS:
            return f'<td class="d {CLASSES[label.decision]}"{value}>{said}{human}</td>'
        answer = (
            f'<b class="badge"><span aria-hidden="true">{SIGNS[label.decision]}</span> {said}</b> <span'
            f' class="p">{_text(label.probability)}</span>'
        )
        return (
            f'<td class="d {CLASSES[label.decision]} v{label.perspective.position % 3}"'
            f"{value}>{answer}{human}</td>"
        )
