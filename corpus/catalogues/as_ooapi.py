"""Write the sample university as a catalogue, `norrvik-ooapi-5.json`, of what its PDFs are made of.

Run `python as_ooapi.py`; nothing but Python is needed. Outcomes are HTML, as catalogues keep what people
wrote in an editor. A test compares the file with what this writes, and its audit with that of the PDFs.
"""

from __future__ import annotations

import json
import tomllib
import uuid
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1] / "syllabi"
TARGET = HERE.parent / "catalogues" / "norrvik-ooapi-5.json"
TAGS = {"sv": "sv-SE", "en": "en-GB"}
# Three-letter codes, as version 5 asks for them of programmes.
CODES = {"sv": "swe", "en": "eng"}
# Signs of lines in the source, see README.md, and the elements around and of such a line.
ITEMS = ("* ", "- ")
ELEMENTS = {"## ": "h4", "> ": "blockquote"}

Source = dict[str, Any]


def identifier(kind: str, code: str) -> str:
    """Return an id that is the same every time."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://norrvik.example/{kind}/{code}"))


def said(values: dict[str, str]) -> list[dict[str, str]]:
    """Return texts by language as OOAPI keeps them."""
    return [{"language": TAGS[language], "value": value} for language, value in values.items() if value]


def kind_of(line: str) -> str:
    """Return the sign that a line of a section begins with; "" for a paragraph."""
    return next((sign for sign in (*ITEMS, "+ ", *ELEMENTS) if line.startswith(sign)), "")


def as_html(body: str) -> str:
    """Return the body of a section as HTML."""
    lines = [line for line in body.split("\n") if line.strip() and not line.startswith("@")]
    parts = []
    for sign, group in groupby(lines, key=kind_of):
        texts = [escape(line.removeprefix(sign).strip(), quote=False) for line in group]
        if sign in ITEMS:
            parts.append("<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>")
        elif sign == "+ ":
            parts.append(f"<p>{' '.join(texts)}</p>")
        else:
            element = ELEMENTS.get(sign, "p")
            parts += (f"<{element}>{text}</{element}>" for text in texts)
    return "".join(parts)


def holds_outcomes(section: Source) -> bool:
    """Whether a section holds learning outcomes."""
    return any(line.startswith(("* ", "+ ")) for line in section["body"].split("\n"))


def outcomes(sections: list[Source]) -> str:
    """Return the sections with learning outcomes as HTML; "" where there is none."""
    return "".join(as_html(section["body"]) for section in sections if holds_outcomes(section))


def merged(sources: list[Source]) -> Iterator[dict[str, Any]]:
    """Yield what is said of one course or programme after the other, its languages together."""
    for code, group in groupby(
        sorted(sources, key=lambda one: (one["code"], one["language"] != "sv")), lambda one: one["code"]
    ):
        versions = list(group)
        first = versions[0]
        goals: dict[str, str] = {}
        names: dict[str, str] = {}
        for one in versions:
            goals[one["language"]] = outcomes(one["sections"])
            names[one["language"]] = one["title"]
            if "sections_en" in one:
                goals["en"] = outcomes(one["sections_en"])
            if one.get("title_en"):
                names.setdefault("en", one["title_en"])
        yield {"first": first, "code": code, "names": names, "outcomes": goals}


def common(about: dict[str, Any]) -> dict[str, Any]:
    """Return what courses and programmes have both."""
    first = about["first"]
    department = first.get("facts", {}).get("department")
    organization = {
        "organizationId": identifier("organization", department or ""),
        "name": said({first["language"]: department or ""}),
    }
    return {
        "primaryCode": {"codeType": "identifier", "code": about["code"]},
        "name": said(about["names"]),
        "abbreviation": about["code"],
        "learningOutcomes": [said(about["outcomes"])] if any(about["outcomes"].values()) else [],
        "validFrom": first["valid_from"],
        **({"organization": organization} if department else {}),
    }


def teaching(about: dict[str, Any], tags: dict[str, str]) -> dict[str, str]:
    """Return the field of the language of teaching; {} where the syllabus does not state one language."""
    told = about["first"].get("instruction", {"main": [], "status": ""})
    return (
        {"teachingLanguage": tags[told["main"][0]]}
        if told["status"] == "stated" and len(told["main"]) == 1
        else {}
    )


def programmes_of(programmes: list[Source]) -> tuple[dict[str, list[str]], list[dict[str, Any]]]:
    """Return in which programmes and tracks each course stands, by its code, and the programmes."""
    listed: dict[str, list[str]] = {}
    items = []
    for about in merged(programmes):
        first = about["first"]
        tracks = first.get("tracks", [])
        for row in first["courses"]:
            part = row[6] if len(row) > 6 else ""
            name = f"{about['code']}/{part}" if part in tracks else about["code"]
            listed.setdefault(row[0], []).append(identifier("program", name))
        children = [
            {
                "programId": identifier("program", f"{about['code']}/{track}"),
                "programType": "specialization",
                "primaryCode": {"codeType": "programCode", "code": f"{about['code']}-{track}"},
                "name": said({first["language"]: track.capitalize()}),
                "abbreviation": f"{about['code']}-{track}",
            }
            for track in tracks
        ]
        items.append(
            {
                "programId": identifier("program", about["code"]),
                "programType": "program",
                **common(about),
                "studyLoad": {"value": float(first["credits"]), "studyLoadUnit": "ects"},
                **teaching(about, CODES),
                "children": children,
            }
        )
    return listed, items


def catalogue() -> dict[str, Any]:
    """Return the courses that have learning outcomes, and the programmes with the courses they are in."""
    sources = [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "source").glob("*.toml"))
    ]
    listed, programmes = programmes_of([one for one in sources if one["kind"] == "programme"])
    courses = [
        {
            "courseId": identifier("course", about["code"]),
            **common(about),
            "ects": float(about["first"]["credits"]),
            **teaching(about, TAGS),
            "level": "master" if about["first"]["level"].split(", ")[-1].startswith("A") else "bachelor",
            "programs": listed.get(about["code"], []),
        }
        for about in merged([one for one in sources if one["kind"] == "course"])
        if any(about["outcomes"].values())
    ]
    return {"courses": page(courses), "programs": page(programmes)}


def page(items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the one page of a response."""
    return {
        "pageSize": 250,
        "pageNumber": 1,
        "hasPreviousPage": False,
        "hasNextPage": False,
        "totalPages": 1,
        "items": items,
    }


def text() -> str:
    """Return the file as it is written."""
    return json.dumps(catalogue(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
