from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.typing_reader import heard
from workshop.adapters.scanners.memory import LARGEST_FILE, ReaderMemory
from workshop.domain.calibration import WHOLE, Calibration
from workshop.domain.lanes import Lane
from workshop.domain.layouts import FR_PC, US


def taught(*, keys: bool) -> Calibration:
    learned = heard(f"S{WHOLE}-", US, FR_PC, keys=keys).teaches()
    assert learned is not None
    return learned.calibration


@pytest.mark.parametrize("keys", [True, False])
def test_what_was_learned_is_there_after_a_restart(tmp_path: Path, *, keys: bool) -> None:
    file = tmp_path / "folder" / "readers.json"
    memory = ReaderMemory(file)
    memory.keep("keyboard", taught(keys=keys))
    memory.remember("0c2e:0b81:A1", "Voyager 2", Lane.ORANGE)
    again = ReaderMemory(file)
    assert again.calibration("keyboard") == taught(keys=keys)
    assert (again.name("0c2e:0b81:A1"), again.lane("Voyager 2")) == ("Voyager 2", Lane.ORANGE)
    assert again.calibration("Voyager 2") is None
    assert [each.name for each in file.parent.iterdir()] == ["readers.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b'{"calibrations": []}',
        b'{"calibrations": {"keyboard": null}, "lanes": {"x": "green"}, "names": 5}',
        b'{"calibrations": {"keyboard": {"signs": [[1, 2, 3]], "prefix": 5, "suffix": [], "caps": 0}}}',
        b"{" + b" " * LARGEST_FILE + b"}",
    ],
)
def test_a_file_that_cannot_be_read_is_as_if_there_were_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "readers.json"
    file.write_bytes(content)
    memory = ReaderMemory(file)
    assert memory.calibration("keyboard") is None
    memory.keep("keyboard", taught(keys=True))
    assert ReaderMemory(file).calibration("keyboard") == taught(keys=True)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)))
def test_any_content_is_survived(content: object) -> None:
    memory = ReaderMemory(None)
    memory._load({"calibrations": {"keyboard": content}, "lanes": {"a": content}, "names": {"a": content}})
    assert memory.calibration("other") is None


def test_a_folder_that_cannot_be_written_loses_no_scan(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    memory = ReaderMemory(tmp_path / "taken" / "readers.json")
    memory.keep("keyboard", taught(keys=True))
    assert memory.calibration("keyboard") == taught(keys=True)
