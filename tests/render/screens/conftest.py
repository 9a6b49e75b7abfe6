"""What the tests of screens share."""

from tests.render.screens.films import ffmpeg

__all__ = ["ffmpeg"]
