"""The three forms of macOS' `system_profiler` (-json, -xml, text) as one tree: data type → items.

Text has its labels instead of keys; they are those of an English system, and the reader of the facts knows both.
"""

from __future__ import annotations

import re
from typing import Any

from workshop.adapters.readings.values import document, lines, table, tables
from workshop.adapters.readings.xml_text import Element, root

Tree = dict[str, list[dict[str, Any]]]

_TITLES = {
    "Hardware": "SPHardwareDataType",
    "Memory": "SPMemoryDataType",
    "Serial-ATA": "SPSerialATADataType",
    "SATA": "SPSerialATADataType",
    "SATA/SATA Express": "SPSerialATADataType",
    "NVMExpress": "SPNVMeDataType",
    "Power": "SPPowerDataType",
    "Graphics/Displays": "SPDisplaysDataType",
    "Network": "SPNetworkDataType",
    "Software": "SPSoftwareDataType",
    "Camera": "SPCameraDataType",
    "Audio": "SPAudioDataType",
    "USB": "SPUSBDataType",
}
_LINE = re.compile(r"( {0,60})(\S[^:]{0,80}):(?: (.{0,300}))?")
_DEPTH = 24
_MOST_NODES = 20_000


def tree(text: str) -> Tree:
    """Give the items by data type; empty where the text is none of the three forms."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "{":
        found = table(document(text))
        return {kind: tables(items) for kind, items in found.items() if kind.startswith("SP")}
    if start == "<":
        return _of_plist(root(text))
    return _of_text(text)


def nodes(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the items and all that hangs below them, parents first."""
    found: list[dict[str, Any]] = []
    waiting = [(item, 0) for item in reversed(items)]
    while waiting and len(found) < _MOST_NODES:
        node, depth = waiting.pop()
        found.append(node)
        if depth < _DEPTH:
            waiting += [(item, depth + 1) for item in reversed(tables(node.get("_items")))]
    return found


def flat(node: dict[str, Any]) -> dict[str, Any]:
    """Give the values of a node with those of the groups inside it."""
    groups = [value for value in node.values() if isinstance(value, dict)] + tables(node.get("_items"))
    found = {key: value for group in reversed(groups) for key, value in group.items()}
    return {**found, **{key: value for key, value in node.items() if not isinstance(value, dict | list)}}


def _of_plist(top: Element | None) -> Tree:
    parts = _value(top[0], 0) if top is not None and top.tag == "plist" and len(top) else None
    found: Tree = {}
    for part in tables(parts):
        kind = part.get("_dataType")
        if isinstance(kind, str) and kind.startswith("SP"):
            found.setdefault(kind, []).extend(tables(part.get("_items")))
    return found


def _value(element: Element, depth: int) -> Any:
    """Read one value of a property list; what is none of the kinds that are used here is None."""
    if depth > _DEPTH * 2:
        return None
    children = list(element)
    if element.tag == "dict":
        pairs = zip(children[::2], children[1::2], strict=False)
        return {key.text or "": _value(value, depth + 1) for key, value in pairs if key.tag == "key"}
    if element.tag == "array":
        return [_value(child, depth + 1) for child in children]
    if element.tag in {"true", "false"}:
        return element.tag == "true"
    return (element.text or "") if element.tag in {"string", "integer", "real", "date"} else None


def _of_text(text: str) -> Tree:
    """Build the tree from indentation: a title alone on its line opens a node, a label with a value fills one."""
    found: Tree = {}
    open_nodes: list[tuple[int, dict[str, Any]]] = []
    for line in lines(text):
        told = _LINE.fullmatch(line.rstrip())
        if told is None:
            continue
        indent, label, value = len(told[1]), told[2].strip(), (told[3] or "").strip()
        if indent == 0:
            kind = _TITLES.get(label)
            open_nodes = [(0, {"_name": label})] if kind and not value else []
            if open_nodes:
                found.setdefault(kind or "", []).append(open_nodes[0][1])
            continue
        while open_nodes and open_nodes[-1][0] >= indent:
            open_nodes.pop()
        if not open_nodes:
            continue
        if value:
            open_nodes[-1][1].setdefault(label, value)
        elif len(open_nodes) < _DEPTH:
            node = {"_name": label}
            open_nodes[-1][1].setdefault("_items", []).append(node)
            open_nodes.append((indent, node))
    return found
