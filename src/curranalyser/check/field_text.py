"""A document → the text that its author goes on writing in, where that text is read as the document is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from curranalyser.check.as_markdown import blocks_as_markdown, text_of_lines, understood_as_markdown
from curranalyser.check.draft import TEXT_FILES, Draft, understand
from curranalyser.check.finding import normalise
from curranalyser.datamodel import Document, Syllabus
from curranalyser.errors import DocumentError
from curranalyser.read import describe_source, read_document
from curranalyser.read.endings import ending_of
from curranalyser.settings import Settings

MARKDOWN = ".md"
# What is made of a document is Markdown; its name is shown nowhere.
_NAME = f"text{MARKDOWN}"


@dataclass(frozen=True, slots=True)
class FieldText:
    """The text of a draft.

    Attributes:
        text: whose lines end with a line feed alone.
        same: whether reading it finds the outcomes, codes and titles that reading the document found. Where
            it does not, the text is to be looked at and not to be written in.
        markdown: whether it is Markdown.
    """

    text: str
    same: bool
    markdown: bool


def field_text(draft: Draft, settings: Settings) -> FieldText:
    """Return the text of a draft that was read.

    Args:
        draft: with its document; where nothing could be read there is none, and no text.
        settings: limits.
    """
    if draft.document is None:
        return FieldText("", same=False, markdown=False)
    ending = ending_of(draft.source.path)
    if ending in TEXT_FILES:
        from curranalyser.read.text import decode  # noqa: PLC0415 only for such files

        text = decode(draft.data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return FieldText(text, same=True, markdown=ending != ".txt")
    syllabi = tuple(item.syllabus for item in draft.syllabi)
    wanted = _told(syllabi)
    made = ""
    for way in _ways(draft.document, syllabi):
        text = way()
        made = made or text
        if _told(_read(text, settings)) == wanted:
            return FieldText(text, same=True, markdown=True)
    return FieldText(made or text_of_lines(draft.document), same=False, markdown=True)


def _ways(document: Document, syllabi: Sequence[Syllabus]) -> Sequence[Callable[[], str]]:
    """Return the ways to make a text of it, the more faithful first."""
    if not syllabi:
        return ()

    def of_blocks() -> str:
        return blocks_as_markdown(document)

    def of_sections() -> str:
        return understood_as_markdown(syllabi)

    return (of_blocks, of_sections) if document.flowing else (of_sections, of_blocks)


def _read(text: str, settings: Settings) -> tuple[Syllabus, ...]:
    data = text.encode()
    try:
        document = read_document(data, describe_source(data, _NAME), settings)
        return understand(document, data, settings).syllabi
    except DocumentError:
        return ()


def _told(syllabi: Sequence[Syllabus]) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        (item.header.code, item.header.title, [normalise(outcome.text) for outcome in item.outcomes])
        for item in syllabi
    ]
