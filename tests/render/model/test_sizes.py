"""Sizes as people type them."""

import pytest

from render.errors import UsageError
from render.geometry import Size
from render.model.sizes import TypedSize, parse_size, spoken


@pytest.mark.parametrize(
    ("text", "unit", "width", "height"),
    [
        ("8x1.2m", "mm", 8000, 1200),
        ("8 x 1,2 m", "mm", 8000, 1200),
        ("8m x 1m2", "mm", 8000, 1200),
        ("0m8x2m4", "mm", 800, 2400),
        ("800×240cm", "mm", 8000, 2400),
        ("1.200 x 800 mm", "mm", 1200, 800),
        ("1.200 mm x 8.000 mm", "mm", 1200, 8000),
        ("54x79cm", "mm", 540, 790),
        ("210x297.5mm", "mm", 210, 297.5),
        ("1920x1080", "px", 1920, 1080),
        ("1920x1080px", "px", 1920, 1080),
        ("1px x 1px", "px", 1, 1),
    ],
)
def test_typed_sizes(text: str, unit: str, width: float, height: float) -> None:
    assert parse_size(text) == TypedSize(unit, Size(width, height))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0x5m", "size.not-positive"),
        ("-3x2m", "size.not-positive"),
        ("300x1m", "size.too-large"),
        ("8", "size.unreadable"),
        ("8xm", "size.unreadable"),
        ("1e3x2m", "size.unreadable"),
        ("nanxnan", "size.unreadable"),
        ("1.5x2px", "size.fraction-of-pixel"),
        ("1920px x 1m", "size.mixed"),
        ("0.1x5mm", "size.too-small"),
    ],
)
def test_impossible_sizes_are_named(text: str, code: str) -> None:
    with pytest.raises(UsageError) as fault:
        parse_size(text)
    assert fault.value.code == code


def test_sizes_are_spoken_in_metres_or_centimetres() -> None:
    assert spoken(Size(8000, 1200), "mm") == "8 × 1,2 m"
    assert spoken(Size(540, 790), "mm", ".") == "54 × 79 cm"
    assert spoken(Size(1920, 1080), "px") == "1920 × 1080 px"
