"""Whatever is typed, in whatever box and face: it is laid out, in time, and no letter is lost.

The long run: `pytest tests/render/text/test_fuzz.py --hypothesis-profile=long` (20,000 cases).
"""

from __future__ import annotations

import math
import unicodedata

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from render.geometry import Size
from render.layout.compose import compose
from render.model.design import Design
from render.model.formats import free_format
from render.model.sizes import TypedSize
from render.model.templates import find_template, templates
from render.scene.bounds import texts
from render.text import fonts
from render.text.block import Setting, Tier
from render.text.fit import fit
from render.text.normalize import clean, upper
from render.text.phrases import divide

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    "AĐÊÔƠƯẾỘỮẶ0123456789XIV ,.-–!?()“”\n",
    max_size=160,
)
ANYTHING = st.text(max_size=80)
FACES = [f"{family.id}-{face.weight}" for family in fonts.families().values() for face in family.face]
SIDE = st.floats(min_value=1, max_value=20000)


@given(
    VIETNAMESE | ANYTHING,
    SIDE,
    SIDE,
    st.sampled_from(FACES),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.sampled_from([1.0, 1.4]),
)
def test_no_letter_is_lost_and_ink_stays_in_its_box(
    text: str, width: float, height: float, face: str, align: float, swell: float
):
    text = clean(text)
    parts = divide(text)
    joined = " ".join(part for part in (parts.opening, parts.main, parts.term, parts.clause) if part)
    assert joined.split() == text.split()
    if not text.strip():
        return
    box = Size(width, height)
    block = fit((Tier("slogan", text, face),), box, Setting(align=align, swell=swell))
    drawn = " ".join(line.line.text for line in block.lines)
    assert drawn.split() == upper(text).split()
    assert all(math.isfinite(line.size) and line.size > 0 for line in block.lines)
    slack = 1e-6 * max(width, height)
    assert block.ink.left >= -slack and block.ink.right <= width + slack
    assert block.ink.top >= -slack and block.ink.bottom <= height + slack


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=2000)
@given(
    VIETNAMESE | ANYTHING,
    VIETNAMESE,
    st.sampled_from(["mm", "px"]),
    st.integers(1, 9000),
    st.integers(1, 9000),
    st.sampled_from(sorted(templates())),
)
def test_any_design_is_a_page_or_a_problem(
    text: str, unit_line: str, unit: str, width: int, height: int, template: str
):
    work = free_format(TypedSize(unit, Size(width, height)))
    assume(find_template(template).serves(work))
    made = compose(Design(text=text, unit=unit_line, format=work, template=template))
    page = made.pages[0]
    drawn = " ".join(node.text for node, _ in texts(page)).split()
    if not made.problems:
        wanted = f"{clean(text)} {clean(unit_line)}"
        assert [word.casefold() for word in drawn] == [
            unicodedata.normalize("NFC", word.casefold()) for word in upper(wanted).split()
        ]
