"""What a drive and a battery say of themselves, and the verdict on it: good, worn, failing, or unknown.

The rules are data: `resources/health/*.toml` holds them with their sources, and the same ones stand here for whoever
has no file at hand (a test proves that the two are equal). A verdict always comes with the numbers behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """The verdict on a drive or a battery; unknown is a verdict."""

    GOOD = "good"
    WORN = "worn"
    FAILING = "failing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Smart:
    """What a drive says of itself (smartctl, nvme-cli); counts are raw values."""

    passed: bool | None = None
    power_on_hours: int | None = None
    reallocated_sectors: int | None = None
    pending_sectors: int | None = None
    uncorrectable_sectors: int | None = None
    percentage_used: int | None = None
    critical_warning: int | None = None
    media_errors: int | None = None
    temperature_celsius: int | None = None
    failed_in_the_past: bool | None = None
    failing_now: bool | None = None
    self_test_failed: bool | None = None
    error_count: int | None = None
    spare_percent: int | None = None
    power_cycles: int | None = None
    spare_threshold_percent: int | None = None
    reported_uncorrectable: int | None = None
    end_to_end_errors: int | None = None
    interface_errors: int | None = None


@dataclass(frozen=True, slots=True)
class Battery:
    """One battery; capacities in milliwatt-hours, None where they cannot be known."""

    name: str
    model: str | None = None
    serial: str | None = None
    design_mwh: int | None = None
    full_mwh: int | None = None
    wear_percent: int | None = None
    cycles: int | None = None
    charge_percent: int | None = None
    charge_limit_percent: int | None = None
    maker: str | None = None
    chemistry: str | None = None
    design_millivolts: int | None = None
    needs_service: bool | None = None  # the firmware's or the system's own verdict

    @property
    def health_percent(self) -> int | None:
        """What is left of the design capacity, 0 to 100."""
        return None if self.wear_percent is None else max(0, min(100, 100 - self.wear_percent))


class Weight(StrEnum):
    """How much a finding weighs; what is only noted changes no verdict."""

    FAILING = "failing"
    WORN = "worn"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class HealthRule:
    """One limit of one fact. Exactly one of `at_least`, `at_most` (the name of another fact) and `says` is meant."""

    id: str
    fact: str
    weight: Weight
    at_least: int | None = None
    at_most: str = ""
    says: bool | None = None

    def broken_by(self, told: Smart | Battery) -> bool:
        """Whether what was told crosses the limit; what was not told crosses none."""
        value = getattr(told, self.fact)
        if value is None:
            return False
        if self.says is not None:
            return bool(value) is self.says
        if self.at_most:  # a threshold of 0 is how a drive says that it has none
            limit = getattr(told, self.at_most)
            return bool(limit) and value <= limit
        return self.at_least is not None and value >= self.at_least


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One thing that speaks against a drive or a battery, with the number behind it."""

    rule: str
    fact: str
    value: int | bool
    weight: Weight

    def __str__(self) -> str:
        told = {True: "yes", False: "no"}[self.value] if isinstance(self.value, bool) else self.value
        return f"{self.fact}={told}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict with all of its findings, the heaviest first."""

    health: Health
    findings: tuple[HealthFinding, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The findings that made the verdict, as `name=value`."""
        return tuple(str(finding) for finding in self.findings if finding.weight is not Weight.NOTED)


_F, _W, _N = Weight.FAILING, Weight.WORN, Weight.NOTED
DRIVE_RULES = (
    HealthRule("self-assessment", "passed", _F, says=False),
    HealthRule("attribute-below-threshold", "failing_now", _F, says=True),
    HealthRule("self-test-failed", "self_test_failed", _F, says=True),
    HealthRule("pending-sectors", "pending_sectors", _F, at_least=1),
    HealthRule("uncorrectable-sectors", "uncorrectable_sectors", _F, at_least=1),
    HealthRule("critical-warning", "critical_warning", _F, at_least=1),
    HealthRule("spare-used-up", "spare_percent", _F, at_most="spare_threshold_percent"),
    HealthRule("life-used-up", "percentage_used", _F, at_least=100),
    HealthRule("life-nearly-used-up", "percentage_used", _W, at_least=80),
    HealthRule("reallocated-sectors", "reallocated_sectors", _W, at_least=1),
    HealthRule("media-errors", "media_errors", _W, at_least=1),
    HealthRule("reported-uncorrectable", "reported_uncorrectable", _W, at_least=1),
    HealthRule("end-to-end-errors", "end_to_end_errors", _W, at_least=1),
    HealthRule("attribute-failed-before", "failed_in_the_past", _W, says=True),
    HealthRule("error-log", "error_count", _N, at_least=1),
    HealthRule("interface-errors", "interface_errors", _N, at_least=1),
    HealthRule("hot", "temperature_celsius", _N, at_least=60),
)
BATTERY_RULES = (
    HealthRule("service-needed", "needs_service", _F, says=True),
    HealthRule("worn-out", "wear_percent", _F, at_least=40),
    HealthRule("worn", "wear_percent", _W, at_least=20),
    HealthRule("many-cycles", "cycles", _N, at_least=1000),
)


def drive_verdict(smart: Smart | None, rules: tuple[HealthRule, ...] = DRIVE_RULES) -> Verdict:
    """Judge a drive: good only where it says so itself and nothing speaks against it; no SMART is unknown."""
    if smart is None:
        return Verdict(Health.UNKNOWN)
    return _verdict(tuple(_findings(smart, rules)), sound=smart.passed is True)


def battery_verdict(battery: Battery, rules: tuple[HealthRule, ...] = BATTERY_RULES) -> Verdict:
    """Judge a battery: good only where its wear was measured; a battery that tells no capacity is unknown."""
    return _verdict(tuple(_findings(battery, rules)), sound=battery.wear_percent is not None)


def drive_health(smart: Smart | None) -> tuple[Health, tuple[str, ...]]:
    """Judge a drive by the house's rules: the verdict and the facts behind it, as `name=value`."""
    verdict = drive_verdict(smart)
    return verdict.health, verdict.facts


def _findings(told: Smart | Battery, rules: tuple[HealthRule, ...]) -> Iterator[HealthFinding]:
    """Give the broken rules, the heaviest first, each fact once."""
    seen: set[str] = set()
    for weight in Weight:
        for rule in rules:
            if rule.weight is weight and rule.fact not in seen and rule.broken_by(told):
                seen.add(rule.fact)
                yield HealthFinding(rule.id, rule.fact, getattr(told, rule.fact), weight)


def _verdict(findings: tuple[HealthFinding, ...], *, sound: bool) -> Verdict:
    weights = {finding.weight for finding in findings}
    if Weight.FAILING in weights:
        return Verdict(Health.FAILING, findings)
    if Weight.WORN in weights:
        return Verdict(Health.WORN, findings)
    return Verdict(Health.GOOD if sound else Health.UNKNOWN, findings)
