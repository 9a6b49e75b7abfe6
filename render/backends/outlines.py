"""Words as curves, for the backends that write paths."""

from __future__ import annotations

from render.geometry import Matrix, Path
from render.scene.nodes import Text
from render.text.fonts import face


def glyph_paths(node: Text) -> list[Path]:
    """Return the glyphs of a line as paths in scene coordinates; those without ink are left out."""
    used = face(node.font)
    scale = node.size / used.upem
    placed = (
        used.outline(glyph.gid).transformed(Matrix(scale, 0.0, 0.0, -scale, glyph.x, glyph.y))
        for glyph in node.glyphs
    )
    return [outline for outline in placed if outline.verbs]
