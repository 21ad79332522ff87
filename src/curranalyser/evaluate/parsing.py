"""How well reading and parsing do.

Outcomes, header fields, course lists and failures against what careful readers found.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from curranalyser.aggregate.groups import level_class
from curranalyser.datamodel import CourseRef, CourseStatus, EntryKind, Syllabus
from curranalyser.errors import DocumentError, FailureCategory, SettingsError
from curranalyser.evaluate.gold_rows import read_gold
from curranalyser.i18n import N_
from curranalyser.parse import parse_document
from curranalyser.read import describe_source, load_bytes, read_document
from curranalyser.settings import Settings

SOFT_OVERLAP = 0.8
HANDBOOK, NO_SYLLABUS = "module handbook", "not a syllabus"
_REAL = ("pdf", "files", "programmes", "instruction")
HEADER_FIELDS = ("code", "title", "credits", "level")


@dataclass(slots=True)
class Tally:
    """Counts of one group of files.

    Attributes:
        gold: outcomes the readers found; found: outcomes we found; strict, soft: how many of ours match.
        header: field → (right, asked). files: status → number. false_alarms: files with outcomes where there
            are none.
        refs: (gold, found, matched, placed) over course lists; placed counts matched rows with the right term
            and kind.
        cut_short: gold outcomes without match that are the beginning of one of ours: the gold breaks off in
            the middle of a sentence.
        kinds: (right, asked): course, programme, module handbook (several syllabi) or no syllabus.
        misses: what went wrong, for `--errors`.
    """

    gold: int = 0
    found: int = 0
    strict: int = 0
    soft: int = 0
    header: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    files: Counter[str] = field(default_factory=Counter)
    false_alarms: int = 0
    refs: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    cut_short: int = 0
    kinds: list[int] = field(default_factory=lambda: [0, 0])
    misses: list[str] = field(default_factory=list)

    def f1(self, matched: int) -> tuple[float, float, float]:
        """Return precision, recall and F1 for a number of matches."""
        return _f1(matched, self.found, self.gold)


def _f1(matched: int, found: int, gold: int) -> tuple[float, float, float]:
    precision = matched / found if found else 0.0
    recall = matched / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if matched else 0.0


def squeeze(text: str) -> str:
    """Normalise an outcome for strict comparison.

    NFC, no white space, no hyphens, no bullet, no final punctuation, one case.
    """
    text = unicodedata.normalize("NFC", text).lower().replace("’", "'").replace("”", '"').replace("“", '"')
    return re.sub(r"[\s\u00ad\u2010-\u2015-]+", "", text).strip(".,;:•*_ ")


def _tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


def token_overlap(left: Counter[str], right: Counter[str]) -> float:
    """Return the shared share of two bags of tokens, from 0 to 1 (Jaccard over counts)."""
    union = sum((left | right).values())
    return sum((left & right).values()) / union if union else 0.0


def match_outcomes(found: list[str], gold: list[str]) -> tuple[int, int, list[str], list[str]]:
    """Match one to one.

    Returns the strict and soft counts (soft includes strict), our outcomes without match and theirs.
    """
    ours = Counter(map(squeeze, found))
    theirs = Counter(map(squeeze, gold))
    exact = ours & theirs
    strict = sum(exact.values())
    left_ours = _without(found, exact)
    left_gold = _without(gold, exact)
    pairs = sorted(
        (
            (token_overlap(_tokens(a), _tokens(b)), i, j)
            for i, a in enumerate(left_ours)
            for j, b in enumerate(left_gold)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    used_ours: set[int] = set()
    used_gold: set[int] = set()
    soft = strict
    for overlap, i, j in pairs:
        if overlap < SOFT_OVERLAP:
            break
        if i not in used_ours and j not in used_gold:
            used_ours.add(i)
            used_gold.add(j)
            soft += 1
    return strict, soft, left_ours, left_gold


def _without(texts: list[str], taken: Counter[str]) -> list[str]:
    remaining = Counter(taken)
    kept = []
    for text in texts:
        key = squeeze(text)
        if remaining[key]:
            remaining[key] -= 1
        else:
            kept.append(text)
    return kept


def _level(text: str | None) -> int | None:
    """Return the rank of a level of education: 0 for the first cycle, 1 for the second, None for another."""
    return {"first cycle": 0, "second cycle": 1}.get(level_class(text))


def field_matches(name: str, found: object, gold: object) -> bool:
    """Whether a header field is right.

    Titles and codes after normalisation, credits as numbers, levels as cycles.
    """
    if name == "credits":
        number = re.search(r"\d+(?:[.,]\d+)?", str(gold))
        return (
            found is not None
            and number is not None
            and Decimal(str(found)) == Decimal(number[0].replace(",", "."))
        )
    if found is None:
        return False
    if name == "level":
        return (
            _level(str(found)) == _level(str(gold))
            if _level(str(gold)) is not None
            else squeeze(str(found)) == squeeze(str(gold))
        )
    if name == "code":
        return squeeze(str(found)) in {squeeze(part) for part in str(gold).split("/")}
    return squeeze(str(found)) == squeeze(str(gold)) or squeeze(str(gold)) in {
        squeeze(part) for part in re.split(r" / | – ", str(found))
    }


# What the gold calls compulsory, and not.
_STATUSES = {True: CourseStatus.EVERYONE, False: CourseStatus.SOME}


def _match_refs(found: Iterable[CourseRef], gold: list[dict[str, Any]]) -> tuple[int, int]:
    """Return how many gold rows are matched, and how many of those stand at the right place.

    A row is matched by code or title, and credits.
    """
    remaining = list(found)
    matched = placed = 0
    for row in gold:
        for ref in remaining:
            name = bool(
                row.get("code") and ref.code and squeeze(row["code"]) == squeeze(ref.code)
            ) or squeeze(row.get("title") or "?") == squeeze(ref.title)
            credits_ = row.get("credits") is None or (
                ref.credits is not None and Decimal(str(row["credits"])) == ref.credits
            )
            if (
                name
                and credits_
                and (
                    _placed(ref, row)
                    or not any(_same_row(other, row) and _placed(other, row) for other in remaining)
                )
            ):
                matched += 1
                placed += _placed(ref, row)
                remaining.remove(ref)
                break
    return matched, placed


def _same_row(ref: CourseRef, row: dict[str, Any]) -> bool:
    return bool(row.get("code") and ref.code and squeeze(row["code"]) == squeeze(ref.code)) or squeeze(
        row.get("title") or "?"
    ) == squeeze(ref.title)


def _placed(ref: CourseRef, row: dict[str, Any]) -> bool:
    place = str(row.get("year_or_term") or "")
    number = re.search(r"\d+", place)
    if number:
        where = ref.year if re.search(r"year|år", place, re.IGNORECASE) else ref.term
        if where != int(number[0]):
            return False
    for name in ("term", "year"):
        if row.get(name) is not None and getattr(ref, name) != row[name]:
            return False
    return row.get("compulsory") is None or ref.status is _STATUSES[row["compulsory"]]


def find_gold_file(gold: Path, name: str) -> Path | None:
    """Find the document of a gold row.

    Beside the gold file, in the folder `pdf` there, or in one of the folders of `real` beside its folder.
    """
    real = gold.parent.parent / "real"
    for folder in (gold.parent, gold.parent / "pdf", *(real / part for part in _REAL)):
        if (folder / name).is_file():
            return folder / name
    return None


def _gold_kind(row: dict[str, Any]) -> str | None:
    """Return what the readers took a document for. Gold of programmes does not say so in each row."""
    kind = row.get("kind") or ("programme" if "programme" in row else None)
    return str(kind) if kind else None


def _found_kind(syllabi: tuple[Syllabus, ...], status: str) -> str | None:
    """Return what we took it for, in the words of the gold; None where it could not be read."""
    if len(syllabi) > 1:
        return HANDBOOK
    if syllabi:
        return str(syllabi[0].kind)
    return NO_SYLLABUS if status == FailureCategory.NOT_A_SYLLABUS else None


def _group(row: dict[str, Any]) -> tuple[str, str]:
    language = row.get("doc_language") or row.get("language") or "sv"
    if isinstance(language, list):
        language = "+".join(language)
    layer = row.get("text_layer", "good")
    kind = _gold_kind(row) or "not said"
    return (str(language), kind if layer != "none" else "no text layer")


def _gold_outcomes(row: dict[str, Any]) -> list[str]:
    modules = [outcome for module in row.get("first_modules") or () for outcome in module["outcomes"]]
    return modules or list(row.get("outcomes") or ())


def _our_outcomes(row: dict[str, Any], syllabi: tuple[Syllabus, ...]) -> list[str]:
    if row.get("first_modules"):
        return _module_outcomes(row, syllabi)
    kept = [outcome for syllabus in syllabi for outcome in syllabus.outcomes]
    if "outcomes_en" in row:
        kept = (
            [outcome for outcome in kept if outcome.language != "en"]
            if any(outcome.language != "en" for outcome in kept) and not row["outcomes_en"]
            else kept
        )
    return [outcome.text for outcome in kept]


def _module_outcomes(row: dict[str, Any], syllabi: tuple[Syllabus, ...]) -> list[str]:
    """Of a module handbook only the modules that the readers took down count.

    For each the syllabus whose code and title are most like its name.
    """
    chosen: list[str] = []
    for module in row["first_modules"]:
        likeness = [_likeness(squeeze(module["module"]), syllabus) for syllabus in syllabi]
        if any(likeness):
            chosen += [outcome.text for outcome in syllabi[likeness.index(max(likeness))].outcomes]
    return chosen


def _likeness(wanted: str, syllabus: Syllabus) -> int:
    """Return how like the name of a module a syllabus is: characters of its title and code that stand in it.

    A title counts twice.
    """
    code, title = squeeze(syllabus.header.code or ""), squeeze(syllabus.header.title or "")
    return (2 * len(title) if title in wanted or wanted in title else 0) + (
        len(code) if wanted.startswith(code) else 0
    )


def evaluate_file(path: Path, row: dict[str, Any], tally: Tally, settings: Settings) -> None:
    """Read and parse one file and add what came of it to `tally`. A crash counts as a miss."""
    gold = _gold_outcomes(row) + list(row.get("outcomes_en") or ())
    syllabi: tuple[Syllabus, ...] = ()
    try:
        data = load_bytes(path, settings)
        syllabi = parse_document(read_document(data, describe_source(data, row["file"]), settings))
        status = "ok" if any(syllabus.outcomes for syllabus in syllabi) else "no outcomes"
    except DocumentError as error:
        status = str(error.category)
    except Exception as error:  # a crash is a result here
        status = f"crash: {type(error).__name__}"
    tally.files[status] += 1
    kind = _gold_kind(row)
    if kind is None:
        return
    _tally_kind(row["file"], kind, status, syllabi, tally)
    found = _our_outcomes(row, syllabi)
    if kind == NO_SYLLABUS or (not gold and row.get("outcomes_certain") and kind == "course"):
        tally.false_alarms += bool(found)
        tally.misses += [f"{row['file']}: false alarm: {text[:140]}" for text in found[:4]]
        return
    if row.get("text_layer") == "none":
        return
    if kind != "programme" or ("kind" in row and "outcomes" in row):
        strict, soft, ours, theirs = match_outcomes(found, gold)
        tally.gold += len(gold)
        tally.found += len(found)
        tally.strict += strict
        tally.soft += soft
        cut = [text for text in theirs if any(squeeze(other).startswith(squeeze(text)) for other in ours)]
        tally.cut_short += len(cut)
        tally.misses += [
            f"{row['file']}: {'cut off' if text in cut else 'missed'}:  {text[:170]}" for text in theirs
        ]
        tally.misses += [f"{row['file']}: extra:   {text[:170]}" for text in ours]
    if kind != HANDBOOK and syllabi:
        _tally_header(row, syllabi[0], tally)
    elif kind != HANDBOOK:
        for name in HEADER_FIELDS:
            tally.header[name][1] += row.get(name) is not None
    if row.get("course_refs"):
        listed = syllabi[0].course_refs if syllabi else ()
        refs = tuple(ref for ref in listed if ref.kind is EntryKind.COURSE)
        matched, placed = _match_refs(refs, row["course_refs"])
        for index, value in enumerate((len(row["course_refs"]), len(refs), matched, placed)):
            tally.refs[index] += value


def _tally_kind(name: str, kind: str, status: str, syllabi: tuple[Syllabus, ...], tally: Tally) -> None:
    took = _found_kind(syllabi, status)
    if took is None:
        return
    tally.kinds[0] += took == kind
    tally.kinds[1] += 1
    if took != kind:
        basis = "; ".join(f"{said.name}: {said.text}" for item in syllabi[:1] for said in item.kind_basis)
        tally.misses.append(f"{name}: kind: {took}, not {kind} ({basis[:170] or status})")


def _tally_header(row: dict[str, Any], syllabus: Syllabus, tally: Tally) -> None:
    for name in HEADER_FIELDS:
        if row.get(name) is None:
            continue
        right = field_matches(name, getattr(syllabus.header, name), row[name])
        tally.header[name][0] += right
        tally.header[name][1] += 1
        if not right:
            tally.misses.append(
                f"{row['file']}: {name}: {getattr(syllabus.header, name)!r}, not {row[name]!r}"
            )


def evaluate_parsing(
    gold_path: Path, settings: Settings, progress: Callable[[str], None] = lambda _: None
) -> dict[tuple[str, str], Tally]:
    """Measure reading and parsing on a gold file.

    Args:
        gold_path: JSON lines; each names its file. Rows with neither a kind nor a programme are only read.
        settings: limits.
        progress: called with each file's name.

    Returns:
        A tally by (language, kind).

    Raises:
        SettingsError: the gold cannot be read, or names no file that is there.
    """
    rows = read_gold(gold_path)
    tallies: dict[tuple[str, str], Tally] = {}
    seen = 0
    for row in rows:
        path = find_gold_file(gold_path, row["file"])
        if path is None:
            continue
        seen += 1
        progress(row["file"])
        evaluate_file(path, row, tallies.setdefault(_group(row), Tally()), settings)
    if not seen:
        raise SettingsError(
            N_("None of the files that %(path)s names was found."),
            N_("Keep the gold beside its documents."),
            path=gold_path,
        )
    return dict(sorted(tallies.items()))


def sum_tallies(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up."""
    total = Tally()
    for tally in tallies:
        total.gold += tally.gold
        total.found += tally.found
        total.strict += tally.strict
        total.soft += tally.soft
        total.cut_short += tally.cut_short
        total.files += tally.files
        total.false_alarms += tally.false_alarms
        total.kinds = [left + right for left, right in zip(total.kinds, tally.kinds, strict=True)]
        for name, (right, asked) in tally.header.items():
            total.header[name][0] += right
            total.header[name][1] += asked
        total.refs = [left + right for left, right in zip(total.refs, tally.refs, strict=True)]
        total.misses += tally.misses
    return total


def parsing_figures(tally: Tally) -> dict[str, Any]:
    """Return the figures of a tally as plain data.

    Shares from 0 to 1 rounded to four places, with their counts.
    """

    def three(matched: int) -> dict[str, float]:
        return dict(
            zip(("precision", "recall", "f1"), (round(value, 4) for value in tally.f1(matched)), strict=True)
        )

    gold, found, matched, placed = tally.refs
    return {
        "files": dict(sorted(tally.files.items())),
        "outcomes": {
            "gold": tally.gold,
            "found": tally.found,
            "strict": three(tally.strict),
            "soft": three(tally.soft),
            "gold_cut_short": tally.cut_short,
            "f1_but_cut": tally.f1(tally.strict + tally.cut_short)[2],
        },
        "false_alarms": tally.false_alarms,
        "kind": {"right": tally.kinds[0], "of": tally.kinds[1]},
        "header": {
            name: {"right": right, "of": asked}
            for name, (right, asked) in sorted(tally.header.items())
            if asked
        },
        "course_list": {
            "gold": gold,
            "found": found,
            "f1": round(_f1(matched, found, gold)[2], 4),
            "placed": round(placed / matched, 4) if matched else 0.0,
        },
    }
