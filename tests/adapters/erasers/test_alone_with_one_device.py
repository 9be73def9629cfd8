"""`nwipe --autonuke` without a device wipes every disk: no engine is ever started in any other way than alone."""

from __future__ import annotations

import os
import pwd
import selectors
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workshop.adapters.erasers.interlocks import Held, InterlockError, hold
from workshop.adapters.erasers.media import LoopMedia
from workshop.adapters.erasers.namespace import alone_with, search_path
from workshop.adapters.erasers.running import run_engine
from workshop.domain.interlocks import Interlock

MIB = 1024 * 1024
NULL = "/dev/null"


def test_no_device_reaches_no_command_line() -> None:
    """Without the check: nwipe without a device, which means all of them."""
    with pytest.raises(InterlockError) as refused:
        alone_with((), ("/usr/sbin/nwipe", "--autonuke"))
    assert refused.value.rule is Interlock.NOT_ONE_DEVICE


@given(count=some.integers(min_value=2, max_value=20))
def test_several_devices_reach_no_command_line(count: int) -> None:
    """Without the check: the second one is wiped too."""
    with pytest.raises(InterlockError) as refused:
        alone_with((Held("/dev/loop0", -1, 0),) * count, ("/usr/sbin/nwipe",))
    assert refused.value.rule is Interlock.NOT_ONE_DEVICE


@given(path=some.one_of(some.text(max_size=40), some.sampled_from(["", "/dev", "/dev/", "/dev/vda /dev/vdb", NULL])))
def test_what_is_not_an_identified_block_device_reaches_no_command_line(path: str) -> None:
    """Without the check: an empty or a made-up path, which nwipe answers by looking for disks itself."""
    handle = os.open(NULL, os.O_RDWR)
    try:
        with pytest.raises(InterlockError) as refused:
            alone_with((Held(path, handle, os.fstat(handle).st_rdev),), ("/usr/sbin/nwipe",))
    finally:
        os.close(handle)
    assert refused.value.rule is Interlock.NODE_CHANGED


@pytest.mark.parametrize("path", ["", NULL, "/dev/there-is-no-such-thing", "/etc/hostname", "/dev", "a\0b"])
def test_only_a_block_device_can_be_held(path: str) -> None:
    """Without the check: a regular file, on which nwipe 0.34 hangs for ever and 0.42 says success."""
    with pytest.raises(InterlockError) as refused, hold(path):
        pass
    assert refused.value.rule in {Interlock.NOT_A_BLOCK_DEVICE, Interlock.NOT_THERE}


DEVICES = [
    "/dev/vda",
    "//dev//vda",
    "/proc/self/root/dev/vda",
    "--exclude=/dev/vda",
    "--x=a,/dev/sda",
    "-d/dev/sda",
    "dev",
]
NOTHING = ["", " ", "--", "-", "a\0b", "\n"]
PLAIN = ["--autonuke", "--nogui", "--method=zero", "--logfile=/tmp/dev/x.log", "--rounds=1"]


@given(options=some.lists(some.sampled_from(PLAIN + DEVICES + NOTHING), max_size=8))
def test_no_option_names_a_device_of_its_own(held_loop: Held, options: list[str]) -> None:
    """Without the check: a device hidden among the options is a second device."""
    engine = ("/usr/sbin/nwipe", *options)
    if set(options) & {*DEVICES, *NOTHING}:
        with pytest.raises(InterlockError) as refused:
            alone_with((held_loop,), engine)
        assert refused.value.rule is Interlock.BAD_ARGUMENT
    else:
        command = alone_with((held_loop,), engine)
        assert command[-len(engine) :] == engine
        number = (str(os.major(held_loop.rdev)), str(os.minor(held_loop.rdev)))
        assert command[-len(engine) - 3 : -len(engine)] == (held_loop.name, *number)


@given(options=some.lists(some.text(max_size=12), max_size=4))
def test_any_text_is_refused_or_passed_on_as_one_argument(held_loop: Held, options: list[str]) -> None:
    """Without argument lists: a text that a shell would cut in two becomes a second device."""
    engine = ("/usr/sbin/nwipe", *options)
    with suppress(InterlockError):
        assert alone_with((held_loop,), engine)[-len(engine) :] == engine


@pytest.fixture(scope="module")
def held_loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    if os.geteuid() != 0:
        pytest.skip("needs root and loop devices")
    with LoopMedia(tmp_path_factory.mktemp("held")).make("un", MIB) as medium, hold(medium.path) as held:
        yield held


def test_an_engine_sees_its_own_device_and_no_other(loops: LoopMedia, engine: Callable[[str], str]) -> None:
    """Without the namespace: /dev/vda, this machine's own disk, is one open(2) away."""
    listing = engine('ls -1 /dev; echo "last=$1"; stat -c %t:%T "$1"; test -e /dev/vda || echo "no vda"')
    with loops.make("un", MIB) as medium, loops.make("deux", MIB) as other, hold(medium.path) as held:
        done = run_engine(alone_with((held,), (listing,)), threading.Event())
        outside = {path.name for path in Path("/dev").iterdir()}
    said = done.stdout.split("\n")
    assert sorted(said[:5]) == sorted([held.name, "null", "random", "urandom", "zero"])
    assert said[5:8] == [f"last={medium.path}", f"{os.major(held.rdev):x}:{os.minor(held.rdev):x}", "no vda"]
    assert {Path(medium.path).name, Path(other.path).name, "loop-control"} <= outside


def test_the_node_is_the_device_that_was_identified(loops: LoopMedia, engine: Callable[[str], str]) -> None:
    """Without mknod by number: a node that was renamed in between would be wiped instead."""
    reading = engine('head -c 40 "$1"')
    with loops.make("celui-ci", MIB) as medium, hold(medium.path) as held:
        done = run_engine(alone_with((held,), (reading,)), threading.Event())
    assert done.stdout.startswith("ETABLI EXERCICE celui-ci.img bloc 0 ")


def test_a_node_that_leads_elsewhere_by_now_is_refused(loops: LoopMedia) -> None:
    """Without the check: the path that was chosen, but another disk behind it."""
    with loops.make("un", MIB) as medium, loops.make("deux", MIB) as other, hold(medium.path) as held:
        mixed = Held(other.path, held.handle, held.rdev)
        with pytest.raises(InterlockError) as refused:
            alone_with((mixed,), ("/usr/sbin/nwipe",))
    assert refused.value.rule is Interlock.NODE_CHANGED


def test_root_starts_no_tool_that_another_person_could_have_put_there(tmp_path: Path) -> None:
    """`su` keeps a person's PATH: their own « nwipe », or « mount », would be started as root."""
    if os.geteuid() != 0:
        pytest.skip("needs root")
    nobody = pwd.getpwnam("nobody").pw_uid
    folders = {name: tmp_path / name for name in ("roots", "nobodys", "everybodys", "sticky", "groups")}
    for folder in folders.values():
        folder.mkdir(0o755)
    below = folders["nobodys"] / "bin"
    below.mkdir()
    os.chown(folders["nobodys"], nobody, -1)
    folders["everybodys"].chmod(0o777)
    folders["sticky"].chmod(0o1777)
    folders["groups"].chmod(0o775)
    os.chown(folders["groups"], 0, 1000)
    given = ("", ".", "bin", str(below), *map(str, folders.values()))
    found = search_path(os.pathsep.join(given)).split(os.pathsep)
    assert [folder for folder in found if folder in given] == [str(folders["roots"])]
    assert "/usr/sbin" in found


def test_a_device_that_is_held_is_not_held_again(loops: LoopMedia) -> None:
    """Without O_EXCL: two windows wipe one drive."""
    with (
        loops.make("un", MIB) as medium,
        hold(medium.path),
        pytest.raises(InterlockError) as refused,
        hold(medium.path),
    ):
        pass
    assert refused.value.rule is Interlock.IN_USE


def test_nothing_but_a_block_device_is_even_opened(tmp_path: Path) -> None:
    """Without looking first: opening a tape drive rewinds it, opening a pipe lets its other end go on."""
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(InterlockError) as refused, hold(str(tmp_path / "pipe")):
        pass
    with selectors.PollSelector() as watch:
        watch.register(reader, selectors.EVENT_READ)
        assert watch.select(0) == []  # a writer that had come and gone would leave an end of file
    os.close(reader)
    assert refused.value.rule is Interlock.NOT_A_BLOCK_DEVICE


def test_a_mounted_device_is_in_use(loops: LoopMedia, tmp_path: Path) -> None:
    """Without O_EXCL: the disk that somebody works on is wiped under them."""
    folder = tmp_path / "mounted"
    folder.mkdir()
    with loops.make("un", 16 * MIB) as medium:
        if subprocess.run(("mkfs.ext4", "-q", medium.path), check=False).returncode:
            pytest.skip("needs mkfs.ext4")
        subprocess.run(("mount", medium.path, str(folder)), check=True)
        try:
            with pytest.raises(InterlockError) as refused, hold(medium.path):
                pass
        finally:
            subprocess.run(("umount", str(folder)), check=True)
    assert refused.value.rule is Interlock.IN_USE
