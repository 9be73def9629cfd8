"""Labels over TCP 9100, a serial line and a device file, to printers that answer, break, run out and come back."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adapters.printers.firmware import LABEL, QL_LABEL, Plain, Ql, Zebra
from tests.adapters.printers.wires import PipePrinter, PtyPrinter, TcpPrinter, free_port
from workshop.adapters.commands.local import LocalCommands
from workshop.adapters.printers.bench import LARGEST_LABEL, BenchPrinters
from workshop.adapters.printers.wire import Limits
from workshop.domain.printing import Delivery, Link, Printer, PrinterLanguage, PrinterTrouble, Sent

APPROVED = Path(__file__).resolve().parents[2] / "approved"
HASTE = Limits(connect=1, answer=0.4, whole=2)
LARGE = b"^XA^FX" + b"x" * 4_000_000 + b"^XZ"


def bench(limits: Limits = HASTE) -> BenchPrinters:
    return BenchPrinters(LocalCommands(path=""), limits)


def zebra_at(address: str, link: Link = Link.TCP) -> Printer:
    return Printer(PrinterLanguage.ZPL, link, address)


def ql_at(address: str, roll: str = "62x29", link: Link = Link.TCP) -> Printer:
    return Printer(PrinterLanguage.BROTHER, link, address, dots_per_inch=300, roll=roll)


def test_a_label_reaches_a_network_printer_as_it_is_and_is_done_once_it_came_out() -> None:
    zebra = Zebra(busy_for=2)
    with TcpPrinter(zebra) as line:
        assert bench().send(zebra_at(line.address), LABEL).sent is Sent.DONE
    assert zebra.labels == [LABEL]
    assert zebra.questions == 4  # before, twice under way, and out


def test_a_label_reaches_a_serial_printer_as_it_is() -> None:
    zebra = Zebra()
    label = b"^XA" + b"^FO1,1^FDabcdefgh^FS" * 600 + b"^XZ"
    with PtyPrinter(zebra) as line:
        assert bench().send(zebra_at(line.address, Link.SERIAL), label).sent is Sent.DONE
        assert bench().state(zebra_at(line.address, Link.SERIAL)).known
    assert zebra.labels == [label]


@pytest.mark.parametrize("approved", sorted(APPROVED.glob("label-*.zpl")), ids=lambda path: path.stem)
def test_every_approved_label_arrives_exactly_over_the_network_and_a_serial_line(approved: Path) -> None:
    over_network, over_serial, here, label = Zebra(), Zebra(), bench(), approved.read_bytes()
    with TcpPrinter(over_network) as listener, PtyPrinter(over_serial) as line:
        assert here.send(zebra_at(listener.address), label).sent is Sent.DONE
        assert here.send(zebra_at(line.address, Link.SERIAL), label).sent is Sent.DONE
    for zebra in (over_network, over_serial):
        assert b"".join((*zebra.labels, zebra.kept)) == label


def test_a_label_reaches_a_device_file_that_answers() -> None:
    ql = Ql()
    with PtyPrinter(ql) as line:
        assert bench().send(ql_at(line.path, link=Link.DEVICE), QL_LABEL).sent is Sent.DONE
    assert [label.endswith(QL_LABEL) for label in ql.labels] == [True]


def test_a_device_file_that_only_takes_is_done_when_it_took_everything(tmp_path: Path) -> None:
    plain = Plain()
    with PipePrinter(tmp_path, plain) as line:
        assert bench().send(zebra_at(line.address, Link.DEVICE), LABEL).sent is Sent.DONE
        assert wait_for(lambda: plain.came.endswith(LABEL))
    assert plain.came == b"~HS" + LABEL


@pytest.mark.parametrize("language", [PrinterLanguage.ZPL, PrinterLanguage.BROTHER, PrinterLanguage.PDF])
def test_a_printer_that_never_answers_gets_its_label(language: PrinterLanguage) -> None:
    plain = Plain()
    with TcpPrinter(plain) as line:
        assert bench().send(Printer(language, Link.TCP, line.address), LABEL).sent is Sent.DONE
        assert wait_for(lambda: plain.came.endswith(LABEL))


def test_a_printer_that_has_answered_and_falls_silent_gets_nothing() -> None:
    zebra = Zebra()
    here = bench()
    with TcpPrinter(zebra) as line:
        assert here.send(zebra_at(line.address), LABEL).sent is Sent.DONE
        zebra.mute = True
        assert here.send(zebra_at(line.address), LABEL) == Delivery(Sent.NOT_SENT, PrinterTrouble.UNREACHABLE, "silent")
    assert zebra.labels == [LABEL]


@pytest.mark.parametrize(
    ("zebra", "trouble"),
    [
        (Zebra(paper_out=True, paused=True), PrinterTrouble.NO_PAPER),
        (Zebra(head_up=True, paper_out=True), PrinterTrouble.COVER_OPEN),
        (Zebra(ribbon_out=True), PrinterTrouble.NO_RIBBON),
        (Zebra(hot=True), PrinterTrouble.HEAD_HOT),
        (Zebra(paused=True), PrinterTrouble.PAUSED),
    ],
)
def test_nothing_is_sent_to_a_zebra_that_cannot_print(zebra: Zebra, trouble: PrinterTrouble) -> None:
    with TcpPrinter(zebra) as line:
        delivery = bench().send(zebra_at(line.address), LABEL)
        assert bench().state(zebra_at(line.address)).troubles[0] is trouble
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, trouble)
    assert zebra.labels == []


def test_paper_that_ends_with_a_label_leaves_it_with_the_zebra_which_prints_it_afterwards() -> None:
    zebra = Zebra(paper_ends_with_the_label=True)
    with TcpPrinter(zebra) as line:
        delivery = bench().send(zebra_at(line.address), LABEL)
        assert (delivery.sent, delivery.trouble) == (Sent.SENT, PrinterTrouble.NO_PAPER)
        assert bench().send(zebra_at(line.address), LABEL).sent is Sent.NOT_SENT
    assert zebra.labels == [LABEL]


@pytest.mark.parametrize(
    ("errors", "trouble"),
    [
        ((0x01, 0), PrinterTrouble.NO_PAPER),
        ((0x02, 0), PrinterTrouble.NO_PAPER),
        ((0x04, 0), PrinterTrouble.OTHER),
        ((0, 0x01), PrinterTrouble.WRONG_ROLL),
        ((0, 0x10), PrinterTrouble.COVER_OPEN),
        ((0x01, 0x10), PrinterTrouble.COVER_OPEN),
        ((0, 0x40), PrinterTrouble.NO_PAPER),
    ],
)
def test_a_brother_says_why_it_cannot_print_before_and_after(errors: tuple[int, int], trouble: PrinterTrouble) -> None:
    refusing, failing = Ql(errors=errors), Ql(fails=errors)
    with TcpPrinter(refusing) as line:
        delivery = bench().send(ql_at(line.address), QL_LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, trouble)
    with TcpPrinter(failing) as line:
        delivery = bench().send(ql_at(line.address), QL_LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.UNSURE, trouble)
    assert (len(refusing.labels), len(failing.labels)) == (0, 1)


def test_the_wrong_roll_is_told_before_anything_is_sent() -> None:
    ql = Ql(width=29, length=0, kind=0x0A)
    with TcpPrinter(ql) as line:
        delivery = bench().send(ql_at(line.address, "62x29"), QL_LABEL)
        state = bench().state(ql_at(line.address, "62x29"))
        assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.WRONG_ROLL)
        assert (state.roll, state.troubles) == ("29", (PrinterTrouble.WRONG_ROLL,))
        assert bench().send(ql_at(line.address, "29"), QL_LABEL).sent is Sent.DONE
    assert len(ql.labels) == 1


def test_a_printer_that_is_off_gets_nothing_and_one_label_when_it_is_back() -> None:
    port = free_port()
    printer, here, zebra = zebra_at(f"127.0.0.1:{port}"), bench(), Zebra()
    for _try in range(20):  # an hour of a queue that comes back every few minutes
        delivery = here.send(printer, LABEL)
        assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.UNREACHABLE)
    with TcpPrinter(zebra, port=port):
        assert here.send(printer, LABEL).sent is Sent.DONE
    assert zebra.labels == [LABEL]


def test_a_connection_that_is_cut_in_the_middle_of_a_label_is_no_longer_sure() -> None:
    zebra = Zebra()
    with TcpPrinter(zebra, cut_after=100_000) as line:
        delivery = bench().send(zebra_at(line.address), LARGE)
    assert (delivery.sent, delivery.trouble) == (Sent.UNSURE, PrinterTrouble.CUT_OFF)
    assert zebra.labels == []


def test_a_connection_that_is_cut_after_the_last_byte_is_not_sure_either() -> None:
    zebra = Zebra()
    with TcpPrinter(zebra, cut_after=len(b"~HS") + len(LABEL)) as line:
        delivery = bench().send(zebra_at(line.address), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.UNSURE, PrinterTrouble.CUT_OFF)


def test_a_connection_that_is_cut_at_the_question_left_nothing_behind() -> None:
    zebra = Zebra()
    with TcpPrinter(zebra, cut_after=3) as line:
        assert bench().send(zebra_at(line.address), LABEL).sent is Sent.NOT_SENT
    assert zebra.labels == []


def test_a_slow_printer_is_waited_for() -> None:
    zebra = Zebra()
    label = b"^XA^FX" + b"x" * 300_000 + b"^XZ"
    with TcpPrinter(zebra, pause=0.005, piece=4096) as line:
        assert bench(Limits(1, 3, 8)).send(zebra_at(line.address), label).sent is Sent.DONE
    assert zebra.labels == [label]


def test_a_printer_that_is_too_slow_is_given_up_and_half_a_label_never_follows() -> None:
    zebra = Zebra()
    with TcpPrinter(zebra, pause=0.3, piece=2048) as line:
        began = time.monotonic()
        delivery = bench(Limits(1, 1, 1.5)).send(zebra_at(line.address), LARGE)
        assert (delivery.sent, delivery.trouble) == (Sent.UNSURE, PrinterTrouble.BUSY)
        assert time.monotonic() - began < 3
    assert zebra.labels == []


def test_a_serial_printer_that_holds_the_line_gets_nothing() -> None:
    zebra = Zebra()
    with PtyPrinter(zebra, deaf=True) as line:
        began = time.monotonic()
        delivery = bench().send(zebra_at(line.address, Link.SERIAL), b"^XA" + b"x" * 20_000 + b"^XZ")
        assert (delivery.sent, delivery.trouble) == (Sent.UNSURE, PrinterTrouble.BUSY)
        assert time.monotonic() - began < 4


def test_a_serial_printer_that_is_pulled_out_gets_nothing() -> None:
    with PtyPrinter(Zebra()) as line:
        line.unplug()
        delivery = bench().send(zebra_at(line.address, Link.SERIAL), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.UNREACHABLE)


def test_two_labels_at_once_come_one_after_the_other() -> None:
    zebra, here = Zebra(), bench(Limits(1, 0.4, 5))
    labels = [b"^XA^FD%d" % number + b"x" * 20_000 + b"^XZ" for number in range(4)]
    deliveries: list[Delivery] = []
    with TcpPrinter(zebra) as line:
        hands = [
            threading.Thread(target=lambda label=label: deliveries.append(here.send(zebra_at(line.address), label)))
            for label in labels
        ]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
    assert {delivery.sent for delivery in deliveries} == {Sent.DONE}
    assert sorted(zebra.labels) == labels


@pytest.mark.parametrize(
    "address", ["", "not a host", "[::1", "host:99999", "http://host/", "a" * 400, "\0", "user@host:1"]
)
@pytest.mark.parametrize("link", [Link.TCP, Link.DEVICE, Link.SERIAL, Link.IPP])
def test_an_address_that_is_none_is_a_printer_that_does_not_answer(link: Link, address: str) -> None:
    printer = zebra_at(address, link)
    assert bench().send(printer, LABEL).sent is Sent.NOT_SENT
    assert not bench().state(printer).known


def test_a_file_that_is_no_printers_is_never_written_to(tmp_path: Path) -> None:
    ordinary = tmp_path / "disk.img"
    ordinary.write_bytes(b"keep me")
    for path in (ordinary, tmp_path, Path("/dev/null"), Path("/dev/zero")):
        delivery = bench().send(zebra_at(str(path), Link.DEVICE), LABEL)
        assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.NOT_ALLOWED)
    assert ordinary.read_bytes() == b"keep me"


def test_a_disk_is_never_written_to(tmp_path: Path) -> None:
    disk = tmp_path / "sda"
    try:
        os.mknod(disk, stat.S_IFBLK | 0o600, os.makedev(7, 250))  # a loop device that nobody has set up
    except OSError:
        pytest.skip("making device files is not allowed here")
    delivery = bench().send(zebra_at(str(disk), Link.DEVICE), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.NOT_ALLOWED)


def test_a_pipe_that_nobody_reads_is_a_printer_that_is_off(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lp0")
    delivery = bench().send(zebra_at(str(tmp_path / "lp0"), Link.DEVICE), LABEL)
    assert (delivery.sent, delivery.trouble) == (Sent.NOT_SENT, PrinterTrouble.UNREACHABLE)


@pytest.mark.parametrize("label", [b"", bytes(LARGEST_LABEL + 1)], ids=["empty", "endless"])
def test_what_is_no_label_is_not_sent(label: bytes) -> None:
    assert bench().send(zebra_at("127.0.0.1:9"), label).sent is Sent.NOT_SENT


def wait_for(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + 5
    while not what() and time.monotonic() < until:
        time.sleep(0.01)
    return what()
