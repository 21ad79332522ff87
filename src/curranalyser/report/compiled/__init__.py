"""The templates as Python, written by curranalyser.report.precompile: not to be changed by hand."""

MADE_OF = "3.1.6 9c9cef9759b82c4024f2605845ae0a594ead76896241eaf216c3713884c31408"
