"""Exact pixels, the flag's star, matrices."""

from fractions import Fraction

import pytest

from render.geometry import Matrix, exact, pixels, star


@pytest.mark.parametrize(
    ("mm", "dpi", "px"),
    [
        ("8040", 72, 22791),
        ("25.4", 300, 300),
        ("0.1", 127, 1),  # exactly a half, up
        ("0.0999", 127, 0),
        ("12700", 100, 50000),
        ("546", 150, 3224),
    ],
)
def test_pixels_are_exact_and_round_half_up(mm: str, dpi: int, px: int) -> None:
    assert pixels(Fraction(mm), dpi) == px


def test_a_typed_decimal_is_that_decimal() -> None:
    assert exact(0.1) + exact(0.2) == Fraction(3, 10)


def test_the_star_is_the_flags() -> None:
    """Centre to tip a fifth of the flag's length; every edge runs straight from tip to tip."""
    points = star(0.0, 0.0, 1.0).points
    corners = list(zip(points[::2], points[1::2], strict=True))
    assert corners[0] == pytest.approx((0.0, -1.0))
    inner = (corners[1][0] ** 2 + corners[1][1] ** 2) ** 0.5
    assert inner == pytest.approx(0.381966, abs=1e-6)
    # Tip, inner, inner, tip of one edge lie on one line.
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners[0], corners[1], corners[3], corners[4]
    for px, py in ((bx, by), (cx, cy)):
        assert (dx - ax) * (py - ay) - (dy - ay) * (px - ax) == pytest.approx(0.0, abs=1e-9)


def test_then_applies_from_left_to_right() -> None:
    both = Matrix.scale(2).then(Matrix.move(10, 0))
    assert both.apply(1, 1) == (12, 2)
