"""The microphone and the loudspeakers of this machine, by the programs that Linux desktops bring."""

from __future__ import annotations

import math
import struct
import tempfile
import wave
from array import array
from io import BytesIO
from pathlib import Path

from workshop.services.ports import Commands
from workshop.services.trying import Side

RATE, TONE_RATE = 16000, 44100
LISTEN = ("arecord", "-q", "-t", "raw", "-f", "S16_LE", "-r", str(RATE), "-c", "1", "-d", "1", "-")
PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"))
TONE_HZ, TONE_SECONDS, FADE_SECONDS, STRENGTH = 440, 0.8, 0.05, 0.5
QUIETEST_DB = -60.0  # of the loudest that 16 bits can tell
LOUDEST = 32768
PATIENCE_SECONDS = 4


def loudness(commands: Commands) -> int | None:
    """Listen for a second: 0 is silence, 100 as loud as can be told; None: nothing could be heard."""
    output = commands.run(*LISTEN, timeout_seconds=PATIENCE_SECONDS)
    return loudness_of(output.stdout) if output.exit_code == 0 else None


def loudness_of(samples: bytes) -> int | None:
    """Return how loud 16-bit samples (little-endian) are; None where there are none."""
    whole = samples[: len(samples) // 2 * 2]
    if not whole:
        return None
    values = array("h", struct.unpack(f"<{len(whole) // 2}h", whole))
    mean = sum(value * value for value in values) / len(values)
    if mean == 0:
        return 0
    decibels = 20 * math.log10(math.sqrt(mean) / LOUDEST)
    return round(100 * min(max(1 - decibels / QUIETEST_DB, 0.0), 1.0))


def play(commands: Commands, side: Side) -> bool:
    """Play a tone on one side, with the first program that can."""
    with tempfile.TemporaryDirectory(prefix="etabli-") as folder:
        file = Path(folder) / "tone.wav"
        file.write_bytes(tone(side))
        played = (commands.run(*player, str(file), timeout_seconds=PATIENCE_SECONDS) for player in PLAYERS)
        return any(output.exit_code == 0 for output in played)


def tone(side: Side) -> bytes:
    """Return a tone on one side as a WAV file; it comes and goes softly."""
    count = round(TONE_RATE * TONE_SECONDS)
    fading = TONE_RATE * FADE_SECONDS
    frames = array("h")
    for place in range(count):
        soft = min(1.0, place / fading, (count - place) / fading)
        value = round(LOUDEST * STRENGTH * soft * math.sin(2 * math.pi * TONE_HZ * place / TONE_RATE))
        frames.extend((value, 0) if side is Side.LEFT else (0, value))
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(TONE_RATE)
        file.writeframes(struct.pack(f"<{len(frames)}h", *frames))
    return written.getvalue()
