"""Minimal pairs: the same words in a sense that counts and in one that does not."""

import pytest

from curranalyser.classify import Classifier, load_classifier
from curranalyser.classify.components import text_hits
from curranalyser.classify.cues import CueFinder, parse_cues
from curranalyser.classify.reader import Reader, Text
from curranalyser.errors import ModelError
from curranalyser.scheme import load_scheme

# (perspective, language, an outcome that speaks for it, an outcome with the same words that does not)
PAIRS = [
    (
        "comparative",
        "sv",
        "jämföra valsystemen i Danmark och Portugal",
        "jämföra sökmetoder för Danmarks och Portugals kartdata",
    ),
    (
        "comparative",
        "sv",
        "redogöra för skillnader mellan olika länders elnät",
        "redogöra för skillnader mellan olika slags elnät",
    ),
    (
        "comparative",
        "sv",
        "diskutera hur äldreomsorgen skiljer sig mellan kulturer",
        "diskutera hur tillväxten skiljer sig mellan cellkulturer",
    ),
    (
        "comparative",
        "sv",
        "sätta svensk skogspolitik i ett internationellt perspektiv",
        "sätta den egna rapporten i ett teoretiskt perspektiv",
    ),
    ("comparative", "sv", "jämföra bönens plats i judendom och islam", "jämföra bönens plats i två romaner"),
    (
        "comparative",
        "en",
        "contrast child care in Finland with that of Japan",
        "contrast two methods used in child care",
    ),
    (
        "comparative",
        "en",
        "explain how tax rules vary across countries",
        "explain how tax rules vary across income groups",
    ),
    (
        "comparative",
        "en",
        "relate Swedish prison policy to developments elsewhere",
        "relate prison policy to theories of punishment",
    ),
    ("international", "sv", "analysera fransk energipolitik", "läsa franska texter om energi"),
    ("international", "sv", "beskriva globala varukedjor", "beskriva globala variabler i ett program"),
    ("international", "en", "describe the politics of Kenya", "write fluent Portuguese"),
    (
        "intercultural",
        "sv",
        "bemöta patienter med olika kulturell bakgrund",
        "förbättra organisationens kultur för patientsäkerhet",
    ),
    (
        "intercultural",
        "en",
        "describe the rituals of religious minorities",
        "describe the rules of source criticism for religious texts",
    ),
]


@pytest.fixture(scope="module")
def shipped() -> Classifier:
    return load_classifier()


@pytest.mark.parametrize(("perspective", "language", "yes", "no"), PAIRS)
def test_a_cue_speaks_for_one_of_the_pair_only(
    shipped: Classifier, perspective: str, language: str, yes: str, no: str
) -> None:
    def speaks(text: str) -> bool:
        reading = shipped.read(text, "", language)
        if perspective == "comparative" and reading.comparison.found:
            return True
        return any(hit.cue.perspective == perspective and hit.cue.verdict == "yes" for hit in reading.hits)

    assert speaks(yes)
    assert not speaks(no)


def test_spans_stand_where_their_words_stand(shipped: Classifier) -> None:
    text = "– jämföra skolan i Norge  med skolan i Chile"
    hits = shipped.read(text, "", "sv").hits
    assert any(text[hit.start : hit.end] == "Norge" for hit in hits)
    assert all(text[hit.start : hit.end].strip() == text[hit.start : hit.end] for hit in hits)


def test_home_is_a_setting(shipped: Classifier) -> None:
    scheme = load_scheme()
    model = shipped.model

    def abroad(country: str, text: str) -> bool:
        finder = CueFinder(model.cues, model.names, model.lemmas, country, model.official_languages[country])
        (doc,) = Reader(finder).find([Text(text, "", "sv")])
        return any(hit.cue.rule == "INT-Y3" for hit in text_hits(doc, finder.book.by_id))

    assert scheme.home_country == "SE"
    assert abroad("SE", "beskriva norsk politik")
    assert not abroad("NO", "beskriva norsk politik")
    assert abroad("NO", "beskriva svensk politik")


@pytest.mark.parametrize(
    "cues",
    [
        b"[[cues]]\nid = 'a'\nrule = 'NO-SUCH'\nsv = 'x'",
        b"[[cues]]\nid = 'a'\nrule = 'INT-Y1'\nkind = 'no such kind'\nsv = 'x'",
        b"[[cues]]\nid = 'a'\nrule = 'INT-Y1'\n[[cues]]\nid = 'a'\nrule = 'INT-Y2'",
        b"[[cues]]\nrule = 'INT-Y1'",
        b"needs_cue = ['sustainability']",
        b"needs_cue = 5",
        b"not TOML",
        b"\xff",
    ],
)
def test_a_broken_cues_file_is_refused(cues: bytes) -> None:
    with pytest.raises(ModelError):
        parse_cues(cues, load_scheme())
