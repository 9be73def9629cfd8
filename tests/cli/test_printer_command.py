"""`workshop printer`: set up, shown, asked, with real printers on the loopback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.adapters.printers.firmware import Ql, Zebra
from tests.adapters.printers.wires import TcpPrinter
from tests.cli.command_line import Command, in_plain_signs
from workshop.domain.printing import Link, Printer, PrinterLanguage
from workshop.domain.trial_labels import TRIAL_CODE
from workshop.printing_wiring import printer_of
from workshop.settings import PrinterAsked, load_settings


@pytest.fixture
def command(fresh: Command) -> Command:
    return in_plain_signs(fresh, errors_too=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_a_bench_begins_without_a_printer(command: Command) -> None:
    for act in ("show", "state"):
        code, out, _ = command("printer", act)
        assert (code, "Pas d'imprimante" in out) == (0, True)


def test_a_printer_is_set_up_key_by_key_and_shown(command: Command, file: Path) -> None:
    words = ("--language", "zpl", "--link", "tcp", "--address", "zebra.local:9100", "--dpi", 300, "--name", "Établi 1")
    assert command("printer", "set", *words)[0] == 0
    assert command("printer", "set", "--right", -3, "--down", 5, "--roll", "50x25")[0] == 0
    printer = printer_of(load_settings(file, {}))
    assert printer == Printer(
        PrinterLanguage.ZPL, Link.TCP, "zebra.local:9100", "Établi 1", 300, "50x25", right_tenths=-3, down_tenths=5
    )
    code, out, _ = command("printer", "show")
    assert (code, out.strip()) == (
        0,
        "Établi 1 · Zebra · par le réseau zebra.local:9100 · 300 points par pouce · 50 × 25 mm",
    )
    assert json.loads(command("printer", "show", "--json")[1])["address"] == "zebra.local:9100"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--roll", "63"), "Ce papier n'existe pas ici. Il y a : 62x29, 62"),
        (("--dpi", 3), "trop petit ou trop grand"),
        (("--right", 5000), "trop petit ou trop grand"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    command: Command, file: Path, words: tuple[object, ...], said: str
) -> None:
    code, out, err = command("printer", "set", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert not file.exists()


def test_a_printer_of_the_list_that_is_not_there_is_refused(command: Command, file: Path) -> None:
    code, _, err = command("printer", "set", "--found", 99)
    assert (code, "printer find" in err) == (1, True)
    assert not file.exists()


def test_a_printer_says_how_it_is(command: Command) -> None:
    with TcpPrinter(Zebra()) as line:
        command("printer", "set", "--language", "zpl", "--link", "tcp", "--address", line.address)
        code, out, _ = command("printer", "state")
    assert (code, out.strip()) == (0, "L'imprimante est prête.")


def test_the_wrong_roll_is_told_with_the_one_to_put_in(command: Command) -> None:
    with TcpPrinter(Ql(width=29, length=0, kind=0x0A)) as line:
        command("printer", "set", "--language", "brother", "--link", "tcp", "--address", line.address, "--roll", "62")
        code, out, _ = command("printer", "state")
    assert code == 1
    assert "Ce n'est pas le bon rouleau. Mettez le rouleau 62 mm." in out
    assert "Papier dans l'imprimante : 29 mm." in out


def test_a_printer_that_is_off_is_told(command: Command) -> None:
    command("printer", "set", "--language", "zpl", "--link", "device", "--address", "/dev/usb/lp9")
    code, out, _ = command("printer", "state")
    assert (code, "ne répond pas" in out) == (1, True)


# trying it, and setting it straight


def test_a_trial_label_comes_out_or_is_a_file(command: Command, tmp_path: Path) -> None:
    code, _, err = command("printer", "test")
    assert (code, "--out" in err) == (1, True)
    out = tmp_path / "trial.pdf"
    assert command("printer", "test", "--out", out)[0] == 0
    assert out.read_bytes().startswith(b"%PDF")
    zebra = Zebra()
    with TcpPrinter(zebra) as line:
        command("printer", "set", "--language", "zpl", "--link", "tcp", "--address", line.address)
        code, said, _ = command("printer", "test")
        assert (code, said.strip()) == (0, "L'étiquette sort de l'imprimante.")
        zebra.paper_out = True
        code, said, _ = command("printer", "test")
    assert code == 1
    assert "Il n'y a plus de papier. Mettez les étiquettes 62 × 29 mm." in said
    (label,) = zebra.labels
    assert TRIAL_CODE.encode() in label


def test_the_ticks_are_printed_and_four_numbers_set_the_printer_straight(command: Command, file: Path) -> None:
    assert command("printer", "calibrate")[0] == 1
    zebra = Zebra()
    with TcpPrinter(zebra) as line:
        command("printer", "set", "--language", "zpl", "--link", "tcp", "--address", line.address)
        assert command("printer", "calibrate")[0] == 0
    assert len(zebra.labels) == 1
    code, _, err = command("printer", "calibrate", "--top", 1)
    assert (code, "quatre côtés" in err) == (2, True)
    code, said, _ = command("printer", "calibrate", "--top", 0, "--bottom", 4, "--left", 3, "--right", 1)
    assert (code, said.strip()) == (
        0,
        "Les étiquettes sont décalées de 0,5 mm vers la droite et de 1 mm vers le haut.",
    )
    kept = load_settings(file, {})
    assert (kept.printer_right_tenths, kept.printer_down_tenths) == (5, -10)
    code, said, _ = command("printer", "calibrate", "--top", 0, "--bottom", 0, "--left", 0, "--right", 0)
    assert said.strip() == "Les étiquettes ne sont pas décalées."


def test_who_sets_a_printer_or_none_is_not_asked_again(command: Command, file: Path) -> None:
    assert command("printer", "set", "--language", "none")[0] == 0
    assert load_settings(file, {}).printer_asked is PrinterAsked.ANSWERED
