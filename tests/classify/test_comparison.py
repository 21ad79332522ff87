"""The comparison finder: alike in both languages, twin by twin."""

import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from cutting import cut
from draws import draws
from hypothesis import given, settings
from hypothesis import strategies as st

from curranalyser.classify.comparison import Comparison
from curranalyser.classify.cues import LANGUAGES, CueFinder, parse_cues
from curranalyser.errors import ModelError
from curranalyser.scheme import load_scheme
from curranalyser.train import Resources, build_resources

CUES = Path(__file__).parents[2] / "corpus" / "cues.toml"

# Swedish, English; the finder says yes to both.
YES = [
    # short forms
    ("jämföra svensk och dansk avtalsrätt", "compare Swedish and Danish contract law"),
    ("jämföra svensk och finländsk åldringsvård", "compare Swedish and Finnish elderly care"),
    ("jämföra svenska och polska byggregler", "compare Swedish and Polish building rules"),
    ("jämföra svensk och irländsk revision", "compare Swedish and Irish auditing"),
    ("kontrastera norsk och isländsk fiskepolitik", "contrast Norwegian and Icelandic fishing policy"),
    ("jämföra tysk och fransk yrkesutbildning", "compare German and French vocational training"),
    ("jämföra polisens roll i Norge och Italien", "compare the role of the police in Norway and Italy"),
    ("jämföra pensionerna i Chile, Kanada och Japan", "compare pensions in Chile, Canada and Japan"),
    ("jämföra kristendom och islam", "compare Christianity and Islam"),
    ("jämföra bön i judendom och buddhism", "compare prayer in Judaism and Buddhism"),
    ("jämföra civil law och common law", "compare civil law and common law"),
    (
        "jämföra nordisk och anglosaxisk bolagsstyrning",
        "compare Nordic and Anglo-American corporate governance",
    ),
    # across countries
    ("jämföra bostadspolitiken i några länder", "compare housing policy in some countries"),
    (
        "jämföra hur barnavården är ordnad i olika länder",
        "compare how child welfare is arranged in different countries",
    ),
    ("göra en jämförelse mellan länder", "make a comparison between countries"),
    ("jämföra begravningsseder i skilda kulturer", "compare burial customs in different cultures"),
    ("jämföra skapelseberättelser i olika religioner", "compare creation stories in different religions"),
    ("redogöra för skillnader mellan länder", "account for differences between countries"),
    (
        "analysera likheter och olikheter mellan samhällen",
        "analyse similarities and differences between societies",
    ),
    (
        "diskutera skillnader i mödravård mellan Norge och Skottland",
        "discuss differences in maternity care between Norway and Scotland",
    ),
    (
        "förklara hur synen på ålderdom skiljer sig mellan kulturer",
        "explain how views of old age differ between cultures",
    ),
    (
        "förklara hur arvsrätten varierar mellan jurisdiktioner",
        "explain how the law of inheritance varies across jurisdictions",
    ),
    (
        "beskriva hur tillgången till rent vatten varierar över hela världen",
        "describe how access to clean water varies across the world",
    ),
    (
        "beskriva hur skolstarten skiljer sig runt om i världen",
        "describe how school starts differ around the world",
    ),
    ("beskriva hur valdeltagandet skiljer sig i Europa", "describe how turnout differs in Europe"),
    ("förklara vad som är gemensamt för olika religioner", "explain what is common to different religions"),
    ("ange vad som varierar från ett land till ett annat", "say what varies from one country to another"),
    ("tolka nationella skillnader i sjukfrånvaro", "interpret national differences in sick leave"),
    (
        "genomföra en internationell jämförelse av energipriser",
        "carry out an international comparison of energy prices",
    ),
    (
        "redogöra för rättsväsendet i Norge och Spanien och skillnader mellan dem",
        "account for the courts of Norway and Spain and differences between them",
    ),
    (
        "beskriva kulturerna i regionen och jämföra dessa",
        "describe the cultures of the region and compare these",
    ),
    # home with foreign
    ("jämföra den svenska förskolan med den norska", "compare the Swedish preschool with the Norwegian one"),
    (
        "jämföra svensk skogspolitik med andra länders",
        "compare Swedish forest policy with that of other countries",
    ),
    ("jämföra det egna landet med Kenya", "compare one's own country with Kenya"),
    ("jämföra villkoren med dem i ett annat land", "compare the conditions with those in another country"),
    ("jämföra praxis med utländska förhållanden", "compare practice with foreign conditions"),
    (
        "beskriva svensk narkotikapolitik i relation till den portugisiska",
        "describe Swedish drug policy in relation to that of Portugal",
    ),
    (
        "diskutera svensk tandvård i ljuset av Finlands",
        "discuss Swedish dental care in the light of Finland's",
    ),
    (
        "diskutera svensk hyresrätt i ett internationellt perspektiv",
        "discuss Swedish tenancy law in an international perspective",
    ),
    ("sätta in svensk idrott i ett europeiskt sammanhang", "place Swedish sport in a European context"),
    ("relatera svensk abortlag till den i Polen", "relate the Swedish law on abortion to that of Poland"),
    ("relatera det till läget i andra länder", "relate it to the situation in other countries"),
    (
        "relatera kinesisk arbetarrörelse till den i Frankrike",
        "relate the role of Chinese labour to that in France",
    ),
    ("dra lärdomar för svensk kriminalvård av Norge", "draw lessons for Swedish prisons from Norway"),
    (
        "jämföra svenska regler med internationella regler för redovisning",
        "compare Swedish rules with international rules for accounting",
    ),
    # plural systems
    ("jämföra utbildningssystem", "compare education systems"),
    ("jämföra olika rättssystem", "compare different legal systems"),
    ("jämföra politiska system", "compare political systems"),
    ("redogöra för skillnader mellan välfärdsmodeller", "account for differences between welfare models"),
    ("skilja mellan olika styrelseskick", "distinguish between different forms of government"),
    ("jämföra två sjukvårdssystem", "compare two health systems"),
    ("förklara likheter mellan mediesystem", "explain similarities between media systems"),
    # fields and views
    ("redogöra för komparativ rätt", "give an account of comparative law"),
    ("använda begrepp från jämförande politik", "use concepts of comparative politics"),
    ("läsa om jämförande utbildning", "read about comparative education"),
    (
        "granska Japans kärnkraft ur ett jämförande perspektiv",
        "examine nuclear power in Japan from a comparative perspective",
    ),
    # with no word of comparing
    (
        "förklara varför räntan är högre i Turkiet än i Schweiz",
        "explain why interest is higher in Turkey than in Switzerland",
    ),
    (
        "förklara varför reformen lyckades i Portugal men inte i Grekland",
        "explain why the reform succeeded in Portugal but not in Greece",
    ),
    (
        "diskutera olika vägar till demokrati i Spanien och Polen",
        "discuss different paths to democracy in Spain and Poland",
    ),
    (
        "förklara varför vissa länder växer snabbt medan andra står stilla",
        "explain why some countries grow fast while others stand still",
    ),
    (
        "diskutera varför valdeltagandet är högre i vissa länder än i andra",
        "discuss why turnout is higher in some countries than in others",
    ),
    (
        "förklara varför Holland byggde vallar och Danmark vindkraftverk",
        "explain why Holland built dykes and Denmark windmills",
    ),
    (
        "placera svensk äldreomsorg bland Europas modeller",
        "situate Swedish elder care among the models of Europe",
    ),
    ("jämföra hyror i Sverige och utomlands", "compare rents in Sweden and abroad"),
    (
        "visa var norsk och isländsk fiskepolitik går isär",
        "show where Norwegian and Icelandic fishing policy part ways",
    ),
    (
        "förklara reformernas olika takt i Peru och Chile",
        "explain the uneven pace of reform in Peru and Chile",
    ),
    (
        "granska svensk kollektivtrafik mot praxis i Nederländerna",
        "assess Swedish public transport against practice in the Netherlands",
    ),
    (
        "beskriva svensk tandvård och motsvarande vård i Polen",
        "describe Swedish dental care and the corresponding care in Poland",
    ),
    (
        "redogöra för internationell och komparativ insolvensrätt",
        "account for international and comparative bankruptcy and insolvency law",
    ),
    (
        "granska bostadsstödets utformning i olika nationella sammanhang och jämföra dem",
        "review the design of housing support in different national contexts and compare them",
    ),
    # one's own culture and others'
    (
        "beskriva hur den egna kulturen skiljer sig från andras",
        "describe how one's own culture differs from that of others",
    ),
    # experience from elsewhere
    (
        "utveckla svensk äldreomsorg utifrån internationella erfarenheter",
        "develop Swedish elderly care against international experience",
    ),
    (
        "granska inhemsk rätt med hänvisning till utländska domar",
        "examine domestic law with reference to foreign rulings",
    ),
    (
        "tolka finsk hyresrätt med utblick mot norska regler",
        "interpret Finnish tenancy law with an outlook on Norwegian rules",
    ),
    (
        "relatera hamnens problem till dem i andra städer runt om i världen",
        "relate the problems of the port to those in other cities around the world",
    ),
    (
        "pröva i vilken mån västerländska modeller fungerar i kinesiska byar",
        "test the extent to which Western models hold in Chinese villages",
    ),
    (
        "bedöma sjukvården i USA vis-a-vis den i Kanada",
        "assess health care in the US vis-a-vis that in Canada",
    ),
    (
        "behandla ämnet i ett internationellt jämförande perspektiv",
        "treat the topic in an international comparative perspective",
    ),
    (
        "visa hur synen på sorg varierar mellan kulturella grupper",
        "show how views of grief vary among cultural groups",
    ),
    (
        "förklara hur seder växlar från samhälle till samhälle",
        "explain how customs change from society to society",
    ),
    ("visa hur barndomen varierar tvärkulturellt", "show how childhood varies cross-culturally"),
]

# Swedish, English; the finder says yes to neither.
NO = [
    # languages, and literature
    ("jämföra svenska och engelska", "compare Swedish and English"),
    ("jämföra svensk och tysk grammatik", "compare Swedish and German grammar"),
    (
        "redogöra för skillnader mellan spanskt och franskt uttal",
        "account for differences between Spanish and French pronunciation",
    ),
    (
        "förklara hur ordföljden skiljer sig i svenska och finska",
        "explain how word order differs in Swedish and Finnish",
    ),
    ("jämföra romaner från Norge och Chile", "compare novels from Norway and Chile"),
    ("jämföra rysk och polsk litteratur", "compare Russian and Polish literature"),
    ("jämföra dikter från olika kulturer", "compare poems from different cultures"),
    ("redogöra för jämförande litteraturvetenskap", "account for comparative literature"),
    # home and international as scope
    ("följa debatten nationellt och internationellt", "follow the debate nationally and internationally"),
    (
        "jämföra metoder som används nationellt och internationellt",
        "compare methods used nationally and internationally",
    ),
    ("redogöra för reglerna i Sverige och utomlands", "account for the rules in Sweden and abroad"),
    ("arbeta i ett svenskt och internationellt sammanhang", "work in a Swedish and international context"),
    ("redogöra för handeln mellan Sverige och Norge", "account for the trade between Sweden and Norway"),
    ("redogöra för samarbetet mellan länder", "account for the cooperation between countries"),
    ("redogöra för skolan i Sverige, Norge och Chile", "account for schools in Sweden, Norway and Chile"),
    ("beskriva hur vården är ordnad i olika länder", "describe how care is arranged in different countries"),
    # the rest of the country
    ("jämföra Norrland med övriga landet", "compare the north with the rest of the country"),
    ("jämföra löner i övriga landet", "compare wages in parts of the country"),
    # matter, and other things
    ("jämföra materiens tillstånd", "compare the states of matter"),
    ("jämföra ämnets olika tillstånd", "compare the different states of the substance"),
    ("arbeta med varierande och olika uppgifter", "work with varied and different tasks"),
    ("jämföra organisationskulturer", "compare organisational cultures"),
    ("jämföra cellers tillväxt", "compare the growth of cell cultures"),
    ("redogöra för valutamarknaden och lägga order", "account for foreign exchange and place orders"),
    ("jämföra räntor på valutamarknaden", "compare rates of foreign exchange"),
    ("jämföra två sorteringsalgoritmer", "compare two sorting algorithms"),
    ("jämföra teorier om inlärning", "compare theories of learning"),
    ("jämföra metoder för mätning i Norge och Chile", "compare methods of measuring in Norway and Chile"),
    ("jämföra arter i Norge och Chile", "compare species in Norway and Chile"),
    ("redogöra för komparativa fördelar", "account for comparative advantages"),
    ("redogöra för jämförande anatomi", "account for comparative anatomy"),
    (
        "beskriva läkemedels olika vägar in i kroppen",
        "describe the different routes of medicines into the body",
    ),
    ("redogöra för det nationella hälsosystemet", "account for the national health system"),
    ("redogöra för nationella hälsosystem", "account for national health systems"),
    ("ta del av arbete i olika delar av världen", "share in work in different parts of the world"),
    ("visa respekt för kulturella skillnader", "show respect for cultural differences"),
    (
        "förhandla med personer från andra länder om kulturella skillnader",
        "negotiate with people from other countries on cultural differences",
    ),
    ("jämföra mäns och kvinnors löner", "compare the wages of men and women"),
    ("relatera teorin till den egna praktiken", "relate the theory to one's own practice"),
    ("tala fler språk än svenska och engelska", "speak languages other than Swedish and English"),
    ("förklara varför Norge har olja", "explain why Norway has oil"),
    ("åka på utbyte till ett annat land", "go on exchange to another country"),
    (
        "förklara varför vissa elever lär sig snabbare än andra",
        "explain why some pupils learn faster than others",
    ),
    ("förklara varför vissa länder handlar med andra", "explain why some countries trade with others"),
    ("jämföra frön av utländsk proveniens", "compare seeds of foreign provenance"),
    ("jämföra svenska och engelska tangentbord", "compare Swedish and English keyboards"),
    (
        "förklara varför EU bildades och Sverige blev medlem",
        "explain why the EU was formed and Sweden joined",
    ),
    # what applies, and what one draws on
    ("bedöma i vilken mån teorin fungerar i Norge", "judge how far the theory works in Norway"),
    ("avgöra om norsk lag gäller för avtalet", "decide whether Norwegian law applies to the contract"),
    ("utnyttja internationella erfarenheter i arbetet", "make use of international experience at work"),
    ("jämföra svenska och finska verbformer", "compare Swedish and Finnish inflections"),
    ("reflektera över den egna kulturen", "reflect on one's own culture"),
]


@lru_cache
def _resources() -> Resources:
    scheme = load_scheme()
    return build_resources(parse_cues(CUES.read_bytes(), scheme), scheme)


@lru_cache
def _finder(home: str = "SE") -> CueFinder:
    return _resources().finder(replace(load_scheme(), home_country=home))


def _found(text: str, lang: str, home: str = "SE") -> Comparison:
    finder = _finder(home)
    return finder.find(cut(text, lang), lang)[1]


def test_there_are_enough_twins() -> None:
    assert len(YES) + len(NO) >= 60


@pytest.mark.parametrize(("swedish", "english"), YES)
def test_a_comparison_is_found_in_both_languages(swedish: str, english: str) -> None:
    for lang, text in (("sv", swedish), ("en", english)):
        found = _found(text, lang)
        assert found.found, (lang, text)
        assert found.guard
        assert found.spans == tuple(sorted(found.spans))
        assert all(0 <= start < end <= len(text) for start, end in found.spans)


@pytest.mark.parametrize(("swedish", "english"), NO)
def test_what_is_no_comparison_is_found_in_neither(swedish: str, english: str) -> None:
    for lang, text in (("sv", swedish), ("en", english)):
        assert not _found(text, lang).found, (lang, text)


def test_every_concept_has_its_words_in_both_languages() -> None:
    section = tomllib.loads(CUES.read_text(encoding="utf-8"))["comparison"]
    for concept, rows in section["concepts"].items():
        assert rows, concept
        for row in rows:
            assert set(row) == set(LANGUAGES), (concept, row)
            assert all(pattern.strip() for words in row.values() for pattern in words.split(", ")), (
                concept,
                row,
            )


def test_the_words_that_decided_are_the_evidence() -> None:
    text = "förklara skillnader i boende mellan Norge och Spanien"
    spans = [text[start:end] for start, end in _found(text, "sv").spans]
    assert spans == ["skillnader", "Norge och Spanien"]


def test_home_is_a_setting() -> None:
    text = "discuss Finnish care in an international perspective"
    assert _found(text, "en", "FI").found == "home beside others"
    assert not _found(text, "en", "SE").found


def test_a_sentence_does_not_borrow_from_the_next() -> None:
    assert not _found("Compare two samples. Travel to Norway and Chile", "en").found


def test_a_guard_needs_a_word_of_comparing() -> None:
    assert _found("compare the two solutions", "en").guard
    assert not _found("describe the school in Norway and Chile", "en").guard


def test_without_the_section_nothing_is_found() -> None:
    book = replace(_resources().cues, comparison=None)
    finder = CueFinder(book, {}, {}, "SE", ())
    assert finder.find(cut("compare Norway and Chile", "en"), "en")[1] == Comparison()


def test_a_rule_the_scheme_does_not_have_is_refused() -> None:
    data = CUES.read_text(encoding="utf-8").replace(
        '"told apart" = { rule = "CMP-Y2"', '"told apart" = { rule = "INT-Y1"'
    )
    with pytest.raises(ModelError):
        parse_cues(data.encode(), load_scheme())


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
@settings(max_examples=draws(100), deadline=None)
def test_any_text_is_read(text: str, lang: str) -> None:
    found = _found(text, lang)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
