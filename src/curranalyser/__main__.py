"""`python -m curranalyser`: the command line."""

from curranalyser.cli.main import main

main()
