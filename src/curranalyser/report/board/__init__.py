"""The report for a board: a Word file with one page a programme and an annex of evidence."""

from curranalyser.report.board.document import chosen_programmes, render_board

__all__ = ["chosen_programmes", "render_board"]
