"""The language of the set-up's sentences. Also read by old Pythons: nothing newer than 3.6 may be written here."""

import os
from collections.abc import Mapping

FRENCH = "fr"
ENGLISH = "en"


def chosen_language(environment: "Mapping[str, str]" = os.environ) -> str:
    """Return "en" where the first locale variable that is set says so, "fr" otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return ENGLISH if value.lower().startswith("en") else FRENCH
    return FRENCH
