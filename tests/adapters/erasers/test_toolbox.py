from __future__ import annotations

import threading
from pathlib import Path

import pytest

from workshop.adapters.erasers.interlocks import InterlockError, hold
from workshop.adapters.erasers.media import LoopMedia
from workshop.adapters.erasers.namespace import alone_with
from workshop.adapters.erasers.running import Ran, run_engine
from workshop.adapters.erasers.toolbox import VERSION_OPTIONS, Toolbox, version_in
from workshop.domain.interlocks import Interlock


def test_a_tool_that_is_not_there_is_a_rule_that_says_no() -> None:
    toolbox = Toolbox({"nwipe": "/there/is/no/nwipe"})
    assert not toolbox.has("nwipe")
    with pytest.raises(InterlockError) as refused:
        toolbox.find("nwipe")
    assert refused.value.rule is Interlock.NO_TOOL


def test_a_tool_that_was_given_is_used_in_place_of_the_installed_one(tmp_path: Path) -> None:
    program = tmp_path / "nwipe"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert Toolbox({"nwipe": str(program)}).find("nwipe") == str(program)


@pytest.mark.parametrize(
    ("tool", "said", "version"),
    [
        ("nwipe", "nwipe version 0.33\n", "0.33"),
        ("hdparm", "hdparm v9.65\n", "9.65"),
        ("nvme", "nvme version 2.3 (git 2.3)\nlibnvme version 1.3 (git 1.3)\n", "2.3"),
        ("mmc", "\tmmc help|--help|-h\n\t\tShow the help.\n\n0.1\n", "0.1"),
        ("smartctl", "smartctl 7.3 2022-02-28 r5338\n", "7.3"),
        ("sg_sanitize", "sg_sanitize: version: 1.15 20201223\n", "1.15"),
        ("sg_opcodes", "Version string: 0.69 20210319\n", "0.69"),
        ("hdparm", "v" * 1000, ""),
        ("nvme", "", ""),
    ],
)
def test_versions_as_they_are_printed(tool: str, said: str, version: str) -> None:
    assert version_in(tool, Ran(0, said, "")) == version
    assert version_in(tool, Ran(0, "", said)) == version


@pytest.mark.parametrize("tool", VERSION_OPTIONS)
def test_the_installed_tools_say_their_version_alone_with_a_drive(loops: LoopMedia, tool: str) -> None:
    """Without it: the log does not say which version wiped."""
    if not Toolbox().has(tool):
        pytest.skip(f"needs {tool}")
    with loops.make("un", 1024 * 1024) as medium, hold(medium.path) as held:
        command = alone_with((held,), (Toolbox().find(tool), *VERSION_OPTIONS[tool]))
        ran = run_engine(command, threading.Event(), seconds=30)
        content = Path(medium.path).read_bytes()
    assert version_in(tool, ran)
    assert content.startswith(b"ETABLI EXERCICE ")
