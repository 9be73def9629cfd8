"""`workshop verifier` hands out the page, the same for everybody."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from workshop.cli import verifier
from workshop.cli.console import Console, Exit
from workshop.domain.errors import MediumError
from workshop.resources import resource
from workshop.settings import Settings


def given(out: Path, *, as_json: bool = False) -> Exit:
    parser = argparse.ArgumentParser()
    verifier.add_commands(parser.add_subparsers(), argparse.ArgumentParser(add_help=False))
    options = parser.parse_args(["verifier", "--out", str(out)])
    command: Exit = options.command(options, Settings(), Console(as_json))
    return command


def test_the_page_is_written_as_it_is(tmp_path: Path) -> None:
    assert given(tmp_path / "below" / "verify.html") is Exit.DONE
    assert (tmp_path / "below" / "verify.html").read_bytes() == resource(*verifier.PAGE).read_bytes()


def test_json_names_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given(tmp_path / "verify.html", as_json=True)
    assert json.loads(capsys.readouterr().out) == {"file": str(tmp_path / "verify.html")}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(MediumError):
        given(tmp_path / "file" / "verify.html")
