from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop.adapters.commands import MAX_FILE_BYTES, MAX_OUTPUT_BYTES, LocalCommands
from workshop.adapters.commands.local import _communicated
from workshop.services.ports import Output

Shim = Callable[[str, str], LocalCommands]


@pytest.fixture
def shim(tmp_path: Path) -> Shim:
    def place(name: str, script: str) -> LocalCommands:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        return LocalCommands(str(folder))

    return place


def is_gone(process: int) -> bool:
    """Whether a process stops soon: a signal is not instant, and one that nobody collects (a zombie) does nothing."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state in {"Z", "X"}:
            return True
    return False


def test_what_a_tool_says_is_kept_to_the_byte_with_its_exit_code(shim: Shim) -> None:
    commands = shim("tool", r"printf 'a\000b\r\n\377'; printf 'no\n' >&2; exit 3")
    assert commands.run("tool", timeout_seconds=10) == Output(3, b"a\x00b\r\n\xff", b"no\n")


def test_arguments_reach_the_tool_without_a_shell(shim: Shim) -> None:
    commands = shim("tool", 'printf "%s|" "$@"')
    assert commands.run("tool", "$HOME", "; echo no", "a b", timeout_seconds=10).stdout == b"$HOME|; echo no|a b|"


def test_a_tool_that_is_not_there_is_an_answer(shim: Shim) -> None:
    assert shim("tool", "").run("another-tool", timeout_seconds=10) == Output(None, missing=True)


def test_a_file_that_is_no_program_is_an_answer(shim: Shim, tmp_path: Path) -> None:
    commands = shim("tool", "")
    (tmp_path / "bin" / "tool").write_bytes(b"\x00\x01\x02\x03")
    output = commands.run("tool", timeout_seconds=10)
    assert (output.exit_code, output.stderr != b"") == (126, True)


def test_an_argument_that_no_program_can_be_given_is_an_answer(shim: Shim) -> None:
    assert shim("tool", "").run("tool", "a\0b", timeout_seconds=10).exit_code == 126


def test_a_tool_waits_for_no_keyboard(shim: Shim) -> None:
    commands = shim("tool", "/bin/cat; echo done")
    assert commands.run("tool", timeout_seconds=10).stdout == b"done\n"


def test_a_tool_speaks_english_whatever_the_bench_speaks(shim: Shim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("LANGUAGE", "fr")
    commands = shim("tool", 'echo "$LC_ALL/$LANG/$LANGUAGE"')
    assert commands.run("tool", timeout_seconds=10).stdout == b"C.UTF-8/C.UTF-8/\n"


def test_a_hung_tool_costs_its_limit_and_leaves_nobody_behind(shim: Shim, tmp_path: Path) -> None:
    commands = shim("tool", f"echo begun; /bin/sleep 600 & echo $! > {tmp_path}/child; wait")
    before = time.monotonic()
    output = commands.run("tool", timeout_seconds=0.5)
    assert (output.exit_code, output.stdout, output.timed_out, output.missing) == (None, b"begun\n", True, False)
    assert 0.5 <= time.monotonic() - before < 5
    assert is_gone(int((tmp_path / "child").read_text()))


def test_a_tool_that_closes_its_output_and_lingers_costs_its_limit(shim: Shim) -> None:
    output = shim("tool", "exec /bin/sleep 600 >&- 2>&-").run("tool", timeout_seconds=0.5)
    assert (output.exit_code, output.timed_out) == (None, True)


def test_a_tool_that_never_stops_writing_is_ended_long_before_its_limit(shim: Shim) -> None:
    before = time.monotonic()
    output = shim("tool", "exec /usr/bin/yes").run("tool", timeout_seconds=120)
    assert (output.exit_code, output.timed_out, len(output.stdout)) == (None, False, MAX_OUTPUT_BYTES)
    assert time.monotonic() - before < 60


def test_both_outputs_are_read_together_so_that_none_blocks_the_other(shim: Shim) -> None:
    commands = shim("tool", "/usr/bin/head -c 300000 /dev/zero >&2; /usr/bin/head -c 300000 /dev/zero")
    output = commands.run("tool", timeout_seconds=30)
    assert (output.exit_code, len(output.stdout), len(output.stderr)) == (0, 300000, 300000)


@pytest.mark.parametrize(
    ("script", "expected"), [("echo a; exit 2", (2, b"a\n", False)), ("sleep 600", (None, b"", True))]
)
def test_where_pipes_cannot_be_waited_for_together_the_answer_is_the_same(
    script: str, expected: tuple[int | None, bytes, bool]
) -> None:
    process = subprocess.Popen(
        ["/bin/sh", "-c", f"exec {script}" if "sleep" in script else script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    output = _communicated(process, time.monotonic() + (0.5 if expected[2] else 30))
    assert (output.exit_code, output.stdout, output.timed_out) == expected


def test_a_file_is_read_to_the_byte(tmp_path: Path) -> None:
    (tmp_path / "edid").write_bytes(bytes(range(256)))
    assert LocalCommands().read(str(tmp_path / "edid")) == bytes(range(256))


def test_what_is_no_plain_file_or_too_large_reads_as_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    for name in ("absent", "pipe", "large", ".", "a\0b"):
        assert LocalCommands().read(f"{tmp_path}/{name}") is None


def test_a_pattern_lists_what_matches_in_order(tmp_path: Path) -> None:
    for name in ("BAT1", "AC", "BAT0"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "uevent").touch()
    assert LocalCommands().list(f"{tmp_path}/BAT*/uevent") == (f"{tmp_path}/BAT0/uevent", f"{tmp_path}/BAT1/uevent")
    assert LocalCommands().list(f"{tmp_path}/nothing/*") == ()
