"""What of a web page a person sees or can unfold, and what no one ever does.

Told by structure: elements, roles, the attributes that tie a button to its panel, and the names of classes
that frameworks give such parts. The style sheets of a page are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NEVER: Final = frozenset({
    "script", "style", "noscript", "template", "head", "nav", "footer", "select", "button", "input",
    "textarea", "svg", "iframe", "object", "embed", "video", "audio", "canvas", "dialog", "map", "math",
    "datalist", "meter", "progress", "del", "s", "strike",
})  # fmt: skip
_NEVER_ROLES: Final = frozenset({
    "navigation", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog", "tablist", "tooltip",
})  # fmt: skip
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PAGE: Final = frozenset({"html", "body", "main", "article"})
_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|cookiebot|cybotcookiebot\w*|onetrust|gdpr|breadcrumbs?|skip-?links?|navbar|"
    r"offcanvas|modal|sitemap|pagination)(?:$|[\s_-])|"
    r"(?:^|\s)(?:(?:main|site|top|mega|mobile|global|primary|side)[_-]?)(?:menu|nav|navigation)(?:$|\s)",
    re.IGNORECASE,
)
# Text for screen readers repeats or explains what stands beside it; text for print repeats it.
_FOR_OTHERS: Final = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|u-visually-?hidden|screen-?reader(?:-text|-only)?|hide-accessible|"
    r"element-invisible|a11y-hidden|print-?only|only-print|visible-print(?:-\w+)?|d-print-(?:block|inline)|"
    r"show-for-(?:print|sr))(?:$|\s)",
    re.IGNORECASE,
)
_SHOWN_ON_SCREENS: Final = re.compile(r"(?:^|\s)d-(?:sm|md|lg|xl|xxl)-(?!none)\w|focusable", re.IGNORECASE)
_HIDING_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CLIPPED_STYLE: Final = re.compile(
    r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?|(?:left|top|text-indent)\s*:\s*-\d{4,}|font-size\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_FOLDING: Final = re.compile(
    r"(?:^|[\s_-])(?:accordions?|collaps\w*|panels?|tabs?|tab-?panels?|tab-?panes?|expand\w*|toggle\w*|fold\w*|"
    r"unfold\w*|disclosure|faq|read-?more|show-?more|truncat\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ICON: Final = re.compile(
    r"(?:^|[\s_-])(?:icons?|fa|fas|far|glyphicon|material-symbols\w*)(?:$|[\s_-])", re.IGNORECASE
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_TARGETS: Final = ("aria-controls", "data-target", "data-bs-target", "data-controls", "data-toggle-target")
_TEXT_PARTS: Final = ("p", "li", "td", "dd", "h2", "h3", "h4")
# A title of a panel is a few words; a button with more is something else.
_LONGEST_TITLE: Final = 80
_OPENERS: Final = ("button", "a", "label", "div", "span", "li", "h2", "h3", "h4", "h5")
_CODE: Final = ("script", "style", "template", "svg")
# Letters that are compared to see whether a folded part is said in the open as well, in proportion to
# those of the page: each is in a few parts that hold each other.
_MOST_COMPARED: Final = 40
# How far above an element its accordion or tab may be.
_NEAR: Final = 4
_SPACES: Final = re.compile(r"\s+")


class Visibility:
    """What a page shows, asked element by element.

    Args:
        root: the page.
    """

    def __init__(self, root: Element) -> None:
        self._root = root
        self._titles: dict[Element, str] = {}
        self._tied: set[Element] = set()
        self._moved: set[Element] = set()
        self._summaries: set[Element] = set()
        self._left_to_compare = _MOST_COMPARED * sum(1 + len(part.text or "") for part in root.iter())
        self._tie()
        #: Letters in hidden parts that nothing on the page unfolds and that stand nowhere in the open.
        self.letters_left_out = 0

    def hides(self, element: Element) -> bool:
        """Return whether no one who looks at the page ever sees the element."""
        if (
            element in self._moved
            or self._is_furniture(element)
            or _is_for_others(element)
            or _is_decoration(element)
        ):
            return True
        # A page that a script shows when it is loaded was saved before that.
        if not _is_folded(element) or self._holds_page(element):
            return False
        # Of a folded part that is said in the open as well, one is enough.
        if self._is_twin(element):
            return True
        if self._can_be_unfolded(element):
            return False
        self.letters_left_out += len(_said(element))
        return True

    def title(self, element: Element) -> str:
        """Return what the button says that unfolds this element, or "" where that is no title."""
        return self._titles.get(element, "")

    def is_title(self, element: Element) -> bool:
        """Return whether this summary of a part that unfolds is its title."""
        return element in self._summaries

    def _tie(self) -> None:
        """Find the panels of the page, by the buttons, links and tabs that open them, and their titles."""
        root = self._root
        by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
        openers = {panel: opener for opener in root.iter(*_OPENERS) for panel in _panels(opener, by_id)}
        for panel in root.iter("div", "section"):
            label = by_id.get(panel.get("aria-labelledby", ""))
            if label is not None and panel.get("role") in ("tabpanel", "region"):
                openers.setdefault(panel, label)
        summaries = list(root.iter("summary"))
        # Longer ones title nothing, so that their ends need not be read.
        said = {opener: _said(opener, 2 * _LONGEST_TITLE) for opener in (*openers.values(), *summaries)}
        times = Counter(said.values())
        # "Show more", once or again and again, titles nothing; what titles a panel is said once, and there
        # are others beside it.
        titles = {
            opener
            for opener, text in said.items()
            if 0 < len(text) <= _LONGEST_TITLE
            and times[text] == 1
            and (len(times) > 1 or _within_folding(opener))
            and not _in_page_frame(opener)
        }
        self._tied = set(openers)
        self._summaries = titles.intersection(summaries)
        for panel, opener in openers.items():
            if opener not in titles or _said(panel, len(said[opener])).startswith(said[opener]):
                continue
            self._titles[panel] = said[opener]
            if opener.tag not in _HEADINGS and _is_one_of_a_list(opener, panel):
                self._moved.add(opener)

    def _is_furniture(self, element: Element) -> bool:
        if _is_dropped(element):
            return True
        named = _FURNITURE.search(_names(element)) or "BreadcrumbList" in element.get("itemtype", "")
        # What holds the page itself is no furniture, whatever it is called.
        return bool(named) and not self._holds_page(element)

    def _holds_page(self, element: Element) -> bool:
        return element.tag in _PAGE or element in self._pages or element in self._above_titles

    @cached_property
    def _pages(self) -> frozenset[Element]:
        """What is or holds the main part of the page."""
        return _holders(self._root.iter("main", "article"))

    @cached_property
    def _above_titles(self) -> frozenset[Element]:
        """What is or holds all titles of the page: what the first and the last have in common."""
        titles = list(self._root.iter("h1"))
        return _holders(titles[:1]) & _holders(titles[-1:])

    @cached_property
    def _button_holders(self) -> frozenset[Element]:
        """What is or holds a button, or what serves as one."""
        return _holders(part for part in self._root.iter("*") if _is_button(part))

    def _can_be_unfolded(self, element: Element) -> bool:
        return (
            element in self._tied
            or element.get("role") == "tabpanel"
            or bool(_FOLDING.search(_names(element)))
            or _within_folding(element)
            or self._is_beside_a_button(element)
        )

    def _is_beside_a_button(self, element: Element) -> bool:
        """Whether the element straight before this one, such as a heading, is or holds a button.

        Of the last items of a list, which "show all" unfolds, the button stands behind the list.
        """
        parent = element.getparent()
        beside = [element.getprevious()]
        if element.tag in ("li", "p", "tr") and parent is not None:
            beside += [element.getnext(), parent.getnext()]
        return any(other in self._button_holders for other in beside if other is not None)

    def _is_twin(self, element: Element) -> bool:
        found = False
        for part in element.iter(*_TEXT_PARTS):
            text = self._compared(part)
            if text and text not in self._shown_texts:
                return False
            found = found or bool(text)
        # Where enough was compared texts are empty, and nothing is a twin: better twice than not at all.
        return self._left_to_compare > 0 and (found or self._compared(element) in self._shown_texts)

    def _compared(self, element: Element) -> str:
        """Return the text of an element that is compared with others, "" where enough was compared."""
        if self._left_to_compare <= 0:
            return ""
        text = _joined(element)
        self._left_to_compare -= 1 + len(text)
        return text

    @cached_property
    def _shown_texts(self) -> frozenset[str]:
        """The texts of paragraphs and items that stand in the open."""
        return frozenset(self._texts_shown())

    def _texts_shown(self) -> Iterator[str]:
        stack = [self._root]
        while stack:
            element = stack.pop()
            if not isinstance(element.tag, str) or _is_folded(element) or self._is_furniture(element):
                continue
            if element.tag in _TEXT_PARTS:
                yield self._compared(element)
            stack += list(element)


def _names(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def _texts(element: Element) -> Iterator[str]:
    return (str(text) for text in element.itertext())


def _joined(element: Element) -> str:
    return _SPACES.sub(" ", "".join(_texts(element))).strip()


def _holders(elements: Iterable[Element]) -> frozenset[Element]:
    """Return elements with all that is above them."""
    found: set[Element] = set()
    for element in elements:
        above: Element | None = element
        while above is not None and above not in found:
            found.add(above)
            above = above.getparent()
    return frozenset(found)


def _said(opener: Element, most: int | None = None) -> str:
    """Return the text of an element without code, icons and what is only for screen readers.

    Of a long one, at least as many letters from its start as `most` says.
    """
    parts: list[str] = []
    stack: list[Element | str] = [opener]
    letters = 0
    while stack and (most is None or letters < most):
        part = stack.pop()
        if isinstance(part, str):
            parts.append(part)
            letters += len("".join(part.split()))
            continue
        if part is not opener:
            stack.append(part.tail or "")
        if (
            isinstance(part.tag, str)
            and part.tag not in _CODE
            and not (_is_for_others(part) or _is_decoration(part))
        ):
            stack += reversed(list(part))
            stack.append(part.text or "")
    return _SPACES.sub(" ", "".join(parts)).strip()


def _is_dropped(element: Element) -> bool:
    """Whether an element is never text of a page; the button in a heading is."""
    if element.tag not in _NEVER:
        return element.get("role", "").lower() in _NEVER_ROLES
    return element.tag != "button" or not any(
        above.tag in _HEADINGS or above.tag == "summary" for above in _above(element)
    )


def _is_for_others(element: Element) -> bool:
    named = _FOR_OTHERS.search(element.get("class", ""))
    if named and element.tag not in _PAGE and not _SHOWN_ON_SCREENS.search(element.get("class", "")):
        return True
    return bool(_CLIPPED_STYLE.search(element.get("style", "")))


def _is_decoration(element: Element) -> bool:
    """Whether an element hidden from screen readers is a sign or an icon, whose name may stand as text."""
    if element.get("aria-hidden") != "true" or len(element) > 1:
        return False
    return bool(_ICON.search(element.get("class", ""))) or not any(map(_LETTER.search, _texts(element)))


def _is_folded(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDING_STYLE.search(element.get("style", "")))


def _panels(opener: Element, by_id: dict[str | None, Element]) -> Iterator[Element]:
    """Yield the elements that a button, link or tab opens by its attributes."""
    names = [name for key in _TARGETS for name in opener.get(key, "").split()]
    href = opener.get("href", "")
    if href.startswith("#") and (
        opener.get("role") in ("tab", "button")
        or opener.get("data-toggle")
        or opener.get("data-bs-toggle")
        or any(above.get("role") == "tablist" for above in _above(opener))
    ):
        names.append(href)
    for name in names:
        panel = by_id.get(name.lstrip("#"))
        if panel is not None and panel is not opener:
            yield panel


def _above(element: Element) -> Iterator[Element]:
    """Yield the few elements straight above one."""
    for count, above in enumerate(element.iterancestors()):
        if count == _NEAR:
            return
        yield above


def _within_folding(element: Element) -> bool:
    return any(above.tag not in _PAGE and _FOLDING.search(_names(above)) for above in _above(element))


def _in_page_frame(element: Element) -> bool:
    return any(above.tag in ("nav", "header", "footer") for above in element.iterancestors())


def _is_one_of_a_list(opener: Element, panel: Element) -> bool:
    """Whether an opener stands in a list of tabs, apart from its panel."""
    if opener.get("role") == "tab":
        return True
    item = next((above for above in (opener, *_above(opener)) if above.tag == "li"), None)
    return item is not None and all(above is not item for above in panel.iterancestors())


def _is_button(element: Element) -> bool:
    return (
        element.tag in ("button", "summary")
        or element.get("aria-expanded") is not None
        or element.get("role") in ("button", "tab")
    )
