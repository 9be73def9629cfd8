"""What a certificate costs: `python -m tests.benchmarks.certificates [--pairs 15] [--drives 1000]`.

`unsigned`: the certificate of a lot of 43 drives with its archive and attached content, divided by a ReportLab document
of as many pages that draws the same strings at the same places and nothing else. Aim: at most 1.5.
`signing`: our seal on that file, divided by pyHanko alone with the same key. Aim: at most 1.2.
`large`: a lot of 1 000 drives per drive, divided by the lot of 43 per drive. Aim: at most 1.3.
`memory`: the most that a process which makes each of them ever held, and the part of it that grows with the drives.

Times are of the processor, medians of interleaved pairs; the lots are mixed, every outcome is in them.
"""

# ruff: noqa: T201 — it prints its answer
from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

from tests.adapters.documents.samples import documents, lot_of
from workshop.adapters.documents import paper
from workshop.adapters.documents.fonts import Face, shown
from workshop.adapters.documents.paper import PAGE_HEIGHT, PAGE_WIDTH, Pen
from workshop.adapters.documents.seal import Seal, throw_away_seal
from workshop.adapters.documents.signature import sign
from workshop.domain.certificates import Certificate

SMALL = 43
MIB = 1024
Drawn = tuple[float, float, str, Face, float]


class RecordingPen(Pen):
    """Draws as the pen does, and remembers each string by its page."""

    pages: tuple[list[Drawn], ...] = ()

    def text(self, x: float, y: float, text: str, face: Face, size: float) -> None:
        number = self.canvas.getPageNumber()
        while len(type(self).pages) < number:
            type(self).pages = (*type(self).pages, [])
        type(self).pages[number - 1].append((x, y, shown(text), face, size))
        super().text(x, y, text, face, size)


def strings_of(content: Certificate) -> tuple[list[Drawn], ...]:
    """Return everything that a certificate's pages say, and where."""
    plain, paper.Pen = paper.Pen, RecordingPen  # type: ignore[misc]
    try:
        documents().unsealed_certificate(content, "fr")
    finally:
        paper.Pen = plain  # type: ignore[misc]
    *pages, (total,) = RecordingPen.pages  # what every page repeats is drawn after the last one
    return tuple([*page, (PAGE_WIDTH - paper.MARGIN, *total[1:])] for page in pages)


def plain_document(pages: tuple[list[Drawn], ...]) -> bytes:
    """Draw the same strings with ReportLab alone."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), initialFontName=Face.REGULAR.value, invariant=1)
    for page in pages:
        for x, y, text, face, size in page:
            canvas.setFont(face.value, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def signed_by_pyhanko(pdf: bytes, seal: Seal) -> bytes:
    """Sign as pyHanko's own examples do."""
    certificate = x509.Certificate.load(seal.certificate)
    key = keys.PrivateKeyInfo.load(seal.key)
    signer = signers.SimpleSigner(certificate, key, SimpleCertificateStore())  # type: ignore[no-untyped-call]
    meta = signers.PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    out = io.BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer=signer, output=out)
    return out.getvalue()


def ratio(ours: Callable[[int], Any], theirs: Callable[[int], Any], pairs: int) -> tuple[float, float, float]:
    """Return our median time, theirs, and the median of the pairs' ratios; each is told the number of its turn."""
    found = [_pair(ours, theirs, turn) for turn in range(1, pairs + 1)]
    one, other = (statistics.median(column) for column in zip(*found, strict=True))
    return one, other, statistics.median(mine / plain for mine, plain in found)


def _pair(ours: Callable[[int], Any], theirs: Callable[[int], Any], turn: int) -> tuple[float, float]:
    if turn % 2:
        second, first = _seconds(theirs, turn), _seconds(ours, turn)
        return first, second
    return _seconds(ours, turn), _seconds(theirs, turn)


def _seconds(work: Callable[[int], Any], turn: int) -> float:
    begun = time.process_time()
    work(turn)
    return time.process_time() - begun


def peak_mib(drives: int) -> float:
    """Return the most memory that a fresh process held while it made one certificate."""
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, "--only", str(drives)], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def held_mib() -> float:
    """Return the most memory that this process ever held."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / MIB


def lots(drives: int, number: int) -> list[Certificate]:
    """Build lots that have nothing in common: what is kept of one does not help with the next."""
    return [lot_of(drives, first=1 + turn * drives) for turn in range(number + 1)]


def times(pairs: int, drives: int) -> None:
    """Print the three ratios of times."""
    seal = throw_away_seal()
    makes = documents(seal)
    small = lots(SMALL, pairs)
    pages = strings_of(small[0])
    pdf, plain_document_of = makes.unsealed_certificate(small[0], "fr"), plain_document(pages)
    with pikepdf.open(io.BytesIO(pdf)) as document, pikepdf.open(io.BytesIO(plain_document_of)) as plain:
        assert len(document.pages) == len(plain.pages) == len(pages)
    ours, theirs, found = ratio(
        lambda turn: makes.unsealed_certificate(small[turn], "fr"), lambda _turn: plain_document(pages), pairs
    )
    print(f"unsigned, {SMALL} drives, {len(pages)} pages: {ours:.3f} s ÷ {theirs:.3f} s = {found:.2f}")
    signed_by_pyhanko(pdf, seal)
    sign(pdf, seal)
    ours, theirs, found = ratio(lambda _turn: sign(pdf, seal), lambda _turn: signed_by_pyhanko(pdf, seal), pairs)
    print(f"signing: {ours:.4f} s ÷ {theirs:.4f} s = {found:.2f}")
    large = lots(drives, max(pairs // 5, 1))[1:]
    ours, theirs, found = ratio(
        lambda turn: makes.unsealed_certificate(large[turn - 1], "fr"),
        lambda turn: makes.unsealed_certificate(small[turn], "fr"),
        len(large),
    )
    print(
        f"large, per drive: {ours / drives * 1000:.2f} ms ÷ {theirs / SMALL * 1000:.2f} ms"
        f" = {found * SMALL / drives:.2f}"
    )


def main() -> None:
    """Print the four answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--drives", type=int, default=1000)
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only is not None:
        if options.only:
            documents().certificate(lot_of(options.only), "fr")
        print(held_mib())
        return
    times(options.pairs, options.drives)
    nothing, little, much = (peak_mib(count) for count in (0, SMALL, options.drives))
    grown = (much - little) / (options.drives - SMALL) * MIB
    print(f"memory: {nothing:.0f} MiB for nothing, {little:.0f} MiB for {SMALL}, {much:.0f} MiB for {options.drives}")
    print(f"memory per drive: {grown:.0f} KiB")


if __name__ == "__main__":
    main()
