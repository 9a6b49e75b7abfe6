"""The front shop: everything that needs a window. Works are drawn by a process of its own, never here."""
