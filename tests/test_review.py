"""Decisions of people: kept, found again, counted apart, and never guessed at."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from command_line import Audited, RunCli
from hypothesis import given
from hypothesis import strategies as st

from curranalyser.aggregate import build_audit
from curranalyser.audit_tables import table_rows
from curranalyser.classify.labelled import LabelledOutcome
from curranalyser.datamodel import (
    AnalysedOutcome,
    AnalysedSyllabus,
    Audit,
    CourseHeader,
    Decision,
    DocumentResult,
    DocumentStatus,
    Evidence,
    HumanDecision,
    Label,
    LanguageOfInstruction,
    LearningOutcome,
    Provenance,
    SourceFile,
    Syllabus,
    SyllabusKind,
    from_json,
    to_json,
)
from curranalyser.errors import OutputError, SettingsError
from curranalyser.i18n import translator
from curranalyser.report import build_view, render_csv, render_html, render_workbook, terminal_lines
from curranalyser.review import (
    Review,
    apply_reviews,
    merge_reviews,
    parse_reviews,
    read_reviews,
    render_reviews,
    reviews_digest,
    waiting_reviews,
    write_reviews,
)
from curranalyser.review.decisions import Statement, comparable
from curranalyser.review.sheets import (
    answers,
    export_rows,
    read_statements,
    render_review_csv,
    render_review_workbook,
)
from curranalyser.scheme import load_scheme
from curranalyser.train import add_reviews

SCHEME = load_scheme()
LANGS = ("en", "sv")
FORMULA = '=HYPERLINK("http://example.org","klicka")'
TEXTS = (
    ("beskriva hur hälsan fördelas i världen", {"international": 0.9}),
    ("jämföra två vårdsystem", {"comparative": 0.48, "international": 0.35}),
    ("utföra ett blodtryckstest", {}),
    (FORMULA, {"international": 0.2}),
)


def label(perspective: str, probability: float) -> Label:
    decision = Decision.YES if probability >= 0.5 else Decision.REVIEW if probability >= 0.3 else Decision.NO
    evidence = (Evidence(0, 4, "word", "cue", "INT-Y1"),) if probability >= 0.3 else ()
    return Label(perspective, decision, probability, evidence, "INT-Y1" if evidence else None)


def result(
    code: str, texts: tuple[tuple[str, dict[str, float]], ...] = TEXTS, title: str = "Global hälsa"
) -> DocumentResult:
    outcomes = tuple(
        AnalysedOutcome(
            LearningOutcome(f"sv-{number}", text, "Studenten ska kunna"),
            tuple(label(perspective, hits.get(perspective, 0.02)) for perspective in SCHEME.ids),
        )
        for number, (text, hits) in enumerate(texts, 1)
    )
    header = CourseHeader(code, title, None, Decimal(15))
    syllabus = Syllabus(
        SyllabusKind.COURSE,
        header,
        (),
        tuple(item.outcome for item in outcomes),
        LanguageOfInstruction(),
        language="sv",
    )
    return DocumentResult(
        SourceFile(f"{code}.pdf", "0" * 64, 1), DocumentStatus.OK, (AnalysedSyllabus(syllabus, outcomes),)
    )


def audit_of(*results: DocumentResult, reviews: tuple[Review, ...] = ()) -> Audit:
    return build_audit(
        apply_reviews(results, reviews),
        SCHEME.ids,
        Provenance("0", "a", SCHEME.digest, "b", "c", "d", reviews_digest(reviews)),
    )


def review(
    text: str, decision: str, perspective: str = "international", course: str = "OMV101", **more: str
) -> Review:
    return Review(course, text, perspective, Decision(decision), **more)


OVERRULED = review(TEXTS[0][0], "no", reason="only a list of facts", reviewer="Ann", date="2026-01-31")
SETTLED = review(TEXTS[1][0], "yes", "comparative", reason="two systems", reviewer="Ann", date="2026-01-31")


def test_a_decision_takes_the_place_of_the_tools_and_keeps_what_it_said() -> None:
    audit = audit_of(result("OMV101"), result("OMV102"), reviews=(OVERRULED, SETTLED))
    decided, other = audit.course("OMV101").counted_outcomes(), audit.course("OMV102").counted_outcomes()
    first = decided[0].label("international")
    assert (first.decision, first.probability) == (Decision.NO, 0.9)
    assert first.human == HumanDecision(Decision.YES, "only a list of facts", "Ann", "2026-01-31")
    assert decided[1].label("comparative").human == HumanDecision(
        Decision.REVIEW, "two systems", "Ann", "2026-01-31"
    )
    assert decided[1].label("international").human is None
    assert [item.label("international").human for item in other] == [None] * 4
    assert other[0].label("international").decision is Decision.YES
    assert from_json(to_json(audit), Audit) == audit


def test_decisions_are_counted_and_counted_apart() -> None:
    confirmed = review(TEXTS[0][0], "yes", course="OMV102")
    audit = audit_of(result("OMV101"), result("OMV102"), reviews=(OVERRULED, SETTLED, confirmed))
    shares = {item.perspective: item for item in audit.shares}
    assert [
        (item.outcomes.numerator, item.to_review, item.human, item.human_yes, item.overruled)
        for item in audit.shares
    ] == [
        (1, 2, 2, 1, 1),
        (0, 0, 0, 0, 0),
        (1, 1, 1, 1, 0),
    ]
    assert shares["comparative"].courses.numerator == 1
    without = audit_of(result("OMV101"), result("OMV102"))
    assert [(item.outcomes.numerator, item.human) for item in without.shares] == [(2, 0), (0, 0), (0, 0)]
    assert (without.provenance.reviews_digest, len(audit.provenance.reviews_digest)) == ("", 64)


@pytest.mark.parametrize(
    "written",
    [
        "  Beskriva HUR hälsan fördelas i världen. ",
        "'• beskriva hur hälsan fördelas i världen;",
        "beskriva hur hälsan\nfördelas i världen",
    ],
)
def test_a_decision_survives_another_layout_of_the_same_words(written: str) -> None:
    audit = audit_of(result("omv 101", ((written, {"international": 0.9}),)), reviews=(OVERRULED,))
    assert audit.courses[0].counted_outcomes()[0].label("international").decision is Decision.NO
    assert waiting_reviews(audit, (OVERRULED,)) == ()


def test_a_decision_on_other_words_or_another_course_waits() -> None:
    elsewhere = replace(OVERRULED, course="XYZ999")
    rewritten = replace(OVERRULED, text="beskriva hur hälsan INTE fördelas i världen")
    audit = audit_of(result("OMV101"), reviews=(elsewhere, rewritten, SETTLED))
    assert waiting_reviews(audit, (elsewhere, rewritten, SETTLED)) == (elsewhere, rewritten)
    assert audit.shares[0].human == 0


def test_decisions_twice_are_decisions_once() -> None:
    once = apply_reviews([result("OMV101")], (OVERRULED,))
    assert apply_reviews(once, (OVERRULED,)) == once


def test_the_file_is_sorted_lines_that_come_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "reviews.jsonl"
    write_reviews((SETTLED, OVERRULED), path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == [OVERRULED.text, SETTLED.text]
    assert json.loads(lines[0]) == {
        "course": "OMV101",
        "text": OVERRULED.text,
        "perspective": "international",
        "decision": "no",
        "reason": "only a list of facts",
        "reviewer": "Ann",
        "date": "2026-01-31",
        "schema_version": 1,
    }
    assert read_reviews(path) == (OVERRULED, SETTLED)
    assert reviews_digest((SETTLED, OVERRULED)) == reviews_digest((OVERRULED, SETTLED))


@given(
    st.lists(
        st.builds(
            Review,
            st.text(min_size=1),
            st.text(min_size=1),
            st.sampled_from(SCHEME.ids),
            st.sampled_from([Decision.YES]),
            st.text(),
            st.text(),
        ),
        max_size=4,
    )
)
def test_any_text_survives_the_file(reviews: list[Review]) -> None:
    usable = {item.key: item for item in reviews if all(item.key)}
    assert {item.key: item for item in parse_reviews(render_reviews(usable.values()), "x")} == usable


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[1]",
        "no json",
        '{"course":"A","text":"b","perspective":"p","decision":"review"}',
        '{"course":"A","text":"…","perspective":"p","decision":"no"}',
        "\udcff",
    ],
)
def test_a_broken_line_is_named(line: str) -> None:
    good = render_reviews((OVERRULED,))
    with pytest.raises(SettingsError, match="line 3"):
        parse_reviews(good + b"\n" + line.encode("utf-8", "surrogateescape") + b"\n", "reviews.jsonl")


def test_two_lines_that_disagree_are_not_chosen_between() -> None:
    with pytest.raises(SettingsError, match="lines 1 and 2"):
        parse_reviews(
            render_reviews((OVERRULED,)) + render_reviews((replace(OVERRULED, decision=Decision.YES),)), "x"
        )


def test_a_file_that_is_not_there_or_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_reviews(tmp_path / "none.jsonl")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        write_reviews((), tmp_path / "file" / "reviews.jsonl")


# Tables


def stated(rows: list[tuple[str, ...]], lang: str, decide: dict[int, str]) -> bytes:
    """A CSV of rows of which some got a decision, by their number from 1 under the headings."""
    where = rows[0].index(translator(lang).gettext("Your decision"))
    return render_review_csv(
        (*row[:where], decide.get(number, row[where]), *row[where + 1 :]) for number, row in enumerate(rows)
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_doubtful_come_first_and_the_decided_last(lang: str) -> None:
    audit = audit_of(result("OMV101"), reviews=(OVERRULED,))
    rows = export_rows(audit, SCHEME, lang)
    assert len(rows) == 1 + 4 * 3
    assert [row[2] for row in rows[1:4]] == [TEXTS[1][0], TEXTS[1][0], FORMULA]
    assert rows[-1][2] == OVERRULED.text
    assert rows[-1][9:11] == (answers(lang)[1], "only a list of facts")
    assert all(row[9:11] == ("", "") for row in rows[1:-1])


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_filled_in_comes_back_as_decisions(lang: str) -> None:
    yes, no, withdraw = answers(lang)
    audit = audit_of(result("OMV101"), reviews=(OVERRULED,))
    rows = export_rows(audit, SCHEME, lang)
    statements = read_statements(stated(rows, lang, {1: yes.upper(), 3: f" {no} "}), "x.csv", SCHEME, "Bo")
    merged = merge_reviews((OVERRULED,), statements, "2026-02-01")
    assert (merged.new, merged.changed, merged.withdrawn, merged.unchanged) == (2, 0, 0, 1)
    made = {item.text: item for item in merged.reviews}
    assert made[OVERRULED.text] == OVERRULED
    assert made[FORMULA] == Review(
        "OMV101", FORMULA, "international", Decision.NO, "", "Bo", "2026-02-01", "Studenten ska kunna"
    )
    assert made[TEXTS[1][0]].perspective == "comparative"
    back = merge_reviews(
        merged.reviews,
        read_statements(stated(rows, lang, {len(rows) - 1: withdraw}), "x.csv", SCHEME),
        "2026-02-02",
    )
    assert (back.new, back.withdrawn, len(back.reviews)) == (0, 1, 2)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_saved_by_another_program_is_understood(lang: str, delimiter: str) -> None:
    rows = [list(row) for row in export_rows(audit_of(result("OMV101")), SCHEME, lang)]
    rows[1][9] = answers(lang)[0]
    table = io.StringIO(newline="")
    csv.writer(table, delimiter=delimiter).writerows(row[::-1] for row in rows)
    [statement] = read_statements(
        table.getvalue().encode("utf-16" if delimiter == "\t" else "utf-8"), "saved.CSV", SCHEME
    )
    assert (statement.row, statement.decision, statement.review.text) == (2, Decision.YES, TEXTS[1][0])


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_of_a_report_is_the_way_in(lang: str) -> None:
    audit = audit_of(result("OMV101"), result("OMV102"), reviews=(OVERRULED,))
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(build_view(audit, SCHEME, lang))))
    sheet = book.worksheets[4]
    assert all(
        validation.formula1 == f'"{",".join(answers(lang))}"'
        for validation in sheet.data_validations.dataValidation
    )
    assert len(sheet.data_validations.dataValidation) == 3
    before = read_statements(_saved(book), "audit.xlsx", SCHEME)
    assert merge_reviews((OVERRULED,), before, "2026-03-01").reviews == (OVERRULED,)
    rows = {(row[0].value, row[3].value): row for row in sheet.iter_rows(min_row=2)}
    heads = [cell.value for cell in sheet[1]]
    places = [place for place, name in enumerate(heads) if str(name).endswith(heads[9].partition(":")[2])]
    assert len(places) == 3
    rows["OMV102", TEXTS[0][0]][places[2]].value = answers(lang)[0]
    rows["OMV102", TEXTS[0][0]][places[2] + 1].value = "  compares\nregions "
    merged = merge_reviews((OVERRULED,), read_statements(_saved(book), "audit.xlsx", SCHEME), "2026-03-01")
    assert [item for item in merged.reviews if item != OVERRULED] == [
        Review(
            "OMV102",
            TEXTS[0][0],
            "comparative",
            Decision.YES,
            "compares regions",
            "",
            "2026-03-01",
            "Studenten ska kunna",
        )
    ]


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("lang", LANGS)
def test_the_review_workbook_has_a_list_to_choose_from_and_no_formula(lang: str) -> None:
    rows = export_rows(audit_of(result("OMV101")), SCHEME, lang)
    data = render_review_workbook(rows, lang)
    assert data == render_review_workbook(rows, lang)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [tuple(cell.value or "" for cell in row) for row in sheet.iter_rows()] == rows
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    [validation] = sheet.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == (
        f"J2:J{len(rows)}",
        f'"{",".join(answers(lang))}"',
    )
    table = render_review_csv(rows).decode("utf-8-sig")
    assert f'"\'{FORMULA.replace(chr(34), chr(34) * 2)}"' in table


def test_what_is_no_decision_is_refused_with_its_row() -> None:
    rows = export_rows(audit_of(result("OMV101")), SCHEME, "en")
    with pytest.raises(SettingsError, match="Row 2: “maybe”"):
        read_statements(stated(rows, "en", {1: "maybe"}), "x.csv", SCHEME)
    with pytest.raises(SettingsError, match="no perspective “global”"):
        read_statements(
            b"Course key,Learning outcome,Perspective,Your decision\r\nA1,do it,global,yes\r\n",
            "x.csv",
            SCHEME,
        )
    with pytest.raises(SettingsError, match="names no course"):
        read_statements(
            b"Course key,Learning outcome,Perspective,Your decision\r\n,do it,international,yes\r\n",
            "x.csv",
            SCHEME,
        )
    for data, name in ((b"a,b\r\n1,2\r\n", "x.csv"), (b"", "x.csv"), (_saved(openpyxl.Workbook()), "x.xlsx")):
        with pytest.raises(SettingsError, match="no column for decisions"):
            read_statements(data, name, SCHEME)
    for data in (b"", b"PK\x03\x04 nothing", b"no workbook"):
        with pytest.raises(SettingsError, match="cannot be read"):
            read_statements(data, "x.xlsx", SCHEME)


def test_rows_that_disagree_are_not_chosen_between_but_an_unchanged_row_gives_way() -> None:
    def say(decision: Decision | None, row: int, reason: str = "") -> Statement:
        return Statement(replace(OVERRULED, decision=decision or Decision.NO, reason=reason), decision, row)

    with pytest.raises(SettingsError, match="Rows 2 and 9"):
        merge_reviews((), [say(Decision.NO, 2), say(Decision.YES, 9)], "2026-02-01")
    merged = merge_reviews(
        (OVERRULED,), [say(Decision.NO, 2), say(Decision.YES, 9, "now it compares")], "2026-02-01"
    )
    assert merged.reviews == (
        replace(OVERRULED, decision=Decision.YES, reason="now it compares", date="2026-02-01"),
    )
    assert (merged.changed, merged.unchanged) == (1, 0)
    reasoned = merge_reviews((OVERRULED,), [say(Decision.NO, 2, "a better reason")], "2026-02-01")
    assert (reasoned.changed, reasoned.reviews[0].reason) == (1, "a better reason")
    assert merge_reviews((), [say(None, 2)], "2026-02-01").reviews == ()


# Reports


@pytest.mark.parametrize("lang", LANGS)
def test_every_report_marks_what_people_decided(lang: str) -> None:
    audit = audit_of(result("OMV101"), reviews=(OVERRULED, SETTLED))
    view = build_view(audit, SCHEME, lang)
    [human] = {item.human for item in view.courses[0].outcomes[0].labels if item.human}
    assert "Ann, 2026-01-31" in human
    page = render_html(view)
    assert page.count(human) == 1
    assert "only a list of facts" in page
    assert view.shares[0].human_text
    assert view.shares[0].human_text in page
    assert view.shares[1].human_text == ""
    assert view.shares[0].human_text in " ".join(" ".join(terminal_lines(view, 120)).split())
    rows = list(csv.DictReader(io.StringIO(render_csv(audit).decode("utf-8-sig"))))
    assert [
        (row["international_decision"], row["international_human"], row["international_reason"])
        for row in rows[:2]
    ] == [
        ("no", "yes", "only a list of facts"),
        ("review", "", ""),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(render_workbook(view))).worksheets[4]
    assert sheet["F2"].value == f"{answers(lang)[1]}, {human}"
    assert audit.provenance.reviews_digest in [value for _, value in view.provenance]
    kept = list(table_rows(audit)["label"])
    assert [row[-2:] for row in kept if row[-2]] == [
        ("yes", "only a list of facts"),
        ("review", "two systems"),
    ]


# Training


def test_reviews_teach_and_never_touch_the_test_split() -> None:
    corpus = [
        LabelledOutcome(
            "a", "jämföra två vårdsystem", "", "sv", "S", dict.fromkeys(SCHEME.ids, "no"), split="train"
        ),
        LabelledOutcome("b", TEXTS[0][0], "", "sv", "S", dict.fromkeys(SCHEME.ids, "yes"), split="test"),
    ]
    fresh = review("förklara EU:s beslut", "yes", course="POL1", lead_in="Studenten ska")
    both = (review("tolka kartor", "yes", course="GEO1"), review("Tolka kartor.", "no", course="GEO2"))
    taught = add_reviews(
        corpus, (OVERRULED, SETTLED, fresh, *both, replace(fresh, perspective="unknown")), SCHEME.ids
    )
    assert taught[0].labels == {"international": "no", "intercultural": "no", "comparative": "yes"}
    assert taught[1] == corpus[1]
    assert [(item.text, item.lead_in, item.subject, item.labels) for item in taught[2:]] == [
        ("tolka kartor", "", "GEO1", {"international": "borderline"}),
        ("förklara EU:s beslut", "Studenten ska", "POL1", {"international": "yes"}),
    ]
    assert corpus[0].labels["comparative"] == "no"


def test_a_model_learns_from_reviews(run_cli: RunCli, tmp_path: Path) -> None:
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(
        "\n".join(
            [
                'name = "Own"',
                'version = "1"',
                'home_country = "SE"',
                "[[perspectives]]",
                'id = "digital"',
                'prefix = "DIG"',
                'name = { en = "digital" }',
                'definition = { en = "d" }',
                'advice = { en = "a" }',
            ]
        ),
        encoding="utf-8",
    )
    corpus = tmp_path / "corpus.jsonl"
    nouns = (
        "models",
        "tables",
        "reports",
        "systems",
        "archives",
        "plans",
        "cases",
        "methods",
        "series",
        "theories",
        "samples",
        "sources",
    )
    with corpus.open("w", encoding="utf-8") as file:
        for number, noun in enumerate(nouns):
            for text, answer in (
                (f"program software for {noun}", "yes"),
                (f"describe {noun} in nursing", "no"),
            ):
                file.write(
                    json.dumps(
                        {
                            "text": text,
                            "language": "en",
                            "subject": f"S{number % 6}",
                            "labels": {"digital": answer},
                        }
                    )
                    + "\n"
                )
    reviews = tmp_path / "reviews.jsonl"
    write_reviews(
        [
            Review(f"C{number}", f"weave {noun} on a loom", "digital", Decision.YES)
            for number, noun in enumerate(nouns)
        ],
        reviews,
    )
    asked = json.dumps({"text": "weave fabric on a loom", "language": "en"}).encode()
    answers_given = []
    for name, more in (("plain", ()), ("taught", ("--with-reviews", reviews))):
        run_cli("train", "--corpus", corpus, "--scheme", scheme, "-o", tmp_path / name, *more)
        said = json.loads(
            run_cli("classify", "-", "--model", tmp_path / name, "--scheme", scheme, stdin=asked).stdout
        )
        answers_given.append(said["labels"]["digital"]["probability"])
    assert answers_given[1] > answers_given[0] + 0.2


# The command line


def test_the_whole_way_round(run_cli: RunCli, sample: Path, sample_audit: Audited, tmp_path: Path) -> None:
    listed = run_cli("review", "export", sample_audit.folder, "--limit", "5").stdout
    rows = list(csv.DictReader(io.StringIO(listed.lstrip("\ufeff"))))
    assert len(rows) == 5
    table = tmp_path / "to-review.xlsx"
    run_cli("review", "export", sample_audit.folder, "-o", table, "--lang", "sv")
    book = openpyxl.load_workbook(table)
    sheet = book.worksheets[0]
    text = next(
        row[2].value
        for row in sheet.iter_rows(min_row=2)
        if row[0].value == "OMV101" and row[5].value == "nej"
    )
    [chosen] = [
        row
        for row in sheet.iter_rows(min_row=2)
        if row[0].value == "OMV101" and row[2].value == text and row[4].value == rows_name("international")
    ]
    chosen[9].value, chosen[10].value = "ja", "står i kursens mål"
    book.save(table)
    nursing = sample / "nursing"
    plain = run_cli("audit", nursing, "-o", tmp_path / "report")
    imported = run_cli(
        "review", "import", table, "--reviews", tmp_path / "report" / "reviews.jsonl", "--reviewer", "Ann"
    )
    assert "1 new decision" in imported.stderr
    again = run_cli("audit", nursing, "-o", tmp_path / "report")
    assert "1 decision by people counts" in again.stderr
    assert ("decided by" in again.stdout, "decided by" in plain.stdout) == (True, False)
    audit = from_json((tmp_path / "report" / "audit.json").read_bytes(), Audit)
    [label_] = [
        item.label("international")
        for item in audit.course("OMV101").counted_outcomes()
        if comparable(item.outcome.text) == comparable(text)
    ]
    assert label_.human is not None
    assert (label_.decision, label_.human.reviewer, label_.human.reason) == (
        Decision.YES,
        "Ann",
        "står i kursens mål",
    )
    waiting = tmp_path / "waiting.jsonl"
    write_reviews((review("no such outcome \x1b[31m", "yes"),), waiting)
    shown = run_cli("audit", nursing, "-o", tmp_path / "other", "--reviews", waiting).stderr
    assert "OMV101: no such outcome ␛[31m" in shown


def test_the_settings_file_names_the_decisions(run_cli: RunCli, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "curranalyser.toml").write_text('reviews = "kept/ours.jsonl"\n', encoding="utf-8")
    table = tmp_path / "table.csv"
    table.write_text(
        "Kursnyckel;Course key;Learning outcome;Perspective;Your decision\n;OMV101;no such"
        " outcome;international;yes\n",
        encoding="utf-8",
    )
    run_cli("review", "import", table, cwd=tmp_path)
    assert len(read_reviews(tmp_path / "kept" / "ours.jsonl")) == 1
    draft = sample / "nursing" / "kursplan-OMV101-sv.pdf"
    assert "OMV101: no such outcome" in run_cli("audit", draft, "-o", "report", cwd=tmp_path).stderr
    (tmp_path / "kept" / "ours.jsonl").unlink()
    assert "cannot be read" in run_cli("audit", draft, "-o", "report", cwd=tmp_path, code=2).stderr


def rows_name(perspective: str) -> str:
    return dict(SCHEME.perspective(perspective).name)["sv"]


def test_wrong_input_ends_with_a_hint(run_cli: RunCli, tmp_path: Path) -> None:
    assert "cannot be read" in run_cli("review", "import", tmp_path / "none.xlsx", code=2).stderr
    (tmp_path / "x.csv").write_text("a,b\n", encoding="utf-8")
    assert "no column for decisions" in run_cli("review", "import", tmp_path / "x.csv", code=2).stderr
    assert not (tmp_path / "reviews.jsonl").exists()
    assert "no audit" in run_cli("review", "export", tmp_path, code=2).stderr
