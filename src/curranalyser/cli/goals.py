"""`curranalyser goals`: the group for what people say of the goals that outcomes lead to."""

from curranalyser.cli.main import LazyGroup

command = LazyGroup(
    "goals",
    help="Let people link the outcomes of courses to the goals of programmes.",
    lazy={
        "export": (
            "curranalyser.cli.goals_export",
            "Write a table of the outcomes, in which their goals are filled in.",
        ),
    },
)
