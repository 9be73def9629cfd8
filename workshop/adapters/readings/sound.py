"""What can record: `/proc/asound/pcm`, and `arecord -l`. A socket counts: something may be plugged into it."""

from __future__ import annotations

import re

from workshop.adapters.readings.placeholders import real
from workshop.adapters.readings.values import lines

_PCM = re.compile(r"\d{2}-\d{2}: ([^:]{0,80}):([^:]{0,80}):.{0,120}\bcapture \d{1,3}\b.*")
_ARECORD = re.compile(r"\S{2,20} \d{1,2}: .{0,60} \[(.{0,80}?)\], \S{4,20} \d{1,3}: .{0,80} \[(.{0,80}?)\]")


def recording(text: str) -> tuple[str, ...]:
    """Give the devices that can record, each once."""
    found = []
    for line in lines(text):
        if pcm := _PCM.fullmatch(line.strip()):
            found.append(real(pcm[2]) or real(pcm[1]))
        elif told := _ARECORD.fullmatch(line.strip()):
            found.append(real(told[2]) or real(told[1]))
    return tuple(dict.fromkeys(name for name in found if name))
