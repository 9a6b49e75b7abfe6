"""Compile assets/locale/**/*.po into .mo files beside them: same words, same bytes."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

LOCALE = Path(__file__).resolve().parent.parent / "assets" / "locale"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def compiled(source: Path) -> bytes:
    """Return the compiled catalogue; fuzzy entries stay out, errors of the file are raised."""
    with source.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    # Babel fills in the clock where a date is missing; the compiled file tells none.
    catalog.creation_date = catalog.revision_date = NEVER
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def main() -> int:
    """Compile every catalogue; 1 if one is faulty."""
    faulty = 0
    for source in sorted(LOCALE.rglob("*.po")):
        try:
            content = compiled(source)
        except (PoFileError, UnicodeDecodeError) as error:
            print(f"{source}: {error}", file=sys.stderr)
            faulty = 1
            continue
        target = source.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
            print(target.relative_to(LOCALE.parent.parent))
    return faulty


if __name__ == "__main__":
    sys.exit(main())
