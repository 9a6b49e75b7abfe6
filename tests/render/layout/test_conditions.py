"""When a template's layers are painted."""

from __future__ import annotations

import pytest

from render.layout.art import shown
from render.model.layers import Fill


@pytest.mark.parametrize(
    ("when", "filled", "painted"),
    [
        ("", {"words"}, True),
        ("photo", {"words", "photo"}, True),
        ("photo", {"words"}, False),
        ("!photo", {"words", "photo"}, False),
        ("!photo !unit", {"words"}, True),
        ("!photo !unit", {"words", "unit"}, False),
        ("unit !photo", {"words", "unit"}, True),
        ("unit !photo", {"words", "unit", "photo"}, False),
    ],
)
def test_a_layer_is_painted_when_all_its_conditions_hold(when: str, filled: set[str], painted: bool) -> None:
    layer = Fill(box=("0w", "0h", "100w", "100h"), role="deep", when=when)
    assert bool(shown((layer,), filled, set())) is painted


def test_a_layer_at_the_edge_of_an_empty_slot_is_not_painted() -> None:
    layer = Fill(box=("0w", "unit.top", "100w", "100h"), role="deep")
    assert shown((layer,), {"words", "unit"}, {"unit.top"}) == (layer,)
    assert not shown((layer,), {"words"}, set())
