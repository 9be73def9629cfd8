"""Whoever changes one bit of a sealed certificate, anywhere and in whatever way, is found out."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from asn1crypto import cms as asn1
from asn1crypto import keys, x509
from cryptography.hazmat.primitives.asymmetric import ec, utils
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.adapters.documents.samples import NOON, documents
from tests.adapters.documents.sealed import REAL, judged
from workshop.adapters.documents import cms
from workshop.adapters.documents import seal as seals
from workshop.adapters.documents.seal import Seal
from workshop.adapters.documents.verification import Word, verify
from workshop.domain.content import canonical, to_content


def test_thousands_of_flipped_bytes_are_found_and_never_called_anything_good(sealed: bytes, seal: Seal) -> None:
    chosen = random.Random(11)
    start, end = cms._gap(sealed)
    for place in (*range(start, end), *(chosen.randrange(len(sealed)) for _ in range(2000))):
        changed = bytearray(sealed)
        changed[place] ^= 1 << chosen.randrange(8)
        assert verify(bytes(changed), [seal.fingerprint]).word in (Word.MODIFIED, Word.NOT_A_CERTIFICATE)


@pytest.mark.parametrize(
    ("altered", "reason"),
    [
        (lambda pdf: pdf + b"\n", "not-whole"),
        (lambda pdf: pdf + b"%%EOF\n", "not-whole"),
        (lambda pdf: pdf[:-1], "not-whole"),
        (lambda pdf: b"\n" + pdf, "not-whole"),
        (lambda pdf: pdf.replace(b"/ByteRange", b"/ByteRanga"), "no-seal"),
        (lambda pdf: pdf.replace(b"%%EOF", b"%%EOF /ByteRange", 1), "several-seals"),
        (lambda pdf: pdf.replace(b"/Producer", b"/Producar", 1), "bytes-changed"),
    ],
)
def test_what_was_added_taken_or_renamed_is_told(sealed: bytes, seal: Seal, altered: Any, reason: str) -> None:
    assert judged(altered(sealed), seal) == (Word.MODIFIED, reason)


def test_the_spelling_of_the_seal_itself_cannot_be_changed(sealed: bytes, seal: Seal) -> None:
    start, end = cms._gap(sealed)
    written = sealed[start:end]
    for other in (
        written.lower(),
        written[:-3] + b"01>",
        written[:-2] + b" >",
        b"<" + b"0" * (len(written) - 2) + b">",
        written.replace(b"3082", b"3083", 1),
    ):
        word, reason = judged(sealed[:start] + other + sealed[end:], seal)
        assert (word, reason) in {(Word.MODIFIED, "seal-rewritten"), (Word.MODIFIED, "seal-unreadable")}, other[:9]


def test_the_other_spelling_of_the_same_signature_is_refused(sealed: bytes, seal: Seal) -> None:
    start, end = cms._gap(sealed)
    structure = asn1.ContentInfo.load(bytes.fromhex(sealed[start + 1 : end - 1].decode()))
    signer = structure["content"]["signer_infos"][0]
    r, s = utils.decode_dss_signature(signer["signature"].native)
    signer["signature"] = utils.encode_dss_signature(r, cms.P256_ORDER - s)
    again = structure.dump(force=True).hex().upper().encode().ljust(end - start - 2, b"0")
    assert judged(sealed[:start] + b"<" + again + b">" + sealed[end:], seal) == (Word.MODIFIED, "seal-rewritten")


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


def test_no_part_of_the_seal_can_be_written_in_a_longer_way(sealed: bytes, seal: Seal) -> None:
    start, end = cms._gap(sealed)
    raw = bytes.fromhex(sealed[start + 1 : end - 1].decode())
    der = raw[: 4 + int.from_bytes(raw[2:4])]
    nodes = nodes_of(der)
    seen: list[int] = []
    assert spelt(nodes, -1, seen) == der
    assert len(seen) > 80
    for rank in seen:
        again = spelt(nodes, rank, []).hex().upper().encode().ljust(end - start - 2, b"0")
        assert judged(sealed[:start] + b"<" + again + b">" + sealed[end:], seal)[0] is Word.MODIFIED, rank


def edited(pdf: bytes, change: Any) -> bytes:
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


@pytest.mark.parametrize("change", [swap_attachment, drop_attachment, change_title, add_page, drop_page])
def test_a_file_saved_again_by_an_editor_is_refused(sealed: bytes, seal: Seal, change: Any) -> None:
    assert judged(edited(sealed, change), seal)[0] is Word.MODIFIED


def test_a_change_appended_as_a_new_revision_is_refused(sealed: bytes, seal: Seal) -> None:
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(sealed))
    page = writer.find_page_for_modification(0)[0].get_object()
    note: Any = generic.DictionaryObject  # its constructor has no types
    square = note({generic.pdf_name("/Subtype"): generic.pdf_name("/Square")})
    page[generic.pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(square)])
    writer.update_container(page)
    file = io.BytesIO()
    writer.write(file)
    assert judged(file.getvalue(), seal)[0] is Word.MODIFIED


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


def test_a_second_seal_is_refused_even_by_a_trusted_hand(sealed: bytes, seal: Seal) -> None:
    assert judged(signed(sealed, seal, "Second"), seal)[0] is Word.MODIFIED


def test_a_seal_of_another_kind_of_key_is_refused(seal: Seal) -> None:
    wide = seals._seal(seal.name, ec.generate_private_key(ec.SECP384R1()), NOON)
    pdf = signed(documents(seal).unsealed_certificate(REAL, "fr"), wide, "Sceau")
    assert verify(pdf, [wide.fingerprint]).word is Word.MODIFIED
