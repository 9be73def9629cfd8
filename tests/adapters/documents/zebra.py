"""A ZPL printer that others wrote: zplkit (OSL-3.0, used by tests only). It refuses what no Zebra understands.

Its letters are few, so every other letter is a question mark to it; bars, squares, places and turns are its own.
"""

from __future__ import annotations

import io
import re

import zplkit
from PIL import Image

_OTHER_LETTER = re.compile(rb"(?:_[89A-F][0-9A-F])+")


def printed(zpl: bytes, dots_per_inch: int) -> Image.Image:
    """Print the one label of a job."""
    plain = _OTHER_LETTER.sub(b"?", zpl)
    document = zplkit.render(plain, zplkit.Options(profile="specification", dpi=dots_per_inch))
    (label,) = document.labels
    with Image.open(io.BytesIO(label.png())) as picture:
        return picture.convert("L")
