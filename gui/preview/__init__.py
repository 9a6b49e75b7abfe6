"""The live picture of the work: what scale it has, how it is shown, when it is drawn anew."""
