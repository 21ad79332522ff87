import pytest

from curranalyser.errors import DocumentError
from curranalyser.read.encoding import decode_text

SWEDISH = (
    "Kursplan\nSläktforskning för nybörjare, 7,5 hp\nMål\nDen studerande ska kunna läsa äldre handskrift,"
    " följa en släkt över en gräns och återge två öden från 1800-talet.\nBehörighet\nInga särskilda krav."
)
NORWEGIAN = (
    "Emneplan\nSjøfart og fyrvesen, 10 studiepoeng\nLæringsutbytte\nStudenten kan lese et sjøkart,"
    " gjøre rede for fyr langs kysten og måle høyden på en fjære.\n"
)
GERMAN = "Modul: Brücken für Fußgänger\nDie Studierenden können Maße prüfen und Entwürfe erläutern.\n"
FRENCH = "À la fin du cours, l’étudiant sait décrire les forêts d’où viennent les chênes.\n"
ENGLISH = "The course — in English — takes up “slow” food, cafés and the farmer’s view.\n"


@pytest.mark.parametrize(
    "encoding", ["cp1252", "mac_roman", "cp850", "utf-16-le", "utf-16-be", "utf-8", "utf-16"]
)
@pytest.mark.parametrize("text", [SWEDISH, NORWEGIAN, GERMAN], ids=["sv", "no", "de"])
def test_letters_tell_encodings_apart(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_other_languages_and_signs_do_not_mislead(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding)).text == text


@pytest.mark.parametrize("length", [40, 120])
def test_a_few_words_are_enough(length: int) -> None:
    for start in range(0, len(SWEDISH) - length, 7):
        piece = SWEDISH[start : start + length]
        for encoding in ("cp1252", "mac_roman", "cp850"):
            assert decode_text(piece.encode(encoding)).text == piece


def test_what_was_assumed_is_said_and_what_is_known_is_not() -> None:
    assert decode_text(SWEDISH.encode("mac_roman")).notes == (
        "the text is not UTF-8; it was read as Mac Roman",
    )
    assert "Windows-1252" in decode_text(SWEDISH.encode("cp1252")).notes[0]
    for known in (SWEDISH.encode(), SWEDISH.encode("utf-8-sig"), SWEDISH.encode("utf-16"), b"plain"):
        assert decode_text(known).notes == ()
    assert decode_text(SWEDISH.encode("cp1252"), "iso-8859-1").notes == ()


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "windows-1252", "utf-16", "no-such-name", "rot13", "utf-7"]
)
def test_utf_8_is_seen_through_a_wrong_declaration(declared: str) -> None:
    assert decode_text(SWEDISH.encode(), declared).text == SWEDISH


def test_a_declaration_that_fits_counts() -> None:
    russian = "Учебный план: мосты"
    assert decode_text(russian.encode("koi8-r"), "koi8-r").text == russian
    assert decode_text("課程".encode("iso-2022-jp"), "iso-2022-jp").text == "課程"
    assert decode_text(SWEDISH.encode("cp1252"), "utf-8").text == SWEDISH


def test_one_broken_letter_makes_no_other_encoding() -> None:
    broken = SWEDISH.encode() * 5 + b" r\xe4tt"
    decoded = decode_text(broken)
    assert decoded.text.startswith(SWEDISH) and decoded.assumed == "UTF-8 with damage"


def test_zeros_that_are_no_utf_16_are_no_text() -> None:
    with pytest.raises(DocumentError):
        decode_text(b"PK\x00\x00abc\x00def" * 20)
