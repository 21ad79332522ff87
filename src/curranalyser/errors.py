"""Every way this tool can fail.

Exceptions with their exit code, and the named categories of document failures.
"""

import errno
import re
from collections.abc import Callable
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What the process returns. 1 is never assigned: it means a bug."""

    OK = 0
    USAGE = 2
    PARTIAL = 3
    NOTHING_ANALYSED = 4
    MODEL = 5
    OUTPUT = 6
    FINDINGS = 10
    INTERRUPTED = 130


class FailureCategory(StrEnum):
    """Why one document, or a part of it, could not be analysed."""

    EMPTY_FILE = "empty file"
    NOT_A_PDF = "not a PDF"
    TRUNCATED = "truncated"
    ENCRYPTED = "encrypted"
    NO_TEXT_LAYER = "no text layer"
    PICTURE_PAGE = "picture page"
    RECOGNITION_FAILED = "text recognition failed"
    PORTFOLIO = "PDF portfolio"
    FILLED_BY_SCRIPT = "page filled by a script"
    GARBLED_TEXT = "garbled text"
    UNREADABLE = "unreadable"
    NOT_PERMITTED = "not permitted"
    DAMAGED = "damaged"
    NO_TEXT = "no text"
    NOTHING_RECOGNISED = "nothing recognised"
    UNSUPPORTED_FORMAT = "unsupported format"
    TOO_LARGE = "too large"
    TOO_MANY_PAGES = "too many pages"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    CRASHED = "crashed"
    NOT_A_SYLLABUS = "not a syllabus"
    NO_OUTCOME_SECTION = "no outcome section"
    OUTCOME_SECTION_EMPTY = "outcome section empty"
    NO_COURSE_LIST = "no course list"
    NO_COURSE_COLUMNS = "no course columns"
    ROW_WITHOUT_COURSE = "row without course"
    UNKNOWN_DATA = "unknown data"
    RECORD_UNREADABLE = "record unreadable"
    ROW_NOT_READ = "row not read"
    OLD_OFFICE_FILE = "old office file"
    OTHER_OFFICE_FILE = "other office file"
    SPREADSHEET = "spreadsheet"
    ARCHIVE = "archive"
    MAIL = "mail"
    SAVED_PAGES = "saved pages"
    LINK_FILE = "link file"
    FOLDER_NOT_READ = "folder not read"
    DANGLING_LINK = "dangling link"
    LINK_LOOP = "link loop"
    NO_REGULAR_FILE = "no regular file"
    NAMED_OTHERWISE = "named otherwise"
    NESTED_TOO_DEEP = "nested too deep"
    OWN_OUTPUT = "own output"
    INTERNAL_ERROR = "internal error"


# What a machine may do to a file today and not tomorrow: such a result is not kept for the next run.
PASSING = frozenset(
    {
        FailureCategory.TIMED_OUT,
        FailureCategory.OUT_OF_MEMORY,
        FailureCategory.CRASHED,
        FailureCategory.RECOGNITION_FAILED,
    }
)


# Message ids: what happened, and what the reader can do. Translated where they are shown.
FAILURE_TEXTS: dict[FailureCategory, tuple[str, str]] = {
    FailureCategory.EMPTY_FILE: ("The file has no content.", "Fetch the file again from its source."),
    FailureCategory.NOT_A_PDF: (
        "The file is named .pdf but is not a PDF.",
        "Open it in a browser: it is often a saved web page. Save it as PDF, or rename it to its real type.",
    ),
    FailureCategory.TRUNCATED: (
        "The PDF is damaged or was cut off.",
        "Fetch the file again; if it stays damaged, export it anew from the system it came from.",
    ),
    FailureCategory.ENCRYPTED: (
        "The file needs a password.",
        "Save a copy without a password and analyse that.",
    ),
    FailureCategory.NO_TEXT_LAYER: (
        "The pages are pictures without text.",
        "Have them read by OCRmyPDF with --ocr (docs/how-to/scans.md says what to install),"
        " or export the syllabus as"
        " text PDF.",
    ),
    FailureCategory.PICTURE_PAGE: (
        "Not all pages were read: some are pictures without text.",
        "Have them read by OCRmyPDF with --ocr (docs/how-to/scans.md says what to install),"
        " or export the syllabus as"
        " text PDF.",
    ),
    FailureCategory.RECOGNITION_FAILED: (
        "Some pages are pictures, and text recognition failed on them.",
        "Export the syllabus as text PDF, or scan it anew.",
    ),
    FailureCategory.PORTFOLIO: (
        "PDF portfolio: open it and save its files.",
        "Then analyse those: files within the PDF are not read.",
    ),
    FailureCategory.FILLED_BY_SCRIPT: (
        "This is a page filled by a script: the file holds none of the text it shows.",
        "Open it in a browser and save it as it is shown, or print it to PDF.",
    ),
    FailureCategory.GARBLED_TEXT: (
        "The text in the PDF is gibberish: its character map is broken.",
        "Export the file anew from its source, or run text recognition with forced OCR.",
    ),
    FailureCategory.UNREADABLE: (
        "The file could not be read.",
        "Open it in its own program; if that works, save it anew and try again.",
    ),
    FailureCategory.NOT_PERMITTED: (
        "You may not read the file.",
        "See that you may read it, and try again.",
    ),
    FailureCategory.DAMAGED: (
        "The file is damaged or was cut off.",
        "Fetch the file again; if it stays damaged, open it in its own program and save it anew.",
    ),
    FailureCategory.NO_TEXT: (
        "The document holds no text.",
        "If it shows some, that is a picture of it: print it to PDF, and have that read with --ocr.",
    ),
    FailureCategory.NOTHING_RECOGNISED: (
        "The pages are pictures, and text recognition found no text in them.",
        "If they show text, scan them anew, or export the syllabus as text PDF.",
    ),
    FailureCategory.UNSUPPORTED_FORMAT: (
        "Files of this type are not analysed.",
        "Save the syllabus as PDF, DOCX, ODT, RTF, HTML, text or Markdown.",
    ),
    FailureCategory.TOO_LARGE: (
        "The file is larger than the limit.",
        "Raise max_megabytes in curranalyser.toml (for JSON and XML max_catalogue_megabytes), or split the"
        " file.",
    ),
    FailureCategory.TOO_MANY_PAGES: (
        "The file has more pages than the limit.",
        "Raise max_pages in curranalyser.toml, or split the file.",
    ),
    FailureCategory.TIMED_OUT: (
        "The file took longer than the limit.",
        "Raise seconds_per_file in curranalyser.toml, or look at the file.",
    ),
    FailureCategory.OUT_OF_MEMORY: (
        "The file needed more memory than the limit.",
        "Raise memory_megabytes in curranalyser.toml, or look at the file.",
    ),
    FailureCategory.CRASHED: (
        "Reading the file crashed its worker process.",
        "The file is probably damaged: save it anew and try again.",
    ),
    FailureCategory.NOT_A_SYLLABUS: (
        "No course syllabus or programme syllabus was recognised.",
        "If it is one, look at what was understood with: curranalyser parse FILE",
    ),
    FailureCategory.NO_OUTCOME_SECTION: (
        "No section with learning outcomes was found.",
        "Look at what was understood with: curranalyser parse FILE",
    ),
    FailureCategory.OUTCOME_SECTION_EMPTY: (
        "A section for learning outcomes was found, but no outcome in it.",
        "Look at what was understood with: curranalyser parse FILE",
    ),
    FailureCategory.NO_COURSE_LIST: (
        "The programme syllabus names no courses that could be read.",
        "Name the courses of the programme in a mapping table.",
    ),
    FailureCategory.NO_COURSE_COLUMNS: (
        "The table has no columns that were recognised as code or title and learning outcomes.",
        "Say what its columns hold, for instance: --columns code=Kurskod,title=Namn,outcomes=Mål",
    ),
    FailureCategory.ROW_WITHOUT_COURSE: (
        "These rows of the table name no course: neither a code nor a title stands in them.",
        "Write the code or the title of the course into each row that holds outcomes.",
    ),
    FailureCategory.UNKNOWN_DATA: (
        "The file holds data in a format that is not read.",
        "Catalogues are read as OOAPI, Kopps, Ladok, schema.org, the European Learning Model, and the lines"
        " of curranalyser parse --json; see docs/catalogues.md. Offerings (EMIL 3) are given with"
        " --offerings. A list with one course an object is read where it says what its fields hold, for"
        " instance: --columns code=kurskod,title=namn,outcomes=mal",
    ),
    FailureCategory.RECORD_UNREADABLE: (
        "These records of the catalogue could not be read.",
        "Look at them in the file, or fetch it again; the others were read.",
    ),
    FailureCategory.ROW_NOT_READ: (
        "These rows of the table are damaged: they were not read, and the others were.",
        "Write them anew: they hold bytes that are no text, a quotation mark too many, or no JSON.",
    ),
    FailureCategory.OLD_OFFICE_FILE: (
        "Files of old word processors are not read.",
        "Open it in Word or LibreOffice and save it as DOCX. Many at once: soffice --convert-to docx FILES",
    ),
    FailureCategory.OTHER_OFFICE_FILE: (
        "Files of this program are not read.",
        "Open it in its own program and export it as DOCX or PDF.",
    ),
    FailureCategory.SPREADSHEET: (
        "Tables of this type are not read.",
        "Open it in its program and save it as XLSX or CSV. Many at once: soffice --convert-to xlsx FILES",
    ),
    FailureCategory.ARCHIVE: (
        "Archives are not unpacked.",
        "Unpack it and analyse the folder.",
    ),
    FailureCategory.MAIL: (
        "Mail is not read.",
        "Save the attachments, or the message as PDF, and analyse these.",
    ),
    FailureCategory.SAVED_PAGES: (
        "Web archives and electronic books are not read.",
        "Open it in a browser or reader, and save it as HTML or print it as PDF.",
    ),
    FailureCategory.LINK_FILE: (
        "The file only points to a document elsewhere.",
        "Open it, and save the document itself.",
    ),
    FailureCategory.FOLDER_NOT_READ: (
        "The folder could not be opened: what it holds is not known.",
        "See that you may read it, and try again.",
    ),
    FailureCategory.DANGLING_LINK: (
        "The link leads nowhere.",
        "Put the file there, or remove the link.",
    ),
    FailureCategory.LINK_LOOP: (
        "The link leads back to a folder that it lies in.",
        "What lies there is read once; remove the link.",
    ),
    FailureCategory.NO_REGULAR_FILE: (
        "It is no file but a pipe, a socket or a device.",
        "Save what comes from it as a file.",
    ),
    FailureCategory.NAMED_OTHERWISE: (
        "The file is of another type than its name says. It was read all the same.",
        "Give it the ending of its real type: Word does not open it as it is.",
    ),
    FailureCategory.NESTED_TOO_DEEP: (
        "Parts of the document lie within so many others that they were not read.",
        "Open it in its own program, and save it as PDF or as plain text.",
    ),
    FailureCategory.OWN_OUTPUT: (
        "It is a report of this tool.",
        "Nothing need be done.",
    ),
    FailureCategory.INTERNAL_ERROR: (
        "The tool failed on this file.",
        "Please report it with the file, if it may be shared.",
    ),
}

# What to do for those who see a draft's failures on the local page: they have a browser, and no options,
# settings or folders. What only these can mend is for whoever started the page. What is not here is said to
# both in the same words.
_RECOGNITION_HINT = (
    "Export the syllabus as text PDF, or paste its text here. Whoever started this page can have pictures"
    " read (ocr = true in the settings)."
)
_TEXT_HINT = "Copy the text of the syllabus, and paste it here."
_OUTCOMES_HINT = (
    "If the file has some, copy them with their heading and lead-in, and paste them here. Whoever started"
    " this page can see with `curranalyser parse` what was understood."
)
_LIMIT_HINT = (
    "Leave out what is no part of the syllabus, or paste its text here. Whoever started this page can raise"
    " the limit in the settings."
)
PAGE_HINTS: dict[FailureCategory, str] = {
    FailureCategory.ENCRYPTED: "Save a copy without a password and choose that.",
    FailureCategory.NO_TEXT_LAYER: _RECOGNITION_HINT,
    FailureCategory.PICTURE_PAGE: _RECOGNITION_HINT,
    FailureCategory.NO_TEXT: _RECOGNITION_HINT,
    FailureCategory.GARBLED_TEXT: _RECOGNITION_HINT,
    FailureCategory.PORTFOLIO: "Then choose one of those: files within the PDF are not read.",
    FailureCategory.TOO_LARGE: _LIMIT_HINT,
    FailureCategory.TOO_MANY_PAGES: _LIMIT_HINT,
    FailureCategory.TIMED_OUT: _LIMIT_HINT,
    FailureCategory.OUT_OF_MEMORY: _LIMIT_HINT,
    FailureCategory.NOT_A_SYLLABUS: _OUTCOMES_HINT,
    FailureCategory.NO_OUTCOME_SECTION: _OUTCOMES_HINT,
    FailureCategory.OUTCOME_SECTION_EMPTY: _OUTCOMES_HINT,
    FailureCategory.NO_COURSE_LIST: "Nothing need be done here: the text of the syllabus is checked.",
    FailureCategory.NO_COURSE_COLUMNS: _TEXT_HINT,
    FailureCategory.UNKNOWN_DATA: _TEXT_HINT,
    FailureCategory.SPREADSHEET: _TEXT_HINT,
    FailureCategory.UNKNOWN_DATA: _TEXT_HINT,
    FailureCategory.OLD_OFFICE_FILE: "Open it in Word or LibreOffice and save it as DOCX.",
    FailureCategory.ARCHIVE: "Unpack it and choose one of its files.",
    FailureCategory.MAIL: "Save the attachment and choose that, or paste the text of the message here.",
    FailureCategory.INTERNAL_ERROR: "Tell whoever started this page, with the file if it may be shared.",
}


# Why a file could not be read or written: what systems and libraries say in English only, as message ids, by
# the name of their number.
REASONS: dict[str, str] = {
    "ENOENT": "there is no such file or folder",
    "EACCES": "you may not do that there",
    "EPERM": "you may not do that there",
    "EROFS": "nothing can be written there",
    "ENOSPC": "there is no room left",
    "EDQUOT": "there is no room left",
    "EFBIG": "there is no room left",
    "EISDIR": "it is a folder",
    "ENOTDIR": "a part of its path is no folder",
    "EEXIST": "it is there already",
    "ENAMETOOLONG": "its name is too long",
    "ELOOP": "its links lead in a circle",
    "EIO": "the disk reports a fault",
    "EMFILE": "too many files are open",
    "ESPIPE": "it is no file but a pipe, a socket or a device",
    "ECONNREFUSED": "nobody answers there",
    "SQLITE_FULL": "there is no room left",
    "SQLITE_IOERR": "the disk reports a fault, or has no room left",
    "SQLITE_CANTOPEN": "it cannot be opened",
    "SQLITE_READONLY": "nothing can be written there",
    "SQLITE_PERM": "you may not do that there",
    "UnicodeDecodeError": "it is not UTF-8",
    "at": "line %(line)s, column %(column)s is wrong",
    "at end": "it ends too early",
    "too large": "it has more than %(most)s MB",
    "empty": "it has no content",
    "not JSON": "it is no JSON",
    "otherwise": "what stands at %(place)s is not what belongs there",
    "damaged": "it is damaged, or another kind of file than its name says",
    "pipe": "it is a pipe that nobody writes to",
    "too deep": "its brackets lie more than %(most)s deep within each other",
    "number": "it has a number that nothing can be calculated with",
    "twice": "it gives one name twice",
    "half": "it has half a character",
}


class DataError(ValueError):
    """Data that somebody handed over cannot be used.

    Args:
        reason: a name in `REASONS`.
        values: what is put into its text.
    """

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(REASONS[reason] % values)
        self.reason = reason
        self.values = values


# Where in JSON a value is that does not fit, as msgspec says it.
_PLACE = re.compile(r"(?:- at `(?:key in )?(\$[^`]{0,200})`\Z)|(?:\AExpected)")
_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)\Z")


def told_reason(error: Exception, translate: Callable[[str], str]) -> str:
    """Say why something failed, in words of ours passed through `translate`.

    Where we have none, it is said as the library said it.
    """
    if isinstance(error, OSError):
        name = errno.errorcode.get(error.errno or 0, "")
        return translate(REASONS[name]) if name in REASONS else error.strerror or str(error)
    if isinstance(error, DataError):
        return translate(REASONS[error.reason]) % error.values
    if isinstance(error, DocumentError):
        said = translate(FAILURE_TEXTS[error.category][0]).rstrip(".")
        return said[:1].lower() + said[1:]
    # sqlite3.Error; the names of details begin as those of their kind do: SQLITE_IOERR_WRITE.
    kind = "_".join(str(getattr(error, "sqlite_errorname", type(error).__name__)).split("_")[:2])
    if kind in REASONS:
        return translate(REASONS[kind])
    return _told_place(error, translate) or str(error)


def _told_place(error: Exception, translate: Callable[[str], str]) -> str:
    """Say where JSON or TOML is wrong; "" of other errors."""
    if type(error).__module__ == "msgspec":
        return _told_msgspec(str(error), translate)
    if hasattr(error, "lineno") and hasattr(error, "colno"):  # JSON
        return translate(REASONS["at"]) % {"line": error.lineno, "column": error.colno}
    place = _AT.search(str(error))  # TOML
    if not place:
        return ""
    if not place[1]:
        return translate(REASONS["at end"])
    return translate(REASONS["at"]) % {"line": place[1], "column": place[2]}


def _told_msgspec(said: str, translate: Callable[[str], str]) -> str:
    place = _PLACE.search(said)
    if place:
        return translate(REASONS["otherwise"]) % {"place": place[1] or "$"}
    return translate(REASONS["at end" if "truncated" in said else "not JSON"])


# Characters of a value in a message. Lists of all settings or rules have fewer; a cell may have more.
_LONGEST_VALUE = 2000


def _shortened(value: object) -> object:
    is_long = isinstance(value, str) and len(value) > _LONGEST_VALUE
    return f"{str(value)[:_LONGEST_VALUE]}…" if is_long else value


class CurranalyserError(Exception):
    """Base of all expected errors.

    The command line shows message and hint in one line and exits with `exit_code`.

    Args:
        message: what is wrong, an English message id with values by name: "There is no file %(path)s."
        hint: what to do, likewise.
        values: what is put in for the names, in both. Both stay translatable until they are shown; an
            exception among the values is told by `told_reason`.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.values = values

    def __str__(self) -> str:
        return self.told(lambda text: text)

    def told(self, translate: Callable[[str], str]) -> str:
        """Return message and hint in one line, each passed through `translate` before its values go in."""
        parts = [translate(text) for text in (self.message, self.hint) if text]
        values = {
            name: _shortened(told_reason(value, translate) if isinstance(value, Exception) else value)
            for name, value in self.values.items()
        }
        return " ".join(text % values if values else text for text in parts)

    def __reduce__(
        self,
    ) -> tuple[
        Callable[..., "CurranalyserError"], tuple[type["CurranalyserError"], str, str, dict[str, object]]
    ]:
        return _rebuild, (type(self), self.message, self.hint, self.values)


def _rebuild(
    kind: type[CurranalyserError], message: str, hint: str, values: dict[str, object]
) -> CurranalyserError:
    return kind(message, hint, **values)


class SettingsError(CurranalyserError):
    """A setting, option or settings file is wrong."""


class UnreadRowWarning(UserWarning):
    """One row of a table or one line of a file that the user gave was not read; the others were.

    Args:
        error: says which and why.
    """

    def __init__(self, error: CurranalyserError) -> None:
        super().__init__(str(error))
        self.error = error


class ModelError(CurranalyserError):
    """The model or the scheme is missing, altered or does not fit."""

    exit_code = ExitCode.MODEL


class OutputError(CurranalyserError):
    """The output cannot be written."""

    exit_code = ExitCode.OUTPUT


class NothingAnalysedError(CurranalyserError):
    """No document could be analysed."""

    exit_code = ExitCode.NOTHING_ANALYSED


class StoppedError(CurranalyserError):
    """The machine, a limit set on this process, or what it depends on stopped a run. What is done is kept."""

    exit_code = ExitCode.NOTHING_ANALYSED


class DocumentError(Exception):
    """One document, or a part of it, could not be used.

    Becomes a `Failure` in the report; it never stops the run.

    Args:
        category: why.
        detail: technical detail in English, for the log; may be empty.
        page: the page it concerns, from 1, or None.
    """

    def __init__(self, category: FailureCategory, detail: str = "", page: int | None = None) -> None:
        super().__init__(f"{category}: {detail}" if detail else str(category))
        self.category = category
        self.detail = detail
        self.page = page

    def __reduce__(self) -> tuple[type, tuple[FailureCategory, str, int | None]]:
        return type(self), (self.category, self.detail, self.page)
