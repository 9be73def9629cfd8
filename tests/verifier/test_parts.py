"""The page's own readers: of PDF files however they are written, and of QR codes of every size."""

from __future__ import annotations

import io
import json
import random
import time
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from tests.adapters.documents.attacks import forged
from tests.adapters.documents.samples import certificate, documents, statement
from tests.adapters.documents.sealed import REAL
from tests.verifier.judging import Judge
from workshop.adapters.documents import verification
from workshop.adapters.documents.barcodes import Rows, qr
from workshop.adapters.documents.seal import Seal
from workshop.domain.content import digest, to_content

PAGE_READS = "sealedContent(bytes).then(({ digest }) => digest)"
SIGNS = ("0123456789", "ABC012 -:", "abcXYZ019;,")


def saved(pdf: bytes, **how: Any) -> bytes:
    """Write a PDF in another way."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(file, **how)
    return file.getvalue()


WAYS: tuple[dict[str, Any], ...] = (
    {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
    {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "linearize": True},
    {"linearize": True},
    {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
    {"qdf": True},
)


@pytest.fixture
def unsealed(seal: Seal) -> bytes:
    return documents(seal).unsealed_certificate(REAL, "fr")


@pytest.mark.parametrize("how", WAYS, ids=str)
def test_a_pdf_is_read_however_it_is_written(judge: Judge, unsealed: bytes, how: dict[str, Any]) -> None:
    pdf = saved(unsealed, **how)
    assert verification._content(pdf)[1] == digest(to_content(REAL))
    assert judge.asked(PAGE_READS, pdf) == [digest(to_content(REAL))]


def test_a_big_certificate_is_read(judge: Judge, seal: Seal) -> None:
    many = certificate(tuple(statement(rank) for rank in range(1, 301)), example=False, number="CE-2026-01-000009")
    pdf = documents(seal).certificate(many, "fr")
    start = time.monotonic()
    assert judge.verdict(pdf, [seal.fingerprint]) == ("authentic", "")
    assert time.monotonic() - start < 20


def test_a_broken_pdf_is_refused_soon_and_with_a_reason(judge: Judge, unsealed: bytes) -> None:
    chosen = random.Random(6)
    files = []
    for rank in range(150):
        pdf = bytearray(saved(unsealed, **WAYS[rank % len(WAYS)]))
        for _ in range(chosen.randint(1, 40)):
            at = chosen.randrange(len(pdf))
            pdf[at : at + chosen.randint(0, 3)] = chosen.randbytes(chosen.randint(0, 3))
        files.append(bytes(pdf[: chosen.randrange(len(pdf))] if rank % 7 == 0 else pdf))
    known = {*verification._REASONS, digest(to_content(REAL))}
    assert set(judge.asked(PAGE_READS, *files)) <= known


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        b"startxref\n0\n%%EOF",
        b"xref\n0 99999999999\ntrailer <<>>\nstartxref\n0\n%%EOF",
        b"xref\n0 1\n0000000000 65535 f \ntrailer << /Prev 0 >>\nstartxref\n0\n%%EOF",
        b"trailer " + b"<</A" * 5000 + b"\nstartxref\n0\n%%EOF",
        b"xref\n0 0\ntrailer " + b"[" * 5000 + b"\nstartxref\n0\n%%EOF",
        b"xref\n1 1\n0000000057 00000 n \ntrailer << /Root 1 0 R >>        1 0 obj 1 0 R endobj\nstartxref\n0\n%%EOF",
    ],
    ids=range(7),
)
def test_a_hostile_pdf_is_unreadable(judge: Judge, pdf: bytes) -> None:
    assert judge.asked(PAGE_READS, pdf) == ["unreadable"]


def test_a_content_that_swells_is_refused(judge: Judge, seal: Seal) -> None:
    pdf = forged(seal, file=bytes(70 * 1024 * 1024))
    assert judge.verdict(pdf, [seal.fingerprint]) == ("modified", "unreadable")


def drawn(rows: Rows) -> str:
    return json.dumps([[int(dark) for dark in row] for row in rows])


def read(judge: Judge, *codes: str) -> list[str]:
    return [judge.asked(f"qrText({code}.map((row) => Uint8Array.from(row)))", b"")[0] for code in codes]


def test_codes_of_every_size_and_level_are_read(judge: Judge) -> None:
    chosen = random.Random(8)
    sizes = set()
    for rank, level in enumerate("LMQH" * 16):
        text = "".join(chosen.choice(SIGNS[rank % 3]) for _ in range(1 + 17 * rank))
        rows = qr(text, level)
        sizes.add(len(rows))
        assert read(judge, drawn(rows)) == [text]
    assert len(sizes) > 25


def test_a_code_with_one_wrong_square_is_refused(judge: Judge) -> None:
    rows = [list(row) for row in qr("CE-2026-01-000001")]
    chosen = random.Random(9)
    for _ in range(60):
        x, y = chosen.randrange(len(rows)), chosen.randrange(len(rows))
        rows[y][x] = not rows[y][x]
        (told,) = read(judge, drawn(tuple(tuple(row) for row in rows)))
        assert told in ("RangeError: qr", "CE-2026-01-000001"), (x, y)  # the second copy of the format is not needed
        rows[y][x] = not rows[y][x]


def test_the_paper_of_another_number_is_told_apart(judge: Judge, seal: Seal) -> None:
    pdf = forged(seal, printed=replace(REAL, number="CE-2026-01-000002"))
    assert judge.verdict(pdf, [seal.fingerprint]) == ("modified", "other-content")
