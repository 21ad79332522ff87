"""What a browser sends in a form. It stays in memory: a draft is written nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

# Files and fields of the largest form there is: a programme with a few hundred courses, each with ten fields.
_MOST_FILES = 2
_MOST_FIELDS = 10_000
# Characters of the name of a file, from its end: systems take 255 bytes.
LONGEST_NAME = 200


class WrongFormError(Exception):
    """What came is no form of ours."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that a browser sent: its name, without any folder, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """A form: texts by name, each name once, and files by name. An empty file field is no file."""

    texts: Mapping[str, str]
    files: Mapping[str, Sent] = field(default_factory=dict)

    def get(self, name: str, otherwise: str = "") -> str:
        """Return the text of a field."""
        return self.texts.get(name, otherwise)


class _InMemory(MultiPartParser):
    """Starlette's parser, which would put what is larger than a megabyte into a file."""

    def __init__(self, request: Request, longest: int) -> None:
        super().__init__(
            request.headers,
            request.stream(),
            max_files=_MOST_FILES,
            max_fields=_MOST_FIELDS,
            max_part_size=longest,
        )
        self.spool_max_size = longest

    def on_headers_finished(self) -> None:
        """Begin a part. Browsers send the page's own encoding; some others take long, or are none of text."""
        self._charset = "utf-8"
        super().on_headers_finished()


async def read_form(request: Request, longest: int) -> Form:
    """Read the form that a request brings.

    Args:
        request: whose body is a form, encoded either way.
        longest: bytes of the longest field and of the largest file. The guard has limited the whole.

    Raises:
        WrongFormError: it is no form, or has too many parts.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            found = await _InMemory(request, longest).parse()
        elif kind == "application/x-www-form-urlencoded":
            found = await FormParser(
                request.headers, request.stream(), max_fields=_MOST_FIELDS, max_part_size=longest
            ).parse()
        else:
            raise WrongFormError
    except MultiPartException as error:
        raise WrongFormError from error
    texts: dict[str, str] = {}
    files: dict[str, Sent] = {}
    try:
        for name, value in found.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    files[name] = Sent(_base(value.filename), await value.read())
            else:
                texts[name] = value
    finally:
        await found.close()
    return Form(texts, files)


def _base(name: str) -> str:
    """Return the name of a file without the folders before it; of a long one its end, with the ending."""
    return name.replace("\\", "/").rpartition("/")[2][-LONGEST_NAME:]
