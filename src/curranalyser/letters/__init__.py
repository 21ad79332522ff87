"""An audit → a letter to whoever answers for each course, department or programme, and what to send back."""

from curranalyser.letters.recipients import By, Letter, letters_of
from curranalyser.letters.wording import tell_letter
from curranalyser.letters.write import audit_mark, letter_files

__all__ = ["By", "Letter", "audit_mark", "letter_files", "letters_of", "tell_letter"]
