"""Labels for Brother QL printers: raster lines of 720 pins at 300 dpi, with the paper that must be in the printer.

Commands and figures: Brother, QL Series Raster Command Reference (QL-600/7xx/8xx/11xx), §2.1 and §4. Not compressed:
older printers know no compression, and a whole label is 25 KB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.domain.errors import RulesError
from workshop.domain.media import BrotherRoll
from workshop.texts import _

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_INCH = 300
PINS = 720
LINE_BYTES = PINS // 8
INVALIDATE = bytes(400)  # QL-8xx: 400 bytes empty its memory; older ones are content with 200
INITIALISE = b"\x1b@"
RASTER_MODE = b"\x1bia\x01"
STATUS_UNASKED = b"\x1bi!\x00"  # told of every change
AUTO_CUT = b"\x1biM\x40"
CUT_EACH = b"\x1biA\x01"
CUT_AT_END = b"\x1biK\x08"
PRINT_AND_FEED = b"\x1a"
KIND, WIDTH, LENGTH, QUALITY, RECOVER = 0x02, 0x04, 0x08, 0x40, 0x80
CONTINUOUS, DIE_CUT = 0x0A, 0x0B
SHORTEST, LONGEST = 150, 11811  # lines of continuous roll (§2.3.4)
# these print raster only, and their manual gives them neither the mode command nor (QL-500) a cutter
ONE_MODE = ("QL-500", "QL-550", "QL-560", "QL-570", "QL-700")


def label_brother(picture: Image, roll: BrotherRoll, printer: str = "") -> bytes:
    """Return one label as a job: `picture` is the whole paper as it lies in the printer, first line first.

    `printer` is its name, where it is known. Raises RulesError where the roll is too small. What stands on the margins
    is lost: whoever draws keeps clear of them.
    """
    lines = _printable(picture, roll)
    if roll.continuous and not SHORTEST <= lines.height <= LONGEST:
        raise RulesError("", (_("cette longueur ne sort pas de l'imprimante"),))
    mode = b"" if any(name in printer.upper() for name in ONE_MODE) else RASTER_MODE + STATUS_UNASKED
    return b"".join(
        (
            INVALIDATE,
            INITIALISE,
            mode,
            _paper(roll, lines.height),
            AUTO_CUT,
            CUT_EACH,
            CUT_AT_END,
            b"\x1bid" + roll.feed_dots.to_bytes(2, "little"),
            *(b"g\x00" + bytes([LINE_BYTES]) + line for line in _lines(lines, roll)),
            PRINT_AND_FEED,
        )
    )


def margins(picture: tuple[int, int], roll: BrotherRoll) -> tuple[int, int]:
    """Return how many dots of a label of this size the printer leaves white at each side, and before and after."""
    across, along = picture
    high = roll.along_dots or along - 2 * roll.feed_dots
    return (across - roll.across_dots) // 2, (along - high) // 2


def _printable(picture: Image, roll: BrotherRoll) -> Image:
    left, top = margins(picture.size, roll)
    if left < 0 or top < 0:
        raise RulesError("", (_("l'étiquette dépasse de ce que l'imprimante peut imprimer"),))
    high = roll.along_dots or picture.height - 2 * top
    return picture.crop((left, top, left + roll.across_dots, top + high))


def _paper(roll: BrotherRoll, lines: int) -> bytes:
    """Say which paper must be in the printer; another one makes it stop and say so."""
    told = KIND | WIDTH | QUALITY | RECOVER | (0 if roll.continuous else LENGTH)
    kind = CONTINUOUS if roll.continuous else DIE_CUT
    return b"\x1biz" + bytes([told, kind, roll.width_mm, roll.length_mm]) + lines.to_bytes(4, "little") + b"\x00\x00"


def _lines(picture: Image, roll: BrotherRoll) -> list[bytes]:
    """Return one line of pins after the other; pin 0 is at the right of the paper."""
    from PIL import Image as Pictures  # noqa: PLC0415 — with the first label

    head = Pictures.new("1", (PINS, picture.height), 0)
    black = picture.point(lambda dot: 0 if dot else 1, "1")
    head.paste(black.transpose(Pictures.Transpose.FLIP_LEFT_RIGHT), (roll.offset_dots, 0))
    whole = head.tobytes()
    return [whole[start : start + LINE_BYTES] for start in range(0, len(whole), LINE_BYTES)]
