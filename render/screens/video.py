"""Frames as a film: they go through a pipe to ffmpeg, a program of its own, one at a time.

H.264 in MP4, a constant number of frames a second. No sound, no date: same frames, same bytes.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from render.backends.base import replacing
from render.errors import UsageError, WriteError

FRAMES = (25, 30, 50, 60)
# H.264 ends here; many players of walls end at 4,096.
LARGEST_SIDE, COMMON_SIDE = 16_384, 4096
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


def write_video(
    frames: Iterable[tuple[bytes, int]], size: tuple[int, int], fps: int, target: Path, program: str
) -> int:
    """Write frames of even sides (see `film`), each with how often it is shown, and return how many there are in all.

    Raise UsageError for a picture larger than H.264, WriteError where the program fails.
    """
    if max(size) > LARGEST_SIDE:
        raise UsageError("video.too-large", width=size[0], height=size[1], most=LARGEST_SIDE)
    if not encoder(program):
        raise WriteError("video.failed", path=str(target), reason=program)
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


def _piped(frames: Iterable[tuple[bytes, int]], running: subprocess.Popen[bytes]) -> int:
    """Write the frames into the program and close its ear; where it has gone, its exit code will tell."""
    assert running.stdin is not None
    count = 0
    try:
        for data, times in frames:
            for _ in range(times):
                running.stdin.write(data)
            count += times
    except BrokenPipeError:
        pass
    finally:
        with suppress(OSError):
            running.stdin.close()
    return count


def _command(program: str, size: tuple[int, int], fps: int) -> list[str]:
    name = encoder(program)
    return [
        *(program, "-hide_banner", "-loglevel", "error", "-nostdin", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{size[0]}x{size[1]}", "-r", str(fps)),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"),
        *("-i", "pipe:0", "-an", "-c:v", name, *_QUALITY[name], "-pix_fmt", "yuv420p", "-g", str(fps * 2)),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"),
        *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart"),
        *("-f", "mp4"),
    ]
