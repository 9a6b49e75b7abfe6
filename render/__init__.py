"""The workshop: everything that needs no window. `docs/architecture.md` draws the map."""
