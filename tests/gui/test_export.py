"""Exporting from the window: real files, the same as the command line's; stopping leaves no half file."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from gui.export_child import kinds_for
from gui.exporting import Exporter
from render.cli import main
from render.model.formats import find_format, free_format
from render.model.sizes import parse_size
from render.pipeline import Target
from tests.gui.hands import click_row

WAIT_MS = 30_000


@pytest.fixture
def dialog(window, tmp_path):
    window.export("pdf")
    window.export_dialog.choices.folder.setText(str(tmp_path / "ra"))
    return window.export_dialog


def _export(qtbot, dialog) -> None:
    with qtbot.waitSignal(dialog.exporter.finished, timeout=WAIT_MS):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


def _lines(dialog) -> list[str]:
    return [dialog.results.list.item(at).text() for at in range(dialog.results.list.count())]


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".co-dong"))


def test_the_window_opens_on_the_work_that_is_shown(dialog, window):
    assert dialog.isVisible()
    assert not dialog.isModal()
    job = dialog.choices.job()
    assert job.designs == (window.session.design,)
    assert job.kinds == ("pdf",)
    assert dialog.go.text() == "Xuất 1 tệp"


def test_real_files_of_ticked_slogans_and_formats(dialog, qtbot, tmp_path):
    choices = dialog.choices
    click_row(qtbot, choices.slogans, "can-tho-2025:V-03")
    click_row(qtbot, choices.formats, "ap-phich-540x790")
    click_row(qtbot, choices.formats, "led-320x32")
    click_row(qtbot, choices.formats, "led-320x32")
    click_row(qtbot, choices.formats, "led-1920x1080")
    assert dialog.go.text() == "Xuất 6 tệp"
    assert choices._swap.isVisible()
    _export(qtbot, dialog)
    names = _files(tmp_path / "ra")
    assert len(names) == 6
    assert sum(name.endswith(".png") for name in names) == 2
    for name in names:
        path = tmp_path / "ra" / name
        if name.endswith(".png"):
            with Image.open(path) as picture:
                assert picture.size == (1920, 1080)
        else:
            document = pypdfium2.PdfDocument(path)
            assert len(document) == 1
            document.close()
    assert dialog.results.state.text() == "Đã xuất 6 tệp"
    assert dialog.results.open.isEnabled()


def test_the_same_bytes_as_the_command_line(dialog, qtbot, tmp_path, capsys):
    _export(qtbot, dialog)
    assert main(["export", "--slogan", "V-04", "--out", str(tmp_path / "cli")]) == 0
    capsys.readouterr()
    (ours,), (theirs,) = _files(tmp_path / "ra"), _files(tmp_path / "cli")
    assert ours == theirs
    assert (tmp_path / "ra" / ours).read_bytes() == (tmp_path / "cli" / theirs).read_bytes()


def test_stopping_leaves_no_half_file(dialog, window, qtbot, tmp_path):
    window.session.choose_format(free_format(parse_size("9 x 3 m")))
    dialog.choices.begin("tiff")
    for key in ("can-tho-2025:V-01", "can-tho-2025:V-02"):
        click_row(qtbot, dialog.choices.slogans, key)
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.results.bar.value() > 5, timeout=WAIT_MS)
    assert window.isEnabled()
    with qtbot.waitSignal(dialog.exporter.finished, timeout=WAIT_MS) as caught:
        qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert caught.args[0].cancelled
    done = [line for line in _lines(dialog) if line.endswith(".tiff")]
    assert _files(tmp_path / "ra") == sorted(done)
    assert len(done) < 3
    assert "Đã dừng" in dialog.results.state.text()


def test_a_folder_that_cannot_be_made_is_explained(dialog, qtbot, tmp_path):
    (tmp_path / "tep").write_text("x")
    dialog.choices.folder.setText(str(tmp_path / "tep" / "ra"))
    _export(qtbot, dialog)
    assert dialog.results.state.text() == "Chưa xuất được"
    assert "tep/ra" in _lines(dialog)[0]
    assert not dialog.results.open.isEnabled()
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert dialog.choices.isVisible()
    assert dialog.choices.job().files == 1


def test_somebody_elses_file_is_not_replaced_unasked(dialog, qtbot, tmp_path):
    _export(qtbot, dialog)
    (name,) = _files(tmp_path / "ra")
    target = tmp_path / "ra" / name
    target.write_bytes(b"cua nguoi khac")
    dialog.again.click()
    _export(qtbot, dialog)
    assert target.read_bytes() == b"cua nguoi khac"
    assert "Thay tệp trùng tên" in _lines(dialog)[0]
    dialog.again.click()
    dialog.choices.overwrite.setChecked(True)
    _export(qtbot, dialog)
    assert target.read_bytes().startswith(b"%PDF")


def test_words_that_cannot_be_read_stop_their_file_alone(dialog, qtbot, window, tmp_path):
    click_row(qtbot, dialog.choices.slogans, "can-tho-2025:V-03")
    window.session.write("")
    dialog.choices.changed.emit()
    _export(qtbot, dialog)
    assert len(_files(tmp_path / "ra")) == 1
    assert any("Chưa có chữ nào" in line for line in _lines(dialog))
    assert dialog.results.state.text() == "Đã xuất 1 tệp, 1 tệp chưa được"


@pytest.mark.parametrize("missing", ["slogan", "format", "kind", "folder"])
def test_what_is_missing_is_said_before_anything_begins(dialog, missing):
    choices = dialog.choices
    if missing in ("slogan", "format"):
        rows = choices.slogans.rows if missing == "slogan" else choices.formats.rows
        rows.tick_all([row for row in rows.choices() if row.key in rows.ticks], False)
    elif missing == "kind":
        choices.kinds["pdf"].setChecked(False)
    else:
        choices.folder.clear()
    assert not dialog.go.isEnabled()
    assert dialog.summary.text()


def test_ticks_outlive_a_search(dialog, qtbot):
    picker = dialog.choices.slogans
    click_row(qtbot, picker, "can-tho-2025:V-03")
    picker.search.setText("xiv")
    picker.search.clear()
    assert list(picker.rows.ticks) == ["own", "can-tho-2025:V-03"]


def test_the_exporting_process_may_die(app, session, qtbot, tmp_path):
    from gui.export_child import Job

    exporter = Exporter()
    with qtbot.waitSignal(exporter.finished, timeout=WAIT_MS) as caught:
        exporter.begin(Job((session.design,), ("pdf",), tmp_path))
        exporter._companion.kill()
    assert caught.args[0].error.code == "export.died"
    assert not exporter.busy


def test_works_of_pixels_have_no_pdf(session):
    import msgspec

    led = msgspec.structs.replace(session.design, format=find_format("led-1920x1080"))
    assert kinds_for(led, ("pdf",)) == (Target.PNG,)
    assert kinds_for(led, ("pdf", "jpg")) == (Target.JPG,)
    assert kinds_for(session.design, ("pdf", "jpg")) == (Target.PDF, Target.JPG)


def test_the_last_folder_and_kinds_are_remembered(dialog, qtbot, tmp_path, window):
    _export(qtbot, dialog)
    assert window.settings.folder == tmp_path / "ra"
    assert window.settings.kinds == ("pdf",)


def test_the_exporting_process_never_loads_qt():
    import subprocess

    code = (
        "import sys, gui.export_child, gui.painter.child; print([m for m in sys.modules if m.startswith('PySide6')])"
    )
    root = Path(__file__).resolve().parents[2]
    shown = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_a_shop_ticks_the_kinds_that_it_wants_and_names_the_files_its_way(dialog, qtbot, tmp_path):
    choices = dialog.choices
    choices.shop.setCurrentIndex(choices.shop.findData("hiflex-pdf"))
    choices.shop.activated.emit(choices.shop.currentIndex())
    assert [name for name, box in choices.kinds.items() if box.isChecked()] == ["pdf"]
    assert "đường cong" in choices._shop_note.text()
    _export(qtbot, dialog)
    (name,) = _files(tmp_path / "ra")
    assert "-sl01-" in name and "-v1" in name
    with pypdfium2.PdfDocument(tmp_path / "ra" / name) as pdf:
        assert pdf[0].get_textpage().get_text_range() == ""
