"""Curranalyser finds the learning outcomes in syllabi and shows their international.

Intercultural and comparative perspectives.
"""

__version__ = "0.1.0"
