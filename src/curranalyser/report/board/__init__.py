"""The report for a board: a Word file with one page a programme and an annex of evidence."""

from curranalyser.report.board.document import BOARD_FILE, chosen_programmes, render_board

__all__ = ["BOARD_FILE", "chosen_programmes", "render_board"]
