"""What the ending of a file's name says.

Whether a file is read, is listed because it may hold a syllabus that cannot be read here, or is only counted.
Whatever stands in none of these tables is listed.
"""

from curranalyser.errors import FailureCategory

PLAIN_ENDINGS = frozenset({".txt", ".md", ".markdown"})
# Documents, templates, each with macros and without: one format. Macros are never run.
WORD_ENDINGS = frozenset({".docx", ".docm", ".dotx", ".dotm"})
PAGE_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
OPEN_DOCUMENT_ENDINGS = frozenset({".odt", ".ott"})
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm"})
DOCUMENT_ENDINGS = frozenset(
    {".pdf", ".rtf", *PLAIN_ENDINGS, *WORD_ENDINGS, *PAGE_ENDINGS, *OPEN_DOCUMENT_ENDINGS}
)
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".jsonl", *WORKBOOK_ENDINGS})
# Data, which may be a catalogue of courses: that is told from the content.
DATA_ENDINGS = frozenset({".json", ".jsonl", ".ndjson", ".jsonld", ".xml"})
READ_ENDINGS = DOCUMENT_ENDINGS | TABLE_ENDINGS

# Endings, separated by blanks.
_LISTED: dict[FailureCategory, str] = {
    FailureCategory.OLD_OFFICE_FILE: ".doc .dot .wri .sxw .stw",
    FailureCategory.OTHER_OFFICE_FILE: (
        ".pages .key .wpd .wps .fodt .odp .ppt .pptx .pptm .pps .ppsx .one .pub .djvu .ps"
    ),
    FailureCategory.SPREADSHEET: ".xls .xlsb .xlt .xltx .xltm .ods .ots .fods .sxc .numbers .mdb .accdb",
    FailureCategory.ARCHIVE: ".zip .7z .rar .tar .gz .tgz .bz2 .xz .zst .cab .iso .warc .wacz",
    FailureCategory.MAIL: ".eml .msg .mbox .mbx .pst .ost .oft .emlx .tnef",
    FailureCategory.SAVED_PAGES: ".mht .mhtml .webarchive .maff .epub .mobi .azw .azw3 .chm",
    FailureCategory.UNKNOWN_DATA: ".ndjson .jsonld .xml",
    FailureCategory.LINK_FILE: ".url .webloc .lnk .desktop .gdoc .gsheet .gslides",
}
_CATEGORY = {ending: category for category, endings in _LISTED.items() for ending in endings.split()}

# Kept beside syllabi, and never one: code, settings, pictures, sound, fonts, programs, data of programs.
_COUNTED = """
    .py .pyc .pyi .ipynb .js .mjs .cjs .ts .tsx .jsx .css .scss .sass .less .map .java .class .jar .c .h .cc
    .cpp .hpp .cs .go .rs .rb .php .pl .pm .r .rdata .rds .jl .m .sh .bash .zsh .fish .bat .cmd .ps1 .vbs .sql
    .lua .swift .kt .scala .j2
    .toml .yaml .yml .json .ini .cfg .conf .config .lock .env .properties .plist .sarif .xsd .xsl .xslt .dtd
    .po .pot .mo
    .png .jpg .jpeg .jpe .gif .svg .svgz .webp .bmp .ico .cur .tif .tiff .heic .heif .avif .psd .ai .eps .xcf
    .emf .wmf
    .mp3 .wav .m4a .ogg .oga .flac .aac .mp4 .m4v .mov .avi .mkv .webm .wmv .mpg .mpeg .vtt .srt
    .ttf .otf .ttc .woff .woff2 .eot
    .exe .dll .so .dylib .o .a .msi .dmg .deb .rpm .whl .apk
    .log .bib .ics .vcf .parquet .npy .npz .pkl .joblib .sha256 .md5 .asc .sig .torrent
"""
COUNTED_ENDINGS = frozenset(_COUNTED.split())
# Likewise, by the whole name. A file README.pdf is a document like another.
COUNTED_NAMES = frozenset(
    {
        "makefile",
        "dockerfile",
        "jenkinsfile",
        "procfile",
        "thumbs.db",
        "desktop.ini",
        "robots.txt",
        "codeowners",
    }
)
_COMPANIONS = frozenset(
    {"readme", "license", "licence", "copying", "changelog", "authors", "notice", "contributing"}
)
_COMPANION_ENDINGS = PLAIN_ENDINGS | {"", ".rst"}


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, with its point; "" where it has none."""
    stem, point, ending = name.rpartition(".")
    return (point + ending).lower() if stem else ""


def may_be_data(name: str) -> bool:
    """Whether a file of this name may be a catalogue, so that its content is worth a look.

    It may where its ending says so, says nothing, or is that of plain text.
    """
    ending = ending_of(name)
    known = ending in READ_ENDINGS or ending in COUNTED_ENDINGS or ending in _CATEGORY
    return ending in DATA_ENDINGS or ending in PLAIN_ENDINGS or not known


def is_companion(name: str) -> bool:
    """Whether a file of this name is a note on its folder, such as README.md, or likewise no syllabus."""
    lower = name.lower()
    ending = ending_of(lower)
    return lower in COUNTED_NAMES or (
        ending in _COMPANION_ENDINGS and lower.removesuffix(ending) in _COMPANIONS
    )


def unread_category(ending: str) -> FailureCategory:
    """Return why files of an ending that is not in `READ_ENDINGS` are not read."""
    return _CATEGORY.get(ending, FailureCategory.UNSUPPORTED_FORMAT)
