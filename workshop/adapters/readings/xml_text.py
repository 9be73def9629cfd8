"""XML that nobody vouches for: no entities, no endless depth, bounded size."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

__all__ = ["Element", "root"]

_LONGEST = 4 * 1024 * 1024
_DEEPEST = 200


def root(text: str) -> Element | None:
    """Give the top of a document; None where it is none, where it holds entities, or goes too deep."""
    kept = text.lstrip("\ufeff \t\r\n")
    if not kept.startswith("<") or len(kept) > _LONGEST or _too_deep(kept):
        return None
    declared, closing, rest = kept.partition("?>")
    body = rest if closing and declared.startswith("<?xml") else kept  # its encoding was that of the bytes
    try:
        found = fromstring(body)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        return None
    return found if isinstance(found, Element) else None


def _too_deep(text: str) -> bool:
    """Count how deep the tags go, roughly; what is not closed counts as deeper."""
    depth = deepest = 0
    for piece in text.split("<")[1:]:
        if piece.startswith("/"):
            depth -= 1
        elif not piece.startswith(("!", "?")) and "/>" not in piece.partition(">")[0] + piece.partition(">")[1]:
            depth += 1
            deepest = max(deepest, depth)
    return deepest > _DEEPEST
