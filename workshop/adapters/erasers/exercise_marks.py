"""The mark beside every image that we made ourselves: without it, no eraser for exercises touches a file.

The mark names the image's inode, so that it covers neither a file put in its place nor a link to one elsewhere.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from pathlib import Path

MARK_SUFFIX = ".etabli-exercice"
_MAKER = "etabli-exercice"


def mark(image: Path, handle: int) -> Path:
    """Write the mark of an image that was just made; the mark must not exist yet."""
    what = os.fstat(handle)
    where = _mark_of(image)
    content = {"made_by": _MAKER, "image": image.name, "file_system": what.st_dev, "inode": what.st_ino}
    handle_of_mark = os.open(where, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle_of_mark, "w", encoding="utf-8") as out:
        out.write(json.dumps(content) + "\n")
    return where


def is_ours(image: Path, folder: Path) -> bool:
    """Whether a path is a regular file directly in the folder, by no other name, that we made and marked."""
    if image.parent.resolve() != folder.resolve():
        return False
    try:
        what = image.lstat()
    except OSError:
        return False
    return matches(image, what)


def matches(image: Path, what: os.stat_result) -> bool:
    """Whether the file described by `what` (of a path or of an open handle) is the one that the mark names."""
    if not stat.S_ISREG(what.st_mode) or what.st_nlink != 1:
        return False
    content: object = None
    with suppress(OSError, ValueError):
        where = _mark_of(image)
        if stat.S_ISREG(where.lstat().st_mode):
            content = json.loads(where.read_text("utf-8"))
    return isinstance(content, dict) and (
        content.get("made_by"),
        content.get("image"),
        content.get("file_system"),
        content.get("inode"),
    ) == (_MAKER, image.name, what.st_dev, what.st_ino)


def _mark_of(image: Path) -> Path:
    return image.with_name(image.name + MARK_SUFFIX)
