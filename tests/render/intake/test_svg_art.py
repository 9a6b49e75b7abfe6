"""SVG at the door: what becomes of each word, what is noted, and what is turned away in time."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.errors import ContentError
from render.geometry import Matrix, Rect
from render.intake.svg_art import Imported, read_svg
from render.intake.svg_paths import parse_path
from render.intake.svg_shapes import parse_transform
from render.model.artwork import Cap, Cluster, Join, Linear, Own, Pen, Piece, Radial, Role, Solid

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">\n'


def read(tmp_path: Path, body: str, head: str = HEAD, tail: str = "</svg>") -> Imported:
    path = tmp_path / "art.svg"
    path.write_text(head + body + tail, "utf-8")
    return read_svg(path)


def fault(tmp_path: Path, content: str | bytes) -> ContentError:
    """Return the error of a file, which must come in two seconds and name the file and a line."""
    path = tmp_path / "art.svg"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    begun = time.perf_counter()
    with pytest.raises(ContentError) as caught:
        read_svg(path)
    assert time.perf_counter() - begun < 2
    assert caught.value.params["path"] == str(path)
    assert caught.value.code in ("svg.too-large",) or isinstance(caught.value.params.get("line", 1), int)
    return caught.value


PATHS = {
    "M1 2L3 4": ("ML", (1, 2, 3, 4)),
    "m1,2 3-4": ("ML", (1, 2, 4, -2)),
    "M0 0 1 1 2 2": ("MLL", (0, 0, 1, 1, 2, 2)),
    "M0 0H5V6h-1v-2": ("MLLLL", (0, 0, 5, 0, 5, 6, 4, 6, 4, 4)),
    "M1 1L2 2ZL3 3": ("MLZML", (1, 1, 2, 2, 1, 1, 3, 3)),
    "m1 1l1 0zm5 5l1 0": ("MLZML", (1, 1, 2, 1, 6, 6, 7, 6)),
    "M.5.5-.5-1e1": ("ML", (0.5, 0.5, -0.5, -10)),
    "M0 0C1 1 2 2 3 3S5 5 6 6": ("MCC", (0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6)),
    "M0 0Q3 3 6 0": ("MC", (0, 0, 2, 2, 4, 2, 6, 0)),
    "M0 0A0 5 0 0 1 9 9": ("ML", (0, 0, 9, 9)),
    "M5 5": ("", ()),
    "": ("", ()),
}


@pytest.mark.parametrize("data", PATHS)
def test_path_data(data: str) -> None:
    path = parse_path(data)
    verbs, points = PATHS[data]
    assert path.verbs == verbs
    assert path.points == pytest.approx(points)


@pytest.mark.parametrize(
    "data", ["L1 1", "M1", "M1 2 3", "M1 1L", "M1 1 X", "M0 0A1 1 0 2 0 5 5", "M0 0Z5", "x", "M1e"]
)
def test_faulty_path_data(data: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_path(data)


def test_an_arc_stays_on_its_ellipse_and_may_be_grown() -> None:
    path = parse_path("M10 0A10 10 0 1 1 0 -10")
    assert path.verbs == "MCCC"
    for x, y in zip(path.points[6::6], path.points[7::6], strict=False):
        assert (x * x + y * y) ** 0.5 == pytest.approx(10)
    assert parse_path("M0 0A1 1 0 0 1 10 0").bounds() == pytest.approx((0, -5 - 0, 10, 0), abs=0.01)


TRANSFORMS = {
    "": Matrix(),
    "matrix(1 2 3 4 5 6)": Matrix(1, 2, 3, 4, 5, 6),
    "translate(5)": Matrix(e=5),
    "translate(5,6) scale(2)": Matrix(2, 0, 0, 2, 5, 6),
    "rotate(90)": Matrix(0, 1, -1, 0, 0, 0),
    "rotate(90 10 0)": Matrix(0, 1, -1, 0, 10, -10),
    "skewX(45),skewY(45)": Matrix(2, 1, 1, 1),
}


@pytest.mark.parametrize("text", TRANSFORMS)
def test_transforms(text: str) -> None:
    assert parse_transform(text) == pytest.approx(TRANSFORMS[text])


BOXES = {
    'viewBox="-5 -5 20 10"': Rect(-5, -5, 15, 5),
    'width="96" height="1in"': Rect(0, 0, 96, 96),
    'width="25.4mm" height="72pt" viewBox="0,0,10,20"': Rect(0, 0, 10, 20),
}


@pytest.mark.parametrize("words", BOXES)
def test_the_view_box(tmp_path: Path, words: str) -> None:
    art = read(tmp_path, "", f'<svg xmlns="http://www.w3.org/2000/svg" {words}>').artwork
    assert art.box == pytest.approx(BOXES[words])
    assert art.parts == () and art.source == str(tmp_path / "art.svg")


def test_roles_keep_their_line_and_own_colours_stay(tmp_path: Path) -> None:
    body = '<path d="M0 0h9v9z" fill="role:accent-2"\n/><path d="M0 0h9v9z" style="fill:#DA251D;stroke:role:ground"/>'
    first, second = read(tmp_path, body).artwork.parts
    assert isinstance(first, Piece) and isinstance(second, Piece)
    assert first.fill == Solid(Role("accent-2")) and first.fill.ink.line == 2
    assert second.fill == Solid(Own(218, 37, 29))
    assert second.pen == Pen(Solid(Role("ground")), 1.0) and second.pen.paint.ink.line == 3


def test_a_line_with_all_its_words(tmp_path: Path) -> None:
    body = (
        '<path d="M0 0h9" fill="none" stroke="#000" stroke-width="2mm" stroke-linecap="round" stroke-linejoin="bevel"'
        ' stroke-dasharray="1 2 3" stroke-opacity=".5" opacity=".5"/>'
    )
    (piece,) = read(tmp_path, body).artwork.parts
    pen = Pen(Solid(Own(0, 0, 0), 0.25), pytest.approx(192 / 25.4), Cap.ROUND, Join.BEVEL, (1, 2, 3, 1, 2, 3))
    assert piece.pen == pen and piece.fill is None


def test_gradients_are_in_the_coordinates_of_their_path(tmp_path: Path) -> None:
    body = (
        '<linearGradient id="a"><stop stop-color="role:ground"/><stop offset="100%" stop-color="red"/>'
        '</linearGradient><radialGradient id="b" xlink:href="#a" fx=".5"/>'
        '<rect x="10" y="10" width="20" height="40" fill="url(#a)"/><circle cx="50" cy="50" r="10" fill="url(#b)"/>'
        '<rect width="20" height="10" fill="url(#b)"/>'
    )
    imported = read(tmp_path, body)
    linear, radial, oval = imported.artwork.parts
    assert isinstance(linear.fill, Linear) and isinstance(radial.fill, Radial)
    assert (linear.fill.start, linear.fill.end) == ((10, 10), (30, 10))
    assert [stop.ink for stop in linear.fill.stops] == [Role("ground"), Own(255, 0, 0)]
    assert radial.fill.centre == pytest.approx((50, 50)) and radial.fill.radius == pytest.approx(10)
    # An oval gradient is a round one seen through a map.
    assert isinstance(oval, Cluster) and oval.matrix == Matrix(20, 0, 0, 10, 0, 0)
    assert oval.children[0].path.bounds() == pytest.approx((0, 0, 1, 1))
    assert not imported.notes


def test_groups_are_kept_where_they_say_something(tmp_path: Path) -> None:
    body = (
        '<g><g/><path d="M0 0h9v9z"/></g><g id="hoa" transform="scale(2)" opacity=".5"><path d="M0 0h9v9z"/></g>'
        '<g transform="scale(0)"><path d="M0 0h9v9z"/></g><g opacity="0"><path d="M0 0h9v9z"/></g>'
    )
    bare, named = read(tmp_path, body).artwork.parts
    assert isinstance(bare, Piece)
    assert isinstance(named, Cluster) and named.matrix == Matrix(2, 0, 0, 2) and named.name == "hoa"


LEFT_OUT = {
    "<text>a</text>": "<text>",
    '<image href="data:image/png;base64,AAAA"/>': "<image>",
    "<foreignObject/>": "<foreignObject>",
    '<filter id="f"/><rect width="9" height="9" filter="url(#f)"/>': "filter",
    '<mask id="f"/><rect width="9" height="9" mask="url(#f)"/>': "mask",
    '<pattern id="f"/><rect width="9" height="9" fill="url(#f)"/>': "<pattern>",
    '<path d="M0 0h9" style="marker-end:url(#m)"/>': "marker",
    '<g style="mix-blend-mode:multiply"><path d="M0 0h9v9z"/></g>': "mix-blend-mode",
    '<rect width="9" height="9"><animate attributeName="x"/></rect>': "<animate>",
    '<animateTransform href="#a"/>': "<animateTransform>",
    "<style>g > path {fill:red}</style>": "<style> g > path",
    "<style>@media print {path {fill:red}}</style>": "<style> @media",
    '<linearGradient id="f"><stop/><stop offset="1" stop-opacity="0"/></linearGradient>'
    '<circle r="9" fill="url(#f)"/>': "stop-opacity",
}


@pytest.mark.parametrize("body", LEFT_OUT)
def test_what_cannot_be_kept_is_named_with_its_line(tmp_path: Path, body: str) -> None:
    notes = read(tmp_path, f"\n\n{body}\n{body}" if "id=" not in body else f"\n\n{body}").notes
    assert [note.code for note in notes] == ["svg.left-out"]
    assert notes[0].params["what"] == LEFT_OUT[body]
    assert notes[0].params["line"] == 4
    assert notes[0].params["count"] == (1 if "id=" in body else 2)


OTHER_NOTES = {
    '<use href="#nobody"/>': ("svg.missing", "#nobody"),
    '<rect width="9" height="9" fill="url(#nobody)"/>': ("svg.missing", "#nobody"),
    '<rect width="9" height="9" fill="blurple"/>': ("svg.unread", "blurple"),
    '<path d="M0 0h9" stroke="#000" stroke-dasharray="3" stroke-dashoffset="1"/>': (
        "svg.simplified",
        "stroke-dashoffset",
    ),
    '<path d="M0 0h9" stroke="#000" stroke-dasharray="1e-8"/>': ("svg.simplified", "stroke-dasharray"),
    '<path d="M0 0L90 10L0 20H9V29" stroke="#000"/>': ("svg.simplified", "stroke-miterlimit"),
}


@pytest.mark.parametrize("body", OTHER_NOTES)
def test_what_is_not_as_written_is_noted(tmp_path: Path, body: str) -> None:
    (note,) = read(tmp_path, body).notes
    assert (note.code, note.params["what"]) == OTHER_NOTES[body]


def test_what_editors_add_is_passed_over_in_silence(tmp_path: Path) -> None:
    head = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        'xmlns:s="urn:s" viewBox="0 0 9 9"><s:namedview href="x"/><metadata><s:Work s:about="http://x"/></metadata>'
    )
    imported = read(tmp_path, '<title>a</title><g inkscape:label="Cờ" id="g1"><path d="M0 0h9v9z"/></g>', head)
    assert not imported.notes
    assert imported.artwork.parts[0].name == "Cờ"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_that_say_what_they_are(tmp_path: Path, encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{name}"?>{HEAD}<g id="é"><path d="M0 0h9v9z"/></g></svg>'
    (tmp_path / "art.svg").write_bytes(text.encode(encoding))
    assert read_svg(tmp_path / "art.svg").artwork.parts[0].name == "é"


def _laughs() -> str:
    levels = "".join(f'<g id="l{at}">' + f'<use href="#l{at - 1}"/>' * 10 + "</g>" for at in range(1, 12))
    return f'{HEAD}<defs><path id="l0" d="M0 0h9"/>{levels}</defs><use href="#l11"/></svg>'


def _chain(kind: str, count: int) -> str:
    return "".join(f'<{kind} id="n{at}" href="#n{at + 1}"/>' for at in range(count))


LONG = "M0 0" + "l1 1" * 100_000
ENTITY = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FLAT = '<path d="M0 0h9v9z"'
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "script": (f"{HEAD}<script>alert(1)</script></svg>", "svg.script"),
    "script of HTML": (f'{HEAD}<h:script xmlns:h="http://www.w3.org/1999/xhtml"/></svg>', "svg.script"),
    "handler": (f'{HEAD}{FLAT} onclick="x()"/></svg>', "svg.script"),
    "handler on root": ('<svg xmlns="http://www.w3.org/2000/svg" onload="x" viewBox="0 0 1 1"/>', "svg.script"),
    "outside use": (f'{HEAD}<use xlink:href="other.svg#a"/></svg>', "svg.external"),
    "outside image": (f'{HEAD}<image href="file:///etc/passwd"/></svg>', "svg.external"),
    "link": (f'{HEAD}<a href="javascript:x()">{FLAT}/></a></svg>', "svg.external"),
    "outside paint": (f'{HEAD}{FLAT} fill="url( http://x/a.svg#b)"/></svg>', "svg.external"),
    "outside style": (f"{HEAD}{FLAT} style=\"fill:URL('//x')\"/></svg>", "svg.external"),
    "import": (f"{HEAD}<style>@import 'x.css';</style></svg>", "svg.external"),
    "font": (f"{HEAD}<style>@font-face{{src:url(http://x)}}</style></svg>", "svg.external"),
    "entity": (f"{ENTITY}{HEAD}<text>&b;</text></svg>", "svg.entities"),
    "outer entity": (f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}&x;</svg>', "svg.entities"),
    "skipped entity": (f'<!DOCTYPE svg SYSTEM "x.dtd">{HEAD}<g>&x;</g></svg>', "svg.entities"),
    "attribute list": ('<!DOCTYPE svg [<!ATTLIST g a CDATA "x">]><svg/>', "svg.entities"),
    "a million nodes": (HEAD + "<g/>" * 1_000_000 + "</svg>", "svg.too-many"),
    "deep": (HEAD + "<g>" * 100_000, "svg.deep"),
    "large": (HEAD + " " * 20_000_001, "svg.too-large"),
    "use of itself": (f'{HEAD}<g id="a"><use href="#a"/></g></svg>', "svg.cycle"),
    "use in a circle": (
        f'{HEAD}<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>',
        "svg.cycle",
    ),
    "use of a use": (f'{HEAD}<use id="a" href="#a"/></svg>', "svg.cycle"),
    "laughs": (_laughs(), "svg.bomb"),
    "long chain": (f"{HEAD}{_chain('use', 50_000)}</svg>", "svg.deep"),
    "points by use": (
        f'{HEAD}<path id="a" d="{LONG}"/>' + '<use href="#a"/>' * 1000 + "</svg>",
        "svg.bomb",
    ),
    "clip circle": (
        f'{HEAD}<clipPath id="a" clip-path="url(#b)">{FLAT}/></clipPath><clipPath id="b" clip-path="url(#a)">{FLAT}/>'
        f'</clipPath>{FLAT} clip-path="url(#a)"/></svg>',
        "svg.cycle",
    ),
    "clip in itself": (
        f'{HEAD}<clipPath id="a">{FLAT} clip-path="url(#a)"/></clipPath>{FLAT} clip-path="url(#a)"/></svg>',
        "svg.cycle",
    ),
    "gradient circle": (
        f'{HEAD}<linearGradient id="a" href="#b"/><radialGradient id="b" href="#a"/>{FLAT} fill="url(#a)"/></svg>',
        "svg.cycle",
    ),
    "gradient chain": (
        f'{HEAD}{_chain("linearGradient", 50_000)}{FLAT} fill="url(#n0)"/></svg>',
        "svg.deep",
    ),
    "rules": (
        HEAD + "<style>" + ".a{fill:red}" * 100_000 + "</style>" + '<g class="a"/>' * 1000 + "</svg>",
        "svg.bomb",
    ),
    "attributes": (HEAD + "<g " + " ".join(f"a{at}='1'" for at in range(100_000)) + "/></svg>", "svg.bomb"),
    "stops": (
        f'{HEAD}<linearGradient id="g">{"<stop/>" * 10_000}</linearGradient>{FLAT} fill="url(#g)"/></svg>',
        "svg.bomb",
    ),
    "clips of many contours": (
        HEAD
        + "".join(
            f'<clipPath id="c{at}"><path clip-rule="evenodd" d="{"M0 0l1 1 2 3z" * 900}"/></clipPath>'
            f'{FLAT} clip-path="url(#c{at})"/>'
            for at in range(300)
        )
        + "</svg>",
        "svg.bomb",
    ),
    "NaN": (f'{HEAD}<path d="M0 NaN"/></svg>', "svg.value"),
    "inf": (f'{HEAD}<path d="M0 1e999"/></svg>', "svg.value"),
    "far": (f'{HEAD}<circle r="1e30"/></svg>', "svg.value"),
    "far by steps": (f'{HEAD}<path d="M0 0{"l9e8 0" * 9}"/></svg>', "svg.value"),
    "far by maps": (f'{HEAD}<g transform="scale(1e8)"><g transform="scale(1e8)">{FLAT}/></g></g></svg>', "svg.huge"),
    "many digits": (f'{HEAD}<circle r="{"1" * 1_000_000}x"/></svg>', "svg.value"),
    "brackets": (f'{HEAD}{FLAT} transform="{"rotate(" * 100_000}"/></svg>', "svg.value"),
    "truncated": (f"{HEAD}<g>{FLAT}", "svg.broken"),
    "crossed": (f"{HEAD}<g></svg>", "svg.broken"),
    "bad UTF-8": (HEAD.encode() + b"<g id='\xff\xfe'/></svg>", "svg.broken"),
    "unknown encoding": (f'<?xml version="1.0" encoding="klingon"?>{HEAD}</svg>', "svg.broken"),
    "two-byte encoding": (f'<?xml version="1.0" encoding="shift_jis"?>{HEAD}</svg>', "svg.broken"),
    "empty": ("", "svg.not-svg"),
    "picture": (b"\x89PNG\r\n\x1a\n", "svg.not-svg"),
    "packed": (b"\x1f\x8b\x08\0", "svg.not-svg"),
    "page": ("<html><body/></html>", "svg.not-svg"),
    "empty box": ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 10"/>', "svg.view-box"),
    "no box": ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"/>', "svg.view-box"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_turned_away_in_time(tmp_path: Path, name: str) -> None:
    content, code = HOSTILE[name]
    assert fault(tmp_path, content).code == code


def test_the_line_is_the_faults_own(tmp_path: Path) -> None:
    found = fault(tmp_path, f'{HEAD}\n\n{FLAT}/>\n<path d="M1 1 L two"/></svg>')
    assert (found.code, found.params["line"], found.exit_code) == ("svg.value", 5, 3)
    assert found.params["what"] == "<path d>"


def test_no_file_and_no_ordinary_file(tmp_path: Path) -> None:
    import os

    with pytest.raises(ContentError, match=r"file\.unreadable"):
        read_svg(tmp_path / "none.svg")
    os.mkfifo(tmp_path / "pipe.svg")
    for path in (tmp_path, tmp_path / "pipe.svg", Path("/dev/zero")):
        with pytest.raises(ContentError):
            read_svg(path)


def test_memory_stays_small_while_a_large_file_is_refused(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "art.svg"
    path.write_text(HEAD + "<g/>" * 4_000_000, "utf-8")
    tracemalloc.start()
    with pytest.raises(ContentError):
        read_svg(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 150_000_000


TOKEN = st.sampled_from([*"MmLlHhVvCcSsQqTtAaZz", " ", ",", "-", "1", ".5", "1e9", "1e-300", "NaN", "0", "7 ", "é"])


@given(st.lists(TOKEN, max_size=40).map("".join) | st.text(max_size=40))
def test_any_path_data_is_a_path_or_a_fault(data: str) -> None:
    try:
        path = parse_path(data)
    except ValueError:
        return
    assert all(abs(value) <= 1e9 for value in path.points)
    assert sum(1 for _ in path.segments()) == len(path.verbs)
    assert path.verbs[:1] in ("", "M")


NUMBER = st.floats(-1e3, 1e3).map(lambda value: f"{value:.3f}")


@given(
    st.lists(
        st.tuples(st.sampled_from("MmLlHhVvCcSsQqTtAaZz"), st.lists(NUMBER, max_size=7)).map(
            lambda step: f"{step[0]}{' '.join(step[1])}"
        ),
        max_size=8,
    ).map(lambda steps: "M0 0" + "".join(steps)),
    st.sampled_from(["fill", "stroke", "clip-path"]),
    st.text(alphabet="abc#()url:role0123456789.,% -", max_size=20),
)
def test_any_document_is_art_or_a_fault(
    tmp_path_factory: pytest.TempPathFactory, data: str, name: str, value: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.svg"
    gradient = '<radialGradient id="g"><stop/><stop offset="1"/></radialGradient>'
    clip = f'<clipPath id="c"><path d="{data}" clip-rule="evenodd"/></clipPath>'
    shapes = f'<path d="{data}" fill="url(#g)" {"stroke-width" if name == "fill" else name}="{value}"/>'
    path.write_text(
        f'{HEAD}{gradient}{clip}{shapes}<path d="{data}" stroke="red" clip-path="url(#c)"/></svg>', "utf-8"
    )
    with suppress(ContentError):
        assert read_svg(path).artwork.box == Rect(0, 0, 100, 100)
