"""`curranalyser evaluate`: the group of measurements against gold."""

from curranalyser.cli.main import LazyGroup

command = LazyGroup(
    "evaluate",
    help="Measure reading and parsing, programmes, perspectives or language of instruction against gold.",
    lazy={
        "parsing": (
            "curranalyser.cli.evaluate_parsing",
            "Outcomes, header fields and course lists of real syllabi.",
        ),
        "programmes": (
            "curranalyser.cli.evaluate_programmes",
            "The structure of programmes: courses, who takes them, choices, tracks.",
        ),
        "perspectives": ("curranalyser.cli.evaluate_perspectives", "Labels of outcomes, with baselines."),
        "check": (
            "curranalyser.cli.evaluate_check",
            "How often each rule of check fires on decided syllabi.",
        ),
        "designs": ("curranalyser.cli.evaluate_designs", "The classifier beside simpler and other designs."),
        "card": ("curranalyser.cli.evaluate_card", "Write the card of a model from measuring it."),
        "language": (
            "curranalyser.cli.evaluate_language",
            "Language of instruction: status, main and possible.",
        ),
    },
)
