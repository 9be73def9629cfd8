"""What a case of the campaign is: a fault, what must come out, and the lie that would come out without one check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.campaign.blindness import Blindness
from tests.campaign.disks import Disk, Outside
from tests.campaign.stand import Ended, Expected, Stand
from workshop.domain.methods import Expectation
from workshop.domain.proofs import Doubt, NotProven, Proof, Reservation, conclude
from workshop.domain.wiping import WipeLog

PROVEN: tuple[Reservation, ...] = ()


def doubts(*expected: Doubt) -> Expected:
    return frozenset(expected)


@dataclass(frozen=True, slots=True)
class Again:
    """A check that acts before or while something is written: the run is done once more without it."""

    told: str
    run: Callable[[Stand], Ended]


@dataclass(frozen=True, slots=True)
class Case:
    """One fault.

    `lie` is what would be said if the check in `blindness` were taken out; a case without one is a control: an honest
    drive, which must come out proven, or the campaign would be won by proving nothing at all (or a plain refusal).

    `needs`: see `campaign.lacking`. `otherwise`: what comes out sometimes, where the tool is not always the same.
    """

    name: str
    fault: str
    expected: Expected
    run: Callable[[Stand], Ended]
    lie: str = ""
    blindness: Blindness | Again | None = None
    needs: tuple[str, ...] = ()
    otherwise: tuple[Expected, Blindness] | None = None
    long: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `lies`: how many things the log claims that the reading from outside does not find."""

    case: Case
    got: Expected
    outside: str
    lies: int
    seconds: float
    without: str = ""
    odd: str = ""

    @property
    def as_expected(self) -> bool:
        return self.got in (self.case.expected, *(self.case.otherwise or ())[:1]) and not self.odd


def row_of(case: Case, ended: Ended, seconds: float) -> Row:
    """Compare what a run claims with what the disks hold, as seen from outside."""
    held = ended.disk.outside()
    touched = [one for one in ended.bystanders if one.outside().old_sectors * 512 != held_bytes(one)]
    proven = ended.log is not None and isinstance(conclude(ended.log), Proof)
    lies = (
        int(proven and not _clean(ended.log, held)) + int(proven and not _digest_agrees(ended.log, held)) + len(touched)
    )
    seen = told(held) + "".join(f", {one.image.stem} TOUCHED" for one in touched)
    return Row(case, ended.got, seen, lies, seconds, odd=ended.odd)


def _clean(log: WipeLog | None, held: Outside) -> bool:
    """Tell whether a disk holds what its proof says: zeros, or for a crypto erase nothing of what was there."""
    noise = log and log.read_back and log.read_back.expectation is Expectation.CHANGED
    return held.old_sectors == 0 if noise else held.zeros


def held_bytes(disk: Disk) -> int:
    return len(disk.data) // 512 * 512


def told(held: Outside) -> str:
    """Say in few words what a disk holds."""
    if held.zeros:
        return "zeros"
    if held.old_sectors * 512 == held.size_bytes:
        return "all data"
    if held.old_sectors:
        return f"{max(1, held.old_sectors * 512 // 1024)} KiB old"
    return f"{held.nonzero_bytes} B not 0"


def _digest_agrees(log: WipeLog | None, held: Outside) -> bool:
    """Where the reading keeps a digest of all that it read, it is the one found from outside."""
    claimed = log.read_back.content_sha256 if log and log.read_back else ""
    return not claimed or claimed == held.sha256


def blind_row(row: Row, ended: Ended, stand: Stand) -> Row:
    """Say what comes out without the check; « effacé » only where that is indeed a lie, or something unproven."""
    blindness = row.case.blindness
    if row.case.otherwise and row.got == row.case.otherwise[0]:
        blindness = row.case.otherwise[1]
    if blindness is None:
        return row
    if isinstance(blindness, Again):
        again = blindness.run(stand)
        lied = row_of(row.case, again, 0.0).lies or again.odd
        return replace(row, without=_without(lied=bool(lied), ended=again))
    assert ended.log is not None
    if not _says_more(row.got, blindness.judges(ended.log)):
        return replace(row, without="no lie")
    less = any(_says_more(row.got, conclusion) for conclusion in blindness.judges_with_less_taken_out(ended.log))
    return replace(row, without="less is enough" if less else "effacé")


def _without(*, lied: bool, ended: Ended) -> str:
    if ended.refused is not None or ended.log is None:
        return f"refused: {ended.refused}"
    if not isinstance(conclude(ended.log), Proof):
        return f"not proven: {ended.got}"
    return "effacé" if lied else "no lie"


def _says_more(got: Expected, conclusion: Proof | NotProven) -> bool:
    """Tell whether something is called proven that was not, or without a reservation that it had."""
    if not isinstance(conclusion, Proof):
        return False
    return not isinstance(got, tuple) or set(conclusion.reservations) < set(got)
