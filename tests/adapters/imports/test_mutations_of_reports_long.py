"""Ten minutes of real reports with pieces broken: what reads any file survives them all, in time (see readings/)."""

from __future__ import annotations

import os
import random
import resource as limits
import time
from functools import cache

import pytest

from tests.adapters.imports.corpus import FOLDERS
from tests.adapters.imports.machine_samples import (
    GLPI,
    HWINFO,
    LITE,
    LSHW,
    LSHW_XML,
    OUTPUTS,
    WORKBENCH,
    glpi_xml,
    script,
)
from tests.adapters.imports.samples import json_of, usody
from tests.adapters.readings.corpus import CORPUS
from tests.adapters.readings.test_mutations_long import MOST_GROWTH_KIB, SECONDS, SLOWEST_SECONDS, broken_of
from workshop.adapters.imports import detection
from workshop.domain.content import canonical, to_content

pytestmark = pytest.mark.long


@cache
def seeds() -> tuple[bytes, ...]:
    """Give composed reports always, and the corpus where it is there."""
    composed = (script(**LITE), script(**OUTPUTS), WORKBENCH, GLPI, LSHW, usody())
    texts = (HWINFO, LSHW_XML, glpi_xml())
    folders = [CORPUS / name for name in FOLDERS if (CORPUS / name).is_dir()]
    files = sorted(path for folder in folders for path in folder.iterdir())
    return (*map(json_of, composed), *(text.encode() for text in texts), *(path.read_bytes() for path in files))


def test_what_reads_any_file_survives_ten_minutes_of_broken_reports(request: pytest.FixtureRequest) -> None:
    if not request.config.option.markexpr:
        pytest.skip("takes ten minutes: only where somebody asked for long tests (-m long)")
    seed = int(os.environ.get("ETABLI_MUTATION_SEED", time.time_ns()))
    chance = random.Random(seed)
    before = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss
    until, rounds, slow = time.monotonic() + SECONDS, 0, []
    while time.monotonic() < until:
        content, rounds = broken_of(seeds(), chance), rounds + 1
        start = time.thread_time()
        try:
            canonical(to_content(detection.read(content)))
        except BaseException as problem:  # told with what is needed to see it again
            raise AssertionError(f"seed {seed}, round {rounds}: {problem!r}") from problem
        if time.thread_time() - start > SLOWEST_SECONDS:
            slow.append((seed, rounds))
    grown = limits.getrusage(limits.RUSAGE_SELF).ru_maxrss - before
    print(f"{rounds} broken reports, {grown} KiB grown, seed {seed}")  # noqa: T201
    assert rounds > SECONDS / 10
    assert slow == []
    assert grown < MOST_GROWTH_KIB
