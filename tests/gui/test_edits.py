"""Choosing and typing change the design, and its real picture arrives."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from render.model.design import AUTO
from render.pipeline import preview
from tests.gui.hands import click, click_row, pixels, write


def test_the_first_picture_is_the_pipelines_own(window, painted):
    shown = painted(window.renderer.refresh)
    _, expected = preview(shown.design, max(shown.image.width(), shown.image.height()))
    assert np.array_equal(pixels(shown.image), expected)


def test_a_click_on_a_slogan_sets_its_words(window, qtbot, painted, library):
    shown = painted(lambda: click_row(qtbot, window.slogans.picker, "can-tho-2025:V-03"))
    assert shown.design.text == library.find("V-03")[1].text
    assert " ".join(line for lines in shown.drawn.lines.values() for line in lines).startswith("NHIỆT LIỆT")
    assert window.wording.text.toPlainText() == shown.design.text


def test_a_click_on_a_format_changes_the_shape(window, qtbot, painted):
    shown = painted(lambda: click_row(qtbot, window.formats.picker, "phuon-800x2400"))
    assert shown.design.format.id == "phuon-800x2400"
    assert shown.image.height() > 2.9 * shown.image.width()
    assert shown.drawn.template == "mat-troi"


def test_a_click_on_a_template_draws_another_picture(window, qtbot, painted):
    before = pixels(painted(window.renderer.refresh).image).copy()
    panel = window.templates
    shown = painted(lambda: click(qtbot, panel.list, panel.rows.place("dem-hoi")))
    assert shown.design.template == shown.drawn.template == "dem-hoi"
    assert not panel.auto.isChecked()
    assert np.mean(np.abs(pixels(shown.image).astype(int) - before)) > 20
    shown = painted(panel.auto.click)
    assert shown.design.template == AUTO
    assert np.array_equal(pixels(shown.image), before)


def test_a_swatch_changes_the_ground(window, qtbot, painted):
    swatch = window.palettes.swatches["do-tham"]
    shown = painted(lambda: qtbot.mouseClick(swatch, Qt.MouseButton.LeftButton))
    assert shown.design.palette == "do-tham"
    ground = (pixels(shown.image)[:, :, :3] == (158, 14, 24)).all(axis=2)
    assert ground.mean() > 0.2


def test_a_typeface_changes_the_letters(window, painted):
    before = pixels(painted(window.renderer.refresh).image).copy()
    box = window.typefaces.box

    def choose() -> None:
        box.setCurrentIndex(box.findData("anton"))
        box.activated.emit(box.currentIndex())

    shown = painted(choose)
    assert shown.design.font == "anton"
    assert not np.array_equal(pixels(shown.image), before)


def test_typing_changes_words_and_unit(window, qtbot, painted):
    window.wording.text.selectAll()
    shown = painted(lambda: qtbot.keyClicks(window.wording.text, "Vi mot thanh pho xanh"))
    assert shown.design.text == "Vi mot thanh pho xanh"
    assert shown.design.changed
    shown = painted(lambda: qtbot.keyClicks(window.wording.unit, "Phuong Cai Khe"))
    assert shown.drawn.lines["unit"] == ("PHUONG CAI KHE",) or shown.drawn.lines["unit"] == ("Phuong Cai Khe",)


@pytest.mark.parametrize(
    ("typed", "size"),
    [("3 x 2m", (3000, 2000)), ("8m x 1m2", (8000, 1200)), ("1920x1080", (1920, 1080)), ("60×160 cm", (600, 1600))],
)
def test_a_size_of_ones_own(window, qtbot, painted, typed, size):
    field = window.formats.other.field
    write(field, typed)
    assert window.formats.other.told.isVisible()
    shown = painted(lambda: qtbot.keyClick(field, Qt.Key.Key_Return))
    assert shown.design.format.size == size
    assert window.formats.picker.rows.choices()[0].key == shown.design.format.id
    assert window.formats.picker.list.currentIndex().isValid()


@pytest.mark.parametrize("typed", ["8 x", "8 x 1,2 thước", "0x5m", "200x1m", "một mét"])
def test_a_size_that_cannot_be_is_explained_in_its_place(window, qtbot, typed):
    before = window.session.design
    field, told = window.formats.other.field, window.formats.other.told
    field.setText(typed)
    assert not field.property("faulty")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("faulty")
    assert told.isVisible()
    assert told.text()
    assert window.session.design == before
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert not field.property("faulty")


def test_thumbnails_show_the_work_in_every_template(window, qtbot, painted):
    panel = window.templates
    qtbot.waitUntil(lambda: len(panel.pictures) == len(panel.rows.choices()), timeout=10_000)
    seen = {key: pixels(image).tobytes() for key, image in panel.pictures.items()}
    assert len(set(seen.values())) == len(seen)
    old = seen["bang-do"]
    painted(lambda: window.session.write("Lời khác hẳn"))
    qtbot.waitUntil(lambda: pixels(panel.pictures["bang-do"]).tobytes() != old, timeout=10_000)
