"""Syllabi in other languages than Swedish and English, all invented.

What is headings.toml and leadin.toml there, without code of its own.
"""

import time

import pytest

from curranalyser.datamodel import InstructionStatus, KnowledgeForm, Syllabus
from curranalyser.parse import parse_document
from curranalyser.parse.outcomes.prose import is_teaching, names_ability, split_dashes, split_prose
from curranalyser.parse.words.leadin import is_lead_in, is_open
from curranalyser.read import describe_source, read_document
from curranalyser.settings import Settings

NORWEGIAN_THREE_FORMS = """Emneplan

Emnekode: VAN210
Emnenavn: Vann i byen
Studiepoeng: 10
Undervisningsspråk: Norsk

Faglig innhold

Emnet gir en innføring i hvordan regnvann ledes bort i byer.

Læringsutbytte

Etter fullført emne skal studenten ha følgende læringsutbytte:

Kunnskap

Studenten
- har bred kunnskap om avrenning i tette byområder
- kjenner til regelverket for overvann

Ferdigheter

Studenten kan
- beregne vannmengder i et enkelt ledningsnett
- velge tiltak mot oversvømmelse og begrunne valget

Generell kompetanse

Studenten
- kan formidle faglige vurderinger til naboer og politikere

Forkunnskapskrav

Ingen

Vurderingsform

Skriftlig eksamen på fire timer.
"""

NORWEGIAN_PROSE = """Emnebeskrivelse

Emnekode: LOK115
Emnenavn: Kommunen som arbeidsplass
Studiepoeng: 7,5

Innhold

Emnet handler om kommunale tjenester.

Hva lærer du?

Kandidaten har inngående kunnskap om hvordan en kommune styres. Kandidaten kan sammenligne
kommuner av ulik størrelse og forklare forskjellene. Emnet gir også en oversikt over nyere lovgivning.
Kandidaten kan delta i offentlig debatt om lokale tjenester.

Undervisningsform

Forelesninger og seminarer.

Undervisningsspråk

Undervisningen foregår på engelsk.

Vurdering

Hjemmeeksamen.
"""

NYNORSK_LIST = """Emneplan

Emnekode: FJE101
Emnenavn: Fjellvandring og tryggleik
Studiepoeng: 15

Læringsutbytte

Etter fullført emne skal studenten kunne:
- gjere greie for vêr og føre i høgfjellet
- planlegge ein tur for ei gruppe med ulik erfaring
- vurdere risiko undervegs

Innhold

Turar og teori.

Eksamen

Munnleg eksamen.
"""

NORWEGIAN_TIGHT = """Emneplan for matematikk 1

Emnekode: MAT500
Studiepoeng: 30

Innledning

Emnet er obligatorisk.

Læringsutbytte

Kunnskap
Studenten har kunnskap om
• tallsystemer i skolen
• barns måter å regne på
Ferdigheter
Studenten kan
• planlegge undervisning for en gruppe elever
• vurdere elevers arbeid
Generell kompetanse
Studenten har innsikt i matematikkens plass i samfunnet

Arbeidsformer

Seminar.
"""

DANISH_GOALS = """Kursusbeskrivelse

Kursusnummer: 41888
Dansk titel: Vingers aerodynamik
ECTS-point: 5
Undervisningssprog: Engelsk

Overordnede kursusmål

At give de studerende indsigt i strømninger omkring vinger og blade.

Læringsmål

En studerende, der fuldt ud har opfyldt kursets mål, vil kunne:
• forklare hvorfor en vinge løfter
• beregne kræfter på et blad ud fra målte data
• vurdere usikkerheden i en måling

Kursusindhold

Grænselag, profiler og målinger i vindtunnel.

Eksamen

Mundtlig eksamen.
"""

DANISH_THREE_FORMS = """Kursusbeskrivelse

Kursuskode: HIS330
Titel: Havnebyer i Norden
ECTS: 7,5

Målbeskrivelse

Efter endt kursus har den studerende opnået:

Viden
- om handel og migration i nordiske havnebyer
- om kilder til byernes historie

Færdigheder
- i at læse ældre kort og tabeller
- i at formidle resultater mundtligt

Kompetencer
- til selvstændigt at afgrænse en problemstilling

Undervisningsform

Holdundervisning.

Eksamen

Hjemmeopgave.
"""

DANISH_PROSE = """Fagbeskrivelse

Titel: Pædagogik i praksis
ECTS: 10

Indhold

Faget behandler samspillet mellem børn og voksne.

Læringsmål

Ved kursets afslutning skal den studerende kunne redegøre for teorier om leg og læring. Den studerende
kan analysere en observation fra praksis. Faget gennemgår desuden metoder til observation. Den studerende kan
begrunde egne valg over for forældre.

Undervisningssprog: Dansk

Bedømmelse

Bestået eller ikke bestået.
"""

GERMAN_LIST = """Modulbeschreibung

Modulbezeichnung: Wasser in der Stadt
Modulnummer: WAS12
Leistungspunkte: 5 LP
Unterrichtssprache: Deutsch

Qualifikationsziele

Nach erfolgreichem Abschluss des Moduls sind die Studierenden in der Lage,
- den Weg des Regenwassers durch eine Stadt zu beschreiben,
- Abflüsse in einem einfachen Netz zu berechnen und
- Maßnahmen gegen Überflutung zu bewerten.

Inhalte

Niederschlag, Abfluss, Speicher.

Prüfungsform

Klausur, 90 Minuten.
"""

GERMAN_PROSE = """Modulbeschreibung

Modulbezeichnung: Einführung in die Archivkunde
Leistungspunkte: 6 LP

Lernziele / Kompetenzen

Das Modul bietet einen Überblick über die Geschichte der Archive. Die Studierenden kennen die wichtigsten
Arten von Beständen, z. B. Urkunden und Akten. Sie können Quellen nach ihrer Herkunft ordnen und
ihre Ordnung begründen. In der Übung werden Findbücher besprochen. Außerdem sind sie mit
den Grundzügen des Archivrechts vertraut.

Lehrinhalte

Bestände, Ordnung, Recht.

Prüfungsleistungen

Hausarbeit.
"""

GERMAN_COMPETENCES = """Modulhandbuch

Modultitel: Pflegeforschung
Kreditpunkte: 5

Lernergebnisse

Fachkompetenz
Die Studierenden verfügen über vertiefte Kenntnisse der Studientypen. Sie kennen Kriterien guter Forschung.

Methodenkompetenz
Die Studierenden können eine Suche in Datenbanken planen und dokumentieren.

Sozialkompetenz
Die Studierenden arbeiten in Gruppen und geben einander Rückmeldung.

Voraussetzungen

Keine

Sprache: Deutsch und Englisch
"""

GERMAN_RUN_IN = """Modulbeschreibung

Titel: Messtechnik
Leistungspunkte: 5

Lernziele: Die Studierenden können Messfehler abschätzen und angeben.
Kompetenzen: Sie wählen für eine Aufgabe den passenden Sensor aus.

Inhalte: Sensoren, Verstärker, Wandler

Literatur: Wird bekannt gegeben
"""

FINNISH_LIST = """Opintojakso

Nimi: Vesi kaupungissa
Tunnus: VES210
Laajuus: 5 op
Opetuskieli: suomi

Osaamistavoitteet

Opintojakson suoritettuaan opiskelija
- osaa kuvata hulevesien kulun kaupungissa
- ymmärtää tulvien syitä
- kykenee vertailemaan ratkaisuja

Sisältö

Sadanta, valunta ja varastot.

Arviointi

Tentti.
"""

FINNISH_PROSE = """Opintojakso

Nimi: Kaupunkien historia
Laajuus: 5 op

Osaamistavoitteet

Opintojakson suoritettuaan opiskelija osaa selittää satamakaupunkien kasvun.
Opiskelija tuntee keskeiset lähteet. Opintojaksolla käsitellään myös arkistoja.
Opiskelija osaa arvioida lähteiden luotettavuutta.

Opetuskieli

Opetuskieli on englanti.

Kirjallisuus

Ilmoitetaan myöhemmin.
"""

SPANISH_LIST = """Guía docente

Asignatura: El agua en la ciudad
Código: AGU210
Créditos ECTS: 6
Idioma: Español

Contenidos

Lluvia, escorrentía y depósitos.

Resultados de aprendizaje

Al finalizar la asignatura, el estudiante será capaz de:
- Describir el recorrido del agua de lluvia.
- Calcular caudales en una red sencilla.
- Valorar medidas contra las inundaciones.

Evaluación

Examen escrito.
"""


def only(text: str) -> Syllabus:
    data = text.encode()
    [syllabus] = parse_document(read_document(data, describe_source(data, "a.txt"), Settings()))
    return syllabus


def outcomes(text: str) -> list[str]:
    return [outcome.text for outcome in only(text).outcomes]


@pytest.mark.parametrize(
    ("text", "language", "code", "credits"),
    [
        (NORWEGIAN_THREE_FORMS, "no", "VAN210", "10"),
        (NORWEGIAN_PROSE, "no", "LOK115", "7.5"),
        (DANISH_GOALS, "da", "41888", "5"),
        (DANISH_THREE_FORMS, "da", "HIS330", "7.5"),
        (GERMAN_LIST, "de", "WAS12", "5"),
        (FINNISH_LIST, "fi", "VES210", "5"),
        (SPANISH_LIST, "es", "AGU210", "6"),
    ],
)
def test_language_code_and_credits(text: str, language: str, code: str, credits: str) -> None:
    syllabus = only(text)
    assert (syllabus.language, syllabus.header.code, str(syllabus.header.credits)) == (
        language,
        code,
        credits,
    )
    assert {outcome.language for outcome in syllabus.outcomes} == {language}


@pytest.mark.parametrize(
    ("text", "main"),
    [
        (NORWEGIAN_THREE_FORMS, ("no",)),
        (NORWEGIAN_PROSE, ("en",)),
        (DANISH_GOALS, ("en",)),
        (DANISH_PROSE, ("da",)),
        (GERMAN_LIST, ("de",)),
        (GERMAN_COMPETENCES, ("de", "en")),
        (FINNISH_LIST, ("fi",)),
        (FINNISH_PROSE, ("en",)),
        (SPANISH_LIST, ("es",)),
    ],
)
def test_language_of_instruction(text: str, main: tuple[str, ...]) -> None:
    assert (only(text).instruction.main, only(text).instruction.status) == (main, InstructionStatus.STATED)


def test_a_condition_leaves_the_language_of_the_country() -> None:
    text = DANISH_GOALS.replace(
        "Undervisningssprog: Engelsk",
        "Undervisningssproget er engelsk, hvis der deltager internationale studerende.",
    )
    instruction = only(text).instruction
    assert (instruction.main, instruction.possible, instruction.status) == (
        ("da",),
        ("en",),
        InstructionStatus.CONDITIONAL,
    )


@pytest.mark.parametrize(
    "text", [NORWEGIAN_THREE_FORMS, NORWEGIAN_TIGHT, DANISH_THREE_FORMS, GERMAN_COMPETENCES]
)
def test_subheadings_give_the_knowledge_form(text: str) -> None:
    forms = [outcome.knowledge_form for outcome in only(text).outcomes]
    assert list(dict.fromkeys(forms)) == [
        KnowledgeForm.KNOWLEDGE,
        KnowledgeForm.SKILLS,
        KnowledgeForm.JUDGEMENT,
    ]


@pytest.mark.parametrize(
    ("text", "count", "lead_in"),
    [
        (NORWEGIAN_THREE_FORMS, 5, "Studenten"),
        (NYNORSK_LIST, 3, "Etter fullført emne skal studenten kunne:"),
        (NORWEGIAN_TIGHT, 5, "Studenten har kunnskap om"),
        (DANISH_GOALS, 3, "En studerende, der fuldt ud har opfyldt kursets mål, vil kunne:"),
        (DANISH_THREE_FORMS, 5, "Efter endt kursus har den studerende opnået:"),
        (GERMAN_LIST, 3, "Nach erfolgreichem Abschluss des Moduls sind die Studierenden in der Lage,"),
        (FINNISH_LIST, 3, "Opintojakson suoritettuaan opiskelija"),
        (SPANISH_LIST, 3, "Al finalizar la asignatura, el estudiante será capaz de:"),
    ],
)
def test_a_list_has_its_lead_in(text: str, count: int, lead_in: str) -> None:
    found = only(text).outcomes
    assert (len(found), found[0].lead_in) == (count, lead_in)


def test_a_sentence_among_lists_is_an_outcome_of_its_own() -> None:
    assert outcomes(NORWEGIAN_TIGHT)[-1] == "Studenten har innsikt i matematikkens plass i samfunnet"


def test_each_sentence_of_running_text_is_an_outcome_but_not_what_is_taught() -> None:
    assert outcomes(GERMAN_PROSE) == [
        "Die Studierenden kennen die wichtigsten Arten von Beständen, z. B. Urkunden und Akten.",
        "Sie können Quellen nach ihrer Herkunft ordnen und ihre Ordnung begründen.",
        "Außerdem sind sie mit den Grundzügen des Archivrechts vertraut.",
    ]
    assert outcomes(NORWEGIAN_PROSE) == [
        "Kandidaten har inngående kunnskap om hvordan en kommune styres.",
        "Kandidaten kan sammenligne kommuner av ulik størrelse og forklare forskjellene.",
        "Kandidaten kan delta i offentlig debatt om lokale tjenester.",
    ]
    assert outcomes(DANISH_PROSE) == [
        "Ved kursets afslutning skal den studerende kunne redegøre for teorier om leg og læring.",
        "Den studerende kan analysere en observation fra praksis.",
        "Den studerende kan begrunde egne valg over for forældre.",
    ]
    assert outcomes(FINNISH_PROSE) == [
        "Opintojakson suoritettuaan opiskelija osaa selittää satamakaupunkien kasvun.",
        "Opiskelija tuntee keskeiset lähteet.",
        "Opiskelija osaa arvioida lähteiden luotettavuutta.",
    ]


def test_run_in_labels_begin_and_end_the_outcomes() -> None:
    assert outcomes(GERMAN_RUN_IN) == [
        "Die Studierenden können Messfehler abschätzen und angeben.",
        "Sie wählen für eine Aufgabe den passenden Sensor aus.",
    ]


def test_noun_phrases_are_outcomes_under_a_heading_of_outcomes() -> None:
    text = GERMAN_PROSE.replace(
        "Das Modul bietet",
        "Sicherer Umgang mit Findmitteln.\nVerständnis rechtlicher Fragen. Das Modul bietet",
    )
    assert outcomes(text)[:2] == ["Sicherer Umgang mit Findmitteln.", "Verständnis rechtlicher Fragen."]


def test_an_aim_of_the_teaching_that_names_an_ability_is_an_outcome() -> None:
    text = GERMAN_PROSE.replace(
        "Das Modul bietet einen Überblick über die Geschichte der Archive.",
        "Das Modul vermittelt die Fähigkeit, Akten zu bewerten.",
    )
    assert outcomes(text)[0] == "Das Modul vermittelt die Fähigkeit, Akten zu bewerten."


def test_a_form_with_its_text_on_the_same_line() -> None:
    text = GERMAN_COMPETENCES.replace("Methodenkompetenz\nDie", "Methodenkompetenz: Die")
    assert outcomes(text) == outcomes(GERMAN_COMPETENCES)
    assert only(text).outcomes[2].knowledge_form is KnowledgeForm.SKILLS


def test_of_content_and_outcomes_together_only_what_speaks_of_students_counts() -> None:
    text = GERMAN_PROSE.replace("Lernziele / Kompetenzen", "Inhalt und Lernziele").replace(
        "Außerdem sind sie", "Urkunden bilden einen Teil. Außerdem sind sie"
    )
    assert outcomes(text) == outcomes(GERMAN_PROSE)


def test_a_heading_that_swedish_has_too_is_read_by_the_language_of_the_document() -> None:
    danish = DANISH_PROSE.replace("Læringsmål", "Mål")
    assert outcomes(danish) == outcomes(DANISH_PROSE)


@pytest.mark.parametrize(
    "text",
    [
        "Die Studierenden sind in der Lage,",
        "Nach Abschluss des Moduls können die Studierenden",
        "Kandidaten",
        "Kandidaten har",
        "Efter gennemført kursus kan den studerende:",
        "Den studerende skal kunne",
        "Opiskelija osaa",
        "Al terminar el curso, los estudiantes serán capaces de",
        "No final da unidade curricular, os estudantes deverão ser capazes de:",
    ],
)
def test_open_lead_ins(text: str) -> None:
    assert is_lead_in(text)
    assert is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "Studenternas inflytande",
        "Kursen ges på distans.",
        "Literatur und Medien",
        "Emnet har obligatorisk oppmøte.",
        "Vurdering av studentene skjer muntlig.",
    ],
)
def test_what_is_no_lead_in(text: str) -> None:
    assert not is_lead_in(text)


PORTUGUESE_PROSE = """Ficha de unidade curricular

Unidade curricular: Água na cidade
Créditos ECTS: 6
Língua de ensino: Português

Objetivos de aprendizagem

No final da unidade curricular os estudantes deverão ser capazes de descrever o percurso da água da chuva.
Os estudantes conhecem as causas das cheias.

Conteúdos programáticos

Chuva, escoamento e reservatórios.

Bibliografia

A indicar.
"""


def test_portuguese() -> None:
    syllabus = only(PORTUGUESE_PROSE)
    assert len(syllabus.outcomes) == 2
    assert (syllabus.header.title, str(syllabus.header.credits), syllabus.instruction.main) == (
        "Água na cidade",
        "6",
        ("pt",),
    )


def test_competences_of_the_programme_count_only_where_the_course_has_no_outcomes_of_its_own() -> None:
    competences = (
        "Competencias\n\n- Trabajar en equipos de varias disciplinas.\n- Comunicar resultados por"
        " escrito.\n\nContenidos"
    )
    both = SPANISH_LIST.replace("Contenidos", competences)
    assert outcomes(both) == outcomes(SPANISH_LIST)
    alone = both[: both.index("Resultados de aprendizaje")] + both[both.index("Evaluación") :]
    assert outcomes(alone) == [
        "Trabajar en equipos de varias disciplinas.",
        "Comunicar resultados por escrito.",
    ]


NORWEGIAN_RUN_IN_FORMS = """Emnebeskrivelse

Emnekode: BYG220
Emnenavn: Trekonstruksjoner
Vekting: 7,5 studiepoeng

Læringsutbytte

Kunnskaper: Studenten skal ha kunnskap om
- treets egenskaper og oppbygning
- beregning av bjelker og søyler
Ferdigheter: Studenten skal kunne
- dimensjonere en enkel bjelke
- tegne og forklare en knutepunktsdetalj
Generell kompetanse: Studenten skal kunne samarbeide i et prosjekt og dele arbeidet med andre.

Læringsformer og aktiviteter

Forelesninger og øvinger. Undervisningen gis på engelsk når internasjonale studenter følger emnet.

Vurderingsform

Skriftlig eksamen.
"""

DANISH_FORMS_BELOW = """Kursusbeskrivelse

Kursustitel: Klimaøkonomi
ECTS-point: 7,5

Kursusindhold

Kurset handler om afgifter og kvoter.

Målbeskrivelse

Efter at have gennemført kurset forventes den studerende at kunne:

Viden:

* redegøre for de vigtigste virkemidler i klimapolitikken
* forklare forskelle mellem landes klimapolitik

Færdigheder:

* opstille en simpel model for en afgift

Kompetencer:

* vurdere et forslag fra en ministerium kritisk

Undervisningssprog

Dansk

Eksamen

Skriftlig prøve på 4 timer.
"""

GERMAN_INVERTED = """Modulbeschreibung

Modultitel: Stadtgeographie
Leistungspunkte: 5

Qualifikationsziele

Nach Abschluss des Moduls
• kennen die Studierenden Modelle der Stadtentwicklung
• können die Studierenden Städte verschiedener Länder vergleichen
• sind sie in der Lage, eine Kartierung selbstständig durchzuführen

Lehrinhalte

Modelle, Kartierung, Exkursion.
"""

GERMAN_FORMS_RUN_IN = """Modulbeschreibung

Modultitel: Interkulturelle Pädagogik
Leistungspunkte: 10

Lernergebnisse / Kompetenzen

Wissen und Verstehen: Die Studierenden kennen Theorien zu Migration und Bildung.
Können: Sie wenden diese auf Fälle aus der Schule an und vergleichen Schulsysteme.
Sozialkompetenz: Sie arbeiten in Gruppen mit Menschen verschiedener Herkunft zusammen.

Inhalte

Migration, Sprache, Schule.
"""


def test_forms_with_their_lead_in_on_the_same_line() -> None:
    found = only(NORWEGIAN_RUN_IN_FORMS).outcomes
    assert [outcome.knowledge_form for outcome in found] == [KnowledgeForm.KNOWLEDGE] * 2 + [
        KnowledgeForm.SKILLS
    ] * 2 + [KnowledgeForm.JUDGEMENT]
    assert [outcome.lead_in for outcome in found][:3:2] == [
        "Studenten skal ha kunnskap om",
        "Studenten skal kunne",
    ]
    assert found[-1].text == "Studenten skal kunne samarbeide i et prosjekt og dele arbeidet med andre."
    assert only(NORWEGIAN_RUN_IN_FORMS).instruction.possible == ("en",)


def test_one_lead_in_serves_all_forms_below_it() -> None:
    found = only(DANISH_FORMS_BELOW).outcomes
    assert {outcome.lead_in for outcome in found} == {
        "Efter at have gennemført kurset forventes den studerende at kunne:"
    }
    assert [outcome.knowledge_form for outcome in found] == [KnowledgeForm.KNOWLEDGE] * 2 + [
        KnowledgeForm.SKILLS,
        KnowledgeForm.JUDGEMENT,
    ]


def test_a_lead_in_may_leave_its_verb_to_the_items() -> None:
    found = only(GERMAN_INVERTED).outcomes
    assert {outcome.lead_in for outcome in found} == {"Nach Abschluss des Moduls"}
    assert found[0].text == "kennen die Studierenden Modelle der Stadtentwicklung"


def test_a_form_before_each_sentence() -> None:
    found = only(GERMAN_FORMS_RUN_IN).outcomes
    assert [outcome.knowledge_form for outcome in found] == [
        KnowledgeForm.KNOWLEDGE,
        KnowledgeForm.SKILLS,
        KnowledgeForm.JUDGEMENT,
    ]
    assert found[0].text == "Die Studierenden kennen Theorien zu Migration und Bildung."


@pytest.mark.parametrize(
    "text", ["A. " * 40_000, " " * 100_000, "studenten " * 20_000, ". " * 40_000, "- " * 40_000]
)
def test_endless_text_costs_no_more_than_its_length(text: str) -> None:
    begun = time.process_time()
    split_prose(text)
    split_dashes(text)
    is_teaching(text)
    names_ability(text)
    assert time.process_time() - begun < 5


DUTCH = """Cursusbeschrijving

Cursuscode: RIV-20306
Cursusnaam: Rivieren in de stad
Studiepunten: 6
Niveau: Bachelor
Voertaal: Nederlands

Inhoud

In deze cursus wordt behandeld hoe water door een stad stroomt en wie daarover beslist.

Leerdoelen

Na afloop van deze cursus kan de student:
- uitleggen hoe een rivier een dal vormt
- twee manieren om de afvoer te meten vergelijken
- een meetdag voorbereiden met een kleine groep

Voorkennis

Geen

Toetsing

Schriftelijk tentamen van drie uur.
"""

DUTCH_PROSE = """Vakbeschrijving

Vakcode: BES101
Vaknaam: Besturen van een gemeente
Aantal studiepunten: 5

Doelstellingen

Aan het einde van het vak bent u in staat om:

- het verschil tussen raad en college te beschrijven
- een begroting van een gemeente te beoordelen

Kennis en inzicht

- u kent de taken van een gemeente

Werkvormen

Hoorcolleges en werkgroepen.
"""


def test_dutch_syllabus() -> None:
    syllabus = only(DUTCH)
    assert (syllabus.header.code, syllabus.header.title) == ("RIV-20306", "Rivieren in de stad")
    assert syllabus.header.credits == 6
    assert [outcome.text for outcome in syllabus.outcomes] == [
        "uitleggen hoe een rivier een dal vormt",
        "twee manieren om de afvoer te meten vergelijken",
        "een meetdag voorbereiden met een kleine groep",
    ]
    assert {outcome.lead_in for outcome in syllabus.outcomes} == {"Na afloop van deze cursus kan de student:"}
    assert syllabus.language == "nl"
    assert {outcome.language for outcome in syllabus.outcomes} == {"nl"}


def test_dutch_knowledge_forms() -> None:
    outcomes = only(DUTCH_PROSE).outcomes
    assert [(outcome.text, outcome.knowledge_form) for outcome in outcomes] == [
        ("het verschil tussen raad en college te beschrijven", None),
        ("een begroting van een gemeente te beoordelen", None),
        ("u kent de taken van een gemeente", KnowledgeForm.KNOWLEDGE),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Na het volgen van dit vak kun je:",
        "Aan het eind van de module is de student in staat om:",
        "De student kan:",
        "Na deze cursus zijn studenten in staat om",
        "Bij voltooiing van de cursus heeft de student:",
    ],
)
def test_dutch_lead_ins(text: str) -> None:
    assert is_lead_in(text)
