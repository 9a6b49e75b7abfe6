"""What tests of pages share."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A photograph green in the middle, blue at the left and yellow at the right."""
    path = tmp_path / "ảnh đồng.png"
    made = Image.new("RGB", (300, 100), (20, 160, 40))
    made.paste((30, 60, 220), (0, 0, 100, 100))
    made.paste((240, 200, 20), (200, 0, 300, 100))
    made.save(path)
    return path
