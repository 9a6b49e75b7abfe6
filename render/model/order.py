"""What is ordered of a work beside its looks: how many, of what, where, until when, and which revision it is."""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec

Line = Annotated[str, msgspec.Meta(max_length=200)]


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One work's order; `place` is where it hangs, `material` what it is printed on."""

    quantity: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1
    material: Line = ""
    place: Line = ""
    deadline: datetime.date | None = None
    revision: Annotated[int, msgspec.Meta(ge=1, le=999)] = 1
