"""The finished picture: a closed list of node kinds in absolute units, drawn alike by every backend."""
