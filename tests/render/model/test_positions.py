"""Lines of values in TOML: found through tables, arrays over several lines, inline tables, strings with brackets."""

from __future__ import annotations

import pytest

from render.model.positions import line_of

TEXT = """\
id = "a [b] {c} # no comment"  # a comment with [brackets]
'quoted key' = 1

[[arrangement]]
shapes = ["strip"]
layers = [
  { type = "fill", box = ["0s", "1s"] },
  # between
  { type = "star",
  },
]
[arrangement.words]
face.name = '''
two
lines'''
largest = 4.5

[[arrangement]]
[arrangement.unit]
face = "x"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 1),
        (("quoted key",), 2),
        (("arrangement", 0), 4),
        (("arrangement", 0, "layers", 0, "box", 1), 7),
        (("arrangement", 0, "layers", 1, "type"), 9),
        (("arrangement", 0, "words", "face", "name"), 13),
        (("arrangement", 0, "words", "largest"), 16),
        (("arrangement", 1, "unit", "face"), 20),
        (("arrangement", 1, "unit", "missing"), 19),
        (("nothing",), 1),
    ],
)
def test_a_value_is_found_by_its_keys(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line
