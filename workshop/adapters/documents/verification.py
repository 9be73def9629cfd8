"""Telling a true certificate from an altered one, offline, without the workshop.

First the seal, over raw bytes: no file is read as a PDF before every bit of it is known to be what was sealed.
Then what was sealed: one attached content, canonical, whose SHA-256 is the one in the printed QR code.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import pikepdf
import zxingcpp
from PIL import Image

from workshop.adapters.documents.barcodes import QR_QUIET
from workshop.adapters.documents.cms import NotIntactError, sealed_by
from workshop.adapters.documents.sealing import digest_line
from workshop.adapters.documents.symbols import QR_NAME
from workshop.adapters.documents.voice import day, voice
from workshop.domain.certificates import SCHEMA, Certificate
from workshop.domain.content import canonical, from_content
from workshop.domain.documents import EXAMPLE
from workshop.domain.seals import plain, readable
from workshop.texts import spoken

CERTIFICATE_FILE = "certificate.json"
LARGEST_CONTENT = 64 * 1024 * 1024
CLOCKS_APART = timedelta(days=1)  # between two benches of one workshop, when one of them renews their seal
_TRACES = (b"certificate.json", b"/ETSI.CAdES.detached")
_PARSING = (pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError, IndexError, RuntimeError, zlib.error)


class Word(StrEnum):
    """What a file is."""

    AUTHENTIC = "authentic"
    MODIFIED = "modified"
    UNKNOWN_SEAL = "unknown-seal"
    REVOKED_SEAL = "revoked-seal"
    EXAMPLE = "example"
    NOT_A_CERTIFICATE = "not-a-certificate"


Replaced = Callable[[str, str], str]  # the fingerprint of a seal and a number -> the number that replaced it, or ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is, and why; facts of its content stand here only where every byte is as it was sealed.

    `replaced_by` is only known from what was given beside the file; `notes` say what could not be taken of that.
    """

    word: Word
    reason: str = ""
    number: str = ""
    digest: str = ""
    seal_name: str = ""
    fingerprint: str = ""
    certificate: Certificate | None = None
    replaced_by: str = ""
    notes: tuple[str, ...] = ()

    @property
    def authentic(self) -> bool:
        return self.word is Word.AUTHENTIC

    @property
    def content(self) -> dict[str, Any]:
        """The verdict as JSON values."""
        return {
            "verdict": self.word.value,
            "reason": self.reason,
            "number": self.number,
            "content_sha256": self.digest,
            "seal_name": self.seal_name,
            "seal_fingerprint_sha256": self.fingerprint,
            "replaced_by": self.replaced_by,
            "notes": list(self.notes),
        }

    @property
    def lines(self) -> tuple[str, ...]:
        """The verdict in sentences, in the language of the screens."""
        return verdict_sentences(self, spoken())


def verify(
    pdf: bytes,
    trusted: Collection[str] = (),
    revoked: Collection[str] = (),
    *,
    ended: Mapping[str, datetime] | None = None,
    replaced: Replaced | None = None,
) -> Verdict:
    """Say what a file is; `trusted` and `revoked` are fingerprints of seals (spaces, colons and case do not matter).

    `ended`: when former seals stopped, by fingerprint; `replaced`: what is known of papers that others replaced.
    """
    ours = any(trace in pdf for trace in _TRACES)
    if not ours:
        return Verdict(Word.NOT_A_CERTIFICATE)
    try:
        seal = sealed_by(pdf)
        certificate, content_digest = _content(pdf)
    except NotIntactError as problem:
        return Verdict(Word.MODIFIED, str(problem))
    word, reason = _word(certificate, seal.name, seal.fingerprint, trusted, revoked)
    stopped = (ended or {}).get(seal.fingerprint)
    if word is Word.AUTHENTIC and stopped and certificate.issued_at > stopped + CLOCKS_APART:
        word, reason = Word.UNKNOWN_SEAL, "seal-ended"
    by = replaced(seal.fingerprint, certificate.number) if replaced and word is Word.AUTHENTIC else ""
    return Verdict(word, reason, certificate.number, content_digest, seal.name, seal.fingerprint, certificate, by)


def _word(
    certificate: Certificate, name: str, fingerprint: str, trusted: Collection[str], revoked: Collection[str]
) -> tuple[Word, str]:
    if certificate.example or name == EXAMPLE:
        return Word.EXAMPLE, ""
    if not certificate.number:
        return Word.NOT_A_CERTIFICATE, "provisional"
    if fingerprint in {plain(item) for item in revoked}:
        return Word.REVOKED_SEAL, ""
    return (Word.AUTHENTIC if fingerprint in {plain(item) for item in trusted} else Word.UNKNOWN_SEAL), ""


def _content(pdf: bytes) -> tuple[Certificate, str]:
    """Return the one attached content and its digest, or say what does not hold together."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            attached = _attached(document)
            told = str(document.docinfo["/Subject"])
            printed = _printed(document)
    except _PARSING as problem:
        raise NotIntactError("unreadable") from problem
    certificate = _read(attached)
    content_digest = hashlib.sha256(attached).hexdigest()
    line = digest_line(certificate.number, content_digest)
    if told != line or printed != line:
        raise NotIntactError("other-content")
    return certificate, content_digest


def _read(attached: bytes) -> Certificate:
    """Read the attached content; raises NotIntactError where it is not spelt as a certificate's content is."""
    try:
        content = json.loads(attached)
        spelt, schema = canonical(content), content.get("schema")
        certificate = from_content(Certificate, content)
    except (ValueError, AttributeError, TypeError, RecursionError) as problem:
        raise NotIntactError("content-unknown") from problem
    if schema != SCHEMA:
        raise NotIntactError("content-unknown")
    if spelt != attached:
        raise NotIntactError("content-not-canonical")
    return certificate


def _attached(document: pikepdf.Pdf) -> bytes:
    (name,) = document.attachments  # one file, no more
    if name != CERTIFICATE_FILE or len(document.Root.AF) != 1:
        raise ValueError(name)
    stream = document.Root.AF[0].EF.F
    if stream.objgen != document.attachments[name].obj.EF.F.objgen:
        raise ValueError(name)
    raw = stream.read_raw_bytes()
    if "/Filter" not in stream:
        return bytes(raw)
    if stream.Filter != pikepdf.Name.FlateDecode:
        raise ValueError(name)
    inflated = zlib.decompressobj().decompress(raw, LARGEST_CONTENT + 1)
    if len(inflated) > LARGEST_CONTENT:
        raise ValueError(name)
    return inflated


def _printed(document: pikepdf.Pdf) -> str:
    """Read the QR code of page 1 from the squares that are drawn there."""
    forms: Any = document.pages[0].Resources.XObject
    (name,) = (name for name in forms.keys() if str(name).endswith(f".{QR_NAME}"))  # noqa: SIM118 — a PDF dictionary
    side = int(forms[name].BBox[2])
    if not 21 <= side <= 177:  # noqa: PLR2004 — QR codes are no smaller and no larger
        raise ValueError(side)
    picture = Image.new("L", (side + 2 * QR_QUIET, side + 2 * QR_QUIET), 255)
    for instruction in pikepdf.parse_content_stream(forms[name]):
        if str(instruction.operator) == "re":
            x, y, wide, _tall = (int(number) for number in instruction.operands)
            box = (x + QR_QUIET, side - 1 - y + QR_QUIET, x + wide + QR_QUIET, side - y + QR_QUIET)
            picture.paste(0, box)
    large = picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST)
    (symbol,) = zxingcpp.read_barcodes(large, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return str(symbol.text)


def verdict_sentences(verdict: Verdict, language: str) -> tuple[str, ...]:
    """Say a verdict, what it means and what to do."""
    _ = voice(language)
    seal = _(
        "Sceau « {name} », empreinte {fingerprint}.",
        name=verdict.seal_name,
        fingerprint=readable(verdict.fingerprint),
    )
    match verdict.word:
        case Word.AUTHENTIC:
            return (_authentic(verdict, language), _issued(verdict, language), seal, *_notes(verdict, language))
        case Word.EXAMPLE:
            return (_("Exemple, sans valeur."), _("Le fichier n’a pas changé depuis qu’il a été fait."), seal)
        case Word.UNKNOWN_SEAL if verdict.reason == "seal-ended":
            what = _("Sceau inconnu à cette date : l’atelier ne se servait plus de ce sceau.")
            return (what, _issued(verdict, language), seal)
        case Word.UNKNOWN_SEAL:
            what = _("Sceau inconnu : le fichier n’a pas changé, mais rien ne dit qui l’a scellé.")
            compare = _("Demandez à l’atelier l’empreinte de son sceau, et comparez.")
            return (what, compare, seal, *_notes(verdict, language))
        case Word.REVOKED_SEAL:
            again = _("Demandez à l’atelier un nouveau certificat.")
            return (_("Sceau révoqué : l’atelier ne répond plus de ce sceau."), again, seal)
        case Word.MODIFIED:
            return (
                _("Modifié : ne vous fiez pas à ce fichier."),
                _(_REASONS.get(verdict.reason, _REASONS["unreadable"])),
            )
        case Word.NOT_A_CERTIFICATE if verdict.reason == "provisional":
            return (_("Certificat provisoire, sans numéro : il ne prouve rien."),)
        case Word.NOT_A_CERTIFICATE:
            return (_("Ce fichier n’est pas un certificat d’Établi."),)


def _authentic(verdict: Verdict, language: str) -> str:
    """Say that a file is authentic at its date: whether it still holds is only said where that is known."""
    _ = voice(language)
    if verdict.replaced_by:
        return _(
            "Authentique à sa date d’émission, mais remplacé : le certificat {by} a pris la place de {number}.",
            by=verdict.replaced_by,
            number=verdict.number,
        )
    return _(
        "Authentique à sa date d’émission : le certificat {number} n’a pas changé depuis qu’il a été scellé.",
        number=verdict.number,
    )


def _notes(verdict: Verdict, language: str) -> tuple[str, ...]:
    _ = voice(language)
    return tuple(_(_NOTES[note]) for note in verdict.notes)


def _issued(verdict: Verdict, language: str) -> str:
    _ = voice(language)
    certificate = verdict.certificate
    if certificate is None:
        return ""
    return _("Émis le {day} par {workshop}.", day=day(certificate.issued_at, language), workshop=certificate.workshop)


def _(message: str) -> str:
    """Mark a sentence for the translators; it is translated when it is said."""
    return message


_REASONS = {
    "no-seal": _("Le sceau manque."),
    "several-seals": _("Un autre sceau a été ajouté."),
    "not-whole": _("Quelque chose a été ajouté ou ôté."),
    "several-revisions": _("Le fichier a été changé après coup."),
    "seal-unreadable": _("Le sceau n’est pas lisible."),
    "seal-rewritten": _("Le sceau a été réécrit."),
    "bytes-changed": _("Le contenu n’est plus celui qui a été scellé."),
    "signature-wrong": _("Le sceau ne correspond pas au fichier."),
    "unreadable": _("Le fichier n’est pas lisible."),
    "content-not-canonical": _("Les données jointes ne sont pas écrites comme Établi les écrit."),
    "content-unknown": _("Les données jointes ne sont pas celles d’un certificat."),
    "other-content": _("Le QR et les données jointes ne disent pas la même chose."),
}
LIST_SEAL_UNKNOWN = "list-seal-unknown"
NOT_AUTHENTIC_EITHER = "replacing-not-authentic"
REPLACES_ANOTHER = "replaces-other"
_NOTES = {
    LIST_SEAL_UNKNOWN: _("La liste porte un sceau inconnu : seuls ses sceaux révoqués comptent ici."),
    NOT_AUTHENTIC_EITHER: _("L’autre fichier n’est pas authentique : il ne remplace rien."),
    REPLACES_ANOTHER: _("L’autre fichier ne remplace pas ce certificat."),
}
