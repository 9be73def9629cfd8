from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.adapters.imports import detection, plain_yaml
from workshop.domain.reports import FileRead

SNAPSHOT = """---
# a machine, by hand
components:
- type: RamModule   # a list may stand as deep as its key
  size: 4096
  serialNumber: 4F43487B
- actions:
    - type: TestDataStorage
      lifetime: 18720
      assessment: true
  type: HardDrive
  model: 'EXDISK 500'
  serialNumber: 00123456789012
  size: 160041.88569599998
device:
  manufacturer: "Example \\"Ex\\" Computers"
  model: A long name
    that goes on below
  serialNumber: PRB0EX7712
  type: Laptop
  sku:
  tags: []
  actions: [ {type: VisualTest, appearanceRange: A,}, ]
software: Workbench
type: Snapshot
uuid: 490fb8c0-81a1-42e9-95e0-5e7db7038e01
version: '11.0b9'
...
"""
FLOW = """# complete
{
  "device": {type: Laptop, 'serialNumber': 'PRB0EX7712', model: EX # remark
  },
  components: [{"type": "NetworkAdapter", serialNumber: 02:00:5e:00:00:01, "model": Short,},],
  "type": "Snapshot", }
"""


def test_block_style_is_read() -> None:
    found = plain_yaml.read(SNAPSHOT)
    ram, drive = found["components"]
    assert ram == {"type": "RamModule", "size": 4096, "serialNumber": "4F43487B"}
    assert drive["actions"] == [{"type": "TestDataStorage", "lifetime": 18720, "assessment": True}]
    assert (drive["serialNumber"], drive["size"]) == ("00123456789012", 160041.88569599998)
    assert found["device"]["manufacturer"] == 'Example "Ex" Computers'
    assert found["device"]["model"] == "A long name that goes on below"
    assert (found["device"]["sku"], found["device"]["tags"]) == (None, [])
    assert found["device"]["actions"] == [{"type": "VisualTest", "appearanceRange": "A"}]
    assert found["version"] == "11.0b9"


def test_flow_style_is_read() -> None:
    found = plain_yaml.read(FLOW)
    assert found["device"] == {"type": "Laptop", "serialNumber": "PRB0EX7712", "model": "EX"}
    assert found["components"] == [{"type": "NetworkAdapter", "serialNumber": "02:00:5e:00:00:01", "model": "Short"}]


@pytest.mark.parametrize("content", [SNAPSHOT, FLOW])
def test_a_snapshot_in_yaml_is_a_machine(content: str) -> None:
    answer = detection.read(content.encode())
    assert isinstance(answer, FileRead)
    assert answer.machine
    assert answer.machine.diagnosis.identity.system_serial == "PRB0EX7712"


@pytest.mark.parametrize(
    "content",
    ["a: &x [1]\nb: *x", "a: !!python/object:os.system x", "a: |\n  text", "a: 1\n    b: 2", "a: 'open", '{"a": [1}',
     "{a b}", "key with # : 1\n- x", "", "# only this", "- a\n b: 1\nc"],
)  # fmt: skip
def test_anchors_tags_and_what_is_no_yaml_are_refused(content: str) -> None:
    assert plain_yaml.read(content) is None


def test_what_is_nested_without_end_is_refused() -> None:
    assert plain_yaml.read("[" * 100_000) is None
    assert plain_yaml.read("\n".join("  " * depth + "a:" for depth in range(500))) is None
    assert plain_yaml.read("- " * 1000 + "a") is None


@given(st.text(alphabet="ab:- \n'\"{}[],#0", max_size=300))
def test_any_text_is_survived(text: str) -> None:
    plain_yaml.read(text)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-999, 999)
        | st.from_regex(r"[A-Za-z][A-Za-z0-9 ._-]{0,20}", fullmatch=True),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), inner)
        ),
        max_leaves=12,
    )
)
def test_what_is_written_line_by_line_comes_back(value: Any) -> None:
    content = {"top": value}
    assert plain_yaml.read("\n".join(written(content, 0))) == content


def written(value: Any, indent: int) -> list[str]:
    """Write a value in block style, texts between quotation marks."""
    space = " " * indent
    if isinstance(value, dict) and value:
        return [line for key, item in value.items() for line in (f"{space}{key}:", *written(item, indent + 2))]
    if isinstance(value, list) and value:
        return [line for item in value for line in (f"{space}-", *written(item, indent + 2))]
    if isinstance(value, bool):
        return [f"{space}{str(value).lower()}"]
    if isinstance(value, str):
        value = "'" + value.replace("'", "''") + "'"
    return [f"{space}{'null' if value is None else value}"]
