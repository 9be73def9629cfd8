"""Refuse a Python that is too old, in words. Read by that old Python: nothing newer than 3.6 may be written here."""

import sys

from .language import ENGLISH, chosen_language

MINIMUM = (3, 11)


def refusal(version: "tuple[int, int, int]", executable: str, language: str) -> str:
    """Return the sentence that refuses this version, or an empty one."""
    if version[:2] >= MINIMUM:
        return ""
    found = ".".join(str(part) for part in version)
    needed = ".".join(str(part) for part in MINIMUM)
    if language == ENGLISH:
        sentence = "Établi needs Python {0} or newer; this one is {1} ({2})."
    else:
        sentence = "Établi demande Python {0} ou plus récent ; celui-ci est le {1} ({2})."
    return sentence.format(needed, found, executable)


def refuse_old_python() -> None:
    """End the process with one sentence and exit code 1 where Python is too old."""
    sentence = refusal(sys.version_info[:3], sys.executable, chosen_language())
    if sentence:
        raw = getattr(sys.stderr, "buffer", None)  # an old Python in a bare locale cannot encode « É » by itself
        if raw is None:
            sys.stderr.write(sentence + "\n")
        else:
            raw.write((sentence + "\n").encode("utf-8"))
        sys.exit(1)
