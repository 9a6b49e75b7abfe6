"""Inspection before paper is spent, and of the finished file."""
