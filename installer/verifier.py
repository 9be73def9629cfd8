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
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workshop.adapters.documents import verification, voice  # noqa: E402 — the checkout's own
from workshop.adapters.documents.sealing import UNNUMBERED  # noqa: E402
from workshop.adapters.documents.verification import Verdict, Word, verdict_sentences  # noqa: E402
from workshop.domain.certificates import SCHEMA, Certificate  # noqa: E402
from workshop.domain.content import to_content  # noqa: E402
from workshop.domain.documents import EXAMPLE  # noqa: E402
from workshop.domain.typography import french  # noqa: E402
from workshop.texts import LANGUAGES, month_names  # noqa: E402

PARTS = ROOT / "resources" / "verifier" / "parts"
PAGE = ROOT / "resources" / "verifier" / "verification.html"
SCRIPTS = ("bytes", "der", "seal", "pdf", "qr", "content", "proof", "verdict", "page")
PROVISIONAL = "provisional"
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)
_NAMES = {str: "string", int: "number", bool: "boolean", datetime: "moment"}


def assembled() -> str:
    """Put the page together."""
    style = _part("style.css")
    script = "'use strict';\n" + "\n".join(_part(f"{name}.js") for name in SCRIPTS)
    policy = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
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


def _embedded(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).replace("<", "\\u003c")


def sentences(language: str) -> dict[str, Any]:
    """Gather what the page says in one language: the command's own verdicts, and the page's own sentences."""
    return {
        "verdicts": {key: _sentences_of(word, reason, language) for key, word, reason in _verdicts()},
        "reasons": {
            reason: verdict_sentences(Verdict(Word.MODIFIED, reason), language)[-1] for reason in verification._REASONS
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


def _verdicts() -> list[tuple[str, Word, str]]:
    said = [(word.value, word, "") for word in Word if word is not Word.MODIFIED]
    return [*said, (PROVISIONAL, Word.NOT_A_CERTIFICATE, PROVISIONAL), (Word.MODIFIED.value, Word.MODIFIED, "")]


def _sentences_of(word: Word, reason: str, language: str) -> tuple[str, ...]:
    """Let the command say a verdict on values that stand for any value."""
    fingerprint = "f" * 64
    issued = {field.name: None for field in dataclasses.fields(Certificate)}
    certificate: Any = types.SimpleNamespace(**(issued | {"issued_at": _FIRST, "workshop": "{workshop}"}))
    verdict = Verdict(word, reason, "{number}", "", "{name}", fingerprint, certificate)
    told = tuple(
        line.replace(verification.readable(fingerprint), "{fingerprint}").replace(voice.day(_FIRST, language), "{day}")
        for line in verdict_sentences(verdict, language)
    )
    return told[:-1] if word is Word.MODIFIED else told  # its reason is told apart


def shapes() -> dict[str, Any]:
    """Describe the facts that a certificate holds, as the page checks them."""
    facts: dict[str, Any] = {}
    _describe(Certificate, facts)
    return {"facts": facts, "schema": SCHEMA, "example": EXAMPLE, "unnumbered": UNNUMBERED}


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
