"""Scenes made anew, node by node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from render.scene.nodes import Group, Node


def rebuilt(nodes: tuple[Node, ...], change: Callable[[Node], Node]) -> tuple[Node, ...]:
    """Return nodes with every leaf changed; groups stay what they are around them."""
    return tuple(
        replace(node, children=rebuilt(node.children, change)) if isinstance(node, Group) else change(node)
        for node in nodes
    )
