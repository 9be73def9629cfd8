"""What is done to a certificate so that it says something else: each way once, with what must be said of the outcome.

Both that judge, the command and the page, are put to every one of them.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from asn1crypto import cms as asn1
from asn1crypto import keys, x509
from cryptography.hazmat.primitives.asymmetric import ec, utils
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.adapters.documents.samples import NOON, certificate, documents, manifest
from tests.adapters.documents.sealed import REAL
from workshop.adapters.documents import cms
from workshop.adapters.documents import seal as seals
from workshop.adapters.documents.archive import Papers, archive
from workshop.adapters.documents.certificate_pdf import certificate_pdf
from workshop.adapters.documents.seal import Seal, throw_away_seal
from workshop.adapters.documents.sealing import Sealing, digest_line
from workshop.adapters.documents.signature import sign
from workshop.adapters.documents.verification import Word
from workshop.domain.certificates import Certificate, Outcome, Variant
from workshop.domain.content import canonical, digest, to_content
from workshop.domain.variants import variant_of

UNSPELT = frozenset({"seal-rewritten", "seal-unreadable"})  # which of the two depends on where it was rewritten


@dataclass(frozen=True, slots=True)
class Attack:
    """A file, whom its reader trusts and distrusts, and what is to be said; no reasons: any will do."""

    name: str
    pdf: bytes
    word: Word = Word.MODIFIED
    reasons: frozenset[str] = frozenset()
    trusted: tuple[str, ...] = ()
    revoked: tuple[str, ...] = ()

    def told_truly(self, word: str, reason: str) -> bool:
        return word == self.word and (reason in self.reasons or not self.reasons)


def attacks(sealed: bytes, seal: Seal) -> Iterator[Attack]:
    """Try everything on a certificate that this seal made of `REAL`; its reader trusts the seal."""
    for made in (changes, spellings, longer_spellings, edits, revisions, strangers, contradictions):
        for attack in made(sealed, seal):
            yield attack if attack.trusted else replace(attack, trusted=(seal.fingerprint,))


CHANGES: tuple[tuple[str, str, Callable[[bytes], bytes]], ...] = (
    ("a line is appended", "not-whole", lambda pdf: pdf + b"\n"),
    ("an end is appended", "not-whole", lambda pdf: pdf + b"%%EOF\n"),
    ("the last byte is gone", "not-whole", lambda pdf: pdf[:-1]),
    ("a line comes before", "not-whole", lambda pdf: b"\n" + pdf),
    ("the range is renamed", "no-seal", lambda pdf: pdf.replace(b"/ByteRange", b"/ByteRanga")),
    ("a second range is told", "several-seals", lambda pdf: pdf.replace(b"%%EOF", b"%%EOF /ByteRange", 1)),
    ("a second kind of seal is told", "several-seals", lambda pdf: pdf + b"/ETSI.CAdES.detached"),
    ("an end more is told", "several-revisions", lambda pdf: pdf.replace(b"/Producer", b"%%EOFucer", 1)),
    ("the metadata are edited in place", "bytes-changed", lambda pdf: pdf.replace(b"/Producer", b"/Producar", 1)),
    ("the range covers less", "not-whole", lambda pdf: pdf.replace(b"/ByteRange [0", b"/ByteRange [1", 1)),
)


def changes(sealed: bytes, _seal: Seal) -> Iterator[Attack]:
    """Add, take or rename bytes outside the seal."""
    for name, reason, change in CHANGES:
        yield Attack(name, change(sealed), reasons=frozenset({reason}))


def _with_seal(pdf: bytes, written: bytes) -> bytes:
    start, end = cms._gap(pdf)
    return pdf[:start] + written + pdf[end:]


def _with_structure(pdf: bytes, structure: bytes) -> bytes:
    start, end = cms._gap(pdf)
    return _with_seal(pdf, b"<" + structure.hex().upper().encode().ljust(end - start - 2, b"0") + b">")


def structure_of(pdf: bytes) -> bytes:
    """Return the signature as it stands in a file, with its padding."""
    start, end = cms._gap(pdf)
    return bytes.fromhex(pdf[start + 1 : end - 1].decode())


def spellings(sealed: bytes, _seal: Seal) -> Iterator[Attack]:
    """Write the seal in another way: the only bytes that it does not cover itself."""
    start, end = cms._gap(sealed)
    written = sealed[start:end]
    for name, other in (
        ("small digits", written.lower()),
        ("one small digit", written.replace(b"A", b"a", 1)),
        ("padding that is not zero", written[:-3] + b"01>"),
        ("a space at the end", written[:-2] + b" >"),
        ("a space inside", written[:-2].replace(b"30", b"30 ", 1)[:-1] + b"0>"),
        ("nothing but zeros", b"<" + b"0" * (len(written) - 2) + b">"),
        ("another length", written.replace(b"3082", b"3083", 1)),
        ("no digits at all", b"(" + b" " * (len(written) - 2) + b")"),
    ):
        yield Attack(f"seal: {name}", _with_seal(sealed, other), reasons=UNSPELT)
    structure = asn1.ContentInfo.load(structure_of(sealed))
    signer = structure["content"]["signer_infos"][0]
    r, s = utils.decode_dss_signature(signer["signature"].native)
    signer["signature"] = utils.encode_dss_signature(r, cms.P256_ORDER - s)
    other = _with_structure(sealed, structure.dump(force=True))
    yield Attack("seal: the other spelling of the signature", other, reasons=frozenset({"seal-rewritten"}))


Node = tuple[bytes, "bytes | list[Node]"]


def nodes_of(der: bytes) -> list[Node]:
    """Take DER apart; lengths below 65 536 are all that a seal has."""
    found: list[Node] = []
    at = 0
    while at < len(der):
        size, head = der[at + 1], 2
        if size & 0x80:
            head = 2 + (size & 0x7F)
            size = int.from_bytes(der[at + 2 : at + head])
        inner = der[at + head : at + head + size]
        found.append((der[at : at + 1], nodes_of(inner) if der[at] & 0x20 else inner))
        at += head + size
    return found


def spelt(nodes: list[Node], stretched: int, seen: list[int]) -> bytes:
    """Put DER together again, one node with a longer spelling of its length than it needs."""
    made = b""
    for tag, content in nodes:
        rank = len(seen)
        seen.append(rank)
        inner = content if isinstance(content, bytes) else spelt(content, stretched, seen)
        size = len(inner).to_bytes(max(1, (len(inner).bit_length() + 7) // 8))
        short = size if len(inner) < 0x80 else bytes([0x80 | len(size)]) + size
        length = bytes([0x81 + len(size)]) + b"\0" + size if rank == stretched else short
        made += tag + length + inner
    return made


def longer_spellings(sealed: bytes, _seal: Seal) -> Iterator[Attack]:
    """Write one part of the seal in a longer way than it needs, each part once."""
    raw = structure_of(sealed)
    der = raw[: 4 + int.from_bytes(raw[2:4])]
    nodes = nodes_of(der)
    seen: list[int] = []
    assert spelt(nodes, -1, seen) == der
    assert len(seen) > 80
    for rank in seen:
        yield Attack(f"seal: part {rank} is longer", _with_structure(sealed, spelt(nodes, rank, [])))


def edited(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    """Save a PDF again after a change, as any PDF editor does."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        file = io.BytesIO()
        document.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


def swap_attachment(document: Any) -> None:
    content = to_content(replace(REAL, donor="Someone else"))
    document.attachments["certificate.json"] = pikepdf.AttachedFileSpec(document, canonical(content))


def drop_attachment(document: Any) -> None:
    del document.attachments["certificate.json"]


def change_title(document: Any) -> None:
    document.docinfo["/Title"] = pikepdf.String("Certificat d’effacement")


def add_page(document: Any) -> None:
    document.add_blank_page()


def drop_page(document: Any) -> None:
    del document.pages[-1]


def hide_page(document: Any) -> None:
    page = document.pages[0]
    white = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=page.MediaBox, IC=[1, 1, 1])
    page.Annots = pikepdf.Array([document.make_indirect(white)])


def edits(sealed: bytes, _seal: Seal) -> Iterator[Attack]:
    """Save the file again after a change, as an editor does."""
    for change in (swap_attachment, drop_attachment, change_title, add_page, drop_page, hide_page):
        yield Attack(f"saved again: {change.__name__}", edited(sealed, change))


def _appended(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _cover(writer: Any) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    note: Any = generic.DictionaryObject  # its constructor has no types
    square = note({generic.pdf_name("/Subtype"): generic.pdf_name("/Square")})
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(square)])
    writer.update_container(page)


def _rename(writer: Any) -> None:
    told: Any = generic.DictionaryObject  # its constructor has no types
    writer.set_info(told({generic.pdf_name("/Subject"): generic.TextStringObject("x")}))


def signed(pdf: bytes, seal: Seal, field: str) -> bytes:
    """Sign as any other program does."""
    signer = signers.SimpleSigner(
        x509.Certificate.load(seal.certificate),
        keys.PrivateKeyInfo.load(seal.key),
        SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root.pop("/Perms", None)  # a program that respects « no changes » would refuse
    file = io.BytesIO()
    signers.sign_pdf(writer, meta, signer=signer, output=file)
    return file.getvalue()


def revisions(sealed: bytes, seal: Seal) -> Iterator[Attack]:
    """Append to the file: a note, other metadata, a second seal."""
    yield Attack("appended: a note over page 1", _appended(sealed, _cover))
    yield Attack("appended: other metadata", _appended(sealed, _rename))
    yield Attack("appended: a second seal by a trusted hand", signed(sealed, seal, "Second"))
    yield Attack("appended: a second seal by a stranger", signed(sealed, throw_away_seal(seal.name, NOON), "Second"))


def strangers(sealed: bytes, seal: Seal) -> Iterator[Attack]:
    """Seal a good paper with another key, or hand in another paper."""
    unsealed = documents(seal).unsealed_certificate(REAL, "fr")
    wide = seals._seal(seal.name, ec.generate_private_key(ec.SECP384R1()), NOON)
    sample = throw_away_seal()
    forged_by = documents(throw_away_seal(seal.name, NOON)).certificate(REAL, "fr")
    own = (seal.fingerprint,)
    number = replace(REAL, number="")
    yield Attack("untouched", sealed, Word.AUTHENTIC)
    for variant in (Variant.BUYER, Variant.PUBLIC):
        masked = documents(seal).certificate(variant_of(REAL, variant), "en")
        yield Attack(f"untouched, as the {variant} reads it", masked, Word.AUTHENTIC)
    yield Attack("never sealed", unsealed, reasons=frozenset({"no-seal"}))
    yield Attack("another kind of key", signed(unsealed, wide, "Sceau"), trusted=(wide.fingerprint,))
    yield Attack("the same name, another key", forged_by, Word.UNKNOWN_SEAL)
    yield Attack("nobody is trusted", sealed, Word.UNKNOWN_SEAL, trusted=(sample.fingerprint,))
    yield Attack("a part of the fingerprint is trusted", sealed, Word.UNKNOWN_SEAL, trusted=(own[0][:-1],))
    yield Attack("a revoked seal", sealed, Word.REVOKED_SEAL, revoked=own)
    yield Attack("an example", documents(seal).certificate(certificate(), "fr"), Word.EXAMPLE)
    yield Attack("the seal of the examples", documents(sample).certificate(REAL, "fr"), Word.EXAMPLE)
    provisional = documents(seal).certificate(number, "fr")
    yield Attack("a provisional one", provisional, Word.NOT_A_CERTIFICATE, frozenset({"provisional"}))
    for other in (b"", b"%PDF-1.7\n%%EOF", b"hello", bytes(5000), documents(seal).manifest(manifest(), "fr")):
        yield Attack(f"other file ({len(other)} bytes)", other, Word.NOT_A_CERTIFICATE)


OTHER_LOT: Certificate = replace(REAL, lot="020100000839", number="CE-2026-01-000002")
SPACED = json.dumps(to_content(REAL), ensure_ascii=False).encode("utf-8")


def forged(seal: Seal, **changes: Any) -> bytes:
    """Seal, with the workshop's own key, a paper whose parts do not agree."""
    content = to_content(REAL)
    printed = changes.pop("printed", REAL)
    papers = Papers(
        title="Certificat",
        author=REAL.workshop,
        subject=digest_line(REAL.number, digest(content)),
        language="fr-FR",
        made_at=REAL.issued_at,
        file_name="certificate.json",
        file=canonical(content),
        file_description="x",
    )
    sealing = Sealing(digest(to_content(printed)), seal.fingerprint, seal.name)
    return sign(archive(certificate_pdf(printed, sealing, "fr"), replace(papers, **changes)), seal)


def _told(file: bytes) -> dict[str, Any]:
    return {"file": file, "subject": digest_line(REAL.number, hashlib.sha256(file).hexdigest())}


def _unproven() -> dict[str, Any]:
    """Say « wiped » of every drive, whatever its log shows."""
    content = to_content(REAL)
    for drive in content["drives"]:
        drive["outcome"] = Outcome.WIPED.value
    return _told(canonical(content))


CONTRADICTIONS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("the paper of another lot", "other-content", {"printed": OTHER_LOT}),
    ("the data of another lot", "other-content", {"file": canonical(to_content(OTHER_LOT))}),
    ("edited data, attached again", "other-content", {"file": canonical(to_content(replace(REAL, donor="X")))}),
    ("another subject", "other-content", {"subject": "something"}),
    ("edited data, told again", "other-content", _told(canonical(to_content(replace(REAL, donor="X"))))),
    ("data with spaces", "content-not-canonical", _told(SPACED)),
    ("data with a key twice", "content-not-canonical", _told(canonical(to_content(REAL))[:-1] + b',"donor":"X"}')),
    ("no data", "content-unknown", {"file": b"{}"}),
    ("nested without end", "content-unknown", {"file": b"[" * 100_000}),
    ("a fraction", "content-unknown", {"file": b'{"schema":1.5}'}),
    ("half a character", "content-unknown", {"file": b'{"schema":"\\ud800"}'}),
    ("not a number", "content-unknown", {"file": b'{"schema":NaN}'}),
    ("too big a number", "content-unknown", {"file": b'{"schema":9007199254740992}'}),
    ("not UTF-8", "content-unknown", {"file": b'{"schema":"\xff"}'}),
    ("another schema", "content-unknown", {"file": canonical(to_content(replace(REAL, schema="etabli-x-9")))}),
    ("wiped without a proof", "content-unknown", _unproven()),
    ("another name of the file", "unreadable", {"file_name": "other.json"}),
)


def contradictions(_sealed: bytes, seal: Seal) -> Iterator[Attack]:
    """Seal, with the workshop's own key, what does not hold together."""
    for name, reason, changed in CONTRADICTIONS:
        yield Attack(f"sealed: {name}", forged(seal, **changed), reasons=frozenset({reason}))
