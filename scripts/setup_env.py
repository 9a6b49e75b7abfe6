"""Make or refresh `.venv` from requirements.lock; does nothing, quickly, when it is already right.

Runs on a bare python3: standard library only. What the system lacks is found by trying to load it.
Where that is Debian or Ubuntu, it is installed when we may, else the one command to run is printed.
`--window` asks also for what a window on the screen needs; drawing without a screen does without.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "setup.stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# Library file → Debian's package. What Qt's core, GUI and widgets and Skia link to and do not bring along.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libexpat.so.1": "libexpat1",
}
# The same for Qt's X11 and Wayland plugins.
WINDOW = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
PROOF = (
    "import pikepdf, skia, uharfbuzz; from PySide6.QtTest import QTest; "
    "from PySide6.QtWidgets import QApplication; QApplication([])"
)


def say(vietnamese: str, english: str) -> None:
    """Tell the person, in both languages, on stderr: stdout belongs to the command that follows."""
    print(f"{vietnamese}\n  {english}", file=sys.stderr, flush=True)


def loads(library: str) -> bool:
    """Tell whether the system has this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(libraries: dict[str, str]) -> dict[str, str]:
    """Return those that the system lacks; other systems than Linux bring all that Qt needs."""
    if sys.platform != "linux":
        return {}
    return {file: package for file, package in libraries.items() if not loads(file)}


def missing_venv() -> dict[str, str]:
    """Return the package of Python's own `venv` and `ensurepip`, which Debian keeps apart, if missing."""
    importlib.invalidate_caches()
    try:
        importlib.import_module("venv")
        importlib.import_module("ensurepip")
    except ImportError as error:
        return {error.name or "ensurepip": f"python3.{sys.version_info.minor}-venv"}
    return {}


def missing(window: bool) -> dict[str, str]:
    """Return all that the system lacks, with Debian's package for each."""
    return missing_venv() | missing_libraries(DRAWING | WINDOW if window else DRAWING)


def privilege() -> list[str] | None:
    """Return what to put before a command to run it as root without a question, None if we may not."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def by_hand(packages: list[str]) -> str:
    """Return the one command that a person runs to install these packages."""
    update, install = "apt-get update", "apt-get install -y --no-install-recommends " + " ".join(packages)
    if os.geteuid() == 0:
        return f"{update} && {install}"
    if shutil.which("sudo"):
        return f"sudo {update} && sudo {install}"
    return "su -c " + shlex.quote(f"{update} && {install}")


def install(packages: list[str]) -> None:
    """Install Debian's packages if we may; whoever called looks whether it helped."""
    before = privilege()
    if before is None:
        return
    say("Đang cài thư viện hệ thống:", "Installing system libraries: " + " ".join(packages))
    # A stale third-party source may fail to update; the install decides.
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *words]
        subprocess.run([*before, *apt], check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def provide_system(window: bool) -> bool:
    """Bring in what the system lacks, or say how; True if nothing is missing in the end."""
    lacking = missing(window)
    debian = shutil.which("apt-get") is not None
    if lacking and debian:
        install(sorted(lacking.values()))
        lacking = missing(window)
    if lacking:
        say("Thiếu thư viện hệ thống:", "System libraries are missing: " + " ".join(lacking))
        if debian:
            say("Hãy chạy lệnh này rồi thử lại:", "Run this, then try again:")
            print(f"\n    {by_hand(sorted(lacking.values()))}\n", file=sys.stderr)
    return not lacking


def fingerprint() -> str:
    """Return what the environment is made from: this lock, this Python."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{lock} {platform.python_version()} {platform.machine()}\n"


def current() -> bool:
    """Tell whether the environment was finished from this lock and this Python."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == fingerprint()


def usable() -> bool:
    """Tell whether `.venv` has a working pip of our Python; half-made or older ones are made anew."""
    probe = [PYTHON, "-c", "import pip, sys; print(sys.version_info[:2])"]
    try:
        answer = subprocess.run(probe, check=False, capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.strip() == str(sys.version_info[:2])


def build() -> None:
    """Make `.venv`, install the lock into it and prove that the libraries load."""
    say("Đang chuẩn bị .venv, lần đầu mất vài phút …", "Preparing .venv, some minutes the first time …")
    STAMP.unlink(missing_ok=True)
    if not usable():
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--no-input"]
    pip += [] if sys.stderr.isatty() else ["--quiet"]
    pip += ["--only-binary", ":all:"]  # a compiler is not asked of anyone
    subprocess.run([*pip, "--require-hashes", "-r", LOCK], check=True, stdout=sys.stderr)
    subprocess.run([PYTHON, "-c", PROOF], check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    STAMP.write_text(fingerprint(), "utf-8")


def main() -> int:
    """Return 0 when `.venv` is ready."""
    window = "--window" in sys.argv[1:]
    if sys.version_info < (3, 11):  # noqa: UP036  # an older Python can read this file and should say so
        say(f"Cần Python 3.11 trở lên, đây là {platform.python_version()}.", "Python 3.11 or newer is needed.")
        say("Nếu máy có bản khác:", "If there is another on this machine: make setup PYTHON=python3.12")
        return 1
    if current():
        # On Wayland a window may open without the X11 libraries, so here they are only advised.
        if window:
            provide_system(window)
        return 0
    if not provide_system(window=False):
        return 1
    try:
        build()
    except subprocess.CalledProcessError as error:
        step = " ".join(str(word) for word in error.cmd[:4])
        say("Chưa chuẩn bị xong, lý do ở trên.", f"Not ready; the reason is above ({step} …).")
        return 1
    if window:
        provide_system(window)
    return 0


if __name__ == "__main__":
    sys.exit(main())
