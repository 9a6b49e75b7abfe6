"""Qt's own sentences (buttons, edit menus, file dialogs) in our words, handed to Qt as a .qm file made in memory.

A QTranslator written in Python would be simpler, but PySide 6.12 loses a reference to None with every call of an
overridden `translate`, and the interpreter dies of it. Format: qtranslator.cpp; a message without context serves all.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from render.catalogue import Catalogue

SENTENCES = (
    *("OK", "Save", "Save All", "Open", "&Yes", "Yes to &All", "&No", "N&o to All", "Abort", "Retry", "Ignore"),
    *("Close", "Cancel", "Discard", "Help", "Apply", "Reset", "Restore Defaults", "&Cancel", "&OK", "&Close"),
    *("&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All", "&Step up", "Step &down"),
    *("Look in:", "Directory:", "File &name:", "Files of type:", "&Choose", "&Open", "&Save", "&Rename", "&Delete"),
    *("&New Folder", "Show &hidden files", "Back", "Forward", "Parent Directory", "Create New Folder", "List View"),
    *("Detail View", "Go back", "Go forward", "Go to the parent directory", "Create a New Folder", "Sidebar"),
    *("Change to list view mode", "Change to detail view mode", "Find Directory", "All Files (*)", "Name", "Size"),
    *("Type", "Date Modified", "Computer", "Drive", "Folder", "Files"),
)
_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69
_END, _TRANSLATION, _SOURCE = 1, 3, 6


def translator(words: Catalogue) -> QTranslator:
    """Return a translator of Qt's sentences into the catalogue's language."""
    made = QTranslator()
    made.load(compiled(words))
    return made


def compiled(words: Catalogue) -> bytes:
    """Return the sentences as the bytes of a .qm file."""
    messages = bytearray()
    places: list[tuple[int, int]] = []
    for source in SENTENCES:
        places.append((_hash(source.encode()), len(messages)))
        shown = words(f"qt.{source.replace('&', '')}").encode("utf-16-be")
        messages += bytes((_TRANSLATION,)) + _sized(shown)
        messages += bytes((_SOURCE,)) + _sized(source.encode()) + bytes((_END,))
    table = b"".join(key.to_bytes(4, "big") + at.to_bytes(4, "big") for key, at in sorted(places))
    return _MAGIC + bytes((_HASHES,)) + _sized(table) + bytes((_MESSAGES,)) + _sized(bytes(messages))


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _hash(text: bytes) -> int:
    """Return the ELF hash of a sentence, never 0."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high if high else value
        value &= 0xFFFFFFFF
    return value or 1
