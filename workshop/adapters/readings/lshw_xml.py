"""`lshw -xml`: the same tree as its JSON, in the words of both."""

from __future__ import annotations

from typing import Any

from workshop.adapters.readings import lshw
from workshop.adapters.readings.inventory import Inventory
from workshop.adapters.readings.xml_text import Element, root

_DEPTH = 40


def read(text: str) -> Inventory | None:
    """Read a report; None where it is none of lshw's."""
    found = root(text)
    return None if found is None else of(found)


def of(found: Element) -> Inventory | None:
    """Read a document that was parsed already; newer versions put `<list>` around the machine."""
    node = found if found.tag == "node" else found.find("node") if found.tag == "list" else None
    return None if node is None else lshw.of(_node(node, _DEPTH))


def _node(element: Element, depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {key: element.get(key) for key in ("id", "class") if element.get(key)}
    for child in element:
        if child.tag == "node":
            if depth:
                node.setdefault("children", []).append(_node(child, depth - 1))
        elif child.tag == "configuration":
            node["configuration"] = {item.get("id", ""): item.get("value", "") for item in child}
        elif child.tag == "capabilities":
            node["capabilities"] = {item.get("id", ""): item.text or "" for item in child}
        elif child.tag in node:  # several names of one device
            told = node[child.tag]
            node[child.tag] = [*(told if isinstance(told, list) else [told]), child.text or ""]
        else:
            node[child.tag] = child.text or ""
    return node
