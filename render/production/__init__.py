"""Many works in one go: what to make, what to call it, and where it went."""
