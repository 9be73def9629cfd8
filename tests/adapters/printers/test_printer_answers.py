"""What printers answer, whole, cut short and mangled: known only where it can be believed, and never a failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.printers.firmware import Ql, Zebra
from workshop.adapters.printers import brother_status, ipp_status, zpl_status
from workshop.adapters.printers.device_ids import device_id, dots_of, language_of
from workshop.adapters.printers.ipp_message import (
    DEEPEST,
    LARGEST_MESSAGE,
    Collection,
    Group,
    NotIppError,
    Range,
    Resolution,
    Tag,
    Written,
    read,
    written,
)
from workshop.domain.printing import PrinterLanguage, PrinterState, PrinterTrouble, Sent

# The example of Zebra's guide for a printer out of paper and paused, its head up
ZEBRA_TROUBLED = (
    b"\x02030,1,1,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,1,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
)
UNKNOWN = PrinterState(known=False)

# RFC 8010, A.1: Print-Job request
PRINT_JOB = bytes.fromhex(
    "0101 0002 00000001 01"
    "47 0012 617474726962757465732d63686172736574 0005 7574662d38"
    "48 001b 617474726962757465732d6e61747572616c2d6c616e6775616765 0005 656e2d7573"
    "45 000b 7072696e7465722d757269 002c"
    "6970703a2f2f7072696e7465722e6578616d706c652e636f6d2f6970702f7072696e742f70696e6574726565"
    "42 0008 6a6f622d6e616d65 0006 666f6f626172"
    "22 0016 6970702d6174747269627574652d666964656c697479 0001 01"
    "02"
    "21 0006 636f70696573 0004 00000014"
    "44 0005 7369646573 0013 74776f2d73696465642d6c6f6e672d65646765"
    "03"
)


def test_the_flags_of_a_zebra_are_told_with_what_a_person_does_first() -> None:
    state = zpl_status.state(ZEBRA_TROUBLED)
    assert state.known
    assert state.troubles == (PrinterTrouble.COVER_OPEN, PrinterTrouble.NO_PAPER, PrinterTrouble.PAUSED)
    assert state.told.startswith("030,1,1,1245")
    assert "1234" not in state.told  # the third line is a password


def test_a_zebra_without_ribbon_is_only_in_trouble_where_it_prints_with_one() -> None:
    with_ribbon = Zebra(ribbon_out=True).status()
    assert zpl_status.state(with_ribbon).troubles == (PrinterTrouble.NO_RIBBON,)
    direct = with_ribbon.replace(b"001,0,0,1,1,2", b"001,0,0,1,0,2")
    assert zpl_status.state(direct).troubles == ()


def test_a_zebra_is_idle_when_nothing_waits() -> None:
    idle = zpl_status.host_status(Zebra().status())
    busy = zpl_status.host_status(Zebra(labels=[b"one"], busy_for=1).status())
    assert idle
    assert idle.idle
    assert busy
    assert (busy.idle, busy.left) == (False, 2)


@given(st.integers(0, len(ZEBRA_TROUBLED) - 5))
def test_an_answer_of_a_zebra_that_is_cut_short_is_not_known(length: int) -> None:
    assert zpl_status.state(ZEBRA_TROUBLED[:length]) == UNKNOWN


@given(st.binary(max_size=300))
def test_whatever_comes_instead_of_a_zebras_answer_is_no_failure(answer: bytes) -> None:
    zpl_status.state(answer)
    zpl_status.state(ZEBRA_TROUBLED[:40] + answer + ZEBRA_TROUBLED[40:])


@given(st.integers(0, len(ZEBRA_TROUBLED) - 1), st.binary(min_size=1, max_size=1))
def test_a_mangled_answer_of_a_zebra_is_no_failure(at: int, byte: bytes) -> None:
    state = zpl_status.state(ZEBRA_TROUBLED[:at] + byte + ZEBRA_TROUBLED[at + 1 :])
    assert state.known or not state.troubles


@pytest.mark.parametrize(
    ("width", "length", "kind", "roll"),
    [(62, 29, 0x0B, "62x29"), (62, 0, 0x0A, "62"), (29, 0, 0x4A, "29"), (29, 90, 0x4B, "29x90"), (0, 0, 0x00, "")],
)
def test_a_brother_names_its_roll(width: int, length: int, kind: int, roll: str) -> None:
    state = brother_status.state(Ql(width, length, kind).status(0, (0, 0)))
    assert (state.known, state.roll) == (True, roll)
    assert state.troubles == (() if roll else (PrinterTrouble.NO_PAPER,))


@pytest.mark.parametrize(
    ("told", "wanted", "other"),
    [
        ("62x29", "62x29", False),
        ("62", "62x29", True),
        ("62x29", "62", True),
        ("29", "62", True),
        ("38x90", "39x90", False),  # as it measures itself
        ("24x24", "d24", False),
        ("62", "62red", False),
        ("", "62", False),
        ("62", "L7160", False),
    ],
)
def test_another_roll_is_seen_where_both_are_known(told: str, wanted: str, *, other: bool) -> None:
    assert brother_status.is_other_roll(told, wanted) is other


def test_the_last_of_several_statuses_counts_and_noise_between_them_does_not() -> None:
    ql = Ql()
    came = b"\x00\x80" + ql.status(0x06, (0, 0)) + b"\x80\x20" + ql.status(0x02, (0x01, 0))
    assert len(brother_status.statuses(came)) == 2
    assert brother_status.state(came).troubles == (PrinterTrouble.NO_PAPER,)
    assert brother_status.state(ql.status(0x02, (0, 0))).troubles == (PrinterTrouble.OTHER,)
    assert brother_status.state(ql.status(0x04, (0, 0))).troubles == (PrinterTrouble.UNREACHABLE,)


@given(st.integers(0, 31))
def test_an_answer_of_a_brother_that_is_cut_short_is_not_known(length: int) -> None:
    assert brother_status.state(Ql().status(0, (0xFF, 0xFF))[:length]) == UNKNOWN


@given(st.binary(max_size=200), st.integers(0, 31), st.integers(0, 255))
def test_whatever_comes_instead_of_a_brothers_answer_is_no_failure(noise: bytes, at: int, byte: int) -> None:
    brother_status.state(noise)
    mangled = bytearray(Ql().status(0, (0, 0)))
    mangled[at] = byte
    brother_status.state(noise + bytes(mangled))


def test_the_example_of_the_standard_is_read_and_written() -> None:
    message = read(PRINT_JOB + b"%PDF")
    operation, job = message.first(Group.OPERATION), message.first(Group.JOB)
    assert (message.code, message.number, message.rest) == (2, 1, b"%PDF")
    assert operation["job-name"] == ("foobar",)
    assert operation["ipp-attribute-fidelity"] == (True,)
    assert (job["copies"], job["sides"]) == ((20,), ("two-sided-long-edge",))
    again = written(
        2,
        1,
        (
            (
                Group.OPERATION,
                (
                    Written("attributes-charset", Tag.CHARSET, ("utf-8",)),
                    Written("attributes-natural-language", Tag.LANGUAGE, ("en-us",)),
                    Written("printer-uri", Tag.URI, ("ipp://printer.example.com/ipp/print/pinetree",)),
                    Written("job-name", Tag.NAME, ("foobar",)),
                    Written("ipp-attribute-fidelity", Tag.BOOLEAN, (True,)),
                ),
            ),
            (
                Group.JOB,
                (
                    Written("copies", Tag.INTEGER, (20,)),
                    Written("sides", Tag.KEYWORD, ("two-sided-long-edge",)),
                ),
            ),
        ),
    )
    assert again == PRINT_JOB


def test_every_kind_of_value_comes_back_as_it_was_written() -> None:
    page = Collection({"x-dimension": (6200,), "y-dimension": (2900,)})
    wanted = (
        Written("media-col", Tag.BEGIN_COLLECTION, (Collection({"media-size": (page,), "media-type": ("labels",)}),)),
        Written("printer-resolution", Tag.RESOLUTION, (Resolution(203, 203), Resolution(300, 600))),
        Written("size", Tag.RANGE, (Range(-1, 9000),)),
        Written("state", Tag.ENUM, (5,)),
        Written("words", Tag.KEYWORD, ("a", "b", "c")),
    )
    message = read(written(0x000B, 7, ((Group.PRINTER, wanted), (Group.PRINTER, ()))))
    assert message.all(Group.PRINTER) == ({item.name: item.values for item in wanted}, {})
    assert page.number("x-dimension") == 6200


@given(st.binary(max_size=400))
def test_what_is_no_message_is_refused_as_one(content: bytes) -> None:
    for came in (content, PRINT_JOB[:9] + content, b"\x01\x01\x00\x00\x00\x00\x00\x01\x04" + content):
        try:
            message = read(came)
        except NotIppError:
            continue
        ipp_status.state(message.first(Group.PRINTER))
        ipp_status.job(message.first(Group.JOB), UNKNOWN)


@given(st.integers(8, len(PRINT_JOB) - 1))
def test_a_message_that_is_cut_short_is_refused(length: int) -> None:
    with pytest.raises(NotIppError):
        read(PRINT_JOB[:length])


def test_endless_and_bottomless_messages_are_refused() -> None:
    deep = b"\x34\x00\x01a\x00\x00" + b"\x4a\x00\x00\x00\x01b\x34\x00\x00\x00\x00" * (DEEPEST + 1)
    many = b"\x21\x00\x01a\x00\x04\x00\x00\x00\x01" + b"\x21\x00\x00\x00\x04\x00\x00\x00\x01" * 6000
    for content in (deep, many, b"\x04" * 1000, bytes(LARGEST_MESSAGE)):
        with pytest.raises(NotIppError):
            read(b"\x01\x01\x00\x00\x00\x00\x00\x01\x04" + content + b"\x03")


@pytest.mark.parametrize(
    ("now", "reasons", "troubles"),
    [
        (3, ("none",), ()),
        (4, ("media-low-warning", "toner-low-report"), ()),
        (3, ("media-empty-warning",), ()),  # one tray of several
        (5, ("media-empty-warning",), (PrinterTrouble.NO_PAPER,)),
        (5, ("media-empty-error", "cover-open"), (PrinterTrouble.COVER_OPEN, PrinterTrouble.NO_PAPER)),
        (5, ("paused",), (PrinterTrouble.PAUSED,)),
        (5, ("none",), (PrinterTrouble.PAUSED,)),
        (5, ("media-jam-error",), (PrinterTrouble.OTHER,)),
        (3, ("door-open",), (PrinterTrouble.COVER_OPEN,)),
        (3, ("media-needed",), (PrinterTrouble.WRONG_ROLL,)),
        (3, ("offline-report",), (PrinterTrouble.UNREACHABLE,)),
        (5, ("alien-error",), (PrinterTrouble.OTHER,)),
    ],
)
def test_the_reasons_of_an_ipp_printer_are_told(
    now: int, reasons: tuple[str, ...], troubles: tuple[PrinterTrouble, ...]
) -> None:
    state = ipp_status.state({"printer-state": (now,), "printer-state-reasons": reasons})
    assert (state.known, state.troubles) == (True, troubles)


def test_a_printer_that_takes_no_jobs_is_paused_and_one_without_a_state_is_not_known() -> None:
    refusing = ipp_status.state({"printer-state": (3,), "printer-is-accepting-jobs": (False,)})
    assert refusing.troubles == (PrinterTrouble.PAUSED,)
    assert ipp_status.state({"printer-state": ("idle",)}) == UNKNOWN
    told = ipp_status.state({"printer-state": (3,), "printer-state-message": ("\x1b[2J\u202e" + "x" * 999,)}).told
    assert told.isprintable()
    assert len(told) <= 200


@pytest.mark.parametrize(
    ("now", "sent"),
    [(3, None), (5, None), (4, Sent.SENT), (6, Sent.SENT), (7, Sent.UNSURE), (8, Sent.UNSURE), (9, Sent.DONE)],
)
def test_what_became_of_a_job(now: int, sent: Sent | None) -> None:
    delivery = ipp_status.job({"job-state": (now,)}, PrinterState(known=True))
    assert (delivery.sent if delivery else None) is sent


@pytest.mark.parametrize(
    ("raw", "name", "language", "dots"),
    [
        (
            b"\x00\x7fMANUFACTURER:Zebra Technologies ;COMMAND SET:ZPL;MODEL:ZTC GK420d;CLASS:PRINTER;OPTIONS:XML;",
            "Zebra Technologies ZTC GK420d",
            PrinterLanguage.ZPL,
            203,
        ),
        (b"MFG:Zebra;MDL:ZTC ZD421-300dpi ZPL;CMD:ZPL;", "Zebra ZTC ZD421-300dpi ZPL", PrinterLanguage.ZPL, 300),
        (b"MFG:Zebra;MDL:ZTC GX430t;CMD:ZPL;", "Zebra ZTC GX430t", PrinterLanguage.ZPL, 300),
        (b"MFG:Brother;CMD:PT-CBP;MDL:QL-700;CLS:PRINTER;", "Brother QL-700", PrinterLanguage.BROTHER, 300),
        (b"MFG:HP;MDL:HP LaserJet 1020;CMD:ZJS;", "HP LaserJet 1020", None, 203),
        (b"MFG:Brother;CMD:PT-CBP;MDL:PT-P750W;", "Brother PT-P750W", None, 203),
    ],
)
def test_a_printers_own_id_tells_what_it_is(raw: bytes, name: str, language: PrinterLanguage | None, dots: int) -> None:
    found = device_id(raw)
    assert (found.name, language_of(found)) == (name, language)
    assert dots_of(found.model, language or PrinterLanguage.ZPL) == dots


@given(st.binary(max_size=3000))
def test_an_id_that_is_none_is_no_failure(raw: bytes) -> None:
    found = device_id(b"MFG:" + raw)
    assert found.name.isprintable()
    language_of(found)
