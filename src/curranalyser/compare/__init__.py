"""Compare: two audits side by side, as material for discussion."""

from curranalyser.compare.differences import Comparison, compare_audits
from curranalyser.compare.html import render_html
from curranalyser.compare.text import render_text
from curranalyser.compare.wording import tell

__all__ = ["Comparison", "compare_audits", "render_html", "render_text", "tell"]
