"""A machine in our own form, which `resources/schemas/etabli-machine-1.schema.json` describes fact by fact."""

from __future__ import annotations

import json

from workshop.domain.content import to_content
from workshop.domain.diagnosis import Diagnosis

SCHEMA = "etabli-machine/1"


def etabli_machine(diagnosis: Diagnosis, code: str, version: str) -> bytes:
    """Write a machine as JSON; `code` is empty where it has none, `version` that of this program."""
    document = {
        "schema": SCHEMA,
        "made_by": {"tool": "etabli", "version": version},
        "code": code,
        "diagnosis": to_content(diagnosis),
    }
    # half a character, as a broken tool may write one, is no UTF-8
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"
