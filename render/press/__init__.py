"""What a printer needs around the trim: page boxes, scale, marks."""
