from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from workshop.adapters.photos.pictures import LARGEST_FILE, LONGEST_SIDE, SMALL_SIDE, cleaned, small

ORIENTATION, MAKER_NOTE, GPS = 0x0112, 0x927C, 0x8825


def written(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def read(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(BytesIO(content))


def with_secrets() -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER_NOTE] = b"SECRET-CAMERA-NUMBER"
    exif.get_ifd(GPS)[1] = "N"
    image = Image.new("RGB", (400, 200), (200, 30, 30))
    return written(image, exif=exif, comment=b"SECRET-COMMENT", icc_profile=b"SECRET-PROFILE" * 20)


def test_nothing_is_left_of_what_a_camera_wrote_into_a_picture() -> None:
    content = with_secrets()
    assert content.count(b"SECRET") > 2
    clean = cleaned(content)
    assert clean is not None
    assert b"SECRET" not in clean
    assert b"Exif" not in clean
    image = read(clean)
    assert dict(image.getexif()) == {}
    assert not image.info.keys() & {"comment", "icc_profile", "exif"}


def test_a_picture_stands_upright_without_being_told_how_to_turn_it() -> None:
    assert read(cleaned(with_secrets())).size == (200, 400)


def test_a_large_picture_is_made_small_and_a_small_one_is_left_as_large_as_it_is() -> None:
    large = read(cleaned(written(Image.new("RGB", (5000, 2500), "teal"))))
    assert large.size == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert read(cleaned(written(Image.new("RGB", (90, 60), "teal")))).size == (90, 60)
    assert max(read(small(written(Image.new("RGB", (5000, 2500), "teal")))).size) == SMALL_SIDE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_usual_kinds_become_jpeg(kind: str) -> None:
    image = read(cleaned(written(Image.new("RGB", (60, 40), (10, 120, 60)), kind)))
    assert image.format == "JPEG"
    red, green, blue = image.getpixel((20, 20))  # type: ignore[misc]
    assert abs(red - 10) < 12
    assert abs(green - 120) < 12
    assert abs(blue - 60) < 12


def test_what_is_transparent_becomes_white() -> None:
    image = read(cleaned(written(Image.new("RGBA", (60, 40), (0, 0, 0, 0)), "PNG")))
    assert image.getpixel((20, 20)) == (255, 255, 255)


def png_that_says_it_is(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"\xff\xd8\xff\xe0" + b"\x00" * 100,
        png_that_says_it_is(60_000, 60_000),
        png_that_says_it_is(9_500, 9_500),
        png_that_says_it_is(10, 10),
        written(Image.new("RGB", (40, 40)), "GIF"),
        written(Image.new("RGB", (40, 40)), "TIFF"),
        written(Image.new("RGB", (400, 400), "teal"))[:300],
        b"\x00" * (LARGEST_FILE + 1),
    ],
    ids=["empty", "text", "cut head", "bomb", "too many points", "no points", "gif", "tiff", "cut", "too large"],
)
def test_what_is_no_picture_or_too_much_of_one_is_refused(content: bytes) -> None:
    assert cleaned(content) is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_picture_is_refused_or_made_anew_and_nothing_else_happens(data: st.DataObject) -> None:
    content = bytearray(with_secrets())
    for _change in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    clean = cleaned(bytes(content))
    assert clean is None or b"SECRET" not in clean
