"""What layout finds is shown at once, gravest first; bad input is met with a sentence, not with a crash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData

from gui.messages import Said, rich, said_about, said_of
from render.catalogue import catalogue
from render.errors import ContentError, UsageError, UsageErrors
from render.model.formats import find_format
from render.problem import Severity, warning


def test_nothing_to_say_is_said_too(window, painted):
    painted(window.renderer.refresh)
    assert window.problems.messages == ()
    texts = [label.text() for label in window.problems.findChildren(type(window.title))]
    assert any("Không có vấn đề" in text for text in texts)


def test_no_words_are_a_problem_not_an_empty_window(window, painted):
    shown = painted(lambda: window.wording.text.setPlainText(""))
    assert any("Chưa có chữ nào" in message for message in window.problems.messages)
    assert not shown.image.isNull()


def test_errors_stand_before_warnings_before_notes(window):
    window.problems.show_found(tuple(Said(severity, severity.value) for severity in reversed(Severity)))
    assert window.problems.messages == ("error", "warning", "note")


def test_words_too_small_for_the_screen_are_a_problem(window, painted):
    window.session.choose_format(find_format("led-320x32"))
    painted(lambda: window.session.write("Một lời rất dài " * 20))
    assert len(window.problems.messages) >= 2


def test_ten_thousand_letters_are_taken_whole_and_explained(window, painted):
    text = "Đoàn kết là sức mạnh. " * 455
    data = QMimeData()
    data.setText(text)
    window.wording.text.selectAll()
    shown = painted(lambda: window.wording.text.insertFromMimeData(data))
    assert shown.design.text == text
    assert any("10009" in message for message in window.problems.messages)
    painted(window.session.undo)
    assert window.problems.messages == ()


def test_a_whole_document_is_refused_as_a_whole(window):
    before = window.session.design
    data = QMimeData()
    data.setText("x" * 50_000)
    window.wording.text.insertFromMimeData(data)
    assert window.session.design == before
    assert "50000" in window.notice.text.text()


def test_a_difference_is_struck_and_underlined():
    assert rich("a [-b-]{+<c>+} d") == "a <s>b</s><u>&lt;c&gt;</u> d"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_codes_without_words_are_shown_as_they_are(language):
    words = catalogue(language)
    assert said_about(words, warning("never.heard", depth=3)) == Said(Severity.WARNING, "never.heard depth: 3")
    assert said_of(words, ContentError("never.heard"))[0].message == "never.heard"


def test_several_faults_are_told_together():
    words = catalogue("vi")
    faults = UsageErrors((UsageError("size.mixed", text="1 m x 2px"), UsageError("palette.unknown", id="x", near=())))
    assert len(said_of(words, faults)) == 2


def test_hints_of_the_command_line_are_not_shown():
    words = catalogue("vi")
    for code, params in (
        ("target.exists", {"path": "a"}),
        ("raster.too-large", {"width": 1, "height": 1, "most": 4}),
    ):
        assert "--" not in said_of(words, UsageError(code, **params))[0].hint
