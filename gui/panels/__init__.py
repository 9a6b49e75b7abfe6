"""The panels around the picture: words at the left, looks at the right, problems below."""
