"""Documents about the works, laid out and drawn like any other."""
