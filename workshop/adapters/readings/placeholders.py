"""What makers write where a value should be: no value."""

from __future__ import annotations

import re

_MAX_LENGTH = 200

# Seen in the wild (linuxhw/DMI, GLPI agent, eReuse snapshots); compared in lower case, without spaces at the ends.
_WORDS = frozenset(
    """
    to be filled by o.e.m.|to be filled by oem|to be filled|fill by oem|filled by oem|o.e.m.|oem|oem string
    default string|default
    system manufacturer|system product name|system version|system serial number|system name|system sku
    base board manufacturer|base board product name|base board version|base board serial number|base board asset tag
    chassis manufacturer|chassis version|chassis serial number|chassis asset tag|asset tag|serial number|product name
    manufacturer|version|type1sku0|type1family|type1productconfigid|sku|sku number|family|model
    not specified|not available|not applicable|not provided|not present|not settable|not defined|not set|notspecified
    unspecified|unknown|undefined|undefine|unavailable|none|null|nil|n/a|na|empty|blank|no value|void|no enclosure
    invalid|redacted|censored|removed|anonymized|anonymised|eval|tbd|no serial|no asset tag
    no asset information|<out of spec>|<bad index>|bad index|out of spec|unknow|other
    """.replace("\n", "|").split("|")
)
_WORDS_TRIMMED = frozenset(word.strip() for word in _WORDS) - {""}
_PATTERNS = re.compile(
    r"""
    [\W_]*                                                    # nothing but punctuation: --, ...., ****
    | (?:[a-z]{1,3}[-_#]?|\#?[a-z]?)(?:0?123456789\d*|0?123456789abcdef.*)   # 0123456789, MB-1234567890, #A123456789
    | [^a-z0-9]*(.)\1*[^a-z0-9]*                              # 00000000, XXXXXXXX, ........
    | (?:01)+ | (?:10)+ | (?:12)+ | 0x0* | 0+[\W_0]*
    | .*to\ be\ filled\ by.* | .*default\ string.* | .*not\ specified.* | .*o\.e\.m\..*
    | none[\W_].* | asset-1234567890 | bsn12345678901234567.* | chassis\ ?serial.*
    """,
    re.VERBOSE | re.DOTALL,
)
_UUIDS = frozenset(
    {
        "03000200-0400-0500-0006-000700080009",  # AMI's default, and the same with its first halves in the other order
        "00020003-0004-0005-0006-000700080009",
        "12345678-1234-5678-90ab-cddeefaabbcc",
        "fefefefe-fefe-fefe-fefe-fefefefefefe",
    }
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def real(text: object) -> str | None:
    """Give a value as written, without the spaces around it; None where it only holds the place of one."""
    if not isinstance(text, str):
        return None
    clean = "".join(letter if letter.isprintable() else " " for letter in text[:_MAX_LENGTH]).strip()
    low = " ".join(clean.lower().split())
    return None if not low or low in _WORDS_TRIMMED or _PATTERNS.fullmatch(low) else clean


def name(text: object) -> str | None:
    """Give a name, a version or a type, where a single letter or digit may be meant (« version 1 »)."""
    return text.strip() if isinstance(text, str) and re.fullmatch(r"\s*[1-9A-Z]\s*", text) else real(text)


def serial(text: object) -> str | None:
    """Give a serial number; what is too short to tell two things apart is none."""
    value = real(text)
    return None if value is None or len(value) < 3 or "\N{REPLACEMENT CHARACTER}" in value else value  # noqa: PLR2004


def uuid(text: object) -> str | None:
    """Give a machine's UUID in lower case."""
    value = (real(text) or "").lower()
    repeated = len(set(value.replace("-", ""))) == 1
    return value if _UUID.fullmatch(value) and value not in _UUIDS and not repeated else None
