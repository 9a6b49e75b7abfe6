"""How Vietnamese becomes glyphs: normalise, shape, break, fit."""
