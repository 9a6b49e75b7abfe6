"""Designs as files, the work kept from one day to the next, and what goes wrong with files."""

from __future__ import annotations

from gui.app import Studio
from gui.session import recent_design
from render.model.project import load_design


def test_save_and_open_is_the_same_design(window, tmp_path):
    path = tmp_path / "một tác phẩm.codong"
    window.session.write("Lời đã sửa")
    window.session.save(path)
    saved = window.session.design
    window.session.write_own("khác")
    assert window.isWindowModified()
    window.open_path(path)
    assert window.session.design == saved == load_design(path)
    assert window.windowTitle().startswith("một tác phẩm")
    assert not window.isWindowModified()
    window.session.undo()
    assert window.session.design.text == "khác"


def test_a_file_that_is_none_of_ours_changes_nothing(window, tmp_path):
    before = window.session.design
    path = tmp_path / "hỏng.codong"
    path.write_bytes(b"khong phai zip")
    window.open_path(path)
    assert window.session.design == before
    assert window.notice.isVisible()
    assert "hỏng.codong" in window.notice.text.text()
    window.open_path(tmp_path / "không có.codong")
    assert "không có.codong" in window.notice.text.text()


def test_saving_where_nothing_can_be_written_says_so(window, tmp_path):
    window.session.path = tmp_path / "khong-co" / "a.codong"
    window.save()
    assert window.notice.isVisible()
    assert "a.codong" in window.notice.text.text()
    assert window.session.unsaved or window.session.path is not None


def test_closing_asks_nothing_and_the_next_start_goes_on(app, fresh_home, qtbot):
    studio = Studio(app)
    studio.session.write_own("Viết dở")
    studio.window.close()
    studio.close()
    assert recent_design() == studio.session.design
    again = Studio(app)
    assert again.session.design.text == "Viết dở"
    again.window.close()
    again.close()


def test_a_kept_design_that_is_broken_is_passed_over(fresh_home):
    from render.resources import user_folder

    user_folder().mkdir(parents=True, exist_ok=True)
    (user_folder() / "recent.codong").write_bytes(b"PK\x03\x04 cut off")
    assert recent_design() is None
