"""The door of texts: one spelling, nothing invisible, nothing lost."""

import unicodedata

import pytest

from render.text.normalize import clean, upper
from render.text.phrases import divide


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (unicodedata.normalize("NFD", "Đại hội Ễ"), "Đại hội Ễ"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("chào\x0bmừng\u2028bạn", "chào\nmừng\nbạn"),
        ("a\tb", "a b"),
        ("\ufeffviệt\u200b nam\x00", "việt nam"),
        ("vì\u00a0nước", "vì\u00a0nước"),
        ("ch\u00adữ", "ch\u00adữ"),
    ],
)
def test_clean(given: str, wanted: str) -> None:
    assert clean(given) == wanted


def test_capitals_stay_composed() -> None:
    every = "".join(chr(code) for code in range(0x1EA0, 0x1EFA)) + "ăâđêôơư"
    assert upper(every) == unicodedata.normalize("NFC", upper(every))
    assert len(upper(every)) == len(every)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Nhiệt liệt chào mừng Đại hội đảng bộ các cấp nhiệm kỳ 2025 - 2030!",
            ("Nhiệt liệt chào mừng", "Đại hội đảng bộ các cấp", "nhiệm kỳ 2025 - 2030!", ""),
        ),
        (
            "Đảng Cộng sản Việt Nam - Người lãnh đạo, tổ chức mọi thắng lợi của cách mạng Việt Nam!",
            (
                "",
                "Đảng Cộng sản Việt Nam -",
                "",
                "Người lãnh đạo, tổ chức mọi thắng lợi của cách mạng Việt Nam!",
            ),
        ),
        (
            "Đại hội Đảng là dịp xây dựng, chỉnh đốn đội ngũ, siết chặt kỷ luật, kỷ cương của cấp ủy, đảng viên!",
            (
                "",
                "Đại hội Đảng",
                "",
                "là dịp xây dựng, chỉnh đốn đội ngũ, siết chặt kỷ luật, kỷ cương của cấp ủy, đảng viên!",
            ),
        ),
        (
            "Phát huy dân chủ, tập hợp trí tuệ, xây dựng có chất lượng văn kiện đại hội các cấp của Đảng!",
            (
                "",
                "Phát huy dân chủ, tập hợp trí tuệ,",
                "",
                "xây dựng có chất lượng văn kiện đại hội các cấp của Đảng!",
            ),
        ),
        (
            "Mỗi cấp ủy, tổ chức đảng, đảng viên cần nhận thức đầy đủ, sâu sắc ý nghĩa của Đại hội Đảng!",
            (
                "",
                "Mỗi cấp ủy, tổ chức đảng, đảng viên",
                "",
                "cần nhận thức đầy đủ, sâu sắc ý nghĩa của Đại hội Đảng!",
            ),
        ),
        # A list is no place to part, nor is a text that one breath says.
        (
            "Khơi dậy tinh thần tự chủ, tự tin, tự lực, tự cường, tự hào dân tộc, khát vọng vươn lên!",
            (
                "",
                "Khơi dậy tinh thần tự chủ, tự tin, tự lực, tự cường, tự hào dân tộc, khát vọng vươn lên!",
                "",
                "",
            ),
        ),
        ("Phát triển kinh tế - xã hội!", ("", "Phát triển kinh tế - xã hội!", "", "")),
        ("Một\nhai", ("", "Một\nhai", "", "")),
        (
            "Nhiệt liệt  chào mừng \n Đại hội đảng bộ\ncác cấp nhiệm kỳ 2025 - 2030!",
            ("Nhiệt liệt chào mừng", "Đại hội đảng bộ\ncác cấp", "nhiệm kỳ 2025 - 2030!", ""),
        ),
    ],
)
def test_a_slogan_is_divided_by_meaning_and_nothing_is_lost(text: str, parts: tuple[str, ...]) -> None:
    found = divide(text)
    assert (found.opening, found.main, found.term, found.clause) == parts
    assert " ".join(part for part in parts if part).split() == text.split()
