"""Parse: Document → Syllabus."""

from curranalyser.parse.syllabus import parse_document

__all__ = ["parse_document"]
