"""LED screens and electronic boards: modules, walls, and the place of a wall in what the computer sends.

Pixels count from the left top corner. A wall's own pixels are its `size`; what the player is fed is its `canvas`:
the wall cut into rows where it is folded, inside the raster where it has one, the rest black.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from render.errors import ContentError, UsageError, unknown
from render.model.formats import Format, Word, formats
from render.model.sizes import plain
from render.model.tables import read_table
from render.resources import layers

LARGEST_SIDE, LARGEST_MEGAPIXELS, MOST_MODULES, MOST_FOLDS = 32_768, 64, 1024, 64

Pixels = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_SIDE)]
Offset = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_SIDE)]
Modules = Annotated[int, msgspec.Meta(ge=1, le=MOST_MODULES)]
Length = Annotated[float, msgspec.Meta(gt=0, le=10_000)]
Colours = Literal["full", "three", "one"]
Lamp = Literal["red", "green", "blue", "yellow", "white"]
Place = tuple[int, int, int, int]


class Module(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of module as it is sold: its sides in mm and in pixels."""

    id: Word
    name: Word
    pitch: Length
    size: tuple[Length, Length]
    px: tuple[Pixels, Pixels]
    source: str
    name_en: str = ""


class Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One screen: `columns` × `rows` of a module, or plain pixels, with the `grid` of its modules where it is known.

    `bezel` is the frame of each module in mm; `player` says what it is fed by.
    """

    id: Word
    name: Word
    name_en: str = ""
    module: str = ""
    columns: Modules | None = None
    rows: Modules | None = None
    size: tuple[Pixels, Pixels] | None = None
    grid: tuple[Pixels, Pixels] | None = None
    pitch: Length | None = None
    raster: tuple[Pixels, Pixels] | None = None
    at: tuple[Offset, Offset] = (0, 0)
    fold: Annotated[int, msgspec.Meta(ge=1, le=MOST_FOLDS)] = 1
    bezel: Annotated[float, msgspec.Meta(ge=0, le=1000)] = 0.0
    colour: Colours = "full"
    lamp: Lamp = "red"
    distance: Length | None = None
    player: str = ""
    source: str = ""

    @property
    def dots(self) -> tuple[int, int] | None:
        """The pixels of one module, None where nobody said."""
        return modules()[self.module].px if self.module else self.grid

    @property
    def width(self) -> int:
        """The wall's own pixels across."""
        return self._side(0)

    @property
    def height(self) -> int:
        """The wall's own pixels down."""
        return self._side(1)

    def _side(self, axis: int) -> int:
        if self.size:
            return self.size[axis]
        count = (self.columns, self.rows)[axis]
        return modules()[self.module].px[axis] * (count or 1)

    @property
    def pitch_mm(self) -> float | None:
        """Millimetres from lamp to lamp, where known."""
        return modules()[self.module].pitch if self.module else self.pitch

    @property
    def is_upright(self) -> bool:
        """True where the wall is higher than wide: it then folds side by side."""
        return self.height > self.width

    @property
    def folded(self) -> tuple[int, int]:
        """The sides of the wall as it is cut into rows."""
        if self.is_upright:
            return self.width * self.fold, math.ceil(self.height / self.fold)
        return math.ceil(self.width / self.fold), self.height * self.fold

    @property
    def canvas(self) -> tuple[int, int]:
        """The sides of what the player is fed."""
        return self.raster or self.folded

    def pieces(self) -> Iterator[tuple[Place, tuple[int, int]]]:
        """Yield the wall's pieces as left, top, right, bottom on the wall, and where each lies in the folded one."""
        across, down = self.folded
        for at in range(self.fold):
            if self.is_upright:
                top = at * down
                yield (0, top, self.width, min(top + down, self.height)), (at * self.width, 0)
            else:
                left = at * across
                yield (left, 0, min(left + across, self.width), self.height), (0, at * self.height)

    @property
    def format(self) -> Format:
        """The wall as a format that works are laid out for."""
        return Format(
            id=self.id,
            name=self.name,
            name_en=self.name_en or self.name,
            group="led",
            medium="led",
            size=(float(self.width), float(self.height)),
            source=self.source,
            distance=self.distance,
            module=self.dots,
            pitch=self.pitch_mm,
        )

    @property
    def metres(self) -> tuple[float, float] | None:
        """The wall's sides in metres, where the pitch is known."""
        pitch = self.pitch_mm
        if not pitch:
            return None
        return self.width * pitch / 1000, self.height * pitch / 1000


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    module: tuple[Module, ...] = ()
    screen: tuple[dict[str, Any], ...] = ()


@cache
def modules() -> dict[str, Module]:
    """Return the modules by id, the user's own over the built-in ones."""
    return {each.id: each for path in layers("screens.toml") for each in read_table(path, _Catalogue).module}


@cache
def screens() -> dict[str, Screen]:
    """Return the screens by id: those of screens.toml, then each LED format as a wall of its own."""
    known: dict[str, Screen] = {}
    for path in layers("screens.toml"):
        known |= load_screens(path)
    walls = (of_format(work) for work in formats().values() if work.medium == "led")
    return known | {wall.id: wall for wall in walls if wall.id not in known}


def load_screens(path: Path) -> dict[str, Screen]:
    """Return one file's screens by id; raise ContentError naming the file and the screen at fault."""
    found: dict[str, Screen] = {}
    entries = read_table(path, _Catalogue).screen
    twice = [name for name, count in Counter(str(held.get("id")) for held in entries).items() if count > 1]
    if twice:
        raise ContentError("screen.twice", path=str(path), id=twice[0])
    for held in entries:
        name = str(held.get("id", "?"))
        try:
            screen = msgspec.convert(held, Screen)
            check_screen(screen)
        except msgspec.ValidationError as fault:
            raise ContentError("screen.invalid", path=str(path), id=name, reason=str(fault)) from fault
        except UsageError as fault:
            raise ContentError(fault.code, **{"path": str(path), **fault.params}) from fault
        found[screen.id] = screen
    return found


def of_format(work: Format) -> Screen:
    """Return an LED format as a screen."""
    width, height = (round(side) for side in work.size)
    return Screen(
        id=work.id,
        name=work.name,
        name_en=work.name_en,
        size=(width, height),
        grid=work.module,
        pitch=work.pitch,
        distance=work.distance,
        source=work.source,
    )


def find_screen(screen_id: str) -> Screen:
    """Return a screen by id; raise UsageError naming near ones."""
    try:
        return screens()[screen_id]
    except KeyError:
        raise unknown("screen.unknown", screen_id, screens()) from None


def check_screen(screen: Screen) -> Screen:
    """Return the screen if it can be; raise UsageError where its facts contradict each other."""
    by_modules = bool(screen.module and screen.columns and screen.rows)
    if screen.module and screen.module not in modules():
        raise UsageError("screen.module", id=screen.id, module=screen.module, known=", ".join(modules()))
    if by_modules == bool(screen.size):
        raise UsageError("screen.sides", id=screen.id)
    if max(screen.width, screen.height) > LARGEST_SIDE or screen.width * screen.height > LARGEST_MEGAPIXELS * 10**6:
        raise too_large(f"{screen.width} × {screen.height}")
    across, down = screen.folded
    if screen.fold > max(screen.width, screen.height):
        raise UsageError("screen.fold", id=screen.id, fold=screen.fold)
    if screen.raster and (screen.at[0] + across > screen.raster[0] or screen.at[1] + down > screen.raster[1]):
        place = f"{across} × {down} + {screen.at[0]} + {screen.at[1]}"
        raise UsageError(
            "screen.window", id=screen.id, place=place, raster=f"{screen.raster[0]} × {screen.raster[1]}"
        )
    return screen


def too_large(size: str) -> UsageError:
    """Return the error of a screen that is larger than any."""
    return UsageError("screen.too-large", size=size, most=LARGEST_SIDE, megapixels=LARGEST_MEGAPIXELS)


def free_screen(width: int, height: int) -> Screen:
    """Return a full-colour screen of plain pixels."""
    label = f"{plain(width)}x{plain(height)}"
    return check_screen(Screen(id=label, name=f"{label} px", name_en=f"{label} px", size=(width, height)))


def of_modules(columns: int, rows: int, module: Module) -> Screen:
    """Return a full-colour wall of whole modules; raise UsageError for no modules or absurdly many."""
    if columns < 1 or rows < 1:
        raise UsageError("screen.no-modules", columns=columns, rows=rows)
    if max(columns, rows) > MOST_MODULES:
        raise UsageError("screen.many-modules", columns=columns, rows=rows, most=MOST_MODULES)
    name = f"{columns} × {rows} {module.name}"
    made = Screen(f"{columns}x{rows}-{module.id}", name, name, module.id, columns, rows)
    return check_screen(made)
