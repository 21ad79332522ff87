"""Imported by the process that workers are forked from, and by no other.

What they all need is loaded there once, and they share it.

A worker is ready at once then, also one that takes the place of a killed one.
"""

import gc
from contextlib import suppress

import curranalyser.read.fastpath  # noqa: F401 what the reader of PDFs needs
from curranalyser.ready import meet
from curranalyser.settings import Settings
from curranalyser.workers import load_for


def _meet() -> None:
    meet(load_for(Settings()))


with suppress(
    Exception
):  # a model that is missing or altered: each worker finds that out for itself, and tells
    _meet()
gc.freeze()  # what is here now stays: the collector need not look through it again and again
