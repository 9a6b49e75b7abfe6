"""Test cards, the simulation, and what is said of slides that do not read."""

from __future__ import annotations

import numpy as np
import pytest

from render.errors import UsageError
from render.model.screen_names import parse_screen
from render.model.screens import Screen
from render.screens.canvas import paint_wall, rgb
from render.screens.legibility import Judged, Load, judge, least_cap_px, load_of, stroke_share
from render.screens.simulation import simulated
from render.screens.testcard import bar_pictures, cards
from tests.render.screens.films import flashes

WALL = parse_screen("12x12 P5")
QUIET = Load(0.1, 0.0, 0.0)


def judged(**facts: object) -> Judged:
    return Judged(
        **({"name": "01.png", "least_cap": 99, "main_cap": 99, "stroke": 9, "contrast": 9, "load": QUIET} | facts)
    )


FAR = Screen(id="x", name="x", module="p5-320x160", columns=12, rows=12, distance=50)
FINDINGS = [
    ({}, FAR, []),
    # 10 px × 5 mm = 50 mm: read up to 29 m.
    ({"least_cap": 10, "main_cap": 40}, FAR, ["screen.far"]),
    # 20 px × 5 mm = 100 mm: enough at 50 m (85), with ease up to 35 m.
    ({"least_cap": 20, "main_cap": 20}, FAR, ["screen.far-for-ease"]),
    ({"least_cap": 1}, parse_screen("768x384"), []),
    ({"stroke": 0.7}, FAR, ["screen.thin"]),
    ({"contrast": 2.2}, FAR, ["screen.pale"]),
    ({"load": Load(0.6, 0.0, 0.1)}, FAR, ["screen.bright"]),
    ({"load": Load(0.9, 0.9, 0.0)}, FAR, ["screen.bright", "screen.white"]),
    ({"load": Load(0.34, 0.0, 0.9)}, FAR, ["screen.saturated"]),
]


@pytest.mark.parametrize(("facts", "screen", "codes"), FINDINGS)
def test_what_does_not_read_is_said(facts: dict, screen: Screen, codes: list[str]) -> None:
    assert [problem.code for problem in judge([judged(), judged(**facts)], screen)] == codes


def test_the_distance_up_to_which_it_would_read() -> None:
    (problem,) = judge([judged(name="a", least_cap=12), judged(name="b", least_cap=10)], FAR)
    assert problem.where == "b" and problem.params["reach"] == 29 and problem.params["count"] == 2


def test_a_flood_of_red_counts_as_light() -> None:
    red = np.zeros((30, 30, 3), np.uint8)
    red[:, :, 0] = 255
    assert load_of(red) == Load(1.0, 0.0, 1.0)
    assert load_of(np.full((30, 30, 3), 255, np.uint8)) == Load(1.0, 1.0, 0.0)


def test_strokes_are_as_thick_as_they_look() -> None:
    assert stroke_share("co-dong-pixel-400") == pytest.approx(1 / 16)
    assert stroke_share("be-vietnam-pro-400") < stroke_share("be-vietnam-pro-800") < 0.25
    assert 0.13 < stroke_share("oswald-700") < 0.2


def test_recommended_and_least_heights() -> None:
    assert least_cap_px(FAR, 2.8) == pytest.approx(28) and least_cap_px(FAR, 1.7) == pytest.approx(17)


@pytest.mark.parametrize(
    "name", ["bang-to-dan-pho", "320x32", "768x384", "1920x1080", "256x768", "bang-ba-mau-128x32"]
)
def test_cards_have_a_border_of_one_pixel_and_module_numbers(name: str) -> None:
    screen = parse_screen(name)
    made = [rgb(paint_wall(card, screen)) for card in cards(screen, "0912 345 678")]
    assert len(made) == (1 if screen.height >= 128 else 2)
    for card in made:
        edges = (card[0, 33:-33], card[-1, 33:-33], card[33:-33, 0], card[33:-33, -1])
        assert all((edge == edge[:1]).all() and edge.max(initial=255) == 255 for edge in edges)
        assert card[1, 20:-20].min() < 255, "one pixel, no more"
    across, down = screen.dots or (64, 64)
    fields = [made[0][y : y + down, x : x + across].tobytes() for x in range(0, across * 3, across) for y in (down,)]
    assert screen.height < 2 * down or screen.width < 3 * across or len(set(fields)) == 3


def test_on_a_small_board_number_and_size_are_whole() -> None:
    screen = parse_screen("bang-to-dan-pho")
    _, facts = (paint_wall(card, screen)[:, :, 0] for card in cards(screen, "0912 345 678"))
    inside = facts[1:-1, 1:-1]
    assert inside[:, 0].max() == 0 and inside[:, -1].max() == 0, "the number keeps off the border"


@pytest.mark.parametrize("screen", [WALL, parse_screen("bang-to-dan-pho")], ids=lambda screen: screen.id)
def test_the_bar_walks_over_every_pixel_without_a_flash(screen: Screen) -> None:
    pictures = [rgb(picture).max(axis=2) for picture in bar_pictures(screen, 25)]
    assert np.min(np.max(pictures, axis=0)) == 255
    assert flashes([picture.mean() / 255 for picture in pictures], 25) <= 3


def test_far_away_lamps_run_together() -> None:
    screen = parse_screen("2x2 P10")
    wall = np.zeros((32, 64, 3), np.uint8)
    wall[8:24, 16:48] = 255
    near, far = (simulated(wall, screen, distance).astype(int) for distance in (1, 60))
    assert near.shape == far.shape and near.shape[1] >= 64 * 8
    inside = (
        slice(near.shape[0] * 12 // 32, near.shape[0] * 20 // 32),
        slice(near.shape[1] * 28 // 64, near.shape[1] * 36 // 64),
    )
    assert near[inside].std() > 60 > 25 > far[inside].std()
    assert far[inside].mean() > 200


def test_one_colour_is_shown_in_its_lamps_colour_and_seams_are_dark() -> None:
    screen = Screen(id="x", name="x", module="p10-320x160", columns=2, rows=1, colour="one", bezel=40)
    seen = simulated(np.full((16, 64, 1), 255, np.uint8), screen, 1)
    assert seen[:, :, 0].mean() > 2 * seen[:, :, 1].mean()
    middle = seen.shape[1] // 2
    assert seen[:, middle].max() < 60


def test_a_wall_without_a_pitch_cannot_be_seen_from_afar() -> None:
    with pytest.raises(UsageError, match=r"simulation\.pitch"):
        simulated(np.zeros((4, 4, 3), np.uint8), parse_screen("4x4"), 10)
