"""The list of revoked seals and replaced papers: JSON with the seal's certificate and a detached signature.

The signature (ECDSA, P-256, SHA-256, the smaller of its two spellings) is over the canonical text (RFC 8785) of
everything else in the file. A plain text with one fingerprint a line is a list too, which nobody answers for.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop.adapters.documents.seal import Seal, facts_of
from workshop.domain.content import canonical, from_content, to_content
from workshop.domain.errors import SealError
from workshop.domain.seal_lists import SCHEMA, SealList
from workshop.domain.seals import SealFacts, SealProblem, written_fingerprint

_CERTIFICATE, _SIGNATURE = "certificate", "signature"
_COMMENT = "#"
_FAMILY = "etabli-seals-"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a list says; `seal` None: a plain text, of which only the revoked seals are taken."""

    revoked: frozenset[str] = frozenset()
    seal: SealFacts | None = None
    seals: frozenset[str] = frozenset()
    replaced: Mapping[str, str] = field(default_factory=dict)


def written_list(statement: SealList, seal: Seal) -> bytes:
    """Seal a list."""
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    from workshop.adapters.documents.cms import low  # noqa: PLC0415 — loads asn1crypto

    content = to_content(statement) | {_CERTIFICATE: base64.b64encode(seal.certificate).decode("ascii")}
    key = serialization.load_der_private_key(seal.key, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    signature = low(key.sign(canonical(content), ec.ECDSA(hashes.SHA256())))
    whole = content | {_SIGNATURE: base64.b64encode(signature).decode("ascii")}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def heard(file: bytes, where: str) -> Heard:
    """Read a list of either kind; raises SealError where it is none, or is not what was sealed."""
    text = file.removeprefix(b"\xef\xbb\xbf").strip()
    return _sealed(text, where) if text.startswith(b"{") else _plain(text, where)


def _plain(text: bytes, where: str) -> Heard:
    lines = text.decode("utf-8", errors="replace").splitlines()
    found: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith(_COMMENT):
            continue
        fingerprint = written_fingerprint(line)
        if fingerprint is None:  # a seal that is passed over because of a slip would be trusted
            raise SealError(SealProblem.NOT_A_FINGERPRINT, f"{where}, {number}")
        found.add(fingerprint)
    return Heard(frozenset(found))


def _sealed(text: bytes, where: str) -> Heard:
    try:
        content = json.loads(text)
        if str(content["schema"]).startswith(_FAMILY) and content["schema"] != SCHEMA:
            raise SealError(SealProblem.NEWER, where)
        signature = base64.b64decode(content.pop(_SIGNATURE), validate=True)
        certificate = base64.b64decode(content[_CERTIFICATE], validate=True)
        signed = canonical(content)
        del content[_CERTIFICATE]
        statement = from_content(SealList, content)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error) as problem:
        raise SealError(SealProblem.NOT_A_LIST, where) from problem
    if statement.schema != SCHEMA:
        raise SealError(SealProblem.NOT_A_LIST, where)
    seal = _facts(certificate, where)
    if not _holds(certificate, signature, signed):
        raise SealError(SealProblem.LIST_CHANGED, where)
    return Heard(
        frozenset(_digits(item.fingerprint) for item in statement.revoked),
        seal,
        frozenset(_digits(item.fingerprint) for item in statement.seals),
        {item.number: item.by for item in statement.replaced},
    )


def _facts(certificate: bytes, where: str) -> SealFacts:
    try:
        return facts_of(certificate)
    except SealError as problem:
        raise SealError(SealProblem.NOT_A_LIST, where) from problem


def _holds(certificate: bytes, signature: bytes, signed: bytes) -> bool:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    from workshop.adapters.documents.cms import low  # noqa: PLC0415

    key = x509.load_der_x509_certificate(certificate).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    try:
        key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
        return low(signature) == signature
    except (InvalidSignature, ValueError):
        return False


def _digits(fingerprint: str) -> str:
    return written_fingerprint(fingerprint) or ""
