"""French typography: ’ · « » with no-break spaces · thin before ; ! ? % · no-break before : and units.

Source: Lexique des règles typographiques en usage à l’Imprimerie nationale. Addresses, paths and keys are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NO_BREAK = "\u00a0"
THIN = "\u202f"  # narrow no-break space
CODE_GROUP = 4

_SPACE = f"[ {NO_BREAK}{THIN}]"
_HELD = "\ue000"  # stands for something untouched while the rules run
_UNTOUCHED = re.compile(
    r"\w+://[^\s»]+"  # an address
    r"|[^\s«»]+@[^\s»]+"  # a mail address
    r"|[^\s«»]*[\\=_&#~|{}<>`][^\s»]*"  # a command, a key, a Windows path
    r"|(?<![^\s«(])\.{0,2}/[^\s»]+"  # /dev/sda, ./x
    r"|[^\s«»]*\w[:;!?%]\w[^\s»]*"  # 10:42, 00:1A:2B, a?b, %20
    rf"|{_HELD}"
)
_UNITS = (
    "o|[kKMGT]o|octets?|bits?|[kMG]?Hz|m?Wh|mAh|W|V|A|k?g|t|[mck]?m|m?s|min|h|dpi|px|°C|€|"
    "ans?|mois|jours?|semaines?|heures?|minutes?|secondes?|pouces?|euros?|fois|sur|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "ordinateurs?|disques?|cartons?|machines?|étiquettes?|lots?|écrans?|cycles?|personnes?|chiffres?"
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<=[^\W\d_])'(?=[\w«{_HELD}])"), "’"),
    (re.compile(rf"«{_SPACE}*(?=\S)"), f"«{NO_BREAK}"),
    (re.compile(rf"(?<=\S){_SPACE}*»"), f"{NO_BREAK}»"),
    (re.compile(rf"(?<=\d){_SPACE}*%(?!\w)"), f"{THIN}%"),
    (re.compile(rf"(?<=[\w)»%€°’.…{_HELD}]){_SPACE}*([;!?]+)(?![\w;!?])"), rf"{THIN}\1"),
    (re.compile(rf"(?<=[a-zà-öø-ÿœ)»]){_SPACE}*:(?=\s|$)"), f"{NO_BREAK}:"),
    (re.compile(rf"(?<=[\w%€°’.…{_HELD}]){_SPACE}+:(?=\s|$)"), f"{NO_BREAK}:"),
    (re.compile(rf"(?<=\d){_SPACE}(?=(?:{_UNITS})(?![\w’']))"), NO_BREAK),
    (re.compile(rf"(?<=\d{NO_BREAK}h){_SPACE}(?=\d)"), NO_BREAK),
    (re.compile(rf"(?<=\d{NO_BREAK}sur){_SPACE}(?=\d)"), NO_BREAK),
    (re.compile(rf"(?<=\bn°){_SPACE}?(?=\w)"), NO_BREAK),
)


def french(text: str) -> str:
    """Return a French text with its apostrophes and spaces as they are printed; doing it twice changes nothing."""
    untouched: Iterator[str] = iter(_UNTOUCHED.findall(text))
    result = _UNTOUCHED.sub(_HELD, text)
    for pattern, replacement in _RULES:
        result = pattern.sub(replacement, result)
    return re.sub(_HELD, lambda _: next(untouched), result)


def grouped(code12: str) -> str:
    """Return a code as it is read, in groups of four that never part: `2601 0004 1229`."""
    return NO_BREAK.join(code12[start : start + CODE_GROUP] for start in range(0, len(code12), CODE_GROUP))
