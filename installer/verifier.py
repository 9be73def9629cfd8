"""The page that a donor opens to check a certificate: puts its parts together in one file that needs nothing else.

`python installer/verifier.py` after a part, a sentence of a verdict or a fact of a certificate was changed; `--check`
says whether the file is as its parts are, writes nothing.
"""

from __future__ import annotations

import argparse
import base64
import dataclasses
import hashlib
import json
import sys
import types
import typing
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workshop.adapters.documents import verification, voice  # noqa: E402 — the checkout's own
from workshop.adapters.documents.sealing import UNNUMBERED  # noqa: E402
from workshop.adapters.documents.verification import Verdict, Word, verdict_sentences  # noqa: E402
from workshop.domain import certificates, seal_lists  # noqa: E402
from workshop.domain.certificates import Certificate  # noqa: E402
from workshop.domain.content import to_content  # noqa: E402
from workshop.domain.diagnosis import DriveMedium  # noqa: E402
from workshop.domain.documents import EXAMPLE  # noqa: E402
from workshop.domain.methods import Technique, never_a_purge, out_of_reach  # noqa: E402
from workshop.domain.seal_lists import SealList  # noqa: E402
from workshop.domain.seals import readable  # noqa: E402
from workshop.domain.typography import french  # noqa: E402
from workshop.texts import LANGUAGES, month_names  # noqa: E402

PARTS = ROOT / "resources" / "verifier" / "parts"
PAGE = ROOT / "resources" / "verifier" / "verification.html"
SCRIPTS = ("bytes", "der", "seal", "pdf", "qr", "content", "proof", "lists", "verdict", "page")
_DIGITS = "f" * 64
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)
_NAMES = {str: "string", int: "number", bool: "boolean", datetime: "moment"}


def assembled() -> str:
    """Put the page together."""
    style = _part("style.css")
    script = "'use strict';\n" + "\n".join(_part(f"{name}.js") for name in SCRIPTS)
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    page = _part("page.html")
    for name, text in (
        ("policy", policy),
        ("style", style),
        ("texts", _embedded({language: sentences(language) for language in LANGUAGES})),
        ("shapes", _embedded(shapes())),
        ("script", script),
    ):
        assert page.count(f"{{{{{name}}}}}") == 1, name
        page = page.replace(f"{{{{{name}}}}}", text)
    return page


def _part(name: str) -> str:
    return (PARTS / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _embedded(content: dict[str, Any]) -> str:
    """Write JSON with one line a fact or a sentence, as far as that is short enough to be read."""
    return _spread(content, 0).replace("<", "\\u003c")


def _spread(content: Any, depth: int) -> str:
    whole = json.dumps(content, ensure_ascii=False)
    if len(whole) <= 100 or not isinstance(content, dict | list):  # noqa: PLR2004 — a line
        return whole
    if isinstance(content, list):
        items = (f"{' ' * (depth + 1)}{_spread(item, depth + 1)}" for item in content)
        return "[\n" + ",\n".join(items) + f"\n{' ' * depth}]"
    inner = (f"{' ' * (depth + 1)}{json.dumps(key)}: {_spread(item, depth + 1)}" for key, item in content.items())
    return "{\n" + ",\n".join(inner) + f"\n{' ' * depth}}}"


def sentences(language: str) -> dict[str, Any]:
    """Gather what the page says in one language: the command's own verdicts, and the page's own sentences."""
    return {
        "verdicts": {key: _template(verdict, language) for key, verdict in _verdicts().items()},
        "reasons": {
            reason: verdict_sentences(Verdict(Word.MODIFIED, reason), language)[-1]
            for reason in verification._REASONS  # noqa: SLF001
        },
        "notes": {
            note: verdict_sentences(Verdict(Word.AUTHENTIC, notes=(note,)), language)[-1]
            for note in (verification.LIST_SEAL_UNKNOWN,)
        },
        "months": month_names(voice.voice(language)),
        "first": voice.day(_FIRST, language).split("\u00a0")[0],
        "page": own_sentences(language),
    }


def own_sentences(language: str) -> dict[str, str]:
    """Return the sentences that only the page says."""
    place = LANGUAGES.index(language)
    spaced = french if voice.is_french(language) else str
    return {key: spaced(both[place]) for key, both in json.loads(_part("texts.json")).items()}


def _verdicts() -> dict[str, Verdict]:
    """Give each verdict that the page knows values that stand for any value."""
    certificate: Any = types.SimpleNamespace(issued_at=_FIRST, workshop="{workshop}")
    any_verdict = Verdict(Word.MODIFIED, "", "{number}", "", "{name}", _DIGITS, certificate)
    said = {word.value: replace(any_verdict, word=word) for word in Word}
    provisional = replace(any_verdict, word=Word.NOT_A_CERTIFICATE, reason="provisional")
    replaced = replace(any_verdict, word=Word.AUTHENTIC, replaced_by="{by}")
    return {**said, "provisional": provisional, "replaced": replaced}


def _template(verdict: Verdict, language: str) -> tuple[str, ...]:
    told = tuple(
        line.replace(readable(_DIGITS), "{fingerprint}").replace(voice.day(_FIRST, language), "{day}")
        for line in verdict_sentences(verdict, language)
    )
    return told[:-1] if verdict.word is Word.MODIFIED else told  # its reason is told apart


def shapes() -> dict[str, Any]:
    """Describe the facts that a certificate holds, as the page checks them."""
    facts: dict[str, Any] = {}
    for kind in (Certificate, SealList):
        _describe(kind, facts)
    return {
        "facts": facts,
        "schema": certificates.SCHEMA,
        "seals": seal_lists.SCHEMA,
        "never_a_purge": _media(never_a_purge),
        "out_of_reach": _media(out_of_reach),
        "example": EXAMPLE,
        "unnumbered": UNNUMBERED,
    }


def _media(rule: Callable[[Technique, DriveMedium], bool]) -> dict[str, list[str]]:
    """List the media of which a rule is true, by technique."""
    return {how.value: [medium.value for medium in DriveMedium if rule(how, medium)] for how in Technique}


def _describe(kind: type, facts: dict[str, Any]) -> None:
    if kind.__name__ in facts:
        return
    facts[kind.__name__] = []
    hints = typing.get_type_hints(kind)
    for item in dataclasses.fields(kind):
        if item.init:
            row = [item.name, _shape(hints[item.name], facts)]
            if item.default is not dataclasses.MISSING:
                row.append(to_content(item.default))
            elif item.default_factory is not dataclasses.MISSING:
                row.append(to_content(item.default_factory()))
            facts[kind.__name__].append(row)


def _shape(kind: Any, facts: dict[str, Any]) -> Any:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (item for item in inside if item is not types.NoneType)
        return {"optional": _shape(inner, facts)}
    if origin is tuple and inside[1:] == (...,):
        return {"list": _shape(inside[0], facts)}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        _describe(kind, facts)
        return {"fact": kind.__name__}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"only": [member.value for member in kind]}
    return _NAMES[kind]


def main() -> int:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    page = assembled()
    if parser.parse_args().check:
        return 0 if PAGE.exists() and PAGE.read_text("utf-8") == page else 1
    PAGE.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
