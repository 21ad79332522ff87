"""Trend: any number of audits in their order, and what of a change comes from texts, tool and people."""

from curranalyser.trend.series import Trend, trend_of
from curranalyser.trend.wording import tell_briefly, tell_trend
from curranalyser.trend.workbook import render_workbook

__all__ = ["Trend", "render_workbook", "tell_briefly", "tell_trend", "trend_of"]
