"""The templates as Python, written by curranalyser.report.precompile: not to be changed by hand."""

MADE_OF = "3.1.6 2b22eabaa17f69b5f48540d312a250fbeb58814b4c718c4becbb5883ab01ecf6"
