"""Published catalogues: files of courses and programmes as data → records.

How it goes::

    bytes ── read_catalogue ──▶ CourseRecord, ProgrammeRecord … ── parse.catalogue ──▶ Syllabus

`find_catalogue` looks at the content of a file, never at its name, and says which format it is in; the
formats stand in `FORMATS`, one module each. `read_catalogue` yields its records one by one, as
`curranalyser.datamodel.catalogue` has them: `CourseRecord`, `ProgrammeRecord`, `ParsedRecord` (syllabi that
need no parsing), and `MalformedRecord` in the place of one that cannot be read. `parse.catalogue` makes a
syllabus of a record, and `analyse.analyse_catalogue` one result of each, shown as "file.json#CODE".

To add a format, write a module here with

- `NAME`: its name and versions, as users know them ("OOAPI 5, 6"). It is no word of a language.
- `recognises(value)`: whether an object is a record of it. It is asked about the first objects of a file, and
  about the object around them, where there is one. It must be sure: several fields of the format together,
  not one that any file may have.
- `read(data, source)`: yields the records. `data.records()` yields `JsonRecord` (number, name of the list
  that it stands in, members) and `MalformedRecord`, and may be gone through twice, as where records refer to
  each other. `data.outer` holds what stands around the lists. `source.row` of a record is its number.

and put it into `FORMATS`. Rules for all:

- `values` reads the forms in which fields are written: texts in several languages, tags of languages,
  numbers. A field of another form is not said; a field that is not known is ignored. `text` and `texts` take
  out HTML: its lists become lines with bullets, which parsing takes for outcomes.
- `CourseRecord.header` is what the catalogue says, and its `credits` are ECTS credits. `outcomes` has one
  entry a language; an item may be one outcome or a whole list. `texts` take aim, content, entry and the rest
  by `SectionKind`. `teaching` is what fields say of the language of teaching, with the field and its value
  verbatim; prose about it goes into `texts`, where parsing finds it.
- A programme lists its courses in `entries`: code or title, credits, terms, `mark` with the words that say it
  (`reason`), and `track` for courses of one of several ways. What nothing says of who takes a course stays
  None: nothing is guessed here.
- A record that names neither a code nor a title is a `MalformedRecord`; so is one that is no object. Nothing
  raises for a record.
- No network, no entities, no DTD, no remote `@context`; nothing that grows with the square of its input.

A format that is also written in XML names the elements that are records in `XML_RECORDS`, in small letters;
`xml_records` makes the same objects of them. Where an interface answers in one language at a time,
`language_versions` makes one record of the answers for a course.

JSON-LD is made plain by `linked_data`, with own tables of names. Web pages are asked by
`find_page_catalogue`, once they have shown no outcomes themselves. Which files are looked at is said by
`read.endings.may_be_data`; in folders `read.walk` asks.

Tests: `tests/read/catalogue/test_FORMAT.py` for the records (fields left out and of wrong types by
hypothesis), `corpus/catalogues/FORMAT…` with an invented sample, whose records, syllabi and results
`tests/golden/test_catalogues.py` compares with `tests/golden/catalogues/FORMAT….json`
(`UPDATE_GOLDEN=1` writes it). The public schema that a sample follows is named in the module's docstring.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from curranalyser.datamodel import CatalogueItem, SourceFile
from curranalyser.read.catalogue import elm, kopps, ladok, ooapi, own_lines, schema_org
from curranalyser.read.catalogue.json_records import JsonData, read_json
from curranalyser.read.catalogue.page_data import read_page_data
from curranalyser.read.catalogue.xml_head import first_element
from curranalyser.read.catalogue.xml_records import XmlData, read_xml
from curranalyser.regular import open_regular

__all__ = [
    "FORMATS",
    "Catalogue",
    "find_catalogue",
    "find_page_catalogue",
    "format_names",
    "is_catalogue",
    "read_catalogue",
    "seen_in",
]

# Bytes of a file in a folder by which it is told whether it is a catalogue: enough for its first records, and
# for all of a file that is one record.
_BEGINNING = 32_000_000

FORMATS: tuple[ModuleType, ...] = (own_lines, ooapi, kopps, ladok, elm, schema_org)
# Elements of XML that are records of one of them, by their folded names.
_XML_RECORDS = frozenset(name for format_ in FORMATS for name in getattr(format_, "XML_RECORDS", ()))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A file whose format is known: the module that reads it, and its data."""

    format: ModuleType
    data: JsonData | XmlData

    @property
    def name(self) -> str:
        """The name of the format, with its versions."""
        return str(self.format.NAME)


def format_names() -> str:
    """Return the names of all formats, for a message."""
    return "; ".join(str(format_.NAME) for format_ in FORMATS)


def _opened(data: bytes) -> JsonData | XmlData | None:
    return read_json(data) or read_xml(data, _XML_RECORDS)


def find_catalogue(data: bytes) -> Catalogue | None:
    """Tell the format of a catalogue from its content.

    Args:
        data: of the file.

    Returns:
        The catalogue; None where the file is in none of the formats.
    """
    return _known(_opened(data))


def find_page_catalogue(data: bytes) -> Catalogue | None:
    """Tell the format of the data that a web page carries.

    Args:
        data: of the page.

    Returns:
        The catalogue; None where the page carries none, or one in none of the formats.
    """
    return _known(read_page_data(data))


def _known(opened: JsonData | XmlData | None) -> Catalogue | None:
    if opened is None:
        return None
    found = _recognised(opened.around) or _recognised(opened)
    if found is None and isinstance(opened, JsonData):
        return _recognised(opened.inner)
    return found


def _recognised(asked: JsonData | XmlData | None) -> Catalogue | None:
    for value in asked.sample if asked is not None else ():
        for format_ in FORMATS:
            if asked is not None and format_.recognises(value):
                return Catalogue(format_, asked)
    return None


def is_catalogue(path: Path) -> bool:
    """Whether a file is in one of the formats, as far as its beginning shows; not where it cannot be read."""
    try:
        with open_regular(path) as file:
            return find_catalogue(file.read(_BEGINNING)) is not None
    except OSError:
        return False


def seen_in(data: bytes) -> str:
    """Return what was seen in a file that is in no known format, without words of a language.

    `{"items": [{"id", "title"}]}` for JSON, `<courses>` for XML; "" where it is neither.
    """
    opened = read_json(data)
    seen = opened.described if opened is not None else first_element(data)
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in seen)


def read_catalogue(catalogue: Catalogue, source: SourceFile) -> Iterator[CatalogueItem]:
    """Yield the records of a catalogue.

    Args:
        catalogue: from `find_catalogue`.
        source: the record of its file.
    """
    yield from catalogue.format.read(catalogue.data, source)
