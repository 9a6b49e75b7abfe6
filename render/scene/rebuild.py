"""Scenes made anew, node by node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from render.scene.nodes import Group, Node


def rebuilt(nodes: tuple[Node, ...], change: Callable[[Node], Node]) -> tuple[Node, ...]:
    """Return nodes with every leaf changed; what no change reaches stays the very same object."""
    made = tuple(_rebuilt(node, change) for node in nodes)
    return nodes if all(new is old for new, old in zip(made, nodes, strict=True)) else made


def _rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    if not isinstance(node, Group):
        return change(node)
    children = rebuilt(node.children, change)
    return node if children is node.children else replace(node, children=children)
