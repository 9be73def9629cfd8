"""A tiny Brother QL printer: obeys the raster commands of its manual, and refuses whatever it does not say."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

PINS = 720


class RefusedError(Exception):
    """The bytes hold something that no label of ours says."""


@dataclass
class Job:
    """One label as the printer understood it."""

    raster_mode: bool = False
    paper: dict[str, int] = field(default_factory=dict)
    cuts: bool = False
    feed_dots: int = 0
    lines: list[bytes] = field(default_factory=list)
    printed: bool = False

    def picture(self) -> Image.Image:
        """Return what stands on the paper, as a person sees it: pin 0 is at the right."""
        raw = b"".join(self.lines)
        black = Image.frombytes("1", (PINS, len(self.lines)), raw)
        seen = black.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return seen.convert("L").point(lambda dot: 255 - dot)


def obey(job: bytes) -> Job:
    """Print one job."""
    rest = job.lstrip(b"\0")
    if len(job) - len(rest) < 200:
        raise RefusedError("the printer may still wait for the rest of a line")
    if rest[:2] != b"\x1b@":
        raise RefusedError(rest[:2])
    rest, told = rest[2:], Job()
    while rest:
        if told.printed:
            raise RefusedError("something after the end")
        rest = _one(told, rest)
    return told


def _one(told: Job, rest: bytes) -> bytes:
    if rest[:1] == b"g":
        if rest[1] or rest[2] != PINS // 8:
            raise RefusedError(rest[:3])
        told.lines.append(rest[3 : 3 + rest[2]])
        return rest[3 + rest[2] :]
    if rest[:1] == b"\x1a":
        told.printed = len(told.lines) == told.paper["lines"]
        if not told.printed:
            raise RefusedError("other lines than were told")
        return rest[1:]
    if rest[:2] != b"\x1bi":
        raise RefusedError(rest[:4])
    return _setting(told, rest[2:3], rest[3:])


def _setting(told: Job, command: bytes, rest: bytes) -> bytes:
    match command:
        case b"a":
            told.raster_mode = rest[0] == 1
            return rest[1:]
        case b"!" | b"A" | b"K":
            return rest[1:]
        case b"M":
            told.cuts = rest[0] == 0x40
            return rest[1:]
        case b"d":
            told.feed_dots = int.from_bytes(rest[:2], "little")
            return rest[2:]
        case b"z":
            names = ("valid", "kind", "width", "length")
            told.paper = dict(zip(names, rest[:4], strict=True)) | {"lines": int.from_bytes(rest[4:8], "little")}
            if rest[8:10] != b"\0\0":
                raise RefusedError(rest[8:10])
            return rest[10:]
        case _:
            raise RefusedError(command)
