"""What a line break costs, from free to forbidden: the currency in which breakings are weighed."""

from __future__ import annotations

import math

FORBIDDEN = math.inf
# A break made by hand.
FORCED = -math.inf
FREE, CHEAP, PLAIN, CLOSE, DEAR, LEADING, STUMBLE = 0.0, 0.35, 1.0, 1.5, 2.0, 3.0, 8.0
# A line of one syllable.
LONE = 5.0
# A line that begins inside a name or inside a clause and runs on behind it.
TORN_NAME, TORN_CLAUSE = 4.0, 2.0
