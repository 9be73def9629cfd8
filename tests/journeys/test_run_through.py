"""The main job, as a person runs it: the command, its documents, its refusals and its bad days."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from workshop.domain.codes import is_code
from workshop.resources import resource

ROOT = Path(__file__).resolve().parents[2]


def workshop(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"ETABLI_LANGUAGE": "fr", "ETABLI_SETTINGS": "/nonexistent/settings.toml"} | environment
    return subprocess.run(
        [sys.executable, "-m", "workshop", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=env,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "out"
    run = workshop("run-through", "--out", str(out))
    assert run.returncode == 0, run.stderr
    assert "EXERCICE" in run.stderr
    assert str(out) in run.stdout
    return out


@pytest.fixture(scope="module")
def summary(done: Path) -> dict[str, Any]:
    content = json.loads((done / "summary.json").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def _named(summary: dict[str, Any], part: str) -> dict[str, Any]:
    found = [entry for entry in summary["machines"] if part in entry["name"]]
    assert len(found) == 1, (part, [entry["name"] for entry in summary["machines"]])
    return dict(found[0])


def test_this_machine_and_the_recorded_ones_are_received(summary: dict[str, Any]) -> None:
    assert len(summary["machines"]) == 7
    assert sum(entry["read_here"] for entry in summary["machines"]) == 1
    assert all(is_code(entry["code"]) for entry in summary["machines"])


def test_machines_whose_drives_are_proven_are_delivered(summary: dict[str, Any]) -> None:
    delivered = [entry for entry in summary["machines"] if entry["state"] == "delivered"]
    assert len(delivered) >= 3
    for entry in delivered:
        assert entry["drives"]
        assert all(drive["validation"] == "validated" for drive in entry["drives"])
        assert all(drive["proven"]["bytes_differing"] == 0 for drive in entry["drives"])
        assert all(drive["proven"]["direct"] and drive["proven"]["exercise"] for drive in entry["drives"])


def test_two_recipients_get_a_manifest_each(done: Path, summary: dict[str, Any]) -> None:
    assert len(summary["manifests"]) == 2
    assert {path.name for path in done.glob("manifest-*")} == {
        "manifest-1.pdf",
        "manifest-1.csv",
        "manifest-2.pdf",
        "manifest-2.csv",
    }


def test_the_failing_drive_is_refused_and_says_why(summary: dict[str, Any]) -> None:
    entry = _named(summary, "OptiPlex 7010")
    (drive,) = entry["drives"]
    assert drive["disposition"] == "failed"
    assert drive["proven"] is None
    assert f"drive-failed:{drive['code']}" in entry["refused"]


def test_the_locked_machine_is_refused_and_says_why(summary: dict[str, Any]) -> None:
    entry = _named(summary, "T490")
    assert entry["state"] == "locked"
    assert "locked" in entry["refused"]
    assert entry["drives"][0]["disposition"] == "open"


def test_the_drives_of_the_machine_that_was_read_are_never_touched(summary: dict[str, Any]) -> None:
    (here,) = [entry for entry in summary["machines"] if entry["read_here"]]
    assert all(drive["disposition"] == "open" for drive in here["drives"])
    assert here["state"] != "delivered"


def test_no_image_and_no_loop_device_is_left(done: Path) -> None:
    assert not (done / "media").exists()
    assert str(done) not in subprocess.run(["losetup", "-a"], capture_output=True, text=True, check=False).stdout


def _text(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def test_the_documents_carry_what_the_summary_says(done: Path, summary: dict[str, Any]) -> None:
    certificate = _text(done / "certificate.pdf")
    assert "EXEMPLE" in certificate
    assert "Nous avons reçu 7 ordinateurs" in certificate.replace("\u00a0", " ").replace("\u202f", " ")
    plain = certificate.replace("\u00a0", "").replace(" ", "")
    assert all(drive["code"] in plain for entry in summary["machines"] for drive in entry["drives"])
    manifests = "".join(_text(path) for path in done.glob("manifest-*.pdf")).replace("\u00a0", "").replace(" ", "")
    assert all(entry["code"] in manifests for entry in summary["machines"])


def test_every_label_is_a_picture_that_another_library_reads(done: Path, summary: dict[str, Any]) -> None:
    for code in summary["labels"]:
        read = {result.text for result in zxingcpp.read_barcodes(Image.open(done / "labels" / f"{code}.png"))}
        assert read == {code}
        assert (done / "labels" / f"{code}.zpl").read_bytes().startswith(b"^XA")


def test_the_certificates_verify_as_examples_without_value(done: Path) -> None:
    for path in (done / "certificate.pdf", *sorted((done / "certificates").iterdir())):
        run = workshop("verify", str(path), ETABLI_DATA=str(done / "nowhere"))
        assert run.returncode == 1
        assert "exemple, sans valeur" in run.stdout.replace("\u00a0", " ").lower()


def test_a_second_run_into_the_same_folder_replaces_the_first(done: Path) -> None:
    before = (done / "summary.json").read_bytes()
    assert workshop("run-through", "--out", str(done)).returncode == 0
    assert (done / "summary.json").read_bytes() != before


def test_a_recorded_machine_takes_the_place_of_this_one(tmp_path: Path) -> None:
    recording = resource("machines", "hp-prodesk-600-healthy")
    run = workshop("run-through", "--out", str(tmp_path / "out"), "--machine", str(recording), "--json")
    assert run.returncode == 0, run.stderr
    content = json.loads(run.stdout)
    (here,) = [entry for entry in content["machines"] if entry["read_here"]]
    assert "ProDesk" in here["name"]
    assert all(drive["disposition"] == "open" for drive in here["drives"])


def test_a_folder_that_is_no_machine_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    run = workshop("run-through", "--out", str(tmp_path / "out"), "--machine", str(tmp_path / "nothing"))
    assert run.returncode == 2
    assert "ordinateur enregistré" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_with_somebody_elses_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("precious")
    run = workshop("run-through", "--out", str(tmp_path))
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("a small disk can only be mounted as root")
    place = tmp_path / "tiny"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], check=True)
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_in_a_sentence(tiny_disk: Path) -> None:
    run = workshop("run-through", "--out", str(tiny_disk / "out"))
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "Rien n’a été perdu" in run.stderr
    assert str(tiny_disk) not in subprocess.run(["losetup", "-a"], capture_output=True, text=True, check=False).stdout


def test_a_corrupt_settings_file_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("language = [", encoding="utf-8")
    run = workshop("read", ETABLI_SETTINGS=str(settings))
    assert run.returncode == 2
    assert str(settings) in run.stderr
    assert "Traceback" not in run.stderr
    assert settings.read_text(encoding="utf-8") == "language = ["
