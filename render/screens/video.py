"""Pictures as a film: frames go through a pipe to ffmpeg, a program of its own, one at a time.

H.264 in MP4, a constant number of frames a second, 4:2:0: its sides are even, so a picture with an odd one gets a
black column at the right or a black row at the bottom. No sound, no date: same frames, same bytes.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import numpy as np

from render.backends.base import replacing
from render.backends.raster import Band
from render.errors import UsageError, WriteError

FRAMES = (25, 30, 50, 60)
# H.264 ends here; many players of walls end at 4,096.
LARGEST_SIDE, COMMON_SIDE = 16_384, 4096
FADE_SECONDS = 0.5
_ENCODERS = ("libx264", "libopenh264")
_QUALITY = {
    "libx264": ("-preset", "veryfast", "-crf", "17", "-bf", "2"),
    "libopenh264": ("-b:v", "12M"),
}


def find_program(own: str | None) -> str | None:
    """Return the ffmpeg to use: the person's own where it writes H.264, else the one of imageio-ffmpeg, else None."""
    if own and encoder(own):
        return own
    try:
        import imageio_ffmpeg
    except ImportError:
        return None
    try:
        brought: str = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError:
        return None
    return brought if encoder(brought) else None


@cache
def encoder(program: str) -> str:
    """Return the name of the H.264 encoder that a program has, '' where it has none or does not run."""
    try:
        ran = subprocess.run([program, "-hide_banner", "-encoders"], capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    known = ran.stdout.decode("utf-8", "replace").split()
    return next((each for each in _ENCODERS if each in known), "")


def even(size: tuple[int, int]) -> tuple[int, int]:
    """Return the sides of the film of a picture: the next even ones."""
    return size[0] + size[0] % 2, size[1] + size[1] % 2


def write_video(
    frames: Iterable[tuple[Band, int]], size: tuple[int, int], fps: int, target: Path, program: str
) -> int:
    """Write pictures, each with how many frames it stands, and return the number of frames.

    Raise UsageError for a picture larger than H.264, WriteError where the program fails.
    """
    if max(size) > LARGEST_SIDE:
        raise UsageError("video.too-large", width=size[0], height=size[1], most=LARGEST_SIDE)
    with replacing(target) as path, tempfile.TemporaryFile() as said:
        command = [*_command(program, size, fps), str(path)]
        try:
            running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=said, stderr=said)
        except OSError as fault:
            raise WriteError("video.failed", path=str(target), reason=str(fault)) from fault
        try:
            count = _piped(frames, running)
        except BaseException:
            running.kill()
            running.wait()
            raise
        if running.wait() != 0:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").strip().splitlines()
            raise WriteError("video.failed", path=str(target), reason=lines[-1] if lines else str(running.returncode))
    return count


def _piped(frames: Iterable[tuple[Band, int]], running: subprocess.Popen[bytes]) -> int:
    assert running.stdin is not None
    count = 0
    try:
        for band, times in frames:
            data = band.tobytes()
            for _ in range(times):
                running.stdin.write(data)
            count += times
        running.stdin.close()
    except (BrokenPipeError, OSError):
        # The program has gone; what it said and its exit code tell why.
        return count
    return count


def _command(program: str, size: tuple[int, int], fps: int) -> list[str]:
    width, height = size
    across, down = even(size)
    name = encoder(program)
    colours = "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int"
    return [
        *(program, "-hide_banner", "-loglevel", "error", "-nostdin", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", str(fps), "-i", "pipe:0"),
        *("-an", "-vf", f"pad={across}:{down}:0:0:black,{colours},format=yuv420p"),
        *("-c:v", name, *_QUALITY[name], "-g", str(fps * 2), "-r", str(fps)),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"),
        *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart"),
        *("-f", "mp4"),
    ]


def with_changes(pictures: Iterable[tuple[Band, float]], fps: int, *, fade: bool) -> Iterator[tuple[Band, int]]:
    """Yield the frames of pictures that stand so many seconds each, the last changing into the first again.

    A fade takes the last half second of a picture; at most two pictures and one frame are held beside the first.
    """
    first: Band | None = None
    before: tuple[Band, int] | None = None
    for band, seconds in pictures:
        first = band if first is None else first
        if before:
            yield from _change(*before, band, fps, fade=fade)
        before = band, max(1, round(seconds * fps))
    if before and first is not None:
        yield from _change(*before, first, fps, fade=fade)


def _change(band: Band, count: int, following: Band, fps: int, *, fade: bool) -> Iterator[tuple[Band, int]]:
    steps = min(round(FADE_SECONDS * fps), count - 1) if fade and following is not band else 0
    yield band, count - steps
    for step in range(1, steps + 1):
        share = step * 256 // (steps + 1)
        mixed = band.astype(np.uint16) * (256 - share) + following.astype(np.uint16) * share
        yield (mixed >> 8).astype(np.uint8), 1
