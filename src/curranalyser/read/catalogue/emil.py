"""Offerings of courses in EMIL 3, as Susa-navet answers with them, JSON or XML.

After the open interface of Skolverket (Susa-navet, emil3, OpenAPI 3.0.4; SS 10700:2024), as open programs
that use it have it: records {id, status, content}, of which `content` of an educationEvent has `identifier`,
`education`, `providers`, `languageOfInstructions` (ISO 639-2), `execution` with `start`, `isCancelled`, and
`extensions` with `startPeriod`; that of an educationInfo `identifier`, `code`, `configuration` and `title`.
XML with elements `educationEvent` and `educationInfo` (EMIL 2.01 and 3) is known from such programs and
documentation alone, and so is the form of the ids of higher education (e.uoh.PROVIDER.CODE.APPLICATION.TERM),
from which code and year are taken where no info and no date say them.

An event refers to its info by id: the file may hold both, in lists beside each other or as lines.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from curranalyser.datamodel import GivenOfferings, MalformedRecord, OfferedRow
from curranalyser.read.catalogue.json_records import JsonData, read_json
from curranalyser.read.catalogue.values import folded_keys, language_codes, name, number, objects
from curranalyser.read.catalogue.xml_records import XmlData, read_xml

NAME = "EMIL 3 (Susa-navet)"
XML_RECORDS = frozenset({"educationevent", "educationinfo"})

_Record = Mapping[str, object]
_LANGUAGES = ("languageofinstructions", "languageofinstruction")
_UOH_ID = re.compile(
    r"[ei]\.uoh\.(?P<provider>[\w-]+)\.(?P<code>[\w-]+)\.\d+\.(?P<year>(?:19|20)\d\d)[12]\Z", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=-\d\d|\Z)")
_PROGRAMME = "program"
_TRUE = frozenset({"true", "1"})


def recognises(value: _Record) -> bool:
    """Whether an object is an event or info of EMIL, or a record around one."""
    content = _content(value)
    return bool(name(content.get("identifier"))) and (_is_event(content) or _is_info(content))


def _content(value: _Record) -> dict[str, object]:
    inner = value.get("content")
    return folded_keys(inner if isinstance(inner, Mapping) else value)


def _is_event(content: _Record) -> bool:
    return bool(name(content.get("education"))) and bool(
        {"execution", "providers", "provider", *_LANGUAGES} & content.keys()
    )


def _is_info(content: _Record) -> bool:
    return "title" in content and bool({"configuration", "educationlevels", "credits"} & content.keys())


@dataclass(slots=True)
class _Tally:
    """What is counted as a file is gone through."""

    providers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    rows: Counter[tuple[str, tuple[str, ...], int | None]] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    offerings: int = 0
    not_said: int = 0
    cancelled: int = 0
    programmes: int = 0
    malformed: int = 0


def read_offerings(data: bytes) -> GivenOfferings | None:
    """Read a file of offerings.

    Args:
        data: its bytes.

    Returns:
        The offerings of courses, those told alike together; without source and digest. None where the file
        holds no record of EMIL.
    """
    opened = read_json(data) or read_xml(data, XML_RECORDS)
    if opened is None or not _is_emil(opened):
        return None
    infos = dict(_infos(opened))
    tally = _Tally()
    for record in opened.records():
        if isinstance(record, MalformedRecord):
            tally.malformed += 1
            continue
        if "content" in record.value and record.value["content"] is None:
            continue  # deleted since
        content = _content(record.value)
        if _is_event(content) and name(content.get("identifier")):
            _count(content, infos, tally)
        elif not _is_info(content):
            tally.malformed += 1
    several = {code for code, providers in tally.providers.items() if len(providers) > 1}
    return GivenOfferings(
        rows=tuple(
            OfferedRow(code, languages, year, count)
            for (code, languages, year), count in sorted(
                tally.rows.items(), key=lambda item: (item[0][0], item[0][2] or 0, item[0][1])
            )
            if code not in several
        ),
        offerings=tally.offerings,
        not_said=tally.not_said,
        cancelled=tally.cancelled,
        programmes=tally.programmes,
        malformed=tally.malformed,
        several_providers=tuple(sorted(several)),
    )


def _is_emil(opened: JsonData | XmlData) -> bool:
    around = opened.around
    values = (*opened.sample, *(around.sample if around is not None else ()))
    return any(recognises(value) for value in values)


def _infos(opened: JsonData | XmlData) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the code and the configuration of each info, by its id."""
    for record in opened.records():
        if isinstance(record, MalformedRecord):
            continue
        content = _content(record.value)
        if _is_info(content) and not _is_event(content):
            identifier = name(content.get("identifier")).lower()
            yield identifier, (name(content.get("code")), _code_of(content.get("configuration")))


def _code_of(value: object) -> str:
    return next((name(part.get("code")) for part in objects(value)), name(value)).lower()


def _count(content: _Record, infos: Mapping[str, tuple[str, str]], tally: _Tally) -> None:
    identifier = name(content.get("identifier")).lower()
    if identifier in tally.seen:
        return
    tally.seen.add(identifier)
    education = name(content.get("education")).lower()
    code, configuration = infos.get(education, ("", ""))
    told = _UOH_ID.match(identifier) or _UOH_ID.match(education)
    code = (code or (told["code"] if told else "")).upper()
    if configuration == _PROGRAMME:
        tally.programmes += 1
    elif name(content.get("iscancelled")).lower() in _TRUE or content.get("iscancelled") is True:
        tally.cancelled += 1
    elif not code:
        tally.malformed += 1
    else:
        tally.offerings += 1
        tally.providers[code].add(_provider(content, told))
        languages = next((found for key in _LANGUAGES if (found := language_codes(content.get(key)))), ())
        if languages:
            year = _year(content) or (int(told["year"]) if told else None)
            tally.rows[code, tuple(sorted(languages)), year] += 1
        else:
            tally.not_said += 1


def _provider(content: _Record, told: re.Match[str] | None) -> str:
    listed = content.get("providers", content.get("provider"))
    first = next(iter(listed), "") if isinstance(listed, list) else listed
    if isinstance(first, Mapping):
        first = next(iter(first.values()), "")
    return told["provider"].lower() if told else name(first).lower()


def _year(content: _Record) -> int | None:
    for execution in objects(content.get("execution")):
        if found := _YEAR.match(name(execution.get("start"))):
            return int(found[0])
    for extension in objects(content.get("extensions")):
        for period in objects(extension.get("startPeriod")):
            for part in (period, *objects(period.get("period"))):
                year = number(part.get("year"))
                if year is not None and _YEAR.match(str(year)):
                    return int(year)
    return None
