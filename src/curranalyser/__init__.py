"""Curranalyser finds the learning outcomes in syllabi and shows their international, intercultural and comparative perspectives."""
