"""What a web page has around its text: the name of the site in its headings, and scripts that fill it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeGuard

from curranalyser.read.flow import Block, Item, plain_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SEPARATOR: Final = re.compile(r"\s+(?:[|–—·:»-]|::)\s+")
_SITE_META: Final = frozenset({"og:site_name", "application-name"})
_FRAME: Final = ("header", "footer", "nav")
_FRAME_ROLES: Final = frozenset({"banner", "contentinfo"})
# A heading of these levels may be a page's title.
_TITLE_LEVELS: Final = frozenset({1, 2})
# Characters of text below which a page with scripts and an empty place for them to fill is a shell.
_SHELL: Final = 200
_SPACES: Final = re.compile(r"\s+")


def without_site_name(items: tuple[Item, ...], root: Element) -> tuple[Item, ...]:
    """Take the name of the site off the end of headings.

    It is the site's name where the page says so (`og:site_name`), where the logo or the link home is called
    that, or where the page's <title> ends in it as well and its head or foot says it.

    Args:
        items: what the page holds.
        root: the page.
    """
    if not any(_SEPARATOR.search(title.text) for title in items if _is_title(title)):
        return items
    names = frozenset(_folded(name) for name in _site_names(root)) - {""}
    title = _joined(next(root.iter("title"), None))
    last = _folded(_SEPARATOR.split(title)[-1]) if _SEPARATOR.search(title) else ""
    if last and any(last in _folded(_joined(part)) for part in _frames(root)):
        names |= {last}
    return tuple(replace(item, text=_cut(item.text, names)) if _is_title(item) else item for item in items)


def filled_by_script(root: Element, items: Sequence[Item]) -> bool:
    """Return whether a page shows next to nothing until a script has filled it."""
    if next(root.iter("script"), None) is None:
        return False
    shown = sum(len(line) for line in plain_lines(items))
    return shown == 0 or (shown < _SHELL and (_has_empty_place(root) or _asks_for_scripts(root)))


def _is_title(item: Item) -> TypeGuard[Block]:
    return isinstance(item, Block) and item.level in _TITLE_LEVELS


def _cut(text: str, names: frozenset[str]) -> str:
    while True:
        separators = list(_SEPARATOR.finditer(text))
        if not separators or _folded(text[separators[-1].end() :]) not in names:
            return text
        text = text[: separators[-1].start()]


def _site_names(root: Element) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name")) in _SITE_META:
            yield meta.get("content", "")
    for link in root.iter("a"):
        if link.get("href") in ("/", "./", "index.html") or link.get("rel") == "home":
            yield _joined(link)
            yield from (image.get("alt", "") for image in link.iter("img"))


def _frames(root: Element) -> Iterator[Element]:
    for element in root.iter("*"):
        named = element.tag in _FRAME or element.get("role") in _FRAME_ROLES
        if named and next(element.iter("h1", "main"), None) is None:
            yield element


def _has_empty_place(root: Element) -> bool:
    """Whether the body has an element with a name and nothing in it: what a script fills."""
    body = next(root.iter("body"), None)
    return body is not None and any(
        (child.get("id") and not len(child) and not (child.text or "").strip())
        or ("-" in str(child.tag) and not _joined(child))
        for child in body.iterchildren("*")
        if child.tag not in ("script", "iframe", "img", "svg", "input")
    )


def _asks_for_scripts(root: Element) -> bool:
    return any(_joined(part) for part in root.iter("noscript"))


def _joined(element: Element | None) -> str:
    texts = () if element is None else element.itertext()
    return _SPACES.sub(" ", "".join(str(text) for text in texts)).strip()


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()
