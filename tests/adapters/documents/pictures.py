"""Papers as an independent renderer sees them: poppler's rasters and text, read back by zxing-cpp."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import zxingcpp
from PIL import Image


def rasters(pdf: bytes, folder: Path, dots_per_inch: int, *, mono: bool = True) -> Iterator[Image.Image]:
    """Render every page as a black and white printer does (any touched dot is black), or in grey."""
    (folder / "paper.pdf").write_bytes(pdf)
    look = ["-mono"] if mono else ["-gray"]
    command = ["pdftoppm", *look, "-r", str(dots_per_inch), str(folder / "paper.pdf"), str(folder / "page")]
    subprocess.run(command, check=True)
    for page in sorted(folder.glob("page-*.p?m")):
        with Image.open(page) as image:
            yield image.convert("L")
        page.unlink()


def codes(picture: Image.Image) -> list[tuple[str, str]]:
    """Return what a reader finds, as (symbology, text), sorted."""
    return sorted((symbol.format.name, symbol.text) for symbol in zxingcpp.read_barcodes(picture))


def text_of(pdf: bytes, folder: Path) -> str:
    """Return the text as poppler extracts it, laid out."""
    (folder / "paper.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(folder / "paper.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def flat(text: str) -> str:
    """Return a text with every run of spaces and line ends as one space."""
    return " ".join(text.split())
