"""Drafts as they come from teachers: how they name outcomes, divide a mail, and set the facts of a course."""

import pytest

from curranalyser.analyse import load_stage
from curranalyser.check.draft import read_draft
from curranalyser.check.finding import Finding, rules
from curranalyser.check.run import check_drafts
from curranalyser.datamodel import Syllabus
from curranalyser.i18n import translator
from curranalyser.settings import Settings

SETTINGS = Settings()
SCHEME, CLASSIFIER = load_stage(SETTINGS)
DRAFT = """{head}

Förkunskapskrav
Vävning A, 30 hp

Lärandemål
Efter kursen ska studenten kunna:
{outcomes}

Examination
{examination}
"""
HEAD = "Damastvävning\n7,5 högskolepoäng, grundnivå\nKurskod: VAV210"
LETTERED = (
    "a) beskriva en vävstols delar\nb) beräkna garnåtgång\nc) sätta upp en varp\n"
    "d) väva en provbit\ne) bedöma en färdig väv"
)
CODED = "K1 beskriva en vävstols delar\nK2 beräkna garnåtgång\nF1 sätta upp en varp"


def findings(text: str) -> list[Finding]:
    given = read_draft(text.encode(), "draft.txt", SETTINGS, CLASSIFIER)
    return list(check_drafts([given], SCHEME, translator("sv"), rules()))


def of_rule(rule: str, text: str) -> list[str]:
    return [item.message for item in findings(text) if item.rule == rule]


def syllabus(text: str) -> Syllabus:
    return read_draft(text.encode(), "draft.txt", SETTINGS, CLASSIFIER).syllabi[0].syllabus


def draft(examination: str = "Vävprov.", outcomes: str = LETTERED, head: str = HEAD) -> str:
    return DRAFT.format(head=head, outcomes=outcomes, examination=examination)


@pytest.mark.parametrize(
    "examination",
    [
        "Mål a–c prövas i en tentamen. Mål d och e prövas i ett vävprov.",
        "Tentamen prövar mål a, b och c medan mål d samt e examineras genom ett vävprov.",
        "Mål a till c examineras skriftligt, mål d–e praktiskt.",
    ],
)
def test_letters_are_read_to_the_end_of_a_list_within_a_sentence(examination: str) -> None:
    assert of_rule("A601", draft(examination)) == []
    assert of_rule("A602", draft(examination)) == []


def test_a_word_of_one_letter_ends_no_list_of_letters() -> None:
    told = of_rule("A601", draft("Mål a–d och i förekommande fall en utställning."))
    assert len(told) == 1
    assert "lärandemål e," in told[0]


def test_labels_are_shown_as_the_list_writes_them() -> None:
    text = draft("Tentamen (K1, K3) och vävprov (F1).", CODED)
    assert ["K2" in message for message in of_rule("A601", text)] == [True]
    (message,) = of_rule("A602", text)
    assert "lärandemål K3" in message
    assert "K1, K2, F1" in message


def test_to_put_a_question_and_answer_it_is_no_mix_of_levels() -> None:
    text = draft(outcomes="- formulera en fråga om äldre vävar och besvara den\n- väva en provbit")
    assert of_rule("A608", text) == []
    apart = draft(outcomes="- ange tre bindningar och utvärdera en färdig väv\n- väva en provbit")
    assert len(of_rule("A608", apart)) == 1


def test_command_of_something_cannot_be_examined_as_it_stands() -> None:
    text = draft(outcomes="- have a good command of Norwegian grammar\n- translate a short text", head=HEAD)
    text = text.replace("Efter kursen ska studenten kunna:", "After the course the student should:")
    assert len(of_rule("F402", text)) == 1


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Damastvävning\n7,5 högskolepoäng\nKurskod VAV210, 7,5 hp, Grundnivå (G1F)", "Damastvävning"),
        (
            "Vävning B: Damast i tre sekler\n7,5 hp\nGrundnivå, 31–60",
            "Vävning B: Damast i tre sekler",
        ),
        ("Damask Weaving\nCourse code: VAV210 · 7.5 credits · First cycle", "Damask Weaving"),
        ("Kursplan för kurs på grundnivå\nDamastvävning\n7,5 hp", "Damastvävning"),
    ],
)
def test_the_title_is_no_line_of_facts(head: str, title: str) -> None:
    assert syllabus(draft(head=head)).header.title == title


def test_an_unknown_label_on_top_is_no_title() -> None:
    assert syllabus(draft(head="Handläggare: Lindqvist\n7,5 hp\nGrundnivå")).header.title is None


@pytest.mark.parametrize(
    "divider",
    [
        "-----Ursprungligt meddelande-----",
        "---------- Forwarded message ---------",
        "-------- Vidarebefordrat brev --------",
    ],
)
def test_what_stands_above_the_divider_of_a_mail_is_no_draft(divider: str) -> None:
    mail = f"Hej Per, titta gärna.\n/Maria\n\n{divider}\nFrån: Eva\nSkickat: den 3 mars\n\n{draft()}"
    assert syllabus(mail).header.title == "Damastvävning"


def test_a_line_of_hyphens_with_other_words_divides_no_mail() -> None:
    text = draft(outcomes="- beskriva en vävstol\n--- i mån av tid ---\n- väva en provbit")
    assert syllabus(text).header.title == "Damastvävning"


@pytest.mark.parametrize("heading", ["Form of assessment", "Modes of assessment", "Bedömningsform"])
def test_the_form_of_assessment_may_stand_alone(heading: str) -> None:
    assert of_rule("R505", draft().replace("Examination\n", f"{heading}\n")) == []


def test_a_sentence_of_outcomes_is_divided_beside_a_list() -> None:
    text = draft(
        outcomes="- sy en fåll\n- montera en väv",
        head=HEAD,
    ).replace(
        "Efter kursen ska studenten kunna:\n",
        "Efter kursen ska studenten kunna beskriva en vävstol; beräkna garnåtgång; samt väva en provbit.\n\n"
        "Efter delkurs 2 ska studenten kunna:\n",
    )
    assert [outcome.text.rstrip(".") for outcome in syllabus(text).outcomes] == [
        "beskriva en vävstol",
        "beräkna garnåtgång",
        "väva en provbit",
        "sy en fåll",
        "montera en väv",
    ]
