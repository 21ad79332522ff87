"""PDF → blocks: text pages, and pages that are pictures, whose text is recognised where that is asked for."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from curranalyser.datamodel import (
    Block,
    Failure,
    Line,
    PictureBlock,
    SourceFile,
    TextBlock,
    lines_of,
)
from curranalyser.errors import DocumentError, FailureCategory
from curranalyser.read.pdf import read_pdf
from curranalyser.read.pictures import PdfFacts
from curranalyser.settings import Settings

# Pages that are named one by one; of more, the first are.
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class PdfPages:
    """What was read of a PDF.

    Attributes:
        failures: what of it was not read.
        recognised: pages whose text was recognised from a picture, from 1.
    """

    blocks: tuple[Block, ...]
    pages: int
    extractor: str
    notes: tuple[str, ...]
    failures: tuple[Failure, ...]
    recognised: tuple[int, ...]


def read_pdf_pages(data: bytes, source: SourceFile, settings: Settings) -> PdfPages:
    """Read a PDF.

    Args:
        data: its bytes.
        source: its record.
        settings: limits, and whether text is to be recognised.

    Raises:
        DocumentError: it cannot be read, or all that it holds are pictures.
    """
    facts = PdfFacts()
    blocks: tuple[Block, ...] = ()
    try:
        blocks, pages, extractor, notes = read_pdf(data, settings.max_pages, facts)
        whole = None
    except DocumentError as error:
        if error.category is FailureCategory.NO_TEXT_LAYER and facts.attachments:
            raise DocumentError(FailureCategory.PORTFOLIO, ", ".join(facts.attachments)) from error
        if error.category is not FailureCategory.NO_TEXT_LAYER:
            raise
        if not facts.pictures:
            raise DocumentError(FailureCategory.NO_TEXT, error.detail) from error
        pages, extractor, notes, whole = facts.pages, "pdfium", (), error
    pictures = frozenset(facts.pictures)
    text = [line for line in lines_of(blocks) if line.page not in pictures]
    if pictures and not text and whole is None:
        # What stands on its pages are stamps.
        some = f"{pages} pages, {len(pictures)} of them pictures"
        whole = DocumentError(FailureCategory.NO_TEXT_LAYER, some)
    recognised: tuple[int, ...] = ()
    instead: dict[int, Block] = {page: PictureBlock(page) for page in facts.pictures}
    failures = []
    failure = DocumentError(
        FailureCategory.PICTURE_PAGE, told_pages(facts.pictures), min(pictures, default=None)
    )
    if pictures and settings.ocr:
        from curranalyser.read.ocr import recognise, recognition_version  # noqa: PLC0415 rarely needed

        try:
            found = recognise(data, facts.pictures, _body_size(text), settings)
        except DocumentError as error:
            whole = whole and error
            failure = DocumentError(error.category, f"{failure.detail}; {error.detail}", failure.page)
        else:
            recognised = facts.pictures
            blocks = tuple(_without_pages(blocks, pictures))
            instead = {
                page: TextBlock(tuple(run)) for page, run in groupby(found, key=lambda line: line.page)
            }
            notes = (*notes, _recognised_note(recognised, recognition_version()))
            if whole is not None:
                nothing = DocumentError(FailureCategory.NOTHING_RECOGNISED, told_pages(facts.pictures))
                whole = nothing if not found else None
    if whole is not None:
        raise whole
    if pictures and not recognised:
        failures.append(replace(Failure.from_error(source.path, "read", failure), pages=facts.pictures))
    if facts.attachments:
        inside = DocumentError(FailureCategory.PORTFOLIO, ", ".join(facts.attachments))
        failures.append(Failure.from_error(source.path, "read", inside))
    placed = tuple(_with_pages(blocks, instead))
    return PdfPages(placed, pages, extractor, notes, tuple(failures), recognised)


def _recognised_note(pages: Sequence[int], versions: str) -> str:
    return f"{told_pages(pages, 'was', 'were')} read by text recognition ({versions})"


def _body_size(lines: Sequence[Line]) -> float | None:
    """Return the size in which most characters are set, None where there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


def told_pages(pages: Sequence[int], one: str = "is a picture", several: str = "are pictures") -> str:
    """Say of pages that they are pictures, in English: "page 2 is a picture"."""
    if len(pages) == 1:
        return f"page {pages[0]} {one}"
    named = ", ".join(map(str, pages[:_MOST_NAMED]))
    return f"pages {named}{' …' if len(pages) > _MOST_NAMED else ''} {several}"


def _without_pages(blocks: Sequence[Block], pages: Collection[int]) -> Iterator[Block]:
    """Leave out what stands on some pages; of a table that goes on over them, all of it."""
    for block in blocks:
        if isinstance(block, TextBlock):
            lines = tuple(line for line in block.lines if line.page not in pages)
            if lines:
                yield replace(block, lines=lines)
        elif not any(line.page in pages for line in lines_of((block,))):
            yield block


def _with_pages(blocks: Sequence[Block], pages: Mapping[int, Block]) -> Iterator[Block]:
    """Yield blocks, and behind what stands on a page or before it the block that there is for the page."""
    waiting = sorted(pages)
    for block in blocks:
        parts = _by_page(block) if waiting and isinstance(block, TextBlock) else (block,)
        for part in parts:
            first = next(lines_of((part,)), None)
            while waiting and first is not None and first.page > waiting[0]:
                yield pages[waiting.pop(0)]
            yield part
    for page in waiting:
        yield pages[page]


def _by_page(block: TextBlock) -> tuple[TextBlock, ...]:
    return tuple(
        replace(block, lines=tuple(lines)) for _, lines in groupby(block.lines, key=lambda line: line.page)
    )
