"""Curranalyser finds the learning outcomes in syllabi and shows the perspectives they carry.

These are international, intercultural and comparative perspectives.
"""

__version__ = "0.1.0"
