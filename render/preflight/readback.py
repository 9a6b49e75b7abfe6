"""A finished file read back whole by an independent reader: sizes, boxes, fonts, colour, every pixel row."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from render.errors import ContentError
from render.problem import Problem

Facts = dict[str, Any]
_TO_MM = 25.4 / 72
_LARGEST_PIXELS = 4_000_000_000


def read_back(path: Path) -> tuple[Facts, tuple[Problem, ...]]:
    """Return a file's facts and what is wrong with it; raise ContentError for what cannot be read."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ContentError("check.unknown-kind", path=str(path), known=", ".join(sorted(_READERS)))
    return reader(path)


def _read_pdf(path: Path) -> tuple[Facts, tuple[Problem, ...]]:
    import pikepdf

    from render.preflight.pdfx.inspect import inspect

    try:
        pdf = pikepdf.open(path)
    except pikepdf.PdfError as fault:
        raise ContentError("file.broken", path=str(path), reason=str(fault)) from fault
    with pdf:
        page = pdf.pages[0]
        width, height = (_side(page.trimbox, side) for side in (0, 1))
        found = inspect(pdf, path)
        facts: Facts = {
            "kind": "pdf",
            "pages": len(pdf.pages),
            "trim_mm": [width, height],
            "user_unit": float(page.obj.get("/UserUnit", 1)),
            "claim": found.claim or None,
            "checks": found.asked,
            "held": found.held,
        }
    return facts, found.problems


def _side(box: Any, at: int) -> float:
    return round((float(box[at + 2]) - float(box[at])) * _TO_MM, 3)


def _read_picture(path: Path) -> tuple[Facts, tuple[Problem, ...]]:
    from PIL import Image

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as picture:
                if picture.width * picture.height > _LARGEST_PIXELS:
                    raise ContentError("file.too-large", path=str(path))
                facts = _picture_facts(picture)
                picture.load()
    except (OSError, SyntaxError, ValueError, MemoryError, Image.DecompressionBombError) as fault:
        raise ContentError("file.broken", path=str(path), reason=str(fault)) from fault
    finally:
        Image.MAX_IMAGE_PIXELS = limit
    return facts, ()


def _picture_facts(picture: Any) -> Facts:
    dpi = picture.info.get("dpi")
    return {
        "kind": str(picture.format).lower(),
        "width_px": picture.width,
        "height_px": picture.height,
        "mode": picture.mode,
        "dpi": round(float(dpi[0]), 2) if dpi else None,
    }


_READERS: dict[str, Callable[[Path], tuple[Facts, tuple[Problem, ...]]]] = {
    ".pdf": _read_pdf,
    ".png": _read_picture,
    ".tif": _read_picture,
    ".tiff": _read_picture,
    ".jpg": _read_picture,
    ".jpeg": _read_picture,
    ".bmp": _read_picture,
}
