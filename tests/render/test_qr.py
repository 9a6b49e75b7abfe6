"""Codes as modules, read back by zxing, which shares nothing with what made them."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp

from render.errors import UsageError
from render.qr import MOST_BYTES, QUIET, modules

TEXTS = ["1", "https://cantho.gov.vn", "Đại hội đại biểu", "0123456789" * 9, "ABC-123", "ế" * 333, "x" * MOST_BYTES]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12])
def test_a_code_says_its_text(text: str) -> None:
    rows = np.array(modules(text))
    across = len(rows)
    assert rows.shape == (across, across) and (across - 17) % 4 == 0
    picture = np.kron(np.pad(~rows, QUIET, constant_values=True), np.ones((4, 4))).astype(np.uint8) * 255
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == text and found.extra["ECLevel"] in ("M", "Q", "H")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("x" * (MOST_BYTES + 1), "too-long"),
        ("ế" * 334, "too-long"),
        ("\udcff", "not-text"),
    ],
)
def test_what_no_code_can_say_is_refused(text: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        modules(text)
    assert caught.value.code == f"qr.{code}"
