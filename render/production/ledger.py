"""What a folder holds of our own making: so that a job may replace its own files and nobody else's."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from render.backends.base import replacing
from render.errors import WriteError

FILE = ".co-dong-studio.json"


class Ledger:
    """The files written to one folder, each with the job that made it and its hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._entries = self._read()
        self._changed = False

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            entries = json.loads((self.folder / FILE).read_text("utf-8"))
        except (OSError, ValueError):
            # No ledger, or one that was damaged: then no file is known to be ours.
            return {}
        return entries if isinstance(entries, dict) else {}

    def allow(self, name: str, job: str, *, overwrite: bool) -> None:
        """Raise WriteError where a file stands that is not this job's own earlier output."""
        path = self.folder / name
        if overwrite or not path.exists():
            return
        entry = self._entries.get(name, {})
        if entry.get("job") != job or entry.get("sha256") != _digest(path):
            raise WriteError("target.exists", path=str(path))

    def record(self, name: str, job: str, digest: str) -> None:
        """Remember a file as this job's."""
        self._entries[name] = {"job": job, "sha256": digest}
        self._changed = True

    def withdraw(self, jobs: str, keep: set[str]) -> None:
        """Remove files of jobs that begin so, where they are no longer made and nobody has changed them."""
        for name, entry in list(self._entries.items()):
            path = self.folder / name
            if name in keep or not entry.get("job", "").startswith(jobs):
                continue
            if path.is_file() and _digest(path) == entry.get("sha256"):
                path.unlink(missing_ok=True)
            del self._entries[name]
            self._changed = True

    def save(self) -> None:
        """Write the ledger beside the files, if anything changed."""
        if self._changed:
            with replacing(self.folder / FILE) as path:
                path.write_text(json.dumps(self._entries, indent=1, sort_keys=True), "utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
