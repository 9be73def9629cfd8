"""What makers write where a value should be: no value."""

from __future__ import annotations

import re

_MAX_LENGTH = 200

# Seen in the wild (linuxhw/DMI, GLPI agent, eReuse snapshots); compared as letters and digits only, in lower case:
# « To Be Filled By O.E.M. », « ToBeFilledByOEM » and « TO_BE_FILLED_BY_OEM » are one.
_WORD_LIST = """
    tobefilledbyoem tobefiledbyoem tobefilled fillbyoem filledbyoem oem oemstring oemdefine defaultstring default
    systemmanufacturer systemproductname systemversion systemserialnumber systemname systemsku
    baseboardmanufacturer baseboardproductname baseboardversion baseboardserialnumber baseboardassettag
    chassismanufacturer chassismanufacture chassisversion chassisserialnumber chassisassettag assettag serialnumber
    productname manufacturer version type1sku0 type1family type1productconfigid sku skunumber family model
    notspecified notavailable notapplicable notprovided notpresent notsettable notdefined notset notassigned notused
    notinstalled nonespecified noneprovided unspecified unknown undefined undefine unavailable unassigned unused none
    null nullstring nil na empty blank novalue void noenclosure invalid redacted censored removed anonymized anonymised
    eval tbd noserial noserialnumber noassettag noassetinformation outofspec badindex unknow other modulemanufacturer
    nodimm nomoduleinstalled 缺省字符串 默认字符串 未知
"""
_WORDS = frozenset(_WORD_LIST.split())
# Where only a serial number can stand, these are none either.
_NO_SERIAL_LIST = """
    sn serial serialno sno ssn test sample standard insyde reserved tpm barcode barcodenumber 123490en400015 deadbeef
    servicetag systemsn boardsn mainboardsn chassissn boardserial systemserial biosserial myserial serno
    pleasechange pleasefill inputserial typeserialhere fillinserial serialhere
"""
_NO_SERIALS = frozenset(_NO_SERIAL_LIST.split())
_INSIDE = re.compile(
    r"serialnum|sernum|systemserial|partnum|assettag|filledby|fillby|tbdby|tbfby|defaultstr|defaultstring|manufacturer"
    r"|notspecified|notavailable|notapplicable|undefined|baseboard|motherboard|chassisserial|boardserial|oemdefine"
    r"|oemdefault|oemserial"
)
_PATTERNS = re.compile(
    r"""
    [\W_]*                                                    # nothing but punctuation: --, ...., ****
    | (?:[a-z]{1,3}[-_#]?|\#?[a-z]?)(?:0?123456789\d*|0?123456789abcdef.*)   # 0123456789, MB-1234567890, #A123456789
    | [^a-z0-9]*(.)\1*[^a-z0-9]*                              # 00000000, XXXXXXXX, ........
    | (?:01)+ | (?:10)+ | (?:12)+ | 0x0* | 0+[\W_0]* | 0x(?:01)+
    | .*to\ be\ filled\ by.* | .*default\ string.* | .*not\ specified.* | .*o\.e\.m\..*
    | none[\W_].* | asset-1234567890 | bsn12345678901234567.* | chassis\ ?serial.*
    """,
    re.VERBOSE | re.DOTALL,
)
_UP, _DOWN, _LETTERS = "0123456789" * 5, "9876543210" * 2, "abcdefghijklmnopqrstuvwxyz"
_COUNTED = re.compile(r"([a-z]{0,6})(\d{3,40})([a-f]{0,6})")
_NEARLY_ZERO = re.compile(r"[a-z0-9]{0,4}0{6,}|[1-9]0{5,}")
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
    return None if not low or _bare(low) in _WORDS or _PATTERNS.fullmatch(low) else clean


def name(text: object) -> str | None:
    """Give a name, a version or a type, where a single letter or digit may be meant (« version 1 »)."""
    return text.strip() if isinstance(text, str) and re.fullmatch(r"\s*[1-9A-Z]\s*", text) else real(text)


def serial(text: object) -> str | None:
    """Give a serial number; what is too short to tell two things apart, or was only counted up, is none."""
    value = real(text)
    if value is None or len(value) < 3 or "\N{REPLACEMENT CHARACTER}" in value:  # noqa: PLR2004
        return None
    bare = _bare(value.lower())
    placed = bare in _NO_SERIALS or len(set(bare)) < 2 or _INSIDE.search(bare)  # noqa: PLR2004 — xxx-xx-xxx
    return None if placed or _counted(bare) or _NEARLY_ZERO.fullmatch(bare) else value


def uuid(text: object) -> str | None:
    """Give a machine's UUID in lower case."""
    value = (real(text) or "").lower()
    repeated = len(set(value.replace("-", ""))) == 1
    return value if _UUID.fullmatch(value) and value not in _UUIDS and not repeated else None


def _bare(low: str) -> str:
    return "".join(letter for letter in low if letter.isalnum())


def _counted(bare: str) -> bool:
    """Whether somebody typed along the keyboard: 12345678, SN123456789, 9876543210, ABCDEFGH, 11223344, AABBCCDD."""
    doubled = len(bare) > 5 and bare[::2] == bare[1::2]  # noqa: PLR2004
    once = bare[::2] if doubled else bare
    if (doubled or len(once) > 5) and once in _LETTERS:  # noqa: PLR2004
        return True
    parts = _COUNTED.fullmatch(once)
    if parts is None:
        return False
    before, digits, after = parts.groups()
    if not (digits in _UP or digits in _DOWN) or (after and after not in _LETTERS):
        return False
    return len(digits) >= (7 if before else 3) and digits[0] in "019"
