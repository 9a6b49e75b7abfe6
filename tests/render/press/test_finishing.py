"""What is done to the edges: the two sizes that follow, what words keep clear of, and where eyelets go."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest

from render.errors import UsageError
from render.geometry import Insets, Rect, Size
from render.model.design import Design
from render.model.finishing import Eyelets, Finishing, eyelet_places, parse_finishing, printed
from render.model.formats import find_format
from render.pipeline import prepare
from render.press.finishing import overlay, ticks
from render.scene.bounds import bounds, texts

BANNER, PENNANT = find_format("bang-ron-8000x1200"), find_format("phuon-800x2400")


@pytest.mark.parametrize(
    ("entries", "made"),
    [
        (["hem=30"], Finishing(hem=(30, 30, 30, 30))),
        (["hem=30,50"], Finishing(hem=(30, 50, 30, 50))),
        (["pocket=100,0,80,0"], Finishing(pocket=(100, 0, 80, 0))),
        (["eyelets=600"], Finishing(eyelets=Eyelets(pitch=600))),
        (["eyelets=0", "eyelet-diameter=12"], Finishing(eyelets=Eyelets(pitch=0, diameter=12))),
        (["wrap=70.5"], Finishing(wrap=(70.5, 70.5, 70.5, 70.5))),
        ([], Finishing()),
    ],
)
def test_finishing_is_read_as_typed(entries: list[str], made: Finishing) -> None:
    assert parse_finishing(entries) == made


@pytest.mark.parametrize(
    "entry", ["hem", "hem=", "hem=a", "hem=1,2,3", "hem=-4", "hem=1e9", "sewn=3", "eyelets=1,2", "eyelet-diameter=0"]
)
def test_nonsense_is_wrong_use(entry: str) -> None:
    with pytest.raises(UsageError, match=r"finish\."):
        parse_finishing([entry])


def test_a_hem_and_a_wrap_are_printed_beyond_the_finished_size() -> None:
    work = msgspec.structs.replace(BANNER, finish=Finishing(hem=(30, 40, 30, 40), wrap=(0, 70, 0, 0)))
    assert work.bleeds == Insets(30, 70, 30, 40)
    assert printed(work.trim, work.bleeds) == Size(8110, 1260)
    # A hem narrower than the bleed changes nothing.
    assert msgspec.structs.replace(BANNER, finish=Finishing(hem=(5, 5, 5, 5))).bleeds == BANNER.bleeds


@pytest.mark.parametrize(
    ("finish", "keep_out"),
    [
        (Finishing(pocket=(100, 0, 0, 0)), (125, 60, 60, 60)),
        (Finishing(batten=(40, 0, 40, 0)), (65, 60, 65, 60)),
        (Finishing(eyelets=Eyelets(inset=60)), (80, 80, 80, 80)),
        (Finishing(hem=(30, 30, 30, 30)), (60, 60, 60, 60)),
    ],
)
def test_words_keep_clear_of_seams_and_eyelets(finish: Finishing, keep_out: tuple[float, ...]) -> None:
    work = msgspec.structs.replace(BANNER, finish=finish)
    assert tuple(work.keep_out) == keep_out
    page = prepare(Design(text="Đảng Cộng sản Việt Nam quang vinh muôn năm!", format=work)).pages[0]
    free = Rect(0, 0, *work.size).grown(Insets(*(-side for side in keep_out)))
    assert all(free.contains(ink, 0.01) for _, ink in texts(page))


def test_eyelets_stand_evenly_and_at_every_corner() -> None:
    places = eyelet_places(Size(3000, 1000), Eyelets(pitch=600, inset=20))
    assert {(20, 20), (2980, 20), (2980, 980), (20, 980)} <= set(places)
    top = sorted(x for x, y in places if y == 20)
    steps = {round(b - a, 6) for a, b in pairwise(top)}
    assert len(steps) == 1 and steps.pop() <= 600
    assert len(places) == len(set(places)) == 2 * 5 + 2 * 2
    assert len(eyelet_places(Size(3000, 1000), Eyelets(pitch=0))) == 4


def test_what_is_sewn_and_folded_is_ticked_outside_the_print() -> None:
    work = msgspec.structs.replace(PENNANT, finish=Finishing(pocket=(100, 0, 80, 0)))
    assert ticks(work).down == (100, 2320)
    leaflet = find_format("to-gap-297x210")
    assert ticks(leaflet).across == leaflet.folds


def test_the_overlay_draws_every_finish_on_the_finished_size() -> None:
    finish = Finishing(hem=(30, 30, 30, 30), pocket=(100, 0, 0, 0), eyelets=Eyelets())
    work = msgspec.structs.replace(BANNER, finish=finish)
    group = overlay(work, 10)
    box = bounds(group)
    assert box is not None and Rect(-31, -31, 8031, 1231).contains(box, 10)
    plain = overlay(BANNER, 10)
    assert len(group.children) > len(plain.children)
