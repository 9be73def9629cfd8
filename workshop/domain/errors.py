"""Everything that may go wrong without being a bug; errors carry data, the fronts find the words."""

from __future__ import annotations

from enum import StrEnum

from workshop.domain.interlocks import Interlock
from workshop.domain.pins import PinProblem
from workshop.domain.seals import SealProblem


class StoreProblem(StrEnum):
    """Why a database cannot serve."""

    NEWER = "newer"
    CORRUPT = "corrupt"
    NETWORK_SHARE = "network-share"
    LOCKED = "locked"
    NO_ACCESS = "no-access"
    FULL = "full"
    UNREACHABLE = "unreachable"


class WorkshopError(Exception):
    """The person in front of the bench can do something about it."""


class UnknownCodeError(WorkshopError):
    """No object of this workshop has that code."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class AmbiguousCodeError(WorkshopError):
    """Several objects end with the same eight digits."""

    def __init__(self, typed: str, codes: tuple[str, ...]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.codes = codes


class CodesUsedUpError(WorkshopError):
    """A kind of code has no serial number left at this site: `numbers` is kind and site, as 26-01."""

    def __init__(self, numbers: str) -> None:
        super().__init__(numbers)
        self.numbers = numbers


class RefusedError(WorkshopError):
    """A rule of the chain says no; `reasons` are its codes, in the order in which they were found."""

    def __init__(self, code: str, reasons: tuple[str, ...]) -> None:
        super().__init__(f"{code}: {', '.join(reasons)}")
        self.code = code
        self.reasons = reasons


class NotSetUpError(WorkshopError):
    """The workshop has no name and no site number yet."""


class SettingsError(WorkshopError):
    """A settings file cannot be read; `key` is empty where the whole file is wrong."""

    def __init__(self, path: str, key: str, problem: str) -> None:
        super().__init__(f"{path}: {key}: {problem}")
        self.path = path
        self.key = key
        self.problem = problem


class StoreError(WorkshopError):
    """The database cannot serve."""

    def __init__(self, where: str, problem: StoreProblem) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


class MediumError(WorkshopError):
    """A file or a folder cannot be read or written: full disk, no right, not there."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class RecordingError(WorkshopError):
    """A folder given as a recorded machine is none."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


class RulesError(WorkshopError):
    """A data file of rules (contract, methods, labels) has errors, all of them listed as `line: problem`."""

    def __init__(self, path: str, problems: tuple[str, ...]) -> None:
        super().__init__(f"{path}: {'; '.join(problems)}")
        self.path = path
        self.problems = problems


class WipeRefusedError(WorkshopError):
    """A wipe did not start, and nothing was written; `rule` is an Interlock, `detail` for the log."""

    def __init__(self, rule: Interlock, detail: str) -> None:
        super().__init__(f"{rule}: {detail}")
        self.rule = rule
        self.detail = detail


class PinError(WorkshopError):
    """A PIN is not taken; `seconds`: how long no other one is. The PIN itself is never carried."""

    def __init__(self, problem: PinProblem, seconds: int = 0) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.seconds = seconds


class SealError(WorkshopError):
    """A seal, or a list of seals, cannot serve; `what` is a file, a fingerprint, a date or nothing, never a key."""

    def __init__(self, problem: SealProblem, what: str = "") -> None:
        super().__init__(f"{problem}: {what}")
        self.problem = problem
        self.what = what
