"""The sounds of the four signals: `python installer/sounds.py` makes them again, the same bytes each time.

accepted: a short soft tick · already-done: two equal low ticks · refused: a low buzz · finished: three rising notes.
"""

from __future__ import annotations

import io
import math
import struct
import sys
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE = 22_050  # Hz, 16 bits, one channel: every player takes it
LOUDEST = 32_767
LEAD_SECONDS, TAIL_SECONDS = 0.01, 0.03  # a sound card that wakes up eats the first moments
RISE_SECONDS = 0.004  # from silence, or it clicks

Samples = list[float]  # −1 to 1
Voice = Callable[[float], float]  # seconds → −1 to 1


def pure(hertz: float) -> Voice:
    """Return a sine with a little of its octave, so that small loudspeakers let it through."""
    return lambda at: (math.sin(math.tau * hertz * at) + 0.25 * math.sin(math.tau * 2 * hertz * at)) / 1.25


def buzzing(hertz: float) -> Voice:
    """Return the odd harmonics of a low note: rough, and heard on loudspeakers that have no bass."""
    harmonics = (1, 3, 5, 7)
    most = sum(1 / number for number in harmonics)
    return lambda at: sum(math.sin(math.tau * hertz * number * at) / number for number in harmonics) / most


def ticking(seconds: float, hertz: float, strength: float) -> Samples:
    """Make a stroke that dies away."""
    return _shaped(pure(hertz), seconds, lambda at: strength * math.exp(-5 * at / seconds))


def held(voice: Voice, seconds: float, strength: float) -> Samples:
    """Make a note that is held, and leaves softly."""
    leaves = seconds / 4
    return _shaped(voice, seconds, lambda at: strength * min(1.0, (seconds - at) / leaves))


def silence(seconds: float) -> Samples:
    """Make a pause."""
    return [0.0] * round(RATE * seconds)


def _shaped(voice: Voice, seconds: float, strength: Callable[[float], float]) -> Samples:
    count = round(RATE * seconds)
    times = [place / RATE for place in range(count)]
    last = (count - 1) / RATE
    soft = [min(1.0, at / RISE_SECONDS, (last - at) / RISE_SECONDS) for at in times]
    return [voice(at) * strength(at) * edge for at, edge in zip(times, soft, strict=True)]


SOUNDS: dict[str, Samples] = {
    "accepted": ticking(0.06, 1320, 0.30),
    "already-done": ticking(0.09, 440, 0.42) + silence(0.07) + ticking(0.09, 440, 0.42),
    "refused": held(buzzing(146.8), 0.42, 0.5),
    "finished": held(pure(523.3), 0.12, 0.34) + held(pure(659.3), 0.12, 0.34) + held(pure(784.0), 0.24, 0.34),
}


def file_of(samples: Sequence[float]) -> bytes:
    """Write samples as a WAV file."""
    whole = [*silence(LEAD_SECONDS), *samples, *silence(TAIL_SECONDS)]
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(whole)}h", *(round(LOUDEST * value) for value in whole)))
    return out.getvalue()


def main() -> int:
    """Write every sound."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, samples in SOUNDS.items():
        (FOLDER / f"{name}.wav").write_bytes(file_of(samples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
