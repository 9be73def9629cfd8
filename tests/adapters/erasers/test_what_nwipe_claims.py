"""nwipe's logs, of real runs of 0.27 to 0.42 and 0.34 as measured here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workshop.adapters.erasers.nwipe_log import claim_of
from workshop.domain.wiping import Claim

ERRORS = """
******************************** Error Summary *********************************
!   Device | Pass Errors | Verifications Errors | Fdatasync I\\O Errors
--------------------------------------------------------------------------------
{errors}
********************************************************************************
"""
STATUS = """
********************************* Drive Status *********************************
!   Device | Status | Thru-put | HH:MM:SS | Model/Serial Number
--------------------------------------------------------------------------------
{status}
--------------------------------------------------------------------------------
[2026/11/24 08:27:03] Total Throughput   0 B/s, Fill With Zeros, 1R+NB+NV
********************************************************************************

[2026/11/24 08:27:03]    info: {farewell}
"""
NO_ERRORS = "     loop0 |           0 |                    0 |                    0"
DONE = "Nwipe successfully completed. See summary table for details."
STOPPED = "Nwipe was aborted by the user. Check the summary table for the drive status."


def _log(status: str, errors: str = NO_ERRORS, farewell: str = DONE) -> str:
    return ERRORS.format(errors=errors) + STATUS.format(status=status, farewell=farewell)


SHARE = """
******************************* Erasure Summary ********************************
!   Device |      Bytes Erased |      Bytes Total | Percentage Erased
     loop0 |          25165824 |         67108864 | {share}
********************************************************************************
"""
ERASED = "     loop0 | Erased |   0 B/s | 00:00:00 | Loopback device/"
BIG = "   nvme0n1 | Erased | 1726 MB/s | 10:00:00 | SAMSUNG MZVLB256/S4GENX0N123456"


@pytest.mark.parametrize(
    ("log", "device", "claim"),
    [
        (_log(ERASED), "loop0", Claim.ERASED),
        (_log(BIG, NO_ERRORS.replace("loop0", "nvme0n1")), "nvme0n1", Claim.ERASED),
        (_log("!    loop0 |-FAILED-|   0 B/s | 00:00:00 | Loopback device/"), "loop0", Claim.FAILED),
        (_log("!    loop0 |UABORTED|   0 B/s | 00:00:02 | Loopback device/", farewell=STOPPED), "loop0", Claim.ABORTED),
        (_log("!    loop0 |INSANITY|   0 B/s | 00:00:02 | Loopback device/"), "loop0", Claim.FAILED),
        (_log(ERASED.replace("     loop0", "!    loop0")), "loop0", Claim.FAILED),
        (
            _log(ERASED, NO_ERRORS.replace("0 |                    0 |", "1 |                    0 |")),
            "loop0",
            Claim.FAILED,
        ),
        (_log(ERASED, "!" + NO_ERRORS[1:]), "loop0", Claim.FAILED),
        (_log(ERASED, farewell=STOPPED), "loop0", Claim.ABORTED),
        (_log("!    loop0 |--FAIL--|   0 B/s | 00:00:02 | Loopback device/"), "loop0", Claim.FAILED),
        (
            "[2026/11/24 08:27:02] warning: [FAILURE] /dev/loop0 has not been wiped.\n" + _log(ERASED),
            "loop0",
            Claim.FAILED,
        ),
        (
            "[2026/11/24 08:27:02] fatal: Nwipe exited with errors on device = /dev/loop0\n" + _log(ERASED),
            "loop0",
            Claim.FAILED,
        ),
        (SHARE.format(share="37.50%") + _log(ERASED), "loop0", Claim.FAILED),
        (SHARE.format(share="100.00%") + _log(ERASED), "loop0", Claim.ERASED),
        (_log(ERASED).partition(" B/s, Fill")[0], "loop0", Claim.NONE),
        (_log(ERASED), "loop1", Claim.NONE),
        (_log(ERASED), "p0", Claim.NONE),
        (_log(f"{ERASED}\n{ERASED.replace('loop0', 'loop1')}"), "loop0", Claim.NONE),
        (_log(""), "loop0", Claim.NONE),
        (_log(ERASED.replace("Erased", "Wonderful")), "loop0", Claim.NONE),
        (STATUS.format(status=ERASED, farewell=DONE), "loop0", Claim.ERASED),
        ("[2026/11/24 06:27:38] nwipe: info: Nwipe successfully exited.\n", "loop10", Claim.NONE),
        ("", "loop0", Claim.NONE),
    ],
)
def test_only_a_finished_table_with_one_clean_line_claims_anything(log: str, device: str, claim: Claim) -> None:
    assert claim_of(log, device) is claim


WHOLE = _log(ERASED)
NEEDED = WHOLE.index("Total Throughput")


@given(cut=some.integers(min_value=0, max_value=NEEDED))
def test_a_log_that_was_cut_claims_nothing(cut: int) -> None:
    """Without its end: a log whose tool was killed while it wrote « Erased »."""
    assert claim_of(WHOLE[:cut], "loop0") is Claim.NONE


@given(text=some.text())
def test_no_other_text_claims_anything(text: str) -> None:
    assert claim_of(text, "loop0") is Claim.NONE


def test_an_earlier_run_in_the_same_log_does_not_count() -> None:
    assert claim_of(WHOLE + _log("!    loop0 |-FAILED-|   0 B/s | 00:00:00 | x/"), "loop0") is Claim.FAILED
