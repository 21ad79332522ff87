"""`curranalyser programmes`: the group for what people say of the structure of programmes."""

from curranalyser.cli.main import LazyGroup

command = LazyGroup(
    "programmes",
    help="Let people confirm what was read of the structure of programmes.",
    lazy={
        "export": (
            "curranalyser.cli.programmes_export",
            "Write what was read, one row a course, to be corrected.",
        ),
    },
)
