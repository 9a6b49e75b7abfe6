"""What PDF/X asks of a finished file, as a list of checks: assertions of our own, no certificate."""
