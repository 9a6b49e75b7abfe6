"""What the person means: pure data, read from TOML and checked at the door."""
