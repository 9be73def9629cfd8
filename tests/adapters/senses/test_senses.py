"""What this machine shows of itself, from the answers of its tools and the files of its kernel."""

from __future__ import annotations

import math
import struct
import wave
from fnmatch import fnmatch
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.adapters.senses.current import power
from workshop.adapters.senses.radio import networks, networks_of_iw, networks_of_nmcli
from workshop.adapters.senses.sockets import plugged
from workshop.adapters.senses.sound import LISTEN, TONE_RATE, loudness, loudness_of, play, tone
from workshop.services.ports import Output
from workshop.services.trying import Networks, Plugged, Power, Side

SUPPLY = "/sys/class/power_supply"
USB = "/sys/bus/usb/devices"


class Bench:
    """A machine made of answers and files."""

    def __init__(self, files: dict[str, str] | None = None, **programs: Output) -> None:
        self.files, self.programs = files or {}, programs
        self.asked: list[tuple[str, ...]] = []

    def run(self, *argv: str, timeout_seconds: float = 30) -> Output:  # noqa: ARG002 — as Commands
        self.asked.append(argv)
        return self.programs.get(argv[0].replace("-", "_"), Output(None, missing=True))

    def read(self, path: str) -> bytes | None:
        return self.files[path].encode() if path in self.files else None

    def list(self, pattern: str) -> tuple[str, ...]:
        folders = {path.rsplit("/", 1)[0] for path in self.files}
        return tuple(sorted(folder for folder in folders if fnmatch(folder, pattern)))


def samples(strength: float) -> bytes:
    values = [round(strength * 32767 * math.sin(place / 5)) for place in range(16000)]
    return struct.pack(f"<{len(values)}h", *values)


def test_a_voice_is_louder_than_a_room_and_silence_is_nothing() -> None:
    assert loudness_of(bytes(32000)) == 0
    room, voice, shout = (loudness_of(samples(strength)) for strength in (0.002, 0.1, 1.0))
    assert room is not None
    assert voice is not None
    assert shout is not None
    assert room < 20
    assert 35 < voice < shout <= 100


@given(st.binary(max_size=200))
def test_any_samples_have_a_loudness_between_0_and_100(content: bytes) -> None:
    loud = loudness_of(content)
    assert (loud is None) is (len(content) < 2)
    assert loud is None or 0 <= loud <= 100


def test_a_microphone_that_is_not_there_is_not_silence() -> None:
    assert loudness(Bench()) is None
    assert loudness(Bench(arecord=Output(1, b"", b"no soundcards found"))) is None
    heard = Bench(arecord=Output(0, samples(0.2)))
    assert loudness(heard)
    assert heard.asked == [LISTEN]


@pytest.mark.parametrize(("side", "silent"), [(Side.LEFT, 1), (Side.RIGHT, 0)])
def test_a_tone_is_on_one_side_only_and_is_a_second_long_at_most(side: Side, silent: int) -> None:
    with wave.open(BytesIO(tone(side)), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, TONE_RATE)
        frames = file.readframes(file.getnframes())
    assert file.getnframes() <= TONE_RATE
    channels = [struct.unpack(f"<{len(frames) // 2}h", frames)[place::2] for place in (0, 1)]
    assert not any(channels[silent])
    assert max(channels[1 - silent]) > 10_000
    assert channels[1 - silent][0] == 0, "it comes softly"


def test_a_tone_is_played_by_the_first_program_that_can() -> None:
    bench = Bench(paplay=Output(1), aplay=Output(0))
    assert play(bench, Side.LEFT)
    assert [argv[0] for argv in bench.asked] == ["pw-play", "paplay", "aplay"]
    assert not play(Bench(), Side.LEFT)


def test_networks_are_counted_and_never_joined() -> None:
    bench = Bench(nmcli=Output(0, b"81\n64\n12\n"))
    assert networks(bench) == Networks(3, 81)
    assert all("connect" not in argv and "up" not in argv for argv in bench.asked)
    assert networks_of_nmcli("") == Networks(0, 0)
    assert networks_of_nmcli("--\n100\n99999\n") == Networks(1, 100)


def test_iw_tells_the_strength_in_decibels() -> None:
    text = "BSS aa(on wlan0)\n\tsignal: -40.00 dBm\n\tSSID: a\nBSS bb(on wlan0)\n\tsignal: -70.00 dBm\n"
    assert networks_of_iw(text) == Networks(2, 100)
    assert networks_of_iw("\tsignal: -70.00 dBm\n") == Networks(1, 50)
    assert networks_of_iw("") == Networks(0, 0)


def test_without_a_tool_or_a_right_nothing_is_said_of_networks() -> None:
    assert networks(Bench()) is None
    assert networks(Bench(nmcli=Output(8, b"", b"not running"), iw=Output(255))) is None


def usb(**devices: str) -> dict[str, str]:
    files: dict[str, str] = {}
    for socket, text in devices.items():
        maker, product, kind = text.split("|")
        folder = f"{USB}/{socket.replace('_', '-')}"
        files |= {f"{folder}/manufacturer": maker, f"{folder}/product": product, f"{folder}/bDeviceClass": kind}
    return files


def test_what_is_plugged_in_is_named_and_hubs_are_no_things() -> None:
    files = usb(x1_4="SanDisk|Ultra|00", x1_2="Dell|Dell Dock|09", x1_7="|Integrated Camera|ef")
    files = {path.replace("/x1", "/1"): text + "\n" for path, text in files.items()}
    files[f"{USB}/usb1/product"] = "xHCI Host Controller"
    files[f"{USB}/1-4:1.0/product"] = "an interface"
    assert plugged(Bench(files)) == (Plugged("1-4", "SanDisk Ultra"), Plugged("1-7", "Integrated Camera"))


def test_a_hostile_name_of_a_stick_is_one_short_line() -> None:
    (stick,) = plugged(Bench({f"{USB}/1-4/product": "a\x1b[2J\nb" * 99})) or ()
    assert stick.name.isprintable()
    assert len(stick.name) <= 40


def test_a_machine_that_shows_no_usb_says_nothing() -> None:
    assert plugged(Bench()) is None


def supply(name: str, **said: str) -> dict[str, str]:
    return {f"{SUPPLY}/{name}/{key}": f"{text}\n" for key, text in said.items()}


CHARGING = supply("BAT0", type="Battery", status="Charging", energy_now="30000000", energy_full="40000000")
MAINS = supply("AC", type="Mains", online="1")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (CHARGING | MAINS, Power(75, plugged_in=True, charging=True)),
        (CHARGING, Power(75, plugged_in=True, charging=True)),
        (
            supply("BAT0", type="Battery", status="Discharging", capacity="63")
            | supply("AC", type="Mains", online="0"),
            Power(63, plugged_in=False, charging=False),
        ),
        (
            supply("BAT0", type="Battery", status="Full", capacity="100") | MAINS,
            Power(100, plugged_in=True, charging=False),
        ),
        (supply("BAT0", type="Battery", status="Unknown"), Power(None, plugged_in=None, charging=None)),
        (
            supply("BAT0", type="Battery", status="Discharging", charge_now="1000", charge_full="2000")
            | supply("BAT1", type="Battery", status="Unknown", charge_now="2000", charge_full="2000"),
            Power(75, plugged_in=False, charging=False),
        ),
    ],
    ids=["charging", "no mains file", "unplugged", "full", "silent", "two batteries"],
)
def test_the_battery_is_told_as_the_kernel_tells_it(files: dict[str, str], expected: Power) -> None:
    assert power(Bench(files)) == expected


def test_the_battery_of_a_mouse_is_not_the_machines() -> None:
    mouse = supply("hidpp_battery_0", type="Battery", scope="Device", capacity="40", status="Discharging")
    assert power(Bench(mouse)) is None
    assert power(Bench(mouse | CHARGING)) == Power(75, plugged_in=True, charging=True)
    assert power(Bench()) is None


def test_numbers_that_are_none_are_not_known() -> None:
    odd = supply("BAT0", type="Battery", status="Discharging", capacity="-1", energy_now="9" * 40, energy_full="0")
    assert power(Bench(odd)) == Power(None, plugged_in=False, charging=False)
