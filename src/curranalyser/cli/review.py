"""`curranalyser review`: the group for decisions of people on labels."""

from curranalyser.cli.main import LazyGroup

command = LazyGroup(
    "review",
    help="Bring in what people decide about labels, and list what they should look at.",
    lazy={
        "export": ("curranalyser.cli.review_export", "List labels for review, the doubtful ones first."),
        "figures": (
            "curranalyser.cli.review_figures",
            "Estimate precision, recall and shares from decisions on a sample.",
        ),
        "waiting": (
            "curranalyser.cli.review_waiting",
            "List decisions that fit no outcome of an audit, with the nearest outcome.",
        ),
        "import": ("curranalyser.cli.review_import", "Bring in the decisions of a reviewed table."),
    },
)
