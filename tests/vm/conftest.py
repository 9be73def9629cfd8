"""One guest for all tests that boot one: building it takes a minute, and its Debian part more."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.vm.guest import Guest, build, missing_tools


@pytest.fixture(scope="session")
def guest(tmp_path_factory: pytest.TempPathFactory) -> Guest:
    missing = missing_tools()
    if missing or os.geteuid() != 0:
        pytest.skip(f"needs root and {', '.join(missing) or 'nothing else'}")
    cache = os.environ.get("ETABLI_VM_CACHE")
    return build(Path(cache) if cache else tmp_path_factory.mktemp("guest"))
