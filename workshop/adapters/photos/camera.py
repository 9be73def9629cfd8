"""One picture of a camera of this machine: by ffmpeg where it is there, else by the kernel itself (V4L2)."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from workshop.adapters.photos.pictures import cleaned, encoded
from workshop.adapters.photos.v4l2 import MJPEG, YUYV, Frame, grab
from workshop.services.ports import Commands

CAMERAS = "/dev/video*"
MOST_CAMERAS = 4  # half of the nodes of a camera carry no pictures
FFMPEG_SECONDS = 8
SETTLING_FRAMES = 8  # the first ones are dark: the exposure is still being found
SIDE = 640


class Camera:
    """The first camera that gives a picture; `grabbed` asks the kernel for one frame of a node."""

    def __init__(self, commands: Commands, grabbed: Callable[[str], Frame | None] = grab) -> None:
        self._commands = commands
        self._grabbed = grabbed

    def picture(self) -> bytes | None:
        """Return a picture as JPEG; None where no camera gives one."""
        for node in self._commands.list(CAMERAS)[:MOST_CAMERAS]:
            found = self._by_ffmpeg(node)
            if found is None:
                frame = self._grabbed(node)
                found = picture_of(frame) if frame else None
            if found is not None:
                return found
        return None

    def _by_ffmpeg(self, node: str) -> bytes | None:
        settled = f"select=gte(n\\,{SETTLING_FRAMES})"
        written = ("-frames:v", "1", "-f", "image2pipe", "-c:v", "mjpeg", "-q:v", "4", "-")
        asked = ("ffmpeg", "-hide_banner", "-loglevel", "error", "-f", "v4l2", "-i", node, "-vf", settled, *written)
        output = self._commands.run(*asked, timeout_seconds=FFMPEG_SECONDS)
        return cleaned(output.stdout, SIDE) if output.exit_code == 0 else None


def picture_of(frame: Frame) -> bytes | None:
    """Return a frame as JPEG; None where it is not whole, or in a form that is not read here."""
    if frame.pixel_format == MJPEG:
        return cleaned(frame.content, SIDE)
    if frame.pixel_format != YUYV or len(frame.content) < frame.width * frame.height * 2 or frame.width % 2:
        return None
    size, half = (frame.width, frame.height), (frame.width // 2, frame.height)
    points = frame.content[: frame.width * frame.height * 2]
    if 0 in half:
        return None
    bright = Image.frombytes("L", size, points[0::2])
    blue, red = (Image.frombytes("L", half, points[start::4]).resize(size) for start in (1, 3))
    image = Image.merge("YCbCr", (bright, blue, red)).convert("RGB")
    image.thumbnail((SIDE, SIDE))
    return encoded(image)
