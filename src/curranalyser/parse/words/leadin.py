"""The grammar of lead-ins: "After the course the student is to be able to", in its hundreds of wordings."""

import re

from curranalyser.parse.words.wordings import wordings

# After, upon, for + finished course + (the student) + is to + be able to: in any order and with any of the
# words left out.
_SV_OCCASION = (
    r"(?:efter|vid|för|när|genom|som|under|i och med)\b[^.:;•]{0,90}?(?:kurs|moment|utbildning|program|examen|examin|modul|godkän|betyg|"
    r"arbete|praktik|termin|slutför|genomförd|genomgång|studier|studie(?:period|avsnitt|enhet|helhet)|delkurs)\w*"
)
_SV_WHO = (
    r"(?:\w*student\w*|den studerande|de studerande|studerande[ns]?|du|deltagar\w+|kursdeltagar\w+|doktorand\w*|elev\w*|man|"
    r"den forskarstuderande|\w*ingenjör\w*|sjuksköterska\w*|lärar\w+|barnmorska\w*)"
)
_SV_MODALS = r"ska|skall|förväntas|kan|bör|kommer|har|måste|fordras|krävs|skall?\s+ha|förutsätts|avses|är|ges|få|får|utveckla\w*"
_SV_MODAL = rf"(?:{_SV_MODALS})"
_SV_END = (
    r"kunna|kan|förmåga\s+att|förmåga\s+till|att|ha|visa|visat|visa\s+på|ha\s+visat|uppvisa|ska|skall|förväntas|har|"
    r"kunskap(?:er)?\s+(?:om|i|inom)(?:/\w+)?|följande|för\s+att"
)
_EN_OCCASION = (
    r"(?:after|upon|on|by|at|for|to|having|in|when|following|once)\b[^.:;•]{0,110}?(?:cours|modul|unit|programm?e|complet|end|pass|"
    r"credit|grade|class|semester|thesis|work|degree)\w*"
)
_EN_WHO = (
    r"(?:(?:the|a|each|every|successful)?\s*(?:\w+\s)?(?:students?|participants?|learners?|you|graduates?|candidates?|"
    r"doctoral students?|phd students?|those)(?:\s+(?:who|completing|taking|passing)\s[^.:;]{3,60}?)?|a [^.:;]{3,60}? of [^.:;]{3,40}?)"
)
_EN_MODALS = r"shall|should|will|must|can|is|are|is to|ought|have|has|would|may|need"
_EN_MODAL = rf"(?:{_EN_MODALS})"
_EN_END = r"able\s+to|be able to|ability to|to|shall|will|should|have|demonstrate|can|must|know|show|the following|understand|following"
# The other languages.
_WORDINGS = wordings()

# This, _MODAL and _LAW_LEAD are put to text in small letters: three times quicker than telling them to ignore
# case.
_LEAD_IN = re.compile(
    "|".join(
        (
            rf"{_SV_OCCASION}[^.:;•]{{0,100}}?\b{_SV_MODAL}\b",
            rf"^\W*{_SV_WHO}\s+{_SV_MODAL}\b",
            rf"^\W*(?:när det gäller|vad gäller|vad avser|beträffande|(?:med )?avseende|inom|i fråga om)\b[^.:;•]{{0,80}}?\b{_SV_MODAL}\s+{_SV_WHO}",
            rf"^\W*(?:ska|skall|kan|kunna)\s+{_SV_WHO}",
            rf"^\W*(?:kursens|det övergripande|målet?|målen|syftet|lärandemål\w*)\b[^.:;•]{{0,80}}?\b(?:är att|är|ska|skall)\b[^.:;•]{{0,80}}?{_SV_WHO}",
            r"^\W*(?:undervisningen|kursen|utbildningen|programmet)\b[^.:;•]{0,60}?\b(?:ska|skall)\b[^.:;•]{0,80}?\bföljande\b",
            rf"{_EN_OCCASION}[^.:;•]{{0,120}}?\b{_EN_MODAL}\b",
            rf"^\W*{_EN_WHO}\s+{_EN_MODAL}\b",
            rf"^\W*(?:with (?:regard|respect) to|when it comes to|as (?:regards|to)|regarding|concerning|in terms of)\b[^.:;•]{{0,80}}?\b{_EN_WHO}"
            rf"\s+{_EN_MODAL}\b",
            r"^\W*(?:the (?:aim|goal|objective|purpose)s?|learning outcomes?)\b[^.:;•]{0,100}?\b(?:is|are)\b[^.:;•]{0,100}?(?:students?|participants?)",
        )
    )
)
# Every lead-in has one of these; asking for them first is ten times quicker than asking for the whole
# grammar.
_MODAL = re.compile(rf"\b(?:{_SV_MODALS}|{_EN_MODALS}|kunna)\b")
_OPEN_END = re.compile(
    rf"(?:\b(?:{_SV_END}|{_EN_END})\W*|:\s*)$|\b(?:kan|ska|skall|kunna)\s+(?:studenten|den\s+studerande|studeranden|du|deltagaren)[^\w.!?]*$|"
    rf"{_WORDINGS.open_end}",
    re.IGNORECASE,
)
# Where the lead-in ends and the outcome begins within one sentence.
_CORE = re.compile(
    r"^(?P<lead>.{0,200}?\b(?:ska|skall|förväntas|bör|kan|kommer\s+att|måste)\b(?:\s+(?:studenten|den\s+studerande|de\s+studerande|"
    r"studenterna|deltagaren|deltagarna|du|doktoranden|studerande))?"
    r"(?:\s+(?:självständigt\s+)?(?:kunna|ha\s+förmåga\s+att|visa\s+förmåga\s+att))?"
    r"|.{0,220}?\b(?:(?:be|is|are)\s+able\s+to|(?:is|are)\s+expected\s+to(?:\s+be\s+able\s+to)?|shall|should|will)\b"
    rf"|{_WORDINGS.core})\s*:?\s*",
    re.IGNORECASE | re.DOTALL,
)
_LAW_LEAD = re.compile(
    r"högskolelag|högskoleförordning|examensordning|1\s*kap\.?\s*[89]|bilaga\s*2\b.*(?:mål|examen)|higher education (?:act|"
    r"ordinance)|swedish code of statutes|"
    r"utbildning(?:en)? på (?:grundnivå|avancerad nivå|forskarnivå) ska(?:ll)? (?:väsentligen|utveckla|innebära|utöver)|"
    r"inom det område som utbildningen avser ska(?:ll)? studenterna|(?:first|second|third)-cycle (?:courses and study programmes|education) sha|"
    r"courses and study programmes in the (?:first|second) cycle|in addition to knowledge and skills in their field"
)


_AFTERWORD = re.compile(
    r"^(?:lärandemålen|målen|ovanstående|dessa mål|the (?:above|learning|stated) |these (?:goals|objectives|outcomes)|"
    r"kursens mål (?:examineras|bedöms)|in addition to this|därutöver|för mål\b|beträffande)",
    re.IGNORECASE,
)
# Who is meant, after an occasion or alone, with the verbs left to the items: "At the end of the course, the
# student" / "explains …".
_WITHOUT_VERB = re.compile(
    rf"^\W*(?:(?:{_SV_OCCASION}|{_EN_OCCASION})[^.:;•]{{0,60}}?[\s,]\s?)?(?:(?:the|each|a) )?(?:successful )?"
    r"(?:students?|participants?|learners?|graduates?|candidates?|studenten|studenterna|den studerande|deltagaren)[^\w.!?)]*$"
)
_WHO_ENDS = (
    "student",
    "students",
    "participant",
    "participants",
    "learner",
    "learners",
    "graduate",
    "graduates",
    "candidate",
    "candidates",
)
_WHO_ENDS_SV = ("studenten", "studenterna", "studerande", "deltagaren")
_LONGEST_WITHOUT_VERB = 160
_BESIDES_LAW = re.compile(
    r"^\W*(?:utöver|förutom|vid sidan av|in addition to the (?:goals|objectives|outcomes|national)|besides|apart from)\b",
    re.IGNORECASE,
)


def is_lead_in(text: str) -> bool:
    """Whether the text has the grammar of a lead-in, whatever follows it."""
    head = text[:400].lower()
    return (
        (_MODAL.search(head) is not None and _LEAD_IN.search(head) is not None)
        or _WORDINGS.leads_in(head)
        or leaves_verb_to_items(text)
    )


def leaves_verb_to_items(text: str) -> bool:
    """Whether the text names who is meant and nothing of being able.

    "The student:", "Upon completion of the course, the student".
    """
    if len(text) > _LONGEST_WITHOUT_VERB:
        return False
    lowered = text.rstrip(" :…").lower()
    return lowered.endswith(_WHO_ENDS + _WHO_ENDS_SV) and _WITHOUT_VERB.match(lowered) is not None


def is_open(text: str) -> bool:
    """Whether the text ends so that a list must follow: with a colon, "kunna", "able to" and the like."""
    return _OPEN_END.search(text.rstrip()[-60:]) is not None or leaves_verb_to_items(text)


def is_afterword(text: str) -> bool:
    """Whether the text speaks of the outcomes as a whole: "The learning outcomes are assessed …"."""
    return _AFTERWORD.match(text) is not None


def split_lead_in(text: str) -> tuple[str, str]:
    """Split a sentence into its lead-in and the outcome that follows it.

    The lead-in is "" where there is none.
    """
    match = _CORE.match(text) if is_lead_in(text) else None
    if match is None:
        return "", text
    return match["lead"].strip(), text[match.end() :].strip()


def quotes_law(text: str) -> bool:
    """Whether the text introduces goals that are quoted from the Higher Education Act or Ordinance.

    "Besides the goals of the ordinance the student is to …" introduces goals of the syllabus's own.
    """
    return _LAW_LEAD.search(text.lower()) is not None and not _BESIDES_LAW.match(text)
