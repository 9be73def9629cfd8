"""A machine whose senses answer what a test lets them: a stand-in for cameras, microphones, sockets and batteries."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from workshop.services.trying import Networks, Plugged, Power, Side


def a_picture(width: int = 640, height: int = 480, colour: tuple[int, int, int] = (90, 120, 140)) -> bytes:
    """A JPEG with something on it."""
    image = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(image)
    draw.ellipse((width // 3, height // 5, 2 * width // 3, 4 * height // 5), fill=(225, 200, 170))
    draw.line((width // 5, height // 6, width // 2, height // 2), fill=(20, 20, 20), width=max(2, width // 80))
    written = BytesIO()
    image.save(written, "JPEG", quality=90)
    return written.getvalue()


class FakeSenses:
    """Answers what it was told to; None and False: no tool is there."""

    def __init__(self) -> None:
        self.seen: bytes | None = a_picture()
        self.heard: int | None = 62
        self.plays = True
        self.played: list[Side] = []
        self.sockets: list[Plugged] | None = [Plugged("1-7", "Integrated Camera")]
        self.radio: Networks | None = Networks(7, 81)
        self.current: Power | None = Power(86, plugged_in=True, charging=True)

    def picture(self) -> bytes | None:
        return self.seen

    def loudness(self) -> int | None:
        return self.heard

    def tone(self, side: Side) -> bool:
        self.played.append(side)
        return self.plays

    def plugged(self) -> tuple[Plugged, ...] | None:
        return None if self.sockets is None else tuple(self.sockets)

    def networks(self) -> Networks | None:
        return self.radio

    def power(self) -> Power | None:
        return self.current


def no_senses() -> FakeSenses:
    """A machine without any of the tools."""
    senses = FakeSenses()
    senses.seen = senses.heard = senses.sockets = senses.radio = senses.current = None
    senses.plays = False
    return senses
