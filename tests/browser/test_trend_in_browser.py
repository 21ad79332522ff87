"""A trend as a reader meets it: without script and network, wide and on a phone, light and dark."""

from typing import Any


def test_the_page_of_a_trend_is_read_by_everyone(trended: dict[str, Any]) -> None:
    assert trended["rules"] > 10
    assert trended["violations"] == []
    assert (trended["requests"], trended["errors"], trended["scripts"]) == ([], [], 0)
    assert trended["charts"] > 30 and trended["bands"] > 5
    assert trended["apart"] == [], "each chart stands above its table, and its words beside each other"
    assert trended["wide"] == [], "nothing but tables goes beyond the screen of a phone"
