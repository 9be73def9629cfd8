from __future__ import annotations

import pytest

from tests.adapters.documents.samples import NOON, documents
from tests.adapters.documents.sealed import REAL
from workshop.adapters.documents.seal import Seal, throw_away_seal


@pytest.fixture(scope="module")
def seal() -> Seal:
    return throw_away_seal("Atelier d’Exemple", NOON)


@pytest.fixture(scope="module")
def sealed(seal: Seal) -> bytes:
    return documents(seal).certificate(REAL, "fr")
