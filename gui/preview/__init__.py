"""The live picture of the work."""
