"""A small audit with what is kept of its files: two courses and a programme, which lists a third course."""

from small_audit import INTERNATIONAL, audit_of, course, outcome, programme

from curranalyser.scheme import shipped_path
from curranalyser.store import ResultKey
from curranalyser.workers import pack

SCHEME = shipped_path("corpus", "scheme.toml").read_text(encoding="utf-8")
MADE_BY = "b" * 64
RESULTS = (
    course(
        "VAD101", "Vård", outcome("jämföra vården i två länder", INTERNATIONAL), outcome("mäta blodtryck")
    ),
    course("VAD202", "Omsorg", outcome("redogöra för omsorgens historia"), credits="7.5"),
    programme("VADPR", "Vårdprogrammet", ("VAD101", 1, True), ("VAD202", 2, None), ("VAD303", None, False)),
)
KEYS = {place: ResultKey(f"{place}" * 64, ".pdf", MADE_BY) for place in range(len(RESULTS))}
PACKED = {place: pack([result], result.source.path) for place, result in enumerate(RESULTS)}
AUDIT = audit_of(*RESULTS)
