from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.adapters.documents.samples import NOON, documents
from tests.adapters.documents.sealed import REAL
from tests.verifier.browser import Browser, chromium
from tests.verifier.judging import Judge
from workshop.adapters.documents.seal import Seal, throw_away_seal


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip("chromium is not here")
    with Browser(program, tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def judge(browser: Browser) -> Judge:
    made = Judge(browser)
    made.open()
    return made


@pytest.fixture(scope="session")
def seal() -> Seal:
    return throw_away_seal("Atelier d’Exemple", NOON)


@pytest.fixture(scope="session")
def sealed(seal: Seal) -> bytes:
    return documents(seal).certificate(REAL, "fr")
