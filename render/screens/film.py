"""Pictures as frames of a film: light and colour apart, colour at half the size (4:2:0, BT.709, 16 to 235).

A frame has even sides: where a picture's are odd, its last column or row is there twice. (A dark one would take half
of the colour from its neighbour, which shares it.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from render.backends.grid import Band

FADE_SECONDS = 0.5
Plane = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Planes:
    """A picture's light, and its blue and red beside the light at half the size."""

    light: Plane
    blue: Plane
    red: Plane

    @property
    def data(self) -> bytes:
        """The frame as it goes through the pipe."""
        return self.light.tobytes() + self.blue.tobytes() + self.red.tobytes()


def even(size: tuple[int, int]) -> tuple[int, int]:
    """Return the sides of the film of a picture: the next even ones."""
    return size[0] + size[0] % 2, size[1] + size[1] % 2


def planes(band: Band) -> Planes:
    """Return a picture's planes. Source of the weights: ITU-R BT.709, in 256ths."""
    height, width, _ = band.shape
    if height % 2 or width % 2:
        band = np.pad(band, ((0, height % 2), (0, width % 2), (0, 0)), "edge")
    red, green, blue = (band[:, :, channel].astype(np.uint16) for channel in range(3))
    light = ((47 * red + 157 * green + 16 * blue + 128) >> 8) + 16
    small_red, small_green, small_blue = (_halved(each) for each in (red, green, blue))
    blueness = ((112 * small_blue - 26 * small_red - 86 * small_green + 512) >> 10) + 128
    redness = ((112 * small_red - 102 * small_green - 10 * small_blue + 512) >> 10) + 128
    return Planes(light.astype(np.uint8), blueness.astype(np.uint8), redness.astype(np.uint8))


def _halved(channel: NDArray[np.uint16]) -> NDArray[np.int32]:
    """Return the sums of two by two pixels."""
    return (channel[::2, ::2] + channel[1::2, ::2] + channel[::2, 1::2] + channel[1::2, 1::2]).astype(np.int32)


def with_changes(pictures: Iterable[tuple[Band, float]], fps: int, *, fade: bool) -> Iterator[tuple[bytes, int]]:
    """Yield the frames of pictures that stand so many seconds each, the last changing into the first again.

    A fade takes the last half second of a picture. Three frames are held at most, however long the film.
    """
    first: bytes | None = None
    before: tuple[bytes, int] | None = None
    for band, seconds in pictures:
        data = planes(band).data
        first = data if first is None else first
        if before:
            yield from _change(*before, data, fps, fade=fade)
        before = data, max(1, round(seconds * fps))
    if before and first is not None:
        yield from _change(*before, first, fps, fade=fade)


def _change(frame: bytes, count: int, following: bytes, fps: int, *, fade: bool) -> Iterator[tuple[bytes, int]]:
    steps = min(round(FADE_SECONDS * fps), count - 1) if fade and following != frame else 0
    yield frame, count - steps
    one, other = (np.frombuffer(each, np.uint8).astype(np.uint16) for each in (frame, following))
    for step in range(1, steps + 1):
        share = step * 256 // (steps + 1)
        yield ((one * (256 - share) + other * share) >> 8).astype(np.uint8).tobytes(), 1
