"""The panels around the picture: slogans on the left, choices on the right, problems below."""
