"""The front shop: everything that needs a window, and the only place that imports PySide6."""
