"""The drawing process and its foreman; importing the package loads neither Qt nor Skia."""
