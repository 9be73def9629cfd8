"""Why Python's own tools failed, read from what they printed and from the disk itself."""

from __future__ import annotations

import platform
import re
import shutil

from .sentences import DISK_FULL, NO_NETWORK, NO_RELEASE, NOT_ALLOWED, WRONG_FINGERPRINT, Sentence
from .setup import Setup

_FULL_BELOW_BYTES = 20_000_000
_FULL = re.compile(r"No space left on device|Errno 28\b|Disk quota exceeded|not enough space on the disk")
_REFUSED = re.compile(r"Permission denied: '([^']+)'|Read-only file system: '([^']+)'")
_FINGERPRINT = re.compile(r"DO NOT MATCH THE HASHES")
_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|ConnectionResetError|ProtocolError|ProxyError|SSLError"
    r"|Failed to establish a new connection|name resolution|Connection (?:refused|reset|broken|aborted)|HTTP error \d+"
)
_NO_RELEASE = re.compile(r"No matching distribution found|Could not find a version that satisfies")


def why_it_failed(output: str, setup: Setup, otherwise: Sentence) -> Sentence:
    """Return the sentence that fits what a tool printed; `otherwise` may want `{log}`."""
    if _FULL.search(output) or shutil.disk_usage(setup.checkout).free < _FULL_BELOW_BYTES:
        return DISK_FULL.with_facts(folder=setup.checkout)
    refused = _REFUSED.search(output)
    if refused:
        return NOT_ALLOWED.with_facts(folder=refused[1] or refused[2])
    if _FINGERPRINT.search(output):
        return WRONG_FINGERPRINT.with_facts(log=setup.logbook.path)
    if _NETWORK.search(output):
        return NO_NETWORK.with_facts(log=setup.logbook.path)
    if _NO_RELEASE.search(output):
        return NO_RELEASE.with_facts(python=platform.python_version(), log=setup.logbook.path)
    return otherwise.with_facts(log=setup.logbook.path)
