"""Floors under the figures of reading programmes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from curranalyser.evaluate.programmes import evaluate_programmes, programme_figures
from curranalyser.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[2]
REAL = REPOSITORY.parent / "shared" / "gold" / "programmes_dev.jsonl"
FLOORS = tomllib.loads((Path(__file__).parent / "programme_floors.toml").read_text(encoding="utf-8"))


def beneath(figures: dict[str, Any], floors: dict[str, float]) -> list[str]:
    """Return what is below its floor, or above what may occur at most."""
    reached = {
        "entries": figures["entries"]["f1"],
        "tracks": min(figures["tracks"]["found"], figures["tracks"]["gold"]),
        **{name: figures[name]["share"] for name in ("status", "sets", "groups", "size", "where")},
    }
    occurs = {
        "too_much": figures["sets"]["too_much"],
        "no_courses": sum(figures["no_courses"].values()),
    }
    assert set(floors) == set(reached) | set(occurs)
    return [
        *(f"{name} {value} < {floors[name]}" for name, value in reached.items() if value < floors[name]),
        *(f"{name} {value} > {floors[name]}" for name, value in occurs.items() if value > floors[name]),
    ]


def test_the_samples_programmes() -> None:
    tally = evaluate_programmes(REPOSITORY / "corpus" / "programmes-expected.jsonl", Settings())
    figures = programme_figures(tally)
    assert figures["programmes"] == 4
    assert beneath(figures, FLOORS["sample"]) == [], tally.misses


@pytest.mark.real
@pytest.mark.skipif(not REAL.exists(), reason="real syllabi are not part of the project")
def test_real_programmes() -> None:
    tally = evaluate_programmes(REAL, Settings())
    assert beneath(programme_figures(tally), FLOORS["real"]) == [], tally.misses
