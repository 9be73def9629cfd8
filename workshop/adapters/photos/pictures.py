"""Pictures made anew from their points: bounded, upright, JPEG, and with nothing in them but what is seen."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO

from PIL import Image, ImageOps

LARGEST_FILE = 32 * 2**20
MOST_POINTS = 80_000_000
LONGEST_SIDE, SMALL_SIDE = 1600, 320
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp"})
_NO_PICTURE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    TypeError,
    struct.error,
    Image.DecompressionBombError,
)


def cleaned(content: bytes, longest: int = LONGEST_SIDE) -> bytes | None:
    """Return a picture as JPEG, its longest side bounded, without EXIF, place, comment or profile; None: it is none."""
    if not 0 < len(content) <= LARGEST_FILE:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a file that is odd; its points are all that is kept
            with Image.open(BytesIO(content), formats=FORMATS) as image:
                if image.width * image.height > MOST_POINTS:
                    return None
                image.draft("RGB", (longest, longest))
                return encoded(_plain(image, longest))
    except _NO_PICTURE:
        return None


def small(content: bytes) -> bytes | None:
    """Return a picture to choose by."""
    return cleaned(content, SMALL_SIDE)


def encoded(image: Image.Image) -> bytes:
    """Write points as JPEG."""
    bare = Image.frombytes("RGB", image.size, image.tobytes())  # a comment would be copied with the image
    written = BytesIO()
    bare.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _plain(image: Image.Image, longest: int) -> Image.Image:
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((longest, longest))
    if "A" in upright.getbands() or "transparency" in upright.info:
        over = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    return upright.convert("RGB")
