"""Webcams: the names that video4linux gives, `v4l2-ctl --list-devices`, and USB interfaces of the video class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from workshop.adapters.readings.placeholders import real
from workshop.adapters.readings.values import lines

USB_VIDEO_CLASS = b"0e"
# Video devices that look at nothing: codecs, scalers and the parts of an image processor.
_NO_CAMERA = re.compile(
    r".*(?:codec|\bisp\b|encoder|decoder|jpeg|scaler|ipu\d|csi2|loopback|rpivid|hantro).*", re.IGNORECASE
)
_TITLE = re.compile(r"(\S.{0,120}?)(?: \([\w.:/ -]{1,80}\))?:")


def named(names: Iterable[bytes | None]) -> tuple[str, ...]:
    """Give the cameras of `/sys/class/video4linux/*/name`; one camera has several nodes."""
    return _cameras((content or b"").decode("utf-8", "replace") for content in names)


def usb(interfaces: Mapping[str, bytes | None], products: Mapping[str, bytes | None]) -> tuple[str, ...]:
    """Give the USB devices that have an interface of the video class, driver or not.

    `interfaces`: `…/bInterfaceClass` by path; `products`: `…/product` by path.
    """
    devices = {
        path.split("/")[-2].partition(":")[0]
        for path, content in interfaces.items()
        if path.count("/") > 1 and (content or b"").strip() == USB_VIDEO_CLASS
    }
    names = {path.split("/")[-2]: content for path, content in products.items() if path.count("/") > 1}
    return tuple(
        real((names.get(device) or b"").decode("utf-8", "replace")) or f"USB {device}" for device in sorted(devices)
    )


def listed(text: str) -> tuple[str, ...]:
    """Read `v4l2-ctl --list-devices`: a title, then the nodes below it."""
    titles, title = [], ""
    for line in lines(text):
        if told := None if line[:1].isspace() else _TITLE.fullmatch(line):
            title = told[1]
        elif line.strip().startswith("/dev/video") and line[:1].isspace():
            titles.append(title)
    return _cameras(titles)


def _cameras(names: Iterable[str]) -> tuple[str, ...]:
    """« Integrated Camera: Integrated C » is its own name twice, the second one cut."""
    kept = (real(name.partition(":")[0]) for name in names)
    return tuple(dict.fromkeys(name for name in kept if name and not _NO_CAMERA.fullmatch(name)))
