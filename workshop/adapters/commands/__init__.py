"""The one door for foreign programs and for the kernel's files: really, from a recording, or really and recorded.

A tool that is missing, refuses or hangs is an `Output`, never an exception: what cannot be read is a finding.
"""

from workshop.adapters.commands.bounds import MAX_FILE_BYTES, MAX_OUTPUT_BYTES
from workshop.adapters.commands.local import LocalCommands
from workshop.adapters.commands.recorded import About, Provenance, RecordedCommands
from workshop.adapters.commands.recorder import RecordingCommands
from workshop.adapters.commands.redaction import Redaction

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_OUTPUT_BYTES",
    "About",
    "LocalCommands",
    "Provenance",
    "RecordedCommands",
    "RecordingCommands",
    "Redaction",
]
