"""`python -m curranalyser`: the command line."""

from curranalyser.cli.main import run

run()
