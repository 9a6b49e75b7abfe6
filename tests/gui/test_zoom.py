"""Scales as sums, and the view that shows pixel on pixel."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from gui.preview.view import MARGIN
from gui.preview.zoom import MOST_PIXELS, Extent
from render.model.formats import find_format, formats
from tests.gui.hands import pixels


@pytest.mark.parametrize("work", formats().values(), ids=lambda work: work.id)
@pytest.mark.parametrize("density", [1.0, 1.5, 2.0])
def test_every_format_fits_and_zooms_within_limits(work, density):
    extent = Extent.of(work, density)
    fit = extent.fit(700 * density, 560 * density)
    width, height = extent.shown_px(fit)
    assert width <= 700 * density + 1
    assert height <= 560 * density + 1
    scale = fit
    for _ in range(40):
        scale = extent.step(scale, 1)
    assert scale == extent.most or extent.step(scale, 1) == scale
    long = extent.painted_px(scale)
    short = long * min(work.size) / max(work.size)
    assert long * short <= MOST_PIXELS * 1.01
    for _ in range(60):
        scale = extent.step(scale, -1)
    assert scale == pytest.approx(extent.least)


def test_steps_up_and_down_are_round_percents():
    extent = Extent.of(find_format("giay-a4"), 1.0)
    percents, scale = [], extent.bounded(0.1)
    for _ in range(6):
        scale = extent.step(scale, 1)
        percents.append(round(extent.percent(scale)))
    assert percents == sorted(set(percents))
    assert all(percent in (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 33, 50, 66) for percent in percents)


def test_screens_larger_than_life_grow_by_whole_pixels():
    extent = Extent.of(find_format("led-320x32"), 1.0)
    assert extent.fit(1000, 560) == 3
    assert extent.bounded(2.6) == 3
    assert extent.step(1.0, 1) == 2


def test_zooming_in_asks_for_a_larger_sharp_picture(window, painted):
    before = window.view.image.width()
    shown = painted(window.view.zoom_in)
    assert shown.image.width() > before
    assert (shown.image.width(), shown.image.height()) == window.view.extent.shown_px(window.view.scale)


def test_fit_follows_the_window_and_actual_size_stays(window, qtbot):
    window.view.show_actual()
    assert window.view.percent == pytest.approx(100)
    assert window.percent.text() == "100 %"
    window.view.fit()
    scale = window.view.scale
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: window.view.scale != scale)
    assert window.view.place().width() <= window.view.viewport().width() - 2 * MARGIN + 1


def _wheel(view, at: QPointF, turned: int) -> None:
    event = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_ctrl_wheel_keeps_the_point_under_the_pointer(window):
    view = window.view
    for _ in range(6):
        view.zoom_in()
    at = QPointF(view.viewport().width() * 0.6, view.viewport().height() / 2)
    before = view.place()
    share = (at.x() - before.x()) / before.width()
    _wheel(view, at, 120)
    after = view.place()
    assert after.width() > before.width()
    assert (at.x() - after.x()) / after.width() == pytest.approx(share, abs=2 / after.width())


def test_dragging_and_arrows_pan(window, qtbot):
    view = window.view
    view.show_actual()
    bar = view.horizontalScrollBar()
    before = bar.value()
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    qtbot.mouseMove(view.viewport(), QPoint(200, 200))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert bar.value() == before + 100
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert bar.value() < before + 100


def test_an_led_work_is_shown_pixel_for_pixel(window, painted):
    shown = painted(lambda: window.session.choose_format(find_format("led-320x32")))
    assert (shown.image.width(), shown.image.height()) == (320, 32)
    window.view.zoom_to(2.0)
    grabbed = window.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    place = window.view.place()
    seen = pixels(grabbed)[place.y() : place.y() + 64, place.x() : place.x() + 640]
    assert np.array_equal(seen, pixels(shown.image).repeat(2, axis=0).repeat(2, axis=1))


def test_a_print_at_rest_is_not_resampled(window, painted):
    shown = painted(window.renderer.refresh)
    grabbed = window.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    place = window.view.place()
    seen = pixels(grabbed)[place.y() : place.bottom() + 1, place.x() : place.right() + 1]
    assert np.array_equal(seen, pixels(shown.image))


def test_another_format_begins_with_the_whole_work(window, painted):
    window.view.show_actual()
    painted(lambda: window.session.choose_format(find_format("pano-3000x2000")))
    assert window.view.fitted
