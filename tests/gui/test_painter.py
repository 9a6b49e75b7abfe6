"""The drawing process: newest wishes win, its death is mended, what it cannot draw is said."""

from __future__ import annotations

import msgspec
import pytest

from gui.painter.foreman import PREVIEW, Painter

WAIT_MS = 15_000


@pytest.fixture
def own_painter(app, qtbot):
    made = Painter()
    yield made
    made.close()


def test_of_many_wishes_the_newest_is_drawn_and_most_are_skipped(painter, session, qtbot):
    seen = []
    painter.painted.connect(lambda channel, painted: seen.append((channel, painted.design.text)))
    for number in range(40):
        painter.ask(PREVIEW, msgspec.structs.replace(session.design, text=f"Lời {number}"), 600)
    qtbot.waitUntil(lambda: painter.idle, timeout=WAIT_MS)
    assert seen[-1] == (PREVIEW, "Lời 39")
    assert len(seen) < 10


def test_the_preview_goes_before_thumbnails(painter, session, qtbot):
    order = []
    painter.painted.connect(lambda channel, _: order.append(channel))
    for name in "abc":
        painter.ask(name, session.design, 100)
    painter.ask(PREVIEW, session.design, 600)
    qtbot.waitUntil(lambda: painter.idle, timeout=WAIT_MS)
    assert order.index(PREVIEW) <= 1
    assert sorted(order) == ["a", "b", "c", PREVIEW]


def test_killed_while_idle_it_draws_again(own_painter, session, qtbot):
    with qtbot.waitSignal(own_painter.painted, timeout=WAIT_MS):
        own_painter.ask(PREVIEW, session.design, 400)
    first = own_painter.pid
    own_painter._companion.kill()
    qtbot.waitUntil(lambda: own_painter.pid != first, timeout=WAIT_MS)
    with qtbot.waitSignal(own_painter.painted, timeout=WAIT_MS) as caught:
        own_painter.ask(PREVIEW, session.design, 400)
    assert caught.args[1].image.width() == 400


def test_killed_over_an_order_it_gets_one_more_chance(own_painter, session, qtbot):
    own_painter.ask(PREVIEW, session.design, 400)
    with qtbot.waitSignal(own_painter.painted, timeout=WAIT_MS) as caught:
        own_painter._companion.kill()
    assert caught.args[1].image.width() == 400


def test_an_order_that_kills_it_twice_is_set_aside(own_painter, session, qtbot):
    killed = []

    def kill_once_more() -> None:
        if own_painter.pid not in killed:
            killed.append(own_painter.pid)
            own_painter._companion.kill()

    with qtbot.waitSignal(own_painter.failed, timeout=WAIT_MS) as caught:
        own_painter.ask(PREVIEW, session.design, 400)
        kill_once_more()
        qtbot.waitUntil(lambda: own_painter.pid not in (0, *killed), timeout=WAIT_MS)
        kill_once_more()
    assert caught.args[1].code == "painter.died"
    with qtbot.waitSignal(own_painter.painted, timeout=WAIT_MS):
        own_painter.ask(PREVIEW, session.design, 400)


def test_a_painter_that_hangs_is_ended(own_painter, session, qtbot):
    with qtbot.waitSignal(own_painter.painted, timeout=WAIT_MS):
        own_painter.ask(PREVIEW, session.design, 400)
    own_painter._watch.setInterval(1)
    with qtbot.waitSignal(own_painter.failed, timeout=WAIT_MS) as caught:
        own_painter.ask(PREVIEW, msgspec.structs.replace(session.design, text="x " * 900), 4000)
    assert caught.args[1].code == "painter.died"


def test_a_larger_picture_gets_larger_memory(painter, session, qtbot):
    for longest in (300, 5000, 300):
        with qtbot.waitSignal(painter.painted, timeout=WAIT_MS) as caught:
            painter.ask(PREVIEW, session.design, longest)
        assert caught.args[1].image.width() == longest


def test_what_cannot_be_drawn_is_said_in_the_works_place(window, qtbot):
    with qtbot.waitSignal(window.renderer.found, timeout=WAIT_MS):
        window.session.choose_template("khong-co")
    assert window.view.image.isNull()
    assert "khong-co" in window.view.accessibleDescription()
    assert window.problems.messages == ("Không có mẫu “khong-co”.",)
    with qtbot.waitSignal(window.renderer.shown, timeout=WAIT_MS):
        window.session.undo()
    assert not window.view.image.isNull()
