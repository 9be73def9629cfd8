from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.fake_player import FakePlayer
from workshop.adapters.commands import LocalCommands
from workshop.adapters.sounds.player import SoundPlayer, player_here

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs on PATH are for Linux and macOS")
TICK, BUZZ, STAR = Path("/sounds/tick.wav"), Path("/sounds/buzz.wav"), Path("/sounds/star.wav")


def found_in(folder: Path, platform: str = "linux") -> SoundPlayer:
    # the shim itself needs the system's own sleep
    return player_here(LocalCommands(f"{folder}:/usr/bin:/bin"), platform=platform, path=str(folder))


def until_idle(player: SoundPlayer) -> None:
    end = time.monotonic() + 10
    while player._thread is not None:
        assert time.monotonic() < end
        time.sleep(0.005)


def test_it_plays_what_it_is_asked_to(tmp_path: Path) -> None:
    program = FakePlayer(tmp_path)
    player = found_in(tmp_path)
    assert player.name == "aplay"
    player.play(TICK)
    program.wait_for("tick.wav")
    until_idle(player)
    player.play(BUZZ)
    program.wait_for("tick.wav", "buzz.wav")
    until_idle(player)
    assert not player.failed


def test_nobody_waits_and_of_what_waits_only_the_newest_is_played(tmp_path: Path) -> None:
    program = FakePlayer(tmp_path)
    program.hold()
    player = found_in(tmp_path)
    player.play(TICK)
    program.wait_for("tick.wav")
    before = time.monotonic()
    for _ in range(50):
        player.play(TICK)
        player.play(STAR)
    player.play(BUZZ)
    assert time.monotonic() - before < 0.5
    program.let_go()
    until_idle(player)
    assert program.played == ["tick.wav", "buzz.wav"]


def test_a_program_that_cannot_gives_way_to_the_next_and_is_not_asked_again(tmp_path: Path) -> None:
    deaf, program = FakePlayer(tmp_path, "pw-play", exit_code=1), FakePlayer(tmp_path, "aplay")
    player = found_in(tmp_path)
    assert player.name == "pw-play"
    player.play(TICK)
    program.wait_for("tick.wav")
    until_idle(player)
    assert player.name == "aplay"
    player.play(BUZZ)
    program.wait_for("tick.wav", "buzz.wav")
    until_idle(player)
    assert deaf.played == ["tick.wav"]


def test_where_none_can_it_is_silent_and_known(tmp_path: Path) -> None:
    FakePlayer(tmp_path, "paplay", exit_code=1)
    player = found_in(tmp_path)
    player.play(TICK)
    until_idle(player)
    assert player.failed


def test_without_a_program_nothing_happens(tmp_path: Path) -> None:
    player = found_in(tmp_path)
    player.play(TICK)
    assert player.name == ""
    assert player._thread is None


def test_on_a_mac_it_is_the_systems_own_program(tmp_path: Path) -> None:
    FakePlayer(tmp_path, "afplay")
    assert found_in(tmp_path, "darwin").name == "afplay"
    assert found_in(tmp_path).name == ""


def test_after_the_end_nothing_more_is_played(tmp_path: Path) -> None:
    program = FakePlayer(tmp_path)
    program.hold()
    player = found_in(tmp_path)
    player.play(TICK)
    program.wait_for("tick.wav")
    player.play(BUZZ)
    player.close()
    player.play(STAR)
    program.let_go()
    until_idle(player)
    assert program.played == ["tick.wav"]
