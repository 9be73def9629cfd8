"""A camera's picture from recorded frames: those of ffmpeg, and those that the kernel hands out."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.fake_senses import a_picture
from workshop.adapters.photos import v4l2
from workshop.adapters.photos.camera import Camera, picture_of
from workshop.adapters.photos.v4l2 import MJPEG, YUYV, Frame, frame_of, grab
from workshop.services.ports import Output

HEADER = Path("/usr/include/linux/videodev2.h")


class Nodes:
    """Camera nodes, and what ffmpeg says to each."""

    def __init__(self, *nodes: str, said: dict[str, Output] | None = None) -> None:
        self.nodes, self.said = nodes, said or {}
        self.asked: list[tuple[str, ...]] = []

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:  # noqa: ARG002 — as Commands
        self.asked.append(argv)
        return next((self.said[node] for node in argv if node in self.said), Output(None, missing=True))

    def read(self, path: str) -> bytes | None:  # noqa: ARG002
        return None

    def list(self, pattern: str) -> tuple[str, ...]:  # noqa: ARG002
        return self.nodes


def none(node: str) -> Frame | None:
    return None


def yuyv(width: int, height: int, bright: int, blue: int = 128, red: int = 128) -> Frame:
    return Frame(width, height, YUYV, bytes((bright, blue, bright, red)) * (width * height // 2))


def points(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(BytesIO(content))


def test_ffmpeg_gives_the_picture_where_it_is_there() -> None:
    commands = Nodes("/dev/video0", said={"/dev/video0": Output(0, a_picture())})
    assert points(Camera(commands, none).picture()).size == (640, 480)
    assert commands.asked[0][0] == "ffmpeg"


def test_nodes_without_pictures_are_passed_over() -> None:
    said = {"/dev/video0": Output(1, b"", b"Inappropriate ioctl"), "/dev/video1": Output(0, a_picture())}
    assert Camera(Nodes("/dev/video0", "/dev/video1", said=said), none).picture()


def test_without_ffmpeg_the_kernel_is_asked_itself() -> None:
    seen: list[str] = []

    def grabbed(node: str) -> Frame | None:
        seen.append(node)
        return yuyv(320, 240, 200) if node == "/dev/video2" else None

    picture = Camera(Nodes("/dev/video0", "/dev/video2"), grabbed).picture()
    assert points(picture).size == (320, 240)
    assert seen == ["/dev/video0", "/dev/video2"]


def test_no_camera_is_no_picture_and_many_nodes_are_not_asked_for_ever() -> None:
    assert Camera(Nodes(), none).picture() is None
    commands = Nodes(*(f"/dev/video{number}" for number in range(64)))
    assert Camera(commands, none).picture() is None
    assert len(commands.asked) == 4


@pytest.mark.parametrize(
    ("frame", "colour"),
    [
        (yuyv(64, 48, 255), (255, 255, 255)),
        (yuyv(64, 48, 0), (0, 0, 0)),
        (yuyv(64, 48, 76, 85, 255), (254, 0, 0)),
        (yuyv(64, 48, 29, 255, 107), (0, 0, 254)),
    ],
    ids=["white", "black", "red", "blue"],
)
def test_points_in_brightness_and_colour_become_the_colours_that_were_seen(
    frame: Frame, colour: tuple[int, int, int]
) -> None:
    seen = points(picture_of(frame)).getpixel((30, 20))
    assert isinstance(seen, tuple)
    assert all(abs(ours - theirs) <= 6 for ours, theirs in zip(seen, colour, strict=True))


def test_a_recorded_jpeg_frame_is_made_small_and_bare() -> None:
    frame = Frame(1280, 720, MJPEG, a_picture(1280, 720))
    assert points(picture_of(frame)).size == (640, 360)


@pytest.mark.parametrize(
    "frame",
    [
        Frame(64, 48, YUYV, b"\x80" * 100),
        Frame(63, 48, YUYV, b"\x80" * 63 * 96),
        Frame(0, 0, YUYV, b""),
        Frame(64, 48, "NV12", b"\x80" * 64 * 96),
        Frame(64, 48, MJPEG, b"\xff\xd8 torn"),
    ],
    ids=["cut", "odd", "empty", "unknown", "torn"],
)
def test_a_frame_that_is_not_whole_is_no_picture(frame: Frame) -> None:
    assert picture_of(frame) is None


class Kernel:
    """A camera as the kernel shows it; `content` is every frame that it hands out."""

    def __init__(
        self, content: bytes, pixel_format: str = MJPEG, *, capture: bool = True, silent: bool = False
    ) -> None:
        self.content, self.pixel_format, self.silent = content, pixel_format, silent
        self.capabilities = v4l2.CAN_STREAM | (v4l2.CAN_CAPTURE if capture else 0)
        self.streaming = False
        self.queued: list[int] = []
        self.said: list[int] = []

    def ask(self, request: int, argument: bytearray) -> None:
        self.said.append(request)
        match request:
            case v4l2.QUERYCAP:
                whole = self.capabilities | v4l2.HAS_OWN
                argument[:] = v4l2.CAPABILITY.pack(b"uvcvideo", b"Camera", b"usb", 0, whole, self.capabilities)
            case v4l2.S_FMT:
                code = self.pixel_format.encode()
                argument[:] = v4l2.FORMAT.pack(v4l2.CAPTURE, 640, 480, code, 1, 1280, 640 * 480 * 2)
            case v4l2.QUERYBUF:
                index = struct.unpack_from("=I", argument)[0]
                where = struct.pack("=Q", index * 2**20)
                argument[:] = v4l2.BUFFER.pack(index, 1, 0, 0, 1, 0, v4l2.MAPPED, where, 2**20, 0, 0)
            case v4l2.QBUF:
                self.queued.append(struct.unpack_from("=I", argument)[0])
            case v4l2.DQBUF:
                index = self.queued.pop(0)
                used = len(self.content)
                argument[:] = v4l2.BUFFER.pack(index, 1, used, 0, 1, 0, v4l2.MAPPED, bytes(8), 2**20, 0, 0)
            case v4l2.STREAMON:
                self.streaming = True
            case v4l2.STREAMOFF:
                self.streaming = False

    def mapped(self, length: int, offset: int) -> bytes:
        assert offset in (0, 2**20)
        return self.content.ljust(length, b"\0")

    def waits(self, seconds: float) -> bool:  # noqa: ARG002
        return not self.silent

    def close(self) -> None:
        pass


def test_a_frame_is_taken_after_the_first_dark_ones_and_the_camera_is_let_go() -> None:
    kernel = Kernel(a_picture())
    frame = frame_of(kernel)
    assert frame == Frame(640, 480, MJPEG, a_picture())
    assert kernel.said.count(v4l2.DQBUF) == v4l2.SETTLING_FRAMES
    assert not kernel.streaming


def test_a_camera_that_gives_nothing_is_let_go_too() -> None:
    kernel = Kernel(a_picture(), silent=True)
    assert frame_of(kernel) is None
    assert not kernel.streaming


@pytest.mark.parametrize("kernel", [Kernel(b"", capture=False), Kernel(b"", "H264")], ids=["metadata", "H.264"])
def test_what_is_no_camera_is_not_started(kernel: Kernel) -> None:
    assert frame_of(kernel) is None
    assert v4l2.STREAMON not in kernel.said


def test_a_file_that_is_no_camera_gives_no_frame(tmp_path: Path) -> None:
    file = tmp_path / "video0"
    file.write_bytes(b"not a camera")
    assert grab(str(file)) is None
    assert grab(str(tmp_path / "none")) is None


@pytest.mark.skipif(
    sys.platform != "linux" or not HEADER.exists() or shutil.which("cc") is None, reason="no compiler, no kernel header"
)
def test_requests_and_sizes_are_those_of_the_kernels_own_header(tmp_path: Path) -> None:
    requests = ("QUERYCAP", "S_FMT", "REQBUFS", "QUERYBUF", "QBUF", "DQBUF", "STREAMON", "STREAMOFF")
    structs = ("capability", "format", "requestbuffers", "buffer")
    prints = "".join(f'printf("%lu\\n", (unsigned long)VIDIOC_{name});' for name in requests)
    prints += "".join(f'printf("%zu\\n", sizeof(struct v4l2_{name}));' for name in structs)
    source, program = tmp_path / "sizes.c", tmp_path / "sizes"
    source.write_text(f"#include <stdio.h>\n#include <linux/videodev2.h>\nint main(void) {{ {prints} return 0; }}\n")
    subprocess.run(["cc", "-o", program, source], check=True)
    said = [int(line) for line in subprocess.run([program], capture_output=True, check=True).stdout.split()]
    ours = [getattr(v4l2, name) for name in requests]
    assert said == [*ours, v4l2.CAPABILITY.size, v4l2.FORMAT.size, v4l2.REQUEST.size, v4l2.BUFFER.size]
