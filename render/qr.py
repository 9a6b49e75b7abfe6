"""The door to QR codes: a text as dark and light modules."""

from __future__ import annotations

from functools import lru_cache

from render.errors import UsageError

MOST_BYTES = 1000
# Clear modules around a code (ISO/IEC 18004).
QUIET = 4


@lru_cache(maxsize=64)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of a code, True for dark, without its quiet zone; a seventh of it may be damaged (level M).

    Raise UsageError where the text is empty, no Unicode, or longer than a code on a poster should be.
    """
    import qrcode

    if not text.strip():
        raise UsageError("qr.empty")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as fault:
        raise UsageError("qr.not-text") from fault
    if size > MOST_BYTES:
        raise UsageError("qr.too-long", most=MOST_BYTES, bytes=size)
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())
