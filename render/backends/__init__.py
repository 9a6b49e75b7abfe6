"""Sheet → bytes: each backend only draws what it is given."""
